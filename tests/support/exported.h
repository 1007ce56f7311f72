/* exported: what a command would print as CSV. */
#ifndef TESTS_SUPPORT_EXPORTED_H
#define TESTS_SUPPORT_EXPORTED_H

#include "tests/support/support.h"

const char *rendered(struct world *w);                    /* the last answer; in the world's memory */
const char *exported(struct world *w, const char *table); /* of `export TABLE` */

#endif
