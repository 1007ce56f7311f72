#include "tests/support/model_order.h"

#include "base/date.h"

#include <check.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* ordering.md, "Defaults"; a school that sets nothing has these */
enum { LEAD = 20, SAFETY = 10, REVIEW = 20, FLOOR = 10, YEAR = 180, SPREAD = 45 };
enum { LEARN_LEAST = 3, LEARN_MOST = 5, OPENING_FROM = 70, OPENING_TO = 15 };

const struct model_person model_people[MODEL_PEOPLE] = {
    {"ann", "clerk"},    {"bob", "clerk"},  {"pat", "principal"}, {"quin", "principal"},
    {"dee", "district"}, {"vic", "viewer"}, {"sam", NULL},
};

const char *model_state_name(char state) {
    static const char *const names[] = {"draft", "waiting", "approved", "sent", "part received", "closed", "cancelled"};
    return names[strchr(MODEL_STATES, state) - MODEL_STATES];
}

bool model_condition_counts(enum model_condition c) { return c == MODEL_GOOD || c == MODEL_OLD_EDITION; }

static void *grown(void *list, size_t count, size_t *room, size_t size) {
    if (count == *room) {
        *room = *room ? 2 * *room : 16;
        list = realloc(list, *room * size);
        if (!list)
            ck_abort_msg("out of memory");
    }
    return list;
}

struct model_orders *model_orders_new(struct model *shelf, bool users) {
    struct model_orders *o = calloc(1, sizeof *o);
    if (!o)
        ck_abort_msg("out of memory");
    o->shelf = shelf;
    o->users = users;
    return o;
}

void model_orders_free(struct model_orders *o) {
    for (size_t i = 0; i < o->count; i++)
        free(o->list[i].deliveries);
    free(o->list);
    free(o);
}

int model_school_year(int date) {
    int year = 1990;
    while (date >= date_from(year + 1, 7, 1))
        year++;
    return year;
}

struct model_order *model_order_new(struct model_orders *o, int prepared, int maker) {
    struct model_order fresh = {.year = model_school_year(prepared),
                                .serial = 1,
                                .prepared = prepared,
                                .maker = maker,
                                .asker = -1,
                                .replaces = -1};
    for (size_t i = 0; i < o->count; i++)
        fresh.serial += o->list[i].year == fresh.year;
    o->list = grown(o->list, o->count, &o->room, sizeof *o->list);
    o->list[o->count] = fresh;
    model_order_step(&o->list[o->count], 'd', maker, prepared);
    return &o->list[o->count++];
}

void model_order_step(struct model_order *of, char to, int by, int date) {
    of->state = to;
    of->steps++;
    of->last_by = by;
    of->last_date = date;
    of->latest = of->latest == 0 || date > of->latest ? date : of->latest;
    of->taken_back = false;
}

struct model_delivery *model_order_deliver(struct model_order *of, const struct model_delivery *d) {
    of->deliveries = grown(of->deliveries, of->count, &of->room, sizeof *of->deliveries);
    of->deliveries[of->count] = *d;
    return &of->deliveries[of->count++];
}

bool model_is_a(const struct model_orders *o, int person, const char *roles) {
    const char *role = model_people[person].role;
    return !o->users || (role && strchr(roles, *role) != NULL);
}

bool model_is_open(const struct model_order *of) { return of->state != 'x' && of->state != 'c'; }

int model_lines(const struct model_order *of) {
    int n = 0;
    for (int i = 0; i < MODEL_ITEMS; i++)
        n += of->line[i].there;
    return n;
}

long model_missing(const struct model_order *of, int item) {
    const struct model_line *l = &of->line[item];
    return l->there && l->copies > l->received ? l->copies - l->received : 0;
}

bool model_has_received(const struct model_order *of) {
    long received = 0;
    for (int i = 0; i < MODEL_ITEMS; i++)
        received += of->line[i].received;
    return received > 0;
}

bool model_is_complete(const struct model_order *of) {
    for (int i = 0; i < MODEL_ITEMS; i++)
        if (model_missing(of, i) > 0)
            return false;
    return true;
}

/* ---- what the arithmetic makes of it ---- */

long model_school_days(const struct model *m, int from, int to) {
    long n = 0;
    for (int d = from; d <= to; d++)
        n += model_is_school_day(m, d);
    return n;
}

