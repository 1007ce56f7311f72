/* The rules of the legal clocks and the engine: the worked answers, ten thousand random calendars against a count day
 * by day, and what the sentences say. */
#include "base/shape.h"
#include "compliance/cases/calendar_file.h"
#include "compliance/cases/clock.h"
#include "compliance/school/year.h"
#include "tests/suites.h"
#include "tests/support/folder.h"
#include "tests/support/look.h"
#include "tests/support/model_clock.h"
#include "tests/support/stored.h"

#include <check.h>
#include <stdint.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct buf vector(const char *name) {
    char path[100];
    snprintf(path, sizeof path, "tests/vectors/%s", name);
    return folder_read(path);
}

/* ---- the worked answers ---- */

/* The first seven columns of what was printed as CSV. */
static const char *as_vector(struct mem *m, const struct answer *a) {
    struct buf b = {0};
    const char *out = "";
    shape_csv(&b, a->shape, &a->rows);
    for (const char *line = b.data; line && *line;) {
        const char *end = line, *next = strchr(line, '\n');
        for (int commas = 0; commas < 7; end++)
            commas += *end == ',';
        out = mem_printf(m, "%s%.*s\n", out, (int)(end - 1 - line), line);
        /* the last column is quoted, and holds no line break */
        line = next + 1;
    }
    buf_free(&b);
    return out;
}

START_TEST(every_worked_answer_comes_out_byte_for_byte) {
    static const char *const files[][2] = {{"calendar.csv", "clocks.csv"}, {"calendar-edge.csv", "clocks-edge.csv"}};
    for (size_t i = 0; i < COUNT(files); i++) {
        struct world w;
        world_open(&w, "elementary", "2026-09-14");
        struct buf calendar = vector(files[i][0]), cases = vector(files[i][1]);
        look_done_file(&w, "calendar import calendar.csv", calendar.data);
        look_done_file(&w, "clock compute --file clocks.csv", cases.data);
        ck_assert_str_eq(as_vector(w.mem, &w.answer), cases.data);
        look_done_file(&w,
                       mem_printf(w.mem, "clock compute --calendar tests/vectors/%s --file clocks.csv", files[!i][0]),
                       cases.data); /* with the other one's: other answers */
        ck_assert_str_ne(as_vector(w.mem, &w.answer), cases.data);
        buf_free(&calendar);
        buf_free(&cases);
        world_close(&w);
    }
}
END_TEST

START_TEST(without_a_database_the_calendar_is_that_of_a_file) {
    struct world w = {.mem = mem_new()};
    w.req = (struct req){.mem = w.mem, .now = "2026-01-02T03:04:05Z", .actor = "tester"};
    world_today(&w, "2026-09-14");
    struct buf cases = vector("clocks.csv");
    look_done_file(&w, "clock compute --calendar tests/vectors/calendar.csv --file clocks.csv", cases.data);
    ck_assert_str_eq(as_vector(w.mem, &w.answer), cases.data);
    ck_assert(!world_run_file(&w, "clock compute --file clocks.csv", cases.data));
    ck_assert_int_eq(w.err.kind, ERR_NOT_FOUND);
    ck_assert(!world_run_file(&w, "clock compute --calendar tests/vectors/none.csv --file clocks.csv", cases.data));
    ck_assert_int_eq(w.err.kind, ERR_NOT_FOUND);
    ck_assert(!world_run_file(&w, "clock compute --calendar tests/vectors/orders.csv --file clocks.csv", cases.data));
    ck_assert_int_eq(w.err.kind, ERR_INPUT);
    buf_free(&cases);
    mem_free(w.mem);
}
END_TEST

static const struct {
    const char *file, *says;
} unreadable[] = {
    {"rule,trigger\nassessment-plan,2025-09-02\n", "no column \"referral\""},
    {"rule,trigger,referral\n", "a header but no row"},
    {"rule,trigger,referral\nassessment,2025-09-02,\n", "row 2, rule: \"assessment\" is none of assessment-plan"},
    {"rule,trigger,referral\nassessment-plan,soon,\n", "row 2, trigger: \"soon\" is not a date"},
    {"rule,trigger,referral\nassessment-plan,today,\n", "row 2, trigger: \"today\" is not a date"},
    {"rule,trigger,referral\nassessment-plan,,\n", "row 2, trigger: \"\" is not a date"},
    {"rule,trigger,referral\niep-meeting,2025-09-02,2025-02-29\n", "row 2, referral: \"2025-02-29\" is not a date"},
    {"rule,trigger,referral\nassessment-plan\n", "row 2, "},
};

