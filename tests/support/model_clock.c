#include "tests/support/model_clock.h"

#include <check.h>
#include <string.h>

/* ---- days ---- */

static struct model_day *at(struct model_calendar *c, int d) {
    if (d < c->begin || d >= c->begin + MODEL_DAYS) /* an assertion for each would be told to Check each time */
        ck_abort_msg("the model does not reach day %d", d);
    return &c->days[d - c->begin];
}

static const struct model_day *look(const struct model_calendar *c, int d) {
    if (d < c->begin || d >= c->begin + MODEL_DAYS) /* an assertion for each would be told to Check each time */
        ck_abort_msg("the model does not reach day %d", d);
    return &c->days[d - c->begin];
}

static int school_year(int d) {
    int y, m, unused;
    date_split(d, &y, &m, &unused);
    return m < 7 ? y - 1 : y;
}

static int day_of_kind(const struct calendar_row *rows, size_t count, enum calendar_kind kind, int year) {
    for (size_t i = 0; i < count; i++)
        if (rows[i].kind == kind && rows[i].year == year)
            return rows[i].from;
    return DATE_NONE;
}

static void make_day(struct model_calendar *c, int d, const struct calendar_row *rows, size_t count) {
    struct model_day *x = at(c, d);
    bool kinds[CALENDAR_KINDS] = {false};
    int year = school_year(d);
    *x = (struct model_day){.weekday = ((d % 7) + 7 + 3) % 7 < 5}; /* January 1, 1970 was a Thursday */
    x->first = day_of_kind(rows, count, CALENDAR_FIRST_DAY, year);
    x->last = day_of_kind(rows, count, CALENDAR_LAST_DAY, year);
    x->loaded = x->first != DATE_NONE;
    x->working = x->weekday;
    if (!x->loaded)
        return;
    for (size_t i = 0; i < count; i++)
        kinds[rows[i].kind] = kinds[rows[i].kind] || (rows[i].from <= d && d <= rows[i].to);
    x->working = x->weekday && !kinds[CALENDAR_HOLIDAY];
    x->off = kinds[CALENDAR_BREAK] || kinds[CALENDAR_HOLIDAY] || kinds[CALENDAR_NO_SCHOOL];
    x->school = x->weekday && d >= x->first && d <= x->last && !x->off && !kinds[CALENDAR_CLOSURE];
    x->paused = d < x->first || d > x->last; /* summer */
    x->unknown_summer = d > x->last && day_of_kind(rows, count, CALENDAR_FIRST_DAY, year + 1) == DATE_NONE;
}

/* A break of more than five schooldays, from its first missed weekday through the day before school reconvenes. */
static void make_break(struct model_calendar *c, const struct calendar_row *row) {
    int missed = 0, first = DATE_NONE;
    for (int d = row->from; d <= row->to; d++) {
        missed += at(c, d)->working;
        if (first == DATE_NONE && at(c, d)->weekday)
            first = d;
    }
    if (missed <= 5)
        return;
    int d = first;
    while (d <= row->to)
        at(c, d++)->paused = true;
    while (d <= at(c, row->from)->last && !(at(c, d)->weekday && !at(c, d)->off))
        at(c, d++)->paused = true;
    for (d = first - 1; !at(c, d)->weekday; d--)
        at(c, d)->before_pause = true;
}

void model_calendar_make(struct model_calendar *c, int begin, const struct calendar_row *rows, size_t count) {
    c->begin = begin;
    for (int d = begin; d < begin + MODEL_DAYS; d++)
        make_day(c, d, rows, count);
    for (size_t i = 0; i < count; i++)
        if (rows[i].kind == CALENDAR_BREAK)
            make_break(c, &rows[i]);
}

/* ---- the rules ---- */

static bool is(const char *rule, const char *name) { return strcmp(rule, name) == 0; }

static bool pauses(const char *rule) {
    return is(rule, "assessment-plan") || is(rule, "iep-meeting") || is(rule, "parent-requested-meeting");
}

