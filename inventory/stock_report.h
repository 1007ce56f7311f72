/* stock_report: every item of the stock, and the copies of each language beside the families that read it. There is no
 * percentage of the two: the copies are of all titles together, so a share would promise more than each title has. */
#ifndef INVENTORY_STOCK_REPORT_H
#define INVENTORY_STOCK_REPORT_H

#include "inventory/stock.h"

struct report_language {                  /* of one program */
    const char *program, *language, *own; /* English name; own name */
    long copies;                          /* usable, of all the program's titles in the language */
    long families;                        /* INT_NONE: not entered */
    bool printed;                         /* the catalog has an item in it */
    const char *bar;                      /* for the terminal */
};

struct report {
    int date;
    const char *school_year;
    struct stock stock;
    struct rows items;     /* of struct stock_line */
    struct rows languages; /* of struct report_language, by program, the most families first */
    long most;             /* what the longest bar stands for: copies or families */
    long low;              /* items that are out, low or suggested for an order */
};

/* The report on r->today, in r->mem. */
bool report_load(struct req *r, struct report *out, struct err *e);

#endif
