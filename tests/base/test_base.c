/* The floor but for what has a file of its own: err, mem, buf, file. */
#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "tests/support/cases.h"
#include "tests/suites.h"

#include <dirent.h>
#include <signal.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- err */

START_TEST(the_first_error_wins) {
    struct err e = {0};
    ck_assert(!err_set(&e, ERR_RULE, "quantity", "only %d left", 12));
    ck_assert(!err_set(&e, ERR_IO, "file", "and then the disk"));
    ck_assert_int_eq(e.kind, ERR_RULE);
    ck_assert_str_eq(e.field, "quantity");
    ck_assert_str_eq(e.message, "only 12 left");
}
END_TEST

START_TEST(an_error_of_no_field_has_an_empty_one) {
    struct err e = {0};
    ck_assert(!err_set(&e, ERR_BUG, NULL, "x"));
    ck_assert_str_eq(e.field, "");
}
END_TEST

START_TEST(a_message_too_long_is_cut_at_a_whole_character) {
    struct buf b = {0};
    for (int i = 0; i < 1000; i++)
        buf_text(&b, "\xED\x95\x99"); /* three bytes each */
    for (size_t shift = 0; shift < 4; shift++) {
        struct err e = {0};
        err_set(&e, ERR_INPUT, NULL, "%.*s%s", (int)shift, "abc", b.data);
        ck_assert(text_is_utf8(e.message));
        ck_assert_uint_ge(strlen(e.message), sizeof e.message - 1 - 6);
    }
    buf_free(&b);
}
END_TEST

/* ---- mem */

START_TEST(memory_is_zeroed_aligned_and_apart) {
    struct mem *m = mem_new();
    static const size_t sizes[] = {0, 1, 3, 16, 17, 1000, 16 * 1024, 16 * 1024 + 1, 100000, 5};
    unsigned char *given[COUNT(sizes)];
    for (size_t i = 0; i < COUNT(sizes); i++) {
        given[i] = mem_alloc(m, sizes[i]);
        ck_assert_uint_eq((uintptr_t)given[i] % alignof(max_align_t), 0);
        for (size_t j = 0; j < sizes[i]; j++)
            if (given[i][j] != 0)
                ck_abort_msg("byte %zu of %zu is not zero", j, sizes[i]);
        memset(given[i], (int)i + 1, sizes[i]);
    }
    for (size_t i = 0; i < COUNT(sizes); i++)
        for (size_t j = 0; j < sizes[i]; j++)
            if (given[i][j] != i + 1)
                ck_abort_msg("block %zu was written over", i);
    mem_free(m);
}
END_TEST

START_TEST(memory_that_was_reset_is_given_again_and_zeroed) {
    struct mem *m = mem_new();
    char *first = NULL;
    for (int round = 0; round < 3; round++) {
        char *small = mem_alloc(m, 100), *large = mem_alloc(m, 100000);
        for (size_t i = 0; i < 100; i++)
            ck_assert_int_eq(small[i], 0);
        ck_assert(round == 0 || small == first);
        first = small;
        memset(small, 'x', 100);
        memset(large, 'x', 100000);
        mem_reset(m);
    }
    mem_free(m);
    mem_free(NULL);
}
END_TEST

START_TEST(texts_are_copied) {
    struct mem *m = mem_new();
    char text[] = "guide";
    char *copy = mem_text(m, text), *part = mem_textn(m, text, 3);
    text[0] = 'x';
    ck_assert_str_eq(copy, "guide");
    ck_assert_str_eq(part, "gui");
    ck_assert_ptr_null(mem_text(m, NULL));
    ck_assert_str_eq(mem_printf(m, "%d-%s", 7, "a"), "7-a");
    ck_assert_str_eq(mem_printf(m, "%s", ""), "");
    ck_assert_uint_eq(strlen(mem_printf(m, "%050000d", 1)), 50000);
    mem_free(m);
}
END_TEST

START_TEST(words_are_joined_where_there_are_some) {
    struct mem *m = mem_new();
    char *words = mem_join(m, NULL, "; ", "%d of %s", 2, "esy.en");
    ck_assert_str_eq(words, "2 of esy.en");
    ck_assert_str_eq(mem_join(m, "", "; ", "%s", "b"), "b");
    ck_assert_str_eq(mem_join(m, words, "; ", "%s", "b"), "2 of esy.en; b");
    ck_assert_str_eq(mem_join(m, "a", ", ", "%s", ""), "a, ");
    ck_assert_str_eq(words, "2 of esy.en");
    mem_free(m);
}
END_TEST

