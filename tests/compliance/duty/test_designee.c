/* Staff and the designee: what is recorded, what is refused, who may, and what needs doing. */
#include "compliance/duty/designee.h"
#include "compliance/school/year.h"
#include "tests/suites.h"
#include "tests/support/fixture.h"
#include "tests/support/look.h"
#include "tests/support/stored.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define HEAD "school_year,kind,from,to,name\n"

static void open_plain(void) { world_open(&w, "senior", "2026-09-15"); }
static void on(const char *day, const char *line) {
    world_today(&w, day);
    expect_done(&w, line, NULL, NULL);
}

static struct designee_state state(int year) {
    struct designee_state s;
    struct err e = {0};
    ck_assert_msg(designee_load(&w.req, year, &s, &e), "%s", e.message);
    return s;
}

static void expect_status(const char *status, const char *designee) {
    expect_done(&w, "designee status", NULL, NULL);
    ck_assert_str_eq(look_text(&w.answer, 0, "status"), status);
    const char *who = look_text(&w.answer, 0, "designee");
    ck_assert_msg(designee ? who && strcmp(who, designee) == 0 : !who, "%s, not %s", who ? who : "nobody",
                  designee ? designee : "nobody");
}

/* ---- status ---- */

static const struct {
    const char *entered, *portal, *today, *status, *says; /* portal NULL: none */
} statuses[] = {
    {"2026-08-20", NULL, "2026-09-30", "open", "Open: due on Wed, Sep 30, 2026"},
    {"2026-08-20", NULL, "2026-10-01", "past due", "1 day after September 30"},
    {"2026-08-20", NULL, "2027-06-30", "past due", "273 days after September 30"},
    {"2026-09-12", "2026-09-12", "2026-09-15", "met", "on Sep 12, 2026."},
    {"2026-09-30", "2026-09-30", "2026-10-15", "met", "on Sep 30, 2026."},
    {"2026-10-02", "2026-09-30", "2026-10-15", "met", "on Sep 30, 2026 (entered Oct 2, 2026)."},
    {"2026-10-02", "2026-10-01", "2026-10-15", "late", "1 day after September 30"},
    {"2026-10-02", "2026-10-02", "2026-10-02", "late", "2 days after September 30"},
    {"2026-07-01", "2026-07-01", "2026-07-01", "met", "on Jul 1, 2026."},
    {"2027-06-30", "2027-06-30", "2027-06-30", "late", "273 days after September 30"},
};

START_TEST(status_goes_by_the_portal_date_alone_and_the_day_of_entry_stands_beside_it) {
    const char *portal = statuses[_i].portal;
    world_today(&w, statuses[_i].entered);
    expect_done(&w,
                mem_printf(w.mem, "designee record 'A. Reyes' --class 'Office Technician' --from 2026-07-01 %s%s",
                           portal ? "--portal " : "", portal ? portal : ""),
                NULL, "A. Reyes, Office Technician, is the designee of 2026-27 from Jul 1, 2026 on");
    world_today(&w, statuses[_i].today);
    expect_status(statuses[_i].status, "A. Reyes");
    ck_assert_msg(strstr(w.answer.text, statuses[_i].says), "%s", w.answer.text);
    ck_assert_int_eq(look_date(&w.answer, 0, "due"), day("2026-09-30"));
}
END_TEST

START_TEST(without_a_record_the_year_is_open_and_then_past_due) {
    world_today(&w, "2026-07-01");
    expect_status("open", NULL);
    world_today(&w, "2026-09-30");
    expect_status("open", NULL);
    world_today(&w, "2026-10-01");
    expect_status("past due", NULL);
    struct answer gaps = look_rows(&w.answer, 0, "gaps");
    ck_assert_uint_eq(gaps.rows.count, 1); /* and from then on the days without one count */
    ck_assert_int_eq(look_date(&gaps, 0, "from"), day("2026-10-01"));
}
END_TEST

static const struct {
    const char *today, *calendar, *act_by;
    bool checked;
} weekends[] = {
    {"2023-09-15", NULL, "2023-09-29", false}, /* a Saturday */
    {"2028-09-15", NULL, "2028-09-29", false}, /* a Saturday */
    {"2029-09-15", NULL, "2029-09-28", false}, /* a Sunday */
    {"2026-09-15", NULL, "2026-09-30", false},
    {"2028-09-15", "2028-29,first_day,2028-08-14,,\n2028-29,last_day,2029-06-10,,\n", "2028-09-29", true},
    {"2028-09-15",
     "2028-29,first_day,2028-08-14,,\n2028-29,last_day,2029-06-10,,\n2028-29,holiday,2028-09-29,,\n"
     "2028-29,no_school,2028-09-28,,\n",
     "2028-09-28", true}, /* a day off school is a working day */
    {"2026-09-15",
     "2026-27,first_day,2026-08-14,,\n2026-27,last_day,2027-06-10,,\n2026-27,holiday,2026-09-28,2026-09-30,\n",
     "2026-09-25", true},
    {"2026-09-15", "2025-26,first_day,2025-08-14,,\n2025-26,last_day,2026-06-10,,\n", "2026-09-30", false},
    {"2026-09-15",
     "2026-27,first_day,2026-08-14,,\n2026-27,last_day,2027-06-10,,\n2026-27,holiday,2026-07-01,2026-09-30,\n",
     "2026-09-30", true}, /* no working day is left: the last weekday */
};

