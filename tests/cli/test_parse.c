/* The door: a command line read into a verb and its fields; and the one table
 * of verbs that help, completion and the manual page are made from. */
#include "base/text.h"
#include "cli/help.h"
#include "cli/parse.h"
#include "cli/words.h"
#include "compliance/audit/request.h"
#include "door/rooms.h"
#include "inventory/shelf/movement.h"
#include "tests/suites.h"
#include "tests/support/stored.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { WORDS_MOST = 24 };

static struct problems told; /* by the line that was parsed last */

/* As a shell would give them: words ended by NULL, without the program's name. */
static bool parse(struct mem *m, const char *const *words, struct command *c, struct err *e) {
    char *argv[WORDS_MOST + 2];
    int argc = 0;
    argv[argc++] = mem_text(m, "guidestock");
    for (; words[argc - 1]; argc++)
        argv[argc] = mem_text(m, words[argc - 1]);
    argv[argc] = NULL;
    *e = (struct err){0};
    struct req r = {.mem = m, .rooms = rooms_make(m, &help_verbs)};
    bool ok = command_parse(&r, argc, argv, c, e);
    r.verb = c->verb;
    c->fields.today = date_from(2026, 9, 15);
    if (r.verb)
        ok = request_read(&r, &c->fields, e) && ok;
    told = r.problems;
    return ok;
}

/* All that is told: the messages, and each command that is offered. */
static const char *all_told(struct mem *m, const struct err *e) {
    const struct typed nothing = {0};
    const char *all = told.count == 0 ? e->message : "";
    const struct hint *next = told.count == 0 ? e->next : NULL;
    for (size_t i = 0; i < told.count; i++) {
        all = mem_printf(m, "%s%s\n", all, told.list[i].message);
        next = hint_also(m, next, told.list[i].next);
    }
    for (const struct verbs *const *rooms = rooms_make(m, &help_verbs); next; next = next->also)
        all = mem_printf(m, "%s\n%s: %s", all, next->words, hint_command(m, rooms, &nothing, next));
    return all;
}

static bool is_verb(const struct command *c, const char *noun, const char *name) {
    return c->verb && strcmp(c->verb->noun, noun) == 0 && strcmp(c->verb->name, name) == 0;
}

static const char *usage(struct mem *m, const struct verb *v) {
    struct buf b = {0};
    verb_usage(&b, v);
    const char *text = mem_text(m, b.data);
    buf_free(&b);
    return text;
}

/* Calls `each` for every verb of every room. */
static void of_every_verb(void (*each)(struct mem *m, const struct verbs *const *rooms, const struct verb *v)) {
    struct mem *m = mem_new();
    const struct verbs *const *rooms = rooms_make(m, &help_verbs);
    struct room_place at = {0};
    size_t count = 0;
    for (const struct verb *v; (v = rooms_next(rooms, &at)) != NULL; count++)
        each(m, rooms, v);
    ck_assert_uint_gt(count, 30);
    mem_free(m);
}

/* ---- options and words ---- */

START_TEST(options_stand_before_and_after_and_with_an_equals_sign) {
    static const char *const lines[][WORDS_MOST] = {
        {"--db", "F", "--json", "stock", "issue", "lre.en", "1", "--date", "2026-09-01"},
        {"stock", "--db=F", "issue", "--json", "lre.en", "--date=2026-09-01", "1"},
        {"stock", "issue", "lre.en", "1", "--date", "2026-09-01", "--json", "--db", "F"},
        {"--date=2026-09-01", "--json", "--db=F", "stock", "issue", "lre.en", "1"},
        {"--db=F", "--json", "--date", "2026-09-01", "--", "stock", "issue", "lre.en", "1"},
        {"stock", "issue", "--db=F", "--json", "--date", "2026-09-01", "lre.en", "--", "1"},
    };
    struct mem *m = mem_new();
    for (size_t i = 0; i < COUNT(lines); i++) {
        struct command c;
        struct err e;
        ck_assert_msg(parse(m, lines[i], &c, &e), "%zu: %s", i, e.message);
        ck_assert(is_verb(&c, "stock", "issue") && c.json && !c.csv && !c.help && !c.no_color);
        ck_assert_str_eq(c.db, "F");
        ck_assert_uint_eq(c.fields.count, 3);
        ck_assert_str_eq(fields_get(&c.fields, "item"), "lre.en");
        ck_assert_str_eq(fields_get(&c.fields, "quantity"), "1");
        ck_assert_str_eq(fields_get(&c.fields, "date"), "2026-09-01");
    }
    mem_free(m);
}
END_TEST

