/* An import undone as one: everything is as it was before it, or nothing is changed and it is said why. */
#include "inventory/shelf/ledger.h"
#include "tests/suites.h"
#include "tests/support/exported.h"
#include "tests/support/fixture.h"
#include "tests/support/stored.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define MOVEMENTS "date,item,kind,quantity,reason,note\n"

static long on_hand(const char *code) {
    return world_count(&w, mem_printf(w.mem,
                                      "SELECT coalesce(sum(quantity), 0) FROM movement m JOIN item i ON i.school = "
                                      "m.school AND i.id = m.item WHERE code = '%s'",
                                      code));
}

/* A file that names items and no languages is a catalog only where that is said. */
static const char *line_for(const char *file, const char *more) {
    return mem_printf(w.mem, "%s x.csv%s", strncmp(file, "item,", 5) == 0 ? "catalog import" : "import", more);
}

/* ---- movements ---- */

static const char august[] = MOVEMENTS "2026-08-03,esy.en,receive,50,,n\n2026-08-04,esy.en,issue,5,annual,\n"
                                       "2026-08-05,lre.en,receive,9,,\n2026-08-05,lre.en,receive,9,,\n";

START_TEST(an_import_of_movements_is_undone_and_can_come_again) {
    const char *before = exported(&w, "movements");
    expect_done(&w, "import august.csv", august, "4 new");
    ck_assert_int_eq(world_count(&w, "SELECT last_place - first_place FROM batch"), 3);
    expect_done(&w, "import undo", NULL, "Batch 1 (movements): 4 movements undone.");
    ck_assert_str_eq(exported(&w, "movements"), before);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM movement"), 8); /* nothing is deleted */
    ck_assert_int_eq(world_count(&w, "SELECT sum(balance + used_all * used_all + change * change) FROM stock_day"), 0);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM stock_run"), 0);
    expect_refused(&w, "import undo 1", NULL, ERR_CONFLICT, "batch 1 is undone already (by tester, Jan 2, 2026 03:04)");
    expect_refused(&w, "import undo", NULL, ERR_NOT_FOUND, "tester has no import left to undo");
    expect_done(&w, "import august.csv", august, "4 rows: 4 new, 0 already here");
    expect_done(&w, "import august.csv", august, "4 rows: 0 new, 4 already here");
    ck_assert_int_eq(on_hand("esy.en"), 45);
}
END_TEST

START_TEST(rows_that_were_undone_before_are_left_alone) {
    expect_done(&w, "import august.csv", august, "4 new");
    expect_done(&w, "stock undo 4", NULL, NULL);
    expect_done(&w, "stock receive lre.en 2", NULL, NULL);
    expect_done(&w, "import undo 1", NULL, "3 movements undone (1 were undone before)");
    ck_assert_int_eq(on_hand("lre.en"), 2);
    ck_assert_int_eq(on_hand("esy.en"), 0);
}
END_TEST

START_TEST(an_undoing_that_goes_below_zero_is_refused_with_item_and_day) {
    expect_done(&w, "import august.csv", august, "4 new");
    expect_done(&w, "stock issue esy.en 3 --date 2026-08-20", NULL, NULL);
    expect_refused(&w, "import undo 1", NULL, ERR_RULE,
                   "batch 1 cannot be undone: esy.en would have -3 copies on 2026-08-20");
    expect_done(&w, "stock undo", NULL, NULL);
    expect_done(&w, "import undo 1", NULL, "4 movements undone");
}
END_TEST

START_TEST(a_batch_of_version_1_is_found_without_its_places) {
    struct err e = {0};
    expect_done(&w, "import august.csv", august, "4 new");
    expect_done(&w, "import september.csv", MOVEMENTS "2026-09-01,esy.en,receive,1,,\n", "1 new");
    ck_assert(sql_do(sql(w.db, "UPDATE batch SET first_place = NULL, last_place = NULL"), &e));
    expect_done(&w, "import undo 2", NULL, "1 movement undone.");
    ck_assert_int_eq(on_hand("esy.en"), 45);
    expect_done(&w, "import undo 1", NULL, "4 movements undone.");
    ck_assert_int_eq(on_hand("esy.en"), 0);
}
END_TEST

