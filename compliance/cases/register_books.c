/* The seven registers: what each holds, which steps its entries take, what its list and its paper show. */
#include "compliance/cases/register_books.h"

#include "compliance/cases/checklist.h"
#include "compliance/cases/clock_rule.h"
#include "compliance/cases/meeting_ics.h"
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

/* What paper prints for the words that are typed with hyphens. */
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

static const char ref_what[] = "the case, by a reference of your own: never a name, birth date or student number";
static const char note_what[] = "a note, without a name";

static const struct register_field no_fields[] = {{0}};
static const struct register_field note_fields[] = {{"note", REGISTER_TEXT, FIELD_CASE, "TEXT", note_what, NULL}, {0}};
static const struct register_field void_fields[] = {
    {"reason", REGISTER_TEXT, FIELD_CASE | FIELD_NEEDED, "TEXT", "what was wrong with it", NULL}, {0}};

/* Of every register; `what` goes on from "the meeting". */
static const struct register_step common_steps[] = {
    {"void", "entered by mistake", "was a mistake: it stays, and counts for nothing", STEP_CLOSES | STEP_ANY_STATE,
     void_fields, EXAMPLE({"id", "3"}, {"reason", "entered twice"})},
    {"reopen", "open again", "is not closed after all", STEP_REOPENS, note_fields, NULL},
    {"purge", "case data purged", NULL, STEP_ANY_STATE, no_fields, NULL},
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
    {"kind", REGISTER_WORD, FIELD_PLACE, "KIND", "iep, virtual-iep or 504", meeting_kinds},
    {"at", REGISTER_TIME, FIELD_NEEDED, "TIME", "14:30, 2:30pm, or 9 in the morning", NULL},
    {"place", REGISTER_TEXT, FIELD_NEEDED, "PLACE", "the room, or how to join: Zoom", NULL},
    {"link", REGISTER_LINK, 0, "ADDRESS", "of a virtual meeting: https://...", NULL},
    {"minutes", REGISTER_MINUTES, 0, "N", "how long (default: 60)", NULL},
    {"interpreter", REGISTER_TEXT, 0, "LANGUAGE", "an oral interpreter is arranged: into which language", NULL},
    {"ref", REGISTER_REF, FIELD_CASE, "CASE", ref_what, NULL},
    {"accommodations", REGISTER_TEXT, FIELD_CASE, "TEXT", "other accommodations that were asked for", NULL},
    {"note", REGISTER_TEXT, FIELD_CASE, "TEXT", note_what, NULL},
    {0},
};
static const struct register_field move_fields[] = {
    {"at", REGISTER_TIME, 0, "TIME", "its new time (default: as it was)", NULL},
    {"place", REGISTER_TEXT, 0, "PLACE", "its new place (default: as it was)", NULL},
    {"link", REGISTER_LINK, 0, "ADDRESS", "of a virtual meeting: https://...", NULL},
    {"note", REGISTER_TEXT, FIELD_CASE, "TEXT", note_what, NULL},
    {0},
};
static const struct register_field arrange_fields[] = {
    {"interpreter", REGISTER_TEXT, 0, "LANGUAGE", "an oral interpreter: into which language", NULL},
    {"accommodations", REGISTER_TEXT, FIELD_CASE, "TEXT", "other accommodations, all of them, without a name", NULL},
    {"note", REGISTER_TEXT, FIELD_CASE, "TEXT", note_what, NULL},
    {0},
};
static const struct register_field attempt_fields[] = {
    {"how", REGISTER_WORD, FIELD_NEEDED, "HOW", "phone, letter, email, text or visit", attempt_ways},
    {"result", REGISTER_TEXT, FIELD_CASE | FIELD_NEEDED, "TEXT", "what came of it, without a name", NULL},
    {0},
};
static const struct register_field held_fields[] = {
    {"outcome", REGISTER_WORD, 0, "OUTCOME", "held (the default), cancelled or postponed", meeting_results},
    {"note", REGISTER_TEXT, FIELD_CASE, "TEXT", note_what, NULL},
    {0},
};
static const struct register_step meeting_steps[] = {
    {"add", "set for", "a meeting of an IEP or Section 504 team", STEP_SETS_DAY, meeting_fields,
     EXAMPLE({"kind", "iep"}, {"on", "2026-10-05"}, {"at", "14:30"}, {"place", "Room 12"}, {"ref", "blue 7"})},
    {"notify", "participants notified", "the participants were notified", STEP_ONCE | STEP_NOT_AFTER, note_fields,
     EXAMPLE({"id", "3"}, {"on", "yesterday"}), "notified", "when the participants were notified",
     .asks = "When its participants are notified"},
    {"remind", "team reminded", "the team was reminded", STEP_NOT_AFTER, note_fields, NULL},
    {"attempt", "tried to reach the parent", "an attempt to reach the parent", STEP_NOT_AFTER, attempt_fields,
     EXAMPLE({"id", "3"}, {"how", "phone"}, {"result", "left a message"})},
    {"arrange", "accommodations arranged", "an interpreter or another accommodation, asked for since",
     STEP_NOT_AFTER | STEP_EDITS, arrange_fields, EXAMPLE({"id", "3"}, {"interpreter", "Armenian"})},
    {"move", "moved to", "the meeting is set for another day; its notice has to be given again",
     STEP_SETS_DAY | STEP_EDITS, move_fields, EXAMPLE({"id", "3"}, {"on", "10/12"}, {"at", "9:00"}), NULL, NULL,
     "its new day", "notified"},
    {"done", "closed", NULL, STEP_CLOSES, held_fields, EXAMPLE({"id", "3"}, {"outcome", "postponed"}), NULL, NULL,
     "the day (default: that of the meeting, if it was held)", .asks = "When it is closed"},
    {0},
};
static const struct register_column meeting_columns[] = {
    {"on", "DATE", SHOW_DAY, NULL, 0, 68},
    {"at", "TIME", SHOW_VALUE, NULL, 0, 34},
    {"kind", "KIND", SHOW_VALUE, NULL, 0, 64},
    {"place", "PLACE", SHOW_VALUE, NULL, COLUMN_WRAP, 96},
    {"link", "LINK", SHOW_VALUE, NULL, NOT_LISTED, PAPER_NOT},
    {"minutes", "MINUTES", SHOW_VALUE, NULL, NOT_LISTED, PAPER_NOT},
    {"notified", "NOTIFIED", SHOW_VALUE, NULL, 0, 68},
    {"reminders", "REMINDED", SHOW_COUNT, "remind", NOT_LISTED, PAPER_NOT},
    {"reminder_log", "REMINDED ON", SHOW_LOG, "remind", NOT_LISTED, 70},
    {"attempts", "TRIES", SHOW_COUNT, "attempt", NOT_LISTED, PAPER_NOT},
    {"attempt_log", "TRIED TO REACH THE PARENT", SHOW_LOG, "attempt", NOT_LISTED, PAPER_REST},
    {"interpreter", "INTERPRETER", SHOW_VALUE, NULL, NOT_LISTED, 66},
    {"outcome", "OUTCOME", SHOW_VALUE, NULL, NOT_LISTED, 58},
    {"ref", "CASE", SHOW_VALUE, NULL, COLUMN_WRAP, PAPER_NOT},
    {"accommodations", "ACCOMMODATIONS", SHOW_VALUE, NULL, NOT_LISTED, PAPER_NOT},
    {"note", "NOTES", SHOW_NOTES, NULL, NOT_LISTED, PAPER_NOT},
    {0},
};