START_TEST(every_option_of_the_door_is_taken) {
    static const char *const line[] = {"--db=a", "--school", "b",          "--as=c d", "--today",
                                       "9/30",   "--csv",    "--no-color", "stock",    NULL};
    struct mem *m = mem_new();
    struct command c;
    struct err e;
    ck_assert(parse(m, line, &c, &e));
    ck_assert(is_verb(&c, "stock", "") && c.csv && c.no_color && !c.json);
    ck_assert_str_eq(c.db, "a");
    ck_assert_str_eq(c.school, "b");
    ck_assert_str_eq(c.as, "c d");
    ck_assert_str_eq(c.today, "9/30");
    ck_assert_uint_eq(c.fields.count, 0);
    for (const struct global_option *g = global_options; g->name; g++) { /* and every one of the list */
        const char *const words[] = {mem_printf(m, "--%s", g->name), g->shown ? "x" : NULL, NULL};
        ck_assert_msg(parse(m, words, &c, &e), "--%s: %s", g->name, e.message);
    }
    mem_free(m);
}
END_TEST

START_TEST(an_option_takes_what_follows_it_whatever_that_is) {
    static const struct {
        const char *words[8], *note, *item;
    } cases[] = {
        {{"stock", "issue", "x", "1", "--note="}, "", "x"},
        {{"stock", "issue", "x", "1", "--note", ""}, "", "x"},
        {{"stock", "issue", "x", "1", "--note=a=b"}, "a=b", "x"},
        {{"stock", "issue", "x", "1", "--note", "--json"}, "--json", "x"},
        {{"stock", "issue", "--note", "--", "x", "1"}, "--", "x"},
        {{"stock", "issue", "--note", "-h", "x", "1"}, "-h", "x"},
        {{"stock", "issue", "--", "--json", "1"}, NULL, "--json"},
        {{"stock", "issue", "--", "--", "1"}, NULL, "--"},
        {{"stock", "issue", "-x", "1"}, NULL, "-x"},
    };
    struct mem *m = mem_new();
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct command c;
        struct err e;
        ck_assert_msg(parse(m, cases[i].words, &c, &e), "%zu: %s", i, e.message);
        ck_assert(is_verb(&c, "stock", "issue") && !c.json && !c.help);
        ck_assert_pstr_eq(fields_get(&c.fields, "note"), cases[i].note);
        ck_assert_str_eq(fields_get(&c.fields, "item"), cases[i].item);
    }
    mem_free(m);
}
END_TEST

