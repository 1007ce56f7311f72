#include "office/day.h"

#include "base/db.h"
#include "catalog/item.h"
#include "compliance/audit/trail.h"
#include "compliance/school/calendar.h"
#include "compliance/school/school.h"
#include "inventory/order/delivery.h"
#include "inventory/shelf/movement.h"

#include <string.h>

static const char *const what_moved[MOVEMENT_KINDS] = {
    [MOVEMENT_RECEIVE] = "received", [MOVEMENT_PRINT] = "printed",   [MOVEMENT_ISSUE] = "handed out",
    [MOVEMENT_RETURN] = "returned",  [MOVEMENT_ADJUST] = "adjusted",
};

/* The order on the sheet. */
static const char *const order_shown[] = {"handed out", "received",     "printed", "returned",
                                          "adjusted",   "not accepted", "undone"};

struct gathering {
    struct req *req;
    struct day *day;
    struct items items;
    struct languages languages;
    struct day_moved *moved;
    size_t count;
};

static bool same(const char *a, const char *b) { return a == b || (a && b && strcmp(a, b) == 0); }

static void add_moved(struct gathering *g, long item, struct day_moved v) {
    const struct item *i = item_by_id(&g->items, item);
    if (!i)
        return; /* the foreign key forbids it; verify would name it */
    v.item = i->code;
    for (size_t k = 0; k < g->count; k++) {
        struct day_moved *other = &g->moved[k];
        if (same(other->what, v.what) && same(other->item, v.item) && same(other->reason, v.reason) &&
            same(other->how, v.how)) {
            other->copies += v.copies;
            return;
        }
    }
    v.title = i->short_title;
    v.languages = item_language_names(g->req->mem, &g->languages, i);
    g->moved = mem_grow(g->req->mem, g->moved, g->count, sizeof *g->moved);
    g->moved[g->count++] = v;
}

/* People count hand-outs without a minus, and an adjustment that takes copies away with one. */
static long spoken(int kind, long quantity) { return kind == MOVEMENT_ISSUE ? -quantity : quantity; }

/* "issue, assessment-plan": what a movement was before it was undone. */
static const char *undone_words(struct mem *m, const char *kind, const char *reason) {
    return reason ? mem_printf(m, "%s, %s", kind, reason) : kind;
}

/* Reads item by item through the index of an item's days, so that the cost follows the items, not the history. */
static bool read_movements(struct gathering *g, struct err *e) {
    struct req *r = g->req;
    struct query *q =
        sql(r->db, "SELECT m.item, m.kind, m.reason, m.how, sum(m.quantity), EXISTS (SELECT 1 FROM movement u WHERE "
                   "u.school = m.school AND u.reverses = m.id) FROM item i JOIN movement m ON m.school = i.school AND "
                   "m.item = i.id WHERE i.school = $1 AND m.on_date = $2 AND m.reverses IS NULL "
                   "GROUP BY 1, 2, 3, 4, 6 ORDER BY m.reason, m.how");
    sql_int(q, r->school);
    sql_date(q, g->day->date);
    while (sql_row(q)) {
        const char *word = sql_get_text(q, 1, r->mem), *reason = sql_get_text(q, 2, r->mem);
        int kind = movement_kind_of(word);
        if (kind < 0)
            continue;
        struct day_moved v = {.what = what_moved[kind],
                              .reason = reason,
                              .how = sql_get_text(q, 3, r->mem),
                              .copies = spoken(kind, sql_get_int(q, 4))};
        if (sql_get_int(q, 5) == 1) {
            v.what = "undone";
            v.reason = undone_words(r->mem, word, reason);
        }
        add_moved(g, sql_get_int(q, 0), v);
    }
    return sql_end(q, e);
}

