/* What is given by e-mail or as a web link, and the year's tally of all that was given. */
#include "cli/render.h"
#include "compliance/school/year.h"
#include "inventory/shelf/ledger.h"
#include "inventory/shelf/notice.h"
#include "inventory/stock.h"
#include "tests/suites.h"
#include "tests/support/fixture.h"
#include "tests/support/look.h"
#include "tests/support/model.h"
#include "tests/support/stored.h"

#include <sodium.h>
#include <string.h>

/* Tuesday, September 15, 2026 is today; 12 copies of parent-guide.es since September 1. */
static void open_with_guides(void) {
    open_senior();
    look_done(&w, "catalog set parent-guide.es edition=Old");
    look_done(&w, "stock receive parent-guide.es 12 --date 2026-09-01");
}

static const struct stock_line *guide(void) {
    struct stock *stock = mem_alloc(w.mem, sizeof *stock);
    struct err e = {0};
    ck_assert_msg(stock_load(&w.req, 2, stock, &e), "%s", e.message);
    return &stock->list[0];
}

static long movements(void) { return world_count(&w, "SELECT count(*) FROM movement"); }
static long notices(void) { return world_count(&w, "SELECT count(*) FROM notice"); }

/* ---- giving without a copy ---- */

START_TEST(a_guide_given_by_email_or_web_leaves_the_shelf_as_it_is) {
    static const struct {
        const char *how, *words;
    } ways[] = {{"email", "2 copies of parent-guide.es (Spanish) sent by e-mail for an assessment plan; the shelf "
                          "keeps its 12."},
                {"web", "2 copies of parent-guide.es (Spanish) sent as a web link for an assessment plan; the shelf "
                        "keeps its 12."}};
    const struct stock_line before = *guide();
    for (size_t i = 0; i < 2; i++) {
        long moved = movements(), sent = notices();
        look_done(&w,
                  mem_printf(w.mem, "stock issue parent-guide.es 2 --for assessment-plan --how %s --date 2026-09-10",
                             ways[i].how));
        ck_assert_msg(strstr(w.answer.text, ways[i].words), "%s", w.answer.text);
        ck_assert_int_eq(look_int(&w.answer, 0, "quantity"), 0);
        ck_assert_int_eq(look_int(&w.answer, 0, "sent"), 2);
        ck_assert_int_eq(look_int(&w.answer, 0, "on_hand"), 12);
        ck_assert_str_eq(look_text(&w.answer, 0, "kind"), "notice");
        ck_assert_int_eq(movements(), moved);
        ck_assert_int_eq(notices(), sent + 1);
        ck_assert_int_eq(guide()->on_hand, 12);
        ck_assert_int_eq(guide()->input.issued, before.input.issued);
        ck_assert_int_eq(guide()->reorder_at, before.reorder_at);
        ck_assert_int_eq(guide()->input.days_in_stock, before.input.days_in_stock);
        ck_assert(world_is_sound(&w));
    }
    look_done(&w, "stock issue parent-guide.es 2 --how paper --date 2026-09-10");
    ck_assert_int_eq(look_int(&w.answer, 0, "quantity"), -2);
    ck_assert_int_eq(look_int(&w.answer, 0, "sent"), INT_NONE);
    ck_assert_int_eq(guide()->input.issued, before.input.issued + 2);
}
END_TEST

START_TEST(what_is_not_on_hand_can_be_sent_all_the_same) {
    look_done(&w, "stock issue esy.en 1 --how email");
    ck_assert_msg(strstr(w.answer.text, "the shelf keeps its 0."), "%s", w.answer.text);
    look_done(&w, "stock issue esy.en 1000000 lre.en 3 --how web");
    ck_assert_int_eq(notices(), 3);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM notice WHERE how = 'web'"), 2);
    ck_assert(world_is_sound(&w));
}
END_TEST

