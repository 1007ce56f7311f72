/* Errors: the first one wins, and a message fits. */
#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"
#include "tests/suites.h"

#include <string.h>

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

void err_suite(Suite *s) {
    TCase *c = tcase_create("err");
    tcase_add_test(c, the_first_error_wins);
    tcase_add_test(c, an_error_of_no_field_has_an_empty_one);
    tcase_add_test(c, a_message_too_long_is_cut_at_a_whole_character);
    suite_add_tcase(s, c);
}
