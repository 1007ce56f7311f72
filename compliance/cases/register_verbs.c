/* The commands of the registers. The functions serve them all: which register it is, the asked verb says. */
#include "compliance/cases/register_verbs.h"
#include "base/text.h"
#include "compliance/school/calendar.h"
#include "compliance/cases/checklist.h"
#include "compliance/audit/disclosure.h"
#include "compliance/cases/meeting_ics.h"
#include "compliance/cases/register_books.h"
#include "compliance/cases/register_input.h"
#include "compliance/cases/register_same.h"
#include "compliance/cases/register_show.h"
#include "compliance/cases/retention.h"
#include "compliance/school/school.h"

#include <string.h>

static const struct register_book *asked(const struct req *r) { return register_find(r->verb->noun); }

static const char *subject(struct mem *m, const struct register_book *book, long number) {
    return mem_printf(m, "%s %ld", book->noun, number);
}

/* For the trail, which is never purged: of a case only that there was something. */
static const char *detail(struct mem *m, const struct register_draft *d) {
    const char *words = mem_printf(m, "on %s", date_iso(m, d->on));
    for (size_t i = 0; i < d->values.count; i++) {
        const struct register_value *v = &d->values.list[i];
        words =
            v->of_case ? mem_printf(m, "%s; %s", words, v->name) : mem_printf(m, "%s; %s %s", words, v->name, v->value);
    }
    return words;
}

static const char *capital(struct mem *m, const char *words) {
    char *text = mem_text(m, words);
    if (*text >= 'a' && *text <= 'z')
        *text = (char)(*text - 'a' + 'A');
    return text;
}

/* A meeting may be on any day; on one without school it is more often a slip. */
static bool note_day(struct req *r, struct answer *a, int on, struct err *e) {
    const struct calendar *c;
    if (!calendar_load(r, &c, e))
        return false;
    if (!calendar_is_school_day(c, on))
        answer_note(r, a, "%s %s is no school day", date_weekday_names[date_weekday(on)], date_iso(r->mem, on));
    return true;
}

/* "Meeting 3: participants notified on 2026-09-20." and what is left to do. Before it is stored: what cannot be
 * answered is not done. */
static bool tell(struct req *r, struct answer *a, const struct register_draft *d, long number, struct err *e) {
    struct register_entry x;
    if (!register_load_one(r, d->book, number, &x, e))
        return false;
    const char *advice = x.status == REGISTER_OPEN && d->book->advise ? d->book->advise(r, &x) : NULL;
    register_answer_one(r, a, &x);
    a->text_only = true;
    bool ahead = d->book->ahead && d->step->flags & STEP_SETS_DAY;
    if ((ahead && !note_day(r, a, d->on, e)) || !register_note_same(d, &x, a, e))
        return false;
    a->text = mem_printf(r->mem, "%s %ld: %s%s %s.%s%s", capital(r->mem, d->book->one), number, d->step->said,
                         ahead ? "" : " on", date_iso(r->mem, d->on), advice ? "\n" : "", advice ? advice : "");
    return true;
}

/* ---- making an entry ---- */

/* The steps whose day came with it (--notified DATE), on the entry as it is by then. */
static bool add_days(struct trail *t, const struct register_draft *first, long number, struct err *e) {
    struct req *r = t->req;
    bool ok = true;
    for (const struct register_step *s = first->book->steps; ok && s->name; s++) {
        struct register_entry x;
        struct register_draft d = {r, first->fields, first->book, s, &x, DATE_NONE, {0}};
        int on = DATE_NONE;
        bool at_once = s->flags & STEP_CLOSES && first->book->closed_without &&
                       !register_get(&first->values, first->book->closed_without);
        if (!s->key || !fields_date(first->fields, s->key, at_once ? first->on : DATE_NONE, &on, e) || on == DATE_NONE)
            ok = e->kind == ERR_NONE;
        else
            ok = register_load_one(r, first->book, number, &x, e) && register_read_day(&d, on, e) &&
                 register_put(t, &d, number, e);
    }
    return ok;
}

static bool add(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    const struct register_book *book = asked(r);
    struct register_draft d = {r, f, book, &book->steps[0], NULL, DATE_NONE, {0}};
    struct trail t;
    long number = 0;
    if (!trail_begin(&t, r, e))
        return false;
    bool ok = register_read(&d, e) && register_next(r, book, &number, e) && register_put(&t, &d, number, e) &&
              add_days(&t, &d, number, e) && tell(r, a, &d, number, e);
    return trail_end(&t, ok, mem_printf(r->mem, "%s add", book->noun), subject(r->mem, book, number),
                     ok ? detail(r->mem, &d) : "", e);
}

