/* support: a school in memory, and verbs called as a door calls them. */
#ifndef TESTS_SUPPORT_SUPPORT_H
#define TESTS_SUPPORT_SUPPORT_H

#include "base/db.h"
#include "base/verb.h"

struct world {
    struct db *db;
    struct mem *mem;
    struct req req;
    bool within;          /* the test has a transaction of its own around the verbs */
    struct answer answer; /* of the last verb */
    struct err err;       /* of the last verb */
};

/* Every verb there is. */
const struct verbs *const *test_rooms(void);

/* A school of that level on that day, with the catalog of REF-5640.9, in memory. */
void world_open(struct world *w, const char *level, const char *today);
void world_close(struct world *w);
void world_today(struct world *w, const char *today);
int day(const char *iso);

/* "stock issue parent-guide.es 1 --date 2026-09-01": runs the verb of that line
 * (words are split at blanks; '...' keeps blanks). True when it succeeded. */
bool world_run(struct world *w, const char *line);

/* The same with a file: `text` is what a KIND_FILE parameter reads. */
bool world_run_file(struct world *w, const char *line, const char *text);

/* The first number that the query gives; w->req.db must be open. Not for product code. */
long world_count(struct world *w, const char *sql_text);

/* verify finds nothing. */
bool world_is_sound(struct world *w);

#endif
