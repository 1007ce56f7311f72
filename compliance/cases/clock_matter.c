/* What needs doing about the clocks (docs/clocks.md, "Status and reminders"). */
#include "compliance/cases/clock.h"
#include "compliance/school/year.h"

#include <string.h>

enum {
    NAMED_MOST = 2,     /* clocks of a group, named one by one; three where that is all of them */
    CALENDAR_DAYS = 90, /* before the last day of instruction, the next year's calendar is asked for */
    CALENDAR_DUE = 60   /* from then on it is due: a clock of 60 days that starts today is refused */
};

enum stage { STAGE_OVERDUE, STAGE_PAST, STAGE_1, STAGE_7, STAGE_30, STAGE_TARGET, STAGES };

/* Each is told from its day until the clock is acted on. */
static const struct {
    const char *kind, *level, *words, *of_many;
    long days; /* school days before act by; 0: it goes by the status */
} stages[STAGES] = {
    [STAGE_OVERDUE] = {"clock_overdue", "OVERDUE", "overdue", "overdue", 0},
    [STAGE_PAST] = {"clock_past_act_by", "CLOCK", "past its last day to act", "past their last day to act", 0},
    [STAGE_1] = {"clock_1", "CLOCK", "to act on within 1 school day", "to act on within 1 school day", 1},
    [STAGE_7] = {"clock_7", "CLOCK", "to act on within 7 school days", "to act on within 7 school days", 7},
    [STAGE_30] = {"clock_30", "CLOCK", "to act on within 30 school days", "to act on within 30 school days", 30},
    [STAGE_TARGET] = {"clock_target", "TARGET", "at or past its local target (not law)",
                      "at or past their local target (not law)", 0},
};

/* The stage that the clock has reached; STAGES: nothing needs doing yet. */
static enum stage stage_of(const struct clock *k, const struct calendar *c, int today) {
    if (k->state != CLOCK_OPEN || today < k->on) /* `today` may lie before the clock began */
        return STAGES;
    if (k->target != DATE_NONE && today >= k->target)
        return STAGE_TARGET;
    if (k->due == DATE_NONE || k->rule->is_minimum)
        return STAGES;
    if (today > k->due)
        return STAGE_OVERDUE;
    if (today > k->act_by)
        return STAGE_PAST;
    for (int s = STAGE_1; s <= STAGE_30; s++)
        if (today >= calendar_back(c, k->act_by, stages[s].days))
            return (enum stage)s;
    return STAGES;
}

/* The day that a clock of the stage is measured by. */
static int day_of(const struct clock *k, enum stage stage) {
    return stage == STAGE_TARGET ? k->target : stage <= STAGE_PAST ? k->due : k->act_by;
}

struct group {
    const struct clock *first[NAMED_MOST + 1]; /* the most pressing, in order */
    size_t count;
};

static void add_to(struct group *g, const struct clock *k, enum stage stage) {
    const size_t most = sizeof g->first / sizeof *g->first;
    size_t at = g->count < most ? g->count : most;
    for (; at > 0 && day_of(k, stage) < day_of(g->first[at - 1], stage); at--)
        if (at < most)
            g->first[at] = g->first[at - 1];
    if (at < most)
        g->first[at] = k;
    g->count++;
}

/* "Sep 15"; of another school year "Sep 15, 2025". */
static const char *short_day(struct mem *m, int day, int today) {
    const char *words = date_words(m, day);
    return year_of(day) == year_of(today) ? mem_textn(m, words, strcspn(words, ",")) : words;
}

/* "; the oldest: clock 9 pupil-records (Sep 15), clock 2 assessment-plan (Sep 20), and 6 more" */
static const char *names_of(struct mem *m, const struct group *g, enum stage stage, int today) {
    const size_t named = g->count <= NAMED_MOST + 1 ? g->count : NAMED_MOST;
    const char *names = "";
    for (size_t i = 0; i < named; i++)
        names = mem_join(m, names, ", ", "clock %ld %s (%s)", g->first[i]->id, g->first[i]->rule->name,
                         short_day(m, day_of(g->first[i], stage), today));
    if (named == g->count)
        return mem_printf(m, ": %s", names);
    return mem_printf(m, "; the %s: %s, and %zu more", stage == STAGE_OVERDUE ? "oldest" : "first", names,
                      g->count - named);
}

