#include "inventory/shelf/movement_import.h"

#include "base/db.h"
#include "base/text.h"
#include "catalog/edition.h"
#include "compliance/audit/batch.h"
#include "compliance/audit/columns.h"
#include "compliance/audit/intake.h"
#include "compliance/audit/refused.h"
#include "compliance/school/calendar.h"
#include "compliance/school/school.h"
#include "inventory/shelf/gather.h"
#include "inventory/shelf/notice.h"

#include <stdlib.h>
#include <string.h>

enum import_column { DATE, ITEM, KIND, QUANTITY, REASON, NOTE, HOW, EDITION, COLUMNS };
static const char *const columns[COLUMNS] = {"date", "item", "kind", "quantity", "reason", "note", "how", "edition"};
enum { HINTS_MOST = 20 };

/* A row of the file, read. */
struct parsed {
    struct movement v;
    const struct item *item;
    long asked;      /* the edition that its cell names; 0: the one current on its day */
    const char *how; /* as its cell has it; or NULL */
    bool notice;     /* sent by e-mail or as a link: a notice instead of a movement */
};

struct import {
    struct req *req;
    struct answer *answer;
    struct fields fields; /* for reading days; its memory is for few rows */
    struct items items;
    struct editions editions;
    const struct item **by_code; /* sorted */
    const char *level;
    int column[COLUMNS]; /* -1: absent */
    struct gathering gathering;
    struct ledger ledger;
    struct buf mark_text;
    struct belows out; /* with --skip-bad: items that would go below zero */
    struct err why;    /* for why_refused: of the last row */
    long batch, rows, fresh, left_out, hints, first;
    const struct calendar *calendar;
    struct {
        long rows, line; /* how many; the first one's line */
        int day;
    } off;      /* handed out on days that are no school days */
    bool again; /* the file was read before: what there is to say about its rows is said */
    bool dry;   /* only tells what is new: no movement is written */
    bool skip;  /* a refused row does not refuse the file */
};

/* ---- reading a row ---- */

static bool import_header(void *where, const struct csv_row *row, struct err *e) {
    static const char *const aliases[][2] = {{"for", "reason"},      {"why", "reason"},    {"purpose", "reason"},
                                             {"comment", "note"},    {"comments", "note"}, {"remark", "note"},
                                             {"remarks", "note"},    {"notes", "note"},    {"given", "how"},
                                             {"version", "edition"}, {NULL, NULL}};
    const struct columns known = {columns, COLUMNS, aliases};
    struct import *in = where;
    for (int c = 0; c < COLUMNS; c++) {
        in->column[c] = csv_find(row, columns[c]);
        if (c <= QUANTITY && in->column[c] < 0)
            return err_set(e, ERR_INPUT, "file", "the header has no column \"%s\"; expected %s", columns[c],
                           "date,item,kind,quantity,reason,note,how,edition");
    }
    return columns_check(row, &known, in->req->mem, e);
}

/* The cell unchanged; empty when the column is absent. */
static const char *whole_cell(const struct import *in, const struct csv_row *row, enum import_column c) {
    return in->column[c] < 0 ? "" : row->cells[in->column[c]];
}

/* The cell without blanks at its ends, in the row's memory. */
static const char *cell(struct import *in, const struct csv_row *row, enum import_column c) {
    const char *text = whole_cell(in, row, c);
    size_t n = strlen(text), lead = strspn(text, " ");
    while (n > lead && text[n - 1] == ' ')
        n--;
    if (lead == 0 && text[n] == '\0')
        return text;
    const char *trimmed = mem_textn(in->fields.mem, text + lead, n - lead);
    if (!in->again && ++in->hints <= HINTS_MOST)
        answer_note(in->req, in->answer, "row %ld, %s: \"%s\" has a space at its %s (taken as %s)", row->line,
                    columns[c], text_shown(in->fields.mem, text), lead ? "beginning" : "end", trimmed);
    return trimmed;
}

static int compare_code(const void *key, const void *element) {
    return strcmp(key, (*(const struct item *const *)element)->code);
}

static int compare_items(const void *a, const void *b) {
    return strcmp((*(const struct item *const *)a)->code, (*(const struct item *const *)b)->code);
}

