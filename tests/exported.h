/* exported: what a command would print as CSV. */
#ifndef TESTS_EXPORTED_H
#define TESTS_EXPORTED_H

#include "tests/support.h"

const char *rendered(struct world *w);                    /* the last answer; in the world's memory */
const char *exported(struct world *w, const char *table); /* of `export TABLE` */

#endif
