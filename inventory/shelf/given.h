/* given: what was handed out in a school year, by reason, item and edition: on
 * paper, by e-mail, as a web link. The practical proof that the guides were given
 * (domain.md section 6); it holds no names. */
#ifndef INVENTORY_SHELF_GIVEN_H
#define INVENTORY_SHELF_GIVEN_H

#include "base/verb.h"

struct given {                                    /* for one reason, of one edition of an item */
    const char *reason, *words, *citation, *head; /* reason and citation NULL: none was given */
    const char *item, *title, *language_short, *edition, **languages;
    long copies, times, paper, email, web; /* copies: in all */
    size_t reason_place, item_place;       /* for the order */
    long edition_number;
};

struct given_year {
    struct given *list; /* by reason, item and edition */
    size_t count;
    long copies, times, sent;  /* in all; sent: by e-mail or as a link */
    long returned, unrecorded; /* copies: brought back; found missing at a count, for reasons nobody wrote down */
};

/* Of all items and reasons. */
bool given_load(struct req *r, int year, struct given_year *out, struct err *e);

extern const struct verbs given_verbs;

#endif
