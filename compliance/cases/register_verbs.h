/* register_verbs: the verbs of the registers, made from the description of each book. */
#ifndef COMPLIANCE_CASES_REGISTER_VERBS_H
#define COMPLIANCE_CASES_REGISTER_VERBS_H

#include "compliance/cases/register.h"

/* All rows of the seven books, with their parameters and shapes, in that memory: made once, at the start. */
const struct verbs *register_verbs(struct mem *m);

/* Of `export`, and of the paper of a register. */
extern const struct param register_export_params[];

#endif
