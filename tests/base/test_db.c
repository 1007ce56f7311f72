/* base/db: which files are opened, which are refused and left as they are, and
 * what a transaction keeps. The lists of migrations here are the test's own. */
#include "base/date.h"
#include "base/fields.h"
#include "base/sqlite_file.h"
#include "tests/suites.h"
#include "tests/support/folder.h"

#include <limits.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct migration first[] = {
    {"CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT, day TEXT, bytes BLOB) STRICT;", NULL}};

static struct db *make(const char *path) {
    struct db *db;
    struct err e = {0};
    ck_assert_msg(db_make(&db, path, first, 1, &e), "%s", e.message);
    return db;
}

static struct db *open_again(const char *path) {
    struct db *db;
    struct err e = {0};
    ck_assert_msg(db_open(&db, path, true, first, 1, &e), "%s", e.message);
    return db;
}

/* Within a transaction. */
static bool add_note(struct db *db, long id, const char *words, struct err *e) {
    struct query *q = sql(db, "INSERT INTO note (id, words) VALUES ($1, $2)");
    sql_int(q, id);
    sql_text(q, words);
    return sql_do(q, e);
}

static void keep_notes(struct db *db, long from, long to) {
    struct err e = {0};
    ck_assert(db_begin(db, 0, &e));
    for (long id = from; id <= to; id++)
        ck_assert_msg(add_note(db, id, "a note of some length, so that the file has several pages", &e), "%s",
                      e.message);
    db_witness(db);
    ck_assert_msg(db_end(db, true, &e), "%s", e.message);
}

static long number(struct db *db, const char *text) {
    struct query *q = sql_prepare(db, text);
    struct err e = {0};
    long n = sql_row(q) ? sql_get_int(q, 0) : INT_NONE;
    ck_assert_msg(sql_end(q, &e), "%s", e.message);
    return n;
}

static long notes(struct db *db) { return number(db, "SELECT count(*) FROM note"); }

/* Refused as `kind` by reading and by writing, with the words in the message, and no byte of the folder touched. */
static void expect_refused(const char *path, int count, enum err_kind kind, const char *words) {
    struct buf before = folder_read(path);
    int files = folder_count();
    for (int write = 0; write < 2; write++) {
        struct db *db = (struct db *)&before;
        struct err e = {0};
        ck_assert_msg(!db_open(&db, path, write, first, count, &e), "%s was opened", path);
        ck_assert_ptr_null(db);
        ck_assert_msg(e.kind == kind && strstr(e.message, words), "%s: kind %d, \"%s\"", path, e.kind, e.message);
        ck_assert_msg(strstr(e.message, path) != NULL, "the file is not named: %s", e.message);
        ck_assert_msg(folder_same(path, &before), "%s was touched", path);
        ck_assert_int_eq(folder_count(), files);
    }
    buf_free(&before);
}

/* ---- many rows ---- */

static bool add_many(struct db *db, const struct sql_value *rows, size_t count, struct err *e) {
    struct query *q = sql(db, "INSERT INTO note (id, words, day, bytes) SELECT c1, c2, $1, c3 FROM given");
    sql_date(q, date_from(2026, 9, 14));
    return sql_many(q, rows, count, 3, e);
}

START_TEST(many_rows_are_stored_by_one_statement) {
    static const struct sql_value rows[] = {{SQL_INT, 1, NULL},        {SQL_TEXT, 0, "ñ"},  {SQL_BLOB, 2, "\0x"},
                                            {SQL_INT, LONG_MAX, NULL}, {SQL_NULL, 0, NULL}, {SQL_NULL, 0, NULL}};
    struct db *db;
    struct err e = {0};
    ck_assert(db_scratch(&db, first, 1, &e) && db_begin(db, 0, &e));
    ck_assert_msg(add_many(db, rows, 2, &e), "%s", e.message);
    ck_assert(add_many(db, rows, 0, &e));
    ck_assert_int_eq(number(db, "SELECT count(*) FROM note WHERE id = 1 AND words = 'ñ' AND bytes = x'0078' AND "
                                "day = '2026-09-14'"),
                     1);
    ck_assert_int_eq(number(db, "SELECT count(*) FROM note WHERE id = 9223372036854775807 AND words IS NULL AND bytes "
                                "IS NULL"),
                     1);
    ck_assert_int_eq(number(db, "SELECT count(*) FROM given"), 0); /* outside of sql_many it is empty */
    ck_assert(!db_end(db, false, &e));
    db_close(db);
}
END_TEST