START_TEST(pairs_are_repeated_and_keys_have_values) {
    static const char *const pairs[] = {"stock", "receive", "a", "1", "b", "2", "--date", "today", "c", "3", NULL};
    static const char *const keys[] = {"catalog", "set", "lre.en", "floor=5", "unit=", "own_title=a=b", NULL};
    static const char *const optional[] = {"stock", "undo", "7", NULL};
    struct mem *m = mem_new();
    struct command c;
    struct err e;
    ck_assert(parse(m, pairs, &c, &e));
    ck_assert_uint_eq(c.fields.count, 7);
    for (size_t i = 0; i < 3; i++) {
        ck_assert_str_eq(fields_nth(&c.fields, "item", i), pairs[i == 2 ? 8 : 2 + i * 2]);
        ck_assert_str_eq(fields_nth(&c.fields, "quantity", i), pairs[i == 2 ? 9 : 3 + i * 2]);
    }
    ck_assert(parse(m, keys, &c, &e));
    ck_assert_str_eq(fields_get(&c.fields, "item"), "lre.en");
    ck_assert_str_eq(fields_get(&c.fields, "floor"), "5");
    ck_assert_str_eq(fields_get(&c.fields, "unit"), "");
    ck_assert_str_eq(fields_get(&c.fields, "own_title"), "a=b");
    ck_assert(parse(m, optional, &c, &e));
    ck_assert_str_eq(fields_get(&c.fields, "id"), "7");
    mem_free(m);
}
END_TEST

