#include "inventory/order_verbs.h"

#include "base/csv.h"
#include "base/text.h"
#include "compliance/audit/columns.h"
#include "inventory/stock.h"

#include <string.h>

/* ---- suggest and explain ---- */

static const struct column suggest_columns[] = {
    {"item", "ITEM", CELL_TEXT, offsetof(struct stock_line, item), COLUMN_WRAP, NULL},
    {"title", NULL, CELL_TEXT, offsetof(struct stock_line, title), 0, NULL},
    {"languages", NULL, CELL_TEXTS, offsetof(struct stock_line, languages), 0, NULL},
    {"material_number", NULL, CELL_TEXT, offsetof(struct stock_line, material_number), 0, NULL},
    {"language_short", "LANGUAGE", CELL_TEXT, offsetof(struct stock_line, language_short), COLUMN_PLAIN, NULL},
    {"status", "STATUS", CELL_TEXT, offsetof(struct stock_line, status), 0, NULL},
    {"order_words", "ORDER", CELL_TEXT, offsetof(struct stock_line, order_words), COLUMN_PLAIN, NULL},
    {"units", NULL, CELL_INT, offsetof(struct stock_line, units), 0, NULL},
    {"copies", NULL, CELL_INT, offsetof(struct stock_line, copies), 0, NULL},
    {"ticked", "TAKEN", CELL_BOOL, offsetof(struct stock_line, ticked), 0, NULL},
    {"urgent", "URGENT", CELL_BOOL, offsetof(struct stock_line, urgent), 0, NULL},
    {"counted", NULL, CELL_DATE, offsetof(struct stock_line, counted), 0, NULL},
    {"counted_words", "COUNTED", CELL_TEXT, offsetof(struct stock_line, counted_words), COLUMN_PLAIN, NULL},
    {"sentence", "", CELL_TEXT, offsetof(struct stock_line, sentence), COLUMN_BENEATH, NULL},
};
static const struct shape suggest_shape = SHAPE(suggest_columns, stock_line);

static bool order_suggest(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stock stock;
    size_t n = 0;
    (void)f;
    if (!stock_load(r, 0, &stock, e))
        return false;
    for (size_t i = 0; i < stock.count; i++)
        if (stock.list[i].copies > 0)
            stock.list[n++] = stock.list[i];
    answer_list(a, &suggest_shape, stock.list, n);
    if (n == 0) {
        a->text = "Nothing is to be ordered.";
        return true;
    }
    answer_next(r, a, hint_new(r->mem, "Make the requisition", "requisition new", "needed", "yes", NULL));
    answer_next(r, a, hint_new(r->mem, "How a figure comes about", "order explain", "item", hint_blank, NULL));
    return true;
}

