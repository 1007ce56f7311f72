#include "compliance/school/calendar.h"

#include "base/csv.h"
#include "base/db.h"
#include "base/shape.h"
#include "base/text.h"
#include "compliance/cases/clock.h"
#include "compliance/audit/intake.h"
#include "compliance/school/year.h"

#include <string.h>

static const char *const kind_names[CALENDAR_KINDS] = {
    [CALENDAR_FIRST_DAY] = "first_day", [CALENDAR_LAST_DAY] = "last_day",   [CALENDAR_BREAK] = "break",
    [CALENDAR_HOLIDAY] = "holiday",     [CALENDAR_NO_SCHOOL] = "no_school", [CALENDAR_CLOSURE] = "closure",
};
static const char *const kind_words[] = {"first_day", "last_day", "break", "holiday", "no_school", "closure", NULL};

static const struct calendar_row *find_row(const struct calendar_row *rows, size_t count, int year,
                                           enum calendar_kind kind) {
    for (size_t i = 0; i < count; i++)
        if (rows[i].year == year && rows[i].kind == kind)
            return &rows[i];
    return NULL;
}

/* ---- loading ---- */

static bool read_rows(struct req *r, struct calendar_row **rows, size_t *count, struct err *e) {
    struct query *q = sql(r->db, "SELECT school_year, kind, from_date, to_date, name FROM calendar_day "
                                 "WHERE school = $1 ORDER BY school_year, from_date, kind, to_date");
    *rows = NULL;
    *count = 0;
    sql_int(q, r->school);
    while (sql_row(q)) {
        struct calendar_row row = {.year = (int)sql_get_int(q, 0),
                                   .from = sql_get_date(q, 2),
                                   .to = sql_get_date(q, 3),
                                   .name = sql_get_text(q, 4, r->mem)};
        const char *kind = sql_peek_text(q, 1);
        while (row.kind < CALENDAR_CLOSURE && strcmp(kind, kind_names[row.kind]) != 0)
            row.kind++;
        *rows = mem_grow(r->mem, *rows, *count, sizeof **rows);
        (*rows)[(*count)++] = row;
    }
    return sql_end(q, e);
}

bool calendar_load(struct req *r, const struct calendar **out, struct err *e) {
    struct calendar_row *rows;
    size_t count;
    if (!read_rows(r, &rows, &count, e))
        return false;
    *out = calendar_from_rows(r->mem, rows, count);
    return true;
}

/* ---- checking ---- */

static bool row_inside(struct mem *m, const struct calendar_row *rows, size_t count, const struct calendar_row *row,
                       struct err *e) {
    if (row->from < year_begin(row->year) || row->to > year_end(row->year))
        return err_set(e, ERR_INPUT, "from", "from: %s %s to %s lies outside the school year %s (July 1 to June 30)",
                       kind_names[row->kind], date_iso(m, row->from), date_iso(m, row->to), year_text(m, row->year));
    const struct calendar_row *first = find_row(rows, count, row->year, CALENDAR_FIRST_DAY);
    const struct calendar_row *last = find_row(rows, count, row->year, CALENDAR_LAST_DAY);
    if (!first || !last)
        return err_set(e, ERR_INPUT, "kind", "kind: the school year %s has no %s row; each year needs both",
                       year_text(m, row->year), first ? "last_day" : "first_day");
    if ((row->kind == CALENDAR_FIRST_DAY && row != first) || (row->kind == CALENDAR_LAST_DAY && row != last))
        return err_set(e, ERR_INPUT, "kind", "kind: the school year %s has a second %s", year_text(m, row->year),
                       kind_names[row->kind]);
    if (row == last && last->from <= first->from)
        return err_set(e, ERR_INPUT, "from", "from: the last day %s is not after the first day %s",
                       date_iso(m, last->from), date_iso(m, first->from));
    if (row->kind == CALENDAR_BREAK && (row->from < first->from || row->to > last->from))
        return err_set(e, ERR_INPUT, "from", "from: the break %s to %s is not between the first and the last day",
                       date_iso(m, row->from), date_iso(m, row->to));
    return true;
}

