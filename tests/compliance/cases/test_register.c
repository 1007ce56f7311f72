/* The registers of Attachment A: what their table promises, a clerk's way
 * through each, and what they refuse. */
#include "compliance/audit/matter.h"
#include "compliance/cases/checklist.h"
#include "compliance/cases/register_show.h"
#include "tests/suites.h"
#include "tests/support/look.h"
#include "tests/support/stored.h"

#include "cli/help.h"
#include "door/rooms.h"

#include <stdint.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void open_school(struct world *w) {
    world_open(w, "senior", "2026-09-15");
    look_done_file(w, "calendar import c.csv",
                   "school_year,kind,from,to,name\n2026-27,first_day,2026-08-13,,First\n2026-27,last_day,2027-06-10,,"
                   "Last\n2026-27,holiday,2026-11-26,2026-11-27,Thanksgiving\n2026-27,holiday,2026-09-07,,Labor Day\n");
}

/* ---- the table ---- */

static bool is_param(const struct verb *v, const char *name) {
    for (const struct param *p = v->params; p->name; p++)
        if (strcmp(p->name, name) == 0)
            return true;
    return false;
}

static bool is_field(const struct register_step *s, const char *name) {
    for (const struct register_field *f = s->fields; f->name; f++)
        if (strcmp(f->name, name) == 0)
            return true;
    return false;
}

static bool is_key(const struct register_book *b, const char *name) {
    for (const struct register_step *s = b->steps; s->name; s++)
        if (s->key && strcmp(s->key, name) == 0)
            return true;
    return false;
}

/* Each parameter brings a value of a field, and no field lacks its parameter. */
static void step_is_whole(const struct verbs *const *rooms, const struct register_book *b,
                          const struct register_step *s) {
    const struct verb *v = verb_find(rooms, b->noun, s->name);
    ck_assert_msg(v != NULL, "%s %s has no command", b->noun, s->name);
    for (const struct param *p = v->params; p->name; p++) {
        bool own = strcmp(p->name, "id") == 0 || strcmp(p->name, "on") == 0;
        ck_assert_msg(own || is_field(s, p->name) || (s == b->steps && is_key(b, p->name)),
                      "%s %s --%s: nobody reads it", b->noun, s->name, p->name);
        ck_assert_msg(p->what && *p->what, "%s %s: %s is not explained", b->noun, s->name, p->name);
    }
    for (const struct register_field *f = s->fields; f->name; f++) {
        ck_assert_msg(is_param(v, f->name), "%s %s: %s cannot be given", b->noun, s->name, f->name);
        ck_assert_msg((f->kind == REGISTER_WORD) == (f->words != NULL) || f->kind == REGISTER_DOCUMENT, "%s %s: %s",
                      b->noun, s->name, f->name);
    }
}

static bool has_column(const struct shape *shape, const char *name) {
    for (size_t i = 0; i < shape->count; i++)
        if (strcmp(shape->columns[i].name, name) == 0 ||
            (shape->columns[i].rows && has_column(shape->columns[i].rows, name)))
            return true;
    return false;
}

START_TEST(what_an_edit_takes_its_read_gives_under_the_same_name) {
    struct mem *m = mem_new();
    const struct verbs *const *rooms = rooms_make(m, &help_verbs);
    size_t edits = 0;
    for (const struct register_book *const *b = register_books; *b; b++)
        for (const struct register_step *s = (*b)->steps; s->name; s++) {
            const struct verb *v = verb_find(rooms, (*b)->noun, s->name), *show = verb_find(rooms, (*b)->noun, "show");
            ck_assert_msg((v->current != NULL) == ((s->flags & STEP_EDITS) != 0), "%s %s", v->noun, v->name);
            if (!v->current)
                continue;
            ck_assert_str_eq(v->current, mem_printf(m, "%s show", (*b)->noun));
            for (const struct param *p = v->params; p->name; p++)
                ck_assert_msg(has_column(show->shape, p->name), "%s does not give %s", v->current, p->name);
            edits++;
        }
    ck_assert_uint_eq(edits, 3);
    mem_free(m);
}
END_TEST

/* The shape of an export has what the list has, and more, in the same order: so one is the other cut short. */
START_TEST(each_verb_of_a_register_has_its_shape_from_the_start) {
    struct mem *m = mem_new();
    const struct verbs *const *rooms = rooms_make(m, &help_verbs);
    struct room_place at = {0};
    size_t n = 0;
    for (const struct verb *v; (v = rooms_next(rooms, &at)) != NULL;) {
        if (!register_find(v->noun))
            continue;
        ck_assert_msg(v->shape != NULL, "%s %s", v->noun, v->name);
        ck_assert_msg(!has_column(v->shape, "notes") && !has_column(v->shape, "next"), "%s %s", v->noun, v->name);
        n++;
        if (strcmp(v->name, "export") != 0)
            continue;
        const struct shape *list = verb_find(rooms, v->noun, "list")->shape;
        ck_assert_ptr_eq(list->columns, v->shape->columns);
        ck_assert_uint_lt(list->count, v->shape->count);
        ck_assert_ptr_eq(verb_find(rooms, v->noun, "add")->shape, list);
    }
    ck_assert_uint_eq(n, 72);
    mem_free(m);
}
END_TEST

START_TEST(each_register_has_its_commands_and_each_value_its_way_in_and_out) {
    static const char *const names[] = {"add", "list", "show", "done", "export", "pdf", "void", "reopen", "purge"};
    struct mem *m = mem_new();
    const struct verbs *const *rooms = rooms_make(m, &help_verbs);
    size_t n = 0;
    for (; register_books[n]; n++) {
        const struct register_book *b = register_books[n];
        for (size_t i = 0; i < COUNT(names); i++)
            ck_assert_msg(verb_find(rooms, b->noun, names[i]) != NULL, "%s %s is no command", b->noun, names[i]);
        ck_assert(strstr(b->duty, "REF-5640.9, Attachment A") && b->title && b->closes && b->day);
        ck_assert_ptr_eq(register_find(b->noun), b);
        for (const struct register_step *s = b->steps; s->name; s++)
            step_is_whole(rooms, b, s);
        step_is_whole(rooms, b, register_step_find(b, "void"));
        step_is_whole(rooms, b, register_step_find(b, "reopen"));
        for (const struct register_column *c = b->columns; c->name; c++) {
            bool found = c->source != SHOW_VALUE || is_key(b, c->name);
            for (const struct register_step *s = b->steps; s->name; s++)
                found = found || is_field(s, c->name);
            ck_assert_msg(found, "%s: nothing brings %s", b->noun, c->name);
            ck_assert_msg((c->source == SHOW_COUNT || c->source == SHOW_LOG) == (c->step != NULL), "%s", c->name);
        }
    }
    ck_assert_uint_eq(n, 7);
    ck_assert_ptr_null(register_find("stock"));
    ck_assert_ptr_null(register_step_find(register_books[0], "nothing"));
    mem_free(m);
}
END_TEST