/* What was given by e-mail or as a web link is a notice, not a movement. */
static bool read_notices(struct gathering *g, struct err *e) {
    struct req *r = g->req;
    struct query *q =
        sql(r->db, "SELECT n.item, n.reason, n.how, sum(n.copies), EXISTS (SELECT 1 FROM notice u WHERE "
                   "u.school = n.school AND u.reverses = n.id) FROM notice n WHERE n.school = $1 AND n.on_date = $2 "
                   "AND n.reverses IS NULL GROUP BY 1, 2, 3, 5 ORDER BY n.reason, n.how");
    sql_int(q, r->school);
    sql_date(q, g->day->date);
    while (sql_row(q)) {
        const char *reason = sql_get_text(q, 1, r->mem);
        bool undone = sql_get_int(q, 4) == 1;
        struct day_moved v = {.what = undone ? "undone" : what_moved[MOVEMENT_ISSUE],
                              .reason = undone ? undone_words(r->mem, "issue", reason) : reason,
                              .how = sql_get_text(q, 2, r->mem),
                              .copies = sql_get_int(q, 3)};
        add_moved(g, sql_get_int(q, 0), v);
    }
    return sql_end(q, e);
}

/* Copies of a delivery that did not reach the shelf: damaged, or in another language. */
static bool read_refused(struct gathering *g, struct err *e) {
    struct req *r = g->req;
    struct query *q =
        sql(r->db, "SELECT d.item, d.condition, sum(d.copies) FROM delivery d WHERE d.school = $1 AND d.on_date = $2 "
                   "AND d.movement IS NULL AND d.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM delivery u WHERE "
                   "u.school = d.school AND u.reverses = d.id) GROUP BY 1, 2 ORDER BY 2");
    sql_int(q, r->school);
    sql_date(q, g->day->date);
    while (sql_row(q)) {
        const char *condition = sql_get_text(q, 1, r->mem);
        if (!delivery_counts(condition))
            add_moved(g, sql_get_int(q, 0),
                      (struct day_moved){.what = "not accepted", .reason = condition, .copies = sql_get_int(q, 2)});
    }
    return sql_end(q, e);
}

/* In the order of order_shown, then in that of the catalog. */
static void order_moved(struct gathering *g) {
    struct day_moved *list = mem_alloc(g->req->mem, (g->count + 1) * sizeof *list);
    size_t n = 0;
    for (size_t w = 0; w < sizeof order_shown / sizeof *order_shown; w++)
        for (size_t i = 0; i < g->items.count; i++)
            for (size_t k = 0; k < g->count; k++)
                if (same(g->moved[k].what, order_shown[w]) && same(g->moved[k].item, g->items.list[i].code))
                    list[n++] = g->moved[k];
    for (size_t k = 0; k < n; k++)
        if (same(list[k].what, what_moved[MOVEMENT_ISSUE]))
            g->day->handed_out += list[k].copies;
    g->day->moved = (struct rows){list, n};
}

/* A step of schema version 1 has no day of its own; it belongs to the local day on which it was recorded. */
static bool read_steps(struct req *r, struct day *out, struct err *e) {
    struct day_step *list = NULL;
    size_t n = 0;
    struct query *q =
        sql(r->db, "SELECT school_year, number, status, actor, note FROM requisition_event WHERE school = $1 AND "
                   "(on_date = $2 OR (on_date IS NULL AND at >= $3 AND at < $4)) ORDER BY id");
    sql_int(q, r->school);
    sql_date(q, out->date);
    sql_text(q, date_begin_utc(r->mem, out->date, r->utc_offset_minutes));
    sql_text(q, date_begin_utc(r->mem, out->date + 1, r->utc_offset_minutes));
    while (sql_row(q)) {
        list = mem_grow(r->mem, list, n, sizeof *list);
        list[n++] =
            (struct day_step){requisition_number(r->mem, sql_get_int(q, 0), sql_get_int(q, 1)),
                              sql_get_text(q, 2, r->mem), sql_get_text(q, 3, r->mem), sql_get_text(q, 4, r->mem)};
    }
    out->steps = (struct rows){list, n};
    return sql_end(q, e);
}

