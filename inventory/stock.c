#include "inventory/stock.h"

#include "base/db.h"
#include "base/text.h"
#include "compliance/school/calendar.h"
#include "compliance/school/school.h"
#include "compliance/school/year.h"
#include "inventory/count/count.h"
#include "inventory/order/requisition.h"
#include "inventory/shelf/ledger.h"

#include <string.h>

enum { LOOK_BACK = 180, OPENING_FROM = 70, OPENING_TO = 15 }; /* school days (docs/ordering.md) */

/* What the lines are made from. It is read in a few queries, however many lines there are. */
struct sources {
    struct req *req;
    struct stock *stock;
    struct school school;
    struct settings settings;
    const struct calendar *calendar;
    int look_from, look_to;       /* the look-back: its first day, and yesterday */
    int opening_from, opening_to; /* DATE_NONE: not before summer */
    long *school_days;            /* [n]: school days of the look-back's first n days */
    struct family *families;
    size_t family_count;
    struct incoming *incoming;
    size_t incoming_count;
    long lead; /* learned from deliveries, or the school's */
};

static long setting(const struct sources *s, enum setting key) { return s->settings.number[key]; }

static void find_look_back(struct sources *s) {
    struct mem *m = s->req->mem;
    s->look_from = calendar_back(s->calendar, s->req->today, LOOK_BACK);
    s->look_to = s->req->today - 1;
    size_t days = (size_t)(s->look_to - s->look_from) + 1;
    s->school_days = mem_alloc(m, (days + 1) * sizeof *s->school_days);
    for (size_t i = 0; i < days; i++)
        /* NOLINTNEXTLINE(clang-analyzer-*): set by every path that comes here */
        s->school_days[i + 1] = s->school_days[i] + calendar_is_school_day(s->calendar, s->look_from + (int)i);
}

/* No delivery comes in summer, so what August takes must be ordered in spring (docs/ordering.md, "Before summer"). */
static void find_opening(struct sources *s) {
    int today = s->req->today, first = calendar_first_day(s->calendar, today);
    int last = calendar_last_day(s->calendar, today);
    s->opening_from = s->opening_to = DATE_NONE;
    if (first == DATE_NONE || last <= today)
        return;
    long left = calendar_count(s->calendar, today + 1, last);
    if (left > OPENING_FROM || left < OPENING_TO)
        return;
    s->opening_from = first;
    s->opening_to =
        calendar_ahead(s->calendar, first - 1, s->lead + setting(s, SETTING_SAFETY) + setting(s, SETTING_REVIEW));
}

static bool read_sources(struct sources *s, long item, struct err *e) {
    struct req *r = s->req;
    s->stock->year = year_of(r->today);
    if (!school_load(r, &s->school, e) || !school_settings(r, &s->settings, e) || !calendar_load(r, &s->calendar, e) ||
        !(item > 0 ? items_load_title(r, item, &s->stock->items, e) : items_load(r, &s->stock->items, e)) ||
        !languages_load(r, &s->stock->all_languages, e) ||
        !families_load(r, s->stock->year, &s->families, &s->family_count, e) ||
        !requisition_incoming(r, &s->incoming, &s->incoming_count, e))
        return false;
    s->lead = setting(s, SETTING_LEAD);
    if (!requisition_learned_lead(r, s->calendar, &s->lead, &s->stock->lead_from, e))
        return false;
    s->stock->calendar_loaded = calendar_has(s->calendar, r->today);
    s->stock->download_page = s->settings.text[SETTING_DOWNLOAD_PAGE];
    s->stock->families_entered = s->family_count > 0;
    find_look_back(s);
    find_opening(s);
    return true;
}

/* ---- one line's figures ---- */

static struct stock_line *line_of(struct stock *stock, long item, struct stock_line *near) {
    if (near && near->of->id == item)
        return near;
    for (size_t i = 0; i < stock->count; i++)
        if (stock->list[i].of->id == item)
            return &stock->list[i];
    return NULL;
}

/* Reads balances and use by the last row of each edition on or before a day: a few seeks per edition, however long the
 * history is. */
