/* checked: what every answer of every test must hold: its declared shape, and hints that name a verb and values which
 * that verb can read. */
#ifndef TESTS_SUPPORT_CHECKED_H
#define TESTS_SUPPORT_CHECKED_H

#include "tests/support/support.h"

/* After the line has run, as w->answer, w->err and w->req.problems tell. `v` is NULL where it names no verb. */
void check_told(struct world *w, const char *line, const struct verb *v, bool ok);

#endif
