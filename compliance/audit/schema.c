#include "compliance/audit/schema.h"

#include "base/text.h"

#include <string.h>

struct object {
    const char *type, *name, *table, *text;
};

struct objects {
    struct object *list;
    size_t count;
};

/* Without SQLite's own: the indexes of keys hang on their tables, and what the planner believes changes nothing. */
static bool load(struct db *db, struct mem *m, struct objects *out, struct err *e) {
    struct query *q = sql(db, "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema "
                              "WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name, type");
    *out = (struct objects){0};
    while (sql_row(q)) {
        out->list = mem_grow(m, out->list, out->count, sizeof *out->list);
        out->list[out->count++] =
            (struct object){sql_get_text(q, 0, m), sql_get_text(q, 1, m), sql_get_text(q, 2, m), sql_get_text(q, 3, m)};
    }
    return sql_end(q, e);
}

static const char *words(struct mem *m, const struct object *o, const char *what) {
    const char *of = strcmp(o->name, o->table) == 0 ? "" : mem_printf(m, " of %s", text_shown(m, o->table));
    return mem_printf(m, "schema: the %s %s%s %s", o->type, text_shown(m, o->name), of, what);
}

static void compare(struct mem *m, const struct objects *own, const struct objects *made,
                    void (*found)(void *where, const char *what), void *where) {
    size_t i = 0, k = 0;
    while (i < own->count && k < made->count) {
        const struct object *o = &own->list[i], *should = &made->list[k];
        int order = strcmp(o->name, should->name);
        if (order < 0)
            found(where, words(m, o, "is not of this program"));
        else if (order > 0)
            found(where, words(m, should, "is missing"));
        else if (strcmp(o->type, should->type) != 0 || strcmp(o->table, should->table) != 0 ||
                 strcmp(o->text, should->text) != 0)
            found(where, words(m, should, "was changed: it is not as this program makes it"));
        i += order <= 0;
        k += order >= 0;
    }
    for (; i < own->count; i++)
        found(where, words(m, &own->list[i], "is not of this program"));
    for (; k < made->count; k++)
        found(where, words(m, &made->list[k], "is missing"));
}

bool schema_verify(struct db *db, void (*found)(void *where, const char *what), void *where, struct err *e) {
    struct mem *m = mem_new();
    struct objects own, made;
    struct db *fresh;
    bool ok = db_scratch(&fresh, schema_migrations, schema_version, e);
    if (ok && (ok = load(db, m, &own, e) && load(fresh, m, &made, e)))
        compare(m, &own, &made, found, where);
    db_close(fresh);
    mem_free(m);
    return ok;
}
