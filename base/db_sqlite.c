#include "base/db.h"

#include "base/date.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* "Gdst": tells our files from any other SQLite database. */
enum { APPLICATION_ID = 0x47647374 };

enum { PARAMETERS_MOST = 32 };

struct query {
    struct query *next; /* in the database's list; a literal's statement is kept and used again */
    struct db *db;
    const char *literal;
    sqlite3_stmt *stmt;
    char dates[PARAMETERS_MOST][11]; /* the texts of bound dates: they must live until the end */
    int place[PARAMETERS_MOST];      /* SQLite's index of $1, $2, ...: to SQLite they are names */
    int expected, bound;
    int code; /* the first thing that went wrong: SQLITE_OK, or an error, or SQLITE_MISUSE for a wrong count */
    bool in_use;
};

struct db {
    sqlite3 *handle;
    struct query *queries;
    char *path;
    bool witnessed;
    bool begun;
    long changes_before;
};

/* Where a SQLite code becomes one of our error kinds. */
static bool fail(struct db *db, int code, struct err *e) {
    const char *path = db && db->path ? db->path : "the database";
    switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return err_set(e, ERR_BUSY, "db", "another program is writing to %s; try again in a moment", path);
    case SQLITE_FULL:
        return err_set(e, ERR_IO, "db", "the disk is full: nothing was stored in %s; make room and try again", path);
    case SQLITE_READONLY:
        return err_set(e, ERR_IO, "db", "%s cannot be written (read-only file, folder or disk)", path);
    case SQLITE_CANTOPEN:
        return err_set(e, ERR_IO, "db", "%s, or the journal beside it, cannot be opened: %s", path,
                       db && db->handle ? strerror(sqlite3_system_errno(db->handle)) : "no reason given");
    case SQLITE_NOTADB:
        return err_set(e, ERR_IO, "db", "%s is no guidestock database; it was not touched", path);
    case SQLITE_CORRUPT:
        return err_set(e, ERR_DAMAGED, "db", "%s is damaged; restore the last backup, or run: guidestock verify", path);
    case SQLITE_IOERR:
        return err_set(e, ERR_IO, "db", "the disk failed on %s (%s); nothing was stored: check the disk first", path,
                       db && db->handle ? sqlite3_errmsg(db->handle) : "no reason given");
    case SQLITE_NOMEM:
        return err_set(e, ERR_IO, "db", "out of memory; nothing was stored in %s", path);
    default:
        return err_set(e, ERR_BUG, "db", "database error %d in %s: %s", code, path,
                       db && db->handle ? sqlite3_errmsg(db->handle) : sqlite3_errstr(code));
    }
}

/* A script of our own: pragmas and schema files. */
static bool run(struct db *db, const char *script, struct err *e) {
    int code = sqlite3_exec(db->handle, script, NULL, NULL, NULL);
    return code == SQLITE_OK || fail(db, code, e);
}

/* ---- queries ---- */

static bool find_places(struct query *q) {
    q->expected = sqlite3_bind_parameter_count(q->stmt);
    for (int i = 0; i < q->expected && i < PARAMETERS_MOST; i++) {
        char name[16];
        snprintf(name, sizeof name, "$%d", i + 1);
        q->place[i] = sqlite3_bind_parameter_index(q->stmt, name);
        if (q->place[i] == 0)
            return false;
    }
    return q->expected <= PARAMETERS_MOST;
}

struct query *sql_prepare(struct db *db, const char *literal) {
    for (struct query *q = db->queries; q; q = q->next)
        if (q->literal == literal && !q->in_use) {
            q->in_use = true;
            q->bound = 0;
            q->code = SQLITE_OK;
            return q;
        }
    struct query *q = mem_heap(NULL, sizeof *q);
    *q = (struct query){.db = db, .literal = literal, .in_use = true, .next = db->queries};
    db->queries = q;
    q->code = sqlite3_prepare_v3(db->handle, literal, -1, SQLITE_PREPARE_PERSISTENT, &q->stmt, NULL);
    if (q->code == SQLITE_OK && !find_places(q))
        q->code = SQLITE_MISUSE;
    return q;
}

