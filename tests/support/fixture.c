#include "tests/support/fixture.h"

#include "tests/support/folder.h"
#include "tests/support/look.h"

#include <check.h>
#include <string.h>

struct world w;

void open_senior(void) { world_open(&w, "senior", "2026-09-15"); }

void open_school(void) {
    world_open(&w, "elementary", "2026-01-12");
    struct buf calendar = folder_read("tests/vectors/calendar.csv");
    look_done_file(&w, "calendar import calendar.csv", calendar.data);
    buf_free(&calendar);
}

void open_with_designee(void) {
    world_open(&w, "senior", "2026-09-16");
    look_done(&w, "designee record 'A. Reyes' --class 'Office Technician' --from 2026-08-13 --portal 2026-08-14 "
                  "--met 2026-08-14");
    look_done(&w, "staff add 'B. Cruz' --class 'Sr. Office Technician'");
    look_done(&w, "user add ann --role clerk");
    look_done(&w, "user add pat --role principal");
    look_done(&w, "user add vic --role viewer");
    w.req.actor = "ann";
}

void close_world(void) { world_close(&w); }

const struct stock_line *stock_of(const char *code) {
    struct stock *stock = mem_alloc(w.mem, sizeof *stock);
    struct err e = {0};
    ck_assert_msg(stock_load(&w.req, 0, stock, &e), "%s", e.message);
    for (size_t i = 0; i < stock->count; i++)
        if (strcmp(stock->list[i].item, code) == 0)
            return &stock->list[i];
    ck_abort_msg("%s is no line of the stock", code);
    return NULL;
}

void says(const char *words) {
    ck_assert_msg(w.answer.text && strstr(w.answer.text, words), "not \"%s\" but \"%s\"", words,
                  w.answer.text ? w.answer.text : "(no text)");
}

struct clock clock_numbered(long id) {
    struct clock k;
    ck_assert_msg(clock_load(&w.req, id, &k, &w.err), "%s", w.err.message);
    return k;
}

const char *trail_last(const char *column) {
    struct query *q =
        sql_prepare(w.db, mem_printf(w.mem, "SELECT %s FROM trail WHERE school = 1 ORDER BY id DESC LIMIT 1", column));
    const char *text = sql_row(q) ? sql_get_text(q, 0, w.mem) : NULL;
    ck_assert(sql_end(q, &w.err));
    return text;
}
