/* The floor but for csv, db and hash: err, mem, buf, text, date, fields, file. */
#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "base/fields.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "tests/suites.h"

#include <dirent.h>
#include <signal.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- err */

START_TEST(the_first_error_wins) {
    struct err e = {0};
    ck_assert(!err_set(&e, ERR_RULE, "quantity", "only %d left", 12));
    ck_assert(!err_set(&e, ERR_IO, "file", "and then the disk"));
    ck_assert_int_eq(e.kind, ERR_RULE);
    ck_assert_str_eq(e.field, "quantity");
    ck_assert_str_eq(e.message, "only 12 left");
}
END_TEST

START_TEST(an_error_of_no_field_has_an_empty_one) {
    struct err e = {0};
    ck_assert(!err_set(&e, ERR_BUG, NULL, "x"));
    ck_assert_str_eq(e.field, "");
}
END_TEST

START_TEST(a_message_too_long_is_cut_at_a_whole_character) {
    struct buf b = {0};
    for (int i = 0; i < 1000; i++)
        buf_text(&b, "\xED\x95\x99"); /* three bytes each */
    for (size_t shift = 0; shift < 4; shift++) {
        struct err e = {0};
        err_set(&e, ERR_INPUT, NULL, "%.*s%s", (int)shift, "abc", b.data);
        ck_assert(text_is_utf8(e.message));
        ck_assert_uint_ge(strlen(e.message), sizeof e.message - 1 - 6);
    }
    buf_free(&b);
}
END_TEST

/* ---- mem */

START_TEST(memory_is_zeroed_aligned_and_apart) {
    struct mem *m = mem_new();
    static const size_t sizes[] = {0, 1, 3, 16, 17, 1000, 16 * 1024, 16 * 1024 + 1, 100000, 5};
    unsigned char *given[COUNT(sizes)];
    for (size_t i = 0; i < COUNT(sizes); i++) {
        given[i] = mem_alloc(m, sizes[i]);
        ck_assert_uint_eq((uintptr_t)given[i] % alignof(max_align_t), 0);
        for (size_t j = 0; j < sizes[i]; j++)
            if (given[i][j] != 0)
                ck_abort_msg("byte %zu of %zu is not zero", j, sizes[i]);
        memset(given[i], (int)i + 1, sizes[i]);
    }
    for (size_t i = 0; i < COUNT(sizes); i++)
        for (size_t j = 0; j < sizes[i]; j++)
            if (given[i][j] != i + 1)
                ck_abort_msg("block %zu was written over", i);
    mem_free(m);
}
END_TEST

START_TEST(memory_that_was_reset_is_given_again_and_zeroed) {
    struct mem *m = mem_new();
    char *first = NULL;
    for (int round = 0; round < 3; round++) {
        char *small = mem_alloc(m, 100), *large = mem_alloc(m, 100000);
        for (size_t i = 0; i < 100; i++)
            ck_assert_int_eq(small[i], 0);
        ck_assert(round == 0 || small == first);
        first = small;
        memset(small, 'x', 100);
        memset(large, 'x', 100000);
        mem_reset(m);
    }
    mem_free(m);
    mem_free(NULL);
}
END_TEST

START_TEST(texts_are_copied) {
    struct mem *m = mem_new();
    char text[] = "guide";
    char *copy = mem_text(m, text), *part = mem_textn(m, text, 3);
    text[0] = 'x';
    ck_assert_str_eq(copy, "guide");
    ck_assert_str_eq(part, "gui");
    ck_assert_ptr_null(mem_text(m, NULL));
    ck_assert_str_eq(mem_printf(m, "%d-%s", 7, "a"), "7-a");
    ck_assert_str_eq(mem_printf(m, "%s", ""), "");
    ck_assert_uint_eq(strlen(mem_printf(m, "%050000d", 1)), 50000);
    mem_free(m);
}
END_TEST

