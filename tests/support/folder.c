#include "tests/support/folder.h"

#include <check.h>
#include <dirent.h>
#include <ftw.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[FOLDER_PATH / 2];

void folder_make(void) {
    snprintf(folder, sizeof folder, "/tmp/guidestock-test-XXXXXX");
    if (!mkdtemp(folder))
        abort();
}

int folder_count(void) {
    DIR *d = opendir(folder);
    int n = 0;
    for (struct dirent *one; d && (one = readdir(d)) != NULL;) {
        if (strcmp(one->d_name, ".") == 0 || strcmp(one->d_name, "..") == 0)
            continue;
        n++;
    }
    if (d)
        closedir(d);
    return n;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at) {
    (void)st, (void)kind, (void)at;
    return remove(path);
}

void folder_remove(void) { nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS); }

char *folder_file(char out[FOLDER_PATH], const char *name) {
    snprintf(out, FOLDER_PATH, "%s/%.90s", folder, name);
    return out;
}

bool folder_has(const char *path) { return access(path, F_OK) == 0; }

void folder_write(const char *path, const void *bytes, size_t count) {
    FILE *f = fopen(path, "wb");
    ck_assert_ptr_nonnull(f);
    ck_assert_uint_eq(fwrite(bytes, 1, count, f), count);
    ck_assert_int_eq(fclose(f), 0);
}

struct buf folder_read(const char *path) {
    struct buf b = {0};
    char chunk[4096];
    FILE *f = fopen(path, "rb");
    ck_assert_msg(f != NULL, "%s", path);
    buf_text(&b, "");
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, f)) > 0;)
        buf_add(&b, chunk, n);
    fclose(f);
    return b;
}

bool folder_same(const char *path, const struct buf *bytes) {
    struct buf now = folder_read(path);
    bool same = now.length == bytes->length && memcmp(now.data, bytes->data, now.length) == 0;
    buf_free(&now);
    return same;
}

static void run_script(const char *path, const char *script, int triggers) {
    sqlite3 *db;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, triggers, NULL), SQLITE_OK);
    int code = sqlite3_exec(db, script, NULL, NULL, NULL);
    ck_assert_msg(code == SQLITE_OK, "%s: %s", script, sqlite3_errmsg(db));
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}

void folder_tamper(const char *path, const char *script) { run_script(path, script, 1); }

void folder_edit(const char *path, const char *script) { run_script(path, script, 0); }
