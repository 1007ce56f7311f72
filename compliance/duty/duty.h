/* duty: the 21 responsibilities of Attachment A (REF-5640.9), per school year:
 * who has each one, its state, and on what evidence.
 *
 * A duty belongs to whoever is the designee on the day, so that all duties pass on
 * with a reassignment; one may be given to somebody else. A recurring duty comes due
 * on the first school day of each week or month. A duty without an event is open,
 * and nothing is stored for it. */
#ifndef COMPLIANCE_DUTY_DUTY_H
#define COMPLIANCE_DUTY_DUTY_H

#include "compliance/duty/designee.h"

enum { DUTIES = 21 };
enum duty_recurs { DUTY_ONCE, DUTY_WEEKLY, DUTY_MONTHLY };

struct duty_rule {
    const char *title;
    const char *law; /* beside the attachment; or NULL */
    enum duty_recurs recurs;
    int same_as; /* the duty that this one repeats; 0: it stands alone */
    bool stock;  /* shows the state of the shelf */
};
extern const struct duty_rule duty_rules[DUTIES + 1]; /* by number, from 1 */
extern const char duty_citation[], duty_version[];

enum duty_state { DUTY_OPEN, DUTY_IN_PROGRESS, DUTY_SUBMITTED, DUTY_CHANGES, DUTY_DONE };
extern const char *const duty_state_words[]; /* open, in progress, submitted, changes requested, done */

struct duty { /* in a school year, on a day */
    long number;
    const char *title, *citation, *recurs; /* recurs: weekly, monthly, or NULL */
    const char *who;                       /* who has it; NULL: nobody yet */
    bool given;                            /* to somebody else than the designee */
    const char *held;                      /* of a duty that is done: who had it on that day; else as `who` */
    enum duty_state state;
    const char *state_word;
    int on;                   /* the day of its last event; DATE_NONE: there is no event yet */
    bool reopened;            /* by its last event */
    int last_done;            /* the last day of the year on which it was done; DATE_NONE */
    int done_before;          /* the day before that one, for the case that the duty is reopened */
    long missed;              /* how many times since then it came due and the period passed without it */
    bool lapsed;              /* it was done, and came due again */
    int due;                  /* of a recurring duty: since when it is due, or when it is next; DATE_NONE */
    bool is_due;              /* the day `due` has come */
    const char *note, *paper; /* of its last event; or NULL */
    const char *fact;         /* the state of the shelf; "see 19"; or NULL */
    bool fact_good;           /* nothing is low */
    const char *by;           /* who wrote the last event */
    const char *words;        /* evidence and fact as a line; or NULL */
};

struct duties {
    struct duty list[DUTIES]; /* by number, from 1 at [0] */
    struct designee_state designee;
    long done;
    int today;
};

/* Loads the duties of a school year, as of r->today or its June 30, whichever comes first. */
bool duties_load(struct req *r, int year, struct duties *out, struct err *e);

/* The last day on or before `today`, in the school year, on which such a duty came due, and the first one after it;
 * DATE_NONE: there is none in the year. */
int duty_due_last(const struct calendar *c, enum duty_recurs recurs, int year, int today);
int duty_due_next(const struct calendar *c, enum duty_recurs recurs, int year, int today);

/* Adds recurring duties that are due, duties that wait for the principal, and duties that were given back. Adds nothing
 * before the year has a designee. */
bool duty_matters(struct matters *m, struct err *e);

extern const struct verbs duty_verbs;

#endif
