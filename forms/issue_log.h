/* issue_log: a blank page to write hand-outs on at the counter. */
#ifndef FORMS_ISSUE_LOG_H
#define FORMS_ISSUE_LOG_H

#include "forms/paper.h"

void issue_log_paper(struct paper *p);

/* The verb `stock log`. */
bool issue_log_print(struct req *r, const struct fields *f, struct answer *a, struct err *e);

#endif
