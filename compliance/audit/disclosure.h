/* disclosure: a case's detail is read on the record: who, and by --why, why. The
 * trail is never purged, so that the reason may not name a case that is read. */
#ifndef COMPLIANCE_AUDIT_DISCLOSURE_H
#define COMPLIANCE_AUDIT_DISCLOSURE_H

#include "base/verb.h"

struct disclosure {
    const char *what;  /* "meeting 3", "12 of meeting" */
    const char **refs; /* of the cases; NULL where one has none */
    size_t count;
};

/* Tells the trail, in a transaction of its own; the action is the request's verb. ERR_INPUT: the field "why". */
bool disclosure_tell(struct req *r, const struct fields *f, const struct disclosure *of, struct err *e);

#endif
