/* requisition_form: a requisition on paper: a school worksheet in our own layout, to be copied to the district's
 * requisition form; it does not claim to be that form. */
#ifndef FORMS_REQUISITION_FORM_H
#define FORMS_REQUISITION_FORM_H

#include "forms/paper.h"
#include "inventory/order/requisition.h"

/* What is not set prints as a dotted blank. A requisition without a number is an empty form, with lines to write on. */
void requisition_paper(struct mem *m, const struct requisition *of, struct paper *p);

/* The verbs `requisition pdf` and `requisition blank`. */
bool requisition_print(struct req *r, const struct fields *f, struct answer *a, struct err *e);
bool requisition_print_blank(struct req *r, const struct fields *f, struct answer *a, struct err *e);

#endif
