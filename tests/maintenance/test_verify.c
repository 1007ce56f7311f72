/* verify, beside the chain: the schema of the file is the one that the program
 * makes, and users and counts are as the trail says. */
#include "base/file.h"
#include "compliance/audit/schema.h"
#include "tests/suites.h"
#include "tests/support/folder.h"
#include "tests/support/look.h"
#include "tests/support/stored.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* A school in a file, with users, a count that was applied, one given up and one that is open. */
static void open_in_file(struct world *w, const char *path) {
    *w = (struct world){.mem = mem_new()};
    ck_assert_msg(db_make(&w->db, path, schema_migrations, schema_version, &w->err), "%s", w->err.message);
    w->req = (struct req){
        .db = w->db, .mem = w->mem, .now = "2026-01-02T03:04:05Z", .actor = "tester", .path = mem_text(w->mem, path)};
    world_today(w, "2026-09-14");
    static const char *const lines[] = {
        "init --name 'Test School' --code 0042 --level senior",
        "stock adjust lre.en 20 --reason opening",
        "count enter lre.en 19",
        "count apply",
        "count enter lre.en 18 esy.en 0",
        "count clear esy.en",
        "count clear",
        "count enter lre.en 17",
        "user add tester --role clerk",
        "user add mia --role clerk",
        "user add ann --role principal",
        "user disable ann",
        "user add old --role viewer",
        "user disable old",
        "user add old --role district",
    };
    for (size_t i = 0; i < COUNT(lines); i++)
        look_done(w, lines[i]);
}

static void reopen(struct world *w, const char *path) {
    struct err e = {0};
    ck_assert_msg(db_open(&w->db, path, false, schema_migrations, schema_version, &e), "%s", e.message);
    w->req.db = w->db;
}

static const struct {
    const char *script, *finding;
} tampered[] = {
    {"DROP TRIGGER movement_is_kept", "schema: the trigger movement_is_kept of movement is missing"},
    {"DROP TRIGGER notice_is_new", "schema: the trigger notice_is_new of notice is missing"},
    {"DROP TRIGGER trail_stays; CREATE TRIGGER trail_stays BEFORE DELETE ON trail BEGIN SELECT 1; END",
     "schema: the trigger trail_stays of trail was changed"},
    {"CREATE TRIGGER lower AFTER INSERT ON movement BEGIN UPDATE setting SET value = '1'; END",
     "schema: the trigger lower of movement is not of this program"},
    {"CREATE TRIGGER zz AFTER INSERT ON trail BEGIN SELECT 1; END", "schema: the trigger zz of trail is not of this"},
    {"DROP INDEX stock_count_open", "schema: the index stock_count_open of stock_count is missing"},
    {"CREATE INDEX more ON movement (note)", "schema: the index more of movement is not of this program"},
    {"CREATE TABLE more (x)", "schema: the table more is not of this program"},
    {"CREATE VIEW more AS SELECT 1", "schema: the view more is not of this program"},
    {"DROP TABLE import_seen", "schema: the table import_seen is missing"},
    {"DROP TABLE import_seen; CREATE VIEW import_seen AS SELECT 1", "schema: the table import_seen was changed"},
    {"DROP VIEW requisition_days; CREATE VIEW requisition_days AS SELECT *, NULL AS sent, NULL AS first_received FROM "
     "requisition",
     "schema: the view requisition_days was changed"},
    {"ALTER TABLE setting ADD COLUMN more TEXT", "schema: the table setting was changed"},
    {"UPDATE account SET role = 'principal' WHERE name = 'mia'", "account: mia has another role"},
    {"UPDATE account SET role = 'viewer' WHERE name = 'old'", "account: old has another role"},
    {"UPDATE account SET disabled_at = NULL WHERE name = 'ann'",
     "account: ann is not as the trail says: may act, or is disabled"},
    {"UPDATE account SET disabled_at = '2026-01-01T00:00:00Z'  WHERE name = 'mia'",
     "account: mia is not as the trail says: may act, or is disabled"},
    {"DELETE FROM account WHERE name = 'ann'", "account: ann is missing"},
    {"INSERT INTO account (school, name, role) VALUES (1, 'eve', 'principal')", "account: eve is not in the trail"},
    {"UPDATE account SET name = 'Mia' WHERE name = 'mia'", "account: Mia is not in the trail"},
    {"UPDATE stock_count SET status = 'given up' WHERE id = 1", "stock_count: count 1 (given up) is not as the trail"},
    {"UPDATE stock_count SET status = 'applied' WHERE id = 2", "stock_count: count 2 (applied) is not as the trail"},
    {"UPDATE stock_count SET status = 'applied' WHERE id = 3", "stock_count: count 3 (applied) is not as the trail"},
    {"UPDATE stock_count SET ended_by = 'mia' WHERE id = 1", "stock_count: count 1 (applied) is not as the trail"},
    {"DELETE FROM count_line; DELETE FROM stock_count WHERE id = 1", "stock_count: count 1 (missing)"},
};

