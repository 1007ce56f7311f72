/* movement: what a durable movement costs, commit included.
 *
 *     movement RECORDED OURS RAW COUNT
 *
 * Three copies of one database file. On the first, `stock issue` is run COUNT
 * times through the verbs' table, as a door runs it, and SQLite tells what it
 * executes: every statement with its values, pragmas included. Then, in turn,
 * 25 movements at a time, the verb runs on the second file, and the recorded
 * statements, prepared once, are bound and stepped on the third with nothing
 * around them. That is the limit: the same SQL, the same pragmas, the same
 * commits. When both are done the two files must be the same bytes.
 *
 * Prints, in one line: movements a second by the verb and raw (medians of the
 * turns), their ratio, statements a movement, and movements a second of the raw
 * transaction alone (BEGIN through COMMIT, without what is asked afterwards for
 * the sentence that is printed). */
#include "base/db.h"
#include "cli/help.h"
#include "cli/parse.h"
#include "compliance/audit/request.h"
#include "compliance/audit/schema.h"
#include "compliance/school/school.h"
#include "compliance/school/year.h"
#include "door/open.h"
#include "door/rooms.h"

#include <malloc.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TURN = 25, MOVEMENTS_MOST = 10000, VALUES_MOST = 32, STATEMENTS_MOST = 200, ITEMS = 20 };

struct statement { /* one text, prepared once */
    char *text;
    sqlite3_stmt *stmt;
};
struct value {
    int type; /* SQLITE_NULL, SQLITE_INTEGER, SQLITE_TEXT, SQLITE_BLOB */
    long integer;
    char *bytes;
    int count;
};
struct op {
    int statement, count;
    struct value values[VALUES_MOST]; /* by SQLite's index, from 1 */
};

static struct statement statements[STATEMENTS_MOST];
static int statement_count;
static struct op *ops;
static size_t op_count, op_room;
static size_t begins[MOVEMENTS_MOST + 1], commits[MOVEMENTS_MOST]; /* where each movement begins, and ends to commit */
static int recording;

static void fail(const char *what) {
    fprintf(stderr, "movement: %s\n", what);
    exit(1);
}

/* ---- recording ---- */

static int statement_of(const char *text) {
    for (int i = 0; i < statement_count; i++)
        if (strcmp(statements[i].text, text) == 0)
            return i;
    if (statement_count == STATEMENTS_MOST)
        fail("too many statements");
    statements[statement_count].text = strdup(text);
    return statement_count++;
}

static int hex(char c) { return c <= '9' ? c - '0' : (c | 32) - 'a' + 10; }

/* A literal as SQLite writes it; returns what follows. */
static const char *read_value(const char *s, struct value *v) {
    *v = (struct value){.type = SQLITE_NULL};
    if (strncmp(s, "NULL", 4) == 0)
        return s + 4;
    if (*s == '\'') {
        v->type = SQLITE_TEXT;
        v->bytes = malloc(strlen(s));
        for (s++; *s != '\'' || s[1] == '\''; s++) {
            s += *s == '\'';
            v->bytes[v->count++] = *s;
        }
        return s + 1;
    }
    if (*s == 'x' && s[1] == '\'') {
        v->type = SQLITE_BLOB;
        v->bytes = malloc(strlen(s));
        for (s += 2; *s != '\''; s += 2)
            v->bytes[v->count++] = (char)(hex(s[0]) * 16 + hex(s[1]));
        return s + 1;
    }
    char *end;
    v->type = SQLITE_INTEGER;
    v->integer = strtol(s, &end, 10);
    if (end == s || *end == '.')
        fail("a value that is not understood");
    return end;
}

/* The values, by laying the statement with its values over the one without. */
static void read_values(sqlite3_stmt *stmt, const char *text, const char *expanded, struct op *op) {
    while (*text)
        if (*text == '$') {
            char name[16];
            size_t n = 1 + strspn(text + 1, "0123456789");
            snprintf(name, sizeof name, "%.*s", (int)n, text);
            int place = sqlite3_bind_parameter_index(stmt, name);
            if (place < 1 || place >= VALUES_MOST)
                fail("too many values");
            expanded = read_value(expanded, &op->values[place]);
            op->count = place > op->count ? place : op->count;
            text += n;
        } else if (*text++ != *expanded++) {
            fail("a statement differs from its recording");
        }
}

static int on_statement(unsigned type, void *where, void *stmt, void *text) {
    (void)type;
    (void)where;
    if (!recording || strncmp(text, "--", 2) == 0) /* of a trigger */
        return 0;
    if (op_count == op_room) {
        op_room = op_room ? op_room * 2 : 1024;
        ops = realloc(ops, op_room * sizeof *ops);
    }
    struct op *op = &ops[op_count++];
    *op = (struct op){.statement = statement_of(sqlite3_sql(stmt))};
    char *expanded = sqlite3_expanded_sql(stmt);
    if (!expanded)
        fail("out of memory");
    read_values(stmt, sqlite3_sql(stmt), expanded, op);
    sqlite3_free(expanded);
    return 0;
}

/* Called by SQLite for each connection that is opened. */
static int on_open(sqlite3 *handle, char **message, const void *api) {
    (void)message;
    (void)api;
    return recording ? sqlite3_trace_v2(handle, SQLITE_TRACE_STMT, on_statement, NULL) : SQLITE_OK;
}

/* ---- ours ---- */

static struct db *open_ours(const char *path) {
    struct db *db;
    struct err e = {0};
    if (!db_open(&db, path, true, schema_migrations, schema_version, &e))
        fail(e.message);
    return db;
}

