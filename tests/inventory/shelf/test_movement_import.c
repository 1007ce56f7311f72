#include "base/fields.h"
#include "compliance/audit/request.h"
#include "compliance/school/year.h"
#include "inventory/shelf/ledger.h"
#include "inventory/stock.h"
#include "office/files.h"
#include "tests/suites.h"
#include "tests/support/fixture.h"
#include "tests/support/look.h"
#include "tests/support/model.h"
#include "tests/support/stored.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define HEADER "date,item,kind,quantity,reason,note\n"

/* Tuesday, September 15, 2026; 100 copies of lre.en since August 3, put down by hand. */
static void open_with_lre(void) {
    open_senior();
    look_done(&w, "stock receive lre.en 100 --date 2026-08-03");
}

static long movements(void) { return world_count(&w, "SELECT count(*) FROM movement"); }

static long balance(long item, const char *day) {
    long n;
    int date;
    struct err e = {0};
    ck_assert(date_parse_iso(day, &date) && ledger_balance(&w.req, item, 1, date, &n, &e));
    return n;
}

enum { PUZZLED = 3, ESY = 7, LRE = 8 }; /* items */

/* Imports the file, which has so many new rows. */
static void brings(const char *text, long fresh) {
    long before = movements();
    look_done_file(&w, "import f.csv", text);
    ck_assert_msg(movements() - before == fresh, "%ld new rows, not %ld: %s", movements() - before, fresh,
                  w.answer.text);
    ck_assert(world_is_sound(&w));
}

/* Bytes that are no C string, through the verb itself. */
static bool import_bytes(const char *bytes, size_t count) {
    struct fields f = {.mem = w.mem, .today = w.req.today, .year_begin = year_begin(year_of(w.req.today))};
    w.err = (struct err){0};
    w.answer = (struct answer){0};
    w.req.in = tmpfile();
    ck_assert(w.req.in && fwrite(bytes, 1, count, w.req.in) == count);
    rewind(w.req.in);
    fields_add(&f, "file", "f.csv");
    w.req.verb = &files_verbs.list[0];
    bool ok = request_run(&w.req, &f, &w.answer, &w.err);
    fclose(w.req.in);
    w.req.in = NULL;
    ck_assert_int_eq(ok, w.err.kind == ERR_NONE);
    return ok;
}

/* ---- files that are not taken ---- */

