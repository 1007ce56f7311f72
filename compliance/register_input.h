/* register_input: what a door hands over, read into a draft of a step: its day
 * and its values, each checked here once. Nothing is stored. */
#ifndef COMPLIANCE_REGISTER_INPUT_H
#define COMPLIANCE_REGISTER_INPUT_H

#include "compliance/register.h"

enum { REGISTER_REF_MOST = 60, REGISTER_TEXT_MOST = 500 }; /* bytes */

/* Fills `on` and `values` of a draft whose other members are set. ERR_INPUT: a value that cannot be; ERR_CONFLICT: the
 * entry is closed, or the step was taken already; ERR_RULE: what the register itself forbids. */
bool register_read(struct register_draft *d, struct err *e);

/* A step that came with the making of the entry (meeting add --notified DATE). */
bool register_read_day(struct register_draft *d, int on, struct err *e);

/* "14:30", "9:05", "2:30pm": as HH:MM; NULL when it is no time of day. */
const char *register_time(struct mem *m, const char *text);

/* The field "ref" of a choice, checked as one; NULL: none is given. */
bool register_ref(const struct fields *f, const char **ref, struct err *e);

#endif
