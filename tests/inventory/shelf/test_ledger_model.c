/* The ledger and the requisitions beside the model: random operations from a seed, compared after each. MODEL_SEED and
 * MODEL_STEPS in the environment throw others; a failure names what it takes to see it again. The school is a new one
 * every WORLD steps, with the next seed, for a long history makes every look at the whole slower. */
#include "inventory/shelf/ledger.h"
#include "tests/suites.h"
#include "tests/support/look.h"
#include "tests/support/model_run.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { STEPS = 10000, WORLD = 10000, YEARS_BACK = 3 * 365, LATEST = 600, AHEAD = 366, PAIRS_MOST = 3 };

struct operation { /* one command, in both languages */
    const struct model_kind *kind;
    int pairs, item[PAIRS_MOST], date, edition; /* edition: 0, the one current on the day */
    long copies[PAIRS_MOST];
};

void run_differ(const struct run *r, const char *what, int item, long ours, long model) {
    ck_abort_msg("MODEL_SEED=%llu, step %ld (today is day %d), after \"%s\": %s of %s is %ld, the model says %ld",
                 r->seed, r->step, r->w.req.today, r->line, what, item < 0 ? "it" : model_codes[item], ours, model);
}

bool run_expect(struct run *r, unsigned refusals) {
    bool done = world_run(&r->w, r->line);
    if (done != (refusals == 0) || (!done && !(refusals & 1U << r->w.err.kind)))
        ck_abort_msg("MODEL_SEED=%llu, step %ld: \"%s\" by %s was %s (%s), the model says kinds %x", r->seed, r->step,
                     r->line, r->w.req.actor, done ? "taken" : "refused", r->w.err.message, refusals);
    r->taken += done;
    r->refused += !done;
    return done;
}

static void expect(struct run *r, bool model_says, enum err_kind kind) { run_expect(r, model_says ? 0 : 1U << kind); }

/* ---- calendars ---- */

static void mark(struct model *m, int from, int to) {
    for (int d = from; d <= to; d++)
        if (d >= m->first && d < m->first + m->days)
            m->school_day[d - m->first] = false;
}

static void row(struct run *r, struct buf *b, int year, const char *kind, int from, int to) {
    buf_printf(b, "%d-%02d,%s,%s,%s,x\n", year, (year + 1) % 100, kind, date_iso(r->w.mem, from),
               to == from ? "" : date_iso(r->w.mem, to));
    if (strcmp(kind, "first_day") != 0 && strcmp(kind, "last_day") != 0)
        mark(r->model, from, to);
}

/* A school year with breaks and days without school; each in a month of its own, so that none overlaps. */
static void random_year(struct run *r, struct buf *b, int year) {
    static const char *const kinds[] = {"holiday", "no_school", "closure"};
    struct dice *d = &r->dice;
    int first = date_from(year, 8, (int)dice_from(d, 1, 31)), last = date_from(year + 1, 6, (int)dice_from(d, 1, 20));
    row(r, b, year, "first_day", first, first);
    row(r, b, year, "last_day", last, last);
    r->model->first_day[year - MODEL_YEAR] = first;
    r->model->last_day[year - MODEL_YEAR] = last;
    mark(r->model, date_from(year, 7, 1), first - 1);
    mark(r->model, last + 1, date_from(year + 1, 6, 30));
    int winter = date_from(year, 12, (int)dice_from(d, 1, 28)),
        spring = date_from(year + 1, 3, (int)dice_from(d, 1, 28));
    row(r, b, year, "break", winter, winter + (int)dice_from(d, 0, 20));
    row(r, b, year, "break", spring, spring + (int)dice_from(d, 0, 10));
    for (int month = 1; month <= 12; month++) {
        int day = date_from(month >= 7 ? year : year + 1, month, (int)dice_from(d, 1, 24));
        if (dice_one_in(d, 2))
            row(r, b, year, kinds[dice_from(d, 0, 2)], day, day + (dice_one_in(d, 4) ? 3 : 0));
    }
}

/* Another calendar; a year in it may be missing, and then keeps what it had. */
static void new_calendar(struct run *r) {
    struct buf b = {0};
    buf_text(&b, "school_year,kind,from,to,name\n");
    bool any = false;
    for (int year = 2022; year <= 2028; year++) {
        if (dice_one_in(&r->dice, 4))
            continue;
        any = true;
        for (int d = date_from(year, 7, 1); d <= date_from(year + 1, 6, 30); d++)
            if (d >= r->model->first && d < r->model->first + r->model->days)
                r->model->school_day[d - r->model->first] = date_is_weekday(d);
        random_year(r, &b, year);
    }
    snprintf(r->line, sizeof r->line, "calendar import c.csv");
    if (any)
        look_done_file(&r->w, r->line, b.data);
    buf_free(&b);
}

