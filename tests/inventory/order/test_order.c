#include "base/fields.h"
#include "inventory/order/order.h"
#include "tests/suites.h"
#include "tests/support/look.h"
#include "tests/support/model.h"
#include "tests/support/stored.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* ---- the worked answers ---- */

enum { CELLS = 22, INPUTS = 17, CASES = 27 };

struct worked {
    char *cells[CELLS]; /* of one line of orders.csv */
};

/* Splits the file in place: no cell of it holds a comma. */
static size_t split_cases(char *text, struct worked *out) {
    size_t n = 0;
    char *save_line, *line = strtok_r(text, "\n", &save_line);
    for (line = strtok_r(NULL, "\n", &save_line); line && n < 100; line = strtok_r(NULL, "\n", &save_line), n++)
        for (int c = 0; c < CELLS; c++) {
            out[n].cells[c] = line;
            line = line ? strchr(line, ',') : NULL;
            if (line)
                *line++ = '\0';
        }
    return n;
}

static char *read_cases(struct mem *m) {
    FILE *f = fopen("tests/vectors/orders.csv", "r");
    char *text = mem_alloc(m, 65536);
    ck_assert_msg(f != NULL, "tests/vectors/orders.csv cannot be read: run from the repository's folder");
    ck_assert_uint_lt(fread(text, 1, 65535, f), 65535);
    fclose(f);
    return text;
}

static long number(const char *cell) { return *cell ? strtol(cell, NULL, 10) : INT_NONE; }

static struct order_input input_of(const struct worked *w) {
    long v[INPUTS];
    for (int c = 1; c < INPUTS; c++)
        v[c] = number(w->cells[c]);
    return (struct order_input){.issued = v[1],
                                .days_in_stock = v[2],
                                .families = v[3],
                                .copies_per_year = v[4],
                                .spare_pct = v[5],
                                .lead_days = v[6],
                                .safety_days = v[7],
                                .review_days = v[8],
                                .school_days = 180,
                                .floor = v[9],
                                .shelf_cap = v[10],
                                .copies_per_unit = v[11],
                                .on_hand = v[12],
                                .incoming = v[13],
                                .min_set = v[14],
                                .max_set = v[15],
                                .opening = v[16]};
}

START_TEST(every_worked_answer_comes_out_of_the_formula) {
    struct mem *m = mem_new();
    struct worked cases[100];
    size_t n = split_cases(read_cases(m), cases);
    ck_assert_uint_eq(n, CASES);
    for (size_t i = 0; i < n; i++) {
        struct order_input in = input_of(&cases[i]);
        struct order_answer out;
        struct err e = {0};
        char **want = &cases[i].cells[INPUTS];
        bool ok = order_compute(&in, &out, &e);
        ck_assert_msg(ok == (strcmp(want[2], "refused") != 0), "%s: %s", cases[i].cells[0], e.message);
        if (!ok) {
            ck_assert_int_eq(e.kind, ERR_INPUT);
            continue;
        }
        ck_assert_msg(out.reorder_at == number(want[0]) && out.fill_to == number(want[1]) &&
                          strcmp(order_status_names[out.status], want[2]) == 0 && out.units == number(want[3]) &&
                          out.copies == number(want[4]),
                      "%s: reorder %ld, fill %ld, %s, %ld units, %ld copies", cases[i].cells[0], out.reorder_at,
                      out.fill_to, order_status_names[out.status], out.units, out.copies);
    }
    mem_free(m);
}
END_TEST

