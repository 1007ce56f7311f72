#include "compliance/school/calendar.h"

#include "base/db.h"
#include "compliance/school/year.h"

#include <string.h>

const char *const calendar_kind_words[] = {
    [CALENDAR_FIRST_DAY] = "first_day",
    [CALENDAR_LAST_DAY] = "last_day",
    [CALENDAR_BREAK] = "break",
    [CALENDAR_HOLIDAY] = "holiday",
    [CALENDAR_NO_SCHOOL] = "no_school",
    [CALENDAR_CLOSURE] = "closure",
    [CALENDAR_KINDS] = NULL,
};

enum calendar_kind calendar_kind_of(const char *word) {
    enum calendar_kind kind = CALENDAR_FIRST_DAY;
    while (kind < CALENDAR_KINDS && strcmp(word, calendar_kind_words[kind]) != 0)
        kind++;
    return kind;
}

static const struct calendar_row *find_row(const struct calendar_list *all, int year, enum calendar_kind kind) {
    for (size_t i = 0; i < all->count; i++)
        if (all->rows[i].year == year && all->rows[i].kind == kind)
            return &all->rows[i];
    return NULL;
}

bool calendar_list_has(const struct calendar_list *all, int year) {
    return find_row(all, year, CALENDAR_FIRST_DAY) != NULL;
}

/* ---- loading ---- */

bool calendar_load_rows(struct req *r, struct calendar_list *out, struct err *e) {
    struct query *q = sql(r->db, "SELECT school_year, kind, from_date, to_date, name FROM calendar_day "
                                 "WHERE school = $1 ORDER BY school_year, from_date, kind, to_date");
    *out = (struct calendar_list){0};
    sql_int(q, r->school);
    while (sql_row(q)) {
        out->rows = mem_grow(r->mem, out->rows, out->count, sizeof *out->rows);
        out->rows[out->count++] = (struct calendar_row){.year = (int)sql_get_int(q, 0),
                                                        .kind = calendar_kind_of(sql_peek_text(q, 1)),
                                                        .from = sql_get_date(q, 2),
                                                        .to = sql_get_date(q, 3),
                                                        .name = sql_get_text(q, 4, r->mem)};
    }
    return sql_end(q, e);
}

bool calendar_load(struct req *r, const struct calendar **out, struct err *e) {
    struct calendar_list all;
    if (!calendar_load_rows(r, &all, e))
        return false;
    *out = calendar_from_rows(r->mem, all.rows, all.count);
    return true;
}

/* ---- checking ---- */

bool calendar_row_check(struct mem *m, const struct calendar_row *row, struct err *e) {
    if (row->to < row->from)
        return err_set(e, ERR_INPUT, "to", "to: %s is before %s", date_iso(m, row->to), date_iso(m, row->from));
    return row->to == row->from || row->kind > CALENDAR_LAST_DAY ||
           err_set(e, ERR_INPUT, "to", "to: a %s is a single day", calendar_kind_words[row->kind]);
}

static bool row_inside(struct mem *m, const struct calendar_list *all, const struct calendar_row *row, struct err *e) {
    const char *kind = calendar_kind_words[row->kind], *year = year_text(m, row->year);
    if (row->from < year_begin(row->year) || row->to > year_end(row->year))
        return err_set(e, ERR_INPUT, "from", "from: %s %s to %s lies outside the school year %s (July 1 to June 30)",
                       kind, date_iso(m, row->from), date_iso(m, row->to), year);
    const struct calendar_row *first = find_row(all, row->year, CALENDAR_FIRST_DAY);
    const struct calendar_row *last = find_row(all, row->year, CALENDAR_LAST_DAY);
    if (!first || !last)
        return err_set(e, ERR_INPUT, "kind", "kind: the school year %s has no %s row; each year needs both", year,
                       first ? "last_day" : "first_day");
    if ((row->kind == CALENDAR_FIRST_DAY && row != first) || (row->kind == CALENDAR_LAST_DAY && row != last))
        return err_set(e, ERR_INPUT, "kind", "kind: the school year %s has a second %s", year, kind);
    if (row == last && last->from <= first->from)
        return err_set(e, ERR_INPUT, "from", "from: the last day %s is not after the first day %s",
                       date_iso(m, last->from), date_iso(m, first->from));
    if (row->kind == CALENDAR_BREAK && (row->from < first->from || row->to > last->from))
        return err_set(e, ERR_INPUT, "from", "from: the break %s to %s is not between the first and the last day",
                       date_iso(m, row->from), date_iso(m, row->to));
    return true;
}