static bool meeting_check(struct register_draft *d, struct err *e) {
    const struct register_entry *x = d->entry;
    struct mem *m = d->req->mem;
    if (strcmp(d->step->name, "arrange") == 0)
        return register_get(&d->values, "interpreter") || register_get(&d->values, "accommodations") ||
               err_set(e, ERR_INPUT, "interpreter",
                       "interpreter: nothing is arranged; give the language of an interpreter, or the accommodations");
    if (strcmp(d->step->name, "done") != 0)
        return true;
    const char *outcome = register_get(&d->values, "outcome");
    if (!outcome)
        register_set(m, &d->values, &(struct register_value){"outcome", meeting_results[0], false});
    if (outcome && strcmp(outcome, meeting_results[0]) != 0)
        return true;
    if (x->on > d->req->today) {
        const struct hint *cancel = register_hint(m, "If it will not be held", x->book, "done", x->number);
        return err_hinted(e, hint_with(m, cancel, "outcome", "cancelled"), ERR_RULE, "on",
                          "meeting %ld is on %s, which is still to come", x->number, date_iso(m, x->on));
    }
    if (d->on == x->on)
        return true;
    const struct hint *move = register_hint(m, "If it was held on another day, first", x->book, "move", x->number);
    return err_hinted(e, hint_with(m, move, "on", date_iso(m, d->on)), ERR_RULE, "on",
                      "meeting %ld is set for %s, not for %s", x->number, date_iso(m, x->on), date_iso(m, d->on));
}

