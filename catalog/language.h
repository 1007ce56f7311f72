/* language: languages by BCP 47 tag, with English name and own name, and the
 * families that speak them at home, per school year and program. */
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

/* What a person calls it, also by another name (Mandarin, Tagalog), with a note of what that is kept as. */
bool language_choose(struct req *r, const struct languages *all, const char *word, struct answer *a,
                     const struct language **out, struct err *e);

/* For req.language_name: its English name, by any that it has. */
bool language_name(struct req *r, const char *word, const char **name, struct err *e);

/* An error with "did you mean", for a language that is not there. */
bool language_unknown(struct mem *m, const struct languages *all, const char *word, struct err *e);

/* A new one: tag and names, and that none of them is taken. language_put stores it, in a transaction. */
bool language_check(struct req *r, const struct languages *all, const struct language *l, struct err *e);
bool language_put(struct req *r, const struct language *l, struct err *e);

bool families_load(struct req *r, int year, struct family **list, size_t *count, struct err *e);
bool family_store(struct req *r, int year, const struct family *f, struct err *e); /* in a transaction */

/* special-education or section-504 */
bool program_check(struct mem *m, const char *word, struct err *e);
extern const char *const program_words[];

/* The languages that LAUSD's translation unit works in [domain.md, found],
 * English, and two that schools often meet: Vietnamese and Arabic. */
bool languages_seed(struct req *r, struct err *e);

extern const struct verbs language_verbs;

#endif
