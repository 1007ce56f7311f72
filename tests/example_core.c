/* A program that links libcompliance.a and nothing else of ours: it makes a school in memory, records a designee, does
 * a duty, computes a legal clock over a winter break, and shows how the year stands. Exit status 0 when all of it is as
 * it should be. */
#include "compliance/compliance.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct word {
    const char *name, *value;
};

/* Runs a verb of a table with these words, as any door does. Words end with one without a name. */
static bool run(struct req *r, const struct verbs *table, const char *name, const struct word *words, struct answer *a,
                struct err *e) {
    struct fields f = {.mem = r->mem, .today = r->today, .year_begin = year_begin(year_of(r->today))};
    for (; words && words->name; words++)
        fields_add(&f, words->name, words->value);
    *a = (struct answer){0};
    for (size_t i = 0; i < table->count; i++)
        if (strcmp(table->list[i].name, name) == 0) {
            r->verb = &table->list[i];
            return request_read(r, &f, e) && request_run(r, &f, a, e);
        }
    return err_set(e, ERR_BUG, "verb", "no verb %s", name);
}

static bool make_school(struct req *r, struct err *e) {
    struct fields f = {.mem = r->mem, .today = r->today};
    struct answer a = {0};
    struct trail t;
    fields_add(&f, "name", "Anytown Senior High");
    fields_add(&f, "code", "0042");
    fields_add(&f, "level", "senior");
    if (!db_begin(r->db, 0, e))
        return false;
    bool ok = trail_begin(&t, r, e) && school_add(r, &f, &a, &r->school, e);
    trail_start_chain(&t);
    return db_end(r->db, ok && trail_end(&t, ok, "example", "0042", "a school", e), e);
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

/* The rules alone, on a calendar of the caller's: 15 days from December 10, and the break does not count. */
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