START_TEST(the_last_import_is_ones_own) {
    expect_done(&w, "import august.csv", august, "4 new");
    w.req.actor = "somebody else";
    expect_refused(&w, "import undo", NULL, ERR_NOT_FOUND, "somebody else has no import left to undo");
    expect_done(&w, "import undo 1", NULL, NULL); /* by its number, anybody's */
    ck_assert(world_run(&w, "import list"));
    ck_assert_uint_eq(w.answer.rows.count, 1);
    ck_assert(strstr(rendered(&w), "1,2026-01-02T03:04:05Z,tester,movements,4,2026-01-02T03:04:05Z,somebody else\n"));
    expect_refused(&w, "import undo 2", NULL, ERR_NOT_FOUND, "no batch 2");
    expect_refused(&w, "import undo 0", NULL, ERR_INPUT, "batch: 0 is not from 1");
    expect_refused(&w, "import undo x", NULL, ERR_INPUT, "batch: \"x\" is not a number");
}
END_TEST

/* More days than are gathered at once. */
START_TEST(a_long_import_is_undone_to_the_same_figures) {
    struct buf b = {0};
    struct mem *m = mem_new();
    expect_done(&w, "stock receive puzzled.en 3 --date 1990-01-01", NULL, NULL);
    const char *before = exported(&w, "movements");
    buf_text(&b, MOVEMENTS);
    for (int i = 0; i < 60000; i++) {
        mem_reset(m);
        buf_printf(&b, "%s,%s,receive,%d,,\n", date_iso(m, date_from(1990, 1, 1) + i % 12000),
                   i % 5 == 0   ? "esy.en"
                   : i % 5 == 1 ? "lre.en"
                   : i % 5 == 2 ? "puzzled.en"
                   : i % 5 == 3 ? "parent-guide.en"
                                : "parent-guide.es",
                   1 + i % 3);
    }
    expect_done(&w, "import long.csv", b.data, "60000 new");
    expect_done(&w, "import undo", NULL, "60000 movements undone");
    ck_assert_str_eq(exported(&w, "movements"), before);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM stock_day WHERE balance <> 0"),
                     world_count(&w, "SELECT count(*) FROM stock_day WHERE item = 3"));
    buf_free(&b);
    mem_free(m);
}
END_TEST

/* ---- what is not append-only ---- */

/* The tables of what such an import touches, as they export. */
static const char *all_tables(void) {
    return mem_printf(w.mem, "%s%s%s", exported(&w, "languages"), exported(&w, "catalog"), exported(&w, "calendar"));
}

static const char *const before_lines[] = {
    "language set es 46 --pupils 410",      "language set hy 9 --year 2025-26",
    "catalog set lre.en floor=9 unit=pack", "catalog supersede esy.en --edition Two --from 2026-08-01",
    "catalog set esy.en edition=Second",
};

static const char *const undoable[] = {
    "language,families,pupils,english\nes,47,,\nhy,31,5,\nuk,4,,Ukrainian\n",
    "language,families,pupils,school_year,english,own\nhy,1,,2025-26,,\ntl,,,,Tagalog,Wikang Tagalog\n",
    "item,floor,unit,edition\nlre.en,,box,Sep 2018\nesy.en,4,,Renamed\n",
    "item,title,languages,material_number\nwall.vi,A poster,vi,1234567890\nwall.ko,A poster,ko,\nlre.vi,,vi,\n",
    "item,material_number\nparent-guide.en,9661218951\nparent-guide.es,9661218950\n",
    "item,material_number\nparent-guide.en,1112223334\nlre.vi,9661218950\n",
    "item,editions,floor\nesy.en,First; 2026-08-01 Second; 2026-09-01 Third;; or so; 2026-10-01 Fourth,3\n"
    "lre.en,\"; 2026-09-10 New, and better\",\nlre.ar,One; 2026-01-01 Two,\n",
    "school_year,kind,from,to,name\n2026-27,first_day,2026-08-13,,\n2026-27,last_day,2027-06-10,,\n",
    "school_year,kind,from,to,name\n2025-26,first_day,2025-08-14,,\n2025-26,last_day,2026-06-11,,\n"
    "2025-26,break,2025-11-24,2025-11-28,Other\n2027-28,first_day,2027-08-12,,\n2027-28,last_day,2028-06-08,,\n",
};

