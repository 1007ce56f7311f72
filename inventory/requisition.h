/* requisition: an order to the Stores Warehouse, from draft to closed.
 *
 * Its lines carry the units asked for, the copies they make, and the sentence
 * of the arithmetic behind them (domain.md section 3, ordering.md). A draft
 * counts as incoming, so that pressing the button twice orders once. */
#ifndef INVENTORY_REQUISITION_H
#define INVENTORY_REQUISITION_H

#include "base/verb.h"
#include "compliance/trail.h"

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
    long place;                  /* 1, 2, ... */
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
    long units, copies, received_copies, short_copies;
    long suggested;       /* units of the arithmetic */
    const char *sentence; /* its justification */
    const char *reason;   /* why the clerk differs, or NULL */
};

struct requisition_event {
    const char *at, *by, *to, *note; /* UTC; who; status it came to; may be NULL */
    int date;                        /* the day of the step */
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

/* The events in the order of their places, for trail_verify. */
struct query *requisition_walk(struct req *r);
bool requisition_next(void *query, struct trail_row *row, bool *end, struct err *e);

/* Lines with what is still to come, of requisitions neither closed nor cancelled,
 * drafts included: by item. `names` are their numbers, separated by ", ". */
struct incoming {
    long item, copies;
    const char *names;
};
bool requisition_incoming(struct req *r, struct incoming **list, size_t *count, struct err *e);

/* Storing, in a transaction of the caller: a draft with the next number of its
 * year (v->prepared; fills number and status), an event, a line. */
bool requisition_insert(struct trail *t, struct requisition *v, struct err *e);
bool requisition_event_add(struct trail *t, const struct requisition *of, const char *to, const char *note,
                           struct err *e);

/* A step: the requisition comes to that state, and an event says so, on that day. `event` (its place in the chain)
 * may be NULL. */
bool requisition_step(struct trail *t, struct requisition *of, enum requisition_status to,
                      const struct requisition_event *ev, long *event, struct err *e);

bool requisition_received(struct req *r, const struct requisition *of, long item, long copies,
                          struct err *e); /* adds */
bool requisition_set_status(struct req *r, const struct requisition *of, const char *status, struct err *e);
bool requisition_line_store(struct req *r, const struct requisition *of, long item, const struct requisition_line *l,
                            struct err *e);
bool requisition_line_remove(struct req *r, const struct requisition *of, long item, struct err *e);

const char *requisition_number(struct mem *m, long school_year, long serial); /* "R-2026-27-0001" */

extern const struct verbs requisition_verbs;

#endif
