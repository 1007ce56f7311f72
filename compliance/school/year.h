/* year: the school year, July 1 to June 30 (EC 37200), named by the calendar
 * year it begins in: 2026 is "2026-27". */
#ifndef COMPLIANCE_SCHOOL_YEAR_H
#define COMPLIANCE_SCHOOL_YEAR_H

#include "base/fields.h"

#include <stdbool.h>

int year_of(int date);    /* the school year a day lies in */
int year_begin(int year); /* its July 1 */
int year_end(int year);   /* its June 30 */
const char *year_text(struct mem *m, int year);
bool year_parse(const char *text, int *year); /* accepts only "2026-27" */

/* Reads the field "year"; absent: the school year of f->today. Parameters of KIND_YEAR do without it (field_year). */
bool year_field(const struct fields *f, int *year, struct err *e);

#endif
