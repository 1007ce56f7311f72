/* base/db where SQLite fails: each of its calls in turn, by each of the ways a disk has. What was asked for is then
 * not done, the message is one for the counter, and the file is as good as before. */
#include "base/sqlite_file.h"
#include "base/verb.h"
#include "tests/suites.h"
#include "tests/support/fault.h"
#include "tests/support/folder.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct migration list[] = {
    {"CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT) STRICT; INSERT INTO note VALUES (1, 'one');"
     "CREATE TRIGGER stays BEFORE DELETE ON note BEGIN SELECT RAISE(ABORT, 'a note stays'); END",
     NULL},
    {"ALTER TABLE note ADD COLUMN day TEXT", NULL}};

static char path[FOLDER_PATH], other_path[FOLDER_PATH];

static const struct way {
    int code;
    enum err_kind kind;
    const char *words;
} ways[] = {
    {SQLITE_IOERR_WRITE, ERR_IO, "the disk failed"},
    {SQLITE_CANTOPEN, ERR_IO, "cannot be opened"},
    {SQLITE_NOMEM, ERR_IO, "out of memory"},
    {SQLITE_FULL, ERR_IO, "disk is full"},
    {SQLITE_READONLY, ERR_IO, "cannot be written"},
    {SQLITE_BUSY, ERR_BUSY, "another program is writing"},
    {SQLITE_LOCKED, ERR_BUSY, "another program is writing"},
    {SQLITE_PERM, ERR_BUG, "database error 3"},
};

static struct db *opened(const char *at, int count) {
    struct db *db;
    struct err e = {0};
    ck_assert_msg(db_open(&db, at, true, list, count, &e), "%s", e.message);
    return db;
}

static void make_at(const char *at, int count) {
    struct db *db;
    struct err e = {0};
    db_unmake(at);
    ck_assert_msg(db_make(&db, at, list, count, &e), "%s", e.message);
    db_close(db);
}

static long notes(struct db *db) {
    struct query *q = sql(db, "SELECT count(*) FROM note");
    struct err e = {0};
    long n = sql_row(q) ? sql_get_int(q, 0) : INT_NONE;
    ck_assert_msg(sql_end(q, &e), "%s", e.message);
    return n;
}

/* ---- what is asked for ---- */

static void found(void *where, const char *what) {
    (void)what;
    ++*(int *)where;
}

static void tell(void *where, long bytes) { *(long *)where = bytes; }

static bool makes(struct err *e) {
    struct db *db;
    db_unmake(path);
    int files = folder_count();
    bool ok = db_make(&db, path, list, 1, e);
    ck_assert_msg(ok || (!db && folder_count() == files), "a file was left behind");
    db_close(db);
    return ok;
}

static bool opens(bool write, int count, struct err *e) {
    struct db *db;
    bool ok = db_open(&db, path, write, list, count, e);
    ck_assert(ok == (db != NULL));
    db_close(db);
    return ok;
}

static bool opens_to_write(struct err *e) { return opens(true, 1, e); }
static bool opens_to_read(struct err *e) { return opens(false, 1, e); }
static bool migrates(struct err *e) { return opens(true, 2, e); }

static bool migrates_a_copy(struct err *e) {
    struct db *db;
    bool ok = db_open_copy(&db, path, list, 2, e);
    db_close(db);
    return ok;
}

/* With what follows, the handle was opened before the fault. */
static struct db *db;

static bool changes(struct err *e) {
    if (!db_begin(db, 0, e))
        return false;
    bool ok = sql_do(sql(db, "UPDATE note SET words = 'two'"), e);
    db_witness(db);
    return db_end(db, ok, e);
}

static bool stores_many(struct err *e) {
    static const struct sql_value rows[] = {
        {SQL_INT, 2, NULL}, {SQL_TEXT, 0, "two"}, {SQL_INT, 3, NULL}, {SQL_TEXT, 0, "three"}};
    if (!db_begin(db, 0, e))
        return false;
    bool ok = sql_many(sql(db, "INSERT INTO note (id, words) SELECT c1, c2 FROM given"), rows, 2, 2, e);
    db_witness(db);
    return db_end(db, ok, e);
}

