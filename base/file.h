/* file: a file appears whole or not at all. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stdio.h>

/* Writes beside `path`, syncs, and renames. On an error nothing is left behind,
 * and a file that stood there stands there still. */
bool file_write(const char *path, const struct buf *bytes, struct err *e);

/* Opens for reading; what cannot be sought (a pipe) is first copied to a
 * temporary file. A missing file is ERR_NOT_FOUND. The caller closes it. */
bool file_open(FILE **f, const char *path, struct err *e);

#endif
