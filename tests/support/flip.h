/* flip: one bit of one row turned over in a database file, through SQL or in the bytes of its record. */
#ifndef TESTS_SUPPORT_FLIP_H
#define TESTS_SUPPORT_FLIP_H

#include "base/buf.h"
#include "tests/support/model.h"

#include <sqlite3.h>

struct flip_row { /* of a table with a key of school and id */
    const char *table;
    long school, id;
};

/* How the row is called after the flip; the same as before unless its key was hit. */
struct flip_done {
    struct flip_row now;
    char what[120]; /* "bit 3 of note" */
};

/* A random bit of a random column, the key among them; NULL becomes a value. Tries until the file takes it: a key that
 * is another row's is no damage that SQL can do. The triggers must be off. */
void flip_sql(const char *path, const struct flip_row *row, struct dice *d, struct flip_done *out);

enum flip_part { FLIP_BODY, FLIP_HEADER }; /* of a record: its values; their types and lengths */

/* A random bit of the row's record in the bytes of the file, found by its hash; false: part of it lies on an overflow
 * page. The layout is that of sqlite.org/fileformat2.html, section 2. */
bool flip_raw(struct buf *file, const void *hash, enum flip_part part, struct dice *d, char what[120]);

#endif
