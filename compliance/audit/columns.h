/* columns: those that a kind of file has. What stands in another one would be
 * lost in silence, so that a header with one is refused. */
#ifndef COMPLIANCE_AUDIT_COLUMNS_H
#define COMPLIANCE_AUDIT_COLUMNS_H

#include "base/csv.h"
#include "base/mem.h"

struct columns {
    const char *const *names;
    size_t count;
    const char *const (*aliases)[2]; /* what people call one of them: { said, meant }, ended by { NULL } */
};

/* ERR_INPUT with the columns, and "did you mean" where one is near or meant. A column without a name (as spreadsheets
 * leave them at the end) and that of refused rows (compliance/audit/refused.h) are let pass. */
bool columns_check(const struct csv_row *header, const struct columns *known, struct mem *m, struct err *e);

#endif
