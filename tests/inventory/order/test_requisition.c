#include "base/fields.h"
#include "base/json.h"
#include "cli/render.h"
#include "cli/words.h"
#include "inventory/order/requisition.h"
#include "inventory/stock.h"
#include "tests/suites.h"
#include "tests/support/fixture.h"
#include "tests/support/look.h"
#include "tests/support/model.h"
#include "tests/support/stored.h"

#include <check.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Tuesday, September 15, 2026. esy.en comes in packs of 25, puzzled.en in packs of 10; esy.en is OK, all else is out.
 */
static void open_to_order(void) {
    open_senior();
    look_done(&w, "catalog set esy.en copies_per_unit=25 unit=pack");
    look_done(&w, "catalog set puzzled.en copies_per_unit=10 unit=pack");
    look_done(&w, "stock receive esy.en 50");
}

static const char *number(void) { return look_text(&w.answer, 0, "number"); }
static struct answer lines(void) { return look_rows(&w.answer, 0, "lines"); }

/* The row of an item's line in the answer. */
static size_t find(const struct answer *of, const char *code) {
    size_t row = look_find(of, "item", code);
    ck_assert_msg(row != SIZE_MAX, "there is no line for %s", code);
    return row;
}

static void made(const char *line, const char *expected) {
    look_done(&w, line);
    ck_assert_str_eq(number(), expected);
}

/* ---- what is needed ---- */

START_TEST(a_requisition_of_what_is_needed_has_the_lines_of_the_suggestion) {
    look_done(&w, "order suggest");
    struct answer suggested = w.answer;
    ck_assert_uint_eq(suggested.rows.count, 9); /* all but esy.en */
    look_done(&w, "requisition new --needed");
    ck_assert_str_eq(number(), "R-2026-27-0001");
    ck_assert_str_eq(look_text(&w.answer, 0, "status"), "draft");
    ck_assert_str_eq(date_iso(w.mem, look_date(&w.answer, 0, "prepared")), "2026-09-15");
    struct answer got = lines();
    ck_assert_uint_eq(got.rows.count, suggested.rows.count);
    long copies = 0;
    for (size_t i = 0; i < got.rows.count; i++) {
        size_t k = find(&suggested, look_text(&got, i, "item"));
        long units = look_int(&suggested, k, "units");
        copies += look_int(&suggested, k, "copies");
        ck_assert_int_eq(look_int(&got, i, "copies"), look_int(&suggested, k, "copies"));
        ck_assert_int_eq(look_int(&got, i, "units"), units == INT_NONE ? look_int(&suggested, k, "copies") : units);
        ck_assert_int_eq(look_int(&got, i, "suggested"), look_int(&got, i, "units"));
        ck_assert_int_eq(look_int(&got, i, "received_copies"), 0);
        ck_assert_int_eq(look_int(&got, i, "short_copies"), 0);
        ck_assert_str_eq(look_text(&got, i, "sentence"), look_text(&suggested, k, "sentence"));
        ck_assert_ptr_null(look_text(&got, i, "reason"));
    }
    ck_assert_int_eq(look_int(&w.answer, 0, "copies"), copies);
    ck_assert(world_is_sound(&w));
}
END_TEST

START_TEST(units_are_copies_where_the_unit_is_unknown) {
    look_done(&w, "requisition new --needed");
    struct answer got = lines();
    size_t known = find(&got, "puzzled.en"), unknown = find(&got, "lre.en"); /* floor 10: fill to 20 */
    ck_assert_int_eq(look_int(&got, known, "units"), 2);
    ck_assert_int_eq(look_int(&got, known, "copies_per_unit"), 10);
    ck_assert_int_eq(look_int(&got, known, "copies"), 20);
    ck_assert_int_eq(look_int(&got, unknown, "units"), 20);
    ck_assert_int_eq(look_int(&got, unknown, "copies_per_unit"), INT_NONE);
    ck_assert_int_eq(look_int(&got, unknown, "copies"), 20);
    ck_assert(strstr(look_text(&got, unknown, "sentence"), "20 copies, check the unit of issue"));
    ck_assert(!strstr(look_text(&got, unknown, "sentence"), "20 units"));
    look_done(&w, "requisition set 1 lre.en 21");
    ck_assert(strstr(w.answer.text, "21 copies of lre.en, check the unit of issue"));
}
END_TEST

