/* edition: the editions of an item. One follows the other: each is current from its day on, until the next one is. */
#ifndef CATALOG_EDITION_H
#define CATALOG_EDITION_H

#include "catalog/item.h"

enum { EDITION_NAME_MOST = 60, EDITIONS_MOST = 100, EDITION_AHEAD_MOST = 366 }; /* bytes; of an item; days ahead */

struct edition {
    long item, number; /* the number from 1, in the order of the days */
    const char *name;  /* NULL: not known */
    int from;          /* of the first one 0001-01-01, which lies before everything */
};

struct editions {
    struct edition *list; /* by item and number */
    size_t count;
};

/* All editions; of one item with item > 0. */
bool editions_load(struct req *r, long item, struct editions *out, struct err *e);

/* The one current on the day; NULL only in a damaged file, for which edition_of_day gives ERR_DAMAGED. */
const struct edition *edition_on(const struct editions *all, long item, int date);
bool edition_of_day(const struct editions *all, const struct item *i, int date, const struct edition **out,
                    struct err *e);

/* The edition of that name, or of that number; or NULL. */
const struct edition *edition_named(const struct editions *all, long item, const char *name);
const struct edition *edition_numbered(const struct editions *all, long item, long number);

/* How a command and a file name an edition: by its name; or by its number, "#2", where it has no name, the name begins
 * with "#", or another edition of the item has the same name. NULL for an item's only edition without such a name. */
const char *edition_word(struct mem *m, const struct editions *all, const struct edition *ed);

/* The edition that the word names; ERR_NOT_FOUND. */
bool edition_find(struct mem *m, const struct editions *all, const struct item *i, const char *word,
                  const struct edition **out, struct err *e);

/* ---- changes, in a transaction; `name` may be NULL ---- */

bool edition_add(struct req *r, const struct item *i, const char *name, int from, struct err *e); /* after the others */
bool edition_rename(struct req *r, long item, long number, const char *name, struct err *e);
bool editions_remove(struct req *r, long item, long from_number, struct err *e); /* that one and those after it */

/* ERR_CONFLICT when another edition of the item than that number has the name. */
bool edition_name_is_free(struct req *r, const struct item *i, long number, const char *name, struct err *e);

/* ---- recalls: what was ordered of an edition that is not current any more ---- */

/* Of an order's line that was written while that edition was current (INT_NONE: not known): "ordered when edition
 * Sep 2018 was current; Sep 2026 is since 2026-09-14: refuse old copies when they come". NULL when the edition is still
 * current on that day. */
const char *edition_recall(struct req *r, const struct editions *all, long item, long edition, int on_date);

/* Version 1 kept no edition with a line (INT_NONE): then it is the edition of the day that the order was prepared. */
long edition_ordered(const struct editions *all, long item, long edition, int prepared);

#endif