static const struct {
    const char *text, *words;
} bad_files[] = {
    {"", "the file is empty"},
    {"\n\n", "the file is empty"},
    {HEADER, "a header but no row"},
    {HEADER "\n,,,,,\n", "a header but no row"},
    {"colour,size\nred,9\n", "cannot tell from its column names what this file is"},
    {"date,item,kind\n2026-09-01,esy.en,receive\n", "cannot tell from its column names what this file is"},
    {"date,item,kind,quantity,note,note\n2026-09-01,esy.en,receive,5,a,b\n", "both named \"note\""},
    {HEADER "2026-09-01,esy.en,receive,5,,\"no end\n", "never closed"},
    {HEADER "2026-09-01,esy.en,receive,5,,no \"middle\"\n", "quotation mark inside"},
    {HEADER "2026-09-01,esy.en,receive,5\n", "row 2, this row has 4 columns"},
    {HEADER "2026-09-01,esy.en,receive,5,,,\n", "row 2, this row has 7 columns"},
    {HEADER "2026-09-01,esy.en,receive,0,,\n", "row 2, quantity: 0 is not from 1 to 1000000"},
    {HEADER "2026-09-01,esy.en,receive,-1,,\n", "row 2, quantity: \"-1\" is not a number (write it without a sign)"},
    {HEADER "2026-09-01,esy.en,receive,1e3,,\n", "row 2, quantity: \"1e3\""},
    {HEADER "2026-09-01,esy.en,receive,99999999999,,\n", "row 2, quantity: 99999999999 is not from"},
    {HEADER "2026-09-01,esy.en,receive,1000001,,\n", "row 2, quantity: 1000001 is not from"},
    {HEADER "2026-09-01,esy.en,receive,1O,,\n", "row 2, quantity: \"1O\" is not a number (a letter O?)"},
    {HEADER "2026-09-01,esy.en,receive,1.5,,\n", "row 2, quantity: \"1.5\""},
    {HEADER "2026-09-01,esy.en,receive,,,\n", "row 2, quantity is empty"},
    {HEADER "2026-02-30,esy.en,receive,5,,\n", "row 2, date: \"2026-02-30\" is not a date"},
    {HEADER "2026-13-01,esy.en,receive,5,,\n", "row 2, date: \"2026-13-01\" is not a date"},
    {HEADER ",esy.en,receive,5,,\n", "row 2, date"},
    {HEADER "2026-09-16,esy.en,receive,5,,\n", "row 2, date: 2026-09-16 is in the future"},
    {HEADER "1989-12-31,esy.en,receive,5,,\n", "row 2, date: 1989-12-31 is before 1990"},
    {HEADER "2026-09-01,ezy.en,receive,5,,\n", "row 2, no item \"ezy.en\". Did you mean esy.en?"},
    {HEADER "2026-09-01,,receive,5,,\n", "row 2, no item \"\""},
    {HEADER "2026-09-01,9661218959,receive,5,,\n", "row 2, no item has the material number 9661218959"},
    {HEADER "2026-09-01,esy.en,receipt,5,,\n", "row 2, kind: \"receipt\" is none of receive, print"},
    {HEADER "2026-09-01,esy.en,,5,,\n", "row 2, kind"},
    {HEADER "2026-09-01,esy.en,damaged,5,,\n",
     "row 2, kind: \"damaged\" is a reason: write adjust, with damaged as the"},
    {HEADER "2026-09-01,esy.en,annual,5,,\n", "row 2, kind: \"annual\" is a reason: write issue, with annual as the"},
    {HEADER "2026-09-01,esy.en,recieve,5,,\n",
     "row 2, kind: \"recieve\" is none of receive, print, issue, return, adjust. Did"},
    {HEADER "2026-09-01,9.66E+09,receive,5,,\n",
     "row 2, item: \"9.66E+09\": your spreadsheet shortened the number: format the column as text"},
    {HEADER "9-14,esy.en,receive,5,,\n", "row 2, date: \"9-14\" is not a date; write it like"},
    {"date,item,kind,quantity,who\n2026-09-01,esy.en,receive,5,me\n",
     "the header has a column \"who\". Did you mean how? The columns are "
     "date,item,kind,quantity,reason,note,how,edition"},
    {"date,item,kind,quantity,for\n2026-09-01,esy.en,issue,5,annual\n", "a column \"for\". Did you mean reason?"},
    {HEADER "2026-09-01,esy.en,adjust,5,,\n", "row 2, reason is empty"},
    {HEADER "2026-09-01,esy.en,adjust,5,broken,\n", "row 2, reason: \"broken\" is none of damaged"},
    {HEADER "2026-09-01,esy.en,receive,5,found,\n", "row 2, reason: a receive takes no reason; leave it out"},
    {HEADER "2026-09-01,lre.en,issue,5,fun,\n", "row 2, reason: \"fun\" is none of annual"},
    {HEADER "2026-09-01,esy.en,receive,5,,a\x01z\n", "row 2, note: "},
    {HEADER "2026-09-01,esy.en,receive,5,,a\xff\n", "row 2, this row is not UTF-8"},
};

START_TEST(a_file_with_a_fault_is_refused_by_row_and_column_and_stores_nothing) {
    expect_refused(&w, "import f.csv", bad_files[_i].text, ERR_INPUT, bad_files[_i].words);
}
END_TEST

