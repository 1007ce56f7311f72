/* Changing the catalog by hand: what can be set and its bounds, another printing or title, an item that is retired. */
#include "catalog/item.h"
#include "catalog/item_keys.h"
#include "tests/suites.h"
#include "tests/support/look.h"
#include "tests/support/stored.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct item *item(struct world *w, const char *code) {
    struct items *all = mem_alloc(w->mem, sizeof *all);
    const struct item *found;
    struct err e = {0};
    ck_assert_msg(items_load(&w->req, all, &e) && item_find(&w->req, all, code, &found, &e), "%s", e.message);
    return found;
}

static const char *repeated(struct world *w, char c, size_t n) {
    char *text = mem_alloc(w->mem, n + 1);
    memset(text, c, n);
    return text;
}

/* ---- keys */

START_TEST(a_number_is_kept_within_its_bounds) {
    static const struct {
        const char *key;
        long least, most;
    } keys[] = {{"copies_per_unit", 1, 100000}, {"copies_per_year", 0, 100}, {"floor", 0, 1000000},
                {"shelf_cap", 1, 1000000},      {"minimum", 0, 1000000},     {"maximum", 0, 1000000}};
    static const char *const bad[] = {"-1", "+1", "1O", "l0", "1.0", "1,000", "1e3", "0x1", " 1", "1 ", "1_", "１"};
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    for (size_t i = 0; i < COUNT(keys); i++) {
        const long good[] = {keys[i].least, keys[i].most};
        for (size_t k = 0; k < 2; k++) {
            expect_done(&w, mem_printf(w.mem, "catalog set lre.en %s=%ld", keys[i].key, good[k]), NULL, keys[i].key);
            ck_assert_str_eq(item_key_get(w.mem, item(&w, "lre.en"), keys[i].key), mem_printf(w.mem, "%ld", good[k]));
        }
        const char *range = mem_printf(w.mem, "%ld to %ld", keys[i].least, keys[i].most);
        expect_refused(&w, mem_printf(w.mem, "catalog set lre.en %s=%ld", keys[i].key, keys[i].most + 1), NULL,
                       ERR_INPUT, range);
        expect_refused(&w, mem_printf(w.mem, "catalog set lre.en %s=99999999999999999999", keys[i].key), NULL,
                       ERR_INPUT, range);
        if (keys[i].least > 0)
            expect_refused(&w, mem_printf(w.mem, "catalog set lre.en %s=0", keys[i].key), NULL, ERR_INPUT, range);
        for (size_t k = 0; k < COUNT(bad); k++)
            expect_refused(&w, mem_printf(w.mem, "catalog set lre.en '%s=%s'", keys[i].key, bad[k]), NULL, ERR_INPUT,
                           keys[i].key);
        expect_done(&w, mem_printf(w.mem, "catalog set lre.en %s=", keys[i].key), NULL, "(none)");
        ck_assert_ptr_null(item_key_get(w.mem, item(&w, "lre.en"), keys[i].key));
    }
    world_close(&w);
}
END_TEST

