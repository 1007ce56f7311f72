/* item: a printing of a publication in a language, or in two. An item has a material number and stands on the shelf.
 *
 * Titles and numbers are those of REF-5640.9. What it does not say (units, most numbers) is NULL until the clerk enters
 * it. */
#ifndef CATALOG_ITEM_H
#define CATALOG_ITEM_H

#include "base/verb.h"
#include "catalog/language.h"

enum { ITEM_CODE_MOST = 60, TITLE_MOST = 300 };

struct item {
    long id;
    const char *code; /* "parent-guide.es" */
    const char *publication, *title, *short_title, *kind, *program;
    bool secondary_only;
    const char *languages;                       /* "en es" */
    const char **tags;                           /* the same, ended by NULL */
    const char *material_number, *number_source; /* NULL: not known */
    const char *own_title, *unit;
    long copies_per_unit;                    /* INT_NONE: not known */
    long copies_per_year, title_copies;      /* per family: set for the item, for the publication; INT_NONE: not set */
    long floor, shelf_cap, minimum, maximum; /* INT_NONE: not set */
    int retired_on;                          /* DATE_NONE: in use */
    long edition;                            /* number of the one current on r->today */
    const char *edition_name;                /* NULL: not known */
};

struct items {
    struct item *list; /* in the order of the reference guide; of one title, as they were added */
    size_t count;
};

/* All items of the catalog. item_in_school tells which a school of that level has. */
bool items_load(struct req *r, struct items *out, struct err *e);
bool items_load_title(struct req *r, long item, struct items *out, struct err *e); /* those of the item's title */
bool item_in_school(const struct item *i, const char *level);
bool item_check_school(const struct item *i, const char *level, struct err *e); /* the same, as an ERR_RULE */

/* By code, or by material number with or without spaces and hyphens.
 * ERR_NOT_FOUND says "did you mean". */
bool item_find(struct req *r, const struct items *all, const char *word, const struct item **out, struct err *e);
bool item_lookup(struct req *r, const char *word, const struct item **out, struct err *e); /* without a list */
const struct item *item_by_id(const struct items *all, long id);

/* Ten digits, without spaces and hyphens, into out[11]. */
bool material_number_parse(struct mem *m, const char *text, char out[11], struct err *e);
const char *material_number_shown(struct mem *m, const char *number); /* "966 121 8950", or "see catalog" */

bool item_has_language(const struct item *i, const char *tag);

/* English names of an item's languages: "English and Spanish". */
const char *item_language_names(struct mem *m, const struct languages *all, const struct item *i);

/* What fits a table: the name of one language, the tags of several: "en, es". */
const char *item_language_short(struct mem *m, const struct languages *all, const struct item *i);

extern const struct verbs catalog_verbs;

#endif
