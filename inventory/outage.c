#include "inventory/outage.h"

#include "base/db.h"
#include "compliance/school/calendar.h"
#include "compliance/school/year.h"
#include "inventory/stock.h"

#include <string.h>

struct search {
    struct req *req;
    const struct calendar *calendar;
    struct stock stock;
    int from, to; /* of the year */
    int recorded; /* the first day on which anything was on the shelf; DATE_NONE: none */
    struct outages *out;
    const struct item *item; /* the one whose runs are read; NULL: none */
    int next;                /* the first of its days that is not looked at yet */
    int until;               /* the last of its days */
};

/* Adds the days without stock from `next` through `to`. */
static void add(struct search *s, int to, bool still) {
    long days = s->item && s->next <= to ? calendar_count(s->calendar, s->next, to) : 0;
    if (days == 0)
        return;
    struct outages *out = s->out;
    out->items += out->count == 0 || out->list[out->count - 1].item != s->item->code;
    out->school_days += days;
    out->list = mem_grow(s->req->mem, out->list, out->count, sizeof *out->list);
    out->list[out->count++] =
        (struct outage){.item = s->item->code,
                        .title = s->item->short_title,
                        .language_short = item_language_short(s->req->mem, &s->stock.all_languages, s->item),
                        .from = s->next,
                        .to = to,
                        .still = still,
                        .school_days = days};
}

static void finish(struct search *s) {
    if (s->item)
        add(s, s->until, s->until == s->req->today);
    s->item = NULL;
}

static bool is_kept(const struct search *s, const struct item *item) {
    for (size_t i = 0; i < s->stock.count; i++)
        if (s->stock.list[i].of == item)
            return strcmp(s->stock.list[i].status, order_status_names[ORDER_NOT_KEPT]) != 0;
    return false; /* a retired item with nothing left counts while it was there */
}

/* `had` is the item's own first day with a copy; DATE_NONE: it never had a copy. */
static void begin(struct search *s, const struct item *item, int had) {
    int first = is_kept(s, item) ? s->recorded : had;
    s->item = first != DATE_NONE ? item : NULL;
    s->next = first > s->from ? first : s->from;
    s->until = item->retired_on != DATE_NONE && item->retired_on <= s->to ? item->retired_on - 1 : s->to;
}

static bool load(struct search *s, struct err *e) {
    struct req *r = s->req;
    if (!calendar_load(r, &s->calendar, e) || !stock_load(r, 0, &s->stock, e))
        return false;
    struct query *q = sql(r->db, "SELECT min(first) FROM (SELECT (SELECT min(f.from_date) FROM stock_run f WHERE "
                                 "f.school = $1 AND f.item = i.id) AS first FROM item i WHERE i.school = $1)");
    sql_int(q, r->school);
    s->recorded = sql_row(q) ? sql_get_date(q, 0) : DATE_NONE;
    return sql_end(q, e);
}

/* Passes a run of days with stock: the days before it had none. */
static void pass(struct search *s, int from, int to) {
    add(s, from - 1 < s->until ? from - 1 : s->until, false);
    if (to == DATE_NONE || to >= s->until)
        s->next = s->until + 1;
    else if (to >= s->next)
        s->next = to + 1;
}

bool outages_load(struct req *r, int year, struct outages *out, struct err *e) {
    struct search s = {.req = r, .from = year_begin(year), .to = year_end(year), .out = out};
    *out = (struct outages){0};
    s.to = s.to < r->today ? s.to : r->today;
    if (!load(&s, e))
        return false;
    struct query *q = sql(r->db, "SELECT i.id, (SELECT min(f.from_date) FROM stock_run f WHERE f.school = $1 "
                                 "AND f.item = i.id), w.from_date, w.to_date FROM item i LEFT JOIN stock_run w ON "
                                 "w.school = $1 AND w.item = i.id AND w.from_date <= $3 AND (w.to_date IS NULL OR "
                                 "w.to_date >= $2) WHERE i.school = $1 ORDER BY i.id, w.from_date");
    sql_int(q, r->school);
    sql_date(q, s.from);
    sql_date(q, s.to);
    for (long id = 0; sql_row(q);) {
        if (sql_get_int(q, 0) != id) {
            id = sql_get_int(q, 0);
            finish(&s);
            const struct item *item = item_by_id(&s.stock.items, id);
            if (item)
                begin(&s, item, sql_get_date(q, 1));
        }
        if (s.item && sql_get_date(q, 2) != DATE_NONE)
            pass(&s, sql_get_date(q, 2), sql_get_date(q, 3));
    }
    finish(&s);
    return sql_end(q, e);
}
