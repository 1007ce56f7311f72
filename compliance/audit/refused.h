/* refused: the good rows of a file are stored, and the others are written to a file beside it (skip-bad): august.csv
 * gives august.refused.csv, or august.refused-2.csv, and never replaces a file. It holds all cells of the rows, and a
 * column "refused" that says why; the cells of a row with too many stand behind it. An import ignores that column, so
 * that the mended file can be imported as it is.
 *
 * A row's identity is its content: a mended row that equals a stored row counts as already here. Where that may happen,
 * mend the first file and import it again whole. */
#ifndef COMPLIANCE_AUDIT_REFUSED_H
#define COMPLIANCE_AUDIT_REFUSED_H

#include "base/csv.h"
#include "base/verb.h"

extern const char refused_column[]; /* "refused" */

/* Reads r->in (from `path`) once more and writes every row for which `why` gives a reason; *name is the file that it
 * made. To be called before the commit; refused_drop removes the file when there was no commit. */
bool refused_write(struct req *r, const char *path, const char *(*why)(void *where, const struct csv_row *row),
                   void *where, const char **name, struct err *e);
void refused_drop(const char *name);

/* The same for the refusals that the answer keeps (keep_refusals). */
bool refused_write_kept(struct req *r, const char *path, struct answer *a, const char **name, struct err *e);

#endif
