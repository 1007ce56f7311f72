/* order: how much to order. One published formula, in integers and ratios of
 * integers; pure: nothing here reads the store or the clock.
 *
 * All quantities are whole copies >= 0, all durations whole school days >= 0.
 * The source of every line is ordering.md; tests/vectors/orders.csv holds
 * worked answers. */
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
    bool too_big;  /* a pack would exceed the fill and a year's demand: not ticked */
    bool over_cap; /* over the shelf cap, by rounding up to whole units */
    bool opened;   /* the opening raised the levels */
    bool by_hand;  /* levels set by hand replaced them */
};

/* Refused (ERR_INPUT): a hand-set maximum not above the minimum unless both are
 * 0, a shelf cap of 0. Bounds of the input: counts to 1,000,000,000, families
 * to 1,000,000, copies per year to 100, spare to 1000, days to 3,660. */
bool order_compute(const struct order_input *in, struct order_answer *out, struct err *e);

/* ceil(demand × days): the copies that go out in so many school days. */
long order_demand(const struct order_input *in, long days);

/* Whether `usable` copies run out, at the demand, in less than `days` school days. */
bool order_runs_out(const struct order_input *in, long usable, long days);

/* "reorder at 45, fill to 75; have 12, coming 25 (R-2026-27-0003); 75 - 37 = 38
 * -> 2 units of 25 = 50 copies". `coming` names the requisitions, or is NULL. */
const char *order_sentence(struct mem *m, const struct order_input *in, const struct order_answer *out,
                           const char *coming);

#endif
