/* staff: who works at the school, by name and classification. The reference
 * guide wants an Office Technician or a Senior Office Technician for these tasks
 * ("Sr." and "Senior" are one class); any other is taken with a stated reason.
 * Names of staff are business records. */
#ifndef COMPLIANCE_DUTY_STAFF_H
#define COMPLIANCE_DUTY_STAFF_H

#include "base/verb.h"

struct staff {
    const char *name, *class_name;
    const char *reason, *email, *phone; /* reason: why another class; each may be NULL */
    int left;                           /* the last day at the school; DATE_NONE: still there */
};

/* "Office Technician", "Senior Office Technician", or the words as they are, without needless blanks. */
const char *staff_class(struct mem *m, const char *words);
bool staff_class_is_usual(const char *class_name);

/* By name, whatever the case and the blanks. */
bool staff_find(struct req *r, const char *name, struct staff *out, bool *found, struct err *e);

/* The same for one who must be there (ERR_NOT_FOUND, with "did you mean") and not have left before that day (ERR_RULE);
 * DATE_NONE: whether they left or not. */
bool staff_require(struct req *r, const char *name, int on, struct staff *out, struct err *e);

/* For a designation, in a transaction: finds who the fields name ("name", "class", "reason") or adds them, and tells
 * in a note what that changed. `on`: the first day. ERR_INPUT: no class for one who is new; no reason for another
 * class. ERR_RULE: they have left. */
bool staff_settle(struct req *r, const struct fields *f, int on, struct answer *a, struct staff *out, struct err *e);

extern const struct verbs staff_verbs;

#endif