static bool row_overlaps(struct mem *m, const struct calendar_row *rows, const struct calendar_row *row,
                         struct err *e) {
    for (const struct calendar_row *other = rows; other < row; other++) {
        if (other->kind != row->kind || other->from > row->to || other->to < row->from)
            continue;
        if (row->kind == CALENDAR_BREAK || (other->from == row->from && other->to == row->to))
            return err_set(e, ERR_INPUT, "from", "from: the %s %s to %s overlaps another of %s", kind_names[row->kind],
                           date_iso(m, row->from), date_iso(m, row->to),
                           other->line ? mem_printf(m, "row %ld", other->line)
                                       : mem_printf(m, "%s to %s", date_iso(m, other->from), date_iso(m, other->to)));
    }
    return true;
}

/* The n-th such weekday of a month; n = 5 means the last. */
static int nth_weekday(int year, int month, int weekday, int n) {
    int d = date_from(year, month, 1);
    d += (weekday - date_weekday(d) + 7) % 7 + (n - 1) * 7;
    int y, m, day;
    date_split(d, &y, &m, &day);
    return m == month ? d : d - 7;
}

/* Rule 5: without its row, a holiday would count as a working day. One on a day without school anyway is no matter for
 * school days: those are told in one line. */
static void warn_of_holidays(struct req *r, struct answer *a, const struct calendar_row *rows, size_t count, int y) {
    const struct {
        const char *name;
        int date;
    } days[] = {
        {"Independence Day", date_from(y, 7, 4)},
        {"Labor Day", nth_weekday(y, 9, MONDAY, 1)},
        {"Veterans Day", date_from(y, 11, 11)},
        {"Thanksgiving Day", nth_weekday(y, 11, THURSDAY, 4)},
        {"Christmas Day", date_from(y, 12, 25)},
        {"New Year's Day", date_from(y + 1, 1, 1)},
        {"Martin Luther King Jr. Day", nth_weekday(y + 1, 1, MONDAY, 3)},
        {"Presidents' Day", nth_weekday(y + 1, 2, MONDAY, 3)},
        {"Memorial Day", nth_weekday(y + 1, 5, MONDAY, 5)},
        {"Juneteenth", date_from(y + 1, 6, 19)},
    };
    const struct calendar *calendar = calendar_from_rows(r->mem, rows, count);
    const char *harmless = "";
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        bool found = false; /* on the day, or the day before or after: as observed */
        for (size_t k = 0; k < count && !found; k++)
            found =
                rows[k].kind == CALENDAR_HOLIDAY && rows[k].from <= days[i].date + 1 && rows[k].to >= days[i].date - 1;
        if (!found && calendar_is_school_day(calendar, days[i].date))
            answer_note(r, a,
                        "%s has no holiday row for %s (%s): it is counted as a day of school. If there is none, add "
                        "the row %s,holiday,%s,,%s and import again",
                        year_text(r->mem, y), days[i].name, date_iso(r->mem, days[i].date), year_text(r->mem, y),
                        date_iso(r->mem, days[i].date), days[i].name);
        else if (!found)
            harmless = mem_join(r->mem, harmless, ", ", "%s (%s)", days[i].name, date_iso(r->mem, days[i].date));
    }
    if (*harmless)
        answer_note(r, a,
                    "%s has no holiday row for %s. There is no school on these days anyway, so school days are counted "
                    "rightly; only a deadline in working days would count those from Monday to Friday",
                    year_text(r->mem, y), harmless);
}

/* ---- showing ---- */

struct shown {
    const char *school_year, *kind, *name;
    int from, to;
};

static const struct column shown_columns[] = {
    {"school_year", "YEAR", CELL_TEXT, offsetof(struct shown, school_year), 0, NULL},
    {"kind", "KIND", CELL_TEXT, offsetof(struct shown, kind), 0, NULL},
    {"from", "FROM", CELL_DATE, offsetof(struct shown, from), 0, NULL},
    {"to", "TO", CELL_DATE, offsetof(struct shown, to), 0, NULL},
    {"name", "NAME", CELL_TEXT, offsetof(struct shown, name), COLUMN_WRAP, NULL},
};
static const struct shape shown_shape = SHAPE(shown_columns, shown);

