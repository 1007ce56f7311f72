/* register_show: the entries of a register as the rows of an answer, made from
 * its columns: the list, the export, one entry, and what paper prints. */
#ifndef COMPLIANCE_CASES_REGISTER_SHOW_H
#define COMPLIANCE_CASES_REGISTER_SHOW_H

#include "compliance/cases/register.h"

/* How much of a case is shown. A list names its reference; free texts are shown with `show`, and with the others where
 * `--cases` asks for them, which the trail then tells. */
enum register_depth { DEPTH_PLAIN, DEPTH_REF, DEPTH_CASE };

/* "open", "done", "void"; of a request that is late "overdue" */
const char *register_status(const struct req *r, const struct register_entry *x);

/* The text of a cell; NULL: none. `printed`: as paper has it ("Sep 28, 2026", "Virtual IEP"). */
const char *register_cell(struct mem *m, const struct register_entry *x, const struct register_column *c, bool printed);
bool register_column_is_of_case(const struct register_book *book, const struct register_column *c);

void register_answer_list(struct req *r, struct answer *a, const struct register_book *book,
                          const struct register_entries *entries, enum register_depth depth);
void register_answer_one(struct req *r, struct answer *a,
                         const struct register_entry *x); /* short, with its reference */
void register_answer_whole(struct req *r, struct answer *a, const struct register_entry *x);

/* The entries that --open, --year and --ref leave; without them, those that are open or of this school year. */
bool register_choose(struct req *r, const struct fields *f, const struct register_book *book, bool all,
                     struct register_entries *out, struct err *e);

/* What has to be said beside days counted without a calendar; NULL: nothing. */
const char *register_holidays(const struct register_entries *entries);

void register_sort(struct register_entries *entries); /* by their days */

#endif
