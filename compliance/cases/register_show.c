#include "compliance/cases/register_show.h"

#include "compliance/audit/disclosure.h"
#include "compliance/cases/checklist.h"
#include "compliance/cases/register_input.h"
#include "compliance/school/year.h"

#include <stdlib.h>
#include <string.h>

enum { CELLS_MOST = 24, FIXED = 3 }; /* FIXED: number, status, and status as shown, before the columns of the book */

struct row {
    long number[CELLS_MOST];
    const char *text[CELLS_MOST];
    struct rows documents, events;
};

struct shown_event {
    int on;
    const char *step, *what, *text, *by, *at;
};
static const struct column event_columns[] = {
    {"on", "ON", CELL_DATE, offsetof(struct shown_event, on), 0, NULL},
    {"step", NULL, CELL_TEXT, offsetof(struct shown_event, step), 0, NULL},
    {"what", "WHAT", CELL_TEXT, offsetof(struct shown_event, what), COLUMN_WRAP, NULL},
    {"text", "", CELL_TEXT, offsetof(struct shown_event, text), COLUMN_WRAP, NULL},
    {"by", "BY", CELL_TEXT, offsetof(struct shown_event, by), COLUMN_WRAP, NULL},
    {"at", NULL, CELL_TEXT, offsetof(struct shown_event, at), 0, NULL},
};
static const struct shape event_shape = SHAPE(event_columns, shown_event);

struct shown_document {
    const char *document, *title, *state, *reason;
};
static const struct column document_columns[] = {
    {"document", "DOCUMENT", CELL_TEXT, offsetof(struct shown_document, document), 0, NULL},
    {"title", "", CELL_TEXT, offsetof(struct shown_document, title), COLUMN_WRAP, NULL},
    {"state", "STATE", CELL_TEXT, offsetof(struct shown_document, state), 0, NULL},
    {"reason", "REASON", CELL_TEXT, offsetof(struct shown_document, reason), COLUMN_WRAP, NULL},
};
static const struct shape document_shape = SHAPE(document_columns, shown_document);

/* ---- texts of events ---- */

