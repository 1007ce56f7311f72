#include "forms/issue_log.h"
#include "inventory/shelf/movement.h"
#include "tests/suites.h"
#include "tests/support/paper.h"

START_TEST(the_log_names_the_eight_reasons_and_no_student) {
    struct world w;
    world_open(&w, "senior", "2026-09-15");
    struct buf text = paper(&w, "stock log --out F");
    for (size_t i = 0; issue_reasons[i].name; i++) {
        pdf_expect(&text, issue_reasons[i].name);
        pdf_expect(&text, issue_reasons[i].words);
        pdf_expect(&text, issue_reasons[i].citation);
    }
    static const char *const words[] = {"Never write a student's name",
                                        "DATE",
                                        "GUIDE",
                                        "LANGUAGE",
                                        "EDITION",
                                        "PAPER",
                                        "E-MAIL",
                                        "WEB",
                                        "COPIES",
                                        "(INITIALS)",
                                        "At the end of the day, enter each line as copies handed out",
                                        NULL};
    expect_all(&text, words);
    ck_assert_int_eq(pdf_pages(&w.answer.bytes), 1);
    ck_assert(!pdf_holds(&text, "…"));
    buf_free(&text);
    world_close(&w);
}
END_TEST

void issue_log_suite(Suite *s) {
    TCase *c = tcase_create("issue log");
    tcase_add_test(c, the_log_names_the_eight_reasons_and_no_student);
    tcase_set_timeout(c, 120);
    suite_add_tcase(s, c);
}