START_TEST(a_line_that_is_no_command_says_what_is_meant) {
    static const struct {
        const char *words[8], *says;
    } cases[] = {
        {{"stok"}, "no command \"stok\". Did you mean stock?"},
        {{"requisiton", "list"}, "Did you mean requisition?"},
        {{"xyzzyplugh"}, "no command \"xyzzyplugh\"\nThe commands: guidestock help"},
        {{""}, "no command \"\""},
        {{"a\x1B[2Jb"}, "a\\x1b[2Jb"},
        {{"\xFF"}, "\\xff"},
        {{"stock", "isue", "x", "1"}, "no command \"stock isue\". Did you mean issue?"},
        {{"stock", "xyzzyplugh"}, "no command \"stock xyzzyplugh\"\nIts commands: guidestock help stock"},
        {{"today", "lre.en"}, "no command \"today lre.en\""},
        {{"give", "lre.en", "1"}, "no command \"give\"\nDid you mean: guidestock stock issue ITEM QTY"},
        {{"receive"}, "Did you mean: guidestock stock receive ITEM QTY\nOr: guidestock requisition receive R"},
        {{"print"}, "Did you mean: guidestock stock print ITEM QTY\nOr: guidestock requisition pdf R"},
        {{"undo"}, "Did you mean: guidestock stock undo\nOr: guidestock requisition receive R --undo"},
        {{"show"}, "Did you mean: guidestock stock show ITEM\nOr: "},
        {{"clock", "undo", "4"}, "no command \"clock undo\"\nDid you mean: guidestock clock void ID"},
        {{"clock", "delete", "4"}, "Did you mean: guidestock clock void ID"},
        {{"clock", "show", "4"}, "Did you mean: guidestock clock explain ID"},
        {{"adjust", "x", "1"}, "Did you mean: guidestock stock adjust ITEM QTY --reason REASON"},
        {{"Labels"}, "Did you mean: guidestock stock labels"},
        {{"version"}, "no command \"version\". Did you mean --version?"},
        {{"stock", "give", "x", "1"}, "no command \"stock give\"\nDid you mean: guidestock stock issue ITEM QTY"},
        {{"stock", "low"}, "Did you mean: guidestock stock --low"},
        {{"stock", "lw"}, "Did you mean: guidestock stock --low"},
        {{"stock", "-low"}, "no option -low. Did you mean --low?"},
        {{"stock", "--lo"}, "Did you mean --low?"},
        {{"stock", "issue", "x", "1", "-date", "9/1"}, "no option -date. Did you mean --date?"},
        {{"stock", "order"}, "Did you mean: guidestock requisition new --needed"},
        {{"requisition", "print", "1"}, "Did you mean: guidestock requisition pdf R"},
        {{"requisition", "--opn"}, "Did you mean --open?"},
        {{"stock", "issue", "x", "1", "--dat", "9/1"}, "no option --dat"},
        {{"stock", "issue", "x", "1", "--jsn"}, "Did you mean --json?"},
        {{"stock", "issue", "x", "1", "--reason", "lost"}, "no option --reason for this command"},
        {{"stock", "issue", "x", "1", "--\x1B"}, "--\\x1b"},
        {{"stock", "issue", "x", "1", "--quantity=5"}, "no option --quantity"},
        {{"stock", "issue", "x", "1", "--json=yes"}, "--json takes no value"},
        {{"stock", "--low=yes"}, "--low takes no value"},
        {{"stock", "issue", "x", "1", "--note"}, "--note needs a value"},
        {{"stock", "--db"}, "--db needs a value"},
        {{"stock", "issue", "x", "1", "--note=a", "--note=b"}, "--note is given twice"},
        {{"stock", "issue", "x", "1", "--reason", "annual"}, "Did you mean --for?"},
        {{"stock", "issue", "x", "1", "--how", "fax"}, "\"fax\" is none of paper, email, web"},
        {{"stock", "issue", "x", "1", "--how", "mail"}, "\"mail\" is none of paper (also by post), email, web"},
        {{"stock", "adjust", "x", "1", "--reason", "transfer"}, "Did you mean transfer-out or transfer-in?"},
        {{"stock", "issue", "x", "1", "--for", "9"}, "\"9\" is none of annual"},
        {{"stock", "issue", "x", "1", "--for", "0"}, "\"0\" is none of annual"},
        {{"stock", "issue", "x", "1", "--how", "1"}, "\"1\" is none of paper"}, /* no paper numbers these */
        {{"language", "set", "es", "1", "--program", "504"}, "Did you mean section-504?"},
        {{"init", "--name=x", "--code=0042", "--level", "junior"}, "Did you mean middle?"},
        {{"stock", "issue", "x", "1", "--for", "requst"}, "Did you mean request?"},
        {{"stock", "adjust", "x", "1"}, "--reason REASON is missing. Usage: guidestock stock adjust ITEM QTY"},
        {{"stock", "adjust"},
         "ITEM is missing. Usage: guidestock stock adjust ITEM QTY... [--date DATE] [--edition "
         "EDITION] [--note TEXT] --reason REASON\nQTY is missing\n--reason REASON is missing\n"},
        {{"requisition", "show", "--lo", "--jsn"}, "no option --lo"},
        {{"requisition", "show", "--lo", "--jsn"}, "no option --jsn. Did you mean --json?"},
        {{"stock", "issue", "", "1"}, "item is empty: "},
        {{"stock", "issue"}, "ITEM is missing. Usage: guidestock stock issue ITEM QTY..."},
        {{"stock", "issue", "x"}, "QTY is missing"},
        {{"stock", "issue", "x", "1", "y"}, "QTY is missing"},
        {{"catalog", "show"}, "ITEM is missing"},
        {{"catalog", "show", "x", "y"}, "\"y\" is one word too many"},
        {{"catalog", "list", "y"}, "\"y\" is one word too many"},
        {{"staff", "add", "Ann", "Reyes"},
         "\"Reyes\" is one word too many; what has a blank goes in quotes: \"Ann Reyes\""},
        {{"clock", "start", "triennial", "--ref", "blue", "7"}, "goes in quotes: --ref \"blue 7\". Usage"},
        {{"init", "--name", "Sunny", "Elementary"},
         "no command \"init Elementary\"; what has a blank goes in quotes: --name"},
        {{"clock", "close", "1", "--on", "today", "--date", "today"}, "--on is given twice"},
        {{"catalog", "set", "x", "floor"}, "\"floor\" is not KEY=VALUE"},
        {{"catalog", "set", "x", "=5"}, "\"=5\" is not KEY=VALUE"},
        {{"catalog", "set", "x", "item=5"}, "\"item\" is an option: write it without \"=\". Usage"},
        {{"catalog", "set", "x", "item=5", "=3"},
         "without \"=\". Usage: guidestock catalog set ITEM KEY=VALUE...\n"
         "\"=3\" is not KEY=VALUE\n"},
        {{"requisition", "add", "1", "lre.en"}, "UNITS is missing"},
    };
    struct mem *m = mem_new();
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct command c;
        struct err e;
        ck_assert_msg(!parse(m, cases[i].words, &c, &e), "%zu: %s ...", i, cases[i].words[0]);
        ck_assert_int_eq(e.kind, ERR_INPUT);
        const char *all = all_told(m, &e);
        ck_assert_msg(strstr(all, cases[i].says) != NULL, "not \"%s\" but \"%s\"", cases[i].says, all);
    }
    mem_free(m);
}
END_TEST

