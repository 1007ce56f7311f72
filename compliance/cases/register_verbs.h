/* register_verbs: what the commands of the registers share with those that stand elsewhere (meeting ics, the papers).
 */
#ifndef COMPLIANCE_CASES_REGISTER_VERBS_H
#define COMPLIANCE_CASES_REGISTER_VERBS_H

#include "compliance/cases/register.h"

/* Details of these cases are read: compliance/audit/disclosure.h; "12 of meeting". */
bool register_tell_read(struct req *r, const struct fields *f, const struct register_entries *read, struct err *e);

#endif