START_TEST(cases_that_cannot_be_read_are_refused_with_their_row) {
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    for (size_t i = 0; i < COUNT(unreadable); i++)
        expect_refused(&w, "clock compute --file c.csv", unreadable[i].file, ERR_INPUT, unreadable[i].says);
    world_close(&w);
}
END_TEST

/* ---- the table ---- */

START_TEST(every_rule_has_its_citation_its_source_and_its_day) {
    static const struct {
        const char *name, *citation;
        long length;
    } law[] = {
        {"assessment-plan", "EC 56321(a), 56043(a)", 15},
        {"iep-meeting", "EC 56344(a), 56043(f)(1)", 60},
        {"initial-iep-after-eligibility", "EC 56043(f)(2), 34 CFR 300.323(c)(1)", 30},
        {"parent-requested-meeting", "EC 56343.5", 30},
        {"pupil-records", "EC 56504, 49069.7", 5},
        {"annual-review", "EC 56343(d), 56380", 1},
        {"triennial", "EC 56381", 3},
        {"parent-decision", "EC 56321(c)(4), 56043(b)", 15},
        {"section-504-response", "34 CFR 104.35", 0},
    };
    ck_assert_uint_eq(clock_rule_count, COUNT(law));
    for (size_t i = 0; i < clock_rule_count; i++) {
        const struct clock_rule *rule = &clock_rules[i];
        ck_assert_str_eq(rule->name, law[i].name);
        ck_assert_str_eq(clock_rule_words[i], law[i].name);
        ck_assert_ptr_eq(clock_rule_find(law[i].name), rule);
        ck_assert_int_eq(rule->length, law[i].length);
        ck_assert_msg(strncmp(rule->citation, law[i].citation, strlen(law[i].citation)) == 0, "%s", rule->citation);
        ck_assert_msg(strncmp(rule->citation, rule->cite, strlen(rule->cite)) == 0, "%s", rule->cite);
        ck_assert(*rule->title && *rule->trigger && *rule->source && *rule->as_of);
    }
    ck_assert_ptr_null(clock_rule_words[clock_rule_count]);
    ck_assert_ptr_null(clock_rule_find("annual"));
}
END_TEST

/* ---- random calendars ---- */

struct luck {
    uint64_t state;
};

static int draw(struct luck *l, int below) {
    l->state = l->state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (int)((l->state >> 33) % (uint64_t)below);
}

struct drawn {
    struct calendar_row list[400];
    size_t count;
};

static void add(struct drawn *r, int year, enum calendar_kind kind, int from, int to) {
    static const char *const names[] = {"", "Winter break", "Thanksgiving week"};
    ck_assert_uint_lt(r->count, COUNT(r->list));
    r->list[r->count] = (struct calendar_row){year, kind, from, to, names[r->count % 3], 0};
    r->count++;
}

/* Breaks of about six weekdays, with days off before, in and behind them: where the rules turn. */
static void draw_year(struct luck *l, struct drawn *r, int year) {
    static const enum calendar_kind kinds[] = {CALENDAR_HOLIDAY, CALENDAR_NO_SCHOOL, CALENDAR_CLOSURE};
    int first = year_begin(year) + draw(l, 80), last = year_end(year) - draw(l, 80);
    add(r, year, CALENDAR_FIRST_DAY, first, first);
    for (int from = first + draw(l, 60); from < last;) {
        int to = from + (draw(l, 2) ? 4 + draw(l, 8) : draw(l, 24));
        to = to > last ? last : to;
        add(r, year, CALENDAR_BREAK, from, to);
        for (int n = draw(l, 4); n > 0; n--) {
            int off = from - 3 + draw(l, to - from + 8), days = draw(l, 3) ? 0 : draw(l, 9);
            int end = off + days < year_end(year) ? off + days : year_end(year);
            if (off >= year_begin(year) && off <= end)
                add(r, year, kinds[draw(l, 3)], off, end);
        }
        from = to + 1 + (draw(l, 4) ? draw(l, 90) : draw(l, 4));
    }
    for (int n = draw(l, 12); n > 0; n--) {
        int off = year_begin(year) + draw(l, 365);
        add(r, year, kinds[draw(l, 3)], off, off);
    }
    add(r, year, CALENDAR_LAST_DAY, last, last);
}

