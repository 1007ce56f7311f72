/* The reports: on paper with --out, else the same on the terminal, as JSON or as CSV. */
#include "forms/forms.h"

#include "forms/papers.h"

static const struct column moved_columns[] = {
    {"what", "WHAT", CELL_TEXT, offsetof(struct day_moved, what), 0, NULL},
    {"item", "ITEM", CELL_TEXT, offsetof(struct day_moved, item), COLUMN_WRAP, NULL},
    {"title", NULL, CELL_TEXT, offsetof(struct day_moved, title), 0, NULL},
    {"languages", NULL, CELL_TEXT, offsetof(struct day_moved, languages), 0, NULL},
    {"reason", "REASON", CELL_TEXT, offsetof(struct day_moved, reason), COLUMN_WRAP, NULL},
    {"how", "HOW", CELL_TEXT, offsetof(struct day_moved, how), 0, NULL},
    {"copies", "COPIES", CELL_INT, offsetof(struct day_moved, copies), 0, NULL},
};
static const struct shape moved_shape = SHAPE(moved_columns, day_moved);

static const struct column step_columns[] = {
    {"number", "REQUISITION", CELL_TEXT, offsetof(struct day_step, number), 0, NULL},
    {"to", "CAME TO", CELL_TEXT, offsetof(struct day_step, to), 0, NULL},
    {"by", "BY", CELL_TEXT, offsetof(struct day_step, by), COLUMN_WRAP, NULL},
    {"note", "NOTE", CELL_TEXT, offsetof(struct day_step, note), COLUMN_WRAP, NULL},
};
static const struct shape step_shape = SHAPE(step_columns, day_step);

static const struct column change_columns[] = {
    {"place", "PLACE", CELL_INT, offsetof(struct day_change, place), 0, NULL},
    {"at", NULL, CELL_TEXT, offsetof(struct day_change, at), 0, NULL},
    {"time", "AT", CELL_TEXT, offsetof(struct day_change, time), COLUMN_PLAIN | COLUMN_MOMENT, NULL},
    {"by", "BY", CELL_TEXT, offsetof(struct day_change, by), COLUMN_WRAP, NULL},
    {"what", "WHAT", CELL_TEXT, offsetof(struct day_change, what), COLUMN_WRAP, NULL},
    {"subject", "TO WHAT", CELL_TEXT, offsetof(struct day_change, subject), COLUMN_WRAP, NULL},
};
static const struct shape change_shape = SHAPE(change_columns, day_change);

static const struct column day_columns[] = {
    {"date", NULL, CELL_DATE, offsetof(struct day, date), 0, NULL},
    {"school", NULL, CELL_TEXT, offsetof(struct day, school_code), 0, NULL},
    {"school_day", NULL, CELL_INT, offsetof(struct day, school_day), 0, NULL},
    {"handed_out", "guides given", CELL_INT, offsetof(struct day, handed_out), 0, NULL},
    {"change_count", "changes", CELL_INT, offsetof(struct day, change_count), 0, NULL},
    {"head_place", NULL, CELL_INT, offsetof(struct day, head_place), 0, NULL},
    {"head", NULL, CELL_TEXT, offsetof(struct day, head), 0, NULL},
    {"moved", "moved", CELL_ROWS, offsetof(struct day, moved), 0, &moved_shape},
    {"steps", "steps", CELL_ROWS, offsetof(struct day, steps), 0, &step_shape},
    {"changes", "changes", CELL_ROWS, offsetof(struct day, changes), 0, &change_shape},
};
static const struct shape day_shape = SHAPE(day_columns, day);

static bool load_paper(struct req *r, struct paper *on, struct school *school, struct settings *settings,
                       struct err *e) {
    *on = (struct paper){school, settings, NULL};
    return school_load(r, school, e) && school_settings(r, settings, e);
}

static bool report_day(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct day *day = mem_alloc(r->mem, sizeof *day);
    struct school school;
    struct settings settings;
    struct paper on;
    int date;
    if (!fields_date(f, "date", r->today, &date, e) || !check_past(f, "date", date, e) || !day_load(r, date, day, e))
        return false;
    if (fields_has(f, "out")) {
        a->form = ANSWER_BYTES;
        return load_paper(r, &on, &school, &settings, e) && day_sheet(r->mem, &on, day, &a->bytes, e);
    }
    answer_one(a, &day_shape, day);
    a->before = mem_printf(r->mem, "%s (%s)\t%s", day->school_name, day->school_code, day->date_words);
    a->text =
        mem_printf(r->mem,
                   "%s%sChanges: those made on the day, and those that entered something of the day.\n\n"
                   "Head of the chain, at place %ld. Check it later:\n"
                   "  guidestock verify --head \\\n    %s\n"
                   "On paper, to sign: guidestock report day --out F",
                   day->moved.count > 0 ? "" : "No copies moved on this day.\n",
                   day->steps.count > 0 ? "" : "No requisition took a step on this day.\n", day->head_place, day->head);
    return true;
}

