/* Figures of a count as a file: there and back, good rows and bad, and what undoes it. */
#include "inventory/count/count.h"
#include "tests/suites.h"
#include "tests/support/exported.h"
#include "tests/support/fixture.h"
#include "tests/support/folder.h"
#include "tests/support/look.h"
#include "tests/support/stored.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void open_stocked(void) {
    open_senior();
    look_done(&w, "stock receive esy.en 20 lre.en 8 parent-guide.es 5 --date 2026-08-03");
}

static long on_hand(const char *code, long edition) {
    return world_count(&w, mem_printf(w.mem,
                                      "SELECT coalesce(sum(quantity), 0) FROM movement m JOIN item i ON i.school = "
                                      "m.school AND i.id = m.item WHERE i.code = '%s' AND m.edition = %ld",
                                      code, edition));
}

/* ---- import ---- */

START_TEST(a_file_of_figures_is_taken_once_and_a_blank_is_not_zero) {
    static const char file[] = "item,quantity\nesy.en,18\nlre.en,\n9661218951,0\n";
    expect_done(&w, "count import f --dry-run", file,
                "2 new, 0 changed, 0 unchanged, 0 refused; 1 left blank. Nothing");
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM stock_count"), 0);
    expect_done(&w, "count import f", file, "2 new, 0 changed, 0 unchanged, 0 refused; 1 left blank");
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM count_line"), 2);
    const char *before = stored(&w);
    expect_done(&w, "count import f", file, "0 new, 0 changed, 2 unchanged, 0 refused; 1 left blank. Nothing");
    ck_assert_str_eq(stored(&w), before);
    expect_done(&w, "import f", "item;quantity\nesy.en;19\nparent-guide.es;0\n", "0 new, 1 changed, 1 unchanged");
    expect_done(&w, "count apply", NULL, "0 of 2 matched; 2 set right: parent-guide.es -5, esy.en -1.");
    before = stored(&w);
    expect_done(&w, "import f", "item;quantity\nesy.en;19\nparent-guide.es;0\n", "0 new, 0 changed, 2 unchanged");
    ck_assert_str_eq(stored(&w), before); /* nor when it was applied */
    ck_assert_int_eq(on_hand("lre.en", 1), 8);
}
END_TEST

START_TEST(a_file_says_edition_and_day_where_needed) {
    look_done(&w, "catalog set esy.en edition=Old");
    look_done(&w, "catalog supersede esy.en --edition New --from 2026-09-14");
    expect_done(&w, "count import f", "item,quantity,edition,date\nesy.en,3,,\nesy.en,19,Old,\nlre.en,7,,2026-09-10\n",
                "3 new");
    look_done(&w, "count show");
    ck_assert_uint_eq(look_rows(&w.answer, 0, "lines").rows.count, 3);
    expect_done(&w, "count apply", NULL, "0 of 3 matched; 3 set right: esy.en +3, esy.en (Old) -1, lre.en -1.");
    ck_assert_int_eq(on_hand("esy.en", 2), 3);
    ck_assert_int_eq(on_hand("esy.en", 1), 19);
}
END_TEST

