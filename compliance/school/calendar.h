/* calendar: school days, working days, and what is loaded (clocks.md, rules 2,
 * 5 and 11). A loaded school year covers July 1 to June 30; outside the loaded
 * years every weekday is taken for a school day, and the answer says so.
 *
 * school day: a weekday from first_day through last_day that is no break,
 *     holiday, no_school day or closure
 * working day, business day: Monday to Friday without a holiday row
 * pause: days that stop a clock of the law (rule 3): summer, and a break of more
 *     than five schooldays, through the day before school reconvenes
 *
 * What is asked of it stands in days.c, loading and changing it in calendar.c. */
#ifndef COMPLIANCE_SCHOOL_CALENDAR_H
#define COMPLIANCE_SCHOOL_CALENDAR_H

#include "compliance/audit/batch.h"
#include "compliance/audit/trail.h"

enum calendar_kind {
    CALENDAR_FIRST_DAY,
    CALENDAR_LAST_DAY,
    CALENDAR_BREAK,
    CALENDAR_HOLIDAY,
    CALENDAR_NO_SCHOOL,
    CALENDAR_CLOSURE,
    CALENDAR_KINDS
};

struct calendar_row {
    int year; /* 2026 is 2026-27 */
    enum calendar_kind kind;
    int from, to;
    const char *name;
    long line; /* of the file it came from */
};

struct calendar; /* lives in the request's memory */

bool calendar_load(struct req *r, const struct calendar **out, struct err *e);

/* From rows, which it keeps: of a file, of a test. */
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

/* ---- pauses (rule 3) ---- */

struct calendar_pause {
    int from, to;     /* the first and the last day that do not count */
    const char *name; /* "Winter break", or "summer" */
    bool is_summer;
};

bool calendar_is_paused(const struct calendar *c, int date);

/* A Saturday or Sunday just before a break that pauses: it counts; by the other reading it does not. */
bool calendar_is_before_pause(const struct calendar *c, int date);

/* All of them, in the order of their days; a break that runs into another or into summer overlaps it. */
const struct calendar_pause *calendar_pauses(const struct calendar *c, size_t *count);

/* The rows it was made of: closures, for those that are to be named. */
const struct calendar_row *calendar_rows(const struct calendar *c, size_t *count);

/* Reads a file of rows (school_year, kind, from, to, name), checks it whole, and
 * replaces the years in it. Every refused row is named; with --skip-bad those
 * that are left must fit one another. Undone, the years are as they were. */
bool calendar_import(struct req *r, const struct fields *f, struct answer *a, struct err *e);
/* A file of rows as a calendar that is stored nowhere: rows that are refused are notes, and then an error. */
bool calendar_read(struct req *r, FILE *in, struct answer *a, const struct calendar **out, struct err *e);

bool calendar_export(struct req *r, const struct fields *f, struct answer *a, struct err *e);

/* In a transaction; *words: what came of it for the clocks, a line each, or "". */
bool calendar_undo(struct trail *t, const struct batch *b, const char **words, struct err *e);

/* Stores rows already made; within a transaction of the caller. */
bool calendar_store(struct req *r, const struct calendar_row *rows, size_t count, struct err *e);

extern const struct verbs calendar_verbs;

#endif
