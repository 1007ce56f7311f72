/* order: how much to order, by one formula in integers and ratios of integers (docs/ordering.md, "The formula").
 * Nothing here reads the store or the clock. Quantities are whole copies >= 0, durations whole school days >= 0.
 * tests/vectors/orders.csv holds worked answers. */
#ifndef INVENTORY_ORDER_ORDER_H
#define INVENTORY_ORDER_ORDER_H

#include "base/err.h"
#include "base/mem.h"

#include <stdbool.h>

enum order_status { ORDER_NOT_KEPT, ORDER_OUT, ORDER_LOW, ORDER_OVER, ORDER_OK, ORDER_STATUSES };
extern const char *const order_status_names[ORDER_STATUSES];

struct order_input {
    long issued;        /* in the look-back */
    long days_in_stock; /* school days of it with stock */
    long families, copies_per_year, spare_pct;
    long lead_days, safety_days, review_days, school_days; /* school_days: of a year */
    long floor;
    long shelf_cap, copies_per_unit; /* INT_NONE: not set; unknown */
    long on_hand, incoming;          /* usable; ordered and not received */
    long min_set, max_set;           /* INT_NONE: not set */
    long opening;                    /* 0: not before summer */
};

struct order_answer {
    long reorder_at, fill_to;
    enum order_status status;
    bool kept;
    long units;    /* INT_NONE: the unit is unknown; 0: nothing to order */
    long copies;   /* 0: nothing to order */
    bool too_big;  /* the pack would exceed the fill by more than a year's demand, so it is not ticked */
    bool over_cap; /* rounding up to whole units goes over the shelf cap */
    bool opened;   /* the opening raised the levels */
    bool by_hand;  /* levels set by hand replaced them */
};

/* ERR_INPUT for a shelf cap of 0, and for a maximum that is not above the minimum unless both are 0. The input must be
 * within: counts 1,000,000,000, families 1,000,000, copies per year 100, spare 1000, days 3,660. */
bool order_compute(const struct order_input *in, struct order_answer *out, struct err *e);

/* The copies that go out in so many school days: ceil(demand × days). */
long order_demand(const struct order_input *in, long days);

/* Whether `usable` copies run out, at the demand, in less than `days` school days. */
bool order_runs_out(const struct order_input *in, long usable, long days);

/* "reorder at 45, fill to 75; have 12, coming 25 (R-2026-27-0003); 75 - 37 = 38 -> 2 units of 25 = 50 copies"
 * (docs/ordering.md, "The sentence"). `coming` names the requisitions, or is NULL. */
const char *order_sentence(struct mem *m, const struct order_input *in, const struct order_answer *out,
                           const char *coming);

#endif