START_TEST(a_text_is_kept_as_it_is_or_refused) {
    static const struct {
        const char *key;
        size_t most;
    } keys[] = {{"edition", 60}, {"own_title", 300}, {"unit", 40}};
    static const char *const good[] = {"pack", "%s%n%d", "\"; DROP TABLE item; --", "Հայերեն", "中文 🙂",
                                       "=1+1", " a "};
    static const struct {
        const char *text, *says;
    } bad[] = {{"a\x1B[31m", "control character"},
               {"a\nb", "control character"},
               {"a\tb", "control character"},
               {"\xC2\x85", "control character"},
               {"\xFF", "UTF-8"},
               {"\xED\xA0\x80", "UTF-8"},
               {"\xC0\xAF", "UTF-8"},
               {"\xE2\x80\xAE"
                "x",
                "control character"}};
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    for (size_t i = 0; i < COUNT(keys); i++) {
        const char *start = mem_printf(w.mem, "catalog set lre.en '%s=", keys[i].key);
        for (size_t k = 0; k < COUNT(good); k++) {
            expect_done(&w, mem_printf(w.mem, "%s%s'", start, good[k]), NULL, NULL);
            ck_assert_str_eq(item_key_get(w.mem, item(&w, "lre.en"), keys[i].key), good[k]);
        }
        for (size_t k = 0; k < COUNT(bad); k++)
            expect_refused(&w, mem_printf(w.mem, "%s%s'", start, bad[k].text), NULL, ERR_INPUT, bad[k].says);
        expect_done(&w, mem_printf(w.mem, "%s%s'", start, repeated(&w, 'x', keys[i].most)), NULL, NULL);
        expect_refused(&w, mem_printf(w.mem, "%s%s'", start, repeated(&w, 'x', keys[i].most + 1)), NULL, ERR_INPUT,
                       mem_printf(w.mem, "at most %zu", keys[i].most));
        expect_done(&w, mem_printf(w.mem, "%s'", start), NULL, "(none)");
        ck_assert_ptr_null(item_key_get(w.mem, item(&w, "lre.en"), keys[i].key));
    }
    world_close(&w);
}
END_TEST

START_TEST(an_unknown_key_gets_did_you_mean_and_one_bad_key_stops_all) {
    static const struct {
        const char *words, *says;
    } cases[] = {{"flor=1", "Did you mean floor?"},
                 {"copies_per_units=1", "Did you mean copies_per_unit?"},
                 {"FLOOR=1", "no key \"FLOOR\""},
                 {"code=x.en", "no key \"code\""},
                 {"id=9", "no key \"id\""},
                 {"number_source=x", "no key"},
                 {"item=esy.en", "is an option: write it without"},
                 {"floor", "KEY=VALUE"},
                 {"=1", "KEY=VALUE"},
                 {"", "there is nothing to set"},
                 {"floor=5 unit=pack shelf_cap=0", "shelf_cap"},
                 {"floor=5 nonsense=1", "no key \"nonsense\""}};
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    for (size_t i = 0; i < COUNT(cases); i++)
        expect_refused(&w, mem_printf(w.mem, "catalog set lre.en %s", cases[i].words), NULL, ERR_INPUT, cases[i].says);
    world_close(&w);
}
END_TEST

START_TEST(all_bad_keys_are_named_at_once_beside_an_unknown_item) {
    static const char *const words[] = {"no item \"lre.em\". Did you mean lre.en?", "floor: \"x\" is not a number",
                                        "shelf_cap: 0 is not from 1 to 1000000",
                                        "there is no key \"flor\". Did you mean floor? The keys are material_number, "};
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    const char *before = stored(&w);
    ck_assert(!world_run(&w, "catalog set lre.em floor=x unit=pack shelf_cap=0 flor=1"));
    ck_assert_uint_eq(w.req.problems.count, COUNT(words));
    for (size_t i = 0; i < COUNT(words); i++)
        ck_assert_msg(strstr(w.req.problems.list[i].message, words[i]), "%s", w.req.problems.list[i].message);
    ck_assert_int_eq(w.err.kind, ERR_INPUT);
    ck_assert_str_eq(stored(&w), before);
    world_close(&w);
}
END_TEST

/* What an edit takes, the item shows under the same names. */
START_TEST(an_item_shows_its_values_by_the_names_of_its_keys) {
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    look_done(&w, "catalog set lre.en edition=E own_title=O unit=pack copies_per_unit=25 copies_per_year=3 floor=4 "
                  "shelf_cap=90 minimum=5 maximum=6");
    look_done(&w, "catalog number lre.en 1112223334 --source 'page 4'");
    look_done(&w, "catalog show lre.en");
    const struct item *lre = item(&w, "lre.en");
    for (size_t k = 0; item_key_names[k]; k++) {
        const char *key = item_key_names[k], *value = item_key_get(w.mem, lre, key);
        bool number = strspn(value, "0123456789") == strlen(value) && strlen(value) < 10;
        if (number)
            ck_assert_int_eq(look_int(&w.answer, 0, key), strtol(value, NULL, 10));
        else
            ck_assert_str_eq(look_text(&w.answer, 0, key), value);
    }
    ck_assert_str_eq(look_text(&w.answer, 0, "number"), "1112223334");
    ck_assert_str_eq(look_text(&w.answer, 0, "source"), "page 4");
    world_close(&w);
}
END_TEST

