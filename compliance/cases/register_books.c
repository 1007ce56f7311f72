/* The seven registers: what each holds, which steps its entries take, what its list and its paper show. */
#include "compliance/cases/register_books.h"

#include "compliance/cases/checklist.h"
#include "compliance/cases/clock_rule.h"
#include "compliance/cases/register_same.h"

#include <string.h>

const char *const meeting_kinds[] = {"iep", "virtual-iep", "504", NULL};
const char *const meeting_results[] = {"held", "cancelled", "postponed", NULL};
const char *const attempt_ways[] = {"phone", "letter", "email", "text", "visit", NULL};
const char *const translation_documents[] = {
    "iep", "assessment-plan", "assessment-report", "notice", "504-plan", "504-notice", "progress", "other", NULL};
const char *const records_ways[] = {"oral", "written", NULL};
const char *const records_results[] = {"answered", "withdrawn", NULL};
const char *const problem_kinds[] = {"form", "document", "record", "other", NULL};
const char *const availability_documents[] = {"iep", "related-services", "504-plan", NULL};
const char *const consulted_reports[] = {"iep-master-calendar", "iep200", "iep-assessment", "504-management", NULL};

/* How paper writes what the command line does with hyphens. */
static const struct {
    const char *word, *shown;
} shown[] = {
    {"iep", "IEP"},
    {"virtual-iep", "Virtual IEP"},
    {"504", "Section 504"},
    {"assessment-plan", "Assessment plan"},
    {"assessment-report", "Assessment report"},
    {"notice", "Notice"},
    {"504-plan", "Section 504 plan"},
    {"504-notice", "Section 504 notice"},
    {"progress", "Progress report"},
    {"related-services", "Related services"},
    {"special-education", "Special education"},
    {"section-504", "Section 504"},
    {"iep-master-calendar", "IEP Master Calendar"},
    {"iep200", "IEP200"},
    {"iep-assessment", "IEP Assessment Report"},
    {"504-management", "Section 504 management"},
};

const char *register_shown(const char *word) {
    for (size_t i = 0; word && i < sizeof shown / sizeof *shown; i++)
        if (strcmp(shown[i].word, word) == 0)
            return shown[i].shown;
    return word;
}

/* ---- fields and steps that several have ---- */

static const struct register_field no_fields[] = {{0}};
static const struct register_field note_fields[] = {{"note", REGISTER_TEXT, FIELD_CASE, NULL}, {0}};
static const struct register_field void_fields[] = {{"reason", REGISTER_TEXT, FIELD_CASE, NULL}, {0}};

/* Of every register. */
static const struct register_step common_steps[] = {
    {"void", "entered by mistake", NULL, STEP_CLOSES | STEP_ANY_STATE, NULL, void_fields},
    {"reopen", "open again", NULL, STEP_REOPENS, NULL, note_fields},
    {"purge", "case data purged", NULL, STEP_INNER | STEP_ANY_STATE, NULL, no_fields},
    {0},
};

const struct register_step *register_step_find(const struct register_book *b, const char *name) {
    for (const struct register_step *s = b->steps; s->name; s++)
        if (strcmp(s->name, name) == 0)
            return s;
    for (const struct register_step *s = common_steps; s->name; s++)
        if (strcmp(s->name, name) == 0)
            return s;
    return NULL;
}

/* ---- meetings: responsibilities 4, 5, 6, 11 ---- */

