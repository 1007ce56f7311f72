#include "office/today.h"

#include "base/db.h"
#include "compliance/audit/matter.h"
#include "compliance/cases/clock.h"
#include "compliance/cases/register.h"
#include "compliance/duty/duty.h"
#include "compliance/school/calendar.h"
#include "compliance/school/home_language.h"
#include "compliance/school/school.h"
#include "inventory/count/count.h"
#include "inventory/coverage.h"
#include "inventory/order/recall.h"
#include "inventory/order/requisition.h"
#include "inventory/stock.h"
#include "office/day.h"

#include <string.h>

enum { NAMED_MOST = 5, COUNT_DAYS = 5 }; /* items named one by one; school days that a count may stay open */

static const struct column matter_columns[] = {
    {"kind", NULL, CELL_TEXT, offsetof(struct matter, kind), 0, NULL},
    {"level", "", CELL_TEXT, offsetof(struct matter, level), 0, NULL},
    {"text", "", CELL_TEXT, offsetof(struct matter, text), COLUMN_WRAP, NULL},
    {"action", "", CELL_HINT, offsetof(struct matter, next), COLUMN_BENEATH, NULL},
};
static const struct shape matter_shape = SHAPE(matter_columns, matter);

static const char *number(struct mem *m, long n) { return mem_printf(m, "%ld", n); }

/* ---- the shelf ---- */

static const struct hint *print_hint(struct mem *m, const struct stock_line *s) {
    return hint_new(m, NULL, "stock print", "item", s->item, "quantity", number(m, s->print_in_house), NULL);
}

static void add_out(struct matters *l, const struct stock *stock) {
    struct mem *m = l->req->mem;
    size_t out = 0;
    for (size_t i = 0; i < stock->count; i++) {
        const struct stock_line *s = &stock->list[i];
        if (s->answer.status != ORDER_OUT || ++out > NAMED_MOST)
            continue;
        matter_add(l, (struct matter){.kind = "out",
                                      .level = "OUT",
                                      .text = mem_printf(m, "%s, %s: print %ld from %s", s->title, s->language_names,
                                                         s->print_in_house, stock->download_page),
                                      .next = print_hint(m, s),
                                      .due = true,
                                      .urgency = MATTER_NOW});
    }
    if (out > NAMED_MOST)
        matter_add(l, (struct matter){.kind = "out",
                                      .level = "OUT",
                                      .text = mem_printf(m, "%zu more are out", out - NAMED_MOST),
                                      .next = hint_new(m, NULL, "stock", "low", "yes", NULL),
                                      .due = true,
                                      .urgency = MATTER_NOW});
}

static void add_urgent(struct matters *l, const struct stock *stock) {
    struct mem *m = l->req->mem;
    for (size_t i = 0; i < stock->count; i++) {
        const struct stock_line *s = &stock->list[i];
        if (!s->urgent || s->answer.status == ORDER_OUT)
            continue;
        matter_add(l, (struct matter){.kind = "urgent",
                                      .level = "URGENT",
                                      .text = mem_printf(m,
                                                         "%s, %s: %ld left, too few until a delivery can come; print "
                                                         "%ld from %s",
                                                         s->title, s->language_names, s->on_hand, s->print_in_house,
                                                         stock->download_page),
                                      .next = print_hint(m, s),
                                      .due = true,
                                      .urgency = MATTER_NOW});
    }
}

static void add_superseded(struct matters *l, const struct stock *stock) {
    struct mem *m = l->req->mem;
    for (size_t i = 0; i < stock->count; i++) {
        const struct stock_line *s = &stock->list[i];
        if (s->superseded == 0)
            continue;
        matter_add(l, (struct matter){.kind = "remove",
                                      .level = "REMOVE",
                                      .text = mem_printf(m, "%ld copies of a superseded edition of %s, %s",
                                                         s->superseded, s->title, s->language_names),
                                      .next = hint_new(m, NULL, "stock adjust", "item", s->item, "quantity",
                                                       number(m, s->superseded), "reason", "superseded", NULL),
                                      .due = true,
                                      .urgency = MATTER_NOW});
    }
}

/* Setting the line of a draft again makes it a line for the new edition. */
static bool add_recalled(struct matters *l, struct err *e) {
    struct req *r = l->req;
    struct recalled_line *lines;
    size_t count;
    if (!recalled_lines(r, 0, r->today, &lines, &count, e))
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct recalled_line *line = &lines[i];
        bool draft = strcmp(line->status, "draft") == 0;
        matter_add(l, (struct matter){
                          .kind = "recall",
                          .level = "RECALL",
                          .text = mem_printf(r->mem, "%s, %s: %s", line->number, line->item, line->words),
                          .next = draft ? hint_new(r->mem, NULL, "requisition set", "requisition", line->number, "item",
                                                   line->item, "units", number(r->mem, line->units), NULL)
                                        : hint_new(r->mem, NULL, "requisition show", "requisition", line->number, NULL),
                          .due = draft,
                          .urgency = MATTER_NOW});
    }
    return true;
}

