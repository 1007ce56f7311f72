#include "inventory/coverage.h"

#include "base/text.h"
#include "compliance/school/home_language.h"
#include "compliance/school/year.h"

#include <stdlib.h>
#include <string.h>

struct load {
    struct req *req;
    const struct stock *stock;
    struct family *families;
    size_t family_count;
    struct coverage *out;
};

struct title { /* its items are the stock's lines [from, to): they come by title */
    const struct item *of;
    size_t from, to;
};

static bool same(const char *a, const char *b) { return strcmp(a, b) == 0; }

static long families_of(const struct load *l, const char *language, const char *program) {
    for (size_t i = 0; i < l->family_count; i++)
        if (same(l->families[i].language, language) && same(l->families[i].program, program))
            return l->families[i].families;
    return 0;
}

/* Pupils are entered with each program, and are those of the whole school, so the largest number counts. */
static long pupils_of(const struct load *l, const char *language) {
    long pupils = INT_NONE;
    for (size_t i = 0; i < l->family_count; i++)
        if (same(l->families[i].language, language) && l->families[i].pupils > pupils)
            pupils = l->families[i].pupils;
    return pupils;
}

static bool is_printing(const struct stock_line *s, const char *language) {
    return s->of->retired_on == DATE_NONE && item_has_language(s->of, language);
}

static bool has_printing(const struct load *l, const struct title *title, const char *language) {
    for (size_t i = title->from; i < title->to; i++)
        if (is_printing(&l->stock->list[i], language))
            return true;
    return false;
}

/* Families that get the English printing, because the title has none in their language. */
static long other_families(const struct load *l, const struct title *title) {
    long families = 0;
    for (size_t i = 0; i < l->family_count; i++)
        if (same(l->families[i].program, title->of->program) && !same(l->families[i].language, "en") &&
            !has_printing(l, title, l->families[i].language))
            families += l->families[i].families;
    return families;
}

static void find_printings(const struct load *l, const struct title *title, struct coverage_row *row) {
    size_t n = 0;
    row->items = mem_alloc(l->req->mem, (title->to - title->from + 1) * sizeof *row->items);
    for (size_t i = title->from; i < title->to; i++) {
        const struct stock_line *s = &l->stock->list[i];
        if (!is_printing(s, row->language))
            continue;
        row->items[n++] = s->item;
        row->copies += s->on_hand;
        row->superseded += s->superseded;
    }
    row->item = row->items[0];
}

/* Rounded to the nearest; families above 0. */
static long percent_of(long copies, long families) { return (200 * copies + families) / (2 * families); }

static struct coverage_row make_row(const struct load *l, const struct language *language, const struct title *title) {
    struct mem *m = l->req->mem;
    struct coverage_row row = {.language = language->tag,
                               .english = language->english,
                               .title = title->of->short_title,
                               .publication = title->of->publication,
                               .program = title->of->program,
                               .families = families_of(l, language->tag, title->of->program),
                               .percent = INT_NONE,
                               .pupils = pupils_of(l, language->tag),
                               .pupils_pct = INT_NONE};
    find_printings(l, title, &row);
    if (same(language->tag, "en"))
        row.others = other_families(l, title);
    if (row.families > 0)
        row.percent = percent_of(row.copies, row.families);
    row.note = !row.item            ? "no printing exists"
               : row.copies > 0     ? NULL
               : row.superseded > 0 ? "superseded copies only"
                                    : "none on hand";
    if (row.pupils != INT_NONE && l->out->pupils > 0) {
        row.pupils_pct = row.pupils * 100 / l->out->pupils;
        row.fifteen_percent = home_language_is_due(language->tag, row.pupils, l->out->pupils);
    }
    if (row.fifteen_percent && row.copies == 0)
        row.flag = mem_printf(m, "%s: %ld %% of the enrolled pupils speak %s at home, and no copy can be given",
                              home_language_rule.citation, row.pupils_pct, row.english);
    return row;
}

/* a / b < c / d, of copies and families. */
static bool is_weaker(const struct coverage_row *a, const struct coverage_row *b) {
    return a->copies * b->families < b->copies * a->families;
}

/* The next title behind `to` with an item in use; false at the end. */
static bool next_title(const struct stock *stock, struct title *title) {
    do {
        title->from = title->to;
        title->of = NULL;
        for (; title->to < stock->count; title->to++) {
            const struct item *of = stock->list[title->to].of;
            if (!same(of->publication, stock->list[title->from].of->publication))
                break;
            if (of->retired_on == DATE_NONE)
                title->of = of;
        }
    } while (!title->of && title->to < stock->count);
    return title->of != NULL;
}

