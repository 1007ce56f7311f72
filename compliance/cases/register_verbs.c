/* The verbs of the registers. Each function serves them all: the verb that is asked for names the register. */
#include "compliance/cases/register_verbs.h"
#include "base/text.h"
#include "compliance/audit/disclosure.h"
#include "compliance/cases/checklist.h"
#include "compliance/cases/register_input.h"
#include "compliance/cases/register_same.h"
#include "compliance/cases/register_show.h"
#include "compliance/cases/retention.h"
#include "compliance/school/calendar.h"

#include <string.h>

static const struct register_book *asked(const struct req *r) { return register_find(r->verb->noun); }

static const char *subject(struct mem *m, const struct register_book *book, long number) {
    return mem_printf(m, "%s %ld", book->noun, number);
}

/* For the trail, which is never purged: of a case only which values there were. */
static const char *detail(struct mem *m, const struct register_draft *d) {
    const char *words = mem_printf(m, "on %s", date_iso(m, d->on));
    for (size_t i = 0; i < d->values.count; i++) {
        const struct register_value *v = &d->values.list[i];
        words =
            v->of_case ? mem_printf(m, "%s; %s", words, v->name) : mem_printf(m, "%s; %s %s", words, v->name, v->value);
    }
    return words;
}

static const char *capital(struct mem *m, const char *words) {
    char *text = mem_text(m, words);
    if (*text >= 'a' && *text <= 'z')
        *text = (char)(*text - 'a' + 'A');
    return text;
}

/* A meeting may be on any day, but a day without school is more often a slip. */
static bool note_day(struct req *r, struct answer *a, int on, struct err *e) {
    const struct calendar *c;
    if (!calendar_load(r, &c, e))
        return false;
    if (!calendar_is_school_day(c, on))
        answer_note(r, a, "%s %s is not a school day", date_weekday_names[date_weekday(on)], date_iso(r->mem, on));
    return true;
}

/* "Meeting 3: participants notified on 2026-09-20." and what is left to do. Before the change is stored, so that one
 * that cannot be answered is not stored. */
static bool tell(struct req *r, struct answer *a, const struct register_draft *d, long number, struct err *e) {
    struct register_entry x;
    if (!register_load_one(r, d->book, number, &x, e))
        return false;
    const char *stands = x.status == REGISTER_OPEN && d->book->stands ? d->book->stands(r, &x) : NULL;
    register_answer_one(r, a, r->verb->shape, &x);
    a->text_only = true;
    bool ahead = d->book->ahead && d->step->flags & STEP_SETS_DAY;
    if ((ahead && !note_day(r, a, d->on, e)) || !register_note_same(d, &x, a, e))
        return false;
    a->text = mem_printf(r->mem, "%s %ld: %s%s %s.%s%s", capital(r->mem, d->book->one), number, d->step->said,
                         ahead ? "" : " on", date_iso(r->mem, d->on), stands ? "\n" : "", stands ? stands : "");
    answer_next(r, a, register_asks(r, &x));
    return true;
}

/* ---- making an entry ---- */

static bool put_days_within(struct trail *t, const struct register_draft *first, long number, struct err *e) {
    bool ok = true;
    for (const struct register_step *s = first->book->steps; ok && s->name; s++) {
        struct register_draft d = {t->req, first->fields, first->book, s, NULL, register_day_within(first, s), {0}};
        ok = d.on == DATE_NONE || register_put(t, &d, number, e);
    }
    return ok;
}

static bool add(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    const struct register_book *book = asked(r);
    struct register_draft d = {r, f, book, &book->steps[0], NULL, DATE_NONE, {0}};
    struct trail t;
    long number = 0;
    if (!register_read(&d, e) || !trail_begin(&t, r, e))
        return false;
    bool ok = register_next(r, book, &number, e) && register_put(&t, &d, number, e) &&
              put_days_within(&t, &d, number, e) && tell(r, a, &d, number, e);
    return trail_end(&t, ok, mem_printf(r->mem, "%s add", book->noun), subject(r->mem, book, number),
                     ok ? detail(r->mem, &d) : "", e);
}

/* ---- what happens to it later ---- */

