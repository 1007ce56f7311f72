#include "compliance/cases/calendar_file.h"

#include "base/csv.h"
#include "base/shape.h"
#include "base/text.h"
#include "compliance/audit/intake.h"
#include "compliance/cases/clock.h"
#include "compliance/school/year.h"

#include <limits.h>
#include <string.h>

/* ---- as rows of an answer ---- */

struct shown {
    const char *school_year, *kind, *name;
    int from, to;
};

/* The names of the columns are those of the file, and of the parameters of `calendar add`. */
static const struct column shown_columns[] = {
    {"school_year", "YEAR", CELL_TEXT, offsetof(struct shown, school_year), 0, NULL},
    {"kind", "KIND", CELL_TEXT, offsetof(struct shown, kind), 0, NULL},
    {"from", "FROM", CELL_DATE, offsetof(struct shown, from), 0, NULL},
    {"to", "TO", CELL_DATE, offsetof(struct shown, to), 0, NULL},
    {"name", "NAME", CELL_TEXT, offsetof(struct shown, name), COLUMN_WRAP, NULL},
};
const struct shape calendar_shape = SHAPE(shown_columns, shown);

struct rows calendar_shown(struct mem *m, const struct calendar_list *of) {
    struct shown *shown = mem_alloc(m, (of->count + 1) * sizeof *shown);
    for (size_t i = 0; i < of->count; i++) {
        const struct calendar_row *row = &of->rows[i];
        shown[i] = (struct shown){year_text(m, row->year), calendar_kind_words[row->kind], row->name, row->from,
                                  row->to == row->from ? DATE_NONE : row->to};
    }
    return (struct rows){shown, of->count};
}

bool calendar_export(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct calendar_list all;
    (void)f;
    if (!calendar_load_rows(r, &all, e))
        return false;
    const struct rows shown = calendar_shown(r->mem, &all);
    answer_list(a, &calendar_shape, shown.list, shown.count);
    a->as_csv = true;
    return true;
}

/* ---- reading ---- */

enum { ROWS_MOST = 20000 };

struct reading {
    struct req *req;
    struct answer *answer;
    struct fields fields; /* for parse_file_date */
    int column[5];        /* of school_year, kind, from, to, name; -1: absent */
    struct calendar_list all;
};

static const char *const columns[5] = {"school_year", "kind", "from", "to", "name"};

static struct reading begin_reading(struct req *r, struct answer *a) {
    return (struct reading){.req = r,
                            .answer = a,
                            .fields = {.mem = r->mem, .today = r->today, .year_begin = year_begin(year_of(r->today))}};
}

static bool read_header(void *where, const struct csv_row *row, struct err *e) {
    struct reading *in = where;
    for (int c = 0; c < 5; c++) {
        in->column[c] = csv_find(row, columns[c]);
        if (c < 3 && in->column[c] < 0)
            return err_set(e, ERR_INPUT, "file", "the header has no column \"%s\"; expected %s", columns[c],
                           "school_year,kind,from,to,name");
    }
    return true;
}

static bool parse_row(const struct reading *in, const struct csv_row *row, struct calendar_row *out, struct err *e) {
    struct mem *m = in->req->mem;
    const char *cell[5];
    if (row->fault)
        return err_set(e, ERR_INPUT, "file", "%s", row->fault);
    for (int c = 0; c < 5; c++)
        cell[c] = in->column[c] < 0 ? "" : row->cells[in->column[c]];
    if (!year_parse(cell[0], &out->year))
        return err_set(e, ERR_INPUT, "school_year", "school_year: \"%s\" is not a school year; write it like 2026-27",
                       text_shown(m, cell[0]));
    if (!parse_word(m, "kind", cell[1], calendar_kind_words, e) ||
        !parse_file_date(&in->fields, "from", cell[2], &out->from, e) ||
        !parse_text(m, "name", cell[4], CALENDAR_NAME_MOST, e))
        return false;
    out->kind = calendar_kind_of(cell[1]);
    out->to = out->from;
    if (*cell[3] && !parse_file_date(&in->fields, "to", cell[3], &out->to, e))
        return false;
    out->name = mem_text(m, cell[4]);
    out->line = row->line;
    return calendar_row_check(m, out, e);
}

static bool read_row(void *where, const struct csv_row *row, struct err *e) {
    struct reading *in = where;
    struct calendar_row parsed = {0};
    if (in->all.count + (size_t)in->answer->refused >= ROWS_MOST)
        return err_set(e, ERR_INPUT, "file",
                       "the file has more than %d rows; a calendar has one row per holiday, break "
                       "or other day without school",
                       ROWS_MOST);
    if (!parse_row(in, row, &parsed, e))
        return answer_refuse(in->req, in->answer, row->line, e);
    in->all.rows = mem_grow(in->req->mem, in->all.rows, in->all.count, sizeof *in->all.rows);
    in->all.rows[in->all.count++] = parsed;
    return true;
}

/* Refuses the rows that do not fit the others. A row that was refused before may be the one that others need: they are
 * checked only when no row was refused; or, where bad rows are skipped, again until all that are left fit. */
static void check_rows(struct reading *in, bool skip) {
    struct err refusal = {0};
    for (bool again = skip || in->answer->refused == 0; again;) {
        struct calendar_list fit = {mem_alloc(in->req->mem, (in->all.count + 1) * sizeof *fit.rows), 0};
        for (size_t i = 0; i < in->all.count; i++) {
            const struct calendar_row *row = &in->all.rows[i];
            if (calendar_row_fits(in->req->mem, &in->all, row, &refusal))
                fit.rows[fit.count++] = *row;
            else
                answer_refuse(in->req, in->answer, row->line, &refusal);
        }
        again = skip && fit.count < in->all.count;
        in->all = fit;
    }
}