START_TEST(words_are_joined_where_there_are_some) {
    struct mem *m = mem_new();
    char *words = mem_join(m, NULL, "; ", "%d of %s", 2, "esy.en");
    ck_assert_str_eq(words, "2 of esy.en");
    ck_assert_str_eq(mem_join(m, "", "; ", "%s", "b"), "b");
    ck_assert_str_eq(mem_join(m, words, "; ", "%s", "b"), "2 of esy.en; b");
    ck_assert_str_eq(mem_join(m, "a", ", ", "%s", ""), "a, ");
    ck_assert_str_eq(words, "2 of esy.en");
    mem_free(m);
}
END_TEST

START_TEST(an_array_grows_and_keeps_what_it_holds) {
    struct mem *m = mem_new();
    long *list = NULL;
    for (size_t count = 0; count < 5000; count++) {
        list = mem_grow(m, list, count, sizeof *list);
        list[count] = (long)count;
    }
    for (size_t i = 0; i < 5000; i++)
        ck_assert_int_eq(list[i], (long)i);
    mem_free(m);
}
END_TEST

START_TEST(out_of_memory_ends_the_process_with_words_and_status_1) {
    int ends[2], status;
    char said[200] = "";
    struct mem *m = mem_new();
    ck_assert_int_eq(pipe(ends), 0);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        mem_alloc(m, SIZE_MAX - 8);
        _exit(0);
    }
    close(ends[1]);
    ck_assert_int_gt(read(ends[0], said, sizeof said - 1), 0);
    close(ends[0]);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 1);
    ck_assert_ptr_nonnull(strstr(said, "out of memory"));
    mem_free(m);
}
END_TEST

/* ---- buf */

START_TEST(a_buffer_grows_and_ends_in_a_nul) {
    struct buf b = {0};
    for (int i = 0; i < 2000; i++) {
        buf_add(&b, "ab", 2);
        ck_assert_int_eq(b.data[b.length], '\0');
    }
    ck_assert_uint_eq(b.length, 4000);
    buf_add(&b, "\0x", 2);
    buf_fill(&b, '-', 300);
    buf_text(&b, "");
    buf_printf(&b, "%05d%s", 42, "z");
    ck_assert_uint_eq(b.length, 4000 + 2 + 300 + 6);
    ck_assert_int_eq(b.data[4001], 'x');
    ck_assert_str_eq(b.data + 4301, "-00042z");
    buf_free(&b);
    ck_assert_uint_eq(b.length, 0);
    ck_assert_ptr_null(b.data);
    buf_text(&b, "again");
    ck_assert_str_eq(b.data, "again");
    buf_free(&b);
}
END_TEST

START_TEST(a_buffer_to_which_nothing_was_added_is_an_empty_text) {
    struct buf b = {0};
    buf_add(&b, NULL, 0);
    ck_assert_str_eq(b.data, "");
    buf_free(&b);
}
END_TEST

START_TEST(a_buffer_filled_to_its_very_room_keeps_its_nul) {
    for (size_t n = 250; n < 260; n++) {
        struct buf fill = {0}, print = {0};
        buf_fill(&fill, 'x', n);
        buf_printf(&print, "%s", fill.data);
        ck_assert_uint_eq(strlen(fill.data), n);
        ck_assert_str_eq(print.data, fill.data);
        buf_free(&fill);
        buf_free(&print);
    }
}
END_TEST

/* ---- text */

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

/* ---- date */