/* Names the first few items that are printed in the language and of which no copy is left. */
static const char *lacking_words(struct mem *m, const struct coverage *c, const struct coverage_language *group) {
    const char *words = "";
    size_t n = 0;
    for (size_t i = group->from; i < group->from + group->count; i++)
        if (c->rows[i].flag && c->rows[i].item && ++n <= NAMED_MOST)
            words = mem_join(m, words, ", ", "%s", c->rows[i].item);
    return n > NAMED_MOST ? mem_printf(m, "%s and %zu more", words, n - NAMED_MOST) : words;
}

static bool add_coverage(struct matters *l, const struct stock *stock, struct err *e) {
    struct mem *m = l->req->mem;
    struct coverage c;
    if (!coverage_load(l->req, stock->year, stock, &c, e))
        return false;
    for (size_t i = 0; i < c.language_count; i++) {
        const struct coverage_language *group = &c.languages[i];
        if (!group->lacking)
            continue;
        matter_add(l, (struct matter){.kind = "coverage",
                                      .level = "LANGUAGE",
                                      .text = mem_printf(m, "%s (%ld %% of the pupils; %s): no copy to give of %s",
                                                         group->of->english, c.rows[group->from].pupils_pct,
                                                         home_language_rule.citation, lacking_words(m, &c, group)),
                                      .next = hint_new(m, NULL, "coverage", "language", group->of->tag, NULL),
                                      .due = true,
                                      .urgency = MATTER_NOW});
    }
    return true;
}

/* Stands before the orders, which are computed from a record that the count may change. */
static bool add_count(struct matters *l, const struct calendar *calendar, struct err *e) {
    struct req *r = l->req;
    struct count c;
    if (!count_find(r, "open", &c, e))
        return false;
    if (c.id == 0)
        return true;
    const char *figures =
        c.figures == 0 ? "no figure is entered yet"
                       : mem_printf(r->mem, "%ld figure%s, not applied yet", c.figures, c.figures == 1 ? "" : "s");
    matter_add(l, (struct matter){
                      .kind = "count",
                      .level = "COUNT",
                      .text = mem_printf(r->mem, "a count of %s is open: %s", date_words(r->mem, c.since), figures),
                      .next = hint_new(r->mem, NULL, "count show", NULL),
                      .due = calendar_count(calendar, c.since + 1, r->today) > COUNT_DAYS,
                      .urgency = MATTER_NOW});
    return true;
}

static void add_low(struct matters *l, const struct stock *stock) {
    struct mem *m = l->req->mem;
    long items = 0, copies = 0;
    for (size_t i = 0; i < stock->count; i++) {
        items += stock->list[i].ticked;
        copies += stock->list[i].ticked ? stock->list[i].copies : 0;
    }
    if (items > 0)
        matter_add(l, (struct matter){.kind = "low",
                                      .level = "LOW",
                                      .text = mem_printf(m, "%ld item%s to order, %ld copies", items,
                                                         items == 1 ? "" : "s", copies),
                                      .next = hint_new(m, NULL, "requisition new", "needed", "yes", NULL),
                                      .due = true,
                                      .urgency = MATTER_SOON});
}

/* ---- what was ordered ---- */

struct open {
    const char *number, *status;
    int since; /* sent, or prepared */
    bool sent;
    long age; /* school days */
};

/* An order that is not sent yet, and the step that it waits for. */
static const struct {
    const char *status, *level, *words, *step;
} unsent[] = {
    {"draft", "DRAFT", "is not sent; what it orders counts as coming", "requisition submit"},
    {"waiting", "APPROVE", "waits for the principal", "requisition approve"},
    {"approved", "SEND", "is approved and not sent", "requisition send"},
};

static void add_order(struct matters *l, const struct aging *aging, const struct open *o) {
    struct mem *m = l->req->mem;
    const char *late = requisition_late_words(m, aging, o->sent, o->age), *since = date_words(m, o->since);
    if (o->sent && late)
        matter_add(l, (struct matter){.kind = "late",
                                      .level = "LATE",
                                      .text = mem_printf(m, "%s, sent %s: %s", o->number, since, late),
                                      .next = hint_new(m, NULL, "requisition show", "requisition", o->number, NULL),
                                      .due = true,
                                      .urgency = (int)(2 * aging->lead - o->age)});
    for (size_t i = 0; !o->sent && i < sizeof unsent / sizeof *unsent; i++) {
        if (strcmp(unsent[i].status, o->status) != 0)
            continue;
        matter_add(l, (struct matter){.kind = late ? "stale_draft" : o->status,
                                      .level = late ? "STALE" : unsent[i].level,
                                      .text = mem_printf(m, "%s of %s %s%s%s", o->number, since, unsent[i].words,
                                                         late ? "; " : "", late ? late : ""),
                                      .next = hint_new(m, NULL, unsent[i].step, "requisition", o->number, NULL),
                                      .due = late != NULL,
                                      .urgency = late ? MATTER_SOON : MATTER_WAITS});
    }
}

