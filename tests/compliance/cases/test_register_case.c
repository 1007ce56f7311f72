/* What the registers keep of cases: never who the pupil is, apart from the
 * chain, read on the record, left out of what goes out, and purged in the end. */
#include "compliance/audit/schema.h"
#include "compliance/cases/register_books.h"
#include "tests/suites.h"
#include "tests/support/folder.h"
#include "tests/support/look.h"
#include "tests/support/stored.h"

#include <check.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- who the pupil is ---- */

/* The least that each step needs, on the entries that open_full makes. */
static const struct {
    const char *noun, *step, *line;
} least[] = {
    {"meeting", "add", "meeting add iep --on 2026-10-05 --at 9:00 --place x"},
    {"meeting", "notify", "meeting notify 1"},
    {"meeting", "remind", "meeting remind 1"},
    {"meeting", "attempt", "meeting attempt 1 --how phone"},
    {"meeting", "arrange", "meeting arrange 1"},
    {"meeting", "move", "meeting move 1 --on 2026-10-06"},
    {"meeting", "done", "meeting done 1 --outcome cancelled"},
    {"translation", "add", "translation add iep Spanish"},
    {"translation", "done", "translation done 1"},
    {"records", "add", "records add"},
    {"records", "route", "records route 1"},
    {"records", "done", "records done 1"},
    {"checklist", "add", "checklist add special-education"},
    {"checklist", "set", "checklist set 1 sign-in not-applicable"},
    {"checklist", "done", "checklist done 1"},
    {"problem", "add", "problem add form"},
    {"problem", "tell", "problem tell 1"},
    {"problem", "done", "problem done 1"},
    {"availability", "add", "availability add iep"},
    {"availability", "done", "availability done 1 --staff x"},
    {"consulted", "add", "consulted add iep200"},
    {"consulted", "done", "consulted done 1"},
};

static const char *line_of(const char *noun, const char *step) {
    for (size_t i = 0; i < COUNT(least); i++)
        if (strcmp(least[i].noun, noun) == 0 && strcmp(least[i].step, step) == 0)
            return least[i].line;
    ck_abort_msg("no line for %s %s", noun, step);
    return NULL;
}

/* One open entry in each register, with a reference and texts. */
static void open_full(struct world *w) {
    static const char *const lines[] = {
        "meeting add iep --on 2026-10-05 --at 9:00 --place x --ref 'blue 7' --note secret-m --accommodations secret-a",
        "translation add iep Spanish --ref 'blue 7' --note secret-t",
        "records add --ref 'blue 7' --note secret-r",
        "checklist add section-504 --ref 'blue 7' --note secret-c",
        "problem add form --note secret-p --ref 'blue 7'",
        "availability add iep --ref 'blue 7' --note secret-v",
        "consulted add iep200 --found secret-f",
        "meeting attempt 1 --how phone --result secret-x --on 2026-09-10",
    };
    world_open(w, "senior", "2026-09-15");
    for (size_t i = 0; i < COUNT(lines); i++)
        look_done(w, lines[i]);
}

/* Where that line holds the value already: what stands before it. */
static const struct {
    const char *noun, *step, *field, *begin;
} held[] = {
    {"meeting", "add", "place", "meeting add iep --on 2026-10-05 --at 9:00 --place"},
    {"translation", "add", "language", "translation add iep"},
};

/* The command up to that value. */
static const char *begin_of(struct mem *m, const char *noun, const char *step, const char *field) {
    for (size_t i = 0; i < COUNT(held); i++)
        if (strcmp(held[i].noun, noun) == 0 && strcmp(held[i].step, step) == 0 && strcmp(held[i].field, field) == 0)
            return held[i].begin;
    const char *line = line_of(noun, step), *more = "";
    if (strcmp(field, "ref") != 0 && (strcmp(line, "records add") == 0 || strcmp(noun, "checklist") == 0) &&
        strcmp(step, "add") == 0)
        more = " --ref r";
    if (strcmp(field, "note") != 0 && strcmp(line, "problem add form") == 0)
        more = " --note n";
    return mem_printf(m, "%s%s --%s", line, more, field);
}

