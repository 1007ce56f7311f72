#include "forms/forms.h"

#include "forms/clock_paper.h"
#include "forms/count_sheet.h"
#include "forms/day_sheet.h"
#include "forms/designee_form.h"
#include "forms/discrepancy_form.h"
#include "forms/duty_sheet.h"
#include "forms/issue_log.h"
#include "forms/labels.h"
#include "forms/requisition_form.h"
#include "forms/stock_report_form.h"
#include "forms/year_report_form.h"
#include "office/report.h"

static const struct param out_params[] = {
    {"out", PARAM_OPTION, KIND_OUT_FILE, "F", "the PDF to write; - is standard output", NULL},
    {0},
};
static const struct param year_params[] = {
    {"year", PARAM_OPTION, KIND_YEAR, "YEAR", "school year, like 2026-27 (default: the current one)", NULL},
    {"out", PARAM_OPTION, KIND_OUT_FILE, "F", "the PDF to write; - is standard output", NULL},
    {0},
};
static const struct param requisition_params[] = {
    {"requisition", PARAM_ARG, KIND_REQUISITION, "R", "its number, like R-2026-27-0001", NULL},
    {"out", PARAM_OPTION, KIND_OUT_FILE, "F", "the PDF to write; - is standard output", NULL},
    {0},
};
static const struct param label_params[] = {
    {"language", PARAM_OPTION, KIND_LANGUAGE, "L", "only items in that language", NULL},
    {"item", PARAM_OPTION, KIND_ITEM, "ITEM", "only that item", NULL},
    {"start", PARAM_OPTION, KIND_INT, "N", "the first free label of a sheet used in part, 1 to 30 along the rows", NULL,
     1, LABELS_ON_SHEET},
    {"out", PARAM_OPTION, KIND_OUT_FILE, "F", "the PDF to write; - is standard output", NULL},
    {0},
};
static const struct param sheet_params[] = {
    {"blind", PARAM_FLAG, KIND_TEXT, NULL, "without what the record says, so that it cannot be copied", NULL},
    {"out", PARAM_OPTION, KIND_OUT_FILE, "F", "the PDF to write; - is standard output", NULL},
    {0},
};
static const struct param day_params[] = {
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "which day (default: today)", NULL, 0, 0, DATE_PAST},
    {"out", PARAM_OPTION, KIND_OUT_FILE, "F", "the PDF to write; - is standard output", NULL},
    {0},
};
static const struct param clock_params[] = {
    {"open", PARAM_FLAG, KIND_TEXT, NULL, "only clocks that run", NULL},
    {"cases", PARAM_FLAG, KIND_TEXT, NULL, "with the references of cases; the audit trail records it", NULL},
    {"why", PARAM_OPTION, KIND_TEXT, "TEXT", "why the cases are read", NULL, 0, 500},
    {"out", PARAM_OPTION, KIND_OUT_FILE, "F", "the PDF to write; - is standard output", NULL},
    {0},
};

static const struct verb list[] = {
    {"requisition", "pdf", "the requisition on paper, as a PDF", ACCESS_READ, 0, ROLES_ALL, requisition_print,
     requisition_params, &shape_bytes, EXAMPLE({"requisition", "R-2026-27-0001"}, {"out", "order.pdf"})},
    {"requisition", "blank", "an empty requisition to fill in by hand, as a PDF", ACCESS_READ, 0, ROLES_ALL,
     requisition_print_blank, out_params, &shape_bytes, EXAMPLE({"out", "blank.pdf"})},
    {"requisition", "discrepancy", "a note to the warehouse on what differs from the order, as a PDF", ACCESS_READ, 0,
     ROLES_ALL, discrepancy_print, requisition_params, &shape_bytes,
     EXAMPLE({"requisition", "R-2026-27-0001"}, {"out", "note.pdf"})},
    {"stock", "labels", "shelf labels with barcodes, as a PDF for Avery 5160 sheets", ACCESS_READ, 0, ROLES_ALL,
     labels_print, label_params, &shape_bytes, EXAMPLE({"start", "7"}, {"out", "labels.pdf"})},
    {"stock", "log", "a blank page to write hand-outs on at the counter, as a PDF", ACCESS_READ, 0, ROLES_ALL,
     issue_log_print, out_params, &shape_bytes, EXAMPLE({"out", "log.pdf"})},
    {"count", "sheet", "begin a count: a sheet to count the shelf with, as a PDF", ACCESS_WRITE, 0, ROLES_OFFICE,
     count_sheet_print, sheet_params, &shape_bytes, EXAMPLE({"out", "count.pdf"})},
    {"designee", "pdf", "a record of the School Designee Form's clerical section, to sign, as a PDF", ACCESS_READ, 0,
     ROLES_ALL, designee_print, year_params, &shape_bytes, EXAMPLE({"out", "designee.pdf"})},
    {"duty", "pdf", "Attachment A as a sheet that principal and designee sign, as a PDF", ACCESS_READ, 0, ROLES_ALL,
     duty_sheet_print, year_params, &shape_bytes, EXAMPLE({"out", "attachment-a.pdf"})},
    {"report", "day", "the day-end sheet: what moved, what changed, and the head of the chain", ACCESS_READ, NOUN_ALONE,
     ROLES_ALL, day_sheet_print, day_params, &report_day_shape, EXAMPLE({"out", "day.pdf"})},
    {"report", "stock", "the stock of every item, and of every language beside its families", ACCESS_READ, 0, ROLES_ALL,
     stock_report_print, out_params, &report_stock_shape, EXAMPLE({"out", "stock.pdf"})},
    {"report", "year", "the school year: designee, duties, clocks, guides, orders", ACCESS_READ, 0, ROLES_ALL,
     year_report_print, year_params, &report_year_shape, EXAMPLE({"year", "2026-27"}, {"out", "year.pdf"})},
    {"clock", "pdf", "the clocks on paper", ACCESS_READ_LOGGED, 0, ROLES_ALL, clock_print, clock_params, &shape_bytes,
     EXAMPLE({"open", "yes"}, {"out", "clocks.pdf"})},
};

const struct verbs form_verbs = {list, sizeof list / sizeof *list};
