/* The append-only tables: what is said of each once is what the schema has, and their texts tell values apart. */
#include "compliance/audit/chain.h"

#include "base/db.h"
#include "compliance/audit/schema.h"
#include "door/open.h"
#include "tests/suites.h"
#include "tests/support/look.h"

#include <string.h>

static struct world w;

static void open_world(void) { world_open(&w, "senior", "2026-09-14"); }
static void close_world(void) { world_close(&w); }

static const struct chain_table *find(const char *name) {
    for (const struct chain_table *const *t = door_parts.tables; *t; t++)
        if (strcmp((*t)->name, name) == 0)
            return *t;
    return NULL;
}

/* A table that comes later is not forgotten: it has hashes, so it must be in the list. */
START_TEST(every_table_with_hashes_is_in_the_list) {
    struct query *q = sql(w.db, "SELECT s.name FROM sqlite_schema s, pragma_table_info(s.name) c WHERE s.type = "
                                "'table' AND c.name = 'hash'");
    struct err e = {0};
    size_t count = 0, listed = 0;
    for (; sql_row(q); count++)
        ck_assert_msg(find(sql_peek_text(q, 0)) != NULL, "%s", sql_peek_text(q, 0));
    ck_assert(sql_end(q, &e));
    while (door_parts.tables[listed])
        listed++;
    ck_assert_uint_eq(listed, count);
    ck_assert_str_eq(door_parts.tables[0]->name, "trail");
}
END_TEST

/* The columns of the schema but school, id and hash; and the one that stands last. */
START_TEST(every_column_of_a_table_is_in_its_text) {
    for (const struct chain_table *const *at = door_parts.tables; *at; at++) {
        const struct chain_table *t = *at;
        struct query *q = sql(w.db, "SELECT name, type FROM pragma_table_info($1) ORDER BY cid");
        struct err e = {0};
        const char *last = "";
        size_t found = 0;
        sql_text(q, t->name);
        while (sql_row(q)) {
            const char *name = sql_get_text(q, 0, w.mem), *type = sql_get_text(q, 1, w.mem);
            bool own = strcmp(name, "school") == 0 || strcmp(name, "id") == 0 || strcmp(name, "hash") == 0;
            last = name;
            for (size_t i = 0; i < t->count && !own; i++)
                if (strcmp(t->columns[i].name, name) == 0) {
                    own = true;
                    found++;
                    ck_assert_msg((t->columns[i].type == CHAIN_INT) == (strcmp(type, "INTEGER") == 0), "%s.%s: %s",
                                  t->name, name, type);
                }
            ck_assert_msg(own, "%s.%s is covered by no hash", t->name, name);
        }
        ck_assert(sql_end(q, &e));
        ck_assert_uint_eq(found, t->count);
        ck_assert_str_eq(t->last ? t->last : "hash", last);
    }
}
END_TEST

/* Two rows that differ have two texts. */
START_TEST(values_that_differ_have_other_texts) {
    static const struct chain_value rows[][2] = {
        {{"x"}, {.number = 1}},    {{"x"}, {.number = -1}},       {{""}, {.number = 1}},     {{NULL}, {.number = 1}},
        {{"\x1e"}, {.number = 1}}, {{"x"}, {.number = INT_NONE}}, {{"NULL"}, {.number = 1}},
    };
    enum { ROWS = sizeof rows / sizeof *rows };
    struct buf texts[ROWS] = {{0}};
    for (size_t i = 0; i < ROWS; i++) {
        chain_add_text(&texts[i], rows[i][0].text);
        chain_add_int(&texts[i], rows[i][1].number);
        for (size_t k = 0; k < i; k++)
            ck_assert_msg(strcmp(texts[i].data, texts[k].data) != 0, "%zu and %zu", i, k);
    }
    for (size_t i = 0; i < ROWS; i++)
        buf_free(&texts[i]);
}
END_TEST

void chain_suite(Suite *s) {
    TCase *c = tcase_create("chain");
    tcase_add_checked_fixture(c, open_world, close_world);
    tcase_add_test(c, every_table_with_hashes_is_in_the_list);
    tcase_add_test(c, every_column_of_a_table_is_in_its_text);
    tcase_add_test(c, values_that_differ_have_other_texts);
    suite_add_tcase(s, c);
}
