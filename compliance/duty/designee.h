/* designee: who supports special education and Section 504 tasks (REF-5640.9),
 * per school year; since when, until when, and what the principal has done about
 * it. The Principal's Portal is outside: what was done there is recorded here.
 *
 * By September 30 of each school year the section of the School Designee Form is
 * completed. Status goes by that date alone ("portal"): met when it is on or
 * before September 30, late after it; without one open through September 30, past
 * due from October 1. History is append-only: each row says how an assignment
 * stands from then on, and the last one counts. */
#ifndef COMPLIANCE_DUTY_DESIGNEE_H
#define COMPLIANCE_DUTY_DESIGNEE_H

#include "compliance/school/calendar.h"
#include "compliance/audit/matter.h"
#include "compliance/audit/trail.h"

enum designee_date { /* an index into designee_dates */
                     DESIGNEE_PORTAL,
                     DESIGNEE_MET,
                     DESIGNEE_TRAINED,
                     DESIGNEE_SSO,
                     DESIGNEE_WELLIGENT,
                     DESIGNEE_DATES
};
struct designee_date_of {
    const char *name, *what; /* of the field; what was done on that day */
    bool of_year;            /* must lie in the school year of the assignment */
};
extern const struct designee_date_of designee_dates[DESIGNEE_DATES];

struct assignment {
    long year, first, row,
        step;         /* 2026 is 2026-27; places of the chain: its first row, this one, its command's first */
    const char *kind; /* record, reassign, update, end, undo: what this row came with */
    long undoes;      /* of an undo: the step that it takes back; INT_NONE */
    bool stands;      /* false: it was taken back */
    const char *name, *class_name, *class_reason; /* the last NULL for an Office Technician, Senior or not */
    int from, to;                                 /* to: DATE_NONE: through June 30, unless it is ended */
    const char *reason;                           /* why it ended; or NULL */
    int date[DESIGNEE_DATES];                     /* DATE_NONE: not done, as far as we know */
    int portal_entered;                           /* the day on which the portal date was entered here */
    int entered;                                  /* the day of this row */
    const char *by, *at;                          /* who wrote it, and when (UTC) */
    const char *detail;                           /* of an undo: what the trail says of it; or NULL */
};

struct assignments {
    struct assignment *list; /* those that stand, as their last rows say, by their first day; they never overlap */
    size_t count;
    struct assignment *rows; /* all rows, in the order of their places */
    size_t row_count;
};

/* Of a school year (2026), or of all with 0. */
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

/* The row that took the step back, of the assignment whose first row that is, or of any with 0; NULL: none did. */
const struct assignment *assignment_undone(const struct assignments *of, long step, long first);

/* Nothing is read: `of` holds the assignments of that year (others are passed over). */
void designee_judge(struct mem *m, const struct assignments *of, const struct calendar *c, int year, int today,
                    struct designee_state *out);

/* Reads and judges; also who held it at the end of the year before, and is there still (NULL: nobody), with the
 * command that confirms them. */
bool designee_load(struct req *r, int year, struct designee_state *out, struct err *e);
bool designee_last_year(struct req *r, int year, const struct assignment **out, struct err *e);
const char *designee_confirm_command(struct req *r, const struct assignment *last);

/* "Met: completed in the Principal's Portal on Sep 12, 2026." and so on, with "act by" where it is open. */
const char *designee_sentence(struct mem *m, const struct designee_state *s, int today);

/* Stores how it stands from now on; `before` NULL for a new one. In a transaction. */
bool assignment_put(struct trail *t, struct assignment *a, struct err *e);

extern const struct chain_table designation_table;

/* From July 1 on whom to confirm; at 30, 7 and 1 working days before September 30, and after it; days without a
 * designee; one who has left; a form not brought up to date; the meeting not recorded. */
bool designee_matters(struct matters *m, struct err *e);

extern const struct verbs designee_verbs;

#endif