START_TEST(one_of_many_rows_that_cannot_be_stored_takes_all_of_them_back) {
    static const struct sql_value rows[] = {{SQL_INT, 7, NULL}, {SQL_NULL, 0, NULL}, {SQL_NULL, 0, NULL},
                                            {SQL_INT, 7, NULL}, {SQL_NULL, 0, NULL}, {SQL_NULL, 0, NULL}};
    struct db *db;
    struct err e = {0};
    ck_assert(db_scratch(&db, first, 1, &e) && db_begin(db, 0, &e) && add_note(db, 1, "one", &e));
    ck_assert(!add_many(db, rows, 2, &e));
    ck_assert_int_eq(e.kind, ERR_BUG);
    ck_assert_int_eq(notes(db), 1);
    ck_assert(!db_end(db, false, &e));
    db_close(db);
}
END_TEST

START_TEST(many_rows_pass_the_triggers_which_hold_again_afterwards) {
    static const struct sql_value row[] = {{SQL_INT, 7, NULL}, {SQL_NULL, 0, NULL}, {SQL_NULL, 0, NULL}};
    static const struct migration guarded[] = {
        {"CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT, day TEXT, bytes BLOB) STRICT;"
         "CREATE TRIGGER none BEFORE INSERT ON note BEGIN SELECT RAISE(ABORT, 'no note is taken'); END",
         NULL}};
    struct db *db;
    struct err e = {0};
    ck_assert(db_scratch(&db, guarded, 1, &e) && db_begin(db, 0, &e));
    for (int i = 0; i < 2; i++) { /* the second time the row is there, and sql_many fails */
        ck_assert(add_many(db, row, 1, &e) == (i == 0));
        e = (struct err){0};
        ck_assert(!add_note(db, 8, "eight", &e) && strstr(e.message, "no note is taken"));
    }
    ck_assert(!db_end(db, false, &e));
    db_close(db);
}
END_TEST

/* ---- files ---- */

START_TEST(a_missing_file_is_not_found) {
    char path[FOLDER_PATH];
    const char *const names[] = {"missing.db", "no-such-folder/missing.db"};
    for (size_t i = 0; i < COUNT(names); i++) {
        struct db *db;
        struct err e = {0};
        folder_file(path, names[i]);
        int files = folder_count();
        ck_assert(!db_open(&db, path, true, first, 1, &e));
        ck_assert_ptr_null(db);
        ck_assert_int_eq(e.kind, ERR_NOT_FOUND);
        ck_assert(strstr(e.message, "no database") && strstr(e.message, path));
        ck_assert_int_eq(folder_count(), files);
    }
}
END_TEST

START_TEST(a_folder_is_no_file) {
    struct db *db;
    struct err e = {0};
    ck_assert(!db_open(&db, "/", true, first, 1, &e));
    ck_assert_int_eq(e.kind, ERR_IO);
    ck_assert_ptr_null(db);
}
END_TEST

START_TEST(what_is_no_database_is_refused_untouched) {
    static const char zeros[10000];
    static const struct {
        const char *name, *bytes;
        size_t count;
    } cases[] = {
        {"empty", "", 0},
        {"letter", "x", 1},
        {"text", "date,item,kind,quantity\n2026-09-01,lre.en,issue,1\n", 51},
        {"almost", "SQLite format 3", 15},
        {"zeros", zeros, sizeof zeros},
        {"zip", "PK\3\4\24\0\0\0\10\0", 10},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char path[FOLDER_PATH];
        folder_write(folder_file(path, cases[i].name), cases[i].bytes, cases[i].count);
        expect_refused(path, 1, ERR_IO, "not a guidestock database");
    }
}
END_TEST

