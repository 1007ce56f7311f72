/* The way that every verb goes: fields, transaction, problems, what is stored and what is not. The verbs here are the
 * tests' own, so that each can misbehave in one way. */
#include "compliance/audit/request.h"

#include "base/db.h"
#include "base/file.h"
#include "compliance/audit/schema.h"
#include "compliance/audit/trail.h"
#include "tests/suites.h"
#include "tests/support/folder.h"
#include "tests/support/support.h"

#include <string.h>

static struct world w;
static char path[FOLDER_PATH];
static struct db *other; /* another program, with the same file open */

static void open_world(void) {
    folder_make();
    folder_file(path, "request.db");
    world_open(&w, "senior", "2026-09-15");
    db_close(w.db);
    w.db = w.req.db = NULL;
    struct err e = {0};
    ck_assert_msg(db_make(&w.db, path, schema_migrations, schema_version, &e), "%s", e.message);
    w.req.db = w.db;
    w.req.school = 0;
    ck_assert_msg(world_run(&w, "init --name 'Test School' --code 0042 --level senior"), "%s", w.err.message);
    ck_assert_msg(db_open(&other, path, true, schema_migrations, schema_version, &e), "%s", e.message);
}

static void close_world(void) {
    db_close(other);
    world_close(&w);
    folder_remove();
}

static long trail_rows(struct db *db) {
    struct query *q = sql(db, "SELECT count(*) FROM trail");
    struct err e = {0};
    long n = sql_row(q) ? sql_get_int(q, 0) : -1;
    ck_assert_msg(sql_end(q, &e), "%s", e.message);
    return n;
}

static const struct param params[] = {
    {"item", PARAM_REPEAT, KIND_TEXT, "ITEM", "a thing", NULL, .most = 8},
    {"quantity", PARAM_REPEAT, KIND_INT, "QTY", "how many", NULL, .least = 1, .most = 9},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "the day", NULL, .flags = DATE_PAST},
    {0},
};

static bool run(enum access access, bool (*act)(struct req *r, const struct fields *f, struct answer *a, struct err *e),
                const char *const *pairs) {
    const struct verb v = {"test", "run", "a test", access, 0, ROLES_ALL, act, params, &shape_text};
    struct fields f = {.mem = w.mem, .today = w.req.today, .year_begin = w.req.today};
    for (; *pairs; pairs += 2)
        fields_add(&f, pairs[0], pairs[1]);
    w.req.verb = &v;
    w.req.problems = (struct problems){0};
    w.answer = (struct answer){0};
    w.err = (struct err){0};
    return request_read(&w.req, &f, &w.err) && request_run(&w.req, &f, &w.answer, &w.err);
}

static const char *const good[] = {"item", "a", "quantity", "1", NULL};

static bool note_in_trail(struct req *r, struct err *e) {
    struct trail t;
    return trail_begin(&t, r, e) && trail_end(&t, true, "test run", "it", "was run", e);
}

static long acted;

static bool act_well(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    (void)f, (void)a;
    acted++;
    return note_in_trail(r, e);
}

static bool fail_to_draw(struct req *r, struct answer *a, struct err *e) {
    (void)r, (void)a;
    return err_set(e, ERR_IO, NULL, "the font is gone");
}

static bool act_then_draw(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    a->finish = fail_to_draw;
    return r->verb->access == ACCESS_READ || act_well(r, f, a, e);
}

START_TEST(a_drawing_that_fails_says_whether_something_is_stored) {
    long before = trail_rows(other);
    ck_assert(!run(ACCESS_READ, act_then_draw, good));
    ck_assert_str_eq(w.err.message, "the font is gone");
    ck_assert_int_eq(trail_rows(other), before);
    ck_assert(!run(ACCESS_WRITE, act_then_draw, good));
    ck_assert_str_eq(w.err.message, "the font is gone; what was recorded before is stored");
    ck_assert_int_eq(w.err.kind, ERR_IO);
    ck_assert_int_eq(trail_rows(other), before + 1);
}
END_TEST

