#include "catalog/catalog_file.h"
#include "catalog/catalog_import.h"
#include "compliance/audit/trail.h"

#include <string.h>

/* ---- showing ---- */

struct shown {
    const char *item, *publication, *title, *short_title, *kind, *program, **languages, *material_number;
    const char *number_shown, *edition, *own_title, *unit, *number_source, *schools, *language_short;
    long copies_per_unit, copies_per_year, floor, shelf_cap, minimum, maximum;
    int retired;
    struct rows editions;
};

static const struct column list_columns[] = {
    {"item", "ITEM", CELL_TEXT, offsetof(struct shown, item), COLUMN_WRAP, NULL},
    {"language_short", "LANGUAGE", CELL_TEXT, offsetof(struct shown, language_short), COLUMN_PLAIN, NULL},
    {"number_shown", "NUMBER", CELL_TEXT, offsetof(struct shown, number_shown), COLUMN_PLAIN, NULL},
    {"title", NULL, CELL_TEXT, offsetof(struct shown, title), 0, NULL},
    {"short_title", "TITLE", CELL_TEXT, offsetof(struct shown, short_title), COLUMN_PLAIN | COLUMN_WRAP, NULL},
    {"kind", NULL, CELL_TEXT, offsetof(struct shown, kind), 0, NULL},
    {"publication", NULL, CELL_TEXT, offsetof(struct shown, publication), 0, NULL},
    {"program", NULL, CELL_TEXT, offsetof(struct shown, program), 0, NULL},
    {"languages", NULL, CELL_TEXTS, offsetof(struct shown, languages), 0, NULL},
    {"material_number", NULL, CELL_TEXT, offsetof(struct shown, material_number), 0, NULL},
    {"edition", "EDITION", CELL_TEXT, offsetof(struct shown, edition), COLUMN_WRAP, NULL},
    {"schools", "SCHOOLS", CELL_TEXT, offsetof(struct shown, schools), 0, NULL},
    {"retired", NULL, CELL_DATE, offsetof(struct shown, retired), 0, NULL},
};
static const struct shape list_shape = SHAPE(list_columns, shown);

struct shown_edition {
    const char *edition, *word;
    long number;
    int from;
    bool current;
};
static const struct column edition_columns[] = {
    {"word", "EDITION", CELL_TEXT, offsetof(struct shown_edition, word), COLUMN_PLAIN | COLUMN_WRAP, NULL},
    {"edition", NULL, CELL_TEXT, offsetof(struct shown_edition, edition), 0, NULL},
    {"number", NULL, CELL_INT, offsetof(struct shown_edition, number), 0, NULL},
    {"from", "FROM", CELL_DATE, offsetof(struct shown_edition, from), 0, NULL},
    {"current", "CURRENT", CELL_BOOL, offsetof(struct shown_edition, current), 0, NULL},
};
static const struct shape edition_shape = SHAPE(edition_columns, shown_edition);

static const struct column one_columns[] = {
    {"item", "item", CELL_TEXT, offsetof(struct shown, item), 0, NULL},
    {"title", "title", CELL_TEXT, offsetof(struct shown, title), 0, NULL},
    {"own_title", "own title", CELL_TEXT, offsetof(struct shown, own_title), 0, NULL},
    {"kind", "kind", CELL_TEXT, offsetof(struct shown, kind), 0, NULL},
    {"publication", NULL, CELL_TEXT, offsetof(struct shown, publication), 0, NULL},
    {"program", "program", CELL_TEXT, offsetof(struct shown, program), 0, NULL},
    {"schools", "schools", CELL_TEXT, offsetof(struct shown, schools), 0, NULL},
    {"languages", "languages", CELL_TEXTS, offsetof(struct shown, languages), 0, NULL},
    {"material_number", NULL, CELL_TEXT, offsetof(struct shown, material_number), 0, NULL},
    {"number_shown", "material number", CELL_TEXT, offsetof(struct shown, number_shown), COLUMN_PLAIN, NULL},
    {"number_source", "found in", CELL_TEXT, offsetof(struct shown, number_source), 0, NULL},
    {"edition", NULL, CELL_TEXT, offsetof(struct shown, edition), 0, NULL},
    {"number", NULL, CELL_TEXT, offsetof(struct shown, material_number), 0, NULL}, /* as `catalog number` takes them */
    {"source", NULL, CELL_TEXT, offsetof(struct shown, number_source), 0, NULL},
    {"unit", "unit of issue", CELL_TEXT, offsetof(struct shown, unit), 0, NULL},
    {"copies_per_unit", "copies per unit", CELL_INT, offsetof(struct shown, copies_per_unit), 0, NULL},
    {"copies_per_year", "copies per year", CELL_INT, offsetof(struct shown, copies_per_year), 0, NULL},
    {"floor", "floor", CELL_INT, offsetof(struct shown, floor), 0, NULL},
    {"shelf_cap", "shelf cap", CELL_INT, offsetof(struct shown, shelf_cap), 0, NULL},
    {"minimum", "minimum", CELL_INT, offsetof(struct shown, minimum), 0, NULL},
    {"maximum", "maximum", CELL_INT, offsetof(struct shown, maximum), 0, NULL},
    {"retired", "retired", CELL_DATE, offsetof(struct shown, retired), 0, NULL},
    {"editions", "EDITIONS", CELL_ROWS, offsetof(struct shown, editions), 0, &edition_shape},
};
static const struct shape one_shape = SHAPE(one_columns, shown);