START_TEST(a_database_of_another_program_is_refused_untouched) {
    static const char *const scripts[] = {
        "CREATE TABLE t (x); INSERT INTO t VALUES (1); PRAGMA user_version = 1",
        "CREATE TABLE note (id); PRAGMA application_id = 1; PRAGMA user_version = 1",
        "CREATE TABLE t (x); PRAGMA application_id = 1196708980; PRAGMA user_version = 9",
        "PRAGMA journal_mode = WAL; CREATE TABLE t (x); INSERT INTO t VALUES (1)",
        "PRAGMA encoding = 'UTF-16'; CREATE TABLE t (x)",
        "PRAGMA page_size = 512; CREATE TABLE t (x)",
    };
    for (size_t i = 0; i < COUNT(scripts); i++) {
        char path[FOLDER_PATH], name[] = "foreign-0.db";
        name[8] = (char)('0' + i);
        folder_tamper(folder_file(path, name), scripts[i]);
        expect_refused(path, 1, ERR_IO, "not a guidestock database");
    }
}
END_TEST

/* The other program was killed: what it wrote last stands in its log, and is not ours to move. */
START_TEST(the_log_of_another_program_is_not_written_back) {
    char path[FOLDER_PATH], log[FOLDER_PATH], killed[FOLDER_PATH], killed_log[FOLDER_PATH];
    sqlite3 *other;
    ck_assert_int_eq(sqlite3_open(folder_file(path, "other.db"), &other), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(other,
                                  "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;"
                                  "CREATE TABLE t (x); INSERT INTO t VALUES (1)",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    struct buf bytes = folder_read(path), log_bytes = folder_read(folder_file(log, "other.db-wal"));
    sqlite3_close(other);
    ck_assert_uint_gt(log_bytes.length, 0);
    folder_write(folder_file(killed, "killed.db"), bytes.data, bytes.length);
    folder_write(folder_file(killed_log, "killed.db-wal"), log_bytes.data, log_bytes.length);
    struct db *db;
    struct err e = {0};
    ck_assert(!db_open(&db, killed, true, first, 1, &e));
    ck_assert_int_eq(e.kind, ERR_IO);
    ck_assert_msg(folder_same(killed, &bytes), "the database of another program was written to");
    ck_assert_msg(folder_has(killed_log) && folder_same(killed_log, &log_bytes), "its log was written back");
    buf_free(&bytes);
    buf_free(&log_bytes);
}
END_TEST

START_TEST(a_truncated_file_is_refused_untouched) {
    char path[FOLDER_PATH], cut[FOLDER_PATH];
    struct db *db = make(folder_file(path, "whole.db"));
    keep_notes(db, 1, 400);
    db_close(db);
    struct buf whole = folder_read(path);
    ck_assert_uint_gt(whole.length, (size_t)5 * 4096);
    const size_t cuts[] = {1,
                           16,
                           99,
                           100,
                           511,
                           512,
                           1024,
                           4095,
                           4096,
                           4097,
                           8192,
                           whole.length / 2,
                           whole.length - 4097,
                           whole.length - 4096,
                           whole.length - 1};
    for (size_t i = 0; i < COUNT(cuts); i++) {
        folder_write(folder_file(cut, "cut.db"), whole.data, cuts[i]);
        expect_refused(cut, 1, ERR_IO, "not touched");
    }
    folder_write(cut, whole.data, whole.length);
    db = open_again(cut); /* it was the cutting */
    ck_assert_int_eq(notes(db), 400);
    db_close(db);
    buf_free(&whole);
}
END_TEST

START_TEST(a_newer_file_is_refused_untouched_and_both_versions_are_named) {
    char path[FOLDER_PATH];
    db_close(make(folder_file(path, "newer.db")));
    folder_tamper(path, "PRAGMA user_version = 2");
    expect_refused(path, 1, ERR_IO, "newer");
    expect_refused(path, 1, ERR_IO, "version 2 of the file; this program knows 1");
}
END_TEST

START_TEST(of_two_makers_of_one_file_the_second_is_told) {
    char path[FOLDER_PATH];
    struct db *db = make(folder_file(path, "made.db")), *other = db;
    struct err e = {0};
    keep_notes(db, 1, 3);
    struct buf before = folder_read(path);
    ck_assert(!db_make(&other, path, first, 1, &e));
    ck_assert_ptr_null(other);
    ck_assert_int_eq(e.kind, ERR_CONFLICT);
    ck_assert(folder_same(path, &before));
    ck_assert_int_eq(notes(db), 3);
    db_close(db);
    buf_free(&before);
}
END_TEST

START_TEST(a_make_that_fails_leaves_no_file) {
    static const struct migration bad[] = {{"CREATE TABLE t (x) STRICT;", NULL}};
    char path[FOLDER_PATH];
    struct db *db;
    struct err e = {0};
    int files = folder_count();
    ck_assert(!db_make(&db, folder_file(path, "bad.db"), bad, 1, &e));
    ck_assert_int_eq(e.kind, ERR_BUG);
    ck_assert_ptr_null(db);
    e = (struct err){0};
    ck_assert(!db_make(&db, folder_file(path, "no-such-folder/x.db"), first, 1, &e));
    ck_assert_int_eq(e.kind, ERR_NOT_FOUND);
    ck_assert_int_eq(folder_count(), files);
}
END_TEST

/* ---- migrations ---- */

static bool shout(struct db *db, struct err *e) { return sql_do(sql(db, "UPDATE note SET words = words || '!'"), e); }

static bool refuse(struct db *db, struct err *e) {
    return sql_do(sql(db, "DELETE FROM note"), e) && err_set(e, ERR_RULE, NULL, "the step refuses");
}

START_TEST(an_older_file_is_kept_beside_and_brought_up_to_date) {
    static const struct migration second[] = {
        {"CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT, day TEXT, bytes BLOB) STRICT;", NULL},
        {"ALTER TABLE note ADD COLUMN place INTEGER NOT NULL DEFAULT 7; CREATE TABLE more (x TEXT) STRICT;", shout}};
    char path[FOLDER_PATH], kept[FOLDER_PATH];
    struct err e = {0};
    struct db *db = make(folder_file(path, "old.db"));
    keep_notes(db, 1, 5);
    db_close(db);
    for (int round = 0; round < 2; round++) { /* the second time there is nothing to do */
        ck_assert_msg(db_open(&db, path, round, second, 2, &e), "%s", e.message);
        ck_assert_int_eq(number(db, "SELECT sum(place) FROM note"), 35);
        ck_assert_int_eq(number(db, "SELECT count(*) FROM note WHERE words LIKE '%pages!'"), 5);
        ck_assert_int_eq(number(db, "PRAGMA user_version"), 2);
        db_close(db);
    }
    db = open_again(folder_file(kept, "old.db.version-1")); /* as version 1 knows it */
    ck_assert_int_eq(number(db, "PRAGMA user_version"), 1);
    ck_assert_int_eq(number(db, "SELECT count(*) FROM note WHERE words LIKE '%pages'"), 5);
    ck_assert_int_eq(number(db, "SELECT count(*) FROM sqlite_schema"), 1);
    db_close(db);
}
END_TEST

START_TEST(a_damaged_older_file_is_neither_kept_nor_brought_up_to_date) {
    static const struct migration second[] = {{NULL, NULL}, {"CREATE TABLE more (x TEXT) STRICT;", NULL}};
    char path[FOLDER_PATH];
    struct db *db = make(folder_file(path, "rotten.db"));
    struct err e = {0};
    keep_notes(db, 1, 400);
    db_close(db);
    struct buf bytes = folder_read(path);
    memset(bytes.data + 3 * 4096L, 0x5A, 64);
    folder_write(path, bytes.data, bytes.length);
    int files = folder_count();
    ck_assert(!db_open(&db, path, true, second, 2, &e));
    ck_assert_int_eq(e.kind, ERR_DAMAGED);
    ck_assert(folder_same(path, &bytes));
    ck_assert_int_eq(folder_count(), files);
    buf_free(&bytes);
}
END_TEST

START_TEST(a_migration_that_fails_leaves_the_file_as_it_was) {
    static const struct migration lists[][2] = {
        {{NULL, NULL}, {"CREATE TABLE more (x TEXT) STRICT; DELETE FROM note; INSERT INTO none VALUES (1);", NULL}},
        {{NULL, NULL}, {"CREATE TABLE more (x TEXT) STRICT;", refuse}},
    };
    static const struct migration mended[] = {{NULL, NULL}, {"CREATE TABLE more (x TEXT) STRICT;", NULL}};
    for (size_t i = 0; i < COUNT(lists); i++) {
        char path[FOLDER_PATH], name[] = "fails-0.db";
        name[6] = (char)('0' + i);
        struct db *db = make(folder_file(path, name));
        struct err e = {0};
        keep_notes(db, 1, 5);
        db_close(db);
        struct buf before = folder_read(path);
        ck_assert(!db_open(&db, path, true, lists[i], 2, &e));
        ck_assert_ptr_null(db);
        ck_assert_int_eq(e.kind, lists[i][1].step ? ERR_RULE : ERR_BUG);
        ck_assert(folder_same(path, &before));
        db = open_again(path);
        ck_assert_int_eq(notes(db), 5);
        ck_assert_int_eq(number(db, "SELECT count(*) FROM sqlite_schema"), 1);
        db_close(db);
        e = (struct err){0}; /* and a mended program is not in the way of its own copy */
        ck_assert_msg(db_open(&db, path, true, mended, 2, &e), "%s", e.message);
        ck_assert_int_eq(notes(db), 5);
        db_close(db);
        buf_free(&before);
    }
}
END_TEST

/* ---- statements ---- */

START_TEST(the_wrong_number_of_values_is_a_bug) {
    char path[FOLDER_PATH];
    struct db *db = make(folder_file(path, "values.db"));
    for (int given = 0; given <= 4; given++) {
        struct err e = {0};
        struct query *q = sql(db, "INSERT INTO note (id, words) VALUES ($1, $2)");
        for (int i = 0; i < given; i++)
            if (i % 2)
                sql_text(q, "x");
            else
                sql_int(q, 1);
        bool ok = given == 2;
        ck_assert_int_eq(sql_do(q, &e), ok);
        ck_assert_int_eq(e.kind, ok ? ERR_NONE : ERR_BUG);
        ck_assert(ok || strstr(e.message, "INSERT INTO note"));
        ck_assert_int_eq(notes(db), given >= 2);
    }
    db_close(db);
}
END_TEST

START_TEST(a_statement_that_is_none_is_a_bug_and_its_errors_are_sticky) {
    static const char *const texts[] = {"SELECT x FROM none", "SELEC 1", "SELECT $1, $3", "SELECT ?1, :name",
                                        "SELECT \"a text\""};
    char path[FOLDER_PATH];
    struct db *db = make(folder_file(path, "statements.db"));
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct err e = {0};
        struct query *q = sql_prepare(db, texts[i]);
        sql_int(q, 1);
        sql_text(q, "a");
        sql_date(q, 20000);
        sql_blob(q, "b", 1);
        ck_assert_msg(!sql_row(q) && !sql_row(q), "%s", texts[i]);
        ck_assert(!sql_end(q, &e));
        ck_assert_int_eq(e.kind, ERR_BUG);
        e = (struct err){.kind = ERR_RULE}; /* the first error wins */
        ck_assert(!sql_do(sql_prepare(db, texts[i]), &e));
        ck_assert_int_eq(e.kind, ERR_RULE);
    }
    ck_assert_int_eq(notes(db), 0);
    db_close(db);
}
END_TEST

static void put_value(struct db *db, long id, const char *words, int day, const void *bytes, size_t count) {
    struct err e = {0};
    struct query *q = sql(db, "INSERT INTO note (id, words, day, bytes) VALUES ($1, $2, $3, $4)");
    sql_int(q, id);
    sql_text(q, words);
    sql_date(q, day);
    if (bytes)
        sql_blob(q, bytes, count);
    else
        sql_int(q, INT_NONE);
    ck_assert_msg(sql_do(q, &e), "%s", e.message);
}

START_TEST(values_come_back_as_they_went_in) {
    static const struct {
        long id;
        const char *words;
        int day;
        const char *bytes;
        size_t count;
    } rows[] = {
        {LONG_MIN + 1, "", 0, "", 0},
        {-1, NULL, DATE_NONE, NULL, 0},
        {0, "'; DROP TABLE note; --", -719162, "\0\xFF\0", 3},
        {1, "Español 한국어 \xCC\x81", 2932896, "12345678901234567890123456789012", 32},
        {LONG_MAX, "%s%n$1", 20454, "x", 1},
    };
    struct db *db;
    struct err e = {0};
    struct mem *m = mem_new();
    ck_assert(db_scratch(&db, first, 1, &e));
    for (size_t i = 0; i < COUNT(rows); i++)
        put_value(db, rows[i].id, rows[i].words, rows[i].day, rows[i].bytes, rows[i].count);
    struct query *q = sql(db, "SELECT id, words, day, bytes FROM note ORDER BY id");
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t n;
        ck_assert(sql_row(q));
        ck_assert_int_eq(sql_get_int(q, 0), rows[i].id);
        ck_assert_pstr_eq(sql_get_text(q, 1, m), rows[i].words);
        ck_assert_int_eq(sql_get_date(q, 2), rows[i].day);
        const void *bytes = sql_peek_blob(q, 3, &n);
        ck_assert_uint_eq(n, rows[i].count);
        ck_assert(n == 0 || memcmp(bytes, rows[i].bytes, n) == 0);
        ck_assert_int_eq(sql_get_int(q, 3) == INT_NONE, rows[i].bytes == NULL);
    }
    ck_assert(!sql_row(q) && sql_end(q, &e));
    ck_assert_int_eq(number(db, "SELECT count(*) FROM note WHERE day = '0001-01-01' OR day = '9999-12-31'"), 2);
    db_close(db);
    mem_free(m);
}
END_TEST