START_TEST(one_bad_row_keeps_the_good_ones_out) {
    const char *good = "2026-09-01,esy.en,receive,5,,\n", *bad = "2026-09-01,esy.en,receive,x,,\n";
    const char *text = mem_printf(w.mem, "%s%s%s%s", HEADER, good, bad, good);
    expect_refused(&w, "import f.csv", text, ERR_INPUT, "row 3, quantity: \"x\"");
    ck_assert(strstr(w.err.message, "3 rows: 2 new, 0 already here, 1 refused. Nothing was stored."));
    expect_refused(&w, "import f.csv --dry-run", text, ERR_INPUT, "row 3, quantity: \"x\"");
}
END_TEST

START_TEST(all_bad_rows_are_named_at_once_with_their_rows_and_columns) {
    static const char *const words[] = {"row 2, quantity: \"x\"", "row 4, date: \"soon\"", "row 5, no item \"q.en\"",
                                        "row 7, kind: \"give\"", "row 9, this row has 3 columns"};
    const char *text = HEADER "2026-09-01,esy.en,receive,x,,\n"
                              "2026-09-01,esy.en,receive,5,,\n"
                              "soon,esy.en,receive,5,,\n"
                              "2026-09-01,q.en,receive,5,,\n"
                              "\n"
                              "2026-09-01,esy.en,give,5,,\n"
                              "2026-09-02,esy.en,receive,5,,\"two\nlines\"\n"
                              "2026-09-01,esy.en,receive\n";
    expect_refused(&w, "import f.csv", text, ERR_INPUT, words[0]);
    ck_assert_int_eq(w.answer.refused, 6); /* and the note of two lines, in row 8 */
    for (size_t i = 0; i < 4; i++)
        ck_assert_msg(noted(&w, words[i]), "%s is not said", words[i]);
    ck_assert(noted(&w, "row 8, note"));
    ck_assert(noted(&w, "row 10, this row has 3 columns")); /* counted in lines of the file */
}
END_TEST

START_TEST(bytes_that_are_no_text_are_named_and_refused) {
    static const char nul[] = HEADER "2026-09-01,esy.en,receive,5,,a\0b\n2026-09-01,esy.en,receive,5,,\n";
    static const char utf16[] = "\xff\xfe"
                                "d\0a\0t\0e\0,\0i\0t\0e\0m\0\n\0";
    static const char utf16_bare[] = "\0d\0a\0t\0e\0,\0i\0t\0e\0m\0,\0k\0i\0n\0d\0\n";
    static const char workbook[] = "PK\3\4\x14\0\6\0\b\0";
    const struct {
        const char *bytes;
        size_t count;
        const char *words;
    } cases[] = {
        {nul, sizeof nul - 1, "row 2, there is a NUL byte"},
        {utf16, sizeof utf16 - 1, "UTF-16"},
        {utf16_bare, sizeof utf16_bare - 1, "UTF-16"},
        {workbook, sizeof workbook - 1, "workbook"},
    };
    for (size_t i = 0; i < 4; i++) {
        const char *before = stored(&w);
        ck_assert(!import_bytes(cases[i].bytes, cases[i].count));
        ck_assert_int_eq(w.err.kind, ERR_INPUT);
        ck_assert_msg(strstr(w.err.message, cases[i].words) || noted(&w, cases[i].words), "%s: %s", cases[i].words,
                      w.err.message);
        ck_assert_msg(strcmp(stored(&w), before) == 0, "%s: something was stored", cases[i].words);
    }
    ck_assert(world_is_sound(&w));
}
END_TEST

START_TEST(an_elementary_school_imports_nothing_for_secondary_schools) {
    world_close(&w);
    world_open(&w, "elementary", "2026-09-15");
    expect_refused(&w, "import f.csv", HEADER "2026-09-01,esy.en,receive,5,,\n2026-09-01,itp-booklet.en,receive,5,,\n",
                   ERR_INPUT, "row 3, item: itp-booklet.en is for secondary schools only");
}
END_TEST

/* ---- files that are taken ---- */

