#include "inventory/shelf/given.h"

#include "base/db.h"
#include "catalog/edition.h"
#include "compliance/school/year.h"
#include "inventory/shelf/movement.h"
#include "inventory/shelf/notice.h"

#include <stdlib.h>
#include <string.h>

static const struct column given_columns[] = {
    {"head", "", CELL_TEXT, offsetof(struct given, head), COLUMN_PLAIN | COLUMN_ABOVE, NULL},
    {"reason", NULL, CELL_TEXT, offsetof(struct given, reason), 0, NULL},
    {"words", NULL, CELL_TEXT, offsetof(struct given, words), 0, NULL},
    {"citation", NULL, CELL_TEXT, offsetof(struct given, citation), 0, NULL},
    {"item", "ITEM", CELL_TEXT, offsetof(struct given, item), COLUMN_WRAP, NULL},
    {"language_short", "LANGUAGE", CELL_TEXT, offsetof(struct given, language_short), COLUMN_PLAIN, NULL},
    {"languages", NULL, CELL_TEXTS, offsetof(struct given, languages), 0, NULL},
    {"edition", "EDITION", CELL_TEXT, offsetof(struct given, edition), COLUMN_WRAP, NULL},
    {"copies", "COPIES", CELL_INT, offsetof(struct given, copies), 0, NULL},
    {"times", "TIMES", CELL_INT, offsetof(struct given, times), 0, NULL},
    {"paper", "PAPER", CELL_INT, offsetof(struct given, paper), 0, NULL},
    {"email", "E-MAIL", CELL_INT, offsetof(struct given, email), 0, NULL},
    {"web", "WEB", CELL_INT, offsetof(struct given, web), 0, NULL},
};
static const struct shape given_shape = SHAPE(given_columns, given);

struct tally {
    struct req *req;
    struct items items;
    struct editions editions;
    struct languages all_languages;
    const struct language *language; /* NULL: every language */
    const char *reason;              /* NULL: every reason, and rows without one */
    int year;
    struct given_year *out;
};

static bool item_speaks(const struct tally *t, const struct item *i) {
    bool speaks = !t->language;
    for (size_t k = 0; t->language && i->tags[k]; k++)
        speaks = speaks || strcmp(i->tags[k], t->language->tag) == 0;
    return speaks;
}

static const char *edition_name(const struct tally *t, long item, long number) {
    for (size_t i = 0; i < t->editions.count; i++)
        if (t->editions.list[i].item == item && t->editions.list[i].number == number)
            return t->editions.list[i].name;
    return NULL;
}

/* Finds the row of that reason, item and edition, or makes it. */
static struct given *row_of(struct tally *t, const char *reason, const struct item *i, long edition) {
    struct mem *m = t->req->mem;
    size_t place = 0;
    while (issue_reasons[place].name && !(reason && strcmp(issue_reasons[place].name, reason) == 0))
        place++;
    size_t item_place = (size_t)(i - t->items.list);
    struct given_year *out = t->out;
    for (size_t k = 0; k < out->count; k++)
        if (out->list[k].reason_place == place && out->list[k].item_place == item_place &&
            out->list[k].edition_number == edition)
            return &out->list[k];
    out->list = mem_grow(m, out->list, out->count, sizeof *out->list);
    struct given *row = &out->list[out->count++];
    const struct issue_reason *known = issue_reasons[place].name ? &issue_reasons[place] : NULL;
    *row = (struct given){.reason = reason ? mem_text(m, reason) : NULL,
                          .words = known ? known->words : "(no reason)",
                          .citation = known ? known->citation : NULL,
                          .item = i->code,
                          .title = i->short_title,
                          .language_short = item_language_short(m, &t->all_languages, i),
                          .edition = edition_name(t, i->id, edition),
                          .languages = i->tags,
                          .reason_place = place,
                          .item_place = item_place,
                          .edition_number = edition};
    return row;
}

