/* Memory of a request, its texts and its arrays. */
#include "base/mem.h"
#include "tests/suites.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

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

void mem_suite(Suite *s) {
    TCase *c = tcase_create("mem");
    tcase_add_test(c, memory_is_zeroed_aligned_and_apart);
    tcase_add_test(c, memory_that_was_reset_is_given_again_and_zeroed);
    tcase_add_test(c, texts_are_copied);
    tcase_add_test(c, words_are_joined_where_there_are_some);
    tcase_add_test(c, an_array_grows_and_keeps_what_it_holds);
    tcase_add_test(c, out_of_memory_ends_the_process_with_words_and_status_1);
    suite_add_tcase(s, c);
}
