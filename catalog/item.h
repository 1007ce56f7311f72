/* item: a printing of a publication in a language, or in two: what has a
 * material number and stands on the shelf. And its editions.
 *
 * Facts of REF-5640.9 and domain.md section 2; what is unknown there (units,
 * most numbers) is NULL here until the clerk enters it. */
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
    struct item *list; /* in the order of the reference guide, then of their codes */
    size_t count;
};

struct edition {
    long item, number;
    const char *name; /* NULL: not known */
    int from;         /* the first edition's lies before everything */
};

struct editions {
    struct edition *list; /* by item and number */
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

/* All editions; of one item with item > 0. */
bool editions_load(struct req *r, long item, struct editions *out, struct err *e);
/* The one current on the day; NULL only in a damaged file, which edition_of_day says with an ERR_DAMAGED. */
const struct edition *edition_on(const struct editions *all, long item, int date);
bool edition_of_day(const struct editions *all, const struct item *i, int date, const struct edition **out,
                    struct err *e);

/* The edition of that name, or of that number; or NULL. */
const struct edition *edition_named(const struct editions *all, long item, const char *name);
const struct edition *edition_numbered(const struct editions *all, long item, long number);

/* How a command and a file name an edition: by its name; or by its number, "#2", where it has no name, the name begins
 * with "#", or another one of the item has it, too. NULL: of an item's only one, that has no such name, nothing. */
const char *edition_word(struct mem *m, const struct editions *all, const struct edition *ed);
bool edition_find(struct mem *m, const struct editions *all, const struct item *i, const char *word,
                  const struct edition **out, struct err *e);

/* A new edition, current from `from` on; in a transaction of the caller. */
bool edition_add(struct req *r, const struct item *i, const char *name, int from, struct err *e);

/* The next free id; in a transaction. Makes the item with its first edition. */
bool item_insert(struct req *r, struct item *i, struct err *e);

/* Stores what can be set: all of it, from the struct. In a transaction. */
bool item_store(struct req *r, const struct item *i, struct err *e);

/* Ten digits, without spaces and hyphens, into out[11]. */
bool material_number_parse(struct mem *m, const char *text, char out[11], struct err *e);
const char *material_number_shown(struct mem *m, const char *number); /* "966 121 8950", or "see catalog" */

/* English names of an item's languages: "English and Spanish". */
const char *item_language_names(struct mem *m, const struct languages *all, const struct item *i);

/* What fits a table: the name of one language, the tags of several: "en, es". */
const char *item_language_short(struct mem *m, const struct languages *all, const struct item *i);

/* The publications and items of REF-5640.9, for a new school; in a transaction. */
bool catalog_seed(struct req *r, struct err *e);

extern const struct verbs catalog_verbs;

#endif