START_TEST(every_problem_of_the_fields_is_told_and_the_verb_is_not_run) {
    static const char *const bad[] = {"item",          "a",          "quantity", "x",        "item",
                                      "much too long", "quantity",   "10",       "quantity", "3",
                                      "date",          "2026-09-16", "flavour",  "mint",     NULL};
    acted = 0;
    ck_assert(!run(ACCESS_WRITE, act_well, bad));
    const struct problem *p = w.req.problems.list;
    ck_assert_uint_eq(w.req.problems.count, 5);
    ck_assert_str_eq(p[0].message, "quantity: \"x\" is not a number");
    ck_assert_int_eq(p[0].row, 1);
    ck_assert_str_eq(p[1].field, "item");
    ck_assert_int_eq(p[1].row, 2);
    ck_assert_str_eq(p[2].message, "quantity: 10 is not from 1 to 9");
    ck_assert_int_eq(p[2].row, 2);
    ck_assert_str_eq(p[3].message, "date: 2026-09-16 is in the future (today is 2026-09-15)");
    ck_assert_int_eq(p[3].row, 0);
    ck_assert_str_eq(p[4].message, "there is no field \"flavour\" here");
    ck_assert_int_eq(acted, 0);
    ck_assert_int_eq(w.err.kind, ERR_INPUT);
    ck_assert_str_eq(w.err.message, p[0].message);
}
END_TEST

START_TEST(a_field_that_is_needed_and_missing_is_told) {
    static const char *const none[] = {NULL};
    ck_assert(!run(ACCESS_WRITE, act_well, none));
    ck_assert_uint_eq(w.req.problems.count, 2);
    ck_assert_str_eq(w.req.problems.list[0].message, "item is missing: a thing");
}
END_TEST

START_TEST(more_problems_than_the_bound_are_counted) {
    const char *many[4 * PROBLEMS_MOST + 1] = {NULL};
    for (size_t i = 0; i < 2 * PROBLEMS_MOST; i++) {
        many[2 * i] = i % 2 ? "quantity" : "item";
        many[2 * i + 1] = "0123456789";
    }
    ck_assert(!run(ACCESS_WRITE, act_well, many));
    ck_assert_uint_eq(w.req.problems.count, PROBLEMS_MOST);
    ck_assert_uint_eq(w.req.problems.left_out, PROBLEMS_MOST);
}
END_TEST

/* Writes first, so that it shows when nothing is taken back. */
static bool leave_problems(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    (void)f, (void)a;
    if (!note_in_trail(r, e))
        return false;
    for (long row = 1; row <= 2; row++) {
        err_set(e, row == 1 ? ERR_NOT_FOUND : ERR_INPUT, "item", "item %ld is not there", row);
        if (!problem_take(&r->problems, row, e))
            return false;
    }
    return true;
}

static bool say_the_first_problem(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    return leave_problems(r, f, a, e) && problems_none(&r->problems, e);
}

static bool fail_behind_problems(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    return leave_problems(r, f, a, e) && err_set(e, ERR_RULE, "item", "one more");
}

START_TEST(a_problem_is_listed_once_and_an_error_behind_the_list_joins_it) {
    ck_assert(!run(ACCESS_WRITE, say_the_first_problem, good));
    ck_assert_uint_eq(w.req.problems.count, 2);
    ck_assert_str_eq(w.err.message, w.req.problems.list[0].message);
    ck_assert(!run(ACCESS_WRITE, fail_behind_problems, good));
    ck_assert_uint_eq(w.req.problems.count, 3);
    ck_assert_str_eq(w.req.problems.list[2].message, "one more");
    ck_assert_str_eq(w.err.message, w.req.problems.list[0].message);
}
END_TEST

START_TEST(a_verb_that_leaves_problems_fails_and_nothing_is_stored) {
    long before = trail_rows(other);
    ck_assert(!run(ACCESS_WRITE, leave_problems, good));
    ck_assert_uint_eq(w.req.problems.count, 2);
    ck_assert_int_eq(w.err.kind, ERR_INPUT); /* one of them cannot be read: exit status 2 */
    ck_assert_str_eq(w.err.message, "item 1 is not there");
    ck_assert_int_eq(trail_rows(other), before);
}
END_TEST

static bool fail_late(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    (void)f;
    a->written = mem_text(r->mem, folder_file((char[FOLDER_PATH]){0}, "refused.csv"));
    folder_write(a->written, "x", 1);
    return note_in_trail(r, e) && err_set(e, ERR_RULE, "item", "a rule forbids it");
}

