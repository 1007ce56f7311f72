/* The five business days of a record request, against a count with pencil and paper on random calendars; and the
 * calendar file of meetings. */
#include "base/db.h"
#include "compliance/cases/register_input.h"
#include "compliance/school/calendar.h"
#include "tests/suites.h"
#include "tests/support/look.h"
#include "tests/support/model.h"
#include "tests/support/stored.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- due ---- */

static const struct {
    const char *asked, *due;
    bool known;
} due_cases[] = {
    {"2026-09-08", "2026-09-15", true},  /* Tuesday to Tuesday */
    {"2026-09-11", "2026-09-18", true},  /* Friday */
    {"2026-09-12", "2026-09-18", true},  /* asked on a Saturday: Monday is the first */
    {"2026-09-03", "2026-09-11", true},  /* over Labor Day */
    {"2026-11-24", "2026-12-03", true},  /* over Thanksgiving, two holidays, though the week is a break */
    {"2026-12-24", "2027-01-04", true},  /* over Christmas, which is no holiday row here but the 25th, and New Year */
    {"2027-06-28", "2027-07-05", false}, /* beyond what is loaded: weekends only, and said so */
    {"2026-06-29", "2026-07-06", false},
};

START_TEST(a_request_is_due_five_business_days_after_the_day_it_was_asked) {
    struct world w;
    world_open(&w, "senior", "2028-01-03");
    look_done_file(&w, "calendar import c.csv",
                   "school_year,kind,from,to,name\n2026-27,first_day,2026-08-13,,a\n2026-27,last_day,2027-06-10,,b\n"
                   "2026-27,break,2026-11-23,2026-11-27,c\n2026-27,holiday,2026-11-26,2026-11-27,d\n"
                   "2026-27,holiday,2026-09-07,,e\n2026-27,holiday,2026-12-25,,f\n2026-27,holiday,2027-01-01,,g\n"
                   "2026-27,no_school,2026-09-14,,h\n2026-27,closure,2026-09-15,,i\n");
    for (size_t i = 0; i < COUNT(due_cases); i++) {
        look_done(&w, mem_printf(w.mem, "records add --ref 'blue %zu' --on %s", i, due_cases[i].asked));
        ck_assert_msg(strcmp(look_text(&w.answer, 0, "due"), due_cases[i].due) == 0, "%s: %s, not %s",
                      due_cases[i].asked, look_text(&w.answer, 0, "due"), due_cases[i].due);
        ck_assert_msg(!strstr(w.answer.text, "holidays not checked") == due_cases[i].known, "%s: %s",
                      due_cases[i].asked, w.answer.text);
    }
    world_close(&w);
}
END_TEST

enum { CALENDARS = 40, REQUESTS = 25 };

/* Day by day: from the one after, count those that are Monday to Friday and in no holiday. */
static int simple_due(const bool *holiday, int begin, int asked) {
    int day = asked;
    for (int counted = 0; counted < 5;) {
        day++;
        int weekday = ((day % 7) + 7 + 4) % 7; /* 1970-01-01 was a Thursday */
        if (weekday != 0 && weekday != 6 && !holiday[day - begin])
            counted++;
    }
    return day;
}

START_TEST(due_is_what_a_count_by_hand_gives_on_random_calendars) {
    for (int c = 0; c < CALENDARS; c++) {
        struct world w;
        struct dice d = {(unsigned long)c + 7};
        struct calendar_row rows[40] = {
            {2026, CALENDAR_FIRST_DAY, date_from(2026, 8, 13), date_from(2026, 8, 13), "a", 0},
            {2026, CALENDAR_LAST_DAY, date_from(2027, 6, 10), date_from(2027, 6, 10), "b", 0}};
        size_t n = 2;
        bool holiday[365] = {false};
        int begin = date_from(2026, 7, 1);
        world_open(&w, "senior", "2027-06-30");
        for (; n < 40; n++) {
            int from = begin + (int)n * 9 - 18 + (int)dice_from(&d, 0, 8), to = from + (int)dice_from(&d, 0, 3);
            enum calendar_kind kind = dice_one_in(&d, 2) ? CALENDAR_HOLIDAY : CALENDAR_NO_SCHOOL;
            rows[n] = (struct calendar_row){2026, kind, from, to, mem_printf(w.mem, "row %zu", n), 0};
            for (int day = from; day <= to; day++)
                holiday[day - begin] = holiday[day - begin] || kind == CALENDAR_HOLIDAY;
        }
        struct err e = {0};
        ck_assert(db_begin(w.db, 0, &e));
        bool stored_all = calendar_store(&w.req, rows, n, &e);
        db_witness(w.db);
        ck_assert_msg(db_end(w.db, stored_all, &e), "%s", e.message);
        for (int i = 0; i < REQUESTS; i++) {
            int asked = begin + (int)dice_from(&d, 0, 329);
            look_done(&w, mem_printf(w.mem, "records add --ref %d --on %s", i, date_iso(w.mem, asked)));
            ck_assert_str_eq(look_text(&w.answer, 0, "due"), date_iso(w.mem, simple_due(holiday, begin, asked)));
        }
        world_close(&w);
    }
}
END_TEST