static bool find_item(struct import *in, const char *word, const struct item **out, struct err *e) {
    const struct item **hit = bsearch(word, in->by_code, in->items.count, sizeof(const struct item *), compare_code);
    struct req scratch = *in->req;
    scratch.mem = in->fields.mem;
    if (hit)
        *out = *hit;
    else if (!item_find(&scratch, &in->items, word, out, e))
        return false;
    if (!item_in_school(*out, in->level))
        return err_set(e, ERR_RULE, "item", "item: %s is for secondary schools only (REF-5640.9)", (*out)->code);
    return true;
}

static bool find_kind(struct mem *m, const char *word, enum movement_kind *kind, struct err *e) {
    int k = movement_kind_of(word);
    const char *const meant = k < 0 ? movement_kind_of_reason(word) : NULL;
    if (meant)
        return err_set(e, ERR_INPUT, "kind", "kind: \"%s\" is a reason: write %s, with %s as the reason", word, meant,
                       word);
    if (k < 0)
        return parse_word(m, "kind", word, movement_kind_names, e);
    *kind = (enum movement_kind)k;
    return true;
}

static const char *or_null(const char *text) { return *text ? text : NULL; }

/* It happened, so it is recorded, with a note. */
static void hint_old_edition(struct import *in, const struct csv_row *row, const struct parsed *p, long current) {
    if (p->v.kind == MOVEMENT_ISSUE && p->asked != current && !in->again && ++in->hints <= HINTS_MOST)
        answer_note(in->req, in->answer, "row %ld, edition: %s was handed out on %s in an edition that was not current",
                    row->line, p->item->code, date_iso(in->fields.mem, p->v.on_date));
}

static bool take_edition(struct import *in, const struct csv_row *row, struct parsed *p, struct err *e) {
    const char *word = whole_cell(in, row, EDITION);
    struct movement *v = &p->v;
    bool superseded = v->kind == MOVEMENT_ADJUST && strcmp(v->reason, "superseded") == 0;
    const struct edition *current;
    if (!edition_of_day(&in->editions, p->item, v->on_date, &current, e))
        return false;
    v->edition = current->number;
    if (*word) {
        const struct edition *named;
        if (!edition_find(in->fields.mem, &in->editions, p->item, word, &named, e))
            return false;
        p->asked = named->number;
        hint_old_edition(in, row, p, v->edition);
        v->edition = p->asked;
        return true;
    }
    if (v->edition > 2 && superseded)
        return err_hinted(e,
                          hint_new(in->fields.mem, "Record this one by hand", "stock adjust", "item", p->item->code,
                                   "quantity", hint_blank, "reason", "superseded", "edition", hint_blank, NULL),
                          ERR_INPUT, "reason", "reason: %s has several superseded editions", p->item->code);
    if (v->edition == 2 && superseded)
        v->edition = 1; /* the edition before the current one */
    return true;
}

/* A guide that was sent is a notice. Version 1 stored a movement; in a file it has a word of its own. */
static void take_how(struct import *in, const struct csv_row *row, struct parsed *p) {
    p->how = or_null(cell(in, row, HOW));
    p->v.how = p->how;
    for (size_t i = 0; p->how && movement_sent_words[i].word; i++)
        if (strcmp(movement_sent_words[i].word, p->how) == 0)
            p->v.how = movement_sent_words[i].how;
    p->notice = p->v.how == p->how && notice_is(p->how);
}

static bool parse_row(struct import *in, const struct csv_row *row, struct parsed *p, struct err *e) {
    struct mem *m = in->fields.mem;
    struct movement *v = &p->v;
    long copies;
    if (row->fault)
        return err_set(e, ERR_INPUT, "file", "%s", row->fault);
    *p = (struct parsed){.v = {.reverses = INT_NONE, .batch = in->batch}};
    v->reason = or_null(cell(in, row, REASON));
    v->note = or_null(whole_cell(in, row, NOTE)); /* blanks within quotation marks belong to it */
    take_how(in, row, p);
    if (!parse_file_date(&in->fields, "date", cell(in, row, DATE), &v->on_date, e) ||
        !check_past(&in->fields, "date", v->on_date, e) || !find_item(in, cell(in, row, ITEM), &p->item, e) ||
        !find_kind(m, cell(in, row, KIND), &v->kind, e) ||
        !parse_int(m, "quantity", cell(in, row, QUANTITY), (struct range){1, QUANTITY_MOST}, &copies, e) ||
        (v->kind == MOVEMENT_ISSUE && v->reason && !parse_word(m, "reason", v->reason, issue_reason_names, e)) ||
        !movement_sign(m, v, copies, e) || (v->note && !parse_text(m, "note", v->note, NOTE_MOST, e)))
        return false;
    if (v->how && v->kind != MOVEMENT_ISSUE)
        return err_set(e, ERR_INPUT, "how", "how: a %s takes no way of giving; leave it empty",
                       movement_kind_names[v->kind]);
    v->item = p->item->id;
    return take_edition(in, row, p, e);
}

