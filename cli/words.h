/* words: how the command line writes a verb: its usage, and a hint as a command to paste. */
#ifndef CLI_WORDS_H
#define CLI_WORDS_H

#include "base/verb.h"

/* "guidestock stock issue ITEM QTY... [--date DATE]" */
void verb_usage(struct buf *b, const struct verb *v);

/* What the command line itself adds, beside the verbs: --db and so on. */
struct global_option {
    const char *name, *shown, *what; /* shown NULL: a flag */
};
extern const struct global_option global_options[]; /* ended by a row without a name */

/* What a suggested command repeats of the one that was typed; each may be NULL. */
struct typed {
    const char *db, *school, *today, *as;
    struct req *req; /* who asks: where the actor lacks the role, the command says --as; NULL: it is not asked */
};

/* "guidestock --as 'B. Cruz' stock print lre.en 6": the verb of the hint with its values, quoted for a shell. Blanks,
 * and what the verb needs beyond the values, are shown as in the usage. */
const char *hint_command(struct mem *m, const struct verbs *const *rooms, const struct typed *typed,
                         const struct hint *h);

/* The example of a verb, in the same way. */
const char *example_command(struct mem *m, const struct verbs *const *rooms, const struct verb *v);

/* A text as one word of a shell. bash, dash and zsh read it alike, but for control and direction characters, which are
 * written as bash's $'...'. */
void shell_word(struct buf *out, const char *text);

#endif