static void shown_rows(struct req *r, const struct calendar_row *rows, size_t count, struct rows *out) {
    struct shown *shown = mem_alloc(r->mem, (count + 1) * sizeof *shown);
    for (size_t i = 0; i < count; i++)
        shown[i] = (struct shown){year_text(r->mem, rows[i].year), kind_names[rows[i].kind], rows[i].name, rows[i].from,
                                  rows[i].to == rows[i].from ? DATE_NONE : rows[i].to};
    *out = (struct rows){shown, count};
}

/* ---- importing ---- */

enum { ROWS_MOST = 20000 };

struct import {
    struct req *req;
    const struct fields *fields;
    struct answer *answer;
    int column[5]; /* of school_year, kind, from, to, name; -1: absent */
    struct calendar_row *rows;
    size_t count;
};

static const char *const columns[5] = {"school_year", "kind", "from", "to", "name"};

static bool import_header(void *where, const struct csv_row *row, struct err *e) {
    struct import *in = where;
    for (int c = 0; c < 5; c++) {
        in->column[c] = csv_find(row, columns[c]);
        if (c < 3 && in->column[c] < 0)
            return err_set(e, ERR_INPUT, "file", "the header has no column \"%s\"; expected %s", columns[c],
                           "school_year,kind,from,to,name");
    }
    return true;
}

static const char *cell(const struct import *in, const struct csv_row *row, int column) {
    return in->column[column] < 0 ? "" : row->cells[in->column[column]];
}

static bool parse_row(const struct import *in, const struct csv_row *row, struct calendar_row *out, struct err *e) {
    struct mem *m = in->req->mem;
    if (row->fault)
        return err_set(e, ERR_INPUT, "file", "%s", row->fault);
    const char *kind = cell(in, row, 1), *to = cell(in, row, 3), *name = cell(in, row, 4);
    if (!year_parse(cell(in, row, 0), &out->year))
        return err_set(e, ERR_INPUT, "school_year", "school_year: \"%s\" is no school year; write it like 2026-27",
                       text_shown(m, cell(in, row, 0)));
    while (out->kind < CALENDAR_KINDS && strcmp(kind, kind_names[out->kind]) != 0)
        out->kind++;
    if (out->kind == CALENDAR_KINDS)
        return err_set(e, ERR_INPUT, "kind",
                       "kind: \"%s\" is none of first_day, last_day, break, holiday, no_school, closure",
                       text_shown(m, kind));
    if (!parse_file_date(in->fields, "from", cell(in, row, 2), &out->from, e) || !parse_text(m, "name", name, 200, e))
        return false;
    out->to = out->from;
    if (*to && !parse_file_date(in->fields, "to", to, &out->to, e))
        return false;
    if (out->to < out->from)
        return err_set(e, ERR_INPUT, "to", "to: %s is before %s", date_iso(m, out->to), date_iso(m, out->from));
    if (out->to != out->from && out->kind <= CALENDAR_LAST_DAY)
        return err_set(e, ERR_INPUT, "to", "to: a %s is a single day", kind);
    out->name = mem_text(m, name);
    out->line = row->line;
    return true;
}

static bool import_row(void *where, const struct csv_row *row, struct err *e) {
    struct import *in = where;
    struct calendar_row parsed = {0};
    if (in->count + (size_t)in->answer->refused >= ROWS_MOST)
        return err_set(e, ERR_INPUT, "file", "a calendar of over %d rows is none", ROWS_MOST);
    if (!parse_row(in, row, &parsed, e))
        return answer_refuse(in->req, in->answer, row->line, e);
    in->rows = mem_grow(in->req->mem, in->rows, in->count, sizeof *in->rows);
    in->rows[in->count++] = parsed;
    return true;
}