START_TEST(order_compute_prints_the_inputs_and_every_worked_answer_without_a_database) {
    static const char *const names[CELLS] = {
        "case",      "issued",      "days_in_stock", "families", "copies_per_year", "spare_pct",
        "lead_days", "safety_days", "review_days",   "floor",    "shelf_cap",       "copies_per_unit",
        "on_hand",   "incoming",    "min_set",       "max_set",  "opening",         "reorder_at",
        "fill_to",   "status",      "units",         "copies"};
    struct mem *m = mem_new();
    struct worked cases[100];
    struct world w = {.mem = m, .req.mem = m}; /* no database at all */
    char *text = read_cases(m);
    look_done_file(&w, "order compute --file orders.csv", text);
    size_t n = split_cases(text, cases);
    ck_assert_uint_eq(w.answer.rows.count, n);
    for (size_t i = 0; i < n; i++)
        for (int c = 0; c < CELLS; c++) {
            const char *want = cases[i].cells[c];
            if (c == 0 || strcmp(names[c], "status") == 0)
                ck_assert_str_eq(look_text(&w.answer, i, names[c]), want);
            else
                ck_assert_msg(look_int(&w.answer, i, names[c]) == number(want), "%s: %s is %ld, not \"%s\"",
                              cases[i].cells[0], names[c], look_int(&w.answer, i, names[c]), want);
        }
    buf_free(&w.answer.bytes);
    mem_free(m);
}
END_TEST

#define HEAD                                                                                                           \
    "case,issued,days_in_stock,families,copies_per_year,spare_pct,lead_days,safety_days,review_days,floor,shelf_cap,"  \
    "copies_per_unit,on_hand,incoming,min_set,max_set,opening\n"

START_TEST(order_compute_names_what_it_cannot_read_and_answers_nothing) {
    static const struct {
        const char *text, *words;
    } cases[] = {
        {"", "empty"},
        {"case,issued\nx,1\n", "no column \"days_in_stock\""},
        {HEAD "x,,0,0,1,10,20,10,20,10,,25,12,0,,,0\n", "row 2, issued is empty"},
        {HEAD "x,1O,0,0,1,10,20,10,20,10,,25,12,0,,,0\n", "a letter O?"},
        {HEAD "x,-1,0,0,1,10,20,10,20,10,,25,12,0,,,0\n", "without a sign"},
        {HEAD "x,1.5,0,0,1,10,20,10,20,10,,25,12,0,,,0\n", "whole numbers"},
        {HEAD "x,1e3,0,0,1,10,20,10,20,10,,25,12,0,,,0\n", "in digits"},
        {HEAD "x,1000000001,0,0,1,10,20,10,20,10,,25,12,0,,,0\n", "issued: 1000000001"},
        {HEAD "x,99999999999999999999999,0,0,1,10,20,10,20,10,,25,12,0,,,0\n", "issued: 9999"},
        {HEAD "x,1,3661,0,1,10,20,10,20,10,,25,12,0,,,0\n", "days_in_stock"},
        {HEAD "x,1,0,0,101,10,20,10,20,10,,25,12,0,,,0\n", "copies_per_year"},
        {HEAD "x,1,0,0,1,1001,20,10,20,10,,25,12,0,,,0\n", "spare_pct"},
        {HEAD "x,1,0,0,1,10,20,10,20,10,,0,12,0,,,0\n", "copies_per_unit"},
        {HEAD "x,1,0,0,1,10,20,10,20,10,,25,12,0,,\n", "column"},
        {HEAD "x,1,0,0,1,10,20,10,20,10,,25,12,0,,,0,9\n", "column"},
        {HEAD "x,1,0,0,1,10,20,10,20,10,,25,12,0,,,0\ny,1,0,0,1,10,20,10,20,x,,25,12,0,,,0\n", "row 3, floor"},
    };
    struct world w;
    world_open(&w, "senior", "2026-09-15");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        expect_refused(&w, "order compute --file f.csv", cases[i].text, ERR_INPUT, cases[i].words);
        ck_assert_msg(w.answer.rows.count == 0, "%s: some cases were answered", cases[i].words);
    }
    world_close(&w);
}
END_TEST

START_TEST(order_compute_says_refused_for_settings_that_cannot_be) {
    struct world w;
    world_open(&w, "senior", "2026-09-15");
    look_done_file(&w, "order compute --file f.csv",
                   HEAD "cap,0,0,0,1,10,20,10,20,10,0,25,12,0,,,0\n"
                        "equal,0,0,0,1,10,20,10,20,10,,25,12,0,7,7,0\n"
                        "under,0,0,0,1,10,20,10,20,10,,25,12,0,7,6,0\n"
                        "nothing,0,0,0,1,10,20,10,20,10,,25,0,0,0,0,0\n");
    for (size_t i = 0; i < 3; i++) {
        ck_assert_str_eq(look_text(&w.answer, i, "status"), "refused");
        ck_assert_int_eq(look_int(&w.answer, i, "reorder_at"), INT_NONE);
        ck_assert_int_eq(look_int(&w.answer, i, "copies"), INT_NONE);
    }
    ck_assert_str_eq(look_text(&w.answer, 3, "status"), "NOT KEPT");
    world_close(&w);
}
END_TEST

