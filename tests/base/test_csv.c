#include "base/csv.h"

#include "base/mem.h"
#include "base/text.h"
#include "tests/suites.h"
#include "tests/support/model.h"

#include <errno.h>
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A text that may hold NULs, with its size. */
#define BYTES(literal) (literal), sizeof(literal) - 1

/* What csv_read said, as text: one line per row, "3 [a][b]" with "!" and the fault if there is one; the header
 * has an H before it. */
struct script {
    struct buf said;
    long rows, lines_off;
    long stop_at; /* the sink refuses the row of this number */
};

static void note(struct script *s, const struct csv_row *row) {
    buf_printf(&s->said, "%ld ", row->line > s->lines_off ? row->line - s->lines_off : row->line);
    for (size_t i = 0; i < row->count; i++)
        buf_printf(&s->said, "[%s]", row->cells[i]);
    if (row->fault)
        buf_printf(&s->said, " !%s", row->fault);
    buf_text(&s->said, "\n");
}

static bool note_header(void *where, const struct csv_row *row, struct err *e) {
    (void)e;
    buf_text(&((struct script *)where)->said, "H");
    note(where, row);
    return true;
}

static bool note_row(void *where, const struct csv_row *row, struct err *e) {
    struct script *s = where;
    note(s, row);
    if (++s->rows == s->stop_at)
        return err_set(e, ERR_RULE, "item", "enough");
    return true;
}

static bool read_file(FILE *f, struct script *s, struct err *e) {
    struct csv_sink sink = {.where = s, .header = note_header, .row = note_row};
    buf_text(&s->said, "");
    bool ok = csv_read(f, &sink, e);
    ck_assert_int_eq(ok, e->kind == ERR_NONE);
    fclose(f);
    return ok;
}

static bool read_bytes(const char *bytes, size_t count, struct script *s, struct err *e) {
    FILE *f = fmemopen((void *)(uintptr_t)bytes, count, "rb");
    ck_assert_ptr_nonnull(f);
    return read_file(f, s, e);
}

struct good {
    const char *bytes;
    size_t count;
    const char *said;
};

static void check_good(const struct good *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct script s = {0};
        struct err e = {0};
        ck_assert_msg(read_bytes(cases[i].bytes, cases[i].count, &s, &e), "%zu: %s", i, e.message);
        ck_assert_msg(strcmp(s.said.data, cases[i].said) == 0, "%zu: %s", i, s.said.data);
        buf_free(&s.said);
    }
}

START_TEST(a_plain_file_is_read_whatever_its_line_ends_and_delimiter) {
    static const struct good cases[] = {
        {BYTES("a,b\n1,2\n"), "H1 [a][b]\n2 [1][2]\n"},
        {BYTES("a,b\n1,2"), "H1 [a][b]\n2 [1][2]\n"},
        {BYTES("a,b\r\n1,2\r\n3,4\r\n"), "H1 [a][b]\n2 [1][2]\n3 [3][4]\n"},
        {BYTES("a,b\r1,2\r3,4"), "H1 [a][b]\n2 [1][2]\n3 [3][4]\n"},
        {BYTES("a;b\n1,5;2\n"), "H1 [a][b]\n2 [1,5][2]\n"},
        {BYTES("a\tb\n1\t2;\n"), "H1 [a][b]\n2 [1][2;]\n"},
        {BYTES("\xEF\xBB\xBF"
               "a,b\n1,2\n"),
         "H1 [a][b]\n2 [1][2]\n"},
        {BYTES("\xEF\xBB\xBF\"a\";\"b\"\n1;2\n"), "H1 [a][b]\n2 [1][2]\n"},
        {BYTES("a\n1\n2\n"), "H1 [a]\n2 [1]\n3 [2]\n"},
        {BYTES("a,b\n"), "H1 [a][b]\n"},
        {BYTES("a,b\n , 2 \n\t1\t,\n"), "H1 [a][b]\n2 [][2]\n3 [1][]\n"},
        {BYTES("a\tb\n\t2\n1\t\n"), "H1 [a][b]\n2 [][2]\n3 [1][]\n"},
    };
    check_good(cases, sizeof cases / sizeof *cases);
}
END_TEST

