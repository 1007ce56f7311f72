/* trail: who did what, when, in one chain of hashes per school.
 *
 * A change stands between trail_begin and trail_end, within the transaction of
 * the request (compliance/audit/request.h): the row of the trail is written in
 * it, so that an unrecorded change cannot exist (db_end refuses one). Append-only
 * rows of other tables (a movement, an event) take their place in the same chain
 * (compliance/audit/chain.h). */
#ifndef COMPLIANCE_AUDIT_TRAIL_H
#define COMPLIANCE_AUDIT_TRAIL_H

#include "compliance/audit/chain.h"

extern const struct chain_table trail_table;

/* Reads the end of the chain. After a failure there is nothing to end. */
bool trail_begin(struct trail *t, struct req *r, struct err *e);

/* The school was made within this transaction: its chain starts here. */
void trail_start_chain(struct trail *t);

/* With ok: writes the row of the trail. `action` is the verb ("stock issue"), `subject` what it was done to, and
 * `detail` what changed, in words. Returns whether it is written; the request then stores it, or fails as a whole. */
bool trail_end(struct trail *t, bool ok, const char *action, const char *subject, const char *detail, struct err *e);

/* Instead of trail_end: it turned out that there is nothing to change. The request rolls back, without an error. */
void trail_drop(struct trail *t);

/* The end of the chain of r->school: its last place, and that row's hash (0 and all zero for an empty one). */
bool trail_head(struct req *r, long *last, struct hash *head, struct err *e);

/* The hash of the row of the trail at that place; all zero where it has none. */
bool trail_at(struct req *r, long place, struct hash *hash, struct err *e);

/* A hash as it is printed, eight groups of eight digits ("0f1e2d3c-..."), and read again: 64 hexadecimal digits,
 * large or small, with blanks and hyphens between them or without. */
const char *trail_head_text(struct mem *m, const struct hash *head);
bool trail_head_parse(const char *text, struct hash *out);

/* "2027-06-30 17:03 UTC", of the moment in a row of the trail; NULL gives "an unknown day". */
const char *trail_at_text(struct mem *m, const char *at);

/* Where in the chain of r->school a row of the trail with that hash stands. */
struct trail_place {
    long place;     /* 0: nowhere */
    long after;     /* changes that came after it */
    const char *at; /* UTC */
};
bool trail_find(struct req *r, const struct hash *head, struct trail_place *out, struct err *e);

extern const struct verbs trail_verbs;

#endif
