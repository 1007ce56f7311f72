#include "tests/support/stored.h"
#include "cli/words.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* SELECT coalesce((SELECT group_concat(quote("a") || ',' || ...) FROM "t"), '') || ... */
static const char *make_statement(struct world *w) {
    struct query *q = sql(w->db, "SELECT t.name, group_concat('quote(\"' || c.name || '\")', ' || '','' || ') "
                                 "FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' "
                                 "GROUP BY t.name ORDER BY t.name");
    struct err e = {0};
    struct buf b = {0};
    buf_text(&b, "SELECT ''");
    while (sql_row(q))
        buf_printf(&b, " || '%s: ' || coalesce((SELECT group_concat(%s, '; ') FROM \"%s\"), '') || char(10)",
                   sql_peek_text(q, 0), sql_peek_text(q, 1), sql_peek_text(q, 0));
    ck_assert_msg(sql_end(q, &e), "%s", e.message);
    return b.data; /* for all that follows: the schema is one and the same */
}

const char *stored(struct world *w) {
    static const char *statement;
    if (!statement)
        statement = make_statement(w);
    struct query *q = sql_prepare(w->db, statement);
    struct err e = {0};
    const char *text = sql_row(q) ? sql_get_text(q, 0, w->mem) : NULL;
    ck_assert_msg(sql_end(q, &e) && text, "%s", e.message);
    return text;
}

bool offered(const struct world *w, const struct hint *hint, const char *words) {
    const struct typed nothing = {0};
    for (; hint; hint = hint->also)
        if ((hint->words && strstr(hint->words, words)) ||
            strstr(hint_command(w->mem, w->req.rooms, &nothing, hint), words))
            return true;
    return false;
}

bool noted(const struct world *w, const char *words) {
    for (size_t i = 0; i < w->answer.note_count; i++)
        if (strstr(w->answer.notes[i].words, words) || offered(w, w->answer.notes[i].next, words))
            return true;
    return false;
}

static const char *first_note(const struct world *w) {
    return w->answer.note_count ? w->answer.notes[0].words : "(no note)";
}

void expect_refused(struct world *w, const char *line, const char *file, enum err_kind kind, const char *words) {
    const char *before = stored(w);
    ck_assert_msg(!world_run_file(w, line, file), "%s %s: was done", line, file ? file : "");
    ck_assert_msg(w->err.kind == kind, "%s %s: kind %d, not %d: %s", line, file ? file : "", w->err.kind, kind,
                  w->err.message);
    ck_assert_msg(strstr(w->err.message, words) || noted(w, words) || offered(w, w->err.next, words),
                  "%s %s: not \"%s\" but \"%s\" and \"%s\"", line, file ? file : "", words, w->err.message,
                  first_note(w));
    ck_assert_msg(strcmp(stored(w), before) == 0, "%s %s: something was stored", line, file ? file : "");
    ck_assert_msg(world_is_sound(w), "%s", line);
}

void expect_done(struct world *w, const char *line, const char *file, const char *words) {
    ck_assert_msg(world_run_file(w, line, file), "%s %s: %s; %s", line, file ? file : "", w->err.message,
                  first_note(w));
    ck_assert_msg(!words || (w->answer.text && strstr(w->answer.text, words)) || noted(w, words) ||
                      offered(w, w->answer.next, words),
                  "%s: not \"%s\" but \"%s\" and \"%s\"", line, words, w->answer.text ? w->answer.text : "(no text)",
                  first_note(w));
    ck_assert_msg(world_is_sound(w), "%s", line);
}

void expect_problems(struct world *w, const char *line, const struct told *problems) {
    const char *before = stored(w);
    size_t n = 0;
    ck_assert_msg(!world_run(w, line), "%s: was done", line);
    for (; problems[n].words; n++) {
        ck_assert_msg(n < w->req.problems.count, "%s: there are %zu problems", line, w->req.problems.count);
        const struct problem *p = &w->req.problems.list[n];
        ck_assert_str_eq(p->field, problems[n].field);
        ck_assert_int_eq(p->row, problems[n].row);
        ck_assert_msg(strstr(p->message, problems[n].words), "%s: not \"%s\" but \"%s\"", line, problems[n].words,
                      p->message);
    }
    ck_assert_uint_eq(w->req.problems.count, n);
    ck_assert_str_eq(stored(w), before);
}