START_TEST(the_header_tells_the_delimiter) {
    static const struct good cases[] = {
        {BYTES("a,b;c\n"), "H1 [a][b;c]\n"},                  /* a tie: the comma */
        {BYTES("a,b;c;d\n"), "H1 [a,b][c][d]\n"},             /* the most frequent */
        {BYTES("a;b\tc\n"), "H1 [a][b\tc]\n"},                /* a tie without a comma */
        {BYTES("\"a,,,\";b\n"), "H1 [a,,,][b]\n"},            /* not inside quotes */
        {BYTES("\"a\n,,,\";b\n"), "H1 [a\n,,,][b]\n"},        /* though there be lines in them */
        {BYTES("\n;;;\n \r\na;b,c;d\n"), "H4 [a][b,c][d]\n"}, /* nor in blank lines */
        {BYTES("\n\t\t\t\na,b;c\n"), "H3 [a][b;c]\n"},
        {BYTES("a,b\n1;2;3;4,5\n"), "H1 [a][b]\n2 [1;2;3;4][5]\n"}, /* nor in the rows */
    };
    check_good(cases, sizeof cases / sizeof *cases);
}
END_TEST

START_TEST(names_in_the_header_lose_blanks_and_capitals) {
    static const struct good cases[] = {
        {BYTES("Item, QTY ,\" Ship To \"\n"), "H1 [item][qty][ship to]\n"},
        {BYTES("\"\t A \t\",\"\"\n"), "H1 [a][]\n"},
        {BYTES("\xC3\x89t\xC3\xA9,B\n"), "H1 [\xC3\x89t\xC3\xA9][b]\n"},
    };
    check_good(cases, sizeof cases / sizeof *cases);
}
END_TEST

START_TEST(a_row_has_the_line_of_its_first_byte) {
    static const struct good cases[] = {
        {BYTES("\n\n\na,b\n\n1,2\n"), "H4 [a][b]\n6 [1][2]\n"},
        {BYTES("\r\n\r\na,b\r\n\r\n1,2\r\n"), "H3 [a][b]\n5 [1][2]\n"},
        {BYTES("\r\ra,b\r\r1,2\r"), "H3 [a][b]\n5 [1][2]\n"},
        {BYTES("a,b\r \n1,2\n"), "H1 [a][b]\n3 [1][2]\n"}, /* CR, a blank, LF: two lines */
        {BYTES("a,b\n\r1,2\n"), "H1 [a][b]\n3 [1][2]\n"},
        {BYTES("a,b\n\"1\n\n\",2\n3,4\n"), "H1 [a][b]\n2 [1\n\n][2]\n5 [3][4]\n"},
        {BYTES("a,b\r\n\"\r\n\r\n1\",\"2\r\n\"\r\n3,4\r\n"), "H1 [a][b]\n2 [\r\n\r\n1][2\r\n]\n6 [3][4]\n"},
        {BYTES("a,b\n\"1\r2\",\"\r\"\n3,4\n"), "H1 [a][b]\n2 [1\r2][\r]\n5 [3][4]\n"},
        {BYTES("a,b\n  \n \t \n1,2\n"), "H1 [a][b]\n4 [1][2]\n"},
    };
    check_good(cases, sizeof cases / sizeof *cases);
}
END_TEST

START_TEST(quotes_keep_what_they_hold) {
    static const struct good cases[] = {
        {BYTES("a,b\n\"x, y\",\"12\"\" ruler\"\n"), "H1 [a][b]\n2 [x, y][12\" ruler]\n"},
        {BYTES("a,b\n\" x \" ,\t\"\"\n"), "H1 [a][b]\n2 [ x ][]\n"},
        {BYTES("a,b\n\"\"\"\",\"\"\"\"\"\"\n"), "H1 [a][b]\n2 [\"][\"\"]\n"},
        {BYTES("a,b\n1,\"2\""), "H1 [a][b]\n2 [1][2]\n"},
        {BYTES("a,b\n1,\"2\"  "), "H1 [a][b]\n2 [1][2]\n"},
        {BYTES("a,b\n1,"), "H1 [a][b]\n2 [1][]\n"},
        {BYTES("a\n\"\"\n"), "H1 [a]\n2 []\n"}, /* a cell, not a blank line */
    };
    check_good(cases, sizeof cases / sizeof *cases);
}
END_TEST

