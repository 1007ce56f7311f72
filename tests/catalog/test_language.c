/* Languages by tag and name, and the families that speak them. */
#include "catalog/language.h"
#include "tests/suites.h"
#include "tests/support/look.h"
#include "tests/support/stored.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

START_TEST(a_language_goes_by_its_other_names_and_is_told_what_it_is_kept_as) {
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    expect_done(&w, "language set Mandarin 12", NULL, "Mandarin is kept as Chinese (zh)");
    expect_done(&w, "language set tagalog 3", NULL, "kept as Filipino (fil)");
    expect_done(&w, "language set Persian 2", NULL, "kept as Farsi (fa)");
    expect_done(&w, "stock --language Castilian", NULL, "kept as Spanish (es)");
    ck_assert_int_eq(world_count(&w, "SELECT families FROM family WHERE language = 'zh'"), 12);
    expect_refused(&w, "language import x.csv", "language,families\nCantonese,4\n", ERR_INPUT,
                   "did you mean Chinese?"); /* in a file beside Mandarin it would take its place */
    expect_done(&w, "language add yue --english Cantonese", NULL, NULL);
    expect_done(&w, "language set Cantonese 4", NULL, "Cantonese: 4 families");
    ck_assert_uint_eq(w.answer.note_count, 0);
    world_close(&w);
}
END_TEST

START_TEST(a_language_is_added_once) {
    static const struct {
        const char *words;
        enum err_kind kind; /* ERR_NONE: added */
        const char *says;
    } cases[] = {
        {"uk --english Ukrainian --own Українська", ERR_NONE, "Ukrainian"},
        {"zh-Hant --english 'Chinese, traditional'", ERR_NONE, "zh-Hant"},
        {"uk --english Other", ERR_CONFLICT, "already"},
        {"UK --english Other", ERR_CONFLICT, "already"},
        {"sp --english Spanish", ERR_CONFLICT, "already"},
        {"sp --english SPANISH", ERR_CONFLICT, "already"},
        {"e --english Other", ERR_INPUT, "is not a language tag"},
        {"-x --english Other", ERR_INPUT, "is not a language tag"},
        {"x- --english Other", ERR_INPUT, "is not a language tag"},
        {"'x y' --english Other", ERR_INPUT, "is not a language tag"},
        {"x_y --english Other", ERR_INPUT, "is not a language tag"},
        {"123456789012345678901 --english Other", ERR_INPUT, "is not a language tag"},
        {"xx", ERR_INPUT, "--english NAME is missing"},
        {"xx --english ''", ERR_INPUT, "is empty"},
        {"xx --english Other --own ''", ERR_INPUT, "is empty"},
        {"xx --english O\x1B", ERR_INPUT, "control character"},
        {"xx --english Other --own \xFF", ERR_INPUT, "UTF-8"},
    };
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM language"), 10);
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *line = mem_printf(w.mem, "language add %s", cases[i].words);
        if (cases[i].kind == ERR_NONE)
            expect_done(&w, line, NULL, cases[i].says);
        else
            expect_refused(&w, line, NULL, cases[i].kind, cases[i].says);
    }
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM language WHERE own = 'Українська' OR own = english"), 4);
    expect_done(&w, "catalog add lre.uk", NULL, "Ukrainian");
    expect_done(&w, "language set Ukrainian 4", NULL, "4 families");
    world_close(&w);
}
END_TEST

START_TEST(families_are_kept_by_language_program_and_year) {
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    expect_done(&w, "language set es 31 --pupils 400", NULL, "Spanish: 31 families");
    expect_done(&w, "language set Español 12 --program section-504", NULL, "section-504, 2026-27");
    expect_done(&w, "language set SPANISH 30 --year 2025-26", NULL, "2025-26");
    expect_done(&w, "language set spanish 33", NULL, "33 families"); /* the pupils stay */
    expect_done(&w, "language set hy 0", NULL, "0 families");
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM family"), 4);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM family WHERE language = 'es' AND school_year = 2026 AND "
                                     "program = 'special-education' AND families = 33 AND pupils = 400"),
                     1);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM family WHERE language = 'es' AND school_year = 2026 AND "
                                     "program = 'section-504' AND families = 12 AND pupils IS NULL"),
                     1);
    ck_assert_int_eq(world_count(&w, "SELECT families FROM family WHERE school_year = 2025"), 30);
    static const struct {
        const char *words;
        enum err_kind kind;
        const char *says;
    } cases[] = {{"es -1", ERR_INPUT, "families"},
                 {"es 1000001", ERR_INPUT, "0 to 1000000"},
                 {"es 1O", ERR_INPUT, "a letter O?"},
                 {"es ''", ERR_INPUT, "families"},
                 {"es", ERR_INPUT, "FAMILIES is missing"},
                 {"es 1 --pupils -5", ERR_INPUT, "pupils"},
                 {"es 1 --year 2026", ERR_INPUT, "is not a school year"},
                 {"es 1 --program other", ERR_INPUT, "special-education"},
                 {"xx 1", ERR_NOT_FOUND, "no language \"xx\""},
                 {"Spansh 1", ERR_NOT_FOUND, "did you mean Spanish?"}};
    for (size_t i = 0; i < COUNT(cases); i++)
        expect_refused(&w, mem_printf(w.mem, "language set %s", cases[i].words), NULL, cases[i].kind, cases[i].says);
    world_close(&w);
}
END_TEST

START_TEST(the_list_shows_what_an_edit_takes) {
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    look_done(&w, "language set es 31 --pupils 400");
    look_done(&w, "language set es 12 --program section-504");
    ck_assert_int_eq(look_int(&w.answer, 0, "families"), 12);
    look_done(&w, "language list");
    size_t es = look_find(&w.answer, "language", "es");
    ck_assert_int_eq(look_int(&w.answer, es, "families"), 31);
    ck_assert_int_eq(look_int(&w.answer, es, "pupils"), 400);
    ck_assert_str_eq(look_text(&w.answer, es, "program"), "special-education");
    ck_assert_str_eq(look_text(&w.answer, es, "year"), "2026-27");
    ck_assert_str_eq(look_command(&w, w.answer.next), "language set LANGUAGE FAMILIES");
    look_done(&w, "language list --program section-504 --year 2026-27");
    ck_assert_int_eq(look_int(&w.answer, es, "families"), 12);
    ck_assert_int_eq(look_int(&w.answer, es, "special_education"), 31);
    world_close(&w);
}
END_TEST

START_TEST(tags_are_asked_for_a_language) {
    static const char *const tags[] = {"en", "es", NULL}, *const none[] = {NULL};
    ck_assert(language_among(tags, "en") && language_among(tags, "es") && !language_among(tags, "e"));
    ck_assert(!language_among(none, "en") && language_among(none, NULL) && language_among(tags, NULL));
}
END_TEST

void language_suite(Suite *s) {
    TCase *c = tcase_create("language");
    tcase_add_test(c, a_language_goes_by_its_other_names_and_is_told_what_it_is_kept_as);
    tcase_add_test(c, a_language_is_added_once);
    tcase_add_test(c, families_are_kept_by_language_program_and_year);
    tcase_add_test(c, the_list_shows_what_an_edit_takes);
    tcase_add_test(c, tags_are_asked_for_a_language);
    suite_add_tcase(s, c);
}
