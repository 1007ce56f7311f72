/* ledger_cases: the parts of the ledger's suite that have a file of their own. */
#ifndef TESTS_INVENTORY_LEDGER_CASES_H
#define TESTS_INVENTORY_LEDGER_CASES_H

#include <check.h>

TCase *ledger_model_case(void);     /* against tests/support/model.h, by seed */
TCase *ledger_look_back_case(void); /* issued, days with stock, opening, families, floor */
TCase *ledger_edition_case(void);   /* supersede, and verify */

#endif