/* Often near a first or last day, a break, July 1: where the rules turn. */
static int draw_day(struct luck *l, const struct drawn *r, int from, int to) {
    if (draw(l, 3) == 0)
        return from + draw(l, to - from);
    const struct calendar_row *row = &r->list[draw(l, (int)r->count)];
    while (draw(l, 4) > 0 && row->kind != CALENDAR_LAST_DAY && row->kind != CALENDAR_BREAK)
        row = &r->list[draw(l, (int)r->count)];
    return (draw(l, 2) ? row->from : row->to) - 40 + draw(l, 60);
}

struct tally {
    long answered, refused, capped, weekend, rolled;
};

static void compare(struct mem *m, const struct calendar *c, const struct model_calendar *model,
                    const struct clock_input *in, struct tally *tally) {
    struct model_clock want = model_clock(model, in->rule->name, in->on, in->referral, false);
    struct clock_answer got;
    struct err e = {0};
    bool ok = clock_compute(m, c, in, &got, &e);
    const char *where = mem_printf(m, "%s from %s, referral %s", in->rule->name, date_iso(m, in->on),
                                   in->referral == DATE_NONE ? "-" : date_iso(m, in->referral));
    ck_assert_msg(ok == !want.refused, "%s: %s", where, ok ? "answered" : e.message);
    if (!ok) {
        ck_assert_msg(e.kind == ERR_INPUT || strstr(e.message, "the school year "), "%s: %s", where, e.message);
        tally->refused++;
        return;
    }
    ck_assert_msg(got.due == want.due && got.rolled == want.rolled && got.act_by == want.act_by &&
                      got.paused_days == want.paused,
                  "%s: due %d %d, rolled %d %d, act by %d %d, paused %ld %ld", where, got.due, want.due, got.rolled,
                  want.rolled, got.act_by, want.act_by, got.paused_days, want.paused);
    struct model_clock other = model_clock(model, in->rule->name, in->on, in->referral, true);
    ck_assert_msg(got.weekend_due == other.due, "%s: the other reading %d, %d", where, got.weekend_due, other.due);
    tally->answered++;
    tally->capped += strstr(got.sentence, "first day of instruction") != NULL;
    tally->weekend += got.weekend_due != got.due;
    tally->rolled += got.rolled != got.due;
}

START_TEST(ten_thousand_random_calendars_agree_with_a_count_day_by_day) {
    static struct model_calendar model;
    struct luck l = {20261122};
    struct mem *m = mem_new();
    struct tally tally = {0};
    for (int i = 0; i < 10000; i++) {
        struct drawn r = {.count = 0};
        int year = 1995 + draw(&l, 100), last = year;
        for (int n = 1 + draw(&l, 3); n > 0; n--) { /* sometimes with a year between that is not loaded */
            draw_year(&l, &r, last);
            last += 1 + (draw(&l, 4) == 0);
        }
        const struct calendar *c = calendar_from_rows(m, r.list, r.count);
        int from = year_begin(year) - 60, to = year_end(last) + 60;
        model_calendar_make(&model, from - 500, r.list, r.count);
        for (int n = 0; n < 12; n++) {
            int rule = draw(&l, 2 * (int)clock_rule_count); /* more of the first two, which have the most to them */
            struct clock_input in = {.rule = &clock_rules[rule < (int)clock_rule_count ? rule : rule % 2],
                                     .on = draw_day(&l, &r, from, to),
                                     .referral = DATE_NONE,
                                     .agreed = DATE_NONE};
            if (draw(&l, 4) > 0 && in.rule->takes_referral)
                in.referral = in.on - draw(&l, draw(&l, 2) ? 60 : 200) + 2;
            else if (draw(&l, 40) == 0)
                in.referral = in.on - draw(&l, 2);
            compare(m, c, &model, &in, &tally);
        }
        mem_reset(m);
    }
    ck_assert_int_gt(tally.answered, 50000);
    ck_assert_int_gt(tally.refused, 5000);
    ck_assert_int_gt(tally.capped, 500);
    ck_assert_int_gt(tally.weekend, 1000);
    ck_assert_int_gt(tally.rolled, 5000);
    mem_free(m);
}
END_TEST