static void refuse_number(struct world *w, const char *begin) {
    expect_refused(w, mem_printf(w->mem, "%s 'her number is 052396 M123'", begin), NULL, ERR_INPUT, "a student number");
}

static void refuse_identity(struct world *w, const char *begin) {
    expect_refused(w, mem_printf(w->mem, "%s 'Maria Lopez'", begin), NULL, ERR_INPUT, "a person's full name");
    refuse_number(w, begin);
}

START_TEST(a_reference_of_words_alone_or_of_a_date_is_refused) {
    static const char *const refs[] = {"'maria lopez'", "081214"};
    static const char *const begins[] = {"records add --ref", "checklist add special-education --ref",
                                         "records list --ref"};
    struct world w;
    open_full(&w);
    for (size_t i = 0; i < COUNT(begins); i++)
        for (size_t k = 0; k < COUNT(refs); k++)
            expect_refused(&w, mem_printf(w.mem, "%s %s", begins[i], refs[k]), NULL, ERR_INPUT, "ref: ");
    expect_refused(&w, "records add --ref ''", NULL, ERR_INPUT, "ref is empty");
    expect_refused(&w, "checklist add special-education --ref ''", NULL, ERR_INPUT, "ref is empty");
    world_close(&w);
}
END_TEST

START_TEST(no_box_takes_a_name_or_a_student_number) {
    struct world w;
    size_t boxes = 0, staff = 0;
    open_full(&w);
    for (size_t b = 0; register_books[b]; b++) {
        const char *noun = register_books[b]->noun;
        for (const struct register_step *s = register_books[b]->steps; s->name; s++)
            for (const struct register_field *f = s->fields; f->name; f++) {
                bool text = f->kind == REGISTER_TEXT || f->kind == REGISTER_REF;
                if (text) /* of a case or not: a place is free text, too, and is never purged */
                    refuse_identity(&w, begin_of(w.mem, noun, s->name, f->name));
                else if (f->kind == REGISTER_STAFF && strcmp(s->name, "add") == 0)
                    refuse_number(&w, begin_of(w.mem, noun, s->name, f->name));
                boxes += text;
                staff += f->kind == REGISTER_STAFF;
            }
        refuse_identity(&w, mem_printf(w.mem, "%s void 1 --reason", noun));
        refuse_identity(&w, mem_printf(w.mem, "%s list --ref", noun));
        refuse_identity(&w, mem_printf(w.mem, "%s show 1 --why", noun));
        refuse_identity(&w, mem_printf(w.mem, "%s export --cases --why", noun));
        refuse_identity(&w, mem_printf(w.mem, "%s pdf --cases --out F --why", noun));
    }
    refuse_identity(&w, "meeting ics --cases --out F --why");
    refuse_number(&w, "availability done 1 --staff");
    look_done(&w, "translation done 1");
    refuse_identity(&w, "translation reopen 1 --note");
    ck_assert_uint_gt(boxes, 28);
    ck_assert_uint_eq(staff, 2);
    look_done(&w, "availability done 1 --staff 'Rosa Diaz, period 3'"); /* staff are named: business records */
    look_done(&w, "meeting attempt 1 --how phone --result 'IEP Spring, Room 12: the mother will come on 2026-10-05'");
    world_close(&w);
}
END_TEST

/* ---- where it is kept ---- */

