/* Copies against families, title by title; and the 15 percent of EC 48985, on enrolled pupils. */
#include "cli/render.h"
#include "cli/words.h"
#include "compliance/school/home_language.h"
#include "inventory/coverage.h"
#include "tests/suites.h"
#include "tests/support/fixture.h"
#include "tests/support/look.h"
#include "tests/support/model.h"
#include "tests/support/stored.h"

#include <stdint.h>
#include <string.h>

/* Tuesday, September 15, 2026 is today. */

/* The row of a language and a title in the last answer. */
static size_t row_of(const char *language, const char *publication) {
    for (size_t i = 0; i < w.answer.rows.count; i++)
        if (strcmp(look_text(&w.answer, i, "language"), language) == 0 &&
            strcmp(look_text(&w.answer, i, "publication"), publication) == 0)
            return i;
    return SIZE_MAX;
}

static long number(const char *language, const char *publication, const char *column) {
    size_t row = row_of(language, publication);
    ck_assert_msg(row != SIZE_MAX, "no row of %s and %s", language, publication);
    return look_int(&w.answer, row, column);
}

static const char *text(const char *language, const char *publication, const char *column) {
    size_t row = row_of(language, publication);
    ck_assert_msg(row != SIZE_MAX, "no row of %s and %s", language, publication);
    return look_text(&w.answer, row, column);
}

static const char *shown(const char *line) {
    struct buf b = {0};
    look_done(&w, line);
    const struct screen screen = {80, false, w.req.rooms, &(struct typed){0}};
    render_plain(&b, &w.answer, &screen);
    render_hints(&b, w.answer.next, &screen, 0);
    const char *all = mem_text(w.mem, b.data ? b.data : "");
    buf_free(&b);
    return all;
}

static void expect_shown(const char *line, const char *words) {
    const char *all = shown(line);
    ck_assert_msg(strstr(all, words), "%s: no \"%s\" in:\n%s", line, words, all);
}

/* ---- the rule ---- */

