#include "inventory/order/requisition_step.h"
#include "tests/suites.h"
#include "tests/support/fixture.h"
#include "tests/support/look.h"
#include "tests/support/stored.h"

#include <check.h>
#include <string.h>

/* Tuesday, September 15, 2026; weekdays are school days. Ann and Bob are clerks, Pat and Quin principals, Dee is of the
 * district, Vic a viewer; Sam is nobody. */

static void as(const char *who, const char *line) {
    w.req.actor = who;
    look_done(&w, line);
}

static void add_users(void) {
    static const char *const users[] = {"user add ann --role clerk",     "user add bob --role clerk",
                                        "user add pat --role principal", "user add quin --role principal",
                                        "user add dee --role district",  "user add vic --role viewer"};
    for (size_t i = 0; i < sizeof users / sizeof *users; i++)
        as("root", users[i]);
}

/* What brings a requisition of Ann's, of two lines, to each state. */
static const struct {
    const char *who, *line;
    int reaches; /* after it, the requisition is there */
} road[] = {
    {"ann", "requisition new", -1},
    {"ann", "requisition add 1 esy.en 20", -1},
    {"ann", "requisition add 1 lre.en 10", REQUISITION_DRAFT},
    {"ann", "requisition submit 1", REQUISITION_WAITING},
    {"pat", "requisition approve 1", REQUISITION_APPROVED},
    {"ann", "requisition send 1", REQUISITION_SENT},
    {"ann", "requisition receive 1 esy.en 20", REQUISITION_PART_RECEIVED},
    {"ann", "requisition receive 1 --all", REQUISITION_CLOSED},
};

static void bring_to(int state) {
    for (size_t i = 0; i < sizeof road / sizeof *road; i++) {
        if (state == REQUISITION_CANCELLED && road[i].reaches == REQUISITION_WAITING)
            break;
        as(road[i].who, road[i].line);
        if (road[i].reaches == state)
            return;
    }
    as("ann", "requisition cancel 1 --reason not-wanted");
}

/* ---- the whole matrix, from docs/interfaces.md, not from the program's table ---- */

static const char *const actors[] = {"ann", "bob", "pat", "quin", "dee", "vic", "sam"};
enum { ACTORS = sizeof actors / sizeof *actors };

/* Who may, per state in the order of enum requisition_status: the actors' first letters. In the state `made` somebody
 * made the step already, which is a conflict for those who are asked for it. */
static const struct {
    const char *line, *may[REQUISITION_STATUSES];
    int made;
    const char *asked;
} matrix[] = {
    {"requisition add 1 puzzled.en 5", {"abpq"}},
    {"requisition set 1 esy.en 5", {"abpq"}},
    {"requisition remove 1 esy.en", {"abpq"}},
    {"requisition submit 1", {"abpq"}, REQUISITION_WAITING, "abpq"},
    {"requisition approve 1", {"", "pq"}, REQUISITION_APPROVED, "abpq"},
    {"requisition approve 1 esy.en 5", {"", "pq"}, REQUISITION_APPROVED, "abpq"},
    {"requisition approve 1 --signed-copy", {"", "abpq"}, REQUISITION_APPROVED, "abpq"},
    {"requisition return 1 --note look-again", {"", "pq", "pq"}},
    {"requisition send 1", {"", "", "abpq"}, REQUISITION_SENT, "abpq"},
    {"requisition receive 1 --all", {"", "", "", "abpq", "abpq"}, REQUISITION_CLOSED, "abpq"},
    {"requisition receive 1 lre.en 3", {"", "", "", "abpq", "abpq"}, REQUISITION_CLOSED, "abpq"},
    {"requisition receive 1 --undo", {"", "", "", "", "abpq", "abpq"}},
    {"requisition close 1 --reason gone", {"", "", "", "abpq", "abpq"}, REQUISITION_CLOSED, "abpq"},
    {"requisition cancel 1 --reason gone", {"apq", "pq", "pq", "pq"}, REQUISITION_CANCELLED, "abpq"},
    {"requisition new --replaces 1", {"", "", "", "abpq", "abpq", "", "abpq"}},
};
enum { MATRIX = sizeof matrix / sizeof *matrix };

static void check_cell(size_t step, int state, size_t actor) {
    const char *may = matrix[step].may[state];
    world_open(&w, "senior", "2026-09-15");
    add_users();
    bring_to(state);
    w.req.actor = actors[actor];
    if (may && strchr(may, *actors[actor])) {
        ck_assert_msg(world_run(&w, matrix[step].line), "%s by %s in %s: %s", matrix[step].line, actors[actor],
                      requisition_status_names[state], w.err.message);
        ck_assert(world_is_sound(&w));
    } else {
        bool made = matrix[step].asked && matrix[step].made == state && strchr(matrix[step].asked, *actors[actor]);
        expect_refused(&w, matrix[step].line, NULL, made ? ERR_CONFLICT : ERR_RULE, made ? " already (by " : "");
    }
    world_close(&w);
}

