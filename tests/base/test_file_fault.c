/* base/file where the system fails, or where a file system cannot do what others can: a file appears whole or not at
 * all, an older one stands, and nothing is left beside it. */
#include "base/file.h"
#include "tests/suites.h"
#include "tests/support/fault.h"
#include "tests/support/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct buf text_of(const char *text) {
    struct buf b = {0};
    buf_text(&b, text);
    return b;
}

static void put(const char *path, const char *text) { folder_write(path, text, strlen(text)); }

static bool holds(const char *path, const char *text) {
    struct buf b = text_of(text);
    bool same = folder_has(path) && folder_same(path, &b);
    buf_free(&b);
    return same;
}

/* ---- files written whole ---- */

static const struct {
    unsigned of;
    int code;
} write_faults[] = {{FAULT_SYNC, EIO}, {FAULT_MODE, EPERM}, {FAULT_NAME, EACCES}, {FAULT_STREAM, ENOMEM}};

START_TEST(a_file_that_cannot_be_finished_leaves_the_old_one_and_nothing_beside_it) {
    char path[FOLDER_PATH];
    put(folder_file(path, "paper.pdf"), "old");
    int files = folder_count();
    for (size_t i = 0; i < COUNT(write_faults); i++) {
        struct err e = {0};
        struct buf b = text_of("new");
        fault_set(write_faults[i].of, 1, write_faults[i].code, FAULT_ONCE);
        ck_assert(!file_write(path, &b, &e));
        ck_assert(fault_end());
        ck_assert_msg(e.kind == ERR_IO && strstr(e.message, "cannot write") &&
                          strstr(e.message, strerror(write_faults[i].code)),
                      "%s", e.message);
        ck_assert(holds(path, "old"));
        ck_assert_int_eq(folder_count(), files);
        buf_free(&b);
    }
}
END_TEST

START_TEST(a_folder_that_cannot_be_synced_is_no_reason_to_fail) {
    char path[FOLDER_PATH];
    struct err e = {0};
    struct buf b = text_of("new");
    fault_set(FAULT_SYNC, 2, EINVAL, FAULT_ONCE); /* behind that of the file */
    ck_assert_msg(file_write(folder_file(path, "synced.pdf"), &b, &e), "%s", e.message);
    ck_assert(fault_end());
    ck_assert(holds(path, "new"));
    buf_free(&b);
}
END_TEST

START_TEST(what_is_copied_from_a_stream_is_whole_or_not_there) {
    char path[FOLDER_PATH], missing[FOLDER_PATH];
    struct err e = {0};
    int ends[2];
    FILE *from = tmpfile();
    ck_assert(from && fputs("rows", from) >= 0);
    ck_assert(file_write_from(folder_file(path, "rows.csv"), from, &e));
    ck_assert(holds(path, "rows"));
    ck_assert(!file_write_from(folder_file(missing, "none/rows.csv"), from, &e));
    ck_assert(e.kind == ERR_NOT_FOUND);
    fclose(from);
    ck_assert_int_eq(pipe(ends), 0);
    from = fdopen(ends[0], "r"); /* cannot be sought: it is not all of it any more */
    e = (struct err){0};
    ck_assert(!file_write_from(path, from, &e));
    ck_assert_msg(e.kind == ERR_IO && strstr(e.message, "nothing was left behind"), "%s", e.message);
    ck_assert(holds(path, "rows"));
    fclose(from);
    close(ends[1]);
}
END_TEST

/* ---- names that are free ---- */

static bool ends_free(const char *path, const char **name, struct mem *m, struct err *e) {
    struct file_new n;
    return file_new_begin(&n, path, e) && file_new_end_free(&n, fputs("x", n.out) >= 0, m, name, e);
}

START_TEST(a_free_name_is_found_also_where_the_file_system_cannot_promise_it) {
    static const char *const names[] = {"bad.refused.csv", "bad.refused-2.csv", "bad.refused-3.csv"};
    char path[FOLDER_PATH], expected[FOLDER_PATH];
    struct mem *m = mem_new();
    const char *name;
    folder_file(path, "bad.refused.csv");
    for (size_t i = 0; i < COUNT(names); i++) {
        struct err e = {0};
        fault_set(FAULT_NEW_NAME, 1, EINVAL, FAULT_FOR_GOOD);
        ck_assert_msg(ends_free(path, &name, m, &e), "%s", e.message);
        ck_assert(fault_end());
        ck_assert_str_eq(name, folder_file(expected, names[i]));
        ck_assert(holds(name, "x"));
    }
    struct err e = {0};
    ck_assert(ends_free(folder_file(path, "noend"), &name, m, &e) && ends_free(path, &name, m, &e));
    ck_assert_str_eq(name, folder_file(expected, "noend-2"));
    mem_free(m);
}
END_TEST

