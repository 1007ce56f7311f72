/* Requisitions beside the model: random steps by random people on random days, taken or refused alike, and then every
 * figure the same. Part of the run of tests/inventory/shelf/test_ledger_model.c, so that movements, editions, undoing
 * and the passing of days come in between. */
#include "inventory/order/delivery.h"
#include "inventory/order/requisition.h"
#include "tests/support/look.h"
#include "tests/support/model_run.h"

#include <check.h>
#include <stdint.h>
#include <string.h>

enum { OPEN_MOST = 12, PAIRS_MOST = 3, BACK_MOST = 30 };

/* What is tried: by whom, on which day, on which requisition; and all reasons why it must be refused. */
struct trial {
    struct run *r;
    struct model_order *of;
    int by, date;
    unsigned no; /* bits of enum err_kind */
    bool on_paper;
};

struct pairs {
    int count, item[PAIRS_MOST];
    long copies[PAIRS_MOST];
};

static void refuse(struct trial *t, bool when, enum err_kind kind) {
    if (when)
        t->no |= 1U << kind;
}

static long place_of(const struct run *r, const struct model_order *of) { return of - r->orders->list; }

static void touch(struct run *r, const struct model_order *of) {
    if (r->touched_count < TOUCHED_MOST)
        r->touched[r->touched_count++] = place_of(r, of);
}

const char *order_number(const struct run *r, const struct model_order *of) {
    return mem_printf(r->w.mem, "R-%d-%02d-%04d", of->year, (of->year + 1) % 100, of->serial);
}

/* The rules that every step has: from which states, by whom, on which days. In the state `made` somebody made the step
 * already (0: no such state). */
static void rule(struct trial *t, const char *from, const char *roles, char made) {
    refuse(t, !strchr(from, t->of->state), t->of->state == made ? ERR_CONFLICT : ERR_RULE);
    refuse(t, !model_is_a(t->r->orders, t->by, roles), ERR_RULE);
    refuse(t, t->date > t->r->w.req.today || t->date < t->of->prepared, ERR_INPUT);
    refuse(t, t->of->sent != 0 && t->date < t->of->sent, ERR_INPUT);
    /* steps stand in the order of their days; a signature on paper may be older than what was entered of it */
    refuse(t, t->of->sent == 0 && !t->on_paper && t->date < t->of->latest, ERR_INPUT);
}

/* "requisition WORDS R REST [--date D]", by that person; whether both took it. */
static bool run_trial(struct trial *t, const char *verb, const char *rest) {
    struct run *r = t->r;
    const char *date = "";
    if (t->date != r->w.req.today || dice_one_in(&r->dice, 4))
        date = mem_printf(r->w.mem, " --date %s", date_iso(r->w.mem, t->date));
    const char *which = order_number(r, t->of);
    if (t->of->year == model_school_year(r->w.req.today) && dice_one_in(&r->dice, 4))
        which = mem_printf(r->w.mem, "%d", t->of->serial);
    snprintf(r->line, sizeof r->line, "requisition %s %s%s%s", verb, which, rest, date);
    r->w.req.actor = model_people[t->by].name;
    touch(r, t->of);
    bool done = run_expect(r, t->no);
    r->w.req.actor = "ann";
    return done;
}

static void plain_step(struct trial *t, const char *verb, const char *rest, char to) {
    if (run_trial(t, verb, rest))
        model_order_step(t->of, to, t->by, t->date);
}

/* ---- a draft ---- */

static long copies_of(const struct run *r, int item, long units) {
    return units * (r->orders->per_unit[item] ? r->orders->per_unit[item] : 1);
}

static void put_line(struct run *r, struct model_order *of, int item, long units) {
    of->line[item] = (struct model_line){true, units, r->orders->per_unit[item], copies_of(r, item, units), 0};
}