START_TEST(every_day_of_9999_years_is_counted_as_by_hand) {
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int date = date_from(1, 1, 1), weekday = MONDAY; /* 0001-01-01 was one */
    ck_assert_int_eq(date, -719162);
    for (int y = 1; y <= 9999; y++)
        for (int m = 1; m <= 12; m++) {
            int last = lengths[m - 1] + (m == 2 && y % 4 == 0 && (y % 100 != 0 || y % 400 == 0));
            for (int d = 1; d <= last; d++, date++, weekday = (weekday + 1) % 7) {
                int year, month, day;
                date_split(date, &year, &month, &day);
                if (date_from(y, m, d) != date || year != y || month != m || day != d)
                    ck_abort_msg("%d-%d-%d is day %d", y, m, d, date_from(y, m, d));
                if (date_weekday(date) != weekday || date_is_weekday(date) != (weekday >= 1 && weekday <= 5))
                    ck_abort_msg("%d-%d-%d is weekday %d", y, m, d, date_weekday(date));
                if (!date_is_valid(y, m, d))
                    ck_abort_msg("%d-%d-%d is not valid", y, m, d);
            }
            if (date_is_valid(y, m, last + 1) || date_is_valid(y, m, 0))
                ck_abort_msg("%d-%d is too long", y, m);
        }
    ck_assert_int_eq(date, 2932897);
    ck_assert_int_eq(date_from(1970, 1, 1), 0);
    ck_assert(!date_is_valid(0, 12, 31) && !date_is_valid(10000, 1, 1));
    ck_assert(!date_is_valid(2026, 0, 1) && !date_is_valid(2026, 13, 1) && !date_is_valid(2026, -1, 1));
}
END_TEST

START_TEST(a_date_is_read_as_people_type_it) {
    static const struct {
        const char *text, *iso;
    } cases[] = {
        {"2026-09-14", "2026-09-14"}, {"0001-01-01", "0001-01-01"}, {"9999-12-31", "9999-12-31"},
        {"9/30", "2026-09-30"},       {"09/30", "2026-09-30"},      {"7/1", "2026-07-01"},
        {"6/30", "2027-06-30"},       {"1/2", "2027-01-02"},        {"9/30/2025", "2025-09-30"},
        {"2/29/2028", "2028-02-29"},  {"today", "2026-11-22"},      {"yesterday", "2026-11-21"},
        {"tomorrow", "2026-11-23"},   {"+3d", "2026-11-25"},        {"-2w", "2026-11-08"},
        {"+0d", "2026-11-22"},        {"-365d", "2025-11-22"},      {"+9999d", "2054-04-08"},
    };
    struct mem *m = mem_new();
    for (size_t i = 0; i < COUNT(cases); i++) {
        int date;
        ck_assert_msg(date_parse(cases[i].text, date_from(2026, 11, 22), date_from(2026, 7, 1), &date), "%s",
                      cases[i].text);
        ck_assert_str_eq(date_iso(m, date), cases[i].iso);
    }
    int leap;
    ck_assert(date_parse("2/29", 0, date_from(2027, 7, 1), &leap));
    ck_assert_int_eq(leap, date_from(2028, 2, 29));
    int before, first;
    ck_assert(date_parse("8/12", 0, date_from(2026, 8, 13), &before));
    ck_assert(date_parse("8/13", 0, date_from(2026, 8, 13), &first));
    ck_assert_int_eq(before, date_from(2027, 8, 12));
    ck_assert_int_eq(first, date_from(2026, 8, 13));
    mem_free(m);
}
END_TEST

START_TEST(what_is_not_a_date_is_refused) {
    static const char *const bad[] = {
        "",
        "2026",
        "2026-9-14",
        "2026-09-14 ",
        " 2026-09-14",
        "2026-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-01-00",
        "0000-01-01",
        "2026-04-31",
        "2026/09/14",
        "26-09-14",
        "2026-09-1४",
        "13/40/2026",
        "13/1",
        "2/29",
        "2/29/2027",
        "9/30/26",
        "9/30/",
        "9/",
        "/9",
        "9",
        "9-30",
        "9/30/20266",
        "9/30x",
        "Today",
        "today ",
        "+",
        "+d",
        "+3",
        "+3m",
        "+3dd",
        "+99999d",
        "3d",
        "+-3d",
        "--3d",
        "1e3",
        "2026-09-14T00:00",
    };
    for (size_t i = 0; i < COUNT(bad); i++) {
        int date;
        ck_assert_msg(!date_parse(bad[i], date_from(2026, 11, 22), date_from(2026, 7, 1), &date), "%s", bad[i]);
    }
}
END_TEST

