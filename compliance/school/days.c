#include "compliance/school/calendar.h"

#include "compliance/school/year.h"

/* What a day is, as bits: a day may be a holiday inside a break. */
enum {
    LOADED = 1,
    INSTRUCTION = 2,
    OFF_BREAK = 4,
    OFF_HOLIDAY = 8,
    OFF_NO_SCHOOL = 16,
    OFF_CLOSURE = 32,
    PAUSED = 64,
    BEFORE_PAUSE = 128
};

static const unsigned char kind_bits[CALENDAR_KINDS] = {
    [CALENDAR_BREAK] = OFF_BREAK,
    [CALENDAR_HOLIDAY] = OFF_HOLIDAY,
    [CALENDAR_NO_SCHOOL] = OFF_NO_SCHOOL,
    [CALENDAR_CLOSURE] = OFF_CLOSURE,
};

enum { SCHOOLDAYS_WITHOUT_PAUSE = 5 }; /* a vacation "in excess of five schooldays" pauses */

struct calendar {
    int from, to; /* the first and last loaded day; from > to when nothing is loaded */
    unsigned char *days;
    const struct calendar_row *rows;
    size_t row_count;
    struct calendar_pause *pauses;
    size_t pause_count;
};

/* ---- asking ---- */

static unsigned bits(const struct calendar *c, int date) {
    return date >= c->from && date <= c->to ? c->days[date - c->from] : 0;
}

bool calendar_has(const struct calendar *c, int date) { return (bits(c, date) & LOADED) != 0; }

bool calendar_is_school_day(const struct calendar *c, int date) {
    if (!date_is_weekday(date))
        return false;
    unsigned b = bits(c, date);
    if (!(b & LOADED))
        return true;
    return (b & INSTRUCTION) && !(b & (OFF_BREAK | OFF_HOLIDAY | OFF_NO_SCHOOL | OFF_CLOSURE));
}

bool calendar_is_working_day(const struct calendar *c, int date) {
    return date_is_weekday(date) && !(bits(c, date) & OFF_HOLIDAY);
}

bool calendar_is_paused(const struct calendar *c, int date) { return (bits(c, date) & PAUSED) != 0; }

bool calendar_is_before_pause(const struct calendar *c, int date) { return (bits(c, date) & BEFORE_PAUSE) != 0; }

const struct calendar_pause *calendar_pauses(const struct calendar *c, size_t *count) {
    *count = c->pause_count;
    return c->pauses;
}

const struct calendar_row *calendar_rows(const struct calendar *c, size_t *count) {
    *count = c->row_count;
    return c->rows;
}

int calendar_back(const struct calendar *c, int date, long n) {
    while (n > 0)
        if (calendar_is_school_day(c, --date))
            n--;
    return date;
}

int calendar_ahead(const struct calendar *c, int date, long n) {
    while (n > 0)
        if (calendar_is_school_day(c, ++date))
            n--;
    return date;
}

long calendar_count(const struct calendar *c, int from, int to) {
    long n = 0;
    for (int d = from; d <= to; d++)
        n += calendar_is_school_day(c, d);
    return n;
}

int calendar_first_day(const struct calendar *c, int date) {
    int year = year_of(date);
    for (int d = year_begin(year); d <= year_end(year); d++)
        if (bits(c, d) & INSTRUCTION)
            return d;
    return DATE_NONE;
}

int calendar_last_day(const struct calendar *c, int date) {
    int year = year_of(date);
    for (int d = year_end(year); d >= year_begin(year); d--)
        if (bits(c, d) & INSTRUCTION)
            return d;
    return DATE_NONE;
}

/* ---- building ---- */

static void mark(struct calendar *c, int from, int to, unsigned char bit) {
    for (int d = from < c->from ? c->from : from; d <= to && d <= c->to; d++)
        c->days[d - c->from] |= bit;
}

