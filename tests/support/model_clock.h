/* model_clock: the legal clocks a second time, as docs/clocks.md says them, day by
 * day and without a shortcut: every day of some years with its flags. It shares
 * no line with compliance/school/days.c or compliance/cases/clock_rule.c. */
#ifndef TESTS_SUPPORT_MODEL_CLOCK_H
#define TESTS_SUPPORT_MODEL_CLOCK_H

#include "compliance/school/calendar.h"

enum { MODEL_DAYS = 366 * 12 };

struct model_calendar {
    int begin; /* the day of the first of `days` */
    struct model_day {
        bool loaded, weekday, school, working, paused, before_pause;
        bool unknown_summer; /* behind the last day of instruction of a year without a next one */
        int first, last;     /* of instruction, in its school year */
        bool off;            /* break, holiday or no_school: school does not reconvene on it */
    } days[MODEL_DAYS];
};

struct model_clock {
    int due, rolled, act_by; /* DATE_NONE: none */
    long paused;             /* INT_NONE: none */
    bool refused;
};

void model_calendar_make(struct model_calendar *c, int begin, const struct calendar_row *rows, size_t count);

/* `rule` as in docs/clocks.md. `weekend`: by the reading in which the weekend before a break does not count. */
struct model_clock model_clock(const struct model_calendar *c, const char *rule, int on, int referral, bool weekend);

#endif
