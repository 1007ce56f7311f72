/* batch: an import of any kind, as one thing that is listed and undone.
 *
 * For movements and requisitions, a batch knows which places of the chain it took.
 * For tables that are not append-only (catalog, languages, calendar), it keeps the
 * rows that it touched, before and after, as CSV in the words of the export. Such
 * a batch can be undone while those rows are as it left them. */
#ifndef COMPLIANCE_AUDIT_BATCH_H
#define COMPLIANCE_AUDIT_BATCH_H

#include "base/verb.h"

struct batch {
    long id, rows;
    long first, last; /* places of the chain; INT_NONE: the batch took none, or is of version 1 */
    const char *kind; /* movements, catalog, languages, calendar, requisitions */
    const char *at, *by;
    const char *before, *after;          /* NULL: it keeps no rows */
    const char *undone_at, *undone_by;   /* NULL: not undone */
    const char *at_words, *undone_words; /* in local time, for people; NULL but where it is to be shown */
};

bool batch_next(struct req *r, long *id, struct err *e); /* the next free number; in a transaction */
bool batch_put(struct req *r, const struct batch *b, struct err *e);

bool batch_load(struct req *r, long id, struct batch *out, struct err *e); /* ERR_NOT_FOUND */
bool batch_last(struct req *r, long *id, struct err *e);                   /* the actor's last that is not undone */
bool batch_newest(struct req *r, long *id, struct err *e); /* the actor's last; INT_NONE: the actor has no batch */
bool batches_load(struct req *r, struct batch **list, size_t *count, struct err *e); /* without their rows */

bool batch_set_undone(struct req *r, const struct batch *b, struct err *e);

/* ERR_CONFLICT unless `now` is what the import left; names the first row that differs. */
bool batch_is_as_left(struct req *r, const struct batch *b, const struct buf *now, struct err *e);

#endif
