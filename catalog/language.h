/* language: languages by BCP 47 tag, with English name and own name, and the families that speak them at home, per
 * school year and program. */
#ifndef CATALOG_LANGUAGE_H
#define CATALOG_LANGUAGE_H

#include "base/verb.h"

struct language {
    const char *tag, *english, *own;
};

struct family { /* one row of what the clerk entered */
    const char *language, *program;
    long families, pupils; /* pupils: INT_NONE when not entered */
};

struct languages {
    struct language *list;
    size_t count;
};

bool languages_load(struct req *r, struct languages *out, struct err *e);
const struct language *language_find(const struct languages *all, const char *tag_or_name); /* or NULL */

/* An item's or a stock line's tags (ended by NULL) hold this one. A tag NULL asks for no language: always true. */
bool language_among(const char *const *tags, const char *tag);

/* The language of a word that a person typed, also of another name (Mandarin, Tagalog): then a note tells what it is
 * kept as. */
bool language_choose(struct req *r, const struct languages *all, const char *word, struct answer *a,
                     const struct language **out, struct err *e);

/* For req.language_name: the English name of a language, by any of its names. */
bool language_name(struct req *r, const char *word, const char **name, struct err *e);

/* ERR_NOT_FOUND with "did you mean". */
bool language_unknown(struct mem *m, const struct languages *all, const char *word, struct err *e);

/* Checks the tag and the names of a new language, and that none of them is taken. language_put stores it, in a
 * transaction. The bound of a name is in bytes. */
enum { LANGUAGE_NAME_MOST = 100 };
bool language_check(struct req *r, const struct languages *all, const struct language *l, struct err *e);
bool language_put(struct req *r, const struct language *l, struct err *e);

bool families_load(struct req *r, int year, struct family **list, size_t *count, struct err *e);
bool family_put(struct req *r, int year, const struct family *f, struct err *e); /* in a transaction */

/* Enrolled pupils are a figure of the language, not of a program: sets it in the rows of all programs that have one. */
bool family_agree(struct req *r, int year, const struct family *f, struct err *e);

enum { FAMILIES_MOST = 1000000 };
extern const char *const program_words[]; /* special-education, section-504; ended by NULL */

/* Stores the languages that LAUSD's translation unit works in, English, and two that schools often meet: Vietnamese and
 * Arabic. In a transaction. */
bool languages_seed(struct req *r, struct err *e);

extern const struct verbs language_verbs;

#endif
