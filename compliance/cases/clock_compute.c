/* The rules alone, for each case of a file: nothing is stored. */
#include "compliance/cases/calendar_file.h"
#include "compliance/cases/clock.h"

#include "base/csv.h"
#include "base/file.h"
#include "base/text.h"

#include <string.h>

enum { CASES_MOST = 100000 };

enum { RULE, TRIGGER, REFERRAL, INPUTS };
static const char *const inputs[INPUTS] = {"rule", "trigger", "referral"};

struct computed {
    const char *rule, *due; /* due: a date, or "refused" */
    int trigger, referral, rolled, act_by;
    long paused_days;
    const char *reason;
};
static const struct column computed_columns[] = {
    {"rule", "RULE", CELL_TEXT, offsetof(struct computed, rule), COLUMN_WRAP, NULL},
    {"trigger", "FROM", CELL_DATE, offsetof(struct computed, trigger), 0, NULL},
    {"referral", "REFERRAL", CELL_DATE, offsetof(struct computed, referral), 0, NULL},
    {"due", "DUE", CELL_TEXT, offsetof(struct computed, due), 0, NULL},
    {"rolled", NULL, CELL_DATE, offsetof(struct computed, rolled), 0, NULL},
    {"act_by", "ACT BY", CELL_DATE, offsetof(struct computed, act_by), 0, NULL},
    {"paused_days", NULL, CELL_INT, offsetof(struct computed, paused_days), 0, NULL},
    {"reason", "", CELL_TEXT, offsetof(struct computed, reason), COLUMN_BENEATH, NULL},
};
const struct shape clock_computed_shape = SHAPE(computed_columns, computed);

struct computing {
    struct req *req;
    const struct fields *fields;
    struct answer *answer;
    const struct calendar *calendar;
    int column[INPUTS];
    struct computed *rows;
    size_t count;
};

static bool compute_header(void *where, const struct csv_row *row, struct err *e) {
    struct computing *c = where;
    for (int i = 0; i < INPUTS; i++) {
        c->column[i] = csv_find(row, inputs[i]);
        if (c->column[i] < 0)
            return err_set(e, ERR_INPUT, "file", "the header has no column \"%s\"", inputs[i]);
    }
    return true;
}

static bool read_case(const struct computing *c, const struct csv_row *row, struct clock_input *in, struct err *e) {
    if (row->fault)
        return err_set(e, ERR_INPUT, "file", "%s", row->fault);
    const char *rule = row->cells[c->column[RULE]], *referral = row->cells[c->column[REFERRAL]];
    *in = (struct clock_input){.rule = clock_rule_find(rule), .referral = DATE_NONE, .agreed = DATE_NONE};
    if (!in->rule)
        return parse_word(c->req->mem, "rule", rule, clock_rule_words, e);
    if (!parse_file_date(c->fields, "trigger", row->cells[c->column[TRIGGER]], &in->on, e))
        return false;
    return !*referral || parse_file_date(c->fields, "referral", referral, &in->referral, e);
}

static struct computed compute(const struct computing *c, const struct clock_input *in) {
    struct mem *m = c->req->mem;
    struct clock_answer a;
    struct err refused = {0};
    struct computed out = {.rule = in->rule->name,
                           .trigger = in->on,
                           .referral = in->referral,
                           .due = "refused",
                           .rolled = DATE_NONE,
                           .act_by = DATE_NONE,
                           .paused_days = INT_NONE};
    if (!clock_compute(m, c->calendar, in, &a, &refused)) {
        out.reason = mem_text(m, refused.message);
        return out;
    }
    out.due = date_iso(m, a.due);
    out.rolled = a.rolled;
    out.act_by = a.act_by;
    out.paused_days = a.paused_days;
    out.reason = a.warning ? mem_printf(m, "%s; %s", a.sentence, a.warning) : a.sentence;
    return out;
}

static bool compute_row(void *where, const struct csv_row *row, struct err *e) {
    struct computing *c = where;
    struct clock_input in = {.rule = NULL};
    if (c->count >= CASES_MOST)
        return err_set(e, ERR_INPUT, "file", "more than %d cases; split the file", CASES_MOST);
    if (!read_case(c, row, &in, e) || !in.rule)
        return answer_refuse(c->req, c->answer, row->line, e);
    c->rows = mem_grow(c->req->mem, c->rows, c->count, sizeof *c->rows);
    c->rows[c->count++] = compute(c, &in);
    return true;
}

/* The calendar of the file that is named, or else the school's. */
static bool find_calendar(struct req *r, const char *path, struct answer *a, const struct calendar **out,
                          struct err *e) {
    FILE *file;
    if (!path && !r->db)
        return err_set(e, ERR_NOT_FOUND, "calendar",
                       "calendar: there is no database to take the calendar from; name a calendar file");
    if (!path)
        return calendar_load(r, out, e);
    if (!file_open(&file, path, e))
        return false;
    bool ok = calendar_read(r, file, a, out, e);
    fclose(file);
    return ok;
}

bool clock_compute_file(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct computing c = {.req = r, .fields = f, .answer = a};
    struct csv_sink sink = {&c, compute_header, compute_row};
    if (!find_calendar(r, fields_get(f, "calendar"), a, &c.calendar, e) || !csv_read(r->in, &sink, e) ||
        !answer_unrefused(a, mem_printf(r->mem, "%ld row%s refused.", a->refused, a->refused == 1 ? "" : "s"), e))
        return false;
    if (c.count == 0)
        return err_set(e, ERR_INPUT, "file", "the file has a header but no row");
    answer_list(a, &clock_computed_shape, c.rows, c.count);
    return true;
}