START_TEST(act_by_is_the_last_working_day_on_or_before_september_30_which_does_not_move) {
    world_today(&w, weekends[_i].today);
    if (weekends[_i].calendar)
        expect_done(&w, "calendar import c.csv", mem_printf(w.mem, "%s%s", HEAD, weekends[_i].calendar), NULL);
    expect_status("open", NULL);
    int act_by = look_date(&w.answer, 0, "act_by"), due = look_date(&w.answer, 0, "due");
    ck_assert_int_eq(act_by, day(weekends[_i].act_by));
    ck_assert_str_eq(date_iso(w.mem, due) + 4, "-09-30");
    ck_assert_int_eq(strstr(w.answer.text, "act by") != NULL, act_by != due);
    ck_assert_int_eq(strstr(w.answer.text, "holidays are not checked") == NULL, weekends[_i].checked);
    on(weekends[_i].today,
       mem_printf(w.mem, "designee record A --class 'Office Technician' --from %s", weekends[_i].today));
    on(date_iso(w.mem, due), mem_printf(w.mem, "designee update --portal %s", date_iso(w.mem, due)));
    expect_status("met", "A"); /* also on a weekend */
}
END_TEST

/* ---- two at once, an end before a start, days that cannot be ---- */

static void with_two(void) { /* A from August 13, B from January 11; on February 1 */
    open_plain();
    on("2026-08-20", "designee record 'A. Reyes' --class 'Office Technician' --from 2026-08-13 --portal 2026-08-20");
    on("2027-01-11", "designee reassign 'B. Cruz' --class 'Sr. Office Technician' --from 2027-01-11");
    world_today(&w, "2027-02-01");
}

static const struct {
    const char *line, *today; /* NULL: February 1 */
    enum err_kind kind;
    const char *says;
} refused[] = {
    {"designee record 'C. Li' --class 'Office Technician' --from 2027-01-20", NULL, ERR_CONFLICT,
     "B. Cruz is the designee of 2026-27 since Jan 11, 2027"},
    {"designee record 'B. Cruz' --from 2027-01-20", NULL, ERR_CONFLICT, "there is one designee at a time"},
    {"designee record 'C. Li' --class 'Office Technician' --from 2026-08-01", NULL, ERR_CONFLICT, "reassign"},
    {"designee reassign 'b.  cruz' --from 2027-01-20", NULL, ERR_CONFLICT, "B. Cruz is the designee already"},
    {"designee reassign 'B. Cruz' --class 'Sr. Office Technician' --from 2027-01-11", NULL, ERR_CONFLICT,
     "B. Cruz is the designee already, since Jan 11, 2027"}, /* the same twice */
    {"designee reassign 'C. Li' --class 'Office Technician' --from 2027-01-11", NULL, ERR_INPUT,
     "2027-01-10 would end before the start"},
    {"designee reassign 'C. Li' --class 'Office Technician' --from 2026-09-01", NULL, ERR_INPUT, "before the start"},
    {"designee end --on 2027-01-10 --reason gone", NULL, ERR_INPUT, "before the start"},
    {"designee end --on 2027-02-02 --reason gone", NULL, ERR_INPUT, "in the future"},
    {"designee end --on 2027-02-29 --reason gone", "2027-03-05", ERR_INPUT, "is not a date"},
    {"designee end --on 2027-01-20 --reason ''", NULL, ERR_INPUT, "reason is empty"},
    {"designee end --on 2027-01-20", NULL, ERR_INPUT, "--reason"},
    {"designee update --portal 2026-06-30", NULL, ERR_INPUT, "before the school year 2026-27"},
    {"designee update --portal 2027-02-02", NULL, ERR_INPUT, "in the future"},
    {"designee update --portal 2027-07-01 --year 2026-27", "2027-07-05", ERR_INPUT, "after the school year 2026-27"},
    {"designee update --met 2026-06-30", NULL, ERR_INPUT, "before the school year"},
    {"designee update --trained 2027-02-02", NULL, ERR_INPUT, "in the future"},
    {"designee update --trained 1989-12-31", NULL, ERR_INPUT, "before 1990"},
    {"designee update --portal soon", NULL, ERR_INPUT, "is not a date"},
    {"designee update", NULL, ERR_INPUT, "nothing to change"},
    {"designee update --clear class", NULL, ERR_INPUT, "none of portal, met"},
    {"designee update 'C. Li' --met 2027-01-20", NULL, ERR_NOT_FOUND, "C. Li was not a designee in 2026-27"},
    {"designee update --met 2025-09-01 --year 2025-26", NULL, ERR_NOT_FOUND, "there was no designee in 2025-26"},
    {"designee update --met 2027-01-20 --year 2027-28", NULL, ERR_INPUT, "has not begun"},
    {"designee update --met 2027-01-20 --year 2026", NULL, ERR_INPUT, "is not a school year; write it like"},
    {"designee record 'C. Li' --class 'Office Technician' --from 2026-06-30", NULL, ERR_INPUT,
     "if it belongs to 2025-26, name that year"},
    {"designee record 'C. Li' --class 'Office Technician' --from 2027-02-02", NULL, ERR_INPUT, "in the future"},
    {"designee record 'C. Li' --class 'Office Technician'", NULL, ERR_INPUT, "--from"},
    {"designee record 'C. Li' --class 'Office Technician' --from ''", NULL, ERR_INPUT, "from is empty"},
    {"designee record 'C. Li' --from 2027-07-01", "2027-07-01", ERR_INPUT, "C. Li is not on the list of staff"},
    {"designee record '' --class 'Office Technician' --from 2027-07-01", "2027-07-01", ERR_INPUT, "name is empty"},
    {"designee record 'C. Li' --class Teacher --from 2027-07-01", "2027-07-01", ERR_INPUT, "give the reason"},
    {"designee record 'C. Li' --class '  ' --from 2027-07-01", "2027-07-01", ERR_INPUT, "class is empty"},
    {"designee reassign 'C. Li' --class 'Office Technician' --from 2027-07-01", "2027-07-01", ERR_RULE,
     "nobody is the designee of 2027-28"},
    {"designee end --on 2027-07-01 --reason gone", "2027-07-01", ERR_RULE, "nobody is the designee"},
    {"designee undo --reason wrong", "2027-07-01", ERR_RULE, "nothing is recorded for 2027-28"},
    {"designee undo --reason ''", NULL, ERR_INPUT, "reason is empty"},
    {"designee status --year 27", NULL, ERR_INPUT, "is not a school year; write it like"},
    {"designee show --year 27", NULL, ERR_INPUT, "is not a school year; write it like"},
    {"designee update --portal ''", NULL, ERR_INPUT, "nothing to change"},
    {"designee record 'C. Li' --class 'Office Technician' --from soon", "2027-07-01", ERR_INPUT, "is not a date"},
    {"designee reassign '' --class 'Office Technician' --from 2027-01-20", NULL, ERR_INPUT, "name is empty"},
    {"designee end --on 2027-01-20 --reason 'a\ttab'", NULL, ERR_INPUT, "control character"},
    {"designee undo --reason 'a\ttab'", NULL, ERR_INPUT, "control character"},
    {"designee record 'C. Li' --class 'a\ttab' --from 2027-07-01", "2027-07-01", ERR_INPUT, "control character"},
    {"designee record 'C. Li' --class Teacher --reason 'a\ttab' --from 2027-07-01", "2027-07-01", ERR_INPUT,
     "control character"},
    {"designee record 'C. Li' --class Teacher --reason '' --from 2027-07-01", "2027-07-01", ERR_INPUT,
     "give the reason"},
    {"designee history --year x", NULL, ERR_INPUT, "is not a school year; write it like"},
};