/* Free texts, which need no name beside them. */
static bool is_note(const char *name) {
    static const char *const names[] = {"note", "result", "reason", "found"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

/* "how phone; left a message"; `notes`: the free texts alone */
static const char *values_text(struct mem *m, const struct register_event *v, bool notes) {
    const char *all = NULL;
    for (size_t i = 0; i < v->values.count; i++) {
        const struct register_value *one = &v->values.list[i];
        bool note = is_note(one->name);
        if (notes && !note)
            continue;
        const char *words = note ? one->value : mem_printf(m, "%s %s", one->name, one->value);
        all = all ? mem_printf(m, "%s; %s", all, words) : words;
    }
    return all;
}

/* Those of later steps with their day. */
static const char *notes_of(struct mem *m, const struct register_entry *x, bool printed) {
    const char *all = NULL;
    for (size_t i = 0; i < x->count; i++) {
        const char *text = values_text(m, &x->events[i], true);
        if (text && i > 0)
            text = mem_printf(m, "%s: %s", (printed ? date_words : date_iso)(m, x->events[i].on), text);
        if (text)
            all = all ? mem_printf(m, "%s; %s", all, text) : text;
    }
    return all;
}

/* ---- cells ---- */

const char *register_status(const struct req *r, const struct register_entry *x) {
    return x->status == REGISTER_VOID                 ? "void"
           : x->status == REGISTER_DONE               ? "done"
           : x->due != DATE_NONE && x->due < r->today ? "overdue"
                                                      : "open";
}

/* What became of it says more than that it is done. */
static const char *shown_status(const struct req *r, const struct register_entry *x) {
    const char *outcome = x->status == REGISTER_DONE ? register_get(&x->now, "outcome") : NULL;
    return outcome ? outcome : register_status(r, x);
}

/* "in time", "2 days late": of one that is closed for another reason than that it was withdrawn. */
static const char *answered_text(struct mem *m, const struct register_entry *x) {
    const char *outcome = register_get(&x->now, "outcome");
    if (x->status != REGISTER_DONE || x->due == DATE_NONE || (outcome && strcmp(outcome, "withdrawn") == 0))
        return NULL;
    int late = x->closed_on - x->due;
    return late <= 0 ? "in time" : mem_printf(m, "%d day%s late", late, late == 1 ? "" : "s");
}

static long count_of(const struct register_entry *x, const char *step) {
    long n = 0;
    for (size_t i = 0; i < x->count; i++)
        n += strcmp(x->events[i].step->name, step) == 0;
    return n;
}

/* "2026-09-28 phone; 2026-09-30 letter", of the events of that step */
static const char *log_of(struct mem *m, const struct register_entry *x, const char *step, bool printed) {
    const char *all = NULL;
    for (size_t i = 0; i < x->count; i++) {
        const struct register_event *v = &x->events[i];
        const char *how = register_get(&v->values, "how");
        if (strcmp(v->step->name, step) == 0)
            all = mem_printf(m, "%s%s%s%s%s", all ? all : "", all ? "; " : "",
                             printed ? date_words(m, v->on) : date_iso(m, v->on), how ? " " : "", how ? how : "");
    }
    return all;
}

static const char *in_print(struct mem *m, const char *text) {
    int date;
    return text && date_parse_iso(text, &date) ? date_words(m, date) : register_shown(text);
}

const char *register_cell(struct mem *m, const struct register_entry *x, const struct register_column *c,
                          bool printed) {
    const char *text = NULL;
    switch (c->source) {
    case SHOW_VALUE:
        text = register_get(&x->now, c->name);
        break;
    case SHOW_DAY:
        text = date_iso(m, x->on);
        break;
    case SHOW_COUNT:
        return mem_printf(m, "%ld", count_of(x, c->step));
    case SHOW_LOG:
        return log_of(m, x, c->step, printed);
    case SHOW_NOTES:
        return notes_of(m, x, printed);
    case SHOW_DUE:
        text = date_iso(m, x->due);
        break;
    case SHOW_ANSWERED:
        return answered_text(m, x);
    case SHOW_ON_FILE:
        return checklist_on_file(m, x);
    case SHOW_MISSING:
        return checklist_missing(m, x, printed);
    }
    return printed ? in_print(m, text) : text;
}

bool register_column_is_of_case(const struct register_book *book, const struct register_column *c) {
    if (c->source == SHOW_NOTES)
        return true;
    for (const struct register_step *s = book->steps; s->name && c->source == SHOW_VALUE; s++)
        for (const struct register_field *f = s->fields; f->name; f++)
            if (strcmp(f->name, c->name) == 0)
                return (f->flags & FIELD_CASE) != 0;
    return false;
}

static bool is_number(const struct register_book *book, const struct register_column *c) {
    if (c->source == SHOW_COUNT)
        return true;
    for (const struct register_field *f = book->steps[0].fields; f->name; f++)
        if (f->kind == REGISTER_MINUTES && strcmp(f->name, c->name) == 0)
            return true;
    return false;
}

/* ---- shapes ---- */

static size_t at_text(size_t i) { return offsetof(struct row, text) + i * sizeof(const char *); }
static size_t at_number(size_t i) { return offsetof(struct row, number) + i * sizeof(long); }

static const char *small(struct mem *m, const char *head) {
    char *text = mem_text(m, head);
    for (char *c = text; *c; c++)
        *c = (char)(*c >= 'A' && *c <= 'Z' ? *c - 'A' + 'a' : *c);
    return text;
}

/* On a terminal; NULL: not there. Of one entry the events, or the documents, say what some columns count. */
static const char *head_of(struct mem *m, const struct register_column *c, bool entry) {
    bool below =
        c->source == SHOW_COUNT || c->source == SHOW_LOG || c->source == SHOW_NOTES || c->source == SHOW_MISSING;
    if (entry)
        return below ? NULL : small(m, c->head);
    return c->flags & NOT_LISTED ? NULL : c->head;
}

static struct column *columns_of(struct mem *m, const struct register_book *book, bool entry) {
    struct column *all = mem_alloc(m, (CELLS_MOST + 2) * sizeof *all);
    all[0] = (struct column){"id", entry ? book->one : "ID", CELL_INT, at_number(0), 0, NULL};
    all[1] = (struct column){"status", entry ? "status" : NULL, CELL_TEXT, at_text(1), 0, NULL};
    all[2] = (struct column){"shown", entry ? NULL : "STATUS", CELL_TEXT, at_text(2), COLUMN_PLAIN, NULL};
    for (size_t i = FIXED; book->columns[i - FIXED].name; i++) {
        const struct register_column *c = &book->columns[i - FIXED];
        bool number = is_number(book, c);
        all[i] = (struct column){c->name,
                                 head_of(m, c, entry),
                                 number ? CELL_INT : CELL_TEXT,
                                 number ? at_number(i) : at_text(i),
                                 c->flags & COLUMN_WRAP,
                                 NULL};
    }
    return all;
}

const struct shape *register_shapes(struct mem *m, const struct register_book *book) {
    struct shape *shapes = mem_alloc(m, (DEPTH_ENTRY + 1) * sizeof *shapes);
    struct column *rows = columns_of(m, book, false), *entry = columns_of(m, book, true);
    size_t all = 0, plain = 0;
    bool has_ref = false, has_documents = false;
    for (const struct register_column *c = book->columns; c->name; c++, all++) {
        plain += !register_column_is_of_case(book, c);
        has_ref = has_ref || strcmp(c->name, "ref") == 0;
        has_documents = has_documents || c->source == SHOW_MISSING;
    }
    shapes[DEPTH_PLAIN] = (struct shape){rows, FIXED + plain, sizeof(struct row)};
    shapes[DEPTH_REF] = (struct shape){rows, FIXED + plain + has_ref, sizeof(struct row)};
    shapes[DEPTH_CASE] = (struct shape){rows, FIXED + all, sizeof(struct row)};
    size_t n = FIXED + all;
    if (has_documents)
        entry[n++] =
            (struct column){"documents", "documents", CELL_ROWS, offsetof(struct row, documents), 0, &document_shape};
    entry[n++] = (struct column){"events", "events", CELL_ROWS, offsetof(struct row, events), 0, &event_shape};
    shapes[DEPTH_ENTRY] = (struct shape){entry, n, sizeof(struct row)};
    return shapes;
}

static void fill(struct req *r, const struct shape *shape, const struct register_entry *x, struct row *row) {
    row->number[0] = x->number;
    row->text[1] = register_status(r, x);
    row->text[2] = shown_status(r, x);
    for (size_t i = FIXED; i < shape->count && shape->columns[i].type != CELL_ROWS; i++) {
        const char *text = register_cell(r->mem, x, &x->book->columns[i - FIXED], false);
        row->text[i] = text;
        row->number[i] = text && shape->columns[i].type == CELL_INT ? strtol(text, NULL, 10) : INT_NONE;
    }
}

/* ---- one entry, all of it ---- */

/* The columns above show what an entry was made with, unless it was changed since. */
static struct rows events_of(struct mem *m, const struct register_entry *x) {
    struct shown_event *list = mem_alloc(m, x->count * sizeof *list);
    bool changed = false;
    for (size_t i = 1; i < x->count; i++)
        changed = changed || x->events[i].step->flags & STEP_SETS_DAY;
    for (size_t i = 0; i < x->count; i++) {
        const struct register_event *v = &x->events[i];
        const char *text = values_text(m, v, i == 0 && !changed);
        list[i] = (struct shown_event){v->on, v->step->name, v->step->said, text, v->by, v->at};
    }
    return (struct rows){list, x->count};
}

static struct rows documents_of(struct mem *m, const struct register_entry *x) {
    struct shown_document *list = NULL;
    size_t n = 0;
    for (const struct checklist_document *d = checklist_documents; d->word; d++) {
        if (!checklist_asks(x, d))
            continue;
        list = mem_grow(m, list, n, sizeof *list);
        list[n++] = (struct shown_document){d->word, d->title, checklist_state(x, d), checklist_reason(x, d)};
    }
    return (struct rows){list, n};
}

void register_answer_list(struct req *r, struct answer *a, const struct shape *shape,
                          const struct register_entries *entries) {
    struct row *rows = mem_alloc(r->mem, (entries->count + 1) * sizeof *rows);
    for (size_t i = 0; i < entries->count; i++)
        fill(r, shape, &entries->list[i], &rows[i]);
    answer_list(a, shape, rows, entries->count);
}

void register_answer_one(struct req *r, struct answer *a, const struct shape *shape, const struct register_entry *x) {
    struct row *row = mem_alloc(r->mem, sizeof *row);
    fill(r, shape, x, row);
    row->documents = documents_of(r->mem, x);
    row->events = events_of(r->mem, x);
    answer_one(a, shape, row);
}

/* ---- choosing ---- */

static bool is_wanted(const struct register_entry *x, int year, const char *ref) {
    const char *own = register_get(&x->now, "ref");
    if (ref && (!own || strcmp(own, ref) != 0))
        return false;
    return year == 0 || year_of(x->on) == year;
}

bool register_choose(struct req *r, const struct fields *f, const struct register_book *book, bool all,
                     struct register_entries *out, struct err *e) {
    const char *ref;
    int year = field_year(f, "year", 0), now = year_of(r->today);
    bool open = fields_has(f, "open");
    if (!register_ref(f, &ref, e) || !register_load(r, book, (struct register_choice){0, open}, out, e))
        return false;
    bool usual = !all && !open && year == 0 && !ref;
    size_t n = 0;
    for (size_t i = 0; i < out->count; i++) {
        const struct register_entry *x = &out->list[i];
        bool recent = x->status == REGISTER_OPEN || year_of(x->on) >= now;
        if (is_wanted(x, year, ref) && (!usual || recent))
            out->list[n++] = *x;
    }
    out->count = n;
    return true;
}

bool register_tell_read(struct req *r, const struct fields *f, const struct register_entries *read, struct err *e) {
    struct disclosure of = {.what = mem_printf(r->mem, "%zu of %s", read->count, r->verb->noun),
                            .refs = mem_alloc(r->mem, (read->count + 1) * sizeof *of.refs),
                            .count = read->count};
    for (size_t i = 0; i < read->count; i++)
        of.refs[i] = register_get(&read->list[i].now, "ref");
    return disclosure_tell(r, f, &of, e);
}

const char *register_holidays(const struct register_entries *entries) {
    for (size_t i = 0; i < entries->count; i++)
        if (entries->list[i].due != DATE_NONE && !entries->list[i].holidays_known)
            return "No calendar is loaded for some of these days: holidays are not checked.";
    return NULL;
}

static int by_day(const void *a, const void *b) {
    const struct register_entry *x = a, *y = b;
    return x->on != y->on ? (x->on > y->on) - (x->on < y->on) : (x->number > y->number) - (x->number < y->number);
}

void register_sort(struct register_entries *entries) {
    if (entries->count > 0)
        qsort(entries->list, entries->count, sizeof *entries->list, by_day);
}