/* ---- the formula a second time: by trying numbers ---- */

typedef unsigned long long big;

/* Whether n copies last the days, at `over` copies in `under` school days. */
static bool lasts(long n, long over, long under, long days) { return (big)n * (big)under >= (big)over * (big)days; }

struct rates {
    long used, spread, needed, year;
};

static struct rates rates_of(const struct order_input *in) {
    long spread = in->days_in_stock;
    if (spread < 45)
        spread = 45;
    return (struct rates){in->issued, spread, in->families * in->copies_per_year * (100 + in->spare_pct),
                          100 * in->school_days};
}

static bool lasts_both(const struct rates *r, long n, long days) {
    return lasts(n, r->used, r->spread, days) && lasts(n, r->needed, r->year, days);
}

/* The least number of copies that last. */
static long least_copies(const struct order_input *in, long days) {
    struct rates r = rates_of(in);
    long no = -1, yes = 1;
    while (!lasts_both(&r, yes, days))
        yes *= 2;
    while (yes - no > 1) {
        long n = no + (yes - no) / 2;
        if (lasts_both(&r, n, days))
            yes = n;
        else
            no = n;
    }
    return yes;
}

static bool is_set(long n) { return n != INT_NONE; }

/* Raised from `n` to `to`, and lowered. */
static void raise_to(long *n, long to) { *n = *n < to ? to : *n; }
static void lower_to(long *n, long to) { *n = *n > to ? to : *n; }

static void simple_levels(const struct order_input *in, long *reorder, long *fill) {
    long unit = is_set(in->copies_per_unit) ? in->copies_per_unit : 1;
    *reorder = least_copies(in, in->lead_days + in->safety_days);
    *fill = least_copies(in, in->lead_days + in->safety_days + in->review_days);
    raise_to(reorder, in->floor);
    raise_to(fill, in->floor + in->floor);
    if (in->opening > 0) {
        raise_to(fill, in->opening);
        raise_to(reorder, in->opening - unit);
    }
    if (is_set(in->min_set))
        *reorder = in->min_set;
    if (is_set(in->max_set)) {
        *fill = in->max_set;
        if (!is_set(in->min_set)) {
            lower_to(reorder, in->max_set - 1);
            raise_to(reorder, 0);
        }
    } else if (is_set(in->min_set)) {
        raise_to(fill, in->min_set + 1);
    }
    if (*reorder == 0 && *fill == 0)
        return;
    raise_to(fill, *reorder + 1);
    if (is_set(in->shelf_cap)) {
        lower_to(fill, in->shelf_cap);
        lower_to(reorder, in->shelf_cap - 1);
    }
}

static enum order_status simple_status(const struct order_input *in, bool kept, long reorder) {
    if (in->on_hand == 0)
        return kept ? ORDER_OUT : ORDER_NOT_KEPT;
    if (kept && in->on_hand <= reorder)
        return ORDER_LOW;
    return is_set(in->shelf_cap) && in->on_hand > in->shelf_cap ? ORDER_OVER : ORDER_OK;
}

