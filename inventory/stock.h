/* stock: what is on the shelf, what is coming, and what to order, with one line for each item (a title in a language).
 * docs/ordering.md says where each figure comes from. */
#ifndef INVENTORY_STOCK_H
#define INVENTORY_STOCK_H

#include "catalog/item.h"
#include "inventory/order/order.h"

struct stock_line {
    const struct item *of;
    const char *item, *title, *kind, **languages, *language_names, *language_short, *material_number, *edition;
    long on_hand;    /* usable: of the current edition */
    long superseded; /* copies of older editions: to be removed from the shelf */
    long incoming;
    const char *coming; /* "R-2026-27-0001", or NULL */
    long reorder_at, fill_to;
    const char *status;
    long units;          /* INT_NONE: copies per unit unknown */
    long copies;         /* suggested; 0: none */
    bool ticked;         /* a requisition of what is needed takes it */
    bool urgent;         /* runs out before a delivery can come */
    long print_in_house; /* copies to print meanwhile, 0: none */
    const char *sentence, *order_words, *beneath;
    const struct hint *command; /* to record what is printed in-house; NULL: nothing is urgent */
    int counted;                /* the day of its last applied count, or of a later opening; DATE_NONE: never */
    const char *counted_words;
    struct order_input input;
    struct order_answer answer;
};

struct stock {
    struct stock_line *list;
    size_t count;
    struct items items;
    struct languages all_languages;
    bool calendar_loaded, families_entered;
    long lead_from;            /* deliveries that the lead is learned from; under 3, it is the school's setting */
    const char *download_page; /* where guides are downloaded for printing */
    int year;
};

/* The stock on r->today; of one item with item > 0. Items that the school level does not have, and retired ones with
 * nothing left, have no line. All of it lives in r->mem. */
bool stock_load(struct req *r, long item, struct stock *out, struct err *e);

bool stock_is_low(const struct stock_line *l); /* OUT, LOW, or with a suggested order */

/* For req.stock_fact: "3 of 10 items are low, 1 is out"; good when none is either. */
bool stock_fact(struct req *r, const char **words, bool *good, struct err *e);

extern const struct verbs stock_verbs;

#endif
