/* guidestock: the command line. It reads the clock, the environment and the
 * login name, hands all of it to a verb as arguments, prints what comes back,
 * and turns the kind of an error into the exit status. */
#include "base/clock.h"
#include "base/db.h"
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "catalog/language.h"
#include "cli/parse.h"
#include "cli/render.h"
#include "door/rooms.h"
#include "compliance/audit/schema.h"
#include "compliance/school/school.h"
#include "compliance/audit/user.h"
#include "compliance/school/year.h"
#include "maintenance/backup.h"
#include "maintenance/copies.h"
#include "inventory/stock.h"

#include <errno.h>
#include <locale.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

static const char version[] = "guidestock 1.0\n";

enum { EXIT_ATTENTION = 10 };

static const int exit_status[ERR_KINDS] = {
    [ERR_NONE] = 0, [ERR_INPUT] = 2, [ERR_NOT_FOUND] = 3, [ERR_CONFLICT] = 4, [ERR_RULE] = 5,
    [ERR_BUSY] = 6, [ERR_IO] = 1,    [ERR_DAMAGED] = 7,   [ERR_BUG] = 1,
};

struct door {
    struct mem *mem;
    struct command command;
    struct req req;
    struct answer answer;
    struct screen screen;
    const char *making; /* of a verb that makes the file: its name until it is whole */
    const char *path;
    long last_progress; /* in milliseconds; 0: none was shown */
};

/* ---- what the environment says ---- */

static void find_screen(struct door *d) {
    struct winsize size;
    const char *term = getenv("TERM"), *no_color = getenv("NO_COLOR");
    bool terminal = isatty(STDOUT_FILENO);
    d->screen.width = 80;
    if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40)
        d->screen.width = size.ws_col;
    d->screen.color =
        terminal && !d->command.no_color && !(no_color && *no_color) && term && *term && strcmp(term, "dumb") != 0;
}

static const char *login_name(struct mem *m) {
    const struct passwd *p = getpwuid(getuid());
    return p && p->pw_name && *p->pw_name ? mem_text(m, p->pw_name) : mem_printf(m, "uid %ld", (long)getuid());
}

static bool find_path(struct door *d, struct err *e) {
    const char *from = d->command.db ? d->command.db : getenv("GUIDESTOCK_DB");
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    if (from && *from)
        d->path = from;
    else if (data && *data == '/')
        d->path = mem_printf(d->mem, "%s/guidestock/guidestock.db", data);
    else if (home && *home)
        d->path = mem_printf(d->mem, "%s/.local/share/guidestock/guidestock.db", home);
    else
        return err_set(e, ERR_INPUT, "db",
                       "no database is named: --db FILE (and neither GUIDESTOCK_DB nor HOME is set)");
    d->req.path = d->path;
    return true;
}

/* The folder of the default place, for a first `init`. */
static void make_folders(struct mem *m, const char *path) {
    char *copy = mem_text(m, path);
    for (char *s = copy + 1; *s; s++)
        if (*s == '/') {
            *s = '\0';
            if (mkdir(copy, 0700) != 0 && errno != EEXIST)
                return; /* opening will say why */
            *s = '/';
        }
}

/* "9/30" on the command line is told back as the day it was taken for, and "assess" as the word. */
static bool echo_taken(struct door *d, struct err *e) {
    const struct fields *f = &d->command.fields;
    for (size_t i = 0; i < d->command.taken.count; i++)
        fprintf(stderr, "%s: %s\n", d->command.taken.list[i].name, d->command.taken.list[i].value);
    for (const struct param *p = d->command.verb->params; p->name; p++) {
        const char *text = p->kind == KIND_DATE ? fields_get(f, p->name) : NULL;
        int date;
        if (!text || date_parse_iso(text, &date))
            continue;
        if (!parse_date(f, p->name, text, &date, e))
            return false;
        fprintf(stderr, "%s: %s\n", p->name, date_iso(d->mem, date));
    }
    return true;
}

static bool read_today(const struct fields *f, const char *text, int *date, struct err *e) {
    if (!parse_date(f, "today", text, date, e))
        return false;
    return (*date >= date_from(1990, 1, 1) && *date <= date_from(2199, 12, 31)) ||
           err_set(e, ERR_INPUT, "today", "today: %s is not from 1990 to 2199", date_iso(f->mem, *date));
}