static void show(struct mem *m, const struct item *i, struct shown *out) {
    *out = (struct shown){
        .item = i->code,
        .publication = i->publication,
        .title = i->title,
        .short_title = i->short_title,
        .kind = i->kind,
        .program = i->program,
        .languages = i->tags,
        .material_number = i->material_number,
        .number_shown = material_number_shown(m, i->material_number),
        .edition = i->edition_name,
        .own_title = i->own_title,
        .unit = i->unit,
        .number_source = i->number_source,
        .schools = i->secondary_only ? "secondary" : "all",
        .copies_per_unit = i->copies_per_unit,
        .copies_per_year = i->copies_per_year,
        .floor = i->floor,
        .shelf_cap = i->shelf_cap,
        .minimum = i->minimum,
        .maximum = i->maximum,
        .retired = i->retired_on,
    };
}

static bool catalog_list(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct items all;
    struct languages languages;
    (void)f;
    if (!items_load(r, &all, e) || !languages_load(r, &languages, e))
        return false;
    struct shown *rows = mem_alloc(r->mem, (all.count + 1) * sizeof *rows);
    for (size_t i = 0; i < all.count; i++) {
        show(r->mem, &all.list[i], &rows[i]);
        rows[i].language_short = item_language_short(r->mem, &languages, &all.list[i]);
    }
    answer_list(a, &list_shape, rows, all.count);
    a->text = "Titles and numbers are those of REF-5640.9 of September 2022: check the catalog.";
    answer_next(
        r, a,
        hint_new(r->mem, "When you find a number", "catalog number", "item", hint_blank, "number", hint_blank, NULL));
    return true;
}

/* The name of an edition, behind its number where the name alone does not tell it from the others. */
static const char *edition_shown(struct mem *m, const struct editions *all, const struct edition *ed) {
    const char *word = edition_word(m, all, ed);
    if (!word || !ed->name || word == ed->name)
        return word ? word : ed->name;
    return mem_printf(m, "%s (%s)", word, ed->name);
}

static bool answer_item(struct req *r, const struct item *i, struct answer *a, struct err *e) {
    struct editions editions;
    if (!editions_load(r, i->id, &editions, e))
        return false;
    struct shown *one = mem_alloc(r->mem, sizeof *one);
    show(r->mem, i, one);
    struct shown_edition *rows = mem_alloc(r->mem, (editions.count + 1) * sizeof *rows);
    for (size_t k = 0; k < editions.count; k++) {
        const struct edition *ed = &editions.list[k];
        rows[k] = (struct shown_edition){.edition = ed->name,
                                         .word = edition_shown(r->mem, &editions, ed),
                                         .number = ed->number,
                                         .from = ed->from == date_from(1, 1, 1) ? DATE_NONE : ed->from,
                                         .current = ed->number == i->edition};
    }
    one->editions = (struct rows){rows, editions.count};
    answer_one(a, &one_shape, one);
    return true;
}

static bool catalog_show(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    const struct item *i;
    return item_lookup(r, fields_get(f, "item"), &i, e) && answer_item(r, i, a, e);
}

/* ---- changing ---- */

static const char *change_words(struct mem *m, const struct item *before, const struct item *after) {
    /* NOLINTNEXTLINE(clang-analyzer-*): set by every path that comes here */
    if (after->retired_on == before->retired_on)
        return item_changes(m, before, after);
    return after->retired_on == DATE_NONE ? "in use again"
                                          : mem_printf(m, "retired on %s", date_iso(m, after->retired_on));
}

