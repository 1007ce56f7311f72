#include "inventory/outage.h"

#include "base/db.h"
#include "catalog/item.h"
#include "catalog/language.h"
#include "compliance/calendar.h"
#include "compliance/year.h"

struct search {
    struct req *req;
    const struct calendar *calendar;
    struct items items;
    struct languages languages;
    int from, to; /* of the year */
    struct outages *out;
    const struct item *item; /* whose runs are read, */
    int next;                /* the first day that is not looked at yet, */
    int until;               /* and the last one; DATE_NONE: of no item */
};

/* Without stock from `next` through `to`. */
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
                        .language_short = item_language_short(s->req->mem, &s->languages, s->item),
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

static void begin(struct search *s, const struct item *item, int first) {
    s->item = item;
    s->next = first > s->from ? first : s->from;
    s->until = item->retired_on != DATE_NONE && item->retired_on <= s->to ? item->retired_on - 1 : s->to;
}

/* A run of days with stock: what lies before it was without. */
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
    if (!calendar_load(r, &s.calendar, e) || !items_load(r, &s.items, e) || !languages_load(r, &s.languages, e))
        return false;
    struct query *q = sql(r->db, "SELECT i.id, (SELECT min(f.from_date) FROM stock_run f WHERE f.school = $1 "
                                 "AND f.item = i.id), w.from_date, w.to_date FROM item i LEFT JOIN stock_run w ON "
                                 "w.school = $1 AND w.item = i.id AND w.from_date <= $3 AND (w.to_date IS NULL OR "
                                 "w.to_date >= $2) ORDER BY i.id, w.from_date");
    sql_int(q, r->school);
    sql_date(q, s.from);
    sql_date(q, s.to);
    while (sql_row(q)) {
        const struct item *i = item_by_id(&s.items, sql_get_int(q, 0));
        int first = sql_get_date(q, 1), from = sql_get_date(q, 2);
        if (!i || first == DATE_NONE || first > s.to)
            continue;
        if (i != s.item) {
            finish(&s);
            begin(&s, i, first);
        }
        if (from != DATE_NONE)
            pass(&s, from, sql_get_date(q, 3));
    }
    finish(&s);
    return sql_end(q, e);
}
