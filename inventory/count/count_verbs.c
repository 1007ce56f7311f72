#include "base/db.h"
#include "compliance/audit/intake.h"
#include "compliance/school/school.h"
#include "inventory/count/count.h"
#include "inventory/count/count_file.h"
#include "inventory/shelf/ledger.h"

#include <string.h>

/* ---- what a count looks like ---- */

static const struct column line_columns[] = {
    {"shown", "ITEM", CELL_TEXT, offsetof(struct count_line, shown), COLUMN_PLAIN | COLUMN_WRAP, NULL},
    {"item", NULL, CELL_TEXT, offsetof(struct count_line, item), 0, NULL},
    {"edition", NULL, CELL_TEXT, offsetof(struct count_line, edition), 0, NULL},
    {"counted", "COUNTED", CELL_INT, offsetof(struct count_line, counted), 0, NULL},
    {"book", "RECORD", CELL_INT, offsetof(struct count_line, book), 0, NULL},
    {"difference", "DIFFERENCE", CELL_INT, offsetof(struct count_line, difference), 0, NULL},
    {"moved", "SINCE", CELL_INT, offsetof(struct count_line, moved), 0, NULL},
    {"movements", NULL, CELL_INT, offsetof(struct count_line, movements), 0, NULL},
    {"after", "AFTER", CELL_INT, offsetof(struct count_line, after), 0, NULL},
    {"date", "COUNTED ON", CELL_DATE, offsetof(struct count_line, on_date), 0, NULL},
    {"by", NULL, CELL_TEXT, offsetof(struct count_line, by), 0, NULL},
    {"at", NULL, CELL_TEXT, offsetof(struct count_line, at), 0, NULL},
    {"note", "", CELL_TEXT, offsetof(struct count_line, note), COLUMN_BENEATH, NULL},
    {"command", "", CELL_HINT, offsetof(struct count_line, command), COLUMN_BENEATH, NULL},
};
static const struct shape line_shape = SHAPE(line_columns, count_line);

struct shown_count {
    long count, counted, matched;
    const char *status, *begun, *begun_words, *by;
    bool sheet;
    int sheet_on;
    struct rows lines; /* of struct count_line */
    const char **not_counted;
};
static const struct column count_columns[] = {
    {"count", "count", CELL_INT, offsetof(struct shown_count, count), 0, NULL},
    {"status", NULL, CELL_TEXT, offsetof(struct shown_count, status), 0, NULL},
    {"begun_words", "begun", CELL_TEXT, offsetof(struct shown_count, begun_words), COLUMN_PLAIN, NULL},
    {"begun", NULL, CELL_TEXT, offsetof(struct shown_count, begun), 0, NULL},
    {"by", NULL, CELL_TEXT, offsetof(struct shown_count, by), 0, NULL},
    {"sheet", NULL, CELL_BOOL, offsetof(struct shown_count, sheet), 0, NULL},
    {"sheet_on", NULL, CELL_DATE, offsetof(struct shown_count, sheet_on), 0, NULL},
    {"counted", NULL, CELL_INT, offsetof(struct shown_count, counted), 0, NULL},
    {"matched", NULL, CELL_INT, offsetof(struct shown_count, matched), 0, NULL},
    {"lines", "LINES", CELL_ROWS, offsetof(struct shown_count, lines), 0, &line_shape},
    {"not_counted", NULL, CELL_TEXTS, offsetof(struct shown_count, not_counted), 0, NULL},
};
static const struct shape count_shape = SHAPE(count_columns, shown_count);

/* The local day of a moment. */
static const char *day_of(const struct req *r, const char *at) {
    int date, minutes;
    return date_of_moment(at, r->utc_offset_minutes, &date, &minutes) ? date_iso(r->mem, date) : at;
}