/* ---- a clerk's way ---- */

static const struct {
    const char *line, *says, *next; /* `next`: the only command offered; NULL: none is */
} ways[] = {
    {"meeting add IEP --on 2026-10-05 --at 2:30pm --place 'Room 12' --ref 'blue 7' --interpreter Spanish",
     "Meeting 1: set for 2026-10-05.", "meeting notify 1"},
    {"meeting attempt 1 --how phone --result 'left a message' --on 2026-09-10",
     "Meeting 1: tried to reach the parent on 2026-09-10.", "meeting notify 1"},
    {"meeting notify 1", "Meeting 1: participants notified on 2026-09-15.", NULL},
    {"meeting remind 1", "Meeting 1: team reminded on 2026-09-15.", NULL},
    {"meeting move 1 --on 2026-09-14 --at 9:05", "Meeting 1: moved to 2026-09-14.", "meeting done 1"},
    {"meeting done 1", "Meeting 1: closed on 2026-09-14.", NULL},
    {"translation add iep Spanish --ref 'blue 7' --on 2026-09-01", "Translation 1: asked for on 2026-09-01.", NULL},
    {"translation done 1 --on 2026-09-12", "Translation 1: completed on 2026-09-12.", NULL},
    {"records add --ref 'blue 7' --how oral --on 2026-09-03",
     "Record request 1: requested on 2026-09-03.\nDue Fri 2026-09-11: 5 business days after 2026-09-03, EC 56504, "
     "49069.7.",
     "records route 1"},
    {"records route 1 --on 2026-09-03", "routed to the Custodian of Records on 2026-09-03.\nDue Fri 2026-09-11", NULL},
    {"records done 1 --on 2026-09-11", "Record request 1: closed on 2026-09-11.", NULL},
    {"records add --ref 'blue 8'", "Record request 2: requested on 2026-09-15.", "records route 2"},
    {"records done 2 --outcome withdrawn", "Record request 2: closed on 2026-09-15.", NULL},
    {"checklist add special-education --ref 'blue 7'",
     "Not on file: assessment-plan, iep-notification, sign-in, consent-page", "checklist set 1 DOCUMENT on-file"},
    {"checklist set 1 assessment-plan on-file iep-notification on-file sign-in on-file", "Not on file: consent-page",
     "checklist set 1 DOCUMENT on-file"},
    {"checklist set 1 consent-page not-applicable --reason 'the parent did not consent'",
     "Checklist 1: looked at on 2026-09-15.", "checklist done 1"},
    {"checklist done 1", "Checklist 1: complete on 2026-09-15.", NULL},
    {"problem add form --note 'page 10 does not print'", "Problem 1: noticed on 2026-09-15.", "problem tell 1"},
    {"problem tell 1", "Problem 1: principal or designee told on 2026-09-15.", NULL},
    {"problem done 1 --note 'after an update'", "Problem 1: solved on 2026-09-15.", NULL},
    {"availability add 504-plan --ref 'blue 8'", "Notice of availability 1: available on 2026-09-15.",
     "availability done 1 --staff WHO"},
    {"availability done 1 --staff 'Ms. Ito, period 3'", "Notice of availability 1: staff notified on 2026-09-15.",
     NULL},
    {"availability add iep --staff 'all teachers' --notified 2026-09-15", "available on 2026-09-15.", NULL},
    {"consulted add iep200", "Report consulted 1: consulted on 2026-09-15.", NULL},
    {"consulted add 504-management --found 'three plans without a manager'",
     "Report consulted 2: consulted on 2026-09-15.", "consulted done 2"},
    {"consulted done 2", "Report consulted 2: followed up on 2026-09-15.", NULL},
};

START_TEST(a_clerk_finds_her_way_through_every_register) {
    struct world w;
    open_school(&w);
    for (size_t i = 0; i < COUNT(ways); i++) {
        expect_done(&w, ways[i].line, NULL, ways[i].says);
        ck_assert_msg((w.answer.next != NULL) == (ways[i].next != NULL), "%s", ways[i].line);
        if (ways[i].next)
            ck_assert_str_eq(look_command(&w, w.answer.next), ways[i].next);
    }
    for (size_t i = 0; register_books[i]; i++) { /* all of them are closed, by now */
        look_done(&w, mem_printf(w.mem, "%s list --open", register_books[i]->noun));
        ck_assert_msg(w.answer.rows.count == 0 && strstr(w.answer.text, "Nothing of that kind"), "%s",
                      register_books[i]->noun);
        look_done(&w, mem_printf(w.mem, "%s list", register_books[i]->noun));
        ck_assert_uint_gt(w.answer.rows.count, 0);
        ck_assert_str_eq(look_text(&w.answer, 0, "status"), "done");
        look_done(&w, mem_printf(w.mem, "%s show 1 --why 'a look'", register_books[i]->noun));
        struct answer events = look_rows(&w.answer, 0, "events");
        ck_assert_str_eq(look_text(&events, 0, "step"), "add");
        look_done(&w, mem_printf(w.mem, "%s pdf --out F", register_books[i]->noun));
    }
    ck_assert(world_is_sound(&w));
    world_close(&w);
}
END_TEST