START_TEST(where_no_name_can_be_given_nothing_is_left) {
    static const struct {
        unsigned of;
        int code;
    } faults[] = {{FAULT_NEW_NAME, EACCES}, {FAULT_NEW_NAME | FAULT_LINK, EINVAL}, {FAULT_SYNC, ENOSPC}};
    char path[FOLDER_PATH];
    struct mem *m = mem_new();
    folder_file(path, "nameless.csv");
    int files = folder_count();
    for (size_t i = 0; i < COUNT(faults); i++) {
        const char *name = NULL;
        struct err e = {0};
        fault_set(faults[i].of, 1, faults[i].code, FAULT_FOR_GOOD);
        ck_assert(!ends_free(path, &name, m, &e));
        ck_assert(fault_end());
        ck_assert_msg(e.kind == ERR_IO && strstr(e.message, strerror(faults[i].code)), "%s", e.message);
        ck_assert_int_eq(folder_count(), files);
    }
    struct file_new n;
    struct err e = {0};
    const char *name;
    ck_assert(file_new_begin(&n, path, &e));
    ck_assert(!file_new_end_free(&n, false, m, &name, &e)); /* it was no good: nothing of it stays */
    ck_assert_int_eq(folder_count(), files);
    mem_free(m);
}
END_TEST

/* ---- files in the making ---- */

static bool make_part(const char *path, const char *name, bool replace, struct err *e) {
    struct file_part p;
    if (!file_part_begin(&p, path, 0600, e))
        return false;
    ck_assert_int_eq(write(p.fd, "part", 4), 4);
    return file_part_end(&p, true, name, replace, e);
}

START_TEST(a_part_that_cannot_be_made_or_finished_is_not_there) {
    static const struct {
        unsigned of;
        int code;
        bool replace;
    } faults[] = {{FAULT_CUT, EIO, false},
                  {FAULT_SYNC, ENOSPC, false},
                  {FAULT_NEW_NAME, EIO, false},
                  {FAULT_NAME, EIO, true},
                  {FAULT_NEW_NAME | FAULT_LINK, EINVAL, false}};
    char path[FOLDER_PATH], name[FOLDER_PATH];
    folder_file(path, "backup.unfinished");
    folder_file(name, "backup.db");
    int files = folder_count();
    for (size_t i = 0; i < COUNT(faults); i++) {
        struct err e = {0};
        fault_set(faults[i].of, 1, faults[i].code, FAULT_FOR_GOOD);
        ck_assert(!make_part(path, name, faults[i].replace, &e));
        ck_assert(fault_end());
        ck_assert_msg(e.kind == ERR_IO && strstr(e.message, strerror(faults[i].code)), "%s", e.message);
        ck_assert_int_eq(folder_count(), files);
    }
}
END_TEST

START_TEST(a_part_gets_its_name_where_the_file_system_knows_no_better_way_and_never_over_another) {
    static const struct {
        unsigned of;
        int code;
    } faults[] = {{FAULT_NEW_NAME, EINVAL}, {FAULT_NEW_NAME, ENOSYS}, {FAULT_NEW_NAME | FAULT_LINK, ENOSYS}};
    char path[FOLDER_PATH], name[FOLDER_PATH];
    folder_file(path, "moved.unfinished");
    folder_file(name, "moved.db");
    for (size_t i = 0; i < COUNT(faults); i++) {
        struct err e = {0};
        fault_set(faults[i].of, 1, faults[i].code, FAULT_FOR_GOOD);
        bool done = make_part(path, name, false, &e);
        ck_assert(fault_end());
        ck_assert_msg(done && holds(name, "part") && !folder_has(path), "%s", e.message);
        put(name, "theirs");
        fault_set(faults[i].of, 1, faults[i].code, FAULT_FOR_GOOD);
        done = make_part(path, name, false, &e);
        ck_assert(fault_end());
        ck_assert_msg(!done && e.kind == ERR_CONFLICT && strstr(e.message, "exists already"), "%s", e.message);
        ck_assert(holds(name, "theirs") && !folder_has(path));
        ck_assert_int_eq(unlink(name), 0);
    }
}
END_TEST

