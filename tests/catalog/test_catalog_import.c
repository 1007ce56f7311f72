/* Items from a file: what export writes, import takes back; new, changed and
 * refused rows; material numbers that change hands within one file. */
#include "catalog/item.h"
#include "cli/render.h"
#include "tests/suites.h"
#include "tests/support/look.h"
#include "tests/support/stored.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *number_of(struct world *w, const char *code) {
    struct items all;
    const struct item *i;
    struct err e = {0};
    ck_assert_msg(items_load(&w->req, &all, &e) && item_find(&w->req, &all, code, &i, &e), "%s", e.message);
    return i->material_number;
}

static const char *exported(struct world *w) {
    struct buf b = {0};
    expect_done(w, "catalog export", NULL, NULL);
    ck_assert(w->answer.as_csv);
    render_csv(&b, &w->answer);
    const char *text = mem_text(w->mem, b.data);
    buf_free(&b);
    return text;
}

static void change_much(struct world *w) {
    static const char *const lines[] = {
        "catalog set lre.en unit=pack;_of_25 copies_per_unit=25 floor=0 shelf_cap=100 minimum=0 maximum=0",
        "catalog set esy.en own_title==1+1 copies_per_year=3 'edition=Sep 2018'",
        "catalog set puzzled.en 'own_title=-5' 'unit=\"quoted\", and a comma'",
        "catalog set parent-guide.es 'own_title=Guía para padres — ¿preguntas?' edition=@2018",
        "catalog number section-504.en 0012345678",
        "catalog retire equity-office.en --date 2026-09-01",
        "catalog supersede itp-booklet.en --edition 2026 --from 2026-09-01",
        "catalog add parent-guide.hy",
        "catalog add wall.en-ko --title 'Rights, \"on\" the wall' --kind poster --program section-504 --secondary-only",
    };
    for (size_t i = 0; i < COUNT(lines); i++)
        expect_done(w, lines[i], NULL, NULL);
    expect_done(w, "catalog import x.csv",
                "item,title,own_title\n"
                "drop.en,x'; DROP TABLE item; --,''quoted'\n"
                "format.en,%s%n%n%n,\"=HYPERLINK(\"\"x\"\")\"\n",
                "2 new");
}

START_TEST(what_is_exported_is_imported_unchanged) {
    struct world w;
    world_open(&w, "senior", "2026-09-14");
    change_much(&w);
    const char *text = exported(&w), *before = stored(&w);
    ck_assert(strstr(text, "x'; DROP TABLE item; --") && strstr(text, "%s%n%n%n") && strstr(text, "'=1+1"));
    expect_done(&w, "catalog import x.csv", text, "0 new, 0 changed, 14 unchanged, 0 refused. Nothing was stored.");
    ck_assert_str_eq(stored(&w), before);
    expect_done(&w, "import x.csv", text, "14 unchanged"); /* its header tells what it is */
    ck_assert_str_eq(stored(&w), before);
    world_close(&w);
}
END_TEST

START_TEST(the_catalog_of_one_school_is_taken_by_another) {
    struct world w, other;
    world_open(&w, "senior", "2026-09-14");
    world_open(&other, "middle", "2026-09-14");
    change_much(&w);
    const char *text = exported(&w);
    expect_done(&other, "catalog import x.csv", text, "4 new, 7 changed, 3 unchanged, 0 refused");
    ck_assert_str_eq(exported(&other), text);
    world_close(&w);
    world_close(&other);
}
END_TEST

START_TEST(rows_are_told_as_new_changed_and_unchanged) {
    static const char file[] = "item,floor,unit,languages,title\n"
                               "lre.en,5,,,\n"
                               "esy.en,,,en,Extended School Year (ESY)\n"
                               "\n"
                               "parent-guide.vi,8,pack,,\n"
                               "puzzled.ar,,,ar,\n";
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    const char *before = stored(&w);
    expect_done(&w, "catalog import x.csv --dry-run", file, "2 new, 1 changed, 1 unchanged, 0 refused");
    ck_assert_str_eq(stored(&w), before);
    expect_done(&w, "catalog import x.csv", file, "2 new, 1 changed, 1 unchanged, 0 refused");
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM trail"), 2);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM item WHERE code = 'lre.en' AND floor = 5"), 1);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM item i JOIN edition e ON e.item = i.id WHERE code = "
                                     "'parent-guide.vi' AND languages = 'vi' AND floor = 8 AND unit = 'pack'"),
                     1);
    before = stored(&w);
    expect_done(&w, "catalog import x.csv", file, "0 new, 0 changed, 4 unchanged, 0 refused");
    ck_assert_str_eq(stored(&w), before);
    expect_done(&w, "catalog import x.csv", "item,floor\nlre.en,\n", "1 changed"); /* an empty cell takes it away */
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM item WHERE code = 'lre.en' AND floor IS NULL"), 1);
    expect_done(&w, "catalog import x.csv", "item,unit\nlre.en,box\n", "1 changed"); /* a missing column does not */
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM item WHERE floor = 8"), 1);
    world_close(&w);
}
END_TEST

