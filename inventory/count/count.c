#include "inventory/count/count.h"

#include "base/db.h"
#include "compliance/school/calendar.h"
#include "compliance/school/school.h"
#include "inventory/shelf/ledger.h"

#include <string.h>

enum { OLD_DAYS = 60, NAMED_MOST = 5 }; /* school days; items named one by one */

/* ---- the count ---- */

bool count_find(struct req *r, const char *status, struct count *out, struct err *e) {
    *out = (struct count){.sheet = INT_NONE, .sheet_on = DATE_NONE, .since = DATE_NONE};
    struct query *q = sql(r->db, "SELECT id, status, begun_at, begun_by, ended_at, ended_by, sheet, sheet_on, "
                                 "(SELECT count(*) FROM count_line l WHERE l.school = c.school AND l.count = c.id), "
                                 "coalesce((SELECT min(on_date) FROM count_line l WHERE l.school = c.school AND "
                                 "l.count = c.id), sheet_on, substr(begun_at, 1, 10)) FROM stock_count c WHERE school "
                                 "= $1 AND status = $2 ORDER BY id DESC LIMIT 1");
    sql_int(q, r->school);
    sql_text(q, status);
    if (sql_row(q))
        *out = (struct count){
            .id = sql_get_int(q, 0),
            .status = sql_get_text(q, 1, r->mem),
            .begun_at = sql_get_text(q, 2, r->mem),
            .begun_by = sql_get_text(q, 3, r->mem),
            .ended_at = sql_get_text(q, 4, r->mem),
            .ended_by = sql_get_text(q, 5, r->mem),
            .sheet = sql_get_int(q, 6),
            .sheet_on = sql_get_date(q, 7),
            .figures = sql_get_int(q, 8),
            .since = sql_get_date(q, 9),
        };
    if (out->sheet_on != DATE_NONE && out->sheet_on < out->since)
        out->since = out->sheet_on;
    return sql_end(q, e);
}

static bool begin(struct req *r, struct count *c, struct err *e) {
    struct query *q = sql(r->db, "SELECT coalesce(max(id), 0) + 1 FROM stock_count WHERE school = $1");
    sql_int(q, r->school);
    if (sql_row(q))
        c->id = sql_get_int(q, 0);
    if (!sql_end(q, e))
        return false;
    c->status = "open";
    c->begun_at = r->now;
    c->begun_by = r->actor;
    q = sql(r->db, "INSERT INTO stock_count (school, id, begun_at, begun_by, status) VALUES ($1, $2, $3, $4, $5)");
    sql_int(q, r->school);
    sql_int(q, c->id);
    sql_text(q, c->begun_at);
    sql_text(q, c->begun_by);
    sql_text(q, c->status);
    return sql_do(q, e);
}

bool count_put_sheet(struct trail *t, struct count *c, bool *kept, struct err *e) {
    struct req *r = t->req;
    *kept = c->id != 0 && c->figures > 0 && c->sheet != INT_NONE;
    if (*kept)
        return true;
    if (c->id == 0 && !begin(r, c, e))
        return false;
    c->sheet = t->last;
    c->sheet_on = r->today;
    struct query *q = sql(r->db, "UPDATE stock_count SET sheet = $1, sheet_on = $2 WHERE school = $3 AND id = $4");
    sql_int(q, c->sheet);
    sql_date(q, c->sheet_on);
    sql_int(q, r->school);
    sql_int(q, c->id);
    return sql_do(q, e);
}

bool count_end(struct req *r, const struct count *c, const char *status, struct err *e) {
    struct query *q = sql(r->db, "UPDATE stock_count SET status = $1, ended_at = $2, ended_by = $3 "
                                 "WHERE school = $4 AND id = $5");
    sql_text(q, status);
    sql_text(q, r->now);
    sql_text(q, r->actor);
    sql_int(q, r->school);
    sql_int(q, c->id);
    return sql_do(q, e);
}

