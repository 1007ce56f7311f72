/* meant: what a line that is no command may have meant. */
#ifndef CLI_MEANT_H
#define CLI_MEANT_H

#include "base/verb.h"

/* What follows `no command "..."`: ". Did you mean stock?", or where help stands. Of a first word, and of a second. */
const char *meant_by_noun(const struct verbs *const *rooms, struct mem *m, const char *word);
const char *meant_by_name(const struct verbs *const *rooms, struct mem *m, const char *noun, const char *word);

#endif
