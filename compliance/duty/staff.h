/* staff: who works at the school, by name and classification. REF-5640.9 asks for
 * an Office Technician or a Senior Office Technician for these tasks ("Sr." and
 * "Senior" are one class); any other class is taken with a stated reason. Names of
 * staff are business records. */
#ifndef COMPLIANCE_DUTY_STAFF_H
#define COMPLIANCE_DUTY_STAFF_H

#include "base/verb.h"

struct staff {
    const char *name, *class_name;
    const char *reason, *email, *phone; /* the reason for another class; each may be NULL */
    int left;                           /* the last day at the school; DATE_NONE: still there */
};

extern const char staff_technician[]; /* "Office Technician" */

/* "Office Technician", "Senior Office Technician", or the words as they are, without needless blanks. */
const char *staff_class(struct mem *m, const char *words);
bool staff_class_is_usual(const char *class_name);

/* Read a name and a class as a person types them. ERR_INPUT. */
enum { STAFF_NAME_BYTES = 100 };
bool staff_read_name(struct req *r, const char *text, const char **name, struct err *e);
bool staff_read_class(struct req *r, const char *text, const char **class_name, struct err *e);

/* Checks that another class has a reason (ERR_INPUT); a usual class needs none, and the reason is dropped. */
bool staff_check_class(struct staff *s, struct err *e);

/* Everybody on the list, those who left behind the others. */
bool staff_load_all(struct req *r, struct staff **list, size_t *count, struct err *e);

/* Stores a new person, or the changes of one who is on the list; between trail_begin and trail_end. */
bool staff_store(struct req *r, const struct staff *s, struct err *e);

/* Finds a person by name, whatever the case and the blanks. */
bool staff_find(struct req *r, const char *name, struct staff *out, bool *found, struct err *e);

/* The same for a person who must be on the list (ERR_NOT_FOUND, with "did you mean") and must not have left before the
 * day `on` (ERR_RULE). With DATE_NONE, people who left are found, too. */
bool staff_require(struct req *r, const char *name, int on, struct staff *out, struct err *e);

/* For a designation: the person whom the fields "name", "class" and "reason" describe, as the list of staff should have
 * them. `on` is the first day, or DATE_NONE. Stores nothing. ERR_INPUT: a new person without a class, or another class
 * without a reason. ERR_RULE: the person has left. */
bool staff_resolve(struct req *r, const struct fields *f, int on, struct staff *out, struct err *e);

/* Adds that person to the list, or stores what has changed, and notes it; between trail_begin and trail_end. */
bool staff_settle(struct req *r, const struct staff *is, struct answer *a, struct err *e);

extern const struct verbs staff_verbs;

#endif
