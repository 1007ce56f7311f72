/* What was entered wrongly is put right: a clock that never was, an extension of the wrong day, a reference that says
 * who the pupil is; and what of the clocks must not be forgotten. */
#include "compliance/cases/clock.h"
#include "tests/suites.h"
#include "tests/support/fixture.h"
#include "tests/support/folder.h"
#include "tests/support/look.h"
#include "tests/support/paper.h"
#include "tests/support/stored.h"

#include <check.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The matter of that kind that `verb` (today, check) names, or NULL: its column. */
static const char *matter(const char *verb, const char *kind, const char *column) {
    look_done(&w, verb);
    size_t i = look_find(&w.answer, "kind", kind);
    return i == SIZE_MAX ? NULL : look_text(&w.answer, i, column);
}

/* What it says to do about it, as the command line would offer it. */
static const char *action(const char *verb, const char *kind) {
    look_done(&w, verb);
    return look_command(&w, look_hint(&w.answer, look_find(&w.answer, "kind", kind), "action"));
}

static void expect_matter(const char *kind, const char *text) {
    const char *got = matter("check", kind, "text");
    ck_assert_msg(got && strcmp(got, text) == 0, "not \"%s\" but \"%s\"", text, got ? got : "(nothing)");
}

/* ---- void ---- */

START_TEST(a_clock_entered_by_mistake_is_void_and_its_case_is_gone_at_once) {
    look_done(&w, "clock start assessment-plan --on 2025-10-01 --ref 'blue 7'");
    look_done(&w, "clock extend 1 --to 2025-12-01 --on 2025-10-08 --reason 'the parent travels'");
    look_done(&w, "clock start assessment-plan --on 2025-10-02 --ref 'blue 8'");
    expect_done(&w, "clock void 1 --reason 'typed twice'", NULL,
                "Clock 1: void, 2026-01-12: assessment-plan from 2025-10-01 was entered by mistake and counts nowhere");
    says("backups made before it still hold them");
    const char *after = stored(&w);
    ck_assert(!strstr(after, "blue 7") && !strstr(after, "travels"));
    ck_assert(strstr(after, "blue 8") && strstr(after, "typed twice"));
    ck_assert_ptr_null(clock_numbered(1).ref);
    look_done(&w, "clock explain 1");
    ck_assert_str_eq(look_text(&w.answer, 0, "status"), "void");
    ck_assert_int_eq(look_date(&w.answer, 0, "over_on"), day("2026-01-12"));
    struct answer history = look_rows(&w.answer, 0, "history");
    ck_assert_uint_eq(history.rows.count, 4); /* start, extend, purge, void */
    ck_assert_str_eq(look_text(&history, 3, "step"), "void");
    ck_assert_str_eq(look_text(&history, 3, "text"), "typed twice");
    ck_assert_ptr_null(look_text(&history, 0, "text"));
    look_done(&w, "trail 'clock void'");
    ck_assert_uint_eq(w.answer.rows.count, 1);
}
END_TEST

START_TEST(a_void_clock_counts_nowhere) {
    look_done(&w, "clock start assessment-plan --on 2025-10-01 --ref 'blue 7'"); /* overdue */
    look_done(&w, "clock start section-504-response --on 2025-10-01 --target 2025-11-03");
    look_done(&w, "clock start annual-review --on 2025-03-10");
    look_done(&w, "clock close 3 --on 2026-01-09");
    ck_assert_ptr_nonnull(matter("check", "clock_overdue", "text"));
    ck_assert_ptr_nonnull(matter("check", "clock_target", "text"));
    for (int i = 1; i <= 3; i++)
        look_done(&w, mem_printf(w.mem, "clock void %d --reason 'by mistake'", i));
    ck_assert_ptr_null(matter("check", "clock_overdue", "text"));
    ck_assert_ptr_null(matter("check", "clock_target", "text"));
    for (const char *const *line = (const char *const[]){"clock list", "clock list --open", NULL}; *line; line++) {
        look_done(&w, *line);
        ck_assert_uint_eq(w.answer.rows.count, 0);
    }
    look_done(&w, "clock list --all");
    ck_assert_uint_eq(w.answer.rows.count, 3);
    ck_assert_str_eq(look_text(&w.answer, 0, "status"), "void");
    look_done(&w, "report year");
    ck_assert_int_eq(look_int(&w.answer, 0, "clocks_ran"), 0);
    ck_assert_uint_eq(look_rows(&w.answer, 0, "clocks").rows.count, 0);
    struct buf text = paper(&w, "clock pdf");
    pdf_expect(&text, "No clock.");
    buf_free(&text);
    look_done(&w, "calendar add break 2026-01-19 2026-02-06 --name 'Long rest'");
    says("No clock moved.");
    look_done(&w, "clock start assessment-plan --on 2025-10-01 --ref 'blue 7'"); /* anew */
    ck_assert(world_is_sound(&w));
}
END_TEST

