/* The trail: the chain of hashes as the schema says it is, made here a second
 * time, and what verify names when somebody reaches round the program. */
#include "compliance/audit/schema.h"
#include "compliance/audit/trail.h"
#include "tests/suites.h"
#include "tests/support/folder.h"
#include "tests/support/look.h"
#include "tests/support/stored.h"

#include <limits.h>
#include <sodium.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Places: 1 init, 2 set, 3 and 4 opening, 5 and 6 issue, 7 and 8 requisition, 9 line, 10 set. */
static void do_a_little_of_everything(struct world *w) {
    ck_assert(world_run(w, "school set lead=5"));
    ck_assert(world_run(w, "stock adjust lre.en 20 --reason opening"));
    ck_assert(world_run(w, "stock issue lre.en 3 --for request --how paper --note 'Español, 2 × \"A\"'"));
    ck_assert(world_run(w, "requisition new"));
    ck_assert(world_run(w, "requisition add 1 lre.en 5"));
    ck_assert(world_run(w, "school set lead=6"));
    ck_assert_int_eq(world_count(w, "SELECT max(id) FROM trail"), 10);
}

/* ---- the chain, made again ---- */

struct chain {
    unsigned char head[32];
    long place;
    long rows[3]; /* of each table */
};

/* One row: each value on a line of its own, NULL as the one character 1E; SHA-256 over the hash before and that. */
static void link_row(struct chain *c, struct query *q, const char *table, int columns) {
    crypto_hash_sha256_state s;
    size_t n;
    crypto_hash_sha256_init(&s);
    crypto_hash_sha256_update(&s, c->head, 32);
    for (int i = -1; i < columns; i++) {
        const char *text = i < 0 ? table : sql_peek_text(q, i);
        text = text ? text : "\x1e";
        crypto_hash_sha256_update(&s, (const unsigned char *)text, strlen(text));
        crypto_hash_sha256_update(&s, (const unsigned char *)"\n", 1);
    }
    crypto_hash_sha256_final(&s, c->head);
    const void *hash = sql_peek_blob(q, columns, &n);
    ck_assert_msg(n == 32 && memcmp(hash, c->head, 32) == 0, "place %ld, in %s, has another hash", c->place, table);
}

/* The row of that place, in whichever table it is. */
static bool next_row(struct world *w, struct chain *c, long school) {
    struct query *tables[] = {
        sql(w->db, "SELECT id, at, actor, action, subject, detail, hash FROM trail WHERE school = $1 AND id = $2"),
        sql(w->db, "SELECT id, item, edition, kind, quantity, on_date, "
                   "reason, how, note, reverses, batch, mark, hash FROM movement WHERE school = $1 AND id = $2"),
        sql(w->db,
            "SELECT id, school_year, number, at, actor, status, note, on_date, content, hash FROM requisition_event "
            "WHERE school = $1 AND id = $2")};
    static const char *const names[] = {"trail", "movement", "requisition_event"};
    static const int columns[] = {6, 12, 9};
    int found = 0;
    c->place++;
    for (size_t i = 0; i < COUNT(tables); i++) {
        sql_int(tables[i], school);
        sql_int(tables[i], c->place);
        if (sql_row(tables[i])) {
            link_row(c, tables[i], names[i], columns[i]);
            found++;
            c->rows[i]++;
        }
        ck_assert(sql_end(tables[i], &w->err));
    }
    ck_assert_int_le(found, 1);
    return found == 1;
}

