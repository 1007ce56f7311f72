/* The clocks as they are shown: the list of them, and all of one. The trail records who read one. */
#include "compliance/cases/clock_show.h"

#include "compliance/audit/disclosure.h"
#include "compliance/audit/privacy.h"

#include <string.h>

/* ---- the list ---- */

/* The keys of the JSON are a contract (docs/interfaces.md). */
static const struct column row_columns[] = {
    {"id", "ID", CELL_INT, offsetof(struct clock_row, id), 0, NULL},
    {"rule", "RULE", CELL_TEXT, offsetof(struct clock_row, rule), COLUMN_WRAP, NULL},
    {"ref", "CASE", CELL_TEXT, offsetof(struct clock_row, ref), COLUMN_WRAP, NULL},
    {"on", NULL, CELL_DATE, offsetof(struct clock_row, on), 0, NULL},
    {"due", "DUE", CELL_DATE, offsetof(struct clock_row, due), 0, NULL},
    {"rolled", NULL, CELL_DATE, offsetof(struct clock_row, rolled), 0, NULL},
    {"act_by", "ACT BY", CELL_DATE, offsetof(struct clock_row, act_by), 0, NULL},
    {"paused_days", NULL, CELL_INT, offsetof(struct clock_row, paused_days), 0, NULL},
    {"status", NULL, CELL_TEXT, offsetof(struct clock_row, status), 0, NULL},
    {"status_words", "STATUS", CELL_TEXT, offsetof(struct clock_row, status_words), COLUMN_PLAIN, NULL},
    {"sentence", "", CELL_TEXT, offsetof(struct clock_row, sentence), COLUMN_BENEATH, NULL},
};
const struct shape clock_row_shape = SHAPE(row_columns, clock_row);

struct clock_row clock_row_of(struct req *r, const struct calendar *c, const struct clock *k) {
    const char *status = clock_status(k, c, r->today);
    return (struct clock_row){
        .id = k->id,
        .rule = k->rule->name,
        .ref = k->ref,
        .on = k->on,
        .due = k->due,
        .rolled = k->rolled,
        .act_by = k->act_by,
        .paused_days = k->paused_days,
        .status = status,
        .status_words = k->agreed != DATE_NONE ? mem_printf(r->mem, "%s, extended", status) : status,
        .sentence = clock_sentence(r->mem, k, r->today),
    };
}

bool clock_list(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct clocks clocks;
    const struct calendar *c;
    const char *ref = fields_get(f, "ref");
    size_t n = 0;
    if (!privacy_check_case(r->mem, "ref", ref, e) || !clocks_load(r, &clocks, e) || !calendar_load(r, &c, e))
        return false;
    const struct clock **chosen = mem_alloc(r->mem, (clocks.count + 1) * sizeof *chosen);
    struct clock_row *rows = mem_alloc(r->mem, (clocks.count + 1) * sizeof *rows);
    for (size_t i = 0; i < clocks.count; i++) {
        const struct clock *k = &clocks.list[i];
        bool wanted = fields_has(f, "open") ? k->state == CLOCK_OPEN : k->state != CLOCK_VOID || fields_has(f, "all");
        if (wanted && (!ref || (k->ref && strcmp(k->ref, ref) == 0)))
            chosen[n++] = k;
    }
    clocks_sort(r->mem, chosen, n, c, r->today);
    for (size_t i = 0; i < n; i++)
        rows[i] = clock_row_of(r, c, chosen[i]);
    answer_list(a, &clock_row_shape, rows, n);
    a->text = n ? "Check the dates against the district's calendar." : "No clock.";
    answer_next(r, a,
                n ? hint_new(r->mem, "How a date comes about", "clock explain", "id", hint_blank, NULL)
                  : hint_new(r->mem, "Start one", "clock start", "rule", hint_blank, "on", hint_blank, "ref",
                             hint_blank, NULL));
    return true;
}

/* ---- explain ---- */