static const struct {
    const char *what, *text;
} good_files[] = {
    {"commas", HEADER "2026-09-01,esy.en,receive,5,,n\n2026-09-02,esy.en,issue,2,annual,\n"},
    {"no end of line", HEADER "2026-09-01,esy.en,receive,5,,n\n2026-09-02,esy.en,issue,2,annual,"},
    {"semicolons",
     "date;item;kind;quantity;reason;note\n2026-09-01;esy.en;receive;5;;n\n2026-09-02;esy.en;issue;2;annual;\n"},
    {"tabs", "date\titem\tkind\tquantity\treason\tnote\n2026-09-01\tesy.en\treceive\t5\t\tn\n2026-09-02\tesy."
             "en\tissue\t2\tannual\t\n"},
    {"CRLF",
     "date,item,kind,quantity,reason,note\r\n2026-09-01,esy.en,receive,5,,n\r\n2026-09-02,esy.en,issue,2,annual,\r\n"},
    {"CR", "date,item,kind,quantity,reason,note\r2026-09-01,esy.en,receive,5,,n\r2026-09-02,esy.en,issue,2,annual,\r"},
    {"a byte order mark", "\xEF\xBB\xBF" HEADER "2026-09-01,esy.en,receive,5,,n\n2026-09-02,esy.en,issue,2,annual,\n"},
    {"Excel's quotes",
     HEADER "=\"2026-09-01\",=\"esy.en\",receive,=\"5\",,n\n=\"2026-09-02\",esy.en,issue,=\"2\",annual,\n"},
    {"quotes", HEADER "\"2026-09-01\",\"esy.en\",\"receive\",\"5\",\"\",\"n\"\n2026-09-02,esy.en,issue,2,annual,\n"},
    {"capitals in the header",
     "Date, ITEM ,Kind,Quantity,Reason,Note\n2026-09-01,esy.en,receive,5,,n\n2026-09-02,esy.en,issue,2,annual,\n"},
    {"another order of columns",
     "note,quantity,date,kind,reason,item\nn,5,2026-09-01,receive,,esy.en\n,2,2026-09-02,issue,annual,esy.en\n"},
    {"blank lines", HEADER "\n2026-09-01,esy.en,receive,5,,n\n,,,,,\n\n2026-09-02,esy.en,issue,2,annual,\n\n"},
    {"blanks in cells", HEADER "2026-09-01 , esy.en,receive ,\" 5\",,n\n2026-09-02,esy.en,issue,2,annual,\n"},
    {"dates as people write them", HEADER "9/1/2026,esy.en,receive,5,,n\n9/2,ESY.EN,issue,2,annual,\n"},
    {"any order of days", HEADER "2026-09-02,esy.en,issue,2,annual,\n2026-09-01,esy.en,receive,5,,n\n"},
};

START_TEST(a_file_is_understood_as_programs_write_it_and_only_once) {
    const char *plain = good_files[0].text;
    brings(good_files[_i].text, 2);
    ck_assert_msg(balance(ESY, "2026-09-01") == 5 && balance(ESY, "2026-09-02") == 3, "%s", good_files[_i].what);
    brings(good_files[_i].text, 0);
    brings(plain, 0); /* the same content in other clothes */
}
END_TEST

START_TEST(columns_for_reason_and_note_may_be_left_out) {
    brings("date,item,kind,quantity\n2026-09-01,esy.en,receive,5\n", 1);
    expect_refused(&w, "import f.csv", "date,item,kind,quantity\n2026-09-01,esy.en,adjust,5\n", ERR_INPUT, "reason");
}
END_TEST

