#include "office/year_report.h"

#include "base/buf.h"
#include "compliance/cases/register.h"
#include "compliance/school/school.h"
#include "compliance/school/year.h"
#include "inventory/order/requisition_rows.h"

#include <string.h>

struct loading {
    struct req *req;
    const struct calendar *calendar;
    int year, from, to; /* its days, through today */
    struct year_report *out;
};

/* ---- clocks ---- */

const char *year_numbers(struct mem *m, const long *numbers, size_t count) {
    struct buf list = {0};
    for (size_t i = 0, next; i < count; i = next) {
        for (next = i + 1; next < count && numbers[next] == numbers[next - 1] + 1;)
            next++;
        buf_printf(&list, "%s%ld", i > 0 ? ", " : "", numbers[i]);
        if (next - i > 1)
            buf_printf(&list, "%s%ld", next - i > 2 ? "-" : ", ", numbers[next - 1]);
    }
    const char *text = list.length ? mem_text(m, list.data) : "";
    buf_free(&list);
    return text;
}

static bool ran_in_year(const struct loading *l, const struct clock *k) {
    return k->state != CLOCK_VOID && k->on <= l->to && (k->over_on == DATE_NONE || k->over_on >= l->from);
}

static enum year_outcome outcome_of(const struct clock *k, int today) {
    const bool deadline = k->due != DATE_NONE && !k->rule->is_minimum;
    if (k->state == CLOCK_WITHDRAWN || k->state == CLOCK_ENDED)
        return YEAR_ENDED;
    if (k->state == CLOCK_CLOSED)
        return deadline && k->over_on > k->due ? YEAR_LATE : YEAR_MET;
    return deadline && today > k->due ? YEAR_OVERDUE : YEAR_OPEN;
}

static const char *days(struct mem *m, long n) { return mem_printf(m, "%ld day%s", n, n == 1 ? "" : "s"); }

static const char *cause_of(struct mem *m, const struct clock *k, enum year_outcome how, long late) {
    const char *words = NULL;
    if (how == YEAR_LATE)
        words = mem_printf(m, "closed %s after it was due", days(m, late));
    else if (how == YEAR_OVERDUE)
        words = mem_printf(m, "open, %s overdue", days(m, late));
    else if (how == YEAR_OPEN)
        words = k->due == DATE_NONE   ? "open; the law has no date"
                : k->rule->is_minimum ? mem_printf(m, "open; the parent has until %s at least", date_words(m, k->due))
                                      : mem_printf(m, "open until %s", date_words(m, k->due));
    else if (how == YEAR_ENDED && k->state == CLOCK_WITHDRAWN)
        words = mem_printf(m, "withdrawn %s", date_words(m, k->over_on));
    else if (how == YEAR_ENDED)
        words = mem_printf(m, "ended %s: the child %s", date_words(m, k->over_on),
                           k->cause && strcmp(k->cause, clock_causes[0]) == 0 ? "enrolled elsewhere"
                                                                              : "was repeatedly not produced");
    if (words && k->agreed != DATE_NONE)
        words = mem_printf(m, "%s; extended in writing to %s", words, date_words(m, k->agreed));
    return words;
}

static void count_clock(struct year_rule *sum, enum year_outcome how) {
    sum->ran++;
    sum->met += how == YEAR_MET;
    sum->late += how == YEAR_LATE;
    sum->open += how == YEAR_OPEN || how == YEAR_OVERDUE;
    sum->overdue += how == YEAR_OVERDUE;
    sum->ended += how == YEAR_ENDED;
}

/* An entry of the register of record requests, as a clock of the rule by which the register counts. */
static struct clock as_clock(struct mem *m, const struct register_entry *x) {
    const struct clock_rule *rule = clock_rule_find(x->book->clock);
    const char *outcome = register_get(&x->now, "outcome");
    bool withdrawn = outcome && strcmp(outcome, "withdrawn") == 0;
    return (struct clock){.id = x->number,
                          .rule = rule,
                          .on = x->on,
                          .agreed = DATE_NONE,
                          .due = x->due,
                          .act_by = x->due,
                          .over_on = x->closed_on,
                          .state = x->status == REGISTER_OPEN ? CLOCK_OPEN
                                   : withdrawn                ? CLOCK_WITHDRAWN
                                                              : CLOCK_CLOSED,
                          .sentence = mem_printf(m, "due %s: %ld business days from %s, %s", date_iso(m, x->due),
                                                 rule->length, date_iso(m, x->on), rule->cite)};
}

enum { RULES_MOST = 32 };

struct counted { /* the clocks of one rule */
    struct year_rule sum;
    long *numbers;
    size_t count;
};

struct counting {
    const struct loading *loading;
    struct counted rules[RULES_MOST]; /* as clock_rules orders them; the register of record requests last */
    struct year_clock *rows;
    size_t count;
};

static void add_clock(struct counting *c, const struct clock *k, struct counted *rule) {
    const struct loading *l = c->loading;
    struct mem *m = l->req->mem;
    const int today = l->req->today;
    enum year_outcome how = outcome_of(k, today);
    bool late = how == YEAR_LATE || how == YEAR_OVERDUE;
    long days_late = late ? (k->over_on == DATE_NONE ? today : k->over_on) - k->due : INT_NONE;
    c->rows = mem_grow(m, c->rows, c->count, sizeof *c->rows);
    c->rows[c->count++] = (struct year_clock){.number = k->id,
                                              .rule = rule->sum.rule,
                                              .status = clock_status(k, l->calendar, today),
                                              .on = k->on,
                                              .due = k->due,
                                              .over_on = k->over_on,
                                              .days_late = days_late,
                                              .cause = cause_of(m, k, how, days_late),
                                              .sentence = clock_sentence(m, k, today),
                                              .is_met = how == YEAR_MET};
    rule->numbers = mem_grow(m, rule->numbers, rule->count, sizeof *rule->numbers);
    rule->numbers[rule->count++] = k->id;
    count_clock(&rule->sum, how);
    count_clock(&l->out->clocks, how);
}