START_TEST(pressing_the_button_twice_orders_once) {
    look_done(&w, "requisition new --needed");
    const char *before = stored(&w);
    look_done(&w, "requisition new --needed");
    ck_assert_int_eq(w.answer.form, ANSWER_NULL);
    ck_assert(strstr(w.answer.text, "R-2026-27-0001"));
    struct buf json = {0};
    json_answer(&json, &w.answer);
    ck_assert_str_eq(json.data, "null\n");
    buf_free(&json);
    ck_assert_msg(strcmp(stored(&w), before) == 0, "the second time: something was stored");
    look_done(&w, "catalog set esy.en copies_per_unit=5");
    look_done(&w, "stock issue esy.en 45"); /* now that one is low too */
    look_done(&w, "requisition new --needed");
    ck_assert_str_eq(number(), "R-2026-27-0002");
    ck_assert_uint_eq(lines().rows.count, 1);
    look_done(&w, "requisition show 1");
    ck_assert_uint_eq(lines().rows.count, 9); /* an open draft does not grow by itself */
}
END_TEST

START_TEST(the_foot_of_the_stock_says_what_is_to_order_and_what_is_coming) {
    look_done(&w, "stock --low");
    ck_assert_msg(strstr(w.answer.text, "9 of 10 items are low."), "%s", w.answer.text);
    ck_assert_str_eq(look_command(&w, w.answer.next), "requisition new --needed");
    look_done(&w, "requisition new --needed");
    look_done(&w, "stock --low");
    ck_assert_msg(strstr(w.answer.text, "What is needed is ordered"), "%s", w.answer.text);
    look_done(&w, "catalog set esy.en copies_per_unit=5");
    look_done(&w, "stock issue esy.en 45");
    look_done(&w, "stock --low");
    ck_assert_msg(strstr(w.answer.text, "1 to order, 9 are coming."), "%s", w.answer.text);
    ck_assert_str_eq(look_command(&w, w.answer.next), "requisition new --needed");
}
END_TEST

/* Where the words stand in what is shown of the last answer. */
static size_t shown_at(const char *words) {
    struct buf b = {0};
    render_plain(&b, &w.answer, &(struct screen){80, false, w.req.rooms, &(struct typed){0}});
    const char *at = strstr(b.data, words);
    ck_assert_msg(at != NULL, "no \"%s\" in:\n%s", words, b.data);
    size_t place = (size_t)(at - b.data);
    buf_free(&b);
    return place;
}

START_TEST(what_is_printed_meanwhile_has_its_command_on_a_line_of_its_own) {
    look_done(&w, "stock --low");
    size_t row = look_find(&w.answer, "item", "lre.en");
    ck_assert_str_eq(look_command(&w, look_hint(&w.answer, row, "command")), "stock print lre.en 1");
    shown_at("Record what you print: guidestock stock print lre.en 1\n");
    look_done(&w, "stock"); /* ten items fit one screen */
    ck_assert_ptr_null(look_hint(&w.answer, look_find(&w.answer, "item", "lre.en"), "command"));
}
END_TEST

START_TEST(an_explanation_begins_with_its_sentence) {
    look_done(&w, "order explain esy.en");
    ck_assert_uint_eq(shown_at("esy.en: reorder at "), 0);
    ck_assert(shown_at("\nuse      = ") < shown_at("\nissued in the look-back"));
    shown_at("copies per family and year  1\n");
    look_done(&w, "catalog set esy.en copies_per_year=2");
    look_done(&w, "order explain esy.en");
    shown_at("copies per family and year  2 (set for this ");
    ck_assert_int_eq(look_int(&w.answer, 0, "copies_per_year"), 2);
}
END_TEST

START_TEST(nothing_needed_makes_nothing_and_is_no_failure) {
    for (int i = 0; i < MODEL_ITEMS; i++)
        look_done(&w, mem_printf(w.mem, "catalog set %s minimum=0 maximum=0", model_codes[i]));
    const char *before = stored(&w);
    look_done(&w, "requisition new --needed");
    ck_assert_int_eq(w.answer.form, ANSWER_NULL);
    ck_assert(strstr(w.answer.text, "Nothing is needed"));
    ck_assert_msg(strcmp(stored(&w), before) == 0, "nothing needed: something was stored");
    look_done(&w, "requisition new"); /* an empty one is made all the same */
    ck_assert_str_eq(number(), "R-2026-27-0001");
    ck_assert_uint_eq(lines().rows.count, 0);
}
END_TEST

