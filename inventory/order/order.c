#include "inventory/order/order.h"

#include "base/fields.h"

const char *const order_status_names[ORDER_STATUSES] = {
    [ORDER_NOT_KEPT] = "NOT KEPT", [ORDER_OUT] = "OUT", [ORDER_LOW] = "LOW", [ORDER_OVER] = "OVER", [ORDER_OK] = "OK",
};

enum { SPREAD_LEAST = 45 }; /* days: use is spread over at least so many */

struct ratio {
    long over, under; /* over / under copies per school day */
};

static long larger(long a, long b) { return a > b ? a : b; }
static long smaller(long a, long b) { return a < b ? a : b; }
static long ceil_div(long a, long b) { return a <= 0 ? 0 : (a + b - 1) / b; }

/* demand = the larger of use and need */
static struct ratio demand(const struct order_input *in) {
    struct ratio use = {in->issued, larger(SPREAD_LEAST, in->days_in_stock)};
    struct ratio need = {in->families * in->copies_per_year * (100 + in->spare_pct), 100 * in->school_days};
    return use.over * need.under >= need.over * use.under ? use : need;
}

long order_demand(const struct order_input *in, long days) {
    struct ratio d = demand(in);
    return ceil_div(d.over * days, d.under);
}

bool order_runs_out(const struct order_input *in, long usable, long days) {
    struct ratio d = demand(in);
    return usable * d.under < d.over * days;
}

static bool check(const struct order_input *in, struct err *e) {
    if (in->shelf_cap != INT_NONE && in->shelf_cap <= 0)
        return err_set(e, ERR_INPUT, "shelf_cap", "a shelf cap of %ld leaves no room for a copy", in->shelf_cap);
    if (in->min_set != INT_NONE && in->max_set != INT_NONE && in->max_set <= in->min_set &&
        !(in->min_set == 0 && in->max_set == 0))
        return err_set(e, ERR_INPUT, "max_set", "the maximum %ld is not above the minimum %ld", in->max_set,
                       in->min_set);
    return true;
}

static void set_levels(const struct order_input *in, struct order_answer *out) {
    long reorder = larger(in->floor, order_demand(in, in->lead_days + in->safety_days));
    long fill = larger(2 * in->floor, order_demand(in, in->lead_days + in->safety_days + in->review_days));
    if (in->opening > 0) {
        long per_unit = in->copies_per_unit == INT_NONE ? 1 : in->copies_per_unit;
        out->opened = in->opening > fill || in->opening - per_unit > reorder;
        fill = larger(fill, in->opening);
        reorder = larger(reorder, in->opening - per_unit);
    }
    bool min = in->min_set != INT_NONE, max = in->max_set != INT_NONE;
    out->by_hand = min || max;
    if (min && max) {
        reorder = in->min_set;
        fill = in->max_set;
    } else if (min) {
        reorder = in->min_set;
        fill = larger(fill, in->min_set + 1);
    } else if (max) {
        fill = in->max_set;
        reorder = larger(0, smaller(reorder, in->max_set - 1));
    }
    out->kept = reorder != 0 || fill != 0;
    if (out->kept) {
        fill = larger(fill, reorder + 1);
        if (in->shelf_cap != INT_NONE) {
            fill = smaller(fill, in->shelf_cap);
            reorder = smaller(reorder, in->shelf_cap - 1);
        }
    }
    out->reorder_at = reorder;
    out->fill_to = fill;
}

/* The first that fits. LOW looks at what is on hand, the order at the position. */
static enum order_status status_of(const struct order_input *in, const struct order_answer *out) {
    if (!out->kept && in->on_hand == 0)
        return ORDER_NOT_KEPT;
    if (in->on_hand == 0)
        return ORDER_OUT;
    if (out->kept && in->on_hand <= out->reorder_at)
        return ORDER_LOW;
    if (in->shelf_cap != INT_NONE && in->on_hand > in->shelf_cap)
        return ORDER_OVER;
    return ORDER_OK;
}

bool order_compute(const struct order_input *in, struct order_answer *out, struct err *e) {
    *out = (struct order_answer){0};
    if (!check(in, e))
        return false;
    set_levels(in, out);
    out->status = status_of(in, out);
    long position = in->on_hand + in->incoming;
    bool unknown = in->copies_per_unit == INT_NONE;
    if (!out->kept || position > out->reorder_at) {
        out->units = 0;
        return true;
    }
    long per_unit = unknown ? 1 : in->copies_per_unit;
    long units = ceil_div(out->fill_to - position, per_unit);
    out->copies = units * per_unit;
    out->units = unknown ? INT_NONE : units;
    /* position + copies > fill + demand × a school year */
    long beyond = position + out->copies - out->fill_to;
    struct ratio d = demand(in);
    out->too_big = beyond * d.under > d.over * in->school_days;
    out->over_cap = in->shelf_cap != INT_NONE && position + out->copies > in->shelf_cap;
    return true;
}

const char *order_sentence(struct mem *m, const struct order_input *in, const struct order_answer *out,
                           const char *coming) {
    if (!out->kept)
        return mem_printf(m, "not kept: %s; have %ld", out->by_hand ? "set by hand" : "no floor, no families, no use",
                          in->on_hand);
    long position = in->on_hand + in->incoming;
    const char *head =
        mem_printf(m, "reorder at %ld, fill to %ld%s; have %ld, coming %ld%s%s%s", out->reorder_at, out->fill_to,
                   out->by_hand  ? " (set by hand)"
                   : out->opened ? " (before summer: what August will need)"
                                 : "",
                   in->on_hand, in->incoming, coming ? " (" : "", coming ? coming : "", coming ? ")" : "");
    if (out->copies == 0)
        return mem_printf(m, "%s; %ld is above %ld: nothing to order", head, position, out->reorder_at);
    const char *sum = mem_printf(m, "%s; %ld - %ld = %ld", head, out->fill_to, position, out->fill_to - position);
    if (out->units == INT_NONE)
        sum = mem_printf(m, "%s -> %ld copies, check the unit of issue", sum, out->copies);
    else
        sum = mem_printf(m, "%s -> %ld unit%s of %ld = %ld copies", sum, out->units, out->units == 1 ? "" : "s",
                         in->copies_per_unit, out->copies);
    if (out->over_cap)
        sum = mem_printf(m, "%s, over the shelf cap of %ld by rounding up", sum, in->shelf_cap);
    if (out->too_big)
        sum = mem_printf(m, "%s; more than a year's need: print %ld in-house instead?", sum, out->fill_to - position);
    return sum;
}
