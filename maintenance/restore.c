#include "maintenance/restore.h"

#include "base/file.h"
#include "base/sqlite_file.h"
#include "base/text.h"
#include "compliance/audit/schema.h"
#include "compliance/audit/trail.h"
#include "maintenance/backup.h"
#include "maintenance/copies.h"
#include "maintenance/verify.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A school's chain in the file, beside that in the backup. */
struct school {
    const char *code, *name;
    const char *state; /* "earlier", "later", "same", "apart"; NULL: the file says nothing */
    long place;        /* the last one that both have */
    long lost;         /* changes of the file that are not in the backup */
    long given_place;  /* the end of the file's chain; INT_NONE: not known */
    const char *given_head;
    const char *at; /* the last change in the backup, UTC */
};

struct restoring {
    struct req *req;
    struct answer *answer;
    const char *from, *path, *day; /* the backup; the database; the real day */
    struct file_part part;         /* the backup's copy, beside the database: the backup itself is not written to */
    struct db *copy, *now;         /* that copy; the database, or NULL when there is none that can be read */
    bool there;                    /* the database, whatever state it is in */
    struct chains old, present;    /* of the copy; of the database */
    unsigned stamp;
    struct school *schools; /* as many as in `old` */
    const char *kept;       /* where what was given up is kept; NULL: there was nothing */
};

static struct req asking(const struct restoring *w, struct db *db, long school) {
    struct req own = *w->req;
    own.db = db;
    own.school = school;
    return own;
}

/* ---- the two files ---- */

static bool check_source(const struct restoring *w, struct err *e) {
    struct err why = {0};
    if (!w->from)
        return err_hinted(e, hint_new(w->req->mem, "The backups that are there", "restore", NULL), ERR_INPUT, "file",
                          "file is missing: the backup that is to be restored");
    if (backup_is_same_file(w->from, w->path))
        return err_set(e, ERR_CONFLICT, "file", "%s is the database itself; name a backup of it", w->from);
    enum db_state state = db_inspect(w->from, schema_version, &why);
    if (state == DB_CUT)
        return err_set(e, why.kind, "file", "%s is cut short; nothing was changed: restore a backup that is whole",
                       w->from);
    if (state != DB_OURS)
        return err_set(e, why.kind, "file", "%s", why.message);
    return !db_is_in_flight(w->from) ||
           err_set(e, ERR_IO, "file",
                   "%s has a journal beside it, so it is a database in use, or one that was cut off; nothing was done. "
                   "Name a file that a backup made",
                   w->from);
}

/* What cannot be read is set aside later, not looked into. */
static bool open_present(struct restoring *w, struct err *e) {
    struct err why = {0};
    enum db_state state = db_inspect(w->path, schema_version, &why);
    w->there = state != DB_ABSENT;
    if (state == DB_ABSENT || state == DB_NONE || state == DB_CUT)
        return true;
    if (state != DB_OURS)
        return err_set(e, why.kind, "db", "%s", why.message);
    if (!db_open(&w->now, w->path, true, schema_migrations, schema_version, &why))
        return why.kind == ERR_DAMAGED || err_set(e, why.kind, "db", "%s", why.message);
    struct req own = asking(w, w->now, 0);
    if (db_stamp(w->now, &w->stamp, &why) && chains_load(&own, &w->present, &why))
        return true;
    db_close(w->now);
    w->now = NULL;
    return why.kind == ERR_DAMAGED || err_set(e, why.kind, "db", "%s", why.message);
}

