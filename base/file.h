/* file: a file appears whole or not at all. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"

#include <stdbool.h>
#include <stdio.h>

/* Writes beside `path`, syncs, and renames. On an error it leaves nothing behind,
 * and an older file at `path` stays as it was. */
bool file_write(const char *path, const struct buf *bytes, struct err *e);
bool file_write_from(const char *path, FILE *from, struct err *e); /* copies all of `from`, which must be seekable */

/* For a file that is written in steps: begin, write to `out`, end. */
struct file_new {
    FILE *out;
    const char *path; /* where the file will stand; the caller keeps this text */
    char *beside;     /* the file's name until it is whole */
};
bool file_new_begin(struct file_new *n, const char *path, struct err *e);

/* Whether a file could be begun at `path`. A caller asks before it changes something else. Leaves nothing behind. */
bool file_new_try(const char *path, struct err *e);

/* Ends with a name that is free: `path`, or `path` with -2, -3, ... before its last point. The name lives in `m`. With
 * `ok` false it leaves nothing behind and returns false. */
bool file_new_end_free(struct file_new *n, bool ok, struct mem *m, const char **name, struct err *e);

/* Copies all of `from`, from its beginning. False when `from` cannot be read or `out` not written: errno says why. */
bool file_copy(FILE *out, FILE *from);

/* Opens a file for reading. A pipe is first copied to a temporary file, so that the
 * result is seekable. A missing file is ERR_NOT_FOUND. The caller closes it. */
bool file_open(FILE **f, const char *path, struct err *e);

/* A file that is made under a temporary name (`path`) until it is whole, perhaps by a
 * library. One process at a time holds it. The next process uses again what a killed
 * one left, so that remains do not pile up. */
struct file_part {
    char path[4200];
    int fd; /* -1: not begun */
};

/* Makes the file, empty and with that mode (less the umask). Waits a few seconds
 * for another process that holds it, then fails with ERR_BUSY. */
bool file_part_begin(struct file_part *p, const char *path, unsigned mode, struct err *e);

/* The same where another program may have a file of that name: if `is_ours` denies it, the call fails with ERR_CONFLICT
 * and leaves that file alone. `is_ours` is called while no other process writes there, and never for an empty file. */
bool file_part_begin_over(struct file_part *p, const char *path, unsigned mode, bool (*is_ours)(const char *path),
                          struct err *e);

/* With `ok`, syncs the file and gives it its name. With `replace` false it never replaces
 * another file (ERR_CONFLICT). Without `ok`, or on an error, it removes the file. */
bool file_part_end(struct file_part *p, bool ok, const char *name, bool replace, struct err *e);

/* Renames a file in one step; never replaces another one (ERR_CONFLICT). */
bool file_move(const char *from, const char *to, struct err *e);

/* The path of a file, there or to come, with every link in its folders resolved; NULL when there is no such folder.
 * With `follow`, a link in the last part is resolved, too. */
const char *file_place(struct mem *m, const char *path, bool follow);

/* "/data/school.db" for a link to that file. A path that is not a link, or a link that leads nowhere, stays as it is.
 */
const char *file_target(struct mem *m, const char *path);

#endif
