/* matter: one thing that needs doing, with the command for it. Each noun adds
 * its own; bare `guidestock` lists them all, `check` those that are due.
 *
 * No case reference stands in one: the list is read by everybody, and a case's
 * detail is read on the record (compliance/audit/privacy.h). */
#ifndef COMPLIANCE_AUDIT_MATTER_H
#define COMPLIANCE_AUDIT_MATTER_H

#include "base/verb.h"

struct matter {
    const char *kind; /* for scripts: "clock_overdue" */
    const char *level, *text, *command;
    bool due;    /* needs attention: counts for `check` */
    int urgency; /* days until it is due, below zero when it is overdue; without a day, one of those below */
    const struct hint *next; /* what to do about it; NULL where `command` still says it */
};

enum { MATTER_NOW = 0, MATTER_SOON = 20, MATTER_WAITS = 100, MATTER_ADVICE = 1000 };

struct matters {
    struct req *req;
    struct matter *list;
    size_t count;
};

void matter_add(struct matters *m, struct matter one);

/* From that place of the list on, commands that begin so are for those roles alone: to anybody else they are said as
 * theirs, "the principal: guidestock ...", for a command that is refused helps nobody. */
bool matters_for(struct matters *m, size_t from, const char *begin, unsigned roles, struct err *e);

/* By urgency, the most overdue first; of one urgency, in the order in which they were added. */
void matters_sort(struct matters *m);

#endif