/* In one expression, so that both have the same literal, whichever compiler it is. */
static struct query *ask(struct db *db) { return sql(db, "SELECT id FROM note ORDER BY id"); }

START_TEST(a_query_may_run_within_itself) {
    struct db *db;
    struct err e = {0};
    long pairs = 0;
    ck_assert(db_scratch(&db, first, 1, &e));
    keep_notes(db, 1, 7);
    for (int round = 0; round < 3; round++) {
        struct query *outer = ask(db);
        for (long a = 1; sql_row(outer); a++) {
            ck_assert_int_eq(sql_get_int(outer, 0), a);
            struct query *inner = ask(db);
            while (sql_row(inner))
                pairs++;
            ck_assert(sql_end(inner, &e));
        }
        ck_assert(sql_end(outer, &e));
    }
    ck_assert_int_eq(pairs, 3 * 49);
    db_close(db);
}
END_TEST

/* ---- transactions ---- */

START_TEST(a_change_that_no_trail_witnesses_is_refused) {
    static const struct {
        bool change, witness, ok, stored;
        enum err_kind kind;
    } cases[] = {
        {true, true, true, true, ERR_NONE},    {true, false, true, false, ERR_BUG},
        {true, true, false, false, ERR_NONE},  {true, false, false, false, ERR_NONE},
        {false, false, true, false, ERR_NONE}, /* there was nothing to change */
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct db *db;
        struct err e = {0};
        ck_assert(db_scratch(&db, first, 1, &e));
        for (int round = 0; round < 2; round++) { /* the witness of one transaction is none for the next */
            e = (struct err){0};
            ck_assert(db_begin(db, 0, &e));
            ck_assert(!cases[i].change || add_note(db, round, "x", &e));
            if (cases[i].witness)
                db_witness(db);
            ck_assert_int_eq(db_end(db, cases[i].ok, &e), cases[i].ok && cases[i].kind == ERR_NONE);
            ck_assert_int_eq(e.kind, cases[i].kind);
            ck_assert_int_eq(notes(db), cases[i].stored ? round + 1 : 0);
        }
        ck_assert(!db_end(db, true, &e)); /* nothing was begun */
        ck_assert(db_begin(db, 0, &e) && add_note(db, 9, "x", &e) && !db_end(db, true, &e));
        ck_assert_int_eq(number(db, "SELECT count(*) FROM note WHERE id = 9"), 0);
        db_close(db);
    }
}
END_TEST