START_TEST(what_cannot_be_sent_is_refused_and_stores_nothing) {
    static const struct {
        const char *line;
        enum err_kind kind;
        const char *words;
    } cases[] = {
        {"stock issue parent-guide.es 1 --how email --edition Old", ERR_RULE, "superseded on 2026-09-14 by New"},
        {"stock issue parent-guide.es 1 --how web --edition Next", ERR_RULE, "begins on 2026-10-01"},
        {"stock issue parent-guide.es 1 --how web --edition None", ERR_NOT_FOUND, "no edition \"None\""},
        {"stock issue parent-guide.es 1 --how fax", ERR_INPUT, "none of paper"},
        {"stock issue parent-guide.es 0 --how email", ERR_INPUT, "quantity"},
        {"stock issue parent-guide.es -1 --how email", ERR_INPUT, "without a sign"},
        {"stock issue parent-guide.es 1000001 --how email", ERR_INPUT, "1000001"},
        {"stock issue parent-guide.es 1 --how email --for fun", ERR_INPUT, "none of annual"},
        {"stock issue parent-guide.es 1 --how email --date 2026-09-16", ERR_INPUT, "in the future"},
        {"stock issue parent-guide.es 1 --how email --date 1989-12-31", ERR_INPUT, "before 1990"},
        {"stock issue parent-guide.es 1 parent-gide.es 1 --how email", ERR_NOT_FOUND, "Did you mean"},
        {"stock issue parent-guide.es 1 esy.en --how email", ERR_INPUT, "QTY is missing"},
        {"stock receive parent-guide.es 1 --how email", ERR_INPUT, "how"},
        {"stock issue parent-guide.es 1 --how email --note a\tb", ERR_INPUT, "control character"},
    };
    look_done(&w, "catalog supersede parent-guide.es --edition New --from 2026-09-14");
    look_done(&w, "catalog supersede parent-guide.es --edition Next --from 2026-10-01");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_refused(&w, cases[i].line, NULL, cases[i].kind, cases[i].words);
    look_done(&w, "stock issue parent-guide.es 1 --how email --edition Old --date 2026-09-13"); /* current then */
    ck_assert_int_eq(world_count(&w, "SELECT edition FROM notice"), 1);
    look_done(&w, "stock issue parent-guide.es 1 --how email");
    ck_assert_int_eq(world_count(&w, "SELECT max(edition) FROM notice"), 2);
}
END_TEST

START_TEST(an_elementary_school_does_not_send_what_is_for_secondary_schools) {
    world_close(&w);
    world_open(&w, "elementary", "2026-09-15");
    expect_refused(&w, "stock issue esy.en 1 itp-booklet.en 1 --how email", NULL, ERR_RULE, "secondary schools only");
    ck_assert_int_eq(notices(), 0);
}
END_TEST

START_TEST(the_ledger_of_an_item_shows_what_was_sent_between_its_movements) {
    static const struct {
        const char *kind;
        long quantity, sent, balance;
    } rows[] = {{"receive", 12, INT_NONE, 12},
                {"notice", 0, 3, 12},
                {"issue", -2, INT_NONE, 10},
                {"notice", 0, 1, 10},
                {"notice", 0, -1, 10}};
    look_done(&w, "stock issue parent-guide.es 2 --date 2026-09-10");
    look_done(&w, "stock issue parent-guide.es 1 --how web --date 2026-09-10 --for request --note 'by phone'");
    look_done(&w, "stock undo");
    look_done(&w, "stock issue parent-guide.es 3 --how email --date 2026-09-05");
    look_done(&w, "stock issue esy.en 9 --how email");
    for (size_t last = 1; last <= 6; last++) {
        size_t n = last < 5 ? last : 5;
        look_done(&w, mem_printf(w.mem, "stock show parent-guide.es --last %zu", last));
        ck_assert_uint_eq(w.answer.rows.count, n);
        for (size_t i = 0; i < n; i++) {
            ck_assert_str_eq(look_text(&w.answer, i, "kind"), rows[5 - n + i].kind);
            ck_assert_int_eq(look_int(&w.answer, i, "quantity"), rows[5 - n + i].quantity);
            ck_assert_int_eq(look_int(&w.answer, i, "sent"), rows[5 - n + i].sent);
            ck_assert_int_eq(look_int(&w.answer, i, "balance"), rows[5 - n + i].balance);
        }
    }
    ck_assert_str_eq(look_text(&w.answer, 3, "how"), "web");
    ck_assert_str_eq(look_text(&w.answer, 3, "reason"), "request");
    ck_assert_str_eq(look_text(&w.answer, 3, "note"), "by phone");
    ck_assert_str_eq(look_text(&w.answer, 3, "by"), "tester");
    ck_assert_int_eq(look_int(&w.answer, 3, "undone_by"), look_int(&w.answer, 4, "movement"));
}
END_TEST