static const struct register_field meeting_fields[] = {
    {"kind", REGISTER_WORD, 0, meeting_kinds}, {"at", REGISTER_TIME, 0, NULL},
    {"place", REGISTER_TEXT, 0, NULL},         {"link", REGISTER_LINK, 0, NULL},
    {"minutes", REGISTER_NUMBER, 0, NULL},     {"interpreter", REGISTER_TEXT, 0, NULL},
    {"ref", REGISTER_TEXT, FIELD_CASE, NULL},  {"accommodations", REGISTER_TEXT, FIELD_CASE, NULL},
    {"note", REGISTER_TEXT, FIELD_CASE, NULL}, {0},
};
static const struct register_field move_fields[] = {
    {"at", REGISTER_TIME, 0, NULL},
    {"place", REGISTER_TEXT, 0, NULL},
    {"link", REGISTER_LINK, 0, NULL},
    {"note", REGISTER_TEXT, FIELD_CASE, NULL},
    {0},
};
static const struct register_field arrange_fields[] = {
    {"interpreter", REGISTER_TEXT, 0, NULL},
    {"accommodations", REGISTER_TEXT, FIELD_CASE, NULL},
    {"note", REGISTER_TEXT, FIELD_CASE, NULL},
    {0},
};
static const struct register_field attempt_fields[] = {
    {"how", REGISTER_WORD, 0, attempt_ways},
    {"result", REGISTER_TEXT, FIELD_CASE, NULL},
    {0},
};
static const struct register_field held_fields[] = {
    {"outcome", REGISTER_WORD, 0, meeting_results},
    {"note", REGISTER_TEXT, FIELD_CASE, NULL},
    {0},
};
static const struct register_step meeting_steps[] = {
    {"add", "set for", NULL, STEP_SETS_DAY, NULL, meeting_fields},
    {"notify", "participants notified", "notified", STEP_ONCE | STEP_NOT_AFTER, NULL, note_fields},
    {"remind", "team reminded", NULL, STEP_NOT_AFTER, NULL, note_fields},
    {"attempt", "tried to reach the parent", NULL, STEP_NOT_AFTER, NULL, attempt_fields},
    {"arrange", "accommodations arranged", NULL, STEP_NOT_AFTER, NULL, arrange_fields},
    {"move", "moved to", NULL, STEP_SETS_DAY, "notified", move_fields},
    {"done", "closed", NULL, STEP_CLOSES, NULL, held_fields},
    {0},
};
static const struct register_column meeting_columns[] = {
    {"on", "DATE", SHOW_DAY, NULL, 0, 68},
    {"at", "TIME", SHOW_VALUE, NULL, 0, 34},
    {"kind", "KIND", SHOW_VALUE, NULL, 0, 64},
    {"place", "PLACE", SHOW_VALUE, NULL, COLUMN_WRAP, 96},
    {"link", "LINK", SHOW_VALUE, NULL, COLUMN_PLAIN, PAPER_NOT},
    {"minutes", "MINUTES", SHOW_VALUE, NULL, COLUMN_PLAIN, PAPER_NOT},
    {"notified", "NOTIFIED", SHOW_VALUE, NULL, 0, 68},
    {"reminders", "REMINDED", SHOW_COUNT, "remind", COLUMN_PLAIN, PAPER_NOT},
    {"reminder_log", "REMINDED ON", SHOW_LOG, "remind", COLUMN_PLAIN, 70},
    {"attempts", "TRIES", SHOW_COUNT, "attempt", COLUMN_PLAIN, PAPER_NOT},
    {"attempt_log", "TRIED TO REACH THE PARENT", SHOW_LOG, "attempt", COLUMN_PLAIN, PAPER_REST},
    {"interpreter", "INTERPRETER", SHOW_VALUE, NULL, COLUMN_PLAIN, 66},
    {"outcome", "OUTCOME", SHOW_VALUE, NULL, COLUMN_PLAIN, 58},
    {"ref", "CASE", SHOW_VALUE, NULL, COLUMN_WRAP, PAPER_NOT},
    {"accommodations", "ACCOMMODATIONS", SHOW_VALUE, NULL, COLUMN_PLAIN, PAPER_NOT},
    {"notes", "NOTES", SHOW_NOTES, NULL, COLUMN_PLAIN, PAPER_NOT},
    {0},
};

static bool meeting_check(struct register_draft *d, struct err *e) {
    const struct register_entry *x = d->entry;
    struct mem *m = d->req->mem;
    if (strcmp(d->step->name, "arrange") == 0)
        return register_get(&d->values, "interpreter") || register_get(&d->values, "accommodations") ||
               err_set(e, ERR_INPUT, "interpreter",
                       "interpreter: nothing is arranged; give --interpreter LANGUAGE or --accommodations TEXT");
    if (strcmp(d->step->name, "done") != 0)
        return true;
    const char *outcome = register_get(&d->values, "outcome");
    if (!outcome)
        register_set(m, &d->values, &(struct register_value){"outcome", meeting_results[0], false});
    if (outcome && strcmp(outcome, meeting_results[0]) != 0)
        return true;
    if (x->on > d->req->today)
        return err_set(e, ERR_RULE, "on",
                       "meeting %ld is on %s, which is still to come; if it will not be held: guidestock meeting done "
                       "%ld --outcome cancelled",
                       x->number, date_iso(m, x->on), x->number);
    return d->on == x->on || err_set(e, ERR_RULE, "on",
                                     "meeting %ld is set for %s, not for %s; if it was held on another day, first: "
                                     "guidestock meeting move %ld --on %s",
                                     x->number, date_iso(m, x->on), date_iso(m, d->on), x->number, date_iso(m, d->on));
}