static void edit(struct trial *t, const char *verb) {
    struct run *r = t->r;
    int item = (int)dice_from(&r->dice, 0, MODEL_ITEMS - 1);
    bool adding = strcmp(verb, "add") == 0, removing = strcmp(verb, "remove") == 0;
    long units = dice_one_in(&r->dice, 40) ? 0 : dice_from(&r->dice, 1, 8);
    for (int i = 0; i < 4 && t->of->line[item].there == adding; i++)
        item = (int)dice_from(&r->dice, 0, MODEL_ITEMS - 1);
    t->date = r->w.req.today; /* an edit has no day of its own */
    refuse(t, t->of->state != 'd', ERR_RULE);
    refuse(t, !model_is_a(r->orders, t->by, "cp"), ERR_RULE);
    refuse(t, adding && t->of->line[item].there, ERR_CONFLICT);
    refuse(t, !adding && !t->of->line[item].there, ERR_NOT_FOUND);
    refuse(t, !removing && units == 0, ERR_INPUT);
    snprintf(r->line, sizeof r->line, "requisition %s %s %s", verb, order_number(r, t->of), model_codes[item]);
    if (!removing)
        snprintf(r->line + strlen(r->line), sizeof r->line - strlen(r->line), " %ld", units);
    r->w.req.actor = model_people[t->by].name;
    touch(r, t->of);
    bool done = run_expect(r, t->no);
    r->w.req.actor = "ann";
    if (done && removing)
        t->of->line[item] = (struct model_line){0};
    else if (done)
        put_line(r, t->of, item, units);
}

static void edit_add(struct trial *t) { edit(t, "add"); }
static void edit_set(struct trial *t) { edit(t, "set"); }
static void edit_remove(struct trial *t) { edit(t, "remove"); }

/* ---- steps ---- */

static void submit(struct trial *t) {
    rule(t, "d", "cp", 'w');
    refuse(t, model_lines(t->of) == 0, ERR_RULE);
    int asker = t->by;
    plain_step(t, "submit", "", 'w');
    if (t->no == 0)
        t->of->asker = asker;
}

/* Some lines of the requisition, now and then one that it has not, and one twice. */
static struct pairs random_pairs(struct trial *t) {
    struct dice *d = &t->r->dice;
    struct pairs p = {.count = (int)dice_from(d, 1, PAIRS_MOST)};
    for (int i = 0; i < p.count; i++) {
        bool again = true;
        for (int tries = 0; again && tries < 20; tries++) {
            p.item[i] = (int)dice_from(d, 0, MODEL_ITEMS - 1);
            again = !t->of->line[p.item[i]].there;
            for (int k = 0; k < i; k++)
                again = again || p.item[k] == p.item[i];
            again = again && !dice_one_in(d, 60);
        }
    }
    return p;
}

static const char *pair_words(const struct trial *t, const struct pairs *p) {
    const char *words = "";
    for (int i = 0; i < p->count; i++)
        words = mem_printf(t->r->w.mem, "%s %s %ld", words, model_codes[p->item[i]], p->copies[i]);
    return words;
}

static bool has_twin(const struct pairs *p) {
    for (int i = 0; i < p->count; i++)
        for (int k = 0; k < i; k++)
            if (p->item[i] == p->item[k])
                return true;
    return false;
}

/* The principal may lower lines, down to nothing, but not all of them. */
static void lower(struct trial *t, struct pairs *p) {
    int left = model_lines(t->of);
    for (int i = 0; i < p->count; i++) {
        const struct model_line *l = &t->of->line[p->item[i]];
        p->copies[i] = dice_one_in(&t->r->dice, 8) ? l->units + 1 : dice_from(&t->r->dice, 0, l->units);
        refuse(t, !l->there, ERR_NOT_FOUND);
        refuse(t, l->there && p->copies[i] > l->units, ERR_RULE);
        left -= l->there && p->copies[i] == 0;
    }
    refuse(t, left <= 0, ERR_RULE);
    refuse(t, has_twin(p), ERR_INPUT);
}

static void approve_by(struct trial *t, bool on_paper) {
    struct pairs p = {0};
    t->on_paper = on_paper;
    rule(t, "w", on_paper ? "cp" : "p", 'a');
    refuse(t, !on_paper && t->r->orders->users && (t->by == t->of->maker || t->by == t->of->asker), ERR_RULE);
    if (dice_one_in(&t->r->dice, 4)) {
        p = random_pairs(t);
        lower(t, &p);
    }
    const char *rest = mem_printf(t->r->w.mem, "%s%s", pair_words(t, &p), on_paper ? " --signed-copy" : "");
    if (!run_trial(t, "approve", rest))
        return;
    model_order_step(t->of, 'a', t->by, t->date);
    for (int i = 0; i < p.count; i++) {
        struct model_line *l = &t->of->line[p.item[i]];
        l->units = p.copies[i];
        l->copies = l->units * (l->per_unit ? l->per_unit : 1);
        l->there = l->units > 0;
    }
}