START_TEST(mail_is_never_taken_for_email) {
    static const char *const said[] = {"mail", "post", "Mail", "letter"};
    struct mem *m = mem_new();
    for (size_t i = 0; i < COUNT(said); i++) {
        struct command c;
        struct err e;
        ck_assert(!parse(m, (const char *const[]){"stock", "issue", "x", "1", "--how", said[i], NULL}, &c, &e));
        ck_assert_msg(!strstr(e.message, "Did you mean") && strstr(e.message, "by post"), "%s", e.message);
    }
    mem_free(m);
}
END_TEST

START_TEST(a_word_of_a_list_is_taken_as_it_is_typed_and_told_back) {
    static const struct {
        const char *words[8], *option, *means; /* NULL: it is the word itself, and nothing is told */
    } cases[] = {
        {{"stock", "issue", "x", "1", "--for", "assessment"}, "for", "assessment-plan"},
        {{"stock", "issue", "x", "1", "--for", "Assess"}, "for", "assessment-plan"},
        {{"stock", "issue", "x", "1", "--for", "8"}, "for", NULL},
        {{"stock", "given", "--for", "1"}, "for", "annual"},
        {{"stock", "issue", "x", "1", "--how=Paper"}, "how", "paper"},
        {{"language", "set", "es", "1", "--program", "section"}, "program", "section-504"},
        {{"init", "--name=x", "--code=0042", "--level", "Middle"}, "level", "middle"},
    };
    struct mem *m = mem_new();
    struct command c;
    struct err e;
    for (size_t i = 0; i < COUNT(cases); i++) {
        ck_assert_msg(parse(m, cases[i].words, &c, &e), "%zu: %s", i, e.message);
        const char *means = cases[i].means ? cases[i].means : issue_reasons[7].name; /* as forms/issue_log.c prints */
        ck_assert_str_eq(fields_get(&c.fields, cases[i].option), means);
        ck_assert_ptr_nonnull(c.fields.list[c.fields.count - 1].typed);
    }
    ck_assert(parse(m, (const char *const[]){"stock", "given", "--for", "annual", NULL}, &c, &e));
    ck_assert_ptr_null(c.fields.list[0].typed);
    mem_free(m);
}
END_TEST

START_TEST(a_noun_alone_does_its_harmless_reading) {
    static const struct {
        const char *words[4], *name;
    } cases[] = {
        {{"requisition"}, "list"}, {{"requisition", "--open"}, "list"},
        {{"count"}, "show"},       {{"catalog"}, "list"},
        {{"language"}, "list"},    {{"calendar"}, "show"},
        {{"school"}, "show"},      {{"user"}, "list"},
        {{"order"}, "suggest"},    {{"report"}, "day"},
        {{"stock"}, ""},           {{"coverage"}, ""},
    };
    struct mem *m = mem_new();
    struct command c;
    struct err e;
    for (size_t i = 0; i < COUNT(cases); i++) {
        ck_assert_msg(parse(m, cases[i].words, &c, &e), "%zu: %s", i, e.message);
        ck_assert_msg(is_verb(&c, cases[i].words[0], cases[i].name), "%s", cases[i].words[0]);
    }
    ck_assert(!parse(m, (const char *const[]){"export", NULL}, &c, &e));
    ck_assert_msg(strstr(e.message, "TABLE is missing. Usage: guidestock export") != NULL, "%s", e.message);
    mem_free(m);
}
END_TEST

