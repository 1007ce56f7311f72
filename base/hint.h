/* hint: what to do next, as data. A room names the verb and the values; each door words it: the command line as a
 * command to paste, JSON as an object, the page as a link to a filled-in form. No room below `door/` writes a command
 * line. A hint lives in the memory it was made in. */
#ifndef BASE_HINT_H
#define BASE_HINT_H

#include "base/fields.h"
#include "base/mem.h"

struct hint {
    const char *noun, *verb;    /* of the verb's row; verb "" where the noun is the whole command */
    const struct field *values; /* by the names of its parameters, in their order */
    size_t count;
    const char *words;       /* when to do it: "when the consent comes"; NULL: nothing more to say */
    unsigned roles;          /* who may; 0: whoever the verb's row says */
    const struct hint *also; /* another one; NULL: this is the last */
};

/* The value of a field that the person must fill in; a flag's value is "yes". */
extern const char hint_blank[];

/* `verb` is "stock print", or "today"; behind it stand names and values in pairs, ended by NULL. A pair whose value is
 * NULL is left out. The values are copied; `words` is not. */
const struct hint *hint_new(struct mem *m, const char *words, const char *verb, ...) __attribute__((sentinel));

/* The hint with one value more; with `value` NULL as it was. */
const struct hint *hint_with(struct mem *m, const struct hint *h, const char *name, const char *value);

/* The hint with all that it holds, for a longer life than that of the memory it was made in. NULL gives NULL. */
const struct hint *hint_copy(struct mem *m, const struct hint *h);

/* `first`, and behind it `second`. Either may be NULL. */
const struct hint *hint_also(struct mem *m, const struct hint *first, const struct hint *second);

/* The same for those roles alone. */
const struct hint *hint_for(struct mem *m, const struct hint *h, unsigned roles);

#endif
