#include "catalog/item.h"

#include "base/db.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* ---- reading ---- */

static const char **split_tags(struct mem *m, const char *languages) {
    const char **tags = NULL;
    size_t n = 0;
    for (const char *s = languages; *s; s += strspn(s, " ")) {
        size_t length = strcspn(s, " ");
        tags = mem_grow(m, tags, n, sizeof *tags);
        tags[n++] = mem_textn(m, s, length);
        s += length;
    }
    tags = mem_grow(m, tags, n, sizeof *tags);
    tags[n] = NULL;
    return tags;
}

static bool read_current_editions(struct req *r, struct items *all, struct err *e) {
    struct query *q = sql(r->db, "SELECT item, number, name FROM edition WHERE school = $1 AND from_date <= $2 "
                                 "AND ($3 = 0 OR item = $3) ORDER BY item, from_date");
    sql_int(q, r->school);
    sql_date(q, r->today);
    sql_int(q, all->count == 1 ? all->list[0].id : 0);
    struct item *by_id = NULL;
    while (sql_row(q)) { /* the last of each item wins */
        long id = sql_get_int(q, 0);
        for (size_t i = 0; (!by_id || by_id->id != id) && i < all->count; i++)
            if (all->list[i].id == id)
                by_id = &all->list[i];
        if (!by_id || by_id->id != id)
            continue;
        const char *name = sql_get_text(q, 2, r->mem);
        by_id->edition = sql_get_int(q, 1);
        by_id->edition_name = *name ? name : NULL;
    }
    return sql_end(q, e);
}

/* Which items to load: all; or those of the item's title; or the one with that code or number. */
struct wanted {
    long title_of; /* 0: all */
    const char *code, *number;
};

static bool load(struct req *r, const struct wanted *w, struct items *out, struct err *e) {
    *out = (struct items){0};
    struct query *q =
        sql(r->db, "SELECT i.id, i.code, i.publication, p.title, p.short_title, p.kind, p.program, p.secondary_only, "
                   "i.languages, i.material_number, i.number_source, i.own_title, i.unit, i.copies_per_unit, "
                   "i.copies_per_year, i.floor, i.shelf_cap, i.minimum, i.maximum, "
                   "i.retired_on, p.copies_per_year FROM item i JOIN publication p ON p.school = i.school AND p.code = "
                   "i.publication "
                   "WHERE i.school = $1 AND ($2 = 0 OR i.publication = (SELECT publication FROM item WHERE school = $1 "
                   "AND id = $2)) AND ($3 IS NULL OR i.code = $3 COLLATE NOCASE OR i.material_number = $4) "
                   "ORDER BY p.place, p.code, i.id");
    sql_int(q, r->school);
    sql_int(q, w->title_of);
    sql_text(q, w->code);
    sql_text(q, w->number);
    while (sql_row(q)) {
        struct mem *m = r->mem;
        out->list = mem_grow(m, out->list, out->count, sizeof *out->list);
        struct item *i = &out->list[out->count++];
        *i = (struct item){
            .id = sql_get_int(q, 0),
            .code = sql_get_text(q, 1, m),
            .publication = sql_get_text(q, 2, m),
            .title = sql_get_text(q, 3, m),
            .short_title = sql_get_text(q, 4, m),
            .kind = sql_get_text(q, 5, m),
            .program = sql_get_text(q, 6, m),
            .secondary_only = sql_get_int(q, 7) == 1,
            .languages = sql_get_text(q, 8, m),
            .material_number = sql_get_text(q, 9, m),
            .number_source = sql_get_text(q, 10, m),
            .own_title = sql_get_text(q, 11, m),
            .unit = sql_get_text(q, 12, m),
            .copies_per_unit = sql_get_int(q, 13),
            .copies_per_year = sql_get_int(q, 14),
            .floor = sql_get_int(q, 15),
            .shelf_cap = sql_get_int(q, 16),
            .minimum = sql_get_int(q, 17),
            .maximum = sql_get_int(q, 18),
            .retired_on = sql_get_date(q, 19),
            .title_copies = sql_get_int(q, 20),
        };
        i->tags = split_tags(m, i->languages);
    }
    return sql_end(q, e) && read_current_editions(r, out, e);
}

bool items_load(struct req *r, struct items *out, struct err *e) { return load(r, &(struct wanted){0}, out, e); }

bool items_load_title(struct req *r, long item, struct items *out, struct err *e) {
    return load(r, &(struct wanted){.title_of = item}, out, e);
}

bool item_in_school(const struct item *i, const char *level) {
    return !i->secondary_only || strcmp(level, "elementary") != 0;
}

bool item_check_school(const struct item *i, const char *level, struct err *e) {
    return item_in_school(i, level) ||
           err_set(e, ERR_RULE, "item", "%s is for secondary schools only (REF-5640.9); this school is elementary",
                   i->code);
}

const struct item *item_by_id(const struct items *all, long id) {
    for (size_t i = 0; i < all->count; i++)
        if (all->list[i].id == id)
            return &all->list[i];
    return NULL;
}

/* Digits, spaces and hyphens alone are meant as a material number. */
static bool looks_like_number(const char *word) {
    return strspn(word, "0123456789 -") == strlen(word) && strpbrk(word, "0123456789");
}

static const struct item *find_exact(struct mem *m, const struct items *all, const char *word) {
    char number[11] = "";
    struct err ignored = {0};
    bool is_number = looks_like_number(word) && material_number_parse(m, word, number, &ignored);
    for (size_t i = 0; i < all->count; i++) {
        const struct item *one = &all->list[i];
        if (text_same_nocase(one->code, word) ||
            (is_number && one->material_number && strcmp(one->material_number, number) == 0))
            return one;
    }
    return NULL;
}

