/* Requisitions beside the model, figure by figure; the operations are in tests/support/order_run.c. */
#include "inventory/order/delivery.h"
#include "inventory/order/requisition.h"
#include "tests/support/look.h"
#include "tests/support/model_run.h"

#include <check.h>
#include <stdint.h>
#include <string.h>

struct figure {
    const char *what;
    long ours, model;
};

static void compare_figures(struct run *r, const struct figure *list, size_t count, int item) {
    for (size_t i = 0; i < count; i++)
        if (list[i].ours != list[i].model)
            run_differ(r, list[i].what, item, list[i].ours, list[i].model);
}

static void compare_request_line(struct run *r, const struct model_order *of, const struct requisition *ours,
                                 int item) {
    const struct requisition_line *l = requisition_line_of(ours, item + 1);
    const struct model_line *m = &of->line[item];
    if (!l || !m->there) {
        if ((l != NULL) != m->there)
            run_differ(r, mem_printf(r->w.mem, "%s's line", ours->number), item, l != NULL, m->there);
        return;
    }
    const struct figure figures[] = {
        {"units", l->units, m->units},
        {"copies per unit", l->copies_per_unit == INT_NONE ? 0 : l->copies_per_unit, m->per_unit},
        {"copies", l->copies, m->copies},
        {"received", l->received_copies, m->received},
        {"short", l->short_copies, model_is_open(of) ? 0 : model_missing(of, item)},
    };
    compare_figures(r, figures, sizeof figures / sizeof *figures, item);
}

/* Of one step, at most one for an item. */
static bool is_delivery(const struct delivery *d, const struct requisition *ours, const struct model_delivery *m) {
    const struct requisition_event *events = ours->events.list;
    return d->reverses == INT_NONE && d->event == events[m->step - 1].id && d->item_id == m->item + 1 &&
           d->on_date == m->date && d->copies == m->copies && d->undone == m->gone &&
           (d->movement == INT_NONE) == (m->movement == SIZE_MAX) &&
           strcmp(d->condition, delivery_conditions[m->condition]) == 0;
}

static void compare_deliveries(struct run *r, const struct model_order *of, const struct requisition *ours) {
    struct deliveries all;
    struct err e = {0};
    long standing = 0;
    ck_assert_msg(deliveries_load(&r->w.req, ours, &all, &e), "%s", e.message);
    for (size_t k = 0; k < all.count; k++)
        standing += all.list[k].reverses == INT_NONE;
    if (standing != (long)of->count)
        run_differ(r, mem_printf(r->w.mem, "%s: deliveries", ours->number), -1, standing, (long)of->count);
    for (size_t i = 0; i < of->count; i++) {
        size_t k = 0;
        while (k < all.count && !is_delivery(&all.list[k], ours, &of->deliveries[i]))
            k++;
        if (k == all.count)
            run_differ(r, mem_printf(r->w.mem, "%s: delivery %zu as the model has it", ours->number, i + 1),
                       of->deliveries[i].item, 0, of->deliveries[i].copies);
    }
}

static void compare_order(struct run *r, const struct model_order *of) {
    struct requisition ours;
    struct err e = {0};
    ck_assert_msg(requisition_load(&r->w.req, order_number(r, of), &ours, &e), "%s", e.message);
    const struct requisition_event *events = ours.events.list, *last = &events[ours.events.count - 1];
    const struct model_order *replaced = of->replaces < 0 ? NULL : &r->orders->list[of->replaces];
    const struct figure figures[] = {
        {"its state", (long)ours.state, strchr(MODEL_STATES, of->state) - MODEL_STATES},
        {"the name of its state", strcmp(ours.status, model_state_name(of->state)), 0},
        {"its lines", (long)ours.lines.count, model_lines(of)},
        {"its steps", (long)ours.events.count, of->steps},
        {"the day it was prepared", ours.prepared, of->prepared},
        {"the day it was sent", ours.sent == DATE_NONE ? 0 : ours.sent, of->sent},
        {"urgent", ours.urgent, of->urgent},
        {"the day of its last step", last->date, of->last_date},
        {"who made it", strcmp(events->by, model_people[of->maker].name), 0},
        {"who stepped it last", strcmp(last->by, model_people[of->last_by].name), 0},
        {"the last step", strcmp(last->to, model_state_name(of->state)), 0},
        {"the one it replaces", replaced ? strcmp(ours.replaces ? ours.replaces : "", order_number(r, replaced)) : 0,
         0},
        {"replacing", ours.replaces != NULL, replaced != NULL},
    };
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        if (figures[i].ours != figures[i].model)
            run_differ(r, mem_printf(r->w.mem, "%s: %s", ours.number, figures[i].what), -1, figures[i].ours,
                       figures[i].model);
    for (int i = 0; i < MODEL_ITEMS; i++)
        compare_request_line(r, of, &ours, i);
    compare_deliveries(r, of, &ours);
}

