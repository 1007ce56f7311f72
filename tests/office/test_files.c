#include "tests/suites.h"
#include "tests/support/exported.h"
#include "tests/support/fixture.h"
#include "tests/support/folder.h"
#include "tests/support/model.h"
#include "tests/support/stored.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define MOVEMENTS "date,item,kind,quantity,reason,note\n"
#define REQUISITIONS                                                                                                   \
    "number,status,prepared,sent,first_received,item,units,copies_per_unit,copies,received_copies,replaces\n"

/* ---- export ---- */

static const char *const headers[][2] = {
    {"movements", "date,item,kind,quantity,reason,note,how,edition\n"},
    {"calendar", "school_year,kind,from,to,name\n"},
    {"requisitions", "number,status,prepared,sent,first_received,needed,priority,purpose,urgent,item,units,"
                     "copies_per_unit,copies,received_copies,suggested,sentence,reason,replaces\n"},
    {"languages", "language,program,families,pupils,school_year,english,own\n"},
    {"catalog", "item,publication,title,kind,program,schools,languages,material_number,edition,"},
    {"counts", "item,quantity,edition,date\n"},
};

START_TEST(each_table_is_exported_and_another_word_is_none) {
    for (size_t i = 0; i < COUNT(headers); i++)
        ck_assert_msg(strncmp(exported(&w, headers[i][0]), headers[i][1], strlen(headers[i][1])) == 0, "%s: %s",
                      headers[i][0], exported(&w, headers[i][0]));
    expect_refused(&w, "export movmeents", NULL, ERR_INPUT, "Did you mean movements?");
    const char *movements = exported(&w, "movements");
    expect_done(&w, "export movement", NULL, NULL); /* a beginning that only one table has */
    ck_assert_str_eq(rendered(&w), movements);
    expect_refused(&w, "export ca", NULL, ERR_INPUT, "none of movements, calendar");
    expect_refused(&w, "export ''", NULL, ERR_INPUT, "none of movements, calendar");
    const char *catalog = exported(&w, "catalog");
    expect_done(&w, "catalog export", NULL, NULL);
    ck_assert_str_eq(rendered(&w), catalog);
}
END_TEST

START_TEST(what_was_undone_is_not_exported) {
    expect_done(&w, "stock receive esy.en 5 --date 2026-09-01", NULL, NULL);
    expect_done(&w, "stock receive esy.en 7 --date 2026-09-01", NULL, NULL);
    expect_done(&w, "stock undo", NULL, NULL);
    expect_done(&w, "stock issue esy.en 2 --how paper --for annual --date 2026-09-02", NULL, NULL);
    ck_assert_str_eq(exported(&w, "movements"), "date,item,kind,quantity,reason,note,how,edition\n"
                                                "2026-09-01,esy.en,receive,5,,,,\n"
                                                "2026-09-02,esy.en,issue,2,annual,,paper,\n");
}
END_TEST

/* ---- movements: how and edition ---- */

static const char *const bad_movements[][2] = {
    {"2026-09-01,esy.en,receive,5,paper,\n", "row 2, how: a receive takes no way of giving; leave it empty"},
    {"2026-09-01,esy.en,issue,5,post,\n", "row 2, how: \"post\" is none of paper (also by post), email, web"},
    {"2026-09-01,lre.en,receive,5,,Sep 2030\n", "row 2, edition: lre.en has no edition \"Sep 2030\""},
    {"2026-09-01,lre.en,receive,5,,#3\n", "row 2, edition: lre.en has no edition \"#3\""},
    {"2026-09-01,lre.en,receive,5,,#\n", "row 2, edition: lre.en has no edition \"#\""},
    {"2026-09-01,lre.en,receive,5,,#99999999999999999999\n", "row 2, edition: lre.en has no edition"},
    {"2026-09-01,esy.en,receive,5,,New\n", "row 2, edition: esy.en has no edition \"New\""},
};

START_TEST(how_and_edition_are_read_by_their_names) {
    expect_done(&w, "catalog supersede lre.en --edition New --from 2026-09-01", NULL, NULL);
    for (size_t i = 0; i < COUNT(bad_movements); i++)
        expect_refused(&w, "import f.csv",
                       mem_printf(w.mem, "date,item,kind,quantity,how,edition\n%s", bad_movements[i][0]), ERR_INPUT,
                       bad_movements[i][1]);
    static const char file[] = "date,item,kind,quantity,how,edition\n"
                               "2026-09-02,lre.en,receive,5,,\n"
                               "2026-09-02,lre.en,receive,5,,new\n"
                               "2026-09-02,lre.en,receive,7,,#1\n"
                               "2026-09-03,lre.en,issue,1,web,#1\n";
    expect_done(&w, "import f.csv", file, "4 rows: 4 new");
    ck_assert_msg(noted(&w, "row 5, edition: lre.en was handed out on 2026-09-03"), "%s", w.answer.notes[0].words);
    ck_assert_int_eq(world_count(&w, "SELECT sum(quantity) FROM movement WHERE edition = 1"), 7);
    ck_assert_int_eq(world_count(&w, "SELECT copies FROM notice WHERE edition = 1 AND how = 'web'"), 1);
    ck_assert_int_eq(world_count(&w, "SELECT sum(quantity) FROM movement WHERE edition = 2"), 10);
    expect_done(&w, "import f.csv", file, "4 rows: 0 new, 4 already here");
    expect_done(&w, "import f.csv", exported(&w, "movements"), "4 rows: 0 new, 4 already here");
}
END_TEST

