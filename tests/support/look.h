/* look: what a verb answered, by the names of its columns. Each of them fails
 * the test when it does not find its word. */
#ifndef TESTS_SUPPORT_LOOK_H
#define TESTS_SUPPORT_LOOK_H

#include "tests/support/support.h"

long look_int(const struct answer *a, size_t row, const char *column);
const char *look_text(const struct answer *a, size_t row, const char *column);
bool look_bool(const struct answer *a, size_t row, const char *column);
int look_date(const struct answer *a, size_t row, const char *column);
const struct hint *look_hint(const struct answer *a, size_t row, const char *column);

/* The rows inside a cell ("lines", "events"), as an answer of their own. */
struct answer look_rows(const struct answer *a, size_t row, const char *column);

/* The row whose column says that, or SIZE_MAX. */
size_t look_find(const struct answer *a, const char *column, const char *text);

/* The hint as a line for world_run: what the command line would offer, without the program's name. */
const char *look_command(struct world *w, const struct hint *hint);

/* The line is done, or the test fails with its message. */
void look_done(struct world *w, const char *line);
void look_done_file(struct world *w, const char *line, const char *text);

#endif
