/* order_verbs: the suggestion for the school's items, its arithmetic step by step, and the formula alone for a file of
 * cases. */
#ifndef INVENTORY_ORDER_VERBS_H
#define INVENTORY_ORDER_VERBS_H

#include "base/verb.h"

extern const struct verbs order_verbs;

#endif