/* The query gives item, edition, reason, how, copies (above zero), times. */
static bool add_rows(struct tally *t, struct query *q, struct err *e) {
    sql_int(q, t->req->school);
    sql_date(q, year_begin(t->year));
    sql_date(q, year_end(t->year));
    sql_text(q, t->reason);
    while (sql_row(q)) {
        const struct item *i = item_by_id(&t->items, sql_get_int(q, 0));
        if (!i || !item_speaks(t, i))
            continue;
        struct given *row = row_of(t, sql_peek_text(q, 2), i, sql_get_int(q, 1));
        const char *how = sql_peek_text(q, 3);
        long copies = sql_get_int(q, 4);
        row->copies += copies;
        row->times += sql_get_int(q, 5);
        if (!notice_is(how)) /* without `how` it was paper */
            row->paper += copies;
        else if (strcmp(how, "email") == 0)
            row->email += copies;
        else
            row->web += copies;
    }
    return sql_end(q, e);
}

static bool add_movements(struct tally *t, struct err *e) {
    return add_rows(t,
                    sql(t->req->db, "SELECT m.item, m.edition, m.reason, m.how, sum(-m.quantity), count(*) FROM item i "
                                    "JOIN movement m ON m.school = i.school AND m.item = i.id AND "
                                    "m.on_date BETWEEN $2 AND $3 WHERE i.school = $1 AND m.kind = 'issue' AND "
                                    "m.reverses IS NULL AND ($4 IS NULL OR m.reason = $4) AND NOT EXISTS "
                                    "(SELECT 1 FROM movement u WHERE u.school = m.school AND u.reverses = m.id) "
                                    "GROUP BY m.item, m.edition, m.reason, m.how"),
                    e);
}

static bool add_notices(struct tally *t, struct err *e) {
    return add_rows(t,
                    sql(t->req->db, "SELECT n.item, n.edition, n.reason, n.how, sum(n.copies), count(*) FROM notice n "
                                    "WHERE n.school = $1 AND n.on_date BETWEEN $2 AND $3 AND n.reverses IS NULL AND "
                                    "($4 IS NULL OR n.reason = $4) AND NOT EXISTS "
                                    "(SELECT 1 FROM notice u WHERE u.school = n.school AND u.reverses = n.id) "
                                    "GROUP BY n.item, n.edition, n.reason, n.how"),
                    e);
}

/* Copies that came back, and copies that left without a record: neither has a reason of giving. */
static bool add_others(struct tally *t, struct err *e) {
    struct query *q =
        sql(t->req->db, "SELECT m.item, m.kind, sum(m.quantity) FROM item i JOIN movement m ON m.school = i.school AND "
                        "m.item = i.id AND m.on_date BETWEEN $2 AND $3 WHERE i.school = $1 AND (m.kind = 'return' OR "
                        "(m.kind = 'adjust' AND m.reason = 'unrecorded')) GROUP BY m.item, m.kind");
    sql_int(q, t->req->school);
    sql_date(q, year_begin(t->year));
    sql_date(q, year_end(t->year));
    while (sql_row(q)) {
        const struct item *i = item_by_id(&t->items, sql_get_int(q, 0));
        if (!i || !item_speaks(t, i))
            continue;
        if (strcmp(sql_peek_text(q, 1), "return") == 0)
            t->out->returned += sql_get_int(q, 2);
        else
            t->out->unrecorded -= sql_get_int(q, 2);
    }
    return sql_end(q, e);
}

/* ---- the answer ---- */

static int in_order(const void *a, const void *b) {
    const struct given *x = a, *y = b;
    if (x->reason_place != y->reason_place)
        return x->reason_place < y->reason_place ? -1 : 1;
    if (x->item_place != y->item_place)
        return x->item_place < y->item_place ? -1 : 1;
    return x->edition_number < y->edition_number ? -1 : 1;
}

static const char *copies_times(struct mem *m, long copies, long times) {
    return mem_printf(m, "%ld %s, %ld %s", copies, copies == 1 ? "copy" : "copies", times,
                      times == 1 ? "time" : "times");
}

/* Puts the words and totals of each reason above its first row. */
static void add_heads(struct mem *m, struct given_year *t) {
    for (size_t i = 0, next; i < t->count; i = next) {
        struct given *first = &t->list[i];
        long copies = 0, times = 0;
        for (next = i; next < t->count && t->list[next].reason_place == first->reason_place; next++) {
            copies += t->list[next].copies;
            times += t->list[next].times;
            t->sent += t->list[next].email + t->list[next].web;
        }
        t->copies += copies;
        t->times += times;
        first->head = first->reason ? mem_printf(m, "%s, %s (%s): %s", first->reason, first->words, first->citation,
                                                 copies_times(m, copies, times))
                                    : mem_printf(m, "%s: %s; give a reason next time", first->words,
                                                 copies_times(m, copies, times));
    }
}

