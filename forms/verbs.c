#include "forms/forms.h"

#include "compliance/school.h"
#include "forms/requisition_form.h"
#include "inventory/requisition.h"

static bool requisition_pdf(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct requisition q = {0};
    struct school school = {0};
    struct settings settings = {0};
    if (!requisition_load(r, fields_get(f, "requisition"), &q, e) || !school_load(r, &school, e) ||
        !school_settings(r, &settings, e))
        return false;
    if (!requisition_form(r->mem, &school, &settings, &q, &a->bytes, e))
        return false;
    school_note_missing(r, &settings, a);
    a->form = ANSWER_BYTES;
    a->file_name = mem_printf(r->mem, "%s.pdf", q.number);
    return true;
}

static bool requisition_blank(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    const struct requisition none = {.prepared = DATE_NONE, .needed = DATE_NONE, .sent = DATE_NONE};
    struct school school = {0};
    struct settings settings = {0};
    (void)f;
    if (!school_load(r, &school, e) || !school_settings(r, &settings, e) ||
        !requisition_form(r->mem, &school, &settings, &none, &a->bytes, e))
        return false;
    a->form = ANSWER_BYTES;
    a->file_name = "requisition-blank.pdf";
    return true;
}

static const struct param out_params[] = {
    {"out", PARAM_OPTION, KIND_OUT_FILE, "F", "the file to write; - is standard output", NULL},
    {0},
};
static const struct param pdf_params[] = {
    {"requisition", PARAM_ARG, KIND_REQUISITION, "R", "its number, like R-2026-27-0001", NULL},
    {"out", PARAM_OPTION, KIND_OUT_FILE, "F", "the file to write; - is standard output", NULL},
    {0},
};

static const struct verb list[] = {
    {.noun = "requisition",
     .name = "pdf",
     .what = "the requisition on paper, as a PDF",
     .need = NEED_READ,
     .roles = ROLES_ALL,
     .run = requisition_pdf,
     .params = pdf_params,
     .example = "requisition pdf R-2026-27-0001 --out order.pdf"},
    {.noun = "requisition",
     .name = "blank",
     .what = "an empty requisition to fill in by hand, as a PDF",
     .need = NEED_READ,
     .roles = ROLES_ALL,
     .run = requisition_blank,
     .params = out_params,
     .example = "requisition blank --out blank.pdf"},
};

const struct verbs form_verbs = {list, sizeof list / sizeof *list};
