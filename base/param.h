/* param: what a verb takes, as a table. The doors read it for usage, completion and forms; params_read reads every
 * field by it, before the store is opened, and tells all problems at once. */
#ifndef BASE_PARAM_H
#define BASE_PARAM_H

#include "base/fields.h"
#include "base/problem.h"

enum param_form {
    PARAM_ARG,      /* a word in its place, needed */
    PARAM_OPTIONAL, /* a word in its place, may be left out */
    PARAM_REPEAT,   /* with its neighbours of this form, once or more: ITEM QTY ITEM QTY */
    PARAM_SOME,     /* the same, but it may be left out */
    PARAM_SET,      /* KEY=VALUE, any number of them; `words` are the keys */
    PARAM_OPTION,   /* --name VALUE */
    PARAM_NEEDED,   /* --name VALUE, and it must be there */
    PARAM_FLAG      /* --name */
};

enum param_kind { /* how the value is read, and what completion offers */
                  KIND_TEXT,
                  KIND_INT,
                  KIND_DATE,
                  KIND_ITEM,
                  KIND_LANGUAGE,
                  KIND_NUMBERED, /* one of the words, or its place among them, from 1: as the paper has it */
                  KIND_REQUISITION,
                  KIND_FILE,     /* the door opens it and hands it over in req.in */
                  KIND_OUT_FILE, /* the door writes the answer there; "-" is standard output */
                  KIND_YEAR      /* a school year, "2026-27": read as the year in which it begins */
};

enum {                 /* what is asked of a value beside its kind */
       DATE_PAST = 1,  /* neither in the future nor before 1990: something happened on that day */
       TEXT_NEEDED = 2 /* more than blanks: it says why */
};

struct param {
    const char *name; /* of the field, and of the option */
    enum param_form form;
    enum param_kind kind;
    const char *shown; /* in usage: "QTY" */
    const char *what;
    const char *const *words; /* ended by NULL: the words it takes; or NULL */
    long least, most; /* of KIND_INT, the range (0, 0: from 0 to INT_MOST); else most is in bytes (0: TEXT_BYTES) */
    unsigned flags;
};

enum { INT_MOST = 1000000000, TEXT_BYTES = 1000 };

/* One field by its parameter: reads its number or day, or the word that is meant. */
bool param_read(const struct param *q, const struct fields *all, struct field *f, struct err *e);

/* Reads each field by its parameter: its number or day (fields.h), the word that is meant. Adds a problem for each
 * that cannot be read, that no parameter takes, and for each that is needed and missing. */
void params_read(const struct param *params, struct fields *f, struct problems *p);

#endif
