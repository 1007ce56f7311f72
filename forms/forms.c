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

static const struct param day_params[] = {
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "which day (default: today)", NULL},
    {"out", PARAM_OPTION, KIND_OUT_FILE, "F", "on paper, as a PDF; - is standard output", NULL},
    {0},
};
static const struct param report_params[] = {
    {"out", PARAM_OPTION, KIND_OUT_FILE, "F", "on paper, as a PDF; - is standard output", NULL},
    {0},
};
static const struct param report_year_params[] = {
    {"year", PARAM_OPTION, KIND_TEXT, "YEAR", "school year, like 2026-27 (default: the current one)", NULL},
    {"out", PARAM_OPTION, KIND_OUT_FILE, "F", "on paper, as a PDF; - is standard output", NULL},
    {0},
};
static const struct param clock_params[] = {
    {"open", PARAM_FLAG, KIND_TEXT, NULL, "only those that run", NULL},
    {"cases", PARAM_FLAG, KIND_TEXT, NULL, "with the references of cases; the trail tells it", NULL},
    {"why", PARAM_OPTION, KIND_TEXT, "TEXT", "why, with --cases", NULL},
    {"out", PARAM_OPTION, KIND_OUT_FILE, "F", "the file to write; - is standard output", NULL},
    {0},
};

static const struct verb list[] = {
    {"requisition", "pdf", "the requisition on paper, as a PDF", ACCESS_READ, 0, ROLES_ALL, requisition_print, pdf_params,
     NULL, EXAMPLE({"requisition", "R-2026-27-0001"}, {"out", "order.pdf"})},
    {"requisition", "blank", "an empty requisition to fill in by hand, as a PDF", ACCESS_READ, 0, ROLES_ALL,
     requisition_print_blank, out_params, NULL, EXAMPLE({"out", "blank.pdf"})},
    {"requisition", "discrepancy", "a note to the warehouse on what came otherwise than ordered, as a PDF", ACCESS_READ, 0,
     ROLES_ALL, discrepancy_print, pdf_params, NULL, EXAMPLE({"requisition", "R-2026-27-0001"}, {"out", "note.pdf"})},
    {"stock", "labels", "shelf labels with barcodes, as a PDF for Avery 5160 sheets", ACCESS_READ, 0, ROLES_ALL,
     labels_print, label_params, NULL, EXAMPLE({"start", "7"}, {"out", "labels.pdf"})},
    {"stock", "log", "a blank page to write hand-outs on at the counter, as a PDF", ACCESS_READ, 0, ROLES_ALL,
     issue_log_print, out_params, NULL, EXAMPLE({"out", "log.pdf"})},
    {"count", "sheet", "begin a count: a sheet to count the shelf with, as a PDF", ACCESS_WRITE, 0, ROLES_OFFICE,
     count_sheet_print, sheet_params, NULL, EXAMPLE({"out", "count.pdf"})},
    {"designee", "pdf", "a record of the School Designee Form's clerical section, to sign, as a PDF", ACCESS_READ, 0,
     ROLES_ALL, designee_print, year_params, NULL, EXAMPLE({"out", "designee.pdf"})},
    {"duty", "pdf", "Attachment A as a sheet that principal and designee sign, as a PDF", ACCESS_READ, 0, ROLES_ALL,
     duty_sheet_print, year_params, NULL, EXAMPLE({"out", "attachment-a.pdf"})},
    {"report", "day", "the day-end sheet: what moved, what changed, and the head of the chain", ACCESS_READ, NOUN_ALONE,
     ROLES_ALL, day_sheet_print, day_params, &report_day_shape, EXAMPLE({"out", "day.pdf"})},
    {"report", "stock", "the stock of every item, and of every language beside its families", ACCESS_READ, 0, ROLES_ALL,
     stock_report_print, report_params, &report_stock_shape, EXAMPLE({"out", "stock.pdf"})},
    {"report", "year", "the school year: designee, duties, clocks, guides, orders", ACCESS_READ, 0, ROLES_ALL,
     year_report_print, report_year_params, &report_year_shape, EXAMPLE({"year", "2026-27"}, {"out", "year.pdf"})},
    {"clock", "pdf", "the clocks on paper", ACCESS_READ_LOGGED, 0, ROLES_ALL, clock_print, clock_params, NULL,
     EXAMPLE({"open", "yes"}, {"out", "clocks.pdf"})},
};

const struct verbs form_verbs = {list, sizeof list / sizeof *list};