/* SQLite's index for the next value, or 0 when there is none or the query has failed. */
static int next_place(struct query *q) {
    if (q->code == SQLITE_OK && q->bound >= q->expected)
        q->code = SQLITE_MISUSE;
    q->bound++;
    return q->code == SQLITE_OK ? q->place[q->bound - 1] : 0;
}

static void bound(struct query *q, int code) {
    if (q->code == SQLITE_OK)
        q->code = code;
}

void sql_int(struct query *q, long value) {
    int place = next_place(q);
    if (place)
        bound(q, value == LONG_MIN ? sqlite3_bind_null(q->stmt, place) : sqlite3_bind_int64(q->stmt, place, value));
}

void sql_text(struct query *q, const char *value) {
    int place = next_place(q);
    if (place)
        bound(q, sqlite3_bind_text(q->stmt, place, value, -1, SQLITE_STATIC));
}

void sql_date(struct query *q, int date) {
    int place = next_place(q);
    if (!place)
        return;
    if (date == DATE_NONE) {
        bound(q, sqlite3_bind_null(q->stmt, place));
        return;
    }
    char *text = q->dates[q->bound - 1];
    date_write(text, date);
    bound(q, sqlite3_bind_text(q->stmt, place, text, 10, SQLITE_STATIC));
}

void sql_blob(struct query *q, const void *bytes, size_t count) {
    int place = next_place(q);
    if (place)
        bound(q, sqlite3_bind_blob64(q->stmt, place, bytes, count, SQLITE_STATIC));
}

bool sql_row(struct query *q) {
    if (q->code == SQLITE_OK && q->bound != q->expected)
        q->code = SQLITE_MISUSE;
    if (q->code != SQLITE_OK)
        return false;
    int code = sqlite3_step(q->stmt);
    if (code == SQLITE_ROW)
        return true;
    q->code = code == SQLITE_DONE ? SQLITE_DONE : code;
    return false;
}

bool sql_failed(const struct query *q) { return q->code != SQLITE_OK && q->code != SQLITE_DONE; }

bool sql_end(struct query *q, struct err *e) {
    int code = q->code;
    bool ok = code == SQLITE_OK || code == SQLITE_DONE;
    if (!ok && code == SQLITE_MISUSE)
        err_set(e, ERR_BUG, "db", "%d values for %d in: %s", q->bound, q->expected, q->literal);
    else if (!ok)
        fail(q->db, code, e);
    if (q->stmt) {
        sqlite3_reset(q->stmt);
        sqlite3_clear_bindings(q->stmt);
    } else {
        q->literal = NULL; /* never prepared: not to be used again */
    }
    q->in_use = false;
    return ok;
}

bool sql_do(struct query *q, struct err *e) {
    while (sql_row(q))
        continue;
    return sql_end(q, e);
}

long sql_changes(const struct query *q) { return q->code == SQLITE_DONE ? (long)sqlite3_changes64(q->db->handle) : 0; }

long sql_get_int(struct query *q, int column) {
    if (sqlite3_column_type(q->stmt, column) == SQLITE_NULL)
        return LONG_MIN;
    return (long)sqlite3_column_int64(q->stmt, column);
}

/* Bytes where a text belongs are damage: they are told apart from the same bytes as a text, which SQLite would give. */
static const char not_text[] = "\x1a";

const char *sql_peek_text(struct query *q, int column) {
    if (sqlite3_column_type(q->stmt, column) == SQLITE_BLOB)
        return not_text;
    return (const char *)sqlite3_column_text(q->stmt, column);
}

const char *sql_get_text(struct query *q, int column, struct mem *m) { return mem_text(m, sql_peek_text(q, column)); }

int sql_get_date(struct query *q, int column) {
    const char *text = sql_peek_text(q, column);
    int date = DATE_NONE;
    if (text && !date_parse_iso(text, &date))
        bound(q, SQLITE_CORRUPT); /* only the program writes dates */
    return date;
}