START_TEST(neither_the_chain_nor_the_trail_holds_anything_of_a_case) {
    struct world w;
    open_full(&w);
    look_done(&w, "checklist set 1 revocation not-applicable --reason secret-s");
    look_done(&w, "problem void 1 --reason secret-w");
    const char *all = stored(&w);
    const char *cases = strstr(all, "\nregister_case: "), *behind = strstr(all, "\nregister_event: ");
    ck_assert(cases && behind && cases < behind);
    const char *kept = mem_textn(w.mem, cases, (size_t)(behind - cases));
    const char *others = mem_printf(w.mem, "%.*s%s", (int)(cases - all), all, behind);
    ck_assert(strstr(kept, "blue 7") && strstr(kept, "secret-w") && strstr(kept, "secret-s"));
    ck_assert(!strstr(others, "blue 7") && !strstr(others, "secret"));
    world_close(&w);
}
END_TEST

/* ---- who reads it ---- */

static long trail_rows(struct world *w) { return world_count(w, "SELECT count(*) FROM trail"); }

static void expect_trail(struct world *w, const char *action, const char *subject, const char *detail) {
    struct query *q = sql(w->db, "SELECT action, subject, detail, actor FROM trail ORDER BY id DESC LIMIT 1");
    ck_assert(sql_row(q));
    ck_assert_str_eq(sql_peek_text(q, 0), action);
    ck_assert_str_eq(sql_peek_text(q, 1), subject);
    ck_assert_str_eq(sql_peek_text(q, 2), detail);
    ck_assert_str_eq(sql_peek_text(q, 3), w->req.actor);
    ck_assert(sql_end(q, &w->err));
}

START_TEST(whoever_reads_a_case_stands_in_the_trail_with_the_reason) {
    struct world w;
    open_full(&w);
    for (size_t b = 0; register_books[b]; b++) {
        const char *noun = register_books[b]->noun;
        long before = trail_rows(&w);
        look_done(&w, mem_printf(w.mem, "%s show 1", noun));
        expect_trail(&w, mem_printf(w.mem, "%s show", noun), mem_printf(w.mem, "%s 1", noun), "no reason given");
        look_done(&w, mem_printf(w.mem, "%s show 1 --why 'the parent asks'", noun));
        expect_trail(&w, mem_printf(w.mem, "%s show", noun), mem_printf(w.mem, "%s 1", noun), "why: the parent asks");
        look_done(&w, mem_printf(w.mem, "%s export --cases --why audit", noun));
        expect_trail(&w, mem_printf(w.mem, "%s export", noun), mem_printf(w.mem, "1 of %s", noun), "why: audit");
        look_done(&w, mem_printf(w.mem, "%s pdf --cases --out F", noun));
        expect_trail(&w, mem_printf(w.mem, "%s pdf", noun), mem_printf(w.mem, "1 of %s", noun), "no reason given");
        ck_assert_int_eq(trail_rows(&w), before + 4);
        look_done(&w, mem_printf(w.mem, "%s list", noun));
        look_done(&w, mem_printf(w.mem, "%s export", noun));
        look_done(&w, mem_printf(w.mem, "%s pdf --out F", noun));
        ck_assert_int_eq(trail_rows(&w), before + 4);
    }
    look_done(&w, "meeting ics --cases --out F");
    expect_trail(&w, "meeting ics", "1 of meeting", "no reason given");
    ck_assert_ptr_nonnull(strstr(w.answer.bytes.data, "blue 7"));
    look_done(&w, "meeting ics --out F");
    ck_assert_ptr_null(strstr(w.answer.bytes.data, "blue 7"));
    ck_assert(world_is_sound(&w));
    world_close(&w);
}
END_TEST

static bool has_column(const struct answer *a, const char *name) {
    for (size_t i = 0; i < a->shape->count; i++)
        if (strcmp(a->shape->columns[i].name, name) == 0)
            return true;
    return false;
}

