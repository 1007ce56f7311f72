/* How a school year stands, computed a second time, day by day, on years made up from a seed. */
#include "compliance/duty/designee.h"
#include "compliance/school/year.h"
#include "tests/suites.h"
#include "tests/support/look.h"
#include "tests/support/model.h"

#include <string.h>

static struct world w;

enum { YEARS = 20000, SHIFTS_MOST = 6 };

struct drawn { /* a school year made up */
    int year, today;
    struct assignment list[SHIFTS_MOST];
    size_t count;
    struct calendar_row rows[8];
    size_t row_count;
};

static void draw_year(struct dice *d, struct drawn *y) {
    *y = (struct drawn){.year = (int)dice_from(d, 2015, 2045)};
    int begin = year_begin(y->year), end = year_end(y->year), at = begin + (int)dice_from(d, 0, 130);
    y->today = (int)dice_from(d, begin - 10, end + 40);
    while (y->count < SHIFTS_MOST && at <= end && !dice_one_in(d, 4)) {
        struct assignment *a = &y->list[y->count++];
        *a = (struct assignment){.year = y->year, .stands = true, .from = at, .portal_entered = DATE_NONE};
        for (int i = 0; i < DESIGNEE_DATES; i++)
            a->date[i] = DATE_NONE;
        if (dice_one_in(d, 2))
            a->date[DESIGNEE_PORTAL] = (int)dice_from(d, begin, dice_one_in(d, 2) ? begin + 100 : end);
        a->to = (int)dice_from(d, at, end);
        at = a->to + 1 + (dice_one_in(d, 2) ? 0 : (int)dice_from(d, 1, 60));
        if (dice_one_in(d, 3)) {
            a->to = DATE_NONE;
            break;
        }
    }
    if (dice_one_in(d, 2))
        return;
    y->rows[y->row_count++] = (struct calendar_row){.year = y->year, .kind = CALENDAR_FIRST_DAY, .from = begin + 40};
    y->rows[y->row_count++] = (struct calendar_row){.year = y->year, .kind = CALENDAR_LAST_DAY, .from = end - 20};
    for (int i = 0; i < 3; i++) {
        int from = date_from(y->year, 9, (int)dice_from(d, 20, 30));
        y->rows[y->row_count++] = (struct calendar_row){.year = y->year,
                                                        .kind = dice_one_in(d, 2) ? CALENDAR_HOLIDAY : CALENDAR_BREAK,
                                                        .from = from,
                                                        .to = from + (int)dice_from(d, 0, 4)};
    }
    for (size_t i = 0; i < 2; i++)
        y->rows[i].to = y->rows[i].from;
}

/* Whether somebody is the designee on the day. */
static bool held(const struct drawn *y, int date) {
    for (size_t i = 0; i < y->count; i++)
        if (date >= y->list[i].from && date <= year_end(y->year) &&
            (y->list[i].to == DATE_NONE || date <= y->list[i].to))
            return true;
    return false;
}

static bool is_missing(const struct drawn *y, int date) {
    int october = date_from(y->year, 10, 1), start = october;
    for (size_t i = 0; i < y->count; i++)
        start = y->list[i].from < start ? y->list[i].from : start;
    return date >= start && date <= y->today && date >= year_begin(y->year) && date <= year_end(y->year) &&
           !held(y, date);
}

static const char *simple_status(const struct drawn *y) {
    const int due = date_from(y->year, 9, 30);
    bool any = false, in_time = false;
    for (size_t i = 0; i < y->count; i++) {
        any = any || y->list[i].date[DESIGNEE_PORTAL] != DATE_NONE;
        in_time = in_time || (y->list[i].date[DESIGNEE_PORTAL] != DATE_NONE && y->list[i].date[DESIGNEE_PORTAL] <= due);
    }
    return in_time ? "met" : any ? "late" : y->today > due ? "past due" : "open";
}

static int simple_act_by(const struct drawn *y) {
    for (int d = date_from(y->year, 9, 30);; d--) {
        bool off = date_weekday(d) == SATURDAY || date_weekday(d) == SUNDAY;
        for (size_t i = 0; i < y->row_count; i++)
            off = off || (y->rows[i].kind == CALENDAR_HOLIDAY && d >= y->rows[i].from && d <= y->rows[i].to);
        if (!off)
            return d;
    }
}

