#include "inventory/shelf/movement_file.h"

#include "base/db.h"
#include "base/shape.h"
#include "catalog/edition.h"
#include "inventory/shelf/gather.h"
#include "inventory/shelf/notice.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { TICK = 8192, SPOOL_BLOCK = 1 << 16 };

static void tick(struct req *r, long rows) {
    if (rows % TICK == 0 && r->progress)
        r->progress(r->progress_where, rows);
}

/* ---- export ---- */

struct row {
    int date;
    const char *item, *kind, *reason, *note, *how, *edition;
    long quantity;
};
static const struct column columns[] = {
    {"date", "date", CELL_DATE, offsetof(struct row, date), 0, NULL},
    {"item", "item", CELL_TEXT, offsetof(struct row, item), 0, NULL},
    {"kind", "kind", CELL_TEXT, offsetof(struct row, kind), 0, NULL},
    {"quantity", "quantity", CELL_INT, offsetof(struct row, quantity), 0, NULL},
    {"reason", "reason", CELL_TEXT, offsetof(struct row, reason), 0, NULL},
    {"note", "note", CELL_TEXT, offsetof(struct row, note), 0, NULL},
    {"how", "how", CELL_TEXT, offsetof(struct row, how), 0, NULL},
    {"edition", "edition", CELL_TEXT, offsetof(struct row, edition), 0, NULL},
};
static const struct shape shape = SHAPE(columns, row);

struct exporting {
    struct req *req;
    struct items items;
    struct editions editions;
    const struct item **by_id; /* by the item's id */
    const char **words;        /* by edition: its name in a row */
    long ids;
    struct buf text;
};

static bool prepare(struct exporting *x, struct err *e) {
    struct req *r = x->req;
    if (!items_load(r, &x->items, e) || !editions_load(r, 0, &x->editions, e))
        return false;
    for (size_t i = 0; i < x->items.count; i++)
        x->ids = x->items.list[i].id > x->ids ? x->items.list[i].id : x->ids;
    x->by_id = mem_alloc(r->mem, (size_t)(x->ids + 1) * sizeof *x->by_id);
    for (size_t i = 0; i < x->items.count; i++)
        x->by_id[x->items.list[i].id] = &x->items.list[i];
    x->words = mem_alloc(r->mem, (x->editions.count + 1) * sizeof *x->words);
    for (size_t i = 0; i < x->editions.count; i++)
        x->words[i] = edition_word(r->mem, &x->editions, &x->editions.list[i]);
    return true;
}

static int compare_edition(const void *key, const void *element) {
    const struct edition *k = key, *ed = element;
    return k->item != ed->item ? (k->item < ed->item ? -1 : 1) : (k->number > ed->number) - (k->number < ed->number);
}

/* Only version 1 stored a guide that was sent as a movement. */
static const char *how_word(const char *how, bool is_notice) {
    for (size_t i = 0; how && !is_notice && movement_sent_words[i].word; i++)
        if (strcmp(movement_sent_words[i].how, how) == 0)
            return movement_sent_words[i].word;
    return how;
}

static void read_row(struct exporting *x, struct query *q, struct row *row) {
    struct edition key = {.item = sql_get_int(q, 1), .number = sql_get_int(q, 2)};
    const struct edition *ed =
        x->editions.count ? bsearch(&key, x->editions.list, x->editions.count, sizeof key, compare_edition) : NULL;
    const struct item *item = key.item > 0 && key.item <= x->ids ? x->by_id[key.item] : NULL;
    long quantity = sql_get_int(q, 4);
    *row = (struct row){.date = sql_get_date(q, 0),
                        .item = item ? item->code : "",
                        .edition = ed ? x->words[ed - x->editions.list] : NULL,
                        .kind = sql_peek_text(q, 3),
                        .quantity = quantity < 0 ? -quantity : quantity,
                        .reason = sql_peek_text(q, 5),
                        .note = sql_peek_text(q, 6),
                        .how = how_word(sql_peek_text(q, 7), sql_get_int(q, 8) == 1)};
}

static bool flush(struct exporting *x, FILE *out, struct err *e) {
    bool ok = fwrite(x->text.data, 1, x->text.length, out) == x->text.length;
    x->text.length = 0;
    return ok || err_set(e, ERR_IO, "out", "cannot write to a temporary file: %s", strerror(errno));
}