START_TEST(each_step_in_each_state_by_each_role) {
    for (int state = 0; state < REQUISITION_STATUSES; state++)
        for (size_t actor = 0; actor < ACTORS; actor++)
            check_cell((size_t)_i, state, actor);
}
END_TEST

START_TEST(whoever_has_the_file_acts_in_every_role_while_there_are_no_users) {
    for (size_t i = 0; i < sizeof road / sizeof *road; i++)
        as("ann", road[i].line);
    look_done(&w, "requisition show 1");
    struct answer events = look_rows(&w.answer, 0, "events");
    ck_assert(strstr(look_text(&events, 2, "note"), "approved by the one who asked for it"));
}
END_TEST

START_TEST(nobody_approves_their_own) {
    add_users();
    as("pat", "requisition new");
    as("pat", "requisition add 1 esy.en 20");
    as("ann", "requisition submit 1");
    w.req.actor = "pat";
    expect_refused(&w, "requisition approve 1", NULL, ERR_RULE, "nobody approves their own");
    as("quin", "requisition return 1 --note again");
    as("pat", "requisition submit 1");
    expect_refused(&w, "requisition approve 1", NULL, ERR_RULE, "approve R-2026-27-0001 --signed-copy");
    as("pat", "requisition approve 1 --signed-copy --date 2026-09-15");
    ck_assert(strstr(w.answer.text, "signed on paper, 2026-09-15"));
}
END_TEST

