/* verb: the shape that every door shares. Each room exports one const table of
 * its verbs; the command line, --json, --csv, help, completion and the manual
 * page iterate it, so that a verb is written once and no door knows more than
 * another.
 *
 * An answer is an array of plain structs and the const table ("shape") that
 * says where their members are. Nobody formats JSON or CSV by hand. */
#ifndef BASE_VERB_H
#define BASE_VERB_H

#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "base/fields.h"
#include "base/mem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct db;
struct verb;

/* One request, whichever door it came through. The door owns all of it. */
struct req {
    struct db *db;                            /* NULL for a verb that needs none */
    struct mem *mem;                          /* what the request returns lives here */
    const struct verb *verb;                  /* the one that is asked for: some functions serve several */
    int today;                                /* the day for reports, defaults, and what counts as the future */
    const char *now;                          /* UTC, for the trail */
    int utc_offset_minutes;                   /* of local time, for moments that are shown to people */
    const char *actor;                        /* who asks */
    const char *login;                        /* the same, where it is the login name and was not typed; or NULL */
    unsigned roles_needed;                    /* any of these may ask; 0: whoever has the file may */
    unsigned roles;                           /* those the actor acts in, once a change has begun (trail_begin) */
    long school;                              /* its id; 0 while there is none */
    const char *path;                         /* the database's file, also where it is not open; NULL: none is named */
    FILE *in;                                 /* the file of a KIND_FILE, seekable, or NULL */
    void (*progress)(void *where, long done); /* NULL unless on a terminal */
    void *progress_where;
    const char *progress_of; /* what is counted; NULL: rows */
    /* How the shelf stands, for compliance, which knows no stock: "3 of 10 items are low, 1 is out", and whether that
     * is well. Set by the door to a function of the rooms above; NULL: not known here. */
    bool (*stock_fact)(struct req *r, const char **words, bool *good, struct err *e);
    /* What the language of that name is kept as ("Armenian"), for compliance, which has no table of them; an unknown
     * one is an error with "did you mean". Set in the same way; NULL: any name is taken. */
    bool (*language_name)(struct req *r, const char *word, const char **name, struct err *e);
};

enum cell {
    CELL_TEXT,  /* const char *, NULL is null */
    CELL_INT,   /* long, INT_NONE is null */
    CELL_DATE,  /* int, DATE_NONE is null */
    CELL_BOOL,  /* bool */
    CELL_TEXTS, /* const char **, ended by NULL: an array */
    CELL_ROWS   /* struct rows: an array of objects */
};

enum {
    COLUMN_BENEATH = 1, /* on a terminal: a line of its own under the row */
    COLUMN_PLAIN = 2,   /* for the terminal only: not in JSON or CSV */
    COLUMN_WRAP = 4,    /* takes the width that is left, and wraps */
    COLUMN_ABOVE = 8,   /* on a terminal: the head of the rows that follow, where it is not NULL */
    COLUMN_SPARSE = 16  /* of one object on a terminal: only where there is a value */
};

struct shape;

struct column {
    const char *name; /* snake_case, in JSON and CSV */
    const char *head; /* on the terminal; NULL: not shown there */
    enum cell type;
    size_t offset;
    unsigned flags;
    const struct shape *rows; /* of CELL_ROWS */
};

struct shape {
    const struct column *columns;
    size_t count, size; /* of columns; of one struct */
};

struct rows {
    const void *list;
    size_t count;
};

enum answer_form {
    ANSWER_TEXT, /* no rows: only the sentences */
    ANSWER_ONE,  /* one object */
    ANSWER_LIST, /* an array */
    ANSWER_NULL, /* nothing was made: JSON null */
    ANSWER_BYTES /* a file: `bytes` */
};

struct refusal { /* a row of a file that is not taken */
    long line;
    const char *why;
};

struct answer {
    enum answer_form form;
    const struct shape *shape;
    struct rows rows;
    const char *before, *text; /* for the terminal: before and after the rows */
    bool as_csv;               /* CSV is what it is for: printed so unless --json */
    bool text_only;            /* on a terminal print the text, not the rows */
    const char **notes;        /* warnings, to standard error through any door */
    long *note_lines;          /* of each: the line of the file that it refuses, or 0 */
    size_t note_count;
    struct buf bytes; /* freed by the door */
    FILE *spool;      /* of ANSWER_BYTES: instead of bytes too many for memory; the door copies it out, and closes */
    const char *file_name; /* suggested for the bytes */
    int attention;         /* `check`: how many things need doing */
    long refused;          /* rows of a file that were refused; each is a note */
    /* What is done when the transaction has ended, like drawing; it finds what was loaded in finish_with. Or NULL. */
    bool (*finish)(struct req *r, struct answer *a, struct err *e);
    void *finish_with;
    bool keep_refusals;    /* all of them are kept here, too: of a file whose rows fit memory */
    struct refusal *refusals;
    size_t refusal_count;
};

