/* stock_report_form: the stock report on paper, with a bar for the copies and one for the families of each language. */
#ifndef FORMS_STOCK_REPORT_FORM_H
#define FORMS_STOCK_REPORT_FORM_H

#include "forms/paper.h"
#include "inventory/stock_report.h"

void stock_report_paper(struct mem *m, const struct report *of, struct paper *p);

/* The verb `report stock`: with a file the paper, else its rows. */
bool stock_report_print(struct req *r, const struct fields *f, struct answer *a, struct err *e);

#endif
