/* movement: what can happen to copies on the shelf. The ledger holds nothing
 * else; a mistake is undone by an opposite movement that names it. */
#ifndef INVENTORY_SHELF_MOVEMENT_H
#define INVENTORY_SHELF_MOVEMENT_H

#include "base/buf.h"
#include "base/verb.h"

enum { QUANTITY_MOST = 1000000, NOTE_MOST = 500 };

enum movement_kind {
    MOVEMENT_RECEIVE,
    MOVEMENT_PRINT,
    MOVEMENT_ISSUE,
    MOVEMENT_RETURN,
    MOVEMENT_ADJUST,
    MOVEMENT_KINDS
};
extern const char *const movement_kind_names[MOVEMENT_KINDS + 1]; /* ended by NULL */

extern const char *const adjust_reason_names[]; /* why copies were adjusted; ended by NULL */

/* What a guide was handed out for: 34 CFR 300.504(a), EC 56321(a); domain.md section 6. */
struct issue_reason {
    const char *name, *words, *citation;
};
extern const struct issue_reason issue_reasons[]; /* ended by a row without a name */
extern const char *const issue_reason_names[];
extern const char *const issue_how_names[]; /* paper, email, web */

/* What version 1 took off the shelf for a guide that it sent, in a file: "email-copy" is of how "email". */
struct movement_sent {
    const char *word, *how;
};
extern const struct movement_sent movement_sent_words[]; /* ended by a row without a word */

struct movement {
    long id; /* its place in the school's chain */
    long item, edition;
    enum movement_kind kind;
    long quantity; /* below zero when copies leave the shelf */
    int on_date;
    const char *reason, *how, *note; /* may be NULL */
    long reverses, batch, mark;      /* INT_NONE: none; mark: of an imported one */
};

/* -1 when the word is none. */
int movement_kind_of(const char *word);
const char *movement_kind_of_reason(const char *word); /* "adjust" of "damaged"; NULL: no reason */

/* Sets quantity's sign by kind and reason, from copies > 0; checks the reason. */
bool movement_sign(struct mem *m, struct movement *v, long copies, struct err *e);

/* What of it counts as issued: issue less return, prints handed out as issues,
 * copies found to be missing unrecorded; not damage, transfer or superseded. */
long movement_used(const struct movement *v);
long movement_came_in(const struct movement *v); /* what of it came in, reversals taken off */


#endif
