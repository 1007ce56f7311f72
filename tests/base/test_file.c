/* Files written whole and read, and the disk that says no. */
#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "tests/suites.h"

#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder of its own for each test. */
struct place {
    struct mem *mem;
    char *folder;
};

static struct place place_new(void) {
    struct place p = {mem_new(), NULL};
    const char *tmp = getenv("TMPDIR");
    p.folder = mem_printf(p.mem, "%s/guidestock-test-XXXXXX", tmp ? tmp : "/tmp");
    ck_assert_ptr_nonnull(mkdtemp(p.folder));
    return p;
}

static const char *in_place(struct place *p, const char *name) { return mem_printf(p->mem, "%s/%s", p->folder, name); }

/* Files and folders in it. */
static int place_count(const struct place *p) {
    int count = -2; /* . and .. */
    DIR *d = opendir(p->folder);
    ck_assert_ptr_nonnull(d);
    while (readdir(d))
        count++;
    closedir(d);
    return count;
}

/* Removes it with all that is in it. */
static void place_free(struct place *p) {
    DIR *d = opendir(p->folder);
    ck_assert_ptr_nonnull(d);
    for (struct dirent *entry; (entry = readdir(d)) != NULL;)
        if (entry->d_name[0] != '.')
            ck_assert_int_eq(remove(in_place(p, entry->d_name)), 0);
    closedir(d);
    ck_assert_int_eq(rmdir(p->folder), 0);
    mem_free(p->mem);
}

static bool write_text(const char *path, const char *text, struct err *e) {
    struct buf b = {0};
    buf_text(&b, text);
    bool ok = file_write(path, &b, e);
    buf_free(&b);
    return ok;
}

static void check_text(const char *path, const char *text) {
    struct err e = {0};
    FILE *f;
    char read[100];
    ck_assert_msg(file_open(&f, path, &e), "%s", e.message);
    size_t n = fread(read, 1, sizeof read - 1, f);
    read[n] = '\0';
    ck_assert_str_eq(read, text);
    fclose(f);
}

START_TEST(a_file_is_written_and_written_over) {
    struct place p = place_new();
    const char *path = in_place(&p, "sheet.csv");
    struct err e = {0};
    struct stat st;
    mode_t mask = umask(027);
    ck_assert_msg(write_text(path, "one", &e), "%s", e.message);
    umask(mask);
    check_text(path, "one");
    ck_assert(stat(path, &st) == 0 && (st.st_mode & 0777) == 0640);
    ck_assert(write_text(path, "", &e));
    check_text(path, "");
    ck_assert(file_write(path, &(struct buf){0}, &e)); /* a buffer to which nothing was added */
    ck_assert_int_eq(place_count(&p), 1);
    place_free(&p);
}
END_TEST

START_TEST(a_file_is_not_written_onto_a_folder_or_a_device) {
    struct place p = place_new();
    struct err folder = {0}, device = {0};
    const char *path = in_place(&p, "sub");
    ck_assert_int_eq(mkdir(path, 0700), 0);
    ck_assert(!write_text(path, "x", &folder));
    ck_assert_str_eq(folder.message, mem_printf(p.mem, "%s is a folder; name a file", path));
    ck_assert_int_eq(folder.kind, ERR_IO);
    ck_assert(!write_text("/dev/full", "x", &device));
    ck_assert_str_eq(device.message, "/dev/full is not a plain file; name a file");
    ck_assert_int_eq(place_count(&p), 1);
    place_free(&p);
}
END_TEST

