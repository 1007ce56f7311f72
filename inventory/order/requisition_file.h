/* requisition_file: requisitions as a file: export, import, undo. One row a
 * line, the head repeated; a requisition without lines is one row without item.
 *
 * An import makes requisitions that are not there; it changes none. Identity is
 * the number: the same content again is "unchanged", another one is refused,
 * for what was written down is not edited by a file. It stands or falls as a
 * whole: one bad row refuses all rows of its requisition. The rules:
 *
 * - The number is that of the school year in which it was prepared, and follows
 *   the last one of that year without a gap.
 * - draft, waiting, approved: neither sent nor first_received, nothing received.
 *   sent: sent. part received: sent; closed: sent. Both of these: first_received
 *   where copies were received (a delivery that was damaged counts none).
 *   cancelled: sent or not, nothing received.
 * - All but draft and cancelled have lines. prepared <= sent <= first_received
 *   <= today; prepared <= needed; copies are units times copies_per_unit.
 * - Once there are users, only a principal brings orders that are approved or
 *   further (cancelled ones that were sent, too); an approval that was imported
 *   is the importer's word, so that no paper names them as the approver.
 *
 * It is written as events "imported": the draft, on the day it was sent the
 * sending, and what it came to, on the last day that the file knows. Received
 * copies become deliveries in good condition on the day of the first one,
 * without a movement: those are in the movements' file. Undone, the made ones
 * are cancelled and their deliveries taken back; their numbers stay. Only a
 * principal undoes what is more than drafts of his own import; what is part
 * received nobody does, before its delivery is taken back. */
#ifndef INVENTORY_ORDER_REQUISITION_FILE_H
#define INVENTORY_ORDER_REQUISITION_FILE_H

#include "compliance/audit/batch.h"
#include "compliance/audit/trail.h"

bool requisitions_import(struct req *r, const struct fields *f, struct answer *a, struct err *e);
bool requisitions_export(struct req *r, const struct fields *f, struct answer *a, struct err *e);

/* In a transaction; *count: how many were cancelled. ERR_CONFLICT when one of them was stepped or changed since;
 * ERR_RULE when the actor may not cancel one. */
bool requisitions_undo(struct trail *t, const struct batch *b, long *count, struct err *e);

#endif
