#include "catalog/catalog_import.h"

#include "base/db.h"
#include "base/text.h"
#include "catalog/item_keys.h"
#include "compliance/school/year.h"

#include <string.h>

enum plan_column { ITEM, PUBLICATION, TITLE, KIND, PROGRAM, SCHOOLS, LANGUAGES, KEYS_FROM, RETIRED = 17, SOURCE };

const char *const plan_columns[PLAN_COLUMNS] = {
    "item",    "publication",     "title",           "kind",          "program",
    "schools", "languages",       "material_number", "edition",       "own_title",
    "unit",    "copies_per_unit", "copies_per_year", "floor",         "shelf_cap",
    "minimum", "maximum",         "retired",         "number_source", "editions"};

int plan_column(const char *name) {
    for (int c = 0; c < PLAN_COLUMNS; c++)
        if (strcmp(plan_columns[c], name) == 0)
            return c;
    return -1;
}

bool plan_take(struct item_plan *p, struct mem *m, const char *column, const char *value) {
    int c = plan_column(column);
    if (c >= 0)
        p->value[c] = mem_text(m, value);
    return c >= 0;
}

const char *plan_value(const struct item_plan *p, const char *column) {
    const char *value = p->value[plan_column(column)];
    return value && *value ? value : NULL;
}

/* ---- one item ---- */

/* Of an item or a publication. */
static bool is_code(const char *code) {
    size_t n = strlen(code);
    return n > 0 && n <= ITEM_CODE_MOST && strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-.") == n &&
           code[0] != '.' && code[0] != '-' && code[n - 1] != '.';
}

static bool check_code(struct mem *m, const char *code, struct err *e) {
    if (!*code)
        return err_set(e, ERR_INPUT, "item", "item is empty; write its code, like parent-guide.hy");
    if (!is_code(code) || !strchr(code, '.'))
        return err_set(e, ERR_INPUT, "item",
                       "item: \"%s\" is no item code; write publication.language in small letters, digits and "
                       "hyphens, at most %d, like parent-guide.hy",
                       text_shown(m, code), ITEM_CODE_MOST);
    return true;
}

static const char *given(const struct item_plan *p, enum plan_column c, const char *otherwise) {
    return p->value[c] && *p->value[c] ? p->value[c] : otherwise;
}

/* A value that is given must be what the item or publication has. */
static bool check_same(struct req *r, const struct item_plan *p, enum plan_column c, const char *is, const char *advice,
                       struct err *e) {
    return strcmp(given(p, c, is), is) == 0 ||
           err_set(e, ERR_INPUT, plan_columns[c], "%s: \"%s\" differs from \"%s\", which cannot be changed; %s",
                   plan_columns[c], text_shown(r->mem, p->value[c]), is, advice);
}

static bool check_same_publication(struct req *r, const struct item_plan *p, const struct item *i, const char *advice,
                                   struct err *e) {
    return check_same(r, p, TITLE, i->title, advice, e) && check_same(r, p, KIND, i->kind, advice, e) &&
           check_same(r, p, PROGRAM, i->program, advice, e) &&
           check_same(r, p, SCHOOLS, i->secondary_only ? "secondary" : "all", advice, e);
}

static bool check_same_item(struct req *r, const struct item_plan *p, struct err *e) {
    const struct item *i = p->before;
    const char *advice = mem_printf(r->mem, "retire %s and add another item", i->code);
    return check_same(r, p, PUBLICATION, i->publication, advice, e) && check_same_publication(r, p, i, advice, e) &&
           check_same(r, p, LANGUAGES, i->languages, advice, e);
}

/* The tags of the code's last part: "en-es" is English and Spanish. */
static const char *languages_of_code(struct mem *m, const char *code, const struct languages *all) {
    char *tags = mem_text(m, strrchr(code, '.') + 1);
    if (language_find(all, tags))
        return tags;
    for (char *s = tags; *s; s++)
        if (*s == '-')
            *s = ' ';
    return tags;
}

static bool take_languages(struct req *r, const struct languages *all, struct item_plan *p, struct err *e) {
    const char *wanted = given(p, LANGUAGES, languages_of_code(r->mem, p->after.code, all)), *kept = "";
    const char **tags = NULL;
    size_t n = 0;
    for (const char *s = wanted + strspn(wanted, " "); *s; s += strspn(s, " ")) {
        size_t length = strcspn(s, " ");
        const char *word = mem_textn(r->mem, s, length);
        const struct language *l = language_find(all, word);
        if (!l)
            return language_unknown(r->mem, all, word, e);
        tags = mem_grow(r->mem, tags, n, sizeof *tags);
        tags[n++] = l->tag;
        kept = mem_printf(r->mem, "%s%s%s", kept, *kept ? " " : "", l->tag);
        s += length;
    }
    if (n == 0 || n > 10)
        return err_set(e, ERR_INPUT, "languages", "languages: from one to ten tags are expected, like \"en es\"");
    for (size_t i = 1; i < n; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(tags[i], tags[k]) == 0)
                return err_set(e, ERR_INPUT, "languages", "languages: \"%s\" stands there twice", tags[i]);
    tags = mem_grow(r->mem, tags, n, sizeof *tags);
    tags[n] = NULL;
    p->after.tags = tags;
    p->after.languages = kept;
    return true;
}

