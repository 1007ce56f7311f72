/* day_sheet: the end of a day on paper, to check and to sign. */
#ifndef FORMS_DAY_SHEET_H
#define FORMS_DAY_SHEET_H

#include "forms/paper.h"
#include "office/day.h"

void day_sheet_paper(struct mem *m, const struct day *of, struct paper *p);

/* The verb `report day`: with a file the paper, else its rows. */
bool day_sheet_print(struct req *r, const struct fields *f, struct answer *a, struct err *e);

#endif
