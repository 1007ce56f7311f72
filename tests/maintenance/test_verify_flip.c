/* One bit turned over anywhere in a row of the chain: verify names the row. FLIPS in the environment says how often for
 * each table and way (make check-flips: 1,000), FLIP_SEED throws others. */
#include "compliance/audit/schema.h"
#include "door/open.h"
#include "tests/suites.h"
#include "tests/support/flip.h"
#include "tests/support/folder.h"
#include "tests/support/look.h"
#include "tests/support/stored.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

enum { FLIPS = 25, ROWS_MOST = 4000 };

static struct world w;
static char path[FOLDER_PATH];
static struct buf good; /* the bytes of the sound file */

struct kept { /* a row that may be hit, and its hash */
    struct flip_row row;
    unsigned char hash[32];
};
static struct kept rows[ROWS_MOST];
static long row_count;

/* ---- a school with a little of everything ---- */

static void step(const char *verb, long n, const char *rest) {
    look_done(&w, mem_printf(w.mem, "requisition %s %ld %s", verb, n, rest));
}

static void order_and_receive(long n) {
    look_done(&w, "requisition new --urgent --purpose 'Open house, Español, Հայերեն'");
    step("add", n, "esy.en 20");
    step("add", n, "lre.en 10 --reason 'a \"reason\"; with; signs'");
    step("submit", n, "");
    step("approve", n, "esy.en 15");
    step("send", n, "--note 'slip 17'");
    step("receive", n, "esy.en 3 --condition damaged --note 'wet'");
    step("receive", n, "esy.en 5 lre.en 4");
    step("receive", n, "--undo");
    step(n % 3 ? "receive" : "close", n, n % 3 ? "--all" : "--reason 'out of print'");
}

static void live(long school) {
    look_done(&w, "stock receive esy.en 500 lre.en 500 parent-guide.es 500 --note 'a big delivery'");
    for (long n = 1; n <= 12; n++) {
        look_done(&w,
                  mem_printf(w.mem,
                             "stock issue esy.en 2 parent-guide.es 1 --for annual --how paper --note 'family %ld'", n));
        look_done(&w, mem_printf(w.mem, "stock adjust lre.en %ld --reason damaged", n));
        look_done(&w, mem_printf(w.mem, "stock adjust esy.en 1 --reason found --note 'Tiếng Việt %ld'", n));
        look_done(&w, "stock undo");
        look_done(&w, mem_printf(w.mem, "school set lead=%ld", 5 + n));
        look_done(&w, mem_printf(w.mem, "clock start triennial --on 2024-02-%02ld --ref 'blue %ld'", n, n));
        look_done(&w, mem_printf(w.mem, n % 2 ? "clock close %ld --note 'in time'" : "clock explain %ld", n));
    }
    look_done_file(&w, "import m.csv",
                   "date,item,kind,quantity,reason,note\n2026-09-01,esy.en,receive,5,,x\n"
                   "2026-09-02,esy.en,issue,1,,\n2026-09-03,lre.en,adjust,2,found,y\n");
    for (long n = 1; n <= 8 * school; n++)
        order_and_receive(n);
    look_done(&w, "designee record 'A. Reyes' --class 'Office Technician' --from 2026-07-01 --met 2026-08-14");
    for (long n = 1; n <= 10; n++) {
        look_done(&w, mem_printf(w.mem,
                                 "designee reassign 'T. Oh %ld' --class Teacher --reason 'none is allotted' "
                                 "--from 2026-08-%02ld --portal 2026-09-01 --sso 2020-02-29",
                                 n, n));
        look_done(&w, mem_printf(w.mem, "duty done %ld --note 'as agreed' --paper 'in folder %ld'", n, n));
        look_done(&w, mem_printf(w.mem, "duty assign %ld 'A. Reyes'", n + 10 > 20 ? 20 : n + 9));
    }
    look_done(&w, "designee end --on 2026-09-10 --reason 'left'");
    look_done(&w, "designee undo --reason 'did not leave'");
    for (long n = 1; n <= 6; n++) {
        look_done(&w, mem_printf(w.mem,
                                 "meeting add iep --on 2026-10-0%ld --at 9:30 --place 'Room 1, Español' --ref "
                                 "'blue %ld' --notified 2026-09-01",
                                 n, n));
        look_done(&w, mem_printf(w.mem, "meeting attempt %ld --how phone --result 'left a message'", n));
        look_done(&w, "consulted add iep200");
    }
}

static void keep_rows(const char *table) {
    struct query *q =
        sql_prepare(w.db, mem_printf(w.mem, "SELECT school, id, hash FROM %s ORDER BY school, id", table));
    struct err e = {0};
    while (sql_row(q)) {
        size_t n;
        struct kept *k = &rows[row_count++];
        ck_assert_int_le(row_count, ROWS_MOST);
        k->row = (struct flip_row){table, sql_get_int(q, 0), sql_get_int(q, 1)};
        const void *hash = sql_peek_blob(q, 2, &n);
        ck_assert_uint_eq(n, 32);
        memcpy(k->hash, hash, 32);
    }
    ck_assert(sql_end(q, &e));
}

