/* The school year, and the school with its settings. The calendar and the trail
 * have files of their own. */
#include "base/date.h"
#include "base/db.h"
#include "compliance/school/school.h"
#include "compliance/school/year.h"
#include "tests/suites.h"
#include "tests/support/look.h"
#include "tests/support/stored.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- the school year */

START_TEST(a_school_year_is_written_one_way_only) {
    static const struct {
        const char *text;
        int year; /* 0: refused */
    } cases[] = {
        {"2026-27", 2026}, {"1999-00", 1999},     {"2099-00", 2099}, {"1900-01", 1900}, {"9998-99", 9998},
        {"2026-28", 0},    {"2026-26", 0},        {"2026", 0},       {"26-27", 0},      {"2026-2027", 0},
        {"2026/27", 0},    {"2026-2O", 0},        {" 2026-27", 0},   {"2026-27 ", 0},   {"", 0},
        {"20a6-27", 0},    {"-026-27", 0},        {"1899-00", 0},    {"0000-01", 0},    {"9999-00", 0},
        {"2026–27", 0},    {"2026\xE2\x80-7", 0}, {"2027-26", 0},    {"2026-2", 0},     {"2026-+7", 0},
    };
    struct mem *m = mem_new();
    for (size_t i = 0; i < COUNT(cases); i++) {
        int year = 0;
        bool ok = year_parse(cases[i].text, &year);
        ck_assert_msg(ok == (cases[i].year != 0), "\"%s\"", cases[i].text);
        ck_assert_msg(!ok || year == cases[i].year, "\"%s\" is %d", cases[i].text, year);
        if (ok)
            ck_assert_str_eq(year_text(m, year), cases[i].text);
    }
    mem_free(m);
}
END_TEST

START_TEST(a_school_year_runs_from_july_1_to_june_30) {
    static const struct {
        int y, m, d, year;
    } cases[] = {{2026, 7, 1, 2026}, {2027, 6, 30, 2026}, {2026, 6, 30, 2025}, {2026, 12, 31, 2026},
                 {2027, 1, 1, 2026}, {2024, 2, 29, 2023}, {1999, 8, 15, 1999}};
    for (size_t i = 0; i < COUNT(cases); i++)
        ck_assert_int_eq(year_of(date_from(cases[i].y, cases[i].m, cases[i].d)), cases[i].year);
    for (int year = 1950; year < 2100; year++) {
        ck_assert_int_eq(year_begin(year), date_from(year, 7, 1));
        ck_assert_int_eq(year_end(year), date_from(year + 1, 6, 30));
        ck_assert_int_eq(year_end(year) + 1, year_begin(year + 1));
    }
}
END_TEST

/* ---- settings */

static const char *setting(struct world *w, enum setting s) {
    struct settings all;
    struct err e = {0};
    ck_assert_msg(school_settings(&w->req, &all, &e), "%s", e.message);
    return all.text[s];
}

static long setting_number(struct world *w, enum setting s) {
    struct settings all;
    struct err e = {0};
    ck_assert_msg(school_settings(&w->req, &all, &e), "%s", e.message);
    return all.number[s];
}

START_TEST(a_school_begins_with_the_defaults) {
    static const struct {
        enum setting s;
        long number;
    } numbers[] = {{SETTING_LEAD, 20},         {SETTING_SAFETY, 10}, {SETTING_REVIEW, 20},          {SETTING_SPARE, 10},
                   {SETTING_SCHOOL_DAYS, 180}, {SETTING_FLOOR, 10},  {SETTING_COPIES_PER_FAMILY, 1}};
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    for (size_t i = 0; i < COUNT(numbers); i++)
        ck_assert_int_eq(setting_number(&w, numbers[i].s), numbers[i].number);
    ck_assert_str_eq(setting(&w, SETTING_PRIORITY), "regular");
    ck_assert_ptr_null(setting(&w, SETTING_FUND));
    ck_assert_ptr_null(setting(&w, SETTING_CLOSED_TO_ORDERING));
    struct school school;
    struct err e = {0};
    ck_assert(school_load(&w.req, &school, &e));
    ck_assert_str_eq(school.code, "0042"); /* a text: its zeros are kept */
    ck_assert_str_eq(school.name, "Test School");
    ck_assert_str_eq(school.level, "elementary");
    world_close(&w);
}
END_TEST

