/* The demonstration school: everything in it is made up, from a fixed seed. */
#include "base/db.h"
#include "catalog/item_keys.h"
#include "compliance/school/calendar.h"
#include "compliance/school/school.h"
#include "compliance/school/year.h"
#include "inventory/shelf/ledger.h"
#include "office/setup.h"

#include <string.h>

enum { YEAR_DAYS = 364 };

struct random {
    unsigned long state;
};

static long roll(struct random *s, long below) {
    s->state = s->state * 6364136223846793005UL + 1442695040888963407UL;
    return (long)((s->state >> 33) % (unsigned long)below);
}

/* For each item: the chance in a hundred of a hand-out on a school day, the most copies of one hand-out, and the copies
 * left at the end. */
static const struct habit {
    const char *item;
    long chance, most, left;
    int dry_days; /* the shelf has been empty for so many days */
} habits[] = {
    {"parent-guide.en", 70, 4, 88, 0}, {"parent-guide.es", 60, 4, 12, 0},
    {"puzzled.en", 12, 3, 31, 0},      {"iep-and-you.en-es", 45, 3, 30, 0},
    {"itp-guide.en-es", 20, 3, 41, 0}, {"itp-booklet.en", 15, 2, 24, 0},
    {"esy.en", 14, 3, 26, 0},          {"lre.en", 10, 2, 0, 12},
    {"section-504.en", 16, 2, 22, 0},  {"equity-office.en", 6, 2, 18, 0},
};

static const struct {
    const char *key, *value;
} settings[] = {
    {"region", "East"},
    {"ship_to", "Main office, room 101"},
    {"attention", "Special education"},
    {"requester", "Demo Clerk"},
    {"requester_title", "Office Technician"},
    {"phone", "(555) 010-0142"},
    {"email", "clerk@example.org"},
    {"purpose", "Parent guides, special education and Section 504"},
    {"fund", "010-0000"},
    {"functional_area", "1110-1000-13027"},
};

static const struct family families[] = {
    {"en", "special-education", 61, 640}, {"es", "special-education", 46, 410}, {"hy", "special-education", 9, 71},
    {"ko", "special-education", 4, 38},   {"en", "section-504", 22, INT_NONE},  {"es", "section-504", 11, INT_NONE},
};

/* ---- the calendar ---- */

static int monday_from(int date) {
    while (date_weekday(date) != MONDAY)
        date++;
    return date;
}

static void demo_year(int y, struct calendar_row *rows, size_t *n) {
    int thanksgiving = monday_from(date_from(y, 11, 19)), winter = monday_from(date_from(y, 12, 16));
    int labor = monday_from(date_from(y, 9, 1)), memorial = monday_from(date_from(y + 1, 5, 25));
    const struct calendar_row year[] = {
        {y, CALENDAR_HOLIDAY, date_from(y, 7, 4), date_from(y, 7, 4), "Independence Day", 0},
        {y, CALENDAR_FIRST_DAY, monday_from(date_from(y, 8, 10)), 0, "First day of instruction", 0},
        {y, CALENDAR_HOLIDAY, labor, labor, "Labor Day", 0},
        {y, CALENDAR_HOLIDAY, date_from(y, 11, 11), date_from(y, 11, 11), "Veterans Day", 0},
        {y, CALENDAR_BREAK, thanksgiving, thanksgiving + 4, "Thanksgiving week", 0},
        {y, CALENDAR_HOLIDAY, thanksgiving + 3, thanksgiving + 3, "Thanksgiving Day", 0},
        {y, CALENDAR_BREAK, winter, winter + 18, "Winter break", 0},
        {y, CALENDAR_HOLIDAY, date_from(y, 12, 25), date_from(y, 12, 25), "Christmas Day", 0},
        {y, CALENDAR_HOLIDAY, date_from(y + 1, 1, 1), date_from(y + 1, 1, 1), "New Year's Day", 0},
        {y, CALENDAR_HOLIDAY, monday_from(date_from(y + 1, 1, 15)), 0, "Martin Luther King Jr. Day", 0},
        {y, CALENDAR_HOLIDAY, monday_from(date_from(y + 1, 2, 15)), 0, "Presidents' Day", 0},
        {y, CALENDAR_BREAK, monday_from(date_from(y + 1, 3, 26)), monday_from(date_from(y + 1, 3, 26)) + 4,
         "Spring break", 0},
        {y, CALENDAR_HOLIDAY, memorial, memorial, "Memorial Day", 0},
        {y, CALENDAR_LAST_DAY, monday_from(date_from(y + 1, 6, 5)) + 2, 0, "Last day of instruction", 0},
        {y, CALENDAR_HOLIDAY, date_from(y + 1, 6, 19), date_from(y + 1, 6, 19), "Juneteenth", 0},
    };
    for (size_t i = 0; i < sizeof year / sizeof *year; i++) {
        rows[*n] = year[i];
        if (rows[*n].to == 0)
            rows[*n].to = rows[*n].from;
        ++*n;
    }
}

