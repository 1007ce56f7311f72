/* given: what was handed out in a school year, by reason, item and edition: on
 * paper, by e-mail, as a web link. The practical proof that the guides were
 * given. It holds no names. */
#ifndef INVENTORY_SHELF_GIVEN_H
#define INVENTORY_SHELF_GIVEN_H

#include "base/verb.h"

struct given {                                    /* one edition of an item, given for one reason */
    const char *reason, *words, *citation, *head; /* reason and citation are NULL where no reason was recorded */
    const char *item, *title, *language_short, *edition, **languages;
    long copies, times, paper, email, web; /* copies: total */
    size_t reason_place, item_place;       /* for sorting */
    long edition_number;
};

struct given_year {
    struct given *list; /* by reason, item and edition */
    size_t count;
    long copies, times, sent;  /* totals; sent: by e-mail or as a link */
    long returned, unrecorded; /* copies that came back; copies that a count found missing */
};

/* Of all items and reasons. */
bool given_load(struct req *r, int year, struct given_year *out, struct err *e);

extern const struct verbs given_verbs;

#endif
