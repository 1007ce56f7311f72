/* rooms: the verbs of every room, in one list, as every door offers them. */
#ifndef DOOR_ROOMS_H
#define DOOR_ROOMS_H

#include "base/verb.h"

/* Every room's table, in the order of the help, and behind them what the front door adds of its own (help), ended by
 * NULL. Made once, at the start. */
const struct verbs *const *rooms_make(struct mem *m, const struct verbs *front);

/* Verb by verb, from a place that begins as {0}; NULL behind the last. */
struct room_place {
    size_t room, verb;
};
const struct verb *rooms_next(const struct verbs *const *rooms, struct room_place *at);

/* The first verb of every noun; every verb of a noun; every verb, those of a noun together, whichever rooms they are
 * of. */
void each_noun(const struct verbs *const *rooms, void (*each)(void *where, const struct verb *first), void *where);
void each_of_noun(const struct verbs *const *rooms, const char *noun, void (*each)(void *where, const struct verb *v),
                  void *where);
void each_verb(const struct verbs *const *rooms, void (*each)(void *where, const struct verb *v), void *where);

/* By noun and name (NULL: the first of the noun); NULL when there is none. */
const struct verb *verb_find(const struct verbs *const *rooms, const char *noun, const char *name);
bool noun_exists(const struct verbs *const *rooms, const char *noun);

/* What the noun does alone: the verb without a name, or the one marked NOUN_ALONE; NULL when it needs a second word. */
const struct verb *verb_alone(const struct verbs *const *rooms, const char *noun);

/* The nearest noun, or the nearest name of a noun's verbs, or NULL. */
const char *noun_near(const struct verbs *const *rooms, struct mem *m, const char *word);
const char *name_near(const struct verbs *const *rooms, struct mem *m, const char *noun, const char *word);

#endif
