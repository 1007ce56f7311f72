/* problem: what is wrong with the input, all of it at once. Reading the fields, and resolving names and days, add to
 * the list; a rule of the law or of the shelf fails alone, as a struct err. */
#ifndef BASE_PROBLEM_H
#define BASE_PROBLEM_H

#include "base/err.h"
#include "base/mem.h"

struct problem {
    enum err_kind kind;
    const char *field; /* "" where it is about no field */
    long row;          /* of a repeated field, from 1; of a file, the line; 0: neither */
    const char *message;
    const struct hint *next;
};

enum { PROBLEMS_MOST = 50 }; /* more are counted, not kept */

struct problems {
    struct mem *mem;
    struct problem *list;
    size_t count, left_out;
};

void problem_add(struct problems *p, const struct problem *one);

/* Moves an error that is the input's fault from e to the list. False, and e as it was: the store or the disk is to
 * blame, or the program itself. */
bool problem_take(struct problems *p, long row, struct err *e);

/* True while there is no problem; else false, and the first one as the error. */
bool problems_none(const struct problems *p, struct err *e);

/* The kind that the exit status follows: ERR_INPUT when any is one, else that of the first. */
enum err_kind problems_kind(const struct problems *p);

#endif