START_TEST(each_answer_has_the_shape_that_its_verb_declares) {
    static const char *const lines[] = {"catalog list",
                                        "catalog show lre.en",
                                        "catalog set lre.en floor=4",
                                        "catalog set lre.en floor=4", /* nothing to change */
                                        "catalog number lre.en 1112223334",
                                        "catalog retire lre.en",
                                        "catalog add lre.ko",
                                        "catalog export",
                                        "catalog import f",
                                        "language list",
                                        "language set es 4",
                                        "language add uk --english Ukrainian",
                                        "language import g",
                                        "import list",
                                        "import undo",
                                        "count enter lre.en 4",
                                        "count show",
                                        "count list",
                                        "count import h",
                                        "count clear lre.en",
                                        "count apply"};
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    for (size_t i = 0; i < COUNT(lines); i++) {
        const char *file = strstr(lines[i], "import f")   ? "item,floor\nlre.en,9\n"
                           : strstr(lines[i], "import g") ? "language,families\nhy,3\n"
                           : strstr(lines[i], "import h") ? "item,quantity\nesy.en,3\n"
                                                          : NULL;
        look_done_file(&w, lines[i], file);
        ck_assert_msg(w.answer.shape && w.answer.shape == w.req.verb->shape, "%s", lines[i]);
    }
    world_close(&w);
}
END_TEST

START_TEST(a_maximum_is_above_its_minimum_or_both_are_zero) {
    static const struct {
        const char *words;
        bool ok;
    } cases[] = {
        {"minimum=10 maximum=20", true},
        {"minimum=20 maximum=21", true},
        {"minimum=20 maximum=20", false},
        {"minimum=20 maximum=10", false},
        {"minimum=0 maximum=0", true},
        {"minimum=5 maximum=0", false},
        {"minimum=0 maximum=5", true},
        {"minimum=5 maximum=", true},
        {"maximum=4", false}, /* beside the 5 */
        {"maximum=5", false},
        {"maximum=6", true},
        {"minimum=6", false},
        {"minimum= maximum=0", true},
        {"minimum=1", false},
        {"minimum= maximum=1", true},
    };
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *line = mem_printf(w.mem, "catalog set lre.en %s", cases[i].words);
        if (cases[i].ok)
            expect_done(&w, line, NULL, NULL);
        else
            expect_refused(&w, line, NULL, ERR_INPUT, "is not above the minimum");
    }
    world_close(&w);
}
END_TEST

/* ---- another printing, another title */

START_TEST(another_printing_of_a_title_is_an_item) {
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    expect_done(&w, "catalog add parent-guide.hy", NULL, "Armenian");
    const struct item *i = item(&w, "parent-guide.hy");
    ck_assert_str_eq(i->title, item(&w, "parent-guide.en")->title);
    ck_assert_str_eq(i->languages, "hy");
    ck_assert(i->id == 11 && !i->material_number && i->retired_on == DATE_NONE && i->edition == 1);
    expect_done(&w, "catalog add lre.en-es", NULL, "English and Spanish");
    ck_assert_str_eq(item(&w, "lre.en-es")->languages, "en es");
    expect_done(&w, "catalog add lre.large --languages 'Korean RU'", NULL, "Korean and Russian");
    ck_assert_str_eq(item(&w, "lre.large")->languages, "ko ru");
    expect_done(&w, "catalog add large.zh --publication lre", NULL, "Least Restrictive");
    ck_assert_str_eq(item(&w, "large.zh")->publication, "lre");
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM publication"), 9);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM edition"), 14);
    expect_done(&w, "stock adjust lre.large 3 --reason opening", NULL, NULL);
    world_close(&w);
}
END_TEST