static bool copies(struct err *e) {
    long bytes = 0;
    struct db_progress p = {tell, &bytes};
    folder_write(other_path, "", 0);
    bool ok = db_copy(db, other_path, &p, e);
    ck_assert(!ok || bytes > 0);
    return ok;
}

static bool replaces(struct err *e) {
    struct db *from = NULL;
    unsigned stamp;
    bool ok =
        db_stamp(db, &stamp, e) && db_open_copy(&from, other_path, list, 1, e) && db_replace(db, from, stamp, NULL, e);
    db_close(from);
    return ok;
}

static bool checks(struct err *e) {
    int count = 0;
    return db_check(db, found, &count, e) && count == 0;
}

static bool checks_pages(struct err *e) {
    int count = 0;
    return db_check_pages(db, found, &count, e) && count == 0;
}

static const struct asked {
    const char *what;
    bool (*is_done)(struct err *e);
    bool needs_handle;
} asked[] = {
    {"making", makes, false},
    {"opening to write", opens_to_write, false},
    {"opening to read", opens_to_read, false},
    {"bringing up to date", migrates, false},
    {"bringing a copy up to date", migrates_a_copy, false},
    {"a change", changes, true},
    {"many rows", stores_many, true},
    {"a copy", copies, true},
    {"replacing", replaces, true},
    {"checking", checks, true},
    {"checking the pages", checks_pages, true},
};

/* True while there was an n-th call that could fail. */
static bool fails_at(const struct asked *a, const struct way *way, long n) {
    struct err e = {0};
    make_at(path, 1);
    make_at(other_path, 1);
    db = a->needs_handle ? opened(path, 1) : NULL;
    fault_set(FAULT_STATEMENT | FAULT_PREPARE | FAULT_FILE, n, way->code, FAULT_ONCE);
    bool done = a->is_done(&e);
    bool came = fault_end();
    db_close(db);
    ck_assert_msg(done != came, "%s, call %ld, %s: %s", a->what, n, way->words, e.message);
    if (!came)
        return false;
    /* A copy that cannot even begin is told by SQLite's own words. */
    ck_assert_msg((e.kind == way->kind && strstr(e.message, way->words)) ||
                      (e.kind == ERR_BUG && strstr(e.message, "must be distinct")),
                  "%s, call %ld, %s: kind %d, %s", a->what, n, way->words, e.kind, e.message);
    if (a->is_done == makes)
        return true;
    db = opened(path, 2);
    ck_assert_int_eq(notes(db), 1);
    struct query *q = sql(db, "SELECT words FROM note");
    ck_assert(sql_row(q) && strcmp(sql_peek_text(q, 0), "one") == 0);
    ck_assert(sql_end(q, &(struct err){0}));
    db_close(db);
    return true;
}

START_TEST(each_call_that_fails_is_an_error_and_the_file_is_as_good_as_before) {
    const struct asked *a = &asked[_i];
    for (size_t i = 0; i < COUNT(ways); i++) {
        long n = 1;
        while (fails_at(a, &ways[i], n))
            n++;
        ck_assert_msg(n > 1, "%s: nothing can fail", a->what);
    }
}
END_TEST

/* ---- one by one ---- */

START_TEST(without_memory_for_a_name_an_older_file_stays_as_it_is) {
    struct err e = {0};
    make_at(path, 1);
    for (long n = 1; n <= 4; n++) { /* the journal, the log, the name, the name of the unfinished one */
        e = (struct err){0};
        fault_set(FAULT_MEMORY, n, 0, FAULT_FOR_GOOD);
        bool done = migrates(&e);
        ck_assert(fault_end());
        if (!done)
            ck_assert_msg(e.kind == ERR_IO && strcmp(e.message, "out of memory") == 0, "%s", e.message);
        db = opened(path, 1 + done);
        ck_assert_int_eq(notes(db), 1);
        db_close(db);
        if (n == 1)
            ck_assert(!done);
        make_at(path, 1);
    }
}
END_TEST