START_TEST(an_option_mistyped_within_a_command_gets_did_you_mean) {
    static const char *const lines[][WORDS_MOST] = {
        {"stock", "issue", "x", "1", "--dat", "9/1"}, /* no verb at all has it */
        {"stock", "issue", "x", "1", "--dates=9/1"},
    };
    struct mem *m = mem_new();
    for (size_t i = 0; i < COUNT(lines); i++) {
        struct command c;
        struct err e;
        ck_assert(!parse(m, lines[i], &c, &e));
        ck_assert_msg(strstr(e.message, "Did you mean --date?") != NULL, "%s", e.message);
    }
    mem_free(m);
}
END_TEST

START_TEST(a_number_with_a_sign_is_a_number_with_a_sign) {
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    expect_refused(&w, "stock receive lre.en -1", NULL, ERR_INPUT, "\"-1\" is not a number (write it without a sign)");
    expect_refused(&w, "stock receive lre.en +1", NULL, ERR_INPUT, "write it without a sign");
    expect_refused(&w, "stock receive -- lre.en -1", NULL, ERR_INPUT, "write it without a sign");
    world_close(&w);
}
END_TEST

START_TEST(help_and_version_are_asked_for_in_any_place) {
    static const struct {
        const char *words[6], *command, *name;
    } cases[] = {
        {{"--help"}, NULL, NULL},
        {{"-h"}, NULL, NULL},
        {{"stock", "--help"}, "stock", NULL},
        {{"stock", "issue", "-h"}, "stock", "issue"},
        {{"--help", "stock", "issue"}, "stock", "issue"},
        {{"stock", "issue", "x", "--help"}, "stock", "issue"}, /* however wrong the rest */
        {{"stock", "xyzzy", "--help"}, "stock", NULL},
        {{"xyzzy", "--help"}, NULL, NULL},
    };
    struct mem *m = mem_new();
    struct command c;
    struct err e;
    for (size_t i = 0; i < COUNT(cases); i++) {
        ck_assert_msg(parse(m, cases[i].words, &c, &e), "%zu: %s", i, e.message);
        ck_assert(is_verb(&c, "help", ""));
        ck_assert_pstr_eq(fields_get(&c.fields, "command"), cases[i].command);
        ck_assert_pstr_eq(fields_get(&c.fields, "name"), cases[i].name);
    }
    ck_assert(parse(m, (const char *const[]){"stock", "--version", NULL}, &c, &e) && c.version);
    ck_assert(parse(m, (const char *const[]){NULL}, &c, &e) && is_verb(&c, "today", ""));
    ck_assert(parse(m, (const char *const[]){"--json", NULL}, &c, &e) && is_verb(&c, "today", "") && c.json);
    mem_free(m);
}
END_TEST

START_TEST(the_file_to_read_and_the_file_to_write_are_handed_to_the_door) {
    struct mem *m = mem_new();
    struct command c;
    struct err e;
    ck_assert(parse(m, (const char *const[]){"import", "m.csv", "--dry-run", NULL}, &c, &e));
    ck_assert_str_eq(c.file, "m.csv");
    ck_assert_ptr_null(c.out);
    ck_assert(parse(m, (const char *const[]){"requisition", "pdf", "1", "--out=-", NULL}, &c, &e));
    ck_assert_str_eq(c.out, "-");
    ck_assert_ptr_null(c.file);
    ck_assert(parse(m, (const char *const[]){"order", "compute", "--file", "o.csv", NULL}, &c, &e));
    ck_assert_str_eq(c.file, "o.csv");
    mem_free(m);
}
END_TEST

/* ---- the table of verbs ---- */