/* Refuses the rows that do not fit the others. With a row missing, others would be refused for want of it: that is
 * left until the rows are in order, or, where bad ones are skipped, done until those that are left fit. */
static void check_rows(struct import *in, bool skip) {
    struct err refusal = {0};
    for (bool again = skip || in->answer->refused == 0; again;) {
        size_t kept = 0;
        struct calendar_row *fit = mem_alloc(in->req->mem, (in->count + 1) * sizeof *fit);
        for (size_t i = 0; i < in->count; i++) {
            const struct calendar_row *row = &in->rows[i];
            if (row_inside(in->req->mem, in->rows, in->count, row, &refusal) &&
                row_overlaps(in->req->mem, in->rows, row, &refusal))
                fit[kept++] = *row;
            else
                answer_refuse(in->req, in->answer, row->line, &refusal);
        }
        again = skip && kept < in->count;
        in->rows = fit;
        in->count = kept;
    }
}

static bool clear_year(struct req *r, int year, struct err *e) {
    struct query *q = sql(r->db, "DELETE FROM calendar_day WHERE school = $1 AND school_year = $2");
    sql_int(q, r->school);
    sql_int(q, year);
    return sql_do(q, e);
}

bool calendar_store(struct req *r, const struct calendar_row *rows, size_t count, struct err *e) {
    for (size_t i = 0; i < count; i++) {
        bool first_of_year = find_row(rows, count, rows[i].year, rows[i].kind) == &rows[i];
        for (size_t k = 0; k < i && first_of_year; k++)
            first_of_year = rows[k].year != rows[i].year;
        if (!first_of_year)
            continue;
        if (!clear_year(r, rows[i].year, e))
            return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct query *q = sql(r->db, "INSERT INTO calendar_day (school, school_year, kind, from_date, to_date, name) "
                                     "VALUES ($1, $2, $3, $4, $5, $6)");
        sql_int(q, r->school);
        sql_int(q, rows[i].year);
        sql_text(q, kind_names[rows[i].kind]);
        sql_date(q, rows[i].from);
        sql_date(q, rows[i].to);
        sql_text(q, rows[i].name);
        if (!sql_do(q, e))
            return false;
    }
    return true;
}

static bool has_year(const struct calendar_row *rows, size_t count, int year) {
    return find_row(rows, count, year, CALENDAR_FIRST_DAY) != NULL;
}

/* A year missing between two that are loaded is named: no clock runs across it. */
static void warn_of_gap(struct req *r, struct answer *a, const struct calendar_row *old, size_t old_count,
                        const struct import *in) {
    int first = INT_MAX, last = INT_MIN;
    for (size_t i = 0; i < old_count + in->count; i++) {
        int year = i < old_count ? old[i].year : in->rows[i - old_count].year;
        first = year < first ? year : first;
        last = year > last ? year : last;
    }
    const char *years = "";
    for (int year = first; year < last; year++)
        if (!has_year(old, old_count, year) && !has_year(in->rows, in->count, year))
            years = mem_join(r->mem, years, ", ", "%s", year_text(r->mem, year));
    if (*years)
        answer_note(r, a, "no calendar between years that have one: %s; no clock is counted across that", years);
}

/* The school years of the rows, in words, and their warnings as notes. */
static const char *tell_years(struct req *r, struct answer *a, const struct calendar_row *rows, size_t count) {
    const char *years = "";
    for (size_t i = 0; i < count; i++) {
        if (rows[i].kind != CALENDAR_FIRST_DAY)
            continue;
        years = mem_join(r->mem, years, ", ", "%s", year_text(r->mem, rows[i].year));
        if (a)
            warn_of_holidays(r, a, rows, count, rows[i].year);
    }
    return years;
}

static const struct calendar_row *find_same(const struct calendar_row *rows, size_t count,
                                            const struct calendar_row *row) {
    for (size_t i = 0; i < count; i++)
        if (rows[i].year == row->year && rows[i].kind == row->kind && rows[i].from == row->from &&
            rows[i].to == row->to)
            return &rows[i];
    return NULL;
}

