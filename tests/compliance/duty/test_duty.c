/* The responsibilities of Attachment A: whose they are, their steps, when the recurring ones come due, what the shelf
 * says of them; and the papers of the designee. */
#include "compliance/duty/duty.h"
#include "compliance/school/year.h"
#include "forms/designee_form.h"
#include "forms/duty_sheet.h"
#include "tests/suites.h"
#include "tests/support/fixture.h"
#include "tests/support/look.h"
#include "tests/support/model.h"
#include "tests/support/paper.h"
#include "tests/support/stored.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define HEAD "school_year,kind,from,to,name\n"

static void as(const char *who, const char *line) {
    w.req.actor = who;
    expect_done(&w, line, NULL, NULL);
    w.req.actor = "ann";
}

static const struct duty *duty(int number) {
    struct duties *all = mem_alloc(w.mem, sizeof *all);
    struct err e = {0};
    ck_assert_msg(duties_load(&w.req, year_of(w.req.today), all, &e), "%s", e.message);
    return &all->list[number - 1];
}

/* ---- the table ---- */

START_TEST(there_are_21_each_with_its_citation_open_and_the_designees) {
    expect_done(&w, "duty list", NULL, "0 of 21 done");
    ck_assert_uint_eq(w.answer.rows.count, 21);
    for (size_t i = 0; i < 21; i++) {
        ck_assert_int_eq(look_int(&w.answer, i, "number"), (long)i + 1);
        ck_assert(strncmp(look_text(&w.answer, i, "citation"), "REF-5640.9, Attachment A", 24) == 0);
        ck_assert_str_eq(look_text(&w.answer, i, "state"), "open");
        ck_assert_str_eq(look_text(&w.answer, i, "who"), "A. Reyes");
        ck_assert(!look_bool(&w.answer, i, "given"));
        const char *recurs = look_text(&w.answer, i, "recurs");
        ck_assert_msg(i == 3               ? recurs && strcmp(recurs, "weekly") == 0
                      : i == 18 || i == 20 ? recurs && strcmp(recurs, "monthly") == 0
                                           : !recurs,
                      "duty %zu", i + 1);
    }
    ck_assert(strstr(look_text(&w.answer, 14, "citation"), "EC 56504, 49069.7"));
    ck_assert(strstr(look_text(&w.answer, 1, "citation"), "EC 56321(a)"));
    expect_done(&w, "duty list --year 2025-26", NULL, "0 of 21 done");
    ck_assert_ptr_null(look_text(&w.answer, 0, "who"));
}
END_TEST

/* ---- steps ---- */

static const struct {
    const char *line, *kind_of_state; /* brings duty 5 from open to that state */
} road[] = {
    {NULL, "open"},
    {"duty start 5", "in progress"},
    {"duty submit 5", "submitted"},
    {"duty return 5 --note 'two are missing'", "changes requested"},
    {"duty done 5 --note 'all notified'", "done"},
};
enum { STATES = COUNT(road) };

/* By whom (a: Ann, p: Pat), in the order of the road, a step may be taken. */
static const struct {
    const char *line, *may[STATES], *leads_to;
} steps[] = {
    {"duty start 5", {"ap", "", "", "ap", ""}, "in progress"},
    {"duty submit 5 --note x", {"ap", "ap", "", "ap", ""}, "submitted"},
    {"duty return 5 --note x", {"", "", "p", "", ""}, "changes requested"},
    {"duty done 5 --paper 'in the green folder'", {"ap", "ap", "p", "ap", "ap"}, "done"}, /* done: more evidence */
    {"duty done 5", {"ap", "ap", "p", "ap", ""}, "done"},
    {"duty reopen 5 --reason x", {"", "", "", "", "ap"}, "open"},
};

