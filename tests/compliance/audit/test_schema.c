/* A file of each earlier version, as it was then: opened by this program it keeps all it has, and gets what is new. */
#include "compliance/audit/schema.h"
#include "tests/suites.h"
#include "tests/support/folder.h"
#include "tests/support/look.h"
#include "tests/support/stored.h"

#include <check.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void open_file(struct world *w, const char *path, int version) {
    struct err e = {0};
    bool ok = version ? db_make(&w->db, path, schema_migrations, version, &e)
                      : db_open(&w->db, path, true, schema_migrations, schema_version, &e);
    ck_assert_msg(ok, "%s", e.message);
    w->req.db = w->db;
}

/* What a school of version 1 could have done; of version 2 the rest, too. */
static const char *const lines[] = {
    "init --name 'Test School' --code 0042 --level senior",
    "school set lead=12 requester='A. Reyes'",
    "language set Spanish 40",
    "catalog number lre.en 1234567890",
    "stock adjust lre.en 20 --reason opening --date 2026-08-20",
    "stock receive esy.en 30 --date 2026-08-21",
    "stock issue lre.en 3 --for annual",
    "catalog supersede lre.en --edition 'Sep 2026'",
    "stock undo",
};
static const char *const lines_2[] = {
    "requisition new",
    "requisition add 1 lre.en 40 --reason x",
    "requisition submit 1",
    "requisition approve 1 --signed-copy",
    "requisition send 1",
    "requisition receive 1 lre.en 30",
    "stock issue esy.en 1 --for annual --how email",
    "count enter esy.en 12",
    "count apply",
    "count enter lre.en 17",
    "user add tester --role principal",
    "user add mia --role clerk",
};

/* The file of the older version, with the rows and hashes that the school has in the tables it shares with it. */
static void make_old(const char *old, int version, const char *from) {
    struct world w = {.mem = mem_new()};
    struct buf script = {0};
    struct err e = {0};
    open_file(&w, old, version);
    /* version 1 had other columns for requisitions and batches; the school has none of them there */
    struct query *q = sql(w.db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND "
                                "($1 > 1 OR (name NOT LIKE 'requisition%' AND name <> 'batch'))");
    sql_int(q, version);
    buf_printf(&script, "ATTACH '%s' AS later;", from);
    while (sql_row(q))
        buf_printf(&script, "INSERT INTO %s SELECT * FROM later.%s;", sql_peek_text(q, 0), sql_peek_text(q, 0));
    ck_assert(sql_end(q, &e));
    db_close(w.db);
    folder_edit(old, script.data);
    buf_free(&script);
    mem_free(w.mem);
}

static const char *const after[] = {
    "designee record 'A. Reyes' --class 'Office Technician' --from 2026-08-20 --portal 2026-09-01",
    "duty done 4 --note seen",
    "clock start triennial --on 2026-09-01 --ref 'blue 7'",
    "problem add form --note x",
};

START_TEST(an_older_file_keeps_everything_and_gets_what_is_new) {
    int version = _i;
    char path[FOLDER_PATH], old[FOLDER_PATH], name[40];
    struct world w = {.mem = mem_new()};
    snprintf(name, sizeof name, "made-%d.db", version);
    open_file(&w, folder_file(path, name), (int)schema_version);
    w.req = (struct req){.db = w.db, .mem = w.mem, .now = "2026-09-15T03:04:05Z", .actor = "tester"};
    world_today(&w, "2026-09-15");
    for (size_t i = 0; i < COUNT(lines); i++)
        look_done(&w, lines[i]);
    for (size_t i = 0; i < COUNT(lines_2) && version > 1; i++)
        look_done(&w, lines_2[i]);
    const char *before = stored(&w);
    db_close(w.db);
    snprintf(name, sizeof name, "old-%d.db", version);
    make_old(folder_file(old, name), version, path);
    open_file(&w, old, 0);
    ck_assert_int_eq(world_count(&w, "PRAGMA user_version"), schema_version);
    ck_assert_msg(strcmp(stored(&w), before) == 0, "something was lost, or came from nowhere");
    ck_assert(world_is_sound(&w));
    for (size_t i = 0; i < COUNT(after); i++)
        look_done(&w, after[i]);
    ck_assert(world_is_sound(&w));
    ck_assert_int_eq(world_count(&w, "SELECT (SELECT count(*) FROM designation) + (SELECT count(*) FROM duty_event) + "
                                     "(SELECT count(*) FROM clock_event) + (SELECT count(*) FROM register_event)"),
                     4);
    world_close(&w);
}
END_TEST

void schema_suite(Suite *s) {
    TCase *c = tcase_create("migration");
    tcase_add_unchecked_fixture(c, folder_make, folder_remove);
    tcase_add_loop_test(c, an_older_file_keeps_everything_and_gets_what_is_new, 1, schema_version);
    suite_add_tcase(s, c);
}