struct explained {
    const char *item, *status, *sentence;
    struct order_input input;
    struct order_answer answer;
    const char *coming;
    long lead_from; /* deliveries that the lead is learned from; INT_NONE: it is the school's setting */
    bool ticked, urgent;
    long print_in_house;
    int counted;
    const char *counted_words, *per_year_words;
};
static const struct column explain_columns[] = {
    {"item", "item", CELL_TEXT, offsetof(struct explained, item), 0, NULL},
    {"issued", "issued in the look-back", CELL_INT, offsetof(struct explained, input.issued), 0, NULL},
    {"days_in_stock", "school days with stock", CELL_INT, offsetof(struct explained, input.days_in_stock), 0, NULL},
    {"families", "families", CELL_INT, offsetof(struct explained, input.families), 0, NULL},
    {"copies_per_year", NULL, CELL_INT, offsetof(struct explained, input.copies_per_year), 0, NULL},
    {"per_year_words", "copies per family and year", CELL_TEXT, offsetof(struct explained, per_year_words),
     COLUMN_PLAIN, NULL},
    {"spare_pct", "spare %", CELL_INT, offsetof(struct explained, input.spare_pct), 0, NULL},
    {"lead_days", "lead", CELL_INT, offsetof(struct explained, input.lead_days), 0, NULL},
    {"lead_learned_from", "learned from deliveries", CELL_INT, offsetof(struct explained, lead_from), 0, NULL},
    {"safety_days", "safety", CELL_INT, offsetof(struct explained, input.safety_days), 0, NULL},
    {"review_days", "review", CELL_INT, offsetof(struct explained, input.review_days), 0, NULL},
    {"floor", "floor", CELL_INT, offsetof(struct explained, input.floor), 0, NULL},
    {"shelf_cap", "shelf cap", CELL_INT, offsetof(struct explained, input.shelf_cap), 0, NULL},
    {"copies_per_unit", "copies per unit", CELL_INT, offsetof(struct explained, input.copies_per_unit), 0, NULL},
    {"on_hand", "on hand", CELL_INT, offsetof(struct explained, input.on_hand), 0, NULL},
    {"incoming", "coming", CELL_INT, offsetof(struct explained, input.incoming), 0, NULL},
    {"coming_with", "coming with", CELL_TEXT, offsetof(struct explained, coming), 0, NULL},
    {"min_set", "minimum, by hand", CELL_INT, offsetof(struct explained, input.min_set), 0, NULL},
    {"max_set", "maximum, by hand", CELL_INT, offsetof(struct explained, input.max_set), 0, NULL},
    {"opening", "opening, before summer", CELL_INT, offsetof(struct explained, input.opening), 0, NULL},
    {"reorder_at", "reorder at", CELL_INT, offsetof(struct explained, answer.reorder_at), 0, NULL},
    {"fill_to", "fill to", CELL_INT, offsetof(struct explained, answer.fill_to), 0, NULL},
    {"status", "status", CELL_TEXT, offsetof(struct explained, status), 0, NULL},
    {"units", "units", CELL_INT, offsetof(struct explained, answer.units), 0, NULL},
    {"copies", "copies", CELL_INT, offsetof(struct explained, answer.copies), 0, NULL},
    {"ticked", "taken when needed", CELL_BOOL, offsetof(struct explained, ticked), 0, NULL},
    {"urgent", "urgent", CELL_BOOL, offsetof(struct explained, urgent), 0, NULL},
    {"print_in_house", "print in-house", CELL_INT, offsetof(struct explained, print_in_house), 0, NULL},
    {"counted", NULL, CELL_DATE, offsetof(struct explained, counted), 0, NULL},
    {"counted_words", "last counted", CELL_TEXT, offsetof(struct explained, counted_words), COLUMN_PLAIN, NULL},
    {"sentence", NULL, CELL_TEXT, offsetof(struct explained, sentence), 0, NULL},
};
static const struct shape explain_shape = SHAPE(explain_columns, explained);

/* The sentence, and then how it comes about. */
static const char *steps(struct mem *m, const struct stock_line *l) {
    const struct order_input *in = &l->input;
    long spread = in->days_in_stock > 45 ? in->days_in_stock : 45;
    return mem_printf(m,
                      "%s: %s\n\n"
                      "use      = %ld issued / %ld school days with stock (at least 45 are taken)\n"
                      "need     = %ld families x %ld a year x %ld%% / %ld school days\n"
                      "demand   = the larger of the two: %ld copies in %ld school days (lead, safety),\n"
                      "           %ld in %ld (and review)\n"
                      "levels   = at least the floor of %ld to reorder, and twice that to fill",
                      l->item, l->sentence, in->issued, spread, in->families, in->copies_per_year, 100 + in->spare_pct,
                      in->school_days, order_demand(in, in->lead_days + in->safety_days),
                      in->lead_days + in->safety_days,
                      order_demand(in, in->lead_days + in->safety_days + in->review_days),
                      in->lead_days + in->safety_days + in->review_days, in->floor);
}

/* "2 (set for this title)" says where the figure comes from, if it is not the school's. */
static const char *per_year_words(struct mem *m, const struct stock_line *l) {
    const char *from = l->of->copies_per_year != INT_NONE ? " (set for this item)"
                       : l->of->title_copies != INT_NONE  ? " (set for this title)"
                                                          : "";
    return mem_printf(m, "%ld%s", l->input.copies_per_year, from);
}

static bool order_explain(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct stock stock;
    const struct item *i;
    if (!item_lookup(r, fields_get(f, "item"), &i, e) || !stock_load(r, i->id, &stock, e))
        return false;
    if (stock.count == 0)
        return err_set(e, ERR_NOT_FOUND, "item", "%s is not in this school's stock: %s", i->code,
                       i->retired_on != DATE_NONE ? "it is retired" : "it is for secondary schools only (REF-5640.9)");
    const struct stock_line *l = &stock.list[0];
    struct explained *one = mem_alloc(r->mem, sizeof *one);
    *one = (struct explained){.item = l->item,
                              .status = l->status,
                              .sentence = l->sentence,
                              .input = l->input,
                              .answer = l->answer,
                              .coming = l->coming,
                              .lead_from = stock.lead_from < 3 ? INT_NONE : stock.lead_from,
                              .ticked = l->ticked,
                              .urgent = l->urgent,
                              .print_in_house = l->print_in_house,
                              .counted = l->counted,
                              .counted_words = l->counted_words,
                              .per_year_words = per_year_words(r->mem, l)};
    answer_one(a, &explain_shape, one);
    a->before = steps(r->mem, l);
    return true;
}