START_TEST(a_step_is_taken_from_its_states_by_who_may_and_from_no_other) {
    size_t step = (size_t)_i / STATES, from = (size_t)_i % STATES;
    static const char *const who[] = {"ann", "pat", "vic"};
    for (size_t i = 1; i <= from; i++)
        as("pat", road[i].line);
    ck_assert_str_eq(duty(5)->state_word, road[from].kind_of_state);
    for (size_t i = 0; i < COUNT(who); i++) {
        w.req.actor = who[i];
        if (!strchr(steps[step].may[from], who[i][0]))
            expect_refused(&w, steps[step].line, NULL, ERR_RULE,
                           i == 2                                                        ? "the role of vic is viewer"
                           : strchr(steps[step].may[from], 'p') || (step == 2 && i == 0) ? "principal"
                                                                                         : "so it cannot be");
    }
    if (*steps[step].may[from]) {
        as(*steps[step].may[from] == 'a' ? "ann" : "pat", steps[step].line);
        ck_assert_str_eq(duty(5)->state_word, steps[step].leads_to);
    }
}
END_TEST

START_TEST(evidence_is_a_note_or_where_the_paper_is_on_file) {
    static const struct {
        const char *options, *says;
    } cases[] = {
        {"--paper 'in the green folder'", "Duty 12 is done: paper on file in the green folder."},
        {"--paper 'drawer 3'", "paper on file in drawer 3."},
        {"--note 'all are filed'", "Duty 12 is done: all are filed."},
        {"--note 'all are filed' --paper 'at the front desk'", "all are filed; paper on file at the front desk."},
        {"", "Duty 12 is done."},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        expect_done(&w, mem_printf(w.mem, "duty done 12 %s", cases[i].options), NULL, cases[i].says);
        expect_done(&w, "duty reopen 12 --reason again", NULL, NULL);
    }
    expect_done(&w, "duty show 12", NULL, NULL);
    struct answer history = look_rows(&w.answer, 0, "history");
    ck_assert_uint_eq(history.rows.count, 1 + 2 * COUNT(cases)); /* the designation is the first */
    ck_assert_str_eq(look_text(&history, 0, "person"), "A. Reyes");
    ck_assert_str_eq(look_text(&history, 1, "evidence"), "paper on file in the green folder");
    ck_assert_str_eq(look_text(&history, 1, "by"), "ann");
}
END_TEST

static const struct {
    const char *line;
    enum err_kind kind;
    const char *says;
} refused[] = {
    {"duty done 22", ERR_NOT_FOUND, "Attachment A has 21"},
    {"duty done 0", ERR_NOT_FOUND, "no duty 0"},
    {"duty done four", ERR_INPUT, "is not a number"},
    {"duty show 22", ERR_NOT_FOUND, "no duty 22"},
    {"duty done 21", ERR_RULE, "repeats duty 19"},
    {"duty assign 21 'B. Cruz'", ERR_RULE, "name duty 19 instead"},
    {"duty done 5 --year 2025-26", ERR_RULE, "the duties of 2025-26 are closed"},
    {"duty done 5 --year 2027-28", ERR_RULE, "the duties of 2027-28 have not begun"},
    {"duty assign 5 'B. Cruz' --year 2025-26", ERR_RULE, "are closed"},
    {"duty reopen 5 --reason x --year 2025-26", ERR_RULE, "are closed"},
    {"duty done 5 --year 25", ERR_INPUT, "is not a school year; write it like"},
    {"duty done 5 --date 2026-06-30", ERR_RULE, "is of 2025-26, whose duties are closed"},
    {"duty done 5 --date 2026-09-17", ERR_INPUT, "in the future"},
    {"duty done 5 --date 2026-02-29", ERR_INPUT, "is not a date"},
    {"duty done 6 --date 2026-09-13", ERR_INPUT, "before the last step of duty 6"},
    {"duty done 5 --note 'Maria Gonzalez has hers'", ERR_INPUT, "note"},
    {"duty done 5 --paper 'in the folder 123456789'", ERR_INPUT, "paper"},
    {"duty reopen 5 --reason ''", ERR_INPUT, "reason is empty"},
    {"duty assign 5 'C. Li'", ERR_NOT_FOUND, "guidestock staff add"},
    {"duty assign 5 'B. Crux'", ERR_NOT_FOUND, "Did you mean B. Cruz?"},
    {"duty assign 5 ''", ERR_INPUT, "name is empty"},
    {"duty assign 5 'D. Ro'", ERR_RULE, "D. Ro left on 2026-09-01"},
    {"duty list --year 26", ERR_INPUT, "is not a school year; write it like"},
    {"duty show 5 --year 26", ERR_INPUT, "is not a school year; write it like"},
    {"duty show five", ERR_INPUT, "is not a number"},
    {"duty done 5 --date soon", ERR_INPUT, "is not a date"},
    {"duty done 5 --paper 'a\ttab'", ERR_INPUT, "control character"},
    {"duty start 5 --note 'told Maria Gonzalez'", ERR_INPUT, "full name"},
    {"duty submit 5 --note 'told Maria Gonzalez'", ERR_INPUT, "full name"},
    {"duty reopen 5 --reason 'of 123456789'", ERR_INPUT, "student number"},
};

