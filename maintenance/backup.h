/* backup: copies of the whole file. Each is looked through as `verify` does it before it gets its name, so that no
 * backup is found wanting when it is needed; but for the daily one of a file with more than 100,000 rows in its chains:
 * of that only the structure is checked, and that its chains end as the file's do. `backup` always verifies. */
#ifndef MAINTENANCE_BACKUP_H
#define MAINTENANCE_BACKUP_H

#include "base/sqlite_file.h"
#include "base/verb.h"

/* Before the first change of a day: keeps the file as it is in "<file>.backups/
 * 2026-09-14.db", unless that is there. `day` is the real one. What cannot be
 * made is a note, and no reason not to go on. Older ones are removed: the last
 * ten stay, and the first of each month. */
void backup_of_day(struct req *r, int day, struct answer *a);

/* Which of the days, in order, are kept: keep[i] is set. Days after `today` are (a clock was wrong). */
void backup_choose(const int *days, size_t count, int today, bool *keep);

/* The permissions of a copy of the file at `path`: its own, but that we may write; or those of a new file. */
unsigned backup_mode(const char *path);

/* Whether both lead to one file, by whatever name. */
bool backup_is_same_file(const char *a, const char *b);

/* Whether a file at `path` would stand where the database keeps something of its own, there or to come: its journal,
 * its backups, the state before a migration or a restoring. By whatever name or link. */
bool backup_is_companion(struct mem *m, const char *db, const char *path);

struct db_progress backup_progress(struct req *r); /* r->progress, counting KB */

extern const struct verbs backup_verbs;

#endif
