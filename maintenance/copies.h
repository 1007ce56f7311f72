/* copies: what the program has kept beside a database: of each day, before a restoring, before a migration. */
#ifndef MAINTENANCE_COPIES_H
#define MAINTENANCE_COPIES_H

#include "base/verb.h"

struct copy {
    const char *file, *what; /* "of the day", "before a restore", "of version 1" */
    int date;                /* of its name, or of its last change */
    long bytes, kb;
};
struct copies {
    struct copy *list; /* the newest first */
    size_t count;
};
extern const struct shape copy_shape;

/* Those of the database at `path` that can be opened, as far as their beginning tells. */
void copies_load(struct mem *m, const char *path, struct copies *out);

/* The newest of the backups of the days, which were looked through before they got their name; NULL: there is none. */
const char *copies_last_good(struct mem *m, const char *path);

/* Whether the name in the folder is exactly "2026-09-14.db": whatever else somebody put there is not ours. */
bool copy_is_of_day(int folder, const char *name, int *day);

#endif