static bool copy_bytes(const struct restoring *w, struct err *e) {
    char block[65536];
    ssize_t n = 0, done = 0;
    int from = open(w->from, O_RDONLY | O_CLOEXEC);
    bool ok = from >= 0;
    if (!ok)
        err_set(e, ERR_IO, "file", "cannot open %s: %s", w->from, strerror(errno));
    while (ok && (n = read(from, block, sizeof block)) > 0)
        for (ssize_t at = 0; ok && at < n; at += done) {
            done = write(w->part.fd, block + at, (size_t)(n - at));
            ok = done > 0 ||
                 err_set(e, ERR_IO, "out", "cannot write %s: %s; nothing was changed", w->part.path, strerror(errno));
        }
    if (ok && n < 0)
        ok = err_set(e, ERR_IO, "file", "cannot read %s: %s; nothing was changed", w->from, strerror(errno));
    if (from >= 0)
        close(from);
    return ok;
}

static bool take_copy(struct restoring *w, struct err *e) {
    struct err why = {0};
    const char *name = mem_printf(w->req->mem, "%s.restoring", w->path);
    if (backup_is_same_file(w->from, name))
        return err_set(e, ERR_CONFLICT, "file", "%s is what another restore left; name a backup", w->from);
    if (!file_part_begin(&w->part, name, backup_mode(w->path), e))
        return false;
    db_drop_journal(name);
    if (!copy_bytes(w, e))
        return false;
    bool ok = db_open_copy(&w->copy, name, schema_migrations, schema_version, &why);
    if (ok) {
        struct req own = asking(w, w->copy, 0);
        ok = verify_file(&own, w->answer, &w->old, &why);
    }
    if (!ok && why.kind == ERR_DAMAGED)
        return err_set(e, ERR_DAMAGED, "file", "%s is damaged; nothing was changed: restore another backup", w->from);
    return ok || err_set(e, why.kind, "file", "%s", why.message);
}

/* ---- what would be lost ---- */

static const char *codes_of(struct mem *m, const struct chains *c) {
    const char *codes = "";
    for (size_t i = 0; i < c->count; i++)
        codes = mem_join(m, codes, ", ", "%s", c->list[i].code);
    return c->count > 0 ? codes : "no school";
}

/* Both are in the order of the codes. */
static bool check_codes(const struct restoring *w, struct err *e) {
    bool same = w->old.count == w->present.count;
    for (size_t i = 0; same && i < w->old.count; i++)
        same = strcmp(w->old.list[i].code, w->present.list[i].code) == 0;
    return !w->now || same ||
           err_set(
               e, ERR_RULE, "file",
               "%s is of another school (%s) than %s (%s); nothing was changed. To keep both, restore it into a file "
               "that does not exist yet",
               w->from, codes_of(w->req->mem, &w->old), w->path, codes_of(w->req->mem, &w->present));
}

struct mark {
    long id;
    struct hash hash;
};

/* The row of the trail at that place, or the nearest before it; id 0: none. */
static bool row_until(struct req *r, long place, struct mark *out, struct err *e) {
    struct query *q = sql(r->db, "SELECT id, hash FROM trail WHERE school = $1 AND id <= $2 ORDER BY id DESC LIMIT 1");
    *out = (struct mark){0};
    sql_int(q, r->school);
    sql_int(q, place);
    if (sql_row(q)) {
        out->id = sql_get_int(q, 0);
        chain_read_hash(q, 1, &out->hash);
    }
    return sql_end(q, e);
}

/* The last place that both chains have: a hash stands for all that is before it, so one may halve. */
static bool find_parting(struct req *now, struct req *old, long last, long *place, struct err *e) {
    long common = 0, until = last;
    while (common < until) {
        long middle = common + (until - common + 1) / 2;
        struct mark one, other;
        if (!row_until(now, middle, &one, e) || !row_until(old, middle, &other, e))
            return false;
        if (one.id == other.id && memcmp(one.hash.bytes, other.hash.bytes, HASH_BYTES) == 0)
            common = middle;
        else
            until = middle - 1;
    }
    struct mark row;
    if (!row_until(now, common, &row, e))
        return false;
    *place = row.id;
    return true;
}