START_TEST(what_was_ended_is_not_ended_again) {
    struct err e = {0};
    make_at(path, 1);
    db = opened(path, 1);
    ck_assert(db_begin(db, 0, &e));
    ck_assert(!db_end(db, false, &e));
    ck_assert(!db_end(db, true, &e));
    db_close(db);
}
END_TEST

START_TEST(what_another_program_did_meanwhile_is_not_replaced) {
    struct err e = {0};
    unsigned stamp;
    make_at(path, 1);
    make_at(other_path, 1);
    db = opened(path, 1);
    struct db *from = opened(other_path, 1), *second = opened(path, 1);
    ck_assert(db_stamp(db, &stamp, &e));
    ck_assert(db_begin(second, 0, &e) && sql_do(sql(second, "UPDATE note SET words = 'theirs'"), &e));
    db_witness(second);
    ck_assert(db_end(second, true, &e));
    ck_assert(!db_replace(db, from, stamp, NULL, &e));
    ck_assert(e.kind == ERR_CONFLICT && strstr(e.message, "was changed meanwhile; nothing was done"));
    struct query *q = sql(second, "SELECT words FROM note");
    ck_assert(sql_row(q) && strcmp(sql_peek_text(q, 0), "theirs") == 0);
    ck_assert(sql_end(q, &(struct err){0}));
    db_close(second);
    db_close(from);
    db_close(db);
}
END_TEST

START_TEST(a_file_beneath_another_file_is_absent) {
    char beneath[FOLDER_PATH];
    struct err e = {0};
    make_at(path, 1);
    folder_file(beneath, "fault.db/x.db");
    ck_assert_int_eq(db_inspect(beneath, 1, &e), DB_ABSENT);
    ck_assert_int_eq(e.kind, ERR_NOT_FOUND);
    e = (struct err){0};
    ck_assert(!db_make(&db, beneath, list, 1, &e));
    ck_assert(e.kind == ERR_IO && strstr(e.message, "cannot make"));
}
END_TEST

START_TEST(a_row_of_the_wrong_words_is_a_bug_and_no_crash) {
    struct err e = {0};
    make_at(path, 1);
    db = opened(path, 1);
    struct query *q = sql(db, "SELECT $2 FROM note"); /* $1 is missing */
    sql_int(q, 1);
    ck_assert(!sql_row(q) && sql_failed(q));
    ck_assert(!sql_end(q, &e) && e.kind == ERR_BUG);
    q = sql(db, "SELECT words FROM note");
    ck_assert(sql_row(q) && !sql_failed(q));
    ck_assert_int_eq(sql_get_date(q, 0), INT_MIN); /* "one" is no date */
    ck_assert(sql_failed(q));
    e = (struct err){0};
    ck_assert(!sql_end(q, &e) && e.kind == ERR_DAMAGED);
    db_close(db);
}
END_TEST

static void take_names(void) {
    folder_make();
    folder_file(path, "fault.db");
    folder_file(other_path, "other.db");
}

void db_fault_suite(Suite *s) {
    TCase *c = tcase_create("store faults");
    tcase_add_unchecked_fixture(c, take_names, folder_remove);
    tcase_add_loop_test(c, each_call_that_fails_is_an_error_and_the_file_is_as_good_as_before, 0, COUNT(asked));
    tcase_add_test(c, without_memory_for_a_name_an_older_file_stays_as_it_is);
    tcase_add_test(c, what_was_ended_is_not_ended_again);
    tcase_add_test(c, what_another_program_did_meanwhile_is_not_replaced);
    tcase_add_test(c, a_file_beneath_another_file_is_absent);
    tcase_add_test(c, a_row_of_the_wrong_words_is_a_bug_and_no_crash);
    suite_add_tcase(s, c);
}
