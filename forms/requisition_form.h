/* requisition_form: a requisition as a PDF on Letter paper (domain.md section
 * 3): a school worksheet in our own layout, to be copied to the district's
 * form; it does not claim to be that form. */
#ifndef FORMS_REQUISITION_FORM_H
#define FORMS_REQUISITION_FORM_H

#include "compliance/school/school.h"
#include "inventory/order/requisition.h"

struct requisition_paper {
    const struct school *school;
    const struct settings *settings;
    const struct requisition *requisition;
    const char *fonts; /* their folder; NULL: the system's */
};

/* Adds the file to `pdf`, which the caller frees; nothing is added on an error:
 * ERR_INPUT (a text that is not UTF-8, more lines than allowed), ERR_IO (a font
 * is missing). What is not set prints as a dotted blank. A requisition without a
 * number is an empty form, with the lines to write on. */
bool requisition_form(struct mem *m, const struct school *s, const struct settings *settings,
                      const struct requisition *q, struct buf *pdf, struct err *e);
bool requisition_form_on(struct mem *m, const struct requisition_paper *paper, struct buf *pdf, struct err *e);

#endif