static bool find_not_counted(struct req *r, const struct count_lines *lines, struct shown_count *out, struct err *e) {
    struct shelf shelf;
    size_t n = 0;
    if (!count_shelf(r, &shelf, e))
        return false;
    out->not_counted = mem_alloc(r->mem, (shelf.count + 1) * sizeof *out->not_counted);
    for (size_t i = 0; i < shelf.count; i++) {
        bool counted = false;
        for (size_t k = 0; !counted && k < lines->count; k++)
            counted = lines->list[k].item_id == shelf.list[i].of->id &&
                      lines->list[k].edition_number == shelf.list[i].edition_number;
        if (!counted)
            out->not_counted[n++] = shelf.list[i].shown;
    }
    return true;
}

static bool make_shown(struct req *r, const struct count *c, const struct count_lines *lines, struct shown_count *out,
                       struct err *e) {
    *out = (struct shown_count){.count = c->id,
                                .status = c->status,
                                .begun = c->begun_at,
                                .by = c->begun_by,
                                .sheet = c->sheet != INT_NONE,
                                .sheet_on = c->sheet_on,
                                .counted = (long)lines->count,
                                .lines = {lines->list, lines->count}};
    for (size_t i = 0; i < lines->count; i++)
        out->matched += lines->list[i].difference == 0;
    out->begun_words =
        mem_printf(r->mem, "%s by %s%s", day_of(r, c->begun_at), c->begun_by, out->sheet ? "" : ", without a sheet");
    if (out->sheet)
        out->begun_words = mem_printf(r->mem, "%s, sheet printed %s", out->begun_words, date_iso(r->mem, c->sheet_on));
    return find_not_counted(r, lines, out, e);
}

static const char *join(struct mem *m, const char *const *words) {
    const char *all = "";
    for (size_t i = 0; words[i]; i++)
        all = mem_join(m, all, ", ", "%s", words[i]);
    return all;
}

/* ---- no count is open ---- */

static bool none_is_open(struct req *r, enum err_kind kind, struct err *e) {
    struct count last;
    if (!count_find(r, "applied", &last, e))
        return false;
    const struct hint *begin =
        hint_also(r->mem, hint_new(r->mem, "Begin one by its sheet", "count sheet", NULL),
                  hint_new(r->mem, "or by a figure", "count enter", "item", hint_blank, "quantity", hint_blank, NULL));
    if (last.id == 0)
        return err_hinted(e, begin, kind, "count", "no count is open");
    return err_hinted(e, begin, kind, "count", "no count is open; the last one was applied on %s by %s",
                      day_of(r, last.ended_at), last.ended_by);
}

static bool open_count(struct req *r, enum err_kind otherwise, struct count *c, struct err *e) {
    return count_find(r, "open", c, e) && (c->id != 0 || none_is_open(r, otherwise, e));
}

/* ---- enter ---- */

/* The item of a figure, and its edition. */
static bool find_figure(struct req *r, const struct fields *f, const char *level, size_t n, struct count_figure *out,
                        struct err *e) {
    struct editions editions;
    *out = (struct count_figure){.counted = field_int_nth(f, "quantity", n, 0),
                                 .date = field_date(f, "date", r->today),
                                 .now = fields_has(f, "now")};
    return item_lookup(r, fields_nth(f, "item", n), &out->of, e) && item_check_school(out->of, level, e) &&
           editions_load(r, out->of->id, &editions, e) &&
           count_edition(r->mem, &editions, fields_get(f, "edition"), out, e);
}

struct entered {
    struct count_figure *figures;
    struct count_line *list;
    const struct count_line **replaced; /* by place: the figure that stood there, or NULL */
    size_t count;
    const char *detail;
};

static bool is_given_once(const struct entered *in, const struct count_figure *f, struct err *e) {
    for (size_t i = 0; i < in->count; i++)
        if (in->figures[i].of && in->figures[i].of->id == f->of->id && in->figures[i].edition == f->edition)
            return err_set(e, ERR_INPUT, "item", "%s is given twice, with %ld and with %ld", f->of->code,
                           in->figures[i].counted, f->counted);
    return true;
}

