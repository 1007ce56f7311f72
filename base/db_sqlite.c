#include "base/db.h"

#include "base/date.h"
#include "base/sqlite_file.h"
#include "base/sqlite_handle.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PARAMETERS_MOST = 32 };

struct query {
    struct query *next; /* in the database's list; a literal's statement is kept and used again */
    struct db *db;
    const void *key; /* the literal itself, or the table that the text is made from */
    int kind;        /* -1: of a literal */
    char *text;      /* of one that is made; else NULL */
    sqlite3_stmt *stmt;
    char dates[PARAMETERS_MOST][11]; /* the texts of bound dates: they must live until the end */
    int place[PARAMETERS_MOST];      /* SQLite's index of $1, $2, ...: to SQLite they are names */
    int expected, bound;
    int code; /* the first thing that went wrong: SQLITE_OK, or an error, or SQLITE_MISUSE for a wrong count */
    bool in_use;
};

/* Where a SQLite code becomes one of our error kinds. */
bool sqlite_fail(struct db *db, int code, struct err *e) {
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
    case SQLITE_NOTADB: /* others' files do not come so far (db_inspect): it is ours, and its first page is damaged */
    case SQLITE_CORRUPT:
        return err_set(e, ERR_DAMAGED, "db", "%s is damaged; verify says where, and a backup can be restored", path);
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
bool sqlite_run(struct db *db, const char *script, struct err *e) {
    int code = sqlite3_exec(db->handle, script, NULL, NULL, NULL);
    return code == SQLITE_OK || sqlite_fail(db, code, e);
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

/* One that was prepared before and is free; or NULL. */
static struct query *find_kept(struct db *db, const void *key, int kind) {
    for (struct query *q = db->queries; q; q = q->next)
        if (q->key == key && q->kind == kind && !q->in_use) {
            q->in_use = true;
            q->bound = 0;
            q->code = SQLITE_OK;
            return q;
        }
    return NULL;
}

static struct query *prepare(struct db *db, struct query as, const char *text) {
    struct query *q = mem_heap(NULL, sizeof *q);
    *q = as;
    q->db = db;
    q->in_use = true;
    q->next = db->queries;
    db->queries = q;
    q->code = sqlite3_prepare_v3(db->handle, text, -1, SQLITE_PREPARE_PERSISTENT, &q->stmt, NULL);
    if (q->code == SQLITE_OK && !find_places(q))
        q->code = SQLITE_MISUSE;
    return q;
}

struct query *sql_prepare(struct db *db, const char *literal) {
    struct query *q = find_kept(db, literal, -1);
    return q ? q : prepare(db, (struct query){.key = literal, .kind = -1}, literal);
}

struct query *sql_made(struct db *db, const void *key, int kind,
                       void (*make)(struct buf *out, const void *key, int kind)) {
    struct query *q = find_kept(db, key, kind);
    if (q)
        return q;
    struct buf b = {0};
    make(&b, key, kind);
    return prepare(db, (struct query){.key = key, .kind = kind, .text = b.data}, b.data);
}

static const char *text_of(const struct query *q) { return q->text ? q->text : q->key; }

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
        err_set(e, ERR_BUG, "db", "%d values for %d in: %s", q->bound, q->expected, text_of(q));
    else if (!ok)
        sqlite_fail(q->db, code, e);
    if (q->stmt) {
        sqlite3_reset(q->stmt);
        sqlite3_clear_bindings(q->stmt);
    } else {
        q->kind = -2; /* never prepared: not to be used again */
    }
    q->in_use = false;
    return ok;
}

bool sql_do(struct query *q, struct err *e) {
    while (sql_row(q))
        continue;
    return sql_end(q, e);
}

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

/* ---- many rows: the table `given`, a virtual table that reads db->given ---- */

struct given_table {
    sqlite3_vtab base;
    const struct given *given;
};
struct given_cursor {
    sqlite3_vtab_cursor base;
    const struct given *given;
    size_t row;
};

static int given_connect(sqlite3 *handle, void *given, int argc, const char *const *argv, sqlite3_vtab **out,
                         char **message) {
    (void)argc;
    (void)argv;
    (void)message;
    struct given_table *t = sqlite3_malloc(sizeof *t);
    if (!t)
        return SQLITE_NOMEM;
    *t = (struct given_table){.given = given};
    *out = &t->base;
    return sqlite3_declare_vtab(handle, "CREATE TABLE given (c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, "
                                        "c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24)");
}

static int given_disconnect(sqlite3_vtab *t) {
    sqlite3_free(t);
    return SQLITE_OK;
}

static int given_best_index(sqlite3_vtab *t, sqlite3_index_info *info) {
    (void)t;
    info->estimatedRows = 1000;
    return SQLITE_OK;
}

static int given_open(sqlite3_vtab *t, sqlite3_vtab_cursor **out) {
    struct given_cursor *c = sqlite3_malloc(sizeof *c);
    if (!c)
        return SQLITE_NOMEM;
    *c = (struct given_cursor){.given = ((struct given_table *)t)->given};
    *out = &c->base;
    return SQLITE_OK;
}

static int given_close(sqlite3_vtab_cursor *c) {
    sqlite3_free(c);
    return SQLITE_OK;
}

static int given_filter(sqlite3_vtab_cursor *c, int number, const char *text, int argc, sqlite3_value **argv) {
    (void)number;
    (void)text;
    (void)argc;
    (void)argv;
    ((struct given_cursor *)c)->row = 0;
    return SQLITE_OK;
}

static int given_next(sqlite3_vtab_cursor *c) {
    ((struct given_cursor *)c)->row++;
    return SQLITE_OK;
}

static int given_eof(sqlite3_vtab_cursor *c) {
    const struct given_cursor *at = (const struct given_cursor *)c;
    return at->row >= at->given->rows;
}

static int given_column(sqlite3_vtab_cursor *c, sqlite3_context *out, int column) {
    const struct given_cursor *at = (const struct given_cursor *)c;
    if ((size_t)column >= at->given->columns)
        return SQLITE_RANGE;
    const struct sql_value *v = &at->given->values[at->row * at->given->columns + (size_t)column];
    if (v->type == SQL_INT)
        sqlite3_result_int64(out, v->number);
    else if (v->type == SQL_TEXT)
        sqlite3_result_text(out, v->bytes, -1, SQLITE_STATIC);
    else if (v->type == SQL_BLOB)
        sqlite3_result_blob(out, v->bytes, (int)v->number, SQLITE_STATIC);
    return SQLITE_OK;
}

static int given_rowid(sqlite3_vtab_cursor *c, sqlite3_int64 *row) {
    *row = (sqlite3_int64)((struct given_cursor *)c)->row;
    return SQLITE_OK;
}

static const sqlite3_module given_module = {.xConnect = given_connect,
                                            .xDisconnect = given_disconnect,
                                            .xBestIndex = given_best_index,
                                            .xOpen = given_open,
                                            .xClose = given_close,
                                            .xFilter = given_filter,
                                            .xNext = given_next,
                                            .xEof = given_eof,
                                            .xColumn = given_column,
                                            .xRowid = given_rowid};

static void set_triggers(struct query *q, int on) {
    int code = sqlite3_db_config(q->db->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, on, NULL);
    if (code != SQLITE_OK)
        q->code = code;
}

bool sql_many(struct query *q, const struct sql_value *values, size_t rows, size_t columns, struct err *e) {
    q->db->given = (struct given){values, rows, columns};
    set_triggers(q, 0);
    while (sql_row(q))
        continue;
    set_triggers(q, 1);
    q->db->given = (struct given){0};
    return sql_end(q, e);
}

/* ---- transactions ---- */

/* The file has one lock, whatever the key. */
bool db_begin(struct db *db, long key, struct err *e) {
    (void)key;
    if (!sqlite_run(db, "BEGIN IMMEDIATE", e))
        return false;
    db->begun = true;
    db->witnessed = false;
    db->changes_before = (long)sqlite3_total_changes64(db->handle);
    return true;
}

/* BEGIN alone takes no lock: the first read does, and fixes the state that the others see. */
bool db_begin_read(struct db *db, struct err *e) {
    if (!sqlite_run(db, "BEGIN; PRAGMA schema_version", e)) {
        sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
        return false;
    }
    db->begun = db->witnessed = true;
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
        sqlite_fail(db, code, e);
    }
    /* A full disk may have rolled back already; then there is nothing more to do. */
    if (!sqlite3_get_autocommit(db->handle))
        sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
    return false;
}

