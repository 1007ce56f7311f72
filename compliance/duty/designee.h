/* designee: who supports special education and Section 504 tasks (REF-5640.9),
 * per school year: from which day to which day, and what the principal has done
 * about it. What is done in the Principal's Portal is recorded here by its date.
 *
 * The section of the School Designee Form is due by September 30 of each school
 * year. The status follows the date on which it was completed ("portal") alone:
 * met on or before September 30, late after it; without that date, open through
 * September 30 and past due from October 1. The history is append-only: each row
 * says how an assignment stands from then on, and the last row counts. */
#ifndef COMPLIANCE_DUTY_DESIGNEE_H
#define COMPLIANCE_DUTY_DESIGNEE_H

#include "compliance/audit/matter.h"
#include "compliance/audit/trail.h"
#include "compliance/school/calendar.h"

enum designee_date { /* an index into designee_dates */
                     DESIGNEE_PORTAL,
                     DESIGNEE_MET,
                     DESIGNEE_TRAINED,
                     DESIGNEE_SSO,
                     DESIGNEE_WELLIGENT,
                     DESIGNEE_DATES
};
struct designee_date_of {
    const char *name, *what; /* the name of the field; what was done on that day */
    bool of_year;            /* the date must lie in the school year of the assignment */
};
extern const struct designee_date_of designee_dates[DESIGNEE_DATES];

struct assignment {
    long year;             /* 2026 is 2026-27 */
    long first, row, step; /* places of the chain: of the first row, of this row, of its command's first row */
    const char *kind;      /* record, reassign, update, end, undo: the command that wrote this row */
    long undoes;           /* of an undo: the step that it takes back; else INT_NONE */
    bool stands;           /* false: the assignment was taken back */
    const char *name, *class_name, *class_reason; /* class_reason: NULL for a usual class */
    int from, to;                                 /* to: DATE_NONE means through June 30, or until it is ended */
    const char *reason;                           /* why the assignment ended; or NULL */
    int date[DESIGNEE_DATES];                     /* DATE_NONE: not done, or not recorded */
    int portal_entered;                           /* the day on which the portal date was entered here */
    int entered;                                  /* the day of this row */
    const char *by, *at;                          /* who wrote it, and when (UTC) */
    const char *detail;                           /* of an undo: what the trail says of it; or NULL */
};

struct assignments {
    struct assignment *list; /* the assignments that stand, by their first day; they never overlap */
    size_t count;
    struct assignment *rows; /* all rows, in the order of their places */
    size_t row_count;
};

/* Loads those of a school year (2026), or of all years with 0. */
bool assignments_load(struct req *r, int year, struct assignments *out, struct err *e);

enum designee_status { DESIGNEE_IS_OPEN, DESIGNEE_IS_PAST_DUE, DESIGNEE_IS_MET, DESIGNEE_IS_LATE };
extern const char *const designee_status_words[]; /* open, past due, met, late */

struct designee_gap { /* days without a designee */
    int from, to;
};

struct designee_state { /* of a school year on a day */
    int year;
    int due, act_by; /* September 30; the last working day on or before it */
    bool calendar;   /* false: act_by goes by weekdays, holidays not checked */
    enum designee_status status;
    int portal, portal_entered;       /* the first of the year; DATE_NONE */
    const struct assignment *present; /* on that day, or June 30 where that comes first; NULL: nobody */
    const struct assignment *last;    /* of the year; NULL: there was none */
    struct rows gaps;                 /* struct designee_gap, from the first assignment's day, or October 1 */
    long gap_days;
};

/* The row that took the step back, of the assignment whose first row is `first`, or of any with 0. NULL: the step
 * stands. */
const struct assignment *assignment_undone(const struct assignments *of, long step, long first);

/* Nothing is read: `of` holds the assignments of that year (others are passed over). */
void designee_judge(struct mem *m, const struct assignments *of, const struct calendar *c, int year, int today,
                    struct designee_state *out);

/* Reads and judges. designee_last_year: the designee at the end of the year before who is still at the school; NULL:
 * there is none. designee_confirm: the hint that records the same person for the next year. */
bool designee_load(struct req *r, int year, struct designee_state *out, struct err *e);
bool designee_last_year(struct req *r, int year, const struct assignment **out, struct err *e);
const struct hint *designee_confirm(struct req *r, const struct assignment *last);

/* "Met: completed in the Principal's Portal on Sep 12, 2026." and so on, with "act by" where it is open. */
const char *designee_sentence(struct mem *m, const struct designee_state *s, int today);

/* Stores how the assignment stands from now on; a->first is 0 for a new one. Between trail_begin and trail_end. */
bool assignment_put(struct trail *t, struct assignment *a, struct err *e);

extern const struct chain_table designation_table;

/* Adds what the principal should do: from July 1 on confirm the designee; complete the form, said 30, 7 and 1 working
 * days before September 30 and after it; replace a designee who has left; record the meeting. */
bool designee_matters(struct matters *m, struct err *e);

extern const struct verbs designee_verbs;

#endif
