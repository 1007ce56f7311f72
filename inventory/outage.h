/* outage: the days of a school year on which an item had no usable copy of the current edition. They are read from the
 * runs of days with stock that the ledger keeps.
 *
 * An item that the school keeps (docs/ordering.md, "Status") counts from the first day of the school's ledger; any
 * other item counts from its first day with a copy. Both count until the item is retired, and a year that is not over
 * counts through today. */
#ifndef INVENTORY_OUTAGE_H
#define INVENTORY_OUTAGE_H

#include "base/verb.h"

struct outage {
    const char *item, *title, *language_short;
    int from, to;     /* both without a copy */
    bool still;       /* it goes on today */
    long school_days; /* of them; weekdays where no calendar is loaded (compliance/school/calendar.h) */
};

struct outages {
    struct outage *list; /* by item and day; those without a school day are left out */
    size_t count;
    long items;       /* that had an outage */
    long school_days; /* summed over the items */
};

/* Those of the school year that begins in that year; in r->mem. */
bool outages_load(struct req *r, int year, struct outages *out, struct err *e);

#endif