static void reopen(void) {
    struct err e = {0};
    ck_assert_msg(db_open(&w.db, path, false, schema_migrations, schema_version, &e), "%s", e.message);
    w.req.db = w.db;
}

static int table_count(void) {
    int n = 0;
    while (door_parts.tables[n])
        n++;
    return n;
}

/* No remains of records that were moved. */
static void tidy(void) {
    db_close(w.db);
    folder_tamper(path, "VACUUM");
    reopen();
}

static void make_good(void) {
    folder_make();
    folder_file(path, "flip.db");
    w = (struct world){.mem = mem_new()};
    ck_assert_msg(db_make(&w.db, path, schema_migrations, schema_version, &w.err), "%s", w.err.message);
    w.req = (struct req){.db = w.db, .mem = w.mem, .now = "2026-09-15T03:04:05Z", .actor = "M. Ibarra"};
    world_today(&w, "2026-09-15");
    look_done(&w, "init --name Test --code 0042 --level senior");
    live(1);
    look_done(&w, "school add --name Second --code 0043 --level senior");
    live(2);
    tidy();
    ck_assert(world_is_sound(&w)); /* without its triggers, so that what follows shows something */
    row_count = 0;
    for (const struct chain_table *const *t = door_parts.tables; *t; t++)
        keep_rows((*t)->name);
    db_close(w.db);
    good = folder_read(path);
}

static void drop_good(void) {
    buf_free(&good);
    w.db = NULL;
    world_close(&w);
    folder_remove();
}

/* ---- flipping ---- */

static bool says(const char *words) {
    for (size_t i = 0; i < w.answer.note_count; i++) {
        const char *at = w.answer.notes[i].words;
        size_t n = strlen(words);
        for (; (at = strstr(at, words)) != NULL; at++)
            if ((at == w.answer.notes[i].words || at[-1] == ' ') && (at[n] < '0' || at[n] > '9'))
                return true;
    }
    return false;
}

/* "movement: what stands between its rows 16 and 20": and no other row of the table does. */
static bool is_hemmed_in(const struct flip_row *row) {
    const struct flip_row *before = NULL, *behind = NULL;
    for (long i = 0; i < row_count; i++) { /* they are kept in the order of school and place */
        const struct flip_row *one = &rows[i].row;
        if (strcmp(one->table, row->table) != 0)
            continue;
        if (one->school < row->school || (one->school == row->school && one->id < row->id))
            before = one;
        if (!behind && (one->school > row->school || (one->school == row->school && one->id > row->id)))
            behind = one;
    }
    return says(mem_printf(w.mem, "%s: what stands between its rows %s and %s cannot be read", row->table,
                           before ? mem_printf(w.mem, "%ld", before->id) : "(the first)",
                           behind ? mem_printf(w.mem, "%ld", behind->id) : "(the last)"));
}

/* By its table and place; or its place as missing; or, where the key was hit, as what it says it is now; or, where it
 * cannot be read, as what stands between its neighbours. */
static bool is_named(const struct flip_row *row, const struct flip_row *now) {
    return says(mem_printf(w.mem, "%s %ld", row->table, row->id)) ||
           says(mem_printf(w.mem, "row %ld of the chain", row->id)) || is_hemmed_in(row) ||
           (now->id != row->id && (says(mem_printf(w.mem, "%s %ld", now->table, now->id)) ||
                                   says(mem_printf(w.mem, "%s has row %ld", now->table, now->id)))) ||
           (now->school != row->school && says(mem_printf(w.mem, "%s has row %ld", now->table, now->id)));
}

/* Verifies the file as it is now; whether it was found damaged and the row named. Says what was not. */
static bool verify_names(const struct flip_row *row, const struct flip_row *now, const char *what) {
    mem_reset(w.mem);
    w.req.school = 0;
    reopen();
    bool damaged = !world_run(&w, "verify") && w.err.kind == ERR_DAMAGED;
    bool named = damaged && is_named(row, now);
    if (!named) {
        fprintf(stderr, "not named: %s %ld of school %ld (now %ld of %ld), %s: %s\n", row->table, row->id, row->school,
                now->id, now->school, what, damaged ? "" : "verify is content");
        for (size_t i = 0; i < w.answer.note_count && i < 8; i++)
            fprintf(stderr, "  %s\n", w.answer.notes[i].words);
    }
    db_close(w.db);
    w.db = w.req.db = NULL;
    return named;
}

static const struct kept *random_row(struct dice *d, const char *table) {
    const struct kept *k;
    do
        k = &rows[dice_from(d, 0, row_count - 1)];
    while (strcmp(k->row.table, table) != 0);
    return k;
}

