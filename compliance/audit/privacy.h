/* privacy: a case carries a reference of the school's own choosing, and nothing
 * that says who the pupil is (domain.md section 7). Welligent is the system of
 * record for students; this program has no field for a name, a birth date or a
 * student number, and what is typed into a free text is looked at here. */
#ifndef COMPLIANCE_AUDIT_PRIVACY_H
#define COMPLIANCE_AUDIT_PRIVACY_H

#include "base/err.h"
#include "base/mem.h"

#include <stdbool.h>

/* A case reference, or a note about a case: ERR_INPUT, with the reason, when it
 * looks like a student number (nine or more digits, whatever stands between
 * them) or holds a person's full name (two capitalised words of letters that
 * are not words of the office). Dates and school years are no numbers. NULL is
 * nothing. Length and control characters are parse_text's. */
bool privacy_check_ref(struct mem *m, const char *field, const char *text, struct err *e);

/* A case reference as it is given: the same, and none that is blank, that is words of letters only ("maria lopez"), or
 * that has six or eight digits, or a day, a month and a year, that read as a date of birth. NULL is nothing. */
bool privacy_check_case(struct mem *m, const char *field, const char *text, struct err *e);

/* Whether the text names the case of that reference, as words of its own. Either may be NULL. */
bool privacy_names_case(const char *text, const char *ref);

/* Why a case is read stands in the trail, which is never purged: ERR_INPUT when it names the case. NULL is nothing. */
bool privacy_check_why(struct mem *m, const char *why, const char *ref, struct err *e);

/* The number alone, where names of staff may stand: they are business records. */
bool privacy_check_number(struct mem *m, const char *field, const char *text, struct err *e);

/* What to say beside the box. */
extern const char privacy_advice[];

#endif