static bool row_overlaps(struct mem *m, const struct calendar_list *all, const struct calendar_row *row,
                         struct err *e) {
    for (const struct calendar_row *other = all->rows; other < row; other++) {
        if (other->kind != row->kind || other->from > row->to || other->to < row->from)
            continue;
        if (row->kind == CALENDAR_BREAK || (other->from == row->from && other->to == row->to))
            return err_set(e, ERR_INPUT, "from", "from: the %s %s to %s overlaps another of %s",
                           calendar_kind_words[row->kind], date_iso(m, row->from), date_iso(m, row->to),
                           other->line ? mem_printf(m, "row %ld", other->line)
                                       : mem_printf(m, "%s to %s", date_iso(m, other->from), date_iso(m, other->to)));
    }
    return true;
}

bool calendar_row_fits(struct mem *m, const struct calendar_list *all, const struct calendar_row *row, struct err *e) {
    return row_inside(m, all, row, e) && row_overlaps(m, all, row, e);
}

/* ---- holidays ---- */

/* The n-th such weekday of a month; n = 5 means the last. */
static int nth_weekday(int year, int month, int weekday, int n) {
    int d = date_from(year, month, 1);
    d += (weekday - date_weekday(d) + 7) % 7 + (n - 1) * 7;
    int y, m, day;
    date_split(d, &y, &m, &day);
    return m == month ? d : d - 7;
}

/* Without its row, a holiday counts as a working day (docs/clocks.md, "The school calendar"). Holidays on days without
 * school anyway do not change school days: one note names them all. */
void calendar_note_holidays(struct req *r, struct answer *a, const struct calendar_list *all, int y) {
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
    const struct calendar *calendar = calendar_from_rows(r->mem, all->rows, all->count);
    const char *harmless = "";
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        bool found = false; /* on the day, or the day before or after: as observed */
        for (size_t k = 0; k < all->count && !found; k++) {
            const struct calendar_row *row = &all->rows[k];
            found = row->kind == CALENDAR_HOLIDAY && row->from <= days[i].date + 1 && row->to >= days[i].date - 1;
        }
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

/* ---- storing ---- */

bool calendar_clear(struct req *r, int year, struct err *e) {
    struct query *q = sql(r->db, "DELETE FROM calendar_day WHERE school = $1 AND school_year = $2");
    sql_int(q, r->school);
    sql_int(q, year);
    return sql_do(q, e);
}

bool calendar_store(struct req *r, const struct calendar_row *rows, size_t count, struct err *e) {
    for (size_t i = 0; i < count; i++)
        if (!calendar_clear(r, rows[i].year, e))
            return false;
    for (size_t i = 0; i < count; i++) {
        struct query *q = sql(r->db, "INSERT INTO calendar_day (school, school_year, kind, from_date, to_date, name) "
                                     "VALUES ($1, $2, $3, $4, $5, $6)");
        sql_int(q, r->school);
        sql_int(q, rows[i].year);
        sql_text(q, calendar_kind_words[rows[i].kind]);
        sql_date(q, rows[i].from);
        sql_date(q, rows[i].to);
        sql_text(q, rows[i].name);
        if (!sql_do(q, e))
            return false;
    }
    return true;
}