START_TEST(a_row_of_delimiters_only_is_blank) {
    static const struct good cases[] = {
        {BYTES("a,b\n,\n1,2\n , \n,,,,,\n"), "H1 [a][b]\n3 [1][2]\n"},
        {BYTES("a\tb\n\t\n1\t2\n\t\t\t"), "H1 [a][b]\n3 [1][2]\n"},
        {BYTES(",,\na,b\n1,2\n"), "H2 [a][b]\n3 [1][2]\n"},
        {BYTES("a,b\n\"\",\n"), "H1 [a][b]\n2 [][]\n"}, /* quotes are something */
    };
    check_good(cases, sizeof cases / sizeof *cases);
}
END_TEST

START_TEST(what_excel_writes_to_keep_zeros_is_understood) {
    static const struct good cases[] = {
        {BYTES("a,b\n=\"007\",=\"08\"\n"), "H1 [a][b]\n2 [007][08]\n"},
        {BYTES("a;b\r\n=\"007\";x\r\n1; =\"08\" \r\n"), "H1 [a][b]\n2 [007][x]\n3 [1][08]\n"},
        {BYTES("=\"a\",b\n=\"\",=\"x\"\"y\"\n"), "H1 [a][b]\n2 [][x\"y]\n"},
        {BYTES("a,b\n\"=\"\"007\"\"\",\"=\"\"\"\"\"\n"), "H1 [a][b]\n2 [007][]\n"}, /* quoted once more */
        {BYTES("a,b\n=1,x=y\n"), "H1 [a][b]\n2 [=1][x=y]\n"},
        {BYTES("a,b\n\"=\"\"1\"\"2\"\"\",\"=\"\"1\"\"2\"\n"), "H1 [a][b]\n2 [=\"1\"2\"][=\"1\"2]\n"}, /* a formula */
        {BYTES("a,b\n\"x,=\"\"y\"\"\",\"=\"\n"), "H1 [a][b]\n2 [x,=\"y\"][=]\n"}, /* inside quotes it stays */
        {BYTES("a,b\n1,=\"2\""), "H1 [a][b]\n2 [1][2]\n"},
        {BYTES("a,b\n1,="), "H1 [a][b]\n2 [1][=]\n"},
    };
    check_good(cases, sizeof cases / sizeof *cases);
}
END_TEST

START_TEST(the_mark_before_a_formula_is_taken_off) {
    static const struct good cases[] = {
        {BYTES("a,b\n'=1+1,'+1\n'-x,'@a\n''x,\"'\tx\"\n"), "H1 [a][b]\n2 [=1+1][+1]\n3 [-x][@a]\n4 ['x][\tx]\n"},
        {BYTES("a,b\nx=,'\nit's,'Okina\n"), "H1 [a][b]\n2 [x=][']\n3 [it's]['Okina]\n"},
        {BYTES("a,b\n'Okina,'\nit's,x'=\n"), "H1 [a][b]\n2 ['Okina][']\n3 [it's][x'=]\n"},
        {BYTES("a,b\n\"'=\"\"007\"\"\",1\n"), "H1 [a][b]\n2 [=\"007\"][1]\n"},
        {BYTES("'=a,b\n"), "H1 [=a][b]\n"},
    };
    check_good(cases, sizeof cases / sizeof *cases);
}
END_TEST

START_TEST(a_row_that_cannot_be_used_has_its_fault_and_the_next_is_read) {
    static const char few[] = "H1 [a][b][c]\n2 [1][2] !this row has 2 columns and the header has 3; "
                              "is a comma missing?\n3 [4][5][6]\n";
    static const char one[] = "H1 [a][b][c]\n2 [1] !this row has 1 column and the header has 3; "
                              "is a semicolon missing?\n";
    static const char many[] = "H1 [a][b]\n2 [1][2][3] !this row has 3 columns and the header has 2; "
                               "put a cell that holds a tab in quotation marks\n3 [4][5]\n";
    static const char nul[] =
        "H1 [a][b]\n2 [x\xEF\xBF\xBDy][2] !there is a NUL byte in this row; type the row again\n3 [4][5]\n";
    static const char utf8[] = "H1 [a][b]\n2 [caf\xE9][2] !this row is not UTF-8 text; save the file as "
                               "\"CSV UTF-8\"\n3 [4][5]\n";
    static const struct good cases[] = {
        {BYTES("a,b,c\n1,2\n4,5,6\n"), few},
        {BYTES("a;b;c\n1\n"), one},
        {BYTES("a\tb\n1\t2\t3\n4\t5\n"), many},
        {BYTES("a,b\nx\0y,2\n4,5\n"), nul},
        {BYTES("a,b\n\"x\0y\",2\n4,5\n"), nul},
        {BYTES("a,b\ncaf\xE9,2\n4,5\n"), utf8},
        {BYTES("a,b\nx\n\0\n4,5\n"),
         "H1 [a][b]\n"
         "2 [x] !this row has 1 column and the header has 2; is a comma missing?\n"
         "3 [\xEF\xBF\xBD] !there is a NUL byte in this row; type the row again\n4 [4][5]\n"},
    };
    check_good(cases, sizeof cases / sizeof *cases);
}
END_TEST

