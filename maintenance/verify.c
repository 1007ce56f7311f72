#include "maintenance/verify.h"
#include "base/db.h"
#include "base/text.h"
#include "catalog/edition.h"
#include "compliance/chain.h"
#include "compliance/cases/clock.h"
#include "compliance/cases/register.h"
#include "compliance/audit/schema.h"
#include "compliance/audit/user.h"
#include "inventory/count/count.h"
#include "inventory/order/delivery.h"
#include "inventory/shelf/ledger.h"
#include "inventory/shelf/notice.h"

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

static bool verify_ledger(struct req *r, found_fn *report, void *where, struct err *e) {
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
    enum { OWN = 4 };
    struct trail_source sources[OWN + COMPLIANCE_SOURCES_MOST] = {ledger_source(r), requisition_source(r),
                                                                  delivery_source(r), notice_source(r)};
    size_t count = OWN + compliance_chain(r, sources + OWN);
    bool ok = trail_verify(r, sources, count, found, f, e);
    for (size_t i = 0; i < count; i++) {
        bool ended = sql_end(sources[i].rows, e);
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
                                 "UNION ALL SELECT min(school) FROM notice WHERE school > $1 "
                                 "UNION ALL SELECT min(school) FROM clock_event WHERE school > $1 "
                                 "UNION ALL SELECT min(school) FROM designation WHERE school > $1 "
                                 "UNION ALL SELECT min(school) FROM duty_event WHERE school > $1 "
                                 "UNION ALL SELECT min(school) FROM register_event WHERE school > $1)");
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
        {"clock_event", sql(r->db, "SELECT id, hash FROM clock_event ORDER BY school, id"),
         sql(r->db, "SELECT id, hash FROM clock_event ORDER BY school DESC, id DESC")},
        {"designation", sql(r->db, "SELECT id, hash FROM designation ORDER BY school, id"),
         sql(r->db, "SELECT id, hash FROM designation ORDER BY school DESC, id DESC")},
        {"duty_event", sql(r->db, "SELECT id, hash FROM duty_event ORDER BY school, id"),
         sql(r->db, "SELECT id, hash FROM duty_event ORDER BY school DESC, id DESC")},
        {"register_event", sql(r->db, "SELECT id, hash FROM register_event ORDER BY school, id"),
         sql(r->db, "SELECT id, hash FROM register_event ORDER BY school DESC, id DESC")},
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
    return go_on(f, verify_chain(r, f, e), e) && go_on(f, verify_ledger(r, found, f, e), e) &&
           go_on(f, requisition_verify(r, found, f, e), e) && go_on(f, user_verify(r, found, f, e), e) &&
           go_on(f, count_verify(r, found, f, e), e) && go_on(f, clock_verify(r, found, f, e), e) &&
           go_on(f, register_verify(r, found, f, e), e);
}

static bool verify_schools(struct req *r, struct findings *f, struct err *e) {
    struct query *q = sql(r->db, "SELECT id FROM school ORDER BY id");
    long *schools = NULL, chosen = r->school, stray = LONG_MIN + 1;
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
    r->school = chosen;
    return ok && e->kind == ERR_NONE;
}

bool verify_file(struct req *r, struct answer *a, struct chains *out, struct err *e) {
    struct findings f = {r, a, 0};
    *out = (struct chains){0};
    if (!go_on(&f, db_check(r->db, found, &f, e), e))
        return false;
    if (f.count > 0)
        name_unreadable(r, &f);
    if (!go_on(&f, schema_verify(r->db, found, &f, e), e))
        return false;
    if (!verify_schools(r, &f, e) || !go_on(&f, chains_load(r, out, e), e))
        return false;
    return f.count == 0 ||
           err_set(e, ERR_DAMAGED, "db", "%ld finding%s: keep this file as it is, and restore the last backup", f.count,
                   f.count == 1 ? "" : "s");
}

/* ---- the ends of the chains ---- */

static const struct column chain_columns[] = {
    {"school", "SCHOOL", CELL_TEXT, offsetof(struct chain, code), 0, NULL},
    {"name", "NAME", CELL_TEXT, offsetof(struct chain, name), COLUMN_WRAP, NULL},
    {"place", "ROW", CELL_INT, offsetof(struct chain, place), 0, NULL},
    {"at", "AT", CELL_TEXT, offsetof(struct chain, at), 0, NULL},
    {"head", "HEAD", CELL_TEXT, offsetof(struct chain, head), 0, NULL},
};
const struct shape chain_shape = SHAPE(chain_columns, chain);

bool chains_load(struct req *r, struct chains *out, struct err *e) {
    struct query *q = sql(r->db, "SELECT s.id, s.code, s.name, (SELECT at FROM trail WHERE school = s.id "
                                 "ORDER BY id DESC LIMIT 1) FROM school s ORDER BY s.code");
    struct req own = *r;
    *out = (struct chains){0};
    while (sql_row(q)) {
        out->list = mem_grow(r->mem, out->list, out->count, sizeof *out->list);
        out->list[out->count++] = (struct chain){.school = sql_get_int(q, 0),
                                                 .code = sql_get_text(q, 1, r->mem),
                                                 .name = sql_get_text(q, 2, r->mem),
                                                 .at = sql_get_text(q, 3, r->mem)};
    }
    if (!sql_end(q, e))
        return false;
    for (size_t i = 0; i < out->count; i++) {
        struct chain *c = &out->list[i];
        own.school = c->school;
        if (!trail_head(&own, &c->place, &c->hash, e))
            return false;
        c->head = trail_head_text(r->mem, &c->hash);
    }
    return true;
}