static bool has_rows(const char *table) {
    for (long i = 0; i < row_count; i++)
        if (strcmp(rows[i].row.table, table) == 0)
            return true;
    return false;
}

static long flips_asked(struct dice *d) {
    const char *flips = getenv("FLIPS"), *seed = getenv("FLIP_SEED");
    d->state = seed ? strtoull(seed, NULL, 10) : 5640009;
    return flips ? strtol(flips, NULL, 10) : FLIPS;
}

static void tell(long named, long flips, const char *how, const char *table) {
    if (getenv("FLIPS"))
        printf("flips: %ld of %ld named (%s, %s)\n", named, flips, table, how);
    ck_assert_int_eq(named, flips);
}

START_TEST(a_bit_of_any_value_turned_over_is_named) {
    const char *table = door_parts.tables[_i]->name;
    struct dice d;
    long flips = flips_asked(&d), named = 0;
    if (!has_rows(table))
        return;
    for (long n = 0; n < flips; n++) {
        struct flip_done flipped;
        const struct kept *k = random_row(&d, table);
        folder_write(path, good.data, good.length);
        flip_sql(path, &k->row, &d, &flipped);
        named += verify_names(&k->row, &flipped.now, flipped.what);
    }
    tell(named, flips, "a value, through SQL", table);
}
END_TEST

static void flip_records(const char *table, enum flip_part part) {
    struct dice d;
    long flips = flips_asked(&d), named = 0;
    if (!has_rows(table))
        return;
    for (long n = 0; n < flips;) {
        struct buf bytes = {0};
        char what[120];
        const struct kept *k = random_row(&d, table);
        buf_add(&bytes, good.data, good.length);
        if (flip_raw(&bytes, k->hash, part, &d, what)) {
            n++;
            folder_write(path, bytes.data, bytes.length);
            named += verify_names(&k->row, &k->row, what);
        }
        buf_free(&bytes);
    }
    tell(named, flips, part == FLIP_BODY ? "its record's values, in the file" : "its record's header, in the file",
         table);
}

START_TEST(a_bit_of_a_record_in_the_file_turned_over_is_named) { flip_records(door_parts.tables[_i]->name, FLIP_BODY); }
END_TEST

START_TEST(a_bit_of_a_records_header_in_the_file_turned_over_is_named) {
    flip_records(door_parts.tables[_i]->name, FLIP_HEADER);
}
END_TEST

/* Requisitions and their lines are in no chain of their own: each of their columns is covered by what the steps bear.
 */
START_TEST(each_column_of_a_requisition_changed_is_named) {
    static const char *const of[] = {"requisition", "requisition_line"};
    folder_write(path, good.data, good.length);
    mem_reset(w.mem);
    reopen();
    struct query *q = sql(w.db, "SELECT name, type = 'TEXT' FROM pragma_table_info($1) WHERE pk = 0");
    struct err e = {0};
    struct buf scripts = {0};
    long columns = 0, named = 0;
    sql_text(q, of[_i]);
    for (; sql_row(q); columns++)
        buf_printf(&scripts,
                   "PRAGMA ignore_check_constraints = ON; UPDATE %s SET \"%s\" = %s WHERE school = 1 AND number = 2;\n",
                   of[_i], sql_peek_text(q, 0),
                   sql_get_int(q, 1) == 1 ? mem_printf(w.mem, "coalesce(\"%s\", '') || 'x'", sql_peek_text(q, 0))
                                          : mem_printf(w.mem, "coalesce(\"%s\", 0) + 1", sql_peek_text(q, 0)));
    ck_assert(sql_end(q, &e));
    db_close(w.db);
    for (char *script = strtok(scripts.data, "\n"); script; script = strtok(NULL, "\n")) {
        folder_write(path, good.data, good.length);
        folder_tamper(path, script);
        w.req.school = 0;
        reopen();
        bool found = !world_run(&w, "verify") && noted(&w, "requisition R-2026-27-0002");
        named += found;
        if (!found)
            fprintf(stderr, "not named: %s\n", script);
        db_close(w.db);
    }
    buf_free(&scripts);
    ck_assert_int_ge(columns, 8);
    ck_assert_int_eq(named, columns);
}
END_TEST

void verify_flip_suite(Suite *s) {
    TCase *c = tcase_create("flip");
    tcase_set_timeout(c, 3600); /* for a hang; nothing here is timed */
    tcase_add_unchecked_fixture(c, make_good, drop_good);
    tcase_add_loop_test(c, a_bit_of_any_value_turned_over_is_named, 0, table_count());
    tcase_add_loop_test(c, a_bit_of_a_record_in_the_file_turned_over_is_named, 0, table_count());
    tcase_add_loop_test(c, a_bit_of_a_records_header_in_the_file_turned_over_is_named, 0, table_count());
    tcase_add_loop_test(c, each_column_of_a_requisition_changed_is_named, 0, 2);
    suite_add_tcase(s, c);
}