START_TEST(a_requisition_nets_what_is_on_order) {
    look_done(&w, "requisition new");
    look_done(&w, "requisition add 1 lre.en 4 --reason few");
    ck_assert_int_eq(stock_of("lre.en")->incoming, 4); /* a draft counts */
    ck_assert_str_eq(stock_of("lre.en")->coming, "R-2026-27-0001");
    ck_assert_int_eq(stock_of("lre.en")->copies, 16);
    look_done(&w, "requisition new --needed");
    struct answer got = lines();
    ck_assert_int_eq(look_int(&got, find(&got, "lre.en"), "copies"), 16);
    ck_assert(strstr(look_text(&got, find(&got, "lre.en"), "sentence"), "coming 4 (R-2026-27-0001); 20 - 4 = 16"));
    ck_assert_int_eq(stock_of("lre.en")->incoming, 20);
    ck_assert_str_eq(stock_of("lre.en")->coming, "R-2026-27-0001, R-2026-27-0002");
    look_done(&w, "requisition cancel 2 --reason wrong");
    ck_assert_int_eq(stock_of("lre.en")->incoming, 4); /* a cancelled one does not */
    look_done(&w, "requisition remove 1 lre.en");
    ck_assert_int_eq(stock_of("lre.en")->incoming, 0);
    ck_assert_ptr_null(stock_of("lre.en")->coming);
}
END_TEST

START_TEST(too_big_a_pack_is_left_out_and_said) {
    look_done(&w, "catalog set lre.en copies_per_unit=500");
    look_done(&w, "requisition new --needed");
    struct answer got = lines();
    ck_assert_uint_eq(look_find(&got, "item", "lre.en"), SIZE_MAX);
    ck_assert(noted(&w, "lre.en was left out: its pack of 500"));
    ck_assert(noted(&w, "guidestock stock print lre.en 20"));
    ck_assert_int_eq(stock_of("lre.en")->copies, 500); /* the suggestion stands */
    ck_assert(!stock_of("lre.en")->ticked);
    look_done(&w, "requisition new --needed"); /* nothing else is needed, and it is said again */
    ck_assert_int_eq(w.answer.form, ANSWER_NULL);
    ck_assert(noted(&w, "lre.en was left out"));
    look_done(&w, "requisition add 1 lre.en 1"); /* by hand it goes */
    ck_assert_int_eq(stock_of("lre.en")->incoming, 500);
}
END_TEST

/* ---- numbers ---- */

START_TEST(numbers_have_no_gap_and_are_not_used_again) {
    made("requisition new", "R-2026-27-0001");
    made("requisition new --needed", "R-2026-27-0002");
    made("requisition cancel 2 --reason wrong", "R-2026-27-0002");
    expect_refused(&w, "requisition new --needed-by 2026-09-14", NULL, ERR_INPUT, "needed-by");
    look_done(&w, "requisition new --needed");
    ck_assert_str_eq(number(), "R-2026-27-0003"); /* the refusal took none */
    made("requisition cancel R-2026-27-0003 --reason wrong", "R-2026-27-0003");
    made("requisition new", "R-2026-27-0004");
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM requisition"), 4);
    ck_assert_int_eq(world_count(&w, "SELECT max(number) FROM requisition"), 4);
}
END_TEST

