#include "inventory/verify.h"
#include "base/db.h"
#include "catalog/item.h"
#include "inventory/delivery.h"
#include "inventory/ledger.h"

#include <limits.h>
#include <string.h>

struct findings {
    struct req *req;
    struct answer *answer;
    long count;
};

enum { FINDINGS_MOST = 200 };

static void found(void *where, const char *what) {
    struct findings *f = where;
    if (++f->count <= FINDINGS_MOST)
        answer_note(f->req, f->answer, "%s", what);
}

/* ---- what is kept beside the ledger, computed a second and simpler way ---- */

typedef void found_fn(void *where, const char *what);

/* Rows of a query that are all findings: an item, a day, and what is wrong. */
static bool report_rows(struct req *r, struct query *q, const char *table, found_fn *report, void *where,
                        struct err *e) {
    while (sql_row(q)) {
        long item = sql_get_int(q, 0);
        report(where,
               mem_printf(r->mem, "%s: item %ld on %s does not fit the ledger", table, item, sql_peek_text(q, 1)));
    }
    return sql_end(q, e);
}

static bool verify_days(struct req *r, found_fn *report, void *where, struct err *e) {
    struct query *q = sql(
        r->db, "WITH day AS (SELECT item, edition, on_date, sum(quantity) AS change, "
               "sum(CASE WHEN (reverses IS NULL) = (quantity > 0) THEN quantity ELSE 0 END) AS came_in, "
               "sum(CASE WHEN kind IN ('issue', 'return') OR (kind = 'adjust' AND reason = 'unrecorded') "
               "THEN -quantity ELSE 0 END) AS used FROM movement WHERE school = $1 GROUP BY item, edition, on_date), "
               "sums AS (SELECT *, sum(change) OVER w AS balance, sum(used) OVER w AS used_all FROM day "
               "WINDOW w AS (PARTITION BY item, edition ORDER BY on_date)) "
               "SELECT s.item, s.on_date FROM sums s LEFT JOIN stock_day d ON d.school = $1 AND d.item = s.item "
               "AND d.edition = s.edition AND d.on_date = s.on_date WHERE d.change IS NOT s.change "
               "OR d.came_in IS NOT s.came_in OR d.used IS NOT s.used OR d.balance IS NOT s.balance "
               "OR d.used_all IS NOT s.used_all LIMIT 50");
    sql_int(q, r->school);
    if (!report_rows(r, q, "stock_day", report, where, e))
        return false;
    q = sql(r->db, "SELECT d.item, d.on_date FROM stock_day d WHERE d.school = $1 AND NOT EXISTS (SELECT 1 FROM "
                   "movement m WHERE m.school = $1 AND m.item = d.item AND m.on_date = d.on_date "
                   "AND m.edition = d.edition) LIMIT 50");
    sql_int(q, r->school);
    return report_rows(r, q, "stock_day", report, where, e);
}

/* ---- runs, day by day ---- */

struct moved {
    int date;
    long edition, came_in, change;
};

struct item_days {
    struct moved *list;
    size_t count;
};

static bool read_moved(struct req *r, long item, struct item_days *out, struct err *e) {
    struct query *q = sql(r->db, "SELECT on_date, edition, came_in, change FROM stock_day WHERE school = $1 "
                                 "AND item = $2 ORDER BY on_date");
    *out = (struct item_days){0};
    sql_int(q, r->school);
    sql_int(q, item);
    while (sql_row(q)) {
        out->list = mem_grow(r->mem, out->list, out->count, sizeof *out->list);
        out->list[out->count++] =
            (struct moved){sql_get_date(q, 0), sql_get_int(q, 1), sql_get_int(q, 2), sql_get_int(q, 3)};
    }
    return sql_end(q, e);
}

/* Whether stock_run says that the item was with stock on the day. */
struct runs {
    int *from, *to;
    size_t count, at;
};

static bool read_runs(struct req *r, long item, struct runs *out, struct err *e) {
    struct query *q = sql(r->db, "SELECT from_date, to_date FROM stock_run WHERE school = $1 AND item = $2 "
                                 "ORDER BY from_date");
    *out = (struct runs){0};
    sql_int(q, r->school);
    sql_int(q, item);
    while (sql_row(q)) {
        out->from = mem_grow(r->mem, out->from, out->count, sizeof *out->from);
        out->to = mem_grow(r->mem, out->to, out->count, sizeof *out->to);
        out->from[out->count] = sql_get_date(q, 0);
        out->to[out->count++] = sql_get_date(q, 1) == DATE_NONE ? INT_MAX : sql_get_date(q, 1);
    }
    return sql_end(q, e);
}

