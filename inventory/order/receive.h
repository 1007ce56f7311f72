/* receive: deliveries of a requisition, put on the shelf and beside its lines. */
#ifndef INVENTORY_ORDER_RECEIVE_H
#define INVENTORY_ORDER_RECEIVE_H

#include "base/verb.h"

extern const struct verbs receive_verbs;

#endif