START_TEST(an_approval_may_lower_and_not_raise) {
    look_done(&w, "catalog number esy.en 9660000001");
    bring_to(REQUISITION_WAITING);
    static const struct {
        const char *line;
        enum err_kind kind;
        const char *words;
    } refused[] = {
        {"requisition approve 1 esy.en 21", ERR_RULE, "more than the 20 asked for"},
        {"requisition approve 1 esy.en -1", ERR_INPUT, "units"},
        {"requisition approve 1 esy.en 0 lre.en 0", ERR_RULE, "nothing of R-2026-27-0001 would be left"},
        {"requisition approve 1 puzzled.en 1", ERR_NOT_FOUND, "has no line for puzzled.en"},
        {"requisition approve 1 esy.en 3 esy.en 2", ERR_INPUT, "is given twice"},
        {"requisition approve 1 esy.en 3 9660000001 0", ERR_INPUT, "esy.en is given twice"}, /* by its number */
        {"requisition approve 1 esy.en 0 9660000001 0", ERR_INPUT, "esy.en is given twice"},
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        expect_refused(&w, refused[i].line, NULL, refused[i].kind, refused[i].words);
    look_done(&w, "requisition approve 1 esy.en 12 lre.en 0");
    ck_assert(strstr(w.answer.text, "esy.en lowered from 20 to 12; lre.en lowered from 10 to 0"));
    struct answer lines = look_rows(&w.answer, 0, "lines");
    ck_assert_uint_eq(lines.rows.count, 1);
    ck_assert_int_eq(look_int(&lines, 0, "copies"), 12);
}
END_TEST

START_TEST(all_lines_that_cannot_be_lowered_are_named_at_once) {
    bring_to(REQUISITION_WAITING);
    expect_problems(&w, "requisition approve 1 puzzled.en 1 lre.en 5 esy.en 21",
                    (const struct told[]){{"item", 1, "has no line for puzzled.en"},
                                          {"units", 3, "21 of esy.en are more than the 20 asked for"},
                                          {0}});
}
END_TEST

/* What is next is for whoever the step's row says. */
START_TEST(the_next_steps_are_offered_to_those_who_may) {
    bring_to(REQUISITION_WAITING);
    const struct hint *next = w.answer.next;
    ck_assert_str_eq(look_command(&w, next), "requisition approve R-2026-27-0001");
    ck_assert_uint_eq(next->roles, ROLE_PRINCIPAL);
    ck_assert_str_eq(look_command(&w, next->also), "requisition approve R-2026-27-0001 --signed-copy");
    ck_assert_uint_eq(next->also->roles, 0);
    ck_assert_ptr_null(next->also->also);
    expect_refused(&w, "requisition send 1", NULL, ERR_RULE, "R-2026-27-0001 is waiting (by ann, ");
    static const char *const can[] = {
        "requisition approve R-2026-27-0001", "requisition approve R-2026-27-0001 --signed-copy",
        "requisition return R-2026-27-0001 --note TEXT", "requisition cancel R-2026-27-0001 --reason TEXT"};
    static const unsigned roles[] = {ROLE_PRINCIPAL, 0, ROLE_PRINCIPAL, ROLE_PRINCIPAL};
    next = w.err.next;
    for (size_t i = 0; i < sizeof can / sizeof *can; i++, next = next->also) {
        ck_assert_str_eq(look_command(&w, next), can[i]);
        ck_assert_uint_eq(next->roles, roles[i]);
    }
    ck_assert_ptr_null(next);
}
END_TEST

START_TEST(steps_have_days_that_fit) {
    look_done(&w, "requisition new --date 2026-09-10");
    look_done(&w, "requisition add 1 esy.en 20");
    expect_refused(&w, "requisition submit 1 --date 2026-09-09", NULL, ERR_INPUT, "before R-2026-27-0001 was prepared");
    expect_refused(&w, "requisition submit 1 --date 2026-09-16", NULL, ERR_INPUT, "future");
    look_done(&w, "requisition submit 1 --date 2026-09-11");
    expect_refused(&w, "requisition approve 1 --date 2026-09-10", NULL, ERR_INPUT, "before the last step of");
    look_done(&w, "requisition approve 1 --signed-copy --date 2026-09-10"); /* signed before it was entered */
    expect_refused(&w, "requisition send 1 --date 2026-09-10", NULL, ERR_INPUT,
                   "before the last step of R-2026-27-0001, 2026-09-11");
    look_done(&w, "requisition send 1 --date 2026-09-14");
    ck_assert_str_eq(date_iso(w.mem, look_date(&w.answer, 0, "sent")), "2026-09-14");
    expect_refused(&w, "requisition receive 1 --all --date 2026-09-13", NULL, ERR_INPUT,
                   "before R-2026-27-0001 was sent");
    expect_refused(&w, "requisition close 1 --reason x --date 2026-09-13", NULL, ERR_INPUT, "was sent, 2026-09-14");
    look_done(&w, "requisition receive 1 --all --date 2026-09-14");
}
END_TEST

START_TEST(what_a_step_needs_is_asked_for) {
    look_done(&w, "requisition new");
    expect_refused(&w, "requisition submit 1", NULL, ERR_RULE, "has no lines");
    look_done(&w, "requisition add 1 esy.en 20");
    look_done(&w, "requisition submit 1");
    expect_refused(&w, "requisition return 1 --note ''", NULL, ERR_INPUT, "note is empty");
    expect_refused(&w, "requisition cancel 1 --reason ''", NULL, ERR_INPUT, "reason is empty");
    expect_refused(&w, "requisition cancel 1 --reason '  '", NULL, ERR_INPUT, "reason is empty");
    expect_refused(&w, "requisition return 1 --note ' '", NULL, ERR_INPUT, "note is empty");
    expect_refused(&w, "requisition approve 7", NULL, ERR_NOT_FOUND, "no requisition R-2026-27-0007");
}
END_TEST

/* ---- one in the place of another ---- */

START_TEST(a_replacement_takes_what_has_not_come_and_closes_the_other) {
    bring_to(REQUISITION_SENT);
    look_done(&w, "requisition receive 1 esy.en 15");
    look_done(&w, "requisition new --replaces 1");
    ck_assert_str_eq(look_text(&w.answer, 0, "replaces"), "R-2026-27-0001");
    struct answer lines = look_rows(&w.answer, 0, "lines");
    ck_assert_int_eq(look_int(&lines, look_find(&lines, "item", "esy.en"), "copies"), 5);
    ck_assert_int_eq(look_int(&lines, look_find(&lines, "item", "lre.en"), "copies"), 10);
    look_done(&w, "requisition show 1");
    ck_assert_str_eq(look_text(&w.answer, 0, "status"), "closed");
    struct answer events = look_rows(&w.answer, 0, "events");
    ck_assert_str_eq(look_text(&events, events.rows.count - 1, "note"), "replaced by R-2026-27-0002");
    look_done(&w, "stock");
    ck_assert_int_eq(look_int(&w.answer, look_find(&w.answer, "item", "esy.en"), "incoming"), 5);
    expect_refused(&w, "requisition new --replaces 2", NULL, ERR_RULE, "not sent yet");
    expect_refused(&w, "requisition new --replaces 1", NULL, ERR_CONFLICT, "is replaced by R-2026-27-0002 already");
    expect_refused(&w, "requisition new --replaces 1 --needed", NULL, ERR_INPUT, "choose one");
    look_done(&w, "requisition cancel 2 --reason no");
    look_done(&w, "catalog retire lre.en");
    expect_refused(&w, "requisition new --replaces 1 --date 2026-09-01", NULL, ERR_INPUT, "was sent");
    look_done(&w, "requisition new --replaces 1");
    ck_assert(noted(&w, "lre.en is retired and was left out"));
    ck_assert_uint_eq(look_rows(&w.answer, 0, "lines").rows.count, 1);
}
END_TEST

START_TEST(a_short_number_finds_the_order_of_last_year_that_is_open) {
    bring_to(REQUISITION_SENT);
    world_today(&w, "2027-07-12");
    look_done(&w, "requisition receive 1 esy.en 20");
    look_done(&w, "requisition new");
    ck_assert_str_eq(look_text(&w.answer, 0, "number"), "R-2027-28-0001");
    look_done(&w, "requisition show 1");
    ck_assert_str_eq(look_text(&w.answer, 0, "number"), "R-2027-28-0001");
    look_done(&w, "requisition close R-2026-27-0001 --reason gone");
    expect_refused(&w, "requisition show 7", NULL, ERR_NOT_FOUND, "no requisition R-2027-28-0007");
}
END_TEST

/* ---- users ---- */

START_TEST(users_are_added_disabled_and_asked_for) {
    static const struct {
        const char *who, *line;
        enum err_kind kind;
        const char *words;
    } refused[] = {
        {"root", "user add ann --role principal", ERR_CONFLICT, "user role ann --role ROLE"},
        {"root", "user add ' ann ' --role clerk", ERR_CONFLICT, "ann is a user already (clerk)"},
        {"root", "user add Ann --role principal", ERR_CONFLICT, "Ann could be taken for the user ann"},
        {"root", "user add 'a n\xC2\xA0n' --role principal", ERR_CONFLICT, "could be taken for the user ann"},
        {"root", "user add an\xE2\x80\x8Bn --role principal", ERR_INPUT, "a character that is not seen"},
        {"root", "user add ann\xE2\x81\xA0 --role principal", ERR_INPUT, "a character that is not seen"},
        {"root",
         "user add \xEF\xBB\xBF"
         "ann --role principal",
         ERR_INPUT, "control character"},
        {"root", "user role ann --role boss", ERR_INPUT, "boss"},
        {"root", "user role nobody --role clerk", ERR_NOT_FOUND, "user list"},
        {"root", "user role ANN --role clerk", ERR_NOT_FOUND, "Did you mean \"ann\"?"},
        {"root", "user disable ANN", ERR_NOT_FOUND, "Did you mean \"ann\"?"},
        {"ANN", "stock receive esy.en 5", ERR_RULE, "ANN is not a user of this school. Did you mean \"ann\"?"},
        {"ann x", "stock receive esy.en 5", ERR_RULE, "the users are: ann, bob, dee, pat, quin and 1 other"},
        {"a\xE2\x80\x8Bnn", "stock receive esy.en 5", ERR_RULE, "is not a user"},
        {"root", "user add x --role boss", ERR_INPUT, "boss"},
        {"root", "user add '' --role clerk", ERR_INPUT, "needs a name"},
        {"root", "user disable nobody", ERR_NOT_FOUND, "no user \"nobody\""},
        {"sam", "stock receive esy.en 5", ERR_RULE, "sam is not a user of this school"},
        {"vic", "stock receive esy.en 5", ERR_RULE, "the role of vic is viewer; this takes a clerk or principal"},
        {"dee", "requisition new", ERR_RULE, "the role of dee is district"},
        {"ann", "requisition return 1 --note x", ERR_RULE, "this takes a principal"},
    };
    add_users();
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        w.req.actor = refused[i].who;
        expect_refused(&w, refused[i].line, NULL, refused[i].kind, refused[i].words);
    }
    as("sam", "stock"); /* reading needs only the file */
    as("sam", "user disable bob");
    w.req.actor = "bob";
    expect_refused(&w, "stock receive esy.en 5", NULL, ERR_RULE, "bob is disabled");
    expect_refused(&w, "user role bob --role principal", NULL, ERR_CONFLICT, "user add bob --role principal");
    expect_refused(&w, "user add Bob --role principal", NULL, ERR_CONFLICT, "taken for the user bob");
    as("sam", "user add bob --role principal");
    as("bob", "stock receive esy.en 5");
    as("sam", "user role ' ann ' --role viewer");
    w.req.actor = "ann";
    expect_refused(&w, "stock receive esy.en 5", NULL, ERR_RULE, "the role of ann is viewer");
    const char *before = stored(&w);
    as("sam", "user role ann --role viewer");
    ck_assert_str_eq(stored(&w), before); /* nothing to do leaves no row */
    as("sam", "user role ann --role clerk");
    as("ann", "stock receive esy.en 5");
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM trail WHERE action = 'user role' AND subject = 'ann'"), 2);
    ck_assert(world_is_sound(&w));
    look_done(&w, "user list");
    ck_assert_str_eq(look_text(&w.answer, look_find(&w.answer, "name", "bob"), "role"), "principal");
}
END_TEST

