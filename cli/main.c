/* guidestock: the command line. It reads the clock, the environment and the
 * login name, hands all of it to a verb as arguments, prints what comes back,
 * and turns the kind of an error into the exit status. */
#include "base/clock.h"
#include "base/db.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/help.h"
#include "cli/print.h"
#include "compliance/audit/request.h"
#include "compliance/audit/user.h"
#include "compliance/school/year.h"
#include "door/rooms.h"
#include "door/status.h"

#include <locale.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const char version[] = "guidestock 1.0\n";

/* ---- what the environment says ---- */

static void find_screen(struct session *s) {
    struct winsize size;
    const char *term = getenv("TERM"), *no_color = getenv("NO_COLOR");
    bool terminal = isatty(STDOUT_FILENO);
    s->screen.width = 80;
    if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40)
        s->screen.width = size.ws_col;
    s->screen.color =
        terminal && !s->command.no_color && !(no_color && *no_color) && term && *term && strcmp(term, "dumb") != 0;
}

static const char *login_name(struct mem *m) {
    const struct passwd *p = getpwuid(getuid());
    return p && p->pw_name && *p->pw_name ? mem_text(m, p->pw_name) : mem_printf(m, "uid %ld", (long)getuid());
}

static bool find_path(struct session *s, struct err *e) {
    const char *from = s->command.db ? s->command.db : getenv("GUIDESTOCK_DB");
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    if (from && *from)
        s->opening.path = from;
    else if (data && *data == '/')
        s->opening.path = mem_printf(s->mem, "%s/guidestock/guidestock.db", data);
    else if (home && *home)
        s->opening.path = mem_printf(s->mem, "%s/.local/share/guidestock/guidestock.db", home);
    else
        return err_set(e, ERR_INPUT, "db",
                       "no database is named: --db FILE (and neither GUIDESTOCK_DB nor HOME is set)");
    s->req.path = s->opening.path;
    return true;
}

/* What was taken for another word or day than the one typed is told back: a line for people, a note with --json. */
static void echo(struct session *s, const char *name, const char *value) {
    if (s->command.json)
        answer_note(&s->req, &s->answer, "%s: %s", name, value);
    else
        fprintf(stderr, "%s: %s\n", name, value);
}

/* "9/30" is told back as its day, and "assess" as the word. */
static void echo_taken(struct session *s) {
    const struct fields *f = &s->command.fields;
    for (size_t i = 0; i < f->count; i++)
        if (f->list[i].typed)
            echo(s, f->list[i].name, f->list[i].value);
    for (const struct param *p = s->command.verb->params; p->name; p++) {
        const char *text = p->kind == KIND_DATE ? fields_get(f, p->name) : NULL;
        int date;
        if (text && *text && !date_parse_iso(text, &date))
            echo(s, p->name, date_iso(s->mem, field_date(f, p->name, DATE_NONE)));
    }
}

static bool read_today(const struct fields *f, const char *text, int *date, struct err *e) {
    if (!parse_date(f, "today", text, date, e))
        return false;
    return (*date >= date_from(1990, 1, 1) && *date <= date_from(2199, 12, 31)) ||
           err_set(e, ERR_INPUT, "today", "today: %s is not from 1990 to 2199", date_iso(f->mem, *date));
}

/* A verb that opens no database must not fail for what the environment says about days. */
static bool find_today(struct session *s, struct err *e) {
    bool from_environment = !s->command.today && s->command.verb->access != ACCESS_NONE;
    const char *text = from_environment ? getenv("GUIDESTOCK_TODAY") : s->command.today;
    struct fields *f = &s->command.fields;
    f->today = clock_today();
    f->year_begin = year_begin(year_of(f->today));
    if (text && *text) {
        int date, as_written;
        struct err bad = {0};
        if (!read_today(f, text, &date, &bad))
            return err_set(e, bad.kind, "today", "%s%s", bad.message,
                           from_environment ? " (it is set in $GUIDESTOCK_TODAY)" : "");
        if (!date_parse_iso(text, &as_written))
            echo(s, "today", date_iso(s->mem, date));
        f->today = date;
        f->year_begin = year_begin(year_of(date));
    }
    s->req.today = f->today;
    return true;
}

