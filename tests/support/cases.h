/* cases: those of a suite that have a file of their own. */
#ifndef TESTS_SUPPORT_CASES_H
#define TESTS_SUPPORT_CASES_H

#include <check.h>

TCase *text_case(void);
TCase *fields_case(void);
TCase *csv_write_case(void);
TCase *calendar_case(void);
TCase *trail_case(void);
TCase *catalog_change_case(void);
TCase *catalog_import_case(void);
TCase *render_case(void);
TCase *count_file_case(void);
TCase *count_sheet_case(void);
TCase *labels_case(void);
TCase *issue_log_case(void);
TCase *discrepancy_case(void);
TCase *stock_report_case(void);
TCase *round_trip_case(void);
TCase *undo_case(void);
TCase *import_rules_case(void);
TCase *verify_case(void);
TCase *duty_case(void);
TCase *duty_done_case(void);
TCase *designee_random_case(void);
TCase *designee_undo_case(void);
TCase *clock_calendar_case(void);
TCase *clock_kept_case(void);
TCase *clock_mended_case(void);
TCase *migration_case(void);
TCase *file_fault_case(void);
TCase *store_fault_case(void);
TCase *backup_fault_case(void);
TCase *register_case_case(void);
TCase *register_due_case(void);
TCase *register_same_case(void);

#endif