/* ---- what happens to it later ---- */

static bool read_id(const struct fields *f, long *number, struct err *e) {
    return fields_int(f, "id", (struct range){1, 1000000000}, 0, number, e);
}

static bool step(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    const struct register_book *book = asked(r);
    struct register_entry x;
    struct register_draft d = {r, f, book, register_step_find(book, r->verb->name), &x, DATE_NONE, {0}};
    struct trail t;
    long number;
    if (!read_id(f, &number, e) || !trail_begin(&t, r, e))
        return false;
    bool ok = register_load_one(r, book, number, &x, e) && register_read(&d, e) && register_put(&t, &d, number, e) &&
              tell(r, a, &d, number, e);
    return trail_end(&t, ok, mem_printf(r->mem, "%s %s", book->noun, d.step->name), subject(r->mem, book, number),
                     ok ? detail(r->mem, &d) : "", e);
}

/* ---- reading ---- */

/* The example of `add`, so that it can be copied and changed. */
static const struct hint *add_hint(struct req *r, const struct register_book *book) {
    size_t i = 0;
    while (strcmp(register_verbs.list[i].noun, book->noun) != 0 || strcmp(register_verbs.list[i].name, "add") != 0)
        i++;
    const struct hint *h = hint_new(r->mem, "To make an entry", mem_printf(r->mem, "%s add", book->noun), NULL);
    for (const struct field *f = register_verbs.list[i].example; f->name; f++)
        h = hint_with(r->mem, h, f->name, f->value);
    return h;
}

static bool list(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    const struct register_book *book = asked(r);
    struct register_entries found;
    if (!register_choose(r, f, book, false, &found, e))
        return false;
    register_sort(&found);
    register_answer_list(r, a, book, &found, DEPTH_REF);
    bool chosen = fields_has(f, "open") || fields_has(f, "year") || fields_has(f, "ref");
    a->text = found.count == 0 ? mem_printf(r->mem, "Nothing%s is in this register%s.", chosen ? " of that kind" : "",
                                            chosen ? "" : " that is open or of this school year")
                               : register_holidays(&found);
    if (found.count == 0)
        answer_next(r, a, add_hint(r, book));
    return true;
}

bool register_tell_read(struct req *r, const struct fields *f, const struct register_entries *read, struct err *e) {
    struct disclosure of = {.what = mem_printf(r->mem, "%zu of %s", read->count, asked(r)->noun),
                            .refs = mem_alloc(r->mem, (read->count + 1) * sizeof *of.refs),
                            .count = read->count};
    for (size_t i = 0; i < read->count; i++)
        of.refs[i] = register_get(&read->list[i].now, "ref");
    return disclosure_tell(r, f, &of, e);
}

static bool show(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    const struct register_book *book = asked(r);
    struct register_entry x;
    long number;
    if (!read_id(f, &number, e) || !register_load_one(r, book, number, &x, e))
        return false;
    const char *ref = register_get(&x.now, "ref");
    if (!disclosure_tell(r, f, &(struct disclosure){subject(r->mem, book, number), &ref, 1}, e))
        return false;
    const char *advice = x.status == REGISTER_OPEN && book->advise ? book->advise(r, &x) : NULL;
    register_answer_whole(r, a, &x);
    a->before = mem_printf(r->mem, "%s\t%s", book->title, book->duty);
    a->text = x.purged_on == DATE_NONE
                  ? advice
                  : mem_printf(r->mem, "What was kept of its case was purged on %s.", date_iso(r->mem, x.purged_on));
    return true;
}

static bool export(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    const struct register_book *book = asked(r);
    struct register_entries found;
    bool cases = fields_has(f, "cases");
    if (!register_choose(r, f, book, true, &found, e) || (cases && !register_tell_read(r, f, &found, e)))
        return false;
    register_answer_list(r, a, book, &found, cases ? DEPTH_CASE : DEPTH_PLAIN);
    a->as_csv = true;
    return true;
}

/* ---- purging ---- */

struct purging {
    const struct register_book *book;
    int until;
    long count;
    const char *names; /* "2, 5" */
};