/* ---- undoing ---- */

static long last_id(void) { return look_int(&w.answer, 0, "movement"); }

START_TEST(undo_takes_back_ones_own_last_whether_it_is_a_movement_or_a_notice) {
    look_done(&w, "stock issue parent-guide.es 1 --date 2026-09-10");
    look_done(&w, "stock issue parent-guide.es 2 --how email");
    look_done(&w, "stock issue parent-guide.es 3 --how web");
    w.req.actor = "another";
    look_done(&w, "stock issue parent-guide.es 4 --how email");
    w.req.actor = "tester";
    look_done(&w, "stock undo");
    ck_assert_msg(strstr(w.answer.text, "is undone (3 copies of parent-guide.es (Spanish), as a web link)"), "%s",
                  w.answer.text);
    ck_assert_int_eq(look_int(&w.answer, 0, "quantity"), 0);
    ck_assert_int_eq(look_int(&w.answer, 0, "sent"), -3);
    look_done(&w, "stock issue parent-guide.es 5 --date 2026-09-11");
    look_done(&w, "stock undo"); /* the 5, a movement */
    ck_assert_int_eq(guide()->on_hand, 11);
    look_done(&w, "stock undo"); /* the 2 */
    ck_assert_int_eq(guide()->on_hand, 11);
    look_done(&w, "stock undo"); /* the 1 */
    ck_assert_int_eq(guide()->on_hand, 12);
    look_done(&w, "stock undo"); /* the 12 */
    expect_refused(&w, "stock undo", NULL, ERR_NOT_FOUND, "no movement left to undo");
    ck_assert_int_eq(world_count(&w, "SELECT sum(copies) FROM notice"), 4); /* another's stands */
    ck_assert_int_eq(notices(), 5);                                         /* nothing is deleted */
}
END_TEST

START_TEST(a_notice_is_undone_once_and_an_undoing_never) {
    look_done(&w, "stock issue esy.en 2 --how email");
    long id = last_id();
    look_done(&w, mem_printf(w.mem, "stock undo %ld", id));
    long undoing = last_id();
    ck_assert_int_eq(world_count(&w, "SELECT sum(copies) FROM notice"), 0);
    expect_refused(&w, mem_printf(w.mem, "stock undo %ld", id), NULL, ERR_CONFLICT, "is undone already");
    expect_refused(&w, mem_printf(w.mem, "stock undo %ld", undoing), NULL, ERR_RULE, "itself the undoing");
    expect_refused(&w, mem_printf(w.mem, "stock undo %ld", undoing + 1), NULL, ERR_NOT_FOUND, "no movement");
}
END_TEST

/* Version 1 took copies off the shelf for these, too. */
static long put_old(const char *how, long copies) {
    struct trail t;
    struct ledger l;
    struct belows below;
    struct err e = {0};
    struct movement v = {.item = 2,
                         .edition = 1,
                         .kind = MOVEMENT_ISSUE,
                         .quantity = -copies,
                         .on_date = w.req.today,
                         .reason = "annual",
                         .how = how,
                         .reverses = INT_NONE,
                         .batch = INT_NONE,
                         .mark = INT_NONE};
    ck_assert(db_begin(w.db, w.req.school, &e) && trail_begin(&t, &w.req, &e));
    ledger_begin(&l, &t);
    bool ok = ledger_put(&l, &v, &e) && ledger_settle(&l, &below, &e) && below.count == 0;
    ok = trail_end(&t, ok, "stock issue", "parent-guide.es", "as version 1 did", &e);
    ck_assert_msg(db_end(w.db, ok, &e), "%s", e.message);
    return v.id;
}

