/* suites: one per file of tests; tests/main.c runs them all. */
#ifndef TESTS_SUITES_H
#define TESTS_SUITES_H

#include <check.h>

Suite *base_suite(void);
Suite *csv_suite(void);
Suite *forms_suite(void);

#endif