static void approve(struct trial *t) { approve_by(t, false); }
static void approve_signed(struct trial *t) { approve_by(t, true); }

static void give_back(struct trial *t) {
    rule(t, "wa", "p", 0);
    plain_step(t, "return", " --note again", 'd');
}

static void send(struct trial *t) {
    rule(t, "a", "cp", 's');
    plain_step(t, "send", "", 's');
    if (t->no == 0)
        t->of->sent = t->date;
}

static void close_short(struct trial *t) {
    rule(t, "sp", "cp", 'x');
    plain_step(t, "close", " --reason gone", 'x');
    if (t->no == 0)
        t->of->short_closed = true;
}

static void cancel(struct trial *t) {
    rule(t, "dwas", t->of->state == 'd' && t->by == t->of->maker ? "cp" : "p", 'c');
    plain_step(t, "cancel", " --reason gone", 'c');
}

/* ---- deliveries ---- */

struct arrival {
    struct pairs p;
    bool all, is_named;
    enum model_condition condition;
    int edition; /* named; 0: none is */
};

static struct arrival random_arrival(struct trial *t) {
    struct dice *d = &t->r->dice;
    struct arrival a = {.all = dice_one_in(d, 3)};
    if (!a.all || dice_one_in(d, 2))
        a.p = random_pairs(t);
    for (int i = 0; i < a.p.count; i++) {
        long missing = model_missing(t->of, a.p.item[i]);
        a.p.copies[i] = dice_from(d, missing == 0 || dice_one_in(d, 12) ? 0 : 1, missing + 1);
        if (dice_one_in(d, 3))
            a.p.copies[i] = missing;
        else if (dice_one_in(d, 6))
            a.p.copies[i] += dice_from(d, 1, 5); /* more than was ordered */
    }
    if (dice_one_in(d, a.all ? 40 : 3))
        a.condition = (enum model_condition)dice_from(d, MODEL_DAMAGED, MODEL_OLD_EDITION);
    for (int i = 0; a.condition == MODEL_OLD_EDITION && i < a.p.count; i++) /* best of an item that has an older one */
        if (model_current(t->r->model, a.p.item[i], t->date) > 1) {
            a.p = (struct pairs){1, {a.p.item[i]}, {a.p.copies[i]}};
            break;
        }
    if (dice_one_in(d, a.all ? 40 : 8) && a.condition != MODEL_OLD_EDITION && a.p.count > 0) {
        a.p.count = 1; /* the name is that of one item's edition */
        a.edition = (int)dice_from(d, 1, model_current(t->r->model, a.p.item[0], t->r->w.req.today));
    }
    return a;
}

/* Copies of the item that came, or -1: it is neither named nor the rest of all. */
static long came(const struct model_order *of, const struct arrival *a, int item) {
    for (int i = 0; i < a->p.count; i++)
        if (a->p.item[i] == item)
            return a->p.copies[i];
    return a->all && of->line[item].there ? model_missing(of, item) : -1;
}

static void rule_arrival(struct trial *t, const struct arrival *a) {
    long copies = 0;
    rule(t, "sp", "cp", t->of->short_closed ? 0 : 'x');
    for (int i = 0; i < a->p.count; i++)
        refuse(t, !t->of->line[a->p.item[i]].there, ERR_NOT_FOUND);
    refuse(t, has_twin(&a->p), ERR_INPUT);
    refuse(t, a->all && (a->condition != MODEL_GOOD || a->edition), ERR_INPUT);
    for (int i = 0; i < MODEL_ITEMS; i++) {
        long n = came(t->of, a, i);
        copies += n > 0 ? n : 0;
        refuse(t, n > 0 && a->condition == MODEL_OLD_EDITION && model_current(t->r->model, i, t->date) == 1, ERR_RULE);
    }
    refuse(t, copies == 0, ERR_INPUT);
}