static bool count_register(struct counting *c, struct counted *rule, struct err *e) {
    struct req *r = c->loading->req;
    const struct register_book *book = register_find(rule->sum.rule);
    struct register_entries all;
    if (!register_load(r, book, (struct register_choice){0, false}, &all, e))
        return false;
    for (size_t i = 0; i < all.count; i++) {
        const struct clock k = as_clock(r->mem, &all.list[i]);
        if (all.list[i].status != REGISTER_VOID && ran_in_year(c->loading, &k))
            add_clock(c, &k, rule);
    }
    return true;
}

static bool load_clocks(const struct loading *l, struct err *e) {
    static const char records[] = "records"; /* the noun of the register */
    const struct clock_rule *own = clock_rule_find(register_find(records)->clock);
    struct mem *m = l->req->mem;
    struct counting *c = mem_alloc(m, sizeof *c);
    struct clocks all;
    *c = (struct counting){.loading = l};
    for (size_t i = 0; i < clock_rule_count; i++)
        c->rules[i].sum = (struct year_rule){.rule = clock_rules[i].name, .citation = clock_rules[i].citation};
    c->rules[clock_rule_count].sum = (struct year_rule){.rule = records, .citation = own->citation};
    if (!clocks_load(l->req, &all, e))
        return false;
    for (size_t i = 0; i < all.count; i++)
        if (ran_in_year(l, &all.list[i]))
            add_clock(c, &all.list[i], &c->rules[all.list[i].rule - clock_rules]);
    if (!count_register(c, &c->rules[clock_rule_count], e))
        return false;
    struct year_rule *rules = mem_alloc(m, (clock_rule_count + 1) * sizeof *rules);
    size_t n = 0;
    for (size_t i = 0; i <= clock_rule_count; i++) {
        if (c->rules[i].count == 0)
            continue;
        rules[n] = c->rules[i].sum;
        rules[n++].numbers = year_numbers(m, c->rules[i].numbers, c->rules[i].count);
    }
    l->out->rules = (struct rows){rules, n};
    l->out->clock_list = (struct rows){c->rows, c->count};
    return true;
}

/* ---- designee, requisitions, stock ---- */

static bool load_designee(const struct loading *l, struct err *e) {
    struct year_report *out = l->out;
    struct assignments *held = mem_alloc(l->req->mem, sizeof *held);
    if (!assignments_load(l->req, l->year, held, e) || !duties_load(l->req, l->year, &out->duties, e))
        return false;
    out->people = (struct rows){held->list, held->count};
    out->designee_status = designee_status_words[out->duties.designee.status];
    out->designee_words = designee_sentence(l->req->mem, &out->duties.designee, l->req->today);
    out->duty_list = (struct rows){out->duties.list, DUTIES};
    return true;
}

/* A requisition belongs to the school year that its number names. */
static bool load_requisitions(const struct loading *l, struct err *e) {
    struct year_report *out = l->out;
    struct requisition_rows all;
    struct year_requisition *list = NULL;
    const char *cancelled = requisition_status_names[REQUISITION_CANCELLED];
    size_t count = 0;
    if (!requisition_rows_load(l->req, &all, e))
        return false;
    for (size_t i = 0; i < all.count; i++) {
        const struct requisition_row *row = &all.list[i];
        if (row->year != l->year)
            continue;
        if (count == 0 || requisition_row_compare(&all.list[i - 1], row) != 0) {
            list = mem_grow(l->req->mem, list, count, sizeof *list);
            list[count++] = (struct year_requisition){.number = row->number,
                                                      .status = row->status,
                                                      .prepared = row->prepared,
                                                      .sent = row->sent,
                                                      .first_received = row->first_received};
        }
        if (!row->item)
            continue;
        struct year_requisition *to = &list[count - 1];
        to->lines++;
        to->copies += row->copies;
        to->received += row->received_copies;
        if (row->sent != DATE_NONE && strcmp(row->status, cancelled) != 0)
            out->copies_ordered += row->copies;
        out->copies_received += row->received_copies;
    }
    out->requisitions = (struct rows){list, count};
    return true;
}

static bool load_stock(const struct loading *l, struct err *e) {
    struct year_report *out = l->out;
    if (!given_load(l->req, l->year, &out->given, e) || !outages_load(l->req, l->year, &out->outages, e))
        return false;
    out->guides = (struct rows){out->given.list, out->given.count};
    out->outage_list = (struct rows){out->outages.list, out->outages.count};
    return true;
}

bool year_report_load(struct req *r, int year, struct year_report *out, struct err *e) {
    struct loading l = {.req = r, .year = year, .from = year_begin(year), .to = year_end(year), .out = out};
    struct school school;
    l.to = l.to < r->today ? l.to : r->today;
    *out = (struct year_report){.school_year = year_text(r->mem, year), .as_of = r->today};
    if (!school_load(r, &school, e) || !calendar_load(r, &l.calendar, e))
        return false;
    out->school_code = school.code;
    return load_designee(&l, e) && load_clocks(&l, e) && load_requisitions(&l, e) && load_stock(&l, e);
}