START_TEST(what_cannot_be_is_refused_and_nothing_is_stored) {
    if (refused[_i].today)
        world_today(&w, refused[_i].today);
    expect_refused(&w, refused[_i].line, NULL, refused[_i].kind, refused[_i].says);
    ck_assert_uint_eq(w.answer.note_count, 0); /* nor is anything said to be done */
}
END_TEST

START_TEST(everything_that_is_wrong_is_told_at_once) {
    static const struct {
        const char *line, *fields; /* the fields of the problems, in their order */
        enum err_kind kind;
    } cases[] = {
        {"designee record 'C. Li' --from 2026-06-01 --portal 2026-06-02 --sso 2019-01-01", "from portal class",
         ERR_INPUT},
        {"designee reassign '' --from 2026-06-01", "from name", ERR_INPUT},
        {"designee update 'C. Li' --met 2026-06-01", "name met", ERR_INPUT},
        {"designee update 'C. Li'", "name portal", ERR_INPUT},
        {"designee update --met 2027-03-01 --portal soon --year 26", "met portal year", ERR_INPUT},
        {"designee end --on 2027-01-20 --reason '' --year 2027-28", "reason", ERR_INPUT},
        {"designee end --on 2027-01-20 --reason x --year 2027-28", "year on", ERR_INPUT},
        {"staff add ' ' --class ' ' --email x", "name class", ERR_INPUT},
        {"staff edit 'C. Li' left=soon class= email=x pin=1", "name left class key", ERR_INPUT},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *fields = "";
        expect_refused(&w, cases[i].line, NULL, cases[i].kind, "");
        ck_assert(!world_run(&w, cases[i].line));
        for (size_t k = 0; k < w.req.problems.count; k++)
            fields = mem_join(w.mem, fields, " ", "%s", w.req.problems.list[k].field);
        ck_assert_msg(strcmp(fields, cases[i].fields) == 0, "%s: %s", cases[i].line, fields);
    }
}
END_TEST

START_TEST(what_is_edited_is_read_under_the_same_names) {
    static const char *const dates[] = {"portal", "met", "trained", "sso", "welligent"};
    on("2027-02-02", "designee update --portal 2027-01-12 --met 2027-01-13 --trained 2027-01-14 --sso 2027-01-15 "
                     "--welligent 2027-01-16");
    expect_done(&w, "designee show", NULL, NULL);
    ck_assert_str_eq(look_text(&w.answer, 0, "name"), "B. Cruz");
    for (size_t i = 0; i < COUNT(dates); i++)
        ck_assert_int_eq(look_date(&w.answer, 0, dates[i]), day("2027-01-12") + (int)i);
    on("2027-02-02", "staff edit 'B. Cruz' class=Teacher reason=none email=b@c phone=1 left=2027-02-01");
    expect_done(&w, "staff list", NULL, NULL);
    size_t row = look_find(&w.answer, "name", "B. Cruz");
    ck_assert_str_eq(look_text(&w.answer, row, "class"), "Teacher");
    ck_assert_str_eq(look_text(&w.answer, row, "reason"), "none");
    ck_assert_str_eq(look_text(&w.answer, row, "email"), "b@c");
    ck_assert_str_eq(look_text(&w.answer, row, "phone"), "1");
    ck_assert_int_eq(look_date(&w.answer, row, "left"), day("2027-02-01"));
}
END_TEST

START_TEST(a_reassignment_closes_the_day_before_and_opens_the_next_in_one_step) {
    struct designee_state s = state(2026);
    ck_assert_str_eq(s.present->name, "B. Cruz");
    ck_assert_str_eq(s.present->class_name, "Senior Office Technician");
    ck_assert_uint_eq(s.gaps.count, 0);
    ck_assert_int_eq(s.status, DESIGNEE_IS_MET); /* of the year: the form was completed for the first */
    expect_done(&w, "designee history", NULL, NULL);
    ck_assert_uint_eq(w.answer.rows.count, 2);
    ck_assert_int_eq(look_date(&w.answer, 0, "to"), day("2027-01-10"));
    ck_assert_int_eq(look_date(&w.answer, 1, "from"), day("2027-01-11"));
    ck_assert_str_eq(look_text(&w.answer, 0, "reason"), "reassigned to B. Cruz");
    struct answer steps = look_rows(&w.answer, 0, "steps");
    ck_assert_uint_eq(steps.rows.count, 2); /* history is kept */
    ck_assert_str_eq(look_text(&steps, 0, "kind"), "record");
    ck_assert_str_eq(look_text(&steps, 1, "kind"), "reassign");
    ck_assert_int_eq(look_date(&steps, 0, "entered"), day("2026-08-20"));
    expect_done(&w, "designee history --year 2025-26", NULL, "No designee was recorded yet");
}
END_TEST