static void compare_gaps(const struct drawn *y, const struct designee_state *s, long seed) {
    const struct designee_gap *gaps = s->gaps.list;
    size_t at = 0;
    long days = 0;
    for (int d = year_begin(y->year) - 20; d <= year_end(y->year) + 50; d++) {
        while (at < s->gaps.count && gaps[at].to < d)
            at++;
        bool in_gap = at < s->gaps.count && d >= gaps[at].from;
        ck_assert_msg(in_gap == is_missing(y, d), "seed %ld: %d-%02d, day %d of the year", seed, y->year,
                      (y->year + 1) % 100, d - year_begin(y->year));
        days += in_gap;
    }
    ck_assert_int_eq(days, s->gap_days);
    for (size_t i = 0; i + 1 < s->gaps.count; i++)
        ck_assert_int_gt(gaps[i + 1].from, gaps[i].to + 1); /* two that touch are one */
}

START_TEST(random_years_are_judged_as_a_count_day_by_day_judges_them) {
    long of[4] = {0}, with_gaps = 0, moved = 0;
    struct mem *m = mem_new();
    for (long seed = 1; seed <= YEARS; seed++, mem_reset(m)) {
        struct dice d = {(unsigned long)seed};
        struct drawn y;
        struct designee_state s;
        draw_year(&d, &y);
        const struct assignments all = {.list = y.list, .count = y.count};
        const struct calendar *c = calendar_from_rows(m, y.rows, y.row_count);
        designee_judge(m, &all, c, y.year, y.today, &s);
        ck_assert_msg(strcmp(designee_status_words[s.status], simple_status(&y)) == 0, "seed %ld: %s, not %s", seed,
                      designee_status_words[s.status], simple_status(&y));
        ck_assert_msg(s.act_by == simple_act_by(&y), "seed %ld: act by", seed);
        int until = y.today < year_end(y.year) ? y.today : year_end(y.year);
        ck_assert_msg((s.present != NULL) == held(&y, until), "seed %ld: present", seed);
        compare_gaps(&y, &s, seed);
        of[s.status]++;
        with_gaps += s.gaps.count > 0;
        moved += s.act_by != s.due;
    }
    mem_free(m);
    for (int i = 0; i < 4; i++)
        ck_assert_int_gt(of[i], YEARS / 50); /* all of it was seen */
    ck_assert_int_gt(with_gaps, YEARS / 10);
    ck_assert_int_gt(moved, YEARS / 10);
}
END_TEST

/* The same through the commands: what is stored, read again and judged is what was drawn. */
START_TEST(random_years_recorded_by_command_are_judged_the_same) {
    for (long seed = 1; seed <= 40; seed++) {
        struct dice d = {(unsigned long)seed + 1000000};
        struct drawn y;
        draw_year(&d, &y);
        world_open(&w, "senior", "2099-01-01");
        w.req.today = year_end(y.year) + 30;
        for (size_t i = 0; i < y.count; i++) {
            const struct assignment *a = &y.list[i];
            const char *portal = date_iso(w.mem, a->date[DESIGNEE_PORTAL]), *year = year_text(w.mem, y.year);
            bool follows = i > 0 && y.list[i - 1].to + 1 == a->from;
            look_done(&w, mem_printf(w.mem, "designee %s P%zu --class 'Office Technician' --from %s --year %s %s%s",
                                     follows ? "reassign" : "record", i, date_iso(w.mem, a->from), year,
                                     portal ? "--portal " : "", portal ? portal : ""));
            bool next_follows = i + 1 < y.count && y.list[i + 1].from == a->to + 1;
            if (a->to != DATE_NONE && !next_follows)
                look_done(&w,
                          mem_printf(w.mem, "designee end --on %s --reason x --year %s", date_iso(w.mem, a->to), year));
        }
        w.req.today = y.today;
        struct designee_state s;
        ck_assert_msg(designee_load(&w.req, y.year, &s, &w.err), "%s", w.err.message);
        ck_assert_str_eq(designee_status_words[s.status], simple_status(&y));
        compare_gaps(&y, &s, seed);
        ck_assert(world_is_sound(&w));
        world_close(&w);
    }
}
END_TEST

void designee_random_suite(Suite *s) {
    TCase *c = tcase_create("random");
    tcase_add_test(c, random_years_are_judged_as_a_count_day_by_day_judges_them);
    tcase_add_test(c, random_years_recorded_by_command_are_judged_the_same);
    suite_add_tcase(s, c);
}