/* ---- compute ---- */

enum { CASES_MOST = 100000, COUNT_MOST = 1000000000, DAYS_MOST = 3660, LEVEL_MOST = 1000000 };

/* The columns of the file, in the order of compute_columns. Those of PARAM_OPTION may be blank. */
static const struct param inputs[] = {
    {"case", PARAM_OPTION, KIND_TEXT, NULL, "what it is called"},
    {"issued", PARAM_ARG, KIND_INT, NULL, "copies issued in the look-back", NULL, 0, COUNT_MOST},
    {"days_in_stock", PARAM_ARG, KIND_INT, NULL, "school days with stock", NULL, 0, DAYS_MOST},
    {"families", PARAM_ARG, KIND_INT, NULL, "families", NULL, 0, 1000000},
    {"copies_per_year", PARAM_ARG, KIND_INT, NULL, "copies per family and year", NULL, 0, 100},
    {"spare_pct", PARAM_ARG, KIND_INT, NULL, "percent to spare", NULL, 0, 1000},
    {"lead_days", PARAM_ARG, KIND_INT, NULL, "school days", NULL, 0, 366},
    {"safety_days", PARAM_ARG, KIND_INT, NULL, "school days", NULL, 0, 366},
    {"review_days", PARAM_ARG, KIND_INT, NULL, "school days", NULL, 0, 366},
    {"floor", PARAM_ARG, KIND_INT, NULL, "copies", NULL, 0, LEVEL_MOST},
    {"shelf_cap", PARAM_OPTION, KIND_INT, NULL, "copies", NULL, 0, LEVEL_MOST},
    {"copies_per_unit", PARAM_OPTION, KIND_INT, NULL, "copies", NULL, 1, 100000},
    {"on_hand", PARAM_ARG, KIND_INT, NULL, "copies", NULL, 0, COUNT_MOST},
    {"incoming", PARAM_ARG, KIND_INT, NULL, "copies", NULL, 0, COUNT_MOST},
    {"min_set", PARAM_OPTION, KIND_INT, NULL, "copies", NULL, 0, LEVEL_MOST},
    {"max_set", PARAM_OPTION, KIND_INT, NULL, "copies", NULL, 0, LEVEL_MOST},
    {"opening", PARAM_ARG, KIND_INT, NULL, "copies", NULL, 0, COUNT_MOST},
    {0},
};

struct computed {
    const char *name, *status;
    struct order_input in;
    long reorder_at, fill_to, units, copies;
};

static const struct column compute_columns[] = {
    {"case", "CASE", CELL_TEXT, offsetof(struct computed, name), COLUMN_WRAP, NULL},
    {"issued", NULL, CELL_INT, offsetof(struct computed, in.issued), 0, NULL},
    {"days_in_stock", NULL, CELL_INT, offsetof(struct computed, in.days_in_stock), 0, NULL},
    {"families", NULL, CELL_INT, offsetof(struct computed, in.families), 0, NULL},
    {"copies_per_year", NULL, CELL_INT, offsetof(struct computed, in.copies_per_year), 0, NULL},
    {"spare_pct", NULL, CELL_INT, offsetof(struct computed, in.spare_pct), 0, NULL},
    {"lead_days", NULL, CELL_INT, offsetof(struct computed, in.lead_days), 0, NULL},
    {"safety_days", NULL, CELL_INT, offsetof(struct computed, in.safety_days), 0, NULL},
    {"review_days", NULL, CELL_INT, offsetof(struct computed, in.review_days), 0, NULL},
    {"floor", NULL, CELL_INT, offsetof(struct computed, in.floor), 0, NULL},
    {"shelf_cap", NULL, CELL_INT, offsetof(struct computed, in.shelf_cap), 0, NULL},
    {"copies_per_unit", NULL, CELL_INT, offsetof(struct computed, in.copies_per_unit), 0, NULL},
    {"on_hand", NULL, CELL_INT, offsetof(struct computed, in.on_hand), 0, NULL},
    {"incoming", NULL, CELL_INT, offsetof(struct computed, in.incoming), 0, NULL},
    {"min_set", NULL, CELL_INT, offsetof(struct computed, in.min_set), 0, NULL},
    {"max_set", NULL, CELL_INT, offsetof(struct computed, in.max_set), 0, NULL},
    {"opening", NULL, CELL_INT, offsetof(struct computed, in.opening), 0, NULL},
    {"reorder_at", "REORDER", CELL_INT, offsetof(struct computed, reorder_at), 0, NULL},
    {"fill_to", "FILL", CELL_INT, offsetof(struct computed, fill_to), 0, NULL},
    {"status", "STATUS", CELL_TEXT, offsetof(struct computed, status), 0, NULL},
    {"units", "UNITS", CELL_INT, offsetof(struct computed, units), 0, NULL},
    {"copies", "COPIES", CELL_INT, offsetof(struct computed, copies), 0, NULL},
};
static const struct shape compute_shape = SHAPE(compute_columns, computed);