void order_compare_touched(struct run *r) {
    for (size_t i = 0; i < r->touched_count; i++)
        compare_order(r, &r->orders->list[r->touched[i]]);
    r->touched_count = 0;
}

void order_compare_line(struct run *r, const struct stock *stock, const struct stock_line *l, int item) {
    struct model_need n = model_need(r->orders, item, r->w.req.today);
    bool unknown = r->orders->per_unit[item] == 0;
    const struct figure figures[] = {
        {"coming", l->incoming, n.incoming},
        {"the lead", l->input.lead_days, n.lead},
        {"deliveries that the lead is learned from", stock->lead_from, n.lead_from},
        {"the reorder point", l->reorder_at, n.reorder_at},
        {"what to fill to", l->fill_to, n.fill_to},
        {"copies suggested", l->copies, n.copies},
        {"units suggested", l->units == INT_NONE ? l->copies : l->units, n.units},
        {"the unit", l->copies > 0 && l->units == INT_NONE, l->copies > 0 && unknown},
        {"whether it is ticked", l->ticked, n.ticked},
        {"whether it is urgent", l->urgent, n.urgent},
        {"copies to print in-house", l->print_in_house, n.print_in_house},
    };
    r->learned += n.lead_from >= 3;
    r->urgent += n.urgent && l->on_hand > 0;
    compare_figures(r, figures, sizeof figures / sizeof *figures, item);
}

static void compare_listed(struct run *r, const struct model_order *of, size_t row, long lead) {
    bool open = model_is_open(of);
    long coming = 0, age = model_school_days(r->model, (of->sent ? of->sent : of->prepared) + 1, r->w.req.today);
    bool late = open && (of->sent ? age > 2 * lead : age >= 5);
    for (int i = 0; i < MODEL_ITEMS; i++)
        coming += open ? model_missing(of, i) : 0;
    const struct figure figures[] = {
        {"coming with it", look_int(&r->w.answer, row, "coming"), coming},
        {"its age", look_int(&r->w.answer, row, "age_school_days"), open ? age : INT_NONE},
        {"late", look_text(&r->w.answer, row, "late") != NULL, late},
        {"its lines, listed", look_int(&r->w.answer, row, "lines"), model_lines(of)},
    };
    r->overdue += late && of->sent;
    compare_figures(r, figures, sizeof figures / sizeof *figures, -1);
}

void order_compare_all(struct run *r) {
    char before[sizeof r->line];
    long learned_from, lead = model_lead(r->orders, &learned_from);
    memcpy(before, r->line, sizeof before);
    look_done(&r->w, "requisition list");
    if (r->w.answer.rows.count != r->orders->count)
        run_differ(r, "requisitions", -1, (long)r->w.answer.rows.count, (long)r->orders->count);
    for (size_t i = 0; i < r->orders->count; i++) {
        size_t row = look_find(&r->w.answer, "number", order_number(r, &r->orders->list[i]));
        if (row == SIZE_MAX)
            run_differ(r, "a requisition in the list", -1, 0, 1);
        compare_listed(r, &r->orders->list[i], row, lead);
    }
    for (size_t i = 0; i < r->orders->count; i++)
        compare_order(r, &r->orders->list[i]);
    memcpy(r->line, before, sizeof before);
}

void order_tally(const struct run *r, struct order_tally *t) {
    t->worlds++;
    t->orders += (long)r->orders->count;
    t->learned += r->learned;
    t->overdue += r->overdue;
    t->urgent += r->urgent;
    for (size_t i = 0; i < r->orders->count; i++) {
        const struct model_order *of = &r->orders->list[i];
        t->in_state[strchr(MODEL_STATES, of->state) - MODEL_STATES]++;
        t->replacing += of->replaces >= 0;
        for (size_t k = 0; k < of->count; k++) {
            t->taken_back += of->deliveries[k].gone;
            t->conditions[of->deliveries[k].condition]++;
        }
    }
}

void order_tally_is_fair(const struct order_tally *t) {
    ck_assert_int_gt(t->orders, 50 * t->worlds);
    ck_assert_int_gt(t->in_state[5], 20 * t->worlds); /* closed */
    ck_assert_int_gt(t->in_state[6], 5 * t->worlds);  /* cancelled */
    ck_assert_int_gt(t->replacing, 5 * t->worlds);
    ck_assert_int_gt(t->taken_back, 5 * t->worlds);
    for (int c = 0; c < MODEL_CONDITIONS; c++)
        ck_assert_int_gt(t->conditions[c], 2 * t->worlds);
    ck_assert_int_gt(t->learned, 1000 * t->worlds);
    ck_assert_int_gt(t->urgent, 10 * t->worlds);
    ck_assert_int_gt(t->overdue, 2 * t->worlds);
}