START_TEST(a_fault_belongs_to_its_row_only) {
    static const struct good cases[] = {
        {BYTES("a,b\n\"1\n2\xFF\n3\",4\n\xC3\xA9,5\n6,7\n"),
         "H1 [a][b]\n2 [1\n2\xFF\n3][4] !this row is not UTF-8 text; save the file as \"CSV UTF-8\"\n"
         "5 [\xC3\xA9][5]\n6 [6][7]\n"},
        {BYTES("a,b\n1,2\n\xED\xA0\x80,1\n3,4"),
         "H1 [a][b]\n2 [1][2]\n3 [\xED\xA0\x80][1] !this row is not UTF-8 text; save the file as \"CSV UTF-8\"\n"
         "4 [3][4]\n"},
    };
    check_good(cases, sizeof cases / sizeof *cases);
}
END_TEST

START_TEST(a_file_that_is_no_csv_is_refused_by_its_cause) {
    static const char utf16[] = "this is UTF-16 text, not UTF-8; save it as \"CSV UTF-8\"";
    static const char book[] = "this is a workbook (such as .xlsx), not CSV; save it as \"CSV UTF-8\"";
    static const char empty[] = "the file is empty; its first row must name the columns";
    static const char quote[] = "row 3: column 2 has a quotation mark inside; put the whole cell in quotation marks "
                                "and double those inside it, as in \"12\"\" ruler\"";
    static const struct {
        const char *bytes;
        size_t count;
        const char *message, *said;
    } cases[] = {
        {BYTES(""), empty, ""},
        {BYTES("\n\r\n  \n,,\n"), empty, ""},
        {BYTES("\xEF\xBB\xBF"), empty, ""},
        {BYTES("\xFF\xFE"
               "a\0,\0b\0"),
         utf16, ""},
        {BYTES("\xFE\xFF\0a\0,\0b"), utf16, ""},
        {BYTES("a\0,\0b\0\n\0001\0,\0002\0\n\0"), utf16, ""},
        {BYTES("\0a\0,\0b\0\n"), utf16, ""},
        {BYTES("PK\3\4 and so on"), book, ""},
        {BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), book, ""},
        {BYTES("a,\0b\n1,2\n"), "row 1: there is a NUL byte in the header; save the file anew as \"CSV UTF-8\"", ""},
        {BYTES("a,caf\xE9\n"), "row 1: the header is not UTF-8 text; save the file as \"CSV UTF-8\"", ""},
        {BYTES("\na,b,A \n"), "row 2: columns 1 and 3 are both named \"a\"; delete one of them", ""},
        {BYTES("x\x1B[2J,X\x1B[2J\n"), "row 1: columns 1 and 2 are both named \"x\\x1b[2j\"; delete one of them", ""},
        {BYTES("a,,\n"), "row 1: columns 2 and 3 have no name; name them, or delete them", ""},
        {BYTES("a,b\n\n1,12\" ruler\n3,4\n"), quote, "H1 [a][b]\n"},
        {BYTES("a,b\n1,2\n3,\"4\"x\n"), quote, "H1 [a][b]\n2 [1][2]\n"},
        {BYTES("a,b\n1,2\n3,\"x\"=\"y\"\n"), quote, "H1 [a][b]\n2 [1][2]\n"},
        {BYTES("a,b\n1,2\n3,\"x\" =\"y\"\n"), quote, "H1 [a][b]\n2 [1][2]\n"},
        {BYTES("a,b\n1,2\n3,x=\"y\"\n"), quote, "H1 [a][b]\n2 [1][2]\n"},
        {BYTES("a,b\n1,2\n3,==\"y\"\n"), quote, "H1 [a][b]\n2 [1][2]\n"},
        {BYTES("a,b\n1,2\n3,= \"y\"\n"), quote, "H1 [a][b]\n2 [1][2]\n"},
        {BYTES("a,b\n1,2\n\"x\n\ny\",\"4\nz\" \"\n"), quote, "H1 [a][b]\n2 [1][2]\n"},
        {BYTES("a,b\n1,2\n3,\"4\n5,6\n"), "row 3: column 2 begins with a quotation mark that is never closed; close it",
         "H1 [a][b]\n2 [1][2]\n"},
        {BYTES("a,\"b"), "row 1: column 2 begins with a quotation mark that is never closed; close it", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct script s = {0};
        struct err e = {0};
        ck_assert_msg(!read_bytes(cases[i].bytes, cases[i].count, &s, &e), "%zu was read", i);
        ck_assert_msg(strcmp(e.message, cases[i].message) == 0, "%zu: %s", i, e.message);
        ck_assert_int_eq(e.kind, ERR_INPUT);
        ck_assert_str_eq(e.field, "file");
        ck_assert_msg(strcmp(s.said.data, cases[i].said) == 0, "%zu: %s", i, s.said.data);
        buf_free(&s.said);
    }
}
END_TEST

