#include "tests/support/fixture.h"

#include <check.h>
#include <string.h>

struct world w;

void open_senior(void) { world_open(&w, "senior", "2026-09-15"); }
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
