/* duty_event: what happened to the responsibilities of Attachment A (compliance/duty/duty.h).
 * The table is append-only; its rows stand in the chain. */
#ifndef COMPLIANCE_DUTY_DUTY_EVENT_H
#define COMPLIANCE_DUTY_DUTY_EVENT_H

#include "compliance/audit/trail.h"

struct duty_event {
    long id, year, duty; /* id: its place in the school's chain */
    const char *kind;    /* assign, start, submit, return, done, reopen */
    int on;
    const char *person;       /* of an assign: who has the duty; NULL: the designee */
    const char *note, *paper; /* may be NULL */
    const char *by, *at;      /* filled by loading; at: UTC */
};

/* Loads the events of a school year, in their order; those of one duty, or of all with 0. */
bool duty_events_load(struct req *r, int year, long duty, struct duty_event **list, size_t *count, struct err *e);

/* Links the event into the chain (sets its id) and stores it; between trail_begin and trail_end. */
bool duty_event_put(struct trail *t, struct duty_event *ev, struct err *e);

extern const struct chain_table duty_table;

/* "paper on file in the green folder", behind the note; NULL when there is neither. */
const char *duty_evidence(struct mem *m, const char *note, const char *paper);

#endif