static bool simple_compute(const struct order_input *in, struct order_answer *out) {
    bool nothing = in->min_set == 0 && in->max_set == 0;
    *out = (struct order_answer){0};
    if ((is_set(in->shelf_cap) && in->shelf_cap < 1) ||
        (is_set(in->min_set) && is_set(in->max_set) && in->max_set <= in->min_set && !nothing))
        return false;
    simple_levels(in, &out->reorder_at, &out->fill_to);
    out->kept = out->reorder_at + out->fill_to > 0;
    out->status = simple_status(in, out->kept, out->reorder_at);
    long position = in->on_hand + in->incoming;
    if (!out->kept || position > out->reorder_at)
        return true;
    long unit = is_set(in->copies_per_unit) ? in->copies_per_unit : 1, units = 0;
    units = (out->fill_to - position) / unit;
    while (position + units * unit < out->fill_to)
        units++;
    out->units = is_set(in->copies_per_unit) ? units : INT_NONE;
    out->copies = units * unit;
    long after = position + out->copies;
    struct rates r = rates_of(in);
    /* Beyond the fill by more than a year's demand: what is beyond lasts more than the year. */
    out->too_big = after > out->fill_to;
    for (int k = 0; k < 2; k++) {
        big over = (big)(k ? r.needed : r.used), under = (big)(k ? r.year : r.spread);
        if ((big)(after - out->fill_to) * under <= over * (big)in->school_days)
            out->too_big = false;
    }
    out->over_cap = is_set(in->shelf_cap) && after > in->shelf_cap;
    return true;
}

static long maybe(struct dice *d, long value) { return dice_one_in(d, 2) ? INT_NONE : value; }

static struct order_input random_input(struct dice *d) {
    static const long sizes[] = {1, 3, 12, 60, 300, 5000};
    long size = sizes[dice_from(d, 0, 5)];
    struct order_input in = {
        .issued = dice_from(d, 0, size),
        .days_in_stock = dice_from(d, 0, dice_one_in(d, 3) ? 50 : 200),
        .families = dice_one_in(d, 2) ? 0 : dice_from(d, 0, size),
        .copies_per_year = dice_from(d, 0, 3),
        .spare_pct = dice_from(d, 0, 30),
        .lead_days = dice_from(d, 0, 40),
        .safety_days = dice_from(d, 0, 20),
        .review_days = dice_from(d, 0, 40),
        .school_days = dice_one_in(d, 4) ? dice_from(d, 1, 200) : 180,
        .floor = dice_one_in(d, 2) ? dice_from(d, 0, 20) : 0,
        .shelf_cap = dice_one_in(d, 3) ? dice_from(d, dice_one_in(d, 20) ? 0 : 1, size + 5) : INT_NONE,
        .copies_per_unit = maybe(d, dice_from(d, 1, size + 25)),
        .on_hand = dice_one_in(d, 4) ? 0 : dice_from(d, 0, size + 10),
        .incoming = dice_one_in(d, 2) ? 0 : dice_from(d, 0, size),
        .min_set = INT_NONE,
        .max_set = INT_NONE,
        .opening = dice_one_in(d, 3) ? dice_from(d, 0, size + 10) : 0,
    };
    if (dice_one_in(d, 3)) {
        in.min_set = maybe(d, dice_from(d, 0, size));
        in.max_set = maybe(d, dice_from(d, 0, 2 * size));
        if (dice_one_in(d, 8))
            in.min_set = in.max_set = 0;
    }
    return in;
}

static void compare_once(const struct order_input *in, unsigned long long seed, long n) {
    struct order_answer out, want;
    struct err e = {0};
    bool ok = order_compute(in, &out, &e), may = simple_compute(in, &want);
    ck_assert_msg(ok == may, "seed %llu, case %ld: %s", seed, n, ok ? "taken" : e.message);
    if (!ok) {
        ck_assert_int_eq(e.kind, ERR_INPUT);
        return;
    }
    ck_assert_msg(out.reorder_at == want.reorder_at && out.fill_to == want.fill_to && out.status == want.status &&
                      out.kept == want.kept && out.units == want.units && out.copies == want.copies &&
                      out.too_big == want.too_big && out.over_cap == want.over_cap,
                  "seed %llu, case %ld: reorder %ld/%ld, fill %ld/%ld, status %d/%d, units %ld/%ld, copies %ld/%ld, "
                  "too big %d/%d, over cap %d/%d (ours/by trying)",
                  seed, n, out.reorder_at, want.reorder_at, out.fill_to, want.fill_to, (int)out.status,
                  (int)want.status, out.units, want.units, out.copies, want.copies, out.too_big, want.too_big,
                  out.over_cap, want.over_cap);
    long days = (long)((unsigned long long)n % 90), usable = in->on_hand;
    struct rates r = rates_of(in);
    ck_assert_msg(order_demand(in, days) == least_copies(in, days), "seed %llu, case %ld: the demand of %ld days", seed,
                  n, days);
    ck_assert_msg(order_runs_out(in, usable, days) == !lasts_both(&r, usable, days),
                  "seed %llu, case %ld: whether %ld copies run out in %ld days", seed, n, usable, days);
}