/* A verb that opens no database must not fail for what the environment says about days. */
static bool find_today(struct door *d, struct err *e) {
    bool from_environment = !d->command.today && d->command.verb->need != NEED_NOTHING;
    const char *text = from_environment ? getenv("GUIDESTOCK_TODAY") : d->command.today;
    struct fields *f = &d->command.fields;
    f->today = clock_today();
    f->year_begin = year_begin(year_of(f->today));
    if (text && *text) {
        int date, as_written;
        struct err bad = {0};
        if (!read_today(f, text, &date, &bad))
            return err_set(e, bad.kind, "today", "%s%s", bad.message,
                           from_environment ? " (it is set in $GUIDESTOCK_TODAY)" : "");
        if (!date_parse_iso(text, &as_written))
            fprintf(stderr, "today: %s\n", date_iso(d->mem, date));
        f->today = date;
        f->year_begin = year_begin(year_of(date));
    }
    d->req.today = f->today;
    return true;
}

static void show_progress(void *where, long done) {
    struct door *d = where;
    long now = clock_milliseconds();
    if (now - d->last_progress < 100)
        return;
    d->last_progress = now;
    fprintf(stderr, "\r\033[K%ld %s", done, d->req.progress_of ? d->req.progress_of : "rows");
    fflush(stderr);
}

/* ---- opening ---- */

static unsigned need_of(const struct door *d) {
    return d->command.verb->need & ~(unsigned)(NEED_ANY_SCHOOL | NEED_FILE_ONLY | NOUN_ALONE | NEED_IF_THERE);
}

static bool open_database(struct door *d, struct err *e) {
    unsigned need = d->command.verb->need, what = need_of(d);
    struct err absent = {0};
    if (what == NEED_NOTHING || what == NEED_PATH)
        return true;
    if ((need & NEED_IF_THERE) && db_inspect(d->path, schema_version, &absent) == DB_ABSENT)
        return true;
    if (what == NEED_MAKE) {
        struct stat st;
        if (lstat(d->path, &st) == 0)
            return err_set(e, ERR_CONFLICT, "db", "%s exists already; it was not touched", d->path);
        if (!d->command.db && !getenv("GUIDESTOCK_DB"))
            make_folders(d->mem, d->path);
        d->making = mem_printf(d->mem, "%s.new-%ld", d->path, (long)getpid());
        if (db_make(&d->req.db, d->making, schema_migrations, schema_version, e))
            return true;
        d->making = NULL;
        return false;
    }
    if (!db_open(&d->req.db, d->path, what == NEED_WRITE, schema_migrations, schema_version, e))
        return false;
    if (!(need & NEED_ANY_SCHOOL) && !school_choose(&d->req, d->command.school, e))
        return false;
    if (what == NEED_WRITE)
        backup_of_day(&d->req, clock_today(), &d->answer); /* of the real day, whatever --today says */
    return true;
}

/* A new file gets its name only when everything is in it. */
static bool publish(struct door *d, bool ok, struct err *e) {
    if (!d->making)
        return ok;
    db_close(d->req.db);
    d->req.db = NULL;
    if (ok && link(d->making, d->path) != 0)
        ok = err_set(e, errno == EEXIST ? ERR_CONFLICT : ERR_IO, "db", "cannot make %s: %s", d->path, strerror(errno));
    db_unmake(d->making);
    return ok;
}

/* ---- where the answer goes ---- */

/* A paper or an export in the place of the database, or of what belongs to it, would be the end of it. */
static bool check_out(const struct door *d, const char *path, struct err *e) {
    if (d->path && backup_is_same_file(path, d->path))
        return err_set(e, ERR_CONFLICT, "out", "%s is the database; it was not touched. Name another file", path);
    if (d->path && backup_is_companion(d->mem, d->path, path))
        return err_set(e, ERR_CONFLICT, "out", "%s is where the database keeps something of its own; name another file",
                       path);
    return true;
}

/* Before anything is changed: whether the answer's file can be written. One that is not named gets its name from the
 * verb, and comes to stand here. */