START_TEST(what_fails_is_taken_back_with_the_file_beside_it) {
    char beside[FOLDER_PATH];
    long before = trail_rows(other);
    ck_assert(!run(ACCESS_WRITE, fail_late, good));
    ck_assert_int_eq(w.err.kind, ERR_RULE);
    ck_assert_int_eq(trail_rows(other), before);
    ck_assert(!folder_has(folder_file(beside, "refused.csv")));
}
END_TEST

static bool drop(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct trail t;
    (void)f, (void)a;
    if (!note_in_trail(r, e) || !trail_begin(&t, r, e))
        return false;
    trail_drop(&t);
    return true;
}

START_TEST(what_turns_out_to_change_nothing_succeeds_and_stores_nothing) {
    long before = trail_rows(other);
    ck_assert_msg(run(ACCESS_WRITE, drop, good), "%s", w.err.message);
    ck_assert_int_eq(trail_rows(other), before);
    ck_assert_msg(run(ACCESS_WRITE, act_well, good), "%s", w.err.message); /* and the next request is not dropped */
    ck_assert_int_eq(trail_rows(other), before + 1);
}
END_TEST

static long seen[2];

/* Another program tries to change the store between two reads of one request. */
static bool read_twice(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct err busy = {0};
    (void)f, (void)a, (void)e;
    seen[0] = trail_rows(r->db);
    if (db_begin(other, 0, &busy)) {
        sql_do(sql(other, "INSERT INTO trail (school, id, at, actor, action, subject, detail, hash) SELECT school, "
                          "max(id) + 1, 'x', 'x', 'x', 'x', 'x', zeroblob(32) FROM trail"),
               &busy);
        db_witness(other);
        db_end(other, busy.kind == ERR_NONE, &busy);
    }
    seen[1] = trail_rows(r->db);
    return true;
}

START_TEST(a_request_that_reads_sees_one_state) {
    long before = trail_rows(other);
    ck_assert_msg(run(ACCESS_READ, read_twice, good), "%s", w.err.message);
    ck_assert_int_eq(seen[0], before);
    ck_assert_int_eq(seen[1], before);
}
END_TEST

static bool record_not(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    (void)f, (void)a;
    return sql_do(sql(r->db, "UPDATE school SET name = 'Other'"), e);
}

START_TEST(a_change_without_its_row_in_the_trail_is_refused) {
    ck_assert(!run(ACCESS_WRITE, record_not, good));
    ck_assert_int_eq(w.err.kind, ERR_BUG);
}
END_TEST

static long held; /* whether the store was still held when the request finished */

static bool finish(struct req *r, struct answer *a, struct err *e) {
    (void)r, (void)e;
    struct err busy = {0};
    held = !db_begin(other, 0, &busy);
    db_end(other, false, &busy);
    return a->finish_with == &held;
}

static bool load(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    (void)r, (void)f, (void)e;
    a->finish = finish;
    a->finish_with = &held;
    return true;
}

static bool load_and_fail(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    load(r, f, a, e);
    return err_set(e, ERR_RULE, "", "no");
}

START_TEST(what_takes_long_is_done_when_the_store_is_free_again) {
    held = -1;
    ck_assert(!run(ACCESS_READ, load_and_fail, good));
    ck_assert_int_eq(held, -1);
    ck_assert_msg(run(ACCESS_READ, load, good), "%s", w.err.message);
    ck_assert_int_eq(held, 0);
}
END_TEST

void request_suite(Suite *s) {
    TCase *c = tcase_create("request");
    tcase_add_checked_fixture(c, open_world, close_world);
    tcase_add_test(c, a_drawing_that_fails_says_whether_something_is_stored);
    tcase_add_test(c, every_problem_of_the_fields_is_told_and_the_verb_is_not_run);
    tcase_add_test(c, a_field_that_is_needed_and_missing_is_told);
    tcase_add_test(c, more_problems_than_the_bound_are_counted);
    tcase_add_test(c, a_problem_is_listed_once_and_an_error_behind_the_list_joins_it);
    tcase_add_test(c, a_verb_that_leaves_problems_fails_and_nothing_is_stored);
    tcase_add_test(c, what_fails_is_taken_back_with_the_file_beside_it);
    tcase_add_test(c, what_turns_out_to_change_nothing_succeeds_and_stores_nothing);
    tcase_add_test(c, a_request_that_reads_sees_one_state);
    tcase_add_test(c, a_change_without_its_row_in_the_trail_is_refused);
    tcase_add_test(c, what_takes_long_is_done_when_the_store_is_free_again);
    suite_add_tcase(s, c);
}