START_TEST(a_shift_never_leaves_the_years_1_to_9999) {
    int date, first = date_from(1, 1, 1), last = date_from(9999, 12, 31);
    ck_assert(!date_parse("tomorrow", last, last, &date));
    ck_assert(!date_parse("+1d", last, last, &date));
    ck_assert(!date_parse("+9999w", last, last, &date));
    ck_assert(!date_parse("yesterday", first, first, &date));
    ck_assert(!date_parse("-1d", first, first, &date));
    ck_assert(date_parse("+0d", last, last, &date) && date == last);
}
END_TEST

START_TEST(only_the_iso_form_is_read_where_only_it_is_meant) {
    static const char *const bad[] = {"", "today", "9/30", "+1d", "2026-9-1", "2026-09-31", "2026-09-30x", "x"};
    int date = 0;
    for (size_t i = 0; i < COUNT(bad); i++)
        ck_assert_msg(!date_parse_iso(bad[i], &date), "%s", bad[i]);
    ck_assert(date_parse_iso("2028-02-29", &date));
    ck_assert_int_eq(date, date_from(2028, 2, 29));
}
END_TEST

START_TEST(dates_are_written_for_machines_and_for_people) {
    struct mem *m = mem_new();
    ck_assert_str_eq(date_iso(m, date_from(2026, 9, 4)), "2026-09-04");
    ck_assert_str_eq(date_iso(m, date_from(33, 1, 1)), "0033-01-01");
    ck_assert_str_eq(date_words(m, date_from(2026, 9, 4)), "Sep 4, 2026");
    ck_assert_str_eq(date_words(m, date_from(2027, 12, 31)), "Dec 31, 2027");
    ck_assert_ptr_null(date_iso(m, DATE_NONE));
    ck_assert_ptr_null(date_words(m, DATE_NONE));
    ck_assert_str_eq(date_weekday_names[date_weekday(date_from(2026, 9, 14))], "Mon");
    mem_free(m);
}
END_TEST

/* ---- fields */

START_TEST(a_number_in_its_bounds_is_read) {
    static const struct {
        const char *text;
        long least, most, value;
    } cases[] = {{"1", 1, 1000000, 1},
                 {"1000000", 1, 1000000, 1000000},
                 {"007", 1, 10, 7},
                 {"0", 0, 10, 0},
                 {"-5", -10, 10, -5},
                 {"-0", -1, 1, 0},
                 {"9223372036854775799", 0, LONG_MAX, 9223372036854775799L}};
    struct mem *m = mem_new();
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct err e = {0};
        long value = INT_NONE;
        ck_assert_msg(parse_int(m, "n", cases[i].text, (struct range){cases[i].least, cases[i].most}, &value, &e), "%s",
                      e.message);
        ck_assert_int_eq(value, cases[i].value);
    }
    mem_free(m);
}
END_TEST

START_TEST(what_is_no_number_is_refused_with_its_cause) {
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"", "quantity is empty; expected a number from 1 to 1000000"},
        {"0", "quantity: 0 is not from 1 to 1000000"},
        {"1000001", "quantity: 1000001 is not from 1 to 1000000"},
        {"-1", "quantity: \"-1\" is not a number (write it without a sign)"},
        {"+1", "quantity: \"+1\" is not a number (write it without a sign)"},
        {"-", "quantity: \"-\" is not a number (write it without a sign)"},
        {"1e3", "quantity: \"1e3\" is not a number (write it out in digits)"},
        {"99999999999", "quantity: 99999999999 is not from 1 to 1000000"},
        {"99999999999999999999999999", "quantity: 99999999999999999999999999 is not from 1 to 1000000"},
        {"18446744073709551617", "quantity: 18446744073709551617 is not from 1 to 1000000"},
        {"1O", "quantity: \"1O\" is not a number (a letter O?)"},
        {"l2", "quantity: \"l2\" is not a number (a letter l or I?)"},
        {"12 copies", "quantity: \"12 copies\" is not a number (write it out in digits)"},
        {"4 hrs", "quantity: \"4 hrs\" is not a number"},
        {"boy", "quantity: \"boy\" is not a number"},
        {"1.5", "quantity: \"1.5\" is not a number (whole numbers only, without points or commas)"},
        {"1,000", "quantity: \"1,000\" is not a number (whole numbers only, without points or commas)"},
        {"１２", "quantity: \"１２\" is not a number (use the plain digits 0 to 9)"},
        {"١٢", "quantity: \"١٢\" is not a number (use the plain digits 0 to 9)"},
        {"0x10", "quantity: \"0x10\" is not a number"},
        {" 5", "quantity: \" 5\" is not a number"},
        {"5\n", "quantity: \"5\\x0a\" is not a number"},
        {"\x1B[2J", "quantity: \"\\x1b[2J\" is not a number"},
    };
    struct mem *m = mem_new();
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct err e = {0};
        long value = 77;
        ck_assert_msg(!parse_int(m, "quantity", cases[i].text, (struct range){1, 1000000}, &value, &e), "%s",
                      cases[i].text);
        ck_assert_str_eq(e.message, cases[i].message);
        ck_assert_str_eq(e.field, "quantity");
        ck_assert_int_eq(e.kind, ERR_INPUT);
        ck_assert_int_eq(value, 77); /* a refusal stores nothing */
    }
    mem_free(m);
}
END_TEST