static bool read_balances(struct sources *s, long item, struct err *e) {
    struct req *r = s->req;
    struct query *q = sql(
        r->db, "SELECT e.item, e.number, "
               "(SELECT balance FROM stock_day d WHERE d.school = $1 AND d.item = e.item AND d.edition = e.number AND "
               "on_date <= $3 ORDER BY on_date DESC LIMIT 1), "
               "(SELECT used_all FROM stock_day d WHERE d.school = $1 AND d.item = e.item AND d.edition = e.number AND "
               "on_date <= $4 ORDER BY on_date DESC LIMIT 1), "
               "(SELECT used_all FROM stock_day d WHERE d.school = $1 AND d.item = e.item AND d.edition = e.number AND "
               "on_date < $5 ORDER BY on_date DESC LIMIT 1), "
               "(SELECT used_all FROM stock_day d WHERE d.school = $1 AND d.item = e.item AND d.edition = e.number AND "
               "on_date <= $6 ORDER BY on_date DESC LIMIT 1), "
               "(SELECT used_all FROM stock_day d WHERE d.school = $1 AND d.item = e.item AND d.edition = e.number AND "
               "on_date < $7 ORDER BY on_date DESC LIMIT 1) "
               "FROM edition e WHERE e.school = $1 AND ($2 = 0 OR e.item = $2)");
    sql_int(q, r->school);
    sql_int(q, item);
    sql_date(q, r->today);
    sql_date(q, s->look_to);
    sql_date(q, s->look_from);
    sql_date(q, s->opening_to); /* not before summer, both are NULL, and no row is on or before that */
    sql_date(q, s->opening_from);
    struct stock_line *l = NULL;
    while (sql_row(q)) {
        long value[5];
        for (int i = 0; i < 5; i++) {
            value[i] = sql_get_int(q, i + 2);
            value[i] = value[i] == INT_NONE ? 0 : value[i];
        }
        l = line_of(s->stock, sql_get_int(q, 0), l);
        if (!l)
            continue;
        if (sql_get_int(q, 1) == l->of->edition)
            l->on_hand = value[0];
        else if (sql_get_int(q, 1) < l->of->edition) /* copies of an edition that is still to begin count as neither */
            l->superseded += value[0];
        l->input.issued += value[1] - value[2];
        l->input.opening += value[3] - value[4];
    }
    return sql_end(q, e);
}

static bool read_days_in_stock(struct sources *s, long item, struct err *e) {
    struct req *r = s->req;
    struct query *q = sql(r->db, "SELECT item, from_date, to_date FROM stock_run WHERE school = $1 AND "
                                 "($2 = 0 OR item = $2) AND from_date <= $3 AND (to_date IS NULL OR to_date >= $4)");
    sql_int(q, r->school);
    sql_int(q, item);
    sql_date(q, s->look_to);
    sql_date(q, s->look_from);
    while (sql_row(q)) {
        struct stock_line *l = line_of(s->stock, sql_get_int(q, 0), NULL);
        int from = sql_get_date(q, 1), to = sql_get_date(q, 2);
        from = from < s->look_from ? s->look_from : from;
        to = to == DATE_NONE || to > s->look_to ? s->look_to : to;
        if (l && from <= to)
            l->input.days_in_stock += s->school_days[to - s->look_from + 1] - s->school_days[from - s->look_from];
    }
    return sql_end(q, e);
}

static bool read_counted(struct sources *s, long item, struct err *e) {
    struct count_age *ages;
    size_t count;
    if (!count_ages(s->req, item, &ages, &count, e))
        return false;
    for (size_t i = 0; i < count; i++) {
        struct stock_line *l = line_of(s->stock, ages[i].item, NULL);
        if (!l)
            continue;
        l->counted = ages[i].on_date;
        l->counted_words = date_iso(s->req->mem, l->counted);
    }
    return true;
}

/* Families of a language count to the items of the title that have it. Where the title has none, they count to its
 * English item. */
