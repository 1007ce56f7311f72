#include "inventory/shelf/ledger.h"

#include "base/db.h"
#include "catalog/edition.h"

#include <string.h>

void ledger_begin(struct ledger *l, struct trail *t) { *l = (struct ledger){.trail = t, .req = t->req}; }

void ledger_touch(struct ledger *l, long item, int from) {
    for (size_t i = 0; i < l->count; i++)
        if (l->touched[i].item == item) {
            if (from < l->touched[i].from)
                l->touched[i].from = from;
            return;
        }
    l->touched = mem_grow(l->req->mem, l->touched, l->count, sizeof *l->touched);
    l->touched[l->count++] = (struct touched){item, from};
}

static const struct chain_column columns[] = {
    {"item", CHAIN_INT},     {"edition", CHAIN_INT}, {"kind", CHAIN_TEXT}, {"quantity", CHAIN_INT},
    {"on_date", CHAIN_TEXT}, {"reason", CHAIN_TEXT}, {"how", CHAIN_TEXT},  {"note", CHAIN_TEXT},
    {"reverses", CHAIN_INT}, {"batch", CHAIN_INT},   {"mark", CHAIN_INT},
};
const struct chain_table movement_table = CHAIN_TABLE("movement", columns, NULL);

enum { COLUMNS = sizeof columns / sizeof *columns };

/* `date` is room for the text of its day. */
static void row_of(struct chain_value row[COLUMNS], const struct movement *v, char date[11]) {
    date_write(date, v->on_date);
    const struct chain_value values[COLUMNS] = {{.number = v->item},
                                                {.number = v->edition},
                                                {movement_kind_names[v->kind]},
                                                {.number = v->quantity},
                                                {date},
                                                {v->reason},
                                                {v->how},
                                                {v->note},
                                                {.number = v->reverses},
                                                {.number = v->batch},
                                                {.number = v->mark}};
    memcpy(row, values, sizeof values);
}

bool ledger_insert(struct ledger *l, struct movement *v, struct err *e) {
    struct chain_value row[COLUMNS];
    char date[11];
    row_of(row, v, date);
    return chain_put(l->trail, &movement_table, row, &v->id, e);
}

bool ledger_add(struct ledger *l, struct movement *v, struct err *e) {
    struct chain_value row[COLUMNS];
    char date[11];
    row_of(row, v, date);
    return chain_add(l->trail, &l->waiting, &movement_table, row, &v->id, e);
}

void ledger_end(struct ledger *l) { chain_drop(&l->waiting); }

bool ledger_day(struct ledger *l, long item, long edition, int date, const long change_in_used[3], struct err *e) {
    /* ledger_settle sets the balance; until then a new row has 0. */
    struct query *q = sql(l->req->db, "INSERT INTO stock_day (school, item, edition, on_date, change, came_in, used, "
                                      "balance, used_all) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0) "
                                      "ON CONFLICT (school, item, edition, on_date) DO UPDATE SET "
                                      "change = change + excluded.change, came_in = came_in + excluded.came_in, "
                                      "used = used + excluded.used");
    sql_int(q, l->req->school);
    sql_int(q, item);
    sql_int(q, edition);
    sql_date(q, date);
    for (int i = 0; i < 3; i++)
        sql_int(q, change_in_used[i]);
    ledger_touch(l, item, date);
    return sql_do(q, e);
}

bool ledger_put(struct ledger *l, struct movement *v, struct err *e) {
    const long amounts[3] = {v->quantity, movement_came_in(v), movement_used(v)};
    return ledger_insert(l, v, e) && ledger_day(l, v->item, v->edition, v->on_date, amounts, e);
}

/* ---- settling ---- */

struct day {
    int date;
    long edition, change, came_in, used, balance, used_all;
};

struct standing { /* of one edition, before the current day of the sweep */
    long edition, balance, used_all;
};

struct sweep {
    struct req *req;
    struct mem *mem; /* for one item */
    long item;
    int from;
    struct editions editions;
    struct standing *standing;
    struct day *days;
    size_t count;
    int run_start; /* DATE_NONE: no run is open */
};

static struct standing *standing_of(struct sweep *s, long edition) {
    for (size_t i = 0; i < s->editions.count; i++)
        if (s->standing[i].edition == edition)
            return &s->standing[i];
    return NULL;
}