START_TEST(an_import_of_another_kind_is_undone_to_what_was_before) {
    for (size_t i = 0; i < COUNT(before_lines); i++)
        expect_done(&w, before_lines[i], NULL, NULL);
    expect_done(&w, "import c.csv",
                "school_year,kind,from,to,name\n2025-26,first_day,2025-08-11,,\n2025-26,last_day,2026-06-09,,\n"
                "2025-26,break,2025-11-24,2025-11-28,Thanksgiving\n",
                "3 new");
    const char *before = all_tables();
    const char *file = undoable[_i];
    expect_done(&w, line_for(file, " --dry-run"), file, NULL);
    ck_assert_str_eq(all_tables(), before);
    expect_done(&w, line_for(file, ""), file, "(batch 2)");
    const char *after = all_tables();
    ck_assert_str_ne(after, before);
    expect_done(&w, "import undo", NULL, "as before");
    ck_assert_str_eq(all_tables(), before);
    expect_refused(&w, "import undo 2", NULL, ERR_CONFLICT, "undone already");
    expect_done(&w, line_for(file, ""), file, "(batch 3)"); /* and it can come again */
    ck_assert_str_eq(all_tables(), after);
}
END_TEST

static const struct {
    const char *file, *since; /* a command, or a file */
    bool is_file;
    enum err_kind kind;
    const char *words;
} changed_since[] = {
    {"language,families\nes,47\n", "language set es 48", false, ERR_CONFLICT,
     "batch 1 (languages) cannot be undone: what it brought was changed since.\n  It left: es,special-education,47"},
    {"language,families,english\nuk,4,Ukrainian\n", "language set uk 5 --program section-504", false, ERR_RULE,
     "batch 1 cannot be undone: it brought Ukrainian, which is in use"},
    {"language,families,english\nuk,,Ukrainian\n", "catalog add lre.uk", false, ERR_RULE,
     "batch 1 cannot be undone: it brought Ukrainian, which is in use"},
    {"item,floor\nlre.en,5\n", "catalog set lre.en shelf_cap=90", false, ERR_CONFLICT,
     "batch 1 (catalog) cannot be undone"},
    {"item,floor\nlre.en,5\n", "catalog supersede lre.en --edition New", false, ERR_CONFLICT,
     "batch 1 (catalog) cannot be undone"},
    {"item,floor\nlre.vi,5\n", "stock receive lre.vi 3", false, ERR_RULE,
     "batch 1 cannot be undone: it brought lre.vi, which is in use"},
    {"item,editions\nlre.en,; 2026-09-01 New\n", "stock receive lre.en 3", false, ERR_RULE,
     "batch 1 cannot be undone: it brought edition New of lre.en, which is in use"},
    {"item,material_number\nparent-guide.en,1112223334\n", "catalog number lre.en 9661218950", false, ERR_CONFLICT,
     "batch 1 cannot be undone: material number 9661218950 is in use by lre.en"},
    {"school_year,kind,from\n2026-27,first_day,2026-08-13\n2026-27,last_day,2027-06-10\n",
     "school_year,kind,from\n2026-27,first_day,2026-08-14\n2026-27,last_day,2027-06-10\n", true, ERR_CONFLICT,
     "batch 1 (calendar) cannot be undone"},
};

START_TEST(what_was_changed_since_is_not_undone) {
    expect_done(&w, line_for(changed_since[_i].file, ""), changed_since[_i].file, "(batch 1)");
    expect_done(&w, changed_since[_i].is_file ? "import y.csv" : changed_since[_i].since,
                changed_since[_i].is_file ? changed_since[_i].since : NULL, NULL);
    expect_refused(&w, "import undo 1", NULL, changed_since[_i].kind, changed_since[_i].words);
}
END_TEST

