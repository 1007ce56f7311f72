#include "cli/meant.h"

#include "base/text.h"
#include "door/rooms.h"

#include <string.h>

/* Everyday words, and the command that does what they say; `flag` is given with it. */
static const struct {
    const char *said, *verb, *flag;
} everyday[] = {
    {"give", "stock issue", NULL},
    {"hand", "stock issue", NULL},
    {"handout", "stock issue", NULL},
    {"got", "requisition receive", NULL},
    {"got", "stock receive", NULL},
    {"delivery", "requisition receive", NULL},
    {"delivered", "requisition receive", NULL},
    {"order", "requisition new", "needed"},
    {"buy", "requisition new", "needed"},
    {"count", "count enter", NULL},
    {"undo", "stock undo", NULL},
    {"undo", "requisition receive", "undo"},
    {"print", "stock print", NULL},
    {"print", "requisition pdf", NULL},
    {"labels", "stock labels", NULL},
    {"label", "stock labels", NULL},
    {"low", "stock", "low"},
    {"receive", "stock receive", NULL},
    {"receive", "requisition receive", NULL},
    {"issue", "stock issue", NULL},
    {"show", "stock show", NULL},
    {"list", "stock", NULL},
    {"families", "language set", NULL},
    {"settings", "school show", NULL},
};

/* The same, where it means that of this noun only: behind it. */
static const struct {
    const char *noun, *said, *verb;
} of_noun[] = {
    {"clock", "undo", "clock void"},
    {"clock", "delete", "clock void"},
    {"clock", "remove", "clock void"},
    {"clock", "show", "clock explain"},
};

enum { MEANT_MOST = 3 };

struct search {
    const struct verbs *const *rooms;
    struct mem *mem;
    const struct hint *found;
};

static bool is_same(const struct hint *a, const struct hint *b) {
    return strcmp(a->noun, b->noun) == 0 && strcmp(a->verb, b->verb) == 0;
}

static void add(struct search *t, const char *verb, const char *flag) {
    const char *words = t->found ? "Or" : "Did you mean";
    const struct hint *one = hint_new(t->mem, words, verb, flag ? flag : "", flag ? "yes" : NULL, NULL);
    size_t count = 0;
    for (const struct hint *h = t->found; h; h = h->also, count++)
        if (is_same(h, one))
            return;
    if (count < MEANT_MOST)
        t->found = hint_also(t->mem, t->found, one);
}

/* What the word says every day; with a noun, by its commands only. */
static void add_everyday(struct search *t, const char *noun, const char *word) {
    for (size_t i = 0; i < sizeof everyday / sizeof *everyday; i++) {
        const char *verb = everyday[i].verb;
        size_t n = noun ? strlen(noun) : 0;
        if (text_same_nocase(everyday[i].said, word) &&
            (!noun || (text_starts(verb, noun) && (verb[n] == ' ' || verb[n] == '\0'))))
            add(t, verb, everyday[i].flag);
    }
    for (size_t i = 0; noun && i < sizeof of_noun / sizeof *of_noun; i++)
        if (strcmp(of_noun[i].noun, noun) == 0 && text_same_nocase(of_noun[i].said, word))
            add(t, of_noun[i].verb, NULL);
}

static void add_named(struct search *t, const char *word) {
    struct room_place at = {0};
    for (const struct verb *v; (v = rooms_next(t->rooms, &at)) != NULL;)
        if (*v->name && text_same_nocase(v->name, word))
            add(t, mem_printf(t->mem, "%s %s", v->noun, v->name), NULL);
}

struct meant meant_by_noun(const struct verbs *const *rooms, struct mem *m, const char *word) {
    struct search t = {.rooms = rooms, .mem = m};
    if (strcmp(word, "version") == 0)
        return (struct meant){". Did you mean --version?", NULL};
    add_everyday(&t, NULL, word);
    add_named(&t, word);
    const char *near = t.found ? NULL : noun_near(rooms, m, word);
    if (near)
        return (struct meant){mem_printf(m, ". Did you mean %s?", near), NULL};
    return (struct meant){"", t.found ? t.found : hint_new(m, "The commands", "help", NULL)};
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

struct meant meant_by_name(const struct verbs *const *rooms, struct mem *m, const char *noun, const char *word) {
    struct search t = {.rooms = rooms, .mem = m};
    word += strspn(word, "-");
    add_everyday(&t, noun, word);
    if (t.found)
        return (struct meant){"", t.found};
    const char *near = name_near(rooms, m, noun, word), *flag = flag_near(rooms, m, noun, word);
    if (flag && (!near || text_distance(word, flag) < text_distance(word, near))) {
        add(&t, noun, flag);
        return (struct meant){"", t.found};
    }
    if (near)
        return (struct meant){mem_printf(m, ". Did you mean %s?", near), NULL};
    add_everyday(&t, NULL, word);
    add_named(&t, word);
    return (struct meant){"", t.found ? t.found : hint_new(m, "Its commands", "help", "command", noun, NULL)};
}
