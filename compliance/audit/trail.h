/* trail: who did what, when, in one chain of hashes per school.
 *
 * A change stands between trail_begin and trail_end, within the transaction of
 * the request (compliance/audit/request.h): the row of the trail is written in
 * it, so that an unrecorded change cannot exist (db_end refuses one). Append-only
 * rows of other tables (a movement, an event) take their place in the same chain
 * through trail_link. */
#ifndef COMPLIANCE_AUDIT_TRAIL_H
#define COMPLIANCE_AUDIT_TRAIL_H

#include "base/hash.h"
#include "base/verb.h"

struct trail {
    struct req *req;
    long last;        /* the last place taken */
    struct hash head; /* its hash */
    struct buf text;  /* a canonical text being made */
};

/* Reads the end of the chain. After a failure there is nothing to end. */
bool trail_begin(struct trail *t, struct req *r, struct err *e);

/* The school was made within this transaction: its chain starts here. */
void trail_start_chain(struct trail *t);

/* Gives a row its place (id) and hash. The canonical text is made in t->text
 * with the two functions below, and is empty again afterwards. */
void trail_link(struct trail *t, long *id, struct hash *hash);

/* The parts of a canonical text: one line each; NULL differs from "". */
void trail_add_text(struct buf *b, const char *text);
void trail_add_int(struct buf *b, long n);

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

struct query;

/* The hash in a column of the row; all zero where there is none of the right length. */
void trail_read_hash(struct query *q, int column, struct hash *out);

/* A room's append-only table, for trail_verify: its rows in the order of their
 * places. The first column is the id; in column `hash` stands the hash, and the
 * school behind it. `canonical` adds the text that the hash covers. Who made the
 * query ends it, and is told by sql_end why rows could not be read. */
struct trail_source {
    const char *table;
    struct query *rows;
    int hash;
    void (*canonical)(struct query *row, struct buf *text);
};

/* Walks the chain of r->school through the trail and the sources, and calls
 * `found` for each row that is missing, does not fit its hash, stands where it
 * does not belong or cannot be read, up to 50 of them: damage further on must not
 * hide where it began. */
bool trail_verify(struct req *r, const struct trail_source *sources, size_t count,
                  void (*found)(void *where, const char *what), void *where, struct err *e);

extern const struct verbs trail_verbs;

#endif
