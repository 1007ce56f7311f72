/* disclosure: who reads a case's detail is recorded in the trail, with the reason
 * that the reader gives ("why"). The trail is never purged, so the reason may not
 * name a case that is read. */
#ifndef COMPLIANCE_AUDIT_DISCLOSURE_H
#define COMPLIANCE_AUDIT_DISCLOSURE_H

#include "base/verb.h"

struct disclosure {
    const char *what;  /* "meeting 3", "12 of meeting" */
    const char **refs; /* of the cases; NULL for a case without a reference */
    size_t count;
};

/* Writes the row of the trail; the action is the request's verb. ERR_INPUT: the field "why" (at most WHY_BYTES). */
enum { WHY_BYTES = 500 };
bool disclosure_tell(struct req *r, const struct fields *f, const struct disclosure *of, struct err *e);

#endif