static const struct {
    enum setting s;
    const char *word, *value, *note; /* note NULL: taken without a word */
} accepted[] = {
    {SETTING_LEAD, "lead=0", "0", NULL},
    {SETTING_LEAD, "lead=366", "366", NULL},
    {SETTING_SPARE, "spare=1000", "1000", NULL},
    {SETTING_SCHOOL_DAYS, "school_days=1", "1", NULL},
    {SETTING_FLOOR, "floor=1000000", "1000000", NULL},
    {SETTING_COPIES_PER_FAMILY, "copies_per_family=100", "100", NULL},
    {SETTING_FUND, "fund=010-0000", "010-0000", NULL},
    {SETTING_FUND, "fund=0100000", "0100000", "fund"},
    {SETTING_FUND, "fund=O10-0000", "O10-0000", "fund"},
    {SETTING_FUND, "fund=010-00000", "010-00000", "fund"},
    {SETTING_FUNCTIONAL_AREA, "functional_area=1110-1000-13027", "1110-1000-13027", NULL},
    {SETTING_FUNCTIONAL_AREA, "functional_area=1110-1000-1302A", "1110-1000-1302A", NULL},
    {SETTING_FUNCTIONAL_AREA, "functional_area=1110-1000-", "1110-1000-", "functional_area"},
    {SETTING_COMMITMENT_ITEM, "commitment_item=430001", "430001", NULL},
    {SETTING_COMMITMENT_ITEM, "commitment_item=43001", "43001", "commitment_item"},
    {SETTING_COST_CENTER, "cost_center=1234567", "1234567", NULL},
    {SETTING_COST_CENTER, "cost_center=12345678", "12345678", "cost_center"},
    {SETTING_EMAIL, "email=a.reyes@school.example", "a.reyes@school.example", NULL},
    {SETTING_EMAIL, "email=a.reyes", "a.reyes", "email"},
    {SETTING_PRIORITY, "'priority=same day'", "same day", NULL},
    {SETTING_PRIORITY, "priority=will-call", "will-call", NULL},
    {SETTING_REQUESTER, "'requester=A. Reyes — 한국어'", "A. Reyes — 한국어", NULL},
    {SETTING_PURPOSE, "'purpose=%s%n $1; --'", "%s%n $1; --", NULL},
    {SETTING_PURPOSE, "purpose=a=b=c", "a=b=c", NULL},
    {SETTING_CLOSED_TO_ORDERING, "closed_to_ordering=2027-06-15..2027-07-10", "2027-06-15..2027-07-10", NULL},
    {SETTING_CLOSED_TO_ORDERING, "closed_to_ordering=2027-06-15..2027-06-15,2026-12-21..2027-01-08",
     "2027-06-15..2027-06-15,2026-12-21..2027-01-08", NULL},
};

START_TEST(a_setting_is_kept_as_given_and_an_odd_one_with_a_warning) {
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    for (size_t i = 0; i < COUNT(accepted); i++) {
        expect_done(&w, mem_printf(w.mem, "school set %s", accepted[i].word), NULL, accepted[i].note);
        ck_assert_msg(w.answer.note_count == (accepted[i].note != NULL), "%s", accepted[i].word);
        ck_assert_msg(!accepted[i].note || noted(&w, "taken as it is"), "%s", accepted[i].word);
        ck_assert_str_eq(setting(&w, accepted[i].s), accepted[i].value);
        ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM trail"), (long)i + 2);
    }
    ck_assert_int_eq(setting_number(&w, SETTING_LEAD), 366);
    ck_assert_int_eq(setting_number(&w, SETTING_PURPOSE), INT_NONE);
    world_close(&w);
}
END_TEST

