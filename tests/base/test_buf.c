/* A buffer that grows. */
#include "base/buf.h"
#include "tests/suites.h"

#include <string.h>

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

void buf_suite(Suite *s) {
    TCase *c = tcase_create("buf");
    tcase_add_test(c, a_buffer_grows_and_ends_in_a_nul);
    tcase_add_test(c, a_buffer_to_which_nothing_was_added_is_an_empty_text);
    tcase_add_test(c, a_buffer_filled_to_its_very_room_keeps_its_nul);
    suite_add_tcase(s, c);
}