START_TEST(an_export_leaves_cases_out_unless_it_is_asked_for_them) {
    struct world w;
    open_full(&w);
    for (size_t b = 0; register_books[b]; b++) {
        const char *noun = register_books[b]->noun;
        bool referred = strcmp(noun, "consulted") != 0;
        look_done(&w, mem_printf(w.mem, "%s export", noun));
        ck_assert_msg(w.answer.as_csv && !has_column(&w.answer, "ref") && !has_column(&w.answer, "note"), "%s", noun);
        look_done(&w, mem_printf(w.mem, "%s list", noun));
        ck_assert_msg(has_column(&w.answer, "ref") == referred && !has_column(&w.answer, "note"), "%s", noun);
        look_done(&w, mem_printf(w.mem, "%s export --cases", noun));
        ck_assert_msg(has_column(&w.answer, "ref") == referred && has_column(&w.answer, "note"), "%s", noun);
        ck_assert_ptr_nonnull(strstr(look_text(&w.answer, 0, "note"), "secret"));
    }
    look_done(&w, "meeting export --cases");
    ck_assert_str_eq(look_text(&w.answer, 0, "note"), "secret-m; 2026-09-10: secret-x");
    ck_assert_str_eq(look_text(&w.answer, 0, "accommodations"), "secret-a");
    world_close(&w);
}
END_TEST

/* ---- purging ---- */

static void expect_notes(struct world *w, const char *line, const char *note) {
    look_done(w, line);
    struct answer events = look_rows(&w->answer, 0, "events");
    const char *text = look_text(&events, 0, "text");
    ck_assert_msg(note ? text && strstr(text, note) : !text, "%s: %s", line, text ? text : "nothing");
}

START_TEST(a_case_closed_for_long_is_purged_and_the_chain_still_holds) {
    struct world w;
    open_full(&w);
    look_done(&w, "records add --ref 'blue 9' --note secret-9 --on 2021-09-14 --routed 2021-09-14");
    look_done(&w, "records done 2 --on 2021-09-15 --note secret-10");
    look_done(&w, "records add --ref 'blue 10' --note secret-11 --on 2021-09-14");
    look_done(&w, "records done 3 --on 2021-09-16 --outcome withdrawn");           /* a day too late */
    look_done(&w, "records add --ref 'blue 11' --note secret-12 --on 2019-09-14"); /* old, but open */
    look_done(&w, "records add --ref 'blue 12' --on 2019-09-14");
    look_done(&w, "records void 5 --on 2019-09-15 --reason secret-13");
    look_done(&w, "records add --ref 'blue 7' --on 2019-09-14 --note secret-14"); /* the case goes on elsewhere */
    look_done(&w, "records done 6 --on 2019-09-15 --outcome withdrawn");
    long before = trail_rows(&w);
    const char *all = stored(&w);
    expect_done(&w, "records purge --older-than 5 --dry-run", NULL,
                "2 of records, of cases closed on or before "
                "2021-09-15, would be purged: 2, 5.");
    ck_assert_str_eq(stored(&w), all);
    expect_done(&w, "records purge --older-than 5", NULL, "Purged, closed on or before 2021-09-15: records 2, 5.");
    expect_trail(&w, "records purge", "2 of records", "closed on or before 2021-09-15: 2, 5");
    ck_assert_int_eq(trail_rows(&w), before + 1);
    expect_notes(&w, "records show 2", NULL);
    ck_assert_ptr_null(look_text(&w.answer, 0, "ref"));
    ck_assert_str_eq(w.answer.text, "What was kept of its case was purged on 2026-09-15.");
    ck_assert_str_eq(look_text(&w.answer, 0, "closed"), "2021-09-15"); /* that it was, and when, stays */
    expect_notes(&w, "records show 3", "secret-11");
    expect_notes(&w, "records show 4", "secret-12");
    expect_notes(&w, "records show 6", "secret-14");
    all = stored(&w);
    ck_assert(!strstr(all, "secret-9") && !strstr(all, "secret-10") && !strstr(all, "secret-13"));
    expect_refused(&w, "records reopen 2", NULL, ERR_RULE, "was purged on 2026-09-15: its case is closed for good");
    expect_refused(&w, "records void 2 --reason x", NULL, ERR_RULE, "closed for good");
    before = trail_rows(&w);
    expect_done(&w, "records purge --older-than 5", NULL, "Nothing was purged"); /* a second time */
    ck_assert_int_eq(trail_rows(&w), before);
    look_done(&w, "school set keep_cases=1");
    world_today(&w, "2028-02-29");
    look_done(&w, "records done 1 --on 2027-02-27 --outcome withdrawn");
    look_done(&w, "records done 4 --on 2027-02-28 --outcome withdrawn");
    expect_done(&w, "records purge", NULL, "closed on or before 2027-02-28: records 3, 4."); /* blue 7 goes on */
    ck_assert_ptr_nonnull(strstr(stored(&w), "secret-14"));
    static const char *const ends[] = {
        "meeting done 1 --outcome cancelled --on 2027-02-01", "translation done 1 --on 2027-02-01",
        "checklist void 1 --reason x --on 2027-02-01", "problem void 1 --reason x --on 2027-02-01",
        "availability done 1 --staff x --on 2027-02-01"};
    for (size_t i = 0; i < COUNT(ends); i++)
        look_done(&w, ends[i]);
    expect_done(&w, "records purge", NULL, "records 1, 6.");
    ck_assert_ptr_null(strstr(stored(&w), "secret-14"));
    struct err e = {0}; /* and it does not come back unseen */
    ck_assert(db_begin(w.db, 0, &e));
    bool put =
        sql_do(sql(w.db, "INSERT INTO register_case SELECT school, id, zeroblob(16), 'x' FROM register_event WHERE "
                         "register = 'records' AND entry = 2 AND step = 'add'"),
               &e);
    db_witness(w.db);
    ck_assert(db_end(w.db, put, &e));
    ck_assert(!world_run(&w, "verify") && noted(&w, "what it says of its case should have been purged"));
    world_close(&w);
}
END_TEST