START_TEST(every_row_of_a_file_that_is_no_figure_is_named_and_nothing_stored) {
    static const struct {
        const char *row, *words;
    } cases[] = {
        {"esy.en,-1,,", "row 3, quantity: \"-1\" is not a number (write it without a sign)"},
        {"esy.en,1O,,", "row 3, quantity: \"1O\" is not a number (a letter O?)"},
        {"esy.en,2.5,,", "whole numbers only"},
        {"esy.en,1000001,,", "row 3, quantity: 1000001 is not from 0 to 1000000"},
        {"ezy.en,1,,", "Did you mean esy.en"},
        {",1,,", "row 3, item is empty: a code"},
        {"esy.en,1,#2,", "row 3, edition: esy.en has no edition \"#2\""},
        {"esy.en,1,Sep 1999,", "row 3, edition: esy.en has no edition \"Sep 1999\""},
        {"esy.en,1,,2026-09-16", "row 3, date: 2026-09-16 is in the future"},
        {"esy.en,1,,1989-12-31", "before 1990"},
        {"esy.en,1,,yesterday", "row 3, date: \"yesterday\" is not a date"},
        {"lre.en,9,,", "row 3, item: lre.en is in row 2 already"},
        {"esy.en,1", "row 3"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *file = mem_printf(w.mem, "item,quantity,edition,date\nlre.en,7,,\n%s\n", cases[i].row);
        expect_refused(&w, "count import f", file, ERR_INPUT, "1 refused. Nothing was stored");
        ck_assert_msg(noted(&w, cases[i].words), "%s: \"%s\"", cases[i].row, w.answer.notes[0].words);
    }
    expect_refused(&w, "count import f", "item,quantity,date\nezy.en,1O,soon\n", ERR_INPUT, "1 refused");
    ck_assert_str_eq(w.answer.notes[0].words,
                     "row 2, quantity: \"1O\" is not a number (a letter O?); date: \"soon\" is "
                     "not a date; write it like 2026-08-13 or 8/13/2026; no item \"ezy.en\". "
                     "Did you mean esy.en?");
    expect_refused(&w, "count import f", "item,quantity\nx,1\nesy.en,z\nlre.en,1\n", ERR_INPUT, "2 refused");
    ck_assert(noted(&w, "row 2") && noted(&w, "row 3"));
    expect_refused(&w, "count import f", "item,copies\nesy.en,1\n", ERR_INPUT,
                   "no column \"quantity\"; the columns are");
    expect_refused(&w, "import f", "item,quantity,kind\nesy.en,1,receive\n", ERR_INPUT,
                   "the header has a column \"kind\". The columns are item,quantity,edition,date.");
    expect_refused(&w, "import f", "item,quantity,refused,copies\nesy.en,1,,2\n", ERR_INPUT,
                   "the header has a column \"copies\". The columns are item,quantity");
    expect_refused(&w, "count import f", "item,quantity\n", ERR_INPUT, "a header but no row");
    expect_refused(&w, "count import f --now", "item,quantity,date\nesy.en,1,2026-09-14\n", ERR_INPUT, "1 refused");
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM stock_count"), 0);
    expect_done(&w, "count import f", "item,quantity\nesy.en,\nlre.en,  \n", "0 refused; 2 left blank. Nothing");
}
END_TEST

START_TEST(rows_that_say_nothing_are_counted_too_against_a_file_without_end) {
    struct buf b = {0};
    buf_text(&b, "item,quantity\n");
    for (int i = 0; i < 5000; i++)
        buf_text(&b, i % 2 ? "esy.en,\n" : "ezy.en,1\n");
    expect_refused(&w, "count import f", b.data, ERR_INPUT, "2500 refused; 2500 left blank. Nothing");
    buf_text(&b, "esy.en,\n");
    expect_refused(&w, "count import f", b.data, ERR_INPUT, "the file has more than 5000 rows; is it a count?");
    buf_free(&b);
}
END_TEST

START_TEST(bad_rows_are_skipped_into_a_file_that_comes_in_again_once_mended) {
    static const char file[] = "item,quantity,edition,date,book,count\nesy.en,18,,,20,7\nlre.en,1O,,,8,7\n"
                               "parent-guide.es,,,,5,7\nesy.en,17,,,20,7\n";
    char path[FOLDER_PATH], beside[FOLDER_PATH];
    const char *line = mem_printf(w.mem, "count import %s --skip-bad", folder_file(path, "c.csv"));
    folder_file(beside, "c.refused.csv");
    const char *before = stored(&w);
    expect_done(&w, mem_printf(w.mem, "%s --dry-run", line), file,
                "1 new, 0 changed, 0 unchanged, 2 refused; 1 left blank. Nothing was stored.");
    ck_assert_str_eq(stored(&w), before);
    ck_assert(!folder_has(beside));
    expect_done(&w, line, file, "1 new, 0 changed, 0 unchanged, 2 refused; 1 left blank. (count 1)");
    ck_assert(noted(&w, "2 refused rows are in "));
    ck_assert_int_eq(world_count(&w, "SELECT counted FROM count_line"), 18);
    struct buf left = folder_read(beside);
    ck_assert_str_eq(mem_textn(w.mem, left.data, left.length),
                     "item,quantity,edition,date,book,count,refused\n"
                     "lre.en,1O,,,8,7,\"quantity: \"\"1O\"\" is not a number (a letter O?)\"\n"
                     "esy.en,17,,,20,7,item: esy.en is in row 2 already\n");
    char *zero = memchr(left.data, 'O', left.length);
    *zero = '0';
    const char *mended = mem_textn(w.mem, left.data, left.length);
    expect_done(&w, "import f", mended, "1 new, 1 changed, 0 unchanged, 0 refused. (count 1)");
    ck_assert_int_eq(world_count(&w, "SELECT sum(counted) FROM count_line"), 27);
    buf_free(&left);
}
END_TEST

START_TEST(where_the_refused_rows_cannot_be_written_no_count_is_begun) {
    expect_refused(&w, "count import /nowhere/at/all/c.csv --skip-bad", "item,quantity\nlre.en,5\nesy.en,x\n",
                   ERR_NOT_FOUND, "cannot write /nowhere/at/all/c.refused.csv");
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM stock_count"), 0);
}
END_TEST

START_TEST(the_trail_has_the_figures_of_a_file) {
    expect_done(&w, "count import f", "item,quantity\nesy.en,18\nlre.en,8\n", "2 new");
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM trail WHERE action = 'count import' AND subject = 'count 1' "
                                     "AND detail = 'esy.en 18 (record 20); lre.en 8 (record 8)'"),
                     1);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM batch"), 0);
}
END_TEST

