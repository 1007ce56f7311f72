/* verify: checks structure, schema, foreign keys, balances and the chain; each finding names its row. */
#ifndef MAINTENANCE_VERIFY_H
#define MAINTENANCE_VERIFY_H

#include "base/hash.h"
#include "base/verb.h"

/* The chain of a school, and its end. */
struct chain {
    long school, place;      /* its id; the last place, 0 for an empty one */
    const char *code, *name; /* of the school */
    const char *at, *head;   /* of the last row: UTC, or NULL; its hash, as it is printed */
    struct hash hash;
};
struct chains {
    struct chain *list;
    size_t count;
};

/* Of all schools in r->db, by code. */
bool chains_load(struct req *r, struct chains *out, struct err *e);
long chains_rows(const struct chains *c); /* in all of them */
extern const struct shape chain_shape;    /* of struct chain */

/* "Anytown Senior High (0042), row 412:" and the head beneath, for each. */
const char *chains_text(struct mem *m, const struct chains *c);

/* Verifies all of r->db. Each finding becomes a note, and any makes it fail with ERR_DAMAGED. When there is none, `out`
 * is filled. r->school stays. */
bool verify_file(struct req *r, struct answer *a, struct chains *out, struct err *e);

extern const struct verbs verify_verbs;

#endif
