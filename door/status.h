/* status: the exit status, the word and the explanation of each kind of error, for every door. */
#ifndef DOOR_STATUS_H
#define DOOR_STATUS_H

#include "base/err.h"

/* `check` found something that needs attention: an answer, not a failure. */
enum { EXIT_ATTENTION = 10 };
extern const char attention_when[];

struct status {
    int exit;
    const char *word; /* in JSON: "not found" */
    const char *when; /* in the manual page */
};
extern const struct status statuses[ERR_KINDS];

#endif