/* Finds all figures; each one that cannot be is a problem of its row. */
static bool find_figures(struct req *r, const struct fields *f, struct entered *in, struct err *e) {
    struct school school;
    if (!school_load(r, &school, e))
        return false;
    while (fields_nth(f, "item", in->count)) {
        struct count_figure figure;
        if ((!find_figure(r, f, school.level, in->count, &figure, e) || !is_given_once(in, &figure, e))) {
            figure.of = NULL;
            if (!problem_take(&r->problems, (long)in->count + 1, e))
                return false;
        }
        in->figures = mem_grow(r->mem, in->figures, in->count, sizeof *in->figures);
        in->figures[in->count++] = figure;
    }
    return problems_none(&r->problems, e);
}

static bool enter_all(struct trail *t, struct count *c, struct entered *in, struct err *e) {
    struct req *r = t->req;
    struct count_lines before;
    if (!count_find(r, "open", c, e) || !count_lines_load(r, c, &before, e))
        return false;
    in->list = mem_alloc(r->mem, in->count * sizeof *in->list);
    in->replaced = mem_alloc(r->mem, in->count * sizeof *in->replaced);
    for (size_t n = 0; n < in->count; n++) {
        struct count_line *line = &in->list[n];
        if (!count_put(t, c, &in->figures[n], line, e))
            return false;
        for (size_t i = 0; i < before.count; i++)
            if (before.list[i].item_id == line->item_id && before.list[i].edition_number == line->edition_number)
                in->replaced[n] = &before.list[i];
        in->detail = mem_join(r->mem, in->detail, "; ", "%s", count_words(r->mem, line));
    }
    return true;
}

static const char *entered_words(struct req *r, const struct count *c, const struct entered *in) {
    struct mem *m = r->mem;
    long differ = 0;
    for (size_t i = 0; i < in->count; i++)
        /* NOLINTNEXTLINE(clang-analyzer-*): set by every path that comes here */
        differ += in->list[i].difference != 0;
    const char *what = differ == 0      ? "as the record says"
                       : in->count == 1 ? "not what the record says"
                                        : mem_printf(m, "%ld not what the record says", differ);
    return mem_printf(m, "Count %ld: %zu figure%s entered, %s.", c->id, in->count, in->count == 1 ? "" : "s", what);
}

static bool count_enter(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct entered in = {.detail = ""};
    struct count c = {0};
    struct trail t;
    if (fields_has(f, "now") && field_date(f, "date", r->today) != r->today)
        return err_set(e, ERR_INPUT, "now", "now: what was counted just now has no other day; leave the date out");
    if (!find_figures(r, f, &in, e) || !trail_begin(&t, r, e))
        return false;
    bool ok = enter_all(&t, &c, &in, e);
    const char *detail = ok ? mem_printf(r->mem, "count %ld: %s", c.id, in.detail) : "";
    if (!trail_end(&t, ok, "count enter", ok ? in.list[0].item : "", detail, e))
        return false;
    answer_list(a, &line_shape, in.list, in.count);
    a->text = entered_words(r, &c, &in);
    answer_next(r, a, hint_new(r->mem, "Look at all of it", "count show", NULL));
    for (size_t i = 0; i < in.count; i++) {
        const struct count_line *old = in.replaced[i];
        if (old && (old->counted != in.list[i].counted || old->on_date != in.list[i].on_date))
            answer_note(r, a, "%s: %ld takes the place of %ld, which %s entered on %s", old->shown, in.list[i].counted,
                        old->counted, old->by, day_of(r, old->at));
    }
    return true;
}

/* ---- show and list ---- */

static const struct hint *enter_some(struct mem *m) {
    return hint_new(m, "Enter some", "count enter", "item", hint_blank, "quantity", hint_blank, NULL);
}

static bool count_show(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct count c;
    struct count_lines lines;
    struct shown_count *one = mem_alloc(r->mem, sizeof *one);
    (void)f;
    if (!open_count(r, ERR_NOT_FOUND, &c, e) || !count_lines_load(r, &c, &lines, e) ||
        !make_shown(r, &c, &lines, one, e))
        return false;
    answer_one(a, &count_shape, one);
    const char *left = join(r->mem, one->not_counted), *text = "No figure is entered yet.";
    if (one->counted > 0) {
        text = mem_printf(r->mem, "%ld of %ld match.%s", one->matched, one->counted,
                          one->matched == one->counted ? "" : " AFTER is what the record will say.");
        answer_next(r, a, hint_new(r->mem, "Set the record right, all at once", "count apply", NULL));
    } else {
        answer_next(r, a, enter_some(r->mem));
    }
    a->text = *left ? mem_printf(r->mem, "%s\nnot counted: %s", text, left) : text;
    return true;
}

