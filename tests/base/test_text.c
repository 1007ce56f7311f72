#include "base/text.h"

#include "base/buf.h"
#include "tests/suites.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static size_t put_utf8(char *s, uint32_t c) {
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    s[n] = '\0';
    for (size_t i = n; i-- > 1; c >>= 6)
        s[i] = (char)(0x80 | (c & 0x3F));
    s[0] = (char)(lead[n] | c);
    return n;
}

START_TEST(every_code_point_is_read_as_it_was_written) {
    for (uint32_t c = 1; c <= 0x10FFFF; c++) {
        char s[5];
        const char *at = s;
        size_t n = put_utf8(s, c);
        bool surrogate = c >= 0xD800 && c <= 0xDFFF;
        uint32_t read = text_next(&at);
        if (surrogate ? read != TEXT_BAD || at != s + 1 : read != c || at != s + n)
            ck_abort_msg("U+%04X was read as U+%04X", c, read);
    }
}
END_TEST

START_TEST(what_is_not_utf_8_is_told) {
    static const char *const bad[] = {"\x80",
                                      "\xBF",
                                      "\xC0\xAF",
                                      "\xC1\xBF",
                                      "\xC3",
                                      "\xC3(",
                                      "\xE0\x80\x80",
                                      "\xE0\x9F\xBF",
                                      "\xE2\x82",
                                      "\xE2\x82x",
                                      "\xED\xA0\x80",
                                      "\xED\xBF\xBF",
                                      "\xF0\x80\x80\x80",
                                      "\xF0\x8F\xBF\xBF",
                                      "\xF0\x9F\x98",
                                      "\xF4\x90\x80\x80",
                                      "\xF4\x91\x80\x80",
                                      "\xF5\x80\x80\x80",
                                      "\xF8\x90\x80\x80",
                                      "\xFE",
                                      "\xFF",
                                      "caf\xE9",
                                      "abc\xE2"};
    static const char *const good[] = {"",
                                       "abc",
                                       "\x7F",
                                       "\xC2\x80",
                                       "\xDF\xBF",
                                       "\xE0\xA0\x80",
                                       "\xED\x9F\xBF",
                                       "\xEE\x80\x80",
                                       "\xEF\xBF\xBF",
                                       "\xF0\x90\x80\x80",
                                       "\xF4\x8F\xBF\xBF"};
    for (size_t i = 0; i < COUNT(bad); i++)
        ck_assert_msg(!text_is_utf8(bad[i]), "bad %zu", i);
    for (size_t i = 0; i < COUNT(good); i++)
        ck_assert_msg(text_is_utf8(good[i]), "good %zu", i);
    const char *at = "\xE2\x82", *begin = at;
    ck_assert_uint_eq(text_next(&at), TEXT_BAD);
    ck_assert_ptr_eq(at, begin + 1);
    at = "";
    begin = at;
    ck_assert_uint_eq(text_next(&at), 0);
    ck_assert_ptr_eq(at, begin);
}
END_TEST