static void show_progress(void *where, long done) {
    struct session *s = where;
    long now = clock_milliseconds();
    if (now - s->last_progress < 100)
        return;
    s->last_progress = now;
    fprintf(stderr, "\r\033[K%ld %s", done, s->req.progress_of ? s->req.progress_of : "rows");
    fflush(stderr);
}

static bool prepare(struct session *s, struct err *e) {
    const struct command *c = &s->command;
    s->req.now = clock_utc(s->mem);
    s->req.utc_offset_minutes = clock_utc_offset_minutes();
    if (c->json && c->csv)
        return err_set(e, ERR_INPUT, "json", "--json and --csv exclude each other; choose one");
    if (!user_name(s->mem, "as", c->as ? c->as : login_name(s->mem), &s->req.actor, e))
        return false;
    s->req.login = c->as ? NULL : s->req.actor;
    if (c->file && !file_open(&s->req.in, c->file, e))
        return false;
    if (c->verb->access != ACCESS_NONE && !find_path(s, e))
        return false;
    s->opening.named = c->db || getenv("GUIDESTOCK_DB");
    s->opening.school = c->school;
    return print_try_out(s, e);
}

/* The words, the options and the fields: every problem of theirs is told before the store is opened. */
static bool read_command(struct session *s, int argc, char **argv, struct err *e) {
    struct problems *problems = &s->req.problems;
    struct err first = {0};
    command_parse(&s->req, argc, argv, &s->command, e);
    s->req.verb = s->command.verb;
    if (!s->req.verb || s->command.version)
        return e->kind == ERR_NONE;
    *e = (struct err){0};
    const bool today = find_today(s, &first);
    if (!(today && prepare(s, &first)) && !problem_take(problems, 0, &first))
        return err_set(e, first.kind, first.field, "%s", first.message);
    if (today) /* else no day can be judged */
        request_read(&s->req, &s->command.fields, &first);
    if (!problems_none(problems, e))
        return false;
    echo_taken(s);
    return true;
}

static bool print_version(struct err *e) {
    struct buf b = {0};
    buf_text(&b, version);
    bool ok = print_bytes(&b, e);
    buf_free(&b);
    return ok;
}

static bool run(struct session *s, int argc, char **argv, struct err *e) {
    struct command *c = &s->command;
    bool ok = read_command(s, argc, argv, e);
    s->typed = (struct typed){c->db, c->school, c->today, c->as, &s->req};
    s->screen.rooms = s->req.rooms;
    s->screen.typed = &s->typed;
    find_screen(s);
    if (ok && c->version)
        return print_version(e);
    if (isatty(STDERR_FILENO) && !c->json) {
        s->req.progress = show_progress;
        s->req.progress_where = s;
    }
    ok = ok && door_open(&s->opening, &s->req, clock_today(), &s->answer, e) &&
         request_run(&s->req, &c->fields, &s->answer, e);
    ok = door_publish(&s->opening, &s->req, ok, e);
    if (s->last_progress)
        fprintf(stderr, "\r\033[K");
    if (!c->json)
        print_notes(s, e->kind == ERR_DAMAGED);
    ok = ok && print_answer(s, e);
    if (ok && c->json)
        print_beside(s);
    return ok;
}

int main(int argc, char **argv) {
    struct session s = {.mem = mem_new()};
    struct err e = {0};
    setlocale(LC_CTYPE, "C.UTF-8"); /* for the width of characters; nothing else depends on a locale */
    s.req.mem = s.mem;
    s.req.door = DOOR_COMMAND_LINE;
    s.req.rooms = rooms_make(s.mem, &help_verbs);
    bool ok = run(&s, argc, argv, &e);
    if (!ok)
        print_failure(&s, &e);
    if (s.req.in)
        fclose(s.req.in);
    db_close(s.req.db);
    buf_free(&s.answer.bytes);
    if (s.answer.spool)
        fclose(s.answer.spool);
    int status = !ok ? statuses[e.kind].exit : s.answer.attention > 0 ? EXIT_ATTENTION : EXIT_SUCCESS;
    mem_free(s.mem);
    return status;
}
