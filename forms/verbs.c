#include "forms/forms.h"

#include "compliance/school/year.h"
#include "forms/count_sheet.h"
#include "forms/papers.h"
#include "forms/requisition_form.h"
#include "inventory/order/discrepancy.h"

#include <string.h>

struct office { /* whose paper it is */
    struct school school;
    struct settings settings;
    struct paper on;
};

static bool load_office(struct req *r, struct office *o, struct err *e) {
    *o = (struct office){0};
    o->on = (struct paper){&o->school, &o->settings, NULL};
    return school_load(r, &o->school, e) && school_settings(r, &o->settings, e);
}

static bool bytes(struct answer *a, const char *file_name) {
    a->form = ANSWER_BYTES;
    a->file_name = file_name;
    return true;
}

/* ---- requisitions ---- */

static bool requisition_pdf(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct requisition q = {0};
    struct office o;
    if (!requisition_load(r, fields_get(f, "requisition"), &q, e) || !load_office(r, &o, e) ||
        !requisition_form(r->mem, &o.school, &o.settings, &q, &a->bytes, e))
        return false;
    school_note_missing(r, &o.settings, a);
    return bytes(a, mem_printf(r->mem, "%s.pdf", q.number));
}

static bool requisition_blank(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    const struct requisition none = {.prepared = DATE_NONE, .needed = DATE_NONE, .sent = DATE_NONE};
    struct office o;
    (void)f;
    return load_office(r, &o, e) && requisition_form(r->mem, &o.school, &o.settings, &none, &a->bytes, e) &&
           bytes(a, "requisition-blank.pdf");
}

static bool requisition_discrepancy(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct requisition q = {0};
    struct discrepancy found;
    struct office o;
    const struct discrepancy_paper paper = {&q, &found, r->today};
    return requisition_load(r, fields_get(f, "requisition"), &q, e) && discrepancy_load(r, &q, &found, e) &&
           load_office(r, &o, e) && discrepancy_note(r->mem, &o.on, &paper, &a->bytes, e) &&
           bytes(a, mem_printf(r->mem, "%s-discrepancy.pdf", q.number));
}

/* ---- the shelf ---- */

static bool speaks(const struct stock_line *l, const char *tag) {
    for (size_t t = 0; l->languages[t]; t++)
        if (strcmp(l->languages[t], tag) == 0)
            return true;
    return false;
}

/* What is not kept gets a label only when it is asked for by name, or stands there nevertheless. */
static bool wants_label(const struct stock_line *l, const struct item *item, const struct language *language) {
    if (language && !speaks(l, language->tag))
        return false;
    return item || l->answer.status != ORDER_NOT_KEPT || l->superseded > 0;
}

static bool choose_labels(struct req *r, const struct fields *f, struct stock *stock, struct labels *out,
                          struct answer *a, struct err *e) {
    const char *word = fields_get(f, "language"), *item_word = fields_get(f, "item");
    const struct item *item = NULL;
    if ((item_word && !item_lookup(r, item_word, &item, e)) || !stock_load(r, item ? item->id : 0, stock, e))
        return false;
    const struct language *language = NULL;
    if (word && !language_choose(r, &stock->all_languages, word, a, &language, e))
        return false;
    struct stock_line *list = mem_alloc(r->mem, (stock->count + 1) * sizeof *list);
    for (size_t i = 0; i < stock->count; i++)
        if (wants_label(&stock->list[i], item, language))
            list[out->count++] = stock->list[i];
    out->list = list;
    out->languages = &stock->all_languages;
    if (out->count > 0)
        return true;
    return err_set(e, ERR_NOT_FOUND, item ? "item" : "language",
                   "there is no label to print: %s%s%s; see: guidestock stock", item ? item->code : "no item",
                   language ? " in "
                   : item   ? ""
                            : " is kept at this school",
                   language ? language->english
                   : item   ? " is not at this school"
                            : "");
}

static bool stock_labels(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct labels labels = {0};
    struct stock stock;
    struct office o;
    return fields_int(f, "start", (struct range){1, LABELS_ON_SHEET}, 1, &labels.start, e) &&
           choose_labels(r, f, &stock, &labels, a, e) && load_office(r, &o, e) &&
           labels_sheet(r->mem, &o.on, &labels, &a->bytes, e) && bytes(a, "labels.pdf");
}

static bool stock_log(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct office o;
    (void)f;
    return load_office(r, &o, e) && issue_log(r->mem, &o.on, &a->bytes, e) && bytes(a, "issue-log.pdf");
}

/* ---- the designee ---- */

