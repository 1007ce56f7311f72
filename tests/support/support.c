#include "tests/support/support.h"

#include "cli/help.h"
#include "cli/parse.h"
#include "compliance/audit/request.h"
#include "compliance/audit/schema.h"
#include "compliance/school/year.h"
#include "door/open.h"
#include "door/rooms.h"
#include "tests/support/checked.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

int day(const char *text) {
    int d;
    ck_assert_msg(date_parse_iso(text, &d), "the test's own date: %s", text);
    return d;
}

void world_today(struct world *w, const char *today) { w->req.today = day(today); }

static struct mem *rooms_memory;

static void free_rooms(void) { mem_free(rooms_memory); }

/* Made once, and freed when the process ends. */
const struct verbs *const *test_rooms(void) {
    static const struct verbs *const *rooms;
    if (!rooms) {
        rooms_memory = mem_new();
        rooms = rooms_make(rooms_memory, &help_verbs);
        atexit(free_rooms);
    }
    return rooms;
}

void world_open(struct world *w, const char *level, const char *today) {
    *w = (struct world){.mem = mem_new()};
    ck_assert_msg(db_scratch(&w->db, schema_migrations, schema_version, &w->err), "%s", w->err.message);
    w->req = (struct req){
        .db = w->db,
        .mem = w->mem,
        .now = "2026-01-02T03:04:05Z",
        .actor = "tester",
    };
    door_connect(&w->req);
    world_today(w, today);
    char *line = mem_printf(w->mem, "init --name 'Test School' --code 0042 --level %s", level);
    ck_assert_msg(world_run(w, line), "%s", w->err.message);
}

/* What the door would free. */
static void forget_answer(struct world *w) {
    buf_free(&w->answer.bytes);
    if (w->answer.spool)
        fclose(w->answer.spool);
    w->answer = (struct answer){0};
}

void world_close(struct world *w) {
    forget_answer(w);
    db_close(w->db);
    mem_free(w->mem);
}

/* The words of a line, as a shell would give them to main. */
static int split(struct mem *m, const char *line, char **argv) {
    int argc = 0;
    argv[argc++] = mem_text(m, "guidestock");
    for (const char *s = line + strspn(line, " "); *s; s += strspn(s, " ")) {
        char *word = mem_alloc(m, strlen(s) + 1);
        size_t n = 0;
        for (bool quoted = false; *s && (quoted || *s != ' '); s++)
            if (*s == '\'')
                quoted = !quoted;
            else
                word[n++] = *s;
        argv[argc++] = word;
    }
    return argc;
}

/* Within a transaction of the test's own, the verb alone. */
static bool run(struct world *w, const struct fields *f) {
    return (w->within ? w->req.verb->run : request_run)(&w->req, f, &w->answer, &w->err);
}

bool world_run_file(struct world *w, const char *line, const char *text) {
    char *argv[128];
    struct command command;
    int argc = split(w->mem, line, argv);
    w->err = (struct err){0};
    forget_answer(w);
    w->req.rooms = test_rooms();
    w->req.parts = &door_parts;
    bool ok = command_parse(&w->req, argc, argv, &command, &w->err);
    command.fields.today = w->req.today;
    command.fields.year_begin = year_begin(year_of(w->req.today));
    if (text) {
        w->req.in = tmpfile();
        ck_assert(w->req.in && (fwrite(text, 1, strlen(text), w->req.in) == strlen(text)));
        rewind(w->req.in);
    }
    w->req.verb = command.verb;
    if (command.verb) { /* every problem, of the words and of the fields */
        w->err = (struct err){0};
        ok = request_read(&w->req, &command.fields, &w->err) && run(w, &command.fields);
    }
    if (text)
        fclose(w->req.in);
    w->req.in = NULL;
    ck_assert_msg(ok == (w->err.kind == ERR_NONE), "%s: says %s but the error is \"%s\"", line, ok ? "yes" : "no",
                  w->err.message);
    check_told(w, line, command.verb, ok);
    return ok;
}

bool world_run(struct world *w, const char *line) { return world_run_file(w, line, NULL); }

long world_count(struct world *w, const char *sql_text) {
    struct query *q = sql_prepare(w->db, sql_text);
    long n = sql_row(q) ? sql_get_int(q, 0) : INT_NONE;
    struct err e = {0};
    ck_assert_msg(sql_end(q, &e), "%s", e.message);
    return n;
}

bool world_is_sound(struct world *w) {
    struct err before = w->err;
    struct answer answer = w->answer;
    long school = w->req.school;
    w->answer = (struct answer){0};
    bool sound = world_run(w, "verify");
    for (size_t i = 0; !sound && i < w->answer.note_count; i++)
        fprintf(stderr, "verify: %s\n", w->answer.notes[i].words);
    w->answer = answer;
    w->err = before;
    w->req.school = school;
    return sound;
}
