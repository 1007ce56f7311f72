#include "compliance/school/calendar.h"
#include "inventory/order/requisition.h"
#include "inventory/stock.h"
#include "tests/suites.h"
#include "tests/support/fixture.h"
#include "tests/support/look.h"
#include "tests/support/model.h"
#include "tests/support/stored.h"

#include <check.h>
#include <string.h>

/* Tuesday, September 15, 2026; weekdays are school days. One requisition of 20 esy.en and 10 lre.en, sent on Sep 8. */
static void order(const char *sent) {
    look_done(&w, mem_printf(w.mem, "requisition new --date %s", sent));
    const char *number = look_text(&w.answer, 0, "number");
    look_done(&w, mem_printf(w.mem, "requisition add %s esy.en 20", number));
    look_done(&w, mem_printf(w.mem, "requisition add %s lre.en 10", number));
    look_done(&w, mem_printf(w.mem, "requisition submit %s --date %s", number, sent));
    look_done(&w, mem_printf(w.mem, "requisition approve %s --date %s", number, sent));
    look_done(&w, mem_printf(w.mem, "requisition send %s --date %s", number, sent));
}

static void open_sent(void) {
    open_senior();
    order("2026-09-08");
}

static long line(const char *item, const char *column) {
    look_done(&w, "requisition show 1");
    struct answer lines = look_rows(&w.answer, 0, "lines");
    return look_int(&lines, look_find(&lines, "item", item), column);
}

static const char *status(void) {
    look_done(&w, "requisition show 1");
    return look_text(&w.answer, 0, "status");
}

static long listed(const char *item, const char *column) {
    look_done(&w, "stock");
    return look_int(&w.answer, look_find(&w.answer, "item", item), column);
}

START_TEST(all_that_is_ordered_comes_and_the_requisition_closes) {
    look_done(&w, "requisition receive 1 --all --note 'packing slip 7'");
    ck_assert(strstr(w.answer.text, "received 20 of esy.en; 10 of lre.en. All is there: it is closed."));
    ck_assert_str_eq(status(), "closed");
    ck_assert_int_eq(listed("esy.en", "on_hand"), 20);
    ck_assert_int_eq(listed("esy.en", "incoming"), 0);
    ck_assert_int_eq(line("lre.en", "received_copies"), 10);
    ck_assert_int_eq(line("lre.en", "short_copies"), 0);
    ck_assert(world_is_sound(&w));
}
END_TEST

START_TEST(a_delivery_may_come_in_parts_and_the_rest_stays_incoming) {
    look_done(&w, "requisition receive 1 esy.en 5");
    ck_assert_str_eq(status(), "part received");
    ck_assert_int_eq(listed("esy.en", "incoming"), 15);
    look_done(&w, "requisition receive 1 esy.en 5 lre.en 10");
    ck_assert_int_eq(listed("esy.en", "incoming"), 10);
    ck_assert_int_eq(listed("lre.en", "incoming"), 0);
    look_done(&w, "requisition close 1 --reason 'out of print'");
    ck_assert(strstr(w.answer.text, "closed with 10 copies short"));
    ck_assert_int_eq(line("esy.en", "short_copies"), 10);
    ck_assert_int_eq(listed("esy.en", "incoming"), 0);
    expect_refused(&w, "requisition receive 1 --all", NULL, ERR_RULE, "is closed");
    expect_refused(&w, "requisition receive 1 --undo", NULL, ERR_RULE, "closed short");
}
END_TEST

START_TEST(the_rest_with_all_but_what_is_named) {
    look_done(&w, "requisition receive 1 esy.en 18 --all");
    ck_assert_int_eq(line("esy.en", "received_copies"), 18);
    ck_assert_int_eq(line("lre.en", "received_copies"), 10);
    ck_assert_str_eq(status(), "part received");
}
END_TEST

