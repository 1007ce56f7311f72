#include "base/file.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void sync_folder(struct mem *m, const char *path) {
    int fd = open(dirname(mem_text(m, path)), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd); /* the name: some file systems cannot, and then there is nothing to do */
        close(fd);
    }
}

static bool cannot_write(const char *path, int cause, struct err *e) {
    return err_set(e, ERR_IO, "out", "cannot write %s: %s; nothing was left behind", path, strerror(cause));
}

bool file_new_begin(struct file_new *n, const char *path, struct err *e) {
    struct stat st;
    *n = (struct file_new){.path = path};
    if (stat(path, &st) == 0 && !S_ISREG(st.st_mode)) {
        err_set(e, ERR_IO, "out", "%s is %s; name a file", path, S_ISDIR(st.st_mode) ? "a folder" : "not a plain file");
        return false;
    }
    size_t length = strlen(path);
    n->beside = mem_heap(NULL, length + sizeof ".XXXXXX");
    memcpy(n->beside, path, length);
    memcpy(n->beside + length, ".XXXXXX", sizeof ".XXXXXX");
    int fd = mkostemp(n->beside, O_CLOEXEC);
    int cause = errno;
    n->out = fd >= 0 ? fdopen(fd, "we") : NULL;
    if (n->out)
        return true;
    if (fd >= 0) {
        cause = errno;
        close(fd);
        unlink(n->beside);
    }
    free(n->beside);
    n->beside = NULL;
    err_set(e, cause == ENOENT ? ERR_NOT_FOUND : ERR_IO, "out", "cannot write %s: %s%s", path, strerror(cause),
            cause == ENOENT ? "; make the folder first" : "");
    return false;
}

/* On the disk, and readable by those whom the user lets read; 0, or why not. */
static int finish(struct file_new *n) {
    mode_t mask = umask(0);
    umask(mask);
    int cause = ferror(n->out) ? EIO : 0;
    if (fflush(n->out) != 0 || fchmod(fileno(n->out), 0666 & ~mask) != 0 || fsync(fileno(n->out)) != 0)
        cause = errno;
    if (fclose(n->out) != 0 && cause == 0)
        cause = errno;
    n->out = NULL;
    return cause;
}

static void drop(struct file_new *n) {
    if (n->out)
        fclose(n->out);
    unlink(n->beside);
    free(n->beside);
    *n = (struct file_new){0};
}

/* The file has its name: the folder remembers it. */
static bool settle(struct file_new *n, const char *path) {
    struct mem *m = mem_new();
    sync_folder(m, path);
    mem_free(m);
    free(n->beside);
    *n = (struct file_new){0};
    return true;
}

bool file_new_end(struct file_new *n, bool ok, struct err *e) {
    int cause = ok ? finish(n) : 0;
    if (ok && cause == 0 && rename(n->beside, n->path) == 0)
        return settle(n, n->path);
    if (ok)
        cannot_write(n->path, cause ? cause : errno, e);
    drop(n);
    return false;
}

/* Never in the place of another. Some file systems know no RENAME_NOREPLACE, some no second names. */
static bool rename_free(const char *from, const char *to) {
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return true;
    if (errno != EINVAL || link(from, to) != 0)
        return false;
    unlink(from);
    return true;
}

static const char *numbered(struct mem *m, const char *path, int number) {
    const char *name = strrchr(path, '/'), *point = strrchr(name ? name : path, '.');
    size_t stem = point ? (size_t)(point - path) : strlen(path);
    return number == 1 ? mem_text(m, path)
                       : mem_printf(m, "%s-%d%s", mem_textn(m, path, stem), number, point ? point : "");
}

bool file_new_end_free(struct file_new *n, bool ok, struct mem *m, const char **name, struct err *e) {
    enum { NUMBERS = 10000 };
    int cause = ok ? finish(n) : 0;
    bool named = false;
    for (int number = 1; ok && cause == 0 && !named; number++) {
        *name = numbered(m, n->path, number);
        named = rename_free(n->beside, *name);
        if (!named && (errno != EEXIST || number == NUMBERS))
            cause = errno;
    }
    if (named)
        return settle(n, *name);
    if (ok)
        cannot_write(n->path, cause, e);
    drop(n);
    return false;
}

bool file_write(const char *path, const struct buf *bytes, struct err *e) {
    struct file_new n;
    if (!file_new_begin(&n, path, e))
        return false;
    bool ok = bytes->length == 0 || fwrite(bytes->data, 1, bytes->length, n.out) == bytes->length ||
              cannot_write(path, errno, e);
    return file_new_end(&n, ok, e);
}

bool file_copy(FILE *out, FILE *from) {
    char block[65536];
    size_t n;
    if (fseek(from, 0, SEEK_SET) != 0)
        return false;
    while ((n = fread(block, 1, sizeof block, from)) > 0)
        if (fwrite(block, 1, n, out) != n)
            return false;
    return !ferror(from);
}

bool file_write_from(const char *path, FILE *from, struct err *e) {
    struct file_new n;
    if (!file_new_begin(&n, path, e))
        return false;
    bool ok = file_copy(n.out, from) || cannot_write(path, errno, e);
    return file_new_end(&n, ok, e);
}

/* A pipe is read twice (checked first, stored then), so it is kept on disk. */
static bool spool(FILE **f, const char *path, struct err *e) {
    FILE *copy = tmpfile();
    char block[65536];
    size_t n;
    bool ok = copy != NULL;
    while (ok && (n = fread(block, 1, sizeof block, *f)) > 0)
        ok = fwrite(block, 1, n, copy) == n;
    ok = ok && !ferror(*f) && fflush(copy) == 0;
    int cause = errno;
    fclose(*f);
    *f = copy;
    if (ok) {
        rewind(copy);
        return true;
    }
    if (copy)
        fclose(copy);
    *f = NULL;
    return err_set(e, ERR_IO, "file", "cannot read %s: %s", path, strerror(cause));
}

bool file_open(FILE **f, const char *path, struct err *e) {
    struct stat st;
    *f = fopen(path, "rbe");
    if (!*f)
        return err_set(e, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "file", "cannot open %s: %s", path,
                       strerror(errno));
    if (fstat(fileno(*f), &st) == 0 && S_ISDIR(st.st_mode)) {
        fclose(*f);
        *f = NULL;
        return err_set(e, ERR_INPUT, "file", "%s is a folder; name a file", path);
    }
    return S_ISREG(st.st_mode) || spool(f, path, e);
}