struct listed {
    long count, counted, matched;
    const char *status, *begun, *by, *ended;
    int date;
};
static const struct column listed_columns[] = {
    {"count", "COUNT", CELL_INT, offsetof(struct listed, count), 0, NULL},
    {"date", "COUNTED ON", CELL_DATE, offsetof(struct listed, date), 0, NULL},
    {"status", "STATUS", CELL_TEXT, offsetof(struct listed, status), 0, NULL},
    {"counted", "COUNTED", CELL_INT, offsetof(struct listed, counted), 0, NULL},
    {"matched", "MATCHED", CELL_INT, offsetof(struct listed, matched), 0, NULL},
    {"by", "BY", CELL_TEXT, offsetof(struct listed, by), COLUMN_WRAP, NULL},
    {"begun", NULL, CELL_TEXT, offsetof(struct listed, begun), 0, NULL},
    {"ended", NULL, CELL_TEXT, offsetof(struct listed, ended), 0, NULL},
};
static const struct shape listed_shape = SHAPE(listed_columns, listed);

static bool count_list(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct listed *rows = NULL;
    size_t n = 0;
    (void)f;
    struct query *q =
        sql(r->db, "SELECT c.id, c.status, c.begun_at, coalesce(c.ended_by, c.begun_by), c.ended_at, max(l.on_date), "
                   "count(l.item), coalesce(sum(l.counted = l.book), 0) FROM stock_count c LEFT JOIN count_line l ON "
                   "l.school = c.school AND l.count = c.id WHERE c.school = $1 GROUP BY c.id ORDER BY c.id");
    sql_int(q, r->school);
    while (sql_row(q)) {
        rows = mem_grow(r->mem, rows, n, sizeof *rows);
        rows[n++] = (struct listed){.count = sql_get_int(q, 0),
                                    .status = sql_get_text(q, 1, r->mem),
                                    .begun = sql_get_text(q, 2, r->mem),
                                    .by = sql_get_text(q, 3, r->mem),
                                    .ended = sql_get_text(q, 4, r->mem),
                                    .date = sql_get_date(q, 5),
                                    .counted = sql_get_int(q, 6),
                                    .matched = sql_get_int(q, 7)};
    }
    answer_list(a, &listed_shape, rows, n);
    if (n == 0) {
        a->text = "There was no count yet.";
        answer_next(r, a, hint_new(r->mem, "Begin", "count sheet", NULL));
    }
    return sql_end(q, e);
}

/* ---- apply ---- */

/* Names up to five figures that would leave less than none: what was taken since was not there when it was counted. */
static bool refuse_below(struct req *r, const struct count_lines *lines, const struct belows *belows, struct err *e) {
    enum { NAMED_MOST = 5 };
    const char *all = "";
    const struct hint *again = NULL;
    for (size_t i = 0; i < belows->count && i < NAMED_MOST; i++) {
        const struct below *b = &belows->list[i];
        for (size_t k = 0; k < lines->count; k++) {
            const struct count_line *l = &lines->list[k];
            if (l->item_id != b->item || l->edition_number != b->edition)
                continue;
            all = mem_join(r->mem, all, "\n  ",
                           "%s: %ld were counted on %s, but %ld are recorded as gone since then by %s, which would "
                           "leave %ld copies",
                           l->shown, l->counted, date_iso(r->mem, l->on_date), l->counted - b->balance,
                           date_iso(r->mem, b->on_date), b->balance);
            again = hint_also(r->mem, again, count_again(r->mem, "Count it again", l, hint_blank));
        }
    }
    return err_hinted(e, again, ERR_RULE, "count", "%s", all);
}