/* Both ends of a count are in the trail; the words of one that was given up begin with its name. */
bool count_verify(struct req *r, void (*found)(void *where, const char *what), void *where, struct err *e) {
    struct query *q = sql(
        r->db, "WITH said AS (SELECT subject, CASE action WHEN 'count apply' THEN 'applied' ELSE 'given up' END AS "
               "status, at, actor FROM trail WHERE school = $1 AND (action = 'count apply' OR (action = "
               "'count clear' AND detail LIKE subject || ':%'))), own AS (SELECT 'count ' || id AS subject, status, "
               "ended_at, ended_by FROM stock_count WHERE school = $1) "
               "SELECT coalesce(o.subject, s.subject), coalesce(o.status, 'missing'), coalesce(s.status, 'open') "
               "FROM own o FULL JOIN said s ON s.subject = o.subject WHERE o.subject IS NULL OR "
               "o.status <> coalesce(s.status, 'open') OR o.ended_at IS NOT s.at OR o.ended_by IS NOT s.actor "
               "LIMIT 50");
    sql_int(q, r->school);
    while (sql_row(q))
        found(where, mem_printf(r->mem, "stock_count: %s (%s) is not as the trail says (%s)", sql_peek_text(q, 0),
                                sql_peek_text(q, 1), sql_peek_text(q, 2)));
    return sql_end(q, e);
}

bool count_remove(struct req *r, const struct count *c, long item, long *removed, struct err *e) {
    *removed = 0;
    struct query *q =
        sql(r->db, "DELETE FROM count_line WHERE school = $1 AND count = $2 AND item = $3 RETURNING edition");
    sql_int(q, r->school);
    sql_int(q, c->id);
    sql_int(q, item);
    while (sql_row(q))
        ++*removed;
    return sql_end(q, e);
}

/* ---- a figure and its moment ---- */

/* After it lie the movements of later days, and those of its day that the chain has behind its place. */
struct moment {
    int day;
    long place;
};

static bool is_from_sheet(const struct count *c, const struct count_line *l) {
    return l->place != 0 && l->place == c->sheet;
}

static struct moment moment_of(const struct count *c, const struct count_line *l) {
    return (struct moment){is_from_sheet(c, l) ? c->sheet_on : l->on_date, l->place == 0 ? LONG_MAX - 1 : l->place};
}

/* Fills book, difference, moved, movements, doubtful and after. An undoing lies where the movement lies that it
 * undoes, as if that had never been. */
static bool work_out(struct req *r, const struct count *c, struct count_line *l, struct err *e) {
    struct moment m = moment_of(c, l);
    long at_end, same_day = 0;
    struct query *q = sql(r->db, "SELECT coalesce(sum(quantity), 0), count(*) - 2 * count(reverses), "
                                 "coalesce(sum(CASE WHEN id <= $6 THEN quantity END), 0), "
                                 "coalesce(sum(CASE WHEN on_date = $4 THEN quantity END), 0) "
                                 "FROM movement WHERE school = $1 AND item = $2 AND edition = $3 AND on_date >= $4 AND "
                                 "(on_date > $4 OR coalesce(reverses, id) > $5)");
    sql_int(q, r->school);
    sql_int(q, l->item_id);
    sql_int(q, l->edition_number);
    sql_date(q, m.day);
    sql_int(q, m.place);
    sql_int(q, is_from_sheet(c, l) ? l->entered : 0);
    if (sql_row(q)) {
        l->moved = sql_get_int(q, 0);
        l->movements = sql_get_int(q, 1);
        l->doubtful = sql_get_int(q, 2);
        same_day = sql_get_int(q, 3);
    }
    if (!sql_end(q, e) || !ledger_balance(r, l->item_id, l->edition_number, m.day, &at_end, e))
        return false;
    l->book = at_end - same_day;
    l->difference = l->counted - l->book;
    l->after = l->counted + l->moved;
    return true;
}

static const char *shown_of(struct mem *m, const char *code, const char *word, bool current) {
    return current ? code : mem_printf(m, "%s (%s)", code, word);
}

/* Fills the names of its edition, one of `all`. */
static void name_line(struct req *r, const struct editions *all, struct count_line *l) {
    const struct edition *ed = edition_numbered(all, l->item_id, l->edition_number);
    l->edition = ed->name;
    l->word = edition_word(r->mem, all, ed);
    l->shown = shown_of(r->mem, l->item, l->word, ed == edition_on(all, l->item_id, r->today));
}

const char *count_words(struct mem *m, const struct count_line *l) {
    return mem_printf(m, "%s %ld (record %ld)", l->shown, l->counted, l->book);
}

const struct hint *count_again(struct mem *m, const char *words, const struct count_line *l, const char *quantity) {
    const char *edition = strcmp(l->shown, l->item) == 0 ? NULL : l->word;
    return hint_new(m, words, "count enter", "item", l->item, "quantity", quantity, "edition", edition, "now", "yes",
                    NULL);
}