static void tick(struct import *in) {
    in->rows++;
    if (in->rows % 256 == 0)
        mem_reset(in->fields.mem);
    if (in->rows % 8192 == 0 && in->req->progress)
        in->req->progress(in->req->progress_where, in->rows);
}

/* A year mistyped by one puts school days on weekends: a note, since giving on such a day is possible. */
static void look_at_day(struct import *in, const struct movement *v, long line) {
    if (in->again || v->kind != MOVEMENT_ISSUE || !calendar_has(in->calendar, v->on_date) ||
        calendar_is_school_day(in->calendar, v->on_date))
        return;
    if (in->off.rows++ == 0) {
        in->off.line = line;
        in->off.day = v->on_date;
    }
}

static void tell_off_days(struct import *in) {
    if (in->off.rows > 0)
        answer_note(in->req, in->answer,
                    "%ld %s handed out on days without school by the calendar (the first: row %ld, %s); %s "
                    "taken nevertheless",
                    in->off.rows, in->off.rows == 1 ? "row was" : "rows were", in->off.line,
                    date_iso(in->req->mem, in->off.day), in->off.rows == 1 ? "it is" : "they are");
}

/* The first reading of the file names the refused rows; later ones pass them over. A fault of the disk is no refusal.
 */
static bool pass_over(const struct err *refused, struct err *e) {
    return refused->kind < ERR_BUSY || err_set(e, refused->kind, refused->field, "%s", refused->message);
}

/* ---- storing ---- */

/* Whether earlier imports stored rows on the item's day: only then can a row be here already. */
static bool day_has_imported(struct import *in, const struct movement *v, bool *has, struct err *e) {
    struct query *q = sql(in->req->db, "SELECT EXISTS (SELECT 1 FROM movement WHERE school = $1 AND item = $2 AND "
                                       "on_date = $3 AND mark IS NOT NULL AND batch <> $4) OR EXISTS (SELECT 1 FROM "
                                       "notice WHERE school = $1 AND item = $2 AND on_date = $3 AND mark IS NOT NULL "
                                       "AND batch <> $4)");
    sql_int(q, in->req->school);
    sql_int(q, v->item);
    sql_date(q, v->on_date);
    sql_int(q, in->batch);
    *has = sql_row(q) && sql_get_int(q, 0) == 1;
    return sql_end(q, e);
}

/* Finds the row's day among the gathered ones; finds out whether a new one is crowded. */
static bool gathered_day(struct import *in, const struct movement *v, struct gathered **out, struct err *e) {
    bool fresh;
    if (!gather_day(&in->gathering, v, out, &fresh, e))
        return false;
    return !fresh || in->batch == 1 || day_has_imported(in, v, &(*out)->crowded, e);
}

/* A fingerprint of the content beside item and day. `how` and the edition are part of it only where the row has them:
 * rows of version 1 have neither. */
static long mark_of(struct buf *b, const struct parsed *p, long edition) {
    const struct movement *v = &p->v;
    b->length = 0;
    chain_add_text(b, movement_kind_names[v->kind]);
    chain_add_int(b, v->quantity);
    chain_add_text(b, v->reason);
    chain_add_text(b, v->note);
    if (p->how)
        chain_add_text(b, p->how);
    if (edition > 0)
        chain_add_int(b, edition);
    return hash_mark(b->data, b->length);
}

static void bind_content(struct query *q, const struct import *in, const struct movement *v, long mark) {
    sql_int(q, in->req->school);
    sql_int(q, v->item);
    sql_date(q, v->on_date);
    sql_int(q, mark);
}

static struct notice notice_of(const struct parsed *p) {
    const struct movement *v = &p->v;
    return (struct notice){.item = v->item,
                           .edition = v->edition,
                           .copies = -v->quantity,
                           .on_date = v->on_date,
                           .reason = v->reason,
                           .how = v->how,
                           .note = v->note,
                           .reverses = INT_NONE,
                           .batch = v->batch,
                           .mark = v->mark};
}