START_TEST(a_reading_handle_cannot_write) {
    static const char *const changes[] = {"INSERT INTO note (id) VALUES (50)", "UPDATE note SET words = 'x'",
                                          "DELETE FROM note", "DROP TABLE note", "PRAGMA user_version = 9"};
    char path[FOLDER_PATH];
    struct db *writer = make(folder_file(path, "read.db")), *reader;
    struct err e = {0};
    keep_notes(writer, 1, 3);
    struct buf before = folder_read(path);
    ck_assert(db_open(&reader, path, false, first, 1, &e));
    for (size_t i = 0; i < COUNT(changes); i++) {
        struct err refused = {0};
        ck_assert_msg(!sql_do(sql_prepare(reader, changes[i]), &refused), "%s", changes[i]);
        ck_assert_int_eq(refused.kind, ERR_IO);
        if (db_begin(reader, 0, &e)) {
            db_witness(reader);
            refused = (struct err){0};
            ck_assert(!db_end(reader, sql_do(sql_prepare(reader, changes[i]), &refused), &e));
        }
    }
    ck_assert(folder_same(path, &before));
    ck_assert_int_eq(notes(reader), 3);
    keep_notes(writer, 4, 4);
    ck_assert_int_eq(notes(reader), 4);
    db_close(reader);
    db_close(writer);
    buf_free(&before);
}
END_TEST

