/* movement_file: the ledger and the notices as a file, as import takes it back, and the undoing
 * of an import of movements; both in bounded memory, whatever the ledger's size.
 *
 * What was undone, and its undoing, are left out: as if they had never been. */
#ifndef INVENTORY_SHELF_MOVEMENT_FILE_H
#define INVENTORY_SHELF_MOVEMENT_FILE_H

#include "compliance/audit/batch.h"
#include "compliance/audit/trail.h"

bool movements_export(struct req *r, const struct fields *f, struct answer *a, struct err *e); /* into a->spool */

struct undone {
    long movements, notices;
};

/* In a transaction: an opposite movement or notice for each of the batch that is not undone yet. ERR_RULE, with
 * item and day, when an item would stand below zero on some day. */
bool movements_undo(struct trail *t, const struct batch *b, struct undone *out, struct err *e);

#endif