static bool try_out(const struct door *d, struct err *e) {
    const char *path = d->command.out;
    for (const struct param *p = d->command.verb->params; !path && p->name; p++)
        if (p->kind == KIND_OUT_FILE && need_of(d) == NEED_WRITE)
            path = "guidestock.pdf"; /* any name will do: nothing is written there */
    return !path || strcmp(path, "-") == 0 || (check_out(d, path, e) && file_new_try(path, e));
}

static bool prepare(struct door *d, struct err *e) {
    const struct command *c = &d->command;
    d->req.mem = d->mem;
    d->req.verb = c->verb;
    d->req.now = clock_utc(d->mem);
    d->req.utc_offset_minutes = clock_utc_offset_minutes();
    if (c->json && c->csv)
        return err_set(e, ERR_INPUT, "json", "--json and --csv: choose one");
    if (!find_today(d, e) || !echo_taken(d, e))
        return false;
    d->req.stock_fact = stock_fact;
    d->req.language_name = language_name;
    d->req.roles_needed = c->verb->need & NEED_FILE_ONLY ? 0 : c->verb->roles;
    if (!user_name(d->mem, "as", c->as ? c->as : login_name(d->mem), &d->req.actor, e))
        return false;
    d->req.login = c->as ? NULL : d->req.actor;
    if (c->file && !file_open(&d->req.in, c->file, e))
        return false;
    if (need_of(d) != NEED_NOTHING && !find_path(d, e))
        return false;
    return try_out(d, e) && open_database(d, e);
}

/* ---- printing ---- */

/* The width of standard error where it is a terminal; 0 where a program reads it: there a message is a line. */
static size_t told_width(void) {
    struct winsize size;
    if (!isatty(STDERR_FILENO))
        return 0;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40 ? size.ws_col : 80;
}

static void print_told(const char *head, const char *message) {
    struct buf b = {0};
    size_t width = told_width();
    buf_text(&b, "");
    if (width > 0) {
        render_told(&b, head, message, width);
    } else {
        buf_text(&b, head);
        render_message(&b, message);
        buf_text(&b, "\n");
    }
    fprintf(stderr, "%s", b.data);
    buf_free(&b);
}

/* Of a damaged file there may be hundreds: eyes get the first of them, a script all. */
static void print_notes(const struct door *d, bool damaged) {
    enum { FOR_EYES = 10 };
    size_t count = d->answer.note_count,
           shown = damaged && isatty(STDERR_FILENO) && count > FOR_EYES ? FOR_EYES : count;
    for (size_t i = 0; i < shown; i++) {
        /* A row of a file says where it stands; one that begins with a blank goes on from the note before. */
        bool own = !text_starts(d->answer.notes[i], "row ") && d->answer.notes[i][0] != ' ';
        print_told(own ? "note: " : "", d->answer.notes[i]);
    }
    if (shown < count)
        fprintf(stderr, "note: and %zu more; all of them: guidestock verify 2>findings.txt\n", count - shown);
}

static void print_error(const struct err *e) { print_told("guidestock: ", e->message); }

