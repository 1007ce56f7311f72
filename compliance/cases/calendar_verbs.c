#include "compliance/cases/calendar_verbs.h"

#include "compliance/audit/intake.h"
#include "compliance/cases/calendar_file.h"
#include "compliance/cases/clock.h"
#include "compliance/school/year.h"

#include <string.h>

/* ---- one row ---- */

/* What a change of one row answers: the row, and what moved. */
struct changed {
    const char *school_year, *kind, *name;
    int from, to;
    const char **clocks;
};
static const struct column changed_columns[] = {
    {"school_year", "school year", CELL_TEXT, offsetof(struct changed, school_year), 0, NULL},
    {"kind", "kind", CELL_TEXT, offsetof(struct changed, kind), 0, NULL},
    {"from", "from", CELL_DATE, offsetof(struct changed, from), 0, NULL},
    {"to", "to", CELL_DATE, offsetof(struct changed, to), COLUMN_SPARSE, NULL},
    {"name", "name", CELL_TEXT, offsetof(struct changed, name), COLUMN_SPARSE, NULL},
    {"clocks", "clocks", CELL_TEXTS, offsetof(struct changed, clocks), COLUMN_SPARSE, NULL},
};
static const struct shape changed_shape = SHAPE(changed_columns, changed);

/* Each line of the text as a text of its own. */
static const char **lines_of(struct mem *m, const char *text) {
    const char **lines = mem_grow(m, NULL, 0, sizeof *lines);
    size_t n = 0;
    for (size_t length; *text; text += length + (text[length] == '\n')) {
        length = strcspn(text, "\n");
        lines = mem_grow(m, lines, n, sizeof *lines);
        lines[n++] = mem_textn(m, text, length);
    }
    lines = mem_grow(m, lines, n, sizeof *lines);
    lines[n] = NULL;
    return lines;
}

/* The rows of the year with the row added or removed. Adding a first or last day moves the one that is there. */
static bool edit_rows(struct req *r, const struct calendar_row *row, bool add, struct calendar_list *out,
                      struct err *e) {
    struct calendar_list all;
    bool there = false;
    if (!calendar_load_rows(r, &all, e))
        return false;
    *out = (struct calendar_list){mem_alloc(r->mem, (all.count + 1) * sizeof *out->rows), 0};
    for (size_t i = 0; i < all.count; i++) {
        const struct calendar_row *one = &all.rows[i];
        bool same = one->kind == row->kind && one->from == row->from && (add || row->to == one->to);
        bool moves = add && row->kind <= CALENDAR_LAST_DAY && one->kind == row->kind;
        there = there || same;
        if (one->year == row->year && !moves && (add || !same))
            out->rows[out->count++] = *one;
    }
    if (!add && !there)
        return err_hinted(
            e,
            hint_new(r->mem, "The calendar of that year", "calendar show", "year", year_text(r->mem, row->year), NULL),
            ERR_NOT_FOUND, "from", "there is no %s from %s to %s", calendar_kind_words[row->kind],
            date_iso(r->mem, row->from), date_iso(r->mem, row->to));
    if (add)
        out->rows[out->count++] = *row;
    for (size_t i = 0; i < out->count; i++)
        if (!calendar_row_fits(r->mem, out, &out->rows[i], e))
            return false;
    return true;
}

static bool resolve_row(struct req *r, const struct fields *f, struct calendar_row *row, struct err *e) {
    const char *name = field_text(f, "name");
    row->kind = calendar_kind_of(fields_get(f, "kind"));
    row->from = field_date(f, "from", DATE_NONE);
    row->to = field_date(f, "to", row->from);
    row->year = year_of(row->from);
    row->name = name ? name : "";
    return calendar_row_check(r->mem, row, e);
}

static void answer_row(struct req *r, struct answer *a, const struct calendar_row *row, const char *clocks) {
    struct changed *out = mem_alloc(r->mem, sizeof *out);
    *out = (struct changed){.school_year = year_text(r->mem, row->year),
                            .kind = calendar_kind_words[row->kind],
                            .name = row->name,
                            .from = row->from,
                            .to = row->to == row->from ? DATE_NONE : row->to,
                            .clocks = lines_of(r->mem, clocks)};
    answer_one(a, &changed_shape, out);
    a->text_only = true;
}

