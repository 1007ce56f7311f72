#include "catalog/edition.h"

#include "base/db.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

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
    return *out || err_set(e, ERR_DAMAGED, "edition", "%s has no edition; restore the last backup", i->code);
}

bool edition_find(struct mem *m, const struct editions *all, const struct item *i, const char *word,
                  const struct edition **out, struct err *e) {
    size_t digits = *word == '#' ? strspn(word + 1, "0123456789") : 0;
    bool numbered = digits > 0 && digits < 6 && word[digits + 1] == '\0';
    *out = numbered ? edition_numbered(all, i->id, strtol(word + 1, NULL, 10)) : edition_named(all, i->id, word);
    return *out || err_hinted(e, hint_new(m, "Its editions", "catalog show", "item", i->code, NULL), ERR_NOT_FOUND,
                              "edition", "edition: %s has no edition \"%s\"", i->code, text_shown(m, word));
}

bool edition_add(struct req *r, const struct item *i, const char *name, int from, struct err *e) {
    struct query *q = sql(r->db, "INSERT INTO edition (school, item, number, name, from_date) VALUES ($1, $2, "
                                 "(SELECT coalesce(max(number), 0) + 1 FROM edition WHERE school = $1 AND item = $2), "
                                 "$3, $4)");
    sql_int(q, r->school);
    sql_int(q, i->id);
    sql_text(q, name ? name : "");
    sql_date(q, from);
    return sql_do(q, e);
}

bool edition_name_is_free(struct req *r, const struct item *i, long number, const char *name, struct err *e) {
    struct query *q =
        sql(r->db, "SELECT count(*) FROM edition WHERE school = $1 AND item = $2 AND number <> $3 AND name = $4");
    sql_int(q, r->school);
    sql_int(q, i->id);
    sql_int(q, number);
    sql_text(q, name);
    bool taken = sql_row(q) && sql_get_int(q, 0) > 0;
    if (!sql_end(q, e))
        return false;
    return !taken || err_set(e, ERR_CONFLICT, "edition", "%s has another edition \"%s\" already", i->code, name);
}

bool edition_rename(struct req *r, long item, long number, const char *name, struct err *e) {
    struct query *q = sql(r->db, "UPDATE edition SET name = $1 WHERE school = $2 AND item = $3 AND number = $4 AND "
                                 "name <> $1");
    sql_text(q, name ? name : "");
    sql_int(q, r->school);
    sql_int(q, item);
    sql_int(q, number);
    return sql_do(q, e);
}

bool editions_remove(struct req *r, long item, long from_number, struct err *e) {
    struct query *q = sql(r->db, "DELETE FROM edition WHERE school = $1 AND item = $2 AND number >= $3");
    sql_int(q, r->school);
    sql_int(q, item);
    sql_int(q, from_number);
    return sql_do(q, e);
}

/* ---- what is ordered of an edition that is not current any more ---- */

const char *edition_recall(struct req *r, const struct editions *all, long item, long edition, int on_date) {
    const struct edition *was = edition == INT_NONE ? NULL : edition_numbered(all, item, edition);
    const struct edition *is = edition_on(all, item, on_date);
    if (!was || !is || was->from >= is->from)
        return NULL;
    return mem_printf(r->mem, "ordered when %s%s was current; %s is %s %s: refuse old copies when they come",
                      was->name ? "edition " : "an earlier edition", was->name ? was->name : "",
                      is->name ? is->name : "the next", is->from > r->today ? "from" : "since",
                      date_iso(r->mem, is->from));
}

long edition_ordered(const struct editions *all, long item, long edition, int prepared) {
    const struct edition *then = edition == INT_NONE ? edition_on(all, item, prepared) : NULL;
    return then ? then->number : edition;
}
