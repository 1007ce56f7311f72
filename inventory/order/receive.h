/* receive: the verb that records deliveries of a requisition, on the shelf and beside its lines, and takes them back.
 * All of one command is one step. */
#ifndef INVENTORY_ORDER_RECEIVE_H
#define INVENTORY_ORDER_RECEIVE_H

#include "base/verb.h"

extern const struct verbs receive_verbs;

#endif
