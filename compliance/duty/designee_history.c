#include "compliance/duty/designee_history.h"

#include "base/text.h"
#include "compliance/school/year.h"

#include <string.h>

/* ---- a step in words ---- */

static const char *by_name(struct mem *m, const struct assignment *a) { return a->by ? text_shown(m, a->by) : "?"; }

const char *assignment_by(struct req *r, const struct assignment *a) {
    return mem_printf(r->mem, "recorded by %s, %s", by_name(r->mem, a),
                      date_moment_words(r->mem, a->at, r->utc_offset_minutes));
}

const char *assignment_step(struct req *r, const struct assignment *a) {
    return mem_printf(r->mem, "step %ld, %s of %s (%s)", a->step, a->kind, a->name, assignment_by(r, a));
}

/* The beginning of those words, up to the recorder: the moment behind it is in the local time of the undo. */
static const char *undo_head(struct mem *m, const struct assignment *undone) {
    return mem_printf(m, "Taken back: designee %s of %s (recorded by %s, ", undone->kind, undone->name,
                      by_name(m, undone));
}

const char *assignment_undo_words(struct req *r, const struct assignment *undone, const char *reason) {
    return mem_printf(r->mem, "%s%s): %s", undo_head(r->mem, undone),
                      date_moment_words(r->mem, undone->at, r->utc_offset_minutes), reason);
}

/* The reason of an undo stands in the trail alone, behind the words for the last row of the step. */
static const char *undo_reason(struct mem *m, const struct assignments *all, long step, const char *detail) {
    const char *head = "";
    for (size_t i = 0; i < all->row_count; i++)
        if (all->rows[i].step == step)
            head = undo_head(m, &all->rows[i]);
    const char *end = detail && text_starts(detail, head) ? strstr(detail + strlen(head), "): ") : NULL;
    return end ? end + strlen("): ") : detail ? detail : "?";
}

/* ---- the history ---- */

struct past { /* an assignment in the history, with what was written of it */
    const char *school_year, *name, *class_name, *class_reason, *reason, *words;
    int from, to, portal, portal_entered, met, trained, sso, welligent;
    bool stands; /* false: all of it was taken back */
    struct rows steps;
};
struct past_step {
    long step, undoes; /* of an undo: the step that it took back; INT_NONE */
    const char *kind, *by, *at, *back_by, *back_why;
    int entered, back_on; /* taken back: when, by whom, why; DATE_NONE: it was not */
};
static const struct column step_columns[] = {
    {"step", "STEP", CELL_INT, offsetof(struct past_step, step), 0, NULL},
    {"kind", "WHAT", CELL_TEXT, offsetof(struct past_step, kind), 0, NULL},
    {"entered", "ENTERED", CELL_DATE, offsetof(struct past_step, entered), 0, NULL},
    {"by", "BY", CELL_TEXT, offsetof(struct past_step, by), COLUMN_WRAP, NULL},
    {"at", "AT", CELL_TEXT, offsetof(struct past_step, at), 0, NULL},
    {"undoes", NULL, CELL_INT, offsetof(struct past_step, undoes), 0, NULL},
    {"taken_back", NULL, CELL_DATE, offsetof(struct past_step, back_on), 0, NULL},
    {"taken_back_by", NULL, CELL_TEXT, offsetof(struct past_step, back_by), 0, NULL},
    {"taken_back_reason", NULL, CELL_TEXT, offsetof(struct past_step, back_why), 0, NULL},
};
static const struct shape step_shape = SHAPE(step_columns, past_step);
static const struct column past_columns[] = {
    {"school_year", "YEAR", CELL_TEXT, offsetof(struct past, school_year), 0, NULL},
    {"name", "NAME", CELL_TEXT, offsetof(struct past, name), COLUMN_WRAP, NULL},
    {"class", "CLASS", CELL_TEXT, offsetof(struct past, class_name), COLUMN_WRAP, NULL},
    {"class_reason", NULL, CELL_TEXT, offsetof(struct past, class_reason), 0, NULL},
    {"from", "FROM", CELL_DATE, offsetof(struct past, from), 0, NULL},
    {"to", "TO", CELL_DATE, offsetof(struct past, to), 0, NULL},
    {"portal", "PORTAL", CELL_DATE, offsetof(struct past, portal), 0, NULL},
    {"portal_entered", NULL, CELL_DATE, offsetof(struct past, portal_entered), 0, NULL},
    {"met", NULL, CELL_DATE, offsetof(struct past, met), 0, NULL},
    {"trained", NULL, CELL_DATE, offsetof(struct past, trained), 0, NULL},
    {"sso", NULL, CELL_DATE, offsetof(struct past, sso), 0, NULL},
    {"welligent", NULL, CELL_DATE, offsetof(struct past, welligent), 0, NULL},
    {"reason", NULL, CELL_TEXT, offsetof(struct past, reason), 0, NULL},
    {"stands", NULL, CELL_BOOL, offsetof(struct past, stands), 0, NULL},
    {"steps", NULL, CELL_ROWS, offsetof(struct past, steps), 0, &step_shape},
    {"words", "", CELL_TEXT, offsetof(struct past, words), COLUMN_BENEATH | COLUMN_PLAIN, NULL},
};
const struct shape designee_history_shape = SHAPE(past_columns, past);

