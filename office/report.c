#include "office/report.h"

#include "compliance/school/year.h"

/* ---- the day ---- */

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
    {"time", "AT", CELL_TEXT, offsetof(struct day_change, time), COLUMN_PLAIN, NULL},
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
const struct shape report_day_shape = SHAPE(day_columns, day);

bool report_day(struct req *r, const struct day *day, struct answer *a) {
    answer_one(a, &report_day_shape, day);
    a->before = mem_printf(r->mem, "%s (%s)\t%s", day->school_name, day->school_code, day->date_words);
    a->text =
        mem_printf(r->mem,
                   "%s%sChanges: those made on the day, and those that entered something of the day.\n\n"
                   "Head of the chain, at place %ld:\n  %s",
                   day->moved.count > 0 ? "" : "No copies moved on this day.\n",
                   day->steps.count > 0 ? "" : "No requisition took a step on this day.\n", day->head_place, day->head);
    answer_next(r, a, hint_new(r->mem, "To check the record later", "verify", "head", day->head, NULL));
    answer_next(r, a,
                hint_new(r->mem, "On paper, to sign", "report day", "date",
                         day->date == r->today ? NULL : date_iso(r->mem, day->date), "out", hint_blank, NULL));
    return true;
}

/* ---- the stock ---- */

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

static const struct column stock_columns[] = {
    {"date", "date", CELL_DATE, offsetof(struct report, date), 0, NULL},
    {"school_year", "school year", CELL_TEXT, offsetof(struct report, school_year), 0, NULL},
    {"low", "items low", CELL_INT, offsetof(struct report, low), 0, NULL},
    {"items", "items", CELL_ROWS, offsetof(struct report, items), 0, &item_shape},
    {"languages", "languages", CELL_ROWS, offsetof(struct report, languages), 0, &language_shape},
};
const struct shape report_stock_shape = SHAPE(stock_columns, report);

bool report_stock(struct req *r, const struct school *school, const struct report *report, struct answer *a) {
    answer_one(a, &report_stock_shape, report);
    a->before = mem_printf(r->mem, "%s (%s)\tStock report", school->name, school->code);
    answer_next(r, a, hint_new(r->mem, "On paper, with its bars", "report stock", "out", hint_blank, NULL));
    return true;
}

/* ---- the school year ---- */

static const struct column person_columns[] = {
    {"name", "DESIGNEE", CELL_TEXT, offsetof(struct assignment, name), COLUMN_WRAP, NULL},
    {"class", "CLASS", CELL_TEXT, offsetof(struct assignment, class_name), COLUMN_WRAP, NULL},
    {"from", "FROM", CELL_DATE, offsetof(struct assignment, from), 0, NULL},
    {"to", "THROUGH", CELL_DATE, offsetof(struct assignment, to), 0, NULL},
    {"portal", "PORTAL", CELL_DATE, offsetof(struct assignment, date[DESIGNEE_PORTAL]), 0, NULL},
    {"portal_entered", NULL, CELL_DATE, offsetof(struct assignment, portal_entered), 0, NULL},
    {"met", NULL, CELL_DATE, offsetof(struct assignment, date[DESIGNEE_MET]), 0, NULL},
    {"reason", NULL, CELL_TEXT, offsetof(struct assignment, reason), 0, NULL},
};
static const struct shape person_shape = SHAPE(person_columns, assignment);

static const struct column gap_columns[] = {
    {"from", "NOBODY FROM", CELL_DATE, offsetof(struct designee_gap, from), 0, NULL},
    {"to", "THROUGH", CELL_DATE, offsetof(struct designee_gap, to), 0, NULL},
};
static const struct shape gap_shape = SHAPE(gap_columns, designee_gap);

static const struct column duty_columns[] = {
    {"number", "DUTY", CELL_INT, offsetof(struct duty, number), 0, NULL},
    {"title", "", CELL_TEXT, offsetof(struct duty, title), COLUMN_WRAP, NULL},
    {"who", "WHO", CELL_TEXT, offsetof(struct duty, held), COLUMN_WRAP, NULL},
    {"state", "STATE", CELL_TEXT, offsetof(struct duty, state_word), 0, NULL},
    {"on", NULL, CELL_DATE, offsetof(struct duty, on), 0, NULL},
    {"evidence", NULL, CELL_TEXT, offsetof(struct duty, words), 0, NULL},
};
static const struct shape duty_shape = SHAPE(duty_columns, duty);