/* "mia (30), tester (7)" */
static bool who_lost(struct req *r, long after, const char **who, struct err *e) {
    struct query *q = sql(r->db, "SELECT actor, count(*) FROM trail WHERE school = $1 AND id > $2 GROUP BY actor "
                                 "ORDER BY count(*) DESC, actor LIMIT 9");
    *who = "";
    sql_int(q, r->school);
    sql_int(q, after);
    for (long n = 0; sql_row(q); n++)
        *who = n == 8 ? mem_printf(r->mem, "%s and others", *who)
                      : mem_join(r->mem, *who, ", ", "%s (%ld)", sql_peek_text(q, 0), sql_get_int(q, 1));
    return sql_end(q, e);
}

enum { LOST_SHOWN = 20 };

/* Enough to type it again: "esy.en -5 on 2026-10-06". The detail often begins with the subject. */
static const char *what_words(struct mem *m, const char *subject, const char *detail) {
    return text_starts(detail, subject) ? mem_text(m, detail)
           : *detail                    ? mem_printf(m, "%s  %s", subject, detail)
                                        : mem_text(m, subject);
}

static bool note_lost_rows(struct restoring *w, struct req *r, long after, struct err *e) {
    struct query *q = sql(r->db, "SELECT at, actor, action, subject, detail FROM trail WHERE school = $1 AND id > $2 "
                                 "ORDER BY id DESC LIMIT $3");
    sql_int(q, r->school);
    sql_int(q, after);
    sql_int(q, LOST_SHOWN);
    while (sql_row(q))
        answer_note(w->req, w->answer, "  %s  %s  %s  %s", trail_at_text(r->mem, sql_peek_text(q, 0)),
                    sql_peek_text(q, 1), sql_peek_text(q, 2),
                    what_words(r->mem, sql_peek_text(q, 3), sql_peek_text(q, 4)));
    return sql_end(q, e);
}

static bool note_lost(struct restoring *w, struct req *r, const struct school *s, struct err *e) {
    struct query *q = sql(r->db, "SELECT min(at), max(at) FROM trail WHERE school = $1 AND id > $2");
    const char *first = NULL, *last = NULL, *who;
    sql_int(q, r->school);
    sql_int(q, s->place);
    if (sql_row(q)) {
        first = trail_at_text(r->mem, sql_peek_text(q, 0));
        last = trail_at_text(r->mem, sql_peek_text(q, 1));
    }
    if (!sql_end(q, e) || !who_lost(r, s->place, &who, e))
        return false;
    answer_note(w->req, w->answer, "%ld change%s not in the backup, from %s to %s, by %s%s", s->lost,
                s->lost == 1 ? " is" : "s are", first, last, who,
                s->lost > LOST_SHOWN ? mem_printf(r->mem, "; the newest %d:", LOST_SHOWN) : ":");
    return note_lost_rows(w, r, s->place, e);
}

static bool count_after(struct req *r, long place, long *count, struct err *e) {
    struct query *q = sql(r->db, "SELECT count(*) FROM trail WHERE school = $1 AND id > $2");
    sql_int(q, r->school);
    sql_int(q, place);
    *count = sql_row(q) ? sql_get_int(q, 0) : 0;
    return sql_end(q, e);
}

/* A chain begins with the making of its school: two that begin in different ways never were one. */
static bool check_beginning(const struct restoring *w, struct req *now, struct req *old, const char *code,
                            struct err *e) {
    struct mark one, other;
    if (!row_until(now, 1, &one, e) || !row_until(old, 1, &other, e))
        return false;
    return one.id == 0 || other.id == 0 || memcmp(one.hash.bytes, other.hash.bytes, HASH_BYTES) == 0 ||
           err_set(
               e, ERR_RULE, "file",
               "%s is of another school than %s: both have the code %s, but their records differ from the first row "
               "on; nothing was changed. To keep both, restore it into a file that does not exist yet",
               w->from, w->path, code);
}