/* ---- undoing ---- */

START_TEST(a_count_is_undone_by_clear_and_both_who_import_and_who_undo_are_told) {
    static const char counts[] = "item,quantity\nesy.en,18\n";
    expect_done(&w, "count import f", counts, "(count 1)");
    ck_assert_str_eq(look_command(&w, w.answer.next), "count show");
    ck_assert_str_eq(look_command(&w, w.answer.next->also), "count clear");
    ck_assert_ptr_null(w.answer.next->also->also);
    expect_refused(&w, "import undo", NULL, ERR_RULE,
                   "your last import went into count 1, which is open; it is not undone as a batch");
    ck_assert_str_eq(look_command(&w, w.err.next), "count clear");
    ck_assert_ptr_null(w.err.next->also);
    expect_done(&w, "import list", NULL, "Nothing has been imported yet.");
    ck_assert_str_eq(look_command(&w, w.answer.next), "count show");
    expect_done(&w, "count import f", "item,quantity\nlre.en,7\n", "the count had 1 figure before");
    ck_assert_str_eq(look_command(&w, w.answer.next->also->also), "count clear ITEM");
    expect_done(&w, "catalog import f", "item,floor\nlre.en,5\n", "(batch 1)");
    expect_refused(&w, "import undo", NULL, ERR_RULE, "went into count 1");
    ck_assert_str_eq(look_command(&w, w.err.next->also), "import undo 1");
    expect_done(&w, "import list", NULL, NULL);
    ck_assert_str_eq(look_command(&w, w.answer.next->also), "count clear");
    expect_done(&w, "count clear", NULL, "Count 1 is given up, with 2 figures.");
    expect_done(&w, "import undo", NULL, "Batch 1 (catalog): 1 row is as before."); /* the count is undone already */
    expect_refused(&w, "import undo", NULL, ERR_NOT_FOUND, "tester has no import left to undo");
    ck_assert_str_eq(look_command(&w, w.err.next), "import list");
    expect_done(&w, "count import f", counts, "(count 2)");
    expect_done(&w, "count apply", NULL, "1 set right");
    expect_refused(&w, "import undo", NULL, ERR_RULE, "went into count 2, which is applied");
    ck_assert_str_eq(look_command(&w, w.err.next), "count enter ITEM QTY");
}
END_TEST

START_TEST(an_import_after_the_count_is_undone_as_ever_and_so_is_another_ones) {
    expect_done(&w, "count import f", "item,quantity\nesy.en,18\n", NULL);
    w.req.now = "2026-01-02T03:04:06Z";
    expect_done(&w, "catalog import f", "item,floor\nlre.en,5\n", "(batch 1)");
    expect_done(&w, "import undo", NULL, "Batch 1 (catalog)");
    w.req.now = "2026-01-02T03:04:07Z";
    expect_done(&w, "count enter lre.en 7", NULL, NULL); /* by hand: no import */
    w.req.actor = "other";
    expect_done(&w, "catalog import f", "item,floor\nlre.en,6\n", "(batch 2)");
    expect_done(&w, "import undo", NULL, "Batch 2 (catalog)");
    expect_refused(&w, "import undo", NULL, ERR_NOT_FOUND, "other has no import left to undo");
}
END_TEST

/* ---- export ---- */

