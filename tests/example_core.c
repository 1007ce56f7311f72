/* A program that links libcompliance.a and nothing else of guidestock. It makes a school in memory, records a designee,
 * does a duty, computes a legal clock over a winter break, and shows how the year stands. It exits with 0 when every
 * result is the expected one. */
#include "compliance/compliance.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct word {
    const char *name, *value;
};

/* Runs a verb with these words, as any door does. The words end with one that has no name. */
static bool run_verb(struct req *r, const struct verb *v, const struct word *words, struct answer *a, struct err *e) {
    struct fields f = {.mem = r->mem, .today = r->today, .year_begin = year_begin(year_of(r->today))};
    for (; words && words->name; words++)
        fields_add(&f, words->name, words->value);
    r->verb = v;
    r->problems = (struct problems){0};
    *a = (struct answer){0};
    return request_read(r, &f, e) && request_run(r, &f, a, e);
}

static bool run(struct req *r, const struct verbs *table, const char *name, const struct word *words, struct answer *a,
                struct err *e) {
    for (size_t i = 0; i < table->count; i++)
        if (strcmp(table->list[i].name, name) == 0)
            return run_verb(r, &table->list[i], words, a, e);
    return err_set(e, ERR_BUG, "verb", "there is no verb %s", name);
}

/* The core has no verb that makes a school: each program adds its own, which also fills what the program keeps. */
static bool add_school(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct trail t;
    if (!trail_begin(&t, r, e) || !school_add(r, f, a, &r->school, e))
        return false;
    trail_start_chain(&t);
    return trail_end(&t, true, "example", fields_get(f, "code"), "a school", e);
}

static const struct param school_params[] = {
    {"name", PARAM_NEEDED, KIND_TEXT, "NAME", "name of the school", NULL},
    {"code", PARAM_NEEDED, KIND_TEXT, "1234", "location code", NULL},
    {"level", PARAM_NEEDED, KIND_TEXT, "LEVEL", "elementary, middle, senior or span", NULL},
    {0},
};
static const struct verb add_verb = {"school",  "add",      "add the school", ACCESS_WRITE, ANY_SCHOOL,
                                     ROLES_ALL, add_school, school_params,    &shape_text,  NULL};

static bool make_school(struct req *r, struct err *e) {
    static const struct word words[] = {{"name", "Anytown Senior High"}, {"code", "0042"}, {"level", "senior"}, {0}};
    struct answer a;
    return run_verb(r, &add_verb, words, &a, e);
}

static void print_notes(const struct answer *a) {
    for (size_t i = 0; i < a->note_count; i++)
        printf("note: %s\n", a->notes[i].words);
}

static bool record(struct req *r, struct err *e) {
    static const struct word designee[] = {{"name", "A. Reyes"},     {"class", "Sr. Office Technician"},
                                           {"from", "2026-08-13"},   {"met", "2026-08-20"},
                                           {"portal", "2026-09-12"}, {0}};
    static const struct word duty[] = {{"duty", "19"}, {"paper", "in the green folder"}, {0}};
    struct answer a;
    if (!run(r, &designee_verbs, "record", designee, &a, e))
        return false;
    print_notes(&a);
    printf("%s\n", a.text);
    if (!run(r, &duty_verbs, "done", duty, &a, e))
        return false;
    printf("%s\n", a.text);
    return true;
}

/* Uses the rules alone, with the caller's own calendar: 15 days from December 10, without the days of the break. */
static bool compute(struct req *r, struct err *e) {
    const struct calendar_row rows[] = {
        {.year = 2026, .kind = CALENDAR_FIRST_DAY, .from = date_from(2026, 8, 13), .to = date_from(2026, 8, 13)},
        {.year = 2026,
         .kind = CALENDAR_BREAK,
         .from = date_from(2026, 12, 21),
         .to = date_from(2027, 1, 8),
         .name = "Winter break"},
        {.year = 2026, .kind = CALENDAR_LAST_DAY, .from = date_from(2027, 6, 10), .to = date_from(2027, 6, 10)},
    };
    const struct clock_input in = {.rule = clock_rule_find("assessment-plan"),
                                   .on = date_from(2026, 12, 10),
                                   .referral = DATE_NONE,
                                   .agreed = DATE_NONE};
    struct clock_answer out;
    if (!clock_compute(r->mem, calendar_from_rows(r->mem, rows, sizeof rows / sizeof *rows), &in, &out, e))
        return false;
    printf("%s: %s\n", in.rule->title, out.sentence);
    return out.due == date_from(2027, 1, 15) && out.paused_days == 21 && out.act_by == out.due;
}

static bool show(struct req *r, struct err *e) {
    const int year = year_of(r->today);
    struct designee_state s;
    struct duties all;
    if (!designee_load(r, year, &s, e) || !duties_load(r, year, &all, e))
        return false;
    printf("%s: %s, %s\n%s\n", year_text(r->mem, year), s.present ? s.present->name : "nobody",
           designee_status_words[s.status], designee_sentence(r->mem, &s, r->today));
    printf("duties done: %ld of %d; 19: %s\n", all.done, DUTIES, all.list[18].words);
    return s.status == DESIGNEE_IS_MET && s.present && s.gaps.count == 0 && all.done == 2 &&
           strstr(all.list[18].words, "not known here") != NULL;
}

int main(void) {
    struct req r = {
        .mem = mem_new(), .now = "2026-09-15T17:03:22Z", .actor = "example", .today = date_from(2026, 9, 15)};
    struct err e = {0};
    bool ok = db_scratch(&r.db, schema_migrations, schema_version, &e) && make_school(&r, &e) && record(&r, &e) &&
              compute(&r, &e) && show(&r, &e);
    if (!ok)
        fprintf(stderr, "example: %s\n", e.kind == ERR_NONE ? "the year does not stand as it should" : e.message);
    db_close(r.db);
    mem_free(r.mem);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