static bool calendar_edit(struct req *r, const struct fields *f, struct answer *a, bool add, struct err *e) {
    struct calendar_list list = {0};
    struct calendar_row row = {0};
    struct trail t;
    const char *clocks = "";
    if (!resolve_row(r, f, &row, e) || !trail_begin(&t, r, e))
        return false;
    bool ok = edit_rows(r, &row, add, &list, e) && calendar_store(r, list.rows, list.count, e) &&
              clock_recompute(&t, &clocks, e);
    const char *what = mem_printf(r->mem, "%s %s%s%s%s%s", calendar_kind_words[row.kind], date_iso(r->mem, row.from),
                                  row.to == row.from ? "" : " to ", row.to == row.from ? "" : date_iso(r->mem, row.to),
                                  *row.name ? ", " : "", row.name);
    what = mem_printf(r->mem, "%s%s%s", what, *clocks ? "\n" : "", clocks);
    if (!trail_end(&t, ok, add ? "calendar add" : "calendar remove", year_text(r->mem, row.year), what, e))
        return false;
    if (!add && row.kind == CALENDAR_HOLIDAY)
        calendar_note_holidays(r, a, &list, row.year);
    answer_row(r, a, &row, clocks);
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

/* ---- all of it ---- */

static bool calendar_show(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct calendar_list all;
    const int year = field_year(f, "year", DATE_NONE);
    size_t n = 0;
    if (!calendar_load_rows(r, &all, e))
        return false;
    for (size_t i = 0; i < all.count; i++)
        if (year == DATE_NONE || all.rows[i].year == year)
            all.rows[n++] = all.rows[i];
    all.count = n;
    const struct rows shown = calendar_shown(r->mem, &all);
    answer_list(a, &calendar_shape, shown.list, shown.count);
    if (n > 0) {
        a->text = "Check it against the district's calendar.";
        return true;
    }
    a->text = year == DATE_NONE ? "No calendar is loaded: every weekday counts as a school day."
                                : mem_printf(r->mem,
                                             "The calendar of %s is not loaded: each of its weekdays counts as "
                                             "a school day.",
                                             year_text(r->mem, year));
    answer_next(r, a,
                hint_new(r->mem, "Load one (columns school_year,kind,from,to,name)", "calendar import", "file",
                         hint_blank, NULL));
    return true;
}

/* ---- the table ---- */

static const struct param add_params[] = {
    {"kind", PARAM_ARG, KIND_TEXT, "KIND", "the kind of day", calendar_kind_words, 0, 0, 0},
    {"from", PARAM_ARG, KIND_DATE, "FROM", "the day, or the first of them", NULL, 0, 0, 0},
    {"to", PARAM_OPTIONAL, KIND_DATE, "TO", "the last of them", NULL, 0, 0, 0},
    {"name", PARAM_OPTION, KIND_TEXT, "TEXT", "what it is: \"Fire closure\"", NULL, 0, CALENDAR_NAME_MOST, 0},
    {0},
};
static const struct param remove_params[] = {
    {"kind", PARAM_ARG, KIND_TEXT, "KIND", "the kind of day", calendar_kind_words, 0, 0, 0},
    {"from", PARAM_ARG, KIND_DATE, "FROM", "the day, or the first of them", NULL, 0, 0, 0},
    {"to", PARAM_OPTIONAL, KIND_DATE, "TO", "the last of them", NULL, 0, 0, 0},
    {0},
};
static const struct param show_params[] = {
    {"year", PARAM_OPTION, KIND_YEAR, "YEAR", "one school year only, like 2026-27", NULL, 0, 0, 0},
    {0},
};

static const struct verb verbs[] = {
    {"calendar", "import", "load or replace the school calendar of the years in a file", ACCESS_WRITE, 0, ROLES_OFFICE,
     calendar_import, intake_params, &intake_shape, EXAMPLE({"file", "calendar.csv"}), NULL},
    {"calendar", "add", "add a closure, a holiday, a break; move the first or last day", ACCESS_WRITE, 0, ROLES_OFFICE,
     calendar_add, add_params, &changed_shape,
     EXAMPLE({"kind", "closure"}, {"from", "2026-10-12"}, {"to", "2026-10-13"}, {"name", "Fire closure"}),
     "calendar show"},
    {"calendar", "remove", "take a row out of the calendar", ACCESS_WRITE, 0, ROLES_OFFICE, calendar_remove,
     remove_params, &changed_shape, EXAMPLE({"kind", "closure"}, {"from", "2026-10-12"}, {"to", "2026-10-13"}), NULL},
    {"calendar", "show", "the school calendar as loaded", ACCESS_READ, NOUN_ALONE, ROLES_ALL, calendar_show,
     show_params, &calendar_shape, EXAMPLE({"year", "2026-27"}), NULL},
};
const struct verbs calendar_verbs = {verbs, sizeof verbs / sizeof *verbs};