/* The day of the first receipt that stands, or 0. */
static int first_receipt(const struct model_order *of) {
    int first = 0;
    for (size_t i = 0; i < of->count; i++) {
        const struct model_delivery *d = &of->deliveries[i];
        if (!d->gone && model_condition_counts(d->condition) && (first == 0 || d->date < first))
            first = d->date;
    }
    return first;
}

/* Of two that were received on one day, the later number is the later one. */
static bool is_later(const struct model_order *a, const struct model_order *b) {
    int x = first_receipt(a), y = first_receipt(b);
    if (x != y)
        return x > y;
    return a->year != b->year ? a->year > b->year : a->serial > b->serial;
}

long model_lead(const struct model_orders *o, long *learned_from) {
    const struct model_order *last[LEARN_MOST + 1];
    long n = 0, longest = -1, second = -1;
    for (size_t i = 0; i < o->count; i++) {
        const struct model_order *of = &o->list[i];
        long at = n;
        if (of->state != 'x' || first_receipt(of) == 0)
            continue;
        for (; at > 0 && is_later(of, last[at - 1]); at--)
            last[at] = last[at - 1];
        last[at] = of;
        n = n < LEARN_MOST ? n + 1 : n;
    }
    for (long i = 0; i < n; i++) {
        long days = model_school_days(o->shelf, last[i]->sent + 1, first_receipt(last[i]));
        if (days > longest) {
            second = longest;
            longest = days;
        } else if (days > second) {
            second = days;
        }
    }
    *learned_from = n;
    return n < LEARN_LEAST ? LEAD : second;
}

/* School days until the earliest delivery that is open can be here. */
static long wait_for(const struct model_orders *o, int item, int today, long lead) {
    long least = -1;
    for (size_t i = 0; i < o->count; i++) {
        const struct model_order *of = &o->list[i];
        if (!model_is_open(of) || of->sent == 0 || model_missing(of, item) == 0)
            continue;
        long left = lead - model_school_days(o->shelf, of->sent + 1, today);
        left = left < 0 ? SAFETY : left;
        least = least < 0 || left < least ? left : least;
    }
    return least < 0 ? lead : least;
}

/* Copies issued in this year's first school days; 0 when it is not shortly before summer. */
static long opening(const struct model *m, int item, int today, long lead) {
    int year = model_school_year(today);
    int first = m->first_day[year - MODEL_YEAR], last = m->last_day[year - MODEL_YEAR];
    long left = first == 0 ? 0 : model_school_days(m, today + 1, last);
    if (left < OPENING_TO || left > OPENING_FROM)
        return 0;
    int to = first - 1;
    for (long n = lead + SAFETY + REVIEW; n > 0; n -= model_is_school_day(m, to))
        to++;
    return model_issued(m, item, first, to);
}

static long larger(long a, long b) { return a > b ? a : b; }
static long rounded_up(long a, long b) { return a <= 0 ? 0 : (a + b - 1) / b; }

struct model_need model_need(const struct model_orders *o, int item, int today) {
    const struct model *m = o->shelf;
    struct model_need n = {0};
    int from = model_back(m, today, YEAR);
    long issued = model_issued(m, item, from, today - 1), per_unit = o->per_unit[item] ? o->per_unit[item] : 1;
    long spread = larger(SPREAD, model_days_in_stock(m, item, from, today - 1));
    long have = model_balance(m, item, model_current(m, item, today), today);
    for (size_t i = 0; i < o->count; i++)
        if (model_is_open(&o->list[i]))
            n.incoming += model_missing(&o->list[i], item);
    n.lead = model_lead(o, &n.lead_from);
    long before_summer = opening(m, item, today, n.lead);
    n.reorder_at = larger(FLOOR, rounded_up(issued * (n.lead + SAFETY), spread));
    n.fill_to = larger(2 * FLOOR, rounded_up(issued * (n.lead + SAFETY + REVIEW), spread));
    if (before_summer > 0) {
        n.fill_to = larger(n.fill_to, before_summer);
        n.reorder_at = larger(n.reorder_at, before_summer - per_unit);
    }
    n.fill_to = larger(n.fill_to, n.reorder_at + 1);
    long position = have + n.incoming;
    if (position <= n.reorder_at) {
        n.units = rounded_up(n.fill_to - position, per_unit);
        n.copies = n.units * per_unit;
        n.ticked = (position + n.copies - n.fill_to) * spread <= issued * YEAR;
    }
    long wait = wait_for(o, item, today, n.lead);
    n.urgent = have == 0 || have * spread < issued * wait;
    if (n.urgent)
        n.print_in_house = larger(1, rounded_up(issued * wait, spread) - have);
    return n;
}
