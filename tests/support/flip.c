#include "tests/support/flip.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- through SQL ---- */

struct cell {
    char column[64];
    bool is_text;
};

static sqlite3_stmt *prepared(sqlite3 *db, const char *text) {
    sqlite3_stmt *s;
    ck_assert_msg(sqlite3_prepare_v2(db, text, -1, &s, NULL) == SQLITE_OK, "%s: %s", text, sqlite3_errmsg(db));
    return s;
}

static struct cell random_cell(sqlite3 *db, const char *table, struct dice *d) {
    struct cell cells[32];
    long n = 0;
    sqlite3_stmt *s = prepared(db, "SELECT name, type FROM pragma_table_info(?)");
    sqlite3_bind_text(s, 1, table, -1, SQLITE_STATIC);
    for (; n < 32 && sqlite3_step(s) == SQLITE_ROW; n++) {
        snprintf(cells[n].column, sizeof cells[n].column, "%s", (const char *)sqlite3_column_text(s, 0));
        cells[n].is_text = strcmp((const char *)sqlite3_column_text(s, 1), "TEXT") == 0;
    }
    sqlite3_finalize(s);
    ck_assert_int_gt(n, 0);
    return cells[dice_from(d, 0, n - 1)];
}

/* Binds the value with one bit turned over; returns which. */
static long bind_flipped(sqlite3_stmt *update, sqlite3_stmt *value, const struct cell *c, struct dice *d) {
    int type = sqlite3_column_type(value, 0), n = sqlite3_column_bytes(value, 0);
    if (type == SQLITE_INTEGER) {
        long bit = dice_from(d, 0, 62);
        sqlite3_bind_int64(update, 1, sqlite3_column_int64(value, 0) ^ (sqlite3_int64)(1ULL << bit));
        return bit;
    }
    if (n == 0 && c->is_text) { /* NULL, or an empty text */
        sqlite3_bind_text(update, 1, "x", 1, SQLITE_STATIC);
        return 0;
    }
    if (n == 0) {
        sqlite3_bind_int64(update, 1, dice_from(d, 0, 1000));
        return 0;
    }
    unsigned char bytes[1024];
    ck_assert_int_le(n, (int)sizeof bytes);
    memcpy(bytes, sqlite3_column_blob(value, 0), (size_t)n);
    long bit = dice_from(d, 0, 8L * n - 1);
    bytes[bit / 8] ^= (unsigned char)(1U << bit % 8);
    if (type == SQLITE_TEXT) /* as it comes, also where it is no UTF-8 any more */
        sqlite3_bind_text(update, 1, (const char *)bytes, n, SQLITE_TRANSIENT);
    else
        sqlite3_bind_blob(update, 1, bytes, n, SQLITE_TRANSIENT);
    return bit;
}

static bool try_cell(sqlite3 *db, const struct flip_row *row, struct dice *d, struct flip_done *out) {
    struct cell c = random_cell(db, row->table, d);
    char text[300];
    snprintf(text, sizeof text, "SELECT \"%s\" FROM %s WHERE school = ? AND id = ?", c.column, row->table);
    sqlite3_stmt *value = prepared(db, text);
    snprintf(text, sizeof text, "UPDATE %s SET \"%s\" = ?1 WHERE school = ?2 AND id = ?3 RETURNING school, id",
             row->table, c.column);
    sqlite3_stmt *update = prepared(db, text);
    sqlite3_bind_int64(value, 1, row->school);
    sqlite3_bind_int64(value, 2, row->id);
    ck_assert_int_eq(sqlite3_step(value), SQLITE_ROW);
    long bit = bind_flipped(update, value, &c, d);
    sqlite3_bind_int64(update, 2, row->school);
    sqlite3_bind_int64(update, 3, row->id);
    bool took = sqlite3_step(update) == SQLITE_ROW;
    if (took) {
        out->now = (struct flip_row){row->table, sqlite3_column_int64(update, 0), sqlite3_column_int64(update, 1)};
        snprintf(out->what, sizeof out->what, "bit %ld of %s", bit, c.column);
        took = sqlite3_step(update) == SQLITE_DONE;
    }
    sqlite3_finalize(value);
    sqlite3_finalize(update);
    return took;
}

void flip_sql(const char *path, const struct flip_row *row, struct dice *d, struct flip_done *out) {
    sqlite3 *db;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db,
                                  "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA "
                                  "synchronous = OFF; PRAGMA journal_mode = MEMORY",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    int tries = 0;
    while (!try_cell(db, row, d, out))
        ck_assert_int_lt(++tries, 100);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}

/* ---- in the bytes ---- */

static size_t big_endian(const unsigned char *at) { return (size_t)at[0] << 8 | at[1]; }

/* A number of one to nine bytes; moves on behind it. */
static size_t read_varint(const unsigned char **at) {
    size_t n = 0;
    for (int i = 0; i < 8; i++) {
        unsigned char byte = *(*at)++;
        n = n << 7 | (byte & 0x7F);
        if (!(byte & 0x80))
            return n;
    }
    return n << 8 | *(*at)++;
}

struct record {
    unsigned char *header, *body, *end;
};

/* The record on that page that holds the byte. */
static bool find_record(unsigned char *page, bool is_first, size_t page_size, const unsigned char *byte,
                        struct record *out) {
    enum { INTERIOR = 0x02, LEAF = 0x0A };
    unsigned char *head = page + (is_first ? 100 : 0);
    ck_assert_msg(*head == INTERIOR || *head == LEAF, "a page of kind %d", *head);
    size_t most = (page_size - 12) * 64 / 255 - 23, cells = big_endian(head + 3);
    for (size_t i = 0; i < cells; i++) {
        unsigned char *cell = page + big_endian(head + (*head == LEAF ? 8 : 12) + 2 * i);
        const unsigned char *at = cell + (*head == LEAF ? 0 : 4);
        size_t payload = read_varint(&at);
        unsigned char *start = cell + (at - cell);
        if (payload > most || byte < start || byte >= start + payload)
            continue;
        size_t header = read_varint(&at);
        *out = (struct record){start, start + header, start + payload};
        return true;
    }
    return false;
}

bool flip_raw(struct buf *file, const void *hash, enum flip_part part, struct dice *d, char what[120]) {
    unsigned char *bytes = (unsigned char *)file->data, *end = bytes + file->length;
    size_t page_size = big_endian(bytes + 16);
    unsigned char *at = memmem(bytes, file->length, hash, 32);
    ck_assert_ptr_nonnull(at);
    ck_assert_msg(!memmem(at + 1, (size_t)(end - at - 1), hash, 32), "the hash stands twice in the file");
    size_t page = (size_t)(at - bytes) / page_size;
    struct record r;
    if (!find_record(bytes + page * page_size, page == 0, page_size, at, &r))
        return false;
    unsigned char *from = part == FLIP_BODY ? r.body : r.header, *to = part == FLIP_BODY ? r.end : r.body;
    long bit = dice_from(d, 0, 8L * (to - from) - 1);
    from[bit / 8] ^= (unsigned char)(1U << bit % 8);
    snprintf(what, 120, "bit %ld of byte %ld of %td of its record's %s", bit % 8, bit / 8, to - from,
             part == FLIP_BODY ? "body" : "header");
    return true;
}
