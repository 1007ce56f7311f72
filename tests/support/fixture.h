/* fixture: the one world of a suite in which each test begins with the same
 * school. A suite that has more to begin with opens it and goes on. */
#ifndef TESTS_SUPPORT_FIXTURE_H
#define TESTS_SUPPORT_FIXTURE_H

#include "compliance/cases/clock.h"
#include "inventory/stock.h"
#include "tests/support/support.h"

extern struct world w;

void open_senior(void); /* a senior high school, on Tuesday, September 15, 2026 */
/* Monday, January 12, 2026, the first day of school behind the winter break of tests/vectors/calendar.csv. */
void open_school(void);
/* Wednesday, September 16, 2026; no calendar. Ann is a clerk, Pat the principal, Vic only looks; A. Reyes is the
 * designee since August 13, B. Cruz is on the list. */
void open_with_designee(void);
void close_world(void);

/* What stands on the stock list of an item, by its code. */
const struct stock_line *stock_of(const char *code);

void says(const char *words); /* the text of the last answer holds them */
struct clock clock_numbered(long id);
const char *trail_last(const char *column); /* of the last row */

#endif
