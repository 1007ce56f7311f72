/* clock_paper: the legal clocks on paper: what runs, when it is due, by which law; and what ended in the school year.
 */
#ifndef FORMS_CLOCK_PAPER_H
#define FORMS_CLOCK_PAPER_H

#include "base/verb.h"

/* The verb `clock pdf`. With the references of cases, the audit trail records who read them. */
bool clock_print(struct req *r, const struct fields *f, struct answer *a, struct err *e);

#endif
