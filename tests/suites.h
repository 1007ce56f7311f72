/* suites: one per file of tests; tests/main.c runs them all. */
#ifndef TESTS_SUITES_H
#define TESTS_SUITES_H

#include <check.h>

Suite *base_suite(void);
Suite *csv_suite(void);
Suite *store_suite(void);      /* base/db: opening, refusing, transactions */
Suite *compliance_suite(void); /* year, calendar, school, trail */
Suite *privacy_suite(void);    /* what a case reference may not hold */
Suite *clock_rule_suite(void); /* the rules of the legal clocks, and the engine */
Suite *clock_suite(void);      /* clocks as they run at a school */
Suite *designee_suite(void);   /* staff, designee, duties */
Suite *catalog_suite(void);
Suite *order_suite(void);
Suite *ledger_suite(void);   /* ledger, stock, verify */
Suite *given_suite(void);    /* notices, the year's tally */
Suite *coverage_suite(void); /* copies against families, the 15 percent rule */
Suite *recall_suite(void);   /* superseded editions: on the shelf, and ordered */
Suite *import_suite(void);
Suite *count_suite(void);
Suite *files_suite(void); /* export, import of every kind, undoing an import */
Suite *requisition_suite(void);
Suite *step_suite(void);     /* the steps of a requisition, users */
Suite *receive_suite(void);  /* deliveries, the lead, what is urgent or late */
Suite *backup_suite(void);   /* backup, restore, heads of the chain */
Suite *register_suite(void); /* the registers of Attachment A */
Suite *flip_suite(void);     /* verify: one bit turned over */
Suite *forms_suite(void);
Suite *papers_suite(void);      /* the forms beside the requisition */
Suite *reports_suite(void);     /* day-end sheet, stock report */
Suite *year_report_suite(void); /* the report of a school year */
Suite *page_suite(void);
Suite *door_suite(void);  /* parsing a command line, rendering an answer */
Suite *fault_suite(void); /* each call into the store that fails, at each command */

#endif
