/* register_verbs: what the commands of the registers share with those that stand elsewhere (meeting ics, the papers).
 */
#ifndef COMPLIANCE_REGISTER_VERBS_H
#define COMPLIANCE_REGISTER_VERBS_H

#include "base/verb.h"

/* Details of cases are read: who and, by --why, why goes into the trail. `what`: "meeting 3", "12 of meeting". */
bool register_tell_read(struct req *r, const struct fields *f, const char *what, struct err *e);

#endif
