#include "cli/print.h"

#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "door/hint.h"
#include "door/status.h"
#include "maintenance/backup.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* ---- where the answer goes ---- */

static bool check_out(const struct session *s, const char *path, struct err *e) {
    const char *db = s->opening.path;
    if (db && backup_is_same_file(path, db))
        return err_set(e, ERR_CONFLICT, "out", "%s is the database; it was not touched. Name another file", path);
    if (db && backup_is_companion(s->mem, db, path))
        return err_set(e, ERR_CONFLICT, "out", "%s is where the database keeps something of its own; name another file",
                       path);
    return true;
}

/* Whether the verb changes something that stays changed when its answer cannot be written. */
static bool is_change(const struct session *s) { return s->command.verb->access == ACCESS_WRITE; }

bool print_try_out(const struct session *s, struct err *e) {
    const char *path = s->command.out;
    for (const struct param *p = s->command.verb->params; !path && p->name; p++)
        if (p->kind == KIND_OUT_FILE && s->command.verb->access >= ACCESS_READ_LOGGED)
            path = "guidestock.pdf"; /* any name will do: nothing is written there */
    return !path || strcmp(path, "-") == 0 || (check_out(s, path, e) && file_new_try(path, e));
}

bool print_bytes(const struct buf *b, struct err *e) {
    if ((b->length && fwrite(b->data, 1, b->length, stdout) != b->length) || fflush(stdout) != 0)
        return err_set(e, ERR_IO, "out", "cannot write to standard output: %s%s", strerror(errno),
                       "; what the command changed is stored");
    return true;
}

/* Into the file, whose name is then told. */
static bool print_into(struct session *s, const char *path, const struct buf *bytes, struct err *e) {
    struct err why = {0};
    if (!check_out(s, path, &why) ||
        !(s->answer.spool ? file_write_from(path, s->answer.spool, &why) : file_write(path, bytes, &why)))
        return err_set(e, why.kind, why.field, "%s%s", why.message,
                       is_change(s) ? "; what the command changed is stored" : "");
    struct buf b = {0};
    if (s->command.json)
        json_answer(&b, &(struct answer){.form = ANSWER_TEXT, .text = path});
    else
        buf_printf(&b, "%s\n", path);
    bool ok = print_bytes(&b, e);
    buf_free(&b);
    return ok;
}

/* Bytes go to the file that is named, to the one that the verb suggests, or, with neither, are printed. */
static bool print_to(struct session *s, const char *path, const struct buf *bytes, struct err *e) {
    if (path && strcmp(path, "-") != 0)
        return print_into(s, path, bytes, e);
    if (!s->answer.spool)
        return print_bytes(bytes, e);
    return (file_copy(stdout, s->answer.spool) && fflush(stdout) == 0) ||
           err_set(e, ERR_IO, "out", "cannot write to standard output: %s", strerror(errno));
}

bool print_answer(struct session *s, struct err *e) {
    struct buf b = {0};
    const struct answer *a = &s->answer;
    if (a->spool && s->command.json)
        return err_set(e, ERR_INPUT, "json", "this answer is CSV only, for it may be long; leave --json out");
    if (a->form == ANSWER_BYTES)
        return print_to(s, s->command.out ? s->command.out : a->file_name, &a->bytes, e);
    if (s->command.json)
        json_answer(&b, a);
    else if ((s->command.csv || a->as_csv) && a->shape && a->shape->count > 0)
        render_csv(&b, a);
    else
        render_plain(&b, a, &s->screen);
    bool ok = print_to(s, s->command.out, &b, e);
    buf_free(&b);
    return ok;
}

/* ---- what is told beside it ---- */

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

static void print_next(const struct session *s, const struct hint *next) {
    struct buf b = {0};
    buf_text(&b, "");
    render_hints(&b, next, &s->screen, 2);
    fprintf(stderr, "%s", b.data);
    buf_free(&b);
}

/* Of a damaged file there may be hundreds: eyes get the first of them, a script all. */
void print_notes(const struct session *s, bool damaged) {
    enum { FOR_EYES = 10 };
    const struct answer *a = &s->answer;
    size_t shown = damaged && isatty(STDERR_FILENO) && a->note_count > FOR_EYES ? FOR_EYES : a->note_count;
    for (size_t i = 0; i < shown; i++) {
        const char *words = a->notes[i].words;
        /* A row of a file says where it stands; one that begins with a blank goes on from the note before. */
        print_told(text_starts(words, "row ") || words[0] == ' ' ? "" : "note: ", words);
        print_next(s, a->notes[i].next);
    }
    if (shown < a->note_count)
        fprintf(stderr, "note: and %zu more; all of them: guidestock verify 2>findings.txt\n", a->note_count - shown);
}

void print_beside(const struct session *s) {
    struct buf b = {0};
    if (!json_holds_notes(&s->answer))
        json_beside(&b, &s->answer);
    if (b.length > 0)
        fprintf(stderr, "%s", b.data);
    buf_free(&b);
}

/* "row 2, ", where the field was given more than once, or is a row of a file. */
static const char *row_words(const struct session *s, const struct problem *p) {
    size_t given = 0;
    while (fields_nth(&s->command.fields, p->field, given))
        given++;
    return p->row > 0 && given != 1 ? mem_printf(s->mem, "row %ld, ", p->row) : "";
}

/* The option that would have said it, where it was not typed: "--school CODE". */
static void print_option(const struct session *s, const char *field) {
    const struct command *c = &s->command;
    const bool school = strcmp(field, "school") == 0 && !c->school, as = strcmp(field, "as") == 0 && !c->as;
    for (const struct global_option *g = global_options; (school || as) && g->name; g++)
        if (strcmp(g->name, field) == 0)
            fprintf(stderr, "  --%s %s: %s\n", g->name, g->shown, g->what);
}

/* What `verify` finds is its answer, and stands on standard output; everything else that failed on standard error. */
static void print_json(const struct session *s, const struct err *e) {
    struct buf b = {0};
    const bool found = e->kind == ERR_DAMAGED && s->command.verb && (s->command.verb->flags & FINDS_DAMAGE);
    if (found)
        json_finding(&b, &s->answer, e);
    else
        json_failure(&b, statuses[e->kind].word, &s->req.problems, &s->answer, e);
    fprintf(found ? stdout : stderr, "%s", b.data);
    fflush(stdout);
    buf_free(&b);
}

void print_failure(const struct session *s, const struct err *e) {
    const struct problems *p = &s->req.problems;
    struct err told = *e;
    told.next = hint_also(s->mem, e->next, hint_out(&s->req, e));
    if (s->command.json) {
        print_json(s, &told);
        return;
    }
    for (size_t i = 0; i < p->count; i++) {
        print_told("guidestock: ", mem_printf(s->mem, "%s%s", row_words(s, &p->list[i]), p->list[i].message));
        print_next(s, p->list[i].next);
    }
    if (p->left_out > 0)
        fprintf(stderr, "guidestock: and %zu more\n", p->left_out);
    if (p->count == 0) {
        print_told("guidestock: ", told.message);
        print_option(s, told.field);
        print_next(s, told.next);
    }
}