/* "in 2026-27 for an assessment plan (EC 56321(a)), in Armenian" */
static const char *scope(const struct tally *t) {
    struct mem *m = t->req->mem;
    const char *words = mem_printf(m, "in %s", year_text(m, t->year));
    for (size_t i = 0; t->reason && issue_reasons[i].name; i++)
        if (strcmp(issue_reasons[i].name, t->reason) == 0)
            words = mem_printf(m, "%s %s (%s)", words, issue_reasons[i].words, issue_reasons[i].citation);
    return t->language ? mem_printf(m, "%s, in %s", words, t->language->english) : words;
}

/* "Handed out in 2026-27: 11 copies, 2 times; 1 of them by e-mail or web link." */
static const char *total(const struct tally *t) {
    struct mem *m = t->req->mem;
    const struct given_year *all = t->out;
    if (all->count == 0)
        return mem_printf(m, "Nothing was handed out %s.", scope(t));
    const char *of_them = all->sent > 0 ? mem_printf(m, "; %ld of them by e-mail or web link", all->sent) : "";
    return mem_printf(m, "Handed out %s: %s%s.", scope(t), copies_times(m, all->copies, all->times), of_them);
}

static const char *foot(struct mem *m, const struct given_year *t) {
    const char *text = "";
    if (t->returned > 0)
        text = mem_join(m, text, "\n", "Brought back: %ld %s; the figures above still count them.", t->returned,
                        t->returned == 1 ? "copy" : "copies");
    if (t->unrecorded > 0)
        text = mem_join(m, text, "\n", "Found missing at a count: %ld %s, handed out without a recorded reason.",
                        t->unrecorded, t->unrecorded == 1 ? "copy" : "copies");
    return *text ? text : NULL;
}

static bool load_names(struct tally *t, struct err *e) {
    return items_load(t->req, &t->items, e) && editions_load(t->req, 0, &t->editions, e) &&
           languages_load(t->req, &t->all_languages, e);
}

static bool load(struct tally *t, struct err *e) {
    if (!add_movements(t, e) || !add_notices(t, e) || (!t->reason && !add_others(t, e)))
        return false;
    if (t->out->count > 0)
        qsort(t->out->list, t->out->count, sizeof *t->out->list, in_order);
    add_heads(t->req->mem, t->out);
    return true;
}

bool given_load(struct req *r, int year, struct given_year *out, struct err *e) {
    struct tally t = {.req = r, .year = year, .out = out};
    *out = (struct given_year){0};
    return load_names(&t, e) && load(&t, e);
}

static bool stock_given(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct given_year all = {0};
    struct tally t = {.req = r, .reason = fields_get(f, "for"), .out = &all};
    const char *word = fields_get(f, "language");
    if ((t.reason && !parse_word(r->mem, "for", t.reason, issue_reason_names, e)) || !year_field(f, &t.year, e) ||
        !load_names(&t, e))
        return false;
    if (word && !language_choose(r, &t.all_languages, word, a, &t.language, e))
        return false;
    if (!load(&t, e))
        return false;
    answer_list(a, &given_shape, all.list, all.count);
    a->before = total(&t);
    a->text = foot(r->mem, &all);
    return true;
}

static const struct param params[] = {
    {"for", PARAM_OPTION, KIND_NUMBERED, "REASON", "only what was handed out for that", issue_reason_names},
    {"year", PARAM_OPTION, KIND_TEXT, "YEAR", "school year, like 2026-27 (default: the current one)", NULL},
    {"language", PARAM_OPTION, KIND_LANGUAGE, "L", "only items in that language", NULL},
    {0},
};
static const struct verb verbs[] = {
    {"stock", "given", "what was handed out in a school year, by reason and language", ACCESS_READ, 0, ROLES_ALL,
     stock_given, params, &given_shape, EXAMPLE({"for", "assessment-plan"})},
};
const struct verbs given_verbs = {verbs, sizeof verbs / sizeof *verbs};
