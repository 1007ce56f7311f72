#include "forms/forms.h"

#include "compliance/school.h"
#include "forms/count_sheet.h"
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

static const struct param pdf_params[] = {
    {"requisition", PARAM_ARG, KIND_REQUISITION, "R", "its number, like R-2026-27-0001", NULL},
    {"out", PARAM_OPTION, KIND_OUT_FILE, "F", "the file to write; - is standard output", NULL},
    {0},
};
static const struct param sheet_params[] = {
    {"out", PARAM_OPTION, KIND_OUT_FILE, "F", "the file to write; - is standard output", NULL},
    {"blind", PARAM_FLAG, KIND_TEXT, NULL, "without what the record says, so that it cannot be copied", NULL},
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
    {.noun = "count",
     .name = "sheet",
     .what = "begin a count: a sheet to count the shelf with, as a PDF",
     .need = NEED_WRITE,
     .roles = ROLES_OFFICE,
     .run = count_sheet_print,
     .params = sheet_params,
     .example = "count sheet --out count.pdf"},
};

const struct verbs form_verbs = {list, sizeof list / sizeof *list};