/* The only test that waits: five seconds is how long a command waits for another. */
START_TEST(a_lock_held_by_another_is_busy_and_passes) {
    char path[FOLDER_PATH];
    struct db *one = make(folder_file(path, "busy.db")), *other = open_again(path);
    struct err e = {0}, busy = {0};
    ck_assert(db_begin(one, 0, &e) && add_note(one, 1, "x", &e));
    ck_assert_int_eq(notes(other), 0); /* reading goes on */
    ck_assert(!db_begin(other, 0, &busy));
    ck_assert_int_eq(busy.kind, ERR_BUSY);
    ck_assert(strstr(busy.message, path));
    ck_assert(!db_end(other, true, &busy));
    db_witness(one);
    ck_assert(db_end(one, true, &e));
    ck_assert(db_begin(other, 0, &e) && add_note(other, 2, "y", &e));
    db_witness(other);
    ck_assert(db_end(other, true, &e));
    ck_assert_int_eq(notes(one), 2);
    db_close(one);
    db_close(other);
}
END_TEST

START_TEST(a_writer_killed_half_way_leaves_what_was_before) {
    char path[FOLDER_PATH];
    struct db *db = make(folder_file(path, "killed-writer.db"));
    struct err e = {0};
    int status;
    keep_notes(db, 1, 3);
    db_close(db);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) { /* more than the cache holds, so that it stands in the file already */
        size_t size = (size_t)12 << 20;
        db = open_again(path);
        struct query *q = sql(db, "UPDATE note SET words = 'gone', bytes = $1");
        if (!db_begin(db, 0, &e))
            _exit(1);
        sql_blob(q, calloc(1, size), size);
        if (sql_do(q, &e))
            kill(getpid(), SIGKILL);
        _exit(1);
    }
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    struct buf left = folder_read(path);
    ck_assert_uint_gt(left.length, (size_t)1 << 20); /* or the test shows nothing */
    buf_free(&left);
    ck_assert_msg(db_open(&db, path, false, first, 1, &e), "%s", e.message);
    ck_assert_int_eq(number(db, "SELECT count(*) FROM note WHERE words LIKE 'a note%' AND bytes IS NULL"), 3);
    db_close(db);
}
END_TEST