/* The edition that a day tells can change afterwards; the row stays the row. */
START_TEST(a_row_without_an_edition_is_known_again_after_a_new_edition) {
    static const char file[] = MOVEMENTS "2026-09-10,lre.en,receive,5,,\n";
    expect_done(&w, "import f.csv", file, "1 new");
    const char *before = exported(&w, "movements");
    expect_done(&w, "catalog supersede lre.en --edition New --from 2026-09-01", NULL, NULL);
    expect_done(&w, "import f.csv", file, "0 new, 1 already here");
    ck_assert_str_ne(exported(&w, "movements"), before); /* now it says which */
    expect_done(&w, "import f.csv", exported(&w, "movements"), "0 new, 1 already here");
    expect_done(&w, "import f.csv", "date,item,kind,quantity,edition\n2026-09-10,lre.en,receive,5,New\n", "1 new");
}
END_TEST

/* Names that say nothing, or that two editions have but for their case. */
START_TEST(an_edition_without_a_usable_name_is_told_by_its_number) {
    static const char *const lines[] = {
        "stock receive lre.en 1 --date 2026-08-01",
        "catalog supersede lre.en --edition '#1' --from 2026-08-10",
        "stock receive lre.en 2 --date 2026-08-11",
        "catalog supersede lre.en --edition new --from 2026-08-20",
        "stock receive lre.en 4 --date 2026-08-21",
        "catalog supersede lre.en --edition Other --from 2026-08-30",
        "stock receive lre.en 8 --date 2026-08-31",
        "catalog set lre.en edition=NEW",
        "stock receive esy.en 1",
        "catalog set esy.en edition=#7",
        "stock receive puzzled.en 1",
        "catalog set puzzled.en edition=Named",
    };
    struct world other;
    for (size_t i = 0; i < COUNT(lines); i++)
        expect_done(&w, lines[i], NULL, NULL);
    const char *catalog = exported(&w, "catalog"), *movements = exported(&w, "movements");
    ck_assert_str_eq(movements, "date,item,kind,quantity,reason,note,how,edition\n2026-08-01,lre.en,receive,1,,,,#1\n"
                                "2026-08-11,lre.en,receive,2,,,,#2\n2026-08-21,lre.en,receive,4,,,,new\n"
                                "2026-08-31,lre.en,receive,8,,,,#4\n2026-09-15,esy.en,receive,1,,,,\n"
                                "2026-09-15,puzzled.en,receive,1,,,,Named\n");
    world_open(&other, "senior", "2026-09-15");
    expect_done(&other, "import c.csv", catalog, NULL);
    expect_done(&other, "import m.csv", movements, "6 new");
    ck_assert_str_eq(exported(&other, "catalog"), catalog);
    ck_assert_str_eq(exported(&other, "movements"), movements);
    ck_assert_int_eq(world_count(&other, "SELECT sum(quantity * edition) FROM movement WHERE item = 8"),
                     1 + 4 + 12 + 32);
    world_close(&other);
}
END_TEST

static const char *const bad_editions[][2] = {
    {"One; 2026-01-01", "row 2, editions: \"One; 2026-01-01\": after a ; a day and a name are expected"},
    {"One; Two", "after a ; a day and a name"},
    {"One; 2026-02-30 Two", "after a ; a day and a name"},
    {"One; 2026-01-01 One", "each begins after the one before it and has a name of its own"},
    {"One; 2026-02-01 Two; 2026-01-01 Three", "each begins after the one before it"},
    {"One; 2028-01-01 Two", "row 2, editions: 2028-01-01 is before 1990 or more than a year ahead"},
    {"One; 1989-01-01 Two", "row 2, editions: 1989-01-01 is before 1990"},
    {"One; 2026-01-01 a\x01z", "control character"},
};

START_TEST(editions_come_in_one_cell_and_none_goes) {
    for (size_t i = 0; i < COUNT(bad_editions); i++)
        expect_refused(&w, "import f.csv",
                       mem_printf(w.mem, "item,languages,editions\nlre.en,,%s\n", bad_editions[i][0]), ERR_INPUT,
                       bad_editions[i][1]);
    expect_done(&w, "stock receive lre.en 5 --date 2026-08-01", NULL, NULL);
    expect_done(&w, "import f.csv", "item,languages,edition,editions\nlre.en,,Two,One; 2026-09-01 Two\n", "1 changed");
    ck_assert_int_eq(world_count(&w, "SELECT to_date = '2026-08-31' FROM stock_run WHERE item = 8"), 1); /* recalled */
    expect_refused(
        &w, "import f.csv", "item,languages,editions\nlre.en,,One; 2026-09-02 Two\n", ERR_INPUT,
        "row 2, editions: lre.en has an edition since 2026-09-01; a file adds editions, and takes none away");
    expect_refused(&w, "import f.csv", "item,languages,editions\nlre.en,,One\n", ERR_INPUT, "takes none away");
    expect_refused(&w, "import f.csv", "item,languages,edition,editions\nlre.en,,Four,One; 2026-09-01 Two\n", ERR_INPUT,
                   "row 2, edition: \"Four\" is not in the cell \"editions\"");
    expect_done(&w, "import f.csv", "item,languages,edition,editions\nlre.en,,One,One; 2026-09-01 Two\n",
                "1 unchanged");
}
END_TEST

