/* catalog_import: an item as somebody describes it, in names and texts: on the command line (`catalog add`) or as a row
 * of a file (catalog_file.h). */
#ifndef CATALOG_CATALOG_IMPORT_H
#define CATALOG_CATALOG_IMPORT_H

#include "base/problem.h"
#include "catalog/edition.h"
#include "catalog/item_keys.h"

struct item_plan {
    const char *value[ITEM_COLUMNS]; /* by item_columns, as given; NULL: not given */
    int retired_on;                  /* what value[ITEM_RETIRED] says; DATE_NONE where it is empty */
    const struct item *before;       /* the item that it changes, or NULL: a new one */
    struct item after;
    bool new_publication, changed;
    struct edition *editions; /* of a file: all that it is to have, or NULL: those that it has */
    size_t edition_count;
    long line;
};

/* The value of a column; NULL where it is not given, or empty. */
const char *plan_value(const struct item_plan *p, enum item_column column);

/* Checks values that were read by item_columns against the catalog, and makes `after`. Adds a problem for each that
 * cannot be; false when there is any. Whether its material number is free is for the caller to ask (item_check_number):
 * the rows of a file may exchange theirs. */
bool plan_make(struct req *r, const struct items *all, const struct languages *languages, struct item_plan *p,
               struct problems *found);

bool plan_store(struct req *r, struct item_plan *p, struct err *e); /* in a transaction */

#endif