START_TEST(a_mistyped_code_is_mended_while_there_is_nothing_but_the_school) {
    static const char calendar[] = "school_year,kind,from,to,name\n2026-27,first_day,2026-08-13,,First\n"
                                   "2026-27,last_day,2027-06-10,,Last\n";
    static const char *const changes[] = {"stock receive esy.en 5", "language set Spanish 5",
                                          "user add anna --role clerk", "catalog set esy.en floor=5",
                                          "requisition new --purpose x"};
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct world w;
        world_open(&w, "elementary", "2026-09-14");
        expect_done(&w, "school set phone=5550142 code=417", NULL, "did you mean 0417?");
        ck_assert_str_eq(look_command(&w, w.answer.notes[0].next), "school set code=0417");
        expect_done(&w, "calendar import c.csv", calendar, NULL);
        expect_done(&w, "school set code=0417", NULL, "Set: code=0417");
        ck_assert_uint_eq(w.answer.note_count, 0);
        ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM school WHERE code = '0417'"), 1);
        expect_done(&w, "school add --name Other --code 43x --level middle", NULL, "school set code=VALUE");
        w.req.school = 1;
        expect_refused(&w, "school set code=43x", NULL, ERR_CONFLICT, "there is a school 43x");
        expect_done(&w, changes[i], NULL, NULL);
        if (i != 2) /* or else the tester may not */
            expect_refused(&w, "school set code=0418", NULL, ERR_RULE, "papers and backups bear it");
        ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM school WHERE code = '0417'"), 1);
        world_close(&w);
    }
}
END_TEST

START_TEST(a_setting_out_of_bounds_is_refused) {
    static const struct {
        const char *word, *says;
    } cases[] = {
        {"lead=-1", "lead"},
        {"lead=367", "0 to 366"},
        {"lead=1O", "a letter O?"},
        {"lead=1.5", "not a number"},
        {"lead=99999999999999999999", "0 to 366"},
        {"lead=0x10", "not a number"},
        {"safety=367", "0 to 366"},
        {"review=367", "0 to 366"},
        {"spare=1001", "0 to 1000"},
        {"school_days=0", "1 to 366"},
        {"floor=1000001", "0 to 1000000"},
        {"copies_per_family=101", "0 to 100"},
        {"priority=Regular", "none of regular, same day, overnight, will-call"},
        {"priority=yesterday", "none of"},
        {"closed_to_ordering=soon", "2027-06-15..2027-07-10"},
        {"closed_to_ordering=2027-06-15", "2027-06-15..2027-07-10"},
        {"closed_to_ordering=2027-06-15..", "write it like"},
        {"closed_to_ordering=2027-07-10..2027-06-15", "write it like"},
        {"closed_to_ordering=2027-02-29..2027-03-10", "write it like"},
        {"closed_to_ordering=2027-06-15..2027-07-10,x", "write it like"},
        {"closed_to_ordering=,2027-06-15..2027-07-10", "write it like"},
        {"'closed_to_ordering=2027-06-15..2027-07-10, 2026-12-21..2027-01-08'", "write it like"},
        {"purpose=a\x1B[31m", "control character"},
        {"purpose=a\nb", "control character"},
        {"purpose=\xFFx", "UTF-8"},
        {"purpose=\xE2\x80\xAE"
         "abc",
         "control character"}, /* turns the line around */
        {"ledd=5", "Did you mean lead?"},
        {"requestor=x", "Did you mean requester?"},
        {"xyzzyplugh=1", "school show"},
        {"level=high", "none of elementary, middle, senior, span"},
        {"name=", "name is empty"},
        {"code=", "code is empty"},
        {"code='00 43'", "is not a location code; write four characters, like 0042"},
        {"lead", "KEY=VALUE"},
        {"=5", "KEY=VALUE"},
        {"", "KEY=VALUE"},
        {"lead=5 spare=x", "spare"}, /* one bad among good: none */
        {"name=Other fund=1 closed_to_ordering=x", "closed_to_ordering"},
    };
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    for (size_t i = 0; i < COUNT(cases); i++)
        expect_refused(&w, mem_printf(w.mem, "school set %s", cases[i].word), NULL, ERR_INPUT, cases[i].says);
    char *longest = mem_alloc(w.mem, 202);
    memset(longest, 'x', 201);
    expect_refused(&w, mem_printf(w.mem, "school set purpose=%s", longest), NULL, ERR_INPUT, "at most 200");
    expect_done(&w, mem_printf(w.mem, "school set purpose=%s", longest + 1), NULL, NULL);
    world_close(&w);
}
END_TEST