/* ---- operations ---- */

static const struct model_kind *random_kind(struct dice *d) {
    long n = dice_from(d, 0, 99);
    if (n < 50)
        return &model_kinds[2]; /* issue */
    if (n < 80)
        return &model_kinds[n % 4];
    return &model_kinds[dice_from(d, 4, MODEL_KINDS - 1)];
}

static struct operation random_operation(struct run *r) {
    struct dice *d = &r->dice;
    struct operation op = {.kind = random_kind(d), .pairs = dice_one_in(d, 5) ? (int)dice_from(d, 2, PAIRS_MOST) : 1};
    op.date = r->w.req.today - (int)dice_from(d, 0, dice_one_in(d, 4) ? YEARS_BACK : 20);
    if (dice_one_in(d, 60))
        op.date = r->w.req.today + (int)dice_from(d, 1, 3);
    for (int i = 0; i < op.pairs; i++) {
        op.item[i] = (int)dice_from(d, 0, MODEL_ITEMS - 1);
        op.copies[i] = dice_from(d, 1, op.kind->sign < 0 ? 8 : op.date < r->w.req.today - 20 ? 3 : 15);
        if (op.kind->sign > 0 || op.date > r->w.req.today || dice_one_in(d, 3))
            continue;
        int edition = model_current(r->model, op.item[i], op.date);
        long most = model_least(r->model, op.item[i], edition, op.date, r->w.req.today);
        op.copies[i] = most + dice_one_in(d, 5) + (most == 0); /* down to nothing, or one too many */
    }
    /* An edition of today or before by its name: editions to come are for another test. */
    bool superseded = op.kind->reason && strcmp(op.kind->reason, "superseded") == 0;
    if (superseded || dice_one_in(d, 8)) {
        op.pairs = 1; /* the name is that of one item's edition */
        op.edition = (int)dice_from(d, 1, model_current(r->model, op.item[0], r->w.req.today));
    }
    return op;
}

static void write_line(struct run *r, const struct operation *op) {
    const char *text = mem_printf(r->w.mem, "stock %s", op->kind->kind);
    for (int i = 0; i < op->pairs; i++)
        text = mem_printf(r->w.mem, "%s %s %ld", text, model_codes[op->item[i]], op->copies[i]);
    text = mem_printf(r->w.mem, "%s --date %s", text, date_iso(r->w.mem, op->date));
    if (op->kind->reason)
        text = mem_printf(r->w.mem, "%s --reason %s", text, op->kind->reason);
    if (op->edition)
        text = mem_printf(r->w.mem, "%s --edition E%d", text, op->edition);
    snprintf(r->line, sizeof r->line, "%s", text);
}

/* Whether the model takes it; then it holds it. */
static bool put_operation(struct run *r, const struct operation *op, enum err_kind *kind) {
    bool stands = true;
    *kind = ERR_INPUT;
    if (op->date > r->w.req.today)
        return false;
    *kind = ERR_RULE;
    for (int i = 0; i < op->pairs; i++)
        if (op->edition && strcmp(op->kind->kind, "issue") == 0 &&
            op->edition != model_current(r->model, op->item[i], op->date))
            return false;
    for (int i = 0; i < op->pairs; i++) {
        struct model_movement v = {.edition =
                                       op->edition ? op->edition : model_current(r->model, op->item[i], op->date),
                                   .date = op->date,
                                   .copies = op->copies[i],
                                   .kind = op->kind};
        model_put(r->model, op->item[i], &v);
    }
    for (int i = 0; i < op->pairs; i++)
        stands = stands && model_stands(r->model, op->item[i]);
    for (int i = op->pairs - 1; !stands && i >= 0; i--)
        model_take_back(r->model, op->item[i]);
    return stands;
}

static void move(struct run *r) {
    struct operation op = random_operation(r);
    enum err_kind kind;
    write_line(r, &op);
    bool may = put_operation(r, &op, &kind);
    expect(r, may, kind);
    if (!may)
        return;
    for (int i = op.pairs - 1; i >= 0; i--) { /* the ids, for undoing */
        struct model_item *of = &r->model->item[op.item[i]];
        size_t back = 1;
        for (int k = i + 1; k < op.pairs; k++)
            back += op.item[k] == op.item[i];
        of->list[of->count - back].id = look_int(&r->w.answer, (size_t)i, "movement");
    }
}

static void undo_an_undoing(struct run *r) {
    if (r->undoing_count == 0)
        return;
    snprintf(r->line, sizeof r->line, "stock undo %ld",
             r->undoings[dice_from(&r->dice, 0, (long)r->undoing_count - 1)]);
    expect(r, false, ERR_RULE);
}

