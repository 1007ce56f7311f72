/* status: what each door says of a kind of error: the one table of exit statuses and words. */
#ifndef DOOR_STATUS_H
#define DOOR_STATUS_H

#include "base/err.h"

enum { EXIT_ATTENTION = 10 }; /* `check`: something needs attention; an answer, not a failure */

struct status {
    int exit;
    const char *word; /* in JSON: "not found" */
    const char *when; /* in the manual page */
};
extern const struct status statuses[ERR_KINDS];

#endif
