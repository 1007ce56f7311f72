#include "tests/support/exported.h"

#include "cli/render.h"

#include <check.h>

const char *rendered(struct world *w) {
    struct buf b = {0};
    const char *text;
    if (w->answer.spool) {
        char block[4096];
        size_t n;
        rewind(w->answer.spool);
        while ((n = fread(block, 1, sizeof block, w->answer.spool)) > 0)
            buf_add(&b, block, n);
    } else {
        render_csv(&b, &w->answer);
    }
    text = mem_text(w->mem, b.data ? b.data : "");
    buf_free(&b);
    return text;
}

const char *exported(struct world *w, const char *table) {
    ck_assert_msg(world_run(w, mem_printf(w->mem, "export %s", table)), "%s", w->err.message);
    ck_assert(w->answer.as_csv || w->answer.spool);
    return rendered(w);
}
