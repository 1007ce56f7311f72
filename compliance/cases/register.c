#include "compliance/cases/register.h"

#include "base/db.h"
#include "base/text.h"
#include "compliance/audit/seal.h"
#include "compliance/cases/clock_rule.h"
#include "compliance/school/calendar.h"

#include <string.h>

/* ---- values ---- */

const char *register_get(const struct register_values *v, const char *name) {
    for (size_t i = 0; i < v->count; i++)
        if (strcmp(v->list[i].name, name) == 0)
            return v->list[i].value;
    return NULL;
}

void register_set(struct mem *m, struct register_values *v, const struct register_value *one) {
    for (size_t i = 0; i < v->count; i++)
        if (strcmp(v->list[i].name, one->name) == 0) {
            v->list[i] = *one;
            return;
        }
    v->list = mem_grow(m, v->list, v->count, sizeof *v->list);
    v->list[v->count++] = *one;
}

/* A line for each, its name, a tab, the value: no checked text holds either mark. */
static const char *pack(struct mem *m, const struct register_values *v, bool of_case) {
    struct buf b = {0};
    buf_text(&b, "");
    for (size_t i = 0; i < v->count; i++)
        if (v->list[i].of_case == of_case && v->list[i].value)
            buf_printf(&b, "%s\t%s\n", v->list[i].name, v->list[i].value);
    const char *text = mem_text(m, b.data);
    buf_free(&b);
    return text;
}

static void unpack(struct mem *m, const char *text, bool of_case, struct register_values *out) {
    while (text && *text) {
        const char *tab = strchr(text, '\t'), *end = strchr(text, '\n');
        if (!tab || !end || tab > end)
            return; /* changed from outside: verify finds it by the hash */
        const struct register_value one = {mem_textn(m, text, (size_t)(tab - text)),
                                           mem_textn(m, tab + 1, (size_t)(end - tab - 1)), of_case};
        register_set(m, out, &one);
        text = end + 1;
    }
}

const struct hint *register_hint(struct mem *m, const char *words, const struct register_book *b, const char *verb,
                                 long number) {
    return hint_new(m, words, mem_printf(m, "%s %s", b->noun, verb), "id", number ? mem_printf(m, "%ld", number) : NULL,
                    NULL);
}

/* ---- an entry from its events ---- */

static void clear_value(struct register_values *v, const char *name) {
    for (size_t i = 0; name && i < v->count; i++)
        if (strcmp(v->list[i].name, name) == 0)
            v->list[i].value = NULL;
}

static void reopen(struct register_entry *x) {
    for (size_t i = x->count; i-- > 0;) {
        const struct register_event *v = &x->events[i];
        if (!(v->step->flags & STEP_CLOSES))
            continue;
        for (size_t k = 0; k < v->values.count; k++)
            clear_value(&x->now, v->values.list[k].name);
        clear_value(&x->now, v->step->key);
        break;
    }
    x->status = REGISTER_OPEN;
    x->closed_on = DATE_NONE;
}

static void add_event(struct mem *m, struct register_entry *x, const struct register_event *v) {
    const struct register_step *step = v->step;
    if (step->flags & STEP_REOPENS)
        reopen(x);
    clear_value(&x->now, step->clears);
    if (step->flags & STEP_SETS_DAY)
        x->on = v->on;
    if (step->flags & STEP_CLOSES) {
        x->status = strcmp(step->name, "void") == 0 ? REGISTER_VOID : REGISTER_DONE;
        x->closed_on = v->on;
    }
    if (strcmp(step->name, "purge") == 0)
        x->purged_on = v->on;
    for (size_t i = 0; i < v->values.count; i++) {
        register_set(m, &x->now, &v->values.list[i]);
        x->has_case = x->has_case || v->values.list[i].of_case;
    }
    if (step->key)
        register_set(m, &x->now, &(struct register_value){step->key, date_iso(m, v->on), false});
    x->events = mem_grow(m, x->events, x->count, sizeof *x->events);
    x->events[x->count++] = *v;
}