/* Editions with a name, without one, with one that tells nothing, and one to come. */
static void make_editions(struct world *of) {
    look_done(of, "catalog supersede lre.en --edition New --from 2026-09-01");
    look_done(of, "catalog supersede lre.en --edition '#1' --from 2026-09-10");
    look_done(of, "catalog supersede lre.en --edition Next --from 2026-10-01");
    look_done(of, "catalog set esy.en edition=Old");
    look_done(of, "catalog supersede esy.en --edition NEW --from 2026-09-14");
}

static const char counted[] = "item,quantity,edition,date\n"
                              "parent-guide.es,4,,2026-09-15\n"
                              "esy.en,3,,2026-09-15\n"
                              "esy.en,19,,2026-09-13\n" /* the edition of that day */
                              "lre.en,4,Next,2026-09-15\n"
                              "lre.en,3,,2026-09-15\n"
                              "lre.en,2,New,2026-09-15\n"
                              "lre.en,1,#1,2026-09-15\n";

START_TEST(the_last_count_that_was_applied_is_exported_and_comes_in_again) {
    struct world other;
    ck_assert_str_eq(exported(&w, "counts"), "item,quantity,edition,date\n");
    make_editions(&w);
    look_done(&w, "count enter puzzled.en 1");
    look_done(&w, "count apply");
    look_done(&w, "count enter lre.en 1 --edition #1");
    look_done(&w, "count enter lre.en 2 --edition new");
    look_done(&w, "count enter lre.en 3 --edition #3");
    look_done(&w, "count enter lre.en 4 --edition Next");
    look_done(&w, "count enter esy.en 3 parent-guide.es 4");
    look_done(&w, "count enter esy.en 19 --edition old --date 2026-09-13");
    ck_assert_str_eq(exported(&w, "counts"), "item,quantity,edition,date\npuzzled.en,1,,2026-09-15\n"); /* not yet */
    look_done(&w, "count apply");
    ck_assert_str_eq(exported(&w, "counts"), counted);
    look_done(&w, "count enter puzzled.en 9"); /* nor what is open, nor what was given up */
    ck_assert_str_eq(exported(&w, "counts"), counted);
    look_done(&w, "count clear");
    ck_assert_str_eq(exported(&w, "counts"), counted);
    const char *before = stored(&w);
    expect_done(&w, "import f", counted, "0 new, 0 changed, 7 unchanged, 0 refused. Nothing was stored.");
    ck_assert_str_eq(stored(&w), before);
    world_open(&other, "senior", "2026-09-15");
    make_editions(&other);
    expect_done(&other, "import f --dry-run", counted, "7 new, 0 changed, 0 unchanged, 0 refused. Nothing was stored.");
    expect_done(&other, "import f", counted, "7 new, 0 changed, 0 unchanged, 0 refused. (count 1)");
    look_done(&other, "count apply");
    ck_assert_str_eq(exported(&other, "counts"), counted);
    world_close(&other);
}
END_TEST

/* ---- editions by their words ---- */

static void order_some(void) {
    look_done(&w, "requisition new");
    look_done(&w, "requisition add 1 lre.en 5");
    look_done(&w, "requisition submit 1");
    look_done(&w, "requisition approve 1 --signed-copy");
    look_done(&w, "requisition send 1");
}

/* One parser for them all: the same word is the same edition to each, or none. */
START_TEST(every_command_names_an_edition_by_the_same_words) {
    static const struct {
        const char *word;
        long edition; /* 0: there is none */
    } words[] = {{"#1", 1}, {"#2", 2}, {"new", 2}, {"NEW", 2}, {"Next", 4},    {"#3", 3},  {"#5", 0},
                 {"#", 0},  {"#0", 0}, {"1", 0},   {"", 0},    {"#000001", 0}, {"#1x", 0}, {"edition 1", 0}};
    static const struct {
        const char *line, *file, *edition;
    } ways[] = {
        {"stock receive lre.en 1 --edition '%s'", NULL, "SELECT edition FROM movement ORDER BY id DESC LIMIT 1"},
        {"count enter lre.en 1 --edition '%s'", NULL, "SELECT edition FROM count_line"},
        {"count import f", "item,quantity,edition\nlre.en,1,%s\n", "SELECT edition FROM count_line"},
        {"import f", "date,item,kind,quantity,edition\n2026-09-15,lre.en,receive,1,%s\n",
         "SELECT edition FROM movement ORDER BY id DESC LIMIT 1"},
        {"requisition receive 1 lre.en 1 --edition '%s'", NULL,
         "SELECT edition FROM movement ORDER BY id DESC LIMIT 1"},
    };
    for (size_t i = 0; i < COUNT(ways); i++)
        for (size_t k = 0; k < COUNT(words); k++) {
            const char *word = words[k].word, *line = ways[i].line, *file = ways[i].file;
            if (file && !*word)
                continue; /* a cell that is empty names none */
            close_world();
            open_senior();
            make_editions(&w);
            order_some();
            const char *at = strstr(file ? file : line, "%s"), *all = file ? file : line;
            all = mem_printf(w.mem, "%.*s%s%s", (int)(at - all), all, word, at + 2);
            line = file ? line : all;
            file = file ? all : NULL;
            if (words[k].edition == 0) {
                expect_refused(&w, line, file, file ? ERR_INPUT : ERR_NOT_FOUND,
                               mem_printf(w.mem, "lre.en has no edition \"%s\"", word));
                continue;
            }
            expect_done(&w, line, file, NULL);
            ck_assert_msg(world_count(&w, ways[i].edition) == words[k].edition, "%s: not edition %ld", all,
                          words[k].edition);
        }
}
END_TEST