/* How many rows of that content are stored and not undone. A row without an edition equals a row of any edition, since
 * another edition can become current on its day afterwards. */
static bool count_content(struct import *in, const struct parsed *p, long *before, struct err *e) {
    if (p->notice) {
        struct notice like = notice_of(p);
        like.batch = in->batch;
        like.edition = p->asked;
        return notice_count_marked(in->req, &like, before, e);
    }
    struct query *q = sql(in->req->db, "SELECT count(*) FROM movement m WHERE school = $1 AND item = $2 AND "
                                       "on_date = $3 AND mark = $4 AND batch <> $5 AND ($6 = 0 OR edition = $6) AND "
                                       "NOT EXISTS (SELECT 1 FROM movement u WHERE u.school = m.school AND u.reverses "
                                       "= m.id)");
    bind_content(q, in, &p->v, p->v.mark);
    sql_int(q, in->batch);
    sql_int(q, p->asked);
    *before = sql_row(q) ? sql_get_int(q, 0) : 0;
    return sql_end(q, e);
}

/* The first time that the file brings this content. */
static bool meet_content(struct import *in, const struct parsed *p, long mark, long *before, struct err *e) {
    if (!count_content(in, p, before, e))
        return false;
    struct query *q = sql(in->req->db, "INSERT INTO import_seen (school, item, on_date, mark, before, seen) "
                                       "VALUES ($1, $2, $3, $4, $5, 1)");
    bind_content(q, in, &p->v, mark);
    sql_int(q, *before);
    return sql_do(q, e);
}

/* A row is new when the file has brought its content more often than it is stored. */
static bool is_fresh(struct import *in, const struct parsed *p, bool *fresh, struct err *e) {
    struct query *q = sql(in->req->db, "UPDATE import_seen SET seen = seen + 1 WHERE school = $1 AND item = $2 AND "
                                       "on_date = $3 AND mark = $4 RETURNING before, seen");
    long before = 0, seen = 0, mark = p->asked ? mark_of(&in->mark_text, p, p->asked) : p->v.mark;
    bind_content(q, in, &p->v, mark);
    while (sql_row(q)) {
        before = sql_get_int(q, 0);
        seen = sql_get_int(q, 1);
    }
    if (!sql_end(q, e))
        return false;
    if (seen == 0) {
        seen = 1;
        if (!meet_content(in, p, mark, &before, e))
            return false;
    }
    *fresh = seen > before;
    return true;
}

static const struct below *left_out(const struct import *in, const struct item *item) {
    for (size_t i = 0; i < in->out.count; i++)
        if (in->out.list[i].item == item->id)
            return &in->out.list[i];
    return NULL;
}

static bool refuse_row(struct import *in, long line, struct err *refused, struct err *e) {
    if (in->again)
        return pass_over(refused, e);
    *e = *refused;
    return answer_refuse(in->req, in->answer, line, e);
}

/* After the first refused row nothing more is written, for nothing will be stored: only counted. */
static bool is_counting(const struct import *in) { return in->dry || (in->answer->refused > 0 && !in->skip); }

static bool store_row(void *where, const struct csv_row *row, struct err *e) {
    struct import *in = where;
    struct parsed p = {0};
    struct err refused = {0};
    struct gathered *day;
    bool fresh = true;
    tick(in);
    if (!parse_row(in, row, &p, &refused))
        return refuse_row(in, row->line, &refused, e);
    look_at_day(in, &p.v, row->line);
    if (left_out(in, p.item)) {
        in->left_out++;
        return true;
    }
    p.v.mark = mark_of(&in->mark_text, &p, 0);
    if (!gathered_day(in, &p.v, &day, e) || (day->crowded && !is_fresh(in, &p, &fresh, e)))
        return false;
    if (!fresh)
        return true;
    in->fresh++;
    if (p.notice) {
        struct notice n = notice_of(&p);
        return is_counting(in) || notice_put(in->ledger.trail, &n, e);
    }
    gather_add(day, &p.v);
    return is_counting(in) || ledger_add(&in->ledger, &p.v, e);
}

/* ---- below zero ---- */

/* Reads the file again, for the last row that took copies on or before each day below zero. */
struct naming {
    struct import *in;
    const struct belows *belows;
    struct named {
        long line;
        int date;
    } * rows;
};

