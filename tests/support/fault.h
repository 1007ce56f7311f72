/* fault: a call into SQLite or the system that fails, as on a disk that is full or broken, or without memory. The
 * functions that the store and the files use stand in between, in the test program alone; unset, they only pass on. */
#ifndef TESTS_SUPPORT_FAULT_H
#define TESTS_SUPPORT_FAULT_H

#include <stdbool.h>

enum fault_of {
    FAULT_STATEMENT = 1,  /* a step of a statement, or a script (all but ROLLBACK, which SQLite does on its own) */
    FAULT_PREPARE = 2,    /* a text that becomes a statement */
    FAULT_FILE = 4,       /* opening, settings of a handle, copies, what a file is asked */
    FAULT_MEMORY = 8,     /* a text of SQLite's own making */
    FAULT_SYNC = 16,      /* fsync; from here on the code is an errno */
    FAULT_MODE = 32,      /* fchmod */
    FAULT_CUT = 64,       /* ftruncate */
    FAULT_LOCK = 128,     /* flock */
    FAULT_NAME = 256,     /* rename */
    FAULT_NEW_NAME = 512, /* renameat2, which overwrites nothing */
    FAULT_LINK = 1024,    /* link */
    FAULT_STREAM = 2048   /* fdopen */
};

enum fault_time { FAULT_ONCE, FAULT_FOR_GOOD };

/* The n-th (from 1) call of those kinds from now on fails with the code; or it, and all after it. */
void fault_set(unsigned of, long n, int code, enum fault_time time);

/* Ends it. Whether it came to the n-th call. */
bool fault_end(void);

#endif
