/* recall: a new edition of an item, and what becomes of the old one's copies. */
#ifndef INVENTORY_RECALL_H
#define INVENTORY_RECALL_H

#include "base/verb.h"

extern const struct verbs recall_verbs;

#endif