START_TEST(a_file_in_a_missing_folder_says_to_make_it) {
    struct place p = place_new();
    struct err e = {0}, f = {0};
    const char *path = in_place(&p, "none/sheet.csv");
    ck_assert(!write_text(path, "x", &e));
    ck_assert_int_eq(e.kind, ERR_NOT_FOUND);
    ck_assert_str_eq(e.field, "out");
    ck_assert_str_eq(e.message,
                     mem_printf(p.mem, "cannot write %s: No such file or directory; make the folder first", path));
    ck_assert_int_eq(place_count(&p), 0);
    ck_assert(write_text(in_place(&p, "file"), "x", &f));
    ck_assert(!write_text(in_place(&p, "file/sheet.csv"), "x", &f)); /* beneath a file */
    ck_assert_int_eq(f.kind, ERR_IO);
    ck_assert_int_eq(place_count(&p), 1);
    place_free(&p);
}
END_TEST

START_TEST(a_disk_that_is_full_leaves_the_old_file_and_nothing_beside_it) {
    struct place p = place_new();
    const char *path = in_place(&p, "sheet.csv");
    struct err e = {0};
    struct buf large = {0};
    struct rlimit old, small;
    ck_assert(write_text(path, "old", &e));
    buf_fill(&large, 'x', 1 << 20);
    /* A limit on the size of files fails in the midst of a write, as a full disk does. */
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &old), 0);
    small = old;
    small.rlim_cur = 64 * 1024;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    int limited = setrlimit(RLIMIT_FSIZE, &small);
    bool ok = file_write(path, &large, &e);
    setrlimit(RLIMIT_FSIZE, &old);
    signal(SIGXFSZ, handler);
    ck_assert_int_eq(limited, 0);
    ck_assert(!ok);
    ck_assert_int_eq(e.kind, ERR_IO);
    ck_assert_str_eq(e.message, mem_printf(p.mem, "cannot write %s: File too large; nothing was left behind", path));
    check_text(path, "old");
    ck_assert_int_eq(place_count(&p), 1);
    buf_free(&large);
    place_free(&p);
}
END_TEST

START_TEST(a_file_that_is_missing_or_a_folder_is_not_opened) {
    struct place p = place_new();
    struct err missing = {0}, folder = {0};
    FILE *f = stdin;
    ck_assert(!file_open(&f, in_place(&p, "none.csv"), &missing));
    ck_assert_int_eq(missing.kind, ERR_NOT_FOUND);
    ck_assert_ptr_null(f);
    ck_assert(!file_open(&f, p.folder, &folder));
    ck_assert_int_eq(folder.kind, ERR_INPUT);
    ck_assert_str_eq(folder.message, mem_printf(p.mem, "%s is a folder; name a file", p.folder));
    ck_assert_ptr_null(f);
    place_free(&p);
}
END_TEST

START_TEST(a_pipe_is_kept_so_that_it_can_be_read_twice) {
    struct mem *m = mem_new();
    struct err e = {0};
    int ends[2];
    char text[20] = "", again[20] = "";
    FILE *f;
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(write(ends[1], "item,quantity\n", 14), 14);
    close(ends[1]);
    ck_assert_msg(file_open(&f, mem_printf(m, "/proc/self/fd/%d", ends[0]), &e), "%s", e.message);
    close(ends[0]);
    ck_assert_uint_eq(fread(text, 1, sizeof text - 1, f), 14);
    ck_assert_int_eq(fseek(f, 0, SEEK_SET), 0);
    ck_assert_uint_eq(fread(again, 1, sizeof again - 1, f), 14);
    ck_assert_str_eq(text, "item,quantity\n");
    ck_assert_str_eq(text, again);
    fclose(f);
    mem_free(m);
}
END_TEST

void file_suite(Suite *s) {
    TCase *c = tcase_create("file");
    tcase_add_test(c, a_file_is_written_and_written_over);
    tcase_add_test(c, a_file_is_not_written_onto_a_folder_or_a_device);
    tcase_add_test(c, a_file_in_a_missing_folder_says_to_make_it);
    tcase_add_test(c, a_disk_that_is_full_leaves_the_old_file_and_nothing_beside_it);
    tcase_add_test(c, a_file_that_is_missing_or_a_folder_is_not_opened);
    tcase_add_test(c, a_pipe_is_kept_so_that_it_can_be_read_twice);
    suite_add_tcase(s, c);
}
