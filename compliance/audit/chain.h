/* chain: the append-only tables. Each is described once, by a const table of its columns in the room that owns it; from
 * that come the statement that stores a row, the text that its hash covers, the reading of its rows for `verify`, and
 * the tests of migration and of flipped bits. The rows of all of them, and those of the trail, stand in one chain of
 * SHA-256 hashes per school: `id` is a row's place in it, `hash` covers the hash before it and the row's text. */
#ifndef COMPLIANCE_AUDIT_CHAIN_H
#define COMPLIANCE_AUDIT_CHAIN_H

#include "base/hash.h"
#include "base/verb.h"

struct query;

struct trail { /* the end of a school's chain, while a change is made: compliance/audit/trail.h begins and ends one */
    struct req *req;
    long last;        /* the last place taken */
    struct hash head; /* its hash */
    struct buf text;  /* of a row, being made */
};

enum chain_type { CHAIN_INT, CHAIN_TEXT }; /* a day is a text, YYYY-MM-DD */

struct chain_column {
    const char *name;
    enum chain_type type;
    bool late; /* a later version added it: NULL is left out of the text, so that older rows keep their hash */
};

struct chain_table {
    const char *name;
    /* Those behind `school` and `id` and before `hash`, in the order of the text; the order is never changed. */
    const struct chain_column *columns;
    size_t count;
    const char *last; /* the column that stands last in the file; NULL: `hash` */
};

typedef void chain_found(void *where, const char *what);

/* What the store consists of, for maintenance, which knows no table by name. The door lists the rooms' own. */
struct chain_parts {
    const struct chain_table *const *tables; /* the trail first, which ends each change; ended by NULL */
    /* What stands beside the chains and must fit them; each calls `found` for what does not. Ended by NULL. */
    bool (*const *checks)(struct req *r, chain_found *found, void *where, struct err *e);
};

struct chain_value { /* of a column: the one that its type says; a NULL text and INT_NONE are NULL */
    const char *text;
    long number;
};

/* Stores a row: links it into the chain and gives it its place (*id, which may be NULL). `values` by column. */
bool chain_put(struct trail *t, const struct chain_table *table, const struct chain_value *values, long *id,
               struct err *e);

/* Many rows of a table: each is linked into the chain when it is added, and stored with others by one statement, the
 * last ones by chain_flush. Until then no query sees them. Zeros are an empty one; chain_drop frees it. */
struct chain_rows {
    struct mem *mem; /* the texts of the rows that wait */
    struct sql_value *values;
    size_t count;
};
bool chain_add(struct trail *t, struct chain_rows *rows, const struct chain_table *table,
               const struct chain_value *values, long *id, struct err *e);
bool chain_flush(struct trail *t, struct chain_rows *rows, const struct chain_table *table, struct err *e);
void chain_drop(struct chain_rows *rows);

/* The parts of a text that a hash covers: one line each; NULL differs from "". */
void chain_add_text(struct buf *b, const char *text);
void chain_add_int(struct buf *b, long n);

/* Walks the chain of r->school through the trail and the tables, and calls `found` for each row that is missing, does
 * not fit its hash, stands where it does not belong or cannot be read, up to 50 of them: damage further on must not
 * hide where it began. */
bool chain_verify(struct req *r, const struct chain_table *const *tables, chain_found *found, void *where,
                  struct err *e);

/* The next number above `after` that a row of a table says is its school's, also one that does not exist: such a row
 * is in nobody's chain. INT_NONE: none. */
bool chain_next_school(struct req *r, const struct chain_table *const *tables, long after, long *school, struct err *e);

/* Names the tables in which a row cannot be read, and between which rows it stands. */
void chain_name_unreadable(struct req *r, const struct chain_table *const *tables, chain_found *found, void *where);

/* The hash in a column of the row; all zero when the column holds no hash of the right length. */
void chain_read_hash(struct query *q, int column, struct hash *out);

/* For the table of a room. */
#define CHAIN_TABLE(name_, columns_, last_)                                                                            \
    { (name_), (columns_), sizeof(columns_) / sizeof *(columns_), (last_) }

#endif