START_TEST(february_29_is_a_day_like_others) {
    on("2028-02-29", "designee record A --class 'Office Technician' --from 2028-01-31 --portal 2028-02-29");
    on("2028-03-05", "designee reassign B --class 'Office Technician' --from 2028-03-01");
    expect_done(&w, "designee history", NULL, NULL);
    ck_assert_int_eq(look_date(&w.answer, 0, "to"), day("2028-02-29"));
    on("2028-03-05", "designee undo --reason 'B did not come'");
    on("2028-03-05", "designee end --on 2028-02-29 --reason left");
    struct designee_state s = state(2027);
    const struct designee_gap *gaps = s.gaps.list;
    ck_assert_uint_eq(s.gaps.count, 2);
    ck_assert_int_eq(gaps[0].from, day("2027-10-01"));
    ck_assert_int_eq(gaps[0].to, day("2028-01-30"));
    ck_assert_int_eq(gaps[1].from, day("2028-03-01"));
    ck_assert_int_eq(gaps[1].to, day("2028-03-05"));
    ck_assert_int_eq(s.gap_days, 122 + 5);
    expect_refused(&w, "designee record C --class 'Office Technician' --from 2028-02-29", NULL, ERR_CONFLICT,
                   "A was the designee through 2028-02-29");
    on("2028-03-05", "designee record C --class 'Office Technician' --from 2028-03-01");
    ck_assert_uint_eq(state(2027).gaps.count, 1);
}
END_TEST

START_TEST(an_update_keeps_the_rest_and_the_day_on_which_the_portal_date_was_entered) {
    on("2027-02-02", "designee update --portal 2027-01-15 --met 2027-01-14 --sso 2019-05-01");
    expect_done(&w, "designee show", NULL, NULL);
    ck_assert_int_eq(look_date(&w.answer, 0, "portal"), day("2027-01-15"));
    ck_assert_int_eq(look_date(&w.answer, 0, "portal_entered"), day("2027-02-02"));
    on("2027-02-03", "designee update --welligent 2027-02-03 --trained 2027-02-03");
    on("2027-02-04", "designee update --portal 2027-01-15"); /* nothing new: nothing is written */
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM designation"), 5);
    expect_done(&w, "designee show", NULL, NULL);
    ck_assert_int_eq(look_date(&w.answer, 0, "portal_entered"), day("2027-02-02"));
    ck_assert_int_eq(look_date(&w.answer, 0, "met"), day("2027-01-14"));
    ck_assert_int_eq(look_date(&w.answer, 0, "sso"), day("2019-05-01"));
    on("2027-02-05", "designee update --clear portal");
    expect_done(&w, "designee show", NULL, NULL);
    ck_assert_int_eq(look_date(&w.answer, 0, "portal"), DATE_NONE);
    ck_assert_int_eq(look_date(&w.answer, 0, "portal_entered"), DATE_NONE);
    expect_status("met", "B. Cruz"); /* the first one's */
    on("2027-02-05", "designee update 'A. Reyes' --clear portal");
    expect_status("past due", "B. Cruz");
    on("2027-02-05", "designee update 'a. reyes' --portal 2026-10-01");
    expect_status("late", "B. Cruz");
    on("2027-07-05", "designee update 'a. reyes' --portal 2026-09-30 --year 2026-27"); /* found out in summer */
    ck_assert_int_eq(state(2026).status, DESIGNEE_IS_MET);
}
END_TEST

/* ---- a new year ---- */

START_TEST(a_new_year_opens_on_july_1_with_last_years_person_to_confirm) {
    world_today(&w, "2027-06-30");
    expect_status("met", "B. Cruz");
    world_today(&w, "2027-07-01");
    expect_status("open", NULL);
    ck_assert_str_eq(look_text(&w.answer, 0, "school_year"), "2027-28");
    expect_done(&w, "designee show", NULL, "Last year: B. Cruz.");
    ck_assert_str_eq(look_command(&w, w.answer.next),
                     "designee record 'B. Cruz' --class 'Senior Office Technician' --from 2027-07-01");
    expect_done(&w, "staff edit 'B. Cruz' left=2027-07-01", NULL, NULL);
    expect_done(&w, "designee show", NULL, "Nobody is the designee of 2027-28.");
    ck_assert_ptr_null(look_text(&w.answer, 0, "last_year")); /* who left is not asked for */
    world_today(&w, "2027-07-02");
    expect_refused(&w, "designee record 'B. Cruz' --from 2027-07-02", NULL, ERR_RULE, "B. Cruz left on 2027-07-01");
    expect_done(&w, "staff edit 'B. Cruz' left=", NULL, NULL);
    expect_done(&w, "designee record 'B. Cruz' --from 2027-07-02", NULL, "Senior Office Technician");
    expect_status("open", "B. Cruz");
    ck_assert_str_eq(state(2026).present->name, "B. Cruz"); /* the year before is as it was */
}
END_TEST

START_TEST(who_did_not_stay_to_the_end_is_not_last_years_person) {
    on("2027-03-01", "designee end --on 2027-02-26 --reason left");
    world_today(&w, "2027-07-01");
    expect_done(&w, "designee show", NULL, "Nobody is the designee of 2027-28.");
    ck_assert_ptr_null(look_text(&w.answer, 0, "last_year"));
    expect_done(&w, "designee show --year 2026-27", NULL,
                "Without a designee: 124 days (Feb 27, 2027 to Jun 30, 2027)");
}
END_TEST

/* ---- staff ---- */

