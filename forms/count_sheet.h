/* count_sheet: a landscape sheet to count the shelf with: what there is to count,
 * each with its barcode, and boxes to write in. */
#ifndef FORMS_COUNT_SHEET_H
#define FORMS_COUNT_SHEET_H

#include "compliance/school/school.h"
#include "inventory/count/count.h"

struct count_paper {
    const struct school *school;
    const struct languages *languages;
    const struct shelf *shelf;
    long count;        /* its number */
    int date;          /* of printing */
    bool blind;        /* without what the record says */
    const char *fonts; /* their folder; NULL: the system's */
};

/* Adds the file to `pdf`, which the caller frees; nothing is added on an error. */
bool count_sheet(struct mem *m, const struct count_paper *paper, struct buf *pdf, struct err *e);

/* The verb: begins the open count, or takes its place anew, and prints. */
bool count_sheet_print(struct req *r, const struct fields *f, struct answer *a, struct err *e);

#endif