static const char *const meeting_clocks[] = {"iep-meeting", "initial-iep-after-eligibility", "parent-requested-meeting",
                                             "annual-review", NULL};
static const struct register_book meeting_book = {
    .noun = "meeting",
    .one = "meeting",
    .plural = "meetings",
    .title = "IEP and Section 504 meetings",
    .duty = "REF-5640.9, Attachment A: calendar of meetings, notifications, reminders and the attempts to encourage "
            "parents to attend, accommodations (responsibilities 4, 5, 6, 11)",
    .day = "the day of the meeting",
    .closes = "the meeting was held, cancelled or postponed",
    .ahead = true,
    .clocks = meeting_clocks,
    .steps = meeting_steps,
    .columns = meeting_columns,
    .own = &meeting_ics_verb,
    .check = meeting_check,
};

/* ---- written translations: 14 ---- */

static const struct register_field translation_fields[] = {
    {"document", REGISTER_WORD, FIELD_PLACE, "DOCUMENT", "what is translated", translation_documents},
    {"language", REGISTER_LANGUAGE, FIELD_PLACE, "LANGUAGE", "into which language", NULL},
    {"ref", REGISTER_REF, FIELD_CASE, "CASE", ref_what, NULL},
    {"note", REGISTER_TEXT, FIELD_CASE, "TEXT", note_what, NULL},
    {0},
};
static const struct register_step translation_steps[] = {
    {"add", "asked for", "a written translation that is asked for", STEP_SETS_DAY, translation_fields,
     EXAMPLE({"document", "iep"}, {"language", "Spanish"}, {"ref", "blue 7"})},
    {"done", "completed", NULL, STEP_CLOSES, note_fields, EXAMPLE({"id", "2"}, {"on", "yesterday"}), "completed",
     "when it was completed, if it is"},
    {0},
};
static const struct register_column translation_columns[] = {
    {"on", "ASKED", SHOW_DAY, NULL, 0, 70},
    {"document", "DOCUMENT", SHOW_VALUE, NULL, COLUMN_WRAP, PAPER_REST},
    {"language", "LANGUAGE", SHOW_VALUE, NULL, COLUMN_WRAP, 110},
    {"completed", "COMPLETED", SHOW_VALUE, NULL, 0, 76},
    {"ref", "CASE", SHOW_VALUE, NULL, COLUMN_WRAP, PAPER_NOT},
    {"note", "NOTES", SHOW_NOTES, NULL, NOT_LISTED, PAPER_NOT},
    {0},
};
static const struct register_book translation_book = {
    .noun = "translation",
    .one = "translation",
    .plural = "translations",
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
    {"how", REGISTER_WORD, 0, "HOW", "oral or written", records_ways},
    {"ref", REGISTER_REF, FIELD_CASE | FIELD_NEEDED, "CASE", ref_what, NULL},
    {"note", REGISTER_TEXT, FIELD_CASE, "TEXT", note_what, NULL},
    {0},
};
static const struct register_field answer_fields[] = {
    {"outcome", REGISTER_WORD, 0, "OUTCOME", "answered (the default) or withdrawn", records_results},
    {"note", REGISTER_TEXT, FIELD_CASE, "TEXT", note_what, NULL},
    {0},
};
static const struct register_step records_steps[] = {
    {"add", "requested", "a request for pupil records: 5 business days to answer", STEP_SETS_DAY, records_fields,
     EXAMPLE({"ref", "blue 7"}, {"how", "written"}, {"routed", "today"})},
    {"route", "routed to the Custodian of Records", "the request was forwarded to the Custodian of Records", STEP_ONCE,
     note_fields, EXAMPLE({"id", "4"}, {"on", "today"}), "routed", "when it was forwarded to the Custodian of Records",
     .asks = "Forward it to the Custodian of Records at once (BUL-5526), then"},
    {"done", "closed", NULL, STEP_CLOSES, answer_fields, NULL, "closed"},
    {0},
};
static const struct register_column records_columns[] = {
    {"on", "ASKED", SHOW_DAY, NULL, 0, 68},
    {"how", "HOW", SHOW_VALUE, NULL, NOT_LISTED, 46},
    {"due", "DUE", SHOW_DUE, NULL, 0, 68},
    {"routed", "ROUTED", SHOW_VALUE, NULL, 0, 68},
    {"outcome", "OUTCOME", SHOW_VALUE, NULL, NOT_LISTED, 62},
    {"closed", "CLOSED", SHOW_VALUE, NULL, 0, 68},
    {"answered", "ANSWERED", SHOW_ANSWERED, NULL, COLUMN_WRAP, PAPER_REST_NARROW},
    {"ref", "CASE", SHOW_VALUE, NULL, COLUMN_WRAP, PAPER_NOT},
    {"note", "NOTES", SHOW_NOTES, NULL, NOT_LISTED, PAPER_NOT},
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
    const struct hint *route = register_hint(d->req->mem, "First", d->book, "route", d->entry->number);
    return err_hinted(e, hint_with(d->req->mem, route, "on", hint_blank), ERR_RULE, "routed",
                      "record request %ld was not routed to the Custodian of Records (BUL-5526)", d->entry->number);
}

