/* language_file: families by home language as a file: import, export, undo.
 * Columns language,families; and program (else special-education), pupils,
 * school_year (else the current one), english, own. A column that is absent
 * leaves what is there; an empty cell of pupils takes the figure away.
 *
 * A language that is not there is added when its row has its English name; a
 * row with nothing but language, english and own stands for a language that
 * nobody has entered families for. So nothing is lost from school to school. */
#ifndef CATALOG_LANGUAGE_FILE_H
#define CATALOG_LANGUAGE_FILE_H

#include "catalog/language.h"
#include "compliance/audit/batch.h"

bool language_import(struct req *r, const struct fields *f, struct answer *a, struct err *e);
bool language_export(struct req *r, const struct fields *f, struct answer *a, struct err *e);

/* In a transaction. ERR_CONFLICT when the rows are not as the import left them, ERR_RULE when a language that it
 * added is in use by now. */
bool language_undo(struct req *r, const struct batch *b, struct err *e);

#endif
