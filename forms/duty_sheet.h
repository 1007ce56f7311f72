/* duty_sheet: Attachment A as a sheet that principal and designee sign. */
#ifndef FORMS_DUTY_SHEET_H
#define FORMS_DUTY_SHEET_H

#include "compliance/duty/duty.h"
#include "forms/paper.h"

void duty_sheet_paper(struct mem *m, const struct duties *of, struct paper *p);

/* The verb `duty pdf`. */
bool duty_sheet_print(struct req *r, const struct fields *f, struct answer *a, struct err *e);

#endif