static bool read_event(struct req *r, struct query *q, const struct register_book *book, struct register_event *v,
                       struct err *e) {
    const char *step = sql_get_text(q, 2, r->mem);
    *v = (struct register_event){.id = sql_get_int(q, 0),
                                 .step = register_step_find(book, step),
                                 .on = sql_get_date(q, 3),
                                 .at = sql_get_text(q, 4, r->mem),
                                 .by = sql_get_text(q, 5, r->mem)};
    unpack(r->mem, sql_get_text(q, 6, r->mem), false, &v->values);
    unpack(r->mem, sql_get_text(q, 7, r->mem), true, &v->values);
    chain_read_hash(q, 8, &v->hash);
    return (v->step && v->on != DATE_NONE) ||
           err_set(e, ERR_DAMAGED, "register", "register_event %ld is damaged: \"%s\" is not a step of %s", v->id,
                   text_shown(r->mem, step), book->noun);
}

/* Exclude the day of the request, include the last (docs/clocks.md, Counting). */
static bool set_due(struct req *r, const struct register_book *book, struct register_entries *out, struct err *e) {
    const struct calendar *c;
    if (!book->clock)
        return true;
    if (!calendar_load(r, &c, e))
        return false;
    for (size_t i = 0; i < out->count; i++) {
        struct register_entry *x = &out->list[i];
        x->due = x->on;
        for (long n = clock_rule_find(book->clock)->length; n > 0;)
            n -= calendar_is_working_day(c, ++x->due);
        x->holidays_known = calendar_has(c, x->on) && calendar_has(c, x->due);
    }
    return true;
}

bool register_load(struct req *r, const struct register_book *book, struct register_choice choice,
                   struct register_entries *out, struct err *e) {
    struct query *q = sql(
        r->db, "SELECT e.id, e.entry, e.step, e.on_date, e.at, e.actor, e.facts, c.text, e.hash FROM register_event e "
               "LEFT JOIN register_case c ON c.school = e.school AND c.event = e.id WHERE e.school = $1 "
               "AND e.register = $2 AND e.entry >= $3 AND e.entry <= $4 AND ($5 = 0 OR NOT EXISTS (SELECT 1 FROM "
               "register_event d WHERE d.school = e.school AND d.register = e.register AND d.entry = e.entry "
               "AND d.step IN ('done', 'void') AND NOT EXISTS (SELECT 1 FROM register_event o WHERE "
               "o.school = d.school AND o.register = d.register AND o.entry = d.entry AND o.step = 'reopen' "
               "AND o.id > d.id))) ORDER BY e.entry, e.id");
    bool ok = true;
    *out = (struct register_entries){0};
    sql_int(q, r->school);
    sql_text(q, book->noun);
    sql_int(q, choice.number ? choice.number : 1);
    sql_int(q, choice.number ? choice.number : LONG_MAX);
    sql_int(q, choice.open_only);
    while (ok && sql_row(q)) {
        struct register_event v;
        long number = sql_get_int(q, 1);
        if (out->count == 0 || out->list[out->count - 1].number != number) {
            out->list = mem_grow(r->mem, out->list, out->count, sizeof *out->list);
            out->list[out->count++] = (struct register_entry){
                .book = book, .number = number, .closed_on = DATE_NONE, .purged_on = DATE_NONE, .due = DATE_NONE};
        }
        ok = read_event(r, q, book, &v, e);
        if (ok)
            add_event(r->mem, &out->list[out->count - 1], &v);
    }
    bool ended = sql_end(q, e);
    return ok && ended && set_due(r, book, out, e);
}

bool register_load_one(struct req *r, const struct register_book *book, long number, struct register_entry *out,
                       struct err *e) {
    struct register_entries found;
    if (!register_load(r, book, (struct register_choice){number, false}, &found, e))
        return false;
    if (found.count == 0)
        return err_hinted(e, register_hint(r->mem, mem_printf(r->mem, "The %s", book->plural), book, "list", 0),
                          ERR_NOT_FOUND, "id", "there is no %s %ld", book->one, number);
    *out = found.list[0];
    return true;
}