START_TEST(who_is_added_under_another_name_than_the_login_is_told) {
    static const char words[] = "(yours is \"amy\"); then nobody needs to say who is acting";
    w.req.actor = w.req.login = "amy";
    look_done(&w, "user add ann --role clerk");
    ck_assert(noted(&w, words));
    look_done(&w, "user add amy --role clerk");
    ck_assert_uint_eq(w.answer.note_count, 0);
    look_done(&w, "user disable amy");
    look_done(&w, "user add bob --role clerk");
    ck_assert(noted(&w, words));
    w.req.login = NULL; /* --as was typed */
    look_done(&w, "user add pat --role clerk");
    ck_assert_uint_eq(w.answer.note_count, 0);
    static const char *const all[] = {"user disable ann", "user disable bob", "user disable pat"};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        look_done(&w, all[i]);
    w.req.actor = "sam";
    expect_refused(&w, "stock receive esy.en 5", NULL, ERR_RULE, "and every user is disabled");
    ck_assert_str_eq(look_command(&w, w.err.next), "user add NAME --role clerk");
}
END_TEST

/* ---- what verify sees ---- */

START_TEST(verify_sees_a_requisition_that_was_changed_from_outside) {
    static const struct {
        const char *sql, *words;
    } changes[] = {
        {"UPDATE requisition SET status = 'approved'", "its status is not that of its last step"},
        {"UPDATE requisition_line SET units = units + 1 WHERE place = 1", "was changed after its last step"},
        {"UPDATE requisition_line SET reason = 'x' WHERE place = 2", "was changed after its last step"},
        {"UPDATE requisition SET purpose = 'x'", "was changed after its last step"},
        {"UPDATE requisition_line SET received_copies = 3 WHERE place = 2", "line 2: what was received"},
        {"DELETE FROM requisition_line WHERE place = 2", "was changed after its last step"},
    };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct err e = {0};
        world_open(&w, "senior", "2026-09-15");
        bring_to(REQUISITION_SENT);
        ck_assert(db_begin(w.db, 0, &e) && sql_do(sql_prepare(w.db, changes[i].sql), &e));
        db_witness(w.db);
        ck_assert(db_end(w.db, true, &e));
        ck_assert(!world_run(&w, "verify"));
        ck_assert_int_eq(w.err.kind, ERR_DAMAGED);
        ck_assert_msg(noted(&w, changes[i].words), "%s: %s", changes[i].sql,
                      w.answer.note_count ? w.answer.notes[0].words : "nothing");
        world_close(&w);
    }
}
END_TEST

