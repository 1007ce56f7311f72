/* stored: everything that a school holds, as one text, so that "nothing was
 * stored" is compared and not believed; and the two ways a command can end. */
#ifndef TESTS_SUPPORT_STORED_H
#define TESTS_SUPPORT_STORED_H

#include "tests/support/support.h"

/* Every value of every row of every table; lives in the world's memory. */
const char *stored(struct world *w);

/* Runs the line (with `file` as its file, or NULL). Refused: with that kind, with
 * `words` in the message or in a note, and with nothing stored. */
void expect_refused(struct world *w, const char *line, const char *file, enum err_kind kind, const char *words);

/* Done: with `words` in the answer's text or in a note (NULL: no matter), and with a sound file after it. */
void expect_done(struct world *w, const char *line, const char *file, const char *words);

struct told {
    const char *field;
    long row; /* 0: none */
    const char *words;
};

/* Refused, with exactly these problems (ended by a row without words) and with nothing stored. The problems stay in
 * w->req.problems. */
void expect_problems(struct world *w, const char *line, const struct told *problems);

/* Whether one of the hints says it, in its words or as the command that the command line offers. */
bool offered(const struct world *w, const struct hint *hint, const char *words);

bool noted(const struct world *w, const char *words); /* in a note of the last answer */

#endif
