/* file: a file appears whole or not at all. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"

#include <stdbool.h>
#include <stdio.h>

/* Writes beside `path`, syncs, and renames. On an error nothing is left behind,
 * and a file that stood there stands there still. */
bool file_write(const char *path, const struct buf *bytes, struct err *e);
bool file_write_from(const char *path, FILE *from, struct err *e); /* all of `from`, which can be sought */

/* The same for what is made bit by bit: begin, write to `out`, end. */
struct file_new {
    FILE *out;
    const char *path; /* the place it is for; the caller keeps it */
    char *beside;     /* its name until it is whole */
};
bool file_new_begin(struct file_new *n, const char *path, struct err *e);
bool file_new_end(struct file_new *n, bool ok, struct err *e); /* not ok: nothing is left behind, and false */

/* Ends in a name that was free: `path`, or with -2, -3, ... before its last point. The name is in `m`. */
bool file_new_end_free(struct file_new *n, bool ok, struct mem *m, const char **name, struct err *e);

/* All of `from`, from its beginning. False when it cannot be read or `out` not written: errno says why. */
bool file_copy(FILE *out, FILE *from);

/* Opens for reading; what cannot be sought (a pipe) is first copied to a
 * temporary file. A missing file is ERR_NOT_FOUND. The caller closes it. */
bool file_open(FILE **f, const char *path, struct err *e);

#endif