START_TEST(what_an_entry_holds_is_told_by_its_list) {
    struct world w;
    open_school(&w);
    look_done(&w,
              "meeting add 504 --on 2026-10-20 --at 08:00 --place Library --minutes 45 --notified 2026-09-14 --ref b");
    look_done(&w, "meeting add virtual-iep --on 2026-10-05 --at '2:30 PM' --place Zoom --link https://example.org/j/1");
    ck_assert_str_eq(look_text(&w.answer, 0, "status"), "open"); /* what it answers is the entry */
    look_done(&w, "meeting attempt 2 --how letter --result sent --on 2026-09-10");
    look_done(&w, "meeting attempt 2 --how phone --result 'no answer'");
    look_done(&w, "meeting remind 2");
    look_done(&w, "meeting list");
    ck_assert_uint_eq(w.answer.rows.count, 2);
    ck_assert_int_eq(look_int(&w.answer, 0, "id"), 2); /* by their days */
    ck_assert_str_eq(look_text(&w.answer, 0, "on"), "2026-10-05");
    ck_assert_str_eq(look_text(&w.answer, 0, "at"), "14:30");
    ck_assert_str_eq(look_text(&w.answer, 0, "kind"), "virtual-iep");
    ck_assert_str_eq(look_text(&w.answer, 0, "link"), "https://example.org/j/1");
    ck_assert_int_eq(look_int(&w.answer, 0, "attempts"), 2);
    ck_assert_str_eq(look_text(&w.answer, 0, "attempt_log"), "2026-09-10 letter; 2026-09-15 phone");
    ck_assert_int_eq(look_int(&w.answer, 0, "reminders"), 1);
    ck_assert_ptr_null(look_text(&w.answer, 0, "notified"));
    ck_assert_int_eq(look_int(&w.answer, 0, "minutes"), INT_NONE);
    ck_assert_int_eq(look_int(&w.answer, 1, "minutes"), 45);
    ck_assert_str_eq(look_text(&w.answer, 1, "notified"), "2026-09-14");
    ck_assert_str_eq(look_text(&w.answer, 1, "ref"), "b");
    world_close(&w);
}
END_TEST

START_TEST(a_meeting_that_is_moved_needs_its_notice_again) {
    struct world w;
    open_school(&w);
    look_done(&w, "meeting add iep --on 2026-09-20 --at 9:00 --place 'Room 1' --notified 2026-09-10");
    ck_assert(noted(&w, "Sun 2026-09-20 is not a school day"));
    expect_refused(&w, "meeting notify 1", NULL, ERR_CONFLICT, "participants notified on 2026-09-10 already");
    look_done(&w, "meeting move 1 --on 2026-09-22 --place 'Room 2'");
    ck_assert(!noted(&w, "a school day"));
    look_done(&w, "meeting list");
    ck_assert_ptr_null(look_text(&w.answer, 0, "notified"));
    ck_assert_str_eq(look_text(&w.answer, 0, "on"), "2026-09-22");
    ck_assert_str_eq(look_text(&w.answer, 0, "at"), "09:00"); /* as it was */
    ck_assert_str_eq(look_text(&w.answer, 0, "place"), "Room 2");
    look_done(&w, "meeting notify 1");
    world_close(&w);
}
END_TEST

START_TEST(an_accommodation_asked_for_later_is_arranged_and_all_that_happened_stays) {
    struct world w;
    open_school(&w);
    look_done(&w, "meeting add iep --on 2026-09-22 --at 9:00 --place x --ref 'blue 7' --notified 2026-09-10");
    look_done(&w, "meeting attempt 1 --how phone --result 'asks for an interpreter'");
    expect_done(&w, "meeting arrange 1 --interpreter Armenian --accommodations 'large print'", NULL,
                "Meeting 1: accommodations arranged on 2026-09-15.");
    look_done(&w, "meeting arrange 1 --interpreter 'Armenian, Farsi'");
    look_done(&w, "meeting show 1 --why 'to prepare'");
    ck_assert_str_eq(look_text(&w.answer, 0, "interpreter"), "Armenian, Farsi");
    ck_assert_str_eq(look_text(&w.answer, 0, "accommodations"), "large print"); /* as it was */
    ck_assert_str_eq(look_text(&w.answer, 0, "notified"), "2026-09-10");        /* the meeting is where it was */
    ck_assert_int_eq(look_int(&w.answer, 0, "attempts"), 1);
    struct answer events = look_rows(&w.answer, 0, "events");
    ck_assert_uint_eq(look_find(&events, "step", "arrange"), 3);
    expect_refused(&w, "meeting arrange 1", NULL, ERR_INPUT,
                   "nothing is arranged; give the language of an interpreter");
    expect_refused(&w, "meeting arrange 1 --note later", NULL, ERR_INPUT, "nothing is arranged");
    expect_refused(&w, "meeting arrange 1 --interpreter ' '", NULL, ERR_INPUT,
                   "interpreter is empty: an oral interpreter");
    expect_refused(&w, "meeting arrange 1 --interpreter Farsi --on 2026-09-16", NULL, ERR_INPUT, "in the future");
    expect_refused(&w, "meeting arrange 9 --interpreter Farsi", NULL, ERR_NOT_FOUND, "there is no meeting 9");
    look_done(&w, "meeting done 1 --outcome cancelled");
    expect_refused(&w, "meeting arrange 1 --interpreter Farsi", NULL, ERR_CONFLICT, "is done since");
    world_close(&w);
}
END_TEST

START_TEST(days_counted_without_a_calendar_say_so_wherever_they_stand) {
    struct world w;
    world_open(&w, "senior", "2027-01-13");
    look_done(&w, "records add --ref 'blue 7' --on 2027-01-11"); /* over the day of Martin Luther King */
    look_done(&w, "records list");
    ck_assert_str_eq(look_text(&w.answer, 0, "due"), "2027-01-18");
    ck_assert(strstr(w.answer.text, "holidays are not checked"));
    struct matters m = {.req = &w.req};
    struct err e = {0};
    ck_assert(register_matters(&m, &e));
    ck_assert_msg(strstr(m.list[1].text, "answer by Jan 18, 2027 (EC 56504, 49069.7; holidays not checked)"), "%s",
                  m.list[1].text);
    look_done(&w, "meeting add iep --on 2027-01-18 --at 9:00 --place x");
    look_done(&w, "meeting list"); /* its day was not counted */
    ck_assert_ptr_null(w.answer.text);
    world_close(&w);
}
END_TEST

