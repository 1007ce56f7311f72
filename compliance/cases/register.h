/* register: the seven registers of Attachment A (REF-5640.9): meetings, written
 * translations, record requests, document checklists, technical problems,
 * availability of plans, reports consulted.
 *
 * One engine serves them all. Its row of the const table in register_books.c (a
 * "book": `register` is a word of C) describes a register once: what it holds,
 * which steps its entries take, what its list, its export and its paper show, and
 * the words of its help. register_verbs.c makes its verbs from that.
 *
 * An entry is the sequence of its events, append-only and in the chain. What is
 * of a case (its reference, free texts) is kept apart, sealed in the chain by a
 * salted SHA-256, and can be purged without breaking the chain. */
#ifndef COMPLIANCE_CASES_REGISTER_H
#define COMPLIANCE_CASES_REGISTER_H

#include "compliance/audit/trail.h"

/* ---- what a register is ---- */

enum register_kind {
    REGISTER_TEXT, /* free; refused where it holds a person's name or a student number */
    REGISTER_REF,  /* the reference of a case */
    REGISTER_WORD, /* one of `words` */
    REGISTER_TIME, /* "14:30", "2:30pm", "9": kept as HH:MM */
    REGISTER_MINUTES,
    REGISTER_STAFF,    /* who of the staff, free; refused where it holds a student number */
    REGISTER_LINK,     /* a web address, made by another program: not searched for names */
    REGISTER_LANGUAGE, /* by its English name, where the door knows languages */
    REGISTER_YEAR,     /* a school year; absent: that of the day */
    REGISTER_FLAG,
    REGISTER_DOCUMENT /* with the state beside it: checklist.h */
};

enum {                   /* of a field */
       FIELD_CASE = 1,   /* about a case: kept apart, left out of what goes out, purged */
       FIELD_PLACE = 2,  /* the verb takes it as a word in its place, and needs it */
       FIELD_PAIR = 4,   /* the same, with its neighbour, once or more */
       FIELD_NEEDED = 8, /* the verb needs it */
       FIELD_FORM = FIELD_PLACE | FIELD_PAIR | FIELD_NEEDED
};

struct register_field {
    const char *name; /* of the value, and of the parameter that brings it */
    enum register_kind kind;
    unsigned flags;
    const char *shown, *what; /* of the parameter: base/param.h */
    const char *const *words;
};

enum { /* of a step */
       STEP_ONCE = 1,
       STEP_CLOSES = 2,     /* the entry */
       STEP_REOPENS = 4,    /* a closed one */
       STEP_NOT_AFTER = 8,  /* the entry's day; otherwise: not before it */
       STEP_SETS_DAY = 16,  /* its day becomes the entry's, and may lie ahead where the book is `ahead` */
       STEP_ANY_STATE = 32, /* also of a closed entry */
       STEP_EDITS = 64      /* its verb changes values that `show` gives under the same names */
};

struct register_step {
    const char *name; /* of the verb, and in the store */
    const char *said; /* of an entry: "participants notified"; "moved to" where it sets a day that may lie ahead */
    const char *what; /* of the verb, in one line; NULL: the book's `closes` */
    unsigned flags;
    const struct register_field *fields; /* ended by a row without a name */
    const struct field *example;         /* values of the verb; NULL: `id` alone */
    const char *key;                     /* the value that its day is ("notified"); or NULL */
    const char *key_what; /* `add` takes that day, too, under the name of the key; in words. NULL: it does not */
    const char *day;      /* what the verb's date is; NULL: the day on which it happened */
    const char *clears;   /* the value that does not hold after it; or NULL */
    const char *asks;     /* an open entry asks for this step next: when, as the words of a hint; or NULL */
};

enum register_source {
    SHOW_VALUE,
    SHOW_DAY,
    SHOW_COUNT,
    SHOW_LOG,
    SHOW_NOTES,
    SHOW_DUE,
    SHOW_ANSWERED,
    SHOW_ON_FILE,
    SHOW_MISSING
};

/* The column is not on paper; it takes what the others leave, but at least that many points. */
enum { PAPER_NOT = 0, PAPER_REST = -110, PAPER_REST_NARROW = -72, PAPER_REST_WIDE = -300 };

enum { NOT_LISTED = 64 }; /* beside the flags of base/verb.h: a list on a terminal leaves the column out */

struct register_column {
    const char *name; /* in JSON and CSV; of VALUE: the value's */
    const char *head; /* on the terminal and on paper */
    enum register_source source;
    const char *step; /* of COUNT and LOG: whose events */
    unsigned flags;   /* COLUMN_WRAP, NOT_LISTED */
    int paper;        /* its width in points, or one of those above */
};

struct register_entry;
struct register_draft;