START_TEST(an_array_grows_and_keeps_what_it_holds) {
    struct mem *m = mem_new();
    long *list = NULL;
    for (size_t count = 0; count < 5000; count++) {
        list = mem_grow(m, list, count, sizeof *list);
        list[count] = (long)count;
    }
    for (size_t i = 0; i < 5000; i++)
        ck_assert_int_eq(list[i], (long)i);
    mem_free(m);
}
END_TEST

START_TEST(out_of_memory_ends_the_process_with_words_and_status_1) {
    int ends[2], status;
    char said[200] = "";
    struct mem *m = mem_new();
    ck_assert_int_eq(pipe(ends), 0);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        mem_alloc(m, SIZE_MAX - 8);
        _exit(0);
    }
    close(ends[1]);
    ck_assert_int_gt(read(ends[0], said, sizeof said - 1), 0);
    close(ends[0]);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 1);
    ck_assert_ptr_nonnull(strstr(said, "out of memory"));
    mem_free(m);
}
END_TEST

/* ---- buf */

START_TEST(a_buffer_grows_and_ends_in_a_nul) {
    struct buf b = {0};
    for (int i = 0; i < 2000; i++) {
        buf_add(&b, "ab", 2);
        ck_assert_int_eq(b.data[b.length], '\0');
    }
    ck_assert_uint_eq(b.length, 4000);
    buf_add(&b, "\0x", 2);
    buf_fill(&b, '-', 300);
    buf_text(&b, "");
    buf_printf(&b, "%05d%s", 42, "z");
    ck_assert_uint_eq(b.length, 4000 + 2 + 300 + 6);
    ck_assert_int_eq(b.data[4001], 'x');
    ck_assert_str_eq(b.data + 4301, "-00042z");
    buf_free(&b);
    ck_assert_uint_eq(b.length, 0);
    ck_assert_ptr_null(b.data);
    buf_text(&b, "again");
    ck_assert_str_eq(b.data, "again");
    buf_free(&b);
}
END_TEST

START_TEST(a_buffer_to_which_nothing_was_added_is_an_empty_text) {
    struct buf b = {0};
    buf_add(&b, NULL, 0);
    ck_assert_str_eq(b.data, "");
    buf_free(&b);
}
END_TEST

START_TEST(a_buffer_filled_to_its_very_room_keeps_its_nul) {
    for (size_t n = 250; n < 260; n++) {
        struct buf fill = {0}, print = {0};
        buf_fill(&fill, 'x', n);
        buf_printf(&print, "%s", fill.data);
        ck_assert_uint_eq(strlen(fill.data), n);
        ck_assert_str_eq(print.data, fill.data);
        buf_free(&fill);
        buf_free(&print);
    }
}
END_TEST

/* ---- file */

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

Suite *base_suite(void) {
    Suite *s = suite_create("base");
    TCase *c = tcase_create("base");
    tcase_set_timeout(c, 300); /* for a hang; nothing here is timed */
    tcase_add_test(c, the_first_error_wins);
    tcase_add_test(c, an_error_of_no_field_has_an_empty_one);
    tcase_add_test(c, a_message_too_long_is_cut_at_a_whole_character);
    tcase_add_test(c, memory_is_zeroed_aligned_and_apart);
    tcase_add_test(c, memory_that_was_reset_is_given_again_and_zeroed);
    tcase_add_test(c, texts_are_copied);
    tcase_add_test(c, words_are_joined_where_there_are_some);
    tcase_add_test(c, an_array_grows_and_keeps_what_it_holds);
    tcase_add_test(c, out_of_memory_ends_the_process_with_words_and_status_1);
    tcase_add_test(c, a_buffer_grows_and_ends_in_a_nul);
    tcase_add_test(c, a_buffer_to_which_nothing_was_added_is_an_empty_text);
    tcase_add_test(c, a_buffer_filled_to_its_very_room_keeps_its_nul);
    tcase_add_test(c, a_file_is_written_and_written_over);
    tcase_add_test(c, a_file_is_not_written_onto_a_folder_or_a_device);
    tcase_add_test(c, a_file_in_a_missing_folder_says_to_make_it);
    tcase_add_test(c, a_disk_that_is_full_leaves_the_old_file_and_nothing_beside_it);
    tcase_add_test(c, a_file_that_is_missing_or_a_folder_is_not_opened);
    tcase_add_test(c, a_pipe_is_kept_so_that_it_can_be_read_twice);
    suite_add_tcase(s, c);
    suite_add_tcase(s, text_case());
    suite_add_tcase(s, fields_case());
    suite_add_tcase(s, file_fault_case());
    return s;
}