/* ---- sentences ---- */

static const struct {
    const char *rule, *on, *referral, *agreed, *says;
} sentences[] = {
    {"assessment-plan", "2025-12-10", NULL, NULL,
     "due 2026-01-15: 15 days from 2025-12-10, paused 21 days for winter break (more than five schooldays), EC "
     "56321(a)"},
    {"assessment-plan", "2025-09-02", "2025-09-02", NULL, "due 2025-09-17: 15 days from 2025-09-02, EC 56321(a)"},
    {"assessment-plan", "2024-06-11", NULL, NULL,
     "due 2024-08-22: 10 days from the first day of instruction 2024-08-12, for a referral 10 days or less before the "
     "last day 2024-06-11 (earlier than 15 days from 2024-06-11), paused 61 days for summer, EC 56321(a)"},
    {"assessment-plan", "2025-01-03", NULL, NULL,
     "due 2025-01-20: 15 days from 2025-01-03, paused 2 days for winter break (more than five schooldays); the closure "
     "from 2025-01-09 to 2025-01-10 (Fire closure) does not pause, EC 56321(a)"},
    {"iep-meeting", "2024-11-12", NULL, NULL,
     "due 2025-02-01: 60 days from 2024-11-12, paused 21 days for winter break (more than five schooldays); the "
     "closure from 2025-01-09 to 2025-01-10 (Fire closure) does not pause; no referral is given: its date is taken to "
     "be that of the consent, EC 56344(a)"},
    {"iep-meeting", "2023-11-13", "2023-10-30", "2024-02-20",
     "due 2024-02-20: agreed with the parent in writing, on 2024-01-15, recorded by ann; without that it was "
     "2024-02-02: 60 days from 2023-11-13, paused 21 days for winter break (more than five schooldays), EC 56344(a)"},
    {"pupil-records", "2025-11-21", NULL, NULL,
     "due 2025-12-01: 5 business days from 2025-11-21; 2025-11-27 (Thanksgiving Day) is no business day; also before "
     "any IEP meeting or hearing, EC 56504, 49069.7"},
    {"annual-review", "2024-02-29", NULL, NULL,
     "due 2025-02-28: the same date next year as 2024-02-29 (February 29: the 28th), EC 56343(d)"},
    {"annual-review", "2025-11-15", NULL, NULL,
     "due 2026-11-15: the same date next year as 2025-11-15; act by 2026-11-13: holidays not checked, EC 56343(d)"},
    {"triennial", "2023-03-15", NULL, NULL, "due 2026-03-15: the same date three years on as 2023-03-15, EC 56381"},
    {"parent-decision", "2025-12-16", NULL, NULL,
     "not before 2025-12-31: the parent has at least 15 days from 2025-12-16 to decide; a minimum for the parent, not "
     "a deadline of the school, EC 56321(c)(4)"},
    {"section-504-response", "2025-12-16", NULL, NULL,
     "no date: the law says \"reasonable\" and gives no number of days, 34 CFR 104.35"},
};

static const struct calendar *given_calendar(struct world *w, const char *file) {
    const struct calendar *c;
    FILE *in = fopen(file, "r");
    ck_assert(in != NULL);
    ck_assert_msg(calendar_read(&w->req, in, &w->answer, &c, &w->err), "%s", w->err.message);
    fclose(in);
    return c;
}

static int maybe(const char *text) { return text ? day(text) : DATE_NONE; }

START_TEST(the_sentence_says_how_the_date_comes_about) {
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    const struct calendar *c = given_calendar(&w, "tests/vectors/calendar.csv");
    for (size_t i = 0; i < COUNT(sentences); i++) {
        struct clock_answer a;
        struct clock_input in = {clock_rule_find(sentences[i].rule), day(sentences[i].on), maybe(sentences[i].referral),
                                 maybe(sentences[i].agreed), "on 2024-01-15, recorded by ann"};
        ck_assert_msg(clock_compute(w.mem, c, &in, &a, &w.err), "%s", w.err.message);
        ck_assert_str_eq(a.sentence, sentences[i].says);
    }
    world_close(&w);
}
END_TEST

