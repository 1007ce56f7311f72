/* language_file: families by home language as a file: import, export, undo (docs/interfaces.md, "languages"). A column
 * that is absent leaves the stored figure; an empty cell of pupils takes it away.
 *
 * A language that does not exist is added when its row has its English name. A row with nothing but language, english
 * and own stands for a language without families, so that an export loses nothing. */
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
