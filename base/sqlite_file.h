/* sqlite_file: what only a SQLite file can do: look at it before it is opened, check its pages, copy and replace it.
 * Backup, restore and verify need it, and the doors for what they say of a file that cannot be opened. */
#ifndef BASE_SQLITE_FILE_H
#define BASE_SQLITE_FILE_H

#include "base/db.h"

/* db_open for writing to a copy that will be thrown away: no older version of it is kept. */
bool db_open_copy(struct db **db, const char *path, const struct migration *list, int count, struct err *e);

/* What a path leads to, judged by its first hundred bytes and its length. `e` says why, unless it is DB_OURS. */
enum db_state {
    DB_OURS,      /* our database, as far as its beginning tells */
    DB_ABSENT,    /* there is no file */
    DB_NO_FILE,   /* a folder, a pipe, or a file that cannot be read */
    DB_NONE,      /* not a database, or its beginning is lost */
    DB_OF_OTHERS, /* another program's database */
    DB_NEWER,     /* newer than `count` migrations */
    DB_CUT        /* shorter than its header says */
};
enum db_state db_inspect(const char *path, int count, struct err *e);

/* Whether a transaction is under way in the file, or was cut off in it: then a copy of the file alone is incomplete. */
bool db_is_in_flight(const char *path);

/* A journal belongs to the file beside it: it is moved with that file, or deleted. */
void db_move_journal(const char *path, const char *to);
void db_drop_journal(const char *path);

/* Deletes the file of a db_make that failed half-way. Only for a path just made. */
void db_unmake(const char *path);

/* ---- checking ---- */

/* integrity_check and foreign_key_check. Calls `found` once per finding. */
bool db_check(struct db *db, void (*found)(void *where, const char *what), void *where, struct err *e);

/* The structure alone, in a sixth of the time: indexes and references are not compared with their tables. */
bool db_check_pages(struct db *db, void (*found)(void *where, const char *what), void *where, struct err *e);

/* ---- copies ---- */

/* `tell` is called now and then while a copy is made, with the bytes done. */
struct db_progress {
    void (*tell)(void *where, long bytes); /* may be NULL */
    void *where;
};

/* Copies what is stored at one moment into the empty file at `path` (see file_part_begin), which is not synced yet.
 * Readers go on meanwhile; a writer waits, so that the copy need not start again. Not to be called within a
 * transaction. */
bool db_copy(struct db *db, const char *path, const struct db_progress *p, struct err *e);

/* A number that changes whenever another program has changed the file. */
bool db_stamp(struct db *db, unsigned *stamp, struct err *e);

/* Makes `db` hold what `from` holds, in one transaction. ERR_CONFLICT when `db` was changed since the stamp; after any
 * failure it is as it was. */
bool db_replace(struct db *db, struct db *from, unsigned stamp, const struct db_progress *p, struct err *e);

#endif