START_TEST(more_than_was_ordered_is_accepted_and_said) {
    look_done(&w, "requisition receive 1 esy.en 26");
    ck_assert(strstr(w.answer.text, "6 more of esy.en came than were ordered"));
    ck_assert_str_eq(look_command(&w, w.answer.next), "stock adjust esy.en 6 --reason returned-to-warehouse");
    ck_assert_str_eq(look_command(&w, w.answer.next->also), "requisition discrepancy R-2026-27-0001");
    ck_assert_int_eq(listed("esy.en", "on_hand"), 26);
    look_done(&w, "requisition receive 1 esy.en 3");
    ck_assert(strstr(w.answer.text, "3 more of esy.en came"));
}
END_TEST

START_TEST(damaged_copies_and_another_language_are_still_owed) {
    look_done(&w, "requisition receive 1 esy.en 4 --condition damaged");
    look_done(&w, "requisition receive 1 lre.en 10 --condition wrong-language");
    ck_assert(strstr(w.answer.text, "not on the shelf, and still owed"));
    ck_assert_int_eq(listed("esy.en", "on_hand"), 0);
    ck_assert_int_eq(listed("esy.en", "incoming"), 20);
    ck_assert_int_eq(listed("lre.en", "incoming"), 10);
    ck_assert_str_eq(status(), "sent"); /* nothing is received: it can still be cancelled */
    look_done(&w, "requisition discrepancy 1 --out -");
    look_done(&w, "requisition receive 1 --all");
    ck_assert_str_eq(status(), "closed");
    ck_assert(world_is_sound(&w));
}
END_TEST

START_TEST(an_old_edition_counts_as_received_and_is_not_usable) {
    expect_refused(&w, "requisition receive 1 esy.en 5 --condition old-edition", NULL, ERR_RULE, "no older edition");
    look_done(&w, "catalog supersede esy.en --edition New --from 2026-09-10");
    expect_refused(&w, "requisition receive 1 esy.en 5 --condition old-edition --edition New", NULL, ERR_INPUT,
                   "New is the current one");
    look_done(&w, "requisition receive 1 esy.en 5 --condition old-edition");
    ck_assert(strstr(w.answer.text, "must not be handed out"));
    ck_assert_int_eq(listed("esy.en", "on_hand"), 0);
    ck_assert_int_eq(listed("esy.en", "superseded"), 5);
    ck_assert_int_eq(listed("esy.en", "incoming"), 15);
    look_done(&w, "requisition receive 1 esy.en 15 --edition New");
    ck_assert_int_eq(listed("esy.en", "on_hand"), 15);
}
END_TEST

/* Each of them names its row, and its way out. */
START_TEST(all_lines_that_cannot_be_received_are_named_at_once) {
    expect_problems(&w, "requisition receive 1 nothing.en 5 esy.en 3 puzzled.en 2",
                    (const struct told[]){{"item", 1, "nothing.en"}, {"item", 3, "has no line for puzzled.en"}, {0}});
    ck_assert_str_eq(look_command(&w, w.req.problems.list[1].next), "stock receive puzzled.en 2");
    expect_problems(&w, "requisition receive 1 nothing.en 5 --date 2026-08-01",
                    (const struct told[]){{"date", 0, "before R-2026-27-0001"}, {"item", 1, "nothing.en"}, {0}});
}
END_TEST