static int last_day_of(const struct calendar_row *rows, size_t count, int year) {
    for (size_t i = 0; i < count; i++)
        if (rows[i].year == year && rows[i].kind == CALENDAR_LAST_DAY)
            return rows[i].from;
    return DATE_NONE;
}

static void mark_rows(struct calendar *c) {
    for (size_t i = 0; i < c->row_count; i++) {
        const struct calendar_row *row = &c->rows[i];
        if (row->kind == CALENDAR_FIRST_DAY) {
            int last = last_day_of(c->rows, c->row_count, row->year);
            mark(c, year_begin(row->year), year_end(row->year), LOADED);
            if (last != DATE_NONE)
                mark(c, row->from, last, INSTRUCTION);
        } else {
            mark(c, row->from, row->to, kind_bits[row->kind]);
        }
    }
}

/* ---- pauses ---- */

static void add_pause(struct mem *m, struct calendar *c, struct calendar_pause one) {
    c->pauses = mem_grow(m, c->pauses, c->pause_count, sizeof *c->pauses);
    size_t at = c->pause_count++;
    for (; at > 0 && c->pauses[at - 1].from > one.from; at--)
        c->pauses[at] = c->pauses[at - 1];
    c->pauses[at] = one;
    mark(c, one.from, one.to, PAUSED);
}

/* The school days that the row takes away: its weekdays outside legal holidays. */
static int missed_days(const struct calendar *c, const struct calendar_row *row) {
    int n = 0;
    for (int d = row->from; d <= row->to; d++)
        n += calendar_is_working_day(c, d);
    return n;
}

/* From its first weekday through the day before school reconvenes: a break, a holiday or a no_school day right behind
 * it puts that off, a closure does not. Behind the last day of instruction it is summer. */
static void add_break(struct mem *m, struct calendar *c, const struct calendar_row *row) {
    int from = row->from, back = row->to + 1, last = calendar_last_day(c, row->from);
    if (missed_days(c, row) <= SCHOOLDAYS_WITHOUT_PAUSE)
        return;
    while (!date_is_weekday(from))
        from++;
    while (back <= last && (!date_is_weekday(back) || (bits(c, back) & (OFF_BREAK | OFF_HOLIDAY | OFF_NO_SCHOOL)) != 0))
        back++;
    add_pause(m, c, (struct calendar_pause){from, back - 1, row->name, false});
    for (int d = from - 1; !date_is_weekday(d); d--)
        mark(c, d, d, BEFORE_PAUSE);
}

/* From the day after the last day of instruction through the day before the next first one. A year that is not loaded
 * has none: the caller that counts refuses to run into it. */
static void add_summers(struct mem *m, struct calendar *c) {
    int from = DATE_NONE;
    for (int d = c->from; d <= c->to; d++) {
        bool summer = (bits(c, d) & (LOADED | INSTRUCTION)) == LOADED;
        if (summer && from == DATE_NONE)
            from = d;
        if (from != DATE_NONE && (!summer || d == c->to)) {
            add_pause(m, c, (struct calendar_pause){from, summer ? d : d - 1, "summer", true});
            from = DATE_NONE;
        }
    }
}

const struct calendar *calendar_from_rows(struct mem *m, const struct calendar_row *rows, size_t count) {
    struct calendar *c = mem_alloc(m, sizeof *c);
    *c = (struct calendar){.from = INT_MAX, .to = INT_MIN, .rows = rows, .row_count = count};
    for (size_t i = 0; i < count; i++) {
        c->from = year_begin(rows[i].year) < c->from ? year_begin(rows[i].year) : c->from;
        c->to = year_end(rows[i].year) > c->to ? year_end(rows[i].year) : c->to;
    }
    if (count == 0)
        return c;
    c->days = mem_alloc(m, (size_t)(c->to - c->from) + 1);
    mark_rows(c);
    for (size_t i = 0; i < count; i++)
        if (rows[i].kind == CALENDAR_BREAK)
            add_break(m, c, &rows[i]);
    add_summers(m, c);
    return c;
}
