/* coverage: usable copies on the shelf against the families that speak the
 * language at home, title by title; and where EC 48985 wants a language by the
 * share of the enrolled pupils. Two figures (domain.md section 2). */
#ifndef INVENTORY_COVERAGE_H
#define INVENTORY_COVERAGE_H

#include "inventory/stock.h"

struct coverage_row { /* one of a language and a title */
    const char *language, *english, *title, *publication, *program;
    long families;        /* of the language, with a pupil in the title's program */
    long others;          /* English: families of languages that have no printing of it, and get it instead */
    const char *item;     /* the first printing in the language, or NULL: none exists */
    const char **items;   /* all of them: a bilingual one counts for both languages; ended by NULL */
    long copies;          /* usable on hand, of all of them */
    long superseded;      /* of older editions, to be removed */
    long percent;         /* copies of families, rounded; INT_NONE: no families */
    const char *note;     /* "no printing exists", "none on hand", "superseded copies only", or NULL */
    long pupils;          /* enrolled pupils of the language; INT_NONE: not entered */
    long pupils_pct;      /* of all enrolled pupils, whole percent down; INT_NONE: not known */
    bool fifteen_percent; /* EC 48985 wants the language */
    const char *flag;     /* then, where no copy of the title can be given: why that matters; or NULL */
};

struct coverage_language { /* the rows [from, from + count) */
    const struct language *of;
    size_t from, count;
    const struct coverage_row *weakest; /* of the titles that have a printing and families; NULL: none has */
    bool flagged, lacking;              /* lacking: flagged for a title that exists in the language */
};

struct coverage {
    struct coverage_row *rows; /* by language, what is flagged first, then the weakest; by title as the guide has it */
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