START_TEST(numbers_begin_anew_with_the_school_year_and_for_each_school) {
    static const struct {
        const char *date, *number;
    } cases[] = {
        {"2026-06-30", "R-2025-26-0001"}, {"2026-07-01", "R-2026-27-0001"}, {"2026-06-29", "R-2025-26-0002"},
        {"2026-09-15", "R-2026-27-0002"}, {"2025-07-01", "R-2025-26-0003"}, {"2000-06-30", "R-1999-00-0001"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        made(mem_printf(w.mem, "requisition new --date %s", cases[i].date), cases[i].number);
        made(mem_printf(w.mem, "requisition show %s", cases[i].number), cases[i].number);
    }
    made("requisition show 2", "R-2026-27-0002"); /* the bare serial is of this year */
    made("requisition show r-2025-26-0003", "R-2025-26-0003");
    look_done(&w, "school add --name Other --code 0043 --level middle"); /* asks for it from here on */
    made("requisition new", "R-2026-27-0001");
    expect_refused(&w, "requisition show 2", NULL, ERR_NOT_FOUND, "R-2026-27-0002");
}
END_TEST

/* ---- changing a draft ---- */

START_TEST(lines_are_added_set_and_removed) {
    look_done(&w, "requisition new");
    look_done(&w, "requisition add 1 puzzled.en 2");
    look_done(&w, "requisition add R-2026-27-0001 esy.en 3 --reason 'Back to School Night'");
    struct answer got = lines();
    ck_assert_uint_eq(got.rows.count, 2);
    ck_assert_str_eq(look_text(&got, 0, "item"), "puzzled.en"); /* in the order of their writing */
    ck_assert_int_eq(look_int(&got, 1, "copies"), 75);
    ck_assert_int_eq(look_int(&got, 1, "suggested"), 0);
    ck_assert_str_eq(look_text(&got, 1, "reason"), "Back to School Night");
    ck_assert(strstr(w.answer.text, "R-2026-27-0001: 3 units of 25 = 75 copies of esy.en."));
    look_done(&w, "requisition set 1 esy.en 1");
    got = lines();
    ck_assert_int_eq(look_int(&got, 1, "units"), 1);
    ck_assert_int_eq(look_int(&got, 1, "copies"), 25);
    ck_assert_str_eq(look_text(&got, 1, "reason"), "Back to School Night"); /* kept */
    look_done(&w, "requisition set 1 esy.en 1 --reason other");
    got = lines();
    ck_assert_str_eq(look_text(&got, 1, "reason"), "other");
    look_done(&w, "requisition remove 1 puzzled.en");
    got = lines();
    ck_assert_uint_eq(got.rows.count, 1);
    ck_assert_int_eq(look_int(&got, 0, "place"), 1);
    look_done(&w, "requisition add 1 puzzled.en 2"); /* once out, it may come again */
    ck_assert_uint_eq(lines().rows.count, 2);
    ck_assert(world_is_sound(&w));
}
END_TEST

START_TEST(a_change_that_cannot_be_is_refused_and_stores_nothing) {
    static const struct {
        const char *line;
        enum err_kind kind;
        const char *words;
    } cases[] = {
        {"requisition add 9 lre.en 1", ERR_NOT_FOUND, "no requisition R-2026-27-0009"},
        {"requisition add R-2025-26-0001 lre.en 1", ERR_NOT_FOUND, "no requisition R-2025-26-0001"},
        {"requisition add R-2026-28-0001 lre.en 1", ERR_INPUT, "is not a requisition number"},
        {"requisition add R-2026-27- lre.en 1", ERR_INPUT, "is not a requisition number"},
        {"requisition add 0 lre.en 1", ERR_INPUT, "is not a requisition number"},
        {"requisition add -1 lre.en 1", ERR_INPUT, "is not a requisition number"},
        {"requisition add 99999999999 lre.en 1", ERR_INPUT, "is not a requisition number"},
        {"requisition add x lre.en 1", ERR_INPUT, "is not a requisition number"},
        {"requisition add 1 nothing.en 1", ERR_NOT_FOUND, "no item \"nothing.en\""},
        {"requisition add 1 lre.en 0", ERR_INPUT, "units: 0 is not from 1 to 100000"},
        {"requisition add 1 lre.en -1", ERR_INPUT, "without a sign"},
        {"requisition add 1 lre.en 1e3", ERR_INPUT, "in digits"},
        {"requisition add 1 lre.en 1.5", ERR_INPUT, "whole numbers"},
        {"requisition add 1 lre.en 100001", ERR_INPUT, "units: 100001 is not from 1 to 100000"},
        {"requisition add 1 lre.en ''", ERR_INPUT, "units is empty"},
        {"requisition add 1 lre.en", ERR_INPUT, "UNITS is missing"},
        {"requisition add 1 lre.en 1 2", ERR_INPUT, "one word too many"},
        {"requisition add 1 puzzled.en 1", ERR_CONFLICT, "R-2026-27-0001 has a line for puzzled.en already"},
        {"requisition add 1 lre.en 1 --reason a\tb", ERR_INPUT, "control character"},
        {"requisition add 1 iep-and-you.en-es 1", ERR_RULE, "is retired"},
        {"requisition set 1 lre.en 1", ERR_NOT_FOUND, "has no line for lre.en"},
        {"requisition set 1 puzzled.en 0", ERR_INPUT, "units: 0"},
        {"requisition set 1 puzzled.en 100001", ERR_INPUT, "units: 100001"},
        {"requisition set 9 puzzled.en 1", ERR_NOT_FOUND, "R-2026-27-0009"},
        {"requisition set 1 nothing.en 1", ERR_NOT_FOUND, "nothing.en"},
        {"requisition remove 1 lre.en", ERR_NOT_FOUND, "has no line for lre.en"},
        {"requisition remove 9 puzzled.en", ERR_NOT_FOUND, "R-2026-27-0009"},
        {"requisition remove 1 nothing.en", ERR_NOT_FOUND, "nothing.en"},
        {"requisition cancel 1", ERR_INPUT, "--reason"},
        {"requisition cancel 1 --reason ''", ERR_INPUT, "reason is empty"},
        {"requisition cancel 9 --reason wrong", ERR_NOT_FOUND, "R-2026-27-0009"},
        {"requisition add 2 lre.en 1", ERR_RULE, "R-2026-27-0002 is cancelled (by tester, "},
        {"requisition set 2 puzzled.en 1", ERR_RULE, "R-2026-27-0002 is cancelled"},
        {"requisition remove 2 puzzled.en", ERR_RULE, "R-2026-27-0002 is cancelled"},
        {"requisition cancel 2 --reason again", ERR_CONFLICT, "R-2026-27-0002 is cancelled already (by tester, "},
        {"requisition show 9", ERR_NOT_FOUND, "R-2026-27-0009"},
        {"requisition new --date 2026-09-16", ERR_INPUT, "in the future"},
        {"requisition new --date 1989-12-31", ERR_INPUT, "before 1990"},
        {"requisition new --date 2026-02-30", ERR_INPUT, "is not a date"},
        {"requisition new --needed-by 2026-09-14", ERR_INPUT, "2026-09-14 is before the requisition is prepared"},
        {"requisition new --date 2026-09-10 --needed-by 2026-09-09", ERR_INPUT, "before the requisition is prepared"},
        {"requisition new --needed --needed-by 2026-09-14", ERR_INPUT, "before the requisition is prepared"},
        {"requisition new --priority soon", ERR_INPUT, "none of regular, same day"},
        {"requisition new --purpose a\tb", ERR_INPUT, "control character"},
    };
    look_done(&w, "requisition new");
    look_done(&w, "requisition add 1 puzzled.en 2");
    look_done(&w, "requisition new");
    look_done(&w, "requisition add 2 puzzled.en 2");
    look_done(&w, "requisition cancel 2 --reason wrong");
    look_done(&w, "catalog retire iep-and-you.en-es");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_refused(&w, cases[i].line, NULL, cases[i].kind, cases[i].words);
    look_done(&w, "requisition new --needed-by 2026-09-15"); /* the day itself will do */
}
END_TEST

START_TEST(a_requisition_and_an_item_that_are_not_there_are_named_at_once) {
    static const char *const lines[] = {"requisition add 9 nothing.en 1", "requisition set 9 nothing.en 1",
                                        "requisition remove 9 nothing.en"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        expect_problems(&w, lines[i],
                        (const struct told[]){{"requisition", 0, "no requisition R-2026-27-0009"},
                                              {"item", 0, "no item \"nothing.en\""},
                                              {0}});
        ck_assert_int_eq(w.err.kind, ERR_NOT_FOUND);
        ck_assert_str_eq(look_command(&w, w.req.problems.list[0].next), "requisition list");
    }
}
END_TEST

START_TEST(an_elementary_school_orders_nothing_for_secondary_schools) {
    world_close(&w);
    world_open(&w, "elementary", "2026-09-15");
    look_done(&w, "requisition new --needed");
    struct answer got = lines();
    ck_assert_uint_eq(got.rows.count, 8);
    ck_assert_uint_eq(look_find(&got, "item", "itp-guide.en-es"), SIZE_MAX);
    ck_assert_uint_eq(look_find(&got, "item", "itp-booklet.en"), SIZE_MAX);
    expect_refused(&w, "requisition add 1 itp-booklet.en 1", NULL, ERR_RULE, "secondary schools only");
}
END_TEST

START_TEST(a_retired_item_is_not_ordered_but_its_line_may_go) {
    look_done(&w, "requisition new");
    look_done(&w, "requisition add 1 lre.en 20");
    look_done(&w, "catalog retire lre.en");
    expect_refused(&w, "requisition set 1 lre.en 30", NULL, ERR_RULE, "is retired");
    look_done(&w, "requisition set 1 lre.en 10"); /* less may always be asked for */
    look_done(&w, "requisition new --needed");
    struct answer got = lines();
    ck_assert_uint_eq(look_find(&got, "item", "lre.en"), SIZE_MAX);
    look_done(&w, "requisition remove 1 lre.en");
    ck_assert_uint_eq(lines().rows.count, 0);
}
END_TEST

START_TEST(more_than_one_unit_from_the_suggestion_asks_for_a_reason) {
    static const struct {
        const char *units, *options;
        bool noticed;
    } cases[] = {
        {"20", "", false}, /* as suggested */
        {"21", "", false}, {"19", "", false}, {"22", "", true},
        {"18", "", true},  {"40", "", true},  {"40", " --reason 'Back to School Night'", false},
    };
    look_done(&w, "requisition new");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        look_done(&w, mem_printf(w.mem, "requisition add 1 lre.en %s%s", cases[i].units, cases[i].options));
        ck_assert_msg(noted(&w, "differs from the suggested 20") == cases[i].noticed, "add %s%s", cases[i].units,
                      cases[i].options);
        look_done(&w, "requisition remove 1 lre.en");
    }
    look_done(&w, "requisition add 1 lre.en 20");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        look_done(&w, mem_printf(w.mem, "requisition set 1 lre.en %s%s", cases[i].units, cases[i].options));
        ck_assert_msg(noted(&w, "differs from the suggested 20") == cases[i].noticed, "set %s%s", cases[i].units,
                      cases[i].options);
    }
}
END_TEST

