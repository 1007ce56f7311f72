#include "cli/meant.h"

#include "base/text.h"
#include "door/rooms.h"

#include <string.h>

/* Everyday words, and the command that does what they say. */
static const struct {
    const char *said, *command;
} everyday[] = {
    {"give", "stock issue"},
    {"hand", "stock issue"},
    {"handout", "stock issue"},
    {"got", "requisition receive"},
    {"got", "stock receive"},
    {"delivery", "requisition receive"},
    {"delivered", "requisition receive"},
    {"order", "requisition new --needed"},
    {"buy", "requisition new --needed"},
    {"count", "count enter"},
    {"undo", "stock undo"},
    {"undo", "requisition receive R --undo"},
    {"print", "stock print"},
    {"print", "requisition pdf"},
    {"labels", "stock labels"},
    {"label", "stock labels"},
    {"low", "stock --low"},
    {"receive", "stock receive"},
    {"receive", "requisition receive"},
    {"issue", "stock issue"},
    {"show", "stock show"},
    {"list", "stock"},
    {"families", "language set"},
    {"settings", "school show"},
    {"version", "--version"},
};

/* The same, where it means that of this noun only: behind it. */
static const struct {
    const char *noun, *said, *command;
} of_noun[] = {
    {"clock", "undo", "clock void"},
    {"clock", "delete", "clock void"},
    {"clock", "remove", "clock void"},
    {"clock", "show", "clock explain"},
};

enum { MEANT_MOST = 3 };

struct meant {
    const struct verbs *const *rooms;
    struct mem *mem;
    const char *list[MEANT_MOST];
    size_t count;
};

static void add(struct meant *t, const char *command) {
    for (size_t i = 0; i < t->count; i++)
        if (strcmp(t->list[i], command) == 0)
            return;
    if (t->count < MEANT_MOST)
        t->list[t->count++] = command;
}

/* What the word says every day; with a noun, by its commands only. */
static void add_everyday(struct meant *t, const char *noun, const char *word) {
    for (size_t i = 0; i < sizeof everyday / sizeof *everyday; i++) {
        const char *command = everyday[i].command;
        size_t n = noun ? strlen(noun) : 0;
        if (text_same_nocase(everyday[i].said, word) &&
            (!noun || (text_starts(command, noun) && (command[n] == ' ' || command[n] == '\0'))))
            add(t, command);
    }
    for (size_t i = 0; noun && i < sizeof of_noun / sizeof *of_noun; i++)
        if (strcmp(of_noun[i].noun, noun) == 0 && text_same_nocase(of_noun[i].said, word))
            add(t, of_noun[i].command);
}

static void add_named(struct meant *t, const char *word) {
    struct room_place at = {0};
    for (const struct verb *v; (v = rooms_next(t->rooms, &at)) != NULL;)
        if (*v->name && text_same_nocase(v->name, word))
            add(t, mem_printf(t->mem, "%s %s", v->noun, v->name));
}

/* ". Did you mean: guidestock stock receive, or guidestock requisition receive?" */
static const char *commands(const struct meant *t) {
    const char *all = "";
    for (size_t i = 0; i < t->count; i++)
        all = mem_join(t->mem, all, ", or ", "guidestock %s", t->list[i]);
    return mem_printf(t->mem, ". Did you mean: %s?", all);
}

const char *meant_by_noun(const struct verbs *const *rooms, struct mem *m, const char *word) {
    struct meant t = {.rooms = rooms, .mem = m};
    add_everyday(&t, NULL, word);
    add_named(&t, word);
    const char *near = noun_near(rooms, m, word);
    return t.count > 0 ? commands(&t) : near ? mem_printf(m, ". Did you mean %s?", near) : "; see: guidestock help";
}

/* The flag of the noun alone that the word is near to, or NULL. */
static const char *flag_near(const struct verbs *const *rooms, struct mem *m, const char *noun, const char *word) {
    const struct verb *v = verb_alone(rooms, noun);
    const char **flags = NULL;
    size_t n = 0;
    for (const struct param *p = v ? v->params : NULL; p && p->name; p++)
        if (p->form == PARAM_FLAG) {
            flags = mem_grow(m, flags, n, sizeof *flags);
            flags[n++] = p->name;
        }
    return n > 0 ? text_nearest(word, flags, n) : NULL;
}

const char *meant_by_name(const struct verbs *const *rooms, struct mem *m, const char *noun, const char *word) {
    struct meant t = {.rooms = rooms, .mem = m};
    word += strspn(word, "-");
    add_everyday(&t, noun, word);
    if (t.count > 0)
        return commands(&t);
    const char *near = name_near(rooms, m, noun, word), *flag = flag_near(rooms, m, noun, word);
    if (flag && (!near || text_distance(word, flag) < text_distance(word, near)))
        return mem_printf(m, ". Did you mean: guidestock %s --%s?", noun, flag);
    if (near)
        return mem_printf(m, ". Did you mean %s?", near);
    add_everyday(&t, NULL, word);
    add_named(&t, word);
    return t.count > 0 ? commands(&t) : mem_printf(m, "; see: guidestock help %s", noun);
}
