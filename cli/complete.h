/* complete: completion scripts, from the tables of verbs; they open no database. */
#ifndef CLI_COMPLETE_H
#define CLI_COMPLETE_H

#include "base/verb.h"

extern const char *const complete_shells[]; /* bash, zsh, fish; ended by NULL */

bool complete_script(const struct verbs *const *rooms, struct buf *out, struct mem *m, const char *shell,
                     struct err *e);

#endif
