#include "office/setup.h"

#include "catalog/item.h"
#include "compliance/school/school.h"

#include <string.h>

static bool make_school(struct req *r, const struct fields *f, const char *action, struct answer *a, struct err *e) {
    struct trail t;
    long id;
    bool demo = fields_has(f, "demo");
    if (!trail_begin(&t, r, e))
        return false;
    bool ok = school_add(r, f, a, &id, e);
    if (ok) {
        r->school = id;
        trail_start_chain(&t);
        ok = catalog_seed(r, e) && (!demo || demo_fill(&t, e));
    }
    const char *code = fields_get(f, "code"), *name = fields_get(f, "name");
    if (!trail_end(
            &t, ok, action, code,
            ok ? mem_printf(r->mem, "%s, %s%s", name, fields_get(f, "level"), demo ? ", demonstration" : "") : "", e))
        return false;
    a->text =
        mem_printf(r->mem, "%s (%s) is ready, with the publications of REF-5640.9 (September 2022).\n%s", name, code,
                   demo ? "The calendar, the families, the units of issue and the year of movements in it are "
                          "made up."
                        : "Next, count the shelf, item by item:\n"
                          "  guidestock stock adjust ITEM QTY --reason opening\n"
                          "then see what is short: guidestock stock --low");
    return true;
}

static bool init(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    return make_school(r, f, "init", a, e);
}

static bool add_school(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    return make_school(r, f, "school add", a, e);
}

static const char *const level_words[] = {"elementary", "middle", "senior", "span", NULL};
static const struct param init_params[] = {
    {"name", PARAM_NEEDED, KIND_TEXT, "NAME", "name of the school", NULL},
    {"code", PARAM_NEEDED, KIND_TEXT, "1234", "location code, four characters", NULL},
    {"level", PARAM_NEEDED, KIND_TEXT, "LEVEL", "elementary, middle, senior or span", level_words},
    {"demo", PARAM_FLAG, KIND_TEXT, NULL, "with a made-up year of movements", NULL},
    {0},
};
static const struct param add_params[] = {
    {"name", PARAM_NEEDED, KIND_TEXT, "NAME", "name of the school", NULL},
    {"code", PARAM_NEEDED, KIND_TEXT, "1234", "location code, four characters", NULL},
    {"level", PARAM_NEEDED, KIND_TEXT, "LEVEL", "elementary, middle, senior or span", level_words},
    {0},
};
static const struct verb verbs[] = {
    {"init", "", "make the file, the school and the catalog of REF-5640.9",
     ACCESS_MAKE, ANY_SCHOOL | FILE_ONLY, ROLE_PRINCIPAL, init, init_params, NULL,
     EXAMPLE({"name", "Anytown Senior High"}, {"code", "0042"}, {"level", "senior"})},
    {"school", "add", "another school in the same file", ACCESS_WRITE, ANY_SCHOOL, ROLES_OFFICE | ROLE_DISTRICT,
     add_school, add_params, NULL},
};
const struct verbs setup_verbs = {verbs, sizeof verbs / sizeof *verbs};
