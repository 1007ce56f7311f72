/* notice: guides given by e-mail or as a web link: the proof that they were given,
 * with reason, edition and language. No copy leaves the shelf, and none counts as
 * used in the order arithmetic. Append-only; an opposite row takes back a mistake.
 * Notices and movements share one chain, so a number means one or the other. */
#ifndef INVENTORY_SHELF_NOTICE_H
#define INVENTORY_SHELF_NOTICE_H

#include "base/verb.h"
#include "compliance/audit/batch.h"
#include "compliance/audit/trail.h"

struct notice {
    long id; /* its place in the school's chain */
    long item, edition;
    long copies; /* families that got it; below zero: takes them back */
    int on_date;
    const char *reason, *how, *note; /* how: email, web; the others may be NULL */
    long reverses, batch, mark;      /* INT_NONE: none; mark: of an imported one */
};

struct notice_row { /* as the ledger of an item shows it */
    struct notice of;
    const char *edition_name, *by, *at; /* edition_name NULL: not known */
    long undone_by;                     /* INT_NONE: not undone */
};

/* Whether no copy leaves the shelf: how is email or web. NULL is paper. */
bool notice_is(const char *how);

/* "by e-mail", "as a web link" */
const char *notice_words(const char *how);

/* In a transaction: links it into the chain, which sets its id, and stores it. */
bool notice_put(struct trail *t, struct notice *n, struct err *e);

bool notice_find(struct req *r, long id, struct notice *out, bool *found, struct err *e);
bool notice_is_undone(struct req *r, long id, bool *undone, struct err *e);
bool notice_last_id(struct req *r, const char *actor, long *id, struct err *e); /* 0: nothing to undo */

/* The notices of an item, the newest first by day and place, at most `most`. */
bool notices_load(struct req *r, long item, long most, struct notice_row **list, size_t *count, struct err *e);

/* How many notices of that content other imports stored on the item's day; edition 0: any edition. */
bool notice_count_marked(struct req *r, const struct notice *like, long *count, struct err *e);

/* In a transaction: puts an opposite notice for each one of the batch that is not undone; *count of them. */
bool notices_undo(struct trail *t, const struct batch *b, long *count, struct err *e);

extern const struct chain_table notice_table;

#endif