START_TEST(what_cannot_be_done_with_a_duty_is_refused) {
    as("ann", "duty start 6 --date 2026-09-14");
    as("ann", "staff add 'D. Ro' --class 'Office Technician'");
    as("ann", "staff edit 'D. Ro' left=2026-09-01");
    expect_refused(&w, refused[_i].line, NULL, refused[_i].kind, refused[_i].says);
    w.req.actor = "pat";
    expect_refused(&w, "duty return 5 --note ''", NULL, ERR_INPUT, "note is empty");
    expect_refused(&w, "duty return 5 --note 'ask Maria Gonzalez'", NULL, ERR_INPUT, "full name");
    expect_refused(&w, "duty return 5 --note x", NULL, ERR_RULE, "duty 5 is open, so it cannot be returned");
    ck_assert_str_eq(look_command(&w, w.err.next), "duty start 5");
    ck_assert_str_eq(look_command(&w, w.err.next->also), "duty submit 5");
    ck_assert_str_eq(look_command(&w, w.err.next->also->also), "duty done 5");
    ck_assert_ptr_null(w.err.next->also->also->also);
}
END_TEST

/* ---- whose ---- */

START_TEST(the_duties_follow_a_reassignment_and_one_given_to_somebody_else_stays) {
    expect_done(&w, "staff add 'C. Li' --class 'Office Technician'", NULL, NULL);
    expect_done(&w, "duty assign 7 'b. cruz'", NULL, "Duty 7 goes to B. Cruz");
    expect_done(&w, "duty assign 7 'B. Cruz'", NULL, "already");
    expect_done(&w, "duty assign 8 'A. Reyes'", NULL, "Duty 8 is the designee's (A. Reyes) already");
    expect_done(&w, "duty done 9", NULL, NULL);
    long before = world_count(&w, "SELECT count(*) FROM trail");
    as("pat", "designee reassign 'C. Li' --from 2026-09-16");
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM trail"), before + 1); /* one step */
    expect_done(&w, "duty list", NULL, "1 of 21 done");
    for (size_t i = 0; i < 21; i++)
        ck_assert_str_eq(look_text(&w.answer, i, "who"), i == 6 ? "B. Cruz" : "C. Li");
    ck_assert_str_eq(look_text(&w.answer, 8, "state"), "done"); /* what was done stays done */
    expect_done(&w, "duty show 8", NULL, NULL);
    struct answer history = look_rows(&w.answer, 0, "history");
    ck_assert_uint_eq(history.rows.count, 3);
    ck_assert_str_eq(look_text(&history, 0, "person"), "A. Reyes");
    ck_assert_str_eq(look_text(&history, 1, "evidence"), "reassigned to C. Li");
    ck_assert_str_eq(look_text(&history, 2, "person"), "C. Li");
    expect_done(&w, "duty assign 7 designee", NULL, "Duty 7 is the designee's (C. Li) again");
    ck_assert_str_eq(duty(7)->who, "C. Li");
    expect_done(&w, "duty assign 7 'B. Cruz'", NULL, NULL);
    world_today(&w, "2026-09-20");
    as("pat", "designee end --on 2026-09-18 --reason left");
    ck_assert_ptr_null(duty(8)->who);
    ck_assert_str_eq(duty(7)->who, "B. Cruz");
    as("pat", "designee undo --reason 'still here'");
    ck_assert_str_eq(duty(8)->who, "C. Li");
    expect_done(&w, "duty assign 7 designee", NULL, NULL);
    expect_done(&w, "duty show 7", NULL, NULL);
    history = look_rows(&w.answer, 0, "history");
    ck_assert_str_eq(look_text(&history, history.rows.count - 1, "person"), "(the designee)");
}
END_TEST

