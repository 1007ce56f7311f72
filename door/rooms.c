#include "door/rooms.h"

#include "base/text.h"
#include "catalog/item.h"
#include "catalog/language.h"
#include "compliance/audit/trail.h"
#include "compliance/audit/user.h"
#include "compliance/cases/calendar_verbs.h"
#include "compliance/cases/clock.h"
#include "compliance/cases/register_verbs.h"
#include "compliance/duty/designee.h"
#include "compliance/duty/duty.h"
#include "compliance/duty/staff.h"
#include "compliance/school/school.h"
#include "forms/forms.h"
#include "forms/register_paper.h"
#include "inventory/count/count.h"
#include "inventory/coverage.h"
#include "inventory/order/recall.h"
#include "inventory/order/receive.h"
#include "inventory/order/requisition.h"
#include "inventory/order/requisition_step.h"
#include "inventory/order_verbs.h"
#include "inventory/shelf/given.h"
#include "inventory/shelf/movement_import.h"
#include "inventory/stock.h"
#include "inventory/stock_move.h"
#include "maintenance/backup.h"
#include "maintenance/restore.h"
#include "maintenance/verify.h"
#include "office/files.h"
#include "office/setup.h"
#include "office/today.h"

#include <string.h>

/* In the order of the help. */
static const struct verbs *const before_registers[] = {
    &today_verbs,       &stock_verbs,   &move_verbs,    &given_verbs,    &order_verbs,
    &requisition_verbs, &step_verbs,    &receive_verbs, &count_verbs,    &coverage_verbs,
    &language_verbs,    &catalog_verbs, &recall_verbs,  &files_verbs,    &staff_verbs,
    &designee_verbs,    &duty_verbs,    &clock_verbs,   &calendar_verbs,
};
static const struct verbs *const behind_registers[] = {
    &form_verbs, &setup_verbs, &school_verbs, &user_verbs, &backup_verbs, &restore_verbs, &trail_verbs, &verify_verbs,
};

const struct verbs *const *rooms_make(struct mem *m, const struct verbs *front) {
    enum {
        FIRST = sizeof before_registers / sizeof *before_registers,
        LAST = sizeof behind_registers / sizeof *behind_registers
    };
    const struct verbs **all = mem_alloc(m, (FIRST + LAST + 4) * sizeof *all), **at = all + FIRST;
    memcpy(all, before_registers, sizeof before_registers);
    *at++ = register_verbs(m);
    *at++ = register_paper_verbs(m);
    memcpy(at, behind_registers, sizeof behind_registers);
    at[LAST] = front;
    at[LAST + 1] = NULL;
    return all;
}

const struct verb *rooms_next(const struct verbs *const *rooms, struct room_place *at) {
    if (!rooms[at->room])
        return NULL;
    if (at->verb < rooms[at->room]->count)
        return &rooms[at->room]->list[at->verb++];
    at->room++;
    at->verb = 0;
    return rooms_next(rooms, at);
}

const struct verb *verb_find(const struct verbs *const *rooms, const char *noun, const char *name) {
    struct room_place at = {0};
    for (const struct verb *v; (v = rooms_next(rooms, &at)) != NULL;)
        if (strcmp(v->noun, noun) == 0 && (!name || strcmp(v->name, name) == 0))
            return v;
    return NULL;
}

bool noun_exists(const struct verbs *const *rooms, const char *noun) { return verb_find(rooms, noun, NULL) != NULL; }

const struct verb *verb_alone(const struct verbs *const *rooms, const char *noun) {
    struct room_place at = {0};
    for (const struct verb *v; (v = rooms_next(rooms, &at)) != NULL;)
        if (strcmp(v->noun, noun) == 0 && (!*v->name || (v->flags & NOUN_ALONE)))
            return v;
    return NULL;
}

void each_noun(const struct verbs *const *rooms, void (*each)(void *where, const struct verb *first), void *where) {
    struct room_place at = {0};
    for (const struct verb *v; (v = rooms_next(rooms, &at)) != NULL;)
        if (verb_find(rooms, v->noun, NULL) == v)
            each(where, v);
}

void each_of_noun(const struct verbs *const *rooms, const char *noun, void (*each)(void *where, const struct verb *v),
                  void *where) {
    struct room_place at = {0};
    for (const struct verb *v; (v = rooms_next(rooms, &at)) != NULL;)
        if (strcmp(v->noun, noun) == 0)
            each(where, v);
}

struct every {
    const struct verbs *const *rooms;
    void (*each)(void *where, const struct verb *v);
    void *where;
};

static void each_of_first(void *where, const struct verb *first) {
    const struct every *all = where;
    each_of_noun(all->rooms, first->noun, all->each, all->where);
}

void each_verb(const struct verbs *const *rooms, void (*each)(void *where, const struct verb *v), void *where) {
    struct every all = {rooms, each, where};
    each_noun(rooms, each_of_first, &all);
}

const char *noun_near(const struct verbs *const *rooms, struct mem *m, const char *word) {
    const char **nouns = NULL;
    size_t n = 0;
    struct room_place at = {0};
    for (const struct verb *v; (v = rooms_next(rooms, &at)) != NULL;) {
        nouns = mem_grow(m, nouns, n, sizeof *nouns);
        nouns[n++] = v->noun;
    }
    return text_nearest(word, nouns, n);
}

const char *name_near(const struct verbs *const *rooms, struct mem *m, const char *noun, const char *word) {
    const char **names = NULL;
    size_t n = 0;
    struct room_place at = {0};
    for (const struct verb *v; (v = rooms_next(rooms, &at)) != NULL;) {
        if (strcmp(v->noun, noun) != 0 || !*v->name)
            continue;
        names = mem_grow(m, names, n, sizeof *names);
        names[n++] = v->name;
    }
    return n ? text_nearest(word, names, n) : NULL;
}
