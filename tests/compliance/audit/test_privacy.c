/* What a case's reference or note may not hold: student numbers and full names; and what must not be taken for one. */
#include "compliance/audit/privacy.h"
#include "tests/suites.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const numbers[] = {
    "123456789",
    "1234567890",
    "A123456789",
    "052396M123",
    "123456789M",
    "123 456 789",
    "123-456-789",
    "12 34 56 78 9",
    "123.456.789",
    "123/456/789",
    "case 123456789",
    "nr.123456789 new",
    "0123456 x 78",
    "2026-27 123456789",
    "2026-09-14 052396M123",
    "(213) 241-6701",
    "2026-09-142222",
    "1 2 3 4 5 6 7 8 9",
    "１２３４５６７８９",
    "٠١٢٣٤٥٦٧٨",
    "2026-28-12-3",
    "20260914-1",
    /* dashes, points and blanks of every width; what is not seen */
    "123–456–789",
    "123—456—789",
    "123−456−789",
    "123‐456‑789",
    "123·456·789",
    "123․456․789",
    "123，456，789",
    "１２３－４５６－７８９",
    "123\xe2\x80\x8b"
    "456\xe2\x80\x8b"
    "789",
    "123\xe2\x80\xaf"
    "456\xe3\x80\x80"
    "789",
    "052396Ｍ123",
    "052396–M–123",
    /* digits of other scripts, of mathematics, raised, in rings */
    "१२३४५६७८९",
    "১২৩৪৫৬৭৮৯",
    "๑๒๓๔๕๖๗๘๙",
    "۱۲۳۴۵۶۷۸۹",
    "𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
    "¹²³⁴⁵⁶⁷⁸⁹",
    "₁₂₃₄₅₆₇₈₉",
    "①②③④⑤⑥⑦⑧⑨",
    "12345१२३४",
};

static const char *const names[] = {
    "Maria Lopez",
    "Lopez, Maria",
    "MARIA LOPEZ",
    "Maria de la Cruz",
    "Maria T. Lopez",
    "J. R. Smith Jones",
    "Sean O'Brien",
    "Maria.Lopez",
    "Maria_Lopez",
    "Maria-Lopez",
    "case of Maria Lopez",
    "IEP Maria Lopez",
    "Room 12 Ana Ruiz",
    "José Núñez",
    "Łukasz Żak",
    "Иван Петров",
    "Արամ Խաչատրյան",
    "Đặng Văn",
    "김민수",
    "王小明",
    "مریم رضایی",
    "May Park",
    "Will Smith",
    "June (Carter)",
    "Ludwig van Beethoven",
    "D’Angelo Russell",
    "Called Maria Lopez.",
    "Ngọc Ánh",
    "Ömer Ünal",
    /* letters of full and of half width, blanks and marks between, nothing to be seen between */
    "Ｍａｒｉａ Ｌｏｐｅｚ",
    "Maria Ｌｏｐｅｚ",
    "Maria–Lopez",
    "Maria\xe3\x80\x80Lopez",
    "Maria\xe2\x80\x8bLopez",
    "Maria\xc2\xad Lopez",
    "Lopez;Maria",
    "Lopez:Maria",
    "Maria+Lopez",
    "Maria|Lopez",
    "Maria & Lopez",
    "Lopez，Maria",
    "Maria “Lupe” Lopez",
    "MariaLopez",
    "ﾀﾅｶ",
    "𝐌𝐚𝐫𝐢𝐚 𝐋𝐨𝐩𝐞𝐳",
    "Lope\xcc\x81z Mari\xcc\x81 ",
    "Thai Nguyen",
    "Maria Hall",
    "home of Maria Lopez, Main Street",
};

