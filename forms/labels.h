/* labels: shelf labels with barcodes, on sheets of thirty (Avery 5160). */
#ifndef FORMS_LABELS_H
#define FORMS_LABELS_H

#include "forms/paper.h"
#include "inventory/stock.h"

enum { LABELS_ON_SHEET = 30 };
struct labels {
    const struct stock_line *list;
    size_t count;
    const struct languages *languages;
    long start; /* the first free label of the first sheet, from 1 to LABELS_ON_SHEET along the rows */
};

void labels_paper(const struct labels *of, struct paper *p);

/* The verb `stock labels`. */
bool labels_print(struct req *r, const struct fields *f, struct answer *a, struct err *e);

#endif