/* Not in the file either, once it is closed: what SQLite frees it overwrites. */
START_TEST(what_was_purged_is_not_in_the_file_any_more) {
    struct world w = {.mem = mem_new()};
    char path[FOLDER_PATH];
    folder_file(path, "purge.db");
    ck_assert(db_make(&w.db, path, schema_migrations, schema_version, &w.err));
    w.req = (struct req){.db = w.db, .mem = w.mem, .now = "2026-09-15T03:04:05Z", .actor = "tester"};
    world_today(&w, "2026-09-15");
    look_done(&w, "init --name Test --code 0042 --level senior");
    for (int i = 0; i < 50; i++)
        look_done(&w, "problem add form --note 'zebra crossing' --ref 'blue 77' --on 2020-01-02 --told 2020-01-02");
    for (int i = 1; i <= 50; i++)
        look_done(&w, mem_printf(w.mem, "problem done %d --on 2020-01-03", i));
    struct buf file = folder_read(path);
    ck_assert_ptr_nonnull(memmem(file.data, file.length, "zebra", 5));
    buf_free(&file);
    look_done(&w, "problem purge --older-than 1");
    db_close(w.db);
    file = folder_read(path);
    ck_assert_ptr_null(memmem(file.data, file.length, "zebra", 5));
    ck_assert_ptr_null(memmem(file.data, file.length, "blue 77", 7));
    buf_free(&file);
    w.db = NULL;
    world_close(&w);
}
END_TEST

/* ---- reaching round the program ---- */

static const struct {
    const char *script, *words;
} store_refuses[] = {
    {"UPDATE register_event SET facts = ''", "never edited"},
    {"DELETE FROM register_event", "never deleted"},
    {"INSERT OR REPLACE INTO register_event SELECT * FROM register_event LIMIT 1", "never replaced"},
    {"UPDATE register_case SET text = ''", "never edited"},
    {"DELETE FROM register_case", "only with a purge"},
    {"INSERT OR REPLACE INTO register_case SELECT * FROM register_case LIMIT 1", "never replaced"},
};

