/* register_same: what else is kept of the case that an entry is of. What is
 * entered twice counts twice, and a clock that nobody closes runs on. */
#ifndef COMPLIANCE_CASES_REGISTER_SAME_H
#define COMPLIANCE_CASES_REGISTER_SAME_H

#include "compliance/cases/register.h"

/* ERR_CONFLICT, with its number: the case has an entry of that day already, that is not void. */
bool register_is_first(const struct register_draft *d, struct err *e);

/* Notes, of an entry as it stands after a step: other meetings of the case on that day, and the open clocks of the case
 * that the step has to do with, with the command that closes each. */
bool register_note_same(const struct register_draft *d, const struct register_entry *x, struct answer *a,
                        struct err *e);

#endif
