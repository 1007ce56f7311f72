/* Every verb of every room, by its row: who may, at each door; the shape of its answer; what an edit reads first. */
#include "base/text.h"
#include "compliance/audit/user.h"
#include "door/hint.h"
#include "door/rooms.h"
#include "tests/suites.h"
#include "tests/support/look.h"

#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- who may ---- */

/* docs/interfaces.md, "Who acts", as a plain table: the first row that fits a verb holds. `names` are separated by
 * blanks; "*" is all of the noun's, or every noun. */
enum who { EVERYBODY, HOLDER, HOLDER_READS, DISTRICT, PRINCIPAL, CASE, READ, CHANGE };
static const struct rule {
    const char *nouns, *names;
    enum who who;
} rules[] = {
    {"help completion", "*", EVERYBODY},
    {"order", "compute", EVERYBODY},
    {"init backup restore", "*", HOLDER},
    {"user", "add role disable", HOLDER},
    {"verify", "*", HOLDER_READS},
    {"school", "add", DISTRICT},
    {"designee", "record reassign update end undo", PRINCIPAL},
    {"duty requisition", "return", PRINCIPAL},
    {"clock", "explain pdf", CASE},
    {"meeting", "ics", CASE},
    {"meeting translation records checklist problem availability consulted", "show export pdf", CASE},
    {"today check trail stock coverage export", "-", READ}, /* "-": the noun alone */
    {"clock", "compute", READ},
    {"stock", "given labels log", READ},
    {"catalog", "recall", READ},
    {"requisition", "pdf blank discrepancy", READ},
    {"designee duty", "pdf", READ},
    {"report", "*", READ},
    {"*", "list show export status history suggest explain", READ},
    {"*", "*", CHANGE},
};

static bool is_among(const char *words, const char *word) {
    size_t n = strlen(word);
    for (const char *s = words; (s = strstr(s, word)) != NULL; s += n)
        if ((s == words || s[-1] == ' ') && (s[n] == ' ' || s[n] == '\0'))
            return true;
    return false;
}

static enum who who_of(const struct verb *v) {
    const char *name = *v->name ? v->name : "-";
    size_t i = 0;
    while ((strcmp(rules[i].nouns, "*") != 0 && !is_among(rules[i].nouns, v->noun)) ||
           (strcmp(rules[i].names, "*") != 0 && !is_among(rules[i].names, name)))
        i++;
    return rules[i].who;
}

enum actor { STRANGER, CLERK, PRINCIPAL_USER, DISTRICT_USER, VIEWER, DISABLED, ACTORS };
static const struct standing standings[] = {
    [STRANGER] = {.users = 5},
    [CLERK] = {.users = 5, .known = true, .roles = ROLE_CLERK},
    [PRINCIPAL_USER] = {.users = 5, .known = true, .roles = ROLE_PRINCIPAL},
    [DISTRICT_USER] = {.users = 5, .known = true, .roles = ROLE_DISTRICT},
    [VIEWER] = {.users = 5, .known = true, .roles = ROLE_VIEWER},
    [DISABLED] = {.users = 5, .known = true, .disabled = true},
};

/* What the table says; `users`: the school has users. */
static bool may(enum who who, enum door door, enum actor actor, bool users) {
    const bool signs_in = actor != STRANGER && actor != DISABLED && users;
    if (who == EVERYBODY)
        return true;
    if (door == DOOR_COMMAND_LINE && (!users || who == HOLDER || who == HOLDER_READS || who == READ))
        return true;
    switch (who) {
    case HOLDER:
    case PRINCIPAL:
        return signs_in && actor == PRINCIPAL_USER;
    case CHANGE:
        return signs_in && (actor == CLERK || actor == PRINCIPAL_USER);
    case DISTRICT:
        return signs_in && actor != VIEWER;
    default:
        return signs_in;
    }
}