static bool write_rows(struct exporting *x, FILE *out, struct err *e) {
    struct query *q =
        sql(x->req->db, "SELECT on_date, item, edition, kind, quantity, reason, note, how, 0, id FROM movement m WHERE "
                        "school = $1 AND reverses IS NULL AND NOT EXISTS (SELECT 1 FROM movement u WHERE u.school = "
                        "m.school AND u.reverses = m.id) UNION ALL SELECT on_date, item, edition, 'issue', copies, "
                        "reason, note, how, 1, id FROM notice n WHERE school = $1 AND reverses IS NULL AND NOT EXISTS "
                        "(SELECT 1 FROM notice u WHERE u.school = n.school AND u.reverses = n.id) ORDER BY 10");
    struct mem *m = mem_new();
    bool ok = true;
    shape_csv_head(&x->text, &shape);
    sql_int(q, x->req->school);
    for (long n = 1; ok && sql_row(q); n++) {
        struct row row;
        mem_reset(m);
        read_row(x, q, &row);
        shape_csv_row(&x->text, m, &shape, &row);
        ok = x->text.length < SPOOL_BLOCK || flush(x, out, e);
        tick(x->req, n);
    }
    mem_free(m);
    ok = sql_end(q, e) && ok;
    return ok && flush(x, out, e) &&
           (fflush(out) == 0 || err_set(e, ERR_IO, "out", "cannot write to a temporary file: %s", strerror(errno)));
}

bool movements_export(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct exporting x = {.req = r};
    (void)f;
    a->spool = tmpfile();
    if (!a->spool)
        return err_set(e, ERR_IO, "out", "cannot make a temporary file: %s", strerror(errno));
    a->form = ANSWER_BYTES;
    bool ok = prepare(&x, e) && write_rows(&x, a->spool, e);
    buf_free(&x.text);
    return ok;
}

/* ---- undo ---- */

struct undoing {
    struct ledger ledger;
    struct gathering gathering;
    long count;
};

static bool undo_row(struct undoing *u, struct movement *v, struct err *e) {
    struct gathered *day;
    bool fresh;
    v->reverses = v->id;
    v->quantity = -v->quantity;
    v->batch = v->mark = INT_NONE;
    if (!gather_day(&u->gathering, v, &day, &fresh, e))
        return false;
    gather_add(day, v);
    u->count++;
    return ledger_insert(&u->ledger, v, e);
}

/* Reads the batch while opposite movements are added behind it, where the query does not come. */
static bool undo_rows(struct undoing *u, const struct batch *b, struct err *e) {
    struct req *r = u->ledger.req;
    struct query *q =
        sql(r->db, "SELECT id, item, edition, kind, quantity, on_date, reason, how, note FROM movement m WHERE "
                   "school = $1 AND id BETWEEN $2 AND $3 AND batch = $4 AND NOT EXISTS (SELECT 1 FROM movement u "
                   "WHERE u.school = m.school AND u.reverses = m.id) ORDER BY id");
    bool ok = true;
    sql_int(q, r->school);
    sql_int(q, b->first == INT_NONE ? 1 : b->first); /* version 1 did not record the places */
    sql_int(q, b->last == INT_NONE ? u->ledger.trail->last : b->last);
    sql_int(q, b->id);
    while (ok && sql_row(q)) {
        struct movement v = {.id = sql_get_int(q, 0),
                             .item = sql_get_int(q, 1),
                             .edition = sql_get_int(q, 2),
                             .quantity = sql_get_int(q, 4),
                             .on_date = sql_get_date(q, 5),
                             .reason = sql_peek_text(q, 6),
                             .how = sql_peek_text(q, 7),
                             .note = sql_peek_text(q, 8)};
        v.kind = (enum movement_kind)movement_kind_of(sql_peek_text(q, 3));
        ok = undo_row(u, &v, e);
        tick(r, u->count);
    }
    return sql_end(q, e) && ok;
}

static bool refuse_below(struct req *r, const struct batch *b, const struct belows *belows, struct err *e) {
    struct items items;
    if (belows->count == 0)
        return true;
    if (!items_load(r, &items, e))
        return false;
    const struct below *first = &belows->list[0];
    const char *code = item_by_id(&items, first->item)->code, *others = "";
    for (size_t i = 1; i < belows->count && i < 10; i++)
        others = mem_printf(r->mem, "%s\n  %s would, too, on %s", others,
                            item_by_id(&items, belows->list[i].item)->code, date_iso(r->mem, belows->list[i].on_date));
    if (belows->count > 10)
        others = mem_printf(r->mem, "%s\n  and %zu more", others, belows->count - 10);
    return err_hinted(e, hint_new(r->mem, "Undo those first", "stock show", "item", code, NULL), ERR_RULE, "batch",
                      "batch %ld cannot be undone: %s would have %ld copies on %s, because of later movements%s", b->id,
                      code, first->balance, date_iso(r->mem, first->on_date), others);
}

bool movements_undo(struct trail *t, const struct batch *b, struct undone *out, struct err *e) {
    struct undoing u = {.count = 0};
    struct belows belows;
    ledger_begin(&u.ledger, t);
    gather_begin(&u.gathering, &u.ledger);
    bool ok = undo_rows(&u, b, e) && gather_store(&u.gathering, e) && ledger_settle(&u.ledger, &belows, e) &&
              refuse_below(t->req, b, &belows, e) && notices_undo(t, b, &out->notices, e);
    out->movements = u.count;
    return ok;
}