/* Fills note and command where copies moved between the sheet and the entry: only the clerk knows which came first. */
static void explain(struct req *r, const struct count *c, struct count_line *l) {
    if (!is_from_sheet(c, l) || l->doubtful == 0)
        return;
    long n = l->doubtful < 0 ? -l->doubtful : l->doubtful;
    l->note = mem_printf(r->mem, "%ld %s since the sheet was printed", n,
                         l->doubtful > 0 ? "came in"
                         : n == 1        ? "was taken"
                                         : "were taken");
    l->command =
        count_again(r->mem, "If you counted after that, enter it again", l, mem_printf(r->mem, "%ld", l->counted));
}

bool count_lines_load(struct req *r, const struct count *of, struct count_lines *out, struct err *e) {
    struct editions editions;
    *out = (struct count_lines){0};
    if (!editions_load(r, 0, &editions, e))
        return false;
    struct query *q =
        sql(r->db, "SELECT l.item, l.edition, i.code, l.counted, l.on_date, l.place, l.entered, l.at, l.actor "
                   "FROM count_line l JOIN item i ON i.school = l.school AND i.id = l.item "
                   "JOIN publication p ON p.school = i.school AND p.code = i.publication "
                   "WHERE l.school = $1 AND l.count = $2 ORDER BY p.place, i.code, l.edition DESC");
    sql_int(q, r->school);
    sql_int(q, of->id);
    while (sql_row(q)) {
        out->list = mem_grow(r->mem, out->list, out->count, sizeof *out->list);
        struct count_line *l = &out->list[out->count++];
        *l = (struct count_line){.item_id = sql_get_int(q, 0),
                                 .edition_number = sql_get_int(q, 1),
                                 .item = sql_get_text(q, 2, r->mem),
                                 .counted = sql_get_int(q, 3),
                                 .on_date = sql_get_date(q, 4),
                                 .place = sql_get_int(q, 5),
                                 .entered = sql_get_int(q, 6),
                                 .at = sql_get_text(q, 7, r->mem),
                                 .by = sql_get_text(q, 8, r->mem)};
        if (edition_numbered(&editions, l->item_id, l->edition_number))
            name_line(r, &editions, l);
        else
            out->count--; /* its edition is missing: `verify` names it */
    }
    if (!sql_end(q, e))
        return false;
    for (size_t i = 0; i < out->count; i++) {
        if (!work_out(r, of, &out->list[i], e))
            return false;
        explain(r, of, &out->list[i]);
    }
    return true;
}

/* ---- putting figures down ---- */

bool count_edition(struct mem *m, const struct editions *all, const char *word, struct count_figure *f, struct err *e) {
    const struct edition *ed;
    if (!edition_of_day(all, f->of, f->date, &ed, e))
        return false;
    if (word && !edition_find(m, all, f->of, word, &ed, e))
        return false;
    f->edition = ed->number;
    return true;
}

static bool store_line(struct req *r, const struct count *c, const struct count_line *l, struct err *e) {
    struct query *q =
        sql(r->db,
            "INSERT INTO count_line (school, count, item, edition, counted, book, on_date, place, entered, at, actor) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (school, count, item, edition) DO "
            "UPDATE SET counted = excluded.counted, book = excluded.book, on_date = excluded.on_date, "
            "place = excluded.place, entered = excluded.entered, at = excluded.at, actor = excluded.actor");
    sql_int(q, r->school);
    sql_int(q, c->id);
    sql_int(q, l->item_id);
    sql_int(q, l->edition_number);
    sql_int(q, l->counted);
    sql_int(q, l->book);
    sql_date(q, l->on_date);
    sql_int(q, l->place);
    sql_int(q, l->entered);
    sql_text(q, l->at);
    sql_text(q, l->by);
    return sql_do(q, e);
}

bool count_settle_line(struct req *r, const struct count *c, const struct count_line *l, struct err *e) {
    return store_line(r, c, l, e);
}

bool count_put(struct trail *t, struct count *c, const struct count_figure *f, struct count_line *line, struct err *e) {
    struct req *r = t->req;
    struct editions editions;
    if ((c->id == 0 && !begin(r, c, e)) || !editions_load(r, f->of->id, &editions, e))
        return false;
    *line = (struct count_line){.item_id = f->of->id,
                                .edition_number = f->edition,
                                .item = f->of->code,
                                .counted = f->counted,
                                .on_date = f->date,
                                .entered = t->last,
                                .at = r->now,
                                .by = r->actor};
    name_line(r, &editions, line);
    bool sheet = c->sheet != INT_NONE && c->sheet_on <= f->date && !f->now;
    line->place = f->date < r->today ? 0 : sheet ? c->sheet : t->last;
    if (!work_out(r, c, line, e))
        return false;
    explain(r, c, line);
    return store_line(r, c, line, e);
}