START_TEST(two_ways_of_computing_an_order_agree_on_200000_random_cases) {
    const char *given = getenv("MODEL_SEED");
    unsigned long long seed = given ? strtoull(given, NULL, 10) : 20260914;
    struct dice d = {seed};
    for (long n = 0; n < 200000; n++) {
        struct order_input in = random_input(&d);
        compare_once(&in, seed, n);
    }
}
END_TEST

static long edge(struct dice *d, long least, long most) { return dice_one_in(d, 2) ? least : most; }

START_TEST(at_the_bounds_of_the_inputs_nothing_overflows) {
    struct dice d = {7};
    const long most = 1000000000;
    for (long n = 0; n < 50000; n++) {
        struct order_input in = {.issued = edge(&d, 0, most),
                                 .days_in_stock = edge(&d, 0, 3660),
                                 .families = edge(&d, 0, 1000000),
                                 .copies_per_year = edge(&d, 0, 100),
                                 .spare_pct = edge(&d, 0, 1000),
                                 .lead_days = edge(&d, 0, 3660),
                                 .safety_days = edge(&d, 0, 3660),
                                 .review_days = edge(&d, 0, 3660),
                                 .school_days = edge(&d, 1, 3660),
                                 .floor = edge(&d, 0, most),
                                 .shelf_cap = maybe(&d, edge(&d, 1, most)),
                                 .copies_per_unit = maybe(&d, edge(&d, 1, most)),
                                 .on_hand = edge(&d, 0, most),
                                 .incoming = edge(&d, 0, most),
                                 .min_set = maybe(&d, edge(&d, 0, most)),
                                 .max_set = maybe(&d, edge(&d, 0, most)),
                                 .opening = edge(&d, 0, most)};
        compare_once(&in, 7, n);
    }
}
END_TEST

/* ---- flags and sentences ---- */

/* 75 issued in 50 school days: 1.5 a day, reorder at 45, fill to 75. */
static struct order_input steady(void) {
    return (struct order_input){.issued = 75,
                                .days_in_stock = 50,
                                .copies_per_year = 1,
                                .spare_pct = 10,
                                .lead_days = 20,
                                .safety_days = 10,
                                .review_days = 20,
                                .school_days = 180,
                                .floor = 10,
                                .shelf_cap = INT_NONE,
                                .copies_per_unit = 25,
                                .on_hand = 12,
                                .min_set = INT_NONE,
                                .max_set = INT_NONE};
}

START_TEST(copies_run_out_when_they_last_less_than_the_days) {
    static const struct {
        long usable, days;
        bool runs_out;
    } cases[] = {
        {30, 20, false},                 /* 1.5 x 20 = 30: exactly enough */
        {29, 20, true},  {31, 21, true}, /* 31.5 */
        {32, 21, false}, {0, 0, false},  {0, 1, true},
    };
    struct order_input in = steady();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(order_runs_out(&in, cases[i].usable, cases[i].days) == cases[i].runs_out, "%ld copies, %ld days",
                      cases[i].usable, cases[i].days);
    in.issued = 0;
    ck_assert(!order_runs_out(&in, 0, 100)); /* without a demand nothing runs out */
    in.families = 100;                       /* the need: 100 x 1.1 / 180 a day */
    ck_assert(order_runs_out(&in, 61, 100) && !order_runs_out(&in, 62, 100));
}
END_TEST