static int length(const char *rule) {
    return is(rule, "iep-meeting")                                                             ? 60
           : is(rule, "parent-requested-meeting") || is(rule, "initial-iep-after-eligibility") ? 30
           : is(rule, "pupil-records")                                                         ? 5
                                                                                               : 15;
}

static struct model_clock refused(void) {
    return (struct model_clock){DATE_NONE, DATE_NONE, DATE_NONE, INT_NONE, true};
}

/* The day of the end-of-year rule, where it applies; DATE_NONE. *known: false where nobody can tell. */
static int cap_of(const struct model_calendar *c, const char *rule, int on, int referral, bool *known) {
    int days = is(rule, "assessment-plan") ? 10 : is(rule, "iep-meeting") ? 30 : 0;
    const struct model_day *x = look(c, is(rule, "iep-meeting") && referral != DATE_NONE ? referral : on);
    *known = days == 0 || x->loaded;
    if (days == 0 || !x->loaded || x->unknown_summer)
        return DATE_NONE;
    int r = is(rule, "iep-meeting") && referral != DATE_NONE ? referral : on, next = r;
    if (r > x->last || r < x->last - days)
        return DATE_NONE;
    while (school_year(next) == school_year(r))
        next++;
    return look(c, next)->loaded ? look(c, next)->first + days : DATE_NONE;
}

/* The same date some years on; February 29 becomes the 28th. */
static int same_date(int on, int years) {
    int y, m, d;
    date_split(on, &y, &m, &d);
    return m == 2 && d == 29 && years % 4 != 0 ? date_from(y + years, 2, 28) : date_from(y + years, m, d);
}

static bool counted(const struct model_calendar *c, const char *rule, int d, bool weekend) {
    const struct model_day *x = look(c, d);
    if (is(rule, "pupil-records"))
        return x->working;
    return !pauses(rule) || (!x->paused && !(weekend && x->before_pause));
}

static bool can_count(const struct model_calendar *c, const char *rule, int d) {
    return look(c, d)->loaded && !(pauses(rule) && look(c, d)->unknown_summer);
}

static int count_due(const struct model_calendar *c, const char *rule, int on, int cap, bool weekend) {
    int n = 0;
    if (pauses(rule) && !look(c, on)->loaded)
        return DATE_NONE;
    for (int d = on + 1;; d++) {
        if (!can_count(c, rule, d))
            return DATE_NONE;
        n += counted(c, rule, d, weekend);
        if (n == length(rule) || d == cap)
            return d;
    }
}

/* Forwards through the span; what lies before a day of which nobody knows does not tell. */
static int act_by(const struct model_calendar *c, int on, int due) {
    int school = DATE_NONE, working = DATE_NONE;
    for (int d = on + 1; d <= due; d++) {
        const struct model_day *x = look(c, d);
        school = !x->loaded ? DATE_NONE : x->school ? d : school;
        working = x->working ? d : working;
    }
    return school != DATE_NONE ? school : working != DATE_NONE ? working : due;
}

struct model_clock model_clock(const struct model_calendar *c, const char *rule, int on, int referral, bool weekend) {
    struct model_clock out = refused();
    bool years = is(rule, "annual-review") || is(rule, "triennial"), known;
    if (referral != DATE_NONE && (!is(rule, "iep-meeting") || referral > on) &&
        !(is(rule, "assessment-plan") && referral == on))
        return out;
    out.refused = false;
    if (is(rule, "section-504-response"))
        return out;
    if (years) {
        out.due = same_date(on, is(rule, "triennial") ? 3 : 1);
    } else {
        int cap = cap_of(c, rule, on, referral, &known);
        out.due = known ? count_due(c, rule, on, cap, weekend) : DATE_NONE;
    }
    if (out.due == DATE_NONE)
        return refused();
    out.rolled = out.due;
    while (!years && !look(c, out.rolled)->working)
        out.rolled++;
    if (is(rule, "pupil-records"))
        out.act_by = out.due;
    else if (!is(rule, "parent-decision"))
        out.act_by = act_by(c, on, out.due);
    out.paused = 0;
    for (int d = on + 1; d <= out.due; d++)
        out.paused += pauses(rule) && look(c, d)->paused;
    return out;
}
