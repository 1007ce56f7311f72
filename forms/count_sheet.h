/* count_sheet: a landscape sheet to count the shelf with: what there is to count, each row with its barcode, and boxes
 * to write in. */
#ifndef FORMS_COUNT_SHEET_H
#define FORMS_COUNT_SHEET_H

#include "forms/paper.h"
#include "inventory/count/count.h"

struct count_paper {
    struct languages languages;
    struct shelf shelf;
    long count; /* its number */
    int date;   /* of printing */
    bool blind; /* without what the record says */
};

void count_sheet_paper(struct mem *m, const struct count_paper *of, struct paper *p);

/* The verb `count sheet`: begins a count where none is open, records the sheet as printed now, and prints it. */
bool count_sheet_print(struct req *r, const struct fields *f, struct answer *a, struct err *e);

#endif