START_TEST(a_line_keeps_the_unit_that_was_known_when_it_was_written) {
    look_done(&w, "requisition new");
    look_done(&w, "requisition add 1 lre.en 20");
    look_done(&w, "catalog set lre.en copies_per_unit=10");
    look_done(&w, "requisition show 1");
    struct answer got = lines();
    ck_assert_int_eq(look_int(&got, 0, "copies"), 20);
    ck_assert_int_eq(look_int(&got, 0, "copies_per_unit"), INT_NONE);
    ck_assert_int_eq(stock_of("lre.en")->incoming, 20);
}
END_TEST

START_TEST(a_line_set_in_units_that_became_known_is_compared_in_units) {
    look_done(&w, "requisition new");
    look_done(&w, "requisition add 1 lre.en 20"); /* 20 copies, as suggested */
    look_done(&w, "catalog set lre.en copies_per_unit=10");
    look_done(&w, "requisition set 1 lre.en 2"); /* 2 units: the same 20 copies */
    ck_assert_msg(!noted(&w, "differs"), "%s", w.answer.note_count ? w.answer.notes[0].words : "");
    look_done(&w, "requisition set 1 lre.en 4");
    ck_assert(noted(&w, "4 differs from the suggested 2"));
}
END_TEST

START_TEST(an_order_that_is_not_sent_can_be_lowered_by_what_is_printed) {
    look_done(&w, "requisition new");
    look_done(&w, "requisition add 1 lre.en 20"); /* fill to 20 */
    look_done(&w, "stock print lre.en 5");
    ck_assert(noted(&w, "guidestock requisition set R-2026-27-0001 lre.en 15"));
    look_done(&w, "requisition set 1 lre.en 15");
    look_done(&w, "stock print lre.en 5");
    ck_assert(noted(&w, "guidestock requisition set R-2026-27-0001 lre.en 10"));
    look_done(&w, "requisition submit 1");
    look_done(&w, "stock print lre.en 5");
    ck_assert(noted(&w, "guidestock requisition approve R-2026-27-0001 lre.en 5"));
    ck_assert_uint_eq(w.answer.notes[0].next->roles, ROLE_PRINCIPAL);
    look_done(&w, "requisition approve 1");
    look_done(&w, "stock print lre.en 1");
    ck_assert(noted(&w, "guidestock requisition return R-2026-27-0001 --note TEXT"));
    look_done(&w, "requisition send 1");
    look_done(&w, "stock print lre.en 1");
    ck_assert_uint_eq(w.answer.note_count, 0);
}
END_TEST