START_TEST(how_it_was_given_is_part_of_the_content) {
    expect_done(&w, "stock receive esy.en 50 --date 2026-08-03", NULL, NULL);
    expect_done(&w, "import f.csv", "date,item,kind,quantity,how\n2026-09-01,esy.en,issue,5,\n", "1 new");
    expect_done(&w, "import f.csv", "date,item,kind,quantity,how\n2026-09-01,esy.en,issue,5,paper\n", "1 new");
    expect_done(&w, "import f.csv", "date,item,kind,quantity,how\n2026-09-01,esy.en,issue,5,paper\n", "0 new");
}
END_TEST

/* ---- languages ---- */

static const char *const bad_languages[][2] = {
    {"Klingon,3,,,\n", "row 2, no language \"Klingon\""},
    {",3,,,\n", "row 2, language is empty: a tag (es)"},
    {"es,,,,\n", "row 2, families is empty"},
    {"es,x,,,\n", "row 2, families: \"x\" is not a number"},
    {"es,-1,,,\n", "row 2, families: \"-1\""},
    {"es,1000001,,,\n", "row 2, families: 1000001 is not from 0 to 1000000"},
    {"es,3,1000001,,\n", "row 2, pupils: 1000001 is not from"},
    {"es,3,,504,\n", "row 2, program: \"504\" is none of special-education, section-504"},
    {"es,3,,,2026-28\n", "row 2, school_year: \"2026-28\" is not a school year"},
    {"es,3,,,\nSpanish,4,,special-education,2026-27\n", "row 3, language: Spanish is in row 2 already"},
    {"es,3\n", "row 2, this row has 2 columns"},
};

START_TEST(families_come_by_tag_or_name_and_a_bad_row_is_named) {
    for (size_t i = 0; i < COUNT(bad_languages); i++) {
        const char *file = mem_printf(w.mem, "language,families,pupils,program,school_year\n%s", bad_languages[i][0]);
        expect_refused(&w, "language import f.csv", file, ERR_INPUT, bad_languages[i][1]);
        expect_refused(&w, "import f.csv --dry-run", file, ERR_INPUT, bad_languages[i][1]);
    }
    static const char file[] = "language,families,pupils,school_year\narmenian,31,200,\nES,46,,2025-26\nvi,0,0,\n";
    expect_done(&w, "import f.csv --dry-run", file, "3 new, 0 changed, 0 unchanged, 0 refused. Nothing was stored.");
    expect_done(&w, "import f.csv", file, "3 new, 0 changed, 0 unchanged, 0 refused. (batch 1)");
    ck_assert_int_eq(world_count(&w, "SELECT pupils FROM family WHERE language = 'hy' AND school_year = 2026"), 200);
    ck_assert_int_eq(world_count(&w, "SELECT families FROM family WHERE language = 'es' AND school_year = 2025"), 46);
    const char *before = stored(&w);
    expect_done(&w, "import f.csv", file, "0 new, 0 changed, 3 unchanged, 0 refused. Nothing was stored.");
    ck_assert_str_eq(stored(&w), before);
    expect_done(&w, "import f.csv", "language,families\nhy,32\n", "0 new, 1 changed");
    ck_assert_int_eq(world_count(&w, "SELECT pupils FROM family WHERE language = 'hy'"), 200); /* no column: it stays */
    expect_done(&w, "import f.csv", "language,families,pupils\nhy,32,\n", "0 new, 1 changed");
    ck_assert_int_eq(world_count(&w, "SELECT pupils IS NULL FROM family WHERE language = 'hy'"), 1);
}
END_TEST

START_TEST(a_language_comes_with_its_name) {
    expect_refused(&w, "import f.csv", "language,families,english,own\nes,3,Castilian,\n", ERR_INPUT,
                   "row 2, english: \"Castilian\" differs from \"Spanish\"");
    expect_refused(&w, "import f.csv", "language,families,english,own\nes,3,,Castellano\n", ERR_INPUT,
                   "row 2, own: \"Castellano\" differs");
    expect_refused(&w, "import f.csv", "language,families,english,own\nu k,3,Ukrainian,\n", ERR_INPUT,
                   "row 2, tag: \"u k\" is not a language tag");
    expect_refused(&w, "import f.csv", "language,families,english,own\nuk,3,Spanish,\n", ERR_INPUT,
                   "row 2, a language uk (Spanish) exists already");
    expect_refused(&w, "import f.csv", "language,families,pupils,program,school_year\nKlingon,x,-1,504,2026\n",
                   ERR_INPUT, "1 refused");
    ck_assert_str_eq(
        w.answer.notes[0].words,
        "row 2, families: \"x\" is not a number; program: \"504\" is none of special-education, section-504. "
        "Did you mean section-504?; pupils: \"-1\" is not a number (write it without a sign); school_year: "
        "\"2026\" is not a school year; write it like 2026-27; no language \"Klingon\"");
    /* a refused row adds no language for the next */
    expect_refused(&w, "import f.csv", "language,families,english\nuk,x,Ukrainian\nuk,3,\n", ERR_INPUT,
                   "row 3, no language \"uk\"");
    expect_done(&w, "import f.csv", "language,families,english,own\nuk,3,Ukrainian,Українська\ntl,,Tagalog,\n",
                "2 new");
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM language WHERE own IN ('Українська', 'Tagalog')"), 2);
    ck_assert_int_eq(world_count(&w, "SELECT families FROM family WHERE language = 'uk'"), 3);
}
END_TEST

