/* refused: with --skip-bad the good rows of a file are stored, and the others
 * are written to a file beside it: august.csv gives august.refused.csv, or
 * august.refused-2.csv, never one that is there. It holds all their cells and
 * one column more, "refused", that says why; a row with too many cells has
 * them behind it. An import takes no notice of that column: mended, the file
 * can be imported as it is.
 *
 * One thing to know: a row's identity is its content. A mended row that came
 * to be the same as a row that was stored counts as already here; where that
 * may be, mend the first file and import it again whole. */
#ifndef COMPLIANCE_AUDIT_REFUSED_H
#define COMPLIANCE_AUDIT_REFUSED_H

#include "base/csv.h"
#include "base/verb.h"

extern const char refused_column[]; /* "refused" */

/* Reads r->in once more and writes every row for which `why` gives a reason. To be called before the commit: gives
 * the name that the file got; refused_drop takes it away again when there was no commit. `path` is that of r->in. */
bool refused_write(struct req *r, const char *path, const char *(*why)(void *where, const struct csv_row *row),
                   void *where, const char **name, struct err *e);
void refused_drop(const char *name);

/* The same for the refusals that the answer keeps (keep_refusals). */
bool refused_write_kept(struct req *r, const char *path, struct answer *a, const char **name, struct err *e);

#endif