static struct matter matter_of(struct mem *m, const struct group *g, enum stage stage, int today) {
    const char *by = stage == STAGE_OVERDUE || stage == STAGE_PAST ? "due" : stage == STAGE_TARGET ? "of" : "by";
    const struct clock *first = g->first[0];
    struct matter one = {
        .kind = stages[stage].kind, .level = stages[stage].level, .due = true, .urgency = day_of(first, stage) - today};
    if (g->count == 1) {
        one.text = mem_printf(m, "clock %ld %s: %s%s %s %s", first->id, first->rule->name, stages[stage].words,
                              stage == STAGE_TARGET ? "" : ",", by, date_words(m, day_of(first, stage)));
        one.next = hint_new(m, NULL, "clock close", "id", mem_printf(m, "%ld", first->id), "on", hint_blank, NULL);
        return one;
    }
    one.text = mem_printf(m, "%zu clocks %s%s", g->count, stages[stage].of_many, names_of(m, g, stage, today));
    one.next = hint_new(m, NULL, "clock list", "open", "yes", NULL);
    return one;
}

/* Without the next year's calendar no clock can be counted into summer. Told while there is time to load it. */
static void add_calendar(struct matters *l, const struct calendar *c) {
    struct mem *m = l->req->mem;
    const int today = l->req->today;
    size_t rows;
    int year = year_of(today);
    calendar_rows(c, &rows);
    while (rows > 0 && calendar_has(c, year_begin(year)))
        year++;
    const int last = calendar_last_day(c, year_begin(year - 1));
    const int left = last == DATE_NONE || last < today ? 0 : last - today;
    if (rows == 0 || left > CALENDAR_DAYS)
        return;
    const char *why = year == year_of(today) ? "clocks that pause cannot be counted in it"
                                             : "60-day clocks cannot be counted across summer";
    struct matter one = {.kind = "calendar_missing",
                         .level = "SET UP",
                         .text = mem_printf(m, "the calendar of %s is not loaded: %s", year_text(m, year), why),
                         .due = left <= CALENDAR_DUE,
                         .urgency = left > 0 ? left : MATTER_NOW};
    one.next = hint_new(m, NULL, "calendar import", "file", hint_blank, NULL);
    matter_add(l, one);
}

/* By law the consent starts the next clock (EC 56344(a)), so the entry is late from that day on. A clock that is not to
 * run is started and then withdrawn or ended, with the reason. */
static bool add_consents(struct matters *l, struct err *e) {
    struct mem *m = l->req->mem;
    struct clocks plans;
    if (!clocks_load_unfollowed(l->req, &plans, e))
        return false;
    for (size_t i = 0; i < plans.count; i++) {
        const struct clock *k = &plans.list[i];
        const int ago = l->req->today - k->consent;
        if (ago < 0)
            continue;
        struct matter one = {.kind = "clock_next",
                             .level = "NEXT",
                             .text = mem_printf(m, "clock %ld: consent of %s received, no iep-meeting clock runs",
                                                k->id, short_day(m, k->consent, l->req->today)),
                             .due = true,
                             .urgency = MATTER_NOW - ago};
        one.next = hint_new(m, NULL, "clock start", "rule", "iep-meeting", "on", date_iso(m, k->consent), "after",
                            mem_printf(m, "%ld", k->id), NULL);
        matter_add(l, one);
    }
    return true;
}

bool clock_matters(struct matters *l, struct err *e) {
    struct req *r = l->req;
    struct clocks clocks;
    const struct calendar *calendar;
    struct group groups[STAGES] = {{.count = 0}};
    if (!clocks_load_running(r, &clocks, e) || !calendar_load(r, &calendar, e))
        return false;
    for (size_t i = 0; i < clocks.count; i++) {
        enum stage stage = stage_of(&clocks.list[i], calendar, r->today);
        if (stage < STAGES)
            add_to(&groups[stage], &clocks.list[i], stage);
    }
    for (int s = 0; s < STAGES; s++)
        if (groups[s].count > 0)
            matter_add(l, matter_of(r->mem, &groups[s], (enum stage)s, r->today));
    add_calendar(l, calendar);
    return add_consents(l, e);
}
