#include "maintenance/backup.h"

#include "base/date.h"
#include "base/file.h"
#include "base/text.h"
#include "compliance/audit/schema.h"
#include "compliance/audit/trail.h"
#include "maintenance/copies.h"
#include "maintenance/verify.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

unsigned backup_mode(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 ? (st.st_mode & 0777) | 0600 : 0666;
}

bool backup_is_same_file(const char *a, const char *b) {
    struct stat one, other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

bool backup_is_companion(struct mem *m, const char *db, const char *path) {
    static const struct {
        const char *behind;
        bool more; /* whatever follows */
    } names[] = {{"-journal", false},       {"-wal", false},       {"-shm", false},     {".backups", false},
                 {".backups/", true},       {".restoring", false}, {".version-", true}, {".new-", true},
                 {".before-restore", true}, {".damaged-", true}};
    const char *own = file_place(m, db, true);
    const char *places[] = {file_place(m, path, false), file_place(m, path, true)};
    for (size_t k = 0; own && k < sizeof places / sizeof *places; k++) {
        /* the folder of the backups may be a link to another disk */
        const char *kept = file_place(m, mem_printf(m, "%s.backups", own), true);
        if (places[k] && kept && text_starts(places[k], mem_printf(m, "%s/", kept)))
            return true;
        for (size_t i = 0; places[k] && text_starts(places[k], own) && i < sizeof names / sizeof *names; i++) {
            const char *rest = places[k] + strlen(own);
            if (names[i].more ? text_starts(rest, names[i].behind) : strcmp(rest, names[i].behind) == 0)
                return true;
        }
    }
    return false;
}

static void tell(void *where, long bytes) {
    struct req *r = where;
    const char *before = r->progress_of;
    r->progress_of = "KB";
    r->progress(r->progress_where, bytes / 1024);
    r->progress_of = before;
}

struct db_progress backup_progress(struct req *r) {
    return r->progress ? (struct db_progress){tell, r} : (struct db_progress){NULL, NULL};
}

/* ---- making one ---- */

static const char unfinished[] = ".unfinished";

enum { PATH_BYTES = 4095 };

struct target {
    const char *part, *name; /* while it is made; when it is whole */
    bool replace;
    bool once;  /* when it is there in the meantime, all is well */
    bool brief; /* only its structure and its heads are looked at */
    long bytes;
};

static void note_any(void *where, const char *what) {
    bool *any = where;
    (void)what;
    *any = true;
}

static bool check_structure(struct req *r, struct chains *out, struct err *e) {
    bool damaged = false;
    return db_check_pages(r->db, note_any, &damaged, e) && chains_load(r, out, e) &&
           (!damaged || err_set(e, ERR_DAMAGED, "db", "the copy is damaged"));
}

/* The chains of the copy are those of the file, which may have gone on meanwhile. */
static bool compare_heads(struct req *r, const struct chains *copied, struct err *e) {
    struct req own = *r;
    for (size_t i = 0; i < copied->count; i++) {
        const struct chain *c = &copied->list[i];
        struct hash hash;
        own.school = c->school;
        if (!trail_at(&own, c->place, &hash, e))
            return false;
        if (memcmp(hash.bytes, c->hash.bytes, HASH_BYTES) != 0)
            return err_set(e, ERR_DAMAGED, "db", "the copy's record of school %s does not end as the file's", c->code);
    }
    return true;
}

/* The copy, opened as a database and looked through. */
static bool look_through(struct req *r, const char *path, bool brief, struct chains *out, struct answer *a,
                         struct err *e) {
    struct req own = *r;
    if (!db_open(&own.db, path, false, schema_migrations, schema_version, e))
        return false;
    own.school = 0;
    bool ok = brief ? check_structure(&own, out, e) : verify_file(&own, a, out, e);
    db_close(own.db);
    return ok && compare_heads(r, out, e);
}

/* What a backup that was killed left: the first page may not have come to it. */
static bool is_rest(const char *path) {
    unsigned char head[100] = {0};
    static const unsigned char none[sizeof head];
    struct err ignored = {0};
    enum db_state state = db_inspect(path, schema_version, &ignored);
    FILE *f = state == DB_NONE ? fopen(path, "rbe") : NULL;
    if (!f)
        return state == DB_OURS || state == DB_CUT;
    (void)!fread(head, 1, sizeof head, f);
    bool empty = !ferror(f) && memcmp(head, none, sizeof head) == 0;
    fclose(f);
    return empty;
}

static bool make(struct req *r, struct target *t, struct chains *out, struct answer *a, struct err *e) {
    struct file_part part;
    struct stat st;
    struct db_progress p = backup_progress(r);
    if (!file_part_begin_over(&part, t->part, backup_mode(r->path), is_rest, e))
        return false;
    if (t->once && stat(t->name, &st) == 0) { /* somebody made it while this one waited */
        file_part_end(&part, false, t->name, false, e);
        return true;
    }
    bool ok = db_copy(r->db, part.path, &p, e) && look_through(r, part.path, t->brief, out, a, e);
    t->bytes = ok && fstat(part.fd, &st) == 0 ? (long)st.st_size : 0;
    return file_part_end(&part, ok, t->name, t->replace, e);
}

/* ---- the verb ---- */

/* A word that is meant for another command ("backup list") must not become a file, nor "-". */
static bool check_name(struct req *r, const char *named, struct err *e) {
    if (*named == '-')
        return err_set(e, ERR_INPUT, "file",
                       "file: \"%s\" begins with a hyphen, and a backup does not go to standard output; name a file, "
                       "like guidestock-2026-09-15.db",
                       named);
    if (!strpbrk(named, "./"))
        return err_hinted(e, hint_new(r->mem, "The backups that are there", "restore", NULL), ERR_INPUT, "file",
                          "file: \"%s\" looks like a word, not like a file; name a file, like guidestock-2026-09-15.db",
                          named);
    size_t length = strlen(named), end = sizeof unfinished - 1;
    return length < end || strcmp(named + length - end, unfinished) != 0 ||
           err_set(e, ERR_INPUT, "file",
                   "file: %s is a temporary name used while a backup is written; name another file", named);
}

/* Only a backup of ours is overwritten, whatever was asked. */
static bool check_target(struct req *r, const char *file, bool replace, struct err *e) {
    struct stat st;
    struct err none = {0};
    bool there = stat(file, &st) == 0;
    if (there && S_ISDIR(st.st_mode))
        return err_set(e, ERR_IO, "file", "%s is a folder; name a file in it", file);
    if (there && !S_ISREG(st.st_mode))
        return err_set(e, ERR_IO, "file", "%s is not a plain file; name a file", file);
    if (backup_is_same_file(file, r->path) ||
        backup_is_same_file(mem_printf(r->mem, "%s%s", file, unfinished), r->path))
        return err_set(e, ERR_CONFLICT, "file", "%s is the database itself; name another file, on another disk", file);
    if (backup_is_companion(r->mem, r->path, file))
        return err_set(e, ERR_CONFLICT, "file",
                       "%s is where the database keeps something of its own; name another file, on another disk", file);
    if (there && !replace)
        return err_hinted(e, hint_new(r->mem, "To overwrite it", "backup", "file", file, "replace", "yes", NULL),
                          ERR_CONFLICT, "file", "%s exists already; it was not touched. Name another file", file);
    enum db_state state = there ? db_inspect(file, schema_version, &none) : DB_ABSENT;
    if (there && state != DB_OURS && state != DB_CUT)
        return err_set(e, ERR_CONFLICT, "file",
                       "%s is not a backup that this program knows; it was not touched. Name another file", file);
    if (db_is_in_flight(file))
        return err_set(e, ERR_CONFLICT, "file",
                       "%s has a journal beside it, so it is, or was, a database in use; name another file", file);
    return true;
}

struct made {
    const char *file;
    long rows, bytes;
    struct rows chains;
};
static const struct column made_columns[] = {
    {"file", NULL, CELL_TEXT, offsetof(struct made, file), 0, NULL},
    {"rows", NULL, CELL_INT, offsetof(struct made, rows), 0, NULL},
    {"bytes", NULL, CELL_INT, offsetof(struct made, bytes), 0, NULL},
    {"chains", NULL, CELL_ROWS, offsetof(struct made, chains), 0, &chain_shape},
};
static const struct shape made_shape = SHAPE(made_columns, made);

static bool backup(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    const char *named = field_text(f, "file");
    if (!check_name(r, named, e))
        return false;
    if (!r->path)
        return err_set(e, ERR_INPUT, "db", "this database is held in memory, so it cannot be backed up");
    const char *file = file_target(r->mem, named);
    struct target t = {
        .name = file, .part = mem_printf(r->mem, "%s%s", file, unfinished), .replace = fields_has(f, "replace")};
    struct chains chains;
    if (!check_target(r, file, t.replace, e) || !make(r, &t, &chains, a, e))
        return false;
    struct made *made = mem_alloc(r->mem, sizeof *made);
    *made = (struct made){named, chains_rows(&chains), t.bytes, {chains.list, chains.count}};
    answer_one(a, &made_shape, made);
    a->text_only = true;
    a->text = mem_printf(r->mem, "%s\nis a backup of all %ld rows (%ld KB), opened and verified.\n%s", named,
                         made->rows, made->bytes / 1024, chains_text(r->mem, &chains));
    return true;
}

/* ---- one a day ---- */

/* Rows of the chain up to which it is verified, too: about a second's work, once a day, before a command that somebody
 * waits for. Of a million rows it would take seven, of ten million more than a minute. */
enum { DAYS_KEPT = 10, VERIFIED_MOST = 100000 };

void backup_choose(const int *days, size_t count, int today, bool *keep) {
    size_t past = 0; /* those that the clock does not say are to come */
    while (past < count && days[past] <= today)
        past++;
    for (size_t i = 0; i < count; i++) {
        int year, month, day, year_before = 0, month_before = 0;
        date_split(days[i], &year, &month, &day);
        if (i > 0)
            date_split(days[i - 1], &year_before, &month_before, &day);
        keep[i] = i + DAYS_KEPT >= past || year != year_before || month != month_before;
    }
}

static int by_day(const void *a, const void *b) {
    int one = *(const int *)a, other = *(const int *)b;
    return (one > other) - (one < other);
}

/* What cannot be removed stays, until tomorrow. */
static void remove_old(struct mem *m, const char *folder, int today) {
    DIR *d = opendir(folder);
    int *days = NULL, day;
    size_t count = 0;
    for (struct dirent *one; d && (one = readdir(d)) != NULL;)
        if (copy_is_of_day(dirfd(d), one->d_name, &day)) {
            days = mem_grow(m, days, count, sizeof *days);
            days[count++] = day;
        }
    if (days) {
        bool *keep = mem_alloc(m, count * sizeof *keep);
        qsort(days, count, sizeof *days, by_day);
        backup_choose(days, count, today, keep);
        for (size_t i = 0; i < count; i++)
            if (!keep[i])
                unlinkat(dirfd(d), mem_printf(m, "%s.db", date_iso(m, days[i])), 0);
    }
    if (d)
        closedir(d);
}

/* Whoever may write the file may write its backups: the folder is as open as the one that the file is in. */
static bool make_folder(struct mem *m, const char *folder, const char *path, struct err *e) {
    struct stat st;
    if (mkdir(folder, 0700) == 0) {
        if (stat(dirname(mem_text(m, path)), &st) == 0)
            (void)chmod(folder, st.st_mode & 02777);
        return true;
    }
    return (errno == EEXIST && stat(folder, &st) == 0 && S_ISDIR(st.st_mode)) ||
           err_set(e, ERR_IO, "db", "cannot make the folder %s: %s", folder, strerror(errno));
}

static void keep_day(struct req *r, const char *path, int day, struct err *e) {
    struct answer findings = {0};
    struct stat st;
    struct chains chains, present;
    const char *folder = mem_printf(r->mem, "%s.backups", path);
    struct target t = {.name = mem_printf(r->mem, "%s/%s.db", folder, date_iso(r->mem, day)),
                       .part = mem_printf(r->mem, "%s/unfinished", folder),
                       .once = true};
    /* A file that cannot be written is not changed; the command will say why. */
    if (stat(t.name, &st) == 0 || access(path, W_OK) != 0)
        return;
    if (!chains_load(r, &present, e))
        return;
    t.brief = chains_rows(&present) > VERIFIED_MOST;
    if (make_folder(r->mem, folder, path, e) && make(r, &t, &chains, &findings, e))
        remove_old(r->mem, folder, day);
}

void backup_of_day(struct req *r, int day, struct answer *a) {
    struct mem *m = r->mem;
    struct err e = {0};
    r->mem = mem_new(); /* given back before the command begins */
    keep_day(r, file_target(r->mem, r->path), day, &e);
    mem_free(r->mem);
    r->mem = m;
    const char *last = e.kind == ERR_DAMAGED ? copies_last_good(m, r->path) : NULL;
    if (e.kind == ERR_DAMAGED)
        answer_note_next(r, a,
                         hint_also(m, hint_new(m, "To see what is damaged", "verify", NULL),
                                   last ? hint_new(m, "To see what going back to the last good copy would lose",
                                                   "restore", "file", last, NULL)
                                        : NULL),
                         "no backup was made before the first change of today, because the file is damaged%s",
                         last ? "" : "; the folder of the backups holds none");
    else if (e.kind != ERR_NONE && e.kind != ERR_BUSY && e.kind != ERR_CONFLICT) /* else another makes it, or has */
        answer_note_next(r, a, hint_new(m, "To make one elsewhere", "backup", "file", hint_blank, NULL),
                         "no backup was made before the first change of today: %s", e.message);
}

static const struct param params[] = {
    {"file", PARAM_ARG, KIND_TEXT, "FILE", "where the backup goes: best on another disk", NULL, 0, PATH_BYTES,
     TEXT_NEEDED},
    {"replace", PARAM_FLAG, KIND_TEXT, NULL, "an older backup of that name may be overwritten", NULL},
    {0},
};
static const struct verb verbs[] = {
    {"backup", "", "a verified copy of the whole file, also while it is in use", ACCESS_READ,
     ANY_SCHOOL | FILE_ONLY | OWN_TRANSACTION, ROLE_PRINCIPAL, backup, params, &made_shape,
     EXAMPLE({"file", "/media/stick/guidestock-2026-09-14.db"})},
};
const struct verbs backup_verbs = {verbs, sizeof verbs / sizeof *verbs};