static void add_families(struct sources *s, const struct family *f) {
    for (size_t i = 0; i < s->stock->count; i++) {
        struct stock_line *l = &s->stock->list[i];
        if (strcmp(l->of->program, f->program) != 0 || l->of->retired_on != DATE_NONE)
            continue;
        bool counts = item_has_language(l->of, f->language);
        if (!counts && item_has_language(l->of, "en")) {
            counts = true;
            for (size_t k = 0; k < s->stock->items.count; k++) {
                const struct item *other = &s->stock->items.list[k];
                if (strcmp(other->publication, l->of->publication) == 0 && other->retired_on == DATE_NONE &&
                    item_has_language(other, f->language))
                    counts = false;
            }
        }
        if (counts)
            l->input.families += f->families;
    }
}

/* 10 for English, Spanish and bilingual items; for another language 0 until it has a family or a level set by hand. */
static long floor_of(const struct sources *s, const struct stock_line *l) {
    const struct item *i = l->of;
    if (i->floor != INT_NONE)
        return i->floor;
    bool usual = item_has_language(i, "en") || item_has_language(i, "es") || i->tags[1] != NULL;
    bool level = i->minimum != INT_NONE || i->maximum != INT_NONE;
    return usual || level || l->input.families > 0 ? setting(s, SETTING_FLOOR) : 0;
}

static void fill_input(const struct sources *s, struct stock_line *l) {
    const struct item *i = l->of;
    struct order_input *in = &l->input;
    bool retired = i->retired_on != DATE_NONE;
    in->issued = in->issued < 0 ? 0 : in->issued;
    in->opening = in->opening < 0 ? 0 : in->opening;
    in->copies_per_year = i->copies_per_year != INT_NONE ? i->copies_per_year
                          : i->title_copies != INT_NONE  ? i->title_copies
                                                         : setting(s, SETTING_COPIES_PER_FAMILY);
    in->spare_pct = setting(s, SETTING_SPARE);
    in->lead_days = s->lead;
    in->safety_days = setting(s, SETTING_SAFETY);
    in->review_days = setting(s, SETTING_REVIEW);
    in->school_days = setting(s, SETTING_SCHOOL_DAYS);
    in->floor = floor_of(s, l);
    in->shelf_cap = i->shelf_cap;
    in->copies_per_unit = i->copies_per_unit;
    in->on_hand = l->on_hand;
    in->incoming = l->incoming;
    in->min_set = retired ? 0 : i->minimum; /* a retired item is never suggested */
    in->max_set = retired ? 0 : i->maximum;
}

static const char *order_words(struct mem *m, const struct stock_line *l) {
    if (l->copies == 0)
        return NULL;
    if (l->units == INT_NONE)
        return mem_printf(m, "%ld copies", l->copies);
    return mem_printf(m, "%ld x %ld = %ld", l->units, l->input.copies_per_unit, l->copies);
}

static const char *beneath(struct mem *m, const struct stock_line *l, const char *page) {
    const char *words = stock_is_low(l) ? l->sentence : "";
    if (l->superseded > 0)
        words = mem_join(m, words, "\n", "REMOVE %ld copies of a superseded edition from the shelf", l->superseded);
    if (l->urgent)
        words = mem_join(m, words, "\n", "URGENT: meanwhile print %ld from %s", l->print_in_house,
                         page ? page : "the website");
    return *words ? words : NULL;
}

/* Adds up what is coming, and with which requisitions. Returns the school days until the earliest delivery can be here
 * (docs/ordering.md, "Urgent"). */
static long find_incoming(const struct sources *s, struct stock_line *l) {
    struct mem *m = s->req->mem;
    long wait = INT_NONE;
    for (size_t i = 0; i < s->incoming_count; i++) {
        const struct incoming *in = &s->incoming[i];
        if (in->item != l->of->id)
            continue;
        l->incoming += in->copies;
        l->coming = l->coming ? mem_printf(m, "%s, %s", l->coming, in->number) : in->number;
        if (in->sent == DATE_NONE)
            continue;
        long left = s->lead - calendar_count(s->calendar, in->sent + 1, s->req->today);
        left = left < 0 ? setting(s, SETTING_SAFETY) : left;
        wait = wait == INT_NONE || left < wait ? left : wait;
    }
    return wait == INT_NONE ? s->lead : wait;
}