static const struct column rule_columns[] = {
    {"rule", "RULE", CELL_TEXT, offsetof(struct year_rule, rule), COLUMN_WRAP, NULL},
    {"citation", NULL, CELL_TEXT, offsetof(struct year_rule, citation), 0, NULL},
    {"ran", "RAN", CELL_INT, offsetof(struct year_rule, ran), 0, NULL},
    {"met", "MET", CELL_INT, offsetof(struct year_rule, met), 0, NULL},
    {"late", "LATE", CELL_INT, offsetof(struct year_rule, late), 0, NULL},
    {"open", "OPEN", CELL_INT, offsetof(struct year_rule, open), 0, NULL},
    {"overdue", "OVERDUE", CELL_INT, offsetof(struct year_rule, overdue), 0, NULL},
    {"ended", "ENDED", CELL_INT, offsetof(struct year_rule, ended), 0, NULL},
    {"clocks", "CLOCKS", CELL_TEXT, offsetof(struct year_rule, numbers), COLUMN_WRAP, NULL},
};
static const struct shape rule_shape = SHAPE(rule_columns, year_rule);

static const struct column clock_columns[] = {
    {"id", "CLOCK", CELL_INT, offsetof(struct year_clock, number), 0, NULL},
    {"rule", "RULE", CELL_TEXT, offsetof(struct year_clock, rule), COLUMN_WRAP, NULL},
    {"on", "FROM", CELL_DATE, offsetof(struct year_clock, on), 0, NULL},
    {"due", "DUE", CELL_DATE, offsetof(struct year_clock, due), 0, NULL},
    {"over_on", "OVER", CELL_DATE, offsetof(struct year_clock, over_on), 0, NULL},
    {"status", "STATUS", CELL_TEXT, offsetof(struct year_clock, status), 0, NULL},
    {"days_late", NULL, CELL_INT, offsetof(struct year_clock, days_late), 0, NULL},
    {"cause", "", CELL_TEXT, offsetof(struct year_clock, cause), COLUMN_BENEATH, NULL},
    {"sentence", NULL, CELL_TEXT, offsetof(struct year_clock, sentence), 0, NULL},
};
static const struct shape clock_shape = SHAPE(clock_columns, year_clock);

static const struct column guide_columns[] = {
    {"head", "", CELL_TEXT, offsetof(struct given, head), COLUMN_PLAIN | COLUMN_ABOVE, NULL},
    {"reason", NULL, CELL_TEXT, offsetof(struct given, reason), 0, NULL},
    {"item", "ITEM", CELL_TEXT, offsetof(struct given, item), COLUMN_WRAP, NULL},
    {"language_short", "LANGUAGE", CELL_TEXT, offsetof(struct given, language_short), COLUMN_PLAIN, NULL},
    {"languages", NULL, CELL_TEXTS, offsetof(struct given, languages), 0, NULL},
    {"edition", NULL, CELL_TEXT, offsetof(struct given, edition), 0, NULL},
    {"copies", "COPIES", CELL_INT, offsetof(struct given, copies), 0, NULL},
    {"times", "TIMES", CELL_INT, offsetof(struct given, times), 0, NULL},
    {"paper", NULL, CELL_INT, offsetof(struct given, paper), 0, NULL},
    {"email", NULL, CELL_INT, offsetof(struct given, email), 0, NULL},
    {"web", NULL, CELL_INT, offsetof(struct given, web), 0, NULL},
};
static const struct shape guide_shape = SHAPE(guide_columns, given);

static const struct column requisition_columns[] = {
    {"number", "REQUISITION", CELL_TEXT, offsetof(struct year_requisition, number), 0, NULL},
    {"status", "STATUS", CELL_TEXT, offsetof(struct year_requisition, status), 0, NULL},
    {"prepared", "PREPARED", CELL_DATE, offsetof(struct year_requisition, prepared), 0, NULL},
    {"sent", "SENT", CELL_DATE, offsetof(struct year_requisition, sent), 0, NULL},
    {"first_received", NULL, CELL_DATE, offsetof(struct year_requisition, first_received), 0, NULL},
    {"lines", NULL, CELL_INT, offsetof(struct year_requisition, lines), 0, NULL},
    {"copies", "COPIES", CELL_INT, offsetof(struct year_requisition, copies), 0, NULL},
    {"received", "RECEIVED", CELL_INT, offsetof(struct year_requisition, received), 0, NULL},
};
static const struct shape requisition_shape = SHAPE(requisition_columns, year_requisition);

static const struct column outage_columns[] = {
    {"item", "OUT OF STOCK", CELL_TEXT, offsetof(struct outage, item), COLUMN_WRAP, NULL},
    {"language", "LANGUAGE", CELL_TEXT, offsetof(struct outage, language_short), 0, NULL},
    {"from", "FROM", CELL_DATE, offsetof(struct outage, from), 0, NULL},
    {"to", "THROUGH", CELL_DATE, offsetof(struct outage, to), 0, NULL},
    {"still", NULL, CELL_BOOL, offsetof(struct outage, still), 0, NULL},
    {"school_days", "SCHOOL DAYS", CELL_INT, offsetof(struct outage, school_days), 0, NULL},
};
static const struct shape outage_shape = SHAPE(outage_columns, outage);

