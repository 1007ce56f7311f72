/* How an item is named, and material numbers. */
#include "catalog/item.h"
#include "cli/render.h"
#include "tests/suites.h"
#include "tests/support/look.h"
#include "tests/support/stored.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void load(struct world *w, struct items *all) {
    struct err e = {0};
    ck_assert_msg(items_load(&w->req, all, &e), "%s", e.message);
}

/* ---- how an item is named */

START_TEST(an_item_is_found_by_code_and_by_number_however_it_is_grouped) {
    static const char *const words[] = {"parent-guide.es", "PARENT-Guide.ES", "9661218951",    "'966 121 8951'",
                                        "966-121-8951",    "'  9661218951 '", "'966 1218951'", "9-6-6-1218951"};
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    for (size_t i = 0; i < COUNT(words); i++) {
        expect_done(&w, mem_printf(w.mem, "catalog set %s floor=%zu", words[i], i + 1), NULL, "parent-guide.es");
        ck_assert_int_eq(world_count(&w, "SELECT max(floor) FROM item"), (long)i + 1);
        ck_assert_int_eq(world_count(&w, "SELECT count(floor) FROM item"), 1);
        expect_done(&w, mem_printf(w.mem, "catalog show %s", words[i]), NULL, NULL);
    }
    world_close(&w);
}
END_TEST

START_TEST(an_unknown_item_gets_did_you_mean) {
    static const struct {
        const char *word;
        enum err_kind kind;
        const char *says;
    } cases[] = {
        {"parent-guide", ERR_NOT_FOUND, "Did you mean parent-guide.en (English) or parent-guide.es (Spanish)?"},
        {"Parent", ERR_NOT_FOUND, "parent-guide.en (English) or parent-guide.es (Spanish)?"},
        {"parent-gide.es", ERR_NOT_FOUND, "Did you mean parent-guide.es?"},
        {"parent-guide.ess", ERR_NOT_FOUND, "Did you mean parent-guide.es?"},
        {"lre.em", ERR_NOT_FOUND, "Did you mean lre.en?"},
        {"lre", ERR_NOT_FOUND, "Did you mean lre.en?"},
        {"section-504", ERR_NOT_FOUND, "Did you mean section-504.en?"},
        {"iep-and-you", ERR_NOT_FOUND, "Did you mean iep-and-you.en-es?"},
        {"encyclopaedia", ERR_NOT_FOUND, "no item \"encyclopaedia\""},
        {"''", ERR_INPUT, "item is empty: a code"},
        {"--", ERR_INPUT, "ITEM is missing"},
        {"1112223334", ERR_NOT_FOUND, "no item has the material number 1112223334"},
        {"'111 222 3334'", ERR_NOT_FOUND, "the material number 1112223334"},
        {"966121895", ERR_INPUT, "has 9 digits; ten are expected"},
        {"96612189500", ERR_INPUT, "has 11 digits"},
        {"9661218950x", ERR_NOT_FOUND, "no item \"9661218950x\""},
        {"a\x1B[2Jb", ERR_INPUT, "item: \"a\\x1b[2Jb\" holds a control character"},
        {"\xFF", ERR_INPUT, "item: \"\\xff\" is not UTF-8"},
        {"%s%n", ERR_NOT_FOUND, "%s%n"},
    };
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    for (size_t i = 0; i < COUNT(cases); i++) {
        expect_refused(&w, mem_printf(w.mem, "catalog show %s", cases[i].word), NULL, cases[i].kind, cases[i].says);
        expect_refused(&w, mem_printf(w.mem, "catalog retire %s", cases[i].word), NULL, cases[i].kind, cases[i].says);
    }
    expect_refused(&w, "catalog show encyclopaedia", NULL, ERR_NOT_FOUND, "no item");
    ck_assert_str_eq(look_command(&w, w.err.next), "catalog list");
    expect_refused(&w, "catalog show 1112223334", NULL, ERR_NOT_FOUND, "no item");
    ck_assert_str_eq(look_command(&w, w.err.next), "catalog number ITEM 1112223334");
    expect_refused(&w, "catalog show lre.em", NULL, ERR_NOT_FOUND, "Did you mean lre.en?");
    ck_assert_ptr_null(w.err.next);
    char *longest = mem_alloc(w.mem, 100001);
    memset(longest, 'x', 100000);
    expect_refused(&w, mem_printf(w.mem, "catalog show %s", longest), NULL, ERR_INPUT,
                   "xxx…\" is 100000 bytes long; at most 1000 are kept");
    world_close(&w);
}
END_TEST

