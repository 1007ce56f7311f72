/* movement_file: exports the ledger and the notices as a file that import reads,
 * and undoes an import of movements. Memory is bounded, whatever the ledger's size.
 *
 * The export leaves out undone movements and the movements that undo them. */
#ifndef INVENTORY_SHELF_MOVEMENT_FILE_H
#define INVENTORY_SHELF_MOVEMENT_FILE_H

#include "compliance/audit/batch.h"
#include "compliance/audit/trail.h"

bool movements_export(struct req *r, const struct fields *f, struct answer *a, struct err *e); /* into a->spool */

struct undone {
    long movements, notices;
};

/* In a transaction: puts an opposite movement or notice for each one of the batch that is not undone yet. ERR_RULE,
 * with item and day, when an item would go below zero. */
bool movements_undo(struct trail *t, const struct batch *b, struct undone *out, struct err *e);

#endif