static struct fields new_fields(struct mem *m) {
    return (struct fields){.mem = m, .today = date_from(2026, 11, 22), .year_begin = date_from(2026, 7, 1)};
}

START_TEST(a_field_is_found_by_name_and_place) {
    struct mem *m = mem_new();
    struct fields f = new_fields(m);
    ck_assert_ptr_null(fields_get(&f, "item"));
    for (int i = 0; i < 100; i++)
        fields_add(&f, i % 2 ? "qty" : "item", mem_printf(m, "%d", i));
    ck_assert_str_eq(fields_get(&f, "item"), "0");
    ck_assert_str_eq(fields_nth(&f, "qty", 0), "1");
    ck_assert_str_eq(fields_nth(&f, "qty", 49), "99");
    ck_assert_ptr_null(fields_nth(&f, "qty", 50));
    ck_assert(fields_has(&f, "qty") && !fields_has(&f, "note"));
    mem_free(m);
}
END_TEST

START_TEST(an_absent_or_empty_field_gives_what_stands_for_it) {
    struct mem *m = mem_new();
    struct fields f = new_fields(m);
    struct err e = {0};
    long number = 1;
    int date = 1;
    const char *text = "x";
    ck_assert(fields_int(&f, "none", (struct range){1, 9}, INT_NONE, &number, &e));
    ck_assert_int_eq(number, INT_NONE);
    ck_assert(fields_date(&f, "none", DATE_NONE, &date, &e));
    ck_assert_int_eq(date, DATE_NONE);
    ck_assert(fields_text(&f, "none", 10, &text, &e));
    ck_assert_ptr_null(text);
    fields_add(&f, "empty", "");
    ck_assert(fields_int(&f, "empty", (struct range){1, 9}, 5, &number, &e));
    ck_assert_int_eq(number, 5);
    ck_assert(fields_date(&f, "empty", f.today, &date, &e));
    ck_assert_int_eq(date, f.today);
    ck_assert(fields_text(&f, "empty", 10, &text, &e));
    ck_assert_int_eq(e.kind, ERR_NONE);
    mem_free(m);
}
END_TEST

START_TEST(a_field_is_read_as_what_it_should_be) {
    struct mem *m = mem_new();
    struct fields f = new_fields(m);
    struct err e = {0}, bad = {0};
    long number;
    int date;
    const char *text;
    fields_add(&f, "quantity", "12");
    fields_add(&f, "date", "9/30");
    fields_add(&f, "note", "학부모");
    ck_assert(fields_int(&f, "quantity", (struct range){1, 100}, 0, &number, &e) && number == 12);
    ck_assert(fields_date(&f, "date", DATE_NONE, &date, &e) && date == date_from(2026, 9, 30));
    ck_assert(fields_text(&f, "note", 9, &text, &e));
    ck_assert_str_eq(text, "학부모");
    ck_assert(!fields_date(&f, "quantity", DATE_NONE, &date, &bad));
    ck_assert_str_eq(bad.message, "quantity: \"12\" is not a date; write it like 2026-11-22 or 11/22");
    mem_free(m);
}
END_TEST

