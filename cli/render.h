/* render: an answer for a terminal, or as CSV. Tables fit the width, wrap what
 * may wrap, and align wide and combining characters. */
#ifndef CLI_RENDER_H
#define CLI_RENDER_H

#include "base/verb.h"
#include "cli/words.h"

struct screen {
    size_t width;                     /* columns */
    bool color;                       /* a status is always a word: colour is never the only signal */
    const struct verbs *const *rooms; /* for hints: the verbs that they name, */
    const struct typed *typed;        /* and what a suggested command repeats */
};

void render_plain(struct buf *out, const struct answer *a, const struct screen *screen);
void render_csv(struct buf *out, const struct answer *a);

/* Each hint on lines of its own: "  When the consent comes: guidestock clock start ...". A command is never broken. */
void render_hints(struct buf *out, const struct hint *hint, const struct screen *screen, size_t indent);

/* A message with control characters shown as \xNN; LF is kept. */
void render_message(struct buf *out, const char *message);

/* The same for a terminal: wrapped, with two blanks before the lines that go on. Ends with LF. */
void render_told(struct buf *out, const char *head, const char *message, size_t width);

#endif
