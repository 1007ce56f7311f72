/* cases: those of a suite that have a file of their own. */
#ifndef TESTS_CASES_H
#define TESTS_CASES_H

#include <check.h>

TCase *calendar_case(void);
TCase *trail_case(void);
TCase *catalog_change_case(void);
TCase *catalog_import_case(void);
TCase *render_case(void);
TCase *count_sheet_case(void);
TCase *round_trip_case(void);
TCase *undo_case(void);
TCase *register_case_case(void);
TCase *register_due_case(void);

#endif
