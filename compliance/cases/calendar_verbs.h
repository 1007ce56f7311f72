/* calendar_verbs: `calendar import`, `add`, `remove` and `show`. Each change computes the open clocks anew. */
#ifndef COMPLIANCE_CASES_CALENDAR_VERBS_H
#define COMPLIANCE_CASES_CALENDAR_VERBS_H

#include "base/verb.h"

extern const struct verbs calendar_verbs;

#endif