static void issue(struct db *db, char items[][64], int n) {
    static struct mem *kept;
    static const struct verbs *const *rooms;
    struct mem *m = mem_new();
    struct err e = {0};
    struct answer a = {0};
    struct command c;
    if (!rooms)
        rooms = rooms_make(kept = mem_new(), &help_verbs);
    struct req r = {.db = db, .mem = m, .now = "2026-09-30T16:04:05Z", .actor = "bench", .rooms = rooms};
    char *argv[] = {"guidestock", "stock", "issue", items[n % ITEMS], "1", "--for", "annual", "--how", "paper"};
    door_connect(&r);
    if (!command_parse(&r, (int)(sizeof argv / sizeof *argv), argv, &c, &e))
        fail(e.message);
    r.verb = c.verb;
    r.today = c.fields.today = date_from(2026, 9, 30);
    c.fields.year_begin = year_begin(year_of(r.today));
    if (!request_read(&r, &c.fields, &e) || !school_choose(&r, NULL, &e) || !request_run(&r, &c.fields, &a, &e))
        fail(e.message);
    buf_free(&a.bytes);
    mem_free(m);
}

/* ---- raw ---- */

static sqlite3 *open_raw(const char *path) {
    sqlite3 *handle;
    if (sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        fail("cannot open the file of the raw statements");
    for (size_t i = 0; i < begins[0]; i++) /* what opening ran: the pragmas */
        if (sqlite3_exec(handle, statements[ops[i].statement].text, NULL, NULL, NULL) != SQLITE_OK)
            fail(sqlite3_errmsg(handle));
    for (int i = 0; i < statement_count; i++)
        if (sqlite3_prepare_v3(handle, statements[i].text, -1, SQLITE_PREPARE_PERSISTENT, &statements[i].stmt, NULL))
            fail(sqlite3_errmsg(handle));
    return handle;
}

static void replay(const struct op *op) {
    sqlite3_stmt *s = statements[op->statement].stmt;
    int code;
    for (int i = 1; i <= op->count; i++) {
        const struct value *v = &op->values[i];
        if (v->type == SQLITE_INTEGER)
            sqlite3_bind_int64(s, i, v->integer);
        else if (v->type == SQLITE_TEXT)
            sqlite3_bind_text(s, i, v->bytes, v->count, SQLITE_STATIC);
        else if (v->type == SQLITE_BLOB)
            sqlite3_bind_blob(s, i, v->bytes, v->count, SQLITE_STATIC);
        else
            sqlite3_bind_null(s, i);
    }
    while ((code = sqlite3_step(s)) == SQLITE_ROW)
        continue;
    if (code != SQLITE_DONE || sqlite3_reset(s) != SQLITE_OK)
        fail(statements[op->statement].text);
}

/* ---- the two in turn ---- */

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double median(double *list, int n) {
    qsort(list, (size_t)n, sizeof *list, by_size);
    return list[n / 2];
}

static void record(const char *path, char items[][64], int count) {
    recording = 1;
    struct db *db = open_ours(path);
    for (int i = 0; i < count; i++) {
        begins[i] = op_count;
        issue(db, items, i);
        for (size_t k = begins[i]; k < op_count; k++)
            if (strcmp(statements[ops[k].statement].text, "COMMIT") == 0)
                commits[i] = k;
    }
    begins[count] = op_count;
    db_close(db);
    recording = 0;
}

static int same_bytes(const char *one, const char *other) {
    FILE *a = fopen(one, "rb"), *b = fopen(other, "rb");
    int x = 0, y = 0;
    while (a && b && (x = getc(a)) == (y = getc(b)) && x != EOF)
        continue;
    int same = a && b && x == y;
    if (a)
        fclose(a);
    if (b)
        fclose(b);
    return same;
}

int main(int argc, char **argv) {
    static char items[ITEMS][64];
    static double ours[MOVEMENTS_MOST], raw[MOVEMENTS_MOST], alone[MOVEMENTS_MOST];
    int count = argc == 5 ? atoi(argv[4]) / TURN * TURN : 0, turns = 0;
    if (count < 2 * TURN || count > MOVEMENTS_MOST)
        return 2;
    for (int i = 0; i < ITEMS; i++) /* the codes come in on standard input */
        if (scanf("%63s", items[i]) != 1)
            fail("twenty codes are expected on standard input");
    mallopt(M_TRIM_THRESHOLD, 16 << 20); /* as in any process of many requests: memory is not given back after each */
    sqlite3_auto_extension((void (*)(void))on_open);
    record(argv[1], items, count);
    struct db *db = open_ours(argv[2]);
    sqlite3 *handle = open_raw(argv[3]);
    for (int from = 0; from < count; from += TURN, turns++) {
        double t[3] = {now(), 0, 0}, after = 0;
        for (int i = from; i < from + TURN; i++)
            issue(db, items, i);
        t[1] = now();
        for (int i = from; i < from + TURN; i++) {
            for (size_t k = begins[i]; k <= commits[i]; k++)
                replay(&ops[k]);
            double committed = now();
            for (size_t k = commits[i] + 1; k < begins[i + 1]; k++)
                replay(&ops[k]);
            after += now() - committed;
        }
        t[2] = now();
        ours[turns] = t[1] - t[0];
        raw[turns] = t[2] - t[1];
        alone[turns] = t[2] - t[1] - after;
    }
    for (int i = 0; i < statement_count; i++)
        sqlite3_finalize(statements[i].stmt);
    sqlite3_close(handle);
    db_close(db);
    if (!same_bytes(argv[2], argv[3]))
        fail("the raw statements did not make the same file: the limit is not the same work");
    double a = TURN / median(ours + 1, turns - 1), b = TURN / median(raw + 1, turns - 1); /* the first is a warm-up */
    printf("%.1f %.1f %.3f %.1f %.1f\n", a, b, a / b, (double)(op_count - begins[0]) / count,
           TURN / median(alone + 1, turns - 1));
    return 0;
}
