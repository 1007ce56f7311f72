/* meeting_ics: meetings for a calendar program. */
#ifndef COMPLIANCE_CASES_MEETING_ICS_H
#define COMPLIANCE_CASES_MEETING_ICS_H

#include "compliance/cases/register.h"

/* The verb: one meeting, or all that lie ahead, those among them that were called off as cancelled. Without --cases
 * nothing of a case is in it. ERR_NOT_FOUND: there is none. */
bool meeting_ics(struct req *r, const struct fields *f, struct answer *a, struct err *e);

#endif