/* A file of `columns` names in its header and `cells` cells in its only row. */
static bool read_wide(size_t columns, size_t cells, struct script *s, struct err *e) {
    struct buf b = {0};
    for (size_t i = 0; i < columns; i++)
        buf_printf(&b, "%sc%zu", i ? "," : "", i);
    buf_text(&b, "\n");
    for (size_t i = 0; i < cells; i++)
        buf_printf(&b, "%s%zu", i ? "," : "", i);
    buf_text(&b, "\n");
    bool ok = read_bytes(b.data, b.length, s, e);
    buf_free(&b);
    return ok;
}

START_TEST(sixty_four_columns_are_read_and_one_more_is_refused) {
    struct script s = {0}, t = {0};
    struct err e = {0};
    ck_assert(read_wide(64, 64, &s, &e));
    ck_assert_ptr_nonnull(strstr(s.said.data, "[63]\n"));
    ck_assert(!read_wide(65, 64, &t, &e));
    ck_assert_str_eq(e.message, "row 1: the header has 65 columns and 64 are read; delete some");
    ck_assert_str_eq(t.said.data, "");
    buf_free(&s.said);
    buf_free(&t.said);
}
END_TEST

START_TEST(a_row_of_very_many_columns_is_a_fault) {
    struct script s = {0};
    struct err e = {0};
    ck_assert(read_wide(64, 100000, &s, &e));
    ck_assert_ptr_nonnull(strstr(s.said.data, "[63] !this row has 100000 columns and the header has 64; "));
    ck_assert_ptr_null(strstr(s.said.data, "[64]"));
    buf_free(&s.said);
}
END_TEST