static bool step(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    const struct register_book *book = asked(r);
    struct register_entry x;
    struct register_draft d = {r, f, book, register_step_find(book, r->verb->name), NULL, DATE_NONE, {0}};
    struct trail t;
    long number = field_int(f, "id", 0);
    if (register_load_one(r, book, number, &x, e))
        d.entry = &x;
    else if (!problem_take(&r->problems, 0, e))
        return false;
    if (!register_read(&d, e) || !trail_begin(&t, r, e))
        return false;
    bool ok = register_put(&t, &d, number, e) && tell(r, a, &d, number, e);
    return trail_end(&t, ok, mem_printf(r->mem, "%s %s", book->noun, d.step->name), subject(r->mem, book, number),
                     ok ? detail(r->mem, &d) : "", e);
}

/* ---- reading ---- */

/* The example of `add`, so that it can be copied and changed. */
static const struct hint *add_hint(struct req *r, const struct register_book *book) {
    const struct hint *h = register_hint(r->mem, "To make an entry", book, book->steps[0].name, 0);
    for (const struct field *f = book->steps[0].example; f->name; f++)
        h = hint_with(r->mem, h, f->name, f->value);
    return h;
}

static bool list(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    const struct register_book *book = asked(r);
    struct register_entries found;
    if (!register_choose(r, f, book, false, &found, e))
        return false;
    register_sort(&found);
    register_answer_list(r, a, r->verb->shape, &found);
    bool chosen = fields_has(f, "open") || fields_has(f, "year") || fields_has(f, "ref");
    a->text = found.count == 0 ? mem_printf(r->mem, "Nothing%s is in this register%s.", chosen ? " of that kind" : "",
                                            chosen ? "" : " that is open or of this school year")
                               : register_holidays(&found);
    if (found.count == 0)
        answer_next(r, a, add_hint(r, book));
    return true;
}

static bool show(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    const struct register_book *book = asked(r);
    struct register_entry x;
    if (!register_load_one(r, book, field_int(f, "id", 0), &x, e))
        return false;
    const char *ref = register_get(&x.now, "ref");
    if (!disclosure_tell(r, f, &(struct disclosure){subject(r->mem, book, x.number), &ref, 1}, e))
        return false;
    register_answer_one(r, a, r->verb->shape, &x);
    a->before = mem_printf(r->mem, "%s\t%s", book->title, book->duty);
    if (x.purged_on != DATE_NONE)
        a->text = mem_printf(r->mem, "What was kept of its case was purged on %s.", date_iso(r->mem, x.purged_on));
    if (x.status == REGISTER_OPEN && book->stands)
        a->text = book->stands(r, &x);
    answer_next(r, a, register_asks(r, &x));
    return true;
}

/* The verb's shape has the columns of cases; that without them is the same, cut short. */
static bool export(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct register_entries found;
    bool cases = fields_has(f, "cases");
    if (!register_choose(r, f, asked(r), true, &found, e) || (cases && !register_tell_read(r, f, &found, e)))
        return false;
    register_answer_list(r, a, cases ? r->verb->shape : r->verb->shape - DEPTH_CASE + DEPTH_PLAIN, &found);
    a->as_csv = true;
    return true;
}

/* ---- purging ---- */

static bool purge_old(struct trail *t, const struct register_book *book, struct purged *p, struct err *e) {
    struct retention all;
    size_t own = 0;
    if (!retention_load(t->req, &all, e))
        return false;
    while (register_books[own] != book)
        own++;
    for (size_t i = 0; i < all.entries[own].count; i++) {
        const struct register_entry *x = &all.entries[own].list[i];
        bool over = x->status != REGISTER_OPEN && x->closed_on <= p->closed_by;
        if (!x->has_case || !over || !retention_is_over(&all, register_get(&x->now, "ref"), p->closed_by))
            continue;
        if (!register_purge(t, x, e))
            return false;
        p->numbers = mem_join(t->req->mem, p->numbers, ", ", "%ld", x->number);
        p->count++;
    }
    return true;
}

static bool purge(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct purged p = {.numbers = ""};
    struct trail t;
    bool dry = fields_has(f, "dry-run");
    if (!retention_until(r, f, &p.closed_by, e) || !trail_begin(&t, r, e))
        return false;
    const char *day = date_iso(r->mem, p.closed_by), *noun = r->verb->noun;
    bool ok = purge_old(&t, asked(r), &p, e);
    p.purged = p.count > 0 && !dry;
    retention_answer(r, a, &p);
    if (p.count == 0)
        a->text = mem_printf(
            r->mem, "Nothing was purged of %s: no case was over by %s in all its clocks and registers.", noun, day);
    else if (dry)
        a->text = mem_printf(r->mem, "%ld of %s, of cases closed on or before %s, would be purged: %s.", p.count, noun,
                             day, p.numbers);
    else
        a->text = mem_printf(r->mem,
                             "Purged, closed on or before %s: %s %s. References and texts are gone from this file; the "
                             "days stay, and the chain verifies.\n%s",
                             day, noun, p.numbers, retention_backups);
    if (ok && !p.purged) {
        trail_drop(&t);
        return true;
    }
    return trail_end(&t, ok, mem_printf(r->mem, "%s purge", noun), mem_printf(r->mem, "%ld of %s", p.count, noun),
                     mem_printf(r->mem, "closed on or before %s: %s", day, p.numbers), e);
}