START_TEST(a_duty_is_the_designees_also_while_there_is_none) {
    struct world empty;
    world_open(&empty, "senior", "2026-09-16");
    expect_done(&empty, "duty assign 5 designee", NULL, "Duty 5 is the designee's already.");
    expect_done(&empty, "staff add 'B. Cruz' --class 'Office Technician'", NULL, NULL);
    expect_done(&empty, "duty assign 5 'B. Cruz'", NULL, "Duty 5 goes to B. Cruz");
    expect_done(&empty, "duty assign 5 designee", NULL, "Duty 5 is the designee's again.");
    expect_done(&empty, "duty list", NULL, NULL);
    ck_assert_ptr_null(look_text(&empty.answer, 4, "who"));
    world_close(&empty);
}
END_TEST

/* ---- recurring ---- */

static const struct {
    int number;
    const char *done, *today, *state, *due; /* done NULL: never */
} recurring[] = {
    {4, NULL, "2026-09-16", "open", "2026-09-14"},
    {4, "2026-09-14", "2026-09-16", "done", "2026-09-21"},
    {4, "2026-09-13", "2026-09-16", "open", "2026-09-14"},
    {4, "2026-09-16", "2026-09-20", "done", "2026-09-21"},
    {4, "2026-09-16", "2026-09-21", "open", "2026-09-21"},
    {19, NULL, "2026-09-16", "open", "2026-09-01"},
    {19, "2026-09-01", "2026-09-30", "done", "2026-10-01"},
    {19, "2026-09-01", "2026-10-01", "open", "2026-10-01"},
    {19, "2026-08-31", "2026-09-16", "open", "2026-09-01"},
    {19, "2026-10-30", "2026-11-01", "done", "2026-11-02"}, /* November 1 is a Sunday */
    {19, "2027-06-30", "2027-06-30", "done", NULL},
    {5, "2026-09-01", "2027-06-30", "done", NULL}, /* once */
};

START_TEST(a_recurring_duty_that_is_done_comes_due_again) {
    if (recurring[_i].done) {
        world_today(&w, recurring[_i].done);
        look_done(&w, mem_printf(w.mem, "duty done %d", recurring[_i].number));
    }
    world_today(&w, recurring[_i].today);
    const struct duty *d = duty(recurring[_i].number);
    ck_assert_str_eq(d->state_word, recurring[_i].state);
    ck_assert_int_eq(d->due, recurring[_i].due ? day(recurring[_i].due) : DATE_NONE);
    ck_assert_int_eq(d->is_due, strcmp(recurring[_i].state, "open") == 0);
    ck_assert_int_eq(d->lapsed, recurring[_i].done && d->is_due);
    if (d->lapsed)
        ck_assert(strstr(d->words, "last done"));
    if (recurring[_i].number == 19)
        ck_assert_str_eq(duty(21)->state_word, recurring[_i].state); /* it repeats it */
}
END_TEST

