/* today: what needs doing, most pressing first, and the command for each. The
 * bare program shows it; `check` exits 10 when something needs attention. */
#ifndef OFFICE_TODAY_H
#define OFFICE_TODAY_H

#include "base/verb.h"

extern const struct verbs today_verbs;

#endif
