/* register_books: the words that the registers take, for their parameters. Each list ends with NULL. */
#ifndef COMPLIANCE_CASES_REGISTER_BOOKS_H
#define COMPLIANCE_CASES_REGISTER_BOOKS_H

#include "compliance/cases/register.h"

extern const char *const meeting_kinds[], *const meeting_results[], *const attempt_ways[];
extern const char *const translation_documents[], *const records_ways[], *const records_results[];
extern const char *const problem_kinds[], *const availability_documents[], *const consulted_reports[];

#endif