/* "school.db", or "'Anytown High.db'": as it is typed in a shell. */
static const char *as_word(struct mem *m, const char *path) {
    struct buf b = {0};
    if (path[strspn(path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./+,:@%-")] == '\0')
        return path;
    buf_text(&b, "'");
    for (; *path; path++)
        buf_printf(&b, *path == '\'' ? "'\\''" : "%c", *path);
    buf_text(&b, "'");
    const char *word = mem_text(m, b.data);
    buf_free(&b);
    return word;
}

/* Behind the message that the file is damaged, cut short or without its beginning: what there is to go back to. */
static void name_last_copy(const struct door *d, const struct err *e) {
    struct err ignored = {0};
    bool blamed = d->path && strcmp(e->field, "db") == 0;
    enum db_state state = blamed && e->kind == ERR_IO ? db_inspect(d->path, schema_version, &ignored) : DB_OURS;
    const char *last = blamed && (e->kind == ERR_DAMAGED || state == DB_CUT || state == DB_NONE)
                           ? copies_last_good(d->mem, d->path)
                           : NULL;
    if (!last)
        return;
    struct buf b = {0};
    render_message(&b,
                   mem_printf(d->mem, "The last good copy: %s\nSee what would be lost: guidestock %s%s%srestore %s",
                              last, d->command.db ? "--db " : "", d->command.db ? as_word(d->mem, d->command.db) : "",
                              d->command.db ? " " : "", as_word(d->mem, last)));
    fprintf(stderr, "%s\n", b.data);
    buf_free(&b);
}

static bool print_out(const struct buf *b, struct err *e) {
    if ((b->length && fwrite(b->data, 1, b->length, stdout) != b->length) || fflush(stdout) != 0)
        return err_set(e, ERR_IO, "out", "cannot write to standard output: %s%s", strerror(errno),
                       "; what the command changed is stored");
    return true;
}

/* Into the file, whose name is then told. */
static bool print_into(struct door *d, const char *path, const struct buf *bytes, struct err *e) {
    struct err why = {0};
    if (!check_out(d, path, &why) ||
        !(d->answer.spool ? file_write_from(path, d->answer.spool, &why) : file_write(path, bytes, &why)))
        return err_set(e, why.kind, why.field, "%s%s", why.message,
                       need_of(d) == NEED_WRITE ? "; what the command changed is stored" : "");
    struct buf b = {0};
    if (d->command.json) {
        json_answer(&b, &(struct answer){.form = ANSWER_TEXT, .text = path});
    } else {
        buf_printf(&b, "%s\n", path);
    }
    bool ok = print_out(&b, e);
    buf_free(&b);
    return ok;
}

/* Bytes go to the file that is named, to the one that the verb suggests, or, with neither, are printed. */
static bool print_to(struct door *d, const char *path, const struct buf *bytes, struct err *e) {
    if (path && strcmp(path, "-") != 0)
        return print_into(d, path, bytes, e);
    if (!d->answer.spool)
        return print_out(bytes, e);
    return (file_copy(stdout, d->answer.spool) && fflush(stdout) == 0) ||
           err_set(e, ERR_IO, "out", "cannot write to standard output: %s", strerror(errno));
}

static bool print_answer(struct door *d, struct err *e) {
    struct buf b = {0};
    const struct answer *a = &d->answer;
    if (a->spool && d->command.json)
        return err_set(e, ERR_INPUT, "json", "this one is CSV only, it may be long; leave --json out");
    if (a->form == ANSWER_BYTES)
        return print_to(d, d->command.out ? d->command.out : a->file_name, &a->bytes, e);
    if (d->command.json)
        json_answer(&b, a);
    else if ((d->command.csv || a->as_csv) && a->shape)
        render_csv(&b, a);
    else
        render_plain(&b, a, &d->screen);
    bool ok = print_to(d, d->command.out, &b, e);
    buf_free(&b);
    return ok;
}

static int run(struct door *d, int argc, char **argv) {
    struct err e = {0};
    bool ok = command_parse(d->mem, argc, argv, &d->command, &e);
    if (ok && d->command.version) {
        struct buf b = {0};
        buf_text(&b, version);
        ok = print_out(&b, &e);
        buf_free(&b);
    } else if (ok) {
        find_screen(d);
        if (isatty(STDERR_FILENO)) {
            d->req.progress = show_progress;
            d->req.progress_where = d;
        }
        ok = prepare(d, &e) && d->command.verb->run(&d->req, &d->command.fields, &d->answer, &e);
        if (ok && d->answer.finish)
            ok = d->answer.finish(&d->req, &d->answer, &e);
        ok = publish(d, ok, &e);
        if (d->last_progress)
            fprintf(stderr, "\r\033[K");
        print_notes(d, e.kind == ERR_DAMAGED);
        ok = ok && print_answer(d, &e);
    }
    if (!ok) {
        print_error(&e);
        name_last_copy(d, &e);
    }
    return !ok ? exit_status[e.kind] : d->answer.attention > 0 ? EXIT_ATTENTION : EXIT_SUCCESS;
}

int main(int argc, char **argv) {
    struct door d = {.mem = mem_new()};
    setlocale(LC_CTYPE, "C.UTF-8"); /* for the width of characters; nothing else depends on a locale */
    int status = run(&d, argc, argv);
    if (d.req.in)
        fclose(d.req.in);
    db_close(d.req.db);
    buf_free(&d.answer.bytes);
    if (d.answer.spool)
        fclose(d.answer.spool);
    mem_free(d.mem);
    return status;
}
