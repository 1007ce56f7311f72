/* calendar: school days, working days, and what is loaded (clocks.md, rules 2,
 * 5 and 11). A loaded school year covers July 1 to June 30; outside the loaded
 * years every weekday is taken for a school day, and the answer says so.
 *
 * school day: a weekday from first_day through last_day that is no break,
 *     holiday, no_school day or closure
 * working day: Monday to Friday without a holiday row */
#ifndef COMPLIANCE_CALENDAR_H
#define COMPLIANCE_CALENDAR_H

#include "compliance/batch.h"

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

/* From rows, for tests and for the demonstration school. */
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

/* Reads a file of rows (school_year, kind, from, to, name), checks it whole, and
 * replaces the years in it. Every refused row is named; with --skip-bad those
 * that are left must fit one another. Undone, the years are as they were. */
bool calendar_import(struct req *r, const struct fields *f, struct answer *a, struct err *e);
bool calendar_export(struct req *r, const struct fields *f, struct answer *a, struct err *e);
bool calendar_undo(struct req *r, const struct batch *b, struct err *e); /* in a transaction */

/* Stores rows already made; within a transaction of the caller. */
bool calendar_store(struct req *r, const struct calendar_row *rows, size_t count, struct err *e);

extern const struct verbs calendar_verbs;

#endif