/* "step 3: record 2026-08-20 by pat; step 7: end 2027-01-08 by pat, taken back on 2027-01-09 by pat: she stays" */
static const char *past_words(struct mem *m, const struct past *p) {
    const struct past_step *steps = p->steps.list;
    const char *words = "";
    for (size_t i = 0; i < p->steps.count; i++) {
        const struct past_step *s = &steps[i];
        if (s->undoes != INT_NONE) /* told with the step that it took back */
            continue;
        words = mem_join(m, words, "; ", "step %ld: %s %s by %s", s->step, s->kind, date_iso(m, s->entered),
                         s->by ? s->by : "?");
        if (s->back_on != DATE_NONE)
            words = mem_printf(m, "%s, taken back on %s by %s: %s", words, date_iso(m, s->back_on),
                               s->back_by ? s->back_by : "?", s->back_why);
    }
    if (!p->stands)
        return mem_printf(m, "taken back, counts for nothing; %s", words);
    if (p->portal != DATE_NONE && p->portal_entered > p->portal)
        words = mem_printf(m, "%s; portal date entered %s", words, date_iso(m, p->portal_entered));
    return p->reason ? mem_printf(m, "%s; ended: %s", words, p->reason) : words;
}

static struct past_step make_step(struct mem *m, const struct assignments *all, const struct assignment *row) {
    struct past_step s = {.step = row->step,
                          .undoes = row->undoes,
                          .kind = row->kind,
                          .by = row->by,
                          .at = row->at,
                          .entered = row->entered,
                          .back_on = DATE_NONE};
    const struct assignment *undo = row->undoes == INT_NONE ? assignment_undone(all, row->step, row->first) : NULL;
    if (undo) {
        s.back_on = undo->entered;
        s.back_by = undo->by;
        s.back_why = undo_reason(m, all, row->step, undo->detail);
    }
    return s;
}

/* `a`: the last row of an assignment. */
static struct past make_past(struct mem *m, const struct assignments *all, const struct assignment *a) {
    struct past p = {.school_year = year_text(m, (int)a->year),
                     .name = a->name,
                     .class_name = a->class_name,
                     .class_reason = a->class_reason,
                     .reason = a->reason,
                     .from = a->from,
                     .to = a->to,
                     .portal = a->date[DESIGNEE_PORTAL],
                     .portal_entered = a->portal_entered,
                     .met = a->date[DESIGNEE_MET],
                     .trained = a->date[DESIGNEE_TRAINED],
                     .sso = a->date[DESIGNEE_SSO],
                     .welligent = a->date[DESIGNEE_WELLIGENT],
                     .stands = a->stands};
    struct past_step *steps = NULL;
    for (size_t i = 0; i < all->row_count; i++) {
        if (all->rows[i].first != a->first)
            continue;
        steps = mem_grow(m, steps, p.steps.count, sizeof *steps);
        steps[p.steps.count++] = make_step(m, all, &all->rows[i]);
    }
    p.steps.list = steps;
    p.words = past_words(m, &p);
    return p;
}

static bool is_last_row(const struct assignments *all, size_t i) {
    for (size_t k = i + 1; k < all->row_count; k++)
        if (all->rows[k].first == all->rows[i].first)
            return false;
    return true;
}

bool designee_history(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct assignments all;
    const int year = field_year(f, "year", 0);
    size_t n = 0;
    if (!assignments_load(r, year, &all, e))
        return false;
    struct past *list = mem_alloc(r->mem, (all.row_count + 1) * sizeof *list);
    for (size_t i = 0; i < all.row_count; i++) {
        if (!is_last_row(&all, i))
            continue;
        const struct past one = make_past(r->mem, &all, &all.rows[i]);
        size_t at = n++;
        for (; at > 0 && list[at - 1].from > one.from; at--)
            list[at] = list[at - 1];
        list[at] = one;
    }
    answer_list(a, &designee_history_shape, list, n);
    a->text = n ? NULL : "No designee was recorded yet.";
    return true;
}
