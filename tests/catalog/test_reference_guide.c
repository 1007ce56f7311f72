/* What the catalog holds from the start, by the text of REF-5640.9. */
#include "catalog/reference_guide.h"

#include "catalog/item.h"
#include "compliance/school/school.h"
#include "tests/suites.h"
#include "tests/support/stored.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char special[] = "special-education", section[] = "section-504";
static const char safeguards[] =
    "A Parent's Guide to Special Education Services (Including Procedural Rights and Safeguards)";

static const struct {
    const char *code, *program, *title, *kind, *languages, *number;
    bool secondary_only;
} reference[] = {
    {"parent-guide.en", special, safeguards, "booklet", "en", "9661218950", false},
    {"parent-guide.es", special, safeguards, "booklet", "es", "9661218951", false},
    {"puzzled.en", special, "Are You Puzzled by Your Child's Special Needs?", "brochure", "en", NULL, false},
    {"iep-and-you.en-es", special, "The IEP and You", "guide", "en es", "9665026450", false},
    {"itp-guide.en-es", special, "The ITP and You", "guide", "en es", "9665026460", true},
    {"itp-booklet.en", special, "The ITP and You", "booklet", "en", NULL, true},
    {"esy.en", special, "Extended School Year (ESY)", "brochure", "en", NULL, false},
    {"lre.en", special, "Least Restrictive Environment (LRE)", "brochure", "en", NULL, false},
    {"section-504.en", section, "Section 504 and Students with Disabilities", "brochure", "en", NULL, false},
    {"equity-office.en", section, "Educational Equity Compliance Office", "brochure", "en", NULL, false},
};

static void load(struct world *w, struct items *all) {
    struct err e = {0};
    ck_assert_msg(items_load(&w->req, all, &e), "%s", e.message);
}

START_TEST(a_new_school_has_the_publications_of_the_reference_guide) {
    static const char *const levels[] = {"elementary", "middle", "senior", "span"};
    for (size_t k = 0; k < COUNT(levels); k++) {
        struct world w;
        struct items all;
        world_open(&w, levels[k], "2026-09-14");
        load(&w, &all);
        ck_assert_uint_eq(all.count, COUNT(reference));
        for (size_t i = 0; i < COUNT(reference); i++) { /* in this order */
            const struct item *one = &all.list[i];
            ck_assert_str_eq(one->code, reference[i].code);
            ck_assert_str_eq(one->program, reference[i].program);
            ck_assert_str_eq(one->title, reference[i].title);
            ck_assert_str_eq(one->kind, reference[i].kind);
            ck_assert_str_eq(one->languages, reference[i].languages);
            ck_assert_pstr_eq(one->material_number, reference[i].number);
            ck_assert_int_eq(one->secondary_only, reference[i].secondary_only);
            ck_assert_pstr_eq(one->number_source, reference[i].number ? "REF-5640.9, September 2022" : NULL);
            ck_assert(!one->unit && !one->own_title && !one->edition_name && one->copies_per_unit == INT_NONE &&
                      one->retired_on == DATE_NONE && one->edition == 1);
        }
        ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM publication"), 9);
        ck_assert_int_eq(world_count(&w, "SELECT count(DISTINCT place) FROM publication WHERE place <= 9"), 9);
        ck_assert(world_is_sound(&w));
        world_close(&w);
    }
}
END_TEST

START_TEST(a_title_for_secondary_schools_is_not_of_an_elementary_one) {
    static const struct {
        const char *level;
        bool secondary;
    } cases[] = {{"elementary", false}, {"middle", true}, {"senior", true}, {"span", true}};
    for (size_t k = 0; k < COUNT(cases); k++) {
        struct world w;
        struct items all;
        world_open(&w, cases[k].level, "2026-09-14");
        load(&w, &all);
        for (size_t i = 0; i < all.count; i++)
            ck_assert_int_eq(item_in_school(&all.list[i], cases[k].level),
                             cases[k].secondary || !reference[i].secondary_only);
        ck_assert(world_run(&w, "stock"));
        ck_assert_uint_eq(w.answer.rows.count, cases[k].secondary ? 10 : 8);
        ck_assert(world_run(&w, "requisition new"));
        static const char *const lines[] = {"stock receive itp-guide.en-es 5", "stock receive 9665026460 5",
                                            "stock adjust itp-booklet.en 5 --reason opening",
                                            "requisition add 1 itp-guide.en-es 5"};
        for (size_t i = 0; i < COUNT(lines); i++)
            if (cases[k].secondary)
                expect_done(&w, lines[i], NULL, NULL);
            else
                expect_refused(&w, lines[i], NULL, ERR_RULE, "secondary");
        world_close(&w);
    }
}
END_TEST

void reference_guide_suite(Suite *s) {
    TCase *c = tcase_create("reference-guide");
    tcase_add_test(c, a_new_school_has_the_publications_of_the_reference_guide);
    tcase_add_test(c, a_title_for_secondary_schools_is_not_of_an_elementary_one);
    suite_add_tcase(s, c);
}
