/* gather: sums up the changes of each item, edition and day in memory of fixed
 * size, so that many movements of one day cost the store one row. */
#ifndef INVENTORY_SHELF_GATHER_H
#define INVENTORY_SHELF_GATHER_H

#include "inventory/shelf/ledger.h"

struct gathered {
    long item, edition, amounts[3], rows;
    int date;
    bool used, crowded; /* crowded: earlier imports have rows on this day */
};

struct gathering {
    struct ledger *ledger;
    struct gathered *list;
    size_t count;
};

void gather_begin(struct gathering *g, struct ledger *l); /* may be called again: the list is used again */

/* Finds the movement's day, or makes it; *fresh: made now. Any call may store all days, and then each is fresh again.
 */
bool gather_day(struct gathering *g, const struct movement *v, struct gathered **out, bool *fresh, struct err *e);
void gather_add(struct gathered *day, const struct movement *v);

bool gather_store(struct gathering *g, struct err *e); /* stores all days; call it before ledger_settle */

#endif
