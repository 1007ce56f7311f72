/* count_file: figures of a count as a file (docs/interfaces.md, "counts"): item,quantity and, where needed, edition
 * (its name, or #2; absent: the edition of the day) and date. They go into the open count, which begins with them. No
 * batch is made: nothing is set right before `count apply`, and `count clear` gives the count up.
 *
 * The export is the last count that was applied. */
#ifndef INVENTORY_COUNT_COUNT_FILE_H
#define INVENTORY_COUNT_COUNT_FILE_H

#include "compliance/audit/batch.h"

bool count_import(struct req *r, const struct fields *f, struct answer *a, struct err *e);
bool count_export(struct req *r, const struct fields *f, struct answer *a, struct err *e);

/* ERR_RULE when the actor's last import, no older than `b` (NULL: there is no batch), went into a count that was not
 * given up: it cannot be undone as a batch, and an older batch must not be taken for it. */
bool count_is_no_batch(struct req *r, const struct batch *b, struct err *e);

#endif