/* Of clocks 1 (void), 2 (open, "blue 7"), 3 (closed). */
static const struct {
    const char *line;
    enum err_kind kind;
    const char *says;
} refused_of_void[] = {
    {"clock close 1", ERR_RULE, "clock 1 is void since 2026-01-12 (entered by mistake), so it cannot be closed"},
    {"clock extend 1 --to 2026-05-01", ERR_RULE, "clock 1 is void"},
    {"clock extend 1 --undo --reason x", ERR_RULE, "clock 1 is void"},
    {"clock withdraw 1 --reason x", ERR_RULE, "clock 1 is void"},
    {"clock end 1 --reason not-produced", ERR_RULE, "clock 1 is void"},
    {"clock reopen 1 --reason x", ERR_RULE, "clock start assessment-plan --on DATE"},
    {"clock void 1 --reason x", ERR_RULE, "clock 1 is void since 2026-01-12 already"},
    {"clock start iep-meeting --on 2026-01-12 --after 1", ERR_RULE, "after: clock 1 is void"},
    {"clock void 2", ERR_INPUT, "--reason TEXT is missing"},
    {"clock void 2 --reason ''", ERR_INPUT, "reason is empty"},
    {"clock void 2 --reason '  '", ERR_INPUT, "reason is empty"},
    {"clock void 2 --reason 'blue 7 was typed twice'", ERR_INPUT, "names the case, whose data is removed"},
    {"clock void 2 --reason 'for Ana Ruiz'", ERR_INPUT, "full name"},
    {"clock void 9 --reason x", ERR_NOT_FOUND, "no clock 9"},
    {"clock void x --reason x", ERR_INPUT, "\"x\" is not a number"},
};

START_TEST(a_void_clock_is_never_opened_again_and_voiding_says_why) {
    look_done(&w, "clock start assessment-plan --on 2025-12-10 --ref 'blue 6'");
    look_done(&w, "clock void 1 --reason 'typed twice'");
    look_done(&w, "clock start assessment-plan --on 2025-12-10 --ref 'blue 7'");
    look_done(&w, "clock start assessment-plan --on 2025-12-08");
    look_done(&w, "clock close 3 --on 2025-12-15");
    for (size_t i = 0; i < COUNT(refused_of_void); i++)
        expect_refused(&w, refused_of_void[i].line, NULL, refused_of_void[i].kind, refused_of_void[i].says);
}
END_TEST

START_TEST(why_a_clock_is_void_is_purged_when_it_is_old) {
    look_done(&w, "clock start assessment-plan --on 2025-12-10 --ref 'blue 7'");
    look_done(&w, "clock void 1 --reason 'typed twice'");
    ck_assert_int_eq(clock_numbered(1).purged_on, DATE_NONE);
    world_today(&w, "2027-01-11");
    expect_done(&w, "clock purge --older-than 1", NULL, "Nothing was purged");
    world_today(&w, "2027-01-12");
    expect_done(&w, "clock purge --older-than 1", NULL, "clock 1");
    ck_assert(!strstr(stored(&w), "typed twice"));
    ck_assert_int_eq(clock_numbered(1).purged_on, day("2027-01-12"));
    ck_assert_int_eq(clock_numbered(1).state, CLOCK_VOID);
    expect_refused(&w, "clock reopen 1 --reason x", NULL, ERR_RULE, "clock 1 is void");
    expect_done(&w, "clock purge --older-than 1", NULL, "Nothing was purged");
}
END_TEST