START_TEST(another_title_is_a_publication) {
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    expect_done(&w,
                "catalog add wall.en-ko --title 'Rights on the wall' --kind poster --program section-504 "
                "--secondary-only --number '111 222 3334' --own-title '벽보'",
                NULL, "Rights on the wall");
    const struct item *i = item(&w, "1112223334");
    ck_assert_str_eq(i->code, "wall.en-ko");
    ck_assert_str_eq(i->title, "Rights on the wall");
    ck_assert_str_eq(i->kind, "poster");
    ck_assert_str_eq(i->program, "section-504");
    ck_assert_str_eq(i->own_title, "벽보");
    ck_assert_str_eq(i->number_source, "entered by tester, 2026-09-14");
    ck_assert(i->secondary_only);
    expect_done(&w, "catalog add x.en --title %s%n", NULL, "%s%n");
    i = item(&w, "x.en");
    ck_assert_str_eq(i->title, "%s%n");
    ck_assert_str_eq(i->kind, "other");
    ck_assert_str_eq(i->program, "special-education");
    ck_assert(!i->secondary_only);
    expect_done(&w, mem_printf(w.mem, "catalog add y.en --title %s", repeated(&w, 't', 300)), NULL, NULL);
    ck_assert_int_eq(world_count(&w, "SELECT count(DISTINCT place) FROM publication"), 12);
    world_close(&w);
}
END_TEST

START_TEST(an_item_that_cannot_be_is_refused) {
    static const struct {
        const char *words;
        enum err_kind kind;
        const char *says;
    } cases[] = {
        {"lre.en", ERR_CONFLICT, "an item lre.en exists already"},
        {"LRE.ko", ERR_INPUT, "is not an item code"},
        {"lre", ERR_INPUT, "is not an item code"},
        {".en", ERR_INPUT, "is not an item code"},
        {"lre.", ERR_INPUT, "is not an item code"},
        {"-lre.ko", ERR_INPUT, "is not an item code"},
        {"'lre .ko'", ERR_INPUT, "is not an item code"},
        {"lre/ko.ko", ERR_INPUT, "is not an item code"},
        {"\xC3\xA9t\xC3\xA9.ko", ERR_INPUT, "is not an item code"},
        {"''", ERR_INPUT, "item is empty"},
        {"lre.xx", ERR_NOT_FOUND, "no language \"xx\""},
        {"lre.ko --languages 'ko xx'", ERR_NOT_FOUND, "no language \"xx\""},
        {"lre.ko --languages Koreen", ERR_NOT_FOUND, "did you mean Korean?"},
        {"lre.ko --languages 'en es hy zh fa fil ko ru vi ar en'", ERR_INPUT, "from one to ten"},
        {"lre.- --languages ' '", ERR_INPUT, "languages"},
        {"wall.ko", ERR_INPUT, "there is no publication \"wall\" yet, so it needs a title"},
        {"wall.ko --title ''", ERR_INPUT, "needs a title"},
        {"wall.ko --title A --kind leaflet", ERR_INPUT, "none of booklet, brochure, guide, poster, other"},
        {"wall.ko --title A --program 504", ERR_INPUT, "section-504"},
        {"wall.ko --title A --number 123", ERR_INPUT, "has 3 digits"},
        {"wall.ko --title A --number 9661218950", ERR_CONFLICT, "in use by parent-guide.en"},
        {"wall.ko --title A\x1B", ERR_INPUT, "control character"},
        {"wall.ko --title A\xFF", ERR_INPUT, "UTF-8"},
        {"wall.ko --title A --own-title A\x07", ERR_INPUT, "control character"},
    };
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    for (size_t i = 0; i < COUNT(cases); i++)
        expect_refused(&w, mem_printf(w.mem, "catalog add %s", cases[i].words), NULL, cases[i].kind, cases[i].says);
    static const size_t lengths[] = {301, 10000};
    for (size_t i = 0; i < COUNT(lengths); i++)
        expect_refused(&w, mem_printf(w.mem, "catalog add wall.ko --title %s", repeated(&w, 't', lengths[i])), NULL,
                       ERR_INPUT, "at most 300");
    expect_refused(&w, mem_printf(w.mem, "catalog add %s.ko --title A", repeated(&w, 'c', 58)), NULL, ERR_INPUT,
                   "at most 60");
    expect_done(&w, mem_printf(w.mem, "catalog add %s.ko --title A", repeated(&w, 'c', 57)), NULL, NULL);
    world_close(&w);
}
END_TEST