long chains_rows(const struct chains *c) {
    long rows = 0;
    for (size_t i = 0; i < c->count; i++)
        rows += c->list[i].place;
    return rows;
}

const char *chains_text(struct mem *m, const struct chains *c) {
    struct buf b = {0};
    buf_text(&b, "");
    for (size_t i = 0; i < c->count; i++)
        buf_printf(&b, "%sHead of the chain of %s (%s), row %ld:\n  %s", i ? "\n" : "", c->list[i].name,
                   c->list[i].code, c->list[i].place, c->list[i].head);
    const char *text = mem_text(m, b.data);
    buf_free(&b);
    return text;
}

/* ---- the verb ---- */

struct verified {
    long rows;
    struct rows chains;
    const char *head_school; /* where a head that was asked for stands; NULL and none: none was */
    long head_place, head_after;
    const char *head_at;
};
static const struct column verified_columns[] = {
    {"rows", "ROWS", CELL_INT, offsetof(struct verified, rows), 0, NULL},
    {"chains", NULL, CELL_ROWS, offsetof(struct verified, chains), 0, &chain_shape},
    {"head_school", NULL, CELL_TEXT, offsetof(struct verified, head_school), 0, NULL},
    {"head_place", NULL, CELL_INT, offsetof(struct verified, head_place), 0, NULL},
    {"head_at", NULL, CELL_TEXT, offsetof(struct verified, head_at), 0, NULL},
    {"changes_since", NULL, CELL_INT, offsetof(struct verified, head_after), 0, NULL},
};
static const struct shape verified_shape = SHAPE(verified_columns, verified);

/* A head that is gone may have been given up knowingly: then the trail says so. */
static bool note_restores(struct req *r, struct answer *a, struct err *e) {
    struct query *q = sql(r->db, "SELECT s.code, t.id, t.at, t.subject, t.detail FROM trail t JOIN school s ON s.id = "
                                 "t.school WHERE t.action = 'restore' ORDER BY t.at DESC LIMIT 3");
    while (sql_row(q))
        answer_note(r, a, "school %s was restored from %s on %s (row %ld): %s", sql_peek_text(q, 0),
                    sql_peek_text(q, 3), trail_at_text(r->mem, sql_peek_text(q, 2)), sql_get_int(q, 1),
                    sql_peek_text(q, 4));
    return sql_end(q, e);
}

/* Which school's chain has the head, and where. */
static bool find_head(struct req *r, const struct chains *chains, const struct hash *head, struct answer *a,
                      struct verified *v, struct err *e) {
    struct req own = *r;
    struct trail_place at;
    for (size_t i = 0; i < chains->count; i++) {
        own.school = chains->list[i].school;
        if (!trail_find(&own, head, &at, e))
            return false;
        if (at.place == 0)
            continue;
        v->head_school = chains->list[i].code;
        v->head_place = at.place;
        v->head_after = at.after;
        v->head_at = at.at;
        return true;
    }
    if (!note_restores(r, a, e))
        return false;
    return err_set(e, ERR_DAMAGED, "head",
                   "no row of the chain has the hash %s: what was printed with it is no longer in this file. "
                   "Compare the digits once more; then keep this file as it is, and restore a backup of that day",
                   trail_head_text(r->mem, head));
}

static bool verify(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    const char *text = fields_get(f, "head"), *place = "";
    struct verified *v = mem_alloc(r->mem, sizeof *v);
    struct chains chains;
    struct hash head;
    if (text && !trail_head_parse(text, &head))
        return err_set(e, ERR_INPUT, "head",
                       "head: \"%s\" is no head of a chain: 64 digits 0 to 9 and a to f, as they are printed, "
                       "with hyphens or without",
                       text_shown(r->mem, text));
    *v = (struct verified){.head_place = INT_NONE, .head_after = INT_NONE};
    if (!verify_file(r, a, &chains, e) || (text && !find_head(r, &chains, &head, a, v, e)))
        return false;
    v->rows = chains_rows(&chains);
    v->chains = (struct rows){chains.list, chains.count};
    if (text)
        place = mem_printf(r->mem, "\nThis head is that of %s, row %ld (school %s); %ld change%s came after it: found.",
                           trail_at_text(r->mem, v->head_at), v->head_place, v->head_school, v->head_after,
                           v->head_after == 1 ? "" : "s");
    answer_one(a, &verified_shape, v);
    a->text_only = true;
    a->text = mem_printf(r->mem, "All is well: structure, balances and the chain of %ld rows.%s\n%s", v->rows, place,
                         chains_text(r->mem, &chains));
    return true;
}

static const struct param params[] = {
    {"head", PARAM_OPTION, KIND_TEXT, "HASH", "a head of the chain as it was printed: whether the file still has it",
     NULL},
    {0},
};
static const struct verb verbs[] = {
    {"verify", "", "check the file: structure, balances against the ledger, the chain of hashes",
     ACCESS_READ, ANY_SCHOOL | FILE_ONLY, ROLES_ALL, verify, params, &verified_shape, NULL},
};
const struct verbs verify_verbs = {verbs, sizeof verbs / sizeof *verbs};
