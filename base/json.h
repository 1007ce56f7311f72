/* json: an answer as JSON, from its shape. The only file that calls jansson. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/verb.h"

/* One array for a list, one object for one, null where nothing was made, and an
 * object with "message" for sentences; indented by two, ended by LF. An object has
 * the members "notes" and "next", too. */
void json_answer(struct buf *out, const struct answer *a);

/* Whether the answer is an object: then its notes and what to do next are members of it ("notes", "next"). */
bool json_holds_notes(const struct answer *a);

/* Notes and what to do next of an answer that is no object, as one object; nothing where there is neither. */
void json_beside(struct buf *out, const struct answer *a);

/* What failed: {"kind", "problems": [{"field", "row", "message"}], "next": [{"verb", "values", "words"}]}. With no
 * problem on the list, it is `e` alone. */
void json_failure(struct buf *out, const char *kind, const struct problems *p, const struct err *e);

#endif
