/* gather: the change of each item, edition and day, summed up in memory of one
 * size before it is stored: many movements of a day cost the store one row. */
#ifndef INVENTORY_SHELF_GATHER_H
#define INVENTORY_SHELF_GATHER_H

#include "inventory/shelf/ledger.h"

struct gathered {
    long item, edition, amounts[3], rows;
    int date;
    bool used, crowded; /* crowded: for an import, see there */
};

struct gathering {
    struct ledger *ledger;
    struct gathered *list;
    size_t count;
};

void gather_begin(struct gathering *g, struct ledger *l); /* the list is kept from an earlier time */

/* The movement's day; *fresh when it was not there. It may be stored, and be fresh again, at any call. */
bool gather_day(struct gathering *g, const struct movement *v, struct gathered **out, bool *fresh, struct err *e);
void gather_add(struct gathered *day, const struct movement *v);

bool gather_store(struct gathering *g, struct err *e); /* all of it; before ledger_settle */

#endif