START_TEST(every_connection_is_set_up_as_it_must_be) {
    static const struct {
        const char *pragma;
        long value;
    } cases[] = {{"PRAGMA foreign_keys", 1},
                 {"PRAGMA synchronous", 3},
                 {"PRAGMA cell_size_check", 1},
                 {"PRAGMA trusted_schema", 0},
                 {"PRAGMA busy_timeout", 5000}};
    char path[FOLDER_PATH];
    struct err e = {0};
    struct mem *m = mem_new();
    db_close(make(folder_file(path, "settings.db")));
    for (int write = 0; write < 2; write++) {
        struct db *db;
        ck_assert(db_open(&db, path, write, first, 1, &e));
        for (size_t i = 0; i < COUNT(cases); i++)
            ck_assert_msg(number(db, cases[i].pragma) == cases[i].value, "%s", cases[i].pragma);
        ck_assert_int_eq(number(db, "PRAGMA query_only"), !write);
        struct query *q = sql(db, "PRAGMA journal_mode");
        ck_assert(sql_row(q));
        ck_assert_str_eq(sql_get_text(q, 0, m), "truncate");
        ck_assert(sql_end(q, &e));
        db_close(db);
    }
    mem_free(m);
}
END_TEST

/* ---- damage ---- */

static void count_finding(void *where, const char *what) {
    ck_assert(what && *what);
    ++*(int *)where;
}