START_TEST(what_version_1_wrote_stays_a_movement_and_is_undone_as_one) {
    long id = put_old("email", 5);
    ck_assert_int_eq(guide()->on_hand, 7);
    look_done(&w, "stock given");
    ck_assert_uint_eq(w.answer.rows.count, 1);
    ck_assert_int_eq(look_int(&w.answer, 0, "copies"), 5);
    ck_assert_int_eq(look_int(&w.answer, 0, "email"), 5);
    ck_assert_int_eq(look_int(&w.answer, 0, "paper"), 0);
    look_done(&w, mem_printf(w.mem, "stock undo %ld", id));
    ck_assert_int_eq(look_int(&w.answer, 0, "quantity"), 5);
    ck_assert_int_eq(guide()->on_hand, 12);
    ck_assert_int_eq(notices(), 0);
    ck_assert(world_is_sound(&w));
}
END_TEST

START_TEST(an_edition_that_was_sent_is_not_taken_back_any_more) {
    look_done(&w, "catalog supersede esy.en --edition New");
    look_done(&w, "stock issue esy.en 1 --how email");
    expect_refused(&w, "catalog supersede esy.en --undo", NULL, ERR_RULE,
                   "have moved, or were sent, ordered or counted");
    look_done(&w, "stock undo");
    expect_refused(&w, "catalog supersede esy.en --undo", NULL, ERR_RULE, "were sent"); /* its rows are still there */
}
END_TEST

/* ---- the chain ---- */

START_TEST(a_notice_stands_in_the_chain_as_its_table_says) {
    unsigned char hash[32];
    size_t n;
    crypto_hash_sha256_state s;
    look_done(&w, "stock issue parent-guide.es 2 --how email --for request --note 'Español'");
    struct query *q =
        sql(w.db, "SELECT t.hash, n.hash, 'notice', n.id, item, edition, copies, on_date, reason, how, "
                  "note, reverses, batch, mark FROM notice n JOIN trail t ON t.school = n.school AND t.id = n.id - 1");
    ck_assert(sql_row(q));
    crypto_hash_sha256_init(&s);
    crypto_hash_sha256_update(&s, sql_peek_blob(q, 0, &n), 32);
    for (int i = 2; i < 14; i++) {
        const char *text = sql_peek_text(q, i) ? sql_peek_text(q, i) : "\x1e";
        crypto_hash_sha256_update(&s, (const unsigned char *)text, strlen(text));
        crypto_hash_sha256_update(&s, (const unsigned char *)"\n", 1);
    }
    crypto_hash_sha256_final(&s, hash);
    const void *stored_hash = sql_peek_blob(q, 1, &n);
    ck_assert(n == 32 && memcmp(stored_hash, hash, 32) == 0);
    struct err e = {0};
    ck_assert(sql_end(q, &e));
}
END_TEST

START_TEST(a_notice_is_never_edited_and_verify_names_one_that_was) {
    static const struct {
        const char *change, *found;
    } cases[] = {{"item = 3", "notice 6 was changed"},
                 {"edition = 2", "notice 6 was changed"},
                 {"copies = copies + 1", "notice 6 was changed"},
                 {"how = 'web'", "notice 6 was changed"},
                 {"reason = 'annual'", "notice 6 was changed"},
                 {"reason = NULL", "notice 6 was changed"},
                 {"note = 'x'", "notice 6 was changed"},
                 {"on_date = '2026-09-02'", "notice 6 was changed"},
                 {"hash = zeroblob(32)", "notice 6 was changed"},
                 {"id = id + 1000", "row 6 of the chain is missing"}};
    look_done(&w, "catalog supersede parent-guide.es --edition New --from 2027-01-01");
    look_done(&w, "stock issue parent-guide.es 2 --how email --for request");
    for (int guarded = 1; guarded >= 0; guarded--)
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            struct query *q;
            struct err e = {0};
            world_count(&w, "SAVEPOINT change");
            w.within = true;
            if (!guarded)
                world_count(&w, "DROP TRIGGER notice_is_kept");
            q = sql_prepare(w.db, mem_printf(w.mem, "UPDATE notice SET %s", cases[i].change));
            sql_row(q);
            ck_assert_msg(sql_end(q, &e) == !guarded, "%s: %s", cases[i].change, e.message);
            ck_assert_msg(!guarded || strstr(e.message, "never edited"), "%s: %s", cases[i].change, e.message);
            if (!guarded) {
                ck_assert_msg(!world_run(&w, "verify") && w.err.kind == ERR_DAMAGED, "%s is not found",
                              cases[i].change);
                ck_assert_msg(noted(&w, cases[i].found), "%s: %s", cases[i].change, w.answer.notes[0].words);
            }
            world_count(&w, "ROLLBACK TO change");
            world_count(&w, "RELEASE change");
            w.within = false;
            ck_assert(world_is_sound(&w));
        }
}
END_TEST