/* Against what is loaded; the rows of its years that the file does not have go. */
static void compare(const struct import *in, const struct calendar_row *old, size_t old_count, struct intake *take) {
    for (size_t i = 0; i < in->count; i++) {
        const struct calendar_row *was = find_same(old, old_count, &in->rows[i]);
        if (!was)
            take->made++;
        else if (strcmp(was->name, in->rows[i].name) != 0)
            take->changed++;
        else
            take->same++;
    }
    for (size_t i = 0; i < old_count; i++)
        take->gone += has_year(in->rows, in->count, old[i].year) && !find_same(in->rows, in->count, &old[i]);
}

/* The loaded rows of the years that `of` has, as CSV. */
static bool write_years(struct req *r, const struct calendar_row *of, size_t of_count, struct buf *out, struct err *e) {
    struct calendar_row *rows;
    struct rows shown;
    size_t count, kept = 0;
    if (!read_rows(r, &rows, &count, e))
        return false;
    for (size_t i = 0; i < count; i++)
        if (has_year(of, of_count, rows[i].year))
            rows[kept++] = rows[i];
    shown_rows(r, rows, kept, &shown);
    shape_csv(out, &shown_shape, &shown);
    return true;
}

bool calendar_import(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct import in = {.req = r, .fields = f, .answer = a};
    struct intake take = {.kind = "calendar",
                          .action = "calendar import",
                          .subject = "",
                          .advice = "Check it against the district's calendar."};
    struct csv_sink sink = {&in, import_header, import_row};
    struct calendar_row *old = NULL;
    size_t old_count = 0;
    if (!intake_begin(&take, r, f, a, e))
        return false;
    bool ok = csv_read(r->in, &sink, e) && read_rows(r, &old, &old_count, e);
    if (ok) {
        check_rows(&in, take.skip);
        compare(&in, old, old_count, &take);
        take.subject = tell_years(r, a->refused > 0 && !take.skip ? NULL : a, in.rows, in.count);
        if (a->refused == 0 || take.skip)
            warn_of_gap(r, a, old, old_count, &in);
    }
    if (!intake_goes_on(&take, &ok, e))
        return ok;
    ok = write_years(r, in.rows, in.count, &take.before, e) && calendar_store(r, in.rows, in.count, e) &&
         write_years(r, in.rows, in.count, &take.after, e) && clock_recompute(&take.trail, &take.more, e);
    return intake_end(&take, ok, e);
}

bool calendar_read(struct req *r, FILE *file, struct answer *a, const struct calendar **out, struct err *e) {
    const struct fields f = {.mem = r->mem, .today = r->today, .year_begin = year_begin(year_of(r->today))};
    struct import in = {.req = r, .fields = &f, .answer = a};
    struct csv_sink sink = {&in, import_header, import_row};
    if (!csv_read(file, &sink, e))
        return false;
    check_rows(&in, false);
    *out = calendar_from_rows(r->mem, in.rows, in.count);
    return answer_unrefused(
        a, mem_printf(r->mem, "%ld row%s of the calendar refused.", a->refused, a->refused == 1 ? "" : "s"), e);
}

/* Rows of our own, as a batch keeps them. */
static bool read_kept(struct req *r, const char *text, struct import *in, struct err *e) {
    struct fields f = {.mem = r->mem, .today = r->today, .year_begin = year_begin(year_of(r->today))};
    struct answer none = {0};
    *in = (struct import){.req = r, .fields = &f, .answer = &none};
    struct csv_sink sink = {in, import_header, import_row};
    return csv_read_text(text, &sink, e) &&
           (none.refused == 0 || err_set(e, ERR_DAMAGED, "batch", "the rows that the batch keeps cannot be read"));
}

bool calendar_undo(struct trail *t, const struct batch *b, const char **words, struct err *e) {
    struct req *r = t->req;
    struct import before, after;
    struct buf now = {0};
    bool ok = read_kept(r, b->before, &before, e) && read_kept(r, b->after, &after, e) &&
              write_years(r, after.rows, after.count, &now, e) && batch_is_as_left(r, b, &now, e);
    buf_free(&now);
    for (size_t i = 0; ok && i < after.count; i++)
        if (after.rows[i].kind == CALENDAR_FIRST_DAY)
            ok = clear_year(r, after.rows[i].year, e);
    return ok && calendar_store(r, before.rows, before.count, e) && clock_recompute(t, words, e);
}

