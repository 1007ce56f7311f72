/* Fields, and the dates that they are read as. */
#include "base/fields.h"

#include "base/date.h"
#include "tests/suites.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

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

START_TEST(a_moment_is_shown_in_local_time) {
    static const struct {
        const char *utc;
        int offset;
        const char *words;
    } cases[] = {
        {"2026-11-22T21:14:07Z", -480, "Nov 22, 2026 13:14"},
        {"2026-09-14T17:03:22Z", 0, "Sep 14, 2026 17:03"},
        {"2027-01-01T06:59:59Z", -420, "Dec 31, 2026 23:59"},
        {"2027-01-01T07:00:00Z", -420, "Jan 1, 2027 00:00"},
        {"2026-12-31T18:45:00Z", 345, "Jan 1, 2027 00:30"},
        {"2026-09-14T23:59:00Z", 840, "Sep 15, 2026 13:59"},
        {"2026-09-14", -480, "2026-09-14"},
        {"2026-09-14T25:00:00Z", -480, "2026-09-14T25:00:00Z"},
    };
    struct mem *m = mem_new();
    for (size_t i = 0; i < COUNT(cases); i++)
        ck_assert_str_eq(date_moment_words(m, cases[i].utc, cases[i].offset), cases[i].words);
    ck_assert_ptr_null(date_moment_words(m, NULL, -480));
    /* a day begins at the moment that is its first */
    static const int offsets[] = {-720, -480, -420, -1, 0, 1, 345, 840};
    for (size_t i = 0; i < COUNT(offsets); i++)
        for (int day = date_from(2026, 12, 31); day <= date_from(2027, 1, 1); day++) {
            int date, minutes;
            const char *begin = date_begin_utc(m, day, offsets[i]);
            ck_assert(date_of_moment(begin, offsets[i], &date, &minutes) && date == day && minutes == 0);
        }
    ck_assert_str_eq(date_begin_utc(m, date_from(2026, 9, 14), -420), "2026-09-14T07:00:00Z");
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
        "2026/13/14",
        "2026/09/",
        "2026/09/141",
        "26/09/14",
        "9-14",
        "26-09-14",
        "2026-09-1४",
        "13/40/2026",
        "13/1",
        "2/29",
        "2/29/2027",
        "9/30/026",
        "9/31/26",
        "2/29/27",
        "9/30/2",
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
        {"1E+05",
         "quantity: \"1E+05\" is not a number (your spreadsheet shortened the number: format the column as text)"},
        {"1.25E+05",
         "quantity: \"1.25E+05\" is not a number (your spreadsheet shortened the number: format the column as text)"},
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
    ck_assert_str_eq(past.message, "date: 1989-12-31 is before 1990; check the year");
    mem_free(m);
}
END_TEST

void fields_suite(Suite *s) {
    TCase *c = tcase_create("fields");
    tcase_add_test(c, every_day_of_9999_years_is_counted_as_by_hand);
    tcase_add_test(c, a_date_is_read_as_people_type_it);
    tcase_add_test(c, a_moment_is_shown_in_local_time);
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
    suite_add_tcase(s, c);
}
