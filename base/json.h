/* json: an answer as JSON, from its shape. The only file that calls jansson. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/verb.h"

/* One array for a list, one object for one, null where nothing was made, and an
 * object with "message" for sentences; indented by two, ended by LF. */
void json_answer(struct buf *out, const struct answer *a);

#endif