START_TEST(a_pack_beyond_the_fill_and_a_years_demand_is_too_big) {
    static const struct {
        long issued, days, on_hand, per_unit;
        bool too_big;
    } cases[] = {
        /* demand 1 a day: fill 50, a year 180 */
        {180, 180, 0, 230, false},                              /* 230 = 50 + 180: just a year more */
        {180, 180, 0, 231, true},  {180, 180, 30, 200, false},  /* 230 */
        {180, 180, 30, 201, true}, {0, 0, 0, 20, false},        /* no demand: only the floor's 20 */
        {0, 0, 0, 21, true},       {180, 180, 31, 5000, false}, /* nothing is ordered */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct order_input in = steady();
        struct order_answer out;
        struct err e = {0};
        in.issued = cases[i].issued;
        in.days_in_stock = cases[i].days;
        in.on_hand = cases[i].on_hand;
        in.copies_per_unit = cases[i].per_unit;
        ck_assert(order_compute(&in, &out, &e));
        ck_assert_msg(out.too_big == cases[i].too_big, "issued %ld, on hand %ld, units of %ld: %ld copies to %ld",
                      cases[i].issued, cases[i].on_hand, cases[i].per_unit, out.copies, out.fill_to);
    }
}
END_TEST

START_TEST(rounding_up_over_the_shelf_cap_is_said) {
    static const struct {
        long cap, per_unit;
        bool over_cap;
    } cases[] = {{62, 25, false}, {61, 25, true}, {60, 25, true}, {40, 28, false}, {40, 29, true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct order_input in = steady(); /* 12 on hand */
        struct order_answer out;
        struct err e = {0};
        in.shelf_cap = cases[i].cap;
        in.copies_per_unit = cases[i].per_unit;
        ck_assert(order_compute(&in, &out, &e));
        ck_assert_msg(out.over_cap == cases[i].over_cap, "cap %ld: %ld copies", cases[i].cap, out.copies);
    }
}
END_TEST

START_TEST(levels_that_the_opening_raised_are_marked) {
    static const struct {
        long opening;
        bool opened;
    } cases[] = {{0, false}, {69, false}, {76, true}, {75, true}, {71, true}, {70, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) { /* 45 and 75; 70 - 25 is no more than 45 */
        struct order_input in = steady();
        struct order_answer out;
        struct err e = {0};
        in.opening = cases[i].opening;
        ck_assert(order_compute(&in, &out, &e));
        ck_assert_msg(out.opened == cases[i].opened, "opening %ld: reorder %ld, fill %ld", cases[i].opening,
                      out.reorder_at, out.fill_to);
        ck_assert_msg(out.opened == (out.reorder_at > 45 || out.fill_to > 75), "opening %ld", cases[i].opening);
    }
}
END_TEST

static const struct {
    const char *changes; /* key=value, separated by blanks */
    const char *coming, *sentence;
} sentences[] = {
    {"incoming=25", "R-2026-27-0003",
     "reorder at 45, fill to 75; have 12, coming 25 (R-2026-27-0003); 75 - 37 = 38 -> 2 units of 25 = 50 copies"},
    {"", NULL, "reorder at 45, fill to 75; have 12, coming 0; 75 - 12 = 63 -> 3 units of 25 = 75 copies"},
    {"on_hand=45 per_unit=30", NULL,
     "reorder at 45, fill to 75; have 45, coming 0; 75 - 45 = 30 -> 1 unit of 30 = 30 copies"},
    {"on_hand=46", NULL, "reorder at 45, fill to 75; have 46, coming 0; 46 is above 45: nothing to order"},
    {"incoming=40", "R-2026-27-0003, R-2026-27-0004",
     "reorder at 45, fill to 75; have 12, coming 40 (R-2026-27-0003, R-2026-27-0004); 52 is above 45: nothing to "
     "order"},
    {"per_unit=none", NULL,
     "reorder at 45, fill to 75; have 12, coming 0; 75 - 12 = 63 -> 63 copies, check the unit of issue"},
    {"min=20 max=40", NULL,
     "reorder at 20, fill to 40 (set by hand); have 12, coming 0; 40 - 12 = 28 -> 2 units of 25 = 50 copies"},
    {"opening=130 on_hand=60", NULL,
     "reorder at 105, fill to 130 (before summer: what August will need); have 60, coming 0; 130 - 60 = 70 -> 3 units "
     "of 25 = 75 copies"},
    {"cap=50", NULL,
     "reorder at 45, fill to 50; have 12, coming 0; 50 - 12 = 38 -> 2 units of 25 = 50 copies, over the shelf cap of "
     "50 "
     "by rounding up"},
    {"per_unit=500", NULL,
     "reorder at 45, fill to 75; have 12, coming 0; 75 - 12 = 63 -> 1 unit of 500 = 500 copies; more than a year's "
     "need: print 63 in-house instead?"},
    {"per_unit=500 cap=60", NULL,
     "reorder at 45, fill to 60; have 12, coming 0; 60 - 12 = 48 -> 1 unit of 500 = 500 copies, over the shelf cap of "
     "60 "
     "by rounding up; more than a year's need: print 48 in-house instead?"},
    {"issued=0 floor=0 on_hand=3", NULL, "not kept: no floor, no families, no use; have 3"},
};

static long value_of(const char *changes, const char *key, long otherwise) {
    const char *at = strstr(changes, key);
    if (!at)
        return otherwise;
    at += strlen(key);
    return strncmp(at, "none", 4) == 0 ? INT_NONE : strtol(at, NULL, 10);
}

static const char *sentence_of(struct mem *m, const char *changes, const char *coming) {
    struct order_input in = steady();
    struct order_answer out;
    struct err e = {0};
    in.issued = value_of(changes, "issued=", in.issued);
    in.floor = value_of(changes, "floor=", in.floor);
    in.shelf_cap = value_of(changes, "cap=", in.shelf_cap);
    in.copies_per_unit = value_of(changes, "per_unit=", in.copies_per_unit);
    in.on_hand = value_of(changes, "on_hand=", in.on_hand);
    in.incoming = value_of(changes, "incoming=", in.incoming);
    in.min_set = value_of(changes, "min=", in.min_set);
    in.max_set = value_of(changes, "max=", in.max_set);
    in.opening = value_of(changes, "opening=", in.opening);
    ck_assert_msg(order_compute(&in, &out, &e), "%s: %s", changes, e.message);
    return order_sentence(m, &in, &out, coming);
}

START_TEST(a_suggestion_is_one_sentence_with_its_arithmetic) {
    struct mem *m = mem_new();
    ck_assert_str_eq(sentence_of(m, sentences[_i].changes, sentences[_i].coming), sentences[_i].sentence);
    mem_free(m);
}
END_TEST

START_TEST(an_item_set_to_nothing_by_hand_is_not_said_to_be_without_use) {
    struct mem *m = mem_new();
    const char *sentence = sentence_of(m, "min=0 max=0", NULL); /* 75 were issued */
    ck_assert_msg(strncmp(sentence, "not kept", 8) == 0 && !strstr(sentence, "no use") && strstr(sentence, "by hand"),
                  "%s", sentence);
    mem_free(m);
}
END_TEST

void order_suite(Suite *s) {
    TCase *c = tcase_create("core");
    tcase_add_test(c, every_worked_answer_comes_out_of_the_formula);
    tcase_add_test(c, order_compute_prints_the_inputs_and_every_worked_answer_without_a_database);
    tcase_add_test(c, order_compute_names_what_it_cannot_read_and_answers_nothing);
    tcase_add_test(c, order_compute_says_refused_for_settings_that_cannot_be);
    tcase_add_test(c, two_ways_of_computing_an_order_agree_on_200000_random_cases);
    tcase_add_test(c, at_the_bounds_of_the_inputs_nothing_overflows);
    tcase_add_test(c, copies_run_out_when_they_last_less_than_the_days);
    tcase_add_test(c, a_pack_beyond_the_fill_and_a_years_demand_is_too_big);
    tcase_add_test(c, rounding_up_over_the_shelf_cap_is_said);
    tcase_add_test(c, levels_that_the_opening_raised_are_marked);
    tcase_add_loop_test(c, a_suggestion_is_one_sentence_with_its_arithmetic, 0,
                        (int)(sizeof sentences / sizeof *sentences));
    tcase_add_test(c, an_item_set_to_nothing_by_hand_is_not_said_to_be_without_use);
    suite_add_tcase(s, c);
}