START_TEST(closed_it_can_be_opened_again_and_what_was_a_mistake_counts_for_nothing) {
    struct world w;
    open_school(&w);
    look_done(&w, "records add --ref 'blue 7' --on 2026-09-01 --routed 2026-09-01");
    look_done(&w, "records done 1 --on 2026-09-02 --outcome withdrawn");
    expect_refused(&w, "records route 1", NULL, ERR_CONFLICT, "done since 2026-09-02");
    look_done(&w, "records reopen 1 --note 'asked again'");
    look_done(&w, "records list");
    ck_assert_str_eq(look_text(&w.answer, 0, "status"), "overdue");
    ck_assert_ptr_null(look_text(&w.answer, 0, "outcome"));
    ck_assert_ptr_null(look_text(&w.answer, 0, "closed"));
    ck_assert_str_eq(look_text(&w.answer, 0, "routed"), "2026-09-01"); /* that stays as it was */
    expect_refused(&w, "records reopen 1", NULL, ERR_CONFLICT, "record request 1 is open");
    look_done(&w, "records done 1");
    look_done(&w, "records void 1 --reason 'entered twice'"); /* closed or not */
    look_done(&w, "records list");
    ck_assert_str_eq(look_text(&w.answer, 0, "status"), "void");
    expect_refused(&w, "records void 1 --reason again", NULL, ERR_CONFLICT, "is void since 2026-09-15");
    expect_refused(&w, "records done 1", NULL, ERR_CONFLICT, "guidestock records reopen 1");
    look_done(&w, "records reopen 1");
    look_done(&w, "records list --open");
    ck_assert_uint_eq(w.answer.rows.count, 1);
    world_close(&w);
}
END_TEST

START_TEST(a_list_shows_what_is_open_or_of_this_year_unless_it_is_asked_otherwise) {
    struct world w;
    open_school(&w);
    look_done(&w, "problem add form --note old --on 2025-10-01 --told 2025-10-01 --ref 'blue 1'");
    look_done(&w, "problem done 1 --on 2025-10-02");
    look_done(&w, "problem add form --note open --on 2025-10-03 --ref 'blue 2'");
    look_done(&w, "problem add form --note new --on 2026-09-01 --told 2026-09-01 --ref 'blue 1'");
    look_done(&w, "problem done 3");
    static const struct {
        const char *line;
        long ids[4];
    } cases[] = {
        {"problem list", {2, 3}},
        {"problem list --open", {2}},
        {"problem list --year 2025-26", {1, 2}},
        {"problem list --year 2026-27", {3}},
        {"problem list --ref 'blue 1'", {1, 3}},
        {"problem list --ref 'blue 1' --year 2026-27", {3}},
        {"problem list --open --ref 'blue 1'", {0}},
        {"problem export", {1, 2, 3}},
        {"problem export --open", {2}},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t n = 0;
        look_done(&w, cases[i].line);
        while (cases[i].ids[n])
            n++;
        ck_assert_msg(w.answer.rows.count == n, "%s: %zu rows", cases[i].line, w.answer.rows.count);
        for (size_t k = 0; k < n; k++)
            ck_assert_msg(look_int(&w.answer, k, "id") == cases[i].ids[k], "%s: row %zu is %ld", cases[i].line, k,
                          look_int(&w.answer, k, "id"));
    }
    expect_refused(&w, "problem list --year 2026", NULL, ERR_INPUT, "is not a school year");
    world_close(&w);
}
END_TEST

START_TEST(each_school_has_registers_of_its_own) {
    struct world w;
    open_school(&w);
    look_done(&w, "problem add form --note ours");
    look_done(&w, "school add --name Second --code 0043 --level middle");
    w.req.school = 2;
    expect_refused(&w, "problem show 1", NULL, ERR_NOT_FOUND, "there is no problem 1");
    look_done(&w, "problem add record --note theirs");
    ck_assert_int_eq(look_int(&w.answer, 0, "id"), 1);
    ck_assert_str_eq(look_text(&w.answer, 0, "kind"), "record");
    w.req.school = 1;
    look_done(&w, "problem list");
    ck_assert_uint_eq(w.answer.rows.count, 1);
    ck_assert_str_eq(look_text(&w.answer, 0, "kind"), "form");
    world_close(&w);
}
END_TEST

/* ---- checklists ---- */

static size_t documents(struct world *w, const char *line) {
    look_done(w, line);
    struct answer rows = look_rows(&w->answer, 0, "documents");
    return rows.rows.count;
}

START_TEST(a_checklist_asks_for_the_documents_of_its_program_and_year) {
    struct world w;
    size_t iep = 0, plan = 0;
    open_school(&w);
    for (const struct checklist_document *d = checklist_documents; d->word; d++) {
        iep += strcmp(d->program, "special-education") == 0;
        plan += strcmp(d->program, "section-504") == 0;
    }
    ck_assert_uint_eq(iep, 5);
    ck_assert_uint_eq(plan, 10);
    look_done(&w, "checklist add special-education --ref a");
    look_done(&w, "checklist add special-education --ref b --transfer");
    look_done(&w, "checklist add section-504 --ref a");
    look_done(&w, "checklist add section-504 --ref a --year 2022-23");
    look_done(&w, "checklist add section-504 --ref b --on 2023-06-30");
    look_done(&w, "checklist add section-504 --ref c --on 2023-07-01");
    look_done(&w, "checklist list");
    static const char *const on_file[] = {"0 of 10", "0 of 9", "0 of 4", "0 of 5", "0 of 9", "0 of 10"}; /* by days */
    for (size_t i = 0; i < COUNT(on_file); i++)
        ck_assert_str_eq(look_text(&w.answer, i, "on_file"), on_file[i]);
    ck_assert_uint_eq(documents(&w, "checklist show 1"), 5);
    struct answer rows = look_rows(&w.answer, 0, "documents");
    size_t at = look_find(&rows, "document", "out-of-district-iep");
    ck_assert_str_eq(look_text(&rows, at, "state"), "not-applicable");
    ck_assert_str_eq(look_text(&rows, at, "reason"), "no transfer");
    ck_assert_ptr_null(look_text(&rows, 0, "state")); /* nobody has looked */
    ck_assert_uint_eq(documents(&w, "checklist show 3"), 9);
    ck_assert_uint_eq(documents(&w, "checklist show 4"), 10);
    look_done(&w, "checklist set 4 pandemic not-applicable revocation not-applicable --reason 'not enrolled then'");
    look_done(&w, "checklist set 4 revocation missing");
    look_done(&w, "checklist show 4");
    rows = look_rows(&w.answer, 0, "documents");
    ck_assert_str_eq(look_text(&rows, look_find(&rows, "document", "pandemic"), "reason"), "not enrolled then");
    ck_assert_str_eq(look_text(&rows, look_find(&rows, "document", "revocation"), "state"), "missing");
    ck_assert_ptr_null(look_text(&rows, look_find(&rows, "document", "revocation"), "reason"));
    look_done(&w, "checklist set 2 OUT-OF-DISTRICT-IEP on-file");
    look_done(&w, "checklist list --ref b --year 2026-27");
    ck_assert_str_eq(look_text(&w.answer, 0, "on_file"), "1 of 5");
    ck_assert_str_eq(look_text(&w.answer, 0, "missing"), "assessment-plan, iep-notification, sign-in, consent-page");
    world_close(&w);
}
END_TEST

