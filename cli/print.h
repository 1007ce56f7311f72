/* print: what the command line says: the answer, its notes, what went wrong, and what to do next. */
#ifndef CLI_PRINT_H
#define CLI_PRINT_H

#include "cli/parse.h"
#include "cli/render.h"
#include "door/open.h"

/* Everything that one command line is about. */
struct session {
    struct mem *mem;
    struct command command;
    struct req req;
    struct answer answer;
    struct screen screen;
    struct typed typed; /* what a command that is suggested repeats */
    struct opening opening;
    long last_progress; /* in milliseconds; 0: none was shown */
};

/* A paper or an export in the place of the database, or of what belongs to it, would be the end of it; and before
 * anything is changed it must be clear that the answer's file can be written. */
bool print_try_out(const struct session *s, struct err *e);

bool print_bytes(const struct buf *b, struct err *e); /* to standard output */
bool print_answer(struct session *s, struct err *e);
void print_notes(const struct session *s, bool damaged);
void print_beside(const struct session *s); /* with --json, after the answer: the notes that are not in it */
void print_failure(const struct session *s, const struct err *e);

#endif