static const struct {
    const char *words, *class_name;
    bool usual;
} classes[] = {
    {"Office Technician", "Office Technician", true},
    {" office   technician ", "Office Technician", true},
    {"Senior Office Technician", "Senior Office Technician", true},
    {"Sr. Office Technician", "Senior Office Technician", true},
    {"SR OFFICE TECHNICIAN", "Senior Office Technician", true},
    {"Office Tech", "Office Technician", true},
    {"sr. off", "Senior Office Technician", true},
    {"Senior Office Tech", "Senior Office Technician", true},
    {"Office Tech.", "Office Tech.", false},
    {"Of", "Of", false},
    {"sr.  Office Technician", "Senior Office Technician", true},
    {"Teacher", "Teacher", false},
    {"Office Technician II", "Office Technician II", false},
    {"School Administrative  Assistant", "School Administrative Assistant", false},
};

START_TEST(sr_and_senior_are_one_class_and_any_other_needs_a_reason) {
    const char *line = mem_printf(w.mem, "staff add 'C. Li' --class '%s'", classes[_i].words);
    if (!classes[_i].usual)
        expect_refused(&w, line, NULL, ERR_INPUT, "give the reason");
    expect_done(&w, classes[_i].usual ? line : mem_printf(w.mem, "%s --reason 'nobody else'", line), NULL, NULL);
    expect_done(&w, "staff list", NULL, NULL);
    ck_assert_str_eq(look_text(&w.answer, 0, "class"), classes[_i].class_name);
    ck_assert_int_eq(look_text(&w.answer, 0, "reason") == NULL, classes[_i].usual);
    expect_refused(&w, "staff add 'c. li' --class 'Office Technician'", NULL, ERR_CONFLICT,
                   "C. Li is on the list already");
    ck_assert_str_eq(look_command(&w, w.err.next), "staff edit 'C. Li' class='Office Technician'");
    expect_done(&w, "staff edit 'C. Li' left=2026-09-01", NULL, "C. Li: left=2026-09-01");
    ck_assert(!w.answer.next && w.answer.note_count == 0); /* they are not the designee */
    expect_refused(&w, "staff add 'C. Li' --class 'Office Technician'", NULL, ERR_CONFLICT,
                   "C. Li is on the list already");
    ck_assert_str_eq(look_command(&w, w.err.next), "staff edit 'C. Li' left=''");
    ck_assert(world_run(&w, look_command(&w, w.err.next)));
    expect_done(&w, "staff edit 'C. Li' left= email=", NULL, NULL);
    ck_assert(!noted(&w, "has no @"));
    expect_done(&w, "staff edit 'C. Li' email=c.li@example.org", NULL, NULL);
    ck_assert(!noted(&w, "has no @"));
    expect_refused(&w, "staff edit 'C. Li' class=Teacher reason=", NULL, ERR_INPUT, "give the reason");
    expect_done(&w, "staff edit 'C. Li' class='Sr. Office Technician' phone=5550100 email=c", NULL, NULL);
    ck_assert(noted(&w, "has no @"));
    expect_done(&w, "staff list", NULL, NULL);
    ck_assert_str_eq(look_text(&w.answer, 0, "class"), "Senior Office Technician");
    ck_assert_ptr_null(look_text(&w.answer, 0, "reason"));
    ck_assert_str_eq(look_text(&w.answer, 0, "phone"), "5550100");
}
END_TEST

