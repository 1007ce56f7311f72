#include "base/file.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
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

/* ---- a file in the making ---- */

enum { WAIT_MILLISECONDS = 5000, STEP_MILLISECONDS = 10 };

/* Where a file system knows no locks, all are alone. */
static bool lock(int fd) {
    const struct timespec step = {0, STEP_MILLISECONDS * 1000000L};
    for (int waited = 0; flock(fd, LOCK_EX | LOCK_NB) != 0; waited += STEP_MILLISECONDS) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return true;
        if (waited >= WAIT_MILLISECONDS)
            return false;
        nanosleep(&step, NULL);
    }
    return true;
}

static bool is_still_there(int fd, const char *path) {
    struct stat held, there;
    return fstat(fd, &held) == 0 && lstat(path, &there) == 0 && held.st_ino == there.st_ino &&
           held.st_dev == there.st_dev;
}

static bool not_made(const char *path, int cause, struct err *e) {
    return err_set(e, cause == ENOENT ? ERR_NOT_FOUND : ERR_IO, "out", "cannot write %s: %s%s", path, strerror(cause),
                   cause == ENOENT ? "; make the folder first" : "");
}

bool file_part_begin(struct file_part *p, const char *path, unsigned mode, struct err *e) {
    p->fd = -1;
    if (strlen(path) >= sizeof p->path)
        return not_made(path, ENAMETOOLONG, e);
    memcpy(p->path, path, strlen(path) + 1);
    /* Whoever held it while this one waited has given it a name, or removed it: then it is made again. */
    for (;;) {
        int fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, mode & 0777);
        if (fd < 0)
            return not_made(path, errno, e);
        if (!lock(fd)) {
            close(fd);
            return err_set(e, ERR_BUSY, "out", "another program is making %s; try again in a moment", path);
        }
        if (is_still_there(fd, path)) {
            p->fd = fd;
            break;
        }
        close(fd);
    }
    return ftruncate(p->fd, 0) == 0 || not_made(path, errno, e) || file_part_end(p, false, NULL, false, e);
}

/* Not every file system can promise not to overwrite, nor give a second name: the first way that is known is taken. */
static bool move(const char *from, const char *to) {
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS)
        return false;
    if (link(from, to) == 0)
        return unlink(from) == 0;
    if (errno != EPERM && errno != ENOSYS && errno != EOPNOTSUPP)
        return false;
    struct stat st;
    if (lstat(to, &st) == 0) {
        errno = EEXIST;
        return false;
    }
    return rename(from, to) == 0;
}

static bool named(const char *from, const char *to, bool replace, struct err *e) {
    if (!(replace ? rename(from, to) == 0 : move(from, to)))
        return errno == EEXIST ? err_set(e, ERR_CONFLICT, "out", "%s exists already; it was not touched", to)
                               : not_made(to, errno, e);
    struct mem *m = mem_new();
    sync_folder(m, to);
    mem_free(m);
    return true;
}

bool file_move(const char *from, const char *to, struct err *e) { return named(from, to, false, e); }

bool file_part_end(struct file_part *p, bool ok, const char *name, bool replace, struct err *e) {
    if (p->fd < 0)
        return false;
    if (ok && fsync(p->fd) != 0)
        ok = not_made(name, errno, e);
    ok = ok && named(p->path, name, replace, e);
    if (!ok)
        unlink(p->path);
    close(p->fd); /* the last: with it the lock goes */
    p->fd = -1;
    return ok;
}

const char *file_target(struct mem *m, const char *path) {
    struct stat st;
    char *target = lstat(path, &st) == 0 && S_ISLNK(st.st_mode) ? realpath(path, NULL) : NULL;
    const char *found = target ? mem_text(m, target) : path;
    free(target);
    return found;
}