static bool compare_school(struct restoring *w, const struct chain *old, const struct chain *now, struct school *s,
                           struct err *e) {
    struct req in_old = asking(w, w->copy, old->school), in_now = asking(w, w->now, now->school);
    long more = 0;
    if (!find_parting(&in_now, &in_old, old->place < now->place ? old->place : now->place, &s->place, e) ||
        !count_after(&in_now, s->place, &s->lost, e) || !count_after(&in_old, s->place, &more, e))
        return false;
    if (s->place == 0 && !check_beginning(w, &in_now, &in_old, now->code, e))
        return false;
    s->given_place = now->place;
    s->given_head = now->head;
    s->state = s->lost > 0 && more > 0 ? "apart" : s->lost > 0 ? "earlier" : more > 0 ? "later" : "same";
    const char *state = mem_printf(w->req->mem, "%s (%s): the backup is of %s, row %ld", old->name, old->code,
                                   trail_at_text(w->req->mem, old->at), old->place);
    if (s->lost == 0)
        answer_note(w->req, w->answer, "%s: %s; no change would be lost", state,
                    more > 0 ? mem_printf(w->req->mem, "a later state of this file, with %ld change%s more", more,
                                          more == 1 ? "" : "s")
                             : "the same state as this file");
    else if (more == 0)
        answer_note(w->req, w->answer, "%s: an earlier state of this file", state);
    else
        answer_note(w->req, w->answer, "%s: it and this file went apart after row %ld; it has %ld change%s of its own",
                    state, s->place, more, more == 1 ? "" : "s");
    return s->lost == 0 || note_lost(w, &in_now, s, e);
}

static bool compare(struct restoring *w, struct err *e) {
    w->schools = mem_alloc(w->req->mem, (w->old.count + 1) * sizeof *w->schools);
    for (size_t i = 0; i < w->old.count; i++) {
        const struct chain *c = &w->old.list[i];
        w->schools[i] = (struct school){.code = c->code,
                                        .name = c->name,
                                        .place = c->place,
                                        .given_place = INT_NONE,
                                        .lost = INT_NONE,
                                        .at = c->at};
        if (w->now && !compare_school(w, c, &w->present.list[i], &w->schools[i], e))
            return false;
        if (!w->now)
            answer_note(w->req, w->answer, "%s (%s): the backup is of %s, row %ld", c->name, c->code,
                        trail_at_text(w->req->mem, c->at), c->place);
    }
    if (!w->now)
        answer_note(w->req, w->answer,
                    w->there
                        ? "%s is so damaged that it cannot be read: what it holds beyond the backup cannot be told. "
                          "It will be set aside"
                        : "%s is not there: nothing is lost",
                    w->path);
    return true;
}

static bool check_code(const struct restoring *w, const char *code, struct err *e) {
    for (size_t i = 0; code && i < w->old.count; i++)
        if (strcmp(code, w->old.list[i].code) == 0)
            return true;
    if (!code)
        return err_hinted(e, hint_new(w->req->mem, "To restore", "restore", "file", w->from, "code", hint_blank, NULL),
                          ERR_INPUT, "code", "nothing was changed: the location code of the school is not given");
    return err_set(e, ERR_INPUT, "code", "code: %s is not the location code of %s; nothing was changed",
                   text_shown(w->req->mem, code), w->old.count > 0 ? w->old.list[0].name : "the school");
}

/* ---- restoring ---- */

/* The first of "<file>.before-restore-2026-09-14", "...-2", "...-3" that is free. */
static const char *free_name(const struct restoring *w, const char *what) {
    struct stat st;
    const char *name = mem_printf(w->req->mem, "%s.%s-%s", w->path, what, w->day);
    for (long n = 2; lstat(name, &st) == 0; n++)
        name = mem_printf(w->req->mem, "%s.%s-%s-%ld", w->path, what, w->day, n);
    return name;
}