static bool new_publication(struct req *r, struct item_plan *p, struct err *e) {
    static const char *const kinds[] = {"booklet", "brochure", "guide", "poster", "other", NULL};
    static const char *const schools[] = {"all", "secondary", NULL};
    struct mem *m = r->mem;
    struct item *after = &p->after;
    if (!is_code(after->publication))
        return err_set(e, ERR_INPUT, "publication",
                       "publication: \"%s\" is no publication code; write small letters, digits and hyphens, at most "
                       "%d, like parent-guide",
                       text_shown(m, after->publication), ITEM_CODE_MOST);
    p->new_publication = true;
    after->title = after->short_title = given(p, TITLE, NULL);
    if (!after->title)
        return err_set(e, ERR_INPUT, "title",
                       "title: there is no publication \"%s\" yet, so it needs a title (or is the code mistyped?)",
                       text_shown(m, after->publication));
    after->kind = given(p, KIND, "other");
    after->program = given(p, PROGRAM, program_words[0]);
    after->secondary_only = strcmp(given(p, SCHOOLS, "all"), "secondary") == 0;
    return parse_text(m, "title", after->title, TITLE_MOST, e) && parse_word(m, "kind", after->kind, kinds, e) &&
           program_check(m, after->program, e) && parse_word(m, "schools", given(p, SCHOOLS, "all"), schools, e);
}

static bool take_publication(struct req *r, const struct items *all, struct item_plan *p, struct err *e) {
    struct item *after = &p->after;
    after->publication =
        given(p, PUBLICATION, mem_textn(r->mem, after->code, (size_t)(strrchr(after->code, '.') - after->code)));
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->list[i].publication, after->publication) == 0) {
            after->title = all->list[i].title;
            after->short_title = all->list[i].short_title;
            after->kind = all->list[i].kind;
            after->program = all->list[i].program;
            after->secondary_only = all->list[i].secondary_only;
            return check_same_publication(
                r, p, after,
                mem_printf(r->mem, "leave that out for publication %s, which is there already", after->publication), e);
        }
    return new_publication(r, p, e);
}

/* Where the number was found, in the words of another school's file, or of this one's. */
static bool take_source(struct req *r, struct item_plan *p, struct err *e) {
    const char *source = given(p, SOURCE, NULL);
    if (!source)
        return true;
    if (!p->after.material_number)
        return err_set(e, ERR_INPUT, "number_source", "number_source: there is no number that was found there");
    p->after.number_source = source;
    return parse_text(r->mem, "number_source", source, SOURCE_MOST, e);
}

static bool take_keys(struct req *r, struct item_plan *p, struct err *e) {
    struct fields f = {.mem = r->mem, .today = r->today, .year_begin = year_begin(year_of(r->today))};
    for (int c = KEYS_FROM; c < RETIRED; c++)
        if (p->value[c] && !item_key_set(r, &p->after, plan_columns[c], p->value[c], e))
            return false;
    if (!take_source(r, p, e))
        return false;
    const char *retired = p->value[RETIRED];
    if (!retired)
        return true;
    p->after.retired_on = DATE_NONE;
    return !*retired || (parse_file_date(&f, "retired", retired, &p->after.retired_on, e) &&
                         check_past(&f, "retired", p->after.retired_on, e));
}

bool plan_make(struct req *r, const struct items *all, const struct languages *languages, struct item_plan *p,
               struct err *e) {
    const char *code = given(p, ITEM, "");
    if (!check_code(r->mem, code, e))
        return false;
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->list[i].code, code) == 0)
            p->before = &all->list[i];
    if (p->before) {
        p->after = *p->before;
        if (!check_same_item(r, p, e) || !take_keys(r, p, e))
            return false;
        p->changed = *item_changes(r->mem, p->before, &p->after) || p->before->retired_on != p->after.retired_on;
    } else {
        p->after = (struct item){.code = code,
                                 .copies_per_unit = INT_NONE,
                                 .copies_per_year = INT_NONE,
                                 .title_copies = INT_NONE,
                                 .floor = INT_NONE,
                                 .shelf_cap = INT_NONE,
                                 .minimum = INT_NONE,
                                 .maximum = INT_NONE,
                                 .retired_on = DATE_NONE};
        if (!take_publication(r, all, p, e) || !take_languages(r, languages, p, e) || !take_keys(r, p, e))
            return false;
        p->after.id = -1 - p->line; /* not an item's yet, and unlike any other row's */
    }
    return item_check_levels(&p->after, e);
}

bool plan_store(struct req *r, struct item_plan *p, struct err *e) {
    if (p->before)
        return item_store(r, &p->after, e);
    if (p->new_publication) {
        struct query *q = sql(r->db, "INSERT INTO publication (school, code, place, program, title, short_title, "
                                     "kind, secondary_only, copies_per_year) VALUES ($1, $2, "
                                     "(SELECT coalesce(max(place), 0) + 1 FROM publication WHERE school = $1), $3, "
                                     "$4, $5, $6, $7, NULL) ON CONFLICT DO NOTHING");
        sql_int(q, r->school);
        sql_text(q, p->after.publication);
        sql_text(q, p->after.program);
        sql_text(q, p->after.title);
        sql_text(q, p->after.short_title);
        sql_text(q, p->after.kind);
        sql_int(q, p->after.secondary_only);
        if (!sql_do(q, e))
            return false;
    }
    return item_insert(r, &p->after, e);
}