/* ---- the tally ---- */

START_TEST(the_tally_answers_what_was_handed_out_for_assessment_plans_this_year) {
    look_done(&w, "stock issue parent-guide.es 2 --for assessment-plan --date 2026-07-01 --how email");
    look_done(&w, "stock issue parent-guide.es 1 --for assessment-plan --date 2026-06-30 --how email"); /* last year */
    look_done(&w, "stock issue parent-guide.es 3 --for assessment-plan");
    look_done(&w, "stock issue parent-guide.es 4 --for annual");
    look_done(&w, "stock issue parent-guide.es 1");
    look_done(&w, "stock return parent-guide.es 1");
    look_done(&w, "stock issue parent-guide.es 1 --for assessment-plan --how web");
    look_done(&w, "stock undo");
    look_done(&w, "stock given --for assessment-plan");
    ck_assert_uint_eq(w.answer.rows.count, 1);
    ck_assert_str_eq(look_text(&w.answer, 0, "reason"), "assessment-plan");
    ck_assert_str_eq(look_text(&w.answer, 0, "words"), "for an assessment plan");
    ck_assert_str_eq(look_text(&w.answer, 0, "citation"), "EC 56321(a)");
    ck_assert_str_eq(look_text(&w.answer, 0, "item"), "parent-guide.es");
    ck_assert_str_eq(look_text(&w.answer, 0, "edition"), "Old");
    ck_assert_int_eq(look_int(&w.answer, 0, "copies"), 5);
    ck_assert_int_eq(look_int(&w.answer, 0, "times"), 2);
    ck_assert_int_eq(look_int(&w.answer, 0, "paper"), 3);
    ck_assert_int_eq(look_int(&w.answer, 0, "email"), 2);
    ck_assert_int_eq(look_int(&w.answer, 0, "web"), 0);
    ck_assert_str_eq(w.answer.before,
                     "Handed out in 2026-27 for an assessment plan (EC 56321(a)): 5 copies, 2 times; 2 "
                     "of them by e-mail or web link.");
    ck_assert_ptr_null(w.answer.text); /* a return says not what it had been for */
    look_done(&w, "stock given");
    ck_assert_uint_eq(w.answer.rows.count, 3);
    ck_assert_ptr_null(look_text(&w.answer, 2, "reason"));
    ck_assert_str_eq(look_text(&w.answer, 2, "words"), "(no reason)");
    ck_assert_msg(strstr(w.answer.text, "Brought back: 1 copy"), "%s", w.answer.text);
    look_done(&w, "stock given --year 2025-26");
    ck_assert_uint_eq(w.answer.rows.count, 1);
    ck_assert_int_eq(look_int(&w.answer, 0, "email"), 1);
    look_done(&w, "stock given --year 2024-25");
    ck_assert_str_eq(w.answer.before, "Nothing was handed out in 2024-25.");
}
END_TEST

START_TEST(each_reason_has_a_line_of_its_own_above_its_items) {
    static const char head[] = "annual, for the once-a-year copy (34 CFR 300.504(a)): 5 copies, 2 times";
    look_done(&w, "stock issue parent-guide.es 4 --for annual");
    look_done(&w, "stock issue esy.en 1 --for annual --how web");
    look_done(&w, "stock issue parent-guide.es 2");
    look_done(&w, "stock given");
    for (int color = 0; color < 2; color++) {
        struct buf b = {0};
        render_plain(&b, &w.answer, &(struct screen){80, color == 1});
        const char *on = color ? "\033[1m" : "", *off = color ? "\033[0m" : "";
        const char *text = mem_printf(w.mem, "\n\n%s%s%s\n  parent-guide.es  Spanish", on, head, off);
        ck_assert_msg(strstr(b.data, text), "%s", b.data);
        text = mem_printf(w.mem,
                          "  esy.en           English                 1      1      0       0    1\n\n%s(no "
                          "reason): 2 copies, 1 time; give a reason next time%s\n  parent-guide.es",
                          on, off);
        ck_assert_msg(strstr(b.data, text), "%s", b.data);
        buf_free(&b);
    }
}
END_TEST