/* ---- references ---- */

static const struct {
    const char *ref, *says;
} refused_refs[] = {
    {"", "ref: it is empty; leave it out, or give a reference like \"blue 7\""},
    {"   ", "ref: it is empty; leave it out"},
    {"maria lopez", "\"maria lopez\" is words without a number, as a name is"},
    {"Maria L", "is words without a number"},
    {"081214", "\"081214\" reads as a date, and may be a birth date"},
    {"12/08/14", "reads as a date"},
};

START_TEST(a_reference_that_is_blank_or_says_who_the_pupil_is_starts_no_clock) {
    for (size_t i = 0; i < COUNT(refused_refs); i++) {
        const char *ref = refused_refs[i].ref;
        expect_refused(&w, mem_printf(w.mem, "clock start triennial --on 2025-12-10 --ref '%s'", ref), NULL, ERR_INPUT,
                       refused_refs[i].says);
        expect_refused(&w, mem_printf(w.mem, "clock list --ref '%s'", ref), NULL, ERR_INPUT, refused_refs[i].says);
    }
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM clock_event"), 0);
    look_done(&w, "clock start triennial --on 2025-12-10 --ref lopez");
    look_done(&w, "clock withdraw 1 --reason 'the parent wrote'"); /* a reason is no reference */
}
END_TEST

/* ---- the rule's word ---- */

START_TEST(a_rule_is_known_by_its_beginning_where_only_one_begins_so) {
    static const char *const begun[][2] = {{"assessment", "assessment-plan"}, {"iep", "iep-meeting"},
                                           {"ANNUAL", "annual-review"},       {"section-504", "section-504-response"},
                                           {"parent-d", "parent-decision"},   {"pup", "pupil-records"}};
    for (size_t i = 0; i < COUNT(begun); i++) {
        look_done(&w, mem_printf(w.mem, "clock start %s --on 2025-12-10", begun[i][0]));
        ck_assert_str_eq(clock_numbered((long)i + 1).rule->name, begun[i][1]);
    }
    expect_refused(&w, "clock start parent --on 2025-12-10", NULL, ERR_INPUT,
                   "Did you mean parent-requested-meeting or parent-decision?");
    expect_refused(&w, "clock start as --on 2025-12-10", NULL, ERR_INPUT, "\"as\" is none of");
    expect_refused(&w, "clock start plan --on 2025-12-10", NULL, ERR_INPUT, "\"plan\" is none of");
}
END_TEST

/* ---- an extension taken back ---- */