START_TEST(a_text_that_cannot_be_kept_is_refused_with_its_cause) {
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"abcdef", "note: \"abcdef\" is 6 bytes long; at most 5 are kept"},
        {"caf\xE9", "note: \"caf\\xe9\" is not UTF-8 text; save or type it again as UTF-8"},
        {"a\tb", "note: \"a\\x09b\" holds a control character; take it out"},
        {"\xE2\x80\xAE"
         "x",
         "note: \"\\xe2\\x80\\xaex\" holds a control character; take it out"},
    };
    struct mem *m = mem_new();
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct err e = {0};
        ck_assert(!parse_text(m, "note", cases[i].text, 5, &e));
        ck_assert_str_eq(e.message, cases[i].message);
        ck_assert_int_eq(e.kind, ERR_INPUT);
    }
    struct err e = {0};
    ck_assert(parse_text(m, "note", "abcde", 5, &e) && parse_text(m, "note", "", 5, &e));
    mem_free(m);
}
END_TEST

START_TEST(what_was_recorded_is_not_in_the_future_nor_before_1990) {
    struct mem *m = mem_new();
    struct fields f = new_fields(m);
    struct err e = {0}, future = {0}, past = {0};
    ck_assert(check_past(&f, "date", f.today, &e) && check_past(&f, "date", date_from(1990, 1, 1), &e));
    ck_assert(!check_past(&f, "date", f.today + 1, &future));
    ck_assert_str_eq(future.message, "date: 2026-11-23 is in the future (today is 2026-11-22)");
    ck_assert(!check_past(&f, "date", date_from(1989, 12, 31), &past));
    ck_assert_str_eq(past.message, "date: 1989-12-31 is before 1990; is the year right?");
    mem_free(m);
}
END_TEST

/* ---- file */

/* A folder of its own for each test. */
struct place {
    struct mem *mem;
    char *folder;
};

static struct place place_new(void) {
    struct place p = {mem_new(), NULL};
    const char *tmp = getenv("TMPDIR");
    p.folder = mem_printf(p.mem, "%s/guidestock-test-XXXXXX", tmp ? tmp : "/tmp");
    ck_assert_ptr_nonnull(mkdtemp(p.folder));
    return p;
}

static const char *in_place(struct place *p, const char *name) { return mem_printf(p->mem, "%s/%s", p->folder, name); }

/* Files and folders in it. */
static int place_count(const struct place *p) {
    int count = -2; /* . and .. */
    DIR *d = opendir(p->folder);
    ck_assert_ptr_nonnull(d);
    while (readdir(d))
        count++;
    closedir(d);
    return count;
}

/* Removes it with all that is in it. */
static void place_free(struct place *p) {
    DIR *d = opendir(p->folder);
    ck_assert_ptr_nonnull(d);
    for (struct dirent *entry; (entry = readdir(d)) != NULL;)
        if (entry->d_name[0] != '.')
            ck_assert_int_eq(remove(in_place(p, entry->d_name)), 0);
    closedir(d);
    ck_assert_int_eq(rmdir(p->folder), 0);
    mem_free(p->mem);
}

static bool write_text(const char *path, const char *text, struct err *e) {
    struct buf b = {0};
    buf_text(&b, text);
    bool ok = file_write(path, &b, e);
    buf_free(&b);
    return ok;
}

static void check_text(const char *path, const char *text) {
    struct err e = {0};
    FILE *f;
    char read[100];
    ck_assert_msg(file_open(&f, path, &e), "%s", e.message);
    size_t n = fread(read, 1, sizeof read - 1, f);
    read[n] = '\0';
    ck_assert_str_eq(read, text);
    fclose(f);
}

