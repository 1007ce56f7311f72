/* forms: the verbs of paper. Each answers with the bytes of a PDF, drawn when the transaction has ended; a report
 * without a file to write answers with its rows (office/report.h). */
#ifndef FORMS_FORMS_H
#define FORMS_FORMS_H

#include "base/verb.h"

extern const struct verbs form_verbs;

#endif
