/* err: why a call failed, in the words of the person at the counter.
 *
 * A function that can fail returns bool and takes `struct err *` as its last
 * parameter. `return err_set(...)` is the only way to fail; the first error
 * wins, so that a cause is never overwritten by its consequences. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>

enum err_kind {
    ERR_NONE,
    ERR_INPUT,     /* the input cannot be read as what it should be */
    ERR_NOT_FOUND, /* no such item, requisition, school, file */
    ERR_CONFLICT,  /* the thing exists already, or changed meanwhile */
    ERR_RULE,      /* the input is readable, but a rule forbids it */
    ERR_BUSY,      /* another program holds the file */
    ERR_IO,        /* disk, file, or a file that is no guidestock database */
    ERR_DAMAGED,   /* `verify` found something */
    ERR_BUG,       /* the program is wrong: a wrong number of bound values, and so on */
    ERR_KINDS
};

struct hint;

struct err {
    enum err_kind kind;
    char field[40];          /* the input field that is to blame, or "" */
    char message[1000];      /* one or more lines: what, where, how to mend it; no command line (base/hint.h) */
    const struct hint *next; /* the way out, or NULL; lives in the request's memory */
};

/* Records the error unless one is recorded already. Always returns false.
 * `field` may be NULL. A message that is too long is cut at a whole character. */
bool err_set(struct err *e, enum err_kind kind, const char *field, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The same, with the way out: `next` lives as long as the request. */
bool err_hinted(struct err *e, const struct hint *next, enum err_kind kind, const char *field, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

#endif
