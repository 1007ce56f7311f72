/* delivery: what came of a requisition's lines, when, and in what condition. Deliveries are append-only, in the chain;
 * a mistake is taken back by an opposite row.
 *
 * Good copies and those of an old edition count as received and are on the shelf, under their edition. Damaged copies
 * and copies in a wrong language are not: the warehouse still owes them, and the discrepancy note says so. */
#ifndef INVENTORY_ORDER_DELIVERY_H
#define INVENTORY_ORDER_DELIVERY_H

#include "inventory/order/requisition.h"

extern const char *const delivery_conditions[]; /* good, damaged, wrong language, old edition; ended by NULL */

struct delivery {
    long id, event; /* places in the chain: its own, and that of the step that it came with */
    long item_id;
    const char *item, *condition; /* item: its code */
    int on_date;
    long copies;             /* below zero: takes back */
    long movement, reverses; /* INT_NONE: none */
    const char *note, *by;   /* note may be NULL */
    bool undone;             /* another row takes it back */
};

struct deliveries {
    struct delivery *list; /* in the order of their places */
    size_t count;
};

bool delivery_counts(const char *condition); /* whether such copies count as received */

/* All of the requisition, in r->mem. */
bool deliveries_load(struct req *r, const struct requisition *of, struct deliveries *out, struct err *e);

/* Links it into the chain (fills d->id) and stores it; between trail_begin and trail_end. */
bool delivery_put(struct trail *t, const struct requisition *of, struct delivery *d, struct err *e);

extern const struct chain_table delivery_table;

#endif
