#include "tests/support/fault.h"

#include <dlfcn.h>
#include <errno.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static struct {
    unsigned of;
    long left; /* calls until it is due; 0: it was */
    int code;
    enum fault_time time;
    int inside; /* SQLite calls itself: that is one call */
} fault;

void fault_set(unsigned of, long n, int code, enum fault_time time) {
    fault.of = of;
    fault.left = n;
    fault.code = code;
    fault.time = time;
}

bool fault_end(void) {
    bool came = fault.of && fault.left == 0;
    fault.of = 0;
    return came;
}

static bool is_due(enum fault_of kind) {
    if (!(fault.of & kind) || fault.inside > 0)
        return false;
    if (fault.left == 0)
        return fault.time == FAULT_FOR_GOOD;
    return --fault.left == 0;
}

/* The function of that name behind ours. Check itself calls some of them before it can take a word. */
static void find(void *function, const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (!found)
        abort();
    memcpy(function, &found, sizeof found);
}

static bool is_rollback(const char *text) { return text && strncmp(text, "ROLLBACK", 8) == 0; }

/* ---- statements ---- */

int sqlite3_step(sqlite3_stmt *s) {
    static int (*real)(sqlite3_stmt *);
    if (!real)
        find(&real, "sqlite3_step");
    return is_due(FAULT_STATEMENT) ? fault.code : real(s);
}

int sqlite3_exec(sqlite3 *db, const char *text, int (*row)(void *, int, char **, char **), void *where, char **why) {
    static int (*real)(sqlite3 *, const char *, int (*)(void *, int, char **, char **), void *, char **);
    if (!real)
        find(&real, "sqlite3_exec");
    if (!is_rollback(text) && is_due(FAULT_STATEMENT))
        return fault.code;
    fault.inside++;
    int code = real(db, text, row, where, why);
    fault.inside--;
    return code;
}

int sqlite3_prepare_v2(sqlite3 *db, const char *text, int bytes, sqlite3_stmt **s, const char **tail) {
    static int (*real)(sqlite3 *, const char *, int, sqlite3_stmt **, const char **);
    if (!real)
        find(&real, "sqlite3_prepare_v2");
    if (!is_due(FAULT_PREPARE))
        return real(db, text, bytes, s, tail);
    *s = NULL;
    return fault.code;
}

int sqlite3_prepare_v3(sqlite3 *db, const char *text, int bytes, unsigned flags, sqlite3_stmt **s, const char **tail) {
    static int (*real)(sqlite3 *, const char *, int, unsigned, sqlite3_stmt **, const char **);
    if (!real)
        find(&real, "sqlite3_prepare_v3");
    if (!is_due(FAULT_PREPARE))
        return real(db, text, bytes, flags, s, tail);
    *s = NULL;
    return fault.code;
}

/* ---- files ---- */

/* A handle comes back also where the file cannot be opened, and has to be closed. */
int sqlite3_open_v2(const char *path, sqlite3 **db, int flags, const char *vfs) {
    static int (*real)(const char *, sqlite3 **, int, const char *);
    if (!real)
        find(&real, "sqlite3_open_v2");
    bool fails = is_due(FAULT_FILE);
    fault.inside++;
    int code = real(path, db, flags, vfs);
    fault.inside--;
    return fails ? fault.code : code;
}

sqlite3_backup *sqlite3_backup_init(sqlite3 *to, const char *to_name, sqlite3 *from, const char *from_name) {
    static sqlite3_backup *(*real)(sqlite3 *, const char *, sqlite3 *, const char *);
    if (!real)
        find(&real, "sqlite3_backup_init");
    /* SQLite refuses to copy a file onto itself. */
    return real(to, to_name, is_due(FAULT_FILE) ? to : from, from_name);
}

int sqlite3_backup_step(sqlite3_backup *b, int pages) {
    static int (*real)(sqlite3_backup *, int);
    if (!real)
        find(&real, "sqlite3_backup_step");
    if (is_due(FAULT_FILE))
        return fault.code;
    fault.inside++;
    int code = real(b, pages);
    fault.inside--;
    return code;
}

int sqlite3_file_control(sqlite3 *db, const char *name, int what, void *value) {
    static int (*real)(sqlite3 *, const char *, int, void *);
    if (!real)
        find(&real, "sqlite3_file_control");
    return is_due(FAULT_FILE) ? fault.code : real(db, name, what, value);
}

/* Only settings of one switch are asked for. */
int sqlite3_db_config(sqlite3 *db, int option, ...) {
    static int (*real)(sqlite3 *, int, ...);
    if (!real)
        find(&real, "sqlite3_db_config");
    va_list args;
    va_start(args, option);
    int on = va_arg(args, int);
    int *now = va_arg(args, int *);
    va_end(args);
    return is_due(FAULT_FILE) ? fault.code : real(db, option, on, now);
}

/* ---- memory ---- */

char *sqlite3_mprintf(const char *format, ...) {
    va_list args;
    if (is_due(FAULT_MEMORY))
        return NULL;
    va_start(args, format);
    char *text = sqlite3_vmprintf(format, args);
    va_end(args);
    return text;
}

/* ---- the system ---- */

static bool fails(enum fault_of kind) {
    bool due = is_due(kind);
    if (due)
        errno = fault.code;
    return due;
}

int fsync(int fd) {
    static int (*real)(int);
    if (!real)
        find(&real, "fsync");
    return fails(FAULT_SYNC) ? -1 : real(fd);
}

int fchmod(int fd, mode_t mode) {
    static int (*real)(int, mode_t);
    if (!real)
        find(&real, "fchmod");
    return fails(FAULT_MODE) ? -1 : real(fd, mode);
}

int ftruncate(int fd, off_t length) {
    static int (*real)(int, off_t);
    if (!real)
        find(&real, "ftruncate");
    return fails(FAULT_CUT) ? -1 : real(fd, length);
}

int flock(int fd, int operation) {
    static int (*real)(int, int);
    if (!real)
        find(&real, "flock");
    return fails(FAULT_LOCK) ? -1 : real(fd, operation);
}

int rename(const char *from, const char *to) {
    static int (*real)(const char *, const char *);
    if (!real)
        find(&real, "rename");
    return fails(FAULT_NAME) ? -1 : real(from, to);
}

int renameat2(int from_fd, const char *from, int to_fd, const char *to, unsigned flags) {
    static int (*real)(int, const char *, int, const char *, unsigned);
    if (!real)
        find(&real, "renameat2");
    return fails(FAULT_NEW_NAME) ? -1 : real(from_fd, from, to_fd, to, flags);
}

int link(const char *from, const char *to) {
    static int (*real)(const char *, const char *);
    if (!real)
        find(&real, "link");
    return fails(FAULT_LINK) ? -1 : real(from, to);
}

FILE *fdopen(int fd, const char *mode) {
    static FILE *(*real)(int, const char *);
    if (!real)
        find(&real, "fdopen");
    return fails(FAULT_STREAM) ? NULL : real(fd, mode);
}
