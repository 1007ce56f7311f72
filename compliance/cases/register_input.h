/* register_input: what a door hands over, read into a draft of a step: its day
 * and its values, each checked here once. Nothing is stored. */
#ifndef COMPLIANCE_CASES_REGISTER_INPUT_H
#define COMPLIANCE_CASES_REGISTER_INPUT_H

#include "compliance/cases/register.h"

enum { REGISTER_REF_MOST = 60, REGISTER_TEXT_MOST = 500 }; /* bytes */

/* Fills `on` and `values` of a draft whose other members are set. ERR_INPUT: a value that cannot be; ERR_CONFLICT: the
 * entry is closed, or the step was taken already; ERR_RULE: what the register itself forbids. */
bool register_read(struct register_draft *d, struct err *e);

/* A step that came with the making of the entry (meeting add --notified DATE). */
bool register_read_day(struct register_draft *d, int on, struct err *e);

/* "14:30", "9:05", "2:30pm", "9" (an hour alone: 7 to 18); false when it is no time of day. `night`: it is before 7:00
 * by its figures, without am or pm, and so more likely meant for the afternoon. */
struct register_hour {
    int hour, minute;
    bool night;
};
bool register_time(const char *text, struct register_hour *out);

/* The field "ref" of a choice, checked as one; NULL: none is given. */
bool register_ref(const struct fields *f, const char **ref, struct err *e);

#endif