START_TEST(each_kind_and_reason_means_what_it_means_by_hand) {
    brings(HEADER "2026-08-03,esy.en,receive,100,,\n", 1);
    for (int i = 0; i < MODEL_KINDS; i++) {
        const struct model_kind *k = &model_kinds[i];
        long before = balance(ESY, "2026-09-15"),
             used = world_count(&w, "SELECT sum(used) FROM stock_day WHERE item = 7");
        brings(mem_printf(w.mem, HEADER "2026-09-10,esy.en,%s,3,%s,\n", k->kind, k->reason ? k->reason : ""), 1);
        ck_assert_msg(balance(ESY, "2026-09-15") - before == 3 * k->sign, "%s %s", k->kind, k->reason ? k->reason : "");
        ck_assert_msg(world_count(&w, "SELECT sum(used) FROM stock_day WHERE item = 7") - used ==
                          (k->used ? -3 * k->sign : 0),
                      "%s %s", k->kind, k->reason ? k->reason : "");
    }
}
END_TEST

static long of_edition(long item, long edition) {
    long n;
    struct err e = {0};
    ck_assert(ledger_balance(&w.req, item, edition, w.req.today, &n, &e));
    return n;
}

START_TEST(superseded_copies_are_taken_off_the_old_edition_as_by_hand) {
    look_done(&w, "catalog supersede lre.en --edition New --from 2026-09-01");
    look_done(&w, "stock receive lre.en 30");
    brings(HEADER "2026-09-15,lre.en,receive,5,,\n2026-09-15,lre.en,adjust,20,superseded,\n", 2);
    ck_assert_msg(of_edition(LRE, 1) == 80 && of_edition(LRE, 2) == 35, "old %ld, new %ld", of_edition(LRE, 1),
                  of_edition(LRE, 2));
}
END_TEST

START_TEST(a_row_goes_to_the_edition_of_its_day) {
    look_done(&w, "catalog supersede lre.en --edition New --from 2026-09-01");
    brings(HEADER "2026-09-01,lre.en,receive,7,,\n2026-08-31,lre.en,issue,4,,\n2026-09-02,lre.en,issue,2,,\n", 3);
    ck_assert_int_eq(of_edition(LRE, 1), 96);
    ck_assert_int_eq(of_edition(LRE, 2), 5);
}
END_TEST

START_TEST(a_dry_run_says_what_is_new_and_stores_nothing) {
    const char *before = stored(&w);
    look_done_file(&w, "import f.csv --dry-run", good_files[0].text);
    ck_assert(strstr(w.answer.text, "2 rows: 2 new, 0 already here, 0 refused. Nothing was stored."));
    ck_assert_msg(strcmp(stored(&w), before) == 0, "dry run: something was stored");
    brings(good_files[0].text, 2);
    look_done_file(&w, "import f.csv --dry-run", good_files[0].text);
    ck_assert(strstr(w.answer.text, "2 rows: 0 new, 2 already here"));
}
END_TEST

/* ---- what a row's identity is ---- */

START_TEST(the_same_row_three_times_and_then_five_times_adds_two) {
    const char *one = "2026-09-01,esy.en,receive,5,,\n";
    const char *three = mem_printf(w.mem, "%s%s%s%s", HEADER, one, one, one);
    const char *five = mem_printf(w.mem, "%s%s%s", three, one, one);
    brings(three, 3);
    brings(three, 0);
    brings(five, 2);
    brings(five, 0);
    brings(three, 0); /* fewer is not less */
    brings(mem_printf(w.mem, "%s%s", five, one), 1);
    ck_assert_int_eq(balance(ESY, "2026-09-15"), 30);
}
END_TEST