static const char *records_stands(struct req *r, const struct register_entry *x) {
    const struct clock_rule *rule = clock_rule_find(x->book->clock);
    return mem_printf(r->mem, "Due %s %s: %ld business days after %s, %s%s.", date_weekday_names[date_weekday(x->due)],
                      date_iso(r->mem, x->due), rule->length, date_iso(r->mem, x->on), rule->cite,
                      x->holidays_known ? "" : " (no calendar is loaded for it: holidays not checked)");
}

static const char *const records_clocks[] = {"pupil-records", NULL};
static const struct register_book records_book = {
    .noun = "records",
    .one = "record request",
    .plural = "record requests",
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
    .stands = records_stands,
};

/* ---- document checklists: 12, 13 ---- */

static const struct register_field checklist_fields[] = {
    {"program", REGISTER_WORD, FIELD_PLACE, "PROGRAM", "special-education or section-504", checklist_programs},
    {"year", REGISTER_YEAR, 0, "YEAR", "the school year of the documents (default: that of the day)", NULL},
    {"transfer", REGISTER_FLAG, 0, NULL, "newly enrolled from another district", NULL},
    {"ref", REGISTER_REF, FIELD_CASE | FIELD_NEEDED, "CASE", ref_what, NULL},
    {"note", REGISTER_TEXT, FIELD_CASE, "TEXT", note_what, NULL},
    {0},
};
static const struct register_field set_fields[] = {
    {"reason", REGISTER_TEXT, FIELD_CASE, "TEXT", "why it is not applicable, without a name", NULL},
    {"document", REGISTER_DOCUMENT, FIELD_PAIR, "DOCUMENT", "one of those that `checklist show` names", NULL},
    {"state", REGISTER_DOCUMENT, FIELD_PAIR, "STATE", "on-file, missing or not-applicable", checklist_states},
    {0},
};
static const struct register_step checklist_steps[] = {
    {"add", "begun", "begin the checklist of the documents of a case", STEP_SETS_DAY, checklist_fields,
     EXAMPLE({"program", "section-504"}, {"ref", "blue 7"})},
    {"set", "looked at", "how documents stand; with a reason where one is not applicable", STEP_EDITS, set_fields,
     EXAMPLE({"id", "5"}, {"document", "request"}, {"state", "on-file"}, {"document", "response"},
             {"state", "missing"})},
    {"done", "complete", NULL, STEP_CLOSES, note_fields, NULL, "completed", .asks = "Nothing is missing"},
    {0},
};
static const struct register_column checklist_columns[] = {
    {"on", "BEGUN", SHOW_DAY, NULL, 0, 70},
    {"program", "PROGRAM", SHOW_VALUE, NULL, COLUMN_WRAP, 84},
    {"year", "YEAR", SHOW_VALUE, NULL, 0, 46},
    {"transfer", "TRANSFER", SHOW_VALUE, NULL, NOT_LISTED, PAPER_NOT},
    {"on_file", "ON FILE", SHOW_ON_FILE, NULL, 0, 48},
    {"missing", "MISSING", SHOW_MISSING, NULL, NOT_LISTED, PAPER_REST_WIDE},
    {"completed", "COMPLETED", SHOW_VALUE, NULL, NOT_LISTED, 70},
    {"ref", "CASE", SHOW_VALUE, NULL, COLUMN_WRAP, PAPER_NOT},
    {"note", "NOTES", SHOW_NOTES, NULL, NOT_LISTED, PAPER_NOT},
    {0},
};

static const char *checklist_stands(struct req *r, const struct register_entry *x) {
    const char *missing = checklist_missing(r->mem, x, false);
    return missing ? mem_printf(r->mem, "Not on file: %s", missing) : NULL;
}