/* ---- what is refused ---- */

static const struct {
    const char *line;
    enum err_kind kind;
    const char *words;
} refused[] = {
    {"meeting add staff --on 2026-10-05 --at 9:00 --place x", ERR_INPUT, "\"staff\" is none of iep, virtual-iep, 504"},
    {"meeting add iep --at 9:00 --place x", ERR_INPUT, "--on DATE is missing"},
    {"meeting add iep --on 2026-10-32 --at 9:00 --place x", ERR_INPUT, "is not a date"},
    {"meeting add iep --on 2028-10-05 --at 9:00 --place x", ERR_INPUT, "more than a year ahead"},
    {"meeting add iep --on 1989-10-05 --at 9:00 --place x", ERR_INPUT, "before 1990"},
    {"meeting add iep --on 2026-10-05 --at 25:00 --place x", ERR_INPUT, "\"25:00\" is not a time of day"},
    {"meeting add iep --on 2026-10-05 --at 20 --place x", ERR_INPUT, "not a time of day"},
    {"meeting add iep --on 2026-10-05 --at 9:5 --place x", ERR_INPUT, "not a time of day"},
    {"meeting add iep --on 2026-10-05 --at 9:60 --place x", ERR_INPUT, "not a time of day"},
    {"meeting add iep --on 2026-10-05 --at 13pm --place x", ERR_INPUT, "not a time of day"},
    {"meeting add iep --on 2026-10-05 --at 0am --place x", ERR_INPUT, "not a time of day"},
    {"meeting add iep --on 2026-10-05 --at pm --place x", ERR_INPUT, "not a time of day"},
    {"meeting add iep --on 2026-10-05 --at '9:00 x' --place x", ERR_INPUT, "not a time of day"},
    {"meeting add iep --on 2026-10-05 --at 9:00 --place ' '", ERR_INPUT, "place is empty: the room"},
    {"meeting add iep --on 2026-10-05 --at 9:00 --place x --minutes 0", ERR_INPUT, "1 to 600"},
    {"meeting add iep --on 2026-10-05 --at 9:00 --place x --minutes half", ERR_INPUT, "minutes"},
    {"meeting add iep --on 2026-10-05 --at 9:00 --place x --link zoom.us", ERR_INPUT, "is not a web address"},
    {"meeting add iep --on 2026-10-05 --at 9:00 --place x --link 'https://a b'", ERR_INPUT, "is not a web address"},
    {"meeting add iep --on 2026-09-10 --at 9:00 --place x --notified 2026-09-11", ERR_INPUT,
     "notified: 2026-09-11 is after the day of the meeting, 2026-09-10"},
    {"meeting add iep --on 2026-10-05 --at 9:00 --place x --notified 2026-09-16", ERR_INPUT, "in the future"},
    {"meeting notify 1 --on 2026-09-16", ERR_INPUT, "in the future"},
    {"meeting notify 2 --on 2026-09-13", ERR_INPUT, "after the day of the meeting, 2026-09-12"},
    {"meeting remind 2", ERR_INPUT, "after the day of the meeting"},
    {"meeting attempt 2 --how phone --result x", ERR_INPUT, "after the day of the meeting"},
    {"meeting attempt 1 --how telegram --result x", ERR_INPUT, "\"telegram\" is none of phone, letter"},
    {"meeting attempt 1 --how phone", ERR_INPUT, "--result TEXT is missing"},
    {"meeting attempt 9 --how phone --result x", ERR_NOT_FOUND, "there is no meeting 9"},
    {"meeting attempt one --how phone --result x", ERR_INPUT, "id"},
    {"meeting attempt 0 --how phone --result x", ERR_INPUT, "id"},
    {"meeting move 1 --on 2030-01-01", ERR_INPUT, "more than a year ahead"},
    {"meeting done 1", ERR_RULE, "meeting 1 is on 2026-10-05, which is still to come"},
    {"meeting done 1 --outcome cancelled --on 2026-09-16", ERR_INPUT, "in the future"},
    {"meeting done 2 --on 2026-09-14", ERR_RULE, "guidestock meeting move 2 --on 2026-09-14"},
    {"meeting done 3", ERR_CONFLICT, "meeting 3 is done since 2026-09-11"},
    {"meeting notify 3", ERR_CONFLICT, "is done since"},
    {"meeting ics 9", ERR_NOT_FOUND, "there is no meeting 9"},
    {"translation add poem Spanish", ERR_INPUT, "\"poem\" is none of iep"},
    {"translation add iep ''", ERR_INPUT, "language is empty: into which language"},
    {"translation add iep Spanish --on 2026-09-16", ERR_INPUT, "in the future"},
    {"translation add iep Spanish --on 2026-09-10 --completed 2026-09-09", ERR_INPUT,
     "completed: 2026-09-09 is before the day it was asked for, 2026-09-10"},
    {"translation done 1 --on 2026-08-31", ERR_INPUT, "before the day it was asked for"},
    {"records add", ERR_INPUT, "--ref CASE is missing"},
    {"records add --ref ''", ERR_INPUT, "ref is empty: the case"},
    {"records add --ref r --on 2026-09-16", ERR_INPUT, "in the future"},
    {"records add --ref r --on 2026-09-10 --routed 2026-09-09", ERR_INPUT, "before the day of the request"},
    {"records done 1", ERR_RULE, "not routed to the Custodian of Records (BUL-5526)"},
    {"records done 1 --on 2026-08-31 --outcome withdrawn", ERR_INPUT, "before the day of the request"},
    {"records done 1 --outcome lost", ERR_INPUT, "\"lost\" is none of answered, withdrawn"},
    {"checklist add gifted --ref r", ERR_INPUT, "\"gifted\" is none of special-education, section-504"},
    {"checklist add section-504", ERR_INPUT, "--ref CASE is missing"},
    {"checklist add section-504 --ref r --year 2026-28", ERR_INPUT, "is not a school year"},
    {"checklist add section-504 --ref r --on 2026-09-16", ERR_INPUT, "in the future"},
    {"checklist add section-504 --ref b", ERR_CONFLICT, "checklist 1 is open for the same case, program and year"},
    {"checklist set 1 sign-in on-file", ERR_RULE,
     "sign-in (Signed IEP Sign-In (Page 11)) is of special-education; checklist 1 is of section-504"},
    {"checklist set 2 request on-file", ERR_RULE, "is of section-504; checklist 2 is of special-education"},
    {"checklist set 1 pandemic on-file", ERR_RULE, "asked for in 2022-23 only; checklist 1 is of 2026-27"},
    {"checklist set 2 out-of-district-iep on-file", ERR_RULE, "for transfers only"},
    {"checklist set 1 reqest on-file", ERR_INPUT, "Did you mean request?"},
    {"checklist set 1 xxxxxxxxxxxx on-file", ERR_INPUT, "\"xxxxxxxxxxxx\" is none of assessment-plan"},
    {"checklist set 1 request", ERR_INPUT, "STATE is missing"},
    {"checklist set 1 request lost", ERR_INPUT, "\"lost\" is none of on-file, missing, not-applicable"},
    {"checklist set 1 request not-applicable", ERR_INPUT, "reason: say why request is not applicable"},
    {"checklist set 1 request on-file plan on-file request missing", ERR_INPUT, "request is given twice"},
    {"checklist set 1 request on-file sign-in on-file", ERR_RULE, "sign-in"}, /* and not the first of them alone */
    {"checklist done 1", ERR_RULE, "checklist 1 is not complete: request, response"},
    {"problem add weather --note x", ERR_INPUT, "\"weather\" is none of form, document, record, other"},
    {"problem add form", ERR_INPUT, "--note TEXT is missing"},
    {"problem add form --note x --on 2026-09-10 --told 2026-09-09", ERR_INPUT, "before the day it was noticed"},
    {"problem done 1", ERR_RULE, "the principal or designee was not told of problem 1"},
    {"availability add poem", ERR_INPUT, "none of iep, related-services, 504-plan"},
    {"availability add iep --notified 2026-09-15", ERR_INPUT, "staff: say who was notified"}, /* and no entry is left */
    {"availability done 1", ERR_INPUT, "staff: say who was notified"},
    {"availability done 1 --staff x --on 2026-08-31", ERR_INPUT, "before the day it became available"},
    {"consulted add iep300", ERR_INPUT, "none of iep-master-calendar, iep200"},
    {"consulted add iep200 --on 2026-09-16", ERR_INPUT, "in the future"},
    {"consulted done 1", ERR_CONFLICT, "report consulted 1 is done since"},
    {"consulted show 2", ERR_NOT_FOUND, "there is no report consulted 2"},
    {"consulted list --ref 123456789", ERR_INPUT, "student number"},
    {"problem void 1", ERR_INPUT, "--reason TEXT is missing"},
    {"problem reopen 1", ERR_CONFLICT, "problem 1 is open"},
    {"problem purge", ERR_INPUT, "older-than: say how many years"},
    {"problem purge --older-than 0", ERR_INPUT, "1 to 100"},
    {"problem purge --older-than many", ERR_INPUT, "older-than"},
};