START_TEST(every_setting_that_is_wrong_is_told_and_none_is_stored) {
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    expect_refused(&w, "school set lead=x phone=1 fnud=2 spare=1001", NULL, ERR_INPUT, "");
    ck_assert(!world_run(&w, "school set lead=x phone=1 fnud=2 spare=1001"));
    ck_assert_uint_eq(w.req.problems.count, 3);
    ck_assert_str_eq(w.req.problems.list[0].field, "lead");
    ck_assert(strstr(w.req.problems.list[1].message, "there is no setting \"fnud\". Did you mean fund?"));
    ck_assert_str_eq(w.req.problems.list[2].field, "spare");
    expect_refused(&w, "school add --name '' --code '' --level middle", NULL, ERR_INPUT, "name is empty");
    ck_assert(!world_run(&w, "school add --name '' --code '' --level middle"));
    ck_assert_uint_eq(w.req.problems.count, 2);
    world_close(&w);
}
END_TEST

START_TEST(the_school_is_read_under_the_names_by_which_it_is_set) {
    struct world w;
    struct settings all;
    struct err e = {0};
    world_open(&w, "elementary", "2026-09-14");
    const struct param *key = NULL;
    for (size_t i = 0; i < school_verbs.count; i++)
        if (strcmp(school_verbs.list[i].name, "set") == 0)
            key = school_verbs.list[i].params;
    look_done(&w, "school show");
    ck_assert(school_settings(&w.req, &all, &e));
    size_t n = 0;
    for (; key->words[n]; n++) {
        const char *shown = look_text(&w.answer, 0, key->words[n]); /* fails where there is no such column */
        ck_assert_pstr_eq(shown, n < SETTINGS ? all.text[n] : shown);
    }
    ck_assert_uint_eq(n, SETTINGS + 3); /* code, name, level */
    ck_assert_str_eq(look_text(&w.answer, 0, "name"), "Test School");
    look_done(&w, "school set lead=5 name=Other");
    ck_assert_str_eq(look_text(&w.answer, 0, "lead"), "5"); /* and is answered in the same way */
    ck_assert_str_eq(look_text(&w.answer, 0, "name"), "Other");
    world_close(&w);
}
END_TEST

START_TEST(a_setting_taken_away_has_its_default_again) {
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    expect_done(&w, "school set lead=5 fund=010-0000 priority=overnight", NULL, NULL);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM setting"), 3);
    expect_done(&w, "school set lead= fund= priority=", NULL, NULL);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM setting"), 0);
    ck_assert_int_eq(setting_number(&w, SETTING_LEAD), 20);
    ck_assert_str_eq(setting(&w, SETTING_PRIORITY), "regular");
    ck_assert_ptr_null(setting(&w, SETTING_FUND));
    world_close(&w);
}
END_TEST

START_TEST(what_the_paper_needs_and_lacks_is_named) {
    struct world w;
    struct settings s;
    struct err e = {0};
    struct answer a = {0};
    world_open(&w, "elementary", "2026-09-14");
    ck_assert(school_settings(&w.req, &s, &e));
    school_note_missing(&w.req, &s, &a);
    ck_assert_uint_eq(a.note_count, 1);
    ck_assert(strstr(a.notes[0].words, "until they are set: region, requester, requester_title, phone, email"));
    ck_assert_str_eq(look_command(&w, a.notes[0].next),
                     "school set region=VALUE requester=VALUE requester_title=VALUE phone=VALUE email=VALUE");
    expect_done(&w, "school set region=East requester=A requester_title=B phone=1", NULL, NULL);
    ck_assert(school_settings(&w.req, &s, &e));
    a = (struct answer){0};
    school_note_missing(&w.req, &s, &a);
    ck_assert_uint_eq(a.note_count, 1);
    ck_assert_str_eq(look_command(&w, a.notes[0].next), "school set email=VALUE");
    expect_done(&w, "school set email=a@b", NULL, NULL);
    ck_assert(school_settings(&w.req, &s, &e));
    a = (struct answer){0};
    school_note_missing(&w.req, &s, &a);
    ck_assert_uint_eq(a.note_count, 0);
    world_close(&w);
}
END_TEST

