/* help: usage, the manual page and the completions, all from the tables of verbs. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "base/verb.h"

extern const struct verbs help_verbs;

#endif