/* Finds the item, lets `change` change a copy, checks, stores. */
static bool change_item(struct req *r, const struct fields *f, const char *action,
                        bool (*change)(struct req *r, const struct fields *f, struct item *i, struct err *e),
                        struct answer *a, struct err *e) {
    struct mem *m = r->mem;
    struct items all;
    struct trail t;
    const struct item *before = NULL;
    struct item after = {0};
    if (!trail_begin(&t, r, e) || !items_load(r, &all, e))
        return false;
    if (!item_find(r, &all, fields_get(f, "item"), &before, e) && !problem_take(&r->problems, 0, e))
        return false;
    if (before)
        after = *before;
    if (!change(r, f, &after, e) && !problem_take(&r->problems, 0, e))
        return false;
    if (!problems_none(&r->problems, e) || !item_check_levels(&after, e) || !item_check_number(&all, &after, e))
        return false;
    const char *words = change_words(m, before, &after);
    a->text_only = true;
    if (!*words) {
        trail_drop(&t);
        a->text = mem_printf(m, "%s has these values already; nothing was changed.", before->code);
        return answer_item(r, before, a, e);
    }
    if (!trail_end(&t, item_store(r, &after, e), action, before->code, words, e))
        return false;
    a->text = mem_printf(m, "%s: %s.", after.code, words);
    return answer_item(r, &after, a, e);
}

static bool change_keys(struct req *r, const struct fields *f, struct item *i, struct err *e) {
    bool any = false;
    for (size_t k = 0; k < f->count; k++) {
        if (strcmp(f->list[k].name, "item") == 0)
            continue;
        any = true;
        if (!item_key_set(r, i, f->list[k].name, f->list[k].value, e) && !problem_take(&r->problems, 0, e))
            return false;
    }
    return any || err_set(e, ERR_INPUT, "key", "there is nothing to set; write KEY=VALUE, like copies_per_unit=25");
}

static bool catalog_set(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    return change_item(r, f, "catalog set", change_keys, a, e);
}

/* The number may stay as it is and get another source. */
static bool change_number(struct req *r, const struct fields *f, struct item *i, struct err *e) {
    const char *source = field_text(f, "source");
    if (!item_key_set(r, i, "material_number", fields_get(f, "number"), e))
        return false;
    if (source && !i->material_number)
        return err_set(e, ERR_INPUT, "source", "source: the number is taken away; leave its source out");
    if (source)
        i->number_source = source;
    return true;
}

static bool catalog_number(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    return change_item(r, f, "catalog number", change_number, a, e);
}

static bool change_retired(struct req *r, const struct fields *f, struct item *i, struct err *e) {
    (void)e;
    i->retired_on = fields_has(f, "undo") ? DATE_NONE : field_date(f, "date", r->today);
    return true;
}

static bool catalog_retire(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    return change_item(r, f, "catalog retire", change_retired, a, e);
}

static bool catalog_add(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    static const struct {
        const char *field;
        enum item_column column;
    } names[] = {{"item", ITEM_CODE},   {"languages", ITEM_LANGUAGES}, {"publication", ITEM_PUBLICATION},
                 {"title", ITEM_TITLE}, {"kind", ITEM_KIND},           {"program", ITEM_PROGRAM},
                 {"number", ITEM_KEYS}, {"own-title", ITEM_OWN_TITLE}};
    struct item_plan plan = {.retired_on = DATE_NONE};
    struct items all;
    struct languages languages;
    struct trail t;
    if (!trail_begin(&t, r, e) || !items_load(r, &all, e) || !languages_load(r, &languages, e))
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        plan.value[names[i].column] = fields_get(f, names[i].field);
    if (fields_has(f, "secondary-only"))
        plan.value[ITEM_SCHOOLS] = "secondary";
    plan_make(r, &all, &languages, &plan, &r->problems);
    if (plan.before)
        return err_hinted(e, hint_new(r->mem, "The item", "catalog show", "item", plan.before->code, NULL),
                          ERR_CONFLICT, "item", "an item %s exists already", plan.before->code);
    if (!problems_none(&r->problems, e) || !item_check_number(&all, &plan.after, e))
        return false;
    if (!trail_end(&t, plan_store(r, &plan, e), "catalog add", plan.after.code, plan.after.title, e))
        return false;
    a->text = mem_printf(r->mem, "%s added: %s, %s.", plan.after.code, plan.after.title,
                         item_language_names(r->mem, &languages, &plan.after));
    a->text_only = true;
    return answer_item(r, &plan.after, a, e);
}