/* ---- requisitions ---- */

#define R1 "R-2026-27-0001,"
static const struct {
    const char *rows, *words;
} bad_requisitions[] = {
    {"1,draft,2026-09-01,,,esy.en,1,,,,\n", "row 2, number: \"1\" is not a requisition number"},
    {"R-2026-27-1,draft,2026-09-01,,,esy.en,1,,,,\n", "row 2, number: \"R-2026-27-1\" is no"},
    {"R-2026-28-0001,draft,2026-09-01,,,esy.en,1,,,,\n", "row 2, number"},
    {"R-2026-27-0000,draft,2026-09-01,,,esy.en,1,,,,\n", "row 2, number"},
    {"R-2026-27-0002,draft,2026-09-01,,,esy.en,1,,,,\n",
     "row 2, number: R-2026-27-0002 skips a number; the next one is R-2026-27-0001"},
    {R1 "open,2026-09-01,,,esy.en,1,,,,\n", "row 2, status: \"open\" is none of draft, waiting"},
    {R1 "draft,,,,esy.en,1,,,,\n", "row 2, prepared is empty"},
    {R1 "draft,2026-09-16,,,esy.en,1,,,,\n", "row 2, prepared: 2026-09-16 is in the future"},
    {R1 "draft,today,,,esy.en,1,,,,\n", "row 2, prepared: \"today\" is not a date"},
    {R1 "draft,2026-06-30,,,esy.en,1,,,,\n", "row 2, prepared: 2026-06-30 is not in the school year"},
    {R1 "draft,2026-09-01,2026-09-02,,esy.en,1,,,,\n", "row 2, sent: R-2026-27-0001 is draft, so it was not sent"},
    {R1 "waiting,2026-09-01,2026-09-02,,esy.en,1,,,,\n", "row 2, sent"},
    {R1 "approved,2026-09-01,2026-09-02,,esy.en,1,,,,\n", "row 2, sent"},
    {R1 "sent,2026-09-01,,,esy.en,1,,,,\n", "row 2, sent is empty, but R-2026-27-0001 is sent"},
    {R1 "sent,2026-09-01,2026-08-31,,esy.en,1,,,,\n", "row 2, sent: 2026-08-31 is before it was prepared"},
    {R1 "sent,2026-09-01,2026-09-02,2026-09-03,esy.en,1,,,,\n", "row 2, first_received: no copies"},
    {R1 "sent,2026-09-01,2026-09-02,2026-09-03,esy.en,1,,,1,\n", "row 2, received_copies: R-2026-27-0001 is sent"},
    {R1 "closed,2026-09-01,,2026-09-03,esy.en,1,,,1,\n", "row 2, sent is empty, but R-2026-27-0001 is closed"},
    {R1 "closed,2026-09-01,2026-09-02,,esy.en,1,,,1,\n", "row 2, first_received is empty, but copies"},
    {R1 "closed,2026-09-02,2026-09-03,2026-09-02,esy.en,1,,,1,\n", "row 2, first_received: 2026-09-02 is before"},
    {R1 "part received,2026-09-01,2026-09-02,2026-09-03,esy.en,9,,,0,\n", "row 2, first_received: no copies"},
    {R1 "cancelled,2026-09-01,2026-09-02,2026-09-03,esy.en,1,,,1,\n", "row 2, received_copies"},
    {R1 "sent,2026-09-01,2026-09-02,,,,,,,\n", "row 2, item is empty: R-2026-27-0001 is sent without a line"},
    {R1 "draft,2026-09-01,,,,3,,,,\n", "row 2, item is empty, but units is not"},
    {R1 "draft,2026-09-01,,,ezy.en,3,,,,\n", "row 2, no item \"ezy.en\". Did you mean esy.en?"},
    {R1 "draft,2026-09-01,,,esy.en,,,,,\n", "row 2, units is empty"},
    {R1 "draft,2026-09-01,,,esy.en,0,,,,\n", "row 2, units: 0 is not from 1"},
    {R1 "draft,2026-09-01,,,esy.en,2,25,49,,\n", "row 2, copies: 49 is not 2 units of 25"},
    {R1 "draft,2026-09-01,,,esy.en,2,,,-1,\n", "row 2, received_copies"},
    {R1 "draft,2026-09-01,,,esy.en,2,,,,R-2026-27-0001\n", "row 2, replaces: there is no R-2026-27-0001 before"},
    {R1 "draft,2026-09-01,,,esy.en,2,,,,first\n", "row 2, replaces: \"first\" is not a requisition number"},
    {R1 "draft,2026-09-01,,,esy.en,2,,,,\n" R1 "draft,2026-09-01,,,esy.en,2,,,,\n",
     "row 3, item: esy.en is in row 2 already"},
    {R1 "draft,2026-09-01,,,esy.en,2,,,,\n" R1 "draft,2026-09-02,,,lre.en,2,,,,\n",
     "row 3, prepared: R-2026-27-0001 has another value in row 2"},
    {R1 "draft,2026-09-01,,,esy.en,2,,,,\n" R1 "draft,2026-09-01,,,,,,,,\n",
     "row 3, item is empty; R-2026-27-0001 has"},
    {R1 "draft,2026-09-01,,,esy.en,2\n", "row 2, this row has 7 columns"},
};