static const struct register_book checklist_book = {
    .noun = "checklist",
    .one = "checklist",
    .plural = "checklists",
    .title = "Document checklists",
    .duty =
        "REF-5640.9, Attachment A: folders, and the upload of all IEPs and Section 504 plans, those of newly enrolled "
        "pupils too (responsibilities 12, 13)",
    .day = "the day it was begun",
    .closes = "every document is on file or not applicable",
    .steps = checklist_steps,
    .columns = checklist_columns,
    .check = checklist_check,
    .stands = checklist_stands,
};

/* ---- technical problems: 18 ---- */

static const struct register_field problem_fields[] = {
    {"kind", REGISTER_WORD, FIELD_PLACE, "KIND", "what it is about: form, document, record or other", problem_kinds},
    {"ref", REGISTER_REF, FIELD_CASE, "CASE", ref_what, NULL},
    {"note", REGISTER_TEXT, FIELD_CASE | FIELD_NEEDED, "TEXT", "what does not work, without a name", NULL},
    {0},
};
static const struct register_step problem_steps[] = {
    {"add", "noticed", "a technical problem with a form, a document or a record", STEP_SETS_DAY, problem_fields,
     EXAMPLE({"kind", "form"}, {"note", "Welligent does not print page 10"}, {"told", "today"})},
    {"tell", "principal or designee told", "the principal or designee was told", STEP_ONCE, note_fields,
     EXAMPLE({"id", "1"}, {"on", "today"}), "told", "when the principal or designee was told",
     .asks = "When the principal or designee is told"},
    {"done", "solved", NULL, STEP_CLOSES, note_fields, NULL, "solved"},
    {0},
};
static const struct register_column problem_columns[] = {
    {"on", "NOTICED", SHOW_DAY, NULL, 0, 76},
    {"kind", "KIND", SHOW_VALUE, NULL, 0, PAPER_REST},
    {"told", "PRINCIPAL TOLD", SHOW_VALUE, NULL, 0, 86},
    {"solved", "SOLVED", SHOW_VALUE, NULL, 0, 76},
    {"ref", "CASE", SHOW_VALUE, NULL, COLUMN_WRAP, PAPER_NOT},
    {"note", "NOTES", SHOW_NOTES, NULL, NOT_LISTED, PAPER_NOT},
    {0},
};

static bool problem_check(struct register_draft *d, struct err *e) {
    if (strcmp(d->step->name, "done") != 0 || register_get(&d->entry->now, "told"))
        return true;
    const struct hint *tell = register_hint(d->req->mem, "First", d->book, "tell", d->entry->number);
    return err_hinted(e, hint_with(d->req->mem, tell, "on", hint_blank), ERR_RULE, "told",
                      "the principal or designee was not told of problem %ld", d->entry->number);
}

static const struct register_book problem_book = {
    .noun = "problem",
    .one = "problem",
    .plural = "problems",
    .title = "Technical problems told to the principal",
    .duty =
        "REF-5640.9, Attachment A: the principal or designee is told of technical problems with forms, documents or "
        "records (responsibility 18)",
    .day = "the day it was noticed",
    .closes = "the problem is solved",
    .steps = problem_steps,
    .columns = problem_columns,
    .check = problem_check,
};

/* ---- notices of availability: 8, 9 ---- */

static const struct register_field availability_fields[] = {
    {"document", REGISTER_WORD, FIELD_PLACE, "DOCUMENT", "iep, related-services or 504-plan", availability_documents},
    {"staff", REGISTER_STAFF, 0, "WHO", "who is to be notified: \"teachers of periods 1 to 6\"", NULL},
    {"ref", REGISTER_REF, FIELD_CASE, "CASE", ref_what, NULL},
    {"note", REGISTER_TEXT, FIELD_CASE, "TEXT", note_what, NULL},
    {0},
};
static const struct register_field told_fields[] = {
    {"staff", REGISTER_STAFF, 0, "WHO", "who was notified, where it was not recorded before", NULL},
    {"note", REGISTER_TEXT, FIELD_CASE, "TEXT", note_what, NULL},
    {0},
};
static const struct register_step availability_steps[] = {
    {"add", "available", "an IEP or Section 504 plan became available to staff", STEP_SETS_DAY, availability_fields,
     EXAMPLE({"document", "iep"}, {"ref", "blue 7"}, {"staff", "teachers of periods 1 to 6"})},
    {"done", "staff notified", NULL, STEP_CLOSES, told_fields, EXAMPLE({"id", "6"}, {"on", "yesterday"}), "notified",
     "when they were notified, if they are", "when they were notified (default: today)",
     .asks = "When the staff are notified"},
    {0},
};
static const struct register_column availability_columns[] = {
    {"on", "AVAILABLE", SHOW_DAY, NULL, 0, 70},
    {"document", "DOCUMENT", SHOW_VALUE, NULL, COLUMN_WRAP, 100},
    {"staff", "STAFF", SHOW_VALUE, NULL, COLUMN_WRAP, PAPER_REST},
    {"notified", "NOTIFIED", SHOW_VALUE, NULL, 0, 70},
    {"ref", "CASE", SHOW_VALUE, NULL, COLUMN_WRAP, PAPER_NOT},
    {"note", "NOTES", SHOW_NOTES, NULL, NOT_LISTED, PAPER_NOT},
    {0},
};

