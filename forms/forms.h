/* forms: the verbs of paper. Each answers with the bytes of a PDF, which the
 * door writes (and frees); a report without --out answers with its rows. */
#ifndef FORMS_FORMS_H
#define FORMS_FORMS_H

#include "base/verb.h"

extern const struct verbs form_verbs, report_verbs, year_verbs, register_paper_verbs, clock_paper_verbs;

#endif
