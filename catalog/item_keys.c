#include "catalog/item_keys.h"

#include "base/db.h"
#include "base/text.h"
#include "catalog/edition.h"

#include <string.h>

enum { COPIES_MOST = 1000000, EDITIONS_BYTES = EDITIONS_MOST * (EDITION_NAME_MOST + 20) };

const char *const item_kinds[] = {"booklet", "brochure", "guide", "poster", "other", NULL};
static const char *const schools[] = {"all", "secondary", NULL};

const struct param item_columns[] = {
    {"item", PARAM_ARG, KIND_TEXT, NULL, "write its code, like parent-guide.hy"},
    {"publication", PARAM_OPTION, KIND_TEXT, NULL, "the code of the publication"},
    {"title", PARAM_OPTION, KIND_TEXT, NULL, "the title", .most = TITLE_MOST},
    {"kind", PARAM_OPTION, KIND_TEXT, NULL, "the kind", item_kinds},
    {"program", PARAM_OPTION, KIND_TEXT, NULL, "the program", program_words},
    {"schools", PARAM_OPTION, KIND_TEXT, NULL, "which schools have it", schools},
    {"languages", PARAM_OPTION, KIND_TEXT, NULL, "tags, separated by blanks"},
    {"material_number", PARAM_OPTION, KIND_TEXT, NULL, "ten digits"},
    {"edition", PARAM_OPTION, KIND_TEXT, NULL, "the name of the current edition", .most = EDITION_NAME_MOST},
    {"own_title", PARAM_OPTION, KIND_TEXT, NULL, "the title in the printing's own language", .most = TITLE_MOST},
    {"unit", PARAM_OPTION, KIND_TEXT, NULL, "the unit of issue", .most = 40},
    {"copies_per_unit", PARAM_OPTION, KIND_INT, NULL, "copies in a unit of issue", NULL, 1, 100000},
    {"copies_per_year", PARAM_OPTION, KIND_INT, NULL, "copies per family and year", NULL, 0, 100},
    {"floor", PARAM_OPTION, KIND_INT, NULL, "copies", NULL, 0, COPIES_MOST},
    {"shelf_cap", PARAM_OPTION, KIND_INT, NULL, "copies", NULL, 1, COPIES_MOST},
    {"minimum", PARAM_OPTION, KIND_INT, NULL, "copies", NULL, 0, COPIES_MOST},
    {"maximum", PARAM_OPTION, KIND_INT, NULL, "copies", NULL, 0, COPIES_MOST},
    {"retired", PARAM_OPTION, KIND_DATE, NULL, "the day from which it is not ordered any more", .flags = DATE_PAST},
    {"number_source", PARAM_OPTION, KIND_TEXT, NULL, "where the number was found", .most = SOURCE_MOST},
    {"editions", PARAM_OPTION, KIND_TEXT, NULL, "all of several editions", .most = EDITIONS_BYTES},
    {0},
};

enum { KEYS = ITEM_RETIRED - ITEM_KEYS };
const char *const item_key_names[KEYS + 1] = {"material_number", "edition",         "own_title", "unit",
                                              "copies_per_unit", "copies_per_year", "floor",     "shelf_cap",
                                              "minimum",         "maximum",         NULL};

/* By key: its member of struct item, a long or a text as its column says. */
static const size_t offsets[KEYS] = {
    offsetof(struct item, material_number), offsetof(struct item, edition_name),
    offsetof(struct item, own_title),       offsetof(struct item, unit),
    offsetof(struct item, copies_per_unit), offsetof(struct item, copies_per_year),
    offsetof(struct item, floor),           offsetof(struct item, shelf_cap),
    offsetof(struct item, minimum),         offsetof(struct item, maximum),
};

static const struct param *key_of(size_t k) { return &item_columns[ITEM_KEYS + k]; }

/* Its place among the keys; KEYS: there is no such key. */
static size_t find_key(const char *name) {
    size_t k = 0;
    while (k < KEYS && strcmp(key_of(k)->name, name) != 0)
        k++;
    return k;
}