START_TEST(the_chain_is_what_the_schema_says) {
    struct world w;
    world_open(&w, "senior", "2026-09-14");
    do_a_little_of_everything(&w);
    ck_assert(world_run(&w, "stock undo"));
    ck_assert(world_run_file(&w, "import m.csv",
                             "date,item,kind,quantity,reason,note\n2026-09-01,esy.en,receive,5,,x\n"
                             "2026-09-02,esy.en,issue,1,,\n"));
    ck_assert(world_run(&w, "requisition cancel 1 --reason 'not needed'"));
    ck_assert(world_run(&w, "school add --name Second --code 0043 --level middle"));
    ck_assert(world_run(&w, "stock adjust lre.en 2 --reason found"));
    for (long school = 1; school <= 2; school++) {
        struct chain c = {.place = 0};
        w.err = (struct err){0};
        while (next_row(&w, &c, school))
            continue;
        struct query *q = sql(w.db, "SELECT (SELECT count(*) FROM trail WHERE school = $1), (SELECT count(*) FROM "
                                    "movement WHERE school = $1), (SELECT count(*) FROM requisition_event WHERE "
                                    "school = $1)");
        sql_int(q, school);
        ck_assert(sql_row(q));
        for (int i = 0; i < 3; i++)
            ck_assert_int_eq(sql_get_int(q, i), c.rows[i]); /* without a gap, through all three */
        ck_assert(sql_end(q, &w.err));
        ck_assert_int_ge(c.rows[0], 2);
        ck_assert_int_ge(c.rows[1], 1);
        ck_assert_int_ge(c.rows[2], school == 1 ? 2 : 0);
    }
    world_close(&w);
}
END_TEST

START_TEST(a_row_of_the_trail_says_who_what_and_when) {
    struct world w;
    world_open(&w, "senior", "2026-09-14");
    w.req.actor = "M. Ibarra";
    w.req.now = "2026-09-14T15:16:17Z"; /* the real time, whatever the day of the request */
    ck_assert(world_run(&w, "stock adjust lre.en 20 --reason opening --date 2026-09-01"));
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM trail WHERE id = 3 AND at = '2026-09-14T15:16:17Z' AND "
                                     "actor = 'M. Ibarra' AND action = 'stock adjust' AND subject LIKE '%lre.en%' AND "
                                     "detail <> ''"),
                     1);
    world_close(&w);
}
END_TEST

START_TEST(a_refusal_leaves_no_row_and_nothing_to_do_leaves_none_either) {
    struct world w;
    world_open(&w, "senior", "2026-09-14");
    ck_assert(world_run(&w, "catalog set lre.en floor=5"));
    expect_refused(&w, "catalog set lre.en floor=x", NULL, ERR_INPUT, "floor");
    const char *before = stored(&w);
    ck_assert(world_run(&w, "catalog set lre.en floor=5"));
    ck_assert_str_eq(stored(&w), before);
    ck_assert(world_run(&w, "catalog set lre.en floor=6")); /* and the chain goes on */
    ck_assert_int_eq(world_count(&w, "SELECT max(id) FROM trail"), 3);
    ck_assert(world_is_sound(&w));
    world_close(&w);
}
END_TEST

START_TEST(a_number_stands_in_the_chain_in_digits) {
    static const long numbers[] = {0, 1, -1, 9, 10, 1000000, LONG_MAX, LONG_MIN + 1};
    struct buf b = {0};
    for (size_t i = 0; i < COUNT(numbers); i++) {
        char expected[32];
        snprintf(expected, sizeof expected, "%ld\n", numbers[i]);
        b.length = 0;
        chain_add_int(&b, numbers[i]);
        ck_assert_str_eq(b.data, expected);
    }
    b.length = 0;
    chain_add_int(&b, INT_NONE);
    chain_add_text(&b, NULL);
    chain_add_text(&b, "");
    ck_assert_str_eq(b.data, "\x1e\n\x1e\n\n");
    buf_free(&b);
}
END_TEST

/* ---- what is written stays written ---- */