/* ---- the table ---- */

static const struct param no_params[] = {{0}};
static const struct param item_params[] = {
    {"item", PARAM_ARG, KIND_ITEM, "ITEM", "a code (parent-guide.es) or a material number"},
    {0},
};
static const struct param set_params[] = {
    {"item", PARAM_ARG, KIND_ITEM, "ITEM", "a code (parent-guide.es) or a material number"},
    {"key", PARAM_SET, KIND_TEXT, "KEY=VALUE",
     "floor, shelf_cap, minimum, maximum, unit, copies_per_unit, copies_per_year, own_title, edition, "
     "material_number; KEY= alone takes the value away",
     item_key_names},
    {0},
};
static const struct param number_params[] = {
    {"item", PARAM_ARG, KIND_ITEM, "ITEM", "a code (lre.en)"},
    {"number", PARAM_ARG, KIND_TEXT, "NUMBER", "ten digits; spaces and hyphens may stand between"},
    {"source", PARAM_OPTION, KIND_TEXT, "TEXT", "where it was found: the catalog of which date", .most = SOURCE_MOST},
    {0},
};
static const struct param add_params[] = {
    {"item", PARAM_ARG, KIND_TEXT, "ITEM", "its code: publication.language, like parent-guide.hy"},
    {"languages", PARAM_OPTION, KIND_LANGUAGE, "L", "tags, several separated by blanks (default: from the code)"},
    {"publication", PARAM_OPTION, KIND_TEXT, "CODE", "which publication (default: from the code)"},
    {"title", PARAM_OPTION, KIND_TEXT, "TEXT", "the title, when the publication is new", .most = TITLE_MOST},
    {"kind", PARAM_OPTION, KIND_TEXT, "KIND", "booklet, brochure, guide, poster, other", item_kinds},
    {"program", PARAM_OPTION, KIND_TEXT, "PROGRAM", "special-education (default) or section-504", program_words},
    {"secondary-only", PARAM_FLAG, KIND_TEXT, NULL, "a new publication for secondary schools only"},
    {"number", PARAM_OPTION, KIND_TEXT, "NUMBER", "material number, ten digits"},
    {"own-title", PARAM_OPTION, KIND_TEXT, "TEXT", "the title in the printing's own language", .most = TITLE_MOST},
    {0},
};
static const struct param retire_params[] = {
    {"item", PARAM_ARG, KIND_ITEM, "ITEM", "a code or a material number"},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "from which day (default: today)", .flags = DATE_PAST},
    {"undo", PARAM_FLAG, KIND_TEXT, NULL, "take it into use again"},
    {0},
};
static const struct verb verbs[] = {
    {"catalog", "list", "the publications and their material numbers", ACCESS_READ, NOUN_ALONE, ROLES_ALL, catalog_list,
     no_params, &list_shape, NULL},
    {"catalog", "show", "one item, with its editions", ACCESS_READ, 0, ROLES_ALL, catalog_show, item_params, &one_shape,
     EXAMPLE({"item", "9661218951"})},
    {"catalog", "add", "another printing or title", ACCESS_WRITE, 0, ROLES_OFFICE, catalog_add, add_params, &one_shape,
     EXAMPLE({"item", "parent-guide.hy"})},
    {"catalog", "set", "levels, unit of issue, own title, edition of an item", ACCESS_WRITE, 0, ROLES_OFFICE,
     catalog_set, set_params, &one_shape,
     EXAMPLE({"item", "parent-guide.es"}, {"copies_per_unit", "25"}, {"unit", "pack"}), "catalog show"},
    {"catalog", "number", "the material number of an item, once it is found", ACCESS_WRITE, 0, ROLES_OFFICE,
     catalog_number, number_params, &one_shape, NULL, "catalog show"},
    {"catalog", "retire", "an item that is not ordered any more", ACCESS_WRITE, 0, ROLES_OFFICE, catalog_retire,
     retire_params, &one_shape, NULL},
    {"catalog", "export", "the catalog as CSV, as import takes it", ACCESS_READ, 0, ROLES_ALL, catalog_export,
     no_params, &catalog_export_shape, NULL},
};
const struct verbs catalog_verbs = {verbs, sizeof verbs / sizeof *verbs};