START_TEST(staff_that_cannot_be_is_refused) {
    static const struct {
        const char *line;
        enum err_kind kind;
        const char *says;
    } cases[] = {
        {"staff edit 'A. Reys' phone=1", ERR_NOT_FOUND, "Did you mean A. Reyes?"},
        {"staff edit Nobody phone=1", ERR_NOT_FOUND, "guidestock staff add"},
        {"staff edit 'A. Reyes'", ERR_INPUT, "nothing to change"},
        {"staff edit 'A. Reyes' fone=1", ERR_INPUT, "Did you mean phone?"},
        {"staff edit 'A. Reyes' left=2027-02-02", ERR_INPUT, "in the future"},
        {"staff edit 'A. Reyes' left=gone", ERR_INPUT, "is not a date"},
        {"staff edit 'A. Reyes' class=", ERR_INPUT, "class is empty"},
        {"staff edit 'A. Reyes' phone=1 name=X", ERR_INPUT, "\"name\" is an option"},
        {"staff edit 'A. Reyes' phone=\x07", ERR_INPUT, "control character"},
        {"staff add '' --class 'Office Technician'", ERR_INPUT, "name is empty"},
        {"staff add A\xFF --class 'Office Technician'", ERR_INPUT, "UTF-8"},
        {"staff add New", ERR_INPUT, "--class"},
        {"staff add '  ' --class 'Office Technician'", ERR_INPUT, "name is empty"},
        {"staff add New --class 'a\ttab'", ERR_INPUT, "control character"},
        {"staff add New --class Teacher --reason 'a\ttab'", ERR_INPUT, "control character"},
        {"staff add New --class 'Office Technician' --email 'a\ttab'", ERR_INPUT, "control character"},
        {"staff add New --class 'Office Technician' --phone 'a\ttab'", ERR_INPUT, "control character"},
        {"staff edit '' phone=1", ERR_INPUT, "name is empty"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        expect_refused(&w, cases[i].line, NULL, cases[i].kind, cases[i].says);
}
END_TEST

START_TEST(an_unknown_name_is_added_to_staff_and_said_so_and_a_promotion_too) {
    expect_done(&w, "designee record 'A.  Reyes ' --class 'office technician' --from 2026-09-01", NULL, NULL);
    ck_assert(noted(&w, "A. Reyes was not on the list of staff, and was added as Office Technician"));
    expect_done(&w, "designee end --on 2026-09-05 --reason 'promoted'", NULL, NULL);
    expect_done(&w, "designee record 'a. reyes' --class 'Sr. Office Technician' --from 2026-09-06", NULL, NULL);
    ck_assert(noted(&w, "A. Reyes was Office Technician on the list of staff, and is Senior Office Technician now"));
    expect_done(&w, "designee reassign 'A. Reyez' --class 'Office Technician' --from 2026-09-10", NULL, NULL);
    ck_assert(noted(&w, "there is also A. Reyes"));
    expect_done(&w, "designee history", NULL, NULL);
    ck_assert_str_eq(look_text(&w.answer, 0, "class"), "Office Technician"); /* as it was then */
    ck_assert_str_eq(look_text(&w.answer, 1, "class"), "Senior Office Technician");
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM staff"), 2);
    expect_done(&w, "designee reassign 'T. Oh' --class Teacher --reason 'none is allotted' --from 2026-09-12", NULL,
                NULL);
    ck_assert_str_eq(look_text(&w.answer, 0, "class_reason"), "none is allotted");
    expect_done(&w, "designee end --on 2026-09-12 --reason 'back to class'", NULL, NULL);
    expect_done(&w, "designee record 't. oh' --from 2026-09-13", NULL, NULL); /* the list knows class and reason */
    ck_assert_str_eq(look_text(&w.answer, 0, "class_reason"), "none is allotted");
    expect_done(&w, "designee undo --reason 'another reason'", NULL, NULL);
    expect_done(&w, "designee record 'T. Oh' --reason 'the only one' --from 2026-09-13", NULL, NULL);
    ck_assert_str_eq(look_text(&w.answer, 0, "class_reason"), "the only one");
    ck_assert_uint_eq(w.answer.note_count, 0); /* no other class: nothing to tell */
}
END_TEST

/* ---- who may ---- */

START_TEST(only_a_principal_records_and_everybody_reads) {
    static const char *const changes[] = {
        "designee record 'C. Li' --class 'Office Technician' --from 2027-01-20 --year 2026-27",
        "designee reassign 'C. Li' --class 'Office Technician' --from 2027-01-20",
        "designee update --met 2027-01-20",
        "designee undo --reason x",
        "designee end --on 2027-01-20 --reason x",
    };
    static const char *const others[] = {"ann", "dee", "vic", "sam"};
    static const char *const reads[] = {"designee show", "designee status", "designee history",
                                        "staff list",    "duty list",       "designee pdf --out F"};
    expect_done(&w, "user add ann --role clerk", NULL, NULL);
    expect_done(&w, "user add pat --role principal", NULL, NULL);
    expect_done(&w, "user add dee --role district", NULL, NULL);
    expect_done(&w, "user add vic --role viewer", NULL, NULL);
    for (size_t i = 0; i < COUNT(others); i++) {
        w.req.actor = others[i];
        for (size_t k = 0; k < COUNT(changes); k++)
            expect_refused(&w, changes[k], NULL, ERR_RULE,
                           i == 3 ? "sam is not a user of this school; the users are: ann, dee, pat, vic"
                                  : "principal");
        for (size_t k = 0; k < COUNT(reads); k++)
            expect_done(&w, reads[k], NULL, NULL);
    }
    w.req.actor = "pat";
    for (size_t k = 1; k < COUNT(changes); k++)
        expect_done(&w, changes[k], NULL, NULL);
    w.req.actor = "ann";
    expect_done(&w, "staff add 'D. Ro' --class 'Office Technician'", NULL, NULL);
}
END_TEST

START_TEST(what_is_recorded_is_never_edited_or_deleted) {
    static const char *const lines[] = {"UPDATE designation SET portal_on = '2026-09-01'",
                                        "DELETE FROM designation",
                                        "INSERT OR REPLACE INTO designation SELECT * FROM designation",
                                        "UPDATE duty_event SET kind = 'done'",
                                        "DELETE FROM duty_event",
                                        "INSERT OR REPLACE INTO duty_event SELECT * FROM duty_event"};
    expect_done(&w, "duty done 4", NULL, NULL);
    for (size_t i = 0; i < COUNT(lines); i++) {
        struct err e = {0};
        ck_assert_msg(!sql_do(sql_prepare(w.db, lines[i]), &e) && strstr(e.message, "never"), "%s: %s", lines[i],
                      e.message);
    }
    ck_assert(world_is_sound(&w));
}
END_TEST

/* A file that lost a table, or cannot give it: each command that needs it says so, and changes nothing. */
static void rename_table(const char *from, const char *to) {
    struct err e = {0};
    ck_assert_msg(sql_do(sql_prepare(w.db, mem_printf(w.mem, "ALTER TABLE %s RENAME TO %s", from, to)), &e), "%s",
                  e.message);
}

START_TEST(a_table_that_cannot_be_read_is_an_error_of_each_command_that_needs_it) {
    enum { STAFF = 1, DESIGNATION = 2, DUTY = 4, CALENDAR = 8, TRAIL = 16, SETTING = 32 };
    static const char *const tables[] = {"staff", "designation", "duty_event", "calendar_day", "trail", "setting"};
    static const struct {
        const char *line;
        unsigned needs;
    } cases[] = {
        {"staff add 'C. Li' --class 'Office Technician'", STAFF | TRAIL},
        {"staff edit 'B. Cruz' phone=1", STAFF | TRAIL},
        {"staff list", STAFF},
        {"designee record 'C. Li' --class 'Office Technician' --from 2027-01-20", DESIGNATION | TRAIL},
        {"designee reassign 'C. Li' --class 'Office Technician' --from 2027-01-20", STAFF | DESIGNATION | TRAIL},
        {"designee update --met 2027-01-20", DESIGNATION | TRAIL | CALENDAR},
        {"designee end --on 2027-01-20 --reason x", DESIGNATION | TRAIL | CALENDAR},
        {"designee undo --reason x", DESIGNATION | TRAIL | CALENDAR},
        {"designee show", DESIGNATION | CALENDAR},
        {"designee status", DESIGNATION | CALENDAR},
        {"designee history", DESIGNATION},
        {"designee pdf --out F", STAFF | DESIGNATION | CALENDAR | SETTING},
        {"duty list", DESIGNATION | DUTY | CALENDAR | SETTING},
        {"duty show 4", DESIGNATION | DUTY | CALENDAR},
        {"duty done 4", DESIGNATION | DUTY | CALENDAR | TRAIL},
        {"duty assign 4 'A. Reyes'", STAFF | DESIGNATION | DUTY | CALENDAR | TRAIL},
        {"duty assign 4 'B. Cruz'", STAFF | DESIGNATION | DUTY | CALENDAR | TRAIL},
        {"duty pdf --out F", DESIGNATION | DUTY | CALENDAR | SETTING},
        {"check", STAFF | DESIGNATION | DUTY | CALENDAR},
        {"designee show --year 2027-28", DESIGNATION | STAFF},
        {"verify", DESIGNATION | DUTY | TRAIL},
    };
    for (size_t t = 0; t < COUNT(tables); t++)
        for (size_t i = 0; i < COUNT(cases); i++) {
            if (!(cases[i].needs & 1U << t))
                continue;
            rename_table(tables[t], "gone");
            ck_assert_msg(!world_run(&w, cases[i].line), "%s without %s", cases[i].line, tables[t]);
            ck_assert_msg(*w.err.message, "%s without %s", cases[i].line, tables[t]);
            w.req.school = 1; /* verify was at another */
            rename_table("gone", tables[t]);
        }
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM designation"), 3);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM staff"), 2);
    world_run(&w, "verify"); /* a table that was renamed has its name in quotes: nothing else is wrong */
    for (size_t i = 0; i < w.answer.note_count; i++)
        ck_assert_msg(strncmp(w.answer.notes[i].words, "schema: ", 8) == 0, "%s", w.answer.notes[i].words);
}
END_TEST

