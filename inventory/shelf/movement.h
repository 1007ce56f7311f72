/* movement: what can happen to copies on the shelf. The ledger holds movements
 * only; an opposite movement, which names the wrong one, undoes a mistake. */
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

/* What a guide was handed out for: 34 CFR 300.504(a), EC 56321(a). */
struct issue_reason {
    const char *name, *words, *citation;
};
extern const struct issue_reason issue_reasons[]; /* ended by a row without a name */
extern const char *const issue_reason_names[];
extern const char *const issue_how_names[]; /* paper, email, web */

/* Version 1 took a copy off the shelf for a guide that was sent. In a file such a movement has a word of its own:
 * "email-copy" stands for how "email". */
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

/* -1: the word is not a kind. */
int movement_kind_of(const char *word);
const char *movement_kind_of_reason(const char *word); /* "damaged" gives "adjust"; NULL: not a reason */

/* Sets quantity's sign by kind and reason, from copies > 0; checks the reason. */
bool movement_sign(struct mem *m, struct movement *v, long copies, struct err *e);

/* The copies of it that count as issued: issues less returns, and copies that a
 * count found missing (unrecorded). Damage, transfers and superseded copies do not count. */
long movement_used(const struct movement *v);
long movement_came_in(const struct movement *v); /* the copies of it that came in; a reversal takes them off */

#endif