START_TEST(control_characters_and_what_turns_a_line_round_are_told) {
    static const char *const with[] = {
        "a\tb",         "\n",           "\x1B[2J",      "\x7F",         "\xC2\x80",     "\xC2\x9F",    "x\xE2\x80\xAE",
        "\xE2\x80\xAA", "\xE2\x81\xA6", "\xE2\x81\xA9", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xEF\xBB\xBF"};
    static const char *const without[] = {"", "a b", "\xC2\xA0", "\xE2\x80\x8F", "\xE2\x80\x93", "학부모", "فارسی"};
    for (size_t i = 0; i < COUNT(with); i++)
        ck_assert_msg(text_has_control(with[i]), "%zu", i);
    for (size_t i = 0; i < COUNT(without); i++)
        ck_assert_msg(!text_has_control(without[i]), "%zu", i);
}
END_TEST

START_TEST(a_text_takes_the_columns_a_terminal_gives_it) {
    static const struct {
        const char *text;
        size_t width;
    } cases[] = {{"", 0},
                 {"abc", 3},
                 {"日本語", 6},
                 {"학부모 안내서", 13},
                 {"繁體中文", 8},
                 {"tiếng Việt", 10},
                 {"e\xCC\x81", 1},
                 {"ti\x65\xCC\x82\xCC\x81ng", 5},
                 {"Հայերեն", 7},
                 {"فارسی", 5},
                 {"Русский", 7},
                 {"ＡＢ", 4},
                 {"\xFF", 1},
                 {"a\xE2\x80\x8B"
                  "b",
                  2}};
    for (size_t i = 0; i < COUNT(cases); i++)
        ck_assert_msg(text_width(cases[i].text) == cases[i].width, "%s: %zu", cases[i].text, text_width(cases[i].text));
}
END_TEST

START_TEST(a_line_is_broken_between_words_where_it_can) {
    static const struct {
        const char *text;
        size_t columns, bytes;
    } cases[] = {
        {"", 10, 0},
        {"hello world", 20, 11},
        {"hello world", 11, 11},
        {"hello world", 10, 5},
        {"hello world", 5, 5},
        {"hello world", 6, 5},
        {"hello", 3, 3},
        {"a b c d", 5, 5},
        {"one\ntwo", 10, 3},
        {"日本語", 4, 6},
        {"日本語", 5, 6},
        {"日本語", 1, 3},
        {"e\xCC\x81"
         "e\xCC\x81",
         1, 3},
        {"abc", 0, 1},
        {" hello", 3, 3},
        {"initial-iep-after", 12, 12},
        {"initial-iep-after", 10, 8},
        {"an initial-iep-after", 12, 2},
        {"--low", 4, 4}, /* not behind the hyphens of an option */
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        ck_assert_msg(text_wrap(cases[i].text, cases[i].columns) == cases[i].bytes, "%zu: %zu", i,
                      text_wrap(cases[i].text, cases[i].columns));
}
END_TEST

START_TEST(a_text_is_shown_without_what_could_harm_a_terminal) {
    static const struct {
        const char *text, *shown;
    } cases[] = {
        {"", ""},
        {"plain", "plain"},
        {"\x1B[31mred", "\\x1b[31mred"},
        {"a\nb\tc", "a\\x0ab\\x09c"},
        {"caf\xE9", "caf\\xe9"},
        {"\xE2\x80\xAE"
         "x",
         "\\xe2\\x80\\xaex"},
        {"\xC2\x9B"
         "31m",
         "\\xc2\\x9b31m"},
        {"학부모", "학부모"},
        {"\x7F", "\\x7f"},
    };
    struct mem *m = mem_new();
    for (size_t i = 0; i < COUNT(cases); i++)
        ck_assert_str_eq(text_shown(m, cases[i].text), cases[i].shown);
    mem_free(m);
}
END_TEST

START_TEST(a_long_text_is_shown_by_its_beginning) {
    struct mem *m = mem_new();
    struct buf sixty = {0}, more = {0}, cut = {0};
    for (int i = 0; i < 60; i++)
        buf_text(&sixty, "학");
    buf_printf(&more, "%s%s", sixty.data, "부");
    buf_printf(&cut, "%s%s", sixty.data, "…");
    ck_assert_str_eq(text_shown(m, sixty.data), sixty.data);
    ck_assert_str_eq(text_shown(m, more.data), cut.data);
    buf_free(&sixty);
    buf_free(&more);
    buf_free(&cut);
    mem_free(m);
}
END_TEST

START_TEST(the_distance_of_words_counts_their_slips) {
    static const struct {
        const char *a, *b;
        size_t distance;
    } cases[] = {{"", "", 0},
                 {"", "abc", 3},
                 {"abc", "", 3},
                 {"stock", "stock", 0},
                 {"stock", "stok", 1},
                 {"stok", "stock", 1},
                 {"ab", "ba", 1},
                 {"recieve", "receive", 1},
                 {"kitten", "sitting", 3},
                 {"gide", "guide", 1},
                 {"abcd", "acbd", 1},
                 {"ca", "abc", 3}};
    for (size_t i = 0; i < COUNT(cases); i++)
        ck_assert_msg(text_distance(cases[i].a, cases[i].b) == cases[i].distance, "%zu: %zu", i,
                      text_distance(cases[i].a, cases[i].b));
    char is_long[66];
    memset(is_long, 'x', 65);
    is_long[65] = '\0';
    ck_assert_uint_eq(text_distance(is_long, is_long), 64); /* too long to be compared: far */
    ck_assert_uint_eq(text_distance(is_long + 1, is_long + 1), 0);
}
END_TEST

START_TEST(the_nearest_word_is_found_and_a_far_one_is_not) {
    static const char *const words[] = {"parent-guide.en", "parent-guide.es", "rights.es", "receive", "issue"};
    static const struct {
        const char *word, *nearest;
    } cases[] = {{"parent-gide.es", "parent-guide.es"},
                 {"recieve", "receive"},
                 {"isue", "issue"},
                 {"zebra", NULL},
                 {"", NULL},
                 {"rights.es", "rights.es"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *found = text_nearest(cases[i].word, words, COUNT(words));
        ck_assert_msg(cases[i].nearest ? found && strcmp(found, cases[i].nearest) == 0 : !found, "%s: %s",
                      cases[i].word, found ? found : "none");
    }
    ck_assert_ptr_null(text_nearest("issue", words, 0));
    ck_assert_ptr_eq(text_nearest("parent-guide.e", words, COUNT(words)), words[0]); /* the first of two as near */
    ck_assert_ptr_null(text_nearest("ab", (const char *const[]){"cd"}, 1));          /* another word altogether */
}
END_TEST

START_TEST(ascii_words_are_compared_without_their_capitals) {
    ck_assert(text_same_nocase("Parent-Guide.ES", "parent-guide.es"));
    ck_assert(text_same_nocase("", ""));
    ck_assert(!text_same_nocase("abc", "abcd"));
    ck_assert(!text_same_nocase("abcd", "abc"));
    ck_assert(!text_same_nocase("@", "`")); /* 32 apart, as a capital from its letter */
    ck_assert(!text_same_nocase("É", "é"));
    ck_assert(text_starts("stock", "st") && text_starts("stock", "") && text_starts("stock", "stock"));
    ck_assert(!text_starts("st", "stock") && !text_starts("stock", "ST"));
}
END_TEST

START_TEST(names_that_read_alike_are_told_from_those_that_do_not) {
    static const struct {
        const char *a, *b;
        bool same;
    } cases[] = {
        {"ann", "ann", true},         {"ann", "Ann", true},         {"A. Reyes", "a.reyes", true},
        {" ann ", "ann", true},       {"a\xC2\xA0nn", "ann", true}, {"\xC3\x89va", "\xC3\xA9VA", true},
        {"ann", "anne", false},       {"ann", "", false},           {"", "", true},
        {"\xC3\x89va", "Eva", false}, {"a\xFF", "a\xFE", true}, /* bytes that are no text */
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        ck_assert_msg(text_looks_same(cases[i].a, cases[i].b) == cases[i].same, "\"%s\", \"%s\"", cases[i].a,
                      cases[i].b);
        ck_assert(text_looks_same(cases[i].b, cases[i].a) == cases[i].same);
    }
}
END_TEST

START_TEST(what_is_not_seen_is_found_and_blanks_at_the_ends_are_taken_off) {
    static const char *const unseen[] = {"\xE2\x80\x8B", "\xE2\x80\x8F",     "\xE2\x81\xA0", "\xEF\xBB\xBF",
                                         "\xC2\xAD",     "\xF3\xA0\x81\x81", "\xE2\x80\xAE", "\t"};
    struct mem *m = mem_new();
    for (size_t i = 0; i < COUNT(unseen); i++)
        ck_assert_msg(text_has_format(mem_printf(m, "ann%sx", unseen[i])), "%zu", i);
    ck_assert(!text_has_format("A. Reyes, \xC3\x89va, \xEA\xB9\x80, \xD5\x80") && !text_has_format(""));
    ck_assert_str_eq(text_trimmed(m, " A. Reyes\xC2\xA0 "), "A. Reyes");
    ck_assert_str_eq(text_trimmed(m, "ann"), "ann");
    ck_assert_str_eq(text_trimmed(m, " \xE3\x80\x80"), "");
    ck_assert_str_eq(text_trimmed(m, ""), "");
    mem_free(m);
}
END_TEST

void text_suite(Suite *s) {
    TCase *c = tcase_create("text");
    tcase_add_test(c, every_code_point_is_read_as_it_was_written);
    tcase_add_test(c, what_is_not_utf_8_is_told);
    tcase_add_test(c, control_characters_and_what_turns_a_line_round_are_told);
    tcase_add_test(c, a_text_takes_the_columns_a_terminal_gives_it);
    tcase_add_test(c, a_line_is_broken_between_words_where_it_can);
    tcase_add_test(c, a_text_is_shown_without_what_could_harm_a_terminal);
    tcase_add_test(c, a_long_text_is_shown_by_its_beginning);
    tcase_add_test(c, the_distance_of_words_counts_their_slips);
    tcase_add_test(c, the_nearest_word_is_found_and_a_far_one_is_not);
    tcase_add_test(c, ascii_words_are_compared_without_their_capitals);
    tcase_add_test(c, names_that_read_alike_are_told_from_those_that_do_not);
    tcase_add_test(c, what_is_not_seen_is_found_and_blanks_at_the_ends_are_taken_off);
    suite_add_tcase(s, c);
}
