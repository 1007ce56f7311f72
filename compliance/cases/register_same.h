/* register_same: what else is recorded of the case of an entry. An entry made
 * twice counts twice, and a clock that nobody closes runs on. */
#ifndef COMPLIANCE_CASES_REGISTER_SAME_H
#define COMPLIANCE_CASES_REGISTER_SAME_H

#include "compliance/cases/register.h"

/* ERR_CONFLICT where the case has another entry of that day that is not void, with its number. */
bool register_is_first(const struct register_draft *d, struct err *e);

/* Notes about an entry as it is after a step: other meetings of the case on that day, and the open clocks of the case
 * that the step concerns, each with the verb that closes it. */
bool register_note_same(const struct register_draft *d, const struct register_entry *x, struct answer *a,
                        struct err *e);

#endif
