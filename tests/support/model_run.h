/* model_run: the ledger and its model side by side, while random operations from a seed are done to both.
 * tests/inventory/shelf/test_ledger_model.c runs it, tests/support/order_run.c knows the operations on requisitions,
 * tests/support/order_compare.c looks at them. */
#ifndef TESTS_SUPPORT_MODEL_RUN_H
#define TESTS_SUPPORT_MODEL_RUN_H

#include "inventory/stock.h"
#include "tests/support/model_order.h"
#include "tests/support/support.h"

enum { UNDONE = 4096, TOUCHED_MOST = 4 };

struct run {
    struct world w;
    struct model *model;
    struct model_orders *orders;
    struct dice dice;
    unsigned long long seed;
    long step;
    int begin;             /* today, at the start */
    long undoings[UNDONE]; /* their ids: what must not be undone */
    size_t undoing_count;
    long touched[TOUCHED_MOST]; /* places of the requisitions that the step can have changed */
    size_t touched_count;
    long bare, broken;             /* how often a line that was looked at had an empty shelf, or days without stock */
    long learned, overdue, urgent; /* or a learned lead, a delivery overdue, no time to wait */
    long taken, refused;
    char line[400];
};

/* Aborts with what it takes to see it again. `item` -1: of nothing in particular. */
void run_differ(const struct run *r, const char *what, int item, long ours, long model);

/* Runs r->line. `refusals`: bits of enum err_kind, any of which may be the reason; 0: it must be taken. */
bool run_expect(struct run *r, unsigned refusals);

const char *order_number(const struct run *r, const struct model_order *of); /* "R-2026-27-0001" */
void order_operation(struct run *r);                                         /* one, at random */
void order_compare_touched(struct run *r);                                   /* what the step can have changed */
void order_compare_line(struct run *r, const struct stock *stock, const struct stock_line *l, int item);
void order_compare_all(struct run *r); /* every requisition, and their list */

struct order_tally { /* what the dice threw */
    long worlds, orders, in_state[sizeof MODEL_STATES], conditions[MODEL_CONDITIONS], taken_back, replacing;
    long learned, overdue, urgent;
};
void order_tally(const struct run *r, struct order_tally *t); /* adds a world that has come to its end */
void order_tally_is_fair(const struct order_tally *t);        /* a mixture in which everything comes */

#endif
