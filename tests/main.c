/* Runs every suite. CK_FORK=no for sanitizers; CK_RUN_SUITE=ledger for one. */
#include "tests/suites.h"

#include <locale.h>
#include <stdlib.h>

int main(void) {
    Suite *(*const suites[])(void) = {
        base_suite,    csv_suite,      store_suite,       compliance_suite, catalog_suite,  order_suite,
        ledger_suite,  import_suite,   requisition_suite, step_suite,       receive_suite,  backup_suite,
        given_suite,   coverage_suite, recall_suite,      papers_suite,     reports_suite,  year_report_suite,
        count_suite,   flip_suite,     files_suite,       forms_suite,      page_suite,     door_suite,
        privacy_suite, designee_suite, clock_rule_suite,  clock_suite,      register_suite, fault_suite};
    SRunner *runner = srunner_create(NULL);
    setlocale(LC_CTYPE, "C.UTF-8");
    for (size_t i = 0; i < sizeof suites / sizeof *suites; i++)
        srunner_add_suite(runner, suites[i]());
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