static bool name_header(void *where, const struct csv_row *row, struct err *e) {
    return import_header(((struct naming *)where)->in, row, e);
}

static bool name_row(void *where, const struct csv_row *row, struct err *e) {
    struct naming *n = where;
    struct parsed p = {0};
    struct err refused = {0};
    tick(n->in);
    if (!parse_row(n->in, row, &p, &refused))
        return pass_over(&refused, e);
    if (p.v.quantity > 0 || p.notice)
        return true;
    for (size_t i = 0; i < n->belows->count; i++) {
        const struct below *b = &n->belows->list[i];
        if (b->item == p.v.item && b->edition == p.v.edition && p.v.on_date <= b->on_date &&
            p.v.on_date >= n->rows[i].date)
            n->rows[i] = (struct named){row->line, p.v.on_date};
    }
    return true;
}

static bool below_words(struct import *in, const struct below *b, struct err *e) {
    return err_set(e, ERR_RULE, "quantity",
                   "quantity: %s would have %ld copies on %s; a shelf cannot have fewer than none",
                   item_by_id(&in->items, b->item)->code, b->balance, date_iso(in->fields.mem, b->on_date));
}

/* Names each item that would go below zero, with its row. */
static bool name_below(struct import *in, const struct belows *belows, bool leave_out, struct err *e) {
    struct naming n = {in, belows, mem_alloc(in->req->mem, belows->count * sizeof(struct named))};
    struct csv_sink sink = {&n, name_header, name_row};
    for (size_t i = 0; i < belows->count; i++)
        n.rows[i].date = DATE_NONE;
    if (!csv_read(in->req->in, &sink, e))
        return false;
    for (size_t i = 0; i < belows->count; i++) {
        struct err one = {0};
        below_words(in, &belows->list[i], &one);
        if (leave_out)
            answer_note(in->req, in->answer, "row %ld, %s. All rows of %s are left out", n.rows[i].line, one.message,
                        item_by_id(&in->items, belows->list[i].item)->code);
        else
            answer_refuse(in->req, in->answer, n.rows[i].line, &one);
    }
    return true;
}

static bool refuse_below(struct import *in, const struct belows *belows, struct err *e) {
    if (belows->count == 0)
        return true;
    if (!name_below(in, belows, false, e))
        return false;
    answer_refusals_in_order(in->req, in->answer);
    return err_set(e, ERR_INPUT, "quantity", "%zu %s would go below zero. Nothing was stored.", belows->count,
                   belows->count == 1 ? "item" : "items");
}

/* Leaves out all rows of these items from now on, which leaves the items as they are. */
static bool leave_out(struct import *in, const struct belows *belows, struct err *e) {
    for (size_t i = 0; i < belows->count; i++) {
        in->out.list = mem_grow(in->req->mem, in->out.list, in->out.count, sizeof *in->out.list);
        in->out.list[in->out.count++] = belows->list[i];
    }
    return name_below(in, belows, true, e);
}

/* ---- the whole ---- */

static bool prepare(struct import *in, struct err *e) {
    struct school school;
    struct req *r = in->req;
    if (!items_load(r, &in->items, e) || !editions_load(r, 0, &in->editions, e) || !school_load(r, &school, e) ||
        !calendar_load(r, &in->calendar, e))
        return false;
    in->level = school.level;
    in->by_code = mem_alloc(r->mem, (in->items.count + 1) * sizeof *in->by_code);
    for (size_t i = 0; i < in->items.count; i++)
        in->by_code[i] = &in->items.list[i];
    qsort(in->by_code, in->items.count, sizeof *in->by_code, compare_items);
    return true;
}

/* Stores every row that is not refused; the first time, names those that are. */
static bool store_file(struct import *in, struct trail *t, struct belows *belows, struct err *e) {
    struct csv_sink sink = {in, import_header, store_row};
    in->rows = in->fresh = in->left_out = 0;
    in->first = t->last + 1;
    ledger_begin(&in->ledger, t);
    gather_begin(&in->gathering, &in->ledger);
    if (!batch_next(in->req, &in->batch, e) || !csv_read(in->req->in, &sink, e))
        return false;
    if (in->rows == 0)
        return err_set(e, ERR_INPUT, "file", "the file has a header but no row");
    if (!in->again)
        tell_off_days(in);
    in->again = true;
    return gather_store(&in->gathering, e) && ledger_settle(&in->ledger, belows, e);
}