START_TEST(what_cannot_be_is_refused_and_leaves_nothing_behind) {
    struct world w;
    open_school(&w);
    look_done(&w, "meeting add iep --on 2026-10-05 --at 9:00 --place x");
    look_done(&w, "meeting add iep --on 2026-09-12 --at 9:00 --place x");
    look_done(&w, "meeting add iep --on 2026-09-11 --at 9:00 --place x");
    look_done(&w, "meeting done 3");
    look_done(&w, "translation add iep Spanish --on 2026-09-01");
    look_done(&w, "records add --ref r --on 2026-09-01");
    look_done(&w, "checklist add section-504 --ref b");
    look_done(&w, "checklist add special-education --ref b");
    look_done(&w, "problem add form --note x --on 2026-09-01");
    look_done(&w, "availability add iep --on 2026-09-01");
    look_done(&w, "consulted add iep200");
    for (size_t i = 0; i < COUNT(refused); i++)
        expect_refused(&w, refused[i].line, NULL, refused[i].kind, refused[i].words);
    world_close(&w);
}
END_TEST

/* All that is wrong with one request: the field and the row of each, and a part of its message. */
static const struct {
    const char *line;
    struct {
        const char *field;
        long row;
        const char *says;
    } problems[4];
} several[] = {
    {"checklist set 1 sign-in on-file request on-file plan not-applicable",
     {{"document", 1, "sign-in (Signed IEP Sign-In (Page 11)) is of special-education"},
      {"reason", 3, "say why plan is not applicable"}}},
    {"checklist set 9 request on-file --reason 'Maria Lopez'",
     {{"id", 0, "there is no checklist 9"}, {"reason", 0, "a person's full name"}}},
    {"meeting add iep --on 2026-09-10 --at 25:00 --place 'home of Maria Lopez' --link zoom --notified 2026-09-11",
     {{"at", 0, "\"25:00\" is not a time of day"},
      {"place", 0, "a person's full name"},
      {"link", 0, "\"zoom\" is not a web address"},
      {"notified", 0, "2026-09-11 is after the day of the meeting"}}},
    {"meeting add iep --on 2026-09-10 --at 9 --place ' ' --minutes 0 --notified 2026-09-16",
     {{"place", 0, "place is empty"}, {"minutes", 0, "1 to 600"}, {"notified", 0, "in the future"}}},
    {"meeting move 1 --on 2030-01-01 --at 2:30", {{"at", 0, "is at night"}, {"on", 0, "more than a year ahead"}}},
    {"problem tell 9 --note 'Maria Lopez'", {{"id", 0, "there is no problem 9"}, {"note", 0, "a person's full name"}}},
};