static bool read_standing(struct sweep *s, struct err *e) {
    s->standing = mem_alloc(s->mem, (s->editions.count + 1) * sizeof *s->standing);
    for (size_t i = 0; i < s->editions.count; i++) {
        s->standing[i].edition = s->editions.list[i].number;
        struct query *q = sql(s->req->db, "SELECT balance, used_all FROM stock_day WHERE school = $1 AND item = $2 "
                                          "AND edition = $3 AND on_date < $4 ORDER BY on_date DESC LIMIT 1");
        sql_int(q, s->req->school);
        sql_int(q, s->item);
        sql_int(q, s->standing[i].edition);
        sql_date(q, s->from);
        if (sql_row(q)) {
            s->standing[i].balance = sql_get_int(q, 0);
            s->standing[i].used_all = sql_get_int(q, 1);
        }
        if (!sql_end(q, e))
            return false;
    }
    return true;
}

/* By day, then edition. Each edition is read by its key, so that the rows come edition by edition. */
static int by_date(const struct day *a, const struct day *b) {
    return a->date != b->date ? (a->date < b->date ? -1 : 1) : a->edition < b->edition ? -1 : 1;
}

static void sort_days(struct day *days, size_t count, struct mem *m) {
    struct day *from = days, *to = mem_alloc(m, (count + 1) * sizeof *to);
    for (size_t width = 1; width < count; width *= 2) { /* a merge sort, since each edition is sorted already */
        for (size_t low = 0; low < count; low += 2 * width) {
            size_t mid = low + width < count ? low + width : count, high = mid + width < count ? mid + width : count;
            for (size_t i = low, j = mid, k = low; k < high; k++)
                to[k] = i < mid && (j >= high || by_date(&from[i], &from[j]) < 0) ? from[i++] : from[j++];
        }
        struct day *other = from;
        from = to;
        to = other;
    }
    if (from != days)
        memcpy(days, from, count * sizeof *days);
}

static bool read_days(struct sweep *s, struct err *e) {
    bool ok = true;
    for (size_t i = 0; ok && i < s->editions.count; i++) {
        struct query *q =
            sql(s->req->db, "SELECT on_date, edition, change, came_in, used, balance, used_all FROM stock_day "
                            "WHERE school = $1 AND item = $2 AND edition = $3 AND on_date >= $4 ORDER BY on_date");
        sql_int(q, s->req->school);
        sql_int(q, s->item);
        sql_int(q, s->editions.list[i].number);
        sql_date(q, s->from);
        while (sql_row(q)) {
            s->days = mem_grow(s->mem, s->days, s->count, sizeof *s->days);
            s->days[s->count++] =
                (struct day){sql_get_date(q, 0), sql_get_int(q, 1), sql_get_int(q, 2), sql_get_int(q, 3),
                             sql_get_int(q, 4),  sql_get_int(q, 5), sql_get_int(q, 6)};
        }
        ok = sql_end(q, e);
    }
    if (ok && s->editions.count > 1)
        sort_days(s->days, s->count, s->mem);
    return ok;
}

static bool store_day(struct sweep *s, const struct day *d, struct err *e) {
    struct query *q = sql(s->req->db, "UPDATE stock_day SET balance = $1, used_all = $2 "
                                      "WHERE school = $3 AND item = $4 AND edition = $5 AND on_date = $6");
    sql_int(q, d->balance);
    sql_int(q, d->used_all);
    sql_int(q, s->req->school);
    sql_int(q, s->item);
    sql_int(q, d->edition);
    sql_date(q, d->date);
    return sql_do(q, e);
}

static bool settle_balances(struct sweep *s, struct below *below, struct err *e) {
    struct standing *running = mem_alloc(s->mem, (s->editions.count + 1) * sizeof *running);
    memcpy(running, s->standing, s->editions.count * sizeof *running);
    for (size_t i = 0; i < s->count; i++) {
        struct day *d = &s->days[i];
        struct standing *now = standing_of(s, d->edition);
        now = &running[now - s->standing];
        now->balance += d->change;
        now->used_all += d->used;
        if (now->balance < 0) {
            *below = (struct below){s->item, d->edition, now->balance, d->date};
            return true;
        }
        if (now->balance > ON_HAND_MOST)
            return err_set(e, ERR_RULE, "quantity",
                           "quantity: one item would have more than %d copies on %s; correct the quantity",
                           ON_HAND_MOST, date_iso(s->req->mem, d->date));
        if (d->balance == now->balance && d->used_all == now->used_all)
            continue;
        d->balance = now->balance;
        d->used_all = now->used_all;
        if (!store_day(s, d, e))
            return false;
    }
    return true;
}

