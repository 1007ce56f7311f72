#include "base/file.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool write_all(int fd, const char *data, size_t length) {
    while (length > 0) {
        ssize_t n = write(fd, data, length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        data += n;
        length -= (size_t)n;
    }
    return true;
}

static void sync_folder(struct mem *m, const char *path) {
    int fd = open(dirname(mem_text(m, path)), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd); /* the name: some file systems cannot, and then there is nothing to do */
        close(fd);
    }
}

bool file_write(const char *path, const struct buf *bytes, struct err *e) {
    struct mem *m = mem_new();
    struct stat st;
    bool ok = false;
    char *beside = mem_printf(m, "%s.XXXXXX", path);
    if (stat(path, &st) == 0 && !S_ISREG(st.st_mode)) {
        err_set(e, ERR_IO, "out", "%s is %s; name a file", path, S_ISDIR(st.st_mode) ? "a folder" : "not a plain file");
        mem_free(m);
        return false;
    }
    int fd = mkostemp(beside, O_CLOEXEC);
    if (fd < 0) {
        err_set(e, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "out", "cannot write %s: %s%s", path, strerror(errno),
                errno == ENOENT ? "; make the folder first" : "");
        mem_free(m);
        return false;
    }
    mode_t mask = umask(0);
    umask(mask);
    if (write_all(fd, bytes->data, bytes->length) && fchmod(fd, 0666 & ~mask) == 0 && fsync(fd) == 0)
        ok = true;
    int cause = errno;
    if (close(fd) != 0 && ok) {
        cause = errno;
        ok = false;
    }
    if (ok && rename(beside, path) != 0) {
        cause = errno;
        ok = false;
    }
    if (ok) {
        sync_folder(m, path);
    } else {
        unlink(beside);
        err_set(e, ERR_IO, "out", "cannot write %s: %s; nothing was left behind", path, strerror(cause));
    }
    mem_free(m);
    return ok;
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
