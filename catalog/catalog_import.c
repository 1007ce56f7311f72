#include "catalog/catalog_import.h"

#include "base/db.h"
#include "base/text.h"

#include <string.h>

const char *plan_value(const struct item_plan *p, enum item_column column) {
    const char *value = p->value[column];
    return value && *value ? value : NULL;
}

static const char *given(const struct item_plan *p, enum item_column c, const char *otherwise) {
    const char *value = plan_value(p, c);
    return value ? value : otherwise;
}

/* Of an item or a publication. */
static bool is_code(const char *code) {
    size_t n = strlen(code);
    return n > 0 && n <= ITEM_CODE_MOST && strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-.") == n &&
           code[0] != '.' && code[0] != '-' && code[n - 1] != '.';
}

static bool check_code(struct mem *m, const char *code, struct err *e) {
    if (!*code)
        return err_set(e, ERR_INPUT, "item", "item is empty; write its code, like parent-guide.hy");
    return (is_code(code) && strchr(code, '.')) ||
           err_set(e, ERR_INPUT, "item",
                   "item: \"%s\" is not an item code; write publication.language in small letters, digits and "
                   "hyphens, at most %d, like parent-guide.hy",
                   text_shown(m, code), ITEM_CODE_MOST);
}

/* A value that is given must be what the item or publication has. */
static void check_same(struct problems *found, const struct item_plan *p, enum item_column c, const char *is,
                       const char *advice) {
    struct err e = {0};
    if (strcmp(given(p, c, is), is) == 0)
        return;
    err_set(&e, ERR_INPUT, item_columns[c].name, "%s: \"%s\" differs from \"%s\", which cannot be changed; %s",
            item_columns[c].name, text_shown(found->mem, p->value[c]), is, advice);
    problem_take(found, 0, &e);
}

static void check_same_publication(struct problems *found, const struct item_plan *p, const struct item *i,
                                   const char *advice) {
    check_same(found, p, ITEM_TITLE, i->title, advice);
    check_same(found, p, ITEM_KIND, i->kind, advice);
    check_same(found, p, ITEM_PROGRAM, i->program, advice);
    check_same(found, p, ITEM_SCHOOLS, i->secondary_only ? "secondary" : "all", advice);
}

static void check_same_item(struct problems *found, const struct item_plan *p) {
    const struct item *i = p->before;
    const char *advice = mem_printf(found->mem, "retire %s and add another item", i->code);
    check_same(found, p, ITEM_PUBLICATION, i->publication, advice);
    check_same_publication(found, p, i, advice);
    check_same(found, p, ITEM_LANGUAGES, i->languages, advice);
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
    const char *wanted = given(p, ITEM_LANGUAGES, languages_of_code(r->mem, p->after.code, all)), *kept = "";
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
                return err_set(e, ERR_INPUT, "languages", "languages: \"%s\" is given twice", tags[i]);
    tags = mem_grow(r->mem, tags, n, sizeof *tags);
    tags[n] = NULL;
    p->after.tags = tags;
    p->after.languages = kept;
    return true;
}

static bool new_publication(struct req *r, struct item_plan *p, struct err *e) {
    struct item *after = &p->after;
    if (!is_code(after->publication))
        return err_set(e, ERR_INPUT, "publication",
                       "publication: \"%s\" is not a publication code; write small letters, digits and hyphens, at "
                       "most %d, like parent-guide",
                       text_shown(r->mem, after->publication), ITEM_CODE_MOST);
    p->new_publication = true;
    after->title = after->short_title = plan_value(p, ITEM_TITLE);
    after->kind = given(p, ITEM_KIND, "other");
    after->program = given(p, ITEM_PROGRAM, program_words[0]);
    after->secondary_only = strcmp(given(p, ITEM_SCHOOLS, "all"), "secondary") == 0;
    return after->title ||
           err_set(e, ERR_INPUT, "title",
                   "title: there is no publication \"%s\" yet, so it needs a title; or correct the code",
                   text_shown(r->mem, after->publication));
}

static bool take_publication(struct req *r, const struct items *all, struct item_plan *p, struct problems *found,
                             struct err *e) {
    struct item *after = &p->after;
    after->publication =
        given(p, ITEM_PUBLICATION, mem_textn(r->mem, after->code, (size_t)(strrchr(after->code, '.') - after->code)));
    for (size_t i = 0; i < all->count; i++) {
        const struct item *one = &all->list[i];
        if (strcmp(one->publication, after->publication) != 0)
            continue;
        after->title = one->title;
        after->short_title = one->short_title;
        after->kind = one->kind;
        after->program = one->program;
        after->secondary_only = one->secondary_only;
        check_same_publication(
            found, p, after,
            mem_printf(r->mem, "leave it out for publication %s, which exists already", after->publication));
        return true;
    }
    return new_publication(r, p, e);
}

/* Where the number was found, in the words of another school's file, or of this one's. */
static bool take_source(struct item_plan *p, struct err *e) {
    const char *source = plan_value(p, ITEM_SOURCE);
    if (!source)
        return true;
    if (!p->after.material_number)
        return err_set(e, ERR_INPUT, "number_source", "number_source: without a number, leave its source out");
    p->after.number_source = source;
    return true;
}

static void take_keys(struct req *r, struct item_plan *p, struct problems *found) {
    struct err e = {0};
    for (size_t c = ITEM_KEYS; c < ITEM_RETIRED; c++)
        if (p->value[c] && !item_key_set(r, &p->after, item_columns[c].name, p->value[c], &e))
            problem_take(found, 0, &e);
    if (!take_source(p, &e))
        problem_take(found, 0, &e);
    if (p->value[ITEM_RETIRED])
        p->after.retired_on = p->retired_on;
    if (!item_check_levels(&p->after, &e))
        problem_take(found, 0, &e);
}

static void make_new(struct req *r, const struct items *all, const struct languages *languages, struct item_plan *p,
                     struct problems *found) {
    struct err e = {0};
    p->after = (struct item){.id = -1 - p->line, /* unlike that of any item or other row */
                             .code = given(p, ITEM_CODE, ""),
                             .copies_per_unit = INT_NONE,
                             .copies_per_year = INT_NONE,
                             .title_copies = INT_NONE,
                             .floor = INT_NONE,
                             .shelf_cap = INT_NONE,
                             .minimum = INT_NONE,
                             .maximum = INT_NONE,
                             .retired_on = DATE_NONE};
    if (!take_publication(r, all, p, found, &e))
        problem_take(found, 0, &e);
    if (!take_languages(r, languages, p, &e))
        problem_take(found, 0, &e);
    take_keys(r, p, found);
}

bool plan_make(struct req *r, const struct items *all, const struct languages *languages, struct item_plan *p,
               struct problems *found) {
    const char *code = given(p, ITEM_CODE, "");
    struct err e = {0};
    if (!check_code(r->mem, code, &e))
        return !problem_take(found, 0, &e);
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->list[i].code, code) == 0)
            p->before = &all->list[i];
    if (!p->before) {
        make_new(r, all, languages, p, found);
        return found->count == 0;
    }
    p->after = *p->before;
    check_same_item(found, p);
    take_keys(r, p, found);
    p->changed = *item_changes(r->mem, p->before, &p->after) || p->before->retired_on != p->after.retired_on;
    return found->count == 0;
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