/* ---- one row ---- */

/* The rows of the year with the row in them, or without it; a first or last day moves. */
static bool edit_rows(struct req *r, const struct calendar_row *row, bool add, struct import *in, struct err *e) {
    struct calendar_row *all;
    size_t count;
    bool there = false;
    if (!read_rows(r, &all, &count, e))
        return false;
    in->rows = mem_alloc(r->mem, (count + 1) * sizeof *in->rows);
    for (size_t i = 0; i < count; i++) {
        bool same = all[i].kind == row->kind && all[i].from == row->from && (add || row->to == all[i].to);
        bool moves = add && row->kind <= CALENDAR_LAST_DAY && all[i].kind == row->kind;
        there = there || same;
        if (all[i].year == row->year && !moves && (add || !same))
            in->rows[in->count++] = all[i];
    }
    if (!add && !there)
        return err_set(e, ERR_NOT_FOUND, "from",
                       "there is no %s from %s to %s; see: guidestock calendar show --year %s", kind_names[row->kind],
                       date_iso(r->mem, row->from), date_iso(r->mem, row->to), year_text(r->mem, row->year));
    if (add)
        in->rows[in->count++] = *row;
    for (size_t i = 0; i < in->count; i++)
        if (!row_inside(r->mem, in->rows, in->count, &in->rows[i], e) ||
            !row_overlaps(r->mem, in->rows, &in->rows[i], e))
            return false;
    return true;
}

static bool read_row(struct req *r, const struct fields *f, struct calendar_row *row, struct err *e) {
    const char *kind = fields_get(f, "kind");
    if (!parse_word(r->mem, "kind", kind, kind_words, e) || !fields_date(f, "from", DATE_NONE, &row->from, e) ||
        !fields_date(f, "to", row->from, &row->to, e) || !fields_text(f, "name", 200, &row->name, e))
        return false;
    while (strcmp(kind_names[row->kind], kind) != 0)
        row->kind++;
    row->year = year_of(row->from);
    row->name = row->name ? row->name : "";
    if (row->to != row->from && row->kind <= CALENDAR_LAST_DAY)
        return err_set(e, ERR_INPUT, "to", "to: a %s is a single day", kind);
    return row->to >= row->from ||
           err_set(e, ERR_INPUT, "to", "to: %s is before %s", date_iso(r->mem, row->to), date_iso(r->mem, row->from));
}

static bool calendar_edit(struct req *r, const struct fields *f, struct answer *a, bool add, struct err *e) {
    struct import in = {.req = r};
    struct calendar_row row = {0};
    struct trail t;
    const char *clocks = "";
    if (!read_row(r, f, &row, e) || !trail_begin(&t, r, e))
        return false;
    bool ok =
        edit_rows(r, &row, add, &in, e) && calendar_store(r, in.rows, in.count, e) && clock_recompute(&t, &clocks, e);
    const char *what = mem_printf(r->mem, "%s %s%s%s%s%s", kind_names[row.kind], date_iso(r->mem, row.from),
                                  row.to == row.from ? "" : " to ", row.to == row.from ? "" : date_iso(r->mem, row.to),
                                  *row.name ? ", " : "", row.name);
    what = mem_printf(r->mem, "%s%s%s", what, *clocks ? "\n" : "", clocks);
    if (!trail_end(&t, ok, add ? "calendar add" : "calendar remove", year_text(r->mem, row.year), what, e))
        return false;
    if (!add && row.kind == CALENDAR_HOLIDAY)
        warn_of_holidays(r, a, in.rows, in.count, row.year);
    a->text = mem_printf(r->mem, "%s: %s %s%s", year_text(r->mem, row.year), add ? "added" : "removed", what,
                         *clocks ? "" : "\nNo clock moved.");
    return true;
}

