/* fixture: the one world of a suite in which each test begins with the same
 * school. A suite that has more to begin with opens it and goes on. */
#ifndef TESTS_SUPPORT_FIXTURE_H
#define TESTS_SUPPORT_FIXTURE_H

#include "inventory/stock.h"
#include "tests/support/support.h"

extern struct world w;

void open_senior(void); /* a senior high school, on Tuesday, September 15, 2026 */
void close_world(void);

/* What stands on the stock list of an item, by its code. */
const struct stock_line *stock_of(const char *code);

#endif