START_TEST(each_verb_is_for_whom_the_rules_say_at_each_door) {
    long cases = 0, allowed = 0;
    struct room_place at = {0};
    for (const struct verb *v; (v = rooms_next(test_rooms(), &at)) != NULL;)
        for (int door = DOOR_COMMAND_LINE; door <= DOOR_PAGE; door++)
            for (int actor = 0; actor < ACTORS; actor++)
                for (int users = 0; users < 2; users++, cases++) {
                    struct standing s = users ? standings[actor] : (struct standing){0};
                    bool expected = may(who_of(v), door, actor, users);
                    ck_assert_msg(user_may(door, v, &s) == expected, "%s %s, door %d, actor %d, %s users: not %s",
                                  v->noun, v->name, door, actor, users ? "with" : "without", expected ? "yes" : "no");
                    allowed += expected;
                }
    printf("door/verbs: %ld cases of verb, actor and door, %ld of them allowed\n", cases, allowed);
    ck_assert_int_gt(cases, 4000);
}
END_TEST

/* The same decision where it is asked: by a request, with users in the store. */
START_TEST(a_request_of_somebody_who_may_not_is_refused) {
    static const struct {
        const char *actor, *line;
        bool done;
    } cases[] = {
        {"tester", "stock", true},
        {"tester", "stock receive lre.en 1", false},
        {"Cleo", "stock receive lre.en 1", true},
        {"Vic", "stock receive lre.en 1", false},
        {"Vic", "stock", true},
        {"Dan", "requisition new", false},
        {"Gone", "stock receive lre.en 1", false},
        {"Cleo", "designee record X --class Teacher --from 2026-09-01", false},
        {"tester", "verify", true},
        {"tester", "user add Eve --role viewer", true},
    };
    struct world w;
    world_open(&w, "senior", "2026-09-14");
    look_done(&w, "user add Cleo --role clerk");
    look_done(&w, "user add Pat --role principal");
    look_done(&w, "user add Vic --role viewer");
    look_done(&w, "user add Dan --role district");
    look_done(&w, "user add Gone --role clerk");
    look_done(&w, "user disable Gone");
    for (size_t i = 0; i < COUNT(cases); i++) {
        w.req.actor = cases[i].actor;
        w.req.school = 1;
        ck_assert_msg(world_run(&w, cases[i].line) == cases[i].done, "%s: %s: %s", cases[i].actor, cases[i].line,
                      w.err.message);
        ck_assert_msg(cases[i].done || w.err.kind == ERR_RULE, "%s", w.err.message);
    }
    world_close(&w);
}
END_TEST

START_TEST(a_hint_finds_somebody_who_may) {
    static const struct {
        const char *actor, *verb;
        unsigned roles;
        const char *name; /* NULL: the actor */
    } cases[] = {
        {"Cleo", "stock receive", 0, NULL},
        {"Vic", "stock receive", 0, "Cleo"},
        {"tester", "stock receive", 0, "Cleo"},
        {"Cleo", "requisition approve", ROLE_PRINCIPAL, "Pat"},
        {"Pat", "requisition approve", ROLE_PRINCIPAL, NULL},
        {"Vic", "stock", 0, NULL},
        {"tester", "verify", 0, NULL},
        {"Cleo", "requisition return", 0, "Pat"},
        {"Cleo", "stock", ROLE_DISTRICT, ""},
    };
    struct world w;
    const char *name;
    world_open(&w, "senior", "2026-09-14");
    ck_assert(hint_is_for_actor(&w.req, hint_new(w.mem, NULL, "requisition return", NULL), &name));
    look_done(&w, "user add Cleo --role clerk");
    look_done(&w, "user add Abe --role clerk");
    look_done(&w, "user disable Abe");
    look_done(&w, "user add Pat --role principal");
    look_done(&w, "user add Vic --role viewer");
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct hint *h = hint_for(w.mem, hint_new(w.mem, NULL, cases[i].verb, NULL), cases[i].roles);
        w.req.actor = cases[i].actor;
        ck_assert_msg(hint_is_for_actor(&w.req, h, &name) == !cases[i].name, "%zu", i);
        ck_assert_msg(!cases[i].name || (*cases[i].name ? name && strcmp(name, cases[i].name) == 0 : !name), "%zu: %s",
                      i, name ? name : "(nobody)");
    }
    world_close(&w);
}
END_TEST

