/* A hint as a command: pasted into a real bash, it hands over exactly its values. */
#include "cli/words.h"
#include "tests/suites.h"
#include "tests/support/look.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* What a shell, a terminal or the program itself could read as something else than text. */
static const char *const values[] = {
    "lre.en",
    "Sunny Brae",
    "it's",
    "\"quoted\"",
    "two\nlines",
    "tab\tand\rreturn",
    "-5",
    "--reason",
    "--",
    "-",
    "$(touch pwned)",
    "`touch pwned`",
    "$HOME ${HOME} $1",
    "a!b !! !$",
    "\\",
    "\\n \\x41 \\'",
    "'\\''",
    "#no comment",
    "~/file",
    "*.c [a-z]? {a,b}",
    "a;b&c|d>e<f(g)",
    "a=b",
    "%s%n",
    "\xF0\x9F\x93\x9A guide",                       /* an emoji */
    "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x8F\xAB", /* two, joined by a character that is not seen */
    "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D",             /* right to left */
    "\xE2\x80\xAEgpj.exe",                          /* U+202E turns the direction round */
    "\xE2\x80\xAE"
    "41", /* and hexadecimal digits behind it */
    "\xC2\x9B"
    "31m", /* a control character of two bytes */
    "\033[2J\007",
    "\xFF\xC3(",
    "",
    " ",
    " blanks at both ends ",
};

/* Runs the command in bash, where `guidestock` prints its words, each ended by NUL. */
static struct buf words_of(const char *command) {
    static const char stub[] = "guidestock() { printf '%s\\0' \"$@\"; }\n";
    char path[] = "/tmp/guidestock-words-XXXXXX";
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    FILE *f = fdopen(fd, "w");
    ck_assert(f && fprintf(f, "%s%s\n", stub, command) > 0 && fclose(f) == 0);
    char run[100];
    snprintf(run, sizeof run, "cd / && bash %s 2>&1", path);
    FILE *p = popen(run, "r");
    struct buf out = {0};
    char block[4096];
    ck_assert_ptr_nonnull(p);
    for (size_t n; (n = fread(block, 1, sizeof block, p)) > 0;)
        buf_add(&out, block, n);
    ck_assert_msg(pclose(p) == 0, "%s", command);
    unlink(path);
    return out;
}

static void expect_words(const char *command, const char *const *expected) {
    struct buf out = words_of(command);
    size_t at = 0;
    for (size_t i = 0; expected[i]; i++, at += strlen(out.data + at) + 1)
        ck_assert_msg(at < out.length && strcmp(out.data + at, expected[i]) == 0, "%s: word %zu is \"%s\", not \"%s\"",
                      command, i + 1, at < out.length ? out.data + at : "(none)", expected[i]);
    ck_assert_msg(at == out.length, "%s: more words than %zu bytes hold", command, at);
    buf_free(&out);
}

static bool has_control(const char *text) {
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7F)
            return true;
    return false;
}

START_TEST(a_pasted_hint_hands_over_exactly_its_values) {
    struct mem *m = mem_new();
    for (size_t i = 0; i < COUNT(values); i++) {
        const char *v = values[i];
        const struct typed typed = {.db = v, .school = v, .today = v, .as = v};
        const struct hint *h = hint_new(m, NULL, "stock issue", "item", v, "quantity", "2", "note", v, NULL);
        const char *command = hint_command(m, test_rooms(), &typed, h);
        /* a line is one line, and moves no cursor */
        ck_assert_msg(!has_control(command), "%zu", i);
        const bool hyphen = *v == '-';
        const char *db = mem_printf(m, "--db=%s", v), *school = mem_printf(m, "--school=%s", v);
        const char *today = mem_printf(m, "--today=%s", v), *as = mem_printf(m, "--as=%s", v);
        const char *note = mem_printf(m, "--note=%s", v);
        if (hyphen)
            expect_words(command,
                         (const char *const[]){db, school, today, as, "stock", "issue", note, "--", v, "2", NULL});
        else
            expect_words(command, (const char *const[]){"--db", v, "--school", v, "--today", v, "--as", v, "stock",
                                                        "issue", v, "2", "--note", v, NULL});
    }
    mem_free(m);
}
END_TEST

