/* retention: how long what is said of a case is kept, and which cases are over. Only the school says how long (the
 * setting keep_cases). A case that goes on, in a clock or in any register, is kept whole (docs/clocks.md, "Privacy and
 * retention"). */
#ifndef COMPLIANCE_CASES_RETENTION_H
#define COMPLIANCE_CASES_RETENTION_H

#include "compliance/cases/clock.h"
#include "compliance/cases/register.h"

extern const struct param retention_params[]; /* of each `purge` */

/* What a purge answers; on a terminal only its text. */
struct purged {
    int closed_by;       /* cases that ended on or before this day */
    long count;          /* of clocks or entries */
    const char *numbers; /* "1, 4"; null in the answer where there are none */
    bool purged;         /* false: tried dry, or there was nothing to purge */
};
extern const struct shape purged_shape;
void retention_answer(struct req *r, struct answer *a, const struct purged *what);

/* Names the backups, which a purge does not reach, and what to do about them. */
extern const char retention_backups[];

/* Cases that ended on or before this day may be purged now: by the field older-than, or by the school's setting.
 * ERR_INPUT: neither is there. */
bool retention_until(struct req *r, const struct fields *f, int *until, struct err *e);

struct retention { /* all that may speak of a case */
    struct clocks clocks;
    struct register_entries entries[REGISTERS];
};
bool retention_load(struct req *r, struct retention *out, struct err *e);

/* Nothing with that reference is open, or ended after that day. NULL, no reference: true. */
bool retention_is_over(const struct retention *all, const char *ref, int until);

#endif
