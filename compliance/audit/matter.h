/* matter: one thing that needs doing, with what to do about it. Each noun adds
 * its own; bare `guidestock` lists them all, `check` those that are due.
 *
 * No text of a matter may hold a case reference: everybody reads the list, and
 * who reads a case's detail is recorded (compliance/audit/privacy.h). */
#ifndef COMPLIANCE_AUDIT_MATTER_H
#define COMPLIANCE_AUDIT_MATTER_H

#include "base/verb.h"

struct matter {
    const char *kind; /* for scripts: "clock_overdue" */
    const char *level, *text;
    bool due;                /* needs attention: counts for `check` */
    int urgency;             /* days until it is due, negative when it is overdue; without a day, one of those below */
    const struct hint *next; /* what to do about it; hint_for names the roles when not everybody may */
};

enum { MATTER_NOW = 0, MATTER_SOON = 20, MATTER_WAITS = 100, MATTER_ADVICE = 1000 };

struct matters {
    struct req *req;
    struct matter *list; /* in the request's memory */
    size_t count;
};

void matter_add(struct matters *m, struct matter one);

/* Sorts by urgency, the most overdue first; those of one urgency stay in the order in which they were added. */
void matters_sort(struct matters *m);

#endif