bool calendar_read(struct req *r, FILE *file, struct answer *a, const struct calendar **out, struct err *e) {
    struct reading in = begin_reading(r, a);
    struct csv_sink sink = {&in, read_header, read_row};
    if (!csv_read(file, &sink, e))
        return false;
    check_rows(&in, false);
    *out = calendar_from_rows(r->mem, in.all.rows, in.all.count);
    return answer_unrefused(
        a, mem_printf(r->mem, "%ld row%s of the calendar refused.", a->refused, a->refused == 1 ? "" : "s"), e);
}

/* ---- importing ---- */

/* Names each year that is missing between two that are loaded: no clock runs across it. */
static void note_gap(struct req *r, struct answer *a, const struct calendar_list *old,
                     const struct calendar_list *all) {
    int first = INT_MAX, last = INT_MIN;
    for (size_t i = 0; i < old->count + all->count; i++) {
        int year = i < old->count ? old->rows[i].year : all->rows[i - old->count].year;
        first = year < first ? year : first;
        last = year > last ? year : last;
    }
    const char *years = "";
    for (int year = first; year < last; year++)
        if (!calendar_list_has(old, year) && !calendar_list_has(all, year))
            years = mem_join(r->mem, years, ", ", "%s", year_text(r->mem, year));
    if (*years)
        answer_note(r, a, "no calendar between years that have one: %s; no clock is counted across that", years);
}

/* The school years of the rows, in words; with `a`, notes what they lack. */
static const char *tell_years(struct req *r, struct answer *a, const struct calendar_list *all) {
    const char *years = "";
    for (size_t i = 0; i < all->count; i++) {
        if (all->rows[i].kind != CALENDAR_FIRST_DAY)
            continue;
        years = mem_join(r->mem, years, ", ", "%s", year_text(r->mem, all->rows[i].year));
        if (a)
            calendar_note_holidays(r, a, all, all->rows[i].year);
    }
    return years;
}

static const struct calendar_row *find_same(const struct calendar_list *all, const struct calendar_row *row) {
    for (size_t i = 0; i < all->count; i++) {
        const struct calendar_row *one = &all->rows[i];
        if (one->year == row->year && one->kind == row->kind && one->from == row->from && one->to == row->to)
            return one;
    }
    return NULL;
}

/* Counts what the import changes; the loaded rows of its years that the file does not have go. */
static void compare(const struct calendar_list *all, const struct calendar_list *old, struct intake *take) {
    for (size_t i = 0; i < all->count; i++) {
        const struct calendar_row *was = find_same(old, &all->rows[i]);
        if (!was)
            take->made++;
        else if (strcmp(was->name, all->rows[i].name) != 0)
            take->changed++;
        else
            take->same++;
    }
    for (size_t i = 0; i < old->count; i++)
        take->gone += calendar_list_has(all, old->rows[i].year) && !find_same(all, &old->rows[i]);
}

/* The loaded rows of the years that `of` has, as CSV. */
static bool write_years(struct req *r, const struct calendar_list *of, struct buf *out, struct err *e) {
    struct calendar_list kept;
    size_t n = 0;
    if (!calendar_load_rows(r, &kept, e))
        return false;
    for (size_t i = 0; i < kept.count; i++)
        if (calendar_list_has(of, kept.rows[i].year))
            kept.rows[n++] = kept.rows[i];
    kept.count = n;
    const struct rows shown = calendar_shown(r->mem, &kept);
    shape_csv(out, &calendar_shape, &shown);
    return true;
}

bool calendar_import(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct reading in = begin_reading(r, a);
    struct intake take = {.kind = "calendar",
                          .action = "calendar import",
                          .subject = "",
                          .advice = "Check it against the district's calendar."};
    struct csv_sink sink = {&in, read_header, read_row};
    struct calendar_list old = {0};
    if (!intake_begin(&take, r, f, a, e))
        return false;
    bool ok = csv_read(r->in, &sink, e) && calendar_load_rows(r, &old, e);
    if (ok) {
        check_rows(&in, take.skip);
        compare(&in.all, &old, &take);
        bool whole = a->refused == 0 || take.skip;
        take.subject = tell_years(r, whole ? a : NULL, &in.all);
        if (whole)
            note_gap(r, a, &old, &in.all);
    }
    if (!intake_goes_on(&take, &ok, e))
        return ok;
    ok = write_years(r, &in.all, &take.before, e) && calendar_store(r, in.all.rows, in.all.count, e) &&
         write_years(r, &in.all, &take.after, e) && clock_recompute(&take.trail, &take.more, e);
    return intake_end(&take, ok, e);
}

/* ---- undoing ---- */

/* Rows as the batch keeps them. */
static bool read_kept(struct req *r, const char *text, struct calendar_list *out, struct err *e) {
    struct answer none = {0};
    struct reading in = begin_reading(r, &none);
    struct csv_sink sink = {&in, read_header, read_row};
    if (!csv_read_text(text, &sink, e))
        return false;
    *out = in.all;
    return none.refused == 0 || err_set(e, ERR_DAMAGED, "batch", "the rows that the batch keeps cannot be read");
}

bool calendar_undo(struct trail *t, const struct batch *b, const char **words, struct err *e) {
    struct req *r = t->req;
    struct calendar_list before, after;
    struct buf now = {0};
    bool ok = read_kept(r, b->before, &before, e) && read_kept(r, b->after, &after, e) &&
              write_years(r, &after, &now, e) && batch_is_as_left(r, b, &now, e);
    buf_free(&now);
    for (size_t i = 0; ok && i < after.count; i++)
        ok = calendar_clear(r, after.rows[i].year, e);
    return ok && calendar_store(r, before.rows, before.count, e) && clock_recompute(t, words, e);
}