const void *sql_peek_blob(struct query *q, int column, size_t *count) {
    *count = 0;
    if (sqlite3_column_type(q->stmt, column) != SQLITE_BLOB)
        return NULL;
    const void *bytes = sqlite3_column_blob(q->stmt, column);
    *count = (size_t)sqlite3_column_bytes(q->stmt, column);
    return bytes;
}

/* ---- transactions ---- */

bool db_begin(struct db *db, struct err *e) {
    if (!run(db, "BEGIN IMMEDIATE", e))
        return false;
    db->begun = true;
    db->witnessed = false;
    db->changes_before = (long)sqlite3_total_changes64(db->handle);
    return true;
}

void db_witness(struct db *db) { db->witnessed = true; }

bool db_end(struct db *db, bool ok, struct err *e) {
    if (!db->begun)
        return false;
    db->begun = false;
    if (ok && !db->witnessed && sqlite3_total_changes64(db->handle) != db->changes_before)
        ok = err_set(e, ERR_BUG, "db", "a change without its row in the trail was refused");
    if (ok) {
        int code = sqlite3_exec(db->handle, "COMMIT", NULL, NULL, NULL);
        if (code == SQLITE_OK)
            return true;
        fail(db, code, e);
    }
    /* A full disk may have rolled back already; then there is nothing more to do. */
    if (!sqlite3_get_autocommit(db->handle))
        sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
    return false;
}

bool db_trigger_off(struct db *db, const char *name, struct buf *text, struct err *e) {
    struct query *q = sql(db, "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = $1");
    char drop[100];
    sql_text(q, name);
    text->length = 0;
    if (sql_row(q))
        buf_text(text, sql_peek_text(q, 0));
    if (!sql_end(q, e))
        return false;
    snprintf(drop, sizeof drop, "DROP TRIGGER %s", name);
    return text->length > 0 ? run(db, drop, e)
                            : err_set(e, ERR_DAMAGED, "db", "%s has lost its trigger %s", db->path, name);
}

bool db_trigger_on(struct db *db, const struct buf *text, struct err *e) { return run(db, text->data, e); }

/* ---- opening ---- */

void db_close(struct db *db) {
    if (!db)
        return;
    for (struct query *q = db->queries, *next; q; q = next) {
        next = q->next;
        sqlite3_finalize(q->stmt);
        free(q);
    }
    sqlite3_close(db->handle);
    free(db->path);
    free(db);
}

static long read_pragma(struct db *db, const char *pragma, int *code) {
    sqlite3_stmt *s = NULL;
    long value = 0;
    *code = sqlite3_prepare_v2(db->handle, pragma, -1, &s, NULL);
    if (*code == SQLITE_OK) {
        int step = sqlite3_step(s);
        if (step == SQLITE_ROW)
            value = (long)sqlite3_column_int64(s, 0);
        else
            *code = step;
    }
    int end = sqlite3_finalize(s);
    if (*code == SQLITE_OK)
        *code = end;
    return value;
}

/* Each setting stands in architecture.md with its reason; WAL is not safe in 3.40. */
static bool configure(struct db *db, struct err *e) {
    static const struct {
        int option, value;
    } options[] = {{SQLITE_DBCONFIG_DEFENSIVE, 1},
                   {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                   {SQLITE_DBCONFIG_DQS_DML, 0},
                   {SQLITE_DBCONFIG_DQS_DDL, 0},
                   {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0}};
    sqlite3_extended_result_codes(db->handle, 1);
    sqlite3_busy_timeout(db->handle, 5000);
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        int code = sqlite3_db_config(db->handle, options[i].option, options[i].value, NULL);
        if (code != SQLITE_OK)
            return fail(db, code, e);
    }
    return run(db,
               "PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON; PRAGMA mmap_size = 0;"
               "PRAGMA cache_size = -8000; PRAGMA synchronous = EXTRA;",
               e);
}

/* Apart from the others, for it may write: only once the file is known to be ours. */
static bool keep_journal(struct db *db, struct err *e) { return run(db, "PRAGMA journal_mode = TRUNCATE", e); }