START_TEST(the_ledger_the_trail_and_the_history_take_no_change) {
    static const char *const changes[] = {
        "UPDATE movement SET quantity = 1",
        "UPDATE movement SET note = note",
        "UPDATE OR REPLACE movement SET id = 1",
        "DELETE FROM movement",
        "DELETE FROM movement WHERE id = (SELECT max(id) FROM movement)",
        "INSERT OR REPLACE INTO movement SELECT * FROM movement LIMIT 1",
        "REPLACE INTO movement SELECT * FROM movement",
        ("INSERT OR REPLACE INTO movement (school, id, item, edition, kind, quantity, on_date, reverses, hash) "
         "SELECT school, 999, item, edition, kind, quantity, on_date, reverses, hash FROM movement WHERE reverses > 0"),
        "INSERT INTO movement SELECT * FROM movement WHERE true ON CONFLICT DO UPDATE SET quantity = 1",
        "UPDATE trail SET actor = 'x'",
        "UPDATE trail SET hash = zeroblob(32)",
        "DELETE FROM trail",
        "REPLACE INTO trail SELECT * FROM trail LIMIT 1",
        "INSERT OR REPLACE INTO trail SELECT school, id, at, 'x', action, subject, detail, hash FROM trail",
        "INSERT INTO trail SELECT * FROM trail WHERE true ON CONFLICT DO UPDATE SET actor = 'x'",
        "UPDATE requisition_event SET note = 'x'",
        "UPDATE OR IGNORE requisition_event SET actor = 'x'",
        "DELETE FROM requisition_event",
        "REPLACE INTO requisition_event SELECT * FROM requisition_event",
        "INSERT INTO requisition_event SELECT * FROM requisition_event WHERE true ON CONFLICT DO UPDATE SET note = 'x'",
    };
    struct world w;
    world_open(&w, "senior", "2026-09-14");
    ck_assert(world_run(&w, "stock adjust lre.en 20 --reason opening"));
    ck_assert(world_run(&w, "stock issue lre.en 3") && world_run(&w, "stock undo"));
    ck_assert(world_run(&w, "requisition new") && world_run(&w, "requisition add 1 lre.en 5"));
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM movement WHERE reverses IS NOT NULL"), 1);
    ck_assert_int_ge(world_count(&w, "SELECT count(*) FROM requisition_event"), 1);
    for (size_t i = 0; i < COUNT(changes); i++) {
        struct err e = {0};
        long rows = world_count(&w, "SELECT (SELECT count(*) FROM movement) * 10000 + (SELECT count(*) FROM trail) * "
                                    "100 + (SELECT count(*) FROM requisition_event)");
        ck_assert_msg(!sql_do(sql_prepare(w.db, changes[i]), &e), "stored: %s", changes[i]);
        ck_assert_msg(strstr(e.message, " is never ") != NULL, "%s: %s", changes[i], e.message);
        ck_assert_int_eq(rows, world_count(&w, "SELECT (SELECT count(*) FROM movement) * 10000 + (SELECT count(*) "
                                               "FROM trail) * 100 + (SELECT count(*) FROM requisition_event)"));
        ck_assert_msg(world_is_sound(&w), "%s", changes[i]);
    }
    world_close(&w);
}
END_TEST

/* ---- behind the program's back ---- */

static void world_of_a_file(struct world *w, const char *path) {
    *w = (struct world){.mem = mem_new()};
    ck_assert_msg(db_make(&w->db, path, schema_migrations, schema_version, &w->err), "%s", w->err.message);
    w->req = (struct req){.db = w->db, .mem = w->mem, .now = "2026-01-02T03:04:05Z", .actor = "tester"};
    world_today(w, "2026-09-14");
    ck_assert(world_run(w, "init --name Test --code 0042 --level senior"));
}

static void reopen(struct world *w, const char *path) {
    struct err e = {0};
    ck_assert_msg(db_open(&w->db, path, false, schema_migrations, schema_version, &e), "%s", e.message);
    w->req.db = w->db;
}

