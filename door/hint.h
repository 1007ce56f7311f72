/* hint: who may do what a hint suggests, and the way out of a file that cannot be opened. Each door words a hint in its
 * own way; these answers are the same for all. */
#ifndef DOOR_HINT_H
#define DOOR_HINT_H

#include "base/verb.h"

/* Whether the actor may do what the hint suggests: its roles, else those of the verb's row. Else *name is a user who
 * may, or NULL. Where the store cannot be asked, the answer is yes. */
bool hint_is_for_actor(struct req *r, const struct hint *h, const char **name);

/* What to do about an error that is about the file: make it, verify it, or go back to the last good copy. NULL: nothing
 * is near at hand. */
const struct hint *hint_out(const struct req *r, const struct err *e);

#endif