/* ---- what needs doing ---- */

static const struct {
    const char *today, *level; /* NULL: nothing is said yet */
    const char *says;
    int urgency;
} warnings[] = {
    /* September 30, 2026 is a Wednesday; weekdays are working days. */
    {"2026-08-18", NULL, NULL, 0}, /* 31 left */
    {"2026-08-19", "COMING", "30 working days left", 42},
    {"2026-09-18", "COMING", "8 working days left", 12},
    {"2026-09-20", "COMING", "8 working days left", 10}, /* a Sunday: as on the Friday before it */
    {"2026-09-21", "DUE SOON", "7 working days left", 9},
    {"2026-09-28", "DUE SOON", "2 working days left", 2},
    {"2026-09-29", "URGENT", "1 working day left", 1},
    {"2026-09-30", "URGENT", "act today", 0},
    {"2026-10-01", "OVERDUE", "1 day after September 30", -1},
    {"2027-06-30", "OVERDUE", "273 days after September 30", -273},
    {"2027-07-01", NULL, NULL, 0},
    /* 2028: a Saturday; act by the 29th. */
    {"2028-09-28", "URGENT", "1 working day left, act by Sep 29, 2028", 1},
    {"2028-09-29", "URGENT", "act today", 0},
    {"2028-09-30", "URGENT", "no working day is left", -1},
    {"2028-10-01", "OVERDUE", "1 day after", -1},
};

START_TEST(it_is_said_at_30_7_and_1_working_days_before_and_after) {
    struct matters m = {.req = &w.req};
    struct err e = {0};
    world_today(&w, warnings[_i].today);
    ck_assert_msg(designee_matters(&m, &e), "%s", e.message);
    ck_assert_uint_eq(m.count, warnings[_i].level != NULL);
    if (m.count == 0)
        return;
    ck_assert_str_eq(m.list[0].kind, "designee");
    ck_assert_str_eq(m.list[0].level, warnings[_i].level);
    ck_assert_msg(strstr(m.list[0].text, warnings[_i].says), "%s", m.list[0].text);
    ck_assert_int_eq(m.list[0].urgency, warnings[_i].urgency);
    ck_assert(m.list[0].due);
    expect_done(&w, "check", NULL, NULL);
    ck_assert_uint_ne(look_find(&w.answer, "kind", "designee"), SIZE_MAX);
}
END_TEST

static size_t matters_of(const char *kind, const char *says) {
    struct matters m = {.req = &w.req};
    struct err e = {0};
    size_t n = 0;
    ck_assert_msg(designee_matters(&m, &e), "%s", e.message);
    for (size_t i = 0; i < m.count; i++)
        n += strcmp(m.list[i].kind, kind) == 0 && (!says || strstr(m.list[i].text, says));
    return n;
}

START_TEST(after_the_form_a_leaving_an_old_form_and_a_meeting_are_said) {
    ck_assert_uint_eq(matters_of("designee_form", "B. Cruz is the designee since Jan 11, 2027"), 1);
    ck_assert_uint_eq(matters_of("designee_meeting", "Principal and B. Cruz meet"), 1);
    on("2027-02-01", "designee update --portal 2027-01-15 --met 2027-01-14");
    ck_assert_uint_eq(matters_of("designee_form", NULL) + matters_of("designee_meeting", NULL), 0);
    ck_assert_uint_eq(matters_of("designee_none", NULL) + matters_of("designee", NULL), 0);
    on("2027-02-10", "designee end --on 2027-02-05 --reason left");
    ck_assert_uint_eq(matters_of("designee_none", "No designee since Feb 6, 2027 (5 days)"), 1);
}
END_TEST

