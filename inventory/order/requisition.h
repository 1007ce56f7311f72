/* requisition: an order to the Stores Warehouse, from draft to closed. Its lines carry the units asked for, the copies
 * they make, and the sentence of the arithmetic behind them (docs/ordering.md). A draft counts as incoming, so that
 * ordering twice what is needed orders it once. */
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
extern const char *const requisition_status_names[REQUISITION_STATUSES + 1]; /* ended by NULL */

struct requisition_line {
    long place; /* 1, 2, ... */
    long item_id;
    const char *item;            /* code: "parent-guide.es" */
    const char *material_number; /* ten digits, or NULL: not known */
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
    long due_copies, short_copies; /* still to come; never to come, since it is closed or cancelled */
    bool retired;                  /* the item is retired */
    long suggested;                /* units of the arithmetic */
    const char *sentence;          /* its justification */
    const char *reason;            /* why the clerk differs, or NULL */
    long edition_number;           /* of the edition current when the line was written; INT_NONE: version 1 kept none */
    bool superseded;               /* copies are still to come, and that edition is not current any more */
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
    const char *replaces;                /* the number of the requisition whose place it takes, or NULL */
};

/* By "R-2026-27-0001", also in lower case, or by the bare serial of the current school year ("1"). ERR_INPUT for what
 * is not a number of this form, ERR_NOT_FOUND for an unknown one. The answer lives in r->mem. */
bool requisition_load(struct req *r, const char *number, struct requisition *out, struct err *e);

extern const struct chain_table requisition_table;

/* The lines with copies still to come, of requisitions neither closed nor cancelled, drafts included; by item, then by
 * number. */
struct incoming {
    long item, copies;
    const char *number;
    int sent; /* DATE_NONE: not sent yet */
};
bool requisition_incoming(struct req *r, struct incoming **list, size_t *count, struct err *e);

/* The lead learned from deliveries, in school days (docs/ordering.md, "Lead"). `count` is the number of requisitions
 * that it is learned from; under 3, `days` stays as it is. */
struct calendar;
bool requisition_learned_lead(struct req *r, const struct calendar *c, long *days, long *count, struct err *e);

const struct requisition_line *requisition_line_of(const struct requisition *of, long item); /* or NULL */

/* The number of the requisition whose delivery the movement was, or NULL. */
bool requisition_of_movement(struct req *r, long movement, const char **number, struct err *e);

/* Says that a requisition has been open for too long (docs/ordering.md, "Aging"); NULL: it has not. */
struct aging {
    long lead; /* learned, or the school's */
};
bool requisition_aging(struct req *r, const struct calendar *c, struct aging *out, struct err *e);
const char *requisition_late_words(struct mem *m, const struct aging *aging, bool sent, long school_days);

/* ---- changes, between trail_begin and trail_end ---- */

/* A draft with the next number of the school year of v->prepared; fills number and status. */
bool requisition_insert(struct trail *t, struct requisition *v, struct err *e);

/* A step: the requisition comes to that state, and an event of that day says so, with a SHA-256 of what the requisition
 * says then. `event` (its place in the chain) may be NULL. */
bool requisition_step(struct trail *t, struct requisition *of, enum requisition_status to,
                      const struct requisition_event *ev, long *event, struct err *e);

/* Adds copies to those received of a line. */
bool requisition_received(struct req *r, const struct requisition *of, long item, long copies, struct err *e);

/* Stores the line of that item, new or changed; removes it. */
bool requisition_line_store(struct req *r, const struct requisition *of, long item, const struct requisition_line *l,
                            struct err *e);
bool requisition_line_remove(struct req *r, const struct requisition *of, long item, struct err *e);

/* For verify: calls `found` where the status is not that of the last event, what was received is not what the
 * deliveries say, or the lines are not those of the last step (those of a draft may change). */
bool requisition_verify(struct req *r, void (*found)(void *where, const char *what), void *where, struct err *e);

const char *requisition_number(struct mem *m, long school_year, long serial); /* "R-2026-27-0001" */

/* Answers with one, as `requisition show` does. */
bool requisition_show_one(struct req *r, const char *number, struct answer *a, struct err *e);
extern const struct shape requisition_shape;

extern const struct verbs requisition_verbs;

#endif