START_TEST(recurring_duties_come_due_on_school_days_only) {
    static const struct {
        const char *today, *weekly, *monthly; /* the last due day, and by the month; NULL: none yet */
    } cases[] = {
        {"2026-08-12", NULL, NULL},                 /* summer */
        {"2026-08-13", "2026-08-13", "2026-08-13"}, /* the first day, a Thursday */
        {"2026-09-07", "2026-08-31", "2026-09-01"}, /* Labor Day, a Monday */
        {"2026-09-08", "2026-09-08", "2026-09-01"},
        {"2027-01-08", "2026-12-14", "2026-12-01"}, /* the winter break */
        {"2027-01-12", "2027-01-12", "2027-01-12"}, /* a closure before it */
        {"2027-06-30", "2027-06-07", "2027-06-01"}, /* after the last day */
    };
    look_done_file(&w, "calendar import c.csv",
                   HEAD "2026-27,first_day,2026-08-13,,\n2026-27,last_day,2027-06-10,,\n"
                        "2026-27,holiday,2026-09-07,,Labor Day\n2026-27,break,2026-12-21,2027-01-08,Winter\n"
                        "2026-27,closure,2027-01-11,,Fire\n");
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct calendar *c;
        struct err e = {0};
        int today = day(cases[i].today);
        ck_assert(calendar_load(&w.req, &c, &e));
        ck_assert_msg(duty_due_last(c, DUTY_WEEKLY, 2026, today) ==
                          (cases[i].weekly ? day(cases[i].weekly) : DATE_NONE),
                      "%s, weekly", cases[i].today);
        ck_assert_msg(duty_due_last(c, DUTY_MONTHLY, 2026, today) ==
                          (cases[i].monthly ? day(cases[i].monthly) : DATE_NONE),
                      "%s, monthly", cases[i].today);
    }
}
END_TEST

/* Forward through the year: a due day is one with a new week or month since the school day before. */
START_TEST(due_days_are_those_of_a_second_count_on_random_calendars) {
    struct mem *m = mem_new();
    for (long seed = 1; seed <= 300; seed++, mem_reset(m)) {
        struct dice d = {(unsigned long)seed};
        int year = (int)dice_from(&d, 2015, 2040), begin = year_begin(year), end = year_end(year);
        struct calendar_row rows[8] = {{.year = year, .kind = CALENDAR_FIRST_DAY},
                                       {.year = year, .kind = CALENDAR_LAST_DAY}};
        rows[0].from = rows[0].to = begin + (int)dice_from(&d, 0, 60);
        rows[1].from = rows[1].to = end - (int)dice_from(&d, 0, 40);
        for (int i = 2; i < 8; i++) {
            rows[i] =
                (struct calendar_row){.year = year, .kind = dice_one_in(&d, 2) ? CALENDAR_BREAK : CALENDAR_HOLIDAY};
            rows[i].from = (int)dice_from(&d, begin, end - 40);
            rows[i].to = rows[i].from + (int)dice_from(&d, 0, 35);
        }
        const struct calendar *c = calendar_from_rows(m, rows, 8);
        int week = -1, month = -1, last[2] = {DATE_NONE, DATE_NONE};
        for (int date = begin; date <= end; date++) {
            int y, mo, dd;
            date_split(date, &y, &mo, &dd);
            int monday = date - (date_weekday(date) == SUNDAY ? 6 : date_weekday(date) - 1);
            if (calendar_is_school_day(c, date)) {
                last[0] = monday != week ? date : last[0];
                last[1] = mo != month ? date : last[1];
                if (monday != week && date > begin)
                    ck_assert_int_eq(duty_due_next(c, DUTY_WEEKLY, year, date - 1), date);
                week = monday;
                month = mo;
            }
            ck_assert_msg(duty_due_last(c, DUTY_WEEKLY, year, date) == last[0], "seed %ld: %s", seed,
                          date_iso(m, date));
            ck_assert_msg(duty_due_last(c, DUTY_MONTHLY, year, date) == last[1], "seed %ld: %s", seed,
                          date_iso(m, date));
            ck_assert_int_eq(duty_due_last(c, DUTY_ONCE, year, date), DATE_NONE);
        }
        ck_assert_int_eq(duty_due_next(c, DUTY_WEEKLY, year, end), DATE_NONE);
    }
    mem_free(m);
}
END_TEST

/* ---- the shelf ---- */