/* One item of it: onto the shelf, of which edition, in which condition. */
static void arrive(struct trial *t, const struct arrival *a, int item, long copies) {
    struct model *m = t->r->model;
    int current = model_current(m, item, t->date);
    int edition = a->edition ? a->edition : a->condition == MODEL_OLD_EDITION ? current - 1 : current;
    struct model_delivery d = {.step = t->of->steps,
                               .item = item,
                               .date = t->date,
                               .condition = a->condition,
                               .copies = copies,
                               .movement = SIZE_MAX};
    if (edition < current && d.condition == MODEL_GOOD)
        d.condition = MODEL_OLD_EDITION;
    if (model_condition_counts(d.condition)) {
        model_put(m, item, &(struct model_movement){edition, t->date, copies, &model_kinds[0], false, true, 0});
        d.movement = m->item[item].count - 1;
        t->of->line[item].received += copies;
    }
    model_order_deliver(t->of, &d);
}

/* The places of the movements, as the program numbered them: they must not be undone one by one. */
static void learn_ids(struct trial *t) {
    struct requisition of;
    struct deliveries all;
    struct err e = {0};
    ck_assert_msg(requisition_load(&t->r->w.req, order_number(t->r, t->of), &of, &e) &&
                      deliveries_load(&t->r->w.req, &of, &all, &e),
                  "%s", e.message);
    for (size_t i = 0; i < t->of->count; i++)
        for (size_t k = 0; k < all.count; k++)
            if (all.list[k].item_id == t->of->deliveries[i].item + 1 && t->of->deliveries[i].movement != SIZE_MAX &&
                t->of->deliveries[i].step == t->of->steps && all.list[k].movement != INT_NONE)
                t->r->model->item[t->of->deliveries[i].item].list[t->of->deliveries[i].movement].id =
                    all.list[k].movement; /* the last of the item is the newest */
}

static void receive(struct trial *t) {
    static const char *const words[] = {"good", "damaged", "wrong-language", "old-edition"};
    struct arrival a = random_arrival(t);
    struct mem *m = t->r->w.mem;
    const char *rest = mem_printf(m, "%s%s", pair_words(t, &a.p), a.all ? " --all" : "");
    if (a.condition != MODEL_GOOD || (!a.all && dice_one_in(&t->r->dice, 10))) /* good may be said, too */
        rest = mem_printf(m, "%s --condition %s", rest, words[a.condition]);
    if (a.edition)
        rest = mem_printf(m, "%s --edition E%d", rest, a.edition);
    rule_arrival(t, &a);
    if (!run_trial(t, "receive", rest))
        return;
    long copies[MODEL_ITEMS]; /* before the first of them changes what is missing */
    for (int i = 0; i < MODEL_ITEMS; i++)
        copies[i] = came(t->of, &a, i);
    model_order_step(t->of, 'p', t->by, t->date);
    for (int i = 0; i < MODEL_ITEMS; i++)
        if (copies[i] > 0)
            arrive(t, &a, i, copies[i]);
    t->of->state = model_is_complete(t->of) ? 'x' : model_has_received(t->of) ? 'p' : 's';
    learn_ids(t);
}

/* Marks the last delivery as taken back, or not; false when there is none. `*others`: an earlier one stands. */
static bool mark_last(struct model_order *of, struct model *m, int last, bool gone) {
    bool any = false;
    for (size_t i = 0; i < of->count; i++) {
        struct model_delivery *d = &of->deliveries[i];
        if (d->step != last)
            continue;
        any = true;
        d->gone = gone;
        if (d->movement != SIZE_MAX)
            m->item[d->item].list[d->movement].gone = gone;
        if (model_condition_counts(d->condition))
            of->line[d->item].received += gone ? -d->copies : d->copies;
    }
    return any;
}

static int last_delivery(const struct model_order *of) {
    int last = 0;
    for (size_t i = 0; i < of->count; i++)
        if (!of->deliveries[i].gone && of->deliveries[i].step > last)
            last = of->deliveries[i].step;
    return last;
}

