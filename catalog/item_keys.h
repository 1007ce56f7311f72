/* item_keys: what can be set of an item, as one table: `catalog set`, the
 * import and the export iterate it. */
#ifndef CATALOG_ITEM_KEYS_H
#define CATALOG_ITEM_KEYS_H

#include "catalog/item.h"

extern const char *const item_key_names[]; /* ended by NULL */

/* Sets one key from text; an empty text takes the value away. A material number
 * that changes is said to be "entered by ACTOR, DATE". ERR_INPUT for an unknown
 * key or a value out of bounds. */
bool item_key_set(struct req *r, struct item *i, const char *key, const char *value, struct err *e);

/* The value as text, or NULL when it is not set. */
const char *item_key_get(struct mem *m, const struct item *i, const char *key);

/* What differs between two, in words: "floor: 10 -> 20", and for where the number
 * is from, "found in: a -> b"; "" when nothing does. */
const char *item_changes(struct mem *m, const struct item *before, const struct item *after);

/* Rules over several keys: a maximum not above the minimum (ordering.md). */
bool item_check_levels(const struct item *i, struct err *e);

/* ERR_CONFLICT when another item of `all` has the material number. */
bool item_check_number(const struct items *all, const struct item *i, struct err *e);

#endif