static const char *const fine[] = {
    "",
    "12",
    "Room 12",
    "IEP Spring",
    "case 12",
    "blue 7",
    "Blue 7",
    "Blue Folder",
    "Lopez",
    "SPED-12",
    "A-12",
    "12345678",
    "R-2026-27-0001",
    "C-2026-27-00012",
    "2026-09-14 2026-10-02",
    "2026-09-14 to 2026-10-02",
    "Annual Review Grade 5",
    "Special Education Green Folder",
    "Called Mrs. Lopez on Friday. Left Message.",
    "Spoke with Lopez. Friday is fine",
    "Mother asked for Korean; Interpreter Friday",
    "IEP Meeting Room 12, Monday",
    "moved to Pasadena",
    "A. B.",
    "x1y2z3",
    "12345 AB 6789",
    "room 1234, desk 5678, shelf 9",
    "504 Plan, Section 504",
    "Los Angeles",
    "Pasadena: Burbank",
    "the weekend (Saturday)",
    "Main Office, Second Floor",
    "Conference Room B",
    "Google Meet",
    "American Sign Language, Armenian",
    "Bungalow 3, Counseling Office",
    "it's 12 o'clock",
    "×÷ 5",
    "McDonald",
    "MacDonald",
    "DeShawn",
    "MyPLN",
    "sent by DocuSign",
    "2026年10月02日",
    "folder 12–14, shelf ３",
    "Lopez; called on Friday",
    "①",
};

START_TEST(what_looks_like_a_student_number_is_refused) {
    struct mem *m = mem_new();
    for (size_t i = 0; i < COUNT(numbers); i++) {
        struct err e = {0};
        ck_assert_msg(!privacy_check_ref(m, "ref", numbers[i], &e), "%s: was taken", numbers[i]);
        ck_assert_int_eq(e.kind, ERR_INPUT);
        ck_assert_str_eq(e.field, "ref");
        ck_assert_msg(strstr(e.message, "student number") && strstr(e.message, "own choosing"), "%s", e.message);
    }
    mem_free(m);
}
END_TEST

START_TEST(what_looks_like_a_full_name_is_refused_and_named) {
    struct mem *m = mem_new();
    for (size_t i = 0; i < COUNT(names); i++) {
        struct err e = {0};
        ck_assert_msg(!privacy_check_ref(m, "note", names[i], &e), "%s: was taken", names[i]);
        ck_assert_int_eq(e.kind, ERR_INPUT);
        ck_assert_str_eq(e.field, "note");
        ck_assert_msg(strstr(e.message, "full name"), "%s: %s", names[i], e.message);
    }
    struct err e = {0};
    ck_assert(!privacy_check_ref(m, "note", "Called Maria de la Cruz on Friday", &e));
    ck_assert_msg(strstr(e.message, "\"Maria de la Cruz\" looks"), "%s", e.message);
    ck_assert_msg(strstr(e.message, "small letters where it names no person"), "%s", e.message);
    e = (struct err){0};
    ck_assert(!privacy_check_ref(m, "ref", "Maria de la Cruz", &e));
    ck_assert_msg(strstr(e.message, "own choosing, like \"blue 7\""), "%s", e.message);
    mem_free(m);
}
END_TEST

START_TEST(where_staff_are_named_a_number_is_refused_alone) {
    struct mem *m = mem_new();
    struct err e = {0};
    ck_assert(privacy_check_number(m, "staff", "Maria Lopez, period 3", &e));
    ck_assert(privacy_check_number(m, "staff", NULL, &e));
    ck_assert_int_eq(e.kind, ERR_NONE);
    ck_assert(!privacy_check_number(m, "staff", "teachers of 052396M123", &e));
    ck_assert_int_eq(e.kind, ERR_INPUT);
    ck_assert_msg(strstr(e.message, "student number") && strstr(e.message, "leave it out"), "%s", e.message);
    mem_free(m);
}
END_TEST

START_TEST(words_of_the_office_are_no_names_and_dates_no_numbers) {
    struct mem *m = mem_new();
    struct err e = {0};
    for (size_t i = 0; i < COUNT(fine); i++)
        ck_assert_msg(privacy_check_ref(m, "ref", fine[i], &e), "%s: %s", fine[i], e.message);
    ck_assert(privacy_check_ref(m, "ref", NULL, &e));
    mem_free(m);
}
END_TEST

