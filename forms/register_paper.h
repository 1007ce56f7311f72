/* register_paper: a register on paper: one drawing for all seven, from the columns of each; landscape where they ask
 * for it. */
#ifndef FORMS_REGISTER_PAPER_H
#define FORMS_REGISTER_PAPER_H

#include "base/verb.h"

/* The verb `pdf` of each register, made once, at the start; where cases are asked for, the trail records who read
 * them. */
const struct verbs *register_paper_verbs(struct mem *m);

#endif