START_TEST(what_was_done_to_the_schema_to_users_or_to_counts_is_named_and_not_restored) {
    char path[FOLDER_PATH], copy[FOLDER_PATH];
    struct world w;
    open_in_file(&w, folder_file(path, "schema.db"));
    ck_assert(world_is_sound(&w));
    db_close(w.db);
    struct buf sound = folder_read(path);
    folder_file(copy, "schema-copy.db");
    for (size_t i = 0; i < COUNT(tampered); i++) {
        folder_write(copy, sound.data, sound.length);
        folder_tamper(copy, tampered[i].script);
        reopen(&w, copy);
        ck_assert_msg(!world_run(&w, "verify"), "not found: %s", tampered[i].script);
        ck_assert_int_eq(w.err.kind, ERR_DAMAGED);
        ck_assert_msg(noted(&w, tampered[i].finding), "%s: not \"%s\" but \"%s\"", tampered[i].script,
                      tampered[i].finding, w.answer.notes[0].words);
        db_close(w.db);
        reopen(&w, path);
        expect_refused(&w, mem_printf(w.mem, "restore %s --code 0042", copy), NULL, ERR_DAMAGED, "is damaged");
        db_close(w.db);
        ck_assert_msg(folder_same(path, &sound), "%s", tampered[i].script);
    }
    buf_free(&sound);
    w.db = NULL;
    world_close(&w);
}
END_TEST

/* An import takes a trigger off while it loads. */
START_TEST(after_an_import_the_schema_is_byte_for_byte_what_it_was) {
    struct world w;
    world_open(&w, "senior", "2026-09-14");
    static const char text[] = "SELECT group_concat(sql, char(10)) FROM (SELECT sql FROM sqlite_schema ORDER BY name)";
    struct err e = {0};
    struct query *q = sql_prepare(w.db, text);
    ck_assert(sql_row(q));
    const char *before = sql_get_text(q, 0, w.mem);
    ck_assert(sql_end(q, &e));
    look_done_file(&w, "import m.csv", "date,item,kind,quantity,reason,note\n2026-09-01,esy.en,receive,5,,x\n");
    q = sql_prepare(w.db, text);
    ck_assert(sql_row(q));
    ck_assert_str_eq(sql_get_text(q, 0, w.mem), before);
    ck_assert(sql_end(q, &e));
    ck_assert(world_is_sound(&w));
    world_close(&w);
}
END_TEST

void verify_suite(Suite *s) {
    TCase *c = tcase_create("verify");
    tcase_add_unchecked_fixture(c, folder_make, folder_remove);
    tcase_add_test(c, what_was_done_to_the_schema_to_users_or_to_counts_is_named_and_not_restored);
    tcase_add_test(c, after_an_import_the_schema_is_byte_for_byte_what_it_was);
    suite_add_tcase(s, c);
}
