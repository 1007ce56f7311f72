/* rooms: the verbs of every room, in one list, as the door offers them. */
#ifndef DOOR_ROOMS_H
#define DOOR_ROOMS_H

#include "base/verb.h"

extern const struct verbs *const rooms[]; /* ended by NULL; in the order of the help */

/* What the program's own front door adds to them (help, completion). The program that links this room defines it. */
extern const struct verbs front_verbs;

/* The first verb of every noun; every verb, those of a noun together, whichever rooms they are of. */
void each_noun(void (*each)(void *where, const struct verb *first), void *where);
void each_verb(void (*each)(void *where, const struct verb *v), void *where);

/* By noun and name; NULL when there is none. */
const struct verb *verb_find(const char *noun, const char *name);
bool noun_exists(const char *noun);

/* What the noun does alone: the verb without a name, or the one marked NOUN_ALONE; NULL when it needs a second word. */
const struct verb *verb_alone(const char *noun);

/* The nearest noun, or the nearest name of a noun's verbs, or NULL. */
const char *noun_near(struct mem *m, const char *word);
const char *name_near(struct mem *m, const char *noun, const char *word);

/* "guidestock stock issue ITEM QTY... [--date DATE]" */
void verb_usage(struct buf *b, const struct verb *v);

/* What the command line itself adds, beside the verbs: --db and so on. */
struct global_option {
    const char *name, *shown, *what; /* shown NULL: a flag */
};
extern const struct global_option global_options[]; /* ended by a row without a name */

#endif