/* ---- the shelf ---- */

/* The edition of the day always; another one while it has copies. */
static bool add_to_shelf(struct req *r, struct shelf *out, const struct item *of, const struct editions *editions,
                         const struct edition *ed, struct err *e) {
    bool current = ed->number == of->edition;
    struct shelf_row row = {.of = of,
                            .edition = ed->name,
                            .edition_number = ed->number,
                            .superseded =
                                ed->number<of->edition, .from = ed->number> of->edition ? ed->from : DATE_NONE};
    if (!ledger_balance(r, of->id, ed->number, r->today, &row.on_hand, e))
        return false;
    if (row.on_hand == 0 && (!current || of->retired_on != DATE_NONE))
        return true;
    row.shown = shown_of(r->mem, of->code, edition_word(r->mem, editions, ed), current);
    out->list = mem_grow(r->mem, out->list, out->count, sizeof *out->list);
    out->list[out->count++] = row;
    return true;
}

bool count_shelf(struct req *r, struct shelf *out, struct err *e) {
    struct school school;
    struct items items;
    struct editions editions;
    *out = (struct shelf){0};
    if (!school_load(r, &school, e) || !items_load(r, &items, e) || !editions_load(r, 0, &editions, e))
        return false;
    for (size_t i = 0; i < items.count; i++) {
        if (!item_in_school(&items.list[i], school.level))
            continue;
        for (size_t k = editions.count; k > 0; k--) /* the newest first */
            if (editions.list[k - 1].item == items.list[i].id &&
                !add_to_shelf(r, out, &items.list[i], &editions, &editions.list[k - 1], e))
                return false;
    }
    return true;
}

/* ---- where orders are made ---- */

bool count_ages(struct req *r, long item, struct count_age **list, size_t *count, struct err *e) {
    *list = NULL;
    *count = 0;
    struct query *q =
        sql(r->db, "SELECT x.item, max(x.on_date) FROM (SELECT l.item AS item, l.edition AS edition, l.on_date AS "
                   "on_date FROM stock_count c JOIN count_line l ON l.school = c.school AND l.count = c.id WHERE "
                   "c.school = $1 AND c.status = 'applied' AND ($2 = 0 OR l.item = $2) UNION ALL "
                   "SELECT m.item, m.edition, m.on_date FROM movement m WHERE m.school = $1 AND m.reason = 'opening' "
                   "AND m.kind = 'adjust' AND ($2 = 0 OR m.item = $2) AND m.reverses IS NULL AND NOT EXISTS (SELECT 1 "
                   "FROM movement u WHERE u.school = m.school AND u.reverses = m.id)) AS x WHERE x.edition = (SELECT "
                   "n.number FROM edition n WHERE n.school = $1 AND n.item = x.item AND n.from_date <= x.on_date "
                   "ORDER BY n.from_date DESC LIMIT 1) GROUP BY x.item");
    sql_int(q, r->school);
    sql_int(q, item);
    while (sql_row(q)) {
        *list = mem_grow(r->mem, *list, *count, sizeof **list);
        (*list)[(*count)++] = (struct count_age){sql_get_int(q, 0), sql_get_date(q, 1)};
    }
    return sql_end(q, e);
}

bool count_note_ages(struct req *r, const struct counted_item *list, size_t count, struct answer *a, struct err *e) {
    const struct calendar *calendar;
    const char *names = "";
    size_t old = 0;
    if (!calendar_load(r, &calendar, e))
        return false;
    for (size_t i = 0; i < count; i++) {
        bool never = list[i].on_date == DATE_NONE;
        if ((!never && calendar_count(calendar, list[i].on_date + 1, r->today) <= OLD_DAYS) || ++old > NAMED_MOST)
            continue;
        names =
            mem_join(r->mem, names, ", ", "%s (%s)", list[i].item, never ? "never" : date_iso(r->mem, list[i].on_date));
    }
    if (old > NAMED_MOST)
        names = mem_printf(r->mem, "%s and %zu more", names, old - NAMED_MOST);
    if (old > 0)
        answer_note_next(r, a, hint_new(r->mem, "Count first", "count sheet", NULL),
                         "ordered by the record, but not counted in the last %d school days: %s", OLD_DAYS, names);
    return true;
}