static void add_language(struct load *l, const struct language *language) {
    struct coverage *out = l->out;
    struct coverage_language group = {.of = language, .from = out->count};
    for (struct title title = {0}; next_title(l->stock, &title);) {
        struct coverage_row row = make_row(l, language, &title);
        if (row.families == 0 && !(row.pupils > 0))
            continue;
        out->rows = mem_grow(l->req->mem, out->rows, out->count, sizeof *out->rows);
        out->rows[out->count++] = row;
        group.count++;
        group.flagged = group.flagged || row.flag;
        group.lacking = group.lacking || (row.flag && row.item);
    }
    if (group.count == 0)
        return;
    out->languages = mem_grow(l->req->mem, out->languages, out->language_count, sizeof *out->languages);
    out->languages[out->language_count++] = group;
}

/* Flagged languages come first, then those with the weakest title. A language without any printing is last, because
 * nothing can be ordered for it. */
static bool comes_before(const struct coverage_language *a, const struct coverage_language *b) {
    if (a->flagged != b->flagged)
        return a->flagged;
    if (!a->weakest || !b->weakest)
        return a->weakest && !b->weakest;
    return is_weaker(a->weakest, b->weakest);
}

static void find_weakest(struct coverage *c) {
    for (size_t i = 0; i < c->language_count; i++) {
        struct coverage_language *group = &c->languages[i];
        group->weakest = NULL;
        for (size_t k = group->from; k < group->from + group->count; k++)
            if (c->rows[k].item && c->rows[k].families > 0 &&
                (!group->weakest || is_weaker(&c->rows[k], group->weakest)))
                group->weakest = &c->rows[k];
    }
}

static void sort(struct req *r, struct coverage *c) {
    struct coverage_row *rows = mem_alloc(r->mem, (c->count + 1) * sizeof *rows);
    size_t n = 0;
    find_weakest(c);
    for (size_t i = 1; i < c->language_count; i++) /* few, and in the order of their names */
        for (size_t k = i; k > 0 && comes_before(&c->languages[k], &c->languages[k - 1]); k--) {
            struct coverage_language other = c->languages[k];
            c->languages[k] = c->languages[k - 1];
            c->languages[k - 1] = other;
        }
    for (size_t i = 0; i < c->language_count; i++) {
        struct coverage_language *group = &c->languages[i];
        memcpy(rows + n, c->rows + group->from, group->count * sizeof *rows);
        group->from = n;
        n += group->count;
    }
    c->rows = rows;
    find_weakest(c);
}

bool coverage_load(struct req *r, int year, const struct stock *stock, struct coverage *out, struct err *e) {
    struct load l = {.req = r, .stock = stock, .out = out};
    *out = (struct coverage){0};
    if (!families_load(r, year, &l.families, &l.family_count, e))
        return false;
    out->families_entered = l.family_count > 0;
    for (size_t i = 0; i < stock->all_languages.count; i++) {
        const char *tag = stock->all_languages.list[i].tag;
        long pupils = pupils_of(&l, tag);
        out->pupils += pupils == INT_NONE ? 0 : pupils;
        out->pupils_entered = out->pupils_entered || pupils > 0;
        out->english_entered = out->english_entered || (pupils != INT_NONE && same(tag, "en"));
    }
    for (size_t i = 0; i < stock->all_languages.count; i++)
        add_language(&l, &stock->all_languages.list[i]);
    sort(r, out);
    return true;
}

/* ---- the answer ---- */

static const struct column columns[] = {
    {"language", NULL, CELL_TEXT, offsetof(struct coverage_row, language), 0, NULL},
    {"english", NULL, CELL_TEXT, offsetof(struct coverage_row, english), 0, NULL},
    {"title", "TITLE", CELL_TEXT, offsetof(struct coverage_row, title), COLUMN_WRAP, NULL},
    {"publication", NULL, CELL_TEXT, offsetof(struct coverage_row, publication), 0, NULL},
    {"program", NULL, CELL_TEXT, offsetof(struct coverage_row, program), 0, NULL},
    {"item", "ITEM", CELL_TEXT, offsetof(struct coverage_row, item), COLUMN_WRAP, NULL},
    {"items", NULL, CELL_TEXTS, offsetof(struct coverage_row, items), 0, NULL},
    {"families", "FAMILIES", CELL_INT, offsetof(struct coverage_row, families), 0, NULL},
    {"others", NULL, CELL_INT, offsetof(struct coverage_row, others), 0, NULL},
    {"copies", "COPIES", CELL_INT, offsetof(struct coverage_row, copies), 0, NULL},
    {"superseded", NULL, CELL_INT, offsetof(struct coverage_row, superseded), 0, NULL},
    {"percent", "%", CELL_INT, offsetof(struct coverage_row, percent), 0, NULL},
    {"note", "NOTE", CELL_TEXT, offsetof(struct coverage_row, note), COLUMN_WRAP, NULL},
    {"pupils", NULL, CELL_INT, offsetof(struct coverage_row, pupils), 0, NULL},
    {"pupils_pct", NULL, CELL_INT, offsetof(struct coverage_row, pupils_pct), 0, NULL},
    {"fifteen_percent", NULL, CELL_BOOL, offsetof(struct coverage_row, fifteen_percent), 0, NULL},
    {"flag", NULL, CELL_TEXT, offsetof(struct coverage_row, flag), 0, NULL},
};
static const struct shape shape = SHAPE(columns, coverage_row);