static const struct column year_columns[] = {
    {"school", NULL, CELL_TEXT, offsetof(struct year_report, school_code), 0, NULL},
    {"school_year", NULL, CELL_TEXT, offsetof(struct year_report, school_year), 0, NULL},
    {"as_of", "as of", CELL_DATE, offsetof(struct year_report, as_of), 0, NULL},
    {"designee_status", "designee", CELL_TEXT, offsetof(struct year_report, designee_status), 0, NULL},
    {"portal", NULL, CELL_DATE, offsetof(struct year_report, duties.designee.portal), 0, NULL},
    {"act_by", NULL, CELL_DATE, offsetof(struct year_report, duties.designee.act_by), 0, NULL},
    {"days_without_designee", "days without", CELL_INT, offsetof(struct year_report, duties.designee.gap_days), 0,
     NULL},
    {"duties_done", "duties done", CELL_INT, offsetof(struct year_report, duties.done), 0, NULL},
    {"clocks_ran", "clocks", CELL_INT, offsetof(struct year_report, clocks.ran), 0, NULL},
    {"clocks_met", "met", CELL_INT, offsetof(struct year_report, clocks.met), 0, NULL},
    {"clocks_late", "late", CELL_INT, offsetof(struct year_report, clocks.late), 0, NULL},
    {"clocks_open", "open", CELL_INT, offsetof(struct year_report, clocks.open), 0, NULL},
    {"clocks_overdue", "overdue", CELL_INT, offsetof(struct year_report, clocks.overdue), 0, NULL},
    {"clocks_ended", "ended", CELL_INT, offsetof(struct year_report, clocks.ended), 0, NULL},
    {"guides_given", "guides given", CELL_INT, offsetof(struct year_report, given.copies), 0, NULL},
    {"guides_times", NULL, CELL_INT, offsetof(struct year_report, given.times), 0, NULL},
    {"guides_sent", NULL, CELL_INT, offsetof(struct year_report, given.sent), 0, NULL},
    {"copies_ordered", "copies ordered", CELL_INT, offsetof(struct year_report, copies_ordered), 0, NULL},
    {"copies_received", "received", CELL_INT, offsetof(struct year_report, copies_received), 0, NULL},
    {"items_out_of_stock", "items out of stock", CELL_INT, offsetof(struct year_report, outages.items), 0, NULL},
    {"days_out_of_stock", "their school days", CELL_INT, offsetof(struct year_report, outages.school_days), 0, NULL},
    {"designees", "designees", CELL_ROWS, offsetof(struct year_report, people), 0, &person_shape},
    {"gaps", "without a designee", CELL_ROWS, offsetof(struct year_report, duties.designee.gaps), 0, &gap_shape},
    {"duties", "duties", CELL_ROWS, offsetof(struct year_report, duty_list), 0, &duty_shape},
    {"rules", "clocks by rule", CELL_ROWS, offsetof(struct year_report, rules), 0, &rule_shape},
    {"clocks", "clocks", CELL_ROWS, offsetof(struct year_report, clock_list), 0, &clock_shape},
    {"guides", "guides given", CELL_ROWS, offsetof(struct year_report, guides), 0, &guide_shape},
    {"requisitions", "requisitions", CELL_ROWS, offsetof(struct year_report, requisitions), 0, &requisition_shape},
    {"outages", "days out of stock", CELL_ROWS, offsetof(struct year_report, outage_list), 0, &outage_shape},
};
const struct shape report_year_shape = SHAPE(year_columns, year_report);

bool report_year_load(struct req *r, const struct fields *f, struct year_report *out, struct err *e) {
    const int year = field_year(f, "year", year_of(r->today));
    if (year_begin(year) > r->today)
        return err_set(e, ERR_INPUT, "year", "year: %s has not begun; it begins on July 1, %d", year_text(r->mem, year),
                       year);
    return year_report_load(r, year, out, e);
}

bool report_year(struct req *r, const struct school *school, const struct year_report *report, struct answer *a) {
    answer_one(a, &report_year_shape, report);
    a->before = mem_printf(r->mem, "%s (%s)\tYear report %s", school->name, school->code, report->school_year);
    a->text = report->designee_words;
    answer_next(r, a,
                hint_new(r->mem, "On paper", "report year", "year", report->school_year, "out",
                         mem_printf(r->mem, "year-%s.pdf", report->school_year), NULL));
    if (report->people.count + report->clock_list.count + report->guides.count + report->requisitions.count == 0)
        answer_note(r, a, "nothing is recorded for %s", report->school_year);
    return true;
}