/* Local time: "14:14" on that day, and with its date on another one. */
static const char *time_words(struct req *r, const char *at, int date) {
    int day, minutes;
    if (date_of_moment(at, r->utc_offset_minutes, &day, &minutes) && day == date)
        return mem_printf(r->mem, "%02d:%02d", minutes / 60, minutes % 60);
    return date_moment_words(r->mem, at, r->utc_offset_minutes);
}

/* In the chain, the trail's row of a change follows the rows that the change wrote. */
static bool read_changes(struct req *r, struct day *out, struct err *e) {
    struct day_change *list = NULL;
    size_t n = 0;
    struct query *q =
        sql(r->db,
            "SELECT t.id, t.at, t.actor, t.action, t.subject FROM trail t WHERE t.school = $1 AND ((t.at >= $3 AND "
            "t.at < $4) OR t.id IN (SELECT (SELECT min(n.id) FROM trail n WHERE n.school = $1 AND n.id > p.id) FROM "
            "(SELECT m.id FROM item i JOIN movement m ON m.school = i.school AND m.item = i.id WHERE i.school = $1 AND "
            "m.on_date = $2 UNION ALL SELECT id FROM notice WHERE school = $1 AND on_date = $2 "
            "UNION ALL SELECT id FROM delivery WHERE school = $1 AND on_date = $2 "
            "UNION ALL SELECT id FROM requisition_event WHERE school = $1 AND on_date = $2) AS p)) ORDER BY t.id");
    sql_int(q, r->school);
    sql_date(q, out->date);
    sql_text(q, date_begin_utc(r->mem, out->date, r->utc_offset_minutes));
    sql_text(q, date_begin_utc(r->mem, out->date + 1, r->utc_offset_minutes));
    while (sql_row(q)) {
        list = mem_grow(r->mem, list, n, sizeof *list);
        list[n] = (struct day_change){sql_get_int(q, 0), sql_get_text(q, 1, r->mem), sql_get_text(q, 2, r->mem),
                                      sql_get_text(q, 3, r->mem), sql_get_text(q, 4, r->mem)};
        list[n].time = time_words(r, list[n].at, out->date);
        n++;
    }
    out->changes = (struct rows){list, n};
    out->change_count = (long)n;
    return sql_end(q, e);
}

static bool read_head(struct req *r, struct day *out, struct err *e) {
    struct hash head;
    if (!trail_head(r, &out->head_place, &head, e))
        return false;
    out->head = trail_head_text(r->mem, &head);
    return true;
}

static long school_day_of(const struct calendar *calendar, int date) {
    int first = calendar_first_day(calendar, date), last = calendar_last_day(calendar, date);
    if (first == DATE_NONE || date < first || date > last || !calendar_is_school_day(calendar, date))
        return INT_NONE;
    return calendar_count(calendar, first, date);
}

const char *day_words(struct mem *m, const struct calendar *calendar, int date) {
    const char *day = mem_printf(m, "%s %s", date_weekday_names[date_weekday(date)], date_words(m, date));
    int first = calendar_first_day(calendar, date), last = calendar_last_day(calendar, date);
    long n = school_day_of(calendar, date);
    if (n != INT_NONE)
        return mem_printf(m, "%s, school day %ld", day, n);
    return first == DATE_NONE || date < first || date > last ? day : mem_printf(m, "%s, no school", day);
}

bool day_load(struct req *r, int date, struct day *out, struct err *e) {
    struct gathering g = {.req = r, .day = out};
    const struct calendar *calendar;
    struct school school;
    *out = (struct day){.date = date};
    if (!school_load(r, &school, e) || !calendar_load(r, &calendar, e) || !items_load(r, &g.items, e) ||
        !languages_load(r, &g.languages, e) || !read_movements(&g, e) || !read_notices(&g, e) || !read_refused(&g, e))
        return false;
    order_moved(&g);
    out->school_code = school.code;
    out->school_name = school.name;
    out->school_day = school_day_of(calendar, date);
    out->date_words = day_words(r->mem, calendar, date);
    return read_steps(r, out, e) && read_changes(r, out, e) && read_head(r, out, e);
}