/* ---- material numbers */

START_TEST(a_word_that_begins_many_codes_names_four_of_them) {
    static const char *const tags[] = {"hy", "zh", "ko", "ru"};
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    for (size_t i = 0; i < COUNT(tags); i++)
        expect_done(&w, mem_printf(w.mem, "catalog add parent-guide.%s", tags[i]), NULL, NULL);
    expect_refused(&w, "stock issue parent-guide 1", NULL, ERR_NOT_FOUND, " (Spanish), ");
    expect_refused(&w, "stock issue parent-guide 1", NULL, ERR_NOT_FOUND, " or 2 more?");
    expect_done(&w, "catalog retire parent-guide.ru", NULL, NULL);
    expect_refused(&w, "stock issue parent-guide 1", NULL, ERR_NOT_FOUND, " or 1 more?");
    world_close(&w);
}
END_TEST

START_TEST(the_catalog_lists_the_language_in_words) {
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    look_done(&w, "catalog list");
    ck_assert_str_eq(look_text(&w.answer, look_find(&w.answer, "item", "parent-guide.es"), "language_short"),
                     "Spanish");
    struct buf b = {0};
    render_plain(&b, &w.answer, &(struct screen){.width = 80, .rooms = w.req.rooms, .typed = &(struct typed){0}});
    ck_assert_msg(strstr(b.data, "ITEM               LANGUAGE  NUMBER"), "%s", b.data);
    buf_free(&b);
    world_close(&w);
}
END_TEST

START_TEST(a_material_number_is_ten_digits) {
    static const struct {
        const char *text, *number, *says; /* number NULL: refused */
    } cases[] = {
        {"1234567890", "1234567890", NULL},
        {"'123 456 7891'", "1234567891", NULL},
        {"123-456-7892", "1234567892", NULL},
        {"'  123 4567-893 '", "1234567893", NULL},
        {"0000000000", "0000000000", NULL},
        {"9999999999", "9999999999", NULL},
        {"123456789", NULL, "has 9 digits; ten are expected"},
        {"12345678901", NULL, "has 11 digits"},
        {"12345678901234567890123456789012345678901234567890", NULL, "has 50 digits"},
        {"123456789O", NULL, "a letter O?"},
        {"o234567890", NULL, "a letter O?"},
        {"123456789l", NULL, "ten digits are expected"},
        {"12345x7890", NULL, "ten digits are expected"},
        {"123.456.7890", NULL, "ten digits are expected"},
        {"+1234567890", NULL, "ten digits are expected"},
        {"１２３４５６７８９０", NULL, "ten digits are expected"},
        {"٠١٢٣٤٥٦٧٨٩", NULL, "ten digits are expected"},
        {"1234567890\x1B", NULL, "\\x1b"},
        {"'- -'", NULL, "has 0 digits"},
    };
    struct world w;
    struct items all;
    const char *now = NULL;
    world_open(&w, "elementary", "2026-09-14");
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *line = mem_printf(w.mem, "catalog number lre.en %s", cases[i].text);
        if (cases[i].number)
            expect_done(&w, line, NULL, "lre.en");
        else
            expect_refused(&w, line, NULL, ERR_INPUT, cases[i].says);
        now = cases[i].number ? cases[i].number : now;
        load(&w, &all);
        ck_assert_str_eq(all.list[7].material_number, now);
    }
    world_close(&w);
}
END_TEST