static bool unknown_key(struct mem *m, const char *name, struct err *e) {
    const char *near = text_nearest(name, item_key_names, KEYS), *list = "";
    for (size_t k = 0; k < KEYS; k++)
        list = mem_join(m, list, ", ", "%s", item_key_names[k]);
    return err_set(e, ERR_INPUT, "key", "there is no key \"%s\"%s%s%s The keys are %s", text_shown(m, name),
                   near ? ". Did you mean " : ".", near ? near : "", near ? "?" : "", list);
}

static bool set_number(struct req *r, struct item *i, const char *value, struct err *e) {
    char number[11] = "";
    if (*value && !material_number_parse(r->mem, value, number, e))
        return false;
    if (strcmp(number, i->material_number ? i->material_number : "") == 0)
        return true; /* and keeps its source */
    i->material_number = *number ? mem_text(r->mem, number) : NULL;
    i->number_source = *number ? mem_printf(r->mem, "entered by %s, %s", r->actor, date_iso(r->mem, r->today)) : NULL;
    return true;
}

bool item_key_set(struct req *r, struct item *i, const char *name, const char *value, struct err *e) {
    const struct fields none = {.mem = r->mem, .today = r->today};
    struct field one = {.name = name, .value = value};
    size_t k = find_key(name);
    if (k == KEYS)
        return unknown_key(r->mem, name, e);
    void *member = (char *)i + offsets[k];
    if (!param_read(key_of(k), &none, &one, e))
        return false;
    if (k == 0)
        return set_number(r, i, value, e);
    if (key_of(k)->kind == KIND_INT)
        *(long *)member = *value ? one.number : INT_NONE;
    else
        *(const char **)member = *value ? mem_text(r->mem, value) : NULL;
    return true;
}

const char *item_key_get(struct mem *m, const struct item *i, const char *name) {
    size_t k = find_key(name);
    if (k == KEYS)
        return NULL;
    const void *member = (const char *)i + offsets[k];
    if (key_of(k)->kind != KIND_INT)
        return *(const char *const *)member;
    long n = *(const long *)member;
    return n == INT_NONE ? NULL : mem_printf(m, "%ld", n);
}

static const char *add_change(struct mem *m, const char *words, const char *name, const char *was, const char *is) {
    if (!was)
        was = "(none)";
    if (!is)
        is = "(none)";
    return strcmp(was, is) == 0 ? words : mem_join(m, words, "; ", "%s: %s -> %s", name, was, is);
}

const char *item_changes(struct mem *m, const struct item *before, const struct item *after) {
    const char *words = "";
    for (size_t k = 0; k < KEYS; k++)
        words = add_change(m, words, item_key_names[k], item_key_get(m, before, item_key_names[k]),
                           item_key_get(m, after, item_key_names[k]));
    return add_change(m, words, "found in", before->number_source, after->number_source);
}

bool item_check_levels(const struct item *i, struct err *e) {
    if (i->minimum != INT_NONE && i->maximum != INT_NONE && i->maximum <= i->minimum && i->maximum != 0)
        return err_set(e, ERR_INPUT, "maximum",
                       "maximum: %ld is not above the minimum %ld (both 0: the item is not kept)", i->maximum,
                       i->minimum);
    if (i->minimum != INT_NONE && i->maximum == 0 && i->minimum != 0)
        return err_set(e, ERR_INPUT, "maximum", "maximum: 0 is not above the minimum %ld", i->minimum);
    return true;
}

bool item_check_number(const struct items *all, const struct item *i, struct err *e) {
    for (size_t k = 0; i->material_number && k < all->count; k++) {
        const struct item *other = &all->list[k];
        if (other->id != i->id && other->material_number && strcmp(other->material_number, i->material_number) == 0)
            return err_set(e, ERR_CONFLICT, "material_number", "material number %s is in use by %s", i->material_number,
                           other->code);
    }
    return true;
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
    return sql_do(q, e) && edition_add(r, i, NULL, date_from(1, 1, 1), e) && item_store(r, i, e);
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
    return sql_do(q, e) && (!i->edition_name || edition_name_is_free(r, i, i->edition, i->edition_name, e)) &&
           edition_rename(r, i->id, i->edition, i->edition_name, e);
}