static const char *counted(struct mem *m, long n, const char *one, const char *more) {
    return mem_printf(m, "%ld %s", n, n == 1 ? one : more);
}
static const char *families(struct mem *m, long n) { return counted(m, n, "family", "families"); }
static const char *copies(struct mem *m, long n) { return counted(m, n, "copy", "copies"); }

/* "Armenian: 31 families, 4 copies = 13 %" of the weakest title, which is named where there are several. */
static const char *headline(struct mem *m, const struct coverage *c, const struct coverage_language *group) {
    const struct coverage_row *row = group->weakest;
    size_t titles = 0;
    for (size_t i = group->from; i < group->from + group->count; i++)
        titles += c->rows[i].item != NULL;
    if (row)
        return mem_printf(m, "%s: %s, %s = %ld %%%s%s%s", row->english, families(m, row->families),
                          copies(m, row->copies), row->percent, titles > 1 ? " (fewest: " : "",
                          titles > 1 ? row->item : "", titles > 1 ? ")" : "");
    bool printed = false;
    row = &c->rows[group->from];
    for (size_t i = group->from; i < group->from + group->count; i++) {
        printed = printed || c->rows[i].item;
        row = c->rows[i].families > row->families ? &c->rows[i] : row;
    }
    return mem_printf(m, "%s: %s%s", row->english, row->families > 0 ? families(m, row->families) : "no families",
                      printed ? "" : "; no printing exists of any title");
}

/* "    13 %  parent-guide.hy       4 for 31 families" */
static const char *title_words(struct mem *m, const struct coverage_row *row) {
    size_t printings = 0;
    while (row->items[printings])
        printings++;
    const char *item = printings > 1 ? mem_printf(m, "%s +%zu", row->item, printings - 1) : row->item;
    const char *percent = row->percent == INT_NONE ? "-" : mem_printf(m, "%ld %%", row->percent);
    const char *words = mem_printf(m, "%8s  %-18s %5ld for %s", percent, item, row->copies, families(m, row->families));
    if (row->others > 0)
        words = mem_printf(m, "%s + %ld of other languages", words, row->others);
    if (row->superseded > 0)
        words = mem_printf(m, "%s, %ld superseded: REMOVE", words, row->superseded);
    return words;
}

/* The items or titles of the rows that `wanted` picks, joined with ", ". NULL: it picks none. */
static const char *listed(struct mem *m, const struct coverage *c, const struct coverage_language *group,
                          bool (*wanted)(const struct coverage_row *row)) {
    struct buf b = {0};
    for (size_t i = group->from; i < group->from + group->count; i++)
        if (wanted(&c->rows[i]))
            buf_printf(&b, "%s%s", b.length > 0 ? ", " : "",
                       c->rows[i].item ? c->rows[i].item : c->rows[i].publication);
    const char *text = mem_text(m, b.data);
    buf_free(&b);
    return text;
}

static bool is_flagged(const struct coverage_row *row) { return row->flag != NULL; }
static bool has_none(const struct coverage_row *row) { return !row->item; }
static bool has_one(const struct coverage_row *row) { return row->item != NULL; }

/* What EC 48985 wants of the language, or NULL. */
static const char *rule_words(struct mem *m, const struct coverage *c, const struct coverage_language *group) {
    const struct coverage_row *first = &c->rows[group->from];
    if (!first->fifteen_percent)
        return NULL;
    const char *lacking = listed(m, c, group, is_flagged);
    return mem_printf(m, "  %s: %ld of %ld enrolled pupils, %ld %% (the rule begins at %ld %%). %s%s",
                      home_language_rule.citation, first->pupils, c->pupils, first->pupils_pct,
                      home_language_rule.percent, lacking ? "Nothing to give of: " : "Each title can be given",
                      lacking ? lacking : ".");
}