static int findings(const char *path) {
    struct db *db;
    struct err e = {0};
    int count = 0;
    if (!db_open(&db, path, false, first, 1, &e))
        return -1;
    ck_assert_msg(db_check(db, count_finding, &count, &e), "%s", e.message);
    db_close(db);
    return count;
}

START_TEST(damage_is_found_and_soundness_is_too) {
    char path[FOLDER_PATH];
    struct db *db = make(folder_file(path, "damage.db"));
    keep_notes(db, 1, 400);
    db_close(db);
    ck_assert_int_eq(findings(path), 0);
    struct buf whole = folder_read(path);
    for (size_t page = 1; page < whole.length / 4096; page++) {
        struct buf broken = {0};
        buf_add(&broken, whole.data, whole.length);
        memset(broken.data + page * 4096, 0x5A, 64);
        folder_write(path, broken.data, broken.length);
        ck_assert_msg(findings(path) > 0, "page %zu", page);
        buf_free(&broken);
    }
    folder_write(path, whole.data, whole.length);
    folder_tamper(path, "CREATE TABLE child (note INTEGER REFERENCES note); INSERT INTO child VALUES (1), (5000)");
    ck_assert_int_eq(findings(path), 1);
    buf_free(&whole);
}
END_TEST

static TCase *files_case(void) {
    TCase *c = tcase_create("files");
    tcase_add_unchecked_fixture(c, folder_make, folder_remove);
    tcase_add_test(c, a_missing_file_is_not_found);
    tcase_add_test(c, many_rows_are_stored_by_one_statement);
    tcase_add_test(c, one_of_many_rows_that_cannot_be_stored_takes_all_of_them_back);
    tcase_add_test(c, many_rows_pass_the_triggers_which_hold_again_afterwards);
    tcase_add_test(c, a_folder_is_no_file);
    tcase_add_test(c, what_is_no_database_is_refused_untouched);
    tcase_add_test(c, a_database_of_another_program_is_refused_untouched);
    tcase_add_test(c, the_log_of_another_program_is_not_written_back);
    tcase_add_test(c, a_truncated_file_is_refused_untouched);
    tcase_add_test(c, a_newer_file_is_refused_untouched_and_both_versions_are_named);
    tcase_add_test(c, of_two_makers_of_one_file_the_second_is_told);
    tcase_add_test(c, a_make_that_fails_leaves_no_file);
    tcase_add_test(c, an_older_file_is_kept_beside_and_brought_up_to_date);
    tcase_add_test(c, a_damaged_older_file_is_neither_kept_nor_brought_up_to_date);
    tcase_add_test(c, a_migration_that_fails_leaves_the_file_as_it_was);
    tcase_add_test(c, damage_is_found_and_soundness_is_too);
    tcase_add_test(c, a_writer_killed_half_way_leaves_what_was_before);
    return c;
}

static TCase *statements_case(void) {
    TCase *c = tcase_create("statements");
    tcase_add_unchecked_fixture(c, folder_make, folder_remove);
    tcase_add_test(c, the_wrong_number_of_values_is_a_bug);
    tcase_add_test(c, a_statement_that_is_none_is_a_bug_and_its_errors_are_sticky);
    tcase_add_test(c, values_come_back_as_they_went_in);
    tcase_add_test(c, a_query_may_run_within_itself);
    tcase_add_test(c, a_change_that_no_trail_witnesses_is_refused);
    tcase_add_test(c, a_reading_handle_cannot_write);
    tcase_add_test(c, a_lock_held_by_another_is_busy_and_passes);
    tcase_add_test(c, every_connection_is_set_up_as_it_must_be);
    return c;
}

void db_suite(Suite *s) {
    suite_add_tcase(s, files_case());
    suite_add_tcase(s, statements_case());
}