START_TEST(imports_are_undone_in_the_opposite_order) {
    const char *tables[4];
    static const char *const files[] = {"item,floor\nlre.en,5\n", "item,floor\nlre.en,6\nesy.en,6\n",
                                        "item,floor\nlre.en,7\n"};
    for (size_t i = 0; i < 3; i++) {
        tables[i] = all_tables();
        expect_done(&w, line_for(files[i], ""), files[i], NULL);
    }
    expect_refused(&w, "import undo 1", NULL, ERR_CONFLICT, "changed since");
    for (size_t i = 3; i > 0; i--) {
        expect_done(&w, mem_printf(w.mem, "import undo %zu", i), NULL, mem_printf(w.mem, "Batch %zu ", i));
        ck_assert_str_eq(all_tables(), tables[i - 1]);
    }
}
END_TEST

/* ---- requisitions ---- */

static const char requisitions[] =
    "number,status,prepared,sent,first_received,item,units,received_copies\n"
    "R-2026-27-0001,closed,2026-08-20,2026-08-21,2026-09-01,lre.en,20,20\n"
    "R-2026-27-0002,draft,2026-09-01,,,esy.en,3,\nR-2026-27-0003,cancelled,2026-09-01,,,,,\n";

START_TEST(imported_requisitions_are_cancelled_and_their_deliveries_taken_back) {
    expect_done(&w, "import x.csv", requisitions, "3 new");
    expect_done(&w, "import undo", NULL, "2 requisitions cancelled");
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM requisition WHERE status = 'cancelled'"), 3);
    ck_assert_int_eq(world_count(&w, "SELECT sum(copies) + count(*) FROM delivery"), 2);
    ck_assert_int_eq(world_count(&w, "SELECT sum(received_copies) FROM requisition_line"), 0);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM requisition_event WHERE note = 'import undone'"), 2);
    expect_refused(&w, "import x.csv", requisitions, ERR_INPUT, "here already, with status \"cancelled\"");
}
END_TEST

START_TEST(a_requisition_that_went_on_since_is_not_undone) {
    expect_done(&w, "import x.csv", requisitions, "3 new");
    expect_done(&w, "requisition set 2 esy.en 4", NULL, NULL);
    expect_refused(&w, "import undo", NULL, ERR_CONFLICT,
                   "batch 1 (requisitions) cannot be undone: what it brought was");
    expect_done(&w, "requisition set 2 esy.en 3", NULL, NULL);
    expect_done(&w, "requisition cancel 2 --reason wrong", NULL, NULL);
    expect_refused(&w, "import undo", NULL, ERR_CONFLICT,
                   "batch 1 cannot be undone: R-2026-27-0002 has had a step since (cancelled by tester");
}
END_TEST

void files_undo_suite(Suite *s) {
    TCase *c = tcase_create("undo");
    tcase_add_checked_fixture(c, open_senior, close_world);
    tcase_add_test(c, an_import_of_movements_is_undone_and_can_come_again);
    tcase_add_test(c, rows_that_were_undone_before_are_left_alone);
    tcase_add_test(c, an_undoing_that_goes_below_zero_is_refused_with_item_and_day);
    tcase_add_test(c, a_batch_of_version_1_is_found_without_its_places);
    tcase_add_test(c, the_last_import_is_ones_own);
    tcase_add_test(c, a_long_import_is_undone_to_the_same_figures);
    tcase_add_loop_test(c, an_import_of_another_kind_is_undone_to_what_was_before, 0, (int)COUNT(undoable));
    tcase_add_loop_test(c, what_was_changed_since_is_not_undone, 0, (int)COUNT(changed_since));
    tcase_add_test(c, imports_are_undone_in_the_opposite_order);
    tcase_add_test(c, imported_requisitions_are_cancelled_and_their_deliveries_taken_back);
    tcase_add_test(c, a_requisition_that_went_on_since_is_not_undone);
    suite_add_tcase(s, c);
}
