/* discrepancy: where the deliveries of a requisition differ from what was ordered, line by line, and what the warehouse
 * is asked to do about it. Rows that were taken back, and rows that take back, do not count. */
#ifndef INVENTORY_ORDER_DISCREPANCY_H
#define INVENTORY_ORDER_DISCREPANCY_H

#include "inventory/order/requisition.h"

struct discrepancy_line { /* all in copies */
    const struct requisition_line *of;
    long ordered, received;       /* received: good ones, and those of an old edition */
    long short_by;                /* copies that did not come, beside those to be replaced */
    long damaged, wrong_language; /* these came and do not count as received */
    long old_edition, over;       /* of those received */
    bool differs;
    const char *asked; /* "Take back 5 damaged copies and send 5 good ones. ..."; NULL: nothing */
};

struct discrepancy {
    struct discrepancy_line *list; /* every line of the requisition, in its order */
    size_t count, different;
    const char *dates; /* of the deliveries: "Sep 20, 2026; Oct 3, 2026" */
};

/* ERR_RULE when nothing was delivered yet, or everything came as ordered. What it gives lives in r->mem. */
bool discrepancy_load(struct req *r, const struct requisition *of, struct discrepancy *out, struct err *e);

#endif