START_TEST(receiving_beside_an_open_requisition_warns_and_names_it) {
    look_done(&w, "requisition new");
    look_done(&w, "requisition add 1 lre.en 20");
    look_done(&w, "stock receive lre.en 20");
    ck_assert(noted(&w, "20 copies of lre.en still count as coming (R-2026-27-0001)"));
    look_done(&w, "stock print lre.en 1");
    ck_assert(noted(&w, "That is too many now"));
    ck_assert(noted(&w, "guidestock requisition remove R-2026-27-0001 lre.en"));
    look_done(&w, "requisition cancel 1 --reason came");
    look_done(&w, "stock receive lre.en 20");
    ck_assert_uint_eq(w.answer.note_count, 0);
}
END_TEST

/* ---- what it shows ---- */

START_TEST(each_step_is_an_event_with_who_when_and_why) {
    look_done(&w, "requisition new");
    w.req.actor = "another";
    w.req.now = "2026-09-15T20:00:00Z";
    look_done(&w, "requisition cancel 1 --reason 'ordered by mistake'");
    struct answer events = look_rows(&w.answer, 0, "events");
    ck_assert_uint_eq(events.rows.count, 2);
    ck_assert_str_eq(look_text(&events, 0, "to"), "draft");
    ck_assert_str_eq(look_text(&events, 0, "by"), "tester");
    ck_assert_str_eq(look_text(&events, 0, "at"), "2026-01-02T03:04:05Z");
    ck_assert_ptr_null(look_text(&events, 0, "note"));
    ck_assert_str_eq(look_text(&events, 1, "to"), "cancelled");
    ck_assert_str_eq(look_text(&events, 1, "by"), "another");
    ck_assert_str_eq(look_text(&events, 1, "at"), "2026-09-15T20:00:00Z");
    ck_assert_str_eq(look_text(&events, 1, "note"), "ordered by mistake");
    ck_assert_str_eq(look_text(&w.answer, 0, "status"), "cancelled");
}
END_TEST