static bool calendar_add(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    return calendar_edit(r, f, a, true, e);
}

static bool calendar_remove(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    return calendar_edit(r, f, a, false, e);
}

static bool calendar_show(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct calendar_row *rows;
    size_t count;
    int year = 0;
    const char *text = fields_get(f, "year");
    if (text && !year_parse(text, &year))
        return err_set(e, ERR_INPUT, "year", "year: \"%s\" is no school year; write it like 2026-27",
                       text_shown(r->mem, text));
    if (!read_rows(r, &rows, &count, e))
        return false;
    struct rows shown;
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        if (!text || rows[i].year == year)
            rows[n++] = rows[i];
    shown_rows(r, rows, n, &shown);
    answer_list(a, &shown_shape, shown.list, shown.count);
    a->text = n ? "Check it against the district's calendar."
                : "No calendar is loaded: every weekday counts as a school day.\n"
                  "Load one: guidestock calendar import FILE (columns school_year,kind,from,to,name)";
    return true;
}

bool calendar_export(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct calendar_row *rows;
    struct rows shown;
    size_t count;
    (void)f;
    if (!read_rows(r, &rows, &count, e))
        return false;
    shown_rows(r, rows, count, &shown);
    answer_list(a, &shown_shape, shown.list, shown.count);
    a->as_csv = true;
    return true;
}

static const struct param import_params[] = {
    {"file", PARAM_ARG, KIND_FILE, "FILE", "CSV: school_year,kind,from,to,name", NULL},
    {"dry-run", PARAM_FLAG, KIND_TEXT, NULL, "check the file and store nothing", NULL},
    {"skip-bad", PARAM_FLAG, KIND_TEXT, NULL, "store the good rows; the refused ones go to a file beside", NULL},
    {0},
};
static const struct param add_params[] = {
    {"kind", PARAM_ARG, KIND_TEXT, "KIND", "the kind of day", kind_words},
    {"from", PARAM_ARG, KIND_DATE, "FROM", "the day, or the first of them", NULL},
    {"to", PARAM_OPTIONAL, KIND_DATE, "TO", "the last of them", NULL},
    {"name", PARAM_OPTION, KIND_TEXT, "TEXT", "what it is: \"Fire closure\"", NULL},
    {0},
};
static const struct param remove_params[] = {
    {"kind", PARAM_ARG, KIND_TEXT, "KIND", "the kind of day", kind_words},
    {"from", PARAM_ARG, KIND_DATE, "FROM", "the day, or the first of them", NULL},
    {"to", PARAM_OPTIONAL, KIND_DATE, "TO", "the last of them", NULL},
    {0},
};
static const struct param show_params[] = {
    {"year", PARAM_OPTION, KIND_TEXT, "YEAR", "one school year only, like 2026-27", NULL},
    {0},
};

static const struct verb verbs[] = {
    {"calendar", "import", "load or replace the school calendar of the years in a file", ACCESS_WRITE, 0, ROLES_OFFICE,
     calendar_import, import_params, NULL, EXAMPLE({"file", "calendar.csv"})},
    {"calendar", "add", "add a closure, a holiday, a break; move the first or last day", ACCESS_WRITE, 0, ROLES_OFFICE,
     calendar_add, add_params, NULL, EXAMPLE({"kind", "closure"}, {"from", "2026-10-12"}, {"to", "2026-10-13"}, {"name", "Fire closure"})},
    {"calendar", "remove", "take a row out of the calendar", ACCESS_WRITE, 0, ROLES_OFFICE, calendar_remove, remove_params,
     NULL, EXAMPLE({"kind", "closure"}, {"from", "2026-10-12"}, {"to", "2026-10-13"})},
    {"calendar", "show", "the school calendar as loaded", ACCESS_READ, NOUN_ALONE, ROLES_ALL, calendar_show, show_params,
     &shown_shape, EXAMPLE({"year", "2026-27"})},
};
const struct verbs calendar_verbs = {verbs, sizeof verbs / sizeof *verbs};
