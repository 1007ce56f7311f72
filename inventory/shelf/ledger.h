/* ledger: the append-only movements, and what is kept beside them in the same
 * transaction so that an answer costs the items and not the history: per item,
 * edition and day the balance and the use (stock_day), and per item the runs of
 * days with stock (stock_run).
 *
 * "Never below zero" is judged by the balance at the end of each day, from the
 * movement's day on. */
#ifndef INVENTORY_SHELF_LEDGER_H
#define INVENTORY_SHELF_LEDGER_H

#include "compliance/audit/trail.h"
#include "inventory/shelf/movement.h"

enum { ON_HAND_MOST = 1000000000 };

struct touched {
    long item;
    int from; /* the first day of it that changed */
};

struct ledger {
    struct trail *trail;
    struct req *req;
    struct touched *touched;
    size_t count;
    struct chain_rows waiting;
};

/* Where a settling would leave fewer than no copies. */
struct below {
    long item, edition, balance; /* balance below zero */
    int on_date;
};

/* Within trail_begin and trail_end: put down movements, then settle once. */
void ledger_begin(struct ledger *l, struct trail *t);

/* Links the movement into the chain (fills its id) and stores it. */
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

/* Recomputes balances and runs of what was touched. Items that would go below
 * zero are put on the list, each with its first such day, and e is left alone:
 * the caller must then not store. */
bool ledger_settle(struct ledger *l, struct belows *belows, struct err *e);

/* The edition that is current changed from that day on: its runs are made anew. */
void ledger_touch(struct ledger *l, long item, int from);

/* Copies of an edition at the end of the day. */
bool ledger_balance(struct req *r, long item, long edition, int date, long *balance, struct err *e);

bool ledger_find(struct req *r, long id, struct movement *out, struct err *e); /* ERR_NOT_FOUND */
bool ledger_is_undone(struct req *r, long id, bool *undone, struct err *e);
bool ledger_last_id(struct req *r, const char *actor, long *id,
                    struct err *e); /* neither a reversal nor undone; 0: none */

extern const struct chain_table movement_table;

/* For verify: balances, use and runs of days with stock are what the movements say. */
bool ledger_verify(struct req *r, chain_found *found, void *where, struct err *e);

#endif
