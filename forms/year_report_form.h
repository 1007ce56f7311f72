/* year_report_form: the report of a school year on paper, to sign. */
#ifndef FORMS_YEAR_REPORT_FORM_H
#define FORMS_YEAR_REPORT_FORM_H

#include "forms/paper.h"
#include "office/year_report.h"

void year_report_paper(struct mem *m, const struct year_report *of, struct paper *p);

/* The verb `report year`: with a file the paper, else its rows. */
bool year_report_print(struct req *r, const struct fields *f, struct answer *a, struct err *e);

#endif
