/* forms: the verbs of paper. Each answers with the bytes of a PDF, which the
 * door writes (and frees). */
#ifndef FORMS_FORMS_H
#define FORMS_FORMS_H

#include "base/verb.h"

extern const struct verbs form_verbs;

#endif