START_TEST(a_cell_of_64_kib_is_read_and_a_byte_more_refused_by_its_line) {
    static const struct {
        const char *before, *after;
        size_t more;
    } cases[] = {{"", "\n", 0}, {"\"", "\"\n", 0}, {"=\"", "\"", 0}, {"", "", 0}, {"\"", "\"", 0},
                 {"", "\n", 1}, {"\"", "\"\n", 1}, {"=\"", "\"", 1}, {"", "", 1}, {"\"", "\"", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf b = {0};
        struct script s = {0};
        struct err e = {0};
        buf_printf(&b, "a,b\n1,2\n3,%s", cases[i].before);
        buf_fill(&b, 'x', CSV_CELL_MOST + cases[i].more);
        buf_text(&b, cases[i].after);
        bool ok = read_bytes(b.data, b.length, &s, &e);
        ck_assert_msg(ok == (cases[i].more == 0), "%zu: %s", i, e.message);
        if (ok)
            ck_assert_uint_eq(s.said.length, strlen("H1 [a][b]\n2 [1][2]\n3 [3][]\n") + CSV_CELL_MOST);
        else
            ck_assert_str_eq(e.message, "row 3: column 2 is longer than 64 KiB; shorten it, or close a quotation mark "
                                        "that was left open before it");
        buf_free(&b);
        buf_free(&s.said);
    }
}
END_TEST

/* A file that is made while it is read: `before`, and then `again` for ever, or `limit` bytes of it. */
struct stream {
    const char *before, *again;
    size_t limit, at;
    bool breaks; /* an error of the disk instead of the end */
};

static ssize_t stream_read(void *where, char *bytes, size_t size) {
    struct stream *s = where;
    size_t n = strlen(s->before), every = strlen(s->again);
    if (s->at >= s->limit && s->breaks) {
        errno = EIO;
        return -1;
    }
    size_t count = s->limit - s->at < size ? s->limit - s->at : size;
    for (size_t i = 0; i < count; i++, s->at++)
        bytes[i] = s->at < n ? s->before[s->at] : s->again[(s->at - n) % every];
    return (ssize_t)count;
}

static int stream_seek(void *where, off64_t *offset, int whence) {
    if (*offset != 0 || whence != SEEK_SET)
        return -1;
    ((struct stream *)where)->at = 0;
    return 0;
}

static FILE *stream_open(struct stream *s) {
    FILE *f = fopencookie(s, "rb", (cookie_io_functions_t){.read = stream_read, .seek = stream_seek});
    ck_assert_ptr_nonnull(f);
    return f;
}

START_TEST(fifty_megabytes_without_an_end_are_refused_by_line_after_a_few_blocks) {
    static const struct {
        const char *before, *again, *message;
    } cases[] = {
        {"a,b\n1,2\n\n3,", "x", "row 4: column 2 is longer"},
        {"a,b\n1,2\n\n3,\"", "x", "row 4: column 2 is longer"},
        {"a,b\n1,2\n\n3,\"", "x\n", "row 4: column 2 is longer"},
        {"a,b\n1,2\n\n3,=\"", "=", "row 4: column 2 is longer"},
        {"a,b\n1,2\n\n\"", "\"\"", "row 4: column 1 is longer"},
        {"", "x", "row 1: column 1 is longer"},
        {"", "\"\"", "row 1: column 1 is longer"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct stream in = {cases[i].before, cases[i].again, 50 << 20, 0, false};
        struct script s = {0};
        struct err e = {0};
        ck_assert(!read_file(stream_open(&in), &s, &e));
        ck_assert_msg(text_starts(e.message, cases[i].message), "%zu: %s", i, e.message);
        ck_assert_uint_le(in.at, 4 * 64 * 1024); /* the rest was not even read */
        buf_free(&s.said);
    }
}
END_TEST

struct tally {
    long rows, faults, last_line;
    size_t heap; /* in use at the hundredth row; 0 where the allocator does not say (valgrind, ASan) */
    bool grew;
};

static bool tally_header(void *where, const struct csv_row *row, struct err *e) {
    (void)where, (void)row, (void)e;
    return true;
}

static bool tally_row(void *where, const struct csv_row *row, struct err *e) {
    struct tally *t = where;
    (void)e;
    t->rows++;
    t->faults += row->fault != NULL;
    t->last_line = row->line;
    if (t->rows == 100)
        t->heap = mallinfo2().uordblks;
    if (t->rows % 1000 == 0 && mallinfo2().uordblks > t->heap)
        t->grew = true;
    return true;
}

START_TEST(memory_does_not_grow_with_the_rows) {
    static const char before[] = "\xEF\xBB\xBF"
                                 "date,item,n\n";
    static const char again[] = "2026-09-14,\"gu\xC3\xAD"
                                "a\n\",=\"007\"\r\n";
    const long rows = 200000;
    struct stream in = {before, again, sizeof before - 1 + (sizeof again - 1) * (size_t)rows, 0, false};
    struct tally t = {0};
    struct csv_sink sink = {&t, tally_header, tally_row};
    struct err e = {0};
    FILE *f = stream_open(&in);
    ck_assert_msg(csv_read(f, &sink, &e), "%s", e.message);
    fclose(f);
    ck_assert_int_eq(t.rows, rows);
    ck_assert_int_eq(t.faults, 0);
    ck_assert_int_eq(t.last_line, 2 * rows); /* two lines a row, the header before them */
    ck_assert(!t.grew);
}
END_TEST

START_TEST(endless_blank_lines_and_columns_take_no_memory) {
    struct stream blank = {"a,b\n", " \n", 1 << 20, 0, false}, wide = {"a,b\n", "x,", 8 << 20, 0, false};
    struct script s = {0};
    struct err e = {0};
    ck_assert(read_file(stream_open(&blank), &s, &e));
    ck_assert_str_eq(s.said.data, "H1 [a][b]\n");
    ck_assert(read_file(stream_open(&wide), &s, &e));
    ck_assert_ptr_nonnull(strstr(s.said.data, "[x] !this row has 4194303 columns and the header has 2; "));
    buf_free(&s.said);
}
END_TEST

START_TEST(a_disk_that_fails_is_no_end_of_file) {
    struct stream broken = {"a,b\n", "1,2\n", 100000, 0, true}, at_once = {"", "x", 0, 0, true};
    struct script s = {0};
    struct err e = {0}, f = {0};
    ck_assert(!read_file(stream_open(&broken), &s, &e));
    ck_assert_int_eq(e.kind, ERR_IO);
    ck_assert_str_eq(e.message, "cannot read the file: Input/output error");
    ck_assert(!read_file(stream_open(&at_once), &s, &f));
    ck_assert_int_eq(f.kind, ERR_IO);
    buf_free(&s.said);
}
END_TEST

START_TEST(a_file_that_cannot_be_read_twice_is_refused) {
    struct stream in = {"a,b\n", "1,2\n", 1000, 0, false};
    struct script s = {0};
    struct err e = {0};
    ck_assert(!read_file(fopencookie(&in, "rb", (cookie_io_functions_t){.read = stream_read}), &s, &e));
    ck_assert_int_eq(e.kind, ERR_IO);
    buf_free(&s.said);
}
END_TEST

START_TEST(a_file_is_read_from_its_beginning_each_time) {
    struct stream in = {"a,b\n", "1,2\n", 4 + 8, 0, false};
    struct tally t = {0};
    struct csv_sink sink = {&t, tally_header, tally_row};
    struct err e = {0};
    FILE *f = stream_open(&in);
    ck_assert(csv_read(f, &sink, &e) && csv_read(f, &sink, &e));
    ck_assert_int_eq(t.rows, 4);
    fclose(f);
}
END_TEST

START_TEST(the_sink_stops_the_reading) {
    struct script s = {.stop_at = 2};
    struct err e = {0};
    ck_assert(!read_bytes(BYTES("a,b\n1,2\n3,4\n5,6\n7,8\"\n"), &s, &e));
    ck_assert_str_eq(s.said.data, "H1 [a][b]\n2 [1][2]\n3 [3][4]\n");
    ck_assert_int_eq(e.kind, ERR_RULE);
    ck_assert_str_eq(e.message, "enough");
    buf_free(&s.said);
}
END_TEST

START_TEST(the_sink_stops_at_a_last_row_without_an_end) {
    struct script s = {.stop_at = 1};
    struct err e = {0};
    ck_assert(!read_bytes(BYTES("a,b\n1,2"), &s, &e));
    ck_assert_str_eq(e.message, "enough");
    buf_free(&s.said);
}
END_TEST

/* Reads `tail` after a header and so many blank lines that the first block ends `into` bytes into the tail. */
static void read_across(const char *tail, size_t count, size_t into, struct script *s, struct err *e) {
    static const char header[] = "a,b\n";
    size_t pad = 64 * 1024 - (sizeof header - 1) - into;
    struct buf b = {0};
    buf_text(&b, header);
    buf_fill(&b, '\n', pad);
    buf_add(&b, tail, count);
    s->lines_off = (long)pad;
    read_bytes(b.data, b.length, s, e);
    buf_free(&b);
}

/* The message without the number of the line, which must be that of the other file, moved by `off`. */
static const char *without_line(const struct err *e, long off, long *line) {
    const char *colon = strchr(e->message, ':');
    if (!text_starts(e->message, "row ") || !colon)
        return e->message;
    *line = strtol(e->message + 4, NULL, 10) - off;
    return colon;
}

static void check_across(const char *tail, size_t count) {
    struct buf whole = {0};
    struct script s = {0};
    struct err e = {0};
    buf_text(&whole, "a,b\n");
    buf_add(&whole, tail, count);
    read_bytes(whole.data, whole.length, &s, &e);
    for (size_t into = 0; into <= count; into++) {
        struct script t = {0};
        struct err f = {0};
        long line = 0, same = 0;
        read_across(tail, count, into, &t, &f);
        ck_assert_msg(strcmp(s.said.data, t.said.data) == 0, "%s: cut at %zu: %s instead of %s", tail, into,
                      t.said.data, s.said.data);
        ck_assert_int_eq(e.kind, f.kind);
        ck_assert_str_eq(without_line(&e, 0, &line), without_line(&f, t.lines_off, &same));
        ck_assert_int_eq(line, same);
        buf_free(&t.said);
    }
    buf_free(&s.said);
    buf_free(&whole);
}

START_TEST(where_a_block_ends_changes_nothing) {
    static const struct {
        const char *bytes;
        size_t count;
    } tails[] = {
        {BYTES("=\"007\",=\"x\"\"y\"\r\n\"\xC3\xA9\r\nz\",'=1\r\n\r\n1,2\r\n")},
        {BYTES("1,\"=\"\"2\"\r3,4\r\r\"5\n\",6\r")},
        {BYTES("1,=\n==,=\"2\"\n3,\"x\"=\"y\"\n4,5\n")},
        {BYTES("1,\0\n2,\xE2\x82\n3,\xE2\x82\xAC\n\"4,5\n6,7")},
    };
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
        check_across(tails[i].bytes, tails[i].count);
}
END_TEST

START_TEST(where_a_block_ends_changes_nothing_in_random_bytes) {
    static const char *const pieces[] = {"\"",   "\"", "=\"", "=", ",", ",",    "\n",
                                         "\r\n", "\r", " ",   "'", "x", "\xC3", "\xA9"};
    struct dice dice = {20260914};
    for (int round = 0; round < 60; round++) {
        struct buf tail = {0};
        for (long n = dice_from(&dice, 1, 24); n > 0; n--)
            buf_text(&tail, pieces[dice_from(&dice, 0, sizeof pieces / sizeof *pieces - 1)]);
        check_across(tail.data, tail.length);
        buf_free(&tail);
    }
}
END_TEST

void csv_suite(Suite *s) {
    TCase *c = tcase_create("csv");
    tcase_add_test(c, a_plain_file_is_read_whatever_its_line_ends_and_delimiter);
    tcase_add_test(c, the_header_tells_the_delimiter);
    tcase_add_test(c, names_in_the_header_lose_blanks_and_capitals);
    tcase_add_test(c, a_row_has_the_line_of_its_first_byte);
    tcase_add_test(c, quotes_keep_what_they_hold);
    tcase_add_test(c, a_row_of_delimiters_only_is_blank);
    tcase_add_test(c, what_excel_writes_to_keep_zeros_is_understood);
    tcase_add_test(c, the_mark_before_a_formula_is_taken_off);
    tcase_add_test(c, a_row_that_cannot_be_used_has_its_fault_and_the_next_is_read);
    tcase_add_test(c, a_fault_belongs_to_its_row_only);
    tcase_add_test(c, a_file_that_is_no_csv_is_refused_by_its_cause);
    tcase_add_test(c, sixty_four_columns_are_read_and_one_more_is_refused);
    tcase_add_test(c, a_row_of_very_many_columns_is_a_fault);
    tcase_add_test(c, a_cell_of_64_kib_is_read_and_a_byte_more_refused_by_its_line);
    tcase_add_test(c, fifty_megabytes_without_an_end_are_refused_by_line_after_a_few_blocks);
    tcase_add_test(c, memory_does_not_grow_with_the_rows);
    tcase_add_test(c, endless_blank_lines_and_columns_take_no_memory);
    tcase_add_test(c, a_disk_that_fails_is_no_end_of_file);
    tcase_add_test(c, a_file_that_cannot_be_read_twice_is_refused);
    tcase_add_test(c, a_file_is_read_from_its_beginning_each_time);
    tcase_add_test(c, the_sink_stops_the_reading);
    tcase_add_test(c, the_sink_stops_at_a_last_row_without_an_end);
    tcase_add_test(c, where_a_block_ends_changes_nothing);
    tcase_add_test(c, where_a_block_ends_changes_nothing_in_random_bytes);
    suite_add_tcase(s, c);
}
