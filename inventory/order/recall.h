/* recall: a new edition of an item, and what becomes of the old one: of its
 * copies on the shelf, and of what is still ordered of it. */
#ifndef INVENTORY_ORDER_RECALL_H
#define INVENTORY_ORDER_RECALL_H

#include "catalog/catalog_file.h"

struct recalled_line { /* of a requisition that is still open, with copies still to come */
    const char *number, *status, *item, *words;
    long units;
};

/* Those whose edition is not the one current on that day any more; of one item with item > 0. */
bool recalled_lines(struct req *r, long item, int on_date, struct recalled_line **list, size_t *count, struct err *e);

extern const struct catalog_shelf recall_shelf; /* for the catalog's files */

extern const struct verbs recall_verbs;

#endif