START_TEST(ordering_is_closed_on_the_days_of_the_ranges) {
    static const struct {
        const char *ranges, *date, *until; /* until NULL: open */
    } cases[] = {
        {"2027-06-15..2027-07-10", "2027-06-14", NULL},
        {"2027-06-15..2027-07-10", "2027-06-15", "2027-07-10"},
        {"2027-06-15..2027-07-10", "2027-07-10", "2027-07-10"},
        {"2027-06-15..2027-07-10", "2027-07-11", NULL},
        {"2027-06-15..2027-07-10,2026-12-21..2027-01-08", "2026-12-31", "2027-01-08"},
        {"2027-06-15..2027-07-10,2026-12-21..2027-01-08", "2027-06-30", "2027-07-10"},
        {"2027-06-15..2027-07-10,2026-12-21..2027-01-08", "2027-02-01", NULL},
        {"2027-06-15..2027-06-15", "2027-06-15", "2027-06-15"},
        {"", "2027-06-15", NULL},
        {NULL, "2027-06-15", NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int date, expected = 0, until = 0;
        ck_assert(date_parse_iso(cases[i].date, &date));
        ck_assert(!cases[i].until || date_parse_iso(cases[i].until, &expected));
        ck_assert_int_eq(school_is_closed_to_ordering(cases[i].ranges, date, &until), cases[i].until != NULL);
        ck_assert_int_eq(until, expected);
    }
}
END_TEST

/* ---- schools */

START_TEST(a_location_code_is_four_characters_and_another_is_taken_with_a_warning) {
    static const struct {
        const char *code;
        bool odd;
    } cases[] = {{"0099", false}, {"1234", false}, {"1A2b", false}, {"99", true}, {"00999", true}, {"12-4", true}};
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    for (size_t i = 0; i < COUNT(cases); i++) {
        expect_done(&w, mem_printf(w.mem, "school add --name 'School %zu' --code %s --level middle", i, cases[i].code),
                    NULL, NULL);
        ck_assert_msg(w.answer.note_count == cases[i].odd, "%s", cases[i].code);
        ck_assert(!cases[i].odd || noted(&w, cases[i].code));
        struct query *q = sql(w.db, "SELECT count(*) FROM school WHERE code = $1");
        sql_text(q, cases[i].code);
        ck_assert(sql_row(q));
        ck_assert_int_eq(sql_get_int(q, 0), 1);
        ck_assert(sql_end(q, &w.err));
    }
    world_close(&w);
}
END_TEST

START_TEST(a_school_that_cannot_be_is_refused) {
    static const struct {
        const char *options;
        enum err_kind kind;
        const char *says;
    } cases[] = {
        {"--name A --code 0042 --level middle", ERR_CONFLICT, "a school 0042"},
        {"--name A --code '' --level middle", ERR_INPUT, "code is empty"},
        {"--name A --code '00 9' --level middle", ERR_INPUT,
         "is not a location code; write four characters, like 0042"},
        {"--name A --code 123456789012345678901 --level middle", ERR_INPUT, "21 bytes long; at most 20 are kept"},
        {"--name A --code 00\x07"
         "1 --level middle",
         ERR_INPUT, "control character"},
        {"--name A --code \xC3( --level middle", ERR_INPUT, "UTF-8"},
        {"--name '' --code 0043 --level middle", ERR_INPUT, "name is empty"},
        {"--name A\xFF --code 0043 --level middle", ERR_INPUT, "UTF-8"},
        {"--name A --code 0043 --level high", ERR_INPUT, "none of elementary, middle, senior, span"},
        {"--name A --code 0043", ERR_INPUT, "--level LEVEL is missing"},
        {"--name A --level middle", ERR_INPUT, "--code 1234 is missing"},
    };
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    for (size_t i = 0; i < COUNT(cases); i++)
        expect_refused(&w, mem_printf(w.mem, "school add %s", cases[i].options), NULL, cases[i].kind, cases[i].says);
    ck_assert_int_eq(w.req.school, 1); /* and the request is still about the first */
    world_close(&w);
}
END_TEST

START_TEST(of_several_schools_one_must_be_named) {
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    w.req.school = 0;
    w.err = (struct err){0};
    ck_assert(school_choose(&w.req, NULL, &w.err)); /* the only one */
    ck_assert_int_eq(w.req.school, 1);
    expect_done(&w, "school add --name Second --code 0043 --level senior", NULL, "0043");
    w.err = (struct err){0};
    ck_assert(!school_choose(&w.req, NULL, &w.err));
    ck_assert_int_eq(w.err.kind, ERR_INPUT);
    ck_assert(strstr(w.err.message, "this file has 2 schools (0042, 0043)") && strcmp(w.err.field, "school") == 0);
    w.err = (struct err){0};
    ck_assert(school_choose(&w.req, "0043", &w.err));
    ck_assert_int_eq(w.req.school, 2);
    ck_assert(!school_choose(&w.req, "43", &w.err));
    ck_assert_int_eq(w.err.kind, ERR_NOT_FOUND);
    ck_assert(strstr(w.err.message, "0042, 0043"));
    ck_assert_int_eq(w.req.school, 2);
    world_close(&w);
}
END_TEST

START_TEST(schools_of_one_file_do_not_see_each_other) {
    struct world w;
    world_open(&w, "elementary", "2026-09-14");
    expect_done(&w, "school set lead=5", NULL, NULL);
    expect_done(&w, "school add --name Second --code 0043 --level senior", NULL, NULL);
    w.req.school = 2;
    ck_assert_int_eq(setting_number(&w, SETTING_LEAD), 20);
    expect_done(&w, "school set lead=7 'name=The Second' level=span", NULL, NULL);
    expect_done(&w, "catalog set lre.en floor=33", NULL, NULL);
    expect_done(&w, "stock adjust lre.en 8 --reason opening", NULL, NULL);
    w.req.school = 1;
    ck_assert_int_eq(setting_number(&w, SETTING_LEAD), 5);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM item WHERE school = 1 AND floor IS NOT NULL"), 0);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM movement WHERE school = 1"), 0);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM school WHERE name = 'Test School' AND level = 'elementary'"),
                     1);
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM school WHERE name = 'The Second' AND level = 'span'"), 1);
    ck_assert_int_eq(world_count(&w, "SELECT min(id) * 100 + max(id) FROM trail WHERE school = 2"), 105);
    world_close(&w);
}
END_TEST