static const char *meeting_advise(struct req *r, const struct register_entry *x) {
    if (x->on < r->today)
        return mem_printf(r->mem, "When it is closed: guidestock meeting done %ld", x->number);
    return register_get(&x->now, "notified")
               ? NULL
               : mem_printf(r->mem, "When its participants are notified: guidestock meeting notify %ld", x->number);
}

static const char *const meeting_clocks[] = {"iep-meeting", "initial-iep-after-eligibility", "parent-requested-meeting",
                                             "annual-review", NULL};
static const struct register_book meeting_book = {
    .noun = "meeting",
    .one = "meeting",
    .title = "IEP and Section 504 meetings",
    .duty = "REF-5640.9, Attachment A: calendar of meetings, notifications, reminders and the attempts to encourage "
            "parents to attend, accommodations (responsibilities 4, 5, 6, 11)",
    .day = "the day of the meeting",
    .closes = "the meeting was held, cancelled or postponed",
    .ahead = true,
    .clocks = meeting_clocks,
    .steps = meeting_steps,
    .columns = meeting_columns,
    .check = meeting_check,
    .advise = meeting_advise,
};

/* ---- written translations: 14 ---- */

static const struct register_field translation_fields[] = {
    {"document", REGISTER_WORD, 0, translation_documents},
    {"language", REGISTER_LANGUAGE, 0, NULL},
    {"ref", REGISTER_TEXT, FIELD_CASE, NULL},
    {"note", REGISTER_TEXT, FIELD_CASE, NULL},
    {0},
};
static const struct register_step translation_steps[] = {
    {"add", "asked for", NULL, STEP_SETS_DAY, NULL, translation_fields},
    {"done", "completed", "completed", STEP_CLOSES, NULL, note_fields},
    {0},
};
static const struct register_column translation_columns[] = {
    {"on", "ASKED", SHOW_DAY, NULL, 0, 70},
    {"document", "DOCUMENT", SHOW_VALUE, NULL, COLUMN_WRAP, PAPER_REST},
    {"language", "LANGUAGE", SHOW_VALUE, NULL, COLUMN_WRAP, 110},
    {"completed", "COMPLETED", SHOW_VALUE, NULL, 0, 76},
    {"ref", "CASE", SHOW_VALUE, NULL, COLUMN_WRAP, PAPER_NOT},
    {"notes", "NOTES", SHOW_NOTES, NULL, COLUMN_PLAIN, PAPER_NOT},
    {0},
};
static const struct register_book translation_book = {
    .noun = "translation",
    .one = "translation",
    .title = "Written translations",
    .duty = "REF-5640.9, Attachment A: log of completed written translations of IEP and Section 504 documents "
            "(responsibility 14)",
    .day = "the day it was asked for",
    .closes = "the translation is completed",
    .steps = translation_steps,
    .columns = translation_columns,
};

/* ---- requests for pupil records: 15 ---- */

static const struct register_field records_fields[] = {
    {"how", REGISTER_WORD, 0, records_ways},
    {"ref", REGISTER_TEXT, FIELD_CASE, NULL},
    {"note", REGISTER_TEXT, FIELD_CASE, NULL},
    {0},
};
static const struct register_field answer_fields[] = {
    {"outcome", REGISTER_WORD, 0, records_results},
    {"note", REGISTER_TEXT, FIELD_CASE, NULL},
    {0},
};
static const struct register_step records_steps[] = {
    {"add", "requested", NULL, STEP_SETS_DAY, NULL, records_fields},
    {"route", "routed to the Custodian of Records", "routed", STEP_ONCE, NULL, note_fields},
    {"done", "closed", "closed", STEP_CLOSES, NULL, answer_fields},
    {0},
};
static const struct register_column records_columns[] = {
    {"on", "ASKED", SHOW_DAY, NULL, 0, 68},
    {"how", "HOW", SHOW_VALUE, NULL, COLUMN_PLAIN, 46},
    {"due", "DUE", SHOW_DUE, NULL, 0, 68},
    {"routed", "ROUTED", SHOW_VALUE, NULL, 0, 68},
    {"outcome", "OUTCOME", SHOW_VALUE, NULL, COLUMN_PLAIN, 62},
    {"closed", "CLOSED", SHOW_VALUE, NULL, 0, 68},
    {"answered", "ANSWERED", SHOW_ANSWERED, NULL, COLUMN_WRAP, PAPER_REST_NARROW},
    {"ref", "CASE", SHOW_VALUE, NULL, COLUMN_WRAP, PAPER_NOT},
    {"notes", "NOTES", SHOW_NOTES, NULL, COLUMN_PLAIN, PAPER_NOT},
    {0},
};

