/* notice: guides given by e-mail or as a web link. The proof that they were
 * given, with reason, edition and language; no copy leaves the shelf, and none
 * counts as used in the order arithmetic. Append-only, in the chain; a mistake is
 * taken back by an opposite row. Its places are of the same chain as those of
 * movements, so that `stock undo` takes either by its number. */
#ifndef INVENTORY_SHELF_NOTICE_H
#define INVENTORY_SHELF_NOTICE_H

#include "base/verb.h"
#include "compliance/audit/batch.h"
#include "compliance/audit/trail.h"

struct notice {
    long id; /* its place in the school's chain */
    long item, edition;
    long copies; /* families it went to; below zero: takes back */
    int on_date;
    const char *reason, *how, *note; /* how: email, web; the others may be NULL */
    long reverses, batch, mark;      /* INT_NONE: none; mark: of an imported one */
};

struct notice_row { /* one of an item, as its ledger shows it */
    struct notice of;
    const char *edition_name, *by, *at; /* the name NULL: not known */
    long undone_by;                     /* INT_NONE: stands */
};

/* Whether a guide given so leaves the shelf as it is: email, web. NULL is paper. */
bool notice_is(const char *how);

/* "by e-mail", "as a web link" */
const char *notice_words(const char *how);

/* Links it into the chain (fills its id) and stores it; in a transaction. */
bool notice_put(struct trail *t, struct notice *n, struct err *e);

bool notice_find(struct req *r, long id, struct notice *out, bool *found, struct err *e);
bool notice_is_undone(struct req *r, long id, bool *undone, struct err *e);
bool notice_last_id(struct req *r, const char *actor, long *id, struct err *e); /* 0: none to undo */

/* Those of an item, the newest first by day and place, at most so many. */
bool notices_load(struct req *r, long item, long most, struct notice_row **list, size_t *count, struct err *e);

/* Of an import: how many of that content stand on the item's day that other imports brought (edition 0: any). */
bool notice_count_marked(struct req *r, const struct notice *like, long *count, struct err *e);

/* In a transaction: an opposite notice for each of the batch that stands; *count of them. */
bool notices_undo(struct trail *t, const struct batch *b, long *count, struct err *e);

extern const struct chain_table notice_table;

#endif