static bool availability_check(struct register_draft *d, struct err *e) {
    if (strcmp(d->step->name, "done") != 0 || register_get(&d->values, "staff") ||
        register_get(&d->entry->now, "staff"))
        return true;
    return err_set(e, ERR_INPUT, "staff", "staff: say who was notified, like \"teachers of periods 1 to 6\"");
}

static const struct register_book availability_book = {
    .noun = "availability",
    .one = "notice of availability",
    .plural = "notices of availability",
    .title = "Notices of availability to staff",
    .duty =
        "REF-5640.9, Attachment A: staff who implement an IEP or a Section 504 plan are notified that it is available "
        "(responsibilities 8, 9)",
    .day = "the day it became available",
    .closes = "the staff are notified",
    .steps = availability_steps,
    .columns = availability_columns,
    .check = availability_check,
};

/* ---- reports consulted: 16, 17 ---- */

static const struct register_field consulted_fields[] = {
    {"report", REGISTER_WORD, FIELD_PLACE, "REPORT", "which one", consulted_reports},
    {"found", REGISTER_TEXT, FIELD_CASE, "TEXT", "what has to be followed up; without it, nothing has to", NULL},
    {0},
};
static const struct register_step consulted_steps[] = {
    {"add", "consulted", "a report was consulted, as each school month", STEP_SETS_DAY, consulted_fields,
     EXAMPLE({"report", "iep200"})},
    {"done", "followed up", NULL, STEP_CLOSES, note_fields, NULL, "followed",
     .asks = "When what it showed is followed up"},
    {0},
};
static const struct register_column consulted_columns[] = {
    {"on", "CONSULTED", SHOW_DAY, NULL, 0, 90},
    {"report", "REPORT", SHOW_VALUE, NULL, 0, PAPER_REST},
    {"followed", "FOLLOWED UP", SHOW_VALUE, NULL, 0, 90},
    {"note", "NOTES", SHOW_NOTES, NULL, NOT_LISTED, PAPER_NOT},
    {0},
};

static const struct register_book consulted_book = {
    .noun = "consulted",
    .one = "report consulted",
    .plural = "reports consulted",
    .title = "Reports consulted",
    .duty =
        "REF-5640.9, Attachment A: IEP Master Calendar, IEP200, IEP Assessment Report, Section 504 management reports "
        "per REF-6241 (responsibilities 16, 17); here each school month",
    .day = "the day it was consulted",
    .closes = "what the report showed is followed up",
    .closed_without = "found",
    .steps = consulted_steps,
    .columns = consulted_columns,
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

/* The first step that is asked for and whose day is not set. A meeting that lies ahead asks for its notice, one in the
 * past for what became of it. */
const struct hint *register_asks(struct req *r, const struct register_entry *x) {
    if (x->status != REGISTER_OPEN)
        return NULL;
    if (x->book->steps == checklist_steps && checklist_missing(r->mem, x, false))
        return checklist_set_hint(r->mem, x);
    for (const struct register_step *s = x->book->steps; s->name; s++) {
        bool late = !x->book->ahead || ((s->flags & STEP_CLOSES) != 0) == (x->on < r->today);
        if (!s->asks || !late || (s->key && register_get(&x->now, s->key)))
            continue;
        const struct hint *h = register_hint(r->mem, s->asks, x->book, s->name, x->number);
        bool who = s->fields[0].kind == REGISTER_STAFF && !register_get(&x->now, s->fields[0].name);
        return hint_with(r->mem, h, s->fields[0].name, who ? hint_blank : NULL);
    }
    return NULL;
}