START_TEST(a_cancelled_requisition_shows_what_did_not_come) {
    look_done(&w, "requisition new");
    look_done(&w, "requisition add 1 esy.en 2");
    look_done(&w, "requisition cancel 1 --reason wrong");
    struct answer got = lines();
    ck_assert_int_eq(look_int(&got, 0, "short_copies"), 50);
}
END_TEST

START_TEST(the_header_takes_the_schools_words_and_its_own) {
    look_done(&w, "school set 'purpose=Annual notices' 'priority=same day'");
    look_done(&w, "requisition new");
    ck_assert_str_eq(look_text(&w.answer, 0, "purpose"), "Annual notices");
    ck_assert_str_eq(look_text(&w.answer, 0, "priority"), "same day");
    ck_assert(!look_bool(&w.answer, 0, "urgent"));
    ck_assert_int_eq(look_date(&w.answer, 0, "needed"), DATE_NONE);
    ck_assert_int_eq(look_date(&w.answer, 0, "sent"), DATE_NONE);
    look_done(&w,
              "requisition new --urgent --purpose IEPs --priority overnight --needed-by 2026-10-01 --date 2026-09-14");
    ck_assert_str_eq(look_text(&w.answer, 0, "purpose"), "IEPs");
    ck_assert_str_eq(look_text(&w.answer, 0, "priority"), "overnight");
    ck_assert(look_bool(&w.answer, 0, "urgent"));
    ck_assert_str_eq(date_iso(w.mem, look_date(&w.answer, 0, "needed")), "2026-10-01");
    ck_assert_str_eq(date_iso(w.mem, look_date(&w.answer, 0, "prepared")), "2026-09-14");
}
END_TEST

START_TEST(header_fields_that_are_not_set_are_named_with_the_way_to_set_them) {
    look_done(&w, "requisition new");
    ck_assert(noted(&w, "guidestock school set"));
    ck_assert(noted(&w, "requester=") && noted(&w, "phone="));
    look_done(&w, "school set region=East requester=Ana requester_title=Clerk phone=555 email=a@b.c");
    look_done(&w, "requisition new");
    ck_assert(!noted(&w, "guidestock school set"));
    look_done(&w, "school set closed_to_ordering=2026-09-10..2026-09-20");
    look_done(&w, "requisition new"); /* nothing is refused for it */
    ck_assert(noted(&w, "closed through 2026-09-20"));
}
END_TEST

START_TEST(the_json_that_scripts_rely_on_has_its_names) {
    static const char *const words[] = {
        "\"number\": \"R-2026-27-0001\"",
        "\"status\": \"draft\"",
        "\"prepared\": \"2026-09-15\"",
        "\"sent\": null",
        "\"lines\": [",
        "\"item\": \"parent-guide.es\"",
        "\"material_number\": \"9661218951\"",
        "\"units\": 40",
        "\"copies\": 40",
        "\"received_copies\": 0",
        "\"short_copies\": 0",
        "\"events\": [",
        "\"at\": \"2026-01-02T03:04:05Z\"",
        "\"by\": \"tester\"",
        "\"to\": \"draft\"",
        "\"note\": null",
    };
    struct buf json = {0};
    look_done(&w, "requisition new");
    look_done(&w, "requisition add 1 9661218951 40 --reason many");
    look_done(&w, "requisition show 1");
    json_answer(&json, &w.answer);
    ck_assert_int_eq(json.data[0], '{');
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        ck_assert_msg(strstr(json.data, words[i]), "no %s in\n%s", words[i], json.data);
    buf_free(&json);
}
END_TEST