START_TEST(a_language_is_due_from_fifteen_percent_of_the_pupils_on) {
    static const struct {
        const char *tag;
        long pupils, all;
        bool due;
    } cases[] = {{"es", 15, 100, true},
                 {"es", 14, 100, false},
                 {"es", 149, 1000, false},
                 {"es", 150, 1000, true},
                 {"es", 100, 100, true},
                 {"en", 100, 100, false},
                 {"hy", 3, 20, true},
                 {"hy", 2, 14, false},
                 {"hy", 0, 0, false},
                 {"hy", 0, 100, false},
                 {"zh", 1000000, 9000000, false},
                 {"zh", 1000000, 6666666, true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(home_language_is_due(cases[i].tag, cases[i].pupils, cases[i].all) == cases[i].due,
                      "%ld of %ld pupils in %s", cases[i].pupils, cases[i].all, cases[i].tag);
}
END_TEST

START_TEST(the_share_is_of_enrolled_pupils_and_the_largest_figure_of_a_language_counts) {
    look_done(&w, "language set Spanish 99 --pupils 10");
    look_done(&w, "language set Spanish 5 --program section-504 --pupils 15");
    look_done(&w, "language set Armenian 1 --pupils 14");
    look_done(&w, "language set English 1 --pupils 71");
    look_done(&w, "coverage");
    ck_assert_int_eq(number("es", "esy", "pupils"), 15);
    ck_assert_int_eq(number("es", "section-504", "pupils"), 15);
    ck_assert_int_eq(number("es", "esy", "pupils_pct"), 15);
    ck_assert(look_bool(&w.answer, row_of("es", "esy"), "fifteen_percent"));
    ck_assert(!look_bool(&w.answer, row_of("hy", "esy"), "fifteen_percent"));
    ck_assert(!look_bool(&w.answer, row_of("en", "esy"), "fifteen_percent")); /* 71 %, but English is what all get */
    ck_assert_ptr_null(text("en", "esy", "flag"));
    ck_assert_ptr_null(text("hy", "esy", "flag"));
    ck_assert(strstr(text("es", "esy", "flag"), "EC 48985: 15 % of the enrolled pupils speak Spanish"));
    look_done(&w, "language set Spanish 5 --program section-504 --pupils 14");
    look_done(&w, "coverage"); /* 14 of 99 */
    ck_assert(!look_bool(&w.answer, row_of("es", "esy"), "fifteen_percent"));
}
END_TEST

START_TEST(without_pupils_it_says_how_to_enter_them) {
    expect_shown("coverage", "No families are entered for 2026-27.");
    expect_shown("coverage", "guidestock language set LANGUAGE FAMILIES");
    look_done(&w, "language set Spanish 20");
    expect_shown("coverage", "No enrolled pupils are entered for 2026-27");
    expect_shown("coverage", "--pupils N");
    look_done(&w, "coverage");
    ck_assert_int_eq(number("es", "esy", "pupils"), INT_NONE);
    ck_assert_int_eq(number("es", "esy", "pupils_pct"), INT_NONE);
    ck_assert(!look_bool(&w.answer, row_of("es", "esy"), "fifteen_percent"));
    look_done(&w, "language set Spanish 20 --pupils 9");
    expect_shown("coverage", "The enrolled pupils with English at home are not entered");
    look_done(&w, "language set English 20 --pupils 9");
    ck_assert(!strstr(shown("coverage"), "language set"));
}
END_TEST

/* ---- copies against families ---- */

START_TEST(the_headline_is_the_weakest_title_that_is_printed_in_the_language) {
    look_done(&w, "catalog add parent-guide.hy");
    look_done(&w, "catalog add esy.hy");
    look_done(&w, "stock receive parent-guide.hy 4 esy.hy 31");
    look_done(&w, "language set Armenian 31");
    look_done(&w, "language set Korean 2");
    expect_shown("coverage",
                 "\nArmenian: 31 families, 4 copies = 13 % (fewest: parent-guide.hy)\n"); /* 400 / 31 = 12.9 */
    expect_shown("coverage", "\nKorean: 2 families; no printing exists of any title\n");
    expect_shown("coverage --language Armenian", "Armenian: 31 families, 4 copies = 13 % (fewest: parent-guide.hy)\n");
    look_done(&w, "coverage");
    ck_assert_int_eq(number("hy", "parent-guide", "percent"), 13);
    ck_assert_int_eq(number("hy", "esy", "percent"), 100);
    ck_assert_str_eq(text("hy", "esy", "item"), "esy.hy");
    ck_assert_ptr_null(text("hy", "esy", "note"));
    ck_assert_ptr_null(text("hy", "lre", "item"));
    ck_assert_int_eq(number("hy", "lre", "percent"), 0);
    ck_assert_str_eq(text("hy", "lre", "note"), "no printing exists");
    ck_assert_uint_eq(row_of("hy", "section-504"), SIZE_MAX); /* no families in that program, no pupils */
    ck_assert_uint_eq(row_of("es", "esy"), SIZE_MAX);
}
END_TEST

START_TEST(a_bilingual_item_serves_both_languages) {
    look_done(&w, "stock receive iep-and-you.en-es 30");
    look_done(&w, "language set English 60");
    look_done(&w, "language set Spanish 20");
    look_done(&w, "coverage");
    ck_assert_int_eq(number("en", "iep-and-you", "copies"), 30);
    ck_assert_int_eq(number("en", "iep-and-you", "percent"), 50);
    ck_assert_int_eq(number("es", "iep-and-you", "copies"), 30);
    ck_assert_int_eq(number("es", "iep-and-you", "percent"), 150);
    look_done(&w, "catalog add iep-and-you.es");
    look_done(&w, "stock receive iep-and-you.es 7");
    look_done(&w, "coverage"); /* both printings together */
    ck_assert_int_eq(number("es", "iep-and-you", "copies"), 37);
    ck_assert_int_eq(number("en", "iep-and-you", "copies"), 30);
}
END_TEST

START_TEST(a_title_without_an_english_printing_serves_nobody_else) {
    look_done(&w, "catalog add summer.es --title 'Summer Services'");
    look_done(&w, "language set Spanish 20");
    look_done(&w, "language set English 60");
    look_done(&w, "language set Korean 3");
    look_done(&w, "coverage");
    ck_assert_str_eq(text("en", "summer", "note"), "no printing exists");
    ck_assert_int_eq(number("en", "summer", "others"), 3); /* its own families are none of the others */
    ck_assert_str_eq(text("es", "summer", "item"), "summer.es");
}
END_TEST

START_TEST(a_note_says_why_there_is_nothing_to_give) {
    look_done(&w, "language set Spanish 20");
    look_done(&w, "language set English 60");
    look_done(&w, "coverage");
    ck_assert_str_eq(text("es", "parent-guide", "note"), "none on hand");
    ck_assert_str_eq(text("es", "lre", "note"), "no printing exists");
    ck_assert_int_eq(number("en", "lre", "others"), 20); /* who get the English one instead */
    ck_assert_int_eq(number("en", "parent-guide", "others"), 0);
    look_done(&w, "stock receive parent-guide.es 5");
    look_done(&w, "catalog supersede parent-guide.es --edition New");
    look_done(&w, "coverage");
    ck_assert_str_eq(text("es", "parent-guide", "note"), "superseded copies only");
    ck_assert_int_eq(number("es", "parent-guide", "superseded"), 5);
    ck_assert_int_eq(number("es", "parent-guide", "copies"), 0);
    look_done(&w, "stock receive parent-guide.es 1");
    look_done(&w, "coverage");
    ck_assert_ptr_null(text("es", "parent-guide", "note"));
    look_done(&w, "catalog retire parent-guide.es");
    look_done(&w, "coverage"); /* one that is not used any more is no printing */
    ck_assert_str_eq(text("es", "parent-guide", "note"), "no printing exists");
    ck_assert_int_eq(number("es", "parent-guide", "copies"), 0);
    ck_assert_int_eq(number("en", "parent-guide", "others"), 20);
}
END_TEST

START_TEST(pupils_without_families_have_a_row_too) {
    look_done(&w, "language set Russian 0 --pupils 30");
    look_done(&w, "language set Arabic 0 --pupils 0");
    look_done(&w, "language set English 4 --pupils 70");
    look_done(&w, "coverage");
    ck_assert_int_eq(number("ru", "esy", "families"), 0);
    ck_assert_int_eq(number("ru", "esy", "percent"), INT_NONE);
    ck_assert_int_eq(number("ru", "section-504", "pupils_pct"), 30);
    ck_assert_uint_eq(row_of("ar", "esy"), SIZE_MAX);
    expect_shown("coverage", "Russian: no families; no printing exists of any title");
    expect_shown("coverage", "EC 48985: 30 of 100 enrolled pupils, 30 %");
}
END_TEST

START_TEST(an_elementary_school_is_not_asked_about_titles_for_secondary_schools) {
    world_close(&w);
    world_open(&w, "elementary", "2026-09-15");
    look_done(&w, "language set English 60");
    look_done(&w, "coverage");
    ck_assert_uint_eq(row_of("en", "itp-guide"), SIZE_MAX);
    ck_assert_uint_eq(w.answer.rows.count, 5); /* seven of special education, less two */
}
END_TEST

START_TEST(families_are_those_of_the_school_year) {
    look_done(&w, "stock receive esy.en 10");
    look_done(&w, "language set English 60");
    look_done(&w, "language set English 20 --year 2025-26");
    look_done(&w, "coverage --year 2025-26");
    ck_assert_int_eq(number("en", "esy", "percent"), 50);
    look_done(&w, "coverage");
    ck_assert_int_eq(number("en", "esy", "percent"), 17);
    expect_shown("coverage --year 2024-25", "No families are entered for 2024-25.");
    expect_shown("coverage --year 2024-25", "--year 2024-25");
}
END_TEST

START_TEST(a_coverage_that_cannot_be_is_refused) {
    expect_refused(&w, "coverage --language Klingon", NULL, ERR_NOT_FOUND, "no language \"Klingon\"");
    expect_refused(&w, "coverage --year 26-27", NULL, ERR_INPUT, "is not a school year");
    expect_refused(&w, "coverage --year 2026-26", NULL, ERR_INPUT, "write it like 2026-27");
    expect_refused(&w, "coverage Armenian", NULL, ERR_INPUT, "Armenian");
    look_done(&w, "language set English 60");
    expect_shown("coverage --language Armenian", "No families and no pupils with Armenian at home are entered");
    ck_assert_uint_eq(w.answer.rows.count, 0);
}
END_TEST

/* ---- what needs doing ---- */

START_TEST(check_names_a_language_of_fifteen_percent_without_a_copy_of_what_is_printed_in_it) {
    look_done(&w, "language set English 60 --pupils 80");
    look_done(&w, "language set Spanish 10 --pupils 20");
    look_done(&w, "stock receive iep-and-you.en-es 5 itp-guide.en-es 5");
    look_done(&w, "check");
    size_t row = look_find(&w.answer, "kind", "coverage");
    ck_assert_uint_ne(row, SIZE_MAX);
    ck_assert_str_eq(look_text(&w.answer, row, "text"),
                     "Spanish (20 % of the pupils; EC 48985): no copy to give of parent-guide.es");
    ck_assert_str_eq(look_command(&w, look_hint(&w.answer, row, "action")), "coverage --language es");
    look_done(&w, "today");
    ck_assert_uint_ne(look_find(&w.answer, "kind", "coverage"), SIZE_MAX);
    look_done(&w, "stock print parent-guide.es 1"); /* titles without a printing are nothing to do */
    look_done(&w, "check");
    ck_assert_uint_eq(look_find(&w.answer, "kind", "coverage"), SIZE_MAX);
    look_done(&w, "stock undo");
    look_done(&w, "language set Spanish 10 --pupils 14"); /* of 94 */
    look_done(&w, "check");
    ck_assert_uint_eq(look_find(&w.answer, "kind", "coverage"), SIZE_MAX);
}
END_TEST

/* ---- beside a second computation ---- */

enum { LANGUAGES = 4, TITLES = 3, CODES = 7 };
static const char *const tags[LANGUAGES] = {"en", "es", "hy", "ko"};
static const struct {
    const char *name;
    bool section_504;
} titles[TITLES] = {{"parent-guide", false}, {"iep-and-you", false}, {"section-504", true}};
static const struct {
    const char *code;
    int title;
    const char *languages;
    bool seeded;
} codes[CODES] = {{"parent-guide.en", 0, "en", true},       {"parent-guide.es", 0, "es", true},
                  {"parent-guide.hy", 0, "hy", false},      {"iep-and-you.en-es", 1, "en es", true},
                  {"iep-and-you.en-ko", 1, "en ko", false}, {"section-504.en", 2, "en", true},
                  {"section-504.es", 2, "es", false}};

struct plain {
    long families[LANGUAGES][2], pupils[LANGUAGES][2]; /* by program; -1: not entered */
    long usable[CODES], old[CODES];
    bool there[CODES], retired[CODES];
};

static void throw_school(struct plain *p, struct dice *d) {
    for (int c = 0; c < CODES; c++) {
        p->there[c] = codes[c].seeded || dice_one_in(d, 2);
        if (!p->there[c])
            continue;
        if (!codes[c].seeded)
            look_done(&w, mem_printf(w.mem, "catalog add %s --languages '%s'", codes[c].code, codes[c].languages));
        p->old[c] = dice_one_in(d, 3) ? dice_from(d, 1, 30) : 0;
        p->usable[c] = dice_one_in(d, 3) ? 0 : dice_from(d, 1, 60);
        if (p->old[c]) {
            look_done(&w, mem_printf(w.mem, "stock receive %s %ld --date 2026-09-01", codes[c].code, p->old[c]));
            look_done(&w, mem_printf(w.mem, "catalog supersede %s --edition New --from 2026-09-10", codes[c].code));
        }
        if (p->usable[c])
            look_done(&w, mem_printf(w.mem, "stock receive %s %ld", codes[c].code, p->usable[c]));
        p->retired[c] = dice_one_in(d, 6) && c != 0 && c != 5; /* each title keeps one */
        if (p->retired[c])
            look_done(&w, mem_printf(w.mem, "catalog retire %s", codes[c].code));
    }
    for (int l = 0; l < LANGUAGES; l++)
        for (int k = 0; k < 2; k++) {
            p->families[l][k] = dice_one_in(d, 4) ? 0 : dice_from(d, 0, 50);
            p->pupils[l][k] = dice_one_in(d, 3) ? -1 : dice_from(d, 0, 100);
            look_done(&w, mem_printf(w.mem, "language set %s %ld --program %s%s", tags[l], p->families[l][k],
                                     k ? "section-504" : "special-education",
                                     p->pupils[l][k] < 0 ? "" : mem_printf(w.mem, " --pupils %ld", p->pupils[l][k])));
        }
}

static long larger(long a, long b) { return a > b ? a : b; }
/* What was entered last. */
static long pupils_of(const struct plain *p, int l) { return p->pupils[l][p->pupils[l][1] >= 0]; }

static bool prints(const struct plain *p, int code, int title, int l) {
    return p->there[code] && !p->retired[code] && codes[code].title == title && strstr(codes[code].languages, tags[l]);
}

/* The whole number of percent that is nearest; of two as near, the larger. */
static long whole_percent(long copies, long families) {
    long n = copies * 100 / families;
    return 2 * (copies * 100 - n * families) >= families ? n + 1 : n;
}

static void compare(const struct plain *p, int l, int t) {
    long copies = 0, old = 0, all = 0, printings = 0, others = 0;
    bool title = false;
    for (int c = 0; c < CODES; c++) {
        title = title || (p->there[c] && !p->retired[c] && codes[c].title == t);
        if (!prints(p, c, t, l))
            continue;
        printings++;
        copies += p->usable[c];
        old += p->old[c];
    }
    for (int k = 0; k < LANGUAGES; k++) {
        long any = 0;
        all += larger(pupils_of(p, k), 0);
        for (int c = 0; c < CODES; c++)
            any += prints(p, c, t, k);
        others += k > 0 && any == 0 ? p->families[k][titles[t].section_504] : 0;
    }
    long families = p->families[l][titles[t].section_504], pupils = pupils_of(p, l);
    size_t row = row_of(tags[l], titles[t].name);
    ck_assert_int_eq(row != SIZE_MAX, title && (families > 0 || pupils > 0));
    if (row == SIZE_MAX)
        return;
    bool due = l > 0 && pupils > 0 && pupils * 100 >= 15 * all;
    const char *note = printings == 0 ? "no printing exists"
                       : copies > 0   ? NULL
                       : old > 0      ? "superseded copies only"
                                      : "none on hand";
    const char *ours = look_text(&w.answer, row, "note");
    ck_assert_int_eq(look_int(&w.answer, row, "families"), families);
    ck_assert_int_eq(look_int(&w.answer, row, "copies"), copies);
    ck_assert_int_eq(look_int(&w.answer, row, "superseded"), old);
    ck_assert_int_eq(look_int(&w.answer, row, "percent"), families ? whole_percent(copies, families) : INT_NONE);
    ck_assert_int_eq(look_int(&w.answer, row, "others"), l == 0 ? others : 0);
    ck_assert_int_eq(look_int(&w.answer, row, "pupils"), pupils < 0 ? INT_NONE : pupils);
    ck_assert_int_eq(look_int(&w.answer, row, "pupils_pct"), pupils < 0 || all == 0 ? INT_NONE : pupils * 100 / all);
    ck_assert_int_eq(look_bool(&w.answer, row, "fifteen_percent"), due);
    ck_assert_int_eq(look_text(&w.answer, row, "flag") != NULL, due && copies == 0);
    ck_assert_int_eq(look_text(&w.answer, row, "item") != NULL, printings > 0);
    ck_assert((!note && !ours) || (note && ours && strcmp(note, ours) == 0));
}

START_TEST(coverage_is_what_plain_arrays_say) {
    struct plain p = {0};
    struct dice d = {(unsigned long long)_i * 7919 + 1};
    throw_school(&p, &d);
    look_done(&w, "coverage");
    for (int l = 0; l < LANGUAGES; l++)
        for (int t = 0; t < TITLES; t++)
            compare(&p, l, t);
    size_t rows = w.answer.rows.count, one_by_one = 0;
    for (int l = 0; l < LANGUAGES; l++) {
        look_done(&w, mem_printf(w.mem, "coverage --language %s", tags[l]));
        one_by_one += w.answer.rows.count;
    }
    ck_assert_uint_eq(rows, one_by_one);
}
END_TEST

void coverage_suite(Suite *s) {
    TCase *c = tcase_create("coverage");
    tcase_add_checked_fixture(c, open_senior, close_world);
    tcase_add_test(c, a_language_is_due_from_fifteen_percent_of_the_pupils_on);
    tcase_add_test(c, the_share_is_of_enrolled_pupils_and_the_largest_figure_of_a_language_counts);
    tcase_add_test(c, without_pupils_it_says_how_to_enter_them);
    tcase_add_test(c, the_headline_is_the_weakest_title_that_is_printed_in_the_language);
    tcase_add_test(c, a_bilingual_item_serves_both_languages);
    tcase_add_test(c, a_title_without_an_english_printing_serves_nobody_else);
    tcase_add_test(c, a_note_says_why_there_is_nothing_to_give);
    tcase_add_test(c, pupils_without_families_have_a_row_too);
    tcase_add_test(c, an_elementary_school_is_not_asked_about_titles_for_secondary_schools);
    tcase_add_test(c, families_are_those_of_the_school_year);
    tcase_add_test(c, a_coverage_that_cannot_be_is_refused);
    tcase_add_test(c, check_names_a_language_of_fifteen_percent_without_a_copy_of_what_is_printed_in_it);
    tcase_add_loop_test(c, coverage_is_what_plain_arrays_say, 0, 40);
    suite_add_tcase(s, c);
}
