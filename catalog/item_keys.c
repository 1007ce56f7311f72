#include "catalog/item_keys.h"

#include "base/text.h"

#include <string.h>

enum key_type { KEY_TEXT, KEY_INT, KEY_NUMBER };

static const struct key {
    const char *name;
    enum key_type type;
    struct range range; /* of a number; of the bytes of a text */
    size_t offset;
} keys[] = {
    {"material_number", KEY_NUMBER, {0, 0}, offsetof(struct item, material_number)},
    {"edition", KEY_TEXT, {0, 60}, offsetof(struct item, edition_name)},
    {"own_title", KEY_TEXT, {0, TITLE_MOST}, offsetof(struct item, own_title)},
    {"unit", KEY_TEXT, {0, 40}, offsetof(struct item, unit)},
    {"copies_per_unit", KEY_INT, {1, 100000}, offsetof(struct item, copies_per_unit)},
    {"copies_per_year", KEY_INT, {0, 100}, offsetof(struct item, copies_per_year)},
    {"floor", KEY_INT, {0, 1000000}, offsetof(struct item, floor)},
    {"shelf_cap", KEY_INT, {1, 1000000}, offsetof(struct item, shelf_cap)},
    {"minimum", KEY_INT, {0, 1000000}, offsetof(struct item, minimum)},
    {"maximum", KEY_INT, {0, 1000000}, offsetof(struct item, maximum)},
};
enum { KEYS = sizeof keys / sizeof *keys };

const char *const item_key_names[] = {"material_number", "edition",         "own_title", "unit",
                                      "copies_per_unit", "copies_per_year", "floor",     "shelf_cap",
                                      "minimum",         "maximum",         NULL};

static const struct key *find_key(const char *name) {
    for (size_t k = 0; k < KEYS; k++)
        if (strcmp(keys[k].name, name) == 0)
            return &keys[k];
    return NULL;
}

static bool unknown_key(struct mem *m, const char *name, struct err *e) {
    const char *near = text_nearest(name, item_key_names, KEYS);
    return err_set(e, ERR_INPUT, "key",
                   "no key \"%s\"%s%s%s. There are material_number, edition, own_title, unit, copies_per_unit, "
                   "copies_per_year, floor, shelf_cap, minimum, maximum",
                   text_shown(m, name), near ? ". Did you mean " : "", near ? near : "", near ? "?" : "");
}

static bool set_number(struct req *r, struct item *i, const char *value, struct err *e) {
    char number[11] = "";
    if (*value && !material_number_parse(r->mem, value, number, e))
        return false;
    if (strcmp(number, i->material_number ? i->material_number : "") == 0)
        return true; /* and it is from where it was */
    i->material_number = *number ? mem_text(r->mem, number) : NULL;
    i->number_source = *number ? mem_printf(r->mem, "entered by %s, %s", r->actor, date_iso(r->mem, r->today)) : NULL;
    return true;
}

bool item_key_set(struct req *r, struct item *i, const char *name, const char *value, struct err *e) {
    const struct key *key = find_key(name);
    if (!key)
        return unknown_key(r->mem, name, e);
    void *member = (char *)i + key->offset;
    switch (key->type) {
    case KEY_INT:
        *(long *)member = INT_NONE;
        return !*value || parse_int(r->mem, name, value, key->range, member, e);
    case KEY_TEXT:
        *(const char **)member = *value ? mem_text(r->mem, value) : NULL;
        return parse_text(r->mem, name, value, (size_t)key->range.most, e);
    case KEY_NUMBER:
        return set_number(r, i, value, e);
    }
    return false;
}

const char *item_key_get(struct mem *m, const struct item *i, const char *name) {
    const struct key *key = find_key(name);
    if (!key)
        return NULL;
    const void *member = (const char *)i + key->offset;
    if (key->type != KEY_INT)
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
        words = add_change(m, words, keys[k].name, item_key_get(m, before, keys[k].name),
                           item_key_get(m, after, keys[k].name));
    return add_change(m, words, "found in", before->number_source, after->number_source);
}

bool item_check_levels(const struct item *i, struct err *e) {
    if (i->minimum != INT_NONE && i->maximum != INT_NONE && i->maximum <= i->minimum && i->maximum != 0)
        return err_set(e, ERR_INPUT, "maximum",
                       "maximum: %ld is not above the minimum %ld (both 0 means: we do not keep this)", i->maximum,
                       i->minimum);
    if (i->minimum != INT_NONE && i->maximum == 0 && i->minimum != 0)
        return err_set(e, ERR_INPUT, "maximum", "maximum: 0 is not above the minimum %ld", i->minimum);
    return true;
}

bool item_check_number(const struct items *all, const struct item *i, struct err *e) {
    for (size_t k = 0; i->material_number && k < all->count; k++) {
        const struct item *other = &all->list[k];
        if (other->id != i->id && other->material_number && strcmp(other->material_number, i->material_number) == 0)
            return err_set(e, ERR_CONFLICT, "material_number", "material number %s is in use: it is that of %s",
                           i->material_number, other->code);
    }
    return true;
}
