/* report: the reports as rows, for the terminal, JSON and CSV: of a day, of the stock, of a school year. Their papers
 * and their verbs stand in forms/.
 *
 * Each comes in two parts: loading, which reads the record, and the answer, which only points to what was loaded; the
 * loaded struct must live as long as the request. */
#ifndef OFFICE_REPORT_H
#define OFFICE_REPORT_H

#include "compliance/school/school.h"
#include "inventory/stock_report.h"
#include "office/day.h"
#include "office/year_report.h"

extern const struct shape report_day_shape, report_stock_shape, report_year_shape;

/* The field "date": a day that is not in the future; absent: today. */
bool report_day_load(struct req *r, const struct fields *f, struct day *out, struct err *e);
bool report_day(struct req *r, const struct day *day, struct answer *a);

/* Loaded by report_load. */
bool report_stock(struct req *r, const struct school *school, const struct report *report, struct answer *a);

/* The field "year"; ERR_INPUT for one that has not begun. */
bool report_year_load(struct req *r, const struct fields *f, struct year_report *out, struct err *e);
bool report_year(struct req *r, const struct school *school, const struct year_report *report, struct answer *a);

#endif