START_TEST(duty_19_tells_how_the_shelf_stands_and_21_says_see_19) {
    ck_assert_str_eq(duty(19)->fact, "10 of 10 items are out");
    ck_assert_str_eq(duty(21)->fact, "see 19");
    expect_done(&w, "duty done 19", NULL, NULL);
    ck_assert(noted(&w, "the record says: 10 of 10 items are out"));
    look_done(&w, "stock adjust parent-guide.en 1 --reason opening");
    ck_assert_str_eq(duty(19)->fact, "1 of 10 items is low, 9 are out");
    struct query *q = sql(w.db, "SELECT code FROM item ORDER BY id");
    struct err e = {0};
    const char *codes[16];
    size_t n = 0;
    while (sql_row(q))
        codes[n++] = sql_get_text(q, 0, w.mem);
    ck_assert(sql_end(q, &e));
    for (size_t i = 0; i < n; i++)
        look_done(&w, mem_printf(w.mem, "stock adjust %s 500 --reason opening", codes[i]));
    ck_assert_str_eq(duty(19)->fact, "none of 10 items is low");
    expect_done(&w, "duty reopen 19 --reason again", NULL, NULL);
    expect_done(&w, "duty done 19", NULL, NULL);
    ck_assert_uint_eq(w.answer.note_count, 0);
    w.req.stock_fact = NULL; /* another tool, without a shelf */
    ck_assert_str_eq(duty(19)->fact, "not known here");
    world_today(&w, "2027-07-05");
    expect_done(&w, "duty list --year 2026-27", NULL, NULL);
    ck_assert_ptr_null(look_text(&w.answer, 18, "stock")); /* how it was then is not known now */
}
END_TEST

/* ---- what needs doing ---- */

static size_t matters_of(const char *kind, const char *says, bool due) {
    struct matters m = {.req = &w.req};
    struct err e = {0};
    size_t n = 0;
    ck_assert_msg(duty_matters(&m, &e), "%s", e.message);
    for (size_t i = 0; i < m.count; i++)
        n += strcmp(m.list[i].kind, kind) == 0 && m.list[i].due == due && strstr(m.list[i].text, says);
    return n;
}

START_TEST(what_is_due_submitted_or_given_back_is_said) {
    ck_assert_uint_eq(matters_of("duty_due", "", true), 2);
    ck_assert_uint_eq(
        matters_of("duty_due", "Duty 4, weekly (A. Reyes), due since Sep 14, 2026, not done yet this year: Keep", true),
        1);
    ck_assert_uint_eq(
        matters_of("duty_due", "Duty 19, monthly (A. Reyes), due since Sep 1, 2026, not done yet this year", true), 1);
    as("ann", "duty done 4");
    as("ann", "duty submit 19");
    as("ann", "duty submit 5");
    as("ann", "duty submit 6");
    as("pat", "duty return 6 --note 'which day?'");
    ck_assert_uint_eq(matters_of("duty_due", "", true), 0);
    ck_assert_uint_eq(matters_of("duty_submitted", "", false), 2);
    ck_assert_uint_eq(matters_of("duty_changes", "Duty 6 (A. Reyes) was given back: which day?", true), 1);
    expect_done(&w, "check", NULL, NULL);
    ck_assert_uint_ne(look_find(&w.answer, "kind", "duty_changes"), SIZE_MAX);
    world_today(&w, "2027-07-05"); /* a new year without a designee: that is said, and not all of this */
    ck_assert_uint_eq(matters_of("duty_due", "", true), 0);
}
END_TEST

/* ---- papers ---- */

START_TEST(attachment_a_to_sign_holds_all_21_and_who_has_them) {
    static const char *const heads[] = {"Attachment A sign-off",
                                        "Attachment A of REF-5640.9, 12 September 2022",
                                        "2026-27",
                                        "PRINCIPAL",
                                        "INITIALS",
                                        "Principal \302\267 signature",
                                        "Designee \302\267 signature",
                                        "does not release certificated staff",
                                        "see 19",
                                        "Aug 14, 2026",
                                        "EC 56504, 49069.7",
                                        NULL};
    look_done(&w, "duty assign 7 'B. Cruz'");
    struct buf text = paper(&w, "duty pdf --out F");
    expect_all(&text, heads);
    for (int i = 1; i <= DUTIES; i++)
        expect_every_word(&w, &text, duty_rules[i].title);
    ck_assert_int_eq(pdf_count(&text, "A. Reyes"), 20 + 2);
    ck_assert_int_eq(pdf_count(&text, "B. Cruz"), 1);
    buf_free(&text);
    text = paper(&w, "duty pdf --year 2027-28 --out F"); /* a year without anybody: blanks */
    ck_assert_int_eq(pdf_count(&text, "A. Reyes"), 0);
    buf_free(&text);
}
END_TEST

