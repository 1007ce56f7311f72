/* item_keys: what can be said of an item, each column once, with its bounds: a file is read by the columns, and
 * `catalog set` takes those of them that can be set, the keys. */
#ifndef CATALOG_ITEM_KEYS_H
#define CATALOG_ITEM_KEYS_H

#include "base/param.h"
#include "catalog/item.h"

enum item_column {
    ITEM_CODE,
    ITEM_PUBLICATION,
    ITEM_TITLE,
    ITEM_KIND,
    ITEM_PROGRAM,
    ITEM_SCHOOLS,
    ITEM_LANGUAGES,
    ITEM_KEYS, /* the keys begin here: material_number */
    ITEM_EDITION,
    ITEM_OWN_TITLE,
    ITEM_RETIRED = ITEM_KEYS + 10,
    ITEM_SOURCE,
    ITEM_EDITIONS,
    ITEM_COLUMNS
};
extern const struct param item_columns[ITEM_COLUMNS + 1];
extern const char *const item_kinds[];     /* booklet, brochure, ...; ended by NULL */
extern const char *const item_key_names[]; /* ended by NULL */
enum { SOURCE_MOST = 200 };                /* bytes */

/* Sets one key from text; an empty text takes the value away. A material number that changes gets the source "entered
 * by ACTOR, DATE". ERR_INPUT for an unknown key or a value out of bounds. */
bool item_key_set(struct req *r, struct item *i, const char *key, const char *value, struct err *e);

/* The value as text, or NULL when it is not set. */
const char *item_key_get(struct mem *m, const struct item *i, const char *key);

/* What differs between two items, in words: "floor: 10 -> 20", and for the source of the number "found in: a -> b"; ""
 * when nothing does. */
const char *item_changes(struct mem *m, const struct item *before, const struct item *after);

/* A maximum lies above its minimum, or both are 0 (docs/ordering.md, "Status"). */
bool item_check_levels(const struct item *i, struct err *e);

/* ERR_CONFLICT when another item of `all` has the material number. */
bool item_check_number(const struct items *all, const struct item *i, struct err *e);

/* ---- in a transaction ---- */

/* Makes the item, under the next free id, with its first edition. */
bool item_insert(struct req *r, struct item *i, struct err *e);

/* Stores all that can be set, from the struct. */
bool item_store(struct req *r, const struct item *i, struct err *e);

#endif