START_TEST(a_file_is_written_and_written_over) {
    struct place p = place_new();
    const char *path = in_place(&p, "sheet.csv");
    struct err e = {0};
    struct stat st;
    mode_t mask = umask(027);
    ck_assert_msg(write_text(path, "one", &e), "%s", e.message);
    umask(mask);
    check_text(path, "one");
    ck_assert(stat(path, &st) == 0 && (st.st_mode & 0777) == 0640);
    ck_assert(write_text(path, "", &e));
    check_text(path, "");
    ck_assert(file_write(path, &(struct buf){0}, &e)); /* a buffer to which nothing was added */
    ck_assert_int_eq(place_count(&p), 1);
    place_free(&p);
}
END_TEST

START_TEST(a_file_is_not_written_onto_a_folder_or_a_device) {
    struct place p = place_new();
    struct err folder = {0}, device = {0};
    const char *path = in_place(&p, "sub");
    ck_assert_int_eq(mkdir(path, 0700), 0);
    ck_assert(!write_text(path, "x", &folder));
    ck_assert_str_eq(folder.message, mem_printf(p.mem, "%s is a folder; name a file", path));
    ck_assert_int_eq(folder.kind, ERR_IO);
    ck_assert(!write_text("/dev/full", "x", &device));
    ck_assert_str_eq(device.message, "/dev/full is not a plain file; name a file");
    ck_assert_int_eq(place_count(&p), 1);
    place_free(&p);
}
END_TEST

START_TEST(a_file_in_a_missing_folder_says_to_make_it) {
    struct place p = place_new();
    struct err e = {0}, f = {0};
    const char *path = in_place(&p, "none/sheet.csv");
    ck_assert(!write_text(path, "x", &e));
    ck_assert_int_eq(e.kind, ERR_NOT_FOUND);
    ck_assert_str_eq(e.field, "out");
    ck_assert_str_eq(e.message,
                     mem_printf(p.mem, "cannot write %s: No such file or directory; make the folder first", path));
    ck_assert_int_eq(place_count(&p), 0);
    ck_assert(write_text(in_place(&p, "file"), "x", &f));
    ck_assert(!write_text(in_place(&p, "file/sheet.csv"), "x", &f)); /* beneath a file */
    ck_assert_int_eq(f.kind, ERR_IO);
    ck_assert_int_eq(place_count(&p), 1);
    place_free(&p);
}
END_TEST

START_TEST(a_disk_that_is_full_leaves_the_old_file_and_nothing_beside_it) {
    struct place p = place_new();
    const char *path = in_place(&p, "sheet.csv");
    struct err e = {0};
    struct buf large = {0};
    struct rlimit old, small;
    ck_assert(write_text(path, "old", &e));
    buf_fill(&large, 'x', 1 << 20);
    /* A limit on the size of files fails in the midst of a write, as a full disk does. */
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &old), 0);
    small = old;
    small.rlim_cur = 64 * 1024;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    int limited = setrlimit(RLIMIT_FSIZE, &small);
    bool ok = file_write(path, &large, &e);
    setrlimit(RLIMIT_FSIZE, &old);
    signal(SIGXFSZ, handler);
    ck_assert_int_eq(limited, 0);
    ck_assert(!ok);
    ck_assert_int_eq(e.kind, ERR_IO);
    ck_assert_str_eq(e.message, mem_printf(p.mem, "cannot write %s: File too large; nothing was left behind", path));
    check_text(path, "old");
    ck_assert_int_eq(place_count(&p), 1);
    buf_free(&large);
    place_free(&p);
}
END_TEST

START_TEST(a_file_that_is_missing_or_a_folder_is_not_opened) {
    struct place p = place_new();
    struct err missing = {0}, folder = {0};
    FILE *f = stdin;
    ck_assert(!file_open(&f, in_place(&p, "none.csv"), &missing));
    ck_assert_int_eq(missing.kind, ERR_NOT_FOUND);
    ck_assert_ptr_null(f);
    ck_assert(!file_open(&f, p.folder, &folder));
    ck_assert_int_eq(folder.kind, ERR_INPUT);
    ck_assert_str_eq(folder.message, mem_printf(p.mem, "%s is a folder; name a file", p.folder));
    ck_assert_ptr_null(f);
    place_free(&p);
}
END_TEST

