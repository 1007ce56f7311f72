/* A kind of file as a table of columns: which header is one, and how strictly a row is read. */
#include "compliance/audit/columns.h"

#include "base/date.h"
#include "base/hint.h"
#include "tests/suites.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const colours[] = {"red", "green", NULL};
static const struct param list[] = {
    {"item", PARAM_ARG, KIND_ITEM, NULL, "a code"},
    {"quantity", PARAM_OPTION, KIND_INT, NULL, "copies", NULL, 1, 9},
    {"colour", PARAM_OPTION, KIND_TEXT, NULL, "a colour", colours},
    {"on", PARAM_OPTION, KIND_DATE, NULL, "the day", .flags = DATE_PAST},
    {"year", PARAM_OPTION, KIND_YEAR, NULL, "the school year"},
    {"note", PARAM_OPTION, KIND_TEXT, NULL, "free text", .most = 8},
    {0},
};
static const char *const aliases[][2] = {{"copies", "quantity"}, {NULL, NULL}};
static const char *const ignored[] = {"book", NULL};
static const struct columns_kind kind = {list, 2, aliases, ignored};

static struct mem *m;
static struct columns_reading c;
static struct err e;

static void open_mem(void) {
    m = mem_new();
    e = (struct err){0};
    columns_begin(&c, &kind, m, date_from(2026, 9, 15), date_from(2026, 7, 1));
}

static void close_mem(void) { mem_free(m); }

/* The cells of a line, parted by "|". */
static struct csv_row row_of(const char *line) {
    struct csv_row row = {.line = 2};
    row.cells = mem_alloc(m, CSV_COLUMNS_MOST * sizeof *row.cells);
    for (const char *s = line;; s++) {
        size_t n = strcspn(s, "|");
        row.cells[row.count++] = mem_textn(m, s, n);
        s += n;
        if (!*s)
            return row;
    }
}

static bool found(const char *header) {
    const struct csv_row row = row_of(header);
    e = (struct err){0};
    return columns_find(&c, &row, &e);
}

static bool read_good(const char *cells) {
    const struct csv_row row = row_of(cells);
    e = (struct err){0};
    columns_read(&c, &row);
    return columns_settle(&c, &e);
}

