/* report year: on the terminal, as JSON, or on paper. */
#include "forms/forms.h"

#include "compliance/school/year.h"
#include "forms/year_report.h"

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
static const struct shape requisition_year_shape = SHAPE(requisition_columns, year_requisition);

static const struct column outage_columns[] = {
    {"item", "OUT OF STOCK", CELL_TEXT, offsetof(struct outage, item), COLUMN_WRAP, NULL},
    {"language", "LANGUAGE", CELL_TEXT, offsetof(struct outage, language_short), 0, NULL},
    {"from", "FROM", CELL_DATE, offsetof(struct outage, from), 0, NULL},
    {"to", "THROUGH", CELL_DATE, offsetof(struct outage, to), 0, NULL},
    {"still", NULL, CELL_BOOL, offsetof(struct outage, still), 0, NULL},
    {"school_days", "SCHOOL DAYS", CELL_INT, offsetof(struct outage, school_days), 0, NULL},
};
static const struct shape outage_shape = SHAPE(outage_columns, outage);

static const struct column report_columns[] = {
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
    {"requisitions", "requisitions", CELL_ROWS, offsetof(struct year_report, requisitions), 0, &requisition_year_shape},
    {"outages", "days out of stock", CELL_ROWS, offsetof(struct year_report, outage_list), 0, &outage_shape},
};
static const struct shape report_shape = SHAPE(report_columns, year_report);

static bool report_year(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct year_report *report = mem_alloc(r->mem, sizeof *report);
    struct school school;
    struct settings settings;
    int year;
    if (!year_field(f, &year, e) || !school_load(r, &school, e) || !school_settings(r, &settings, e))
        return false;
    if (year_begin(year) > r->today)
        return err_set(e, ERR_INPUT, "year", "year: %s has not begun; it does on July 1, %d", year_text(r->mem, year),
                       year);
    if (!year_report_load(r, year, report, e))
        return false;
    if (fields_has(f, "out")) {
        const struct paper on = {&school, &settings, NULL};
        a->form = ANSWER_BYTES;
        return year_paper(r->mem, &on, report, &a->bytes, e);
    }
    answer_one(a, &report_shape, report);
    a->before = mem_printf(r->mem, "%s (%s)\tYear report %s", school.name, school.code, report->school_year);
    a->text = mem_printf(r->mem, "%s\nOn paper: guidestock report year --year %s --out year-%s.pdf",
                         report->designee_words, report->school_year, report->school_year);
    if (report->people.count + report->clock_list.count + report->guides.count + report->requisitions.count == 0)
        answer_note(r, a, "nothing was recorded of %s", report->school_year);
    return true;
}

static const struct param params[] = {
    {"year", PARAM_OPTION, KIND_TEXT, "YEAR", "school year, like 2026-27 (default: the current one)", NULL},
    {"out", PARAM_OPTION, KIND_OUT_FILE, "F", "on paper, as a PDF; - is standard output", NULL},
    {0},
};
static const struct verb verbs[] = {
    {"report", "year", "the school year: designee, duties, clocks, guides, orders", ACCESS_READ, 0, ROLES_ALL, report_year,
     params, &report_shape, EXAMPLE({"year", "2026-27"}, {"out", "year.pdf"})},
};
const struct verbs year_verbs = {verbs, sizeof verbs / sizeof *verbs};