/* ---- the year ---- */

struct demo {
    struct req *req;
    struct ledger ledger;
    const struct calendar *calendar;
    struct random random;
    int from, to;
};

static bool put(struct demo *d, const struct item *i, enum movement_kind kind, long quantity, int date, struct err *e) {
    struct movement v = {.item = i->id,
                         .edition = 1,
                         .kind = kind,
                         .quantity = quantity,
                         .on_date = date,
                         .reason = kind == MOVEMENT_ADJUST  ? "opening"
                                   : kind != MOVEMENT_ISSUE ? NULL
                                                            : issue_reason_names[roll(&d->random, 8)],
                         .how = kind == MOVEMENT_ISSUE ? issue_how_names[0] : NULL,
                         .reverses = INT_NONE,
                         .batch = INT_NONE,
                         .mark = INT_NONE};
    return quantity == 0 || ledger_put(&d->ledger, &v, e);
}

/* Hands out by chance. The copies of the start and of two deliveries are then such that `left` copies remain. */
static bool demo_item(struct demo *d, const struct item *i, const struct habit *h, struct err *e) {
    long taken[3] = {0};
    int span = d->to - d->from + 1;
    for (int date = d->from; date <= d->to - h->dry_days; date++) {
        if (!calendar_is_school_day(d->calendar, date) || roll(&d->random, 100) >= h->chance)
            continue;
        long copies = 1 + roll(&d->random, h->most);
        taken[(date - d->from) * 3 / span] += copies;
        if (!put(d, i, MOVEMENT_ISSUE, -copies, date, e))
            return false;
    }
    for (int third = 0; third < 3; third++) {
        int date = d->from + third * span / 3;
        long copies = taken[third] + (third == 2 ? h->left : 0);
        if (!put(d, i, third == 0 ? MOVEMENT_ADJUST : MOVEMENT_RECEIVE, copies, date, e))
            return false;
    }
    return true;
}

static bool demo_settings(struct req *r, struct err *e) {
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        struct query *q = sql(r->db, "INSERT INTO setting (school, key, value) VALUES ($1, $2, $3)");
        sql_int(q, r->school);
        sql_text(q, settings[i].key);
        sql_text(q, settings[i].value);
        if (!sql_do(q, e))
            return false;
    }
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (!family_put(r, year_of(r->today), &families[i], e))
            return false;
    return true;
}

static bool demo_units(struct req *r, struct items *items, struct err *e) {
    for (size_t i = 0; i < items->count; i++) {
        struct item *one = &items->list[i];
        if (strcmp(one->publication, "parent-guide") != 0)
            continue;
        one->unit = "pack";
        one->copies_per_unit = 25;
        one->edition_name = "Sep 2018";
        one->own_title = strcmp(one->code, "parent-guide.es") == 0
                             ? "Guía para padres sobre los servicios de educación especial"
                             : NULL;
        if (!item_store(r, one, e))
            return false;
    }
    return true;
}

bool demo_fill(struct trail *t, struct err *e) {
    struct req *r = t->req;
    struct demo d = {.req = r, .random = {5640}, .from = r->today - YEAR_DAYS, .to = r->today - 1};
    struct calendar_row rows[60];
    struct items items;
    struct belows belows;
    struct school school;
    size_t n = 0;
    for (int y = year_of(r->today) - 1; y <= year_of(r->today) + 1; y++)
        demo_year(y, rows, &n);
    d.calendar = calendar_from_rows(r->mem, rows, n);
    ledger_begin(&d.ledger, t);
    if (!school_load(r, &school, e) || !calendar_store(r, rows, n, e) || !demo_settings(r, e) ||
        !items_load(r, &items, e) || !demo_units(r, &items, e))
        return false;
    for (size_t k = 0; k < sizeof habits / sizeof *habits; k++)
        for (size_t i = 0; i < items.count; i++)
            if (strcmp(items.list[i].code, habits[k].item) == 0 && item_in_school(&items.list[i], school.level) &&
                !demo_item(&d, &items.list[i], &habits[k], e))
                return false;
    return ledger_settle(&d.ledger, &belows, e);
}
