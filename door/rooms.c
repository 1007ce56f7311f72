#include "door/rooms.h"

#include "base/text.h"
#include "catalog/item.h"
#include "catalog/language.h"
#include "compliance/school/calendar.h"
#include "compliance/cases/clock.h"
#include "compliance/duty/designee.h"
#include "compliance/duty/duty.h"
#include "compliance/cases/register.h"
#include "compliance/school/school.h"
#include "compliance/duty/staff.h"
#include "compliance/audit/trail.h"
#include "compliance/audit/user.h"
#include "forms/forms.h"
#include "maintenance/backup.h"
#include "inventory/count/count.h"
#include "inventory/coverage.h"
#include "office/files.h"
#include "inventory/shelf/given.h"
#include "inventory/shelf/movement_import.h"
#include "inventory/stock_move.h"
#include "inventory/order_verbs.h"
#include "inventory/order/recall.h"
#include "inventory/order/receive.h"
#include "inventory/order/requisition.h"
#include "maintenance/restore.h"
#include "office/setup.h"
#include "inventory/order/requisition_step.h"
#include "inventory/stock.h"
#include "office/today.h"
#include "maintenance/verify.h"

#include <string.h>

const struct verbs *const rooms[] = {
    &today_verbs,       &stock_verbs,
    &move_verbs,        &given_verbs,
    &order_verbs,       &requisition_verbs,
    &step_verbs,        &receive_verbs,
    &count_verbs,       &coverage_verbs,
    &language_verbs,    &catalog_verbs,
    &recall_verbs,      &files_verbs,
    &staff_verbs,       &designee_verbs,
    &duty_verbs,        &clock_verbs,
    &calendar_verbs,    &register_verbs,
    &form_verbs,        &setup_verbs,
    &school_verbs,      &user_verbs,
    &backup_verbs,      &restore_verbs,
    &trail_verbs,       &verify_verbs,
    &front_verbs,       NULL,
};

const struct global_option global_options[] = {
    {"db", "FILE", "the database (default: $GUIDESTOCK_DB, else guidestock/guidestock.db in $XDG_DATA_HOME)"},
    {"school", "CODE", "which school; may be left out while there is one"},
    {"as", "NAME", "who acts (default: the login name)"},
    {"today", "DATE", "the day for reports, reminders and defaults (also $GUIDESTOCK_TODAY)"},
    {"json", NULL, "the answer as JSON"},
    {"csv", NULL, "the answer as CSV"},
    {"no-color", NULL, "no colour (also when NO_COLOR is set, or TERM is dumb)"},
    {"help", NULL, "help for the command"},
    {"version", NULL, "the version"},
    {0},
};

/* Calls `each` for every verb; stops at the first that it wants. */
static const struct verb *first_verb(bool (*wanted)(const struct verb *v, const char *const *words),
                                     const char *const *words) {
    for (size_t k = 0; rooms[k]; k++)
        for (size_t i = 0; i < rooms[k]->count; i++)
            if (wanted(&rooms[k]->list[i], words))
                return &rooms[k]->list[i];
    return NULL;
}

static bool is_verb(const struct verb *v, const char *const *words) {
    return strcmp(v->noun, words[0]) == 0 && strcmp(v->name, words[1]) == 0;
}

static bool is_noun(const struct verb *v, const char *const *words) { return strcmp(v->noun, words[0]) == 0; }

void each_noun(void (*each)(void *where, const struct verb *first), void *where) {
    for (size_t k = 0; rooms[k]; k++)
        for (size_t i = 0; i < rooms[k]->count; i++)
            if (first_verb(is_noun, &rooms[k]->list[i].noun) == &rooms[k]->list[i])
                each(where, &rooms[k]->list[i]);
}

struct every {
    void (*each)(void *where, const struct verb *v);
    void *where;
};

static void each_of_noun(void *where, const struct verb *first) {
    const struct every *all = where;
    for (size_t k = 0; rooms[k]; k++)
        for (size_t i = 0; i < rooms[k]->count; i++)
            if (strcmp(rooms[k]->list[i].noun, first->noun) == 0)
                all->each(all->where, &rooms[k]->list[i]);
}

void each_verb(void (*each)(void *where, const struct verb *v), void *where) {
    struct every all = {each, where};
    each_noun(each_of_noun, &all);
}

const struct verb *verb_find(const char *noun, const char *name) {
    const char *words[] = {noun, name};
    return first_verb(is_verb, words);
}

static bool is_alone(const struct verb *v, const char *const *words) {
    return is_noun(v, words) && (v->need & NOUN_ALONE);
}

const struct verb *verb_alone(const char *noun) {
    const struct verb *v = verb_find(noun, "");
    return v ? v : first_verb(is_alone, &noun);
}

bool noun_exists(const char *noun) { return first_verb(is_noun, &noun) != NULL; }

const char *noun_near(struct mem *m, const char *word) {
    const char **nouns = NULL;
    size_t n = 0;
    for (size_t k = 0; rooms[k]; k++)
        for (size_t i = 0; i < rooms[k]->count; i++) {
            nouns = mem_grow(m, nouns, n, sizeof *nouns);
            nouns[n++] = rooms[k]->list[i].noun;
        }
    return text_nearest(word, nouns, n);
}

const char *name_near(struct mem *m, const char *noun, const char *word) {
    const char **names = NULL;
    size_t n = 0;
    for (size_t k = 0; rooms[k]; k++)
        for (size_t i = 0; i < rooms[k]->count; i++) {
            const struct verb *v = &rooms[k]->list[i];
            if (strcmp(v->noun, noun) != 0 || !*v->name)
                continue;
            names = mem_grow(m, names, n, sizeof *names);
            names[n++] = v->name;
        }
    return n ? text_nearest(word, names, n) : NULL;
}

void verb_usage(struct buf *b, const struct verb *v) {
    bool repeated = false, some = false;
    buf_printf(b, "guidestock %s%s%s", v->noun, *v->name ? " " : "", v->name);
    for (const struct param *p = v->params; p->name; p++) {
        if (repeated && p->form != PARAM_REPEAT && p->form != PARAM_SOME) {
            buf_text(b, some ? "...]" : "...");
            repeated = some = false;
        }
        switch (p->form) {
        case PARAM_ARG:
            buf_printf(b, " %s", p->shown);
            break;
        case PARAM_REPEAT:
            buf_printf(b, " %s", p->shown);
            repeated = true;
            break;
        case PARAM_SOME:
            buf_printf(b, repeated ? " %s" : " [%s", p->shown);
            repeated = some = true;
            break;
        case PARAM_OPTIONAL:
            buf_printf(b, " [%s]", p->shown);
            break;
        case PARAM_SET:
            buf_printf(b, " %s...", p->shown);
            break;
        case PARAM_NEEDED:
            buf_printf(b, " --%s %s", p->name, p->shown);
            break;
        case PARAM_OPTION:
            buf_printf(b, " [--%s %s]", p->name, p->shown);
            break;
        case PARAM_FLAG:
            buf_printf(b, " [--%s]", p->name);
            break;
        }
    }
    if (repeated)
        buf_text(b, some ? "...]" : "...");
}