/* The items whose codes begin with the word (it may be a publication's code), as words: "parent-guide.en (English) or
 * parent-guide.es (Spanish)". Sets *count. */
static const char *items_begun(struct req *r, const struct items *all, const char *word, size_t *count, struct err *e) {
    enum { NAMED_MOST = 4, SHORTEST = 3 };
    struct languages languages;
    const struct item *named[NAMED_MOST];
    const char *words = "";
    size_t length = strlen(word);
    *count = 0;
    if (length < SHORTEST || !languages_load(r, &languages, e))
        return words;
    for (size_t i = 0; i < all->count; i++) {
        const struct item *one = &all->list[i];
        bool begins = strlen(one->code) >= length && text_same_nocase(mem_textn(r->mem, one->code, length), word);
        if (one->retired_on == DATE_NONE && begins && ++*count <= NAMED_MOST)
            named[*count - 1] = one;
    }
    if (*count == 1)
        return named[0]->code;
    for (size_t i = 0; i < *count && i < NAMED_MOST; i++)
        words = mem_join(r->mem, words, i + 1 == *count ? " or " : ", ", "%s (%s)", named[i]->code,
                         item_language_names(r->mem, &languages, named[i]));
    return *count > NAMED_MOST ? mem_printf(r->mem, "%s or %zu more", words, *count - NAMED_MOST) : words;
}

static bool unknown_code(struct req *r, const struct items *all, const char *word, struct err *e) {
    size_t count;
    const char *near = items_begun(r, all, word, &count, e), **codes;
    if (count == 0) {
        codes = mem_alloc(r->mem, (all->count + 1) * sizeof *codes);
        for (size_t i = 0; i < all->count; i++)
            codes[i] = all->list[i].code;
        near = text_nearest(word, codes, all->count);
    }
    return err_hinted(e, near ? NULL : hint_new(r->mem, "The items", "catalog list", NULL), ERR_NOT_FOUND, "item",
                      "no item \"%s\"%s%s%s", text_shown(r->mem, word), near ? ". Did you mean " : "", near ? near : "",
                      near ? "?" : "");
}

bool item_find(struct req *r, const struct items *all, const char *word, const struct item **out, struct err *e) {
    *out = find_exact(r->mem, all, word);
    if (*out)
        return true;
    char number[11];
    if (looks_like_number(word)) {
        if (!material_number_parse(r->mem, word, number, e))
            return false;
        return err_hinted(e,
                          hint_new(r->mem, "If it is one of yours, enter it", "catalog number", "item", hint_blank,
                                   "number", number, NULL),
                          ERR_NOT_FOUND, "item", "no item has the material number %s", number);
    }
    if (text_is_shortened(word))
        return err_set(e, ERR_INPUT, "item",
                       "item: \"%s\": your spreadsheet shortened the number: format the column as text",
                       text_shown(r->mem, word));
    return unknown_code(r, all, word, e);
}

bool item_lookup(struct req *r, const char *word, const struct item **out, struct err *e) {
    struct items some;
    struct err ignored = {0};
    struct wanted w = {.code = word};
    char number[11];
    if (looks_like_number(word) && material_number_parse(r->mem, word, number, &ignored))
        w.number = number;
    if (!load(r, &w, &some, e))
        return false;
    if (some.count == 1) {
        *out = some.list;
        return true;
    }
    return items_load(r, &some, e) && item_find(r, &some, word, out, e);
}

/* ---- material numbers ---- */

bool material_number_parse(struct mem *m, const char *text, char out[11], struct err *e) {
    size_t digits = 0;
    if (text_is_shortened(text))
        return err_set(e, ERR_INPUT, "material_number",
                       "material number \"%s\": your spreadsheet shortened the number: format the column as text",
                       text_shown(m, text));
    for (const char *s = text; *s; s++) {
        if (*s == ' ' || *s == '-')
            continue;
        if (*s < '0' || *s > '9')
            return err_set(e, ERR_INPUT, "material_number",
                           "material number \"%s\": ten digits are expected, 0 to 9, like 9661218950%s",
                           text_shown(m, text), *s == 'O' || *s == 'o' ? " (a letter O?)" : "");
        if (digits < 10)
            out[digits] = *s;
        digits++;
    }
    if (digits != 10)
        return err_set(e, ERR_INPUT, "material_number",
                       "material number \"%s\" has %zu digits; ten are expected, like 9661218950", text_shown(m, text),
                       digits);
    out[10] = '\0';
    return true;
}

const char *material_number_shown(struct mem *m, const char *number) {
    return number ? mem_printf(m, "%.3s %.3s %s", number, number + 3, number + 6) : "see catalog";
}

bool item_has_language(const struct item *i, const char *tag) {
    for (size_t t = 0; i->tags[t]; t++)
        if (strcmp(i->tags[t], tag) == 0)
            return true;
    return false;
}

const char *item_language_names(struct mem *m, const struct languages *all, const struct item *i) {
    const char *names = "";
    for (size_t t = 0; i->tags[t]; t++) {
        const struct language *l = language_find(all, i->tags[t]);
        names = mem_printf(m, "%s%s%s", names,
                           t == 0           ? ""
                           : i->tags[t + 1] ? ", "
                                            : " and ",
                           l ? l->english : i->tags[t]);
    }
    return names;
}

const char *item_language_short(struct mem *m, const struct languages *all, const struct item *i) {
    if (!i->tags[1])
        return item_language_names(m, all, i);
    const char *tags = "";
    for (size_t t = 0; i->tags[t]; t++)
        tags = mem_join(m, tags, ", ", "%s", i->tags[t]);
    return tags;
}
