/* catalog_import: an item as somebody describes it, in names and texts: on the
 * command line (`catalog add`) or as a row of a file (catalog_file.h). */
#ifndef CATALOG_CATALOG_IMPORT_H
#define CATALOG_CATALOG_IMPORT_H

#include "catalog/item.h"

enum { PLAN_COLUMNS = 20, SOURCE_MOST = 200 };
extern const char *const plan_columns[PLAN_COLUMNS];
int plan_column(const char *name); /* its place, or -1 */

struct item_plan {
    const char *value[PLAN_COLUMNS]; /* as given; NULL: not given */
    const struct item *before;       /* what it changes, or NULL: new */
    struct item after;
    bool new_publication, changed;
    struct edition *editions; /* of a file: all that it is to have, or NULL: those that it has */
    size_t edition_count;
    long line;
};

/* Takes one value by the name of its column; false when there is no such column. */
bool plan_take(struct item_plan *p, struct mem *m, const char *column, const char *value);
const char *plan_value(const struct item_plan *p, const char *column); /* NULL: none, or an empty one */

/* Checks the values and makes `after`. Whether its material number is free is for
 * the caller to ask (item_check_number): the rows of a file may exchange theirs. */
bool plan_make(struct req *r, const struct items *all, const struct languages *languages, struct item_plan *p,
               struct err *e);

bool plan_store(struct req *r, struct item_plan *p, struct err *e); /* in a transaction */

#endif
