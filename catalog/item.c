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

/* All of them; or those of the item's title; or the one with that code or number. */
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

/* Digits, spaces and hyphens only: meant as a material number. */
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

/* A publication, or the beginning of codes, is several items: "parent-guide.en (English) or parent-guide.es (Spanish)";
 * *count says how many. */
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
    return err_set(e, ERR_NOT_FOUND, "item", "no item \"%s\"%s%s%s", text_shown(r->mem, word),
                   near ? ". Did you mean " : ". See: guidestock catalog list", near ? near : "", near ? "?" : "");
}

bool item_find(struct req *r, const struct items *all, const char *word, const struct item **out, struct err *e) {
    *out = find_exact(r->mem, all, word);
    if (*out)
        return true;
    char number[11];
    if (looks_like_number(word)) {
        if (!material_number_parse(r->mem, word, number, e))
            return false;
        return err_set(e, ERR_NOT_FOUND, "item",
                       "no item has the material number %s. If it is one of yours, enter it: "
                       "guidestock catalog number ITEM %s",
                       number, number);
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

/* ---- editions ---- */

bool editions_load(struct req *r, long item, struct editions *out, struct err *e) {
    *out = (struct editions){0};
    struct query *q = sql(r->db, "SELECT item, number, name, from_date FROM edition "
                                 "WHERE school = $1 AND ($2 = 0 OR item = $2) ORDER BY item, number");
    sql_int(q, r->school);
    sql_int(q, item);
    while (sql_row(q)) {
        const char *name = sql_get_text(q, 2, r->mem);
        out->list = mem_grow(r->mem, out->list, out->count, sizeof *out->list);
        out->list[out->count++] =
            (struct edition){sql_get_int(q, 0), sql_get_int(q, 1), *name ? name : NULL, sql_get_date(q, 3)};
    }
    return sql_end(q, e);
}

const struct edition *edition_on(const struct editions *all, long item, int date) {
    const struct edition *current = NULL;
    for (size_t i = 0; i < all->count; i++) {
        const struct edition *ed = &all->list[i];
        if (ed->item == item && ed->from <= date && (!current || ed->from > current->from))
            current = ed;
    }
    return current;
}

const struct edition *edition_named(const struct editions *all, long item, const char *name) {
    for (size_t i = 0; i < all->count; i++)
        if (all->list[i].item == item && all->list[i].name && text_same_nocase(all->list[i].name, name))
            return &all->list[i];
    return NULL;
}

const struct edition *edition_numbered(const struct editions *all, long item, long number) {
    for (size_t i = 0; i < all->count; i++)
        if (all->list[i].item == item && all->list[i].number == number)
            return &all->list[i];
    return NULL;
}

const char *edition_word(struct mem *m, const struct editions *all, const struct edition *ed) {
    size_t of_item = 0;
    for (size_t i = 0; i < all->count; i++)
        of_item += all->list[i].item == ed->item;
    if (ed->name && *ed->name != '#' && edition_named(all, ed->item, ed->name) == ed)
        return ed->name;
    return of_item == 1 ? NULL : mem_printf(m, "#%ld", ed->number);
}

bool edition_of_day(const struct editions *all, const struct item *i, int date, const struct edition **out,
                    struct err *e) {
    *out = edition_on(all, i->id, date);
    return *out || err_set(e, ERR_DAMAGED, "edition", "%s has lost its edition; restore the last backup", i->code);
}

bool edition_find(struct mem *m, const struct editions *all, const struct item *i, const char *word,
                  const struct edition **out, struct err *e) {
    size_t digits = *word == '#' ? strspn(word + 1, "0123456789") : 0;
    bool numbered = digits > 0 && digits < 6 && word[digits + 1] == '\0';
    *out = numbered ? edition_numbered(all, i->id, strtol(word + 1, NULL, 10)) : edition_named(all, i->id, word);
    return *out ||
           err_set(e, ERR_NOT_FOUND, "edition", "edition: %s has no edition \"%s\"; see: guidestock catalog show %s",
                   i->code, text_shown(m, word), i->code);
}

bool edition_add(struct req *r, const struct item *i, const char *name, int from, struct err *e) {
    struct query *q = sql(r->db, "INSERT INTO edition (school, item, number, name, from_date) VALUES ($1, $2, "
                                 "(SELECT coalesce(max(number), 0) + 1 FROM edition WHERE school = $1 AND item = $2), "
                                 "$3, $4)");
    sql_int(q, r->school);
    sql_int(q, i->id);
    sql_text(q, name);
    sql_date(q, from);
    return sql_do(q, e);
}

/* ---- storing ---- */

bool item_insert(struct req *r, struct item *i, struct err *e) {
    struct query *q = sql(r->db, "SELECT coalesce(max(id), 0) + 1 FROM item WHERE school = $1");
    sql_int(q, r->school);
    if (sql_row(q))
        i->id = sql_get_int(q, 0);
    if (!sql_end(q, e))
        return false;
    q = sql(r->db, "INSERT INTO item (school, id, code, publication, languages) VALUES ($1, $2, $3, $4, $5)");
    sql_int(q, r->school);
    sql_int(q, i->id);
    sql_text(q, i->code);
    sql_text(q, i->publication);
    sql_text(q, i->languages);
    i->edition = 1;
    return sql_do(q, e) && edition_add(r, i, "", date_from(1, 1, 1), e) && item_store(r, i, e);
}

bool item_store(struct req *r, const struct item *i, struct err *e) {
    struct query *q = sql(r->db, "UPDATE item SET material_number = $1, number_source = $2, own_title = $3, unit = $4, "
                                 "copies_per_unit = $5, copies_per_year = $6, floor = $7, shelf_cap = $8, "
                                 "minimum = $9, maximum = $10, retired_on = $11 WHERE school = $12 AND id = $13");
    sql_text(q, i->material_number);
    sql_text(q, i->number_source);
    sql_text(q, i->own_title);
    sql_text(q, i->unit);
    sql_int(q, i->copies_per_unit);
    sql_int(q, i->copies_per_year);
    sql_int(q, i->floor);
    sql_int(q, i->shelf_cap);
    sql_int(q, i->minimum);
    sql_int(q, i->maximum);
    sql_date(q, i->retired_on);
    sql_int(q, r->school);
    sql_int(q, i->id);
    if (!sql_do(q, e))
        return false;
    q = sql(r->db,
            "SELECT 1 FROM edition WHERE school = $1 AND item = $2 AND number <> $3 AND name = $4 AND name <> ''");
    sql_int(q, r->school);
    sql_int(q, i->id);
    sql_int(q, i->edition);
    sql_text(q, i->edition_name ? i->edition_name : "");
    bool taken = sql_row(q);
    if (!sql_end(q, e))
        return false;
    if (taken)
        return err_set(e, ERR_CONFLICT, "edition", "%s has another edition \"%s\" already", i->code, i->edition_name);
    q = sql(r->db, "UPDATE edition SET name = $1 WHERE school = $2 AND item = $3 AND number = $4 AND name <> $1");
    sql_text(q, i->edition_name ? i->edition_name : "");
    sql_int(q, r->school);
    sql_int(q, i->id);
    sql_int(q, i->edition);
    return sql_do(q, e);
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

/* ---- the reference guide ---- */

static const struct {
    const char *code, *program, *title, *short_title, *kind;
    bool secondary_only;
    long copies_per_year; /* INT_NONE: the school's default; ordering.md */
} publications[] = {
    {"parent-guide", "special-education",
     "A Parent's Guide to Special Education Services (Including Procedural Rights and Safeguards)",
     "A Parent's Guide to Special Education Services", "booklet", false, 2},
    {"puzzled", "special-education", "Are You Puzzled by Your Child's Special Needs?",
     "Are You Puzzled by Your Child's Special Needs?", "brochure", false, INT_NONE},
    {"iep-and-you", "special-education", "The IEP and You", "The IEP and You", "guide", false, INT_NONE},
    {"itp-guide", "special-education", "The ITP and You", "The ITP and You", "guide", true, INT_NONE},
    {"itp-booklet", "special-education", "The ITP and You", "The ITP and You", "booklet", true, INT_NONE},
    {"esy", "special-education", "Extended School Year (ESY)", "Extended School Year (ESY)", "brochure", false,
     INT_NONE},
    {"lre", "special-education", "Least Restrictive Environment (LRE)", "Least Restrictive Environment (LRE)",
     "brochure", false, INT_NONE},
    {"section-504", "section-504", "Section 504 and Students with Disabilities",
     "Section 504 and Students with Disabilities", "brochure", false, INT_NONE},
    {"equity-office", "section-504", "Educational Equity Compliance Office", "Educational Equity Compliance Office",
     "brochure", false, INT_NONE},
};

/* The four numbers are those of REF-5640.9; for all others it says "refer to the
 * publication and/or catalog". Never invent one. */
static const struct {
    const char *code, *publication, *languages, *number;
} items[] = {
    {"parent-guide.en", "parent-guide", "en", "9661218950"},
    {"parent-guide.es", "parent-guide", "es", "9661218951"},
    {"puzzled.en", "puzzled", "en", NULL},
    {"iep-and-you.en-es", "iep-and-you", "en es", "9665026450"},
    {"itp-guide.en-es", "itp-guide", "en es", "9665026460"},
    {"itp-booklet.en", "itp-booklet", "en", NULL},
    {"esy.en", "esy", "en", NULL},
    {"lre.en", "lre", "en", NULL},
    {"section-504.en", "section-504", "en", NULL},
    {"equity-office.en", "equity-office", "en", NULL},
};

static bool seed_publications(struct req *r, struct err *e) {
    for (size_t i = 0; i < sizeof publications / sizeof *publications; i++) {
        struct query *q = sql(r->db, "INSERT INTO publication (school, code, place, program, title, short_title, "
                                     "kind, secondary_only, copies_per_year) "
                                     "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
        sql_int(q, r->school);
        sql_text(q, publications[i].code);
        sql_int(q, (long)i + 1);
        sql_text(q, publications[i].program);
        sql_text(q, publications[i].title);
        sql_text(q, publications[i].short_title);
        sql_text(q, publications[i].kind);
        sql_int(q, publications[i].secondary_only);
        sql_int(q, publications[i].copies_per_year);
        if (!sql_do(q, e))
            return false;
    }
    return true;
}

bool catalog_seed(struct req *r, struct err *e) {
    if (!languages_seed(r, e) || !seed_publications(r, e))
        return false;
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        struct item one = {.id = (long)i + 1};
        struct query *q = sql(r->db, "INSERT INTO item (school, id, code, publication, languages, material_number, "
                                     "number_source) VALUES ($1, $2, $3, $4, $5, $6, $7)");
        sql_int(q, r->school);
        sql_int(q, one.id);
        sql_text(q, items[i].code);
        sql_text(q, items[i].publication);
        sql_text(q, items[i].languages);
        sql_text(q, items[i].number);
        sql_text(q, items[i].number ? "REF-5640.9, September 2022" : NULL);
        if (!sql_do(q, e) || !edition_add(r, &one, "", date_from(1, 1, 1), e))
            return false;
    }
    return true;
}