START_TEST(a_pipe_is_kept_so_that_it_can_be_read_twice) {
    struct mem *m = mem_new();
    struct err e = {0};
    int ends[2];
    char text[20] = "", again[20] = "";
    FILE *f;
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(write(ends[1], "item,quantity\n", 14), 14);
    close(ends[1]);
    ck_assert_msg(file_open(&f, mem_printf(m, "/proc/self/fd/%d", ends[0]), &e), "%s", e.message);
    close(ends[0]);
    ck_assert_uint_eq(fread(text, 1, sizeof text - 1, f), 14);
    ck_assert_int_eq(fseek(f, 0, SEEK_SET), 0);
    ck_assert_uint_eq(fread(again, 1, sizeof again - 1, f), 14);
    ck_assert_str_eq(text, "item,quantity\n");
    ck_assert_str_eq(text, again);
    fclose(f);
    mem_free(m);
}
END_TEST

static void add_floor_tests(TCase *c) {
    tcase_add_test(c, the_first_error_wins);
    tcase_add_test(c, an_error_of_no_field_has_an_empty_one);
    tcase_add_test(c, a_message_too_long_is_cut_at_a_whole_character);
    tcase_add_test(c, memory_is_zeroed_aligned_and_apart);
    tcase_add_test(c, memory_that_was_reset_is_given_again_and_zeroed);
    tcase_add_test(c, texts_are_copied);
    tcase_add_test(c, words_are_joined_where_there_are_some);
    tcase_add_test(c, an_array_grows_and_keeps_what_it_holds);
    tcase_add_test(c, out_of_memory_ends_the_process_with_words_and_status_1);
    tcase_add_test(c, a_buffer_grows_and_ends_in_a_nul);
    tcase_add_test(c, a_buffer_to_which_nothing_was_added_is_an_empty_text);
    tcase_add_test(c, a_buffer_filled_to_its_very_room_keeps_its_nul);
}

static void add_text_tests(TCase *c) {
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
}

static void add_date_and_field_tests(TCase *c) {
    tcase_add_test(c, every_day_of_9999_years_is_counted_as_by_hand);
    tcase_add_test(c, a_date_is_read_as_people_type_it);
    tcase_add_test(c, what_is_not_a_date_is_refused);
    tcase_add_test(c, a_shift_never_leaves_the_years_1_to_9999);
    tcase_add_test(c, only_the_iso_form_is_read_where_only_it_is_meant);
    tcase_add_test(c, dates_are_written_for_machines_and_for_people);
    tcase_add_test(c, a_number_in_its_bounds_is_read);
    tcase_add_test(c, what_is_no_number_is_refused_with_its_cause);
    tcase_add_test(c, a_field_is_found_by_name_and_place);
    tcase_add_test(c, an_absent_or_empty_field_gives_what_stands_for_it);
    tcase_add_test(c, a_field_is_read_as_what_it_should_be);
    tcase_add_test(c, a_text_that_cannot_be_kept_is_refused_with_its_cause);
    tcase_add_test(c, what_was_recorded_is_not_in_the_future_nor_before_1990);
}

Suite *base_suite(void) {
    Suite *s = suite_create("base");
    TCase *c = tcase_create("base");
    tcase_set_timeout(c, 300); /* for a hang; nothing here is timed */
    add_floor_tests(c);
    add_text_tests(c);
    add_date_and_field_tests(c);
    tcase_add_test(c, a_file_is_written_and_written_over);
    tcase_add_test(c, a_file_is_not_written_onto_a_folder_or_a_device);
    tcase_add_test(c, a_file_in_a_missing_folder_says_to_make_it);
    tcase_add_test(c, a_disk_that_is_full_leaves_the_old_file_and_nothing_beside_it);
    tcase_add_test(c, a_file_that_is_missing_or_a_folder_is_not_opened);
    tcase_add_test(c, a_pipe_is_kept_so_that_it_can_be_read_twice);
    suite_add_tcase(s, c);
    return s;
}
