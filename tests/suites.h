/* suites: one per file of tests, with the file's name: it adds its cases to a
 * suite that tests/main.c makes under the name of its row, and runs. */
#ifndef TESTS_SUITES_H
#define TESTS_SUITES_H

#include <check.h>

void buf_suite(Suite *s);
void csv_suite(Suite *s);
void csv_write_suite(Suite *s);
void db_suite(Suite *s);
void db_fault_suite(Suite *s);
void err_suite(Suite *s);
void fields_suite(Suite *s);
void file_suite(Suite *s);
void file_fault_suite(Suite *s);
void mem_suite(Suite *s);
void text_suite(Suite *s);
void chain_suite(Suite *s);
void columns_suite(Suite *s);
void privacy_suite(Suite *s);
void request_suite(Suite *s);
void schema_suite(Suite *s);
void trail_suite(Suite *s);
void calendar_suite(Suite *s);
void school_suite(Suite *s);
void designee_suite(Suite *s);
void designee_random_suite(Suite *s);
void designee_undo_suite(Suite *s);
void duty_suite(Suite *s);
void duty_done_suite(Suite *s);
void clock_suite(Suite *s);
void clock_calendar_suite(Suite *s);
void clock_kept_suite(Suite *s);
void clock_mended_suite(Suite *s);
void clock_rule_suite(Suite *s);
void register_suite(Suite *s);
void register_case_suite(Suite *s);
void register_due_suite(Suite *s);
void register_same_suite(Suite *s);
void catalog_import_suite(Suite *s);
void catalog_verbs_suite(Suite *s);
void edition_suite(Suite *s);
void item_suite(Suite *s);
void language_suite(Suite *s);
void reference_guide_suite(Suite *s);
void given_suite(Suite *s);
void ledger_suite(Suite *s);
void ledger_edition_suite(Suite *s);
void ledger_look_back_suite(Suite *s);
void ledger_model_suite(Suite *s);
void movement_import_suite(Suite *s);
void movement_import_rules_suite(Suite *s);
void count_suite(Suite *s);
void count_file_suite(Suite *s);
void order_suite(Suite *s);
void recall_suite(Suite *s);
void receive_suite(Suite *s);
void requisition_suite(Suite *s);
void requisition_step_suite(Suite *s);
void coverage_suite(Suite *s);
void files_suite(Suite *s);
void files_round_trip_suite(Suite *s);
void files_undo_suite(Suite *s);
void backup_suite(Suite *s);
void backup_fault_suite(Suite *s);
void verify_suite(Suite *s);
void verify_flip_suite(Suite *s);
void page_suite(Suite *s);
void count_sheet_suite(Suite *s);
void day_sheet_suite(Suite *s);
void discrepancy_form_suite(Suite *s);
void issue_log_suite(Suite *s);
void labels_suite(Suite *s);
void paper_suite(Suite *s);
void stock_report_form_suite(Suite *s);
void requisition_form_suite(Suite *s);
void report_suite(Suite *s);
void setup_suite(Suite *s);
void today_suite(Suite *s);
void year_report_suite(Suite *s);
void fault_suite(Suite *s);
void verbs_suite(Suite *s);
void parse_suite(Suite *s);
void render_suite(Suite *s);
void words_suite(Suite *s);

#endif