static bool records_check(struct register_draft *d, struct err *e) {
    if (strcmp(d->step->name, "add") == 0)
        return register_is_first(d, e);
    if (strcmp(d->step->name, "done") != 0)
        return true;
    const char *outcome = register_get(&d->values, "outcome");
    if (!outcome)
        register_set(d->req->mem, &d->values, &(struct register_value){"outcome", records_results[0], false});
    if ((outcome && strcmp(outcome, records_results[0]) != 0) || register_get(&d->entry->now, "routed"))
        return true;
    return err_set(e, ERR_RULE, "routed",
                   "record request %ld was not routed to the Custodian of Records (BUL-5526); first: guidestock "
                   "records route %ld --on DATE",
                   d->entry->number, d->entry->number);
}

static const char *records_advise(struct req *r, const struct register_entry *x) {
    const struct clock_rule *rule = clock_rule_find(x->book->clock);
    const char *due =
        mem_printf(r->mem, "Due %s %s: %ld business days after %s, %s%s.", date_weekday_names[date_weekday(x->due)],
                   date_iso(r->mem, x->due), rule->length, date_iso(r->mem, x->on), rule->cite,
                   x->holidays_known ? "" : " (no calendar is loaded for it: holidays not checked)");
    if (register_get(&x->now, "routed"))
        return due;
    return mem_printf(r->mem,
                      "%s\nForward it to the Custodian of Records at once (BUL-5526), then: guidestock records route "
                      "%ld",
                      due, x->number);
}

static const char *const records_clocks[] = {"pupil-records", NULL};
static const struct register_book records_book = {
    .noun = "records",
    .one = "record request",
    .title = "Requests for pupil records",
    .duty =
        "REF-5640.9, Attachment A: answered within 5 business days (EC 56504, 49069.7), forwarded to the Custodian of "
        "Records at once (BUL-5526) (responsibility 15)",
    .day = "the day of the request",
    .closes = "the request is answered, or was withdrawn",
    .clock = "pupil-records",
    .clocks = records_clocks,
    .steps = records_steps,
    .columns = records_columns,
    .check = records_check,
    .advise = records_advise,
};

/* ---- document checklists: 12, 13 ---- */

static const struct register_field checklist_fields[] = {
    {"program", REGISTER_WORD, 0, checklist_programs},
    {"year", REGISTER_YEAR, 0, NULL},
    {"transfer", REGISTER_FLAG, 0, NULL},
    {"ref", REGISTER_TEXT, FIELD_CASE, NULL},
    {"note", REGISTER_TEXT, FIELD_CASE, NULL},
    {0},
};
static const struct register_field set_fields[] = {
    {"reason", REGISTER_TEXT, FIELD_CASE, NULL},
    {0},
};
static const struct register_step checklist_steps[] = {
    {"add", "begun", NULL, STEP_SETS_DAY, NULL, checklist_fields},
    {"set", "looked at", NULL, 0, NULL, set_fields},
    {"done", "complete", "completed", STEP_CLOSES, NULL, note_fields},
    {0},
};
static const struct register_column checklist_columns[] = {
    {"on", "BEGUN", SHOW_DAY, NULL, 0, 70},
    {"program", "PROGRAM", SHOW_VALUE, NULL, COLUMN_WRAP, 84},
    {"year", "YEAR", SHOW_VALUE, NULL, 0, 46},
    {"transfer", "TRANSFER", SHOW_VALUE, NULL, COLUMN_PLAIN, PAPER_NOT},
    {"on_file", "ON FILE", SHOW_ON_FILE, NULL, 0, 48},
    {"missing", "MISSING", SHOW_MISSING, NULL, COLUMN_PLAIN, PAPER_REST_WIDE},
    {"completed", "COMPLETED", SHOW_VALUE, NULL, COLUMN_PLAIN, 70},
    {"ref", "CASE", SHOW_VALUE, NULL, COLUMN_WRAP, PAPER_NOT},
    {"notes", "NOTES", SHOW_NOTES, NULL, COLUMN_PLAIN, PAPER_NOT},
    {0},
};

