/* outage: the days of a school year on which an item of the school's shelf had no
 * usable copy of the current edition, read from the runs of days with stock that
 * the ledger keeps.
 *
 * An item that the school keeps (order.h) counts from the first day of its ledger
 * on, another one from its first day with a copy; both until the item is retired.
 * A year that is not over counts through today. */
#ifndef INVENTORY_OUTAGE_H
#define INVENTORY_OUTAGE_H

#include "base/verb.h"

struct outage {
    const char *item, *title, *language_short;
    int from, to;     /* both without a copy */
    bool still;       /* it goes on */
    long school_days; /* of them; weekdays where no calendar is loaded (compliance/school/calendar.h) */
};

struct outages {
    struct outage *list; /* by item and day; those without a school day are left out */
    size_t count;
    long items;       /* that had one */
    long school_days; /* summed over the items */
};

bool outages_load(struct req *r, int year, struct outages *out, struct err *e);

#endif
