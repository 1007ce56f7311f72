#include "base/csv.h"

#include "tests/suites.h"
#include "tests/support/model.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

START_TEST(a_cell_is_written_with_what_it_needs) {
    static const struct {
        const char *text, *first, *later;
    } cases[] = {
        {"", "\"\"", ","},
        {"abc", "abc", ",abc"},
        {"a b", "a b", ",a b"},
        {" a", "\" a\"", ",\" a\""},
        {"a ", "\"a \"", ",\"a \""},
        {"a,b", "\"a,b\"", ",\"a,b\""},
        {"a;b", "\"a;b\"", ",\"a;b\""},
        {"a\tb", "\"a\tb\"", ",\"a\tb\""},
        {"a\nb", "\"a\nb\"", ",\"a\nb\""},
        {"12\" ruler", "\"12\"\" ruler\"", ",\"12\"\" ruler\""},
        {"\"", "\"\"\"\"", ",\"\"\"\""},
        {"=1+1", "'=1+1", ",'=1+1"},
        {"+1", "'+1", ",'+1"},
        {"@a", "'@a", ",'@a"},
        {"'a", "''a", ",''a"},
        {"-", "'-", ",'-"},
        {"-x", "'-x", ",'-x"},
        {"-1+1", "'-1+1", ",'-1+1"},
        {"-12", "-12", ",-12"},
        {"1-2", "1-2", ",1-2"},
        {"\ta", "\"'\ta\"", ",\"'\ta\""},
        {"\ra", "\"'\ra\"", ",\"'\ra\""},
        {"\x7F", "'\x7F", ",'\x7F"},
        {"=\"007\"", "\"'=\"\"007\"\"\"", ",\"'=\"\"007\"\"\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf first = {0}, later = {0};
        csv_cell(&first, cases[i].text, true);
        csv_cell(&later, cases[i].text, false);
        ck_assert_str_eq(first.data, cases[i].first);
        ck_assert_str_eq(later.data, cases[i].later);
        csv_end_row(&later);
        ck_assert_int_eq(later.data[later.length - 1], '\n');
        buf_free(&first);
        buf_free(&later);
    }
}
END_TEST

static void add_utf8(struct buf *b, uint32_t c) {
    char s[4];
    size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = n; i-- > 1; c >>= 6)
        s[i] = (char)(0x80 | (c & 0x3F));
    s[0] = (char)(lead[n] | c);
    buf_add(b, s, n);
}

/* Letters of many scripts, and the bytes that mean something in a CSV file or to a spreadsheet. */
static void add_random_text(struct buf *b, struct dice *d) {
    static const uint32_t scripts[][2] = {
        {0x20, 0x7E},     {0xA0, 0x24F},      {0x300, 0x36F},     {0x370, 0x3FF},       {0x400, 0x4FF},
        {0x530, 0x58F},   {0x590, 0x5FF},     {0x600, 0x6FF},     {0x900, 0x97F},       {0xE00, 0xE7F},
        {0x1000, 0x109F}, {0x10A0, 0x10FF},   {0x1200, 0x137F},   {0x1780, 0x17FF},     {0x1E00, 0x1EFF},
        {0x3040, 0x30FF}, {0x4E00, 0x9FFF},   {0xAC00, 0xD7A3},   {0xE000, 0xF8FF},     {0xFF01, 0xFFEE},
        {0xFFFD, 0xFFFF}, {0x1F300, 0x1F6FF}, {0x20000, 0x2A6DF}, {0x10FFF0, 0x10FFFF},
    };
    static const char meaning[] = "=+-@'\",;\t \n\r|\\0123456789\x01\x1B\x7F";
    const uint32_t *script = scripts[dice_from(d, 0, sizeof scripts / sizeof *scripts - 1)];
    for (long n = dice_from(d, 0, 11); n > 0; n--) {
        if (dice_one_in(d, 2))
            add_utf8(b, (unsigned char)meaning[dice_from(d, 0, sizeof meaning - 2)]);
        else
            add_utf8(b, (uint32_t)dice_from(d, script[0], script[1]));
    }
}

static bool no_header(void *where, const struct csv_row *row, struct err *e) {
    (void)where, (void)row, (void)e;
    return true;
}

struct expected {
    const char *next; /* the texts in order, each with its NUL */
    size_t columns;
    long rows;
};

static bool expect_row(void *where, const struct csv_row *row, struct err *e) {
    struct expected *x = where;
    if (row->fault || row->count != x->columns)
        return err_set(e, ERR_BUG, NULL, "line %ld: %zu cells, %s", row->line, row->count, row->fault);
    for (size_t i = 0; i < row->count; i++) {
        if (strcmp(row->cells[i], x->next) != 0)
            return err_set(e, ERR_BUG, NULL, "line %ld: <%s> became <%s>", row->line, x->next, row->cells[i]);
        x->next += strlen(x->next) + 1;
    }
    x->rows++;
    return true;
}

START_TEST(any_text_that_is_written_is_read_again) {
    struct dice dice = {56409};
    for (size_t columns = 1; columns <= 8; columns++) {
        enum { ROWS = 3000 };
        struct buf file = {0}, texts = {0};
        for (size_t i = 0; i < columns; i++) {
            char name[32];
            snprintf(name, sizeof name, "c%zu", i);
            csv_cell(&file, name, i == 0);
        }
        csv_end_row(&file);
        for (int row = 0; row < ROWS; row++) {
            for (size_t i = 0; i < columns; i++) {
                size_t at = texts.length;
                add_random_text(&texts, &dice);
                buf_add(&texts, "", 1);
                csv_cell(&file, texts.data + at, i == 0);
            }
            csv_end_row(&file);
        }
        struct expected x = {texts.data, columns, 0};
        struct csv_sink sink = {&x, no_header, expect_row};
        struct err e = {0};
        FILE *f = fmemopen(file.data, file.length, "rb");
        ck_assert_msg(csv_read(f, &sink, &e), "%zu columns: %s", columns, e.message);
        ck_assert_int_eq(x.rows, ROWS);
        ck_assert_ptr_eq(x.next, texts.data + texts.length);
        fclose(f);
        buf_free(&file);
        buf_free(&texts);
    }
}
END_TEST

void csv_write_suite(Suite *s) {
    TCase *c = tcase_create("csv_write");
    tcase_add_test(c, a_cell_is_written_with_what_it_needs);
    tcase_add_test(c, any_text_that_is_written_is_read_again);
    suite_add_tcase(s, c);
}