static bool keep_present(struct restoring *w, struct err *e) {
    struct file_part part;
    struct db_progress p = backup_progress(w->req);
    const char *name = free_name(w, "before-restore");
    if (!file_part_begin(&part, mem_printf(w->req->mem, "%s.before-restore.unfinished", w->path), backup_mode(w->path),
                         e))
        return false;
    bool ok = db_copy(w->now, part.path, &p, e);
    if (!file_part_end(&part, ok, name, false, e))
        return false;
    w->kept = name;
    return true;
}

/* The row in the trail of each school, in the copy: so it arrives with all the rest, or not at all. */
static bool write_trail(struct restoring *w, struct err *e) {
    struct mem *m = w->req->mem;
    for (size_t i = 0; i < w->old.count; i++) {
        const struct school *s = &w->schools[i];
        struct req own = asking(w, w->copy, w->old.list[i].school);
        struct trail t;
        const char *detail = s->state
                                 ? mem_printf(m, "%ld change%s given up after row %ld; the head given up: %s (row %ld)",
                                              s->lost, s->lost == 1 ? "" : "s", s->place, s->given_head, s->given_place)
                             : w->there ? "the file could not be read; its head is not known"
                                        : "there was no file";
        if (!db_begin(w->copy, own.school, e))
            return false;
        bool ok = trail_begin(&t, &own, e) && trail_end(&t, true, "restore", text_shown(m, w->from), detail, e);
        if (!db_end(w->copy, ok, e))
            return false;
    }
    return true;
}

/* Into the file, so that its locks hold, and programs that have it open see what happened. */
static bool put_into(struct restoring *w, struct err *e) {
    struct db_progress p = backup_progress(w->req);
    struct err later = {0};
    unsigned stamp;
    if (!write_trail(w, e) || !keep_present(w, e))
        return false;
    if (db_replace(w->now, w->copy, w->stamp, &p, e))
        return true;
    if (db_stamp(w->now, &stamp, &later)) /* it is as it was: nothing was given up */
        unlink(w->kept);
    return false;
}

static bool put_in_place(struct restoring *w, struct err *e) {
    const char *aside = free_name(w, "damaged");
    struct err later = {0};
    if (!write_trail(w, e))
        return false;
    db_close(w->copy);
    w->copy = NULL;
    db_drop_journal(w->part.path);
    if (w->there && !file_move(w->path, aside, e))
        return false;
    db_move_journal(w->path, aside); /* a journal would be played back into the new file */
    if (file_part_end(&w->part, true, w->path, false, e)) {
        w->kept = w->there ? aside : NULL;
        return true;
    }
    if (w->there && file_move(aside, w->path, &later))
        db_move_journal(aside, w->path);
    return false;
}

/* ---- the verb ---- */

struct restored {
    const char *database, *from, *kept;
    struct rows schools;
};
static const struct column school_columns[] = {
    {"school", NULL, CELL_TEXT, offsetof(struct school, code), 0, NULL},
    {"name", NULL, CELL_TEXT, offsetof(struct school, name), 0, NULL},
    {"at", NULL, CELL_TEXT, offsetof(struct school, at), 0, NULL},
    {"state", NULL, CELL_TEXT, offsetof(struct school, state), 0, NULL},
    {"place", NULL, CELL_INT, offsetof(struct school, place), 0, NULL},
    {"changes_given_up", NULL, CELL_INT, offsetof(struct school, lost), 0, NULL},
    {"head_given_up", NULL, CELL_TEXT, offsetof(struct school, given_head), 0, NULL},
};
static const struct shape school_shape = SHAPE(school_columns, school);
static const struct column restored_columns[] = {
    {"database", NULL, CELL_TEXT, offsetof(struct restored, database), 0, NULL},
    {"from", NULL, CELL_TEXT, offsetof(struct restored, from), 0, NULL},
    {"kept", NULL, CELL_TEXT, offsetof(struct restored, kept), 0, NULL},
    {"schools", NULL, CELL_ROWS, offsetof(struct restored, schools), 0, &school_shape},
};
static const struct shape restored_shape = SHAPE(restored_columns, restored);