/* ---- the rows ---- */

static const struct param list_params[] = {
    {"open", PARAM_FLAG, KIND_TEXT, NULL, "only what is open", NULL},
    {"year", PARAM_OPTION, KIND_YEAR, "YEAR", "one school year, like 2026-27", NULL},
    {"ref", PARAM_OPTION, KIND_TEXT, "CASE", "one case, by its reference", NULL, .most = REGISTER_REF_MOST},
    {0},
};
static const struct param show_params[] = {
    {"id", PARAM_ARG, KIND_INT, "ID", "its number", NULL, 1, INT_MOST},
    {"why", PARAM_OPTION, KIND_TEXT, "TEXT", "why it is read; the trail keeps who and why", NULL,
     .most = REGISTER_TEXT_MOST},
    {0},
};
const struct param register_export_params[] = {
    {"cases", PARAM_FLAG, KIND_TEXT, NULL, "with references and texts of cases; the trail records it", NULL},
    {"why", PARAM_OPTION, KIND_TEXT, "TEXT", "why cases are read", NULL, .most = REGISTER_TEXT_MOST},
    {"open", PARAM_FLAG, KIND_TEXT, NULL, "only what is open", NULL},
    {"year", PARAM_OPTION, KIND_YEAR, "YEAR", "one school year, like 2026-27", NULL},
    {"out", PARAM_OPTION, KIND_OUT_FILE, "F", "the file to write; - is standard output", NULL},
    {0},
};

/* Those of one verb, being made. */
struct params {
    struct mem *m;
    struct param *list;
    size_t count;
};

static void add_param(struct params *p, struct param one) {
    p->list = mem_grow(p->m, p->list, p->count, sizeof *p->list);
    p->list[p->count++] = one;
}

static struct param param_of(struct mem *m, const struct register_field *f) {
    struct param p = {f->name, PARAM_OPTION, KIND_TEXT, f->shown, f->what, f->words, .flags = TEXT_NEEDED};
    p.form = f->flags & FIELD_PLACE     ? PARAM_ARG
             : f->flags & FIELD_PAIR    ? PARAM_REPEAT
             : f->flags & FIELD_NEEDED  ? PARAM_NEEDED
             : f->kind == REGISTER_FLAG ? PARAM_FLAG
                                        : PARAM_OPTION;
    p.kind = f->kind == REGISTER_MINUTES    ? KIND_INT
             : f->kind == REGISTER_LANGUAGE ? KIND_LANGUAGE
             : f->kind == REGISTER_YEAR     ? KIND_YEAR
                                            : KIND_TEXT;
    p.least = f->kind == REGISTER_MINUTES;
    p.most = f->kind == REGISTER_MINUTES ? REGISTER_MINUTES_MOST
             : f->kind == REGISTER_REF   ? REGISTER_REF_MOST
             : f->flags & FIELD_CASE     ? REGISTER_TEXT_MOST
                                         : REGISTER_PLAIN_MOST;
    if (f->kind == REGISTER_DOCUMENT && !f->words)
        p.words = checklist_words(m);
    return p;
}

static void add_fields(struct params *p, const struct register_step *s, unsigned form) {
    for (const struct register_field *f = s->fields; f->name; f++)
        if ((f->flags & FIELD_FORM) == form)
            add_param(p, param_of(p->m, f));
}