/* ---- shapes ---- */

/* For the terminal only, perhaps in the place of another of its name. */
static bool is_plain(const struct shape *shape, size_t column) { return shape->columns[column].flags & COLUMN_PLAIN; }

static void check_columns(const struct verb *v, const struct shape *shape, bool top) {
    for (size_t c = 0; c < shape->count; c++) {
        const char *name = shape->columns[c].name;
        ck_assert_msg(!top || (strcmp(name, "notes") != 0 && strcmp(name, "next") != 0),
                      "%s %s: JSON adds a member %s itself", v->noun, v->name, name);
        ck_assert_msg(name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0', "%s %s: %s", v->noun,
                      v->name, name);
        for (size_t k = 0; k < c; k++)
            ck_assert_msg(strcmp(shape->columns[k].name, name) != 0 || is_plain(shape, k) || is_plain(shape, c),
                          "%s %s: two columns %s", v->noun, v->name, name);
        if (shape->columns[c].type == CELL_ROWS)
            check_columns(v, shape->columns[c].rows, false);
    }
}

START_TEST(every_verb_declares_the_shape_of_its_answer) {
    struct room_place at = {0};
    for (const struct verb *v; (v = rooms_next(test_rooms(), &at)) != NULL;) {
        ck_assert_msg(v->shape != NULL, "%s %s declares no shape", v->noun, v->name);
        check_columns(v, v->shape, true);
    }
}
END_TEST

/* ---- editing ---- */

/* What is said about the change, or about which thing it is, and is not kept as a value of that thing. */
static bool is_of_the_change(const struct param *p) {
    return p->form < PARAM_SET || p->form == PARAM_FLAG || is_among("date note reason clear year", p->name);
}

static void expect_column(const struct verb *edit, const struct verb *read, const char *name) {
    char column[100];
    snprintf(column, sizeof column, "%s", name);
    for (char *s = column; *s; s++)
        *s = *s == '-' ? '_' : *s;
    for (size_t c = 0; c < read->shape->count; c++)
        if (strcmp(read->shape->columns[c].name, column) == 0)
            return;
    ck_abort_msg("%s %s takes %s, and %s %s does not show it", edit->noun, edit->name, name, read->noun, read->name);
}

START_TEST(what_can_be_edited_is_read_under_the_same_names) {
    long edits = 0;
    struct room_place at = {0};
    struct mem *m = mem_new();
    for (const struct verb *v; (v = rooms_next(test_rooms(), &at)) != NULL;) {
        if (!v->current)
            continue;
        const char *blank = strchr(v->current, ' ');
        const struct verb *read =
            verb_find(test_rooms(), mem_textn(m, v->current, blank ? (size_t)(blank - v->current) : strlen(v->current)),
                      blank ? blank + 1 : "");
        ck_assert_msg(read && read->shape && read->access <= ACCESS_READ_LOGGED, "%s %s: current is %s", v->noun,
                      v->name, v->current);
        edits++;
        for (const struct param *p = v->params; p->name; p++) {
            for (size_t i = 0; p->form == PARAM_SET && p->words && p->words[i]; i++)
                expect_column(v, read, p->words[i]);
            if (p->form != PARAM_SET && !is_of_the_change(p))
                expect_column(v, read, p->name);
        }
    }
    printf("door/verbs: %ld verbs edit what another one shows\n", edits);
    mem_free(m);
}
END_TEST

void verbs_suite(Suite *s) {
    TCase *c = tcase_create("verbs");
    tcase_add_test(c, each_verb_is_for_whom_the_rules_say_at_each_door);
    tcase_add_test(c, a_request_of_somebody_who_may_not_is_refused);
    tcase_add_test(c, a_hint_finds_somebody_who_may);
    tcase_add_test(c, every_verb_declares_the_shape_of_its_answer);
    tcase_add_test(c, what_can_be_edited_is_read_under_the_same_names);
    suite_add_tcase(s, c);
}