static void add_group(struct req *r, struct buf *b, const struct coverage *c, const struct coverage_language *group) {
    struct mem *m = r->mem;
    const char *missing = listed(m, c, group, has_none);
    buf_printf(b, "%s%s\n", b->length > 0 ? "\n" : "", headline(m, c, group));
    for (size_t i = group->from; i < group->from + group->count; i++)
        if (c->rows[i].item)
            buf_printf(b, "%s\n", title_words(m, &c->rows[i]));
    if (missing && listed(m, c, group, has_one))
        buf_printf(b, "  No printing exists of %s; their families get the English one.\n", missing);
    const char *rule = rule_words(m, c, group);
    if (rule)
        buf_printf(b, "%s\n", rule);
}

/* Says what must be entered before the figures are complete, and how; or NULL. */
static const char *advice(struct req *r, const struct coverage *c, int year, struct answer *a) {
    const char *when = year == year_of(r->today) ? NULL : year_text(r->mem, year), *text;
    if (!c->families_entered)
        text = mem_printf(r->mem, "No families are entered for %s.", year_text(r->mem, year));
    else if (!c->pupils_entered)
        text = mem_printf(r->mem,
                          "No enrolled pupils are entered for %s, so it is not known for which languages %s applies "
                          "(%ld %% of the pupils).",
                          year_text(r->mem, year), home_language_rule.citation, home_language_rule.percent);
    else if (!c->english_entered)
        text = "The enrolled pupils with English at home are not entered, so the shares above are too large.";
    else
        return NULL;
    answer_next(r, a,
                hint_new(r->mem, c->families_entered ? "Enter them" : "Enter the families by home language",
                         "language set", "language", c->pupils_entered ? "English" : hint_blank, "families", hint_blank,
                         "pupils", c->families_entered ? hint_blank : NULL, "year", when, NULL));
    return text;
}

static void keep_language(struct coverage *c, const struct language *language) {
    for (size_t i = 0; i < c->language_count; i++)
        if (c->languages[i].of == language) {
            c->languages[0] = c->languages[i];
            c->language_count = 1;
            return;
        }
    c->language_count = 0;
}

/* Of one language, each title has a line; of all languages, an overview that fits a glance. */
static void tell(struct req *r, const struct coverage *c, int year, const struct language *one, struct answer *a) {
    struct buf b = {0};
    const char *more = advice(r, c, year, a), *rule = NULL;
    if (one && c->language_count > 0) {
        a->before = headline(r->mem, c, c->languages);
        answer_list(a, &shape, c->rows + c->languages->from, c->languages->count);
        rule = rule_words(r->mem, c, c->languages);
        rule = rule ? rule + strspn(rule, " ") : NULL;
        a->text = rule && more ? mem_printf(r->mem, "%s\n%s", rule, more) : rule ? rule : more;
        return;
    }
    answer_list(a, &shape, c->rows, one ? 0 : c->count);
    a->text_only = true;
    for (size_t i = 0; i < c->language_count; i++)
        add_group(r, &b, c, &c->languages[i]);
    if (one && c->families_entered)
        buf_printf(&b, "No families and no pupils with %s at home are entered for %s.\n", one->english,
                   year_text(r->mem, year));
    if (more)
        buf_printf(&b, "%s%s\n", b.length > 0 ? "\n" : "", more);
    if (c->language_count > 0)
        a->before = mem_printf(r->mem, "Usable copies on the shelf against families, %s", year_text(r->mem, year));
    a->text = mem_text(r->mem, b.data ? b.data : "");
    buf_free(&b);
}

static bool coverage(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stock stock;
    struct coverage c;
    int year = field_year(f, "year", year_of(r->today));
    const char *word = fields_get(f, "language");
    if (!stock_load(r, 0, &stock, e) || !coverage_load(r, year, &stock, &c, e))
        return false;
    const struct language *one = NULL;
    if (word && !language_choose(r, &stock.all_languages, word, a, &one, e))
        return false;
    if (one)
        keep_language(&c, one);
    tell(r, &c, year, one, a);
    return true;
}

static const struct param params[] = {
    {"language", PARAM_OPTION, KIND_LANGUAGE, "L", "only that language, each title on a line"},
    {"year", PARAM_OPTION, KIND_YEAR, "YEAR", "families of that school year, like 2026-27 (default: the current one)"},
    {0},
};
static const struct verb verbs[] = {
    {"coverage", "", "copies on the shelf per language against the families that speak it", ACCESS_READ, 0, ROLES_ALL,
     coverage, params, &shape, EXAMPLE({"language", "Armenian"})},
};
const struct verbs coverage_verbs = {verbs, sizeof verbs / sizeof *verbs};
