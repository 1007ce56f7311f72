/* coverage: usable copies on the shelf beside the families that speak the language at home, title by title; and the
 * languages to which EC 48985 applies by their share of the enrolled pupils. The two figures have different bases: see
 * docs/ordering.md, "Families". */
#ifndef INVENTORY_COVERAGE_H
#define INVENTORY_COVERAGE_H

#include "inventory/stock.h"

struct coverage_row { /* one of a language and a title */
    const char *language, *english, *title, *publication, *program;
    long families;        /* of the language, with a pupil in the title's program */
    long others;          /* English: families of languages that have no printing of it, and get it instead */
    const char *item;     /* the first printing in the language, or NULL: none exists */
    const char **items;   /* all printings, ended by NULL: a bilingual one counts for both languages */
    long copies;          /* usable on hand, of all of them */
    long superseded;      /* of older editions, to be removed */
    long percent;         /* copies of families, rounded; INT_NONE: no families */
    const char *note;     /* "no printing exists", "none on hand", "superseded copies only", or NULL */
    long pupils;          /* enrolled pupils of the language; INT_NONE: not entered */
    long pupils_pct;      /* of all enrolled pupils, whole percent down; INT_NONE: not known */
    bool fifteen_percent; /* EC 48985 applies to the language */
    const char *flag;     /* why it matters that no copy of the title can be given; or NULL */
};

struct coverage_language { /* the rows [from, from + count) */
    const struct language *of;
    size_t from, count;
    const struct coverage_row *weakest; /* of the titles that have a printing and families; NULL: there is none */
    bool flagged, lacking;              /* lacking: flagged for a title that exists in the language */
};

struct coverage {
    struct coverage_row
        *rows; /* by language, flagged ones first, then the weakest; by title as in the reference guide */
    size_t count;
    struct coverage_language *languages;
    size_t language_count;
    long pupils; /* enrolled, of all languages that have been entered */
    bool families_entered, english_entered, pupils_entered;
};

/* Families and pupils of that school year against what `stock` (all items) has on hand. */
bool coverage_load(struct req *r, int year, const struct stock *stock, struct coverage *out, struct err *e);

extern const struct verbs coverage_verbs;

#endif