START_TEST(the_extension_before_a_wrong_one_holds_again) {
    look_done(&w, "clock start iep-meeting --on 2025-11-12 --referral 2025-10-30"); /* due February 1 */
    w.req.actor = "ann";
    look_done(&w, "clock extend 1 --to 2026-02-22 --on 2026-01-09");
    w.req.actor = "bob";
    look_done(&w, "clock extend 1 --to 2026-03-22");
    expect_done(&w, "clock extend 1 --undo --reason 'the wrong month'", NULL,
                "Clock 1: the extension to 2026-03-22 is taken back; due 2026-02-22: agreed with the parent in "
                "writing, on 2026-01-09, recorded by ann");
    struct clock k = clock_numbered(1);
    ck_assert_int_eq(k.agreed, day("2026-02-22"));
    ck_assert_int_eq(k.agreed_on, day("2026-01-09"));
    ck_assert_str_eq(k.agreed_by, "ann");
    ck_assert_int_eq(k.due, day("2026-02-22"));
    look_done(&w, "clock extend 1 --to 2026-02-23"); /* a new one stands where the wrong one stood */
    look_done(&w, "clock extend 1 --undo --reason 'again'");
    ck_assert_int_eq(clock_numbered(1).agreed, day("2026-02-22"));
    expect_done(&w, "clock extend 1 --undo --reason 'none was signed'", NULL, "is taken back; due 2026-02-01: 60 days");
    k = clock_numbered(1);
    ck_assert_int_eq(k.agreed, DATE_NONE);
    ck_assert_int_eq(k.agreed_on, DATE_NONE);
    ck_assert_ptr_null(k.agreed_by);
    expect_refused(&w, "clock extend 1 --undo --reason x", NULL, ERR_RULE, "clock 1 is not extended");
    look_done(&w, "clock explain 1");
    ck_assert(!look_bool(&w.answer, 0, "extended"));
    struct answer history = look_rows(&w.answer, 0, "history");
    ck_assert_uint_eq(history.rows.count, 7);
    ck_assert_str_eq(look_text(&history, 3, "step"), "unextend");
    ck_assert_str_eq(look_text(&history, 3, "text"), "the wrong month");
    ck_assert_int_eq(look_date(&history, 6, "due"), day("2026-02-01"));
    ck_assert(world_is_sound(&w));
}
END_TEST

static const struct {
    const char *line;
    enum err_kind kind;
    const char *says;
} refused_undoings[] = {
    {"clock extend 1 --undo", ERR_INPUT, "reason is empty"},
    {"clock extend 1 --undo --reason ''", ERR_INPUT, "reason is empty"},
    {"clock extend 1 --undo --reason 'for Ana Ruiz'", ERR_INPUT, "full name"},
    {"clock extend 1 --undo --to 2026-03-01 --reason x", ERR_INPUT,
     "to: leave it out; the last extension is taken back as it was"},
    {"clock extend 1 --undo --on 2026-01-09 --reason x", ERR_INPUT,
     "on: leave it out; the last extension is taken back as it was"},
    {"clock extend 1 --reason x", ERR_INPUT, "to is missing: the day agreed on"},
    {"clock extend 1 --to ''", ERR_INPUT, "to is missing: the day agreed on"},
    {"clock extend 2 --undo --reason x", ERR_RULE, "clock 2 is not extended"},
    {"clock extend 3 --undo --reason x", ERR_RULE, "clock 3 is met since 2026-01-12"},
    {"clock extend 9 --undo --reason x", ERR_NOT_FOUND, "no clock 9"},
};

START_TEST(an_extension_that_cannot_be_taken_back_stays) {
    look_done(&w, "clock start assessment-plan --on 2025-12-10");
    look_done(&w, "clock extend 1 --to 2026-02-10");
    look_done(&w, "clock start assessment-plan --on 2025-12-11");
    look_done(&w, "clock start assessment-plan --on 2025-12-12");
    look_done(&w, "clock extend 3 --to 2026-02-10");
    look_done(&w, "clock close 3");
    for (size_t i = 0; i < COUNT(refused_undoings); i++)
        expect_refused(&w, refused_undoings[i].line, NULL, refused_undoings[i].kind, refused_undoings[i].says);
}
END_TEST

/* ---- a consent is not forgotten ---- */

