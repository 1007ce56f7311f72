/* requisition: an order to the Stores Warehouse, from draft to closed.
 *
 * Its lines carry the units asked for, the copies they make, and the sentence
 * of the arithmetic behind them (domain.md section 3, ordering.md). A draft
 * counts as incoming, so that pressing the button twice orders once. */
#ifndef INVENTORY_ORDER_REQUISITION_H
#define INVENTORY_ORDER_REQUISITION_H

#include "base/verb.h"
#include "compliance/audit/trail.h"

enum { REQUISITION_LINES_MOST = 20000 };

enum requisition_status {
    REQUISITION_DRAFT,
    REQUISITION_WAITING,
    REQUISITION_APPROVED,
    REQUISITION_SENT,
    REQUISITION_PART_RECEIVED,
    REQUISITION_CLOSED,
    REQUISITION_CANCELLED,
    REQUISITION_STATUSES
};
extern const char *const requisition_status_names[REQUISITION_STATUSES];

struct requisition_line {
    long place; /* 1, 2, ... */
    long item_id;
    const char *item;            /* code: "parent-guide.es" */
    const char *material_number; /* ten digits, or NULL: see the catalog */
    const char *title;           /* English, without the part in brackets */
    const char *own_title;       /* in the printing's own script, or NULL */
    const char *kind;            /* booklet, brochure, guide, ... */
    const char **languages;      /* tags, ended by NULL: "en", "es" */
    const char **language_names; /* English names, ended by NULL */
    const char **language_own;   /* own names, ended by NULL */
    const char *edition;         /* current edition's name, or NULL: not known */
    const char *unit;            /* unit of issue, or NULL: not known */
    long copies_per_unit;        /* INT_NONE: not known, and then units are copies */
    long units, copies, received_copies;
    long due_copies, short_copies; /* still to come; what will not come any more */
    bool retired;                  /* the item is not ordered any more */
    long suggested;                /* units of the arithmetic */
    const char *sentence;          /* its justification */
    const char *reason;            /* why the clerk differs, or NULL */
    long edition_number;           /* of the edition current when the line was written; INT_NONE: by version 1 */
    bool superseded;               /* still to come, and that edition is not current any more */
    const char *recall;            /* then what to do about it, or NULL */
};

struct requisition_event {
    long id;                         /* its place in the school's chain */
    const char *at, *by, *to, *note; /* UTC; who; status it came to; may be NULL */
    int date;                        /* the day of the step */
    bool dated;                      /* false: version 1 kept no day, `date` is that of `at` */
};

struct requisition {
    const char *number;            /* "R-2026-27-0001" */
    const char *status;            /* draft, waiting, approved, sent, part received, closed, cancelled */
    enum requisition_status state; /* the same */
    int prepared, needed, sent;    /* dates; DATE_NONE: not set */
    const char *priority;          /* regular, same day, overnight, will-call */
    const char *purpose;
    bool urgent;
    long copies;                         /* in all */
    struct rows lines;                   /* of struct requisition_line, by place */
    struct rows events;                  /* of struct requisition_event, oldest first */
    long school_year, serial;            /* the two parts of the number */
    long replaces_year, replaces_serial; /* INT_NONE: none */
    const char *replaces;                /* the number of the one that it takes the place of, or NULL */
};

/* "R-2026-27-0001", also in lower case and as the bare serial of the current
 * school year ("1"); ERR_INPUT when it is none, ERR_NOT_FOUND when there is
 * no such one. The answer lives in r->mem. */
bool requisition_load(struct req *r, const char *number, struct requisition *out, struct err *e);

extern const struct chain_table requisition_table;

/* The lines with copies still to come, of requisitions neither closed nor
 * cancelled, drafts included: by item, then by number. */
struct incoming {
    long item, copies;
    const char *number;
    int sent; /* DATE_NONE: not sent yet */
};
bool requisition_incoming(struct req *r, struct incoming **list, size_t *count, struct err *e);

/* School days from sending to the first receipt: the second longest of the last
 * five requisitions that came in full or were closed short (ordering.md, "Lead").
 * `count`: how many it is learned from; under three, `days` is not set. */
struct calendar;
bool requisition_learned_lead(struct req *r, const struct calendar *c, long *days, long *count, struct err *e);

const struct requisition_line *requisition_line_of(const struct requisition *of, long item); /* or NULL */

/* The number of the one that a movement was a delivery of, or NULL. */
bool requisition_of_movement(struct req *r, long movement, const char **number, struct err *e);

/* How long one may be open before it is flagged (ordering.md): a draft unsent for
 * 5 school days, a delivery later than twice the lead. NULL: not yet. */
struct aging {
    long lead; /* learned, or the school's */
};
bool requisition_aging(struct req *r, const struct calendar *c, struct aging *out, struct err *e);
const char *requisition_late_words(struct mem *m, const struct aging *aging, bool sent, long school_days);

/* Storing, in a transaction of the caller: a draft with the next number of its
 * year (v->prepared; fills number and status); a line. */
bool requisition_insert(struct trail *t, struct requisition *v, struct err *e);

/* A step: the requisition comes to that state, and an event says so, on that
 * day; it bears a SHA-256 of what the requisition says then. `event` (its place
 * in the chain) may be NULL. */
bool requisition_step(struct trail *t, struct requisition *of, enum requisition_status to,
                      const struct requisition_event *ev, long *event, struct err *e);

bool requisition_received(struct req *r, const struct requisition *of, long item, long copies,
                          struct err *e); /* adds */
bool requisition_line_store(struct req *r, const struct requisition *of, long item, const struct requisition_line *l,
                            struct err *e);
bool requisition_line_remove(struct req *r, const struct requisition *of, long item, struct err *e);

/* For verify: the status is that of the last event, what was received is what the
 * deliveries say, and the lines are those of the last step (a draft's may change). */
bool requisition_verify(struct req *r, void (*found)(void *where, const char *what), void *where, struct err *e);

const char *requisition_number(struct mem *m, long school_year, long serial); /* "R-2026-27-0001" */

/* Answers with one, as `requisition show` does. */
bool requisition_show_one(struct req *r, const char *number, struct answer *a, struct err *e);
extern const struct shape requisition_shape;

extern const struct verbs requisition_verbs;

#endif
