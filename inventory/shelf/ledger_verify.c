/* The ledger checked a second and simpler way: what is kept beside the movements, computed anew from them. */
#include "base/db.h"
#include "catalog/edition.h"
#include "inventory/shelf/ledger.h"

#include <limits.h>

/* ---- what is kept beside the ledger, computed a second and simpler way ---- */

/* Rows of a query that are all findings: an item, a day, and what is wrong. */
static bool report_rows(struct req *r, struct query *q, const char *table, chain_found *report, void *where,
                        struct err *e) {
    while (sql_row(q)) {
        long item = sql_get_int(q, 0);
        report(where,
               mem_printf(r->mem, "%s: item %ld on %s does not fit the ledger", table, item, sql_peek_text(q, 1)));
    }
    return sql_end(q, e);
}

static bool verify_days(struct req *r, chain_found *report, void *where, struct err *e) {
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
static bool verify_runs_of(struct req *r, const struct item *i, const struct editions *editions, chain_found *report,
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

bool ledger_verify(struct req *r, chain_found *report, void *where, struct err *e) {
    struct items items;
    struct editions editions;
    if (!verify_days(r, report, where, e) || !items_load(r, &items, e) || !editions_load(r, 0, &editions, e))
        return false;
    for (size_t i = 0; i < items.count; i++)
        if (!verify_runs_of(r, &items.list[i], &editions, report, where, e))
            return false;
    return true;
}
