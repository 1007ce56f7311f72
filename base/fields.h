/* fields: the input of a verb. A command line, a posted form and a CSV row all
 * become names with texts. params_read (base/param.h) reads each value once, by
 * its parameter; errors name the field, the value and what was expected. */
#ifndef BASE_FIELDS_H
#define BASE_FIELDS_H

#include "base/err.h"
#include "base/mem.h"

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#define INT_NONE LONG_MIN /* stands for a number that is not there */

struct range {
    long least, most;
};

struct field {
    const char *name, *value; /* as it was typed; for a list of words, the word that was meant */
    long number;              /* the value of a number, a day, or the year in which a school year begins */
    const char *typed;        /* what was typed, where `value` is another word; or NULL */
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

/* Values that params_read has read; these cannot fail. A field that is absent or empty gives `absent`, or NULL. */
long field_int(const struct fields *f, const char *name, long absent);
long field_int_nth(const struct fields *f, const char *name, size_t n, long absent);
int field_date(const struct fields *f, const char *name, int absent);
int field_year(const struct fields *f, const char *name, int absent);
const char *field_text(const struct fields *f, const char *name); /* NULL also for blanks alone */

/* The value as a typed one. Absent or empty: the `absent` given, without error. */
bool fields_int(const struct fields *f, const char *name, struct range range, long absent, long *value, struct err *e);
bool fields_date(const struct fields *f, const char *name, int absent, int *value, struct err *e);
bool fields_text(const struct fields *f, const char *name, size_t most_bytes, const char **value, struct err *e);

/* The same on one text; `name` is for the error. */
bool parse_int(struct mem *m, const char *name, const char *text, struct range range, long *value, struct err *e);
bool parse_date(const struct fields *f, const char *name, const char *text, int *value, struct err *e);

/* A date in a file. "today" and "+2w" are refused: the same file must mean the same tomorrow. */
bool parse_file_date(const struct fields *f, const char *name, const char *text, int *value, struct err *e);

/* Checks for valid UTF-8, no control characters, and at most `most` bytes. */
bool parse_text(struct mem *m, const char *name, const char *text, size_t most, struct err *e);

/* Checks that the text is one of the words, ended by NULL; the error lists them, with "did you mean". */
bool parse_word(struct mem *m, const char *name, const char *text, const char *const *words, struct err *e);

/* The same for what a person types: the word in any case, or its first three letters or more when no other word begins
 * so. *text becomes the word. A file is read by parse_word, because there a cut word is a slip. */
bool parse_typed_word(struct mem *m, const char *name, const char **text, const char *const *words, struct err *e);

/* Checks a day on which something happened: not in the future, not before 1990. */
bool check_past(const struct fields *f, const char *name, int date, struct err *e);

#endif