static void is_complete(struct mem *m, const struct verbs *const *rooms, const struct verb *v) {
    const char *line = usage(m, v);
    ck_assert_msg(v->what && *v->what && v->run && v->params && v->roles, "%s", line);
    ck_assert_msg(text_starts(line, mem_printf(m, "guidestock %s%s%s", v->noun, *v->name ? " " : "", v->name)), "%s",
                  line);
    ck_assert_msg(verb_find(rooms, v->noun, v->name) == v, "there are two of: %s", line);
    enum param_form last = PARAM_ARG;
    int files = 0;
    bool alone = (v->flags & NOUN_ALONE) != 0;
    ck_assert_msg(!alone || verb_alone(rooms, v->noun) == v, "%s has two that it does alone", v->noun);
    ck_assert_msg(!alone || v->access == ACCESS_READ, "%s changes", line);
    for (const struct param *p = v->params; p->name; p++) {
        enum param_form form = p->form > PARAM_OPTION ? PARAM_OPTION : p->form;
        ck_assert_msg(form >= last, "%s: %s is out of order", line, p->name);
        last = form;
        ck_assert_msg(p->what && *p->what, "%s: %s is not described", line, p->name);
        ck_assert_msg(!alone || (p->form != PARAM_ARG && p->form != PARAM_REPEAT && p->form != PARAM_NEEDED),
                      "%s needs more than its noun", line);
        ck_assert_msg(p->kind != KIND_NUMBERED || p->words, "%s: %s has no words", line, p->name);
        ck_assert_msg((p->form == PARAM_FLAG) == (p->shown == NULL), "%s: %s", line, p->name);
        ck_assert_msg(strstr(line, p->form < PARAM_OPTION ? p->shown : mem_printf(m, "--%s", p->name)) != NULL,
                      "%s: %s is not in it", line, p->name);
        ck_assert_msg(!p->words || p->words[0], "%s: %s has no words", line, p->name);
        for (const struct param *q = v->params; q < p; q++)
            ck_assert_msg(strcmp(p->name, q->name) != 0, "%s: %s twice", line, p->name);
        for (const struct global_option *g = global_options; g->name; g++)
            ck_assert_msg(strcmp(p->name, g->name) != 0, "%s: --%s is the door's", line, p->name);
        files += p->kind == KIND_FILE || p->kind == KIND_OUT_FILE;
    }
    ck_assert_msg(files <= 1, "%s: two files", line);
}

START_TEST(every_verb_is_described_and_its_parameters_are_in_order) { of_every_verb(is_complete); }
END_TEST

/* Before the verb is known, it must be known whether an option takes a value. */
static void options_agree(struct mem *m, const struct verbs *const *rooms, const struct verb *v) {
    struct room_place at = {0};
    for (const struct verb *other; (other = rooms_next(rooms, &at)) != NULL;)
        for (const struct param *p = v->params; p->name; p++)
            for (const struct param *q = other->params; q->name && p->form >= PARAM_OPTION; q++)
                ck_assert_msg(q->form < PARAM_OPTION || strcmp(p->name, q->name) != 0 ||
                                  (p->form == PARAM_FLAG) == (q->form == PARAM_FLAG),
                              "--%s takes a value in one of: %s; %s", p->name, usage(m, v), usage(m, other));
}

START_TEST(an_option_takes_a_value_in_every_command_or_in_none) { of_every_verb(options_agree); }
END_TEST

/* The least that the verb needs. */
static void is_reached(struct mem *m, const struct verbs *const *rooms, const struct verb *v) {
    const char *words[WORDS_MOST] = {v->noun};
    struct command c;
    struct err e;
    size_t n = 1;
    if (*v->name)
        words[n++] = v->name;
    for (const struct param *p = v->params; p->name; p++) {
        const char *value = p->words               ? p->words[0]
                            : p->kind == KIND_INT  ? mem_printf(m, "%ld", p->least ? p->least : 1)
                            : p->kind == KIND_DATE ? "today"
                                                   : "x";
        if (p->form == PARAM_NEEDED)
            words[n++] = mem_printf(m, "--%s", p->name);
        if (p->form == PARAM_ARG || p->form == PARAM_REPEAT || p->form == PARAM_NEEDED)
            words[n++] = value;
    }
    (void)rooms;
    ck_assert_msg(parse(m, words, &c, &e), "%s: %s", usage(m, v), e.message);
    ck_assert_msg(c.verb->run == v->run && strcmp(c.verb->noun, v->noun) == 0, "%s", usage(m, v));
}