START_TEST(the_store_lets_nothing_be_edited_deleted_or_replaced) {
    struct world w;
    open_full(&w);
    for (size_t i = 0; i < COUNT(store_refuses); i++) {
        struct err e = {0};
        const char *before = stored(&w);
        ck_assert(!sql_do(sql_prepare(w.db, store_refuses[i].script), &e));
        ck_assert_msg(strstr(e.message, store_refuses[i].words), "%s: %s", store_refuses[i].script, e.message);
        ck_assert_str_eq(stored(&w), before);
    }
    world_close(&w);
}
END_TEST

/* With its triggers off. */
static const struct {
    const char *script, *found;
} tampered[] = {
    {"UPDATE register_case SET text = replace(text, 'secret-r', 'another')", "what it says of its case was changed"},
    {"UPDATE register_case SET salt = zeroblob(16) WHERE event = (SELECT min(event) FROM register_case)",
     "what it says of its case was changed"},
    {"DELETE FROM register_case WHERE event = (SELECT min(event) FROM register_case)",
     "what it says of its case is missing"},
    {"INSERT INTO register_case SELECT school, id, zeroblob(16), 'note' FROM register_event WHERE step = 'notify'",
     "what it says of its case does not belong there"},
    {"UPDATE register_event SET seal = NULL WHERE id = (SELECT min(event) FROM register_case)", "does not fit"},
    {"UPDATE register_event SET facts = replace(facts, 'form', 'record')", "does not fit its hash"},
    {"UPDATE register_event SET step = 'done' WHERE step = 'attempt'", "does not fit its hash"},
    {"UPDATE register_event SET entry = 2 WHERE register = 'meeting'", "does not fit its hash"},
    {"UPDATE register_event SET actor = 'nobody' WHERE register = 'meeting'", "does not fit its hash"},
    {"UPDATE register_event SET on_date = '2026-09-09' WHERE step = 'attempt'", "does not fit its hash"},
    {"PRAGMA foreign_keys = OFF; DELETE FROM register_event WHERE step = 'attempt'", "is missing"},
    {"UPDATE register_event SET school = 2 WHERE step = 'attempt'", "missing"},
};

START_TEST(verify_names_what_was_changed_behind_its_back) {
    struct buf good = {0};
    char path[FOLDER_PATH];
    folder_file(path, "tamper.db");
    struct world w = {.mem = mem_new()};
    ck_assert(db_make(&w.db, path, schema_migrations, schema_version, &w.err));
    w.req = (struct req){.db = w.db, .mem = w.mem, .now = "2026-09-15T03:04:05Z", .actor = "tester"};
    world_today(&w, "2026-09-15");
    look_done(&w, "init --name Test --code 0042 --level senior");
    look_done(&w, "meeting add iep --on 2026-10-05 --at 9:00 --place x --ref 'blue 7'");
    look_done(&w, "meeting attempt 1 --how phone --result secret-x --on 2026-09-10");
    look_done(&w, "records add --ref 'blue 7' --note secret-r");
    look_done(&w, "problem add form --note secret-p");
    look_done(&w, "meeting notify 1");
    ck_assert(world_is_sound(&w));
    db_close(w.db);
    folder_tamper(path, "DROP TRIGGER register_event_is_kept; DROP TRIGGER register_event_stays; DROP TRIGGER "
                        "register_case_is_kept; DROP TRIGGER register_case_is_purged");
    good = folder_read(path);
    for (size_t i = 0; i < COUNT(tampered); i++) {
        folder_write(path, good.data, good.length);
        folder_tamper(path, tampered[i].script);
        w.err = (struct err){0};
        ck_assert_msg(db_open(&w.db, path, false, schema_migrations, schema_version, &w.err), "%s", w.err.message);
        w.req.db = w.db;
        w.req.school = 1;
        ck_assert_msg(!world_run(&w, "verify"), "%s: nothing found", tampered[i].script);
        ck_assert_int_eq(w.err.kind, ERR_DAMAGED);
        ck_assert_msg(noted(&w, tampered[i].found), "%s: not \"%s\" but \"%s\"", tampered[i].script, tampered[i].found,
                      w.answer.note_count ? w.answer.notes[0].words : "");
        db_close(w.db);
    }
    buf_free(&good);
    w.db = NULL;
    world_close(&w);
}
END_TEST