START_TEST(a_consent_asks_for_its_iep_meeting_until_it_runs) {
    look_done(&w, "clock start assessment-plan --on 2025-11-10 --ref 'blue 7'");
    look_done(&w, "clock close 1 --on 2025-11-20 --consent 2025-12-02");
    ck_assert_int_eq(clock_numbered(1).consent, day("2025-12-02"));
    look_done(&w, "clock explain 1");
    ck_assert_int_eq(look_date(&w.answer, 0, "consent"), day("2025-12-02"));
    expect_matter("clock_next", "clock 1: consent of Dec 2 received, no iep-meeting clock runs");
    const char *command = action("check", "clock_next");
    ck_assert_str_eq(command, "clock start iep-meeting --on 2025-12-02 --after 1");
    ck_assert_str_eq(matter("check", "clock_next", "level"), "NEXT");
    ck_assert_uint_lt(look_find(&w.answer, "kind", "clock_next"), look_find(&w.answer, "kind", "out")); /* since days */
    look_done(&w, command);
    struct clock k = clock_numbered(2);
    ck_assert_str_eq(k.ref, "blue 7");
    ck_assert_int_eq(k.referral, day("2025-11-10"));
    ck_assert_ptr_null(matter("check", "clock_next", "text"));
    look_done(&w, "clock void 2 --reason 'the wrong case'");
    ck_assert_ptr_nonnull(matter("check", "clock_next", "text"));
    look_done(&w, "clock start iep-meeting --on 2025-12-02 --referral 2025-11-10 --ref 'blue 7'");
    look_done(&w, "clock end 3 --reason enrolled-elsewhere"); /* is not to run: that is how it is said */
    ck_assert_ptr_null(matter("check", "clock_next", "text"));
    ck_assert(world_is_sound(&w));
}
END_TEST

START_TEST(a_meeting_of_another_day_or_case_is_not_that_of_the_consent) {
    look_done(&w, "clock start assessment-plan --on 2025-11-10 --ref 'blue 7'");
    look_done(&w, "clock close 1 --on 2025-11-20 --consent 2025-12-02");
    look_done(&w, "clock start iep-meeting --on 2025-12-03 --ref 'blue 7'");
    look_done(&w, "clock start iep-meeting --on 2025-12-02 --ref 'blue 8'");
    look_done(&w, "clock start triennial --on 2025-12-02 --ref 'blue 7'");
    ck_assert_ptr_nonnull(matter("check", "clock_next", "text"));
    look_done(&w, "clock start iep-meeting --on 2025-12-02"); /* without a reference it may be that one */
    ck_assert_ptr_null(matter("check", "clock_next", "text"));
}
END_TEST

START_TEST(without_a_consent_or_before_it_nothing_is_asked_for) {
    look_done(&w, "clock start assessment-plan --on 2025-11-10");
    look_done(&w, "clock close 1 --on 2025-11-20");
    ck_assert_ptr_null(matter("check", "clock_next", "text"));
    look_done(&w, "clock reopen 1 --reason 'the consent was there'");
    look_done(&w, "clock close 1 --on 2025-11-20 --consent 2025-12-02");
    ck_assert_ptr_nonnull(matter("check", "clock_next", "text"));
    world_today(&w, "2025-12-01"); /* looked at from a day before */
    ck_assert_ptr_null(matter("check", "clock_next", "text"));
    world_today(&w, "2026-01-12");
    look_done(&w, "clock reopen 1 --reason 'it was another one'");
    ck_assert_int_eq(clock_numbered(1).consent, DATE_NONE);
    ck_assert_ptr_null(matter("check", "clock_next", "text"));
    look_done(&w, "clock close 1 --on 2025-11-20 --consent 2025-12-02");
    world_today(&w, "2027-01-12");
    look_done(&w, "clock purge --older-than 1");
    ck_assert_ptr_null(matter("check", "clock_next", "text")); /* its case is closed for good */
}
END_TEST

START_TEST(a_clock_after_another_takes_its_case) {
    look_done(&w, "clock start assessment-plan --on 2025-11-10 --ref 'blue 7'");
    look_done(&w, "clock start iep-meeting --on 2025-12-02 --referral 2025-11-12 --after 1"); /* as it is said */
    ck_assert_int_eq(clock_numbered(2).referral, day("2025-11-12"));
    look_done(&w, "clock start annual-review --on 2025-12-15 --after 2");
    ck_assert_str_eq(clock_numbered(3).ref, "blue 7");
    ck_assert_int_eq(clock_numbered(3).referral, DATE_NONE);
    expect_refused(&w, "clock start annual-review --on 2025-12-15 --after 2", NULL, ERR_CONFLICT,
                   "this clock exists already: clock 3");
    expect_refused(&w, "clock start triennial --on 2025-12-15 --after 2 --ref 'blue 8'", NULL, ERR_INPUT,
                   "ref: this is not the case of clock 2; leave the reference out");
    expect_refused(&w, "clock start triennial --on 2025-12-15 --after 9", NULL, ERR_NOT_FOUND, "no clock 9");
    expect_refused(&w, "clock start triennial --on 2025-12-15 --after x", NULL, ERR_INPUT, "\"x\" is not a number");
}
END_TEST

