/* register_input: what a door hands over, read into a draft of a step: its day
 * and its values, each checked here once. Nothing is stored. */
#ifndef COMPLIANCE_CASES_REGISTER_INPUT_H
#define COMPLIANCE_CASES_REGISTER_INPUT_H

#include "compliance/cases/register.h"

enum { REGISTER_REF_MOST = 60, REGISTER_TEXT_MOST = 500, REGISTER_PLAIN_MOST = 200 }; /* bytes */
enum { REGISTER_MINUTES_MOST = 600 };

/* Fills `on` and `values` of a draft whose other members are set. First all problems of its input, and of the days that
 * come with it, are collected in the request; then ERR_CONFLICT: the entry is closed, or the step was taken already;
 * ERR_RULE: what the register itself forbids. Without an entry, which a step asks for and the store lacks, its values
 * are checked alone: the caller has told that problem. */
bool register_read(struct register_draft *d, struct err *e);

/* The day of a step that comes with the making of an entry (when a meeting's participants were notified); DATE_NONE:
 * it does not come with it. */
int register_day_within(const struct register_draft *first, const struct register_step *step);

/* "14:30", "9:05", "2:30pm", "9" (an hour alone: 7 to 18); false for any other text. `night`: its figures, without am
 * or pm, say a time before 7:00; the afternoon is more likely meant. */
struct register_hour {
    int hour, minute;
    bool night;
};
bool register_time(const char *text, struct register_hour *out);

/* The field "ref" of a choice, checked as the reference of a case; NULL where it is not given. */
bool register_ref(const struct fields *f, const char **ref, struct err *e);

#endif
