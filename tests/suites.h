/* suites: one per file of tests; tests/main.c runs them all. */
#ifndef TESTS_SUITES_H
#define TESTS_SUITES_H

#include <check.h>

Suite *base_suite(void);
Suite *csv_suite(void);
Suite *store_suite(void);      /* base/db: opening, refusing, transactions */
Suite *compliance_suite(void); /* year, calendar, school, trail */
Suite *catalog_suite(void);
Suite *order_suite(void);
Suite *ledger_suite(void); /* ledger, stock, verify */
Suite *import_suite(void);
Suite *files_suite(void); /* export, import of every kind, undoing an import */
Suite *requisition_suite(void);
Suite *forms_suite(void);
Suite *page_suite(void);
Suite *door_suite(void); /* parsing a command line, rendering an answer */

#endif