void school_suite(Suite *s) {
    TCase *c = tcase_create("school");
    tcase_add_test(c, a_school_year_is_written_one_way_only);
    tcase_add_test(c, a_school_year_runs_from_july_1_to_june_30);
    tcase_add_test(c, a_school_begins_with_the_defaults);
    tcase_add_test(c, a_setting_is_kept_as_given_and_an_odd_one_with_a_warning);
    tcase_add_test(c, a_mistyped_code_is_mended_while_there_is_nothing_but_the_school);
    tcase_add_test(c, a_setting_out_of_bounds_is_refused);
    tcase_add_test(c, every_setting_that_is_wrong_is_told_and_none_is_stored);
    tcase_add_test(c, the_school_is_read_under_the_names_by_which_it_is_set);
    tcase_add_test(c, a_setting_taken_away_has_its_default_again);
    tcase_add_test(c, what_the_paper_needs_and_lacks_is_named);
    tcase_add_test(c, ordering_is_closed_on_the_days_of_the_ranges);
    tcase_add_test(c, a_location_code_is_four_characters_and_another_is_taken_with_a_warning);
    tcase_add_test(c, a_school_that_cannot_be_is_refused);
    tcase_add_test(c, of_several_schools_one_must_be_named);
    tcase_add_test(c, schools_of_one_file_do_not_see_each_other);
    suite_add_tcase(s, c);
}
