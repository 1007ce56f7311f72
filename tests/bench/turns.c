/* turns: two command lines run in turn, A B A B, each as a whole process from
 * its start to its end, standard output thrown away.
 *
 *     turns [-n ROUNDS] [-w WARMUPS] [-a SHELL] [-b SHELL] A... [-- B...]
 *
 * `+` as a word chains commands: their times are added. -a and -b are run,
 * untimed, by the shell before each A and each B. Prints, in one line: the
 * median of A and of B in milliseconds, the ratio of the medians, and the peak
 * memory of A and of B in KiB (the largest seen). Exit 1: a command failed. */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { ROUNDS_MOST = 1000 };

struct side {
    char **words; /* commands, each ended by NULL, the last by two */
    const char *before;
    double times[ROUNDS_MOST];
    long peak;
};

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void fail(const char *what) {
    fprintf(stderr, "turns: %s\n", what);
    exit(1);
}

static void run_one(char **argv, const posix_spawn_file_actions_t *files, struct side *s) {
    pid_t pid;
    int status;
    struct rusage use;
    if (posix_spawnp(&pid, argv[0], files, NULL, argv, environ) != 0)
        fail(argv[0]);
    if (wait4(pid, &status, 0, &use) != pid || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        for (char **w = argv; *w; w++)
            fprintf(stderr, "%s ", *w);
        fail("failed");
    }
    if (use.ru_maxrss > s->peak)
        s->peak = use.ru_maxrss;
}

static double run_side(struct side *s, const posix_spawn_file_actions_t *files) {
    double total = 0;
    if (s->before && system(s->before) != 0)
        fail(s->before);
    for (char **argv = s->words; *argv; argv++) {
        double from = now();
        run_one(argv, files, s);
        total += now() - from;
        while (*argv)
            argv++;
    }
    return total;
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double median(double *list, int n) {
    qsort(list, (size_t)n, sizeof *list, by_size);
    return n % 2 ? list[n / 2] : (list[n / 2 - 1] + list[n / 2]) / 2;
}

int main(int argc, char **argv) {
    static struct side sides[2];
    int rounds = 5, warmups = 1, c;
    while ((c = getopt(argc, argv, "+n:w:a:b:")) != -1)
        if (c == 'n')
            rounds = atoi(optarg);
        else if (c == 'w')
            warmups = atoi(optarg);
        else if (c == 'a' || c == 'b')
            sides[c - 'a'].before = optarg;
        else
            return 2;
    if (optind >= argc || rounds < 1 || rounds > ROUNDS_MOST)
        return 2;
    char **words = calloc((size_t)argc + 4, sizeof *words), **at = words;
    sides[0].words = at;
    for (int i = optind; i < argc; i++)
        if (strcmp(argv[i], "+") == 0) {
            *at++ = NULL;
        } else if (strcmp(argv[i], "--") == 0) {
            at += 2;
            sides[1].words = at;
        } else {
            *at++ = argv[i];
        }
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    for (int i = -warmups; i < rounds; i++)
        for (int k = 0; k < 2; k++)
            if (sides[k].words) {
                double took = run_side(&sides[k], &files);
                if (i >= 0)
                    sides[k].times[i] = took;
            }
    double a = median(sides[0].times, rounds), b = sides[1].words ? median(sides[1].times, rounds) : 0;
    printf("%.3f %.3f %.3f %ld %ld\n", a, b, b > 0 ? a / b : 0, sides[0].peak, sides[1].peak);
    free(words);
    return 0;
}