enum {               /* what a verb needs of the door */
       NEED_NOTHING, /* opens no database */
       NEED_READ,
       NEED_WRITE,
       NEED_MAKE,           /* makes the file */
       NEED_PATH,           /* wants to know where the file is, and opens it itself */
       NEED_ANY_SCHOOL = 8, /* beside one of the others: it is about the file, not about one school */
       NEED_FILE_ONLY = 16, /* beside one of the others: who holds the file may, whatever the roles */
       NOUN_ALONE = 32,     /* beside one of the others: it is what the noun does without a second word */
       NEED_IF_THERE = 64   /* beside NEED_READ: where there is no file, it does without (req.db NULL) */
};

enum { ROLE_CLERK = 1, ROLE_PRINCIPAL = 2, ROLE_DISTRICT = 4, ROLE_VIEWER = 8 };
enum {
    ROLES_OFFICE = ROLE_CLERK | ROLE_PRINCIPAL,
    ROLES_ALL = ROLE_CLERK | ROLE_PRINCIPAL | ROLE_DISTRICT | ROLE_VIEWER
};

enum param_form {
    PARAM_ARG,      /* a word in its place, needed */
    PARAM_OPTIONAL, /* a word in its place, may be left out */
    PARAM_REPEAT,   /* with its neighbours of this form, once or more: ITEM QTY ITEM QTY */
    PARAM_SOME,     /* the same, but it may be left out */
    PARAM_SET,      /* KEY=VALUE, any number of them */
    PARAM_OPTION,   /* --name VALUE */
    PARAM_NEEDED,   /* --name VALUE, and it must be there */
    PARAM_FLAG      /* --name */
};

enum param_kind { /* what completion offers */
                  KIND_TEXT,
                  KIND_INT,
                  KIND_DATE,
                  KIND_ITEM,
                  KIND_LANGUAGE,
                  KIND_NUMBERED, /* one of the words, or its place among them, from 1: as the paper has it */
                  KIND_REQUISITION,
                  KIND_FILE,    /* the door opens it and hands it over in req.in */
                  KIND_OUT_FILE /* the door writes the answer there; "-" is standard output */
};

struct param {
    const char *name; /* of the field, and of the option */
    enum param_form form;
    enum param_kind kind;
    const char *shown; /* in usage: "QTY" */
    const char *what;
    const char *const *words; /* ended by NULL: the words it takes; or NULL */
};

struct verb {
    const char *noun, *name; /* name "" where the noun is the whole command */
    const char *what;        /* one line */
    unsigned need;
    unsigned roles;
    bool (*run)(struct req *r, const struct fields *f, struct answer *a, struct err *e);
    const struct param *params; /* ended by a row without a name */
    const struct shape *shape;  /* of the answer; NULL for sentences */
    const char *example;        /* without the program's name; may be NULL */
};

struct verbs { /* a room's table */
    const struct verb *list;
    size_t count;
};

/* For the table of a shape. */
#define SHAPE(columns_, type_)                                                                                         \
    { (columns_), sizeof(columns_) / sizeof *(columns_), sizeof(struct type_) }

void answer_note(struct req *r, struct answer *a, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Notes a refused row of a file ("row 14, quantity: ..."), from e, and clears e.
 * The first REFUSALS_MOST are kept in words, all are counted in a->refused.
 * False, and e as it was: it is not the row that is to blame, but the disk. */
enum { REFUSALS_MOST = 1000 };
bool answer_refuse(struct req *r, struct answer *a, long line, struct err *e);

/* Those that were noted, in the order of their lines, whatever came to light when. */
void answer_refusals_in_order(struct req *r, struct answer *a);

/* After the last row: false, with the summary as the error, when any was refused. */
bool answer_unrefused(const struct answer *a, const char *summary, struct err *e);

void answer_list(struct answer *a, const struct shape *shape, const void *list, size_t count);
void answer_one(struct answer *a, const struct shape *shape, const void *one);

#endif