START_TEST(the_designee_record_says_what_it_is_and_what_it_is_not) {
    static const char *const words[] = {"School Designee record",
                                        "the district's form, and does not take its place",
                                        "Clerical Support for Special Education",
                                        "does not release certificated staff from their responsibilities",
                                        "Principal \302\267 signature",
                                        "Designee \302\267 signature",
                                        "A. Reyes",
                                        "Office Technician",
                                        "Aug 13, 2026",
                                        "entered here Sep 16, 2026",
                                        "met",
                                        "encouraged, not mandatory",
                                        NULL};
    struct buf text = paper(&w, "designee pdf --out F");
    expect_all(&text, words);
    buf_free(&text);
    w.req.actor = "pat";
    look_done(&w, "designee end --on 2026-09-10 --reason 'moved to another school'");
    text = paper(&w, "designee pdf --out F");
    pdf_expect(&text, "moved to another school");
    pdf_expect(&text, "Without a designee: Sep 11, 2026 through Sep 16, 2026, 6 days.");
    buf_free(&text);
    text = paper(&w, "designee pdf --year 2025-26 --out F");
    pdf_expect(&text, "Nobody was recorded yet.");
    pdf_expect(&text, "Past due");
    buf_free(&text);
}
END_TEST

START_TEST(without_a_font_neither_paper_is_made) {
    struct duties all;
    struct designee_form record = {.today = w.req.today};
    struct err e = {0};
    struct buf pdf = {0};
    struct paper *p = paper_load(&w.req, &e);
    ck_assert(p && duties_load(&w.req, 2026, &all, &e) && assignments_load(&w.req, 2026, &record.all, &e));
    record.state = all.designee;
    p->fonts = "/nowhere";
    duty_sheet_paper(w.mem, &all, p);
    ck_assert(!sheet_pdf(w.mem, p, &pdf, &e) && e.kind == ERR_IO && pdf.length == 0);
    e = (struct err){0};
    designee_paper(w.mem, &record, p);
    ck_assert(!sheet_pdf(w.mem, p, &pdf, &e) && e.kind == ERR_IO && pdf.length == 0);
}
END_TEST

void duty_suite(Suite *s) {
    TCase *c = tcase_create("duty");
    tcase_add_checked_fixture(c, open_with_designee, close_world);
    tcase_add_test(c, there_are_21_each_with_its_citation_open_and_the_designees);
    tcase_add_loop_test(c, a_step_is_taken_from_its_states_by_who_may_and_from_no_other, 0, COUNT(steps) * STATES);
    tcase_add_test(c, evidence_is_a_note_or_where_the_paper_is_on_file);
    tcase_add_loop_test(c, what_cannot_be_done_with_a_duty_is_refused, 0, COUNT(refused));
    tcase_add_test(c, a_duty_is_the_designees_also_while_there_is_none);
    tcase_add_test(c, the_duties_follow_a_reassignment_and_one_given_to_somebody_else_stays);
    tcase_add_loop_test(c, a_recurring_duty_that_is_done_comes_due_again, 0, COUNT(recurring));
    tcase_add_test(c, recurring_duties_come_due_on_school_days_only);
    tcase_add_test(c, due_days_are_those_of_a_second_count_on_random_calendars);
    tcase_add_test(c, duty_19_tells_how_the_shelf_stands_and_21_says_see_19);
    tcase_add_test(c, what_is_due_submitted_or_given_back_is_said);
    tcase_add_test(c, attachment_a_to_sign_holds_all_21_and_who_has_them);
    tcase_add_test(c, the_designee_record_says_what_it_is_and_what_it_is_not);
    tcase_add_test(c, without_a_font_neither_paper_is_made);
    suite_add_tcase(s, c);
}