/* The cells that few files have: each alone, in a row that is good otherwise. */
static const struct {
    const char *column, *cell, *words;
} bad_cells[] = {
    {"needed", "2026-08-31", "row 2, needed: 2026-08-31 is before it was prepared, 2026-09-01"},
    {"needed", "soon", "row 2, needed: \"soon\" is not a date"},
    {"sent", "yesterday", "row 2, sent: \"yesterday\" is not a date"},
    {"sent", "2026-09-16", "row 2, sent: 2026-09-16 is in the future"},
    {"first_received", "x", "row 2, first_received: \"x\" is not a date"},
    {"first_received", "2026-09-16", "row 2, first_received: 2026-09-16 is in the future"},
    {"priority", "at once", "row 2, priority: \"at once\" is none of regular"},
    {"urgent", "very", "row 2, urgent: \"very\" is none of yes, no"},
    {"purpose", "a\x1f", "row 2, purpose: \"a\\x1f\" holds a control character"},
    {"replaces", "R-2026-27-0001-and-much-more", "row 2, replaces: "},
    {"copies_per_unit", "0", "row 2, copies_per_unit: 0 is not from 1"},
    {"copies_per_unit", "1000001", "row 2, copies_per_unit: 1000001 is not from 1 to 1000000"},
    {"copies_per_unit", "1000000", "row 2, units: 2000 units of 1000000 are over 1000000000 copies"},
    {"copies", "0", "row 2, copies: 0 is not from 1"},
    {"suggested", "-1", "row 2, suggested"},
    {"sentence", "a\x1f", "row 2, sentence: \"a\\x1f\" holds a control character"},
    {"reason", "a\x1f", "row 2, reason: \"a\\x1f\" holds a control character"},
};

START_TEST(each_cell_of_a_requisition_is_read_before_it_is_believed) {
    for (size_t i = 0; i < COUNT(bad_cells); i++)
        expect_refused(&w, "import f.csv",
                       mem_printf(w.mem,
                                  "number,status,prepared,item,units,%s\n" R1 "draft,2026-09-01,esy.en,2000,%s\n",
                                  bad_cells[i].column, bad_cells[i].cell),
                       ERR_INPUT, bad_cells[i].words);
    expect_refused(&w, "import f.csv", "number,status,item,units\n" R1 "draft,esy.en,1\n", ERR_INPUT,
                   "the header has no column \"prepared\"");
    struct buf file = {0};
    buf_text(&file, REQUISITIONS);
    for (int i = 0; i < 2; i++)
        buf_printf(&file, R1 "draft,2026-09-01,,,%s,1,,,,\n", i ? "lre.en" : "esy.en");
    expect_done(&w, "import f.csv", file.data, "2 new");
    buf_free(&file);
}
END_TEST

START_TEST(a_requisition_that_cannot_be_is_refused_as_a_whole) {
    for (size_t i = 0; i < COUNT(bad_requisitions); i++)
        expect_refused(&w, "import f.csv", mem_printf(w.mem, REQUISITIONS "%s", bad_requisitions[i].rows), ERR_INPUT,
                       bad_requisitions[i].words);
    expect_refused(&w, "import f.csv",
                   REQUISITIONS R1 "draft,2026-09-01,,,esy.en,2,,,,\n" R1 "draft,2026-09-01,,,lre.en,x,,,,\n",
                   ERR_INPUT, "row 2, number: all of R-2026-27-0001 is refused, for row 3");
    ck_assert_int_eq(w.answer.refused, 2);
    /* The one behind a refused one is not refused for want of it: nothing is stored anyhow. */
    expect_refused(&w, "import f.csv",
                   REQUISITIONS R1 "draft,2026-09-01,,,esy.en,x,,,,\nR-2026-27-0002,draft,2026-09-01,,,esy.en,1,,,,\n",
                   ERR_INPUT, "1 new, 0 changed, 0 unchanged, 1 refused. Nothing was stored.");
}
END_TEST

static const char some[] =
    REQUISITIONS "R-2026-27-0002,closed,2026-08-20,2026-08-21,2026-09-01,lre.en,2,25,50,20,R-2026-27-0001\n" R1
                 "cancelled,2026-08-01,2026-08-02,,esy.en,4,,4,0,\n"
                 "R-2026-27-0002,closed,2026-08-20,2026-08-21,2026-09-01,esy.en,3,,3,0,R-2026-27-0001\n"
                 "R-2026-27-0003,draft,2026-09-14,,,,,,,,\n";