static const struct column item_columns[] = {
    {"item", "ITEM", CELL_TEXT, offsetof(struct stock_line, item), COLUMN_WRAP, NULL},
    {"title", NULL, CELL_TEXT, offsetof(struct stock_line, title), 0, NULL},
    {"languages", NULL, CELL_TEXTS, offsetof(struct stock_line, languages), 0, NULL},
    {"status", "STATUS", CELL_TEXT, offsetof(struct stock_line, status), 0, NULL},
    {"on_hand", "ON HAND", CELL_INT, offsetof(struct stock_line, on_hand), 0, NULL},
    {"incoming", "COMING", CELL_INT, offsetof(struct stock_line, incoming), 0, NULL},
    {"reorder_at", "REORDER", CELL_INT, offsetof(struct stock_line, reorder_at), 0, NULL},
    {"fill_to", "FILL", CELL_INT, offsetof(struct stock_line, fill_to), 0, NULL},
    {"superseded", NULL, CELL_INT, offsetof(struct stock_line, superseded), 0, NULL},
    {"edition", "EDITION", CELL_TEXT, offsetof(struct stock_line, edition), COLUMN_WRAP, NULL},
};
static const struct shape item_shape = SHAPE(item_columns, stock_line);

static const struct column language_columns[] = {
    {"program", "PROGRAM", CELL_TEXT, offsetof(struct report_language, program), 0, NULL},
    {"language", "LANGUAGE", CELL_TEXT, offsetof(struct report_language, language), COLUMN_WRAP, NULL},
    {"families", "FAMILIES", CELL_INT, offsetof(struct report_language, families), 0, NULL},
    {"copies", "COPIES", CELL_INT, offsetof(struct report_language, copies), 0, NULL},
    {"printed", NULL, CELL_BOOL, offsetof(struct report_language, printed), 0, NULL},
    {"bar", "", CELL_TEXT, offsetof(struct report_language, bar), COLUMN_PLAIN, NULL},
};
static const struct shape language_shape = SHAPE(language_columns, report_language);

static const struct column report_columns[] = {
    {"date", "date", CELL_DATE, offsetof(struct report, date), 0, NULL},
    {"school_year", "school year", CELL_TEXT, offsetof(struct report, school_year), 0, NULL},
    {"low", "items low", CELL_INT, offsetof(struct report, low), 0, NULL},
    {"items", "items", CELL_ROWS, offsetof(struct report, items), 0, &item_shape},
    {"languages", "languages", CELL_ROWS, offsetof(struct report, languages), 0, &language_shape},
};
static const struct shape report_shape = SHAPE(report_columns, report);

static bool report_stock(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct report *report = mem_alloc(r->mem, sizeof *report);
    struct school school;
    struct settings settings;
    struct paper on;
    if (!load_paper(r, &on, &school, &settings, e) || !report_load(r, report, e))
        return false;
    if (fields_has(f, "out")) {
        a->form = ANSWER_BYTES;
        return stock_report(r->mem, &on, report, &a->bytes, e);
    }
    answer_one(a, &report_shape, report);
    a->before = mem_printf(r->mem, "%s (%s)\tStock report", school.name, school.code);
    a->text = "On paper, with its bars: guidestock report stock --out F";
    return true;
}

static const struct param day_params[] = {
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "which day (default: today)", NULL},
    {"out", PARAM_OPTION, KIND_OUT_FILE, "F", "on paper, as a PDF; - is standard output", NULL},
    {0},
};
static const struct param stock_params[] = {
    {"out", PARAM_OPTION, KIND_OUT_FILE, "F", "on paper, as a PDF; - is standard output", NULL},
    {0},
};

static const struct verb list[] = {
    {"report", "day", "the day-end sheet: what moved, what changed, and the head of the chain", ACCESS_READ, NOUN_ALONE,
     ROLES_ALL, report_day, day_params, &day_shape, EXAMPLE({"out", "day.pdf"})},
    {"report", "stock", "the stock of every item, and of every language beside its families", ACCESS_READ, 0, ROLES_ALL,
     report_stock, stock_params, &report_shape, EXAMPLE({"out", "stock.pdf"})},
};

const struct verbs report_verbs = {list, sizeof list / sizeof *list};