START_TEST(a_publication_has_a_code_as_an_item_has) {
    static const char *const codes[] = {"Wall", "'a b'", "../x", "wäll", "'; --'"};
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    for (size_t i = 0; i < COUNT(codes); i++)
        expect_refused(&w, mem_printf(w.mem, "catalog add wall.ko --title A --publication %s", codes[i]), NULL,
                       ERR_INPUT, "publication");
    world_close(&w);
}
END_TEST

/* ---- retiring */

START_TEST(a_retired_item_is_not_ordered_and_can_come_back) {
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    expect_done(&w, "catalog retire lre.en --date 2026-09-01", NULL, "retired on 2026-09-01");
    ck_assert(world_run(&w, "stock"));
    ck_assert_uint_eq(w.answer.rows.count, 7); /* nothing of it is on the shelf */
    expect_done(&w, "requisition new", NULL, NULL);
    expect_refused(&w, "requisition add 1 lre.en 5", NULL, ERR_RULE, "guidestock catalog retire lre.en --undo");
    const char *before = stored(&w);
    expect_done(&w, "catalog retire lre.en --date 2026-09-01", NULL, "nothing was changed");
    ck_assert_str_eq(stored(&w), before);
    expect_done(&w, "catalog retire lre.en --undo", NULL, "in use again");
    ck_assert_int_eq(item(&w, "lre.en")->retired_on, DATE_NONE);
    expect_done(&w, "catalog retire lre.en --undo", NULL, "nothing was changed");
    expect_done(&w, "requisition add 1 lre.en 5", NULL, NULL);
    expect_done(&w, "catalog retire lre.en", NULL, "retired on 2026-09-14");
    world_close(&w);
}
END_TEST

START_TEST(an_item_is_not_retired_in_the_future) {
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    expect_refused(&w, "catalog retire lre.en --date 2026-09-15", NULL, ERR_INPUT, "is in the future");
    expect_refused(&w, "catalog retire lre.en --date 1989-12-31", NULL, ERR_INPUT, "is before 1990");
    expect_refused(&w, "catalog retire lre.en --date 2026-02-30", NULL, ERR_INPUT, "is not a date");
    expect_refused(&w, "catalog retire lre.en lre.en", NULL, ERR_INPUT, "one word too many");
    world_close(&w);
}
END_TEST

void catalog_verbs_suite(Suite *s) {
    TCase *c = tcase_create("catalog-change");
    tcase_add_test(c, a_number_is_kept_within_its_bounds);
    tcase_add_test(c, a_text_is_kept_as_it_is_or_refused);
    tcase_add_test(c, an_unknown_key_gets_did_you_mean_and_one_bad_key_stops_all);
    tcase_add_test(c, all_bad_keys_are_named_at_once_beside_an_unknown_item);
    tcase_add_test(c, an_item_shows_its_values_by_the_names_of_its_keys);
    tcase_add_test(c, each_answer_has_the_shape_that_its_verb_declares);
    tcase_add_test(c, a_maximum_is_above_its_minimum_or_both_are_zero);
    tcase_add_test(c, another_printing_of_a_title_is_an_item);
    tcase_add_test(c, another_title_is_a_publication);
    tcase_add_test(c, an_item_that_cannot_be_is_refused);
    tcase_add_test(c, a_publication_has_a_code_as_an_item_has);
    tcase_add_test(c, a_retired_item_is_not_ordered_and_can_come_back);
    tcase_add_test(c, an_item_is_not_retired_in_the_future);
    suite_add_tcase(s, c);
}
