/* duty_event: what happened to the responsibilities of Attachment A; append-only,
 * in the chain (see compliance/duty/duty.h). */
#ifndef COMPLIANCE_DUTY_DUTY_EVENT_H
#define COMPLIANCE_DUTY_DUTY_EVENT_H

#include "compliance/audit/trail.h"

struct duty_event {
    long id, year, duty; /* id: its place in the school's chain */
    const char *kind;    /* assign, start, submit, return, done, reopen */
    int on;
    const char *person;       /* of an assign: whose it is; NULL: the designee's */
    const char *note, *paper; /* may be NULL */
    const char *by, *at;      /* filled by loading; at: UTC */
};

/* Of a school year, in their order; of one duty, or of all with 0. */
bool duty_events_load(struct req *r, int year, long duty, struct duty_event **list, size_t *count, struct err *e);

/* Links it into the chain (fills its id) and stores it; in a transaction. */
bool duty_event_put(struct trail *t, struct duty_event *ev, struct err *e);

extern const struct chain_table duty_table;

/* "paper on file in the green folder", with the note before it; NULL: none. */
const char *duty_evidence(struct mem *m, const char *note, const char *paper);

#endif
