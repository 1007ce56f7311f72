/* register_show: the entries of a register as the rows of an answer, made from
 * its columns: the list, the export, one entry, and what paper prints. */
#ifndef COMPLIANCE_CASES_REGISTER_SHOW_H
#define COMPLIANCE_CASES_REGISTER_SHOW_H

#include "compliance/cases/register.h"

/* How much of a case is shown. A list has its reference; its texts are shown by `show`, and by the other verbs where
 * they are asked for, which the trail then records. */
enum register_depth { DEPTH_PLAIN, DEPTH_REF, DEPTH_CASE, DEPTH_ENTRY /* one entry, all of it */ };

/* The shapes of a book, by depth; each of the first three has the columns of the one before it, and more. */
const struct shape *register_shapes(struct mem *m, const struct register_book *book);

/* "open", "done", "void"; of a request that is late "overdue" */
const char *register_status(const struct req *r, const struct register_entry *x);

/* The text of a cell, or NULL. `printed`: as paper has it ("Sep 28, 2026", "Virtual IEP"). */
const char *register_cell(struct mem *m, const struct register_entry *x, const struct register_column *c, bool printed);
bool register_column_is_of_case(const struct register_book *book, const struct register_column *c);

/* Each in a shape of its book. */
void register_answer_list(struct req *r, struct answer *a, const struct shape *shape,
                          const struct register_entries *entries);
void register_answer_one(struct req *r, struct answer *a, const struct shape *shape, const struct register_entry *x);

/* What `open`, `year` and `ref` leave; without them, with `all` every entry, otherwise those that are open or of this
 * school year. */
bool register_choose(struct req *r, const struct fields *f, const struct register_book *book, bool all,
                     struct register_entries *out, struct err *e);

/* Records in the trail that details of these cases are read (compliance/audit/disclosure.h), as "12 of meeting". */
bool register_tell_read(struct req *r, const struct fields *f, const struct register_entries *read, struct err *e);

/* A sentence where days were counted without a calendar; or NULL. */
const char *register_holidays(const struct register_entries *entries);

void register_sort(struct register_entries *entries); /* by their days */

#endif