START_TEST(pauses_that_meet_are_each_told_once) {
    static const struct calendar_row rows[] = {
        {2026, CALENDAR_FIRST_DAY, 0, 0, "", 0},           {2026, CALENDAR_LAST_DAY, 0, 0, "", 0},
        {2026, CALENDAR_BREAK, 0, 0, "Mid-year break", 0}, {2026, CALENDAR_BREAK, 0, 0, "", 0},
        {2027, CALENDAR_FIRST_DAY, 0, 0, "", 0},           {2027, CALENDAR_LAST_DAY, 0, 0, "", 0},
    };
    static const char *const dates[][2] = {{"2026-08-10", "2026-08-10"}, {"2027-06-11", "2027-06-11"},
                                           {"2027-05-17", "2027-05-25"}, {"2027-05-31", "2027-06-11"},
                                           {"2027-08-09", "2027-08-09"}, {"2028-06-09", "2028-06-09"}};
    struct calendar_row made[COUNT(rows)];
    struct mem *m = mem_new();
    struct clock_answer a;
    struct err e = {0};
    for (size_t i = 0; i < COUNT(rows); i++) {
        made[i] = rows[i];
        made[i].from = day(dates[i][0]);
        made[i].to = day(dates[i][1]);
    }
    const struct calendar *c = calendar_from_rows(m, made, COUNT(made));
    struct clock_input in = {clock_rule_find("parent-requested-meeting"), day("2027-05-14"), DATE_NONE, DATE_NONE,
                             NULL};
    ck_assert_msg(clock_compute(m, c, &in, &a, &e), "%s", e.message);
    ck_assert_str_eq(
        a.sentence,
        "due 2027-08-31: 30 days from 2027-05-14, paused 9 days for mid-year break (more than five "
        "schooldays) and 12 days for a break (more than five schooldays) and 58 days for summer, EC 56343.5");
    ck_assert_int_eq(a.paused_days, 9 + 12 + 58);
    mem_free(m);
}
END_TEST

/* ---- warnings and refusals ---- */

START_TEST(a_rule_of_the_end_of_the_year_that_leaves_little_or_no_time_is_warned_of) {
    struct world w;
    struct clock_answer a;
    world_open(&w, "elementary", "2026-09-14");
    const struct calendar *c = given_calendar(&w, "tests/vectors/calendar.csv");
    struct clock_input in = {clock_rule_find("iep-meeting"), day("2024-09-20"), day("2024-06-05"), DATE_NONE, NULL};
    ck_assert(clock_compute(w.mem, c, &in, &a, &w.err));
    ck_assert_msg(strstr(a.warning, "would give 2024-09-11, which had come when the consent did (2024-09-20)"), "%s",
                  a.warning);
    in.on = day("2024-09-11"); /* on the day itself, too */
    ck_assert(clock_compute(w.mem, c, &in, &a, &w.err));
    ck_assert(a.due > day("2024-09-11") && strstr(a.warning, "is not applied"));
    in.on = day("2024-09-10");
    ck_assert(clock_compute(w.mem, c, &in, &a, &w.err));
    ck_assert_int_eq(a.due, day("2024-09-11"));
    ck_assert_msg(strstr(a.warning, "leaves 1 day, from 2024-09-10 to 2024-09-11"), "%s", a.warning);
    in.on = day("2024-08-28"); /* 14 days */
    ck_assert(clock_compute(w.mem, c, &in, &a, &w.err));
    ck_assert_msg(strstr(a.warning, "leaves 14 days"), "%s", a.warning);
    in.on = day("2024-08-27"); /* 15 days */
    ck_assert(clock_compute(w.mem, c, &in, &a, &w.err));
    ck_assert_ptr_null(a.warning);
    in.on = day("2024-09-10");
    in.agreed = day("2024-10-01"); /* with an agreement in writing there is nothing left to look at */
    ck_assert(clock_compute(w.mem, c, &in, &a, &w.err));
    ck_assert_int_eq(a.due, day("2024-10-01"));
    ck_assert_int_eq(a.rolled, day("2024-10-01"));
    ck_assert_ptr_null(a.warning);
    world_close(&w);
}
END_TEST