/* ---- the same case in the register ---- */

START_TEST(a_records_clock_names_the_open_request_of_its_case) {
    static const char note[] = "record request 2 in the register is the same case: close both";
    look_done(&w, "records add --ref 'blue 6' --on 2026-01-09");
    look_done(&w, "records add --ref 'blue 7' --on 2026-01-09");
    look_done(&w, "clock start pupil-records --on 2026-01-09 --ref 'blue 7'");
    ck_assert(noted(&w, note));
    look_done(&w, "clock start triennial --on 2026-01-09 --ref 'blue 7'");
    ck_assert(!noted(&w, "record request"));
    look_done(&w, "clock start pupil-records --on 2026-01-09 --ref 'blue 8'");
    ck_assert(!noted(&w, "record request"));
    look_done(&w, "clock start pupil-records --on 2026-01-09");
    ck_assert(!noted(&w, "record request"));
    look_done(&w, "records route 2");
    look_done(&w, "records done 2");
    look_done(&w, "clock start pupil-records --on 2026-01-12 --ref 'blue 7'");
    ck_assert(!noted(&w, "record request"));
}
END_TEST

/* ---- what is told ---- */

START_TEST(clocks_of_one_kind_are_told_by_lateness_the_oldest_first) {
    static const char *const on[] = {"2025-01-09", "2025-01-02", "2024-12-30", "2025-01-02"};
    static const char *const says_then[] = {
        "clock 1 annual-review: overdue, due Jan 9, 2026",
        "2 clocks overdue: clock 2 annual-review (Jan 2), clock 1 annual-review (Jan 9)",
        ("3 clocks overdue: clock 3 annual-review (Dec 30), clock 2 annual-review (Jan 2), clock 1 annual-review (Jan "
         "9)"),
        "4 clocks overdue; the oldest: clock 3 annual-review (Dec 30), clock 2 annual-review (Jan 2), and 2 more"};
    for (size_t i = 0; i < COUNT(on); i++) {
        look_done(&w, mem_printf(w.mem, "clock start annual-review --on %s", on[i]));
        expect_matter("clock_overdue", says_then[i]);
    }
    look_done(&w, "clock start annual-review --on 2024-06-10"); /* of another school year */
    expect_matter("clock_overdue", "5 clocks overdue; the oldest: clock 5 annual-review (Jun 10, 2025), clock 3 "
                                   "annual-review (Dec 30), and 3 more");
    look_done(&w, "clock start annual-review --on 2025-01-20");
    look_done(&w, "clock start annual-review --on 2025-01-19");
    expect_matter("clock_7", "2 clocks to act on within 7 school days: clock 7 annual-review (Jan 16), clock 6 "
                             "annual-review (Jan 20)");
}
END_TEST