/* Leaves out the items that would go below zero, takes back what was stored, and begins anew. */
static bool start_over(struct import *in, struct trail *t, const struct belows *belows, struct err *e) {
    buf_free(&t->text);
    ledger_end(&in->ledger);
    return leave_out(in, belows, e) && db_restart(in->req->db, in->req->school, e);
}

/* With --skip-bad, as often as items would go below zero. */
static bool store_good(struct import *in, struct trail *t, struct err *e) {
    struct belows belows = {0};
    bool ok, settled = false;
    do {
        ok = trail_begin(t, in->req, e) && store_file(in, t, &belows, e);
        settled = ok && (belows.count == 0 || !in->skip);
    } while (ok && !settled && start_over(in, t, &belows, e));
    if (settled && refuse_below(in, &belows, e))
        return true;
    trail_drop(t);
    return false;
}

static const char *why_refused(void *where, const struct csv_row *row) {
    struct import *in = where;
    struct parsed p = {0};
    if (in->why.kind >= ERR_BUSY)
        return NULL; /* for keep_refused */
    in->why = (struct err){0};
    tick(in);
    if (!parse_row(in, row, &p, &in->why))
        return in->why.message;
    const struct below *b = left_out(in, p.item);
    if (b)
        below_words(in, b, &in->why);
    return b ? in->why.message : NULL;
}

/* With --skip-bad: writes the refused rows to a file, and notes its name. */
static bool keep_refused(struct import *in, const struct fields *f, const char **name, struct err *e) {
    long n = in->answer->refused;
    if (n == 0)
        return true;
    if (!refused_write(in->req, fields_get(f, "file"), why_refused, in, name, e))
        return false;
    if (!pass_over(&in->why, e)) {
        refused_drop(*name);
        *name = NULL;
        return false;
    }
    answer_note(in->req, in->answer, "%ld refused row%s %s in %s", n, n == 1 ? "" : "s", n == 1 ? "is" : "are", *name);
    return true;
}

static bool end_batch(struct import *in, const struct trail *t, struct err *e) {
    struct batch b = {.id = in->batch, .rows = in->fresh, .kind = "movements", .first = in->first, .last = t->last};
    struct query *q = sql(in->req->db, "DELETE FROM import_seen WHERE school = $1");
    sql_int(q, in->req->school);
    return sql_do(q, e) && batch_put(in->req, &b, e);
}

static void answer_with(struct import *in, bool stored, const char *text) {
    const struct intake_result result = {.kind = "movements",
                                         .made = in->fresh,
                                         .same = in->rows - in->fresh - in->answer->refused,
                                         .refused = in->answer->refused,
                                         .batch = stored ? in->batch : INT_NONE,
                                         .stored = stored};
    intake_answer(in->req, in->answer, &result, text);
}

static bool import_all(struct import *in, const struct fields *f, struct err *e) {
    struct req *r = in->req;
    struct answer *a = in->answer;
    const char *name = NULL;
    struct trail t;
    in->skip = fields_has(f, "skip-bad");
    in->dry = fields_has(f, "dry-run");
    if (!prepare(in, e) || !store_good(in, &t, e))
        return false;
    a->refused += in->left_out;
    const char *words = mem_printf(r->mem, "%ld row%s: %ld new, %ld already here, %ld refused", in->rows,
                                   in->rows == 1 ? "" : "s", in->fresh, in->rows - in->fresh - a->refused, a->refused);
    const char *not_stored = mem_printf(r->mem, "%s. Nothing was stored.", words);
    bool ok = in->skip || answer_unrefused(a, not_stored, e);
    if (!ok || in->dry || in->fresh == 0) {
        trail_drop(&t);
        answer_with(in, false, not_stored);
        return ok && (in->dry || !in->skip || keep_refused(in, f, &name, e));
    }
    answer_with(in, true, mem_printf(r->mem, "%s. (batch %ld)", words, in->batch));
    ok = end_batch(in, &t, e) && (!in->skip || keep_refused(in, f, &name, e));
    a->written = name;
    return trail_end(&t, ok, "import", mem_printf(r->mem, "batch %ld", in->batch), words, e);
}

bool import_movements(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct import in = {.req = r, .answer = a, .fields = *f};
    in.fields.mem = mem_new();
    bool ok = import_all(&in, f, e);
    ledger_end(&in.ledger);
    mem_free(in.fields.mem);
    buf_free(&in.mark_text);
    return ok;
}