static const struct {
    const char *script, *finding;
} tampered[] = {
    {"UPDATE trail SET actor = 'x' WHERE id = 1", "trail 1 was changed"},
    {"UPDATE trail SET at = '2026-01-02T03:04:06Z' WHERE id = 2", "trail 2 was changed"},
    {"UPDATE trail SET actor = 'Tester' WHERE id = 4", "trail 4 was changed"},
    {"UPDATE trail SET action = 'stock receive' WHERE id = 4", "trail 4 was changed"},
    {"UPDATE trail SET subject = '' WHERE id = 6", "trail 6 was changed"},
    {"UPDATE trail SET detail = detail || ' ' WHERE id = 10", "trail 10 was changed"},
    {"UPDATE trail SET hash = zeroblob(32) WHERE id = 8", "trail 8 was changed"},
    {"UPDATE movement SET kind = 'return' WHERE id = 3", "movement 3 was changed"},
    {"UPDATE movement SET quantity = 21 WHERE id = 3", "movement 3 was changed"},
    {"UPDATE movement SET on_date = '2026-09-13' WHERE id = 5", "movement 5 was changed"},
    {"UPDATE movement SET reason = 'found' WHERE id = 3", "movement 3 was changed"},
    {"UPDATE movement SET note = '' WHERE id = 3", "movement 3 was changed"}, /* NULL is not empty */
    {"UPDATE movement SET note = NULL WHERE id = 5", "movement 5 was changed"},
    {"UPDATE movement SET how = 'web' WHERE id = 5", "movement 5 was changed"},
    {"UPDATE movement SET item = 7 WHERE id = 5", "movement 5 was changed"},
    {"UPDATE movement SET reverses = 3 WHERE id = 5", "movement 5 was changed"},
    {"UPDATE movement SET mark = 1 WHERE id = 5", "movement 5 was changed"},
    {"UPDATE requisition_event SET actor = 'x' WHERE id = 7", "requisition_event 7 was changed"},
    {"UPDATE requisition_event SET status = 'sent' WHERE id = 7", "requisition_event 7 was changed"},
    {"UPDATE requisition_event SET note = 'x' WHERE id = 7", "requisition_event 7 was changed"},
    {"DELETE FROM trail WHERE id = 1", "row 1 of the chain is missing"},
    {"DELETE FROM trail WHERE id = 6", "row 6 of the chain is missing"},
    {"DELETE FROM movement WHERE id = 3", "row 3 of the chain is missing"},
    {"DELETE FROM requisition_event WHERE id = 7", "row 7 of the chain is missing"},
    {"UPDATE trail SET id = 99 WHERE id = 4; UPDATE trail SET id = 4 WHERE id = 6; UPDATE trail SET id = 6 WHERE id = "
     "99",
     "trail 4 was changed"},
    {"UPDATE movement SET id = 99 WHERE id = 3; UPDATE movement SET id = 3 WHERE id = 5; UPDATE movement SET id = 5 "
     "WHERE id = 99",
     "movement 3 was changed"},
    {"INSERT INTO trail SELECT school, 5, at, actor, action, subject, detail, hash FROM trail WHERE id = 4",
     "trail 5 does not belong there"},
    {"INSERT INTO trail SELECT school, 12, at, actor, action, subject, detail, hash FROM trail WHERE id = 10",
     "row 11 of the chain is missing"},
    {"UPDATE stock_day SET balance = balance + 1", "stock_day: item"},
    {"DELETE FROM stock_run", "stock_run: lre.en"},
};

START_TEST(what_is_altered_deleted_or_swapped_is_named) {
    char path[FOLDER_PATH];
    struct world w;
    world_of_a_file(&w, folder_file(path, "trail.db"));
    do_a_little_of_everything(&w);
    ck_assert(world_is_sound(&w));
    db_close(w.db);
    struct buf sound = folder_read(path);
    for (size_t i = 0; i < COUNT(tampered); i++) {
        folder_write(path, sound.data, sound.length);
        folder_edit(path, tampered[i].script);
        ck_assert_msg(!folder_same(path, &sound), "%s: changes nothing", tampered[i].script);
        reopen(&w, path);
        ck_assert_msg(!world_run(&w, "verify"), "not found: %s", tampered[i].script);
        ck_assert_int_eq(w.err.kind, ERR_DAMAGED);
        ck_assert_msg(noted(&w, tampered[i].finding), "%s: not \"%s\" but \"%s\"", tampered[i].script,
                      tampered[i].finding, w.answer.notes[0].words);
        db_close(w.db);
    }
    buf_free(&sound);
    w.db = NULL;
    world_close(&w);
}
END_TEST