static bool in_run(struct runs *runs, int date) {
    while (runs->at < runs->count && runs->to[runs->at] < date)
        runs->at++;
    return runs->at < runs->count && runs->from[runs->at] <= date;
}

/* The days from the first movement to the one behind the last event: after it nothing changes. */
static bool verify_runs_of(struct req *r, const struct item *i, const struct editions *editions, found_fn *report,
                           void *where, struct err *e) {
    struct item_days days;
    struct runs runs;
    long *balance = mem_alloc(r->mem, (editions->count + 2) * sizeof *balance); /* by edition number */
    if (!read_moved(r, i->id, &days, e) || !read_runs(r, i->id, &runs, e))
        return false;
    for (size_t k = 0; k < days.count; k++)
        if (days.list[k].edition < 1 || days.list[k].edition > (long)editions->count) {
            report(where, mem_printf(r->mem, "stock_day: %s has a day of edition %ld, which does not exist", i->code,
                                     days.list[k].edition));
            return true;
        }
    if (days.count == 0 ? runs.count > 0 : runs.count > 0 && runs.from[0] < days.list[0].date) {
        report(where, mem_printf(r->mem, "stock_run: %s has stock before it has a movement", i->code));
        return true;
    }
    int last = days.count ? days.list[days.count - 1].date + 1 : 0;
    for (size_t k = 0; k < editions->count; k++)
        if (editions->list[k].item == i->id && editions->list[k].from > last)
            last = editions->list[k].from + 1;
    size_t at = 0;
    for (int d = days.count ? days.list[0].date : 1; d <= last; d++) {
        const struct edition *current = edition_on(editions, i->id, d);
        long number = current ? current->number : 0;
        bool with = balance[number] > 0;
        for (; at < days.count && days.list[at].date == d; at++) {
            with = with || (days.list[at].edition == number && days.list[at].came_in > 0);
            balance[days.list[at].edition] += days.list[at].change;
        }
        if (with != in_run(&runs, d)) {
            report(where,
                   mem_printf(r->mem, "stock_run: %s on %s does not fit the ledger", i->code, date_iso(r->mem, d)));
            return true;
        }
    }
    return true;
}

bool ledger_verify(struct req *r, found_fn *report, void *where, struct err *e) {
    struct items items;
    struct editions editions;
    if (!verify_days(r, report, where, e) || !items_load(r, &items, e) || !editions_load(r, 0, &editions, e))
        return false;
    for (size_t i = 0; i < items.count; i++)
        if (!verify_runs_of(r, &items.list[i], &editions, report, where, e))
            return false;
    return true;
}

/* ---- the verb ---- */

static bool verify_chain(struct req *r, struct findings *f, struct err *e) {
    const struct trail_source sources[] = {{"movement", ledger_walk(r), ledger_next},
                                           {"requisition_event", requisition_walk(r), requisition_next},
                                           {"delivery", delivery_walk(r), delivery_next}};
    enum { SOURCES = sizeof sources / sizeof *sources };
    bool ok = trail_verify(r, sources, SOURCES, found, f, e);
    for (size_t i = 0; i < SOURCES; i++) {
        bool ended = sql_end(sources[i].where, e);
        ok = ok && ended;
    }
    return ok;
}

/* What cannot be read is a finding too, and no reason not to look at the rest. */
static bool go_on(struct findings *f, bool ok, struct err *e) {
    if (ok || e->kind != ERR_DAMAGED)
        return ok;
    found(f, e->message);
    *e = (struct err){0};
    return true;
}

/* The next number above `after` that a row of the chain says is its school's: one that does not exist, too, for then
 * that row is of nobody's chain and would be looked at by nobody. INT_NONE: none. */
static bool next_school(struct req *r, long after, long *school, struct err *e) {
    struct query *q = sql(r->db, "SELECT min(school) FROM (SELECT min(id) AS school FROM school WHERE id > $1 "
                                 "UNION ALL SELECT min(school) FROM trail WHERE school > $1 "
                                 "UNION ALL SELECT min(school) FROM movement WHERE school > $1 "
                                 "UNION ALL SELECT min(school) FROM requisition_event WHERE school > $1 "
                                 "UNION ALL SELECT min(school) FROM delivery WHERE school > $1 "
                                 "UNION ALL SELECT min(school) FROM notice WHERE school > $1)");
    sql_int(q, after);
    *school = sql_row(q) ? sql_get_int(q, 0) : INT_NONE;
    if (*school <= after) /* rows out of order: damage, which the chain has named */
        *school = INT_NONE;
    return sql_end(q, e);
}