START_TEST(a_material_number_is_of_one_item) {
    static const char *const lines[] = {"catalog number lre.en 9661218950",
                                        "catalog number lre.en '966 121 8950'",
                                        "catalog set lre.en material_number=9661218950",
                                        "catalog set lre.en floor=3 material_number=966-121-8950",
                                        "catalog add lre.es --number 9661218950",
                                        "catalog number parent-guide.es 9661218950"};
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    for (size_t i = 0; i < COUNT(lines); i++)
        expect_refused(&w, lines[i], NULL, ERR_CONFLICT, "9661218950 is in use by parent-guide.en");
    expect_done(&w, "catalog number parent-guide.en '966 121 8950'", NULL, "nothing was changed");
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM trail"), 1);
    expect_done(&w, "catalog set parent-guide.en material_number=", NULL, NULL); /* let go of, it is free */
    expect_done(&w, "catalog number lre.en 9661218950", NULL, NULL);
    expect_done(&w, "catalog show 9661218950", NULL, NULL);
    world_close(&w);
}
END_TEST

START_TEST(where_a_number_was_found_is_kept_with_it) {
    struct world w;
    struct items all;
    world_open(&w, "elementary", "2026-09-14");
    expect_done(&w, "catalog number lre.en 1234567890 --source 'catalog of May 2026'", NULL, NULL);
    expect_done(&w, "catalog number esy.en 1234567891", NULL, NULL);
    load(&w, &all);
    ck_assert_str_eq(all.list[7].number_source, "catalog of May 2026");
    ck_assert_str_eq(all.list[6].number_source, "entered by tester, 2026-09-14");
    expect_refused(&w, "catalog number puzzled.en 1234567892 --source a\x1B", NULL, ERR_INPUT, "control character");
    world_close(&w);
}
END_TEST

/* The reference guide gave 9661218950: another number has another source. */
START_TEST(a_number_that_changed_is_not_said_to_come_from_where_the_old_one_did) {
    static const char *const lines[] = {"catalog number parent-guide.en 1234567890",
                                        "catalog set parent-guide.en material_number=1234567890",
                                        "catalog set parent-guide.en material_number=", "catalog import x.csv"};
    for (size_t i = 0; i < COUNT(lines); i++) {
        struct world w;
        struct items all;
        world_open(&w, "elementary", "2026-09-14");
        expect_done(&w, lines[i], "item,material_number\nparent-guide.en,1234567890\n", NULL);
        load(&w, &all);
        ck_assert_pstr_ne(all.list[0].material_number, "9661218950");
        ck_assert_msg(!all.list[0].number_source || !strstr(all.list[0].number_source, "REF-5640.9"), "%s: %s",
                      lines[i], all.list[0].number_source);
        world_close(&w);
    }
}
END_TEST

START_TEST(a_number_is_shown_as_the_older_prints_group_it) {
    struct mem *m = mem_new();
    ck_assert_str_eq(material_number_shown(m, "9661218950"), "966 121 8950");
    ck_assert_str_eq(material_number_shown(m, NULL), "see catalog");
    mem_free(m);
}
END_TEST

void item_suite(Suite *s) {
    TCase *c = tcase_create("catalog");
    tcase_add_test(c, an_item_is_found_by_code_and_by_number_however_it_is_grouped);
    tcase_add_test(c, an_unknown_item_gets_did_you_mean);
    tcase_add_test(c, a_word_that_begins_many_codes_names_four_of_them);
    tcase_add_test(c, the_catalog_lists_the_language_in_words);
    tcase_add_test(c, a_material_number_is_ten_digits);
    tcase_add_test(c, a_material_number_is_of_one_item);
    tcase_add_test(c, where_a_number_was_found_is_kept_with_it);
    tcase_add_test(c, a_number_that_changed_is_not_said_to_come_from_where_the_old_one_did);
    tcase_add_test(c, a_number_is_shown_as_the_older_prints_group_it);
    suite_add_tcase(s, c);
}