struct reading {
    const char *reading;
    int due;
};
static const struct column reading_columns[] = {
    {"reading", "READING", CELL_TEXT, offsetof(struct reading, reading), COLUMN_WRAP, NULL},
    {"due", "DUE", CELL_DATE, offsetof(struct reading, due), 0, NULL},
};
static const struct shape reading_shape = SHAPE(reading_columns, reading);

static const struct column happened_columns[] = {
    {"at", NULL, CELL_TEXT, offsetof(struct clock_happened, at), 0, NULL},
    {"at_words", "AT", CELL_TEXT, offsetof(struct clock_happened, at_words), COLUMN_PLAIN | COLUMN_MOMENT, NULL},
    {"by", "BY", CELL_TEXT, offsetof(struct clock_happened, by), 0, NULL},
    {"step", "STEP", CELL_TEXT, offsetof(struct clock_happened, kind), 0, NULL},
    {"on", "ON", CELL_DATE, offsetof(struct clock_happened, on), 0, NULL},
    {"due", "DUE", CELL_DATE, offsetof(struct clock_happened, due), 0, NULL},
    {"text", "TEXT", CELL_TEXT, offsetof(struct clock_happened, text), COLUMN_WRAP, NULL},
};
static const struct shape happened_shape = SHAPE(happened_columns, clock_happened);

struct explained {
    struct clock_row row;
    const struct clock *clock;
    const char *title, *trigger, *citation, *source, *as_of, *also, *agreed_by, *cause;
    int referral, target, agreed, agreed_on, over_on, consent, purged_on;
    bool extended;
    struct rows readings, history;
};
static const struct column explain_columns[] = {
    {"id", "clock", CELL_INT, offsetof(struct explained, row.id), 0, NULL},
    {"rule", "rule", CELL_TEXT, offsetof(struct explained, row.rule), 0, NULL},
    {"title", "what is due", CELL_TEXT, offsetof(struct explained, title), 0, NULL},
    {"ref", "case", CELL_TEXT, offsetof(struct explained, row.ref), COLUMN_SPARSE, NULL},
    {"trigger", "started by", CELL_TEXT, offsetof(struct explained, trigger), 0, NULL},
    {"on", "on", CELL_DATE, offsetof(struct explained, row.on), 0, NULL},
    {"referral", "referral", CELL_DATE, offsetof(struct explained, referral), COLUMN_SPARSE, NULL},
    {"due", "due", CELL_DATE, offsetof(struct explained, row.due), 0, NULL},
    {"rolled", NULL, CELL_DATE, offsetof(struct explained, row.rolled), 0, NULL},
    {"act_by", "act by", CELL_DATE, offsetof(struct explained, row.act_by), 0, NULL},
    {"paused_days", "days paused", CELL_INT, offsetof(struct explained, row.paused_days), 0, NULL},
    {"target", "local target, not law", CELL_DATE, offsetof(struct explained, target), COLUMN_SPARSE, NULL},
    {"status", NULL, CELL_TEXT, offsetof(struct explained, row.status), 0, NULL},
    {"status_words", "status", CELL_TEXT, offsetof(struct explained, row.status_words), COLUMN_PLAIN, NULL},
    {"extended", NULL, CELL_BOOL, offsetof(struct explained, extended), 0, NULL},
    {"agreed", "agreed in writing", CELL_DATE, offsetof(struct explained, agreed), COLUMN_SPARSE, NULL},
    {"agreed_on", "agreed on", CELL_DATE, offsetof(struct explained, agreed_on), COLUMN_SPARSE, NULL},
    {"agreed_by", "recorded by", CELL_TEXT, offsetof(struct explained, agreed_by), COLUMN_SPARSE, NULL},
    {"over_on", "over on", CELL_DATE, offsetof(struct explained, over_on), COLUMN_SPARSE, NULL},
    {"consent", "consent received", CELL_DATE, offsetof(struct explained, consent), COLUMN_SPARSE, NULL},
    {"cause", "ended because", CELL_TEXT, offsetof(struct explained, cause), COLUMN_SPARSE, NULL},
    {"purged_on", "case purged on", CELL_DATE, offsetof(struct explained, purged_on), COLUMN_SPARSE, NULL},
    {"sentence", "sentence", CELL_TEXT, offsetof(struct explained, row.sentence), 0, NULL},
    {"also", NULL, CELL_TEXT, offsetof(struct explained, also), 0, NULL},
    {"citation", "citation", CELL_TEXT, offsetof(struct explained, citation), 0, NULL},
    {"source", "source", CELL_TEXT, offsetof(struct explained, source), 0, NULL},
    {"as_of", "as of", CELL_TEXT, offsetof(struct explained, as_of), 0, NULL},
    {"readings", "readings", CELL_ROWS, offsetof(struct explained, readings), 0, &reading_shape},
    {"history", "history", CELL_ROWS, offsetof(struct explained, history), 0, &happened_shape},
};
const struct shape clock_explain_shape = SHAPE(explain_columns, explained);

