/* requisition_file: requisitions as a file: export, import, undo (docs/interfaces.md, "requisitions"). Each line is a
 * row, with the head repeated; a requisition without lines is one row without an item.
 *
 * An import makes requisitions and changes none. A requisition is identified by its number: the same content again is
 * "unchanged", other content is refused. One bad row refuses all rows of its requisition. The rules:
 *
 * - The number is of the school year in which it was prepared, and follows the last one of that year without a gap.
 * - draft, waiting, approved: neither sent nor first_received, and nothing received. sent, part received, closed: sent.
 *   part received, closed: first_received where copies were received (a damaged delivery counts none). cancelled: sent
 * or not, and nothing received.
 * - All but draft and cancelled have lines. prepared <= sent <= first_received <= today; prepared <= needed; copies are
 *   units times copies_per_unit.
 * - Once there are users, only a principal imports orders that are approved or further, or cancelled after sending. An
 *   imported approval is the importer's word, so no paper names an approver.
 *
 * The import writes events "imported": the draft, the sending on its day, and the last status on the last day that the
 * file knows. Received copies become deliveries in good condition on the day of the first one, without a movement:
 * movements have a file of their own. Undoing cancels what was made and takes its deliveries back; numbers stay. Only a
 * principal undoes more than drafts of their own import. What is part received cannot be undone before its delivery is
 * taken back. */
#ifndef INVENTORY_ORDER_REQUISITION_FILE_H
#define INVENTORY_ORDER_REQUISITION_FILE_H

#include "compliance/audit/batch.h"
#include "compliance/audit/trail.h"

bool requisitions_import(struct req *r, const struct fields *f, struct answer *a, struct err *e);
bool requisitions_export(struct req *r, const struct fields *f, struct answer *a, struct err *e);

/* Within trail_begin and trail_end; *count is how many were cancelled. ERR_CONFLICT when one of them had a step or a
 * change since, ERR_RULE when the actor may not cancel one. */
bool requisitions_undo(struct trail *t, const struct batch *b, long *count, struct err *e);

#endif