bool db_restart(struct db *db, long key, struct err *e) {
    struct err none = {0};
    db_end(db, false, &none);
    return db_begin(db, key, e);
}

/* ---- closing, settings, migrations ---- */

void db_close(struct db *db) {
    if (!db)
        return;
    for (struct query *q = db->queries, *next; q; q = next) {
        next = q->next;
        sqlite3_finalize(q->stmt);
        free(q->text);
        free(q);
    }
    sqlite3_close(db->handle);
    free(db->path);
    free(db);
}

long sqlite_pragma(struct db *db, const char *pragma, int *code) {
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
    int made = sqlite3_create_module(db->handle, "given", &given_module, &db->given);
    if (made != SQLITE_OK)
        return sqlite_fail(db, made, e);
    sqlite3_extended_result_codes(db->handle, 1);
    sqlite3_busy_timeout(db->handle, 5000);
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        int code = sqlite3_db_config(db->handle, options[i].option, options[i].value, NULL);
        if (code != SQLITE_OK)
            return sqlite_fail(db, code, e);
    }
    return sqlite_run(
        db,
        "PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON; PRAGMA mmap_size = 0; PRAGMA secure_delete = ON;"
        "PRAGMA cache_size = -8000; PRAGMA synchronous = EXTRA;",
        e);
}

