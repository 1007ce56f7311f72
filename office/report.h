/* report: the reports of a day, of the stock and of a school year as rows, for the terminal, JSON and CSV. Their papers
 * and their verbs stand in forms/.
 *
 * Each answer points to a struct that was loaded before, and that must live as long as the request. */
#ifndef OFFICE_REPORT_H
#define OFFICE_REPORT_H

#include "compliance/school/school.h"
#include "inventory/stock_report.h"
#include "office/day.h"
#include "office/year_report.h"

extern const struct shape report_day_shape, report_stock_shape, report_year_shape;

bool report_day(struct req *r, const struct day *day, struct answer *a);

/* `report` as report_load (inventory/stock_report.h) fills it. */
bool report_stock(struct req *r, const struct school *school, const struct report *report, struct answer *a);

/* The year of the field "year", or the current one. ERR_INPUT: it has not begun. */
bool report_year_load(struct req *r, const struct fields *f, struct year_report *out, struct err *e);
bool report_year(struct req *r, const struct school *school, const struct year_report *report, struct answer *a);

#endif