static const char *checklist_advise(struct req *r, const struct register_entry *x) {
    const char *missing = checklist_missing(r->mem, x, false);
    return missing ? mem_printf(r->mem, "Not on file: %s\nWhat is there: guidestock checklist set %ld DOCUMENT on-file",
                                missing, x->number)
                   : mem_printf(r->mem, "Nothing is missing: guidestock checklist done %ld", x->number);
}

static const struct register_book checklist_book = {
    .noun = "checklist",
    .one = "checklist",
    .title = "Document checklists",
    .duty =
        "REF-5640.9, Attachment A: folders, and the upload of all IEPs and Section 504 plans, those of newly enrolled "
        "pupils too (responsibilities 12, 13)",
    .day = "the day it was begun",
    .closes = "every document is on file or not applicable",
    .steps = checklist_steps,
    .columns = checklist_columns,
    .check = checklist_check,
    .advise = checklist_advise,
};

/* ---- technical problems: 18 ---- */

static const struct register_field problem_fields[] = {
    {"kind", REGISTER_WORD, 0, problem_kinds},
    {"ref", REGISTER_TEXT, FIELD_CASE, NULL},
    {"note", REGISTER_TEXT, FIELD_CASE, NULL},
    {0},
};
static const struct register_step problem_steps[] = {
    {"add", "noticed", NULL, STEP_SETS_DAY, NULL, problem_fields},
    {"tell", "principal or designee told", "told", STEP_ONCE, NULL, note_fields},
    {"done", "solved", "solved", STEP_CLOSES, NULL, note_fields},
    {0},
};
static const struct register_column problem_columns[] = {
    {"on", "NOTICED", SHOW_DAY, NULL, 0, 76},
    {"kind", "KIND", SHOW_VALUE, NULL, 0, PAPER_REST},
    {"told", "PRINCIPAL TOLD", SHOW_VALUE, NULL, 0, 86},
    {"solved", "SOLVED", SHOW_VALUE, NULL, 0, 76},
    {"ref", "CASE", SHOW_VALUE, NULL, COLUMN_WRAP, PAPER_NOT},
    {"notes", "NOTES", SHOW_NOTES, NULL, COLUMN_PLAIN, PAPER_NOT},
    {0},
};

static bool problem_check(struct register_draft *d, struct err *e) {
    if (strcmp(d->step->name, "done") != 0 || register_get(&d->entry->now, "told"))
        return true;
    return err_set(
        e, ERR_RULE, "told",
        "the principal or designee was not told of problem %ld; first: guidestock problem tell %ld --on DATE",
        d->entry->number, d->entry->number);
}

static const char *problem_advise(struct req *r, const struct register_entry *x) {
    return register_get(&x->now, "told")
               ? NULL
               : mem_printf(r->mem, "When the principal or designee is told: guidestock problem tell %ld", x->number);
}

static const struct register_book problem_book = {
    .noun = "problem",
    .one = "problem",
    .title = "Technical problems told to the principal",
    .duty =
        "REF-5640.9, Attachment A: the principal or designee is told of technical problems with forms, documents or "
        "records (responsibility 18)",
    .day = "the day it was noticed",
    .closes = "the problem is solved",
    .steps = problem_steps,
    .columns = problem_columns,
    .check = problem_check,
    .advise = problem_advise,
};

/* ---- notices of availability: 8, 9 ---- */