/* ---- times of day ---- */

START_TEST(a_time_is_read_as_people_write_it) {
    static const struct {
        const char *text;
        int time; /* as 1430; -1: none */
        bool night;
    } cases[] = {
        {"14:30", 1430, false},    {"9:05", 905, false},    {"0:00", 0, true},       {"23:59", 2359, false},
        {"2:30pm", 1430, false},   {"2pm", 1400, false},    {"2 PM", 1400, false},   {"12am", 0, false},
        {"12:15 pm", 1215, false}, {"12:01AM", 1, false},   {"11 am", 1100, false},  {"24:00", -1, false},
        {"9", 900, false},         {"7", 700, false},       {"18", 1800, false},     {"19", -1, false},
        {"0", -1, false},          {"2", 200, true},        {"6", 600, true},        {"6:59", 659, true},
        {"7:00", 700, false},      {"02:30", 230, true},    {"2:30am", 230, false},  {"", -1, false},
        {"9.30", -1, false},       {"-1:00", -1, false},    {"9:300", -1, false},    {"009:30", -1, false},
        {"noon", -1, false},       {"13:00 pm", -1, false}, {"9:30 pmx", -1, false}, {"9:30  pm", -1, false},
        {":30", -1, false},        {"9:", -1, false},       {"0 pm", -1, false},     {"9 o'clock", -1, false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct register_hour t;
        bool is = register_time(cases[i].text, &t);
        ck_assert_msg(is == (cases[i].time >= 0), "%s", cases[i].text);
        ck_assert_msg(!is || (t.hour * 100 + t.minute == cases[i].time && t.night == cases[i].night), "%s: %d:%02d",
                      cases[i].text, t.hour, t.minute);
    }
}
END_TEST

START_TEST(a_meeting_at_night_is_asked_about_and_not_entered) {
    static const struct {
        const char *at, *says;
    } cases[] = {
        {"2:30", "at: 2:30 is at night; write 14:30 or 2:30pm (for the night, 2:30am)"},
        {"02:30", "at: 02:30 is at night; write 14:30 or 2:30pm"},
        {"3", "at: 3 is at night; write 15:00 or 3:00pm"},
        {"0:15", "at: 0:15 is at night; write 12:15 or 12:15pm"},
        {"19", "write it like 14:30 or 2:30pm"},
    };
    struct world w;
    world_open(&w, "senior", "2026-09-15");
    for (size_t i = 0; i < COUNT(cases); i++)
        expect_refused(&w, mem_printf(w.mem, "meeting add iep --on 2026-10-05 --at %s --place x", cases[i].at), NULL,
                       ERR_INPUT, cases[i].says);
    look_done(&w, "meeting add iep --on 2026-10-05 --at 9 --place x");
    ck_assert_str_eq(look_text(&w.answer, 0, "at"), "09:00");
    expect_refused(&w, "meeting move 1 --on 2026-10-06 --at 2:30", NULL, ERR_INPUT, "2:30 is at night");
    look_done(&w, "meeting move 1 --on 2026-10-06 --at 2pm");
    ck_assert_str_eq(look_text(&w.answer, 0, "at"), "14:00");
    look_done(&w, "meeting move 1 --on 2026-10-06 --at 6:30am");
    ck_assert_str_eq(look_text(&w.answer, 0, "at"), "06:30");
    world_close(&w);
}
END_TEST

/* ---- calendar files ---- */

static const char *ics(struct world *w, const char *line) {
    look_done(w, line);
    return mem_text(w->mem, w->answer.bytes.data);
}

static int occurs(const char *text, const char *words) {
    int n = 0;
    for (; (text = strstr(text, words)) != NULL; text++)
        n++;
    return n;
}

START_TEST(a_meeting_keeps_its_place_in_a_calendar_program_when_it_is_moved_or_called_off) {
    struct world w;
    world_open(&w, "senior", "2026-09-15");
    look_done(&w, "meeting add virtual-iep --on 2026-10-05 --at 23:30 --place 'Room 12; Zoom, too' --minutes 45 --link "
                  "https://example.org/j/1 --interpreter Español --ref 'blue 7'");
    const char *first = ics(&w, "meeting ics --out F");
    ck_assert_str_eq(ics(&w, "meeting ics 1 --out F"), first); /* the same bytes each time */
    ck_assert(strstr(first, "DTSTART;TZID=America/Los_Angeles:20261005T233000\r\n"));
    ck_assert(strstr(first, "DTEND;TZID=America/Los_Angeles:20261006T001500\r\n")); /* the day after */
    ck_assert(strstr(first, "SEQUENCE:0\r\n") && strstr(first, "STATUS:CONFIRMED\r\n"));
    ck_assert(strstr(first, "LOCATION:Room 12\\; Zoom\\, too\r\n"));
    ck_assert_int_eq(occurs(first, "BEGIN:VALARM\r\n"), 2);
    const char *uid = strstr(first, "UID:meeting-1-");
    ck_assert_ptr_nonnull(uid);
    uid = mem_textn(w.mem, uid, strcspn(uid, "\r"));
    look_done(&w, "meeting remind 1"); /* is no change of the appointment */
    look_done(&w, "meeting move 1 --on 2026-10-12");
    const char *moved = ics(&w, "meeting ics --out F");
    ck_assert(strstr(moved, uid) && strstr(moved, "SEQUENCE:1\r\n") && strstr(moved, ":20261012T233000\r\n"));
    look_done(&w, "meeting done 1 --outcome cancelled");
    const char *off = ics(&w, "meeting ics --out F");
    ck_assert(strstr(off, uid) && strstr(off, "SEQUENCE:2\r\n") && strstr(off, "STATUS:CANCELLED\r\n"));
    ck_assert_int_eq(occurs(off, "BEGIN:VALARM"), 0);
    world_close(&w);
}
END_TEST

START_TEST(a_calendar_file_holds_the_meetings_that_lie_ahead) {
    struct world w;
    world_open(&w, "senior", "2026-09-15");
    expect_refused(&w, "meeting ics --out F", NULL, ERR_NOT_FOUND, "no meeting lies ahead");
    look_done(&w, "meeting add iep --on 2026-09-14 --at 9:00 --place x");
    look_done(&w, "meeting add iep --on 2026-09-15 --at 9:00 --place x");
    look_done(&w, "meeting add iep --on 2026-09-15 --at 10:00 --place x");
    look_done(&w, "meeting done 3");
    look_done(&w, "meeting add iep --on 2026-09-16 --at 9:00 --place x");
    look_done(&w, "meeting void 4 --reason mistyped");
    const char *text = ics(&w, "meeting ics --out F");
    ck_assert_int_eq(occurs(text, "BEGIN:VEVENT"), 2); /* today's that is open, and that which is void */
    ck_assert(strstr(text, "UID:meeting-2-") && strstr(text, "UID:meeting-4-"));
    ck_assert_int_eq(occurs(text, "STATUS:CANCELLED"), 1);
    ck_assert_str_eq(w.answer.file_name, "meetings.ics");
    ck_assert_int_eq(occurs(ics(&w, "meeting ics 1 --out F"), "UID:meeting-1-"), 1); /* asked for by its number */
    ck_assert_str_eq(w.answer.file_name, "meeting-1.ics");
    world_close(&w);
}
END_TEST

void register_due_suite(Suite *s) {
    TCase *c = tcase_create("due");
    tcase_add_test(c, a_request_is_due_five_business_days_after_the_day_it_was_asked);
    tcase_add_test(c, due_is_what_a_count_by_hand_gives_on_random_calendars);
    tcase_add_test(c, a_time_is_read_as_people_write_it);
    tcase_add_test(c, a_meeting_at_night_is_asked_about_and_not_entered);
    tcase_add_test(c, a_meeting_keeps_its_place_in_a_calendar_program_when_it_is_moved_or_called_off);
    tcase_add_test(c, a_calendar_file_holds_the_meetings_that_lie_ahead);
    suite_add_tcase(s, c);
}