START_TEST(why_a_case_is_read_does_not_name_it) {
    static const struct {
        const char *why, *ref;
        bool taken;
    } given[] = {
        {"the parent of blue 7 called", "blue 7", false},
        {"blue 7", "blue 7", false},
        {"(blue 7)", "blue 7", false},
        {"blue 71, then blue 7", "blue 7", false},
        {"the parent of blue 71 called", "blue 7", true},
        {"skyblue 7", "blue 7", true},
        {"the parent called", "blue 7", true},
        {"the parent called", NULL, true},
        {NULL, "blue 7", true},
    };
    struct mem *m = mem_new();
    for (size_t i = 0; i < COUNT(given); i++) {
        struct err e = {0};
        ck_assert_msg(privacy_check_why(m, given[i].why, given[i].ref, &e) == given[i].taken, "%s", given[i].why);
        ck_assert_int_eq(e.kind, given[i].taken ? ERR_NONE : ERR_INPUT);
    }
    mem_free(m);
}
END_TEST

/* Of a case's reference only: a note may say them. */
static const struct {
    const char *ref, *says;
} refs[] = {
    {"", "is empty"},
    {"  ", "is empty"},
    {"\xc2\xa0\xe2\x80\x8b", "is empty"},
    {"maria lopez", "words without a number"},
    {"maria-lopez", "words without a number"},
    {"maria.lopez", "words without a number"},
    {"Maria L", "words without a number"},
    {"M L", "words without a number"},
    {"Blue Folder", "words without a number"},
    {"мария лопес", "words without a number"},
    {"Maria Lopez 7", "full name"},
    {"123456789", "student number"},
    {"081214", "reads as a date"},
    {"141208", "reads as a date"},
    {"311214", "reads as a date"},
    {"B081214", "reads as a date"},
    {"20141208", "reads as a date"},
    {"12082014", "reads as a date"},
    {"31122014", "reads as a date"},
    {"12/08/14", "reads as a date"},
    {"12-08-2014", "reads as a date"},
    {"31.12.14", "reads as a date"},
    {"2014-12-08", "reads as a date"},
    {"2014/2/8", "reads as a date"},
    {"8/12/14", "reads as a date"},
    {"08 12 14", "reads as a date"},
    {"2014 12 08", "reads as a date"},
    {"blue 7 12/08/14", "reads as a date"},
    {"7 12/08/14", "reads as a date"},
    {"٠٨١٢١٤", "reads as a date"},
    {"blue 7", NULL},
    {"Blue Folder 7", NULL},
    {"it's blue 7", NULL},
    {"lopez", NULL},
    {"a", NULL},
    {"SPED-12", NULL},
    {"it's", NULL},
    {"441399", NULL}, /* no day in any order */
    {"20149908", NULL},
    {"18991208", NULL}, /* nobody's birth date */
    {"12345", NULL},
    {"1208144", NULL},
    {"99/99/14", NULL},
    {"2-3-4", NULL},
    {"1 2 14", NULL},
    {"2026-27 7", NULL},
    {"R-2026-27-0001", NULL},
    {"room 1234, desk 5678", NULL},
    {"12/08-14", NULL},
    {NULL, NULL},
};

START_TEST(a_reference_is_no_words_alone_and_no_date) {
    struct mem *m = mem_new();
    for (size_t i = 0; i < COUNT(refs); i++) {
        struct err e = {0};
        bool taken = privacy_check_case(m, "ref", refs[i].ref, &e);
        ck_assert_msg(taken == !refs[i].says, "%s: %s", refs[i].ref, taken ? "was taken" : e.message);
        ck_assert_msg(taken || strstr(e.message, refs[i].says), "%s: %s", refs[i].ref, e.message);
        ck_assert_int_eq(e.kind, taken ? ERR_NONE : ERR_INPUT);
        ck_assert_str_eq(e.field, taken ? "" : "ref");
    }
    mem_free(m);
}
END_TEST

void privacy_suite(Suite *s) {
    TCase *c = tcase_create("privacy");
    tcase_add_test(c, what_looks_like_a_student_number_is_refused);
    tcase_add_test(c, what_looks_like_a_full_name_is_refused_and_named);
    tcase_add_test(c, why_a_case_is_read_does_not_name_it);
    tcase_add_test(c, where_staff_are_named_a_number_is_refused_alone);
    tcase_add_test(c, words_of_the_office_are_no_names_and_dates_no_numbers);
    tcase_add_test(c, a_reference_is_no_words_alone_and_no_date);
    suite_add_tcase(s, c);
}
