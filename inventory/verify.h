/* verify: structure, foreign keys, balances and the chain; each finding names its row. */
#ifndef INVENTORY_VERIFY_H
#define INVENTORY_VERIFY_H

#include "base/verb.h"

extern const struct verbs verify_verbs;

#endif
