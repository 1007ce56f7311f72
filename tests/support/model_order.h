/* model_order: requisitions a second time, beside tests/support/model.h: what is asked
 * for, every step and who may make it (interfaces.md, "Steps of a requisition"),
 * what came, and what the arithmetic makes of it (ordering.md, without families
 * and without settings). Plain arrays; each answer goes through all of them. */
#ifndef TESTS_SUPPORT_MODEL_ORDER_H
#define TESTS_SUPPORT_MODEL_ORDER_H

#include "tests/support/model.h"

/* A state is a letter: draft, waiting, approved, sent, part received, closed (x), cancelled. */
#define MODEL_STATES "dwaspxc"
const char *model_state_name(char state);

/* People by number. No role: nobody who was added. */
enum { MODEL_PEOPLE = 7 };
extern const struct model_person { const char *name, *role; } model_people[MODEL_PEOPLE];

enum model_condition { MODEL_GOOD, MODEL_DAMAGED, MODEL_WRONG_LANGUAGE, MODEL_OLD_EDITION, MODEL_CONDITIONS };
bool model_condition_counts(enum model_condition c); /* as received */

struct model_line {
    bool there;
    long units, per_unit, copies, received; /* per_unit 0: not known, and then units are copies */
};

struct model_delivery {
    int step; /* the one that it came with, counted from 1 */
    int item, date;
    enum model_condition condition;
    long copies;
    bool gone;       /* taken back */
    size_t movement; /* its place in the item's list; SIZE_MAX: it did not get to the shelf */
};

struct model_order {
    int year, serial;
    char state;
    int prepared, sent; /* sent 0: not */
    int maker, asker;   /* people; asker -1: nobody submitted it */
    int steps, last_by, last_date;
    int latest; /* the last day of all its steps */
    bool urgent, short_closed;
    bool taken_back; /* the last step was a taking back */
    long replaces;   /* the place of another, or -1 */
    struct model_line line[MODEL_ITEMS];
    struct model_delivery *deliveries;
    size_t count, room;
};

struct model_orders {
    struct model *shelf;
    struct model_order *list; /* in the order in which they were made */
    size_t count, room;
    long per_unit[MODEL_ITEMS]; /* 0: not known */
    bool users;                 /* they are added: roles hold */
};

struct model_orders *model_orders_new(struct model *shelf, bool users);
void model_orders_free(struct model_orders *o);

/* A draft with the next number of its year, without lines. */
struct model_order *model_order_new(struct model_orders *o, int prepared, int maker);
void model_order_step(struct model_order *of, char to, int by, int date);
struct model_delivery *model_order_deliver(struct model_order *of, const struct model_delivery *d);

/* Whether that person has such a role: a letter for each that will do, c(lerk), p(rincipal). */
bool model_is_a(const struct model_orders *o, int person, const char *roles);
bool model_is_open(const struct model_order *of);
bool model_is_complete(const struct model_order *of);
bool model_has_received(const struct model_order *of);
int model_lines(const struct model_order *of);
long model_missing(const struct model_order *of, int item); /* copies that have not come */

/* ---- what the arithmetic makes of it ---- */

struct model_need { /* of one item, on a day */
    long incoming, lead, lead_from;
    long reorder_at, fill_to, units, copies; /* units are copies where the unit is not known */
    bool ticked, urgent;
    long print_in_house;
};
struct model_need model_need(const struct model_orders *o, int item, int today);
long model_lead(const struct model_orders *o, long *learned_from); /* of at most five; under three it is the default */
int model_school_year(int date);
long model_school_days(const struct model *m, int from, int to); /* both counted */

#endif