struct computing {
    struct req *req;
    struct answer *answer;
    struct columns_reading columns;
    struct computed *rows;
    size_t count;
};

/* Other columns are passed over: a file of worked answers holds the answers, too. */
static bool compute_header(void *where, const struct csv_row *row, struct err *e) {
    struct computing *c = where;
    for (size_t i = 0; inputs[i].name; i++) {
        c->columns.at[i] = csv_find(row, inputs[i].name);
        if (c->columns.at[i] < 0)
            return err_set(e, ERR_INPUT, "file", "the header has no column \"%s\"", inputs[i].name);
    }
    return true;
}

static struct computed compute_case(struct mem *m, const struct fields *f) {
    struct order_answer answer;
    struct err refused = {0};
    const char *name = fields_get(f, "case");
    struct computed out = {.name = mem_text(m, name ? name : ""),
                           .status = "refused",
                           .in.school_days = 180, /* docs/ordering.md, "Parameters" */
                           .reorder_at = INT_NONE,
                           .fill_to = INT_NONE,
                           .units = INT_NONE,
                           .copies = INT_NONE};
    for (size_t i = 1; inputs[i].name; i++)
        *(long *)(void *)((char *)&out + compute_columns[i].offset) = field_int(f, inputs[i].name, INT_NONE);
    if (!order_compute(&out.in, &answer, &refused))
        return out;
    out.reorder_at = answer.reorder_at;
    out.fill_to = answer.fill_to;
    out.status = order_status_names[answer.status];
    out.units = answer.units;
    out.copies = answer.copies;
    return out;
}

static bool compute_row(void *where, const struct csv_row *row, struct err *e) {
    struct computing *c = where;
    if (c->count >= CASES_MOST)
        return err_set(e, ERR_INPUT, "file", "the file has more than %d cases; split it", CASES_MOST);
    columns_read(&c->columns, row);
    if (!columns_settle(&c->columns, e))
        return answer_refuse(c->req, c->answer, row->line, e);
    c->rows = mem_grow(c->req->mem, c->rows, c->count, sizeof *c->rows);
    c->rows[c->count++] = compute_case(c->req->mem, &c->columns.row);
    return true;
}

static bool order_compute_file(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct computing c = {.req = r, .answer = a};
    struct csv_sink sink = {&c, compute_header, compute_row};
    static const struct columns_kind kind = {.list = inputs};
    columns_begin(&c.columns, &kind, r->mem, r->today, f->year_begin);
    if (!csv_read(r->in, &sink, e) ||
        !answer_unrefused(a, mem_printf(r->mem, "%ld row%s refused.", a->refused, a->refused == 1 ? "" : "s"), e))
        return false;
    if (c.count == 0)
        return err_set(e, ERR_INPUT, "file", "the file has a header but no row");
    answer_list(a, &compute_shape, c.rows, c.count);
    return true;
}

static const struct param no_params[] = {{0}};
static const struct param explain_params[] = {
    {"item", PARAM_ARG, KIND_ITEM, "ITEM", "a code or a material number"},
    {0},
};
static const struct param compute_params[] = {
    {"file", PARAM_NEEDED, KIND_FILE, "FILE", "CSV with a column for each input"},
    {0},
};
static const struct verb verbs[] = {
    {"order", "suggest", "what to order, with the arithmetic in one sentence", ACCESS_READ, NOUN_ALONE, ROLES_ALL,
     order_suggest, no_params, &suggest_shape, NULL},
    {"order", "explain", "how the suggestion for an item comes about", ACCESS_READ, 0, ROLES_ALL, order_explain,
     explain_params, &explain_shape, EXAMPLE({"item", "parent-guide.es"})},
    {"order", "compute", "the formula alone, for each case of a file", ACCESS_NONE, 0, ROLES_ALL, order_compute_file,
     compute_params, &compute_shape, EXAMPLE({"file", "cases.csv"})},
};
const struct verbs order_verbs = {verbs, sizeof verbs / sizeof *verbs};
