/* paper: what the tests of forms and reports share: schools with much to print,
 * deliveries, and the words of a paper. */
#ifndef TESTS_SUPPORT_PAPER_H
#define TESTS_SUPPORT_PAPER_H

#include "tests/support/look.h"
#include "tests/support/pdf.h"

extern const char long_title[];

/* A printing of the Parent's Guide in every language that we know, with copies and families. */
void add_scripts(struct world *w);
void add_many(struct world *w, int count); /* "Leaflet 007 of many", one copy more of each */

/* A senior high on 2026-09-15 with R-2026-27-0001: 50 copies of parent-guide.en, 20 of lre.en. */
void open_with_order(struct world *w);

struct deliver_case {
    const char *item, *condition;
    long copies;
    const char *date;
};
extern const struct deliver_case two_short[]; /* both lines come short */

/* What the steps of a delivery write, without their verbs; rows end with one without an item. */
void deliver(struct world *w, const char *number, const char *status, const struct deliver_case *rows);

/* Runs the line, which must print a paper: its words. The caller frees them. */
struct buf paper(struct world *w, const char *line);
void expect_all(const struct buf *text, const char *const *words);

/* Wrapped as it may be, nothing of it is lost. */
void expect_every_word(struct world *w, const struct buf *text, const char *words);

#endif