START_TEST(a_tally_that_cannot_be_is_refused) {
    expect_refused(&w, "stock given --for fun", NULL, ERR_INPUT, "none of annual");
    expect_refused(&w, "stock given --year 2026", NULL, ERR_INPUT, "2026-27");
    expect_refused(&w, "stock given --year 2026-28", NULL, ERR_INPUT, "no school year");
    expect_refused(&w, "stock given --year ''", NULL, ERR_INPUT, "no school year");
    expect_refused(&w, "stock given --language Klingon", NULL, ERR_NOT_FOUND, "Klingon");
    expect_refused(&w, "stock given extra", NULL, ERR_INPUT, "extra");
}
END_TEST

/* ---- the tally beside plain arrays ---- */

enum { DEEDS = 250, REASONS = 9 };
static const char *const reasons[REASONS] = {"annual",          "referral",        "evaluation-request",
                                             "state-complaint", "due-process",     "discipline",
                                             "request",         "assessment-plan", NULL};
static const char *const hows[] = {"paper", "email", "web", NULL};
static const struct {
    const char *code, *en, *es; /* es: whether it is in Spanish, too */
} items[] = {{"parent-guide.en", "en", NULL}, {"parent-guide.es", NULL, "es"}, {"iep-and-you.en-es", "en", "es"}};

struct deed {
    int item, reason, how, date, edition; /* reason REASONS - 1 and how 3: none */
    long copies, id;
    bool gone;
};

static void do_deeds(struct deed *list, struct dice *d) {
    for (int i = 0; i < DEEDS; i++) {
        struct deed *v = &list[i];
        *v = (struct deed){.item = (int)dice_from(d, 0, 2),
                           .reason = (int)dice_from(d, 0, REASONS - 1),
                           .how = (int)dice_from(d, 0, 3),
                           .date = w.req.today - (int)dice_from(d, 0, 800),
                           .copies = dice_from(d, 1, 9)};
        v->edition = v->item == 0 && v->date >= date_from(2026, 1, 1) ? 2 : 1;
        const char *line =
            mem_printf(w.mem, "stock issue %s %ld --date %s", items[v->item].code, v->copies, date_iso(w.mem, v->date));
        if (reasons[v->reason])
            line = mem_printf(w.mem, "%s --for %s", line, reasons[v->reason]);
        if (hows[v->how])
            line = mem_printf(w.mem, "%s --how %s", line, hows[v->how]);
        look_done(&w, line);
        v->id = last_id();
        v->gone = dice_one_in(d, 5);
        if (v->gone)
            look_done(&w, mem_printf(w.mem, "stock undo %ld", v->id));
    }
}

/* The sums of that reason, item and edition, by going through all of it. */
static void expect_row(const struct deed *list, size_t row, int reason, int item, int edition, int year) {
    long sums[4] = {0}, times = 0;
    for (int i = 0; i < DEEDS; i++) {
        const struct deed *v = &list[i];
        if (v->gone || v->reason != reason || v->item != item || v->edition != edition || year_of(v->date) != year)
            continue;
        sums[v->how] += v->copies;
        times++;
    }
    if (reasons[reason])
        ck_assert_str_eq(look_text(&w.answer, row, "reason"), reasons[reason]);
    else
        ck_assert_ptr_null(look_text(&w.answer, row, "reason"));
    ck_assert_str_eq(look_text(&w.answer, row, "item"), items[item].code);
    ck_assert_int_eq(look_int(&w.answer, row, "times"), times);
    ck_assert_int_eq(look_int(&w.answer, row, "paper"), sums[0] + sums[3]);
    ck_assert_int_eq(look_int(&w.answer, row, "email"), sums[1]);
    ck_assert_int_eq(look_int(&w.answer, row, "web"), sums[2]);
    ck_assert_int_eq(look_int(&w.answer, row, "copies"), sums[0] + sums[1] + sums[2] + sums[3]);
}