START_TEST(the_new_year_asks_to_confirm_last_years_person_from_its_first_day_on) {
    const char *command = "designee record 'B. Cruz' --class 'Senior Office Technician' --from 2027-07-01";
    world_today(&w, "2027-06-30");
    ck_assert_uint_eq(matters_of("designee_confirm", NULL), 0);
    world_today(&w, "2027-07-01");
    struct matters m = {.req = &w.req};
    struct err e = {0};
    ck_assert_msg(designee_matters(&m, &e), "%s", e.message);
    ck_assert_uint_eq(m.count, 1);
    ck_assert_str_eq(m.list[0].kind, "designee_confirm");
    ck_assert_str_eq(m.list[0].text, "Who is the designee of 2027-28? Last year: B. Cruz");
    ck_assert_str_eq(look_command(&w, m.list[0].next), command);
    ck_assert_uint_eq(m.list[0].next->roles, ROLE_PRINCIPAL);
    ck_assert(!m.list[0].due); /* there is time: nothing for a job that runs by night */
    world_today(&w, "2027-09-15");
    ck_assert_uint_eq(matters_of("designee", "due on September 30: nobody yet (last year: B. Cruz); 11 working"), 1);
    ck_assert_uint_eq(matters_of("designee_confirm", NULL), 0);
    world_today(&w, "2027-10-02");
    ck_assert_uint_eq(matters_of("designee", "2 days after September 30; nobody yet (last year: B. Cruz) is"), 1);
    world_today(&w, "2027-07-01");
    expect_done(&w, command, NULL, "B. Cruz, Senior Office Technician, is the designee of 2027-28");
    ck_assert_uint_eq(matters_of("designee_confirm", NULL), 0);
}
END_TEST

START_TEST(who_left_and_is_the_designee_still_is_said) {
    on("2027-02-01", "designee update --portal 2027-01-15 --met 2027-01-14");
    ck_assert_uint_eq(matters_of("designee_left", NULL), 0);
    on("2027-02-01", "staff edit 'B. Cruz' left=2027-02-01");
    ck_assert_uint_eq(matters_of("designee_left", NULL), 0); /* it is their last day */
    world_today(&w, "2027-02-02");
    ck_assert_uint_eq(matters_of("designee_left", "B. Cruz left on Feb 1, 2027 and is still the designee"), 1);
    struct matters m = {.req = &w.req};
    struct err e = {0};
    ck_assert(designee_matters(&m, &e) && m.count == 1);
    ck_assert_str_eq(look_command(&w, m.list[0].next), "designee reassign NAME --class CLASS --from DATE");
    ck_assert_str_eq(look_command(&w, m.list[0].next->also), "designee end --on 2027-02-01 --reason TEXT");
    ck_assert_uint_eq(m.list[0].next->roles & m.list[0].next->also->roles, ROLE_PRINCIPAL);
    on("2027-02-02", "designee end --on 2027-02-01 --reason left");
    ck_assert_uint_eq(matters_of("designee_left", NULL), 0);
    ck_assert_uint_eq(matters_of("designee_none", NULL), 1);
}
END_TEST

START_TEST(access_to_welligent_before_single_sign_on_is_pointed_out_and_kept) {
    on("2027-02-01", "designee update --welligent 2027-01-20");
    ck_assert(noted(&w, "the Single Sign-On account must be active before access to Welligent"));
    ck_assert_str_eq(look_command(&w, w.answer.notes[0].next), "designee update --sso DATE");
    expect_done(&w, "designee show", NULL, NULL);
    ck_assert_int_eq(look_date(&w.answer, 0, "welligent"), day("2027-01-20"));
    on("2027-02-01", "designee update --sso 2027-01-21 --welligent 2027-01-20");
    ck_assert(noted(&w, "Single Sign-On"));
    on("2027-02-01", "designee update --sso 2027-01-20 --welligent 2027-01-21");
    ck_assert(!noted(&w, "Single Sign-On"));
    on("2027-02-01", "designee update --met 2027-01-21");
    ck_assert(!noted(&w, "Single Sign-On"));
}
END_TEST

void designee_suite(Suite *s) {
    TCase *plain = tcase_create("status"), *two = tcase_create("two");
    tcase_add_checked_fixture(plain, open_plain, close_world);
    tcase_add_checked_fixture(two, with_two, close_world);
    tcase_add_loop_test(plain, status_goes_by_the_portal_date_alone_and_the_day_of_entry_stands_beside_it, 0,
                        COUNT(statuses));
    tcase_add_test(plain, without_a_record_the_year_is_open_and_then_past_due);
    tcase_add_loop_test(plain, act_by_is_the_last_working_day_on_or_before_september_30_which_does_not_move, 0,
                        COUNT(weekends));
    tcase_add_loop_test(two, what_cannot_be_is_refused_and_nothing_is_stored, 0, COUNT(refused));
    tcase_add_test(two, everything_that_is_wrong_is_told_at_once);
    tcase_add_test(two, what_is_edited_is_read_under_the_same_names);
    tcase_add_test(two, a_reassignment_closes_the_day_before_and_opens_the_next_in_one_step);
    tcase_add_test(plain, february_29_is_a_day_like_others);
    tcase_add_test(two, an_update_keeps_the_rest_and_the_day_on_which_the_portal_date_was_entered);
    tcase_add_test(two, a_new_year_opens_on_july_1_with_last_years_person_to_confirm);
    tcase_add_test(two, who_did_not_stay_to_the_end_is_not_last_years_person);
    tcase_add_loop_test(plain, sr_and_senior_are_one_class_and_any_other_needs_a_reason, 0, COUNT(classes));
    tcase_add_test(two, staff_that_cannot_be_is_refused);
    tcase_add_test(plain, an_unknown_name_is_added_to_staff_and_said_so_and_a_promotion_too);
    tcase_add_test(two, only_a_principal_records_and_everybody_reads);
    tcase_add_test(two, what_is_recorded_is_never_edited_or_deleted);
    tcase_add_test(two, a_table_that_cannot_be_read_is_an_error_of_each_command_that_needs_it);
    tcase_add_loop_test(plain, it_is_said_at_30_7_and_1_working_days_before_and_after, 0, COUNT(warnings));
    tcase_add_test(two, the_new_year_asks_to_confirm_last_years_person_from_its_first_day_on);
    tcase_add_test(two, who_left_and_is_the_designee_still_is_said);
    tcase_add_test(two, access_to_welligent_before_single_sign_on_is_pointed_out_and_kept);
    tcase_add_test(two, after_the_form_a_leaving_an_old_form_and_a_meeting_are_said);
    suite_add_tcase(s, plain);
    suite_add_tcase(s, two);
}
