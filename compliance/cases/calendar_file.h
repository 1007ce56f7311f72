/* calendar_file: the school calendar as a file of rows (school_year, kind, from, to, name), read, imported, exported
 * and undone. A new calendar moves clocks, so that this stands above compliance/school/calendar.h. */
#ifndef COMPLIANCE_CASES_CALENDAR_FILE_H
#define COMPLIANCE_CASES_CALENDAR_FILE_H

#include "compliance/audit/batch.h"
#include "compliance/audit/trail.h"
#include "compliance/school/calendar.h"

/* Rows of an answer under the file's column names; `to` is blank for a single day. They live in the memory. */
extern const struct shape calendar_shape;
struct rows calendar_shown(struct mem *m, const struct calendar_list *of);

/* Reads a file as a calendar that is stored nowhere. Refused rows are notes, and then an error. */
bool calendar_read(struct req *r, FILE *in, struct answer *a, const struct calendar **out, struct err *e);

/* Reads the file, checks it as a whole, and replaces the years in it. Every refused row is a note. With `skip-bad` the
 * rows that are left must fit one another. */
bool calendar_import(struct req *r, const struct fields *f, struct answer *a, struct err *e);
bool calendar_export(struct req *r, const struct fields *f, struct answer *a, struct err *e);

/* Puts the years of an import back as they were, within the caller's change. *words: a line for each clock that moved,
 * or "". ERR_CONFLICT: the calendar was changed since. */
bool calendar_undo(struct trail *t, const struct batch *b, const char **words, struct err *e);

#endif
