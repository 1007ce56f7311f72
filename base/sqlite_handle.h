/* sqlite_handle: what base/db_sqlite.c and base/sqlite_file.c share, and nobody else includes. */
#ifndef BASE_SQLITE_HANDLE_H
#define BASE_SQLITE_HANDLE_H

#include "base/db.h"

#include <sqlite3.h>

/* "Gdst": tells our files from any other SQLite database. */
enum { APPLICATION_ID = 0x47647374 };

struct given { /* the rows of sql_many */
    const struct sql_value *values;
    size_t rows, columns;
};

struct db {
    sqlite3 *handle;
    struct given given;
    struct query *queries;
    char *path;
    bool witnessed;
    bool begun;
    long changes_before;
};

/* Must come before any other call of SQLite, whose settings that call would fix. */
void sqlite_set_up(void);

/* The name of a file beside that at `path`; sqlite3_free frees it. NULL: out of memory. */
char *sqlite_beside(const char *path, const char *suffix);

/* A handle without a connection yet; db_close frees it. */
struct db *sqlite_new(const char *path);

/* Opens an existing file and brings it up to date; `keep`: an older state is kept beside it first. */
bool sqlite_open(struct db **out, const char *path, const struct migration *list, int count, bool keep, struct err *e);

/* Where a SQLite code becomes one of our error kinds. Returns false. */
bool sqlite_fail(struct db *db, int code, struct err *e);

/* A script of our own: pragmas and schema files. */
bool sqlite_run(struct db *db, const char *script, struct err *e);

/* The number that the pragma gives; *code is SQLite's. */
long sqlite_pragma(struct db *db, const char *pragma, int *code);
bool sqlite_version(struct db *db, int *version, struct err *e);

/* Copies the whole of the older file to "<file>.version-N", before anything in it is changed. */
bool sqlite_keep_version(struct db *db, int version, struct err *e);

#endif
