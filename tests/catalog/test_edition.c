/* The editions of an item: which one is current on a day, and what a new one must be. */
#include "catalog/edition.h"
#include "tests/suites.h"
#include "tests/support/look.h"
#include "tests/support/stored.h"

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

START_TEST(a_new_edition_is_current_from_its_day_on) {
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    expect_done(&w, "stock adjust lre.en 20 --reason opening", NULL, NULL);
    expect_done(&w, "catalog set lre.en 'edition=Sep 2018'", NULL, "(none) -> Sep 2018");
    expect_done(&w, "catalog supersede lre.en --edition 'Sep 2026' --from 2026-09-21", NULL, "from 2026-09-21");
    ck_assert_str_eq(item(&w, "lre.en")->edition_name, "Sep 2018");
    ck_assert_int_eq(item(&w, "lre.en")->edition, 1);
    world_today(&w, "2026-09-21");
    ck_assert_str_eq(item(&w, "lre.en")->edition_name, "Sep 2026");
    ck_assert_int_eq(item(&w, "lre.en")->edition, 2);
    expect_refused(&w, "catalog supersede lre.en --edition 2027", NULL, ERR_RULE, "is not after 2026-09-21");
    world_close(&w);
}
END_TEST

START_TEST(a_new_edition_names_the_copies_to_remove) {
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    expect_done(&w, "stock adjust lre.en 20 --reason opening", NULL, NULL);
    expect_done(&w, "catalog supersede lre.en --edition 2026", NULL,
                "guidestock stock adjust lre.en 20 --reason superseded");
    expect_done(&w, "catalog supersede esy.en --edition 2026", NULL, "edition 2026 from 2026-09-14");
    ck_assert_ptr_null(strstr(w.answer.text, "REMOVE"));
    world_close(&w);
}
END_TEST

START_TEST(an_edition_that_cannot_be_is_refused) {
    static const struct {
        const char *words;
        enum err_kind kind;
        const char *says;
    } cases[] = {
        {"lre.en --edition ''", ERR_INPUT, "edition: name the new one"},
        {"lre.en", ERR_INPUT, "edition: name the new one"},
        {"lre.en --edition 'SEP 2018'", ERR_CONFLICT, "\"SEP 2018\" already"},
        {"lre.en --edition a\x1B", ERR_INPUT, "control character"},
        {"lre.en --edition new --from 1989-12-31", ERR_INPUT, "before 1990"},
        {"lre.en --edition new --from 2027-09-16", ERR_INPUT, "more than a year ahead"},
        {"lre.en --edition new --from soon", ERR_INPUT, "from"},
        {"lre.en --edition new --from 2020-01-01", ERR_RULE, "is not after 2020-01-01, when edition Jan 2020 began"},
        {"lre.en --edition new --from 2019-12-31", ERR_RULE, "is not after 2020-01-01"},
        {"lre.xx --edition new", ERR_NOT_FOUND, "Did you mean lre.en?"},
    };
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    expect_done(&w, "catalog set lre.en 'edition=Sep 2018'", NULL, NULL);
    expect_done(&w, "catalog supersede lre.en --edition 'Jan 2020' --from 2020-01-01", NULL, NULL);
    for (size_t i = 0; i < COUNT(cases); i++)
        expect_refused(&w, mem_printf(w.mem, "catalog supersede %s", cases[i].words), NULL, cases[i].kind,
                       cases[i].says);
    expect_refused(&w, mem_printf(w.mem, "catalog supersede lre.en --edition %s", repeated(&w, 'e', 61)), NULL,
                   ERR_INPUT, "at most 60");
    expect_done(&w, "catalog supersede lre.en --edition new --from 2027-09-15", NULL, NULL);
    world_close(&w);
}
END_TEST

START_TEST(an_edition_that_an_order_was_written_for_is_told_when_it_is_recalled) {
    struct world w;
    struct editions all;
    struct err e = {0};
    world_open(&w, "elementary", "2026-09-14");
    look_done(&w, "catalog set lre.en 'edition=Sep 2018'");
    look_done(&w, "catalog supersede lre.en --edition 'Sep 2026' --from 2026-09-10");
    long lre = item(&w, "lre.en")->id;
    ck_assert(editions_load(&w.req, lre, &all, &e));
    ck_assert_int_eq(edition_ordered(&all, lre, INT_NONE, day("2026-09-09")), 1); /* by version 1 */
    ck_assert_int_eq(edition_ordered(&all, lre, INT_NONE, day("2026-09-10")), 2);
    ck_assert_int_eq(edition_ordered(&all, lre, 1, day("2026-09-10")), 1);
    ck_assert_str_eq(edition_recall(&w.req, &all, lre, 1, w.req.today),
                     "ordered when edition Sep 2018 was current; Sep 2026 is since 2026-09-10: refuse old copies when "
                     "they come");
    ck_assert_ptr_null(edition_recall(&w.req, &all, lre, 2, w.req.today));
    ck_assert_ptr_null(edition_recall(&w.req, &all, lre, 1, day("2026-09-09")));
    ck_assert_ptr_null(edition_recall(&w.req, &all, lre, INT_NONE, w.req.today));
    ck_assert(!edition_name_is_free(&w.req, item(&w, "lre.en"), 2, "Sep 2018", &e) && e.kind == ERR_CONFLICT);
    e = (struct err){0};
    ck_assert(edition_name_is_free(&w.req, item(&w, "lre.en"), 1, "Sep 2018", &e));
    world_close(&w);
}
END_TEST

void edition_suite(Suite *s) {
    TCase *c = tcase_create("edition");
    tcase_add_test(c, a_new_edition_is_current_from_its_day_on);
    tcase_add_test(c, a_new_edition_names_the_copies_to_remove);
    tcase_add_test(c, an_edition_that_cannot_be_is_refused);
    tcase_add_test(c, an_edition_that_an_order_was_written_for_is_told_when_it_is_recalled);
    suite_add_tcase(s, c);
}
