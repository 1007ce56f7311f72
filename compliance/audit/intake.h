/* intake: what every import of rows that fit memory has in common (catalog,
 * languages, calendar, requisitions, counts): one transaction, all refused rows
 * named at once, "12 new, 3 changed, 40 unchanged, 2 refused", the same words
 * tried dry, --skip-bad, and the batch by which it is undone.
 *
 *     if (!intake_begin(&in, r, f, a, e)) return false;
 *     bool ok = ...;                            read the rows; count them
 *     if (!intake_goes_on(&in, &ok, e)) return ok;
 *     ok = ...;                                 store them; before, after
 *     return intake_end(&in, ok, e); */
#ifndef COMPLIANCE_AUDIT_INTAKE_H
#define COMPLIANCE_AUDIT_INTAKE_H

#include "compliance/audit/trail.h"

struct intake {
    struct req *req;
    const struct fields *fields;
    struct answer *answer;
    const char *kind;               /* set by the caller: "languages"; NULL: it makes no batch, see `into` */
    const char *action, *subject;   /* of the trail's row; subject, when it is not "", stands before the words, too */
    const char *advice;             /* a line behind the words, when it was stored; or NULL */
    const char *more;               /* what came of it: lines behind the words, in the trail, too; or NULL or "" */
    long made, changed, gone, same; /* rows, counted by the caller */
    long blank;                     /* rows that say nothing, and may */
    const char *into;               /* without a batch, set before the end: what the rows went into, "count 3" */
    const char *detail;             /* the same: of the trail's row, where the words do not tell what was stored */
    bool skip;                      /* --skip-bad */
    bool placed;                    /* it takes places of the chain (requisitions): they are kept */
    struct buf before, after;       /* the rows that it touched, as CSV; without both, the batch keeps none */
    struct trail trail;
    long first;        /* the first place of the chain that it takes */
    const char *words; /* set by intake_goes_on */
};

/* kind, action, subject and advice are set before. After false there is nothing to end. */
bool intake_begin(struct intake *in, struct req *r, const struct fields *f, struct answer *a, struct err *e);

/* After the last row. True: store them. False: it is over, and *ok whether well: refused, tried dry, nothing new. */
bool intake_goes_on(struct intake *in, bool *ok, struct err *e);

bool intake_end(struct intake *in, bool ok, struct err *e);

#endif