static bool put_differences(struct trail *t, const struct count *c, const struct count_lines *lines, struct err *e) {
    struct req *r = t->req;
    struct ledger l;
    struct belows belows;
    ledger_begin(&l, t);
    for (size_t i = 0; i < lines->count; i++) {
        const struct count_line *line = &lines->list[i];
        struct movement v = {.kind = MOVEMENT_ADJUST,
                             .item = line->item_id,
                             .edition = line->edition_number,
                             .quantity = line->difference,
                             .on_date = line->on_date,
                             .reason = line->difference > 0 ? "found" : "unrecorded",
                             .note = mem_printf(r->mem, "count %ld", c->id),
                             .reverses = INT_NONE,
                             .batch = INT_NONE,
                             .mark = INT_NONE};
        if ((line->difference != 0 && !ledger_put(&l, &v, e)) || !count_settle_line(r, c, line, e))
            return false;
    }
    return ledger_settle(&l, &belows, e) && (belows.count == 0 || refuse_below(r, lines, &belows, e));
}

static const char *right_words(struct mem *m, const struct count_lines *lines) {
    const char *words = "";
    for (size_t i = 0; i < lines->count; i++)
        if (lines->list[i].difference != 0)
            words = mem_join(m, words, ", ", "%s %+ld", lines->list[i].shown, lines->list[i].difference);
    return words;
}

static const char *all_words(struct mem *m, const struct count *c, const struct count_lines *lines) {
    const char *words = "";
    for (size_t i = 0; i < lines->count; i++)
        words = mem_join(m, words, "; ", "%s", count_words(m, &lines->list[i]));
    return mem_printf(m, "count %ld: %s", c->id, words);
}

static bool check_figures(struct mem *m, const struct count *c, struct err *e) {
    const struct hint *next = hint_also(m, enter_some(m), hint_new(m, "or give the count up", "count clear", NULL));
    return c->figures > 0 || err_hinted(e, next, ERR_RULE, "count",
                                        "count %ld is open, but no figure is entered: nothing can be applied", c->id);
}

static bool count_apply(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct count c = {0};
    struct count_lines lines = {0};
    struct shown_count *one = mem_alloc(r->mem, sizeof *one);
    struct trail t;
    (void)f;
    if (!trail_begin(&t, r, e))
        return false;
    bool ok = open_count(r, ERR_RULE, &c, e) && check_figures(r->mem, &c, e) && count_lines_load(r, &c, &lines, e) &&
              put_differences(&t, &c, &lines, e) && count_end(r, &c, "applied", e);
    c.status = "applied";
    ok = ok && make_shown(r, &c, &lines, one, e);
    const char *detail = ok ? all_words(r->mem, &c, &lines) : "";
    if (!trail_end(&t, ok, "count apply", ok ? mem_printf(r->mem, "count %ld", c.id) : "", detail, e))
        return false;
    answer_one(a, &count_shape, one);
    a->text_only = true;
    if (one->matched == one->counted)
        a->text = mem_printf(r->mem, "%ld of %ld matched; nothing had to be set right.", one->matched, one->counted);
    else
        a->text = mem_printf(r->mem, "%ld of %ld matched; %ld set right: %s.", one->matched, one->counted,
                             one->counted - one->matched, right_words(r->mem, &lines));
    return true;
}

/* ---- clear ---- */

static bool clear_item(struct req *r, const char *word, const struct count *c, const char **words, struct err *e) {
    const struct item *i;
    long removed;
    if (!item_lookup(r, word, &i, e) || !count_remove(r, c, i->id, &removed, e))
        return false;
    if (removed == 0)
        return err_hinted(e, hint_new(r->mem, "Its figures", "count show", NULL), ERR_NOT_FOUND, "item",
                          "%s has no figure in count %ld", i->code, c->id);
    *words = mem_printf(r->mem, "the figure%s of %s %s out of count %ld", removed == 1 ? "" : "s", i->code,
                        removed == 1 ? "is" : "are", c->id);
    return true;
}

