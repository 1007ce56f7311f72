/* calendar: school days, working days, and which years are loaded (docs/clocks.md, "The school calendar"). A loaded
 * school year covers July 1 to June 30; outside the loaded years every weekday counts as a school day, and the answer
 * says so.
 *
 * school day: a weekday from first_day through last_day outside every break, holiday, no_school day and closure
 * working day, business day: Monday to Friday without a holiday row
 * pause: days that stop a legal clock (EC 56043): summer, and a break of more than five schooldays, through the day
 *     before school reconvenes
 *
 * days.c answers questions about days; calendar.c loads, checks and stores the rows. It knows no clock: whoever changes
 * the calendar computes the clocks anew (compliance/cases/clock.h, clock_recompute). */
#ifndef COMPLIANCE_SCHOOL_CALENDAR_H
#define COMPLIANCE_SCHOOL_CALENDAR_H

#include "base/verb.h"

enum calendar_kind {
    CALENDAR_FIRST_DAY,
    CALENDAR_LAST_DAY,
    CALENDAR_BREAK,
    CALENDAR_HOLIDAY,
    CALENDAR_NO_SCHOOL,
    CALENDAR_CLOSURE,
    CALENDAR_KINDS
};
extern const char *const calendar_kind_words[];        /* "first_day", ... by kind; ended by NULL */
enum calendar_kind calendar_kind_of(const char *word); /* CALENDAR_KINDS: no kind has that word */

enum { CALENDAR_NAME_MOST = 200 }; /* bytes */

struct calendar_row {
    int year; /* 2026 is 2026-27 */
    enum calendar_kind kind;
    int from, to;
    const char *name; /* "" where it has none */
    long line;        /* of the file it came from; 0: it came from no file */
};

struct calendar_list {
    struct calendar_row *rows;
    size_t count;
};
bool calendar_load_rows(struct req *r, struct calendar_list *out, struct err *e);
bool calendar_list_has(const struct calendar_list *all, int year);

/* ERR_INPUT, with the field: the row alone cannot be; it does not fit the others of `all`, of which it is one. */
bool calendar_row_check(struct mem *m, const struct calendar_row *row, struct err *e);
bool calendar_row_fits(struct mem *m, const struct calendar_list *all, const struct calendar_row *row, struct err *e);

/* A note for each legal holiday of that school year that has no row. */
void calendar_note_holidays(struct req *r, struct answer *a, const struct calendar_list *all, int year);

/* Replaces the years that the rows have, or removes one, within a transaction of the caller. */
bool calendar_store(struct req *r, const struct calendar_row *rows, size_t count, struct err *e);
bool calendar_clear(struct req *r, int year, struct err *e);

/* ---- days ---- */

struct calendar; /* lives in the request's memory */

bool calendar_load(struct req *r, const struct calendar **out, struct err *e);

/* Makes it from rows, which it keeps. */
const struct calendar *calendar_from_rows(struct mem *m, const struct calendar_row *rows, size_t count);

bool calendar_has(const struct calendar *c, int date); /* lies in a loaded year */
bool calendar_is_school_day(const struct calendar *c, int date);
bool calendar_is_working_day(const struct calendar *c, int date);

/* The n-th school day before `date` (n at least 1), or the n-th after it. */
int calendar_back(const struct calendar *c, int date, long n);
int calendar_ahead(const struct calendar *c, int date, long n);

/* School days from the first through the second, both counted; 0 when there are none. */
long calendar_count(const struct calendar *c, int from, int to);

/* Instruction in the school year of the date; DATE_NONE when it is not loaded. */
int calendar_first_day(const struct calendar *c, int date);
int calendar_last_day(const struct calendar *c, int date);

/* ---- pauses (docs/clocks.md, "Pauses") ---- */

struct calendar_pause {
    int from, to;     /* the first and the last day that do not count */
    const char *name; /* "Winter break", or "summer" */
    bool is_summer;
};

bool calendar_is_paused(const struct calendar *c, int date);

/* A Saturday or Sunday just before a break that pauses: it counts here, and does not by the other reading of the law.
 */
bool calendar_is_before_pause(const struct calendar *c, int date);

/* All pauses in the order of their days. A break that runs into another or into summer overlaps it. */
const struct calendar_pause *calendar_pauses(const struct calendar *c, size_t *count);

/* The rows that it was made of. */
const struct calendar_row *calendar_rows(const struct calendar *c, size_t *count);

#endif