static bool purge_old(struct trail *t, struct purging *p, struct err *e) {
    struct retention all;
    size_t own = 0;
    if (!retention_load(t->req, &all, e))
        return false;
    while (register_books[own] != p->book)
        own++;
    for (size_t i = 0; i < all.entries[own].count; i++) {
        const struct register_entry *x = &all.entries[own].list[i];
        bool over = x->status != REGISTER_OPEN && x->closed_on <= p->until;
        if (!x->has_case || !over || !retention_is_over(&all, register_get(&x->now, "ref"), p->until))
            continue;
        if (!register_purge(t, x, e))
            return false;
        p->names = mem_join(t->req->mem, p->names, ", ", "%ld", x->number);
        p->count++;
    }
    return true;
}

static bool purge(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct purging p = {.book = asked(r), .names = ""};
    struct trail t;
    if (!retention_until(r, f, &p.until, e) || !trail_begin(&t, r, e))
        return false;
    const char *day = date_iso(r->mem, p.until), *noun = p.book->noun;
    bool ok = purge_old(&t, &p, e);
    if (ok && (p.count == 0 || fields_has(f, "dry-run"))) {
        trail_drop(&t);
        a->text = p.count == 0
                      ? mem_printf(r->mem,
                                   "Nothing was purged of %s: no case was over by %s in all its clocks and registers.",
                                   noun, day)
                      : mem_printf(r->mem, "%ld of %s, of cases closed on or before %s, would be purged: %s.", p.count,
                                   noun, day, p.names);
        return true;
    }
    if (!trail_end(&t, ok, mem_printf(r->mem, "%s purge", noun), mem_printf(r->mem, "%ld of %s", p.count, noun),
                   mem_printf(r->mem, "closed on or before %s: %s", day, p.names), e))
        return false;
    a->text = mem_printf(r->mem,
                         "Purged, closed on or before %s: %s %s. References and texts are gone from this file; the "
                         "days stay, and the chain verifies.\n%s",
                         day, noun, p.names, retention_backups);
    return true;
}

/* ---- the tables ---- */

static const char ref_what[] = "the case, by a reference of your own: never a name, birth date or student number";