struct register_book {
    const char *noun;                  /* "records" */
    const char *one, *plural;          /* "record request", "record requests" */
    const char *title;                 /* on paper */
    const char *duty;                  /* the responsibility, and its citation */
    const char *day;                   /* "the day of the request" */
    const char *closes;                /* what `done` means */
    const char *closed_without;        /* an entry made without this value is done at once; or NULL */
    bool ahead;                        /* an entry's day may lie in the future */
    const char *clock;                 /* the rule, in business days, by which it is due (clock_rule.h); or NULL */
    const char *const *clocks;         /* the rules that `done` may fulfil, ended by NULL; or NULL */
    const struct register_step *steps; /* the first makes an entry; ended by a row without a name */
    const struct register_column
        *columns;           /* ended by a row without a name; those of a case last, `ref` first of them */
    const struct verb *own; /* a verb that no other register has; or NULL */
    /* What this register alone asks of a step, and fills in; may be NULL. */
    bool (*check)(struct register_draft *d, struct err *e);
    const char *(*stands)(struct req *r,
                          const struct register_entry *x); /* how an open entry stands, in words; or NULL */
};

enum { REGISTERS = 7 };
extern const struct register_book *const register_books[REGISTERS + 1]; /* ended by NULL */

/* ---- what is in it ---- */

struct register_value {
    const char *name, *value;
    bool of_case;
};

struct register_values {
    struct register_value *list;
    size_t count;
};

struct register_event {
    long id; /* its place in the chain */
    const struct register_step *step;
    int on;
    const char *at, *by; /* UTC; who */
    struct register_values values;
    struct hash hash;
};

enum register_status { REGISTER_OPEN, REGISTER_DONE, REGISTER_VOID };

struct register_entry {
    const struct register_book *book;
    long number;
    int on; /* its day, as it was set last */
    enum register_status status;
    int closed_on, purged_on;   /* DATE_NONE while it is open, or its case was not purged */
    bool has_case;              /* something of a case is kept */
    int due;                    /* DATE_NONE where the book has no clock */
    bool holidays_known;        /* a calendar is loaded up to `due` */
    struct register_values now; /* the latest of each */
    struct register_event *events;
    size_t count;
};

struct register_entries {
    struct register_entry *list; /* by number */
    size_t count;
};

struct register_draft { /* a step about to be recorded */
    struct req *req;
    const struct fields *fields;
    const struct register_book *book;
    const struct register_step *step;
    const struct register_entry *entry; /* as it stands before it; NULL: the step makes it */
    int on;
    struct register_values values;
};

/* ---- asking ---- */

const struct register_book *register_find(const char *noun);                                     /* or NULL */
const struct register_step *register_step_find(const struct register_book *b, const char *name); /* or NULL */
const char *register_shown(const char *word); /* "Virtual IEP" of "virtual-iep", for paper; others as they are */

const char *register_get(const struct register_values *v, const char *name); /* NULL where it has no value */
void register_set(struct mem *m, struct register_values *v, const struct register_value *one);

/* What an open entry asks for next; NULL: nothing, or it is closed. */
const struct hint *register_asks(struct req *r, const struct register_entry *x);

/* A hint to a verb of the book, for the entry of that number (0: for none). */
const struct hint *register_hint(struct mem *m, const char *words, const struct register_book *b, const char *verb,
                                 long number);

/* Those that `number` (0: all) and `open_only` leave. */
struct register_choice {
    long number;
    bool open_only;
};
bool register_load(struct req *r, const struct register_book *book, struct register_choice choice,
                   struct register_entries *out, struct err *e);
bool register_load_one(struct req *r, const struct register_book *book, long number, struct register_entry *out,
                       struct err *e); /* ERR_NOT_FOUND */

/* ---- recording, within a transaction ---- */

/* The number that the next entry gets; right until the transaction ends, under the school's lock. */
bool register_next(struct req *r, const struct register_book *book, long *number, struct err *e);

/* Links the step into the chain and stores it. */
bool register_put(struct trail *t, const struct register_draft *d, long number, struct err *e);

/* Takes away what is kept of the case of that entry, and leaves a row in the chain that records it. */
bool register_purge(struct trail *t, const struct register_entry *x, struct err *e);

/* ---- verifying: compliance/audit/chain.h ---- */

extern const struct chain_table register_table;

/* Whether what is kept beside the chain fits its seals. */
bool register_verify(struct req *r, void (*found)(void *where, const char *what), void *where, struct err *e);

/* Adds what needs doing: requests due or not routed, meetings without notice, translations that take long, problems
 * not told, reports of the month. None of them holds a case reference. */
struct matters;
bool register_matters(struct matters *m, struct err *e);

#endif
