#include "base/sqlite_file.h"

#include "base/file.h"
#include "base/sqlite_handle.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static long big_endian(const unsigned char *at) {
    return (long)at[0] << 24 | (long)at[1] << 16 | (long)at[2] << 8 | (long)at[3];
}

static long size_beside(const char *path, const char *suffix) {
    struct stat st;
    char *beside = sqlite_beside(path, suffix);
    long size = beside && stat(beside, &st) == 0 ? (long)st.st_size : 0;
    sqlite3_free(beside);
    return size;
}

static bool has_journal(const char *path) { return size_beside(path, "-journal") > 0; }

/* We never write a -wal; somebody who looked into the file with another program may. */
bool db_is_in_flight(const char *path) { return has_journal(path) || size_beside(path, "-wal") > 0; }

void db_drop_journal(const char *path) {
    char *journal = sqlite_beside(path, "-journal");
    if (journal)
        unlink(journal);
    sqlite3_free(journal);
}

void db_move_journal(const char *path, const char *to) {
    char *journal = sqlite_beside(path, "-journal"), *aside = sqlite_beside(to, "-journal");
    if (journal && aside && rename(journal, aside) != 0)
        unlink(journal);
    sqlite3_free(journal);
    sqlite3_free(aside);
}

/* The header: sqlite.org/fileformat2.html, section 1.3. Read first, then the journal, then the length: a commit
 * meanwhile can only make the file longer. */
struct header {
    bool whole, magic, ours, in_flight;
    long version, length, size;
};

static bool read_header(const char *path, struct header *h) {
    unsigned char head[100];
    struct stat st;
    FILE *f = fopen(path, "rbe");
    if (!f)
        return false;
    size_t n = fread(head, 1, sizeof head, f);
    *h = (struct header){.in_flight = has_journal(path), .whole = n == sizeof head && fstat(fileno(f), &st) == 0};
    fclose(f);
    if (!h->whole)
        return true;
    long page = (long)head[16] << 8 | (long)head[17];
    h->magic = memcmp(head, "SQLite format 3", 16) == 0;
    h->ours = h->magic && big_endian(head + 68) == APPLICATION_ID;
    h->version = big_endian(head + 60);
    h->length = big_endian(head + 28) * (page == 1 ? 65536 : page);
    h->size = (long)st.st_size;
    return true;
}

/* Before SQLite sees the file, for it might write: another program's, one that
 * is newer, and one that lost its end (SQLite finds out only when it reaches the
 * missing pages). While a transaction waits to be rolled back, it may be of any length. */
enum db_state db_inspect(const char *path, int count, struct err *e) {
    struct stat st;
    struct header h;
    if (stat(path, &st) != 0) {
        bool absent = errno == ENOENT || errno == ENOTDIR;
        err_set(e, absent ? ERR_NOT_FOUND : ERR_IO, "db", "no file %s (%s)", path, strerror(errno));
        return absent ? DB_ABSENT : DB_NO_FILE;
    }
    if (!S_ISREG(st.st_mode)) {
        err_set(e, ERR_IO, "db", "%s is not a file", path);
        return DB_NO_FILE;
    }
    if (!read_header(path, &h)) {
        err_set(e, ERR_IO, "db", "cannot open %s: %s", path, strerror(errno));
        return DB_NO_FILE;
    }
    if (!h.ours) {
        err_set(e, ERR_IO, "db", "%s is not a guidestock database; it was not touched", path);
        return h.magic ? DB_OF_OTHERS : DB_NONE;
    }
    if (h.version > count) {
        err_set(e, ERR_IO, "db",
                "%s was made by a newer guidestock (version %ld of the file; this program knows %d); "
                "it was not touched: use the newer program",
                path, h.version, count);
        return DB_NEWER;
    }
    if (!h.in_flight && h.size < h.length) {
        err_set(e, ERR_IO, "db", "%s is cut short (%ld of %ld bytes); it was not touched: restore a backup", path,
                h.size, h.length);
        return DB_CUT;
    }
    return DB_OURS;
}

/* ---- copies ---- */

enum { PAGES_AT_ONCE = 256, PAGE_BYTES = 4096 };

/* `db` is the one to blame in a message: that which is written. */
static bool copy_pages(struct db *db, sqlite3_backup *b, const struct db_progress *p, struct err *e) {
    int code = SQLITE_OK;
    while (b && code == SQLITE_OK) {
        code = sqlite3_backup_step(b, PAGES_AT_ONCE);
        if (p && p->tell)
            p->tell(p->where, (long)(sqlite3_backup_pagecount(b) - sqlite3_backup_remaining(b)) * PAGE_BYTES);
    }
    int end = b ? sqlite3_backup_finish(b) : sqlite3_extended_errcode(db->handle);
    return (code == SQLITE_DONE && end == SQLITE_OK) || sqlite_fail(db, end != SQLITE_OK ? end : code, e);
}

/* Whoever makes the copy syncs it, and throws away one that was not finished: it needs no journal. */
static bool open_target(struct db **out, const char *path, struct err *e) {
    struct db *to = *out = sqlite_new(path);
    int code = sqlite3_open_v2(path, &to->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    return (code == SQLITE_OK || sqlite_fail(to, code, e)) &&
           sqlite_run(to, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", e);
}

bool db_copy(struct db *db, const char *path, const struct db_progress *p, struct err *e) {
    struct db *to = NULL;
    unsigned stamp;
    db_drop_journal(path); /* of one that was killed: it is not of this copy */
    if (!sqlite_run(db, "BEGIN", e))
        return false;
    bool ok = db_stamp(db, &stamp, e) && open_target(&to, path, e) &&
              copy_pages(to, sqlite3_backup_init(to->handle, "main", db->handle, "main"), p, e);
    sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL); /* nothing but the lock of a reader */
    db_close(to);
    return ok;
}

bool db_stamp(struct db *db, unsigned *stamp, struct err *e) {
    int code;
    sqlite_pragma(db, "PRAGMA schema_version", &code); /* reads the file, and so learns of others' changes */
    if (code == SQLITE_OK)
        code = sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_DATA_VERSION, stamp);
    return code == SQLITE_OK || sqlite_fail(db, code, e);
}