static bool designee_pdf(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct designee_state state;
    struct assignments all;
    struct designee_paper paper = {&state, &all, NULL, r->today};
    struct staff who;
    struct office o;
    bool found = false;
    int year;
    if (!year_field(f, &year, e) || !designee_load(r, year, &state, e) || !assignments_load(r, year, &all, e) ||
        (state.present && !staff_find(r, state.present->name, &who, &found, e)) || !load_office(r, &o, e))
        return false;
    paper.who = found ? &who : NULL;
    return designee_form(r->mem, &o.on, &paper, &a->bytes, e) &&
           bytes(a, mem_printf(r->mem, "designee-%s.pdf", year_text(r->mem, year)));
}

static bool duty_pdf(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct duties *all = mem_alloc(r->mem, sizeof *all);
    struct office o;
    int year;
    return year_field(f, &year, e) && duties_load(r, year, all, e) && load_office(r, &o, e) &&
           duty_sheet(r->mem, &o.on, all, &a->bytes, e) &&
           bytes(a, mem_printf(r->mem, "attachment-a-%s.pdf", year_text(r->mem, year)));
}

static const struct param year_params[] = {
    {"out", PARAM_OPTION, KIND_OUT_FILE, "F", "the file to write; - is standard output", NULL},
    {"year", PARAM_OPTION, KIND_TEXT, "YEAR", "the school year, like 2026-27 (default: this one)", NULL},
    {0},
};
static const struct param pdf_params[] = {
    {"requisition", PARAM_ARG, KIND_REQUISITION, "R", "its number, like R-2026-27-0001", NULL},
    {"out", PARAM_OPTION, KIND_OUT_FILE, "F", "the file to write; - is standard output", NULL},
    {0},
};
static const struct param out_params[] = {
    {"out", PARAM_OPTION, KIND_OUT_FILE, "F", "the file to write; - is standard output", NULL},
    {0},
};
static const struct param label_params[] = {
    {"out", PARAM_OPTION, KIND_OUT_FILE, "F", "the file to write; - is standard output", NULL},
    {"language", PARAM_OPTION, KIND_LANGUAGE, "L", "only items in that language", NULL},
    {"item", PARAM_OPTION, KIND_ITEM, "ITEM", "only that one", NULL},
    {"start", PARAM_OPTION, KIND_INT, "N", "the first free label of a sheet used in part, 1 to 30 along the rows",
     NULL},
    {0},
};
static const struct param sheet_params[] = {
    {"out", PARAM_OPTION, KIND_OUT_FILE, "F", "the file to write; - is standard output", NULL},
    {"blind", PARAM_FLAG, KIND_TEXT, NULL, "without what the record says, so that it cannot be copied", NULL},
    {0},
};

static const struct verb list[] = {
    {"requisition", "pdf", "the requisition on paper, as a PDF", ACCESS_READ, 0, ROLES_ALL, requisition_pdf, pdf_params,
     NULL, EXAMPLE({"requisition", "R-2026-27-0001"}, {"out", "order.pdf"})},
    {"requisition", "blank", "an empty requisition to fill in by hand, as a PDF", ACCESS_READ, 0, ROLES_ALL,
     requisition_blank, out_params, NULL, EXAMPLE({"out", "blank.pdf"})},
    {"requisition", "discrepancy", "a note to the warehouse on what came otherwise than ordered, as a PDF", ACCESS_READ, 0,
     ROLES_ALL, requisition_discrepancy, pdf_params, NULL, EXAMPLE({"requisition", "R-2026-27-0001"}, {"out", "note.pdf"})},
    {"stock", "labels", "shelf labels with barcodes, as a PDF for Avery 5160 sheets", ACCESS_READ, 0, ROLES_ALL,
     stock_labels, label_params, NULL, EXAMPLE({"start", "7"}, {"out", "labels.pdf"})},
    {"stock", "log", "a blank page to write hand-outs on at the counter, as a PDF", ACCESS_READ, 0, ROLES_ALL, stock_log,
     out_params, NULL, EXAMPLE({"out", "log.pdf"})},
    {"count", "sheet", "begin a count: a sheet to count the shelf with, as a PDF", ACCESS_WRITE, 0, ROLES_OFFICE,
     count_sheet_print, sheet_params, NULL, EXAMPLE({"out", "count.pdf"})},
    {"designee", "pdf", "a record of the School Designee Form's clerical section, to sign, as a PDF", ACCESS_READ, 0,
     ROLES_ALL, designee_pdf, year_params, NULL, EXAMPLE({"out", "designee.pdf"})},
    {"duty", "pdf", "Attachment A as a sheet that principal and designee sign, as a PDF", ACCESS_READ, 0, ROLES_ALL,
     duty_pdf, year_params, NULL, EXAMPLE({"out", "attachment-a.pdf"})},
};

const struct verbs form_verbs = {list, sizeof list / sizeof *list};