static const struct {
    const char *rule, *on, *referral, *agreed;
    enum err_kind kind;
    const char *says;
} refusals[] = {
    {"assessment-plan", "2026-06-05", NULL, NULL, ERR_RULE,
     "2026-27 has no calendar here: 2026-06-11 lies in the summer"},
    {"assessment-plan", "2022-05-01", NULL, NULL, ERR_RULE,
     "2021-22 has no calendar here: 2022-05-01 cannot be counted"},
    {"assessment-plan", "2023-06-30", NULL, NULL, ERR_RULE, "2022-23 has no calendar"},
    {"iep-meeting", "2026-05-15", "2026-05-01", NULL, ERR_RULE, "2026-27"},
    {"iep-meeting", "2023-09-20", "2023-06-05", NULL, ERR_RULE,
     "2022-23 has no calendar here: whether 2023-06-05 was near its last day cannot be told"},
    {"pupil-records", "2026-06-25", NULL, NULL, ERR_RULE, "2026-27 has no calendar here: 2026-07-01 cannot be counted"},
    {"initial-iep-after-eligibility", "2026-06-10", NULL, NULL, ERR_RULE, "2026-27"},
    {"parent-decision", "2026-06-20", NULL, NULL, ERR_RULE, "2026-27"},
    {"iep-meeting", "2024-05-12", "2024-05-13", NULL, ERR_INPUT,
     "referral: 2024-05-13 is after the consent, 2024-05-12"},
    {"iep-meeting", "2024-05-12", "1989-12-31", NULL, ERR_INPUT, "referral: 1989-12-31 is not from 1990 to 2199"},
    {"assessment-plan", "2024-05-12", "2024-05-11", NULL, ERR_INPUT, "referral: assessment-plan has no referral date"},
    {"triennial", "2024-05-12", "2024-05-12", NULL, ERR_INPUT,
     "referral: triennial has no referral date; it starts with last"},
    {"section-504-response", "2024-05-12", "2024-05-12", NULL, ERR_INPUT,
     "referral: section-504-response has no referral date"},
    {"triennial", "1989-12-31", NULL, NULL, ERR_INPUT, "trigger: 1989-12-31 is not from 1990 to 2199"},
    {"annual-review", "2200-01-01", NULL, NULL, ERR_INPUT, "trigger: 2200-01-01 is not from 1990 to 2199"},
    {"assessment-plan", "2025-09-02", NULL, "2200-01-01", ERR_INPUT, "to: 2200-01-01 is not from 1990 to 2199"},
};

START_TEST(what_cannot_be_counted_is_refused_with_the_missing_year) {
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    const struct calendar *c = given_calendar(&w, "tests/vectors/calendar.csv");
    for (size_t i = 0; i < COUNT(refusals); i++) {
        struct clock_answer a;
        struct clock_input in = {clock_rule_find(refusals[i].rule), day(refusals[i].on), maybe(refusals[i].referral),
                                 maybe(refusals[i].agreed), NULL};
        struct err e = {0};
        ck_assert_msg(!clock_compute(w.mem, c, &in, &a, &e), "%s %s", refusals[i].rule, refusals[i].on);
        ck_assert_int_eq(e.kind, refusals[i].kind);
        ck_assert_msg(strstr(e.message, refusals[i].says), "%s %s: %s", refusals[i].rule, refusals[i].on, e.message);
    }
    world_close(&w);
}
END_TEST

void clock_rule_suite(Suite *s) {
    TCase *c = tcase_create("clock_rule");
    tcase_add_test(c, every_worked_answer_comes_out_byte_for_byte);
    tcase_add_test(c, without_a_database_the_calendar_is_that_of_a_file);
    tcase_add_test(c, cases_that_cannot_be_read_are_refused_with_their_row);
    tcase_add_test(c, every_rule_has_its_citation_its_source_and_its_day);
    tcase_add_test(c, ten_thousand_random_calendars_agree_with_a_count_day_by_day);
    tcase_add_test(c, the_sentence_says_how_the_date_comes_about);
    tcase_add_test(c, pauses_that_meet_are_each_told_once);
    tcase_add_test(c, a_rule_of_the_end_of_the_year_that_leaves_little_or_no_time_is_warned_of);
    tcase_add_test(c, what_cannot_be_counted_is_refused_with_the_missing_year);
    suite_add_tcase(s, c);
}