static const struct {
    const char *file, *says;
} refusals[] = {
    {"item,floor\nlre.en,5\nesy.en,x\n", "row 3, floor: \"x\" is not a number"},
    {"item,floor\nlre.en,5\nlre.en,6\n", "row 3, item: \"lre.en\" is in row 2 already"},
    {"item,floor\nwall.ko,5\n", "row 2, title: there is no publication \"wall\" yet"},
    {"item,floor\n,5\n", "row 2, item is empty"},
    {"item,floor\nLRE.en,5\n", "row 2, item: \"LRE.en\" is not an item code"},
    {"item,languages\nlre.xx,\n", "row 2, no language \"xx\""},
    {"item,languages\nlre.en,es\n", "row 2, languages: \"es\" differs from \"en\", which cannot be changed"},
    {"item,title\nlre.en,Other\n", "row 2, title: \"Other\" differs"},
    {"item,kind\nlre.en,guide\n", "row 2, kind: \"guide\" differs"},
    {"item,program\nlre.en,section-504\n", "row 2, program: \"section-504\" differs"},
    {"item,schools\nlre.en,secondary\n", "row 2, schools: \"secondary\" differs"},
    {"item,publication\nlre.en,esy\n", "row 2, publication: \"esy\" differs"},
    {"item,title,kind\nwall.ko,A,leaflet\n", "row 2, kind: \"leaflet\" is none of booklet"},
    {"item,title,schools\nwall.ko,A,some\n", "row 2, schools: \"some\" is none of all, secondary"},
    {"item,material_number\nlre.en,123456789O\n", "a letter O?"},
    {"item,material_number\nlre.en,9661218950\n", "row 2, material number 9661218950 is in use by parent-guide.en"},
    {"item,material_number\nlre.en,1112223334\nesy.en,111 222 3334\n", "row 3, material number 1112223334 is in use"},
    {"item,minimum,maximum\nlre.en,20,10\n", "row 2, maximum: 10 is not above the minimum 20"},
    {"item,retired\nlre.en,soon\n", "row 2, retired: \"soon\" is not a date"},
    {"item,unit\nlre.en,a\x1B[2Jb\n", "row 2, unit: \"a\\x1b[2Jb\" holds a control character"},
    {"item,unit\nlre.en,\xFF\n", "row 2, "},
    {"item,unit\nlre.en\n", "row 2, "},
    {"item,unit,weather\nlre.en,a,b\n", "the header has a column \"weather\". The columns are item,publication,title,"},
    {"item,copies_per_units\nlre.en,5\n", "Did you mean copies_per_unit?"},
    {"unit\na\n", "the header has no column \"item\"; the columns are item,publication,title,"},
    {"", "the file is empty"},
};

START_TEST(a_bad_row_is_named_and_nothing_of_the_file_is_stored) {
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    for (size_t i = 0; i < COUNT(refusals); i++) {
        expect_refused(&w, "catalog import x.csv", refusals[i].file, ERR_INPUT, refusals[i].says);
        expect_refused(&w, "catalog import x.csv --dry-run", refusals[i].file, ERR_INPUT, refusals[i].says);
    }
    expect_refused(&w, "catalog import x.csv", "item,floor\nlre.en,5\nesy.en,x\npuzzled.en,y\nlre.es,4\n", ERR_INPUT,
                   "1 new, 1 changed, 0 unchanged, 2 refused. Nothing was stored.");
    ck_assert_uint_eq(w.answer.note_count, 2);
    world_close(&w);
}
END_TEST