bool db_replace(struct db *db, struct db *from, unsigned stamp, const struct db_progress *p, struct err *e) {
    unsigned now = 0;
    sqlite3_backup *b = sqlite3_backup_init(db->handle, "main", from->handle, "main");
    int code = b ? sqlite3_backup_step(b, 0) : sqlite3_extended_errcode(db->handle); /* the lock, and no page yet */
    if (code == SQLITE_OK)
        code = sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_DATA_VERSION, &now);
    if (code == SQLITE_OK && now == stamp)
        return copy_pages(db, b, p, e);
    sqlite3_backup_finish(b);
    return code == SQLITE_OK ? err_set(e, ERR_CONFLICT, "db", "%s was changed meanwhile; nothing was done", db->path)
                             : sqlite_fail(db, code, e);
}

static void note_damage(void *where, const char *what) {
    char *first = where;
    if (!*first)
        snprintf(first, 200, "%s", what);
}

/* Whether the copy can be opened, and what version it is. */
static bool check_kept(const char *path, int *version, struct err *e) {
    char damage[200] = "";
    struct db *kept = sqlite_new(path);
    int code = sqlite3_open_v2(path, &kept->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    bool ok = (code == SQLITE_OK || sqlite_fail(kept, code, e)) && sqlite_version(kept, version, e) &&
              db_check(kept, note_damage, damage, e);
    db_close(kept);
    return ok && (!*damage || err_set(e, ERR_DAMAGED, "db",
                                      "the file is damaged (%s) and was left as it is, of an older version: "
                                      "restore the last backup",
                                      damage));
}

/* The whole of the old file beside it, before anything in it is changed. */
bool sqlite_keep_version(struct db *db, int version, struct err *e) {
    struct file_part part = {.fd = -1};
    struct stat st;
    char *name = sqlite3_mprintf("%s.version-%d", db->path, version);
    char *unfinished = name ? sqlite3_mprintf("%s.unfinished", name) : NULL;
    int kept = version;
    bool ok = unfinished != NULL;
    if (!ok)
        err_set(e, ERR_IO, "db", "out of memory");
    ok = ok && file_part_begin(&part, unfinished, stat(db->path, &st) == 0 ? st.st_mode | 0600 : 0600, e) &&
         db_copy(db, unfinished, NULL, e) && check_kept(unfinished, &kept, e);
    if (kept == version)
        ok = file_part_end(&part, ok, name, true, e);
    else /* another program was faster, and has kept the old one */
        file_part_end(&part, false, name, true, e);
    sqlite3_free(unfinished);
    sqlite3_free(name);
    return ok;
}

bool db_open_copy(struct db **out, const char *path, const struct migration *list, int count, struct err *e) {
    return sqlite_open(out, path, list, count, false, e);
}

void db_unmake(const char *path) {
    db_drop_journal(path);
    unlink(path);
}

/* ---- checking ---- */

/* Each pair of tables once, however many rows: they would drown the rest. */
static bool check_references(struct db *db, void (*found)(void *where, const char *what), void *where, struct err *e) {
    sqlite3_stmt *s = NULL;
    char words[200], before[200] = "";
    int code = sqlite3_prepare_v2(db->handle, "PRAGMA foreign_key_check", -1, &s, NULL);
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(s);
        if (code != SQLITE_ROW)
            break;
        snprintf(words, sizeof words, "a row of %s refers to a row of %s that does not exist",
                 (const char *)sqlite3_column_text(s, 0), (const char *)sqlite3_column_text(s, 2));
        if (strcmp(words, before) != 0)
            found(where, words);
        memcpy(before, words, sizeof before);
    }
    sqlite3_finalize(s);
    return code == SQLITE_DONE || sqlite_fail(db, code, e);
}

/* `whole`: it could be read to its end. */
static bool check(struct db *db, const char *pragma, void (*found)(void *where, const char *what), void *where,
                  bool *whole, struct err *e) {
    sqlite3_stmt *s = NULL;
    int code = sqlite3_prepare_v2(db->handle, pragma, -1, &s, NULL);
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(s);
        const char *what = code == SQLITE_ROW ? (const char *)sqlite3_column_text(s, 0) : NULL;
        if (what && strcmp(what, "ok") != 0)
            found(where, what);
    }
    sqlite3_finalize(s);
    *whole = (code & 0xFF) != SQLITE_CORRUPT;
    if (!*whole)
        found(where, "the file's structure is damaged");
    return !*whole || code == SQLITE_DONE || sqlite_fail(db, code, e);
}

bool db_check(struct db *db, void (*found)(void *where, const char *what), void *where, struct err *e) {
    bool whole;
    return check(db, "PRAGMA integrity_check(100)", found, where, &whole, e) &&
           (!whole || check_references(db, found, where, e));
}

bool db_check_pages(struct db *db, void (*found)(void *where, const char *what), void *where, struct err *e) {
    bool whole;
    return check(db, "PRAGMA quick_check(100)", found, where, &whole, e);
}
