/* The trail, read: who did what, when, and who opened what of a case. */
#include "base/db.h"
#include "compliance/audit/trail.h"

enum { TEXT_MOST = 200, SHOWN = 30, SHOWN_MOST = 100000, TIMES_MORE = 10 };

struct trail_row {
    long place;
    const char *at, *at_words, *by, *action, *subject, *detail;
};
static const struct column columns[] = {
    {"place", "PLACE", CELL_INT, offsetof(struct trail_row, place), 0, NULL},
    {"at", NULL, CELL_TEXT, offsetof(struct trail_row, at), 0, NULL},
    {"at_words", "AT", CELL_TEXT, offsetof(struct trail_row, at_words), COLUMN_PLAIN | COLUMN_MOMENT, NULL},
    {"by", "BY", CELL_TEXT, offsetof(struct trail_row, by), COLUMN_WRAP, NULL},
    {"action", "WHAT", CELL_TEXT, offsetof(struct trail_row, action), COLUMN_WRAP, NULL},
    {"subject", "TO WHAT", CELL_TEXT, offsetof(struct trail_row, subject), COLUMN_WRAP, NULL},
    {"detail", "", CELL_TEXT, offsetof(struct trail_row, detail), COLUMN_BENEATH, NULL},
};
static const struct shape shape = SHAPE(columns, trail_row);

/* `what` must equal the subject ("clock 4"), the action ("clock explain") or the noun of the action ("clock"). */
static struct query *ask(struct req *r, const char *what, const char *by, long most) {
    struct query *q =
        sql(r->db, "SELECT id, at, actor, action, subject, detail FROM (SELECT * FROM trail WHERE school = $1 AND "
                   "($2 IS NULL OR subject = $2 OR action = $2 OR substr(action, 1, length($2) + 1) = $2 || ' ') AND "
                   "($3 IS NULL OR actor = $3) ORDER BY id DESC LIMIT $4) ORDER BY id");
    sql_int(q, r->school);
    sql_text(q, what);
    sql_text(q, by);
    sql_int(q, most + 1);
    return q;
}

static bool trail_show(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct trail_row *list = NULL;
    const char *what = field_text(f, "what"), *by = field_text(f, "by");
    const long most = field_int(f, "most", SHOWN);
    size_t n = 0;
    struct query *q = ask(r, what, by, most);
    while (sql_row(q)) {
        const char *at = sql_get_text(q, 1, r->mem), *detail = sql_get_text(q, 5, r->mem);
        list = mem_grow(r->mem, list, n, sizeof *list);
        list[n++] = (struct trail_row){.place = sql_get_int(q, 0),
                                       .at = at,
                                       .at_words = date_moment_words(r->mem, at, r->utc_offset_minutes),
                                       .by = sql_get_text(q, 2, r->mem),
                                       .action = sql_get_text(q, 3, r->mem),
                                       .subject = sql_get_text(q, 4, r->mem),
                                       .detail = detail && *detail ? detail : NULL};
    }
    bool more = n > (size_t)most;
    answer_list(a, &shape, list ? list + more : NULL, n - more);
    a->text = more     ? mem_printf(r->mem, "These are the last %ld rows.", most)
              : n == 0 ? "The trail has no such row."
                       : NULL;
    if (more && most < SHOWN_MOST) {
        const long next = most < SHOWN_MOST / TIMES_MORE ? most * TIMES_MORE : SHOWN_MOST;
        answer_next(r, a,
                    hint_new(r->mem, "To see more", "trail", "what", what, "by", by, "most",
                             mem_printf(r->mem, "%ld", next), NULL));
    }
    return sql_end(q, e);
}

static const struct param params[] = {
    {"what", PARAM_OPTIONAL, KIND_TEXT, "WHAT",
     "only rows of that: \"clock 4\", parent-guide.es, clock, \"clock explain\"", NULL, .most = TEXT_MOST},
    {"by", PARAM_OPTION, KIND_TEXT, "NAME", "only what that user did or read", NULL, .most = TEXT_MOST},
    {"most", PARAM_OPTION, KIND_INT, "N", "how many rows to show, counted from the last (default: 30)", NULL,
     .least = 1, .most = SHOWN_MOST},
    {0},
};
static const struct verb verbs[] = {
    {"trail", "", "who did what and when, and who opened what of a case", ACCESS_READ, 0, ROLES_ALL, trail_show, params,
     &shape, EXAMPLE({"what", "clock 4"})},
};
const struct verbs trail_verbs = {verbs, sizeof verbs / sizeof *verbs};