/* Where the law can be read in more than one way, the earlier day counts, and the others are shown. */
static void add_readings(struct req *r, const struct calendar *c, const struct clock *k, struct answer *a,
                         struct explained *out) {
    struct reading *list = mem_alloc(r->mem, 4 * sizeof *list);
    struct clock copy = *k;
    struct clock_answer now;
    struct err refused = {0};
    size_t n = 0;
    if (k->due == DATE_NONE || k->rule->is_minimum)
        return;
    list[n++] = (struct reading){k->agreed != DATE_NONE ? "as agreed" : "as counted here, the earlier reading", k->due};
    if (k->agreed == DATE_NONE && k->rule->unit != CLOCK_YEARS)
        list[n++] = (struct reading){"if the last-day rule of EC 9 is applied (CCP 12a, 12b)", k->rolled};
    bool counted = clock_count(r->mem, c, &copy, &now, &refused);
    if (counted && k->agreed != DATE_NONE)
        list[n++] = (struct reading){"by law, without the agreement in writing", now.by_law};
    if (counted && k->agreed == DATE_NONE && k->rule->pauses && now.weekend_due != DATE_NONE)
        list[n++] = (struct reading){"if the weekend just before a break does not count", now.weekend_due};
    if (counted && now.warning)
        answer_note(r, a, "clock %ld: %s", k->id, now.warning);
    if (!counted && k->state == CLOCK_OPEN)
        answer_note(r, a, "clock %ld keeps the dates that it had: %s", k->id, refused.message);
    out->readings = (struct rows){list, n};
}

static void fill_explained(struct req *r, const struct calendar *c, const struct clock *k,
                           const struct clock_history *history, struct explained *out) {
    *out = (struct explained){.row = clock_row_of(r, c, k),
                              .title = k->rule->title,
                              .trigger = k->rule->trigger,
                              .citation = k->rule->citation,
                              .source = k->rule->source,
                              .as_of = k->rule->as_of,
                              .also = k->rule->also,
                              .agreed_by = k->agreed_by,
                              .cause = k->cause,
                              .referral = k->referral,
                              .target = k->target,
                              .agreed = k->agreed,
                              .agreed_on = k->agreed_on,
                              .over_on = k->over_on,
                              .consent = k->consent,
                              .purged_on = k->purged_on,
                              .extended = k->agreed != DATE_NONE,
                              .history = {history->list, history->count}};
}

bool clock_explain(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct clock k;
    const struct calendar *c;
    struct clock_history history;
    struct explained *out = mem_alloc(r->mem, sizeof *out);
    const long id = field_int(f, "id", 0);
    if (!clock_load(r, id, &k, e) || !calendar_load(r, &c, e) || !clock_history_load(r, id, &history, e))
        return false;
    if (!disclosure_tell(r, f, &(struct disclosure){mem_printf(r->mem, "clock %ld", id), &k.ref, 1}, e))
        return false;
    fill_explained(r, c, &k, &history, out);
    add_readings(r, c, &k, a, out);
    answer_one(a, &clock_explain_shape, out);
    a->text = "Check the dates against the district's calendar. That you read this is in the trail.";
    return true;
}