static bool finish_line(const struct sources *s, struct stock_line *l, struct err *e) {
    struct mem *m = s->req->mem;
    long wait = find_incoming(s, l);
    fill_input(s, l);
    if (!order_compute(&l->input, &l->answer, e))
        return false;
    l->reorder_at = l->answer.reorder_at;
    l->fill_to = l->answer.fill_to;
    l->status = order_status_names[l->answer.status];
    l->units = l->answer.units;
    l->copies = l->answer.copies;
    l->ticked = l->copies > 0 && !l->answer.too_big;
    l->urgent = l->answer.kept && (l->on_hand == 0 || order_runs_out(&l->input, l->on_hand, wait));
    if (l->urgent) {
        long short_by = order_demand(&l->input, wait) - l->on_hand;
        l->print_in_house = short_by > 1 ? short_by : 1;
        l->command = hint_new(m, "Record what you print", "stock print", "item", l->item, "quantity",
                              mem_printf(m, "%ld", l->print_in_house), NULL);
    }
    l->sentence = order_sentence(m, &l->input, &l->answer, l->coming);
    l->order_words = order_words(m, l);
    l->beneath = beneath(m, l, s->stock->download_page);
    return true;
}

static void make_lines(struct sources *s) {
    struct stock *stock = s->stock;
    struct mem *m = s->req->mem;
    stock->list = mem_alloc(m, (stock->items.count + 1) * sizeof *stock->list);
    for (size_t i = 0; i < stock->items.count; i++) {
        const struct item *of = &stock->items.list[i];
        if (!item_in_school(of, s->school.level))
            continue;
        stock->list[stock->count++] =
            (struct stock_line){.of = of,
                                .item = of->code,
                                .title = of->short_title,
                                .kind = of->kind,
                                .languages = of->tags,
                                .language_short = item_language_short(m, &stock->all_languages, of),
                                .language_names = item_language_names(m, &stock->all_languages, of),
                                .material_number = of->material_number,
                                .edition = of->edition_name,
                                .counted = DATE_NONE,
                                .counted_words = "never"};
    }
}

bool stock_is_low(const struct stock_line *l) {
    return l->answer.status == ORDER_OUT || l->answer.status == ORDER_LOW || l->copies > 0;
}

bool stock_load(struct req *r, long item, struct stock *out, struct err *e) {
    struct sources s = {.req = r, .stock = out};
    *out = (struct stock){0};
    if (!read_sources(&s, item, e))
        return false;
    make_lines(&s);
    /* NOLINTNEXTLINE(clang-analyzer-*): set by every path that comes here */
    if (!read_balances(&s, item, e) || !read_days_in_stock(&s, item, e) || !read_counted(&s, item, e))
        return false;
    for (size_t i = 0; i < s.family_count; i++)
        add_families(&s, &s.families[i]);
    size_t kept = 0;
    for (size_t i = 0; i < out->count; i++) {
        struct stock_line *l = &out->list[i];
        bool gone = l->of->retired_on != DATE_NONE && l->on_hand + l->superseded == 0;
        if (gone || (item > 0 && l->of->id != item))
            continue;
        if (!finish_line(&s, l, e))
            return false;
        out->list[kept++] = *l;
    }
    out->count = kept;
    return true;
}

bool stock_fact(struct req *r, const char **words, bool *good, struct err *e) {
    struct stock stock;
    size_t kept = 0, low = 0, out = 0;
    if (!stock_load(r, 0, &stock, e))
        return false;
    for (size_t i = 0; i < stock.count; i++) {
        enum order_status status = stock.list[i].answer.status;
        kept += status != ORDER_NOT_KEPT;
        low += status == ORDER_LOW;
        out += status == ORDER_OUT;
    }
    *good = low == 0 && out == 0;
    *words = *good ? mem_printf(r->mem, "none of %zu items is low", kept) : "";
    if (low > 0)
        *words = mem_printf(r->mem, "%zu of %zu items %s low", low, kept, low == 1 ? "is" : "are");
    if (out > 0)
        *words = low > 0 ? mem_printf(r->mem, "%s, %zu %s out", *words, out, out == 1 ? "is" : "are")
                         : mem_printf(r->mem, "%zu of %zu items %s out", out, kept, out == 1 ? "is" : "are");
    return true;
}