static bool add_orders(struct matters *l, const struct calendar *calendar, struct err *e) {
    struct req *r = l->req;
    struct aging aging;
    if (!requisition_aging(r, calendar, &aging, e))
        return false;
    struct query *q =
        sql(r->db, "SELECT school_year, number, status, prepared, sent FROM requisition_days WHERE school = $1 AND "
                   "status NOT IN ('closed', 'cancelled') ORDER BY school_year, number");
    sql_int(q, r->school);
    while (sql_row(q)) {
        int prepared = sql_get_date(q, 3), sent = sql_get_date(q, 4);
        if (prepared == DATE_NONE)
            break; /* damaged: sql_end says so */
        struct open o = {requisition_number(r->mem, sql_get_int(q, 0), sql_get_int(q, 1)), sql_get_text(q, 2, r->mem),
                         sent != DATE_NONE ? sent : prepared, sent != DATE_NONE, 0};
        o.age = calendar_count(calendar, o.since + 1, r->today);
        add_order(l, &aging, &o);
    }
    return sql_end(q, e);
}

/* ---- the list ---- */

static bool collect(struct matters *l, const struct calendar *calendar, struct err *e) {
    struct stock stock;
    if (!stock_load(l->req, 0, &stock, e))
        return false;
    add_out(l, &stock);
    add_urgent(l, &stock);
    add_superseded(l, &stock);
    if (!add_recalled(l, e) || !add_coverage(l, &stock, e) || !add_count(l, calendar, e))
        return false;
    add_low(l, &stock);
    if (!add_orders(l, calendar, e) || !designee_matters(l, e) || !duty_matters(l, e) || !clock_matters(l, e) ||
        !register_matters(l, e))
        return false;
    if (!stock.calendar_loaded)
        matter_add(l, (struct matter){.kind = "setup",
                                      .level = "SET UP",
                                      .text = "no calendar is loaded: every weekday counts as a school day",
                                      .next = hint_new(l->req->mem, NULL, "calendar import", "file", hint_blank, NULL),
                                      .urgency = MATTER_ADVICE});
    if (!stock.families_entered)
        matter_add(l, (struct matter){.kind = "setup",
                                      .level = "SET UP",
                                      .text = "no families are entered for this school year",
                                      .next = hint_new(l->req->mem, NULL, "language set", "language", hint_blank,
                                                       "families", hint_blank, NULL),
                                      .urgency = MATTER_ADVICE});
    matters_sort(l);
    return true;
}

static bool today(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct matters l = {.req = r};
    const struct calendar *calendar;
    struct school school;
    (void)f;
    if (!school_load(r, &school, e) || !calendar_load(r, &calendar, e) || !collect(&l, calendar, e))
        return false;
    answer_list(a, &matter_shape, l.list, l.count);
    a->before = mem_printf(r->mem, "%s (%s)\t%s", school.name, school.code, day_words(r->mem, calendar, r->today));
    if (l.count == 0) {
        a->text = "Nothing needs doing.";
        answer_next(r, a, hint_new(r->mem, "What is on the shelf", "stock", NULL));
    }
    return true;
}

static bool check(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct matters l = {.req = r};
    const struct calendar *calendar;
    size_t due = 0;
    (void)f;
    if (!calendar_load(r, &calendar, e) || !collect(&l, calendar, e))
        return false;
    for (size_t i = 0; i < l.count; i++)
        if (l.list[i].due)
            l.list[due++] = l.list[i];
    answer_list(a, &matter_shape, l.list, due);
    a->attention = (int)due;
    a->text = due == 0 ? "Nothing needs attention."
                       : mem_printf(r->mem, "%zu thing%s attention.", due, due == 1 ? " needs" : "s need");
    return true;
}

static const struct param no_params[] = {{0}};
static const struct verb verbs[] = {
    {"today", "", "what needs doing, and what to do about each", ACCESS_READ, 0, ROLES_ALL, today, no_params,
     &matter_shape, NULL},
    {"check", "", "exit 10 when something needs attention, for a scheduled job", ACCESS_READ, 0, ROLES_ALL, check,
     no_params, &matter_shape, NULL},
};
const struct verbs today_verbs = {verbs, sizeof verbs / sizeof *verbs};