START_TEST(without_locks_all_are_alone_and_with_one_held_the_next_is_told) {
    char path[FOLDER_PATH], name[FOLDER_PATH];
    struct err e = {0};
    folder_file(path, "locked.unfinished");
    folder_file(name, "locked.db");
    fault_set(FAULT_LOCK, 1, ENOLCK, FAULT_FOR_GOOD);
    ck_assert_msg(make_part(path, name, false, &e), "%s", e.message);
    ck_assert(fault_end());
    fault_set(FAULT_LOCK, 1, EINTR, FAULT_ONCE); /* a signal while it waits */
    ck_assert_msg(make_part(path, name, true, &e), "%s", e.message);
    ck_assert(fault_end());
    int held = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    ck_assert_int_eq(flock(held, LOCK_EX), 0);
    ck_assert(!make_part(path, name, true, &e));
    ck_assert_msg(e.kind == ERR_BUSY && strstr(e.message, "another program is making"), "%s", e.message);
    ck_assert(folder_has(path) && holds(name, "part"));
    close(held);
    ck_assert_int_eq(unlink(path), 0);
}
END_TEST

START_TEST(a_path_that_is_too_long_or_a_part_that_was_not_begun_is_no_file) {
    struct file_part p = {.fd = -1};
    struct buf longest = {0};
    struct err e = {0};
    buf_fill(&longest, 'x', sizeof p.path);
    ck_assert(!file_part_begin(&p, longest.data, 0600, &e));
    ck_assert(e.kind == ERR_IO && strncmp(e.message, "cannot write xxx", 16) == 0);
    ck_assert(!file_part_end(&p, true, "x", true, &e));
    buf_free(&longest);
}
END_TEST

/* ---- reading, and where a file is ---- */

START_TEST(a_pipe_that_cannot_be_kept_is_not_read) {
    char path[64], beneath[FOLDER_PATH];
    struct rlimit old, few;
    struct err e = {0};
    FILE *f = stdin;
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(write(ends[1], "x", 1), 1);
    close(ends[1]);
    snprintf(path, sizeof path, "/proc/self/fd/%d", ends[0]);
    ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &old), 0);
    int next = dup(ends[0]); /* the one descriptor more that there may be */
    close(next);
    few = old;
    few.rlim_cur = (rlim_t)next + 1;
    ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &few), 0);
    bool ok = file_open(&f, path, &e);
    setrlimit(RLIMIT_NOFILE, &old);
    ck_assert(!ok && !f);
    ck_assert_msg(e.kind == ERR_IO && strstr(e.message, "Too many open files"), "%s", e.message);
    close(ends[0]);
    put(folder_file(beneath, "plain"), "x");
    e = (struct err){0};
    ck_assert(!file_open(&f, folder_file(beneath, "plain/x.csv"), &e) && e.kind == ERR_IO);
}
END_TEST

START_TEST(a_place_is_found_through_links_and_at_the_root) {
    char link_path[FOLDER_PATH], place[FOLDER_PATH];
    struct mem *m = mem_new();
    ck_assert_str_eq(file_place(m, "/x.db", false), "/x.db");
    put(folder_file(place, "real.db"), "x");
    ck_assert_int_eq(symlink("real.db", folder_file(link_path, "near.db")), 0);
    ck_assert_str_eq(file_place(m, link_path, true), place);
    ck_assert_int_eq(symlink(place, folder_file(link_path, "far.db")), 0);
    ck_assert_str_eq(file_place(m, link_path, true), place);
    ck_assert_int_eq(symlink("circle.db", folder_file(link_path, "circle.db")), 0);
    ck_assert_str_eq(file_place(m, link_path, true), link_path); /* as far as the system follows */
    ck_assert_ptr_null(file_place(m, folder_file(link_path, "none/x.db"), true));
    mem_free(m);
}
END_TEST

void file_fault_suite(Suite *s) {
    TCase *c = tcase_create("file faults");
    tcase_add_unchecked_fixture(c, folder_make, folder_remove);
    tcase_add_test(c, a_file_that_cannot_be_finished_leaves_the_old_one_and_nothing_beside_it);
    tcase_add_test(c, a_folder_that_cannot_be_synced_is_no_reason_to_fail);
    tcase_add_test(c, what_is_copied_from_a_stream_is_whole_or_not_there);
    tcase_add_test(c, a_free_name_is_found_also_where_the_file_system_cannot_promise_it);
    tcase_add_test(c, where_no_name_can_be_given_nothing_is_left);
    tcase_add_test(c, a_part_that_cannot_be_made_or_finished_is_not_there);
    tcase_add_test(c, a_part_gets_its_name_where_the_file_system_knows_no_better_way_and_never_over_another);
    tcase_add_test(c, without_locks_all_are_alone_and_with_one_held_the_next_is_told);
    tcase_add_test(c, a_path_that_is_too_long_or_a_part_that_was_not_begun_is_no_file);
    tcase_add_test(c, a_pipe_that_cannot_be_kept_is_not_read);
    tcase_add_test(c, a_place_is_found_through_links_and_at_the_root);
    suite_add_tcase(s, c);
}
