/* meant: what a line that is no command may have meant. */
#ifndef CLI_MEANT_H
#define CLI_MEANT_H

#include "base/verb.h"

struct meant {
    const char *words;       /* what follows `no command "..."`: ". Did you mean stock?", or "" */
    const struct hint *next; /* the commands that may be meant, or the help */
};

/* Of a first word, and of a second. */
struct meant meant_by_noun(const struct verbs *const *rooms, struct mem *m, const char *word);
struct meant meant_by_name(const struct verbs *const *rooms, struct mem *m, const char *noun, const char *word);

#endif