static bool read_version(struct db *db, int *version, struct err *e) {
    int code;
    *version = (int)read_pragma(db, "PRAGMA user_version", &code);
    return code == SQLITE_OK || fail(db, code, e);
}

static bool migrate_one(struct db *db, const struct migration *step, int n, struct err *e) {
    char version[96];
    int now;
    snprintf(version, sizeof version, "PRAGMA user_version = %d; PRAGMA application_id = %d", n + 1, APPLICATION_ID);
    bool ok = run(db, "BEGIN IMMEDIATE", e) && read_version(db, &now, e);
    /* Another program may have done it while this one waited for the lock. */
    if (ok && now == n)
        ok = run(db, step->sql, e) && (!step->step || step->step(db, e)) && run(db, version, e);
    ok = ok && run(db, "COMMIT", e);
    if (!ok && !sqlite3_get_autocommit(db->handle))
        sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
    return ok;
}

static bool migrate(struct db *db, const struct migration *list, int from, int count, struct err *e) {
    for (int n = from; n < count; n++)
        if (!migrate_one(db, &list[n], n, e))
            return false;
    return true;
}

/* The whole of the old file beside it, before anything in it is changed. */
static bool keep_before_migration(struct db *db, int version, struct err *e) {
    char *kept = sqlite3_mprintf("%s.version-%d", db->path, version);
    char *new = sqlite3_mprintf("%s.version-%d.new", db->path, version);
    char *script = kept && new ? sqlite3_mprintf("VACUUM INTO %Q", new) : NULL;
    bool ok = (new &&script) || err_set(e, ERR_IO, "db", "out of memory");
    if (new &&script) {
        unlink(new); /* of a time that was cut off */
        ok = run(db, script, e);
    }
    if (ok && rename(new, kept) != 0)
        ok = err_set(e, ERR_IO, "db", "cannot make %s: %s", kept, strerror(errno));
    sqlite3_free(script);
    sqlite3_free(new);
    sqlite3_free(kept);
    return ok;
}

/* A handle is used by one thread at a time, so that it needs no mutex of its own. */
static struct db *db_new(const char *path) {
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); /* nobody asks; without effect after the first handle */
    struct db *db = mem_heap(NULL, sizeof *db);
    *db = (struct db){0};
    size_t n = strlen(path) + 1;
    db->path = memcpy(mem_heap(NULL, n), path, n);
    return db;
}

static long big_endian(const unsigned char *at) {
    return (long)at[0] << 24 | (long)at[1] << 16 | (long)at[2] << 8 | (long)at[3];
}

/* Whether a transaction was cut off, and waits to be rolled back: then the file may be of any length. */
static bool has_journal(const char *path) {
    struct stat st;
    char *journal = sqlite3_mprintf("%s-journal", path);
    bool has = journal && stat(journal, &st) == 0 && st.st_size > 0;
    sqlite3_free(journal);
    return has;
}

/* Before SQLite sees the file, for it might write: another program's, one that
 * is newer, and one that lost its end (SQLite finds out only when it reaches the
 * missing pages). The header is read first, then the journal, then the length:
 * a commit meanwhile can only make the file longer. The layout is that of
 * sqlite.org/fileformat2.html, section 1.3. */
static bool check_header(const char *path, int count, struct err *e) {
    unsigned char head[100];
    struct stat st;
    FILE *f = fopen(path, "rbe");
    if (!f)
        return err_set(e, ERR_IO, "db", "cannot open %s: %s", path, strerror(errno));
    size_t n = fread(head, 1, sizeof head, f);
    bool journal = has_journal(path), known = fstat(fileno(f), &st) == 0;
    fclose(f);
    if (n < sizeof head || !known || memcmp(head, "SQLite format 3", 16) != 0 ||
        big_endian(head + 68) != APPLICATION_ID)
        return err_set(e, ERR_IO, "db", "%s is no guidestock database; it was not touched", path);
    long version = big_endian(head + 60), page = (long)head[16] << 8 | (long)head[17];
    long length = big_endian(head + 28) * (page == 1 ? 65536 : page);
    if (version > count)
        return err_set(e, ERR_IO, "db",
                       "%s was made by a newer guidestock (version %ld of the file; this program knows %d); "
                       "it was not touched: use the newer program",
                       path, version, count);
    if (!journal && st.st_size < length)
        return err_set(e, ERR_IO, "db", "%s is cut short (%ld of %ld bytes); it was not touched: restore a backup",
                       path, (long)st.st_size, length);
    return true;
}