static void tell(struct restoring *w) {
    struct mem *m = w->req->mem;
    struct restored *row = mem_alloc(m, sizeof *row);
    const char *text = mem_printf(m, "Restored from %s.", w->from);
    for (size_t i = 0; i < w->old.count; i++)
        text = mem_printf(m, "%s\n%s (%s) is as it was on %s.%s", text, w->schools[i].name, w->schools[i].code,
                          trail_at_text(m, w->schools[i].at),
                          w->schools[i].lost > 0 ? mem_printf(m, " %ld change%s given up.", w->schools[i].lost,
                                                              w->schools[i].lost == 1 ? " was" : "s were")
                                                 : "");
    if (w->kept)
        text = mem_printf(m, "%s\n%s:\n  %s", text,
                          w->now ? "What the file held before is kept, and can be restored in the same way"
                                 : "The damaged file was set aside",
                          w->kept);
    *row = (struct restored){w->path, w->from, w->kept, {w->schools, w->old.count}};
    answer_one(w->answer, &restored_shape, row);
    w->answer->text_only = true;
    w->answer->text = text;
}

/* Without a file: those that there are. */
static bool list_copies(struct req *r, struct answer *a, struct err *e) {
    struct copies copies;
    if (!r->path)
        return err_set(e, ERR_INPUT, "db", "this database is held in memory, so it cannot be restored");
    copies_load(r->mem, r->path, &copies);
    answer_list(a, &copy_shape, copies.list, copies.count);
    if (copies.count > 0) {
        answer_next(r, a,
                    hint_new(r->mem, "To see what going back to one would lose", "restore", "file", hint_blank, NULL));
        return true;
    }
    a->text = mem_printf(r->mem, "There is no copy beside %s.", r->path);
    answer_next(r, a, hint_new(r->mem, "To make one", "backup", "file", hint_blank, NULL));
    return true;
}

static bool restore(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    if (!fields_has(f, "file") && !fields_has(f, "code"))
        return list_copies(r, a, e);
    struct restoring w = {.req = r, .answer = a, .from = field_text(f, "file"), .part.fd = -1};
    struct err none = {0};
    if (!r->path)
        return err_set(e, ERR_INPUT, "db", "this database is held in memory, so it cannot be restored");
    w.path = file_target(r->mem, r->path);
    w.day = mem_textn(r->mem, r->now, 10);
    bool ok = check_source(&w, e) && open_present(&w, e) && take_copy(&w, e) && check_codes(&w, e) && compare(&w, e) &&
              check_code(&w, field_text(f, "code"), e) && (w.now ? put_into(&w, e) : put_in_place(&w, e));
    if (ok)
        tell(&w);
    db_close(w.copy);
    db_close(w.now);
    if (w.part.fd >= 0) {
        db_drop_journal(w.part.path);
        file_part_end(&w.part, false, NULL, false, &none);
    }
    return ok;
}

static const struct param params[] = {
    {"file", PARAM_OPTIONAL, KIND_TEXT, "FILE", "a backup, which is only read; left out: lists them", NULL, 0, 4095},
    {"code", PARAM_OPTION, KIND_TEXT, "CODE", "the location code of the school; without it you see what would be lost",
     NULL},
    {0},
};
static const struct verb verbs[] = {
    {"restore", "", "show what going back to a backup would lose; with the location code, go back", ACCESS_PATH,
     FILE_ONLY, ROLE_PRINCIPAL, restore, params, &restored_shape,
     EXAMPLE({"file", "/media/stick/guidestock-2026-09-14.db"}, {"code", "0042"})},
};
const struct verbs restore_verbs = {verbs, sizeof verbs / sizeof *verbs};