START_TEST(a_requisition_comes_with_its_steps_and_deliveries) {
    expect_done(&w, "import f.csv --dry-run", some, "4 new, 0 changed, 0 unchanged, 0 refused. Nothing was stored.");
    expect_done(&w, "import f.csv", some, "4 new, 0 changed, 0 unchanged, 0 refused. (batch 1)");
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM requisition"), 3);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM movement"), 0);
    ck_assert_int_eq(world_count(&w, "SELECT sum(copies) FROM delivery WHERE number = 2 AND on_date = '2026-09-01'"),
                     20);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM requisition_event WHERE number = 2 AND status = 'sent' AND "
                                     "on_date = '2026-08-21' AND note = 'imported'"),
                     1);
    ck_assert_int_eq(world_count(&w, "SELECT received_copies FROM requisition_line WHERE number = 2 AND item = 8"), 20);
    ck_assert_int_eq(world_count(&w, "SELECT replaces_number FROM requisition WHERE number = 2"), 1);
    const char *before = stored(&w);
    expect_done(&w, "import f.csv", some, "0 new, 0 changed, 4 unchanged, 0 refused. Nothing was stored.");
    ck_assert_str_eq(stored(&w), before);
    expect_done(&w, "requisition new", NULL, "R-2026-27-0004");
    expect_refused(
        &w, "import f.csv", REQUISITIONS R1 "sent,2026-08-01,2026-08-02,,esy.en,4,,4,0,\n", ERR_INPUT,
        "row 2, status: R-2026-27-0001 is here already, with status \"cancelled\"; a file does not change it");
    expect_refused(&w, "import f.csv", REQUISITIONS R1 "cancelled,2026-08-01,2026-08-02,,lre.en,4,,4,0,\n", ERR_INPUT,
                   "row 2, item: R-2026-27-0001 is here already, without lre.en");
    expect_refused(&w, "import f.csv",
                   REQUISITIONS R1 "cancelled,2026-08-01,2026-08-02,,lre.en,4,,4,0,\n" R1
                                   "cancelled,2026-08-01,2026-08-02,,esy.en,4,,4,0,\n",
                   ERR_INPUT, "row 2, number: R-2026-27-0001 is here already, with 1 rows");
}
END_TEST

/* ---- --skip-bad ---- */

static char folder_path[FOLDER_PATH];

/* A file that names items and no languages is a catalog only where that is said. */
static const char *verb_for(const char *text) { return strncmp(text, "item,", 5) == 0 ? "catalog import" : "import"; }

/* Imports the text as `name` in the folder of the case; what it left beside it, or NULL. */
static const char *skip(const char *name, const char *text, const char *more, const char *beside) {
    struct buf b;
    char path[FOLDER_PATH];
    expect_done(&w, mem_printf(w.mem, "%s %s --skip-bad%s", verb_for(text), folder_file(folder_path, name), more), text,
                NULL);
    if (!folder_has(folder_file(path, beside)))
        return NULL;
    b = folder_read(path);
    const char *left = mem_textn(w.mem, b.data, b.length);
    buf_free(&b);
    return left;
}

START_TEST(bad_rows_are_skipped_into_a_file_beside_and_never_over_another) {
    static const char file[] = MOVEMENTS "2026-09-01,esy.en,receive,5,,=1+1\n"
                                         "2026-09-01,esy.en,receive,1O,,\"'=1+1; \"\"x\"\"\"\n"
                                         "2026-09-02,lre.en,receive\n"
                                         "2026-09-02,lre.en,receive,3,,a,b,c\n";
    static const char refused[] =
        "date,item,kind,quantity,reason,note,refused\n"
        "2026-09-01,esy.en,receive,1O,,\"'=1+1; \"\"x\"\"\",\"quantity: \"\"1O\"\" is not a number (a letter O?)\"\n"
        "2026-09-02,lre.en,receive,,,,\"this row has 3 columns and the header has 6; is a comma missing?\"\n"
        "2026-09-02,lre.en,receive,3,,a,\"this row has 8 columns and the header has 6; put a cell that holds a comma "
        "in quotation marks\",b,c\n";
    ck_assert_ptr_null(skip("a.csv", file, " --dry-run", "a.refused.csv"));
    ck_assert(strstr(w.answer.text, "4 rows: 1 new, 0 already here, 3 refused. Nothing was stored."));
    ck_assert_str_eq(skip("a.csv", file, "", "a.refused.csv"), refused);
    ck_assert(strstr(w.answer.text, "4 rows: 1 new, 0 already here, 3 refused. (batch 1)"));
    ck_assert(noted(&w, "3 refused rows are in "));
    ck_assert_str_eq(skip("a.csv", file, "", "a.refused-2.csv"), refused); /* also when nothing is new */
    ck_assert(strstr(w.answer.text, "0 new, 1 already here, 3 refused. Nothing was stored."));
    ck_assert_str_eq(skip("a.csv", file, "", "a.refused-3.csv"), refused);
    ck_assert_int_eq(folder_count(), 3);
    /* What was refused is refused again, with one reason and not two. */
    ck_assert_ptr_nonnull(
        strstr(skip("b", refused, "", "b.refused.csv"), "note,refused\n2026-09-01,esy.en,receive,1O,"));
    ck_assert_ptr_null(skip("c.csv", MOVEMENTS "2026-09-01,esy.en,receive,9,,\n", "", "c.refused.csv"));
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM movement"), 2);
}
END_TEST