START_TEST(keys_and_repeated_values_are_words_too) {
    struct mem *m = mem_new();
    const struct typed nothing = {0};
    for (size_t i = 0; i < COUNT(values); i++) {
        const char *v = values[i];
        const struct hint *keys = hint_new(m, NULL, "catalog set", "item", "lre.en", "own_title", v, "unit", v, NULL);
        expect_words(hint_command(m, test_rooms(), &nothing, keys),
                     (const char *const[]){"catalog", "set", "lre.en", mem_printf(m, "own_title=%s", v),
                                           mem_printf(m, "unit=%s", v), NULL});
    }
    const struct hint *pairs = hint_new(m, NULL, "count enter", "quantity", "1", "item", "a b", "item", "c", "quantity",
                                        "2", "now", "yes", NULL);
    expect_words(hint_command(m, test_rooms(), &nothing, pairs),
                 (const char *const[]){"count", "enter", "a b", "1", "c", "2", "--now", NULL});
    mem_free(m);
}
END_TEST

START_TEST(what_is_left_to_fill_in_is_in_capitals) {
    static const struct typed nothing;
    struct mem *m = mem_new();
    const struct {
        const struct hint *hint;
        const char *command;
    } cases[] = {
        {hint_new(m, NULL, "stock issue", NULL), "guidestock stock issue ITEM QTY"},
        {hint_new(m, NULL, "stock issue", "item", hint_blank, "quantity", "", NULL), "guidestock stock issue ITEM ''"},
        {hint_new(m, NULL, "stock issue", "item", "lre.en", NULL), "guidestock stock issue lre.en QTY"},
        {hint_new(m, NULL, "stock adjust", "item", "lre.en", "quantity", "2", NULL),
         "guidestock stock adjust lre.en 2 --reason REASON"},
        {hint_new(m, NULL, "requisition receive", "requisition", "R-2026-27-0001", NULL),
         "guidestock requisition receive R-2026-27-0001"},
        {hint_new(m, NULL, "school set", "phone", hint_blank, NULL), "guidestock school set phone=VALUE"},
        {hint_new(m, NULL, "school set", NULL), "guidestock school set KEY=VALUE"},
        {hint_new(m, NULL, "stock", "low", "yes", NULL), "guidestock stock --low"},
        {hint_new(m, NULL, "stock", "language", NULL, NULL), "guidestock stock"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        ck_assert_str_eq(hint_command(m, test_rooms(), &nothing, cases[i].hint), cases[i].command);
    mem_free(m);
}
END_TEST

START_TEST(a_hint_for_another_role_says_as_whom) {
    struct world w;
    world_open(&w, "senior", "2026-09-14");
    const struct typed typed = {.as = "Cleo", .req = &w.req}, silent = {.req = &w.req};
    const struct hint *any = hint_new(w.mem, NULL, "requisition approve", "requisition", "1", NULL);
    const struct hint *h = hint_for(w.mem, any, ROLE_PRINCIPAL);
    w.req.actor = "Cleo";
    ck_assert_str_eq(hint_command(w.mem, test_rooms(), &silent, h), "guidestock requisition approve 1");
    look_done(&w, "user add Cleo --role clerk");
    ck_assert_str_eq(hint_command(w.mem, test_rooms(), &typed, h), "guidestock --as NAME requisition approve 1");
    look_done(&w, "user add 'B. Cruz' --role principal");
    ck_assert_str_eq(hint_command(w.mem, test_rooms(), &typed, h), "guidestock --as 'B. Cruz' requisition approve 1");
    ck_assert_str_eq(hint_command(w.mem, test_rooms(), &silent, h), "guidestock --as 'B. Cruz' requisition approve 1");
    ck_assert_str_eq(hint_command(w.mem, test_rooms(), &typed, any), "guidestock --as Cleo requisition approve 1");
    ck_assert_str_eq(hint_command(w.mem, test_rooms(), &silent, any), "guidestock requisition approve 1");
    w.req.actor = "B. Cruz";
    ck_assert_str_eq(hint_command(w.mem, test_rooms(), &silent, h), "guidestock requisition approve 1");
    world_close(&w);
}
END_TEST

void words_suite(Suite *s) {
    TCase *c = tcase_create("words");
    tcase_add_test(c, a_pasted_hint_hands_over_exactly_its_values);
    tcase_add_test(c, keys_and_repeated_values_are_words_too);
    tcase_add_test(c, what_is_left_to_fill_in_is_in_capitals);
    tcase_add_test(c, a_hint_for_another_role_says_as_whom);
    suite_add_tcase(s, c);
}
