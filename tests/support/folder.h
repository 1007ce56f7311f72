/* folder: a place for the files of one case, made before it and removed after
 * it with all that is in it, whatever its tests did: tcase_add_unchecked_fixture(c, folder_make,
 * folder_remove). Each test takes names of its own in it. */
#ifndef TESTS_SUPPORT_FOLDER_H
#define TESTS_SUPPORT_FOLDER_H

#include "base/buf.h"

#include <stdbool.h>

enum { FOLDER_PATH = 200 };

void folder_make(void);
void folder_remove(void);

char *folder_file(char out[FOLDER_PATH], const char *name); /* its path */
int folder_count(void);                                     /* files in it; a folder counts as one */
bool folder_has(const char *path);

void folder_write(const char *path, const void *bytes, size_t count);
struct buf folder_read(const char *path); /* freed by the caller */
bool folder_same(const char *path, const struct buf *bytes);

/* A script run by SQLite itself, behind the program's back. folder_edit: while no trigger is awake. */
void folder_tamper(const char *path, const char *script);
void folder_edit(const char *path, const char *script);

#endif
