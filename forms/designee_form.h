/* designee_form: the school's own record of the clerical section of the School Designee Form, to sign; with blanks
 * while there is no designee. */
#ifndef FORMS_DESIGNEE_FORM_H
#define FORMS_DESIGNEE_FORM_H

#include "compliance/duty/designee.h"
#include "compliance/duty/staff.h"
#include "forms/paper.h"

struct designee_form {
    struct designee_state state;
    struct assignments all; /* of the year */
    struct staff who;       /* the designee; zero while there is none, or where the list of staff lacks them */
    int today;
};

void designee_paper(struct mem *m, const struct designee_form *of, struct paper *p);

/* The verb `designee pdf`. */
bool designee_print(struct req *r, const struct fields *f, struct answer *a, struct err *e);

#endif