START_TEST(every_verb_is_reached_by_its_words) { of_every_verb(is_reached); }
END_TEST

static void example_is_true(struct mem *m, const struct verbs *const *rooms, const struct verb *v) {
    struct fields f = {.mem = m, .today = date_from(2027, 6, 30), .year_begin = date_from(2026, 7, 1)};
    struct req r = {.mem = m, .verb = v};
    struct err e = {0};
    if (!v->example)
        return;
    for (const struct field *one = v->example; one->name; one++)
        fields_add(&f, one->name, one->value);
    ck_assert_msg(request_read(&r, &f, &e), "%s: %s", example_command(m, rooms, v), e.message);
}

START_TEST(every_example_is_a_command_of_its_verb) { of_every_verb(example_is_true); }
END_TEST

static void shape_is_sound(const struct verb *v, const struct shape *s) {
    ck_assert_uint_le(s->count, 40);
    for (size_t i = 0; i < s->count; i++) {
        const struct column *c = &s->columns[i];
        ck_assert_msg(*c->name && strspn(c->name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(c->name),
                      "%s %s: %s", v->noun, v->name, c->name);
        ck_assert_msg(c->offset < s->size, "%s %s: %s", v->noun, v->name, c->name);
        ck_assert((c->type == CELL_ROWS) == (c->rows != NULL));
        for (size_t k = 0; k < i; k++)
            ck_assert_msg(strcmp(s->columns[k].name, c->name) != 0 || ((c->flags | s->columns[k].flags) & COLUMN_PLAIN),
                          "%s %s: %s twice", v->noun, v->name, c->name);
        if (c->rows)
            shape_is_sound(v, c->rows);
    }
}

static void shape_of_verb_is_sound(struct mem *m, const struct verbs *const *rooms, const struct verb *v) {
    (void)m, (void)rooms;
    if (v->shape)
        shape_is_sound(v, v->shape);
}

START_TEST(every_answer_has_names_in_snake_case_and_each_once) { of_every_verb(shape_of_verb_is_sound); }
END_TEST

void parse_suite(Suite *s) {
    TCase *c = tcase_create("parse");
    tcase_add_test(c, options_stand_before_and_after_and_with_an_equals_sign);
    tcase_add_test(c, every_option_of_the_door_is_taken);
    tcase_add_test(c, an_option_takes_what_follows_it_whatever_that_is);
    tcase_add_test(c, pairs_are_repeated_and_keys_have_values);
    tcase_add_test(c, a_line_that_is_no_command_says_what_is_meant);
    tcase_add_test(c, mail_is_never_taken_for_email);
    tcase_add_test(c, a_word_of_a_list_is_taken_as_it_is_typed_and_told_back);
    tcase_add_test(c, a_noun_alone_does_its_harmless_reading);
    tcase_add_test(c, an_option_mistyped_within_a_command_gets_did_you_mean);
    tcase_add_test(c, a_number_with_a_sign_is_a_number_with_a_sign);
    tcase_add_test(c, help_and_version_are_asked_for_in_any_place);
    tcase_add_test(c, the_file_to_read_and_the_file_to_write_are_handed_to_the_door);
    tcase_add_test(c, every_verb_is_described_and_its_parameters_are_in_order);
    tcase_add_test(c, an_option_takes_a_value_in_every_command_or_in_none);
    tcase_add_test(c, every_verb_is_reached_by_its_words);
    tcase_add_test(c, every_example_is_a_command_of_its_verb);
    tcase_add_test(c, every_answer_has_names_in_snake_case_and_each_once);
    suite_add_tcase(s, c);
}
