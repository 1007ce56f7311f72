#include "office/setup.h"

#include "catalog/reference_guide.h"
#include "compliance/school/school.h"

#include <string.h>

struct made {
    const char *code, *name, *level;
    bool demo;
};
static const struct column made_columns[] = {
    {"code", "code", CELL_TEXT, offsetof(struct made, code), 0, NULL},
    {"name", "name", CELL_TEXT, offsetof(struct made, name), 0, NULL},
    {"level", "level", CELL_TEXT, offsetof(struct made, level), 0, NULL},
    {"demonstration", NULL, CELL_BOOL, offsetof(struct made, demo), 0, NULL},
};
static const struct shape made_shape = SHAPE(made_columns, made);

static void tell_made(struct req *r, const struct made *made, struct answer *a) {
    answer_one(a, &made_shape, made);
    a->text_only = true;
    a->text = mem_printf(
        r->mem, "%s (%s) is ready, with the publications of REF-5640.9 (September 2022).%s", made->name, made->code,
        made->demo ? "\nThe calendar, the families, the units of issue and the year of movements in it "
                     "are made up."
                   : "");
    if (made->demo)
        return;
    answer_next(r, a,
                hint_new(r->mem, "Next, count the shelf, and enter each item", "stock adjust", "item", hint_blank,
                         "quantity", hint_blank, "reason", "opening", NULL));
    answer_next(r, a, hint_new(r->mem, "Then see what is short", "stock", "low", "yes", NULL));
}

static bool make_school(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct made *made = mem_alloc(r->mem, sizeof *made);
    struct trail t;
    long id;
    *made = (struct made){field_text(f, "code"), field_text(f, "name"), field_text(f, "level"), fields_has(f, "demo")};
    if (!trail_begin(&t, r, e))
        return false;
    bool ok = school_add(r, f, a, &id, e);
    if (ok) {
        r->school = id;
        trail_start_chain(&t);
        ok = reference_guide_seed(r, e) && (!made->demo || demo_fill(&t, e));
    }
    const char *action = *r->verb->name ? mem_printf(r->mem, "%s %s", r->verb->noun, r->verb->name) : r->verb->noun;
    const char *detail = mem_printf(r->mem, "%s, %s%s", made->name, made->level, made->demo ? ", demonstration" : "");
    if (!trail_end(&t, ok, action, made->code, detail, e))
        return false;
    tell_made(r, made, a);
    return true;
}

static const char *const level_words[] = {"elementary", "middle", "senior", "span", NULL};

/* Of `init`; another school in the file is never a demonstration, so that `school add` begins behind the first. */
static const struct param init_params[] = {
    {"demo", PARAM_FLAG, KIND_TEXT, NULL, "with a made-up year of movements", NULL},
    {"name", PARAM_NEEDED, KIND_TEXT, "NAME", "name of the school", NULL, 0, 200, TEXT_NEEDED},
    {"code", PARAM_NEEDED, KIND_TEXT, "1234", "location code, four characters", NULL, 0, 20, TEXT_NEEDED},
    {"level", PARAM_NEEDED, KIND_TEXT, "LEVEL", "elementary, middle, senior or span", level_words},
    {0},
};
static const struct verb verbs[] = {
    {"init", "", "make the file, the school and the catalog of REF-5640.9", ACCESS_MAKE, ANY_SCHOOL | FILE_ONLY,
     ROLE_PRINCIPAL, make_school, init_params, &made_shape,
     EXAMPLE({"name", "Anytown Senior High"}, {"code", "0042"}, {"level", "senior"})},
    {"school", "add", "another school in the same file", ACCESS_WRITE, ANY_SCHOOL, ROLES_OFFICE | ROLE_DISTRICT,
     make_school, init_params + 1, &made_shape},
};
const struct verbs setup_verbs = {verbs, sizeof verbs / sizeof *verbs};
