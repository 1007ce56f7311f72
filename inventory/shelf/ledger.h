/* ledger: the append-only movements, and the sums beside them, which the same
 * transaction updates: per item, edition and day the balance and the use
 * (stock_day), per item the runs of days with stock (stock_run). With the sums the
 * cost of an answer follows the number of items, not the length of the history.
 *
 * A movement must leave no balance below zero at the end of its day or of any
 * later day. */
#ifndef INVENTORY_SHELF_LEDGER_H
#define INVENTORY_SHELF_LEDGER_H

#include "compliance/audit/trail.h"
#include "inventory/shelf/movement.h"

enum { ON_HAND_MOST = 1000000000 };

struct touched {
    long item;
    int from; /* its first day that changed */
};

struct ledger {
    struct trail *trail;
    struct req *req;
    struct touched *touched;
    size_t count;
    struct chain_rows waiting;
};

/* The first day on which an item would be below zero. */
struct below {
    long item, edition, balance; /* balance below zero */
    int on_date;
};

/* Between trail_begin and trail_end: put movements, then settle once. */
void ledger_begin(struct ledger *l, struct trail *t);

/* Links the movement into the chain, which sets its id, and stores it. */
bool ledger_put(struct ledger *l, struct movement *v, struct err *e);

/* The two halves of ledger_put, for many movements whose days are summed up first (gather.h). */
bool ledger_insert(struct ledger *l, struct movement *v, struct err *e);
bool ledger_day(struct ledger *l, long item, long edition, int date, const long change_in_used[3], struct err *e);

/* ledger_insert for a file: many movements are stored by one statement, the last ones by ledger_settle, while no query
 * is being read. The caller ends with ledger_end, which frees what waits. */
bool ledger_add(struct ledger *l, struct movement *v, struct err *e);
void ledger_end(struct ledger *l);

struct belows {
    struct below *list;
    size_t count;
};

/* Computes the balances and runs of every touched item again. Lists the items that
 * would go below zero, each with its first such day, and returns true: the caller
 * must then roll back. */
bool ledger_settle(struct ledger *l, struct belows *belows, struct err *e);

/* Another edition is current from that day on: settling computes the runs from there. */
void ledger_touch(struct ledger *l, long item, int from);

/* Copies of an edition at the end of a day. */
bool ledger_balance(struct req *r, long item, long edition, int date, long *balance, struct err *e);

bool ledger_find(struct req *r, long id, struct movement *out, struct err *e); /* ERR_NOT_FOUND */
bool ledger_is_undone(struct req *r, long id, bool *undone, struct err *e);
bool ledger_last_id(struct req *r, const char *actor, long *id,
                    struct err *e); /* neither a reversal nor undone; 0: none */

extern const struct chain_table movement_table;

/* For verify: balances, use and runs of days with stock are what the movements say. */
bool ledger_verify(struct req *r, chain_found *found, void *where, struct err *e);

#endif
