/* json: an answer, its notes and a failure as JSON. The only file that calls jansson. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/verb.h"

/* One array for a list, one object for one, null where nothing was made, and an object with "message" for sentences;
 * indented by two, ended by LF. The object for one also has the members "notes" and "next". */
void json_answer(struct buf *out, const struct answer *a);

/* Whether the notes and what to do next are members of the answer ("notes", "next"). */
bool json_holds_notes(const struct answer *a);

/* The notes and what to do next of any other answer, as one object; nothing where there is neither. */
void json_beside(struct buf *out, const struct answer *a);

/* What `verify` found: {"message", "notes", "next"}. */
void json_finding(struct buf *out, const struct answer *a, const struct err *e);

/* What failed: {"kind", "problems": [{"field", "row", "message"}], "next": [{"verb", "values", "words"}], "notes"}. The
 * problems are the refused rows of a file, then the list, or `e` where the list is empty. */
void json_failure(struct buf *out, const char *kind, const struct problems *p, const struct answer *a,
                  const struct err *e);

#endif
