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

/* For what is made bit by bit: begin, write to `out`, end. */
struct file_new {
    FILE *out;
    const char *path; /* the place it is for; the caller keeps it */
    char *beside;     /* its name until it is whole */
};
bool file_new_begin(struct file_new *n, const char *path, struct err *e);

/* Whether one could be begun: for who must know it before he changes something else. Nothing is left behind. */
bool file_new_try(const char *path, struct err *e);

/* Ends in a name that was free: `path`, or with -2, -3, ... before its last point. The name is in `m`. Not ok: nothing
 * is left behind, and false. */
bool file_new_end_free(struct file_new *n, bool ok, struct mem *m, const char **name, struct err *e);

/* All of `from`, from its beginning. False when it cannot be read or `out` not written: errno says why. */
bool file_copy(FILE *out, FILE *from);

/* Opens for reading; what cannot be sought (a pipe) is first copied to a
 * temporary file. A missing file is ERR_NOT_FOUND. The caller closes it. */
bool file_open(FILE **f, const char *path, struct err *e);

/* A file that is made under another name (`path`), by anybody (a library, even),
 * until it is whole. Only one process at a time holds it, and what one left that
 * was killed is used again by the next, so that rubbish does not pile up. */
struct file_part {
    char path[4200];
    int fd; /* -1: not begun */
};

/* Makes it, empty and with that mode (as far as the umask lets it). Waits a few
 * seconds for another process to be done with it, then ERR_BUSY. */
bool file_part_begin(struct file_part *p, const char *path, unsigned mode, struct err *e);

/* The same where somebody may have put a file of that name: one that `is_ours` does not know is an ERR_CONFLICT, and
 * left alone. It is asked while no other process writes there, and not about an empty file. */
bool file_part_begin_over(struct file_part *p, const char *path, unsigned mode, bool (*is_ours)(const char *path),
                          struct err *e);

/* With ok: synced, and given its name. `replace` false: never over another file
 * (ERR_CONFLICT). Without ok, or on an error, it is removed. */
bool file_part_end(struct file_part *p, bool ok, const char *name, bool replace, struct err *e);

/* Gives a file another name, in one step; nothing is overwritten (ERR_CONFLICT). */
bool file_move(const char *from, const char *to, struct err *e);

/* The place that a file has, or would have, without links: NULL when there is no such folder. With `follow`, of what a
 * link at its end leads to. */
const char *file_place(struct mem *m, const char *path, bool follow);

/* "/data/school.db" of a link to it; what is no link, or leads nowhere, stays as it is. */
const char *file_target(struct mem *m, const char *path);

#endif
