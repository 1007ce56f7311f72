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

static void sync_folder(struct mem *m, const char *path) {
    int fd = open(dirname(mem_text(m, path)), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd); /* keeps the name; some file systems cannot sync a folder, and nothing can be done there */
        close(fd);
    }
}

static bool cannot_write(const char *path, int cause, struct err *e) {
    return err_set(e, ERR_IO, "out", "cannot write %s: %s; nothing was left behind", path, strerror(cause));
}

static bool not_made(const char *path, int cause, struct err *e) {
    return err_set(e, cause == ENOENT ? ERR_NOT_FOUND : ERR_IO, "out", "cannot write %s: %s%s", path, strerror(cause),
                   cause == ENOENT ? "; make the folder first" : "");
}

/* Sets n->out, or fails and says why. */
static void open_beside(struct file_new *n, const char *path, struct err *e) {
    size_t length = strlen(path);
    n->beside = mem_heap(NULL, length + sizeof ".XXXXXX");
    memcpy(n->beside, path, length);
    memcpy(n->beside + length, ".XXXXXX", sizeof ".XXXXXX");
    int fd = mkostemp(n->beside, O_CLOEXEC);
    int cause = errno;
    n->out = fd >= 0 ? fdopen(fd, "we") : NULL;
    if (n->out)
        return;
    if (fd >= 0) {
        cause = errno;
        close(fd);
        unlink(n->beside);
    }
    free(n->beside);
    n->beside = NULL;
    not_made(path, cause, e);
}

bool file_new_begin(struct file_new *n, const char *path, struct err *e) {
    struct stat st;
    *n = (struct file_new){.path = path};
    if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
        err_set(e, ERR_IO, "out", "%s is %s; name a file", path, S_ISDIR(st.st_mode) ? "a folder" : "not a plain file");
    else
        open_beside(n, path, e);
    return n->out != NULL;
}

/* Syncs the file and sets the mode that the user's umask allows. Returns 0, or errno. */
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

/* Syncs the folder, so that the file keeps its name after a power loss. */
static bool settle(struct file_new *n, const char *path) {
    struct mem *m = mem_new();
    sync_folder(m, path);
    mem_free(m);
    free(n->beside);
    *n = (struct file_new){0};
    return true;
}

static bool end_new(struct file_new *n, bool ok, struct err *e) {
    int cause = ok ? finish(n) : 0;
    if (ok && cause == 0 && rename(n->beside, n->path) == 0)
        return settle(n, n->path);
    if (ok)
        cannot_write(n->path, cause ? cause : errno, e);
    drop(n);
    return false;
}

bool file_new_try(const char *path, struct err *e) {
    struct file_new n;
    if (!file_new_begin(&n, path, e))
        return false;
    drop(&n);
    return true;
}

/* Never replaces another file. Some file systems lack RENAME_NOREPLACE, others lack hard links. */
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
    return end_new(&n, ok, e);
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
    return end_new(&n, ok, e);
}

/* An import reads its file twice (to check, then to store), so a pipe is copied to disk first. */
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

/* ---- a file that is being made ---- */

enum { WAIT_MILLISECONDS = 5000, STEP_MILLISECONDS = 10 };

/* On a file system without locks, every process believes that it is alone. */
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

static bool not_ours(int fd, const char *path, bool (*is_ours)(const char *path), struct err *e) {
    struct stat st;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && (!is_ours || st.st_size == 0 || is_ours(path)))
        return false;
    close(fd);
    err_set(e, ERR_CONFLICT, "out",
            "%s is in the way: it is another program's file and was not touched; name another file", path);
    return true;
}

bool file_part_begin(struct file_part *p, const char *path, unsigned mode, struct err *e) {
    return file_part_begin_over(p, path, mode, NULL, e);
}

bool file_part_begin_over(struct file_part *p, const char *path, unsigned mode, bool (*is_ours)(const char *path),
                          struct err *e) {
    p->fd = -1;
    if (strlen(path) >= sizeof p->path)
        return not_made(path, ENAMETOOLONG, e);
    memcpy(p->path, path, strlen(path) + 1);
    /* The process that held it meanwhile has renamed or removed it: make it again. */
    for (;;) {
        int fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, mode & 0777);
        if (fd < 0 && errno == ELOOP)
            return err_set(e, ERR_CONFLICT, "out",
                           "%s is in the way: it is a link and was not touched; name another file", path);
        if (fd < 0)
            return not_made(path, errno, e);
        if (!lock(fd)) {
            close(fd);
            return err_set(e, ERR_BUSY, "out", "another program is making %s; try again in a moment", path);
        }
        if (is_still_there(fd, path)) {
            if (not_ours(fd, path, is_ours, e))
                return false;
            p->fd = fd;
            break;
        }
        close(fd);
    }
    return ftruncate(p->fd, 0) == 0 || not_made(path, errno, e) || file_part_end(p, false, NULL, false, e);
}

/* Takes the first way that this file system knows: rename without replacing, else a hard link. */
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
    close(p->fd); /* must come last: closing releases the lock */
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

/* Where the link in the last part leads, even when nothing stands there yet; NULL when it is not a link. */
static const char *link_text(struct mem *m, const char *path) {
    char to[PATH_MAX];
    ssize_t n = readlink(path, to, sizeof to);
    if (n <= 0)
        return NULL;
    const char *text = mem_textn(m, to, (size_t)n);
    return *text == '/' ? text : mem_printf(m, "%s/%s", dirname(mem_text(m, path)), text);
}

const char *file_place(struct mem *m, const char *path, bool follow) {
    enum { LINKS_MOST = 40 }; /* as many as the kernel follows */
    for (int i = 0; follow && i < LINKS_MOST; i++) {
        const char *to = link_text(m, path);
        follow = to != NULL;
        path = to ? to : path;
    }
    char *folder = realpath(dirname(mem_text(m, path)), NULL);
    const char *slash = strrchr(path, '/'), *place = NULL;
    if (folder)
        place = mem_printf(m, "%s/%s", strcmp(folder, "/") == 0 ? "" : folder, slash ? slash + 1 : path);
    free(folder);
    return place;
}