START_TEST(a_step_that_nobody_knows_is_damage_and_not_a_crash) {
    struct world w;
    open_full(&w);
    w.err = (struct err){0};
    ck_assert(db_begin(w.db, 0, &w.err));
    ck_assert(
        sql_do(sql(w.db, "INSERT INTO register_event (school, id, register, entry, step, on_date, at, actor, facts, "
                         "hash) VALUES (1, 900, 'problem', 7, 'dance', '2026-09-15', 'x', 'x', 'no tab', "
                         "zeroblob(32))"),
               &w.err));
    w.within = true;
    ck_assert(!world_run(&w, "problem list"));
    ck_assert_int_eq(w.err.kind, ERR_DAMAGED);
    ck_assert_ptr_nonnull(strstr(w.err.message, "register_event 900 is damaged: \"dance\" is not a step of problem"));
    struct err e = {0};
    db_end(w.db, false, &e);
    w.within = false;
    ck_assert(world_is_sound(&w));
    world_close(&w);
}
END_TEST

/* ---- roles ---- */

START_TEST(the_office_records_and_purges_and_all_read) {
    struct world w;
    open_full(&w);
    static const char *const users[] = {"user add ann --role clerk", "user add pat --role principal",
                                        "user add dee --role district", "user add vic --role viewer"};
    for (size_t i = 0; i < COUNT(users); i++)
        look_done(&w, users[i]);
    static const struct {
        const char *actor, *line;
        bool may;
    } cases[] = {
        {"ann", "problem add form --note x", true},
        {"pat", "problem add form --note x", true},
        {"dee", "problem add form --note x", false},
        {"vic", "problem add form --note x", false},
        {"vic", "problem show 1", true},
        {"dee", "problem export --cases", true},
        {"vic", "problem list", true},
        {"nobody", "problem list", true}, /* the file is enough for reading a list */
        {"nobody", "problem show 1", false},
        {"dee", "problem tell 1", false},
        {"dee", "problem purge --older-than 1", false},
        {"vic", "problem purge --older-than 1", false},
        {"ann", "problem purge --older-than 1", true},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        w.req.actor = cases[i].actor;
        const char *before = stored(&w);
        bool done = world_run(&w, cases[i].line);
        ck_assert_msg(done == cases[i].may, "%s: %s: %s", cases[i].actor, cases[i].line, w.err.message);
        ck_assert(done || (w.err.kind == ERR_RULE && strcmp(stored(&w), before) == 0));
    }
    world_close(&w);
}
END_TEST

/* ---- a file that lost a table ---- */

static void rename_table(struct world *w, const char *from, const char *to) {
    struct err e = {0};
    ck_assert_msg(sql_do(sql_prepare(w->db, mem_printf(w->mem, "ALTER TABLE %s RENAME TO %s", from, to)), &e), "%s",
                  e.message);
}