static void take_back(struct trial *t) {
    struct model *m = t->r->model;
    int last = last_delivery(t->of);
    rule(t, "spx", "cp", 0);
    refuse(t, last == 0 || t->of->short_closed, ERR_RULE);
    mark_last(t->of, m, last, true);
    for (int i = 0; i < MODEL_ITEMS; i++)
        refuse(t, t->of->line[i].there && !model_stands(m, i), ERR_RULE);
    bool again = t->of->taken_back && !dice_one_in(&t->r->dice, 4);
    refuse(t, t->of->taken_back && !again, ERR_RULE);
    if (!run_trial(t, "receive", again ? " --undo --again" : " --undo")) {
        mark_last(t->of, m, last, false);
        return;
    }
    model_order_step(t->of, model_is_complete(t->of) ? 'x' : model_has_received(t->of) ? 'p' : 's', t->by, t->date);
    t->of->taken_back = true;
}

/* One that is open, but for one time in twelve. */
static struct model_order *random_order(struct run *r) {
    size_t n = r->orders->count;
    struct model_order *list = r->orders->list;
    long open = 0;
    for (size_t i = 0; i < n; i++)
        open += model_is_open(&list[i]);
    if (open == 0 || dice_one_in(&r->dice, 12))
        return &list[dice_from(&r->dice, 0, (long)n - 1)];
    long at = dice_from(&r->dice, 1, open);
    for (size_t i = 0; i < n; i++)
        if (model_is_open(&list[i]) && --at == 0)
            return &list[i];
    return list;
}

/* ---- new ones ---- */

static void add_needed(struct run *r, struct model_order *of, const struct model_need *needs) {
    for (int i = 0; i < MODEL_ITEMS; i++)
        if (needs[i].copies > 0 && needs[i].ticked)
            put_line(r, of, i, needs[i].units);
}

/* Copies that have not come, rounded up to whole units as the line knew them. */
static void add_replaced(struct run *r, struct model_order *of, long old) {
    const struct model_order *from = &r->orders->list[old];
    for (int i = 0; i < MODEL_ITEMS; i++) {
        long missing = model_missing(from, i), per_unit = from->line[i].per_unit ? from->line[i].per_unit : 1;
        long units = (missing + per_unit - 1) / per_unit;
        if (missing > 0)
            of->line[i] = (struct model_line){true, units, from->line[i].per_unit, units * per_unit, 0};
    }
    of->replaces = old;
}

static void made(struct run *r, int by, int date, long old, const struct model_need *needs) {
    struct model_order *of = model_order_new(r->orders, date, by);
    if (needs)
        add_needed(r, of, needs);
    if (old >= 0) {
        add_replaced(r, of, old);
        if (model_is_open(&r->orders->list[old])) {
            model_order_step(&r->orders->list[old], 'x', by, date);
            r->orders->list[old].short_closed = true;
        }
        touch(r, &r->orders->list[old]);
    }
    of->urgent = strstr(r->line, "--urgent") != NULL;
    touch(r, of);
    if (strcmp(look_text(&r->w.answer, 0, "number"), order_number(r, of)) != 0)
        ck_abort_msg("%s: is %s, the model says %s", r->line, look_text(&r->w.answer, 0, "number"),
                     order_number(r, of));
}

/* --needed with nothing needed makes nothing. */
static bool is_needed(struct run *r, struct model_need *needs) {
    bool any = false;
    for (int i = 0; i < MODEL_ITEMS; i++) {
        needs[i] = model_need(r->orders, i, r->w.req.today);
        any = any || (needs[i].copies > 0 && needs[i].ticked);
    }
    return any;
}

