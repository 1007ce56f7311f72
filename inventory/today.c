#include "inventory/today.h"

#include "base/db.h"
#include "compliance/calendar.h"
#include "compliance/school.h"
#include "inventory/day.h"
#include "inventory/requisition.h"
#include "inventory/stock.h"

#include <string.h>

enum { STALE_DAYS = 5, NAMED_MOST = 5 }; /* school days, ordering.md; items named one by one */

struct matter {
    const char *kind; /* for scripts: out, low, remove, stale_draft, draft, setup */
    const char *level, *text, *command;
    bool due; /* needs attention: counts for `check` */
};
static const struct column matter_columns[] = {
    {"kind", NULL, CELL_TEXT, offsetof(struct matter, kind), 0, NULL},
    {"level", "", CELL_TEXT, offsetof(struct matter, level), 0, NULL},
    {"text", "", CELL_TEXT, offsetof(struct matter, text), COLUMN_WRAP, NULL},
    {"command", "", CELL_TEXT, offsetof(struct matter, command), COLUMN_BENEATH, NULL},
};
static const struct shape matter_shape = SHAPE(matter_columns, matter);

struct list {
    struct req *req;
    struct matter *list;
    size_t count;
};

static void add(struct list *l, struct matter m) {
    l->list = mem_grow(l->req->mem, l->list, l->count, sizeof *l->list);
    l->list[l->count++] = m;
}

/* ---- the shelf ---- */

static void add_out(struct list *l, const struct stock *stock) {
    struct mem *m = l->req->mem;
    size_t out = 0;
    for (size_t i = 0; i < stock->count; i++) {
        const struct stock_line *s = &stock->list[i];
        if (s->answer.status != ORDER_OUT || ++out > NAMED_MOST)
            continue;
        add(l, (struct matter){
                   "out", "OUT",
                   mem_printf(m, "%s, %s: print %ld from the website", s->title, s->language_names, s->print_in_house),
                   mem_printf(m, "guidestock stock print %s %ld", s->item, s->print_in_house), true});
    }
    if (out > NAMED_MOST)
        add(l, (struct matter){"out", "OUT", mem_printf(m, "%zu more are out", out - NAMED_MOST),
                               "guidestock stock --low", true});
}

static void add_urgent(struct list *l, const struct stock *stock) {
    struct mem *m = l->req->mem;
    for (size_t i = 0; i < stock->count; i++) {
        const struct stock_line *s = &stock->list[i];
        if (s->urgent && s->answer.status != ORDER_OUT)
            add(l, (struct matter){"urgent", "URGENT",
                                   mem_printf(m, "%s, %s: %ld left, too few until a delivery can come", s->title,
                                              s->language_names, s->on_hand),
                                   mem_printf(m, "guidestock stock print %s %ld", s->item, s->print_in_house), true});
    }
}

static void add_superseded(struct list *l, const struct stock *stock) {
    struct mem *m = l->req->mem;
    for (size_t i = 0; i < stock->count; i++) {
        const struct stock_line *s = &stock->list[i];
        if (s->superseded > 0)
            add(l,
                (struct matter){
                    "remove", "REMOVE",
                    mem_printf(m, "%ld copies of a superseded edition of %s, %s", s->superseded, s->title,
                               s->language_names),
                    mem_printf(m, "guidestock stock adjust %s %ld --reason superseded", s->item, s->superseded), true});
    }
}

static void add_low(struct list *l, const struct stock *stock) {
    struct mem *m = l->req->mem;
    long items = 0, copies = 0;
    for (size_t i = 0; i < stock->count; i++) {
        items += stock->list[i].ticked;
        copies += stock->list[i].ticked ? stock->list[i].copies : 0;
    }
    if (items > 0)
        add(l, (struct matter){"low", "LOW",
                               mem_printf(m, "%ld item%s to order, %ld copies", items, items == 1 ? "" : "s", copies),
                               "guidestock requisition new --needed", true});
}

/* ---- drafts ---- */

static bool add_drafts(struct list *l, const struct calendar *calendar, struct err *e) {
    struct req *r = l->req;
    struct query *q = sql(r->db, "SELECT school_year, number, prepared FROM requisition WHERE school = $1 AND "
                                 "status NOT IN ('closed', 'cancelled') AND status = 'draft' "
                                 "ORDER BY school_year, number");
    sql_int(q, r->school);
    while (sql_row(q)) {
        const char *number = requisition_number(r->mem, sql_get_int(q, 0), sql_get_int(q, 1));
        int prepared = sql_get_date(q, 2);
        if (prepared == DATE_NONE)
            break; /* damaged: sql_end says so */
        long age = calendar_count(calendar, prepared + 1, r->today);
        bool stale = age >= STALE_DAYS;
        add(l, (struct matter){stale ? "stale_draft" : "draft", stale ? "STALE" : "DRAFT",
                               mem_printf(r->mem, "%s of %s is not sent; what it orders counts as coming%s", number,
                                          date_words(r->mem, prepared),
                                          stale ? mem_printf(r->mem, " (%ld school days)", age) : ""),
                               mem_printf(r->mem, "guidestock requisition pdf %s", number), stale});
    }
    return sql_end(q, e);
}

/* ---- the list ---- */

static bool collect(struct list *l, const struct calendar *calendar, struct err *e) {
    struct stock stock;
    if (!stock_load(l->req, 0, &stock, e))
        return false;
    add_out(l, &stock);
    add_urgent(l, &stock);
    add_superseded(l, &stock);
    add_low(l, &stock);
    if (!add_drafts(l, calendar, e))
        return false;
    if (!stock.calendar_loaded)
        add(l, (struct matter){"setup", "SET UP", "no calendar is loaded: every weekday counts as a school day",
                               "guidestock calendar import FILE", false});
    if (!stock.families_entered)
        add(l, (struct matter){"setup", "SET UP", "no families are entered for this school year",
                               "guidestock language set LANGUAGE FAMILIES", false});
    return true;
}

static bool today(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct list l = {.req = r};
    const struct calendar *calendar;
    struct school school;
    (void)f;
    if (!school_load(r, &school, e) || !calendar_load(r, &calendar, e) || !collect(&l, calendar, e))
        return false;
    answer_list(a, &matter_shape, l.list, l.count);
    a->before = mem_printf(r->mem, "%s (%s)\t%s", school.name, school.code, day_words(r->mem, calendar, r->today));
    a->text = l.count == 0 ? "Nothing needs doing. What is on the shelf: guidestock stock" : NULL;
    return true;
}

static bool check(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct list l = {.req = r};
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
    {"today", "", "what needs doing, and the command for each (also without any command)", NEED_READ, ROLES_ALL, today,
     no_params, &matter_shape, NULL},
    {"check", "", "exit 10 when something needs attention, for a scheduled job", NEED_READ, ROLES_ALL, check, no_params,
     &matter_shape, "check --json"},
};
const struct verbs today_verbs = {verbs, sizeof verbs / sizeof *verbs};
