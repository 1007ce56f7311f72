/* clock_show: a clock as a row of an answer, the list of them, and all of one. */
#ifndef COMPLIANCE_CASES_CLOCK_SHOW_H
#define COMPLIANCE_CASES_CLOCK_SHOW_H

#include "compliance/cases/clock.h"

enum { CLOCK_TEXT_MOST = 500 }; /* bytes of a reason, a note, a why */

struct clock_row {
    long id, paused_days;
    const char *rule, *ref, *status, *status_words, *sentence;
    int on, due, rolled, act_by;
};
extern const struct shape clock_row_shape, clock_explain_shape;

struct clock_row clock_row_of(struct req *r, const struct calendar *c, const struct clock *k);

bool clock_list(struct req *r, const struct fields *f, struct answer *a, struct err *e);
bool clock_explain(struct req *r, const struct fields *f, struct answer *a, struct err *e);

#endif
