/* The reports as rows: their days and years, and the paper that each offers. */
#include "tests/suites.h"
#include "tests/support/fixture.h"
#include "tests/support/look.h"
#include "tests/support/stored.h"

#include <string.h>

START_TEST(each_report_offers_its_paper) {
    static const struct {
        const char *line, *next;
    } cases[] = {{"report stock", "report stock --out F"},
                 {"report year", "report year --year 2026-27 --out year-2026-27.pdf"},
                 {"report year --year 2025-26", "report year --year 2025-26 --out year-2025-26.pdf"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        look_done(&w, cases[i].line);
        ck_assert_str_eq(look_command(&w, w.answer.next), cases[i].next);
        ck_assert_ptr_null(w.answer.next->also);
    }
}
END_TEST

START_TEST(a_day_offers_the_check_of_its_head_and_its_paper) {
    static const struct {
        const char *line, *paper;
    } cases[] = {{"report day", "report day --out F"},
                 {"report day --date 2026-09-14", "report day --date 2026-09-14 --out F"}};
    look_done(&w, "stock adjust esy.en 40 --reason opening");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        look_done(&w, cases[i].line);
        const struct hint *next = w.answer.next;
        const char *head = look_text(&w.answer, 0, "head");
        const char *check = look_command(&w, next);
        ck_assert_str_eq(check, mem_printf(w.mem, "verify --head %s", head));
        ck_assert(strstr(w.answer.text, head) != NULL);
        ck_assert_str_eq(look_command(&w, next->also), cases[i].paper);
        look_done(&w, check);
        ck_assert_int_eq(look_int(&w.answer, 0, "changes_since"), 0);
    }
}
END_TEST

START_TEST(a_day_or_a_year_that_cannot_be_is_refused) {
    static const struct {
        const char *line, *words;
    } cases[] = {{"report day --date 2026-09-16", "2026-09-16 is in the future"},
                 {"report day --date 1989-12-31", "1989-12-31"},
                 {"report day --date soon", "soon"},
                 {"report year --year 2027-28", "2027-28 has not begun; it begins on July 1, 2027"},
                 {"report year --year 2026", "\"2026\" is not a school year; write it like 2026-27"},
                 {"designee pdf --year 26", "\"26\" is not a school year; write it like 2026-27"},
                 {"duty pdf --year x", "\"x\" is not a school year; write it like 2026-27"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_refused(&w, cases[i].line, NULL, ERR_INPUT, cases[i].words);
}
END_TEST

void report_suite(Suite *s) {
    TCase *c = tcase_create("report");
    tcase_add_checked_fixture(c, open_senior, close_world);
    tcase_add_test(c, each_report_offers_its_paper);
    tcase_add_test(c, a_day_offers_the_check_of_its_head_and_its_paper);
    tcase_add_test(c, a_day_or_a_year_that_cannot_be_is_refused);
    suite_add_tcase(s, c);
}
