/* meeting_ics: meetings for a calendar program. */
#ifndef COMPLIANCE_CASES_MEETING_ICS_H
#define COMPLIANCE_CASES_MEETING_ICS_H

#include "base/verb.h"

/* `meeting ics`: one meeting, or all that lie ahead, those among them that were called off as cancelled. Nothing of a
 * case is in the file unless it is asked for, and the trail then records who read it. ERR_NOT_FOUND without a meeting.
 */
extern const struct verb meeting_ics_verb;

#endif