static const struct register_field availability_fields[] = {
    {"document", REGISTER_WORD, 0, availability_documents},
    {"staff", REGISTER_STAFF, 0, NULL},
    {"ref", REGISTER_TEXT, FIELD_CASE, NULL},
    {"note", REGISTER_TEXT, FIELD_CASE, NULL},
    {0},
};
static const struct register_field told_fields[] = {
    {"staff", REGISTER_STAFF, 0, NULL},
    {"note", REGISTER_TEXT, FIELD_CASE, NULL},
    {0},
};
static const struct register_step availability_steps[] = {
    {"add", "available", NULL, STEP_SETS_DAY, NULL, availability_fields},
    {"done", "staff notified", "notified", STEP_CLOSES, NULL, told_fields},
    {0},
};
static const struct register_column availability_columns[] = {
    {"on", "AVAILABLE", SHOW_DAY, NULL, 0, 70},
    {"document", "DOCUMENT", SHOW_VALUE, NULL, COLUMN_WRAP, 100},
    {"staff", "STAFF", SHOW_VALUE, NULL, COLUMN_WRAP, PAPER_REST},
    {"notified", "NOTIFIED", SHOW_VALUE, NULL, 0, 70},
    {"ref", "CASE", SHOW_VALUE, NULL, COLUMN_WRAP, PAPER_NOT},
    {"notes", "NOTES", SHOW_NOTES, NULL, COLUMN_PLAIN, PAPER_NOT},
    {0},
};

static bool availability_check(struct register_draft *d, struct err *e) {
    if (strcmp(d->step->name, "done") != 0 || register_get(&d->values, "staff") ||
        register_get(&d->entry->now, "staff"))
        return true;
    return err_set(e, ERR_INPUT, "staff",
                   "staff: who was notified? Say it with --staff \"teachers of periods 1 to 6\"");
}

static const char *availability_advise(struct req *r, const struct register_entry *x) {
    return mem_printf(r->mem, "When the staff are notified: guidestock availability done %ld%s", x->number,
                      register_get(&x->now, "staff") ? "" : " --staff WHO");
}

static const struct register_book availability_book = {
    .noun = "availability",
    .one = "notice of availability",
    .title = "Notices of availability to staff",
    .duty =
        "REF-5640.9, Attachment A: staff who implement an IEP or a Section 504 plan are notified that it is available "
        "(responsibilities 8, 9)",
    .day = "the day it became available",
    .closes = "the staff are notified",
    .steps = availability_steps,
    .columns = availability_columns,
    .check = availability_check,
    .advise = availability_advise,
};

/* ---- reports consulted: 16, 17 ---- */

static const struct register_field consulted_fields[] = {
    {"report", REGISTER_WORD, 0, consulted_reports},
    {"found", REGISTER_TEXT, FIELD_CASE, NULL},
    {0},
};
static const struct register_step consulted_steps[] = {
    {"add", "consulted", NULL, STEP_SETS_DAY, NULL, consulted_fields},
    {"done", "followed up", "followed", STEP_CLOSES, NULL, note_fields},
    {0},
};
static const struct register_column consulted_columns[] = {
    {"on", "CONSULTED", SHOW_DAY, NULL, 0, 90},
    {"report", "REPORT", SHOW_VALUE, NULL, 0, PAPER_REST},
    {"followed", "FOLLOWED UP", SHOW_VALUE, NULL, 0, 90},
    {"notes", "NOTES", SHOW_NOTES, NULL, COLUMN_PLAIN, PAPER_NOT},
    {0},
};

static const char *consulted_advise(struct req *r, const struct register_entry *x) {
    return mem_printf(r->mem, "When what it showed is followed up: guidestock consulted done %ld", x->number);
}

static const struct register_book consulted_book = {
    .noun = "consulted",
    .one = "report consulted",
    .title = "Reports consulted",
    .duty =
        "REF-5640.9, Attachment A: IEP Master Calendar, IEP200, IEP Assessment Report, Section 504 management reports "
        "per REF-6241 (responsibilities 16, 17); here each school month",
    .day = "the day it was consulted",
    .closes = "what the report showed is followed up",
    .closed_without = "found",
    .steps = consulted_steps,
    .columns = consulted_columns,
    .advise = consulted_advise,
};

const struct register_book *const register_books[REGISTERS + 1] = {
    &meeting_book, &translation_book,  &records_book,   &checklist_book,
    &problem_book, &availability_book, &consulted_book, NULL};

const struct register_book *register_find(const char *noun) {
    for (size_t i = 0; register_books[i]; i++)
        if (strcmp(register_books[i]->noun, noun) == 0)
            return register_books[i];
    return NULL;
}
