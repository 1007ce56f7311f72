/* register_paper: a register on paper: one drawing for all seven, from the columns of each; landscape where they ask
 * for it. */
#ifndef FORMS_REGISTER_PAPER_H
#define FORMS_REGISTER_PAPER_H

#include "base/verb.h"

/* The verb `pdf` of each register; with --cases the trail tells who read them. */
bool register_print(struct req *r, const struct fields *f, struct answer *a, struct err *e);

#endif