START_TEST(all_problems_of_a_row_are_named_in_one_line) {
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    expect_refused(&w, "catalog import x.csv", "item,kind,floor,retired\nlre.en,leaflet,-1,soon\nesy.en,brochure,4,\n",
                   ERR_INPUT, "1 refused");
    ck_assert_uint_eq(w.answer.note_count, 1);
    ck_assert_str_eq(
        w.answer.notes[0].words,
        "row 2, kind: \"leaflet\" is none of booklet, brochure, guide, poster, other; floor: \"-1\" is not a "
        "number (write it without a sign); retired: \"soon\" is not a date; write it like 2026-08-13 or "
        "8/13/2026");
    expect_refused(&w, "catalog import x.csv", /* good cells, which do not fit the catalog */
                   "item,title,languages,minimum,maximum,number_source\nwall.xx,,,9,3,page 4\n", ERR_INPUT,
                   "1 refused");
    ck_assert_str_eq(w.answer.notes[0].words,
                     "row 2, title: there is no publication \"wall\" yet, so it needs a title; or correct the code; no "
                     "language \"xx\"; number_source: without a number, leave its source out; maximum: 3 is not above "
                     "the minimum 9 (both 0: the item is not kept)");
    ck_assert_str_eq(look_command(&w, w.answer.notes[0].next), "language add TAG --english NAME --own NAME");
    world_close(&w);
}
END_TEST

START_TEST(a_title_of_ten_thousand_bytes_is_refused) {
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    char *title = mem_alloc(w.mem, 10001);
    memset(title, 't', 10000);
    expect_refused(&w, "catalog import x.csv", mem_printf(w.mem, "item,title\nwall.en,%s\n", title), ERR_INPUT,
                   "10000 bytes long; at most 300");
    world_close(&w);
}
END_TEST

START_TEST(an_import_does_not_retire_in_the_future_either) {
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    expect_done(&w, "catalog import x.csv", "item,retired\nlre.en,2026-09-14\n", "1 changed");
    expect_done(&w, "catalog import x.csv", "item,retired\nlre.en,\n", "1 changed");
    expect_refused(&w, "catalog import x.csv", "item,retired\nlre.en,2026-09-15\n", ERR_INPUT, "future");
    expect_refused(&w, "catalog import x.csv", "item,retired\nlre.en,1989-12-31\n", ERR_INPUT, "1990");
    world_close(&w);
}
END_TEST

START_TEST(a_number_given_up_is_taken_by_a_later_row) {
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    expect_done(&w, "catalog import x.csv", "item,material_number\nparent-guide.en,1112223334\nlre.en,966 121 8950\n",
                "2 changed");
    ck_assert_str_eq(number_of(&w, "parent-guide.en"), "1112223334");
    ck_assert_str_eq(number_of(&w, "lre.en"), "9661218950");
    world_close(&w);
}
END_TEST

START_TEST(numbers_change_hands_in_any_order) {
    static const struct {
        const char *file, *en, *es, *lre;
    } cases[] = {
        {"parent-guide.en,\nlre.en,9661218950\n", NULL, "9661218951", "9661218950"},
        {"lre.en,9661218950\nparent-guide.en,\n", NULL, "9661218951", "9661218950"},
        {"parent-guide.en,9661218951\nparent-guide.es,9661218950\n", "9661218951", "9661218950", NULL},
        {"parent-guide.en,9661218951\nparent-guide.es,1112223334\nlre.en,9661218950\n", "9661218951", "1112223334",
         "9661218950"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct world w;
        world_open(&w, "elementary", "2026-09-14");
        expect_done(&w, "catalog import x.csv", mem_printf(w.mem, "item,material_number\n%s", cases[i].file),
                    "0 refused");
        ck_assert_pstr_eq(number_of(&w, "parent-guide.en"), cases[i].en);
        ck_assert_pstr_eq(number_of(&w, "parent-guide.es"), cases[i].es);
        ck_assert_pstr_eq(number_of(&w, "lre.en"), cases[i].lre);
        world_close(&w);
    }
}
END_TEST

void catalog_import_suite(Suite *s) {
    TCase *c = tcase_create("catalog-import");
    tcase_add_test(c, what_is_exported_is_imported_unchanged);
    tcase_add_test(c, the_catalog_of_one_school_is_taken_by_another);
    tcase_add_test(c, rows_are_told_as_new_changed_and_unchanged);
    tcase_add_test(c, a_bad_row_is_named_and_nothing_of_the_file_is_stored);
    tcase_add_test(c, all_problems_of_a_row_are_named_in_one_line);
    tcase_add_test(c, a_title_of_ten_thousand_bytes_is_refused);
    tcase_add_test(c, an_import_does_not_retire_in_the_future_either);
    tcase_add_test(c, a_number_given_up_is_taken_by_a_later_row);
    tcase_add_test(c, numbers_change_hands_in_any_order);
    suite_add_tcase(s, c);
}