static bool count_clear(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct count c = {0};
    struct count_lines lines = {0};
    struct shown_count *one = mem_alloc(r->mem, sizeof *one);
    struct trail t;
    const char *item = field_text(f, "item"), *words = "";
    if (!trail_begin(&t, r, e) || !open_count(r, ERR_RULE, &c, e) || !count_lines_load(r, &c, &lines, e))
        return false;
    const char *detail = all_words(r->mem, &c, &lines);
    bool ok = item ? clear_item(r, item, &c, &words, e) && count_lines_load(r, &c, &lines, e)
                   : count_end(r, &c, "given up", e);
    c.status = item ? c.status : "given up";
    ok = ok && make_shown(r, &c, &lines, one, e);
    if (!trail_end(&t, ok, "count clear", mem_printf(r->mem, "count %ld", c.id), item ? words : detail, e))
        return false;
    answer_one(a, &count_shape, one);
    a->text_only = true;
    a->text = item ? mem_printf(r->mem, "T%s.", words + 1)
                   : mem_printf(r->mem, "Count %ld is given up, with %zu figure%s. The record is as it was.", c.id,
                                lines.count, lines.count == 1 ? "" : "s");
    return true;
}

/* ---- the table ---- */

static const struct param no_params[] = {{0}};
static const struct param enter_params[] = {
    {"item", PARAM_REPEAT, KIND_ITEM, "ITEM", "a code (parent-guide.es) or a material number"},
    {"quantity", PARAM_REPEAT, KIND_INT, "QTY", "copies on the shelf; 0 where there are none", NULL, 0, QUANTITY_MOST},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "the day it was counted (default: today), at its end",
     .flags = DATE_PAST},
    {"edition", PARAM_OPTION, KIND_TEXT, "EDITION", "another edition than the current one: its name, or #2"},
    {"now", PARAM_FLAG, KIND_TEXT, NULL, "counted just now, after what was recorded since the sheet was printed"},
    {0},
};
static const struct param import_params[] = {
    {"file", PARAM_ARG, KIND_FILE, "FILE", "CSV: item,quantity and, where needed, edition and date"},
    {"dry-run", PARAM_FLAG, KIND_TEXT, NULL, "check all of it, say what is new, and store nothing"},
    {"skip-bad", PARAM_FLAG, KIND_TEXT, NULL, "store the good rows; the refused ones go to a file beside"},
    {"now", PARAM_FLAG, KIND_TEXT, NULL, "counted just now, after what was recorded since the sheet was printed"},
    {0},
};
static const struct param clear_params[] = {
    {"item", PARAM_OPTIONAL, KIND_ITEM, "ITEM", "take out only its figure (default: give up the open count)"},
    {0},
};
static const struct verb verbs[] = {
    {"count", "enter", "copies counted on the shelf, into the open count", ACCESS_WRITE, 0, ROLES_OFFICE, count_enter,
     enter_params, &line_shape,
     EXAMPLE({"item", "parent-guide.es"}, {"quantity", "12"}, {"item", "lre.en"}, {"quantity", "0"})},
    {"count", "import", "figures from a CSV file, into the open count", ACCESS_WRITE, 0, ROLES_OFFICE, count_import,
     import_params, &intake_shape, EXAMPLE({"file", "counted.csv"}, {"dry-run", "yes"})},
    {"count", "show", "the open count beside the record, before it is applied", ACCESS_READ, NOUN_ALONE, ROLES_ALL,
     count_show, no_params, &count_shape, NULL},
    {"count", "apply", "set the record right by the open count, all at once", ACCESS_WRITE, 0, ROLES_OFFICE,
     count_apply, no_params, &count_shape, NULL},
    {"count", "clear", "give the open count up, or take a figure out of it", ACCESS_WRITE, 0, ROLES_OFFICE, count_clear,
     clear_params, &count_shape, EXAMPLE({"item", "lre.en"})},
    {"count", "list", "the counts so far", ACCESS_READ, 0, ROLES_ALL, count_list, no_params, &listed_shape, NULL},
};
const struct verbs count_verbs = {verbs, sizeof verbs / sizeof *verbs};