static bool any(const struct deed *list, int reason, int item, int edition, int year) {
    for (int i = 0; i < DEEDS; i++)
        if (!list[i].gone && list[i].reason == reason && list[i].item == item && list[i].edition == edition &&
            year_of(list[i].date) == year)
            return true;
    return false;
}

static void expect_tally(const struct deed *list, int only, const char *language, int year) {
    const char *line = mem_printf(w.mem, "stock given --year %s", year_text(w.mem, year));
    size_t row = 0;
    if (only >= 0)
        line = mem_printf(w.mem, "%s --for %s", line, reasons[only]);
    if (language)
        line = mem_printf(w.mem, "%s --language %s", line, language);
    look_done(&w, line);
    for (int reason = 0; reason < REASONS; reason++)
        for (int item = 0; item < 3; item++)
            for (int edition = 1; edition <= 2; edition++) {
                bool speaks = !language || (items[item].en && strcmp(language, "en") == 0) ||
                              (items[item].es && strcmp(language, "es") == 0);
                if (speaks && (only < 0 || only == reason) && any(list, reason, item, edition, year))
                    expect_row(list, row++, reason, item, edition, year);
            }
    ck_assert_msg(w.answer.rows.count == row, "%s: %zu rows, not %zu", line, w.answer.rows.count, row);
}

START_TEST(the_tally_is_what_plain_arrays_say) {
    static struct deed list[DEEDS];
    struct dice d = {(unsigned long long)_i + 1};
    for (int i = 0; i < 3; i++)
        look_done(&w, mem_printf(w.mem, "stock receive %s 100000 --date 2020-01-01", items[i].code));
    look_done(&w, "catalog supersede parent-guide.en --edition Second --from 2026-01-01");
    look_done(&w, "stock receive parent-guide.en 100000 --date 2026-01-01");
    do_deeds(list, &d);
    for (int year = 2023; year <= 2026; year++)
        for (int only = -1; only < REASONS - 1; only++) {
            expect_tally(list, only, NULL, year);
            expect_tally(list, only, "es", year);
            expect_tally(list, only, "en", year);
            expect_tally(list, only, "hy", year);
        }
    ck_assert(world_is_sound(&w));
}
END_TEST

void given_suite(Suite *s) {
    TCase *c = tcase_create("given");
    tcase_add_checked_fixture(c, open_with_guides, close_world);
    tcase_add_test(c, a_guide_given_by_email_or_web_leaves_the_shelf_as_it_is);
    tcase_add_test(c, what_is_not_on_hand_can_be_sent_all_the_same);
    tcase_add_test(c, what_cannot_be_sent_is_refused_and_stores_nothing);
    tcase_add_test(c, an_elementary_school_does_not_send_what_is_for_secondary_schools);
    tcase_add_test(c, the_ledger_of_an_item_shows_what_was_sent_between_its_movements);
    tcase_add_test(c, undo_takes_back_ones_own_last_whether_it_is_a_movement_or_a_notice);
    tcase_add_test(c, a_notice_is_undone_once_and_an_undoing_never);
    tcase_add_test(c, what_version_1_wrote_stays_a_movement_and_is_undone_as_one);
    tcase_add_test(c, an_edition_that_was_sent_is_not_taken_back_any_more);
    tcase_add_test(c, a_notice_stands_in_the_chain_as_its_table_says);
    tcase_add_test(c, a_notice_is_never_edited_and_verify_names_one_that_was);
    tcase_add_test(c, the_tally_answers_what_was_handed_out_for_assessment_plans_this_year);
    tcase_add_test(c, each_reason_has_a_line_of_its_own_above_its_items);
    tcase_add_test(c, a_tally_that_cannot_be_is_refused);
    tcase_add_loop_test(c, the_tally_is_what_plain_arrays_say, 0, 3);
    suite_add_tcase(s, c);
}