static void undo(struct run *r) {
    int item = (int)dice_from(&r->dice, 0, MODEL_ITEMS - 1);
    struct model_item *of = &r->model->item[item];
    if (of->count == 0)
        return;
    struct model_movement *v = &of->list[dice_from(&r->dice, 0, (long)of->count - 1)];
    snprintf(r->line, sizeof r->line, "stock undo %ld", v->id);
    if (v->gone) {
        expect(r, false, ERR_CONFLICT);
        return;
    }
    if (v->delivered) { /* not behind the back of its requisition */
        expect(r, false, ERR_RULE);
        return;
    }
    v->gone = true;
    bool may = model_stands(r->model, item);
    v->gone = may;
    expect(r, may, ERR_RULE);
    if (may)
        r->undoings[r->undoing_count++ % UNDONE] = look_int(&r->w.answer, 0, "movement");
    if (r->undoing_count > UNDONE)
        r->undoing_count = UNDONE;
}

static void supersede(struct run *r) {
    int item = (int)dice_from(&r->dice, 0, MODEL_ITEMS - 1), today = r->w.req.today;
    struct model_item *of = &r->model->item[item];
    if (of->editions >= MODEL_EDITIONS)
        return;
    int from = today + (int)dice_from(&r->dice, dice_one_in(&r->dice, 4) ? -YEARS_BACK : -40, 20);
    bool may = of->editions == 1 || from > of->from[of->editions];
    snprintf(r->line, sizeof r->line, "catalog supersede %s --edition E%d --from %s", model_codes[item],
             of->editions + 1, date_iso(r->w.mem, from));
    expect(r, may, ERR_RULE);
    if (may)
        of->from[++of->editions] = from;
}

/* ---- comparing ---- */

static const struct stock_line *line_of(const struct stock *stock, int item) {
    for (size_t i = 0; i < stock->count; i++)
        if (strcmp(stock->list[i].item, model_codes[item]) == 0)
            return &stock->list[i];
    ck_abort_msg("%s is no line of the stock", model_codes[item]);
    return NULL;
}

static void compare_line(struct run *r, const struct stock *stock, int item) {
    const struct stock_line *l = line_of(stock, item);
    const struct model *m = r->model;
    int today = r->w.req.today, current = model_current(m, item, today), from = model_back(m, today, 180);
    long removed = 0;
    for (int edition = 1; edition < current; edition++)
        removed += model_balance(m, item, edition, today);
    const struct {
        const char *what;
        long ours, model;
    } pairs[] = {
        {"on hand", l->on_hand, model_balance(m, item, current, today)},
        {"superseded", l->superseded, removed},
        {"on hand of the arithmetic", l->input.on_hand, l->on_hand},
        {"issued in the look-back", l->input.issued, model_issued(m, item, from, today - 1)},
        {"days with stock", l->input.days_in_stock, model_days_in_stock(m, item, from, today - 1)},
    };
    r->bare += l->on_hand == 0;
    r->broken += l->input.days_in_stock > 0 && l->input.days_in_stock < 180;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i].ours != pairs[i].model)
            run_differ(r, pairs[i].what, item, pairs[i].ours, pairs[i].model);
    order_compare_line(r, stock, l, item);
}

static void compare_balance(struct run *r, int item, int date) {
    struct err e = {0};
    for (int edition = 1; edition <= r->model->item[item].editions; edition++) {
        long ours, model = model_balance(r->model, item, edition, date);
        ck_assert_msg(ledger_balance(&r->w.req, item + 1, edition, date, &ours, &e), "%s", e.message);
        if (ours != model)
            run_differ(r, mem_printf(r->w.mem, "the balance of edition %d on day %d", edition, date), item, ours,
                       model);
    }
}

/* What the step can have touched: its items, and those of its requisition. */
static bool is_touched(const struct run *r, int item) {
    for (size_t i = 0; i < r->touched_count; i++)
        if (r->orders->list[r->touched[i]].line[item].there)
            return true;
    return strstr(r->line, model_codes[item]) != NULL;
}

static void compare(struct run *r) {
    struct stock stock;
    struct err e = {0};
    bool all = r->step % 100 == 0;
    int random = (int)dice_from(&r->dice, 0, MODEL_ITEMS - 1);
    ck_assert_msg(stock_load(&r->w.req, 0, &stock, &e), "%s", e.message);
    for (int item = 0; item < MODEL_ITEMS; item++)
        if (all || item == random || is_touched(r, item)) {
            compare_line(r, &stock, item);
            compare_balance(r, item, r->w.req.today - (int)dice_from(&r->dice, 0, YEARS_BACK));
            compare_balance(r, item, r->w.req.today);
        }
    order_compare_touched(r);
    if (r->step % 200 == 0)
        order_compare_all(r);
    if (r->step % 500 == 0 && !world_is_sound(&r->w))
        ck_abort_msg("MODEL_SEED=%llu, step %ld: the file is not sound", r->seed, r->step);
}

