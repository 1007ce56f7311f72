/* fields: what every door hands to a verb, and the reading of it: a command
 * line, a posted form and a CSV row all become names with texts. Bounds are
 * checked once, here, by the parser of the noun; errors name the field, the
 * value and what was expected. */
#ifndef BASE_FIELDS_H
#define BASE_FIELDS_H

#include "base/err.h"
#include "base/mem.h"

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#define INT_NONE LONG_MIN /* no number */

struct range {
    long least, most;
};

struct field {
    const char *name, *value; /* the value as it was typed; of a list of words, the word that was meant */
    long number;              /* read from it: of a number, a day, or the year in which a school year begins */
    const char *typed;        /* where `value` is another word than the one that was typed; or NULL */
};

struct fields {
    struct mem *mem;
    struct field *list; /* in the order given; a name may stand more than once */
    size_t count;
    int today, year_begin; /* what "today" and "9/30" mean in a date */
    bool strict;           /* of a file: words are exact, and no day is "today" or "+2w" */
};

void fields_add(struct fields *f, const char *name, const char *value);

/* The first value of that name, or NULL. fields_nth: the n-th, from 0. */
const char *fields_get(const struct fields *f, const char *name);
const char *fields_nth(const struct fields *f, const char *name, size_t n);
bool fields_has(const struct fields *f, const char *name);

/* What params_read has read; they cannot fail. Absent or empty: the `absent` given. field_text: NULL. */
long field_int(const struct fields *f, const char *name, long absent);
long field_int_nth(const struct fields *f, const char *name, size_t n, long absent);
int field_date(const struct fields *f, const char *name, int absent);
int field_year(const struct fields *f, const char *name, int absent);
const char *field_text(const struct fields *f, const char *name); /* NULL also where it holds blanks alone */

/* The value as a typed one. Absent or empty: the `absent` given, without error. */
bool fields_int(const struct fields *f, const char *name, struct range range, long absent, long *value, struct err *e);
bool fields_date(const struct fields *f, const char *name, int absent, int *value, struct err *e);
bool fields_text(const struct fields *f, const char *name, size_t most_bytes, const char **value, struct err *e);

/* The same on one text; `name` is for the error. */
bool parse_int(struct mem *m, const char *name, const char *text, struct range range, long *value, struct err *e);
bool parse_date(const struct fields *f, const char *name, const char *text, int *value, struct err *e);

/* A date of a file: not "today" or "+2w", for the same file must mean the same tomorrow. */
bool parse_file_date(const struct fields *f, const char *name, const char *text, int *value, struct err *e);

/* Valid UTF-8, no control characters, at most `most` bytes. */
bool parse_text(struct mem *m, const char *name, const char *text, size_t most, struct err *e);

/* One of the words, ended by NULL; the error lists them, with "did you mean". */
bool parse_word(struct mem *m, const char *name, const char *text, const char *const *words, struct err *e);

/* What a person types: the word in any case, or a beginning of three letters and more that only one of them has.
 * *text becomes the word. A file is read by parse_word: there a beginning is a slip. */
bool parse_typed_word(struct mem *m, const char *name, const char **text, const char *const *words, struct err *e);

/* A day on which something was recorded: not in the future, not before 1990. */
bool check_past(const struct fields *f, const char *name, int date, struct err *e);

#endif
