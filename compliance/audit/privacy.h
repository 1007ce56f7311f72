/* privacy: a case carries a reference of the school's own choosing, and nothing
 * that says who the pupil is. Welligent is the system of
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
 * are not words of the office). Dates and school years are not student numbers. NULL
 * is taken. Length and control characters are parse_text's. */
bool privacy_check_ref(struct mem *m, const char *field, const char *text, struct err *e);

/* A case reference as it is typed. Refuses the same, and a reference that is blank, that is words of letters only
 * ("maria lopez"), or whose digits read as a date of birth. NULL is taken. */
bool privacy_check_case(struct mem *m, const char *field, const char *text, struct err *e);

/* Whether the text names the case of that reference, as words of its own. Either may be NULL. */
bool privacy_names_case(const char *text, const char *ref);

/* The reason for which a case is read; the trail keeps it for ever. ERR_INPUT when it names the case. NULL is taken. */
bool privacy_check_why(struct mem *m, const char *why, const char *ref, struct err *e);

/* Refuses a student number only: where names of staff may stand, which are business records. */
bool privacy_check_number(struct mem *m, const char *field, const char *text, struct err *e);

/* What a reference may be, for the text beside its field. */
extern const char privacy_advice[];

#endif