START_TEST(what_cannot_be_received_is_refused) {
    static const struct {
        const char *line;
        enum err_kind kind;
        const char *words;
    } refused[] = {
        {"requisition receive 1", ERR_INPUT, "nothing is named that came"},
        {"requisition receive 1 puzzled.en 5", ERR_NOT_FOUND, "stock receive puzzled.en 5"},
        {"requisition receive 1 esy.en 5 esy.en 5", ERR_INPUT, "is given twice"},
        {"requisition receive 1 esy.en 1O", ERR_INPUT, "1O"},
        {"requisition receive 1 esy.en -5", ERR_INPUT, "-5"},
        {"requisition receive 1 esy.en 0", ERR_INPUT, "no line has copies"},
        {"requisition receive 1 esy.en 1000001", ERR_INPUT, "1000001"},
        {"requisition receive 1 esy.en", ERR_INPUT, "COPIES is missing"},
        {"requisition receive 1 --all --condition damaged", ERR_INPUT, "items that are named"},
        {"requisition receive 1 --undo --all", ERR_INPUT, "as a whole"},
        {"requisition receive 1 --undo", ERR_RULE, "no delivery to take back"},
        {"requisition receive 1 esy.en 5 --edition Next", ERR_NOT_FOUND, "no edition \"Next\""},
        {"requisition receive 1 --all --date 2026-09-07", ERR_INPUT, "before R-2026-27-0001 was prepared"},
        {"requisition receive 1 --all --date 2026-09-16", ERR_INPUT, "future"},
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        expect_refused(&w, refused[i].line, NULL, refused[i].kind, refused[i].words);
}
END_TEST

START_TEST(a_delivery_written_down_wrongly_is_taken_back_as_a_whole) {
    look_done(&w, "requisition receive 1 esy.en 5 --date 2026-09-10");
    look_done(&w, "requisition receive 1 --all");
    long movement = world_count(&w, "SELECT max(movement) FROM delivery");
    expect_refused(&w, mem_printf(w.mem, "stock undo %ld", movement), NULL, ERR_RULE, "receive R-2026-27-0001 --undo");
    look_done(&w, "requisition receive 1 --undo");
    ck_assert_str_eq(status(), "part received");
    ck_assert_int_eq(listed("esy.en", "on_hand"), 5);
    ck_assert_int_eq(listed("esy.en", "incoming"), 15);
    ck_assert_int_eq(listed("lre.en", "incoming"), 10);
    look_done(&w, "stock issue esy.en 1");
    expect_refused(&w, "requisition receive 1 --undo", NULL, ERR_RULE, "the one before it was 5 of esy.en");
    expect_refused(&w, "requisition receive 1 --undo --again", NULL, ERR_RULE, "cannot be taken back");
    look_done(&w, "stock undo");
    look_done(&w, "requisition receive 1 --undo --again");
    ck_assert_str_eq(status(), "sent");
    ck_assert_int_eq(listed("esy.en", "on_hand"), 0);
    look_done(&w, "requisition show 1");
    ck_assert_str_eq(date_iso(w.mem, look_date(&w.answer, 0, "sent")), "2026-09-08");
    expect_refused(&w, "requisition receive 1 --undo", NULL, ERR_RULE, "no delivery to take back");
    look_done(&w, "requisition receive 1 --all");
    ck_assert(world_is_sound(&w));
}
END_TEST

/* ---- what deliveries teach ---- */

/* The second longest of the last five, by going through all of them. */
static long simple_lead(const long *leads, size_t count) {
    size_t from = count > 5 ? count - 5 : 0;
    long longest = -1, second = -1;
    for (size_t i = from; i < count; i++)
        if (leads[i] > longest) {
            second = longest;
            longest = leads[i];
        } else if (leads[i] > second) {
            second = leads[i];
        }
    return count < 3 ? 20 : second;
}

static long weekdays(int from, int to) {
    long n = 0;
    for (int d = from; d <= to; d++)
        n += date_is_weekday(d);
    return n;
}

START_TEST(the_lead_is_the_second_longest_of_the_last_five) {
    struct dice dice = {(unsigned long long)_i + 1};
    long leads[8];
    int day = w.req.today;
    look_done(&w, "requisition cancel 1 --reason x");
    for (size_t n = 0; n < 8; n++) {
        struct stock stock;
        struct err e = {0};
        day += (int)dice_from(&dice, 1, 9);
        w.req.today = day;
        int sent = day;
        order(date_iso(w.mem, sent));
        const char *number = look_text(&w.answer, 0, "number");
        day += (int)dice_from(&dice, 0, 40);
        w.req.today = day;
        leads[n] = weekdays(sent + 1, day);
        look_done(&w, mem_printf(w.mem, "requisition receive %s esy.en 1", number));
        day += (int)dice_from(&dice, 0, 3);
        w.req.today = day;
        look_done(&w, mem_printf(w.mem, "requisition %s",
                                 dice_one_in(&dice, 2) ? mem_printf(w.mem, "receive %s --all", number)
                                                       : mem_printf(w.mem, "close %s --reason x", number)));
        ck_assert(stock_load(&w.req, 0, &stock, &e));
        ck_assert_int_eq(stock.list[0].input.lead_days, simple_lead(leads, n + 1));
    }
}
END_TEST

START_TEST(an_item_is_urgent_when_it_runs_out_before_its_delivery) {
    /* 90 of esy.en given on 45 days: two a day. Sent on Sep 8 with a lead of 20: 5 school days have passed. */
    look_done(&w, "stock receive esy.en 118 --date 2026-03-02");
    for (int i = 0; i < 45; i++)
        look_done(&w, mem_printf(w.mem, "stock issue esy.en 2 --date %s", date_iso(w.mem, date_from(2026, 5, 1) + i)));
    ck_assert_int_eq(listed("esy.en", "on_hand"), 28);
    look_done(&w, "order explain esy.en");
    long issued = look_int(&w.answer, 0, "issued"), days = look_int(&w.answer, 0, "days_in_stock");
    ck_assert_int_eq(issued, 90);
    /* 28 copies last while 90 / days × left <= 28 */
    for (int ahead = 0; ahead < 40; ahead++) {
        world_today(&w, date_iso(w.mem, date_from(2026, 9, 15) + ahead));
        look_done(&w, "order explain esy.en");
        issued = look_int(&w.answer, 0, "issued");
        days = look_int(&w.answer, 0, "days_in_stock");
        long left = 20 - weekdays(date_from(2026, 9, 9), w.req.today);
        left = left < 0 ? 10 : left; /* overdue: within the safety days */
        long spread = days < 45 ? 45 : days, needed = (issued * left + spread - 1) / spread;
        ck_assert_msg(look_bool(&w.answer, 0, "urgent") == (28 * spread < issued * left), "day %d", ahead);
        if (look_bool(&w.answer, 0, "urgent"))
            ck_assert_int_eq(look_int(&w.answer, 0, "print_in_house"), needed - 28 > 1 ? needed - 28 : 1);
    }
}
END_TEST

START_TEST(what_is_late_is_listed_by_age_and_flagged) {
    order("2026-09-14");
    look_done(&w, "requisition new --date 2026-09-11");
    world_today(&w, "2026-11-04"); /* 41 school days after Sep 8, more than twice 20 */
    look_done(&w, "requisition list --open");
    ck_assert_str_eq(look_text(&w.answer, 0, "number"), "R-2026-27-0001");
    ck_assert_int_eq(look_int(&w.answer, 0, "age_school_days"), 41);
    ck_assert_int_eq(look_int(&w.answer, 0, "coming"), 30);
    ck_assert(strstr(look_text(&w.answer, 0, "late"), "chase it or close it short"));
    ck_assert_int_eq(look_int(&w.answer, 2, "age_school_days"), 37);
    ck_assert_ptr_null(look_text(&w.answer, 2, "late"));
    look_done(&w, "check");
    const struct hint *action = look_hint(&w.answer, look_find(&w.answer, "kind", "late"), "action");
    ck_assert_str_eq(look_command(&w, action), "requisition show R-2026-27-0001");
    ck_assert(look_find(&w.answer, "kind", "stale_draft") != SIZE_MAX);
}
END_TEST

void receive_suite(Suite *s) {
    TCase *core = tcase_create("core");
    tcase_add_checked_fixture(core, open_sent, close_world);
    tcase_add_test(core, all_that_is_ordered_comes_and_the_requisition_closes);
    tcase_add_test(core, a_delivery_may_come_in_parts_and_the_rest_stays_incoming);
    tcase_add_test(core, the_rest_with_all_but_what_is_named);
    tcase_add_test(core, more_than_was_ordered_is_accepted_and_said);
    tcase_add_test(core, damaged_copies_and_another_language_are_still_owed);
    tcase_add_test(core, an_old_edition_counts_as_received_and_is_not_usable);
    tcase_add_test(core, all_lines_that_cannot_be_received_are_named_at_once);
    tcase_add_test(core, what_cannot_be_received_is_refused);
    tcase_add_test(core, a_delivery_written_down_wrongly_is_taken_back_as_a_whole);
    tcase_add_loop_test(core, the_lead_is_the_second_longest_of_the_last_five, 0, 10);
    tcase_add_test(core, an_item_is_urgent_when_it_runs_out_before_its_delivery);
    tcase_add_test(core, what_is_late_is_listed_by_age_and_flagged);
    suite_add_tcase(s, core);
}
