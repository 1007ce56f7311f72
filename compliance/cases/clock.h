/* clock: the legal clocks that run at a school, on the rules of clock_rule.h (docs/clocks.md).
 *
 * A clock is the sequence of its rows in clock_event, which is append-only and in the chain. Each row holds the whole
 * state of the clock, dates included; the last row counts. A change of the calendar computes the open clocks anew. The
 * reference of the case and the reasons are stored apart, sealed, and can be purged. A clock that was entered by
 * mistake is void: it counts nowhere and cannot be reopened. */
#ifndef COMPLIANCE_CASES_CLOCK_H
#define COMPLIANCE_CASES_CLOCK_H

#include "compliance/audit/matter.h"
#include "compliance/audit/trail.h"
#include "compliance/cases/clock_rule.h"

enum clock_state { CLOCK_OPEN, CLOCK_CLOSED, CLOCK_WITHDRAWN, CLOCK_ENDED, CLOCK_VOID, CLOCK_STATES };

struct clock {
    long id, event; /* its number; the place of its last row */
    const struct clock_rule *rule;
    int on, referral;      /* DATE_NONE: blank */
    int target;            /* the school's own, where the law has no date; or DATE_NONE */
    int agreed, agreed_on; /* in writing: the day it is due by then, the day of the agreement; or DATE_NONE */
    const char *agreed_by; /* who recorded that; or NULL */
    int due, rolled, act_by;
    long paused_days; /* INT_NONE: no date */
    const char *sentence;
    enum clock_state state;
    int over_on;       /* closed, withdrawn, ended, void; DATE_NONE: open */
    int consent;       /* of a closed assessment-plan: the day the signed one was received; or DATE_NONE */
    const char *cause; /* of an end: a word of clock_causes; or NULL */
    const char *ref;   /* the case; NULL: none, or purged */
    int purged_on;     /* the day its data was removed (for a void clock, after it was voided); or DATE_NONE */
};

struct clocks {
    struct clock *list; /* by number */
    size_t count;
};

extern const char *const clock_causes[]; /* enrolled-elsewhere, not-produced; ended by NULL */

bool clocks_load(struct req *r, struct clocks *out, struct err *e);
bool clocks_load_running(struct req *r, struct clocks *out, struct err *e); /* the open ones, without ref */
/* Assessment plans that were closed with a consent but started no iep-meeting: number, day 0 and consent alone. A
 * meeting of another reference, or a void one, does not count as started. */
bool clocks_load_unfollowed(struct req *r, struct clocks *out, struct err *e);
bool clock_load(struct req *r, long id, struct clock *out, struct err *e); /* ERR_NOT_FOUND */

/* Counts the clock on that calendar and fills in its dates; `a` may be NULL. Errors as clock_compute. */
bool clock_count(struct mem *m, const struct calendar *c, struct clock *k, struct clock_answer *a, struct err *e);

/* "open", "due soon", ...: the first that fits (docs/clocks.md, "Status and reminders"). */
const char *clock_status(const struct clock *k, const struct calendar *c, int today);

/* Overdue clocks first, then by act by; clocks that are over come last. */
void clocks_sort(struct mem *m, const struct clock **list, size_t count, const struct calendar *c, int today);

/* The stored sentence; where the law has no date, with the age in days and the local target. */
const char *clock_sentence(struct mem *m, const struct clock *k, int today);

/* Links a row into the chain and stores it; `text`: what it says of the case, or NULL. In a transaction. */
struct clock_step {
    const char *kind; /* start, compute, extend, unextend, close, withdraw, end, reopen, purge, void */
    int on;
    const char *text;
};
bool clock_put(struct trail *t, struct clock *k, const struct clock_step *step, struct err *e);
bool clock_next(struct req *r, long *id, struct err *e); /* the number of the next one */

/* Takes back the last extension; the previous one applies again, or none. */
bool clock_unextend(struct req *r, struct clock *k, struct err *e);

/* Removes what the clock says of its case. The row of the purge must be stored before, in the same transaction. */
bool clock_forget(struct req *r, const struct clock *k, struct err *e);

/* What happened to it, in order. */
struct clock_happened {
    const char *at, *at_words;    /* UTC; local time */
    const char *by, *kind, *text; /* text: of the case; NULL: none, or purged */
    int on, due;
};
struct clock_history {
    struct clock_happened *list;
    size_t count;
};
bool clock_history_load(struct req *r, long id, struct clock_history *out, struct err *e);

/* After a change of the calendar, in its transaction: the open clocks computed anew. *words: a line for each that
 * moved ("clock 4: due 2026-10-02 -> 2026-10-23"), or "". */
bool clock_recompute(struct trail *t, const char **words, struct err *e);

/* What needs doing: overdue, past act by, 1, 7 and 30 school days before it, grouped. */
bool clock_matters(struct matters *m, struct err *e);

extern const struct chain_table clock_table;
bool clock_verify(struct req *r, void (*found)(void *where, const char *what), void *where, struct err *e);

/* `clock compute`; the other commands stand in clock_verbs.c. */
bool clock_compute_file(struct req *r, const struct fields *f, struct answer *a, struct err *e);
extern const struct shape clock_computed_shape;

extern const struct verbs clock_verbs;

#endif