static const struct param list_params[] = {
    {"open", PARAM_FLAG, KIND_TEXT, NULL, "only what is open", NULL},
    {"year", PARAM_OPTION, KIND_TEXT, "YEAR", "one school year, like 2026-27", NULL},
    {"ref", PARAM_OPTION, KIND_TEXT, "CASE", "one case, by its reference", NULL},
    {0},
};
static const struct param show_params[] = {
    {"id", PARAM_ARG, KIND_INT, "ID", "its number", NULL},
    {"why", PARAM_OPTION, KIND_TEXT, "TEXT", "why it is read; the trail keeps who and why", NULL},
    {0},
};
static const struct param export_params[] = {
    {"cases", PARAM_FLAG, KIND_TEXT, NULL, "with references and texts of cases; the trail tells it", NULL},
    {"why", PARAM_OPTION, KIND_TEXT, "TEXT", "why, with --cases", NULL},
    {"open", PARAM_FLAG, KIND_TEXT, NULL, "only what is open", NULL},
    {"year", PARAM_OPTION, KIND_TEXT, "YEAR", "one school year, like 2026-27", NULL},
    {"out", PARAM_OPTION, KIND_OUT_FILE, "F", "the file to write; - is standard output", NULL},
    {0},
};
static const struct param void_params[] = {
    {"id", PARAM_ARG, KIND_INT, "ID", "its number", NULL},
    {"reason", PARAM_NEEDED, KIND_TEXT, "TEXT", "what was wrong with it", NULL},
    {"on", PARAM_OPTION, KIND_DATE, "DATE", "the day (default: today)", NULL},
    {0},
};
static const struct param day_params[] = {
    {"id", PARAM_ARG, KIND_INT, "ID", "its number", NULL},
    {"on", PARAM_OPTION, KIND_DATE, "DATE", "the day (default: today)", NULL},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "a note, without a name", NULL},
    {0},
};
static const struct param meeting_add[] = {
    {"kind", PARAM_ARG, KIND_TEXT, "KIND", "iep, virtual-iep or 504", meeting_kinds},
    {"on", PARAM_NEEDED, KIND_DATE, "DATE", "the day of the meeting", NULL},
    {"at", PARAM_NEEDED, KIND_TEXT, "TIME", "14:30, 2:30pm, or 9 in the morning", NULL},
    {"place", PARAM_NEEDED, KIND_TEXT, "PLACE", "the room, or how to join: Zoom", NULL},
    {"link", PARAM_OPTION, KIND_TEXT, "ADDRESS", "of a virtual meeting: https://...", NULL},
    {"minutes", PARAM_OPTION, KIND_INT, "N", "how long (default: 60)", NULL},
    {"notified", PARAM_OPTION, KIND_DATE, "DATE", "when the participants were notified", NULL},
    {"interpreter", PARAM_OPTION, KIND_TEXT, "LANGUAGE", "an oral interpreter is arranged: into which language", NULL},
    {"accommodations", PARAM_OPTION, KIND_TEXT, "TEXT", "other accommodations that were asked for", NULL},
    {"ref", PARAM_OPTION, KIND_TEXT, "CASE", ref_what, NULL},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "a note, without a name", NULL},
    {0},
};
static const struct param meeting_attempt[] = {
    {"id", PARAM_ARG, KIND_INT, "ID", "the meeting", NULL},
    {"how", PARAM_NEEDED, KIND_TEXT, "HOW", "phone, letter, email, text or visit", attempt_ways},
    {"result", PARAM_NEEDED, KIND_TEXT, "TEXT", "what came of it, without a name", NULL},
    {"on", PARAM_OPTION, KIND_DATE, "DATE", "the day (default: today)", NULL},
    {0},
};
static const struct param meeting_arrange[] = {
    {"id", PARAM_ARG, KIND_INT, "ID", "the meeting", NULL},
    {"interpreter", PARAM_OPTION, KIND_TEXT, "LANGUAGE", "an oral interpreter: into which language", NULL},
    {"accommodations", PARAM_OPTION, KIND_TEXT, "TEXT", "other accommodations, all of them, without a name", NULL},
    {"on", PARAM_OPTION, KIND_DATE, "DATE", "the day (default: today)", NULL},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "a note, without a name", NULL},
    {0},
};
static const struct param meeting_move[] = {
    {"id", PARAM_ARG, KIND_INT, "ID", "the meeting", NULL},
    {"on", PARAM_NEEDED, KIND_DATE, "DATE", "its new day", NULL},
    {"at", PARAM_OPTION, KIND_TEXT, "TIME", "its new time (default: as it was)", NULL},
    {"place", PARAM_OPTION, KIND_TEXT, "PLACE", "its new place (default: as it was)", NULL},
    {"link", PARAM_OPTION, KIND_TEXT, "ADDRESS", "of a virtual meeting: https://...", NULL},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "a note, without a name", NULL},
    {0},
};
static const struct param meeting_done[] = {
    {"id", PARAM_ARG, KIND_INT, "ID", "the meeting", NULL},
    {"outcome", PARAM_OPTION, KIND_TEXT, "OUTCOME", "held (the default), cancelled or postponed", meeting_results},
    {"on", PARAM_OPTION, KIND_DATE, "DATE", "the day (default: of the meeting, if it was held)", NULL},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "a note, without a name", NULL},
    {0},
};
static const struct param meeting_ics_params[] = {
    {"id", PARAM_OPTIONAL, KIND_INT, "ID", "one meeting (default: all that lie ahead)", NULL},
    {"cases", PARAM_FLAG, KIND_TEXT, NULL, "with the references of cases; the trail tells it", NULL},
    {"why", PARAM_OPTION, KIND_TEXT, "TEXT", "why, with --cases", NULL},
    {"out", PARAM_OPTION, KIND_OUT_FILE, "F", "the file to write; - is standard output", NULL},
    {0},
};
static const struct param translation_add[] = {
    {"document", PARAM_ARG, KIND_TEXT, "DOCUMENT", "what is translated", translation_documents},
    {"language", PARAM_ARG, KIND_LANGUAGE, "LANGUAGE", "into which language", NULL},
    {"on", PARAM_OPTION, KIND_DATE, "DATE", "when it was asked for (default: today)", NULL},
    {"completed", PARAM_OPTION, KIND_DATE, "DATE", "when it was completed, if it is", NULL},
    {"ref", PARAM_OPTION, KIND_TEXT, "CASE", ref_what, NULL},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "a note, without a name", NULL},
    {0},
};
static const struct param records_add[] = {
    {"ref", PARAM_NEEDED, KIND_TEXT, "CASE", ref_what, NULL},
    {"on", PARAM_OPTION, KIND_DATE, "DATE", "when it was asked for (default: today)", NULL},
    {"how", PARAM_OPTION, KIND_TEXT, "HOW", "oral or written", records_ways},
    {"routed", PARAM_OPTION, KIND_DATE, "DATE", "when it was forwarded to the Custodian of Records", NULL},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "a note, without a name", NULL},
    {0},
};
static const struct param records_done[] = {
    {"id", PARAM_ARG, KIND_INT, "ID", "the request", NULL},
    {"outcome", PARAM_OPTION, KIND_TEXT, "OUTCOME", "answered (the default) or withdrawn", records_results},
    {"on", PARAM_OPTION, KIND_DATE, "DATE", "the day (default: today)", NULL},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "a note, without a name", NULL},
    {0},
};
static const struct param checklist_add[] = {
    {"program", PARAM_ARG, KIND_TEXT, "PROGRAM", "special-education or section-504", checklist_programs},
    {"ref", PARAM_NEEDED, KIND_TEXT, "CASE", ref_what, NULL},
    {"on", PARAM_OPTION, KIND_DATE, "DATE", "when it was begun (default: today)", NULL},
    {"year", PARAM_OPTION, KIND_TEXT, "YEAR", "the school year of the documents (default: that of the day)", NULL},
    {"transfer", PARAM_FLAG, KIND_TEXT, NULL, "newly enrolled from another district", NULL},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "a note, without a name", NULL},
    {0},
};
static const struct param checklist_set[] = {
    {"id", PARAM_ARG, KIND_INT, "ID", "the checklist", NULL},
    {"document", PARAM_REPEAT, KIND_TEXT, "DOCUMENT", "one of those that `checklist show` names", NULL},
    {"state", PARAM_REPEAT, KIND_TEXT, "STATE", "on-file, missing or not-applicable", checklist_states},
    {"reason", PARAM_OPTION, KIND_TEXT, "TEXT", "why it is not applicable, without a name", NULL},
    {"on", PARAM_OPTION, KIND_DATE, "DATE", "the day (default: today)", NULL},
    {0},
};
static const struct param problem_added[] = {
    {"kind", PARAM_ARG, KIND_TEXT, "KIND", "what it is about: form, document, record or other", problem_kinds},
    {"note", PARAM_NEEDED, KIND_TEXT, "TEXT", "what does not work, without a name", NULL},
    {"on", PARAM_OPTION, KIND_DATE, "DATE", "when it was noticed (default: today)", NULL},
    {"told", PARAM_OPTION, KIND_DATE, "DATE", "when the principal or designee was told", NULL},
    {"ref", PARAM_OPTION, KIND_TEXT, "CASE", ref_what, NULL},
    {0},
};
static const struct param availability_add[] = {
    {"document", PARAM_ARG, KIND_TEXT, "DOCUMENT", "iep, related-services or 504-plan", availability_documents},
    {"on", PARAM_OPTION, KIND_DATE, "DATE", "when it became available (default: today)", NULL},
    {"staff", PARAM_OPTION, KIND_TEXT, "WHO", "who is to be notified: \"teachers of periods 1 to 6\"", NULL},
    {"notified", PARAM_OPTION, KIND_DATE, "DATE", "when they were notified, if they are", NULL},
    {"ref", PARAM_OPTION, KIND_TEXT, "CASE", ref_what, NULL},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "a note, without a name", NULL},
    {0},
};
static const struct param availability_done[] = {
    {"id", PARAM_ARG, KIND_INT, "ID", "the notice", NULL},
    {"on", PARAM_OPTION, KIND_DATE, "DATE", "when they were notified (default: today)", NULL},
    {"staff", PARAM_OPTION, KIND_TEXT, "WHO", "who was notified, where it was not said before", NULL},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "a note, without a name", NULL},
    {0},
};
static const struct param consulted_add[] = {
    {"report", PARAM_ARG, KIND_TEXT, "REPORT", "which one", consulted_reports},
    {"on", PARAM_OPTION, KIND_DATE, "DATE", "when (default: today)", NULL},
    {"found", PARAM_OPTION, KIND_TEXT, "TEXT", "what has to be followed up; without it, nothing has to", NULL},
    {0},
};
static const struct verb verbs[] = {
    {"meeting", "add", "a meeting of an IEP or Section 504 team", ACCESS_WRITE, 0, ROLES_OFFICE, add, meeting_add, NULL,
     EXAMPLE({"kind", "iep"}, {"on", "2026-10-05"}, {"at", "14:30"}, {"place", "Room 12"}, {"ref", "blue 7"})},
    {"meeting", "notify", "the participants were notified", ACCESS_WRITE, 0, ROLES_OFFICE, step, day_params, NULL,
     EXAMPLE({"id", "3"}, {"on", "yesterday"})},
    {"meeting", "remind", "the team was reminded", ACCESS_WRITE, 0, ROLES_OFFICE, step, day_params, NULL,
     EXAMPLE({"id", "3"})},
    {"meeting", "attempt", "an attempt to reach the parent", ACCESS_WRITE, 0, ROLES_OFFICE, step, meeting_attempt, NULL,
     EXAMPLE({"id", "3"}, {"how", "phone"}, {"result", "left a message"})},
    {"meeting", "arrange", "an interpreter or another accommodation, asked for since", ACCESS_WRITE, 0, ROLES_OFFICE, step,
     meeting_arrange, NULL, EXAMPLE({"id", "3"}, {"interpreter", "Armenian"})},
    {"meeting", "move", "the meeting is set for another day; its notice has to be given again", ACCESS_WRITE, 0,
     ROLES_OFFICE, step, meeting_move, NULL, EXAMPLE({"id", "3"}, {"on", "10/12"}, {"at", "9:00"})},
    {"meeting", "done", "the meeting was held, cancelled or postponed", ACCESS_WRITE, 0, ROLES_OFFICE, step, meeting_done,
     NULL, EXAMPLE({"id", "3"}, {"outcome", "postponed"})},
    {"meeting", "list", "the meetings that are open or of this school year", ACCESS_READ, NOUN_ALONE, ROLES_ALL, list,
     list_params, NULL},
    {"meeting", "show", "one meeting with all that happened about it; the trail tells who read it", ACCESS_WRITE, 0,
     ROLES_ALL, show, show_params, NULL, EXAMPLE({"id", "3"}, {"why", "the parent asks"})},
    {"meeting", "export", "the meetings as CSV", ACCESS_WRITE, 0, ROLES_ALL, export, export_params, NULL,
     EXAMPLE({"out", "meeting.csv"})},
    {"meeting", "ics", "the meetings for a calendar program, with alarms", ACCESS_WRITE, 0, ROLES_ALL, meeting_ics,
     meeting_ics_params, NULL, EXAMPLE({"out", "meetings.ics"})},
    {"meeting", "void", "the meeting was entered by mistake: it stays, and counts for nothing", ACCESS_WRITE, 0,
     ROLES_OFFICE, step, void_params, NULL, EXAMPLE({"id", "3"}, {"reason", "entered twice"})},
    {"meeting", "reopen", "the meeting is not closed after all", ACCESS_WRITE, 0, ROLES_OFFICE, step, day_params, NULL,
     NULL},
    {"meeting", "purge", "take away what is said of cases closed long ago; backups keep it", ACCESS_WRITE, 0, ROLES_OFFICE,
     purge, retention_params, NULL, EXAMPLE({"older-than", "5"}, {"dry-run", "yes"})},
    {"translation", "add", "a written translation that is asked for", ACCESS_WRITE, 0, ROLES_OFFICE, add, translation_add,
     NULL, EXAMPLE({"document", "iep"}, {"language", "Spanish"}, {"ref", "blue 7"})},
    {"translation", "done", "the translation is completed", ACCESS_WRITE, 0, ROLES_OFFICE, step, day_params, NULL,
     EXAMPLE({"id", "2"}, {"on", "2026-10-12"})},
    {"translation", "list", "the translations that are open or of this school year", ACCESS_READ, NOUN_ALONE, ROLES_ALL,
     list, list_params, NULL},
    {"translation", "show", "one translation; the trail tells who read it", ACCESS_WRITE, 0, ROLES_ALL, show, show_params,
     NULL, EXAMPLE({"id", "3"}, {"why", "the parent asks"})},
    {"translation", "export", "the translations as CSV", ACCESS_WRITE, 0, ROLES_ALL, export, export_params, NULL,
     EXAMPLE({"out", "translation.csv"})},
    {"translation", "void", "the translation was entered by mistake: it stays, and counts for nothing", ACCESS_WRITE, 0,
     ROLES_OFFICE, step, void_params, NULL, EXAMPLE({"id", "3"}, {"reason", "entered twice"})},
    {"translation", "reopen", "the translation is not closed after all", ACCESS_WRITE, 0, ROLES_OFFICE, step, day_params,
     NULL, NULL},
    {"translation", "purge", "take away what is said of cases closed long ago; backups keep it", ACCESS_WRITE, 0,
     ROLES_OFFICE, purge, retention_params, NULL, EXAMPLE({"older-than", "5"}, {"dry-run", "yes"})},
    {"records", "add", "a request for pupil records: 5 business days to answer", ACCESS_WRITE, 0, ROLES_OFFICE, add,
     records_add, NULL, EXAMPLE({"ref", "blue 7"}, {"how", "written"}, {"routed", "today"})},
    {"records", "route", "the request was forwarded to the Custodian of Records", ACCESS_WRITE, 0, ROLES_OFFICE, step,
     day_params, NULL, EXAMPLE({"id", "4"}, {"on", "today"})},
    {"records", "done", "the request is answered, or was withdrawn", ACCESS_WRITE, 0, ROLES_OFFICE, step, records_done, NULL,
     EXAMPLE({"id", "4"})},
    {"records", "list", "the requests that are open or of this school year, with what is due", ACCESS_READ, NOUN_ALONE,
     ROLES_ALL, list, list_params, NULL},
    {"records", "show", "one request; the trail tells who read it", ACCESS_WRITE, 0, ROLES_ALL, show, show_params, NULL,
     EXAMPLE({"id", "3"}, {"why", "the parent asks"})},
    {"records", "export", "the requests as CSV", ACCESS_WRITE, 0, ROLES_ALL, export, export_params, NULL,
     EXAMPLE({"out", "records.csv"})},
    {"records", "void", "the request was entered by mistake: it stays, and counts for nothing", ACCESS_WRITE, 0,
     ROLES_OFFICE, step, void_params, NULL, EXAMPLE({"id", "3"}, {"reason", "entered twice"})},
    {"records", "reopen", "the request is not closed after all", ACCESS_WRITE, 0, ROLES_OFFICE, step, day_params, NULL,
     NULL},
    {"records", "purge", "take away what is said of cases closed long ago; backups keep it", ACCESS_WRITE, 0, ROLES_OFFICE,
     purge, retention_params, NULL, EXAMPLE({"older-than", "5"}, {"dry-run", "yes"})},
    {"checklist", "add", "begin the checklist of the documents of a case", ACCESS_WRITE, 0, ROLES_OFFICE, add, checklist_add,
     NULL, EXAMPLE({"program", "section-504"}, {"ref", "blue 7"})},
    {"checklist", "set", "how documents stand; --reason where one is not applicable", ACCESS_WRITE, 0, ROLES_OFFICE, step,
     checklist_set, NULL, EXAMPLE({"id", "5"}, {"document", "request"}, {"state", "on-file"}, {"document", "response"}, {"state", "missing"})},
    {"checklist", "done", "every document is on file or not applicable", ACCESS_WRITE, 0, ROLES_OFFICE, step, day_params,
     NULL, EXAMPLE({"id", "5"})},
    {"checklist", "list", "the checklists that are open or of this school year", ACCESS_READ, NOUN_ALONE, ROLES_ALL,
     list, list_params, NULL},
    {"checklist", "show", "the documents of one checklist; the trail tells who read it", ACCESS_WRITE, 0, ROLES_ALL, show,
     show_params, NULL, EXAMPLE({"id", "3"}, {"why", "the parent asks"})},
    {"checklist", "export", "the checklists as CSV", ACCESS_WRITE, 0, ROLES_ALL, export, export_params, NULL,
     EXAMPLE({"out", "checklist.csv"})},
    {"checklist", "void", "the checklist was entered by mistake: it stays, and counts for nothing", ACCESS_WRITE, 0,
     ROLES_OFFICE, step, void_params, NULL, EXAMPLE({"id", "3"}, {"reason", "entered twice"})},
    {"checklist", "reopen", "the checklist is not closed after all", ACCESS_WRITE, 0, ROLES_OFFICE, step, day_params, NULL,
     NULL},
    {"checklist", "purge", "take away what is said of cases closed long ago; backups keep it", ACCESS_WRITE, 0, ROLES_OFFICE,
     purge, retention_params, NULL, EXAMPLE({"older-than", "5"}, {"dry-run", "yes"})},
    {"problem", "add", "a technical problem with a form, a document or a record", ACCESS_WRITE, 0, ROLES_OFFICE, add,
     problem_added, NULL, EXAMPLE({"kind", "form"}, {"note", "Welligent does not print page 10"}, {"told", "today"})},
    {"problem", "tell", "the principal or designee was told", ACCESS_WRITE, 0, ROLES_OFFICE, step, day_params, NULL,
     EXAMPLE({"id", "1"}, {"on", "today"})},
    {"problem", "done", "the problem is solved", ACCESS_WRITE, 0, ROLES_OFFICE, step, day_params, NULL, EXAMPLE({"id", "1"})},
    {"problem", "list", "the problems that are open or of this school year", ACCESS_READ, NOUN_ALONE, ROLES_ALL, list,
     list_params, NULL},
    {"problem", "show", "one problem; the trail tells who read it", ACCESS_WRITE, 0, ROLES_ALL, show, show_params, NULL,
     EXAMPLE({"id", "3"}, {"why", "the parent asks"})},
    {"problem", "export", "the problems as CSV", ACCESS_WRITE, 0, ROLES_ALL, export, export_params, NULL,
     EXAMPLE({"out", "problem.csv"})},
    {"problem", "void", "the problem was entered by mistake: it stays, and counts for nothing", ACCESS_WRITE, 0,
     ROLES_OFFICE, step, void_params, NULL, EXAMPLE({"id", "3"}, {"reason", "entered twice"})},
    {"problem", "reopen", "the problem is not closed after all", ACCESS_WRITE, 0, ROLES_OFFICE, step, day_params, NULL,
     NULL},
    {"problem", "purge", "take away what is said of cases closed long ago; backups keep it", ACCESS_WRITE, 0, ROLES_OFFICE,
     purge, retention_params, NULL, EXAMPLE({"older-than", "5"}, {"dry-run", "yes"})},
    {"availability", "add", "an IEP or Section 504 plan became available to staff", ACCESS_WRITE, 0, ROLES_OFFICE, add,
     availability_add, NULL, EXAMPLE({"document", "iep"}, {"ref", "blue 7"}, {"staff", "teachers of periods 1 to 6"})},
    {"availability", "done", "the staff are notified", ACCESS_WRITE, 0, ROLES_OFFICE, step, availability_done, NULL,
     EXAMPLE({"id", "6"}, {"on", "yesterday"})},
    {"availability", "list", "the notices that are open or of this school year", ACCESS_READ, NOUN_ALONE, ROLES_ALL,
     list, list_params, NULL},
    {"availability", "show", "one notice; the trail tells who read it", ACCESS_WRITE, 0, ROLES_ALL, show, show_params, NULL,
     EXAMPLE({"id", "3"}, {"why", "the parent asks"})},
    {"availability", "export", "the notices as CSV", ACCESS_WRITE, 0, ROLES_ALL, export, export_params, NULL,
     EXAMPLE({"out", "availability.csv"})},
    {"availability", "void", "the notice was entered by mistake: it stays, and counts for nothing", ACCESS_WRITE, 0,
     ROLES_OFFICE, step, void_params, NULL, EXAMPLE({"id", "3"}, {"reason", "entered twice"})},
    {"availability", "reopen", "the notice is not closed after all", ACCESS_WRITE, 0, ROLES_OFFICE, step, day_params, NULL,
     NULL},
    {"availability", "purge", "take away what is said of cases closed long ago; backups keep it", ACCESS_WRITE, 0,
     ROLES_OFFICE, purge, retention_params, NULL, EXAMPLE({"older-than", "5"}, {"dry-run", "yes"})},
    {"consulted", "add", "a report was consulted, as each school month", ACCESS_WRITE, 0, ROLES_OFFICE, add, consulted_add,
     NULL, EXAMPLE({"report", "iep200"})},
    {"consulted", "done", "what the report showed is followed up", ACCESS_WRITE, 0, ROLES_OFFICE, step, day_params, NULL,
     EXAMPLE({"id", "7"})},
    {"consulted", "list", "the reports consulted in this school year", ACCESS_READ, NOUN_ALONE, ROLES_ALL, list,
     list_params, NULL},
    {"consulted", "show", "one consultation; the trail tells who read it", ACCESS_WRITE, 0, ROLES_ALL, show, show_params,
     NULL, EXAMPLE({"id", "3"}, {"why", "the parent asks"})},
    {"consulted", "export", "the reports consulted as CSV", ACCESS_WRITE, 0, ROLES_ALL, export, export_params, NULL,
     EXAMPLE({"out", "consulted.csv"})},
    {"consulted", "void", "the entry was entered by mistake: it stays, and counts for nothing", ACCESS_WRITE, 0,
     ROLES_OFFICE, step, void_params, NULL, EXAMPLE({"id", "3"}, {"reason", "entered twice"})},
    {"consulted", "reopen", "the entry is not closed after all", ACCESS_WRITE, 0, ROLES_OFFICE, step, day_params, NULL,
     NULL},
    {"consulted", "purge", "take away what is said of cases closed long ago; backups keep it", ACCESS_WRITE, 0, ROLES_OFFICE,
     purge, retention_params, NULL, EXAMPLE({"older-than", "5"}, {"dry-run", "yes"})},
};
const struct verbs register_verbs = {verbs, sizeof verbs / sizeof *verbs};