/* The last day of instruction that is loaded is June 10, 2026. */
START_TEST(a_calendar_that_will_be_missed_is_asked_for_in_time) {
    static const char *const kind = "calendar_missing";
    world_today(&w, "2026-03-11");
    ck_assert_ptr_null(matter("today", kind, "text"));
    world_today(&w, "2026-03-12"); /* 90 days */
    ck_assert_str_eq(matter("today", kind, "text"),
                     "the calendar of 2026-27 is not loaded: 60-day clocks cannot be counted across summer");
    ck_assert_str_eq(matter("today", kind, "level"), "SET UP");
    ck_assert_str_eq(action("today", kind), "calendar import FILE");
    ck_assert_ptr_null(matter("check", kind, "text"));
    world_today(&w, "2026-04-10");
    look_done(&w, "clock start iep-meeting --on 2026-04-10"); /* 61 days */
    ck_assert_ptr_null(matter("check", kind, "text"));
    world_today(&w, "2026-04-13");
    expect_refused(&w, "clock start iep-meeting --on 2026-04-13", NULL, ERR_RULE, "2026-27 has no calendar here");
    ck_assert_ptr_nonnull(matter("check", kind, "text"));
    world_today(&w, "2026-06-30");
    ck_assert_ptr_nonnull(matter("check", kind, "text"));
    world_today(&w, "2026-07-01");
    ck_assert_str_eq(matter("check", kind, "text"),
                     "the calendar of 2026-27 is not loaded: clocks that pause cannot be counted in it");
    look_done_file(&w, "calendar import next.csv",
                   "school_year,kind,from,to,name\n2026-27,first_day,2026-08-13,,\n2026-27,last_day,2027-06-10,,\n");
    ck_assert_ptr_null(matter("today", kind, "text"));
    world_today(&w, "2026-04-13");
    ck_assert_ptr_null(matter("today", kind, "text"));
}
END_TEST

START_TEST(without_any_calendar_only_the_general_advice_is_given) {
    struct world other;
    world_open(&other, "elementary", "2026-04-13");
    look_done(&other, "today");
    ck_assert(look_find(&other.answer, "kind", "calendar_missing") == SIZE_MAX);
    ck_assert(look_find(&other.answer, "kind", "setup") != SIZE_MAX);
    world_close(&other);
}
END_TEST

START_TEST(a_day_of_the_calendar_that_moves_no_clock_says_so) {
    look_done(&w, "clock start assessment-plan --on 2026-01-12");
    expect_done(&w, "calendar add closure 2026-01-20", NULL, "2025-26: added closure 2026-01-20\nNo clock moved.");
    expect_done(&w, "calendar remove closure 2026-01-20", NULL, "No clock moved.");
    expect_done(&w, "calendar add break 2026-01-19 2026-01-27", NULL, "clock 1: due 2026-01-27 -> 2026-02-05");
    ck_assert(!strstr(w.answer.text, "No clock moved"));
    expect_done(&w, "calendar remove break 2026-01-19 2026-01-27", NULL, "clock 1: due");
    ck_assert(!strstr(w.answer.text, "No clock moved"));
}
END_TEST

void clock_mended_suite(Suite *s) {
    TCase *c = tcase_create("mended");
    tcase_add_checked_fixture(c, open_school, close_world);
    tcase_add_test(c, a_clock_entered_by_mistake_is_void_and_its_case_is_gone_at_once);
    tcase_add_test(c, a_void_clock_counts_nowhere);
    tcase_add_test(c, a_void_clock_is_never_opened_again_and_voiding_says_why);
    tcase_add_test(c, why_a_clock_is_void_is_purged_when_it_is_old);
    tcase_add_test(c, a_reference_that_is_blank_or_says_who_the_pupil_is_starts_no_clock);
    tcase_add_test(c, a_rule_is_known_by_its_beginning_where_only_one_begins_so);
    tcase_add_test(c, the_extension_before_a_wrong_one_holds_again);
    tcase_add_test(c, an_extension_that_cannot_be_taken_back_stays);
    tcase_add_test(c, a_consent_asks_for_its_iep_meeting_until_it_runs);
    tcase_add_test(c, a_meeting_of_another_day_or_case_is_not_that_of_the_consent);
    tcase_add_test(c, without_a_consent_or_before_it_nothing_is_asked_for);
    tcase_add_test(c, a_clock_after_another_takes_its_case);
    tcase_add_test(c, a_records_clock_names_the_open_request_of_its_case);
    tcase_add_test(c, clocks_of_one_kind_are_told_by_lateness_the_oldest_first);
    tcase_add_test(c, a_calendar_that_will_be_missed_is_asked_for_in_time);
    tcase_add_test(c, without_any_calendar_only_the_general_advice_is_given);
    tcase_add_test(c, a_day_of_the_calendar_that_moves_no_clock_says_so);
    suite_add_tcase(s, c);
}
