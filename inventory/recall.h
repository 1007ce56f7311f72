/* recall: a new edition of an item, and what becomes of the old one's copies. */
#ifndef INVENTORY_RECALL_H
#define INVENTORY_RECALL_H

#include "catalog/catalog_file.h"

extern const struct catalog_shelf recall_shelf; /* for the catalog's files */

extern const struct verbs recall_verbs;

#endif