START_TEST(the_list_shows_all_or_the_open_ones) {
    look_done(&w, "requisition list");
    ck_assert_int_eq(w.answer.form, ANSWER_LIST);
    ck_assert_uint_eq(w.answer.rows.count, 0);
    look_done(&w, "requisition new --date 2026-06-30");
    look_done(&w, "requisition new");
    look_done(&w, "requisition add 1 esy.en 2");
    look_done(&w, "requisition add 1 lre.en 20");
    look_done(&w, "requisition new");
    look_done(&w, "requisition cancel 2 --reason wrong");
    look_done(&w, "requisition list");
    ck_assert_uint_eq(w.answer.rows.count, 3);
    ck_assert_str_eq(look_text(&w.answer, 0, "number"), "R-2025-26-0001");
    ck_assert_int_eq(look_int(&w.answer, 1, "lines"), 2);
    ck_assert_int_eq(look_int(&w.answer, 1, "copies"), 70);
    ck_assert_str_eq(look_text(&w.answer, 2, "status"), "cancelled");
    look_done(&w, "requisition list --open");
    ck_assert_uint_eq(w.answer.rows.count, 2);
    ck_assert_uint_eq(look_find(&w.answer, "number", "R-2026-27-0002"), SIZE_MAX);
}
END_TEST

static void add_changes(TCase *c) {
    tcase_add_test(c, lines_are_added_set_and_removed);
    tcase_add_test(c, a_change_that_cannot_be_is_refused_and_stores_nothing);
    tcase_add_test(c, a_requisition_and_an_item_that_are_not_there_are_named_at_once);
    tcase_add_test(c, an_elementary_school_orders_nothing_for_secondary_schools);
    tcase_add_test(c, a_retired_item_is_not_ordered_but_its_line_may_go);
    tcase_add_test(c, more_than_one_unit_from_the_suggestion_asks_for_a_reason);
    tcase_add_test(c, a_line_keeps_the_unit_that_was_known_when_it_was_written);
    tcase_add_test(c, a_line_set_in_units_that_became_known_is_compared_in_units);
    tcase_add_test(c, receiving_beside_an_open_requisition_warns_and_names_it);
    tcase_add_test(c, an_order_that_is_not_sent_can_be_lowered_by_what_is_printed);
}

void requisition_suite(Suite *s) {
    TCase *c = tcase_create("core");
    tcase_add_checked_fixture(c, open_to_order, close_world);
    tcase_add_test(c, a_requisition_of_what_is_needed_has_the_lines_of_the_suggestion);
    tcase_add_test(c, units_are_copies_where_the_unit_is_unknown);
    tcase_add_test(c, pressing_the_button_twice_orders_once);
    tcase_add_test(c, the_foot_of_the_stock_says_what_is_to_order_and_what_is_coming);
    tcase_add_test(c, what_is_printed_meanwhile_has_its_command_on_a_line_of_its_own);
    tcase_add_test(c, an_explanation_begins_with_its_sentence);
    tcase_add_test(c, nothing_needed_makes_nothing_and_is_no_failure);
    tcase_add_test(c, a_requisition_nets_what_is_on_order);
    tcase_add_test(c, too_big_a_pack_is_left_out_and_said);
    tcase_add_test(c, numbers_have_no_gap_and_are_not_used_again);
    tcase_add_test(c, numbers_begin_anew_with_the_school_year_and_for_each_school);
    add_changes(c);
    tcase_add_test(c, each_step_is_an_event_with_who_when_and_why);
    tcase_add_test(c, a_cancelled_requisition_shows_what_did_not_come);
    tcase_add_test(c, the_header_takes_the_schools_words_and_its_own);
    tcase_add_test(c, header_fields_that_are_not_set_are_named_with_the_way_to_set_them);
    tcase_add_test(c, the_json_that_scripts_rely_on_has_its_names);
    tcase_add_test(c, the_list_shows_all_or_the_open_ones);
    suite_add_tcase(s, c);
}