/* ---- running ---- */

static void pass_days(struct run *r) {
    r->w.req.today += dice_one_in(&r->dice, 8) ? (int)dice_from(&r->dice, 2, 12) : 1;
    snprintf(r->line, sizeof r->line, "a day");
}

static void step(struct run *r) {
    long n = dice_from(&r->dice, 0, 999);
    mem_reset(r->w.mem);
    if (n < 5)
        supersede(r);
    else if (n < 80)
        undo(r);
    else if (n < 85)
        undo_an_undoing(r);
    else if (n < 87)
        new_calendar(r);
    else if (n < 127 && r->w.req.today < r->begin + LATEST)
        pass_days(r);
    else if (n < 450)
        order_operation(r);
    else
        move(r);
    compare(r);
}

static void add_users(struct run *r) {
    for (int i = 0; i < MODEL_PEOPLE; i++)
        if (model_people[i].role)
            look_done(&r->w, mem_printf(r->w.mem, "user add %s --role %s", model_people[i].name, model_people[i].role));
}

/* A world of its own from that seed; in every other one there are users, and roles hold. */
static struct run *begin(unsigned long long seed) {
    struct run *r = calloc(1, sizeof *r);
    ck_assert_ptr_nonnull(r);
    r->seed = r->dice.state = seed;
    world_open(&r->w, "senior", "2026-01-14");
    r->begin = r->w.req.today;
    r->model = model_new(r->begin - YEARS_BACK, r->begin + LATEST + AHEAD);
    r->orders = model_orders_new(r->model, dice_one_in(&r->dice, 2));
    for (int i = 0; i < MODEL_ITEMS; i++)
        look_done(&r->w, mem_printf(r->w.mem, "catalog set %s edition=E1", model_codes[i]));
    if (r->orders->users)
        add_users(r);
    r->w.req.actor = "ann";
    new_calendar(r);
    return r;
}

/* What the dice threw must have been a fair mixture. */
static void is_fair(struct run *r) {
    ck_assert_int_gt(r->taken, WORLD / 3);
    ck_assert_int_gt(r->refused, WORLD / 20);
    ck_assert_int_gt(world_count(&r->w, "SELECT count(*) FROM movement"), WORLD / 4);
    ck_assert_int_gt(world_count(&r->w, "SELECT count(*) FROM movement WHERE reverses IS NOT NULL"), WORLD / 100);
    ck_assert_int_gt(world_count(&r->w, "SELECT count(*) FROM edition"), MODEL_ITEMS + 10);
    ck_assert_int_gt(r->bare, WORLD / 20);
    ck_assert_int_gt(r->broken, WORLD / 20);
}

static void finish(struct run *r) {
    ck_assert(world_is_sound(&r->w));
    model_orders_free(r->orders);
    model_free(r->model);
    world_close(&r->w);
    free(r);
}

START_TEST(random_operations_leave_the_program_and_the_model_equal_at_every_step) {
    const char *given = getenv("MODEL_STEPS"), *seed = getenv("MODEL_SEED");
    long steps = given ? strtol(given, NULL, 10) : STEPS;
    unsigned long long first = seed ? strtoull(seed, NULL, 10) : 5640009;
    time_t begun = time(NULL);
    struct order_tally tally = {0};
    for (long done = 0; done < steps; done += WORLD) {
        struct run *r = begin(first + (unsigned long long)(done / WORLD));
        long most = steps - done < WORLD ? steps - done : WORLD;
        for (r->step = 1; r->step <= most; r->step++)
            step(r);
        if (most == WORLD) {
            is_fair(r);
            order_tally(r, &tally);
        }
        finish(r);
    }
    if (tally.worlds > 0)
        order_tally_is_fair(&tally);
    if (given)
        printf("model: %ld steps, seeds %llu to %llu, equal at each, %ld s\n", steps, first,
               first + (unsigned long long)((steps - 1) / WORLD), (long)(time(NULL) - begun));
}
END_TEST

void ledger_model_suite(Suite *s) {
    TCase *c = tcase_create("model");
    tcase_set_timeout(c, 4 * 3600); /* for a hang; nothing here is timed */
    tcase_add_test(c, random_operations_leave_the_program_and_the_model_equal_at_every_step);
    suite_add_tcase(s, c);
}