static void make(struct run *r, int by) {
    struct dice *d = &r->dice;
    struct model_need needs[MODEL_ITEMS];
    bool needed = dice_one_in(d, 3), any = needed && is_needed(r, needs);
    long old = !needed && r->orders->count > 0 && dice_one_in(d, 2) ? place_of(r, random_order(r)) : -1;
    int date = r->w.req.today - (dice_one_in(d, 4) ? (int)dice_from(d, -1, BACK_MOST) : 0);
    unsigned no = model_is_a(r->orders, by, "cp") ? 0 : 1U << ERR_RULE;
    no |= date > r->w.req.today ? 1U << ERR_INPUT : 0;
    if (old >= 0) {
        const struct model_order *from = &r->orders->list[old];
        bool sent = strchr("spxc", from->state) != NULL, left = false;
        for (int i = 0; i < MODEL_ITEMS; i++)
            left = left || model_missing(from, i) > 0;
        no |= !sent || !left ? 1U << ERR_RULE : 0;
        no |= from->sent && date < from->sent ? 1U << ERR_INPUT : 0;
        for (size_t i = 0; i < r->orders->count; i++) /* once only */
            no |= r->orders->list[i].replaces == old && r->orders->list[i].state != 'c' ? 1U << ERR_CONFLICT : 0;
    }
    const char *text =
        mem_printf(r->w.mem, "requisition new%s%s", needed ? " --needed" : "", dice_one_in(d, 5) ? " --urgent" : "");
    if (old >= 0)
        text = mem_printf(r->w.mem, "%s --replaces %s", text, order_number(r, &r->orders->list[old]));
    if (date != r->w.req.today)
        text = mem_printf(r->w.mem, "%s --date %s", text, date_iso(r->w.mem, date));
    snprintf(r->line, sizeof r->line, "%s", text);
    r->w.req.actor = model_people[by].name;
    bool done = run_expect(r, no);
    r->w.req.actor = "ann";
    if (!done)
        return;
    if (needed && !any && r->w.answer.form != ANSWER_NULL)
        run_differ(r, "what was made", -1, 1, 0);
    if (!needed || any)
        made(r, by, date, old, needed ? needs : NULL);
}

/* From then on a line holds another number of copies; what is written down stays. */
static void set_unit(struct run *r) {
    int item = (int)dice_from(&r->dice, 0, MODEL_ITEMS - 1);
    long per_unit = dice_from(&r->dice, 1, 12);
    snprintf(r->line, sizeof r->line, "catalog set %s copies_per_unit=%ld", model_codes[item], per_unit);
    if (run_expect(r, 0))
        r->orders->per_unit[item] = per_unit;
}

/* ---- at random ---- */

static const struct {
    const char *leads; /* from the states in which a school would do it; at random also from the others */
    void (*run)(struct trial *t);
} operations[] = {
    {"ddddd", edit_add},       {"dd", edit_set},        {"d", edit_remove},  {"dddd", submit},
    {"wwwwww", approve},       {"www", approve_signed}, {"wa", give_back},   {"aaaaaa", send},
    {"sssssspppppp", receive}, {"px", take_back},       {"sp", close_short}, {"dwas", cancel},
};
enum { OPERATIONS = sizeof operations / sizeof *operations };

/* An operation that leads from the state, by its weight; one time in four any. */
static void random_step(struct run *r, struct trial *t) {
    size_t n = 0, weights = 0;
    for (size_t i = 0; i < OPERATIONS; i++)
        for (const char *s = operations[i].leads; *s; s++)
            weights += *s == t->of->state;
    if (weights == 0 || dice_one_in(&r->dice, 4)) {
        operations[dice_from(&r->dice, 0, OPERATIONS - 1)].run(t);
        return;
    }
    long at = dice_from(&r->dice, 1, (long)weights);
    for (n = 0; n < OPERATIONS; n++)
        for (const char *s = operations[n].leads; *s; s++)
            if (*s == t->of->state && --at == 0) {
                operations[n].run(t);
                return;
            }
}

static int random_person(struct run *r) {
    return (int)(dice_one_in(&r->dice, 12) ? dice_from(&r->dice, 0, MODEL_PEOPLE - 1) : dice_from(&r->dice, 0, 3));
}

static int random_date(struct run *r, const struct model_order *of) {
    struct dice *d = &r->dice;
    int today = r->w.req.today, from = of->sent ? of->sent : of->prepared;
    if (dice_one_in(d, 30))
        return from - (int)dice_from(d, 0, 2);
    if (dice_one_in(d, 60))
        return today + 1;
    return dice_one_in(d, 4) && from < today ? (int)dice_from(d, from, today) : today;
}

void order_operation(struct run *r) {
    size_t open = 0;
    for (size_t i = 0; i < r->orders->count; i++)
        open += model_is_open(&r->orders->list[i]);
    int by = random_person(r);
    if (dice_one_in(&r->dice, 100)) {
        set_unit(r);
    } else if (open == 0 || (open < OPEN_MOST && dice_one_in(&r->dice, 10))) {
        make(r, by);
    } else {
        struct model_order *of = random_order(r);
        struct trial t = {.r = r, .of = of, .by = by, .date = random_date(r, of)};
        random_step(r, &t);
    }
}
