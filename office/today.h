/* today: what needs doing, the most pressing first, each with its next step. The program without a command shows it;
 * `check` counts what needs attention (struct answer, `attention`), for a scheduled job. */
#ifndef OFFICE_TODAY_H
#define OFFICE_TODAY_H

#include "base/verb.h"

extern const struct verbs today_verbs;

#endif
