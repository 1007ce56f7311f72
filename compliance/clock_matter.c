/* What of the clocks needs doing (clocks.md, "Statuses and reminders"). */
#include "compliance/clock.h"

enum { NAMED_MOST = 5 }; /* clocks named one by one */

enum stage { STAGE_OVERDUE, STAGE_PAST, STAGE_1, STAGE_7, STAGE_30, STAGE_TARGET, STAGES };

/* Each from its day until the clock is acted on. */
static const struct {
    const char *kind, *level, *words;
    long days; /* school days before act by; 0: it goes by the status */
} stages[STAGES] = {
    [STAGE_OVERDUE] = {"clock_overdue", "OVERDUE", "overdue", 0},
    [STAGE_PAST] = {"clock_past_act_by", "CLOCK", "past its last day to act", 0},
    [STAGE_1] = {"clock_1", "CLOCK", "to act on within 1 school day", 1},
    [STAGE_7] = {"clock_7", "CLOCK", "to act on within 7 school days", 7},
    [STAGE_30] = {"clock_30", "CLOCK", "to act on within 30 school days", 30},
    [STAGE_TARGET] = {"clock_target", "TARGET", "at or past its local target (not law)", 0},
};

/* The stage it has come to; STAGES: nothing is to be done yet. */
static enum stage stage_of(const struct clock *k, const struct calendar *c, int today) {
    if (k->state != CLOCK_OPEN)
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
    const struct clock *first; /* the most pressing */
    size_t count;
    const char *names;
};

static void add_to(struct group *g, struct mem *m, const struct clock *k, enum stage stage) {
    if (!g->first || day_of(k, stage) < day_of(g->first, stage))
        g->first = k;
    if (++g->count <= NAMED_MOST)
        g->names = mem_join(m, g->names ? g->names : "", ", ", "%ld %s", k->id, k->rule->name);
}

static struct matter matter_of(struct mem *m, const struct group *g, enum stage stage, int today) {
    const char *by = stage == STAGE_OVERDUE || stage == STAGE_PAST ? "due" : stage == STAGE_TARGET ? "of" : "by";
    const char *day = date_words(m, day_of(g->first, stage));
    struct matter one = {.kind = stages[stage].kind,
                         .level = stages[stage].level,
                         .due = true,
                         .urgency = day_of(g->first, stage) - today};
    if (g->count == 1) {
        one.text = mem_printf(m, "clock %s: %s%s %s %s", g->names, stages[stage].words,
                              stage == STAGE_TARGET ? "" : ",", by, day);
        one.command = mem_printf(m, "guidestock clock close %ld --on DATE", g->first->id);
        return one;
    }
    if (g->count > NAMED_MOST)
        day = mem_printf(m, "%s (and %zu more)", day, g->count - NAMED_MOST);
    one.text = mem_printf(m, "%zu clocks %s, the first %s %s: %s", g->count, stages[stage].words, by, day, g->names);
    one.command = "guidestock clock list --open";
    return one;
}

bool clock_matters(struct matters *l, struct err *e) {
    struct req *r = l->req;
    struct clocks clocks;
    const struct calendar *calendar;
    struct group groups[STAGES] = {{0}};
    if (!clocks_load(r, &clocks, e) || !calendar_load(r, &calendar, e))
        return false;
    for (size_t i = 0; i < clocks.count; i++) {
        enum stage stage = stage_of(&clocks.list[i], calendar, r->today);
        if (stage < STAGES)
            add_to(&groups[stage], r->mem, &clocks.list[i], stage);
    }
    for (int s = 0; s < STAGES; s++)
        if (groups[s].count > 0)
            matter_add(l, matter_of(r->mem, &groups[s], (enum stage)s, r->today));
    return true;
}