/* ---- runs of days with stock ---- */

static bool cut_runs(struct sweep *s, struct err *e) {
    s->run_start = DATE_NONE;
    struct query *q = sql(s->req->db, "SELECT from_date FROM stock_run WHERE school = $1 AND item = $2 AND "
                                      "from_date < $3 AND (to_date IS NULL OR to_date >= $4) ORDER BY from_date DESC "
                                      "LIMIT 1");
    sql_int(q, s->req->school);
    sql_int(q, s->item);
    sql_date(q, s->from);
    sql_date(q, s->from - 1);
    if (sql_row(q))
        s->run_start = sql_get_date(q, 0);
    if (!sql_end(q, e))
        return false;
    q = sql(s->req->db, "DELETE FROM stock_run WHERE school = $1 AND item = $2 AND from_date >= $3");
    sql_int(q, s->req->school);
    sql_int(q, s->item);
    sql_date(q, s->run_start != DATE_NONE ? s->run_start : s->from);
    return sql_do(q, e);
}

static bool store_run(struct sweep *s, int to, struct err *e) {
    struct query *q =
        sql(s->req->db, "INSERT INTO stock_run (school, item, from_date, to_date) VALUES ($1, $2, $3, $4)");
    sql_int(q, s->req->school);
    sql_int(q, s->item);
    sql_date(q, s->run_start);
    sql_date(q, to);
    s->run_start = DATE_NONE;
    return sql_do(q, e);
}

/* From `date` on the item has stock, or has none. */
static bool run_state(struct sweep *s, int date, bool with, struct err *e) {
    if (with && s->run_start == DATE_NONE)
        s->run_start = date;
    if (!with && s->run_start != DATE_NONE)
        return store_run(s, date - 1, e);
    return true;
}

static long balance_of(struct sweep *s, const struct edition *ed) {
    struct standing *st = ed ? standing_of(s, ed->number) : NULL;
    return st ? st->balance : 0;
}

/* The next day after `date` with a movement or a new edition. */
static int next_event(const struct sweep *s, int date, size_t at) {
    int next = at < s->count ? s->days[at].date : INT_MAX;
    for (size_t i = 0; i < s->editions.count; i++)
        if (s->editions.list[i].from > date && s->editions.list[i].from < next)
            next = s->editions.list[i].from;
    return next;
}

static bool settle_runs(struct sweep *s, struct err *e) {
    int date = s->from - 1;
    size_t at = 0;
    if (!cut_runs(s, e))
        return false;
    if (next_event(s, date, at) != s->from &&
        !run_state(s, s->from, balance_of(s, edition_on(&s->editions, s->item, s->from)) > 0, e))
        return false;
    while ((date = next_event(s, date, at)) != INT_MAX) {
        const struct edition *current = edition_on(&s->editions, s->item, date);
        bool with = balance_of(s, current) > 0; /* at the start of the day */
        for (; at < s->count && s->days[at].date == date; at++) {
            with = with || (current && s->days[at].edition == current->number && s->days[at].came_in > 0);
            standing_of(s, s->days[at].edition)->balance = s->days[at].balance;
        }
        if (!run_state(s, date, with, e))
            return false;
        if (next_event(s, date, at) != date + 1 && !run_state(s, date + 1, balance_of(s, current) > 0, e))
            return false;
    }
    return s->run_start == DATE_NONE || store_run(s, DATE_NONE, e);
}

static bool settle_item(struct ledger *l, const struct touched *t, struct mem *m, struct below *below, struct err *e) {
    struct req scratch = *l->req; /* its memory is freed with the item */
    scratch.mem = m;
    struct sweep s = {.req = &scratch, .mem = m, .item = t->item, .from = t->from};
    return editions_load(&scratch, t->item, &s.editions, e) && read_standing(&s, e) && read_days(&s, e) &&
           settle_balances(&s, below, e) && (below->balance < 0 || settle_runs(&s, e));
}

