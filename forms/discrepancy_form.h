/* discrepancy_form: a note to the warehouse: what differs between the order and what was delivered. Figures are
 * copies. */
#ifndef FORMS_DISCREPANCY_FORM_H
#define FORMS_DISCREPANCY_FORM_H

#include "forms/paper.h"
#include "inventory/order/discrepancy.h"

struct discrepancy_form {
    struct requisition requisition;
    struct discrepancy found;
    int today;
};

void discrepancy_paper(const struct discrepancy_form *of, struct paper *p);

/* The verb `requisition discrepancy`. */
bool discrepancy_print(struct req *r, const struct fields *f, struct answer *a, struct err *e);

#endif