START_TEST(all_that_is_wrong_is_told_at_once_with_its_row) {
    struct world w;
    open_school(&w);
    look_done(&w, "checklist add section-504 --ref b");
    look_done(&w, "meeting add iep --on 2026-10-05 --at 9:00 --place x");
    for (size_t i = 0; i < COUNT(several); i++) {
        size_t n = 0;
        expect_refused(&w, several[i].line, NULL, ERR_INPUT, several[i].problems[0].says);
        while (n < COUNT(several[i].problems) && several[i].problems[n].field)
            n++;
        ck_assert(!world_run(&w, several[i].line));
        ck_assert_msg(w.req.problems.count == n, "%s: %zu problems", several[i].line, w.req.problems.count);
        for (size_t k = 0; k < n; k++) {
            const struct problem *p = &w.req.problems.list[k];
            ck_assert_str_eq(p->field, several[i].problems[k].field);
            ck_assert_int_eq(p->row, several[i].problems[k].row);
            ck_assert_msg(strstr(p->message, several[i].problems[k].says), "%s: %s", several[i].line, p->message);
        }
    }
    world_close(&w);
}
END_TEST

START_TEST(each_refusal_that_has_a_way_out_offers_it) {
    static const struct {
        const char *line, *next;
    } cases[] = {
        {"meeting done 1", "meeting done 1 --outcome cancelled"},
        {"meeting done 2 --on 2026-09-14", "meeting move 2 --on 2026-09-14"},
        {"meeting show 9", "meeting list"},
        {"records done 1", "records route 1 --on DATE"},
        {"records add --ref 'blue 7' --on 2026-09-01", "records show 1"},
        {"problem done 1", "problem tell 1 --on DATE"},
        {"checklist done 1", "checklist set 1 DOCUMENT on-file"},
        {"checklist set 1 out-of-district-iep on-file", "checklist add special-education --ref CASE --transfer"},
        {"checklist add special-education --ref 'blue 7'", "checklist show 1"},
        {"consulted done 1", "consulted reopen 1"},
    };
    struct world w;
    open_school(&w);
    look_done(&w, "meeting add iep --on 2026-10-05 --at 9:00 --place x");
    look_done(&w, "meeting add iep --on 2026-09-12 --at 9:00 --place x");
    look_done(&w, "records add --ref 'blue 7' --on 2026-09-01");
    look_done(&w, "problem add form --note x");
    look_done(&w, "checklist add special-education --ref 'blue 7'");
    look_done(&w, "consulted add iep200");
    for (size_t i = 0; i < COUNT(cases); i++) {
        ck_assert_msg(!world_run(&w, cases[i].line) && w.err.next, "%s: %s", cases[i].line, w.err.message);
        ck_assert_str_eq(look_command(&w, w.err.next), cases[i].next);
    }
    world_close(&w);
}
END_TEST

START_TEST(each_value_has_a_length) {
    struct world w;
    open_school(&w);
    const char *long_text = mem_printf(w.mem, "%0501d", 0);
    for (char *c = (char *)long_text; *c; c++)
        *c = 'x';
    expect_refused(&w, mem_printf(w.mem, "problem add form --note %s", long_text), NULL, ERR_INPUT, "at most 500");
    expect_refused(&w, mem_printf(w.mem, "records add --ref %.61s", long_text), NULL, ERR_INPUT, "at most 60");
    expect_refused(&w, mem_printf(w.mem, "availability add iep --staff %.201s", long_text), NULL, ERR_INPUT,
                   "at most 200");
    expect_refused(&w, "problem add form --note 'a\ttab'", NULL, ERR_INPUT, "control character");
    look_done(&w, mem_printf(w.mem, "problem add form --note %.500s --ref %.60s", long_text, long_text));
    look_done(&w, mem_printf(w.mem, "availability add iep --staff %.200s", long_text));
    world_close(&w);
}
END_TEST

/* ---- today ---- */

static const struct matter *find_matter(const struct matters *m, const char *kind, size_t n) {
    for (size_t i = 0; i < m->count; i++)
        if (strcmp(m->list[i].kind, kind) == 0 && n-- == 0)
            return &m->list[i];
    return NULL;
}

static struct matters matters(struct world *w) {
    struct matters m = {.req = &w->req};
    struct err e = {0};
    ck_assert_msg(register_matters(&m, &e), "%s", e.message);
    for (size_t i = 0; i < m.count; i++) {
        ck_assert_msg(!strstr(m.list[i].text, "blue"), "%s names a case", m.list[i].text);
        ck_assert_msg(m.list[i].next && !m.list[i].next->also, "%s", m.list[i].text);
    }
    return m;
}