/* ---- recording ---- */

bool register_next(struct req *r, const struct register_book *book, long *number, struct err *e) {
    struct query *q = sql(r->db, "SELECT max(entry) FROM register_event WHERE school = $1 AND register = $2");
    sql_int(q, r->school);
    sql_text(q, book->noun);
    *number = sql_row(q) && sql_get_int(q, 0) != INT_NONE ? sql_get_int(q, 0) + 1 : 1;
    return sql_end(q, e);
}

static const struct chain_column columns[] = {
    {"register", CHAIN_TEXT}, {"entry", CHAIN_INT},  {"step", CHAIN_TEXT},  {"on_date", CHAIN_TEXT},
    {"at", CHAIN_TEXT},       {"actor", CHAIN_TEXT}, {"facts", CHAIN_TEXT}, {"seal", CHAIN_TEXT},
};
const struct chain_table register_table = CHAIN_TABLE("register_event", columns, NULL);

struct stored {
    long id, entry;
    const char *book, *step, *on, *facts, *seal;
};

static bool put_row(struct trail *t, struct stored *s, struct err *e) {
    const struct chain_value row[] = {{s->book},     {.number = s->entry}, {s->step},  {s->on},
                                      {t->req->now}, {t->req->actor},      {s->facts}, {s->seal}};
    return chain_put(t, &register_table, row, &s->id, e);
}

bool register_put(struct trail *t, const struct register_draft *d, long number, struct err *e) {
    struct req *r = t->req;
    unsigned char salt[SALT_BYTES];
    const char *text = pack(r->mem, &d->values, true);
    struct stored s = {.entry = number,
                       .book = d->book->noun,
                       .step = d->step->name,
                       .on = date_iso(r->mem, d->on),
                       .facts = pack(r->mem, &d->values, false)};
    if (*text) {
        hash_salt(salt);
        s.seal = seal_of(r->mem, salt, text);
    }
    if (!put_row(t, &s, e))
        return false;
    if (!*text)
        return true;
    struct query *q = sql(r->db, "INSERT INTO register_case (school, event, salt, text) VALUES ($1, $2, $3, $4)");
    sql_int(q, r->school);
    sql_int(q, s.id);
    sql_blob(q, salt, sizeof salt);
    sql_text(q, text);
    return sql_do(q, e);
}

/* ---- purging ---- */

/* First the row that records it: without that row, the store refuses to delete the text. */
bool register_purge(struct trail *t, const struct register_entry *x, struct err *e) {
    struct req *r = t->req;
    struct stored s = {
        .entry = x->number, .book = x->book->noun, .step = "purge", .on = date_iso(r->mem, r->today), .facts = ""};
    if (!put_row(t, &s, e))
        return false;
    struct query *q = sql(r->db, "DELETE FROM register_case WHERE school = $1 AND event IN (SELECT id FROM "
                                 "register_event WHERE school = $1 AND register = $2 AND entry = $3)");
    sql_int(q, r->school);
    sql_text(q, x->book->noun);
    sql_int(q, x->number);
    return sql_do(q, e);
}

/* ---- verifying ---- */

bool register_verify(struct req *r, void (*found)(void *where, const char *what), void *where, struct err *e) {
    struct query *q = sql(
        r->db, "SELECT e.id, e.seal, c.salt, c.text, EXISTS (SELECT 1 FROM register_event p WHERE p.school = e.school "
               "AND p.register = e.register AND p.entry = e.entry AND p.id > e.id AND p.step = 'purge') FROM "
               "register_event e LEFT JOIN register_case c ON c.school = e.school AND c.event = e.id "
               "WHERE e.school = $1 ORDER BY e.id");
    struct mem *m = mem_new();
    sql_int(q, r->school);
    while (sql_row(q)) {
        mem_reset(m);
        const char *fault = seal_fault(m, q);
        if (fault)
            found(where,
                  mem_printf(r->mem, "register_event %ld: what it says of its case %s", sql_get_int(q, 0), fault));
    }
    mem_free(m);
    return sql_end(q, e);
}