/* A day that may lie ahead has no default, and is needed. */
static const struct param *step_params(struct mem *m, const struct register_book *b, const struct register_step *s) {
    struct params p = {m, NULL, 0};
    const bool first = s == b->steps, ahead = b->ahead && s->flags & STEP_SETS_DAY;
    const char *what = s->day ? s->day : "the day (default: today)";
    if (first)
        what = ahead ? b->day : mem_printf(m, "%s (default: today)", b->day);
    const struct param day = {"on", ahead ? PARAM_NEEDED : PARAM_OPTION, KIND_DATE, "DATE", what,
                              NULL, .flags = ahead ? 0 : DATE_PAST};
    if (!first)
        add_param(&p, (struct param){"id", PARAM_ARG, KIND_INT, "ID", mem_printf(m, "the number of the %s", b->one),
                                     NULL, 1, INT_MOST});
    add_fields(&p, s, FIELD_PLACE);
    add_fields(&p, s, FIELD_PAIR);
    if (ahead)
        add_param(&p, day);
    add_fields(&p, s, FIELD_NEEDED);
    if (!ahead)
        add_param(&p, day);
    for (const struct register_step *k = b->steps; first && k->name; k++)
        if (k->key_what)
            add_param(&p,
                      (struct param){k->key, PARAM_OPTION, KIND_DATE, "DATE", k->key_what, NULL, .flags = DATE_PAST});
    add_fields(&p, s, 0);
    add_param(&p, (struct param){0});
    return p.list;
}

/* The rows of all books, being made. */
struct making {
    struct mem *m;
    struct verb *list;
    size_t count;
};

static void add_row(struct making *t, const struct verb *one) {
    t->list = mem_grow(t->m, t->list, t->count, sizeof *t->list);
    t->list[t->count++] = *one;
}

static void add_step(struct making *t, const struct register_book *b, const struct register_step *s,
                     const struct shape *shape) {
    static const struct field example[] = {{.name = "id", .value = "3"}, {0}};
    add_row(t, &(struct verb){b->noun, s->name, s->what ? s->what : b->closes, ACCESS_WRITE, 0, ROLES_OFFICE,
                              s == b->steps ? add : step, step_params(t->m, b, s), shape,
                              s->example ? s->example : example,
                              s->flags & STEP_EDITS ? mem_printf(t->m, "%s show", b->noun) : NULL});
}

static void add_common_step(struct making *t, const struct register_book *b, const char *name,
                            const struct shape *shape) {
    struct register_step s = *register_step_find(b, name);
    s.what = mem_printf(t->m, "the %s %s", b->one, s.what);
    add_step(t, b, &s, shape);
}

static void add_book(struct making *t, const struct register_book *b) {
    static const struct field why[] = {{.name = "id", .value = "3"}, {.name = "why", .value = "the parent asks"}, {0}};
    static const struct field out[] = {{.name = "year", .value = "2026-27"}, {.name = "out", .value = "out.csv"}, {0}};
    static const struct field old[] = {{.name = "older-than", .value = "5"}, {.name = "dry-run", .value = "yes"}, {0}};
    struct mem *m = t->m;
    const struct shape *shapes = register_shapes(m, b), *ref = &shapes[DEPTH_REF];
    for (const struct register_step *s = b->steps; s->name; s++)
        add_step(t, b, s, ref);
    add_row(t, &(struct verb){b->noun, "list",
                              mem_printf(m, "the %s that are open or of this school year%s", b->plural,
                                         b->clock ? ", with what is due" : ""),
                              ACCESS_READ, NOUN_ALONE, ROLES_ALL, list, list_params, ref, NULL, NULL});
    add_row(t, &(struct verb){b->noun, "show",
                              mem_printf(m, "one %s with all that is kept; the trail shows who read it", b->one),
                              ACCESS_READ_LOGGED, 0, ROLES_ALL, show, show_params, &shapes[DEPTH_ENTRY], why, NULL});
    add_row(t, &(struct verb){b->noun, "export", mem_printf(m, "the %s as CSV", b->plural), ACCESS_READ_LOGGED, 0,
                              ROLES_ALL, export, register_export_params, &shapes[DEPTH_CASE], out, NULL});
    if (b->own)
        add_row(t, b->own);
    add_common_step(t, b, "void", ref);
    add_common_step(t, b, "reopen", ref);
    add_row(t, &(struct verb){b->noun, "purge", "remove what is said of cases closed long ago; backups keep it",
                              ACCESS_WRITE, 0, ROLES_OFFICE, purge, retention_params, &purged_shape, old, NULL});
}

const struct verbs *register_verbs(struct mem *m) {
    struct making t = {m, NULL, 0};
    struct verbs *all = mem_alloc(m, sizeof *all);
    for (size_t i = 0; register_books[i]; i++)
        add_book(&t, register_books[i]);
    *all = (struct verbs){t.list, t.count};
    return all;
}
