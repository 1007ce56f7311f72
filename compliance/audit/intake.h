/* intake: what every import of rows that fit memory has in common (catalog, languages, calendar, requisitions, counts):
 * all refused rows are named at once, "12 new, 3 changed, 40 unchanged, 2 refused", a dry run says the same words, good
 * rows may be stored without the bad ones, and a batch undoes it.
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
    const char *kind;               /* of the rows: "languages" */
    bool no_batch;                  /* the rows go into something of their own, see `into` */
    const char *action, *subject;   /* of the trail's row; a subject that is not "" stands before the words, too */
    const char *advice;             /* a line behind the words, when it was stored; or NULL */
    const char *more;               /* what came of it: lines behind the words, in the trail, too; or NULL or "" */
    long made, changed, gone, same; /* rows, counted by the caller */
    long blank;                     /* rows without a value, where a blank is allowed */
    const char *into;               /* without a batch, set before the end: what the rows went into, "count 3" */
    const char *detail;             /* of the trail's row, where the words do not tell what was stored; or NULL */
    bool skip;                      /* the good rows are stored, the bad ones go to a file */
    bool placed;                    /* it takes places of the chain (requisitions): they are kept */
    struct buf before, after;       /* the rows that it touched, as CSV; the batch keeps them where both are filled */
    struct trail trail;
    long first;        /* the first place of the chain that it takes */
    const char *words; /* set by intake_goes_on */
};

/* What an import answers, as an object: rows by what became of them, and the batch (INT_NONE: it made none). */
struct intake_result {
    const char *kind, *into;
    long made, changed, gone, same, refused, blank, batch;
    bool stored;
};
extern const struct shape intake_shape;
void intake_answer(struct req *r, struct answer *a, const struct intake_result *result, const char *text);

extern const struct param intake_params[]; /* file, dry-run, skip-bad */

/* kind, action, subject and advice are set before. After false there is nothing to end. */
bool intake_begin(struct intake *in, struct req *r, const struct fields *f, struct answer *a, struct err *e);

/* After the last row. True: store them. False: it is over, and *ok whether well: refused, tried dry, nothing new. */
bool intake_goes_on(struct intake *in, bool *ok, struct err *e);

bool intake_end(struct intake *in, bool ok, struct err *e);

#endif