START_TEST(any_other_content_is_another_row) {
    static const char *const rows[] = {
        "2026-09-01,lre.en,issue,5,,\n",       "2026-09-02,lre.en,issue,5,,\n",  "2026-09-01,lre.en,issue,4,,\n",
        "2026-09-01,lre.en,issue,5,annual,\n", "2026-09-01,lre.en,issue,5,,x\n", "2026-09-01,lre.en,return,5,,\n",
        "2026-09-01,puzzled.en,receive,5,,\n",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        brings(mem_printf(w.mem, "%s%s", HEADER, rows[i]), 1);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        brings(mem_printf(w.mem, "%s%s", HEADER, rows[i]), 0);
}
END_TEST

START_TEST(an_undone_row_comes_again_and_only_that_one) {
    const char *one = "2026-09-01,esy.en,receive,5,,\n";
    const char *file = mem_printf(w.mem, "%s%s%s2026-09-01,lre.en,receive,5,,\n", HEADER, one, one);
    brings(file, 3);
    long id = world_count(&w, "SELECT min(id) FROM movement WHERE item = 7");
    look_done(&w, mem_printf(w.mem, "stock undo %ld", id));
    ck_assert(world_is_sound(&w));
    ck_assert_int_eq(balance(ESY, "2026-09-15"), 5);
    brings(file, 1);
    ck_assert_int_eq(balance(ESY, "2026-09-15"), 10);
    brings(file, 0);
    expect_refused(&w, mem_printf(w.mem, "stock undo %ld", id), NULL, ERR_CONFLICT, "already");
}
END_TEST

START_TEST(a_refused_undo_forgets_nothing) {
    const char *file = HEADER "2026-09-01,esy.en,receive,5,,\n";
    brings(file, 1);
    look_done(&w, "stock issue esy.en 1");
    expect_refused(&w,
                   mem_printf(w.mem, "stock undo %ld", world_count(&w, "SELECT min(id) FROM movement WHERE item = 7")),
                   NULL, ERR_RULE, "esy.en");
    brings(file, 0);
}
END_TEST

START_TEST(what_was_put_down_by_hand_does_not_count_as_imported) {
    look_done(&w, "stock receive esy.en 5 --date 2026-09-01");
    brings(HEADER "2026-09-01,esy.en,receive,5,,\n", 1);
    ck_assert_int_eq(balance(ESY, "2026-09-15"), 10);
    look_done(&w, "stock undo"); /* the one by hand: what a file brought is not one's own last */
    ck_assert(world_is_sound(&w));
    brings(HEADER "2026-09-01,esy.en,receive,5,,\n", 0);
    ck_assert_int_eq(balance(ESY, "2026-09-15"), 5);
}
END_TEST

/* ---- never below zero ---- */

START_TEST(a_file_may_issue_in_the_morning_what_comes_later_on_the_same_day) {
    brings(HEADER "2026-09-01,esy.en,issue,5,,\n2026-09-01,esy.en,receive,5,,\n", 2);
    ck_assert_int_eq(balance(ESY, "2026-09-01"), 0);
}
END_TEST

START_TEST(a_file_that_goes_below_zero_names_item_day_and_row_and_stores_nothing) {
    expect_refused(&w, "import f.csv",
                   HEADER "2026-09-01,esy.en,receive,5,,\n2026-09-03,esy.en,issue,6,,\n2026-09-04,esy.en,receive,9,,\n",
                   ERR_INPUT, "row 3, quantity: esy.en would have -1 copies on 2026-09-03");
    expect_refused(&w, "import f.csv", HEADER "2026-09-15,lre.en,issue,1,,\n2026-08-02,lre.en,issue,1,,\n", ERR_INPUT,
                   "row 3, quantity: lre.en would have -1 copies on 2026-08-02");
    /* each item that would is named */
    const char *two =
        HEADER "2026-09-01,esy.en,issue,1,,\n2026-09-01,puzzled.en,issue,2,,\n2026-09-01,lre.en,issue,1,,\n";
    expect_refused(&w, "import f.csv", two, ERR_INPUT, "row 2, quantity: esy.en would have -1 copies on 2026-09-01");
    ck_assert(noted(&w, "row 3, quantity: puzzled.en would have -2 copies on 2026-09-01"));
    ck_assert_int_eq(w.answer.refused, 2);
    /* what was recorded since needs the copies */
    look_done(&w, "stock issue lre.en 100 --date 2026-09-10");
    expect_refused(&w, "import f.csv", HEADER "2026-09-05,lre.en,issue,1,,\n", ERR_INPUT,
                   "row 2, quantity: lre.en would have -1 copies on 2026-09-10");
    expect_refused(&w, "import f.csv --dry-run", HEADER "2026-09-05,lre.en,issue,1,,\n", ERR_INPUT, "row 2, quantity");
}
END_TEST

/* ---- many rows ---- */

enum { TEXT_OF_ROW = 64 };

struct rows_made {
    char (*list)[TEXT_OF_ROW];
    long count;
};

static const struct model_kind *some_kind(struct dice *d) {
    return dice_one_in(d, 3) ? &model_kinds[dice_from(d, 0, MODEL_KINDS - 1)] : &model_kinds[dice_from(d, 0, 2)];
}

/* Random rows that the model takes one by one, and then in any order. */
static struct rows_made make_rows(struct model *m, struct dice *d, long count, int first, int last) {
    struct rows_made rows = {calloc((size_t)count, TEXT_OF_ROW), count};
    for (long n = 0; n < count;) {
        int item = (int)dice_from(d, 0, MODEL_ITEMS - 1);
        struct model_movement v = {.edition = 1, .date = (int)dice_from(d, first, last), .kind = some_kind(d)};
        v.copies = dice_from(d, 1, v.kind->sign > 0 ? 40 : 6);
        model_put(m, item, &v);
        if (v.kind->sign < 0 && !model_stands(m, item)) {
            model_take_back(m, item);
            continue;
        }
        struct mem *scratch = mem_new();
        snprintf(rows.list[n++], TEXT_OF_ROW, "%s,%s,%s,%ld,%s,\n", date_iso(scratch, v.date), model_codes[item],
                 v.kind->kind, v.copies, v.kind->reason ? v.kind->reason : "");
        mem_free(scratch);
    }
    for (long i = count - 1; i > 0; i--) {
        long k = dice_from(d, 0, i);
        char swap[TEXT_OF_ROW];
        memcpy(swap, rows.list[i], TEXT_OF_ROW);
        memcpy(rows.list[i], rows.list[k], TEXT_OF_ROW);
        memcpy(rows.list[k], swap, TEXT_OF_ROW);
    }
    return rows;
}

static void import_rows(const struct rows_made *rows) {
    struct buf b = {0};
    buf_text(&b, HEADER);
    for (long i = 0; i < rows->count; i++)
        buf_text(&b, rows->list[i]);
    brings(b.data, rows->count);
    look_done_file(&w, "import again.csv", b.data);
    ck_assert_int_eq(movements(), rows->count); /* nothing was new */
    buf_free(&b);
}

static void compare_with(const struct model *m, struct dice *d, int first) {
    struct stock stock;
    struct err e = {0};
    int from = model_back(m, w.req.today, 180), to = w.req.today - 1;
    ck_assert_msg(stock_load(&w.req, 0, &stock, &e), "%s", e.message);
    for (size_t i = 0; i < stock.count; i++) {
        const struct stock_line *l = &stock.list[i];
        int item = (int)l->of->id - 1;
        ck_assert_str_eq(l->item, model_codes[item]);
        ck_assert_int_eq(l->on_hand, model_balance(m, item, 1, w.req.today));
        ck_assert_int_eq(l->input.issued, model_issued(m, item, from, to));
        ck_assert_int_eq(l->input.days_in_stock, model_days_in_stock(m, item, from, to));
    }
    for (int n = 0; n < 3000; n++) {
        int item = (int)dice_from(d, 0, MODEL_ITEMS - 1), date = (int)dice_from(d, first, w.req.today);
        long ours;
        ck_assert(ledger_balance(&w.req, item + 1, 1, date, &ours, &e));
        if (ours != model_balance(m, item, 1, date))
            ck_abort_msg("%s on day %d: %ld, the model says %ld", model_codes[item], date, ours,
                         model_balance(m, item, 1, date));
    }
}

static void import_as_the_model(unsigned long long seed, long count, int first, long item_days_least) {
    struct dice d = {seed};
    world_close(&w);
    open_senior();
    struct model *m = model_new(first, w.req.today);
    struct rows_made rows = make_rows(m, &d, count, first, w.req.today);
    import_rows(&rows);
    ck_assert_int_ge(world_count(&w, "SELECT count(*) FROM stock_day"), item_days_least);
    compare_with(m, &d, first);
    model_free(m);
    free(rows.list);
}

START_TEST(thirty_thousand_rows_leave_what_the_model_has_one_by_one) {
    import_as_the_model(5640, 30000, date_from(2023, 9, 1), 1);
}
END_TEST

START_TEST(more_item_days_than_are_gathered_at_once_leave_what_the_model_has) {
    import_as_the_model(9661, 40000, date_from(1990, 1, 1), 32769);
}
END_TEST

/* In a file so large that its first days are stored before its end is read, too. */
START_TEST(a_row_that_goes_below_zero_is_named_by_its_row_however_long_the_file) {
    struct buf b = {0};
    buf_text(&b, HEADER "1990-01-01,puzzled.en,issue,1,,\n");
    for (int i = 0; i < 33000; i++) {
        struct mem *scratch = mem_new();
        buf_printf(&b, "%s,%s,receive,1,,\n", date_iso(scratch, date_from(1990, 1, 1) + i / 3), model_codes[3 + i % 3]);
        mem_free(scratch);
    }
    expect_refused(&w, "import f.csv", b.data, ERR_INPUT, "puzzled.en would have -1 copies on 1990-01-01");
    ck_assert_msg(!noted(&w, "row 0,"), "%s", w.answer.notes[0].words);
    buf_free(&b);
}
END_TEST

void movement_import_suite(Suite *s) {
    TCase *c = tcase_create("core");
    tcase_add_checked_fixture(c, open_with_lre, close_world);
    tcase_add_loop_test(c, a_file_with_a_fault_is_refused_by_row_and_column_and_stores_nothing, 0,
                        (int)(sizeof bad_files / sizeof *bad_files));
    tcase_add_test(c, one_bad_row_keeps_the_good_ones_out);
    tcase_add_test(c, all_bad_rows_are_named_at_once_with_their_rows_and_columns);
    tcase_add_test(c, bytes_that_are_no_text_are_named_and_refused);
    tcase_add_test(c, an_elementary_school_imports_nothing_for_secondary_schools);
    tcase_add_loop_test(c, a_file_is_understood_as_programs_write_it_and_only_once, 0,
                        (int)(sizeof good_files / sizeof *good_files));
    tcase_add_test(c, columns_for_reason_and_note_may_be_left_out);
    tcase_add_test(c, each_kind_and_reason_means_what_it_means_by_hand);
    tcase_add_test(c, superseded_copies_are_taken_off_the_old_edition_as_by_hand);
    tcase_add_test(c, a_row_goes_to_the_edition_of_its_day);
    tcase_add_test(c, a_dry_run_says_what_is_new_and_stores_nothing);
    tcase_add_test(c, the_same_row_three_times_and_then_five_times_adds_two);
    tcase_add_test(c, any_other_content_is_another_row);
    tcase_add_test(c, an_undone_row_comes_again_and_only_that_one);
    tcase_add_test(c, a_refused_undo_forgets_nothing);
    tcase_add_test(c, what_was_put_down_by_hand_does_not_count_as_imported);
    tcase_add_test(c, a_file_may_issue_in_the_morning_what_comes_later_on_the_same_day);
    tcase_add_test(c, a_file_that_goes_below_zero_names_item_day_and_row_and_stores_nothing);
    suite_add_tcase(s, c);
    c = tcase_create("many");
    tcase_set_timeout(c, 3600); /* for a hang; nothing here is timed */
    tcase_add_checked_fixture(c, open_with_lre, close_world);
    tcase_add_test(c, thirty_thousand_rows_leave_what_the_model_has_one_by_one);
    tcase_add_test(c, more_item_days_than_are_gathered_at_once_leave_what_the_model_has);
    tcase_add_test(c, a_row_that_goes_below_zero_is_named_by_its_row_however_long_the_file);
    suite_add_tcase(s, c);
}