bool db_open(struct db **out, const char *path, bool write, const struct migration *list, int count, struct err *e) {
    struct stat st;
    *out = NULL;
    if (stat(path, &st) != 0)
        return err_set(e, errno == ENOENT || errno == ENOTDIR ? ERR_NOT_FOUND : ERR_IO, "db",
                       "no database %s (%s). Make one: guidestock init --name \"NAME OF THE SCHOOL\" --code 1234 "
                       "--level elementary",
                       path, strerror(errno));
    if (!S_ISREG(st.st_mode))
        return err_set(e, ERR_IO, "db", "%s is not a file", path);
    if (!check_header(path, count, e))
        return false;
    struct db *db = db_new(path);
    int code = sqlite3_open_v2(path, &db->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    bool ok = code == SQLITE_OK || fail(db, code, e);
    int version = count;
    ok = ok && configure(db, e) && keep_journal(db, e) && read_version(db, &version, e);
    if (ok && version < count)
        ok = keep_before_migration(db, version, e) && migrate(db, list, version, count, e);
    ok = ok && (write || run(db, "PRAGMA query_only = ON", e));
    if (!ok) {
        db_close(db);
        return false;
    }
    *out = db;
    return true;
}

static bool make(struct db **out, const char *path, const struct migration *list, int count, struct err *e) {
    struct db *db = db_new(path);
    int code =
        sqlite3_open_v2(path, &db->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
    bool ok = code == SQLITE_OK || fail(db, code, e);
    ok = ok && configure(db, e) && keep_journal(db, e) && migrate(db, list, 0, count, e);
    if (!ok) {
        db_close(db);
        return false;
    }
    *out = db;
    return true;
}

bool db_make(struct db **out, const char *path, const struct migration *list, int count, struct err *e) {
    *out = NULL;
    /* The name is taken first, and alone, so that two makers cannot both win. */
    FILE *f = fopen(path, "wxe");
    if (!f)
        return err_set(e,
                       errno == EEXIST   ? ERR_CONFLICT
                       : errno == ENOENT ? ERR_NOT_FOUND
                                         : ERR_IO,
                       "db", errno == EEXIST ? "%s exists already%s" : "cannot make %s: %s", path,
                       errno == EEXIST ? "; it was not touched" : strerror(errno));
    fclose(f);
    if (make(out, path, list, count, e))
        return true;
    db_unmake(path);
    return false;
}

bool db_scratch(struct db **out, const struct migration *list, int count, struct err *e) {
    *out = NULL;
    return make(out, ":memory:", list, count, e);
}

void db_unmake(const char *path) {
    char *journal = sqlite3_mprintf("%s-journal", path);
    if (journal)
        unlink(journal);
    sqlite3_free(journal);
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
    return code == SQLITE_DONE || fail(db, code, e);
}

bool db_check(struct db *db, void (*found)(void *where, const char *what), void *where, struct err *e) {
    sqlite3_stmt *s = NULL;
    int code = sqlite3_prepare_v2(db->handle, "PRAGMA integrity_check(100)", -1, &s, NULL);
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(s);
        const char *what = code == SQLITE_ROW ? (const char *)sqlite3_column_text(s, 0) : NULL;
        if (what && strcmp(what, "ok") != 0)
            found(where, what);
    }
    sqlite3_finalize(s);
    if ((code & 0xFF) == SQLITE_CORRUPT) {
        found(where, "the file's structure is damaged");
        return true;
    }
    if (code != SQLITE_DONE)
        return fail(db, code, e);
    return check_references(db, found, where, e);
}
