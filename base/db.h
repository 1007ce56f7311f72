/* db: the store. The only header through which the rooms reach it; behind it
 * stands SQLite (base/db_sqlite.c), and the query texts are written so that a
 * second engine can stand there.
 *
 *     struct query *q = sql(db, "SELECT code FROM item WHERE school = $1 AND id = $2");
 *     sql_int(q, school);
 *     sql_int(q, id);
 *     while (sql_row(q))
 *         code = sql_get_text(q, 0, mem);
 *     return sql_end(q, e);
 *
 * Values are bound in order. Errors are sticky: each call after a failure does
 * nothing, and sql_end reports it. A statement that is not a literal does not
 * compile. The wrong number of values is an ERR_BUG. */
#ifndef BASE_DB_H
#define BASE_DB_H

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"

#include <stdbool.h>
#include <stddef.h>

struct db;
struct query;

struct migration { /* n takes user_version n-1 to n */
    const char *sql;
    bool (*step)(struct db *db, struct err *e); /* what SQL cannot say; may be NULL */
};

/* Opens an existing file, read-write always (a read-only open could not recover
 * after a kill); `write` false sets query_only. Refuses, untouched: a missing
 * file, one that is no guidestock database, one cut short, one that is newer
 * than `count` migrations. An older one is brought up to date. */
bool db_open(struct db **db, const char *path, bool write, const struct migration *list, int count, struct err *e);

/* Makes a new file; an existing one is an ERR_CONFLICT. */
bool db_make(struct db **db, const char *path, const struct migration *list, int count, struct err *e);

/* In memory, for tests. */
bool db_scratch(struct db **db, const struct migration *list, int count, struct err *e);

void db_close(struct db *db); /* NULL is nothing */

/* Changes stand between db_begin and db_end. db_begin takes the write lock of its key at once: the school's number, or
 * 0 for the whole store; under it the next number of a school is max() + 1. (SQLite has one lock for all keys.)
 * db_begin_read: what is read until db_end is one state of the store. db_end(ok false) rolls back and returns false.
 * db_end refuses to commit changes that no trail row witnesses (db_witness): an ERR_BUG. */
bool db_begin(struct db *db, long key, struct err *e);
bool db_begin_read(struct db *db, struct err *e);
bool db_end(struct db *db, bool ok, struct err *e);
void db_witness(struct db *db);

/* Takes back what the transaction has changed so far, and begins it anew; another writer may come in between. */
bool db_restart(struct db *db, long key, struct err *e);

#define sql(db, text) sql_prepare((db), "" text "")
struct query *sql_prepare(struct db *db, const char *literal);

/* A statement that is made from the names in a const table: the same `key` and `kind` must always give the same text.
 * `make` writes it, once per connection. Nothing that comes from outside may get into it. */
struct query *sql_made(struct db *db, const void *key, int kind,
                       void (*make)(struct buf *out, const void *key, int kind));

void sql_int(struct query *q, long value);         /* INT_NONE (LONG_MIN) binds NULL */
void sql_text(struct query *q, const char *value); /* NULL binds NULL; must live until sql_end */
void sql_date(struct query *q, int date);          /* ISO text; DATE_NONE binds NULL */
void sql_blob(struct query *q, const void *bytes, size_t count);

bool sql_row(struct query *q);                /* the next row; false at the end or on an error */
bool sql_failed(const struct query *q);       /* sql_row was false because of an error; sql_end tells it */
bool sql_end(struct query *q, struct err *e); /* true when all went well */
bool sql_do(struct query *q, struct err *e);  /* sql_row to the end, then sql_end */

/* Many rows by one statement, which selects them from the table `given` with the columns c1, c2, ...:
 *     INSERT INTO item (school, id, code) SELECT $1, c1, c2 FROM given
 * No other query may be between its sql_row and its end. It runs without the triggers of the table. Those against
 * replaced rows guard the file from other programs' REPLACE; an INSERT replaces no row, and a sixth of the time of an
 * import would go into asking. `values`: row by row. */
enum sql_type { SQL_NULL, SQL_INT, SQL_TEXT, SQL_BLOB };
struct sql_value {
    enum sql_type type;
    long number;       /* of a blob: its bytes */
    const void *bytes; /* of a text or blob; must live until sql_many returns */
};
bool sql_many(struct query *q, const struct sql_value *values, size_t rows, size_t columns, struct err *e);

long sql_get_int(struct query *q, int column);                        /* NULL gives INT_NONE */
const char *sql_get_text(struct query *q, int column, struct mem *m); /* a copy; NULL gives NULL */
const char *sql_peek_text(struct query *q, int column);               /* until the next sql_row; of bytes "\x1a" */
int sql_get_date(struct query *q, int column);                        /* NULL gives DATE_NONE */
const void *sql_peek_blob(struct query *q, int column, size_t *count);

#endif