START_TEST(what_a_command_is_told_to_enter_can_be_entered) {
    look_done(&w, "catalog supersede lre.en --edition New --from 2026-09-01");
    look_done(&w, "catalog supersede lre.en --edition '#1' --from 2026-09-10");
    look_done(&w, "count sheet --out s.pdf");
    look_done(&w, "stock receive lre.en 2 --edition #3");
    look_done(&w, "stock receive lre.en 2 --edition #1");
    look_done(&w, "catalog supersede lre.en --edition Later --from 2026-09-15");
    look_done(&w, "count enter lre.en 7 --edition #3");
    look_done(&w, "count enter lre.en 7 --edition #1");
    look_done(&w, "count show");
    struct answer lines = look_rows(&w.answer, 0, "lines");
    ck_assert_uint_eq(lines.rows.count, 2);
    ck_assert_str_eq(look_text(&lines, 0, "shown"), "lre.en (#3)");
    ck_assert_str_eq(look_text(&lines, 0, "edition"), "#1"); /* as it is printed */
    static const char *const commands[] = {"count enter lre.en 7 --edition '#3' --now",
                                           "count enter lre.en 7 --edition '#1' --now"};
    const struct count_line *line = lines.rows.list;
    for (size_t i = 0; i < COUNT(commands); i++)
        ck_assert_str_eq(look_command(&w, line[i].command), commands[i]);
    look_done(&w, "catalog show lre.en");
    struct answer editions = look_rows(&w.answer, 0, "editions");
    ck_assert_str_eq(look_text(&editions, 0, "word"), "#1");
    ck_assert_str_eq(look_text(&editions, 1, "word"), "New");
    ck_assert_str_eq(look_text(&editions, 2, "word"), "#3 (#1)");
    ck_assert_int_eq(look_int(&editions, 2, "number"), 3);
    for (size_t i = 0; i < COUNT(commands); i++)
        expect_done(&w, commands[i], NULL, "1 figure entered");
}
END_TEST

void count_file_suite(Suite *s) {
    TCase *c = tcase_create("files");
    tcase_add_unchecked_fixture(c, folder_make, folder_remove);
    tcase_add_checked_fixture(c, open_stocked, close_world);
    tcase_add_test(c, a_file_of_figures_is_taken_once_and_a_blank_is_not_zero);
    tcase_add_test(c, a_file_says_edition_and_day_where_needed);
    tcase_add_test(c, every_row_of_a_file_that_is_no_figure_is_named_and_nothing_stored);
    tcase_add_test(c, rows_that_say_nothing_are_counted_too_against_a_file_without_end);
    tcase_add_test(c, bad_rows_are_skipped_into_a_file_that_comes_in_again_once_mended);
    tcase_add_test(c, where_the_refused_rows_cannot_be_written_no_count_is_begun);
    tcase_add_test(c, the_trail_has_the_figures_of_a_file);
    tcase_add_test(c, a_count_is_undone_by_clear_and_both_who_import_and_who_undo_are_told);
    tcase_add_test(c, an_import_after_the_count_is_undone_as_ever_and_so_is_another_ones);
    tcase_add_test(c, the_last_count_that_was_applied_is_exported_and_comes_in_again);
    tcase_add_test(c, every_command_names_an_edition_by_the_same_words);
    tcase_add_test(c, what_a_command_is_told_to_enter_can_be_entered);
    suite_add_tcase(s, c);
}
