/* Backup and restore where a call into SQLite or the system fails, each in turn: the copy is whole or not there, the
 * file is as it was or restored, and no half of anything is left in the folder. */
#include "compliance/audit/schema.h"
#include "tests/suites.h"
#include "tests/support/fault.h"
#include "tests/support/folder.h"
#include "tests/support/look.h"
#include "tests/support/stored.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static char path[FOLDER_PATH], copy[FOLDER_PATH];
static struct buf present, older; /* the file, and a backup made some changes before */
static char *present_text, *older_text;

static void open_world(struct world *w, struct db *db) {
    *w = (struct world){.mem = mem_new(), .db = db};
    w->req = (struct req){.db = db, .mem = w->mem, .now = "2026-01-02T03:04:05Z", .actor = "tester", .path = path};
    world_today(w, "2026-09-14");
}

static struct db *open_file(const char *at) {
    struct db *db;
    struct err e = {0};
    ck_assert_msg(db_open(&db, at, true, schema_migrations, schema_version, &e), "%s", e.message);
    return db;
}

static char *stored_in(const char *at) {
    struct world w;
    open_world(&w, open_file(at));
    char *text = strdup(stored(&w));
    world_close(&w);
    return text;
}

static void make_files(void) {
    struct world w;
    struct db *db;
    struct err e = {0};
    folder_make();
    folder_file(path, "school.db");
    folder_file(copy, "copy.db");
    ck_assert(db_make(&db, path, schema_migrations, schema_version, &e));
    open_world(&w, db);
    look_done(&w, "init --name 'Test School' --code 0042 --level senior");
    look_done(&w, "stock adjust lre.en 20 --reason opening");
    look_done(&w, mem_printf(w.mem, "backup %s", copy));
    look_done(&w, "stock issue lre.en 2");
    look_done(&w, "stock issue lre.en 3");
    world_close(&w);
    present = folder_read(path);
    older = folder_read(copy);
    present_text = stored_in(path);
    older_text = stored_in(copy);
}

static void drop_files(void) {
    buf_free(&present);
    buf_free(&older);
    free(present_text);
    free(older_text);
    folder_remove();
}

enum start { HAS_FILE, HAS_NONE, HAS_RUBBISH };

static const struct command {
    const char *words, *more; /* before the file, and behind it */
    enum start start;
    bool has_copy;
    bool opens; /* the door opens the file */
} commands[] = {
    {"backup", "", HAS_FILE, false, true},
    {"backup", "--replace", HAS_FILE, true, true},
    {"restore", "--code 0042", HAS_FILE, true, false},
    {"restore", "--code 0042", HAS_NONE, true, false},
    {"restore", "--code 0042", HAS_RUBBISH, true, false},
};

static const struct way {
    unsigned of;
    int code;
    enum fault_time time;
} ways[] = {
    {FAULT_STATEMENT, SQLITE_IOERR_READ, FAULT_ONCE},
    {FAULT_PREPARE, SQLITE_NOMEM, FAULT_FOR_GOOD},
    {FAULT_FILE, SQLITE_FULL, FAULT_ONCE},
    {FAULT_SYNC, EIO, FAULT_FOR_GOOD},
    {FAULT_CUT, EIO, FAULT_ONCE},
    {FAULT_NAME | FAULT_NEW_NAME, EIO, FAULT_ONCE},
};

static void begin(const struct command *c) {
    folder_remove();
    folder_make();
    folder_file(path, "school.db");
    folder_file(copy, "copy.db");
    if (c->start == HAS_FILE)
        folder_write(path, present.data, present.length);
    else if (c->start == HAS_RUBBISH)
        folder_write(path, "rubbish", 7);
    if (c->has_copy)
        folder_write(copy, older.data, older.length);
}

static bool holds(const char *at, const char *text) {
    char *now = stored_in(at);
    bool same = strcmp(now, text) == 0;
    free(now);
    return same;
}

/* Nothing is half: neither the file nor the copy, and nothing stands beside them. */
static void is_as_before(const struct command *c, long n, const struct err *e) {
    ck_assert_msg(*e->message && (e->kind == ERR_IO || e->kind == ERR_BUG), "%s, call %ld: kind %d, %s", c->words, n,
                  e->kind, e->message);
    if (c->start == HAS_FILE)
        ck_assert_msg(holds(path, present_text), "%s, call %ld: the file is another one", c->words, n);
    else
        ck_assert_msg(folder_has(path) == (c->start == HAS_RUBBISH), "%s, call %ld: %s", c->words, n, e->message);
    ck_assert_msg(folder_has(copy) == c->has_copy, "%s, call %ld", c->words, n);
    ck_assert_msg(!c->has_copy || folder_same(copy, &older), "%s, call %ld: the backup was touched", c->words, n);
    char journal[FOLDER_PATH]; /* emptied, as after any change */
    unlink(folder_file(journal, "school.db-journal"));
    ck_assert_msg(folder_count() == (c->start != HAS_NONE) + c->has_copy, "%s, call %ld: %d files: %s", c->words, n,
                  folder_count(), e->message);
}

static void is_done(const struct command *c, long n) {
    if (c->opens) {
        ck_assert_msg(holds(copy, present_text) && holds(path, present_text), "%s, call %ld", c->words, n);
        return;
    }
    struct world w;
    open_world(&w, open_file(path));
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM movement"), 1); /* what the older one holds */
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM trail WHERE action = 'restore'"), 1);
    ck_assert(world_is_sound(&w));
    world_close(&w);
}

/* True while there was an n-th call that could fail. */
static bool fails_at(const struct command *c, const struct way *way, long n) {
    struct world w;
    begin(c);
    open_world(&w, c->opens ? open_file(path) : NULL);
    fault_set(way->of, n, way->code, way->time);
    bool done = world_run(&w, mem_printf(w.mem, "%s %s %s", c->words, copy, c->more));
    bool came = fault_end();
    struct err e = w.err;
    world_close(&w);
    ck_assert_msg(done || came, "%s: %s", c->words, e.message);
    if (done)
        is_done(c, n);
    else
        is_as_before(c, n, &e);
    return came;
}

START_TEST(a_copy_is_whole_and_a_file_restored_or_all_is_as_it_was) {
    const struct command *c = &commands[_i];
    for (size_t i = 0; i < COUNT(ways); i++)
        for (long n = 1; fails_at(c, &ways[i], n); n++)
            continue;
}
END_TEST

void backup_fault_suite(Suite *s) {
    TCase *c = tcase_create("backup faults");
    tcase_set_timeout(c, 1200);
    tcase_add_unchecked_fixture(c, make_files, drop_files);
    tcase_add_loop_test(c, a_copy_is_whole_and_a_file_restored_or_all_is_as_it_was, 0, COUNT(commands));
    suite_add_tcase(s, c);
}
