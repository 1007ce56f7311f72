/* designee_history: all designees, with the steps that made them. A step that was taken back stays, with who took it
 * back and why. */
#ifndef COMPLIANCE_DUTY_DESIGNEE_HISTORY_H
#define COMPLIANCE_DUTY_DESIGNEE_HISTORY_H

#include "compliance/duty/designee.h"

/* "recorded by pat, Jan 11, 2027 10:03"; "step 9, reassign of B. Cruz (recorded by ...)" */
const char *assignment_by(struct req *r, const struct assignment *a);
const char *assignment_step(struct req *r, const struct assignment *a);

/* The text of an undo in the trail; the history reads the reason from it. */
const char *assignment_undo_words(struct req *r, const struct assignment *undone, const char *reason);

bool designee_history(struct req *r, const struct fields *f, struct answer *a, struct err *e);
extern const struct shape designee_history_shape;

#endif