/* The rows in their order, or from the end, as far as they can be read: whether all of them, and which is the last. */
static bool read_through(struct query *q, long *last) {
    struct err ignored = {0}; /* db_check has told it */
    *last = 0;
    while (sql_row(q))
        *last = sql_get_int(q, 0);
    bool whole = !sql_failed(q);
    sql_end(q, &ignored);
    return whole;
}

/* A row that is damaged in its structure ends the reading of its table, or keeps rows from being found at all. From
 * both ends, without looking for a key, the reading comes up to it: so it is named all the same. */
static void name_unreadable(struct req *r, struct findings *f) {
    /* the last column: to reach it, all of the row's structure must be sound */
    const struct {
        const char *table;
        struct query *up, *down;
    } tables[] = {
        {"trail", sql(r->db, "SELECT id, hash FROM trail ORDER BY school, id"),
         sql(r->db, "SELECT id, hash FROM trail ORDER BY school DESC, id DESC")},
        {"movement", sql(r->db, "SELECT id, hash FROM movement ORDER BY school, id"),
         sql(r->db, "SELECT id, hash FROM movement ORDER BY school DESC, id DESC")},
        {"requisition_event", sql(r->db, "SELECT id, content FROM requisition_event ORDER BY school, id"),
         sql(r->db, "SELECT id, content FROM requisition_event ORDER BY school DESC, id DESC")},
        {"delivery", sql(r->db, "SELECT id, hash FROM delivery ORDER BY school, id"),
         sql(r->db, "SELECT id, hash FROM delivery ORDER BY school DESC, id DESC")},
        {"notice", sql(r->db, "SELECT id, hash FROM notice ORDER BY school, id"),
         sql(r->db, "SELECT id, hash FROM notice ORDER BY school DESC, id DESC")},
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        long before, behind;
        bool up = read_through(tables[i].up, &before), down = read_through(tables[i].down, &behind);
        if (!up || !down)
            found(f, mem_printf(r->mem, "%s: what stands between its rows %s and %s cannot be read", tables[i].table,
                                before ? mem_printf(r->mem, "%ld", before) : "(the first)",
                                behind ? mem_printf(r->mem, "%ld", behind) : "(the last)"));
    }
}

static bool verify_school(struct req *r, long school, struct findings *f, struct err *e) {
    r->school = school;
    return go_on(f, verify_chain(r, f, e), e) && go_on(f, ledger_verify(r, found, f, e), e) &&
           go_on(f, requisition_verify(r, found, f, e), e);
}

static bool verify_schools(struct req *r, struct findings *f, long *rows, struct err *e) {
    struct query *q = sql(r->db, "SELECT id FROM school ORDER BY id");
    long *schools = NULL, stray = LONG_MIN + 1;
    size_t count = 0;
    while (sql_row(q)) {
        schools = mem_grow(r->mem, schools, count, sizeof *schools);
        schools[count++] = sql_get_int(q, 0);
    }
    bool ok = go_on(f, sql_end(q, e), e);
    for (size_t i = 0; ok && i < count; i++)
        ok = verify_school(r, schools[i], f, e);
    while (ok && go_on(f, next_school(r, stray, &stray, e), e) && stray != INT_NONE) {
        bool known = false;
        for (size_t i = 0; i < count; i++)
            known = known || schools[i] == stray;
        ok = known || verify_school(r, stray, f, e);
    }
    q = sql(r->db, "SELECT (SELECT count(*) FROM movement) + (SELECT count(*) FROM trail)");
    *rows = sql_row(q) ? sql_get_int(q, 0) : 0;
    return go_on(f, sql_end(q, e), e) && ok && e->kind == ERR_NONE;
}

static bool verify(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct findings findings = {r, a, 0};
    long rows = 0;
    (void)f;
    if (!go_on(&findings, db_check(r->db, found, &findings, e), e))
        return false;
    if (findings.count > 0)
        name_unreadable(r, &findings);
    if (!verify_schools(r, &findings, &rows, e))
        return false;
    if (findings.count > 0)
        return err_set(e, ERR_DAMAGED, "db", "%ld finding%s: keep this file as it is, and restore the last backup",
                       findings.count, findings.count == 1 ? "" : "s");
    a->text = mem_printf(r->mem, "All is well: structure, balances and the chain of %ld rows.", rows);
    return true;
}

static const struct param no_params[] = {{0}};
static const struct verb verbs[] = {
    {"verify", "", "check the file: structure, balances against the ledger, the chain of hashes",
     NEED_READ | NEED_ANY_SCHOOL | NEED_FILE_ONLY, ROLES_ALL, verify, no_params, NULL, NULL},
};
const struct verbs verify_verbs = {verbs, sizeof verbs / sizeof *verbs};