void requisition_step_suite(Suite *s) {
    TCase *core = tcase_create("core");
    tcase_add_checked_fixture(core, open_senior, close_world);
    tcase_add_test(core, whoever_has_the_file_acts_in_every_role_while_there_are_no_users);
    tcase_add_test(core, nobody_approves_their_own);
    tcase_add_test(core, an_approval_may_lower_and_not_raise);
    tcase_add_test(core, all_lines_that_cannot_be_lowered_are_named_at_once);
    tcase_add_test(core, the_next_steps_are_offered_to_those_who_may);
    tcase_add_test(core, steps_have_days_that_fit);
    tcase_add_test(core, what_a_step_needs_is_asked_for);
    tcase_add_test(core, a_replacement_takes_what_has_not_come_and_closes_the_other);
    tcase_add_test(core, a_short_number_finds_the_order_of_last_year_that_is_open);
    tcase_add_test(core, users_are_added_disabled_and_asked_for);
    tcase_add_test(core, who_is_added_under_another_name_than_the_login_is_told);
    suite_add_tcase(s, core);
    TCase *whole = tcase_create("matrix");
    tcase_add_loop_test(whole, each_step_in_each_state_by_each_role, 0, MATRIX);
    tcase_add_test(whole, verify_sees_a_requisition_that_was_changed_from_outside);
    suite_add_tcase(s, whole);
}
