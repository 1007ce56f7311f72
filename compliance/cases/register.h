/* register: the seven registers of Attachment A (REF-5640.9): meetings, written
 * translations, record requests, document checklists, technical problems,
 * availability of plans, reports consulted.
 *
 * One engine serves them all. What a register holds, which steps its entries
 * take, and what its list, its export and its paper show is said by its row of
 * the const table in register_books.c (a "book": `register` is a word of C); its
 * commands stand in register_verbs.c.
 *
 * An entry is the sequence of its events, append-only and in the chain. What is
 * of a case (its reference, free texts) stands apart, sealed in the chain by a
 * salted SHA-256, and can be purged without breaking the chain. */
#ifndef COMPLIANCE_CASES_REGISTER_H
#define COMPLIANCE_CASES_REGISTER_H

#include "compliance/audit/trail.h"

/* ---- what a register is ---- */

enum register_kind {
    REGISTER_TEXT,     /* free; looked through for names and student numbers */
    REGISTER_WORD,     /* one of `words`, in large or small letters */
    REGISTER_TIME,     /* "14:30", "2:30pm", "9": kept as HH:MM */
    REGISTER_NUMBER,   /* minutes */
    REGISTER_STAFF,    /* who of the staff, free; looked through for student numbers */
    REGISTER_LINK,     /* a web address, made by another program: not looked through */
    REGISTER_LANGUAGE, /* by its English name, where the door knows languages */
    REGISTER_YEAR,     /* a school year; absent: that of the day */
    REGISTER_FLAG
};

enum { FIELD_CASE = 1 }; /* about a case: kept apart, left out of what goes out, purged */

struct register_field {
    const char *name; /* of the value, and of the parameter that brings it */
    enum register_kind kind;
    unsigned flags;
    const char *const *words;
};

enum { /* of a step */
       STEP_ONCE = 1,
       STEP_CLOSES = 2,     /* the entry */
       STEP_REOPENS = 4,    /* a closed one */
       STEP_NOT_AFTER = 8,  /* the entry's day; otherwise: not before it */
       STEP_SETS_DAY = 16,  /* its day becomes the entry's, and may lie ahead where the book is `ahead` */
       STEP_ANY_STATE = 32, /* also of a closed entry */
       STEP_INNER = 64      /* no verb of its own asks for it */
};

struct register_step {
    const char *name; /* of the verb, and in the store */
    const char *said; /* of an entry: "participants notified"; "moved to" where it sets a day that may lie ahead */
    const char *key;  /* the value that its day is ("notified"), and the option of `add` that takes it; or NULL */
    unsigned flags;
    const char *clears;                  /* the value that does not hold after it; or NULL */
    const struct register_field *fields; /* ended by a row without a name */
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

struct register_column {
    const char *name; /* in JSON and CSV; of VALUE: the value's */
    const char *head; /* on the terminal and on paper */
    enum register_source source;
    const char *step; /* of COUNT and LOG: whose events */
    unsigned flags;   /* COLUMN_WRAP; COLUMN_PLAIN here: not on the terminal */
    int paper;        /* its width in points, or one of those above */
};

struct register_entry;
struct register_draft;

struct register_book {
    const char *noun;                      /* "records" */
    const char *one;                       /* "record request" */
    const char *title;                     /* on paper */
    const char *duty;                      /* the responsibility, and its citation */
    const char *day;                       /* "the day of the request" */
    const char *closes;                    /* what `done` means */
    const char *closed_without;            /* an entry made without this value is done at once; or NULL */
    bool ahead;                            /* an entry's day may lie in the future */
    const char *clock;                     /* the rule, in business days, by which it is due (clock_rule.h); or NULL */
    const char *const *clocks;             /* the rules that `done` may fulfil, ended by NULL; or NULL */
    const struct register_step *steps;     /* the first makes an entry; ended by a row without a name */
    const struct register_column *columns; /* ended by a row without a name */
    /* What only this register asks of a step, and fills in; may be NULL. */
    bool (*check)(struct register_draft *d, struct err *e);
    /* What else to do about an open entry, with its command; NULL: nothing, or there is no such function. */
    const char *(*advise)(struct req *r, const struct register_entry *x);
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
    int closed_on, purged_on;   /* DATE_NONE: it is not */
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

const struct register_book *register_find(const char *noun);                                     /* NULL: none */
const struct register_step *register_step_find(const struct register_book *b, const char *name); /* NULL: none */
const char *register_shown(const char *word); /* "Virtual IEP" of "virtual-iep", for paper; others as they are */

const char *register_get(const struct register_values *v, const char *name); /* NULL: none */
void register_set(struct mem *m, struct register_values *v, const struct register_value *one);

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

bool register_next(struct req *r, const struct register_book *book, long *number, struct err *e);

/* Links the step into the chain and stores it. */
bool register_put(struct trail *t, const struct register_draft *d, long number, struct err *e);

/* Takes away what is kept of the case of that entry, and leaves a row in the chain that says so. */
bool register_purge(struct trail *t, const struct register_entry *x, struct err *e);

/* ---- verifying: compliance/chain.h ---- */

extern const struct chain_table register_table;

/* Whether what stands beside the chain fits its seals. */
bool register_verify(struct req *r, void (*found)(void *where, const char *what), void *where, struct err *e);

/* Adds what needs doing: requests due or not routed, meetings without notice, translations that take long, problems
 * not told, reports of the month. No case reference stands in one. */
struct matters;
bool register_matters(struct matters *m, struct err *e);

extern const struct verbs register_verbs;

#endif