bool ledger_settle(struct ledger *l, struct belows *belows, struct err *e) {
    struct mem *m = mem_new();
    bool ok = chain_flush(l->trail, &l->waiting, &movement_table, e);
    *belows = (struct belows){0};
    for (size_t i = 0; ok && i < l->count; i++) {
        struct below found = {0};
        mem_reset(m);
        ok = settle_item(l, &l->touched[i], m, &found, e);
        if (found.balance < 0) {
            belows->list = mem_grow(l->req->mem, belows->list, belows->count, sizeof *belows->list);
            belows->list[belows->count++] = found;
        }
    }
    mem_free(m);
    return ok;
}

/* ---- asking ---- */

bool ledger_balance(struct req *r, long item, long edition, int date, long *balance, struct err *e) {
    struct query *q = sql(r->db, "SELECT balance FROM stock_day WHERE school = $1 AND item = $2 AND edition = $3 "
                                 "AND on_date <= $4 ORDER BY on_date DESC LIMIT 1");
    sql_int(q, r->school);
    sql_int(q, item);
    sql_int(q, edition);
    sql_date(q, date);
    *balance = sql_row(q) ? sql_get_int(q, 0) : 0;
    return sql_end(q, e);
}

/* All but the date; its reader may have to refuse it. The texts belong to the query. */
static void read_movement(struct query *q, struct movement *v) {
    *v = (struct movement){
        .id = sql_get_int(q, 0),
        .item = sql_get_int(q, 1),
        .edition = sql_get_int(q, 2),
        .quantity = sql_get_int(q, 4),
        .reason = sql_peek_text(q, 6),
        .how = sql_peek_text(q, 7),
        .note = sql_peek_text(q, 8),
        .reverses = sql_get_int(q, 9),
        .batch = sql_get_int(q, 10),
        .mark = sql_get_int(q, 11),
    };
    int kind = movement_kind_of(sql_peek_text(q, 3));
    v->kind = kind < 0 ? MOVEMENT_ADJUST : (enum movement_kind)kind;
}

bool ledger_find(struct req *r, long id, struct movement *out, struct err *e) {
    struct query *q =
        sql(r->db, "SELECT id, item, edition, kind, quantity, on_date, reason, how, note, reverses, batch, mark "
                   "FROM movement WHERE school = $1 AND id = $2");
    sql_int(q, r->school);
    sql_int(q, id);
    bool found = sql_row(q);
    if (found) {
        read_movement(q, out);
        out->on_date = sql_get_date(q, 5);
        out->reason = mem_text(r->mem, out->reason);
        out->how = mem_text(r->mem, out->how);
        out->note = mem_text(r->mem, out->note);
    }
    if (!sql_end(q, e))
        return false;
    return found || err_hinted(e, hint_new(r->mem, "The movements of an item", "stock show", "item", hint_blank, NULL),
                               ERR_NOT_FOUND, "id", "no movement %ld", id);
}

bool ledger_is_undone(struct req *r, long id, bool *undone, struct err *e) {
    struct query *q = sql(r->db, "SELECT 1 FROM movement WHERE school = $1 AND reverses = $2");
    sql_int(q, r->school);
    sql_int(q, id);
    *undone = sql_row(q);
    return sql_end(q, e);
}

bool ledger_last_id(struct req *r, const char *actor, long *id, struct err *e) {
    /* The first row of the trail behind a movement closes its transaction, and names its actor. */
    struct query *q =
        sql(r->db, "SELECT m.id FROM movement m WHERE m.school = $1 AND m.reverses IS NULL AND m.batch IS NULL "
                   "AND NOT EXISTS (SELECT 1 FROM movement u WHERE u.school = m.school AND u.reverses = m.id) "
                   "AND (SELECT t.actor FROM trail t WHERE t.school = m.school AND t.id > m.id ORDER BY t.id LIMIT 1) "
                   "= $2 ORDER BY m.id DESC LIMIT 1");
    sql_int(q, r->school);
    sql_text(q, actor);
    *id = sql_row(q) ? sql_get_int(q, 0) : 0;
    return sql_end(q, e);
}