START_TEST(today_asks_for_what_the_registers_wait_for) {
    struct world w;
    open_school(&w);
    look_done(&w, "records add --ref 'blue 1' --on 2026-09-03");                         /* due 9/11 */
    look_done(&w, "records add --ref 'blue 2' --on 2026-09-08 --routed 2026-09-08");     /* due 9/15 */
    look_done(&w, "records add --ref 'blue 3' --on 2026-09-14 --routed 2026-09-14");     /* due 9/21 */
    look_done(&w, "meeting add iep --on 2026-09-25 --at 9:00 --place x --ref 'blue 4'"); /* 10 days */
    look_done(&w, "meeting add iep --on 2026-09-26 --at 9:00 --place x");
    look_done(&w, "meeting add iep --on 2026-09-20 --at 9:00 --place x --notified 2026-09-10");
    look_done(&w, "meeting add iep --on 2026-09-14 --at 9:00 --place x");
    look_done(&w, "translation add iep Spanish --on 2026-08-15"); /* 31 days */
    look_done(&w, "translation add iep Korean --on 2026-08-16");
    look_done(&w, "problem add form --note x");
    look_done(&w, "problem add form --note x --told 2026-09-15");
    struct matters m = matters(&w);
    const struct matter *one = find_matter(&m, "records_overdue", 0);
    ck_assert(one && one->due && one->urgency == -4 && strcmp(one->level, "OVERDUE") == 0 &&
              strstr(one->text, "Sep 11"));
    ck_assert_ptr_null(find_matter(&m, "records_overdue", 1));
    one = find_matter(&m, "records_due", 0);
    ck_assert(one && one->urgency == 0 && strcmp(one->level, "DUE") == 0);
    one = find_matter(&m, "records_due", 1);
    ck_assert(one && one->urgency == 6 && strcmp(look_command(&w, one->next), "records done 3") == 0);
    one = find_matter(&m, "records_route", 0);
    ck_assert(one && one->due && one->urgency == -4 && strstr(one->text, "BUL-5526"));
    ck_assert_ptr_null(find_matter(&m, "records_route", 1));
    one = find_matter(&m, "meeting_notice", 0);
    ck_assert(one && one->due && one->urgency == 10 && strcmp(look_command(&w, one->next), "meeting notify 1") == 0);
    ck_assert_ptr_null(find_matter(&m, "meeting_notice", 1));
    one = find_matter(&m, "meeting_past", 0);
    ck_assert(one && !one->due && strstr(one->text, "meeting 4"));
    one = find_matter(&m, "translation", 0);
    ck_assert(one && one->due && one->urgency == -1 && strstr(one->text, "translation 1 (iep, Spanish): asked for 31"));
    ck_assert_ptr_null(find_matter(&m, "translation", 1));
    one = find_matter(&m, "problem", 0);
    ck_assert(one && one->due && strstr(one->text, "problem 1"));
    ck_assert_ptr_null(find_matter(&m, "problem", 1));
    static const char *const ends[] = {"records done 2", "records route 1",    "records done 1", "meeting notify 1",
                                       "meeting done 4", "translation done 1", "problem tell 1"};
    for (size_t i = 0; i < COUNT(ends); i++)
        look_done(&w, ends[i]);
    m = matters(&w);
    ck_assert_uint_eq(m.count, 2); /* the third request, and the reports of the month */
    world_close(&w);
}
END_TEST

START_TEST(each_school_month_asks_for_its_four_reports) {
    struct world w;
    open_school(&w);
    struct matters m = matters(&w);
    const struct matter *one = find_matter(&m, "reports", 0);
    ck_assert(one && !one->due && one->urgency == 15);
    ck_assert_str_eq(one->text, "not consulted this month: IEP Master Calendar, IEP200, IEP Assessment Report, Section "
                                "504 management");
    ck_assert_str_eq(look_command(&w, one->next), "consulted add iep-master-calendar");
    look_done(&w, "consulted add iep-master-calendar");
    look_done(&w, "consulted add iep200 --on 2026-09-01");
    look_done(&w, "consulted add iep-assessment --on 2026-08-31"); /* another month */
    look_done(&w, "consulted add 504-management --found x");
    look_done(&w, "consulted void 4 --reason 'another school'");
    world_today(&w, "2026-09-24"); /* the last five school days: 9/24, 25, 28, 29, 30 */
    m = matters(&w);
    one = find_matter(&m, "reports", 0);
    ck_assert_str_eq(one->text, "not consulted this month: IEP Assessment Report, Section 504 management");
    ck_assert(one->due);
    world_today(&w, "2026-09-23");
    m = matters(&w);
    ck_assert(!find_matter(&m, "reports", 0)->due);
    look_done(&w, "consulted reopen 4");
    look_done(&w, "consulted add iep-assessment");
    m = matters(&w);
    ck_assert_ptr_null(find_matter(&m, "reports", 0));
    world_today(&w, "2027-07-05"); /* outside the calendar every weekday counts; within it, summer asks for nothing */
    m = matters(&w);
    ck_assert_ptr_nonnull(find_matter(&m, "reports", 0));
    world_today(&w, "2026-08-12"); /* the day before the first day */
    m = matters(&w);
    ck_assert_ptr_null(find_matter(&m, "reports", 0));
    world_today(&w, "2026-07-15");
    m = matters(&w);
    ck_assert_ptr_null(find_matter(&m, "reports", 0));
    world_close(&w);
}
END_TEST

void register_suite(Suite *s) {
    TCase *c = tcase_create("register");
    tcase_add_test(c, each_register_has_its_commands_and_each_value_its_way_in_and_out);
    tcase_add_test(c, what_an_edit_takes_its_read_gives_under_the_same_name);
    tcase_add_test(c, each_verb_of_a_register_has_its_shape_from_the_start);
    tcase_add_test(c, a_clerk_finds_her_way_through_every_register);
    tcase_add_test(c, what_an_entry_holds_is_told_by_its_list);
    tcase_add_test(c, a_meeting_that_is_moved_needs_its_notice_again);
    tcase_add_test(c, an_accommodation_asked_for_later_is_arranged_and_all_that_happened_stays);
    tcase_add_test(c, days_counted_without_a_calendar_say_so_wherever_they_stand);
    tcase_add_test(c, closed_it_can_be_opened_again_and_what_was_a_mistake_counts_for_nothing);
    tcase_add_test(c, a_list_shows_what_is_open_or_of_this_year_unless_it_is_asked_otherwise);
    tcase_add_test(c, each_school_has_registers_of_its_own);
    tcase_add_test(c, a_checklist_asks_for_the_documents_of_its_program_and_year);
    tcase_add_test(c, what_cannot_be_is_refused_and_leaves_nothing_behind);
    tcase_add_test(c, all_that_is_wrong_is_told_at_once_with_its_row);
    tcase_add_test(c, each_refusal_that_has_a_way_out_offers_it);
    tcase_add_test(c, each_value_has_a_length);
    tcase_add_test(c, today_asks_for_what_the_registers_wait_for);
    tcase_add_test(c, each_school_month_asks_for_its_four_reports);
    suite_add_tcase(s, c);
}