START_TEST(a_table_that_cannot_be_read_is_an_error_of_each_command_that_needs_it) {
    enum { EVENT = 1, CASE = 2, CALENDAR = 4, TRAIL = 8, SETTING = 16, SCHOOL = 32 };
    static const char *const tables[] = {"register_event", "register_case", "calendar_day",
                                         "trail",          "setting",       "school"};
    static const struct {
        const char *line;
        unsigned needs;
    } cases[] = {
        {"meeting add iep --on 2026-10-05 --at 9:00 --place x", EVENT | CALENDAR | TRAIL},
        {"meeting add iep --on 2026-10-05 --at 9:00 --place x --ref r", EVENT | CASE | CALENDAR | TRAIL},
        {"meeting add iep --on 2026-10-05 --at 9:00 --place x --notified 2026-09-15", EVENT | CASE | CALENDAR | TRAIL},
        {"meeting move 1 --on 2026-10-06", EVENT | CASE | CALENDAR | TRAIL},
        {"meeting notify 1 --note x", EVENT | CASE | TRAIL},
        {"meeting ics --out F", EVENT | CASE | SCHOOL},
        {"meeting ics --cases --out F", EVENT | CASE | SCHOOL | TRAIL},
        {"meeting pdf --out F", EVENT | CASE | SETTING | SCHOOL},
        {"meeting pdf --cases --out F", EVENT | CASE | SETTING | SCHOOL | TRAIL},
        {"records add --ref r", EVENT | CASE | CALENDAR | TRAIL},
        {"records route 1", EVENT | CASE | CALENDAR | TRAIL},
        {"records list", EVENT | CASE | CALENDAR},
        {"records show 1", EVENT | CASE | CALENDAR | TRAIL},
        {"records export", EVENT | CASE | CALENDAR},
        {"records export --cases", EVENT | CASE | CALENDAR | TRAIL},
        {"checklist add section-504 --ref another", EVENT | CASE | TRAIL},
        {"checklist set 1 request on-file", EVENT | CASE | TRAIL},
        {"problem purge --older-than 1", EVENT | CASE | TRAIL},
        {"problem purge", SETTING},
        {"check", EVENT | CASE | CALENDAR},
        {"verify", EVENT | CASE | TRAIL},
    };
    struct world w;
    open_full(&w);
    look_done(&w, "problem tell 1");
    look_done(&w, "school set keep_cases=1");
    long rows = world_count(&w, "SELECT count(*) FROM register_event"), told = trail_rows(&w);
    for (size_t t = 0; t < COUNT(tables); t++)
        for (size_t i = 0; i < COUNT(cases); i++) {
            if (!(cases[i].needs & 1U << t))
                continue;
            rename_table(&w, tables[t], "gone");
            ck_assert_msg(!world_run(&w, cases[i].line), "%s without %s", cases[i].line, tables[t]);
            ck_assert_msg(*w.err.message, "%s without %s", cases[i].line, tables[t]);
            w.req.school = 1; /* verify was at another */
            rename_table(&w, "gone", tables[t]);
        }
    ck_assert_int_eq(world_count(&w, "SELECT count(*) FROM register_event"), rows);
    ck_assert_int_eq(trail_rows(&w), told);
    world_close(&w);
}
END_TEST

void register_case_suite(Suite *s) {
    TCase *c = tcase_create("cases");
    tcase_add_unchecked_fixture(c, folder_make, folder_remove);
    tcase_add_test(c, a_table_that_cannot_be_read_is_an_error_of_each_command_that_needs_it);
    tcase_add_test(c, a_reference_of_words_alone_or_of_a_date_is_refused);
    tcase_add_test(c, no_box_takes_a_name_or_a_student_number);
    tcase_add_test(c, neither_the_chain_nor_the_trail_holds_anything_of_a_case);
    tcase_add_test(c, whoever_reads_a_case_stands_in_the_trail_with_the_reason);
    tcase_add_test(c, an_export_leaves_cases_out_unless_it_is_asked_for_them);
    tcase_add_test(c, a_case_closed_for_long_is_purged_and_the_chain_still_holds);
    tcase_add_test(c, what_was_purged_is_not_in_the_file_any_more);
    tcase_add_test(c, the_store_lets_nothing_be_edited_deleted_or_replaced);
    tcase_add_test(c, verify_names_what_was_changed_behind_its_back);
    tcase_add_test(c, a_step_that_nobody_knows_is_damage_and_not_a_crash);
    tcase_add_test(c, the_office_records_and_purges_and_all_read);
    suite_add_tcase(s, c);
}
