/* Runs every suite, or those named: tests/all [NAME...]; --list prints the names. Prints one line for each, and what
 * failed. CK_FORK=no for sanitizers; CK_RUN_SUITE and CK_RUN_CASE choose as Check does. Exit 0 only when tests ran and
 * none failed. */
#include "tests/suites.h"

#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct suite_row {
    const char *name; /* ROOM/FILE of the code */
    void (*fill)(Suite *s);
} suites[] = {
    {"base/buf", buf_suite},
    {"base/csv", csv_suite},
    {"base/csv_write", csv_write_suite},
    {"base/db", db_suite},
    {"base/db_fault", db_fault_suite},
    {"base/err", err_suite},
    {"base/fields", fields_suite},
    {"base/file", file_suite},
    {"base/file_fault", file_fault_suite},
    {"base/mem", mem_suite},
    {"base/text", text_suite},
    {"audit/chain", chain_suite},
    {"audit/columns", columns_suite},
    {"audit/privacy", privacy_suite},
    {"audit/request", request_suite},
    {"audit/schema", schema_suite},
    {"audit/trail", trail_suite},
    {"school/calendar", calendar_suite},
    {"school/school", school_suite},
    {"duty/designee", designee_suite},
    {"duty/designee_random", designee_random_suite},
    {"duty/designee_undo", designee_undo_suite},
    {"duty/duty", duty_suite},
    {"duty/duty_done", duty_done_suite},
    {"cases/clock", clock_suite},
    {"cases/clock_calendar", clock_calendar_suite},
    {"cases/clock_kept", clock_kept_suite},
    {"cases/clock_mended", clock_mended_suite},
    {"cases/clock_rule", clock_rule_suite},
    {"cases/register", register_suite},
    {"cases/register_case", register_case_suite},
    {"cases/register_due", register_due_suite},
    {"cases/register_same", register_same_suite},
    {"catalog/catalog_import", catalog_import_suite},
    {"catalog/catalog_verbs", catalog_verbs_suite},
    {"catalog/edition", edition_suite},
    {"catalog/item", item_suite},
    {"catalog/language", language_suite},
    {"catalog/reference_guide", reference_guide_suite},
    {"shelf/given", given_suite},
    {"shelf/ledger", ledger_suite},
    {"shelf/ledger_edition", ledger_edition_suite},
    {"shelf/ledger_look_back", ledger_look_back_suite},
    {"shelf/ledger_model", ledger_model_suite},
    {"shelf/movement_import", movement_import_suite},
    {"shelf/movement_import_rules", movement_import_rules_suite},
    {"count/count", count_suite},
    {"count/count_file", count_file_suite},
    {"order/order", order_suite},
    {"order/recall", recall_suite},
    {"order/receive", receive_suite},
    {"order/requisition", requisition_suite},
    {"order/requisition_step", requisition_step_suite},
    {"inventory/coverage", coverage_suite},
    {"office/files", files_suite},
    {"office/files_round_trip", files_round_trip_suite},
    {"office/files_undo", files_undo_suite},
    {"office/report", report_suite},
    {"office/setup", setup_suite},
    {"office/today", today_suite},
    {"office/year_report", year_report_suite},
    {"maintenance/backup", backup_suite},
    {"maintenance/backup_fault", backup_fault_suite},
    {"maintenance/verify", verify_suite},
    {"maintenance/verify_flip", verify_flip_suite},
    {"draw/page", page_suite},
    {"forms/count_sheet", count_sheet_suite},
    {"forms/day_sheet", day_sheet_suite},
    {"forms/discrepancy_form", discrepancy_form_suite},
    {"forms/issue_log", issue_log_suite},
    {"forms/labels", labels_suite},
    {"forms/paper", paper_suite},
    {"forms/requisition_form", requisition_form_suite},
    {"forms/stock_report_form", stock_report_form_suite},
    {"door/fault", fault_suite},
    {"door/verbs", verbs_suite},
    {"cli/parse", parse_suite},
    {"cli/render", render_suite},
    {"cli/words", words_suite},
};

static bool is_asked(const char *name, int argc, char **argv) {
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], name) == 0)
            return true;
    return argc == 1;
}

static void run(const struct suite_row *row, int *ran, int *failed) {
    Suite *s = suite_create(row->name);
    row->fill(s);
    SRunner *runner = srunner_create(s);
    srunner_run_all(runner, CK_SILENT);
    int checks = srunner_ntests_run(runner), failures = srunner_ntests_failed(runner);
    if (failures > 0)
        srunner_print(runner, CK_NORMAL);
    if (checks > 0)
        printf("%s %d checks, %d failures\n", row->name, checks, failures);
    fflush(stdout);
    srunner_free(runner);
    *ran += checks;
    *failed += failures;
}

int main(int argc, char **argv) {
    int ran = 0, failed = 0;
    setlocale(LC_CTYPE, "C.UTF-8");
    setenv("CK_DEFAULT_TIMEOUT", "600", 0); /* for a hang; no test measures time */
    for (size_t i = 0; i < sizeof suites / sizeof *suites; i++)
        if (argc == 2 && strcmp(argv[1], "--list") == 0)
            puts(suites[i].name);
        else if (is_asked(suites[i].name, argc, argv))
            run(&suites[i], &ran, &failed);
    if (argc == 2 && strcmp(argv[1], "--list") == 0)
        return EXIT_SUCCESS;
    return ran > 0 && failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