/* Apart from the others, for it may write: only once the file is known to be ours. */
static bool keep_journal(struct db *db, struct err *e) { return sqlite_run(db, "PRAGMA journal_mode = TRUNCATE", e); }

bool sqlite_version(struct db *db, int *version, struct err *e) {
    int code;
    *version = (int)sqlite_pragma(db, "PRAGMA user_version", &code);
    return code == SQLITE_OK || sqlite_fail(db, code, e);
}

static bool migrate_one(struct db *db, const struct migration *step, int n, struct err *e) {
    char version[96];
    int now;
    snprintf(version, sizeof version, "PRAGMA user_version = %d; PRAGMA application_id = %d", n + 1, APPLICATION_ID);
    bool ok = sqlite_run(db, "BEGIN IMMEDIATE", e) && sqlite_version(db, &now, e);
    /* Another program may have done it while this one waited for the lock. */
    if (ok && now == n)
        ok = sqlite_run(db, step->sql, e) && (!step->step || step->step(db, e)) && sqlite_run(db, version, e);
    ok = ok && sqlite_run(db, "COMMIT", e);
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

/* Must come before any other call of SQLite, which would fix its settings: no counting of memory, which takes a lock
 * for each block, and no temporary file for what sql_many needs to take a statement back. */
void sqlite_set_up(void) {
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, 8 << 20);
}

char *sqlite_beside(const char *path, const char *suffix) {
    sqlite_set_up();
    return sqlite3_mprintf("%s%s", path, suffix);
}

/* A handle is used by one thread at a time, so that it needs no mutex of its own. */
struct db *sqlite_new(const char *path) {
    sqlite_set_up();
    struct db *db = mem_heap(NULL, sizeof *db);
    *db = (struct db){0};
    size_t n = strlen(path) + 1;
    db->path = memcpy(mem_heap(NULL, n), path, n);
    return db;
}

/* ---- opening ---- */

bool sqlite_open(struct db **out, const char *path, const struct migration *list, int count, bool keep, struct err *e) {
    *out = NULL;
    if (db_inspect(path, count, e) != DB_OURS)
        return false;
    struct db *db = sqlite_new(path);
    int code = sqlite3_open_v2(path, &db->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    bool ok = code == SQLITE_OK || sqlite_fail(db, code, e);
    int version = count;
    ok = ok && configure(db, e) && keep_journal(db, e) && sqlite_version(db, &version, e);
    if (ok && version < count)
        ok = (!keep || sqlite_keep_version(db, version, e)) && migrate(db, list, version, count, e);
    if (!ok) {
        db_close(db);
        return false;
    }
    *out = db;
    return true;
}

bool db_open(struct db **out, const char *path, bool write, const struct migration *list, int count, struct err *e) {
    struct stat st;
    *out = NULL;
    if (stat(path, &st) != 0)
        return err_set(e, errno == ENOENT || errno == ENOTDIR ? ERR_NOT_FOUND : ERR_IO, "db", "no database %s (%s)",
                       path, strerror(errno));
    if (!sqlite_open(out, path, list, count, true, e))
        return false;
    if (write || sqlite_run(*out, "PRAGMA query_only = ON", e))
        return true;
    db_close(*out);
    *out = NULL;
    return false;
}

static bool make(struct db **out, const char *path, const struct migration *list, int count, struct err *e) {
    struct db *db = sqlite_new(path);
    int code =
        sqlite3_open_v2(path, &db->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
    bool ok = code == SQLITE_OK || sqlite_fail(db, code, e);
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