START_TEST(every_kind_skips_its_bad_rows) {
    static const struct {
        const char *file, *words, *left;
    } cases[] = {
        {"item,floor,refused\nlre.en,5,old\nesy.en,x,old\nlre.en,6,\n",
         "0 new, 1 changed, 0 unchanged, 2 refused. (batch",
         "item,floor,refused\nesy.en,x,\"floor: \"\"x\"\" is not a number\"\nlre.en,6,\"item: \"\"lre.en\"\" is in row "
         "2 already\"\n"},
        {"language,families\nes,4\nes,5\nxx,3\n", "1 new, 0 changed, 0 unchanged, 2 refused. (batch",
         "language,families,refused\nes,5,language: Spanish is in row 2 already\nxx,3,"},
        {"school_year,kind,from\n2026-27,first_day,2026-08-13\n2026-27,last_day,2027-06-10\n2026-27,holiday,soon\n"
         "2025-26,holiday,2025-09-01\n",
         "2026-27: 2 new, 0 changed, 0 unchanged, 2 refused. (batch",
         "school_year,kind,from,refused\n2026-27,holiday,soon,"},
        {REQUISITIONS R1 "draft,2026-09-01,,,esy.en,2,,,,\nR-2026-27-0002,draft,2026-09-01,,,lre.en,x,,,,\n"
                         "R-2026-27-0003,draft,2026-09-01,,,lre.en,1,,,,\n",
         "1 new, 0 changed, 0 unchanged, 2 refused. (batch", "skips a number; the next one is R-2026-27-0002"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *name = mem_printf(w.mem, "kind-%zu.csv", i), *beside = mem_printf(w.mem, "kind-%zu.refused.csv", i);
        const char *left = skip(name, cases[i].file, "", beside);
        ck_assert_msg(strstr(w.answer.text, cases[i].words), "%s: %s", cases[i].words, w.answer.text);
        ck_assert_msg(left && strstr(left, cases[i].left), "%s: %s", cases[i].left, left ? left : "(none)");
    }
}
END_TEST

START_TEST(where_the_refused_rows_cannot_be_written_nothing_is_stored) {
    const char *file = MOVEMENTS "2026-09-01,esy.en,receive,5,,\n2026-09-01,esy.en,receive,x,,\n";
    expect_refused(&w, "import /nowhere/at/all/a.csv --skip-bad", file, ERR_NOT_FOUND,
                   "cannot write /nowhere/at/all/a.refused.csv");
    expect_refused(&w, "catalog import /nowhere/at/all/a.csv --skip-bad", "item,floor\nlre.en,5\nesy.en,x\n",
                   ERR_NOT_FOUND, "cannot write");
}
END_TEST

START_TEST(an_item_that_would_go_below_zero_is_left_out_with_all_its_rows) {
    static const char file[] = MOVEMENTS "2026-09-01,esy.en,receive,5,,\n2026-09-02,lre.en,receive,9,,\n"
                                         "2026-09-03,esy.en,issue,6,,\n2026-09-04,esy.en,receive,2,,\n";
    const char *left = skip("below.csv", file, "", "below.refused.csv");
    ck_assert_msg(strstr(w.answer.text, "4 rows: 1 new, 0 already here, 3 refused. (batch 1)"), "%s", w.answer.text);
    ck_assert(noted(
        &w, "row 4, quantity: esy.en would have -1 copies on 2026-09-03; a shelf cannot have fewer than none. All "
            "rows of esy.en are left out"));
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM movement WHERE item = 7"), 0);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM movement WHERE item = 8"), 1);
    expect_done(&w, "stock receive esy.en 1 --date 2026-09-01", NULL, NULL);
    expect_done(&w, "import below.refused.csv", left, "3 rows: 3 new"); /* the shelf was mended: its rows come in */
}
END_TEST

/* Rows of a file in some order, some of them bad, some items in want of copies. */
START_TEST(what_is_skipped_does_not_depend_on_the_order_of_the_rows) {
    struct dice d = {504};
    struct mem *m = mem_new();
    for (int round = 0; round < 40; round++) {
        const char *rows[30], *kept = NULL;
        for (size_t i = 0; i < COUNT(rows); i++)
            rows[i] =
                mem_printf(m, "2026-09-%02ld,%s,%s,%ld,,%zu\n", dice_from(&d, 1, 15), model_codes[dice_from(&d, 2, 7)],
                           dice_one_in(&d, 3) ? "issue" : "receive", dice_from(&d, 0, 9), i);
        for (int order = 0; order < 3; order++) {
            const char *text = MOVEMENTS;
            for (size_t i = COUNT(rows) - 1; i > 0; i--) {
                size_t k = (size_t)dice_from(&d, 0, (long)i);
                const char *other = rows[i];
                rows[i] = rows[k];
                rows[k] = other;
            }
            for (size_t i = 0; i < COUNT(rows); i++)
                text = mem_printf(m, "%s%s", text, rows[i]);
            world_close(&w);
            open_senior();
            (void)skip("order.csv", text, "", "none");
            struct query *q =
                sql(w.db, "SELECT coalesce(group_concat(note), '') FROM (SELECT note FROM movement ORDER BY "
                          "note)");
            struct err e = {0};
            const char *now = sql_row(q) ? sql_get_text(q, 0, m) : "";
            ck_assert(sql_end(q, &e));
            kept = kept ? kept : now;
            ck_assert_str_eq(now, kept);
        }
    }
    mem_free(m);
}
END_TEST