START_TEST(every_school_of_a_file_is_verified) {
    char path[FOLDER_PATH];
    struct world w;
    world_of_a_file(&w, folder_file(path, "two.db"));
    ck_assert(world_run(&w, "school add --name Second --code 0043 --level middle"));
    ck_assert(world_run(&w, "school set lead=5"));
    db_close(w.db);
    folder_edit(path, "UPDATE trail SET actor = 'x' WHERE school = 2 AND id = 1");
    for (long school = 0; school <= 2; school++) {
        reopen(&w, path);
        w.req.school = school;
        ck_assert(!world_run(&w, "verify"));
        ck_assert(noted(&w, "trail 1 was changed"));
        db_close(w.db);
    }
    w.db = NULL;
    world_close(&w);
}
END_TEST

/* ---- reading it ---- */

static void expect_trail(struct world *w, const char *line, size_t rows, const char *last_action,
                         const char *last_subject) {
    look_done(w, line);
    ck_assert_msg(w->answer.rows.count == rows, "%s: %zu rows", line, w->answer.rows.count);
    if (rows == 0)
        return;
    ck_assert_str_eq(look_text(&w->answer, rows - 1, "action"), last_action);
    ck_assert_str_eq(look_text(&w->answer, rows - 1, "subject"), last_subject);
}

START_TEST(the_trail_is_read_by_what_it_was_done_to_by_command_and_by_who) {
    struct world w;
    world_open(&w, "senior", "2026-09-15");
    const long before = world_count(&w, "SELECT count(*) FROM trail");
    w.req.actor = "ann";
    look_done(&w, "stock receive lre.en 5");
    look_done(&w, "clock start triennial --on 2026-09-14 --ref b1");
    w.req.actor = "bob";
    look_done(&w, "clock start triennial --on 2026-09-14 --ref b2");
    look_done(&w, "clock explain 1 --why 'the parent called'");
    expect_trail(&w, "trail", (size_t)before + 4, "clock explain", "clock 1");
    ck_assert_str_eq(look_text(&w.answer, (size_t)before + 3, "by"), "bob");
    ck_assert(strstr(look_text(&w.answer, (size_t)before + 3, "detail"), "the parent called"));
    expect_trail(&w, "trail 'clock 1'", 2, "clock explain", "clock 1");
    expect_trail(&w, "trail clock", 3, "clock explain", "clock 1");
    expect_trail(&w, "trail 'clock start'", 2, "clock start", "clock 2");
    expect_trail(&w, "trail clock --by ann", 1, "clock start", "clock 1");
    expect_trail(&w, "trail lre.en", 1, "stock receive", "lre.en");
    expect_trail(&w, "trail cloc", 0, NULL, NULL);
    ck_assert_str_eq(w.answer.text, "The trail has no such row.");
    expect_trail(&w, "trail --most 2", 2, "clock explain", "clock 1");
    ck_assert_str_eq(w.answer.text, "These are the last 2 rows.");
    ck_assert_str_eq(look_command(&w, w.answer.next), "trail --most 20");
    look_done(&w, "trail clock --by bob --most 1");
    ck_assert_str_eq(look_command(&w, w.answer.next), "trail clock --by bob --most 10");
    look_done(&w, "trail --most 2");
    ck_assert_str_eq(look_text(&w.answer, 0, "action"), "clock start");
    expect_refused(&w, "trail --most 0", NULL, ERR_INPUT, "most");
    world_close(&w);
}
END_TEST

void trail_suite(Suite *s) {
    TCase *c = tcase_create("trail");
    tcase_add_unchecked_fixture(c, folder_make, folder_remove);
    tcase_add_test(c, the_chain_is_what_the_schema_says);
    tcase_add_test(c, a_row_of_the_trail_says_who_what_and_when);
    tcase_add_test(c, a_refusal_leaves_no_row_and_nothing_to_do_leaves_none_either);
    tcase_add_test(c, a_number_stands_in_the_chain_in_digits);
    tcase_add_test(c, the_ledger_the_trail_and_the_history_take_no_change);
    tcase_add_test(c, what_is_altered_deleted_or_swapped_is_named);
    tcase_add_test(c, every_school_of_a_file_is_verified);
    tcase_add_test(c, the_trail_is_read_by_what_it_was_done_to_by_command_and_by_who);
    suite_add_tcase(s, c);
}