START_TEST(a_header_names_its_columns_in_any_order) {
    static const struct {
        const char *header, *says; /* says NULL: it is one */
    } cases[] = {
        {"item|quantity", NULL},
        {"note|quantity|item|on|year|colour", NULL},
        {"item|quantity||refused|book", NULL},
        {"item|note", "the header has no column \"quantity\"; the columns are item,quantity,colour,on,year,note"},
        {"quantity", "the header has no column \"item\""},
        {"item|quantity|copies", "the header has a column \"copies\". Did you mean quantity? The columns are item,"},
        {"item|quantity|notes", "Did you mean note?"},
        {"item|quantity|x\x1by", "a column \"x\\x1by\""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        ck_assert_msg(found(cases[i].header) == !cases[i].says, "%s: %s", cases[i].header, e.message);
        if (cases[i].says)
            ck_assert_msg(e.kind == ERR_INPUT && strstr(e.message, cases[i].says), "%s: %s", cases[i].header,
                          e.message);
    }
    ck_assert(found("item|quantity|on"));
    ck_assert(columns_has(&c, "on") && !columns_has(&c, "note") && !columns_has(&c, "book"));
}
END_TEST

START_TEST(cells_are_read_by_their_columns) {
    ck_assert(found("note|on|quantity|item|year|colour|book"));
    ck_assert_msg(read_good(" a b | 9/14/2026|7 |  lre.en |2025-26|red|x"), "%s", e.message);
    ck_assert_str_eq(fields_get(&c.row, "item"), "lre.en");
    ck_assert_str_eq(fields_get(&c.row, "note"), " a b "); /* free text stays as it is */
    ck_assert_int_eq(field_int(&c.row, "quantity", 0), 7);
    ck_assert_int_eq(field_date(&c.row, "on", DATE_NONE), date_from(2026, 9, 14));
    ck_assert_int_eq(field_year(&c.row, "year", 0), 2025);
    for (size_t i = 0; i < c.row.count; i++)
        if (strcmp(c.row.list[i].name, "item") == 0)
            ck_assert_str_eq(c.row.list[i].typed, "  lre.en ");
    ck_assert(read_good("||  |lre.en||||")); /* empty: absent, but for the item */
    ck_assert_int_eq(field_int(&c.row, "quantity", INT_NONE), INT_NONE);
    ck_assert_str_eq(fields_get(&c.row, "quantity"), "");
}
END_TEST

/* The same file must mean the same tomorrow: no "today", and no word that only begins like one of the list. */
START_TEST(a_file_is_read_strictly) {
    static const char *const bad[][2] = {
        {"lre.en||re|||", "colour: \"re\" is none of"},  {"lre.en||RED|||", "colour: \"RED\" is none of"},
        {"lre.en|||today||", "on: \"today\" is not a"},  {"lre.en|||yesterday||", "on: \"yesterday\" is not a date"},
        {"lre.en|||-1d||", "on: \"-1d\" is not a date"}, {"lre.en|||2026-09-16||", "on: 2026-09-16 is in the future"},
        {"lre.en||||2026|", "year: \"2026\" is not a"},  {"lre.en|||||123456789", "note: \"123456789\" is 9 bytes"},
        {"lre.en|10||||", "quantity: 10 is not from 1"}, {"  |1||||", "item is empty: a code"},
    };
    ck_assert(found("item|quantity|colour|on|year|note"));
    for (size_t i = 0; i < COUNT(bad); i++)
        ck_assert_msg(!read_good(bad[i][0]) && e.kind == ERR_INPUT && strstr(e.message, bad[i][1]), "%s: %s", bad[i][0],
                      e.message);
}
END_TEST

START_TEST(all_problems_of_a_row_are_one_message) {
    ck_assert(found("item|quantity|colour|on|year|note"));
    const struct csv_row row = row_of("lre.xx|0|blue|2026-09-14||a");
    columns_read(&c, &row);
    ck_assert(!fields_has(&c.row, "quantity") && !fields_has(&c.row, "colour")); /* what is bad is not handed on */
    ck_assert_int_eq(field_date(&c.row, "on", DATE_NONE), date_from(2026, 9, 14));
    err_hinted(&e, hint_new(m, "The items", "catalog list", NULL), ERR_NOT_FOUND, "item", "no item \"lre.xx\"");
    ck_assert(columns_add(&c, &e) && e.kind == ERR_NONE);
    ck_assert(!columns_settle(&c, &e));
    ck_assert_str_eq(e.message, "quantity: 0 is not from 1 to 9; colour: \"blue\" is none of red, green; no item "
                                "\"lre.xx\"");
    ck_assert_int_eq(e.kind, ERR_INPUT);
    ck_assert_str_eq(e.next->verb, "list");
    e = (struct err){0};
    err_set(&e, ERR_IO, NULL, "the disk failed");
    ck_assert(!columns_add(&c, &e) && e.kind == ERR_IO); /* not the row's fault */
}
END_TEST

START_TEST(a_row_with_a_fault_is_not_read_at_all) {
    ck_assert(found("item|quantity"));
    struct csv_row row = row_of("lre.en|x");
    row.fault = "this row has 2 columns";
    columns_read(&c, &row);
    ck_assert_uint_eq(c.row.count, 0);
    ck_assert(!columns_settle(&c, &e));
    ck_assert_str_eq(e.message, "this row has 2 columns");
}
END_TEST

void columns_suite(Suite *s) {
    TCase *t = tcase_create("columns");
    tcase_add_checked_fixture(t, open_mem, close_mem);
    tcase_add_test(t, a_header_names_its_columns_in_any_order);
    tcase_add_test(t, cells_are_read_by_their_columns);
    tcase_add_test(t, a_file_is_read_strictly);
    tcase_add_test(t, all_problems_of_a_row_are_one_message);
    tcase_add_test(t, a_row_with_a_fault_is_not_read_at_all);
    suite_add_tcase(s, t);
}