/* ---- hostile files ---- */

START_TEST(a_file_that_is_none_is_refused_with_skip_bad_too) {
    char *wide = mem_alloc(w.mem, 400), *cell = mem_alloc(w.mem, 70000);
    strcpy(wide, MOVEMENTS);
    wide[strlen(wide) - 1] = '\0';
    for (int i = 6; i < 65; i++)
        strcat(wide, mem_printf(w.mem, ",c%d", i));
    memset(cell, 'x', 69999);
    const struct {
        const char *text, *words;
    } cases[] = {
        {"", "the file is empty"},
        {"date,item,kind,quantity,item\n2026-09-01,esy.en,receive,5,\n", "both named \"item\""},
        {mem_printf(w.mem, "%s\n", wide), "65 columns and 64 are read"},
        {mem_printf(w.mem, MOVEMENTS "2026-09-01,esy.en,receive,5,,%s\n", cell), "longer than 64 KiB"},
        {MOVEMENTS "2026-09-01,esy.en,receive,5,,\"open\n", "never closed"},
        {"colour\nred\n", "cannot tell from its column names what this file is; expected one of"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        expect_refused(&w, mem_printf(w.mem, "import %s --skip-bad", folder_file(folder_path, "hostile.csv")),
                       cases[i].text, ERR_INPUT, cases[i].words);
    char path[FOLDER_PATH];
    ck_assert(!folder_has(folder_file(path, "hostile.refused.csv")));
}
END_TEST

/* ---- tried dry ---- */

START_TEST(a_dry_run_says_the_words_of_the_real_one) {
    static const char *const files[] = {
        MOVEMENTS "2026-09-01,esy.en,receive,5,,\n2026-09-01,esy.en,receive,5,,\n",
        "item,floor\nlre.en,5\n",
        "language,families\nes,4\nhy,5\n",
        "school_year,kind,from\n2026-27,first_day,2026-08-13\n2026-27,last_day,2027-06-10\n",
        some,
    };
    for (size_t i = 0; i < COUNT(files); i++) {
        const char *before = stored(&w);
        const char *verb = verb_for(files[i]);
        expect_done(&w, mem_printf(w.mem, "%s f.csv --dry-run", verb), files[i], ". Nothing was stored.");
        ck_assert_str_eq(stored(&w), before);
        const char *words = mem_text(w.mem, w.answer.text);
        size_t length = (size_t)(strstr(words, ". Nothing was stored.") - words);
        expect_done(&w, mem_printf(w.mem, "%s f.csv", verb), files[i], ". (batch ");
        ck_assert_msg(strncmp(words, w.answer.text, length) == 0, "%s and %s", words, w.answer.text);
    }
}
END_TEST

void files_suite(Suite *s) {
    TCase *c = tcase_create("files");
    tcase_add_unchecked_fixture(c, folder_make, folder_remove);
    tcase_add_checked_fixture(c, open_senior, close_world);
    tcase_add_test(c, each_table_is_exported_and_another_word_is_none);
    tcase_add_test(c, what_was_undone_is_not_exported);
    tcase_add_test(c, how_and_edition_are_read_by_their_names);
    tcase_add_test(c, a_row_without_an_edition_is_known_again_after_a_new_edition);
    tcase_add_test(c, an_edition_without_a_usable_name_is_told_by_its_number);
    tcase_add_test(c, editions_come_in_one_cell_and_none_goes);
    tcase_add_test(c, how_it_was_given_is_part_of_the_content);
    tcase_add_test(c, families_come_by_tag_or_name_and_a_bad_row_is_named);
    tcase_add_test(c, a_language_comes_with_its_name);
    tcase_add_test(c, each_cell_of_a_requisition_is_read_before_it_is_believed);
    tcase_add_test(c, a_requisition_that_cannot_be_is_refused_as_a_whole);
    tcase_add_test(c, a_requisition_comes_with_its_steps_and_deliveries);
    tcase_add_test(c, bad_rows_are_skipped_into_a_file_beside_and_never_over_another);
    tcase_add_test(c, every_kind_skips_its_bad_rows);
    tcase_add_test(c, where_the_refused_rows_cannot_be_written_nothing_is_stored);
    tcase_add_test(c, an_item_that_would_go_below_zero_is_left_out_with_all_its_rows);
    tcase_add_test(c, what_is_skipped_does_not_depend_on_the_order_of_the_rows);
    tcase_add_test(c, a_file_that_is_none_is_refused_with_skip_bad_too);
    tcase_add_test(c, a_dry_run_says_the_words_of_the_real_one);
    suite_add_tcase(s, c);
}
