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
#include "base/hint.h"
#include "base/mem.h"
#include "base/param.h"
#include "base/problem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct chain_parts;
struct db;
struct verb;
struct verbs;

enum door { DOOR_COMMAND_LINE, DOOR_PAGE };

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
    enum door door;                           /* which one it came through */
    unsigned roles;                           /* those the actor acts in, once request_run has asked who it is */
    const struct verbs *const *rooms;         /* every verb there is, ended by NULL; for help, and for completion */
    const struct chain_parts *parts;          /* the tables that the store consists of, for maintenance */
    struct problems problems;                 /* of the fields, then of the names and days that the store knows */
    bool dropped;                             /* set by trail_drop: there is nothing to store after all */
    bool recorded;                            /* set by trail_end: the trail has a row of it */
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
    CELL_ROWS,  /* struct rows: an array of objects */
    CELL_HINT   /* const struct hint *, NULL is null */
};

enum {
    COLUMN_BENEATH = 1, /* on a terminal: a line of its own under the row */
    COLUMN_PLAIN = 2,   /* for the terminal only: not in JSON or CSV */
    COLUMN_WRAP = 4,    /* takes the width that is left, and wraps */
    COLUMN_ABOVE = 8,   /* on a terminal: the head of the rows that follow, where it is not NULL */
    COLUMN_SPARSE = 16, /* of one object on a terminal: only where there is a value */
    COLUMN_MOMENT = 32  /* date_moment_words: on a terminal as wide on the 9th of a month as on the 10th */
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

extern const struct shape shape_text, shape_bytes; /* of verbs that answer in sentences, or with a file */

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

struct note { /* a warning, or what else is worth knowing */
    const char *words;
    long line; /* of a file's row that is refused; 0: of none */
    const struct hint *next;
};

struct answer {
    enum answer_form form;
    const struct shape *shape;
    struct rows rows;
    const char *before, *text; /* for the terminal: before and after the rows */
    bool as_csv;               /* CSV is what it is for: printed so unless --json */
    bool text_only;            /* on a terminal print the text, not the rows */
    struct note *notes;        /* to standard error on the command line */
    size_t note_count;
    const struct hint *next; /* what to do next; NULL: nothing is near at hand */
    struct buf bytes;        /* freed by the door */
    FILE *spool; /* of ANSWER_BYTES: instead of bytes too many for memory; the door copies it out, and closes */
    const char *file_name; /* suggested for the bytes */
    const char *written;   /* a file beside the answer (refused rows): taken away again when nothing is stored */
    int attention;         /* `check`: how many things need doing */
    long refused;          /* rows of a file that were refused; each is a note */
    bool keep_refusals;    /* all of them are kept here, too: of a file whose rows fit memory */
    struct refusal *refusals;
    size_t refusal_count;
    /* What takes long and needs no store (drawing, compressing): run when the transaction has ended; or NULL. */
    bool (*finish)(struct req *r, struct answer *a, struct err *e);
    void *finish_with; /* what `run` loaded for it */
};

/* What a verb does with the store; the door opens it, and stands a transaction around the verb, accordingly. */
enum access {
    ACCESS_NONE,        /* opens no database */
    ACCESS_READ,        /* reads one state of it */
    ACCESS_READ_LOGGED, /* reads what is of a case, and records who read it: fails when it cannot */
    ACCESS_WRITE,
    ACCESS_MAKE, /* makes the file */
    ACCESS_PATH  /* wants to know where the file is, and opens it itself */
};

enum {                       /* what else is so of a verb */
       ANY_SCHOOL = 1,       /* it is about the file, not about one school */
       FILE_ONLY = 2,        /* on the command line, who holds the file may, whatever the roles */
       NOUN_ALONE = 4,       /* it is what the noun does without a second word */
       FILE_MAY_LACK = 8,    /* without a file it does without (req.db NULL) */
       OWN_TRANSACTION = 16, /* it begins and ends its transactions itself */
       FINDS_DAMAGE = 32     /* ERR_DAMAGED is its answer: what it looked for and found */
};

enum { ROLE_CLERK = 1, ROLE_PRINCIPAL = 2, ROLE_DISTRICT = 4, ROLE_VIEWER = 8 };
enum {
    ROLES_OFFICE = ROLE_CLERK | ROLE_PRINCIPAL,
    ROLES_ALL = ROLE_CLERK | ROLE_PRINCIPAL | ROLE_DISTRICT | ROLE_VIEWER
};

struct verb {
    const char *noun, *name; /* name "" where the noun is the whole command */
    const char *what;        /* one line */
    enum access access;
    unsigned flags;
    unsigned roles; /* who may: any of these */
    /* Within the transaction, with every field read as its parameter says. What it returns lives in req.mem. */
    bool (*run)(struct req *r, const struct fields *f, struct answer *a, struct err *e);
    const struct param *params;  /* ended by a row without a name */
    const struct shape *shape;   /* of the answer: rows, or shape_text, or shape_bytes */
    const struct field *example; /* values, by parameter, ended by a row without a name; NULL: the verb alone tells */
    const char *current;         /* of a verb that edits: the verb that gives the values as they are; or NULL */
};

/* The values of an example. */
#define EXAMPLE(...) ((const struct field[]){__VA_ARGS__, {0}})

struct verbs { /* a room's table */
    const struct verb *list;
    size_t count;
};

/* For the table of a shape. */
#define SHAPE(columns_, type_)                                                                                         \
    { (columns_), sizeof(columns_) / sizeof *(columns_), sizeof(struct type_) }

void answer_note(struct req *r, struct answer *a, const char *format, ...) __attribute__((format(printf, 3, 4)));
void answer_note_next(struct req *r, struct answer *a, const struct hint *next, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Adds to what to do next. */
void answer_next(struct req *r, struct answer *a, const struct hint *next);

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
