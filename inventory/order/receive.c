#include "inventory/order/receive.h"

#include "base/db.h"
#include "catalog/edition.h"
#include "inventory/order/delivery.h"
#include "inventory/order/requisition_step.h"
#include "inventory/shelf/ledger.h"

#include <string.h>

static const char *const condition_words[] = {"good", "damaged", "wrong-language", "old-edition", NULL};

struct receiving {
    struct stepping step;
    struct ledger ledger;
    const char *condition; /* one of delivery_conditions */
    long event;
    const char *words;  /* what came, for the trail and the answer */
    const char *beside; /* lines of the answer about what came otherwise than ordered */
};

struct asked {                     /* what the command says of a line */
    struct requisition_line *line; /* NULL: nothing */
    const struct item *item;
    long copies, edition;
    const char *condition;
};

/* ---- which copies of which edition ---- */

/* The edition that came: the one that is named; or of an old edition the one before the current one. */
static bool find_edition(struct receiving *rc, struct asked *a, struct err *e) {
    struct req *r = rc->step.req;
    const struct item *item = a->item;
    struct editions editions;
    const char *name = fields_get(rc->step.fields, "edition");
    if (!editions_load(r, item->id, &editions, e))
        return false;
    const struct edition *current, *named = NULL;
    if (!edition_of_day(&editions, item, rc->step.date, &current, e))
        return false;
    if (name && !edition_find(r->mem, &editions, item, name, &named, e))
        return false;
    bool old = strcmp(rc->condition, "old edition") == 0;
    if (old && !named && current->number == 1)
        return err_hinted(e,
                          hint_new(r->mem, "Enter the new edition first", "catalog supersede", "item", item->code,
                                   "edition", hint_blank, NULL),
                          ERR_RULE, "condition", "%s has no older edition than the current one", item->code);
    if (old && named && named->number >= current->number)
        return err_set(e, ERR_INPUT, "edition", "edition: %s is the current one of %s, not an old edition",
                       named->name ? named->name : "that", item->code);
    a->edition = named ? named->number : old ? current->number - 1 : current->number;
    a->condition = a->edition < current->number && strcmp(rc->condition, "good") == 0 ? "old edition" : rc->condition;
    return true;
}

static bool put_on_shelf(struct receiving *rc, const struct delivery *d, long edition, long *movement, struct err *e) {
    struct movement v = {.item = d->item_id,
                         .edition = edition,
                         .kind = MOVEMENT_RECEIVE,
                         .quantity = d->copies,
                         .on_date = d->on_date,
                         .note = rc->step.of.number,
                         .reverses = INT_NONE,
                         .batch = INT_NONE,
                         .mark = INT_NONE};
    *movement = INT_NONE;
    if (!delivery_counts(d->condition))
        return true;
    if (!ledger_put(&rc->ledger, &v, e))
        return false;
    *movement = v.id;
    return true;
}

/* Adds to the words: "5 of esy.en, damaged". */
static const char *add_copies(struct mem *m, const char *words, long copies, const char *item, const char *condition) {
    bool good = strcmp(condition, "good") == 0;
    return mem_join(m, words, "; ", "%ld of %s%s%s", copies, item, good ? "" : ", ", good ? "" : condition);
}

static void offer_to_take_off(struct receiving *rc, const char *words, const struct delivery *d, long copies,
                              const char *reason) {
    struct mem *m = rc->step.req->mem;
    answer_next(rc->step.req, rc->step.answer,
                hint_new(m, words, "stock adjust", "item", d->item, "quantity", mem_printf(m, "%ld", copies), "reason",
                         reason, NULL));
}

static void tell(struct receiving *rc, const struct delivery *d, long over) {
    struct mem *m = rc->step.req->mem;
    rc->words = add_copies(m, rc->words, d->copies, d->item, d->condition);
    if (over > 0) {
        rc->beside = mem_printf(m, "%s\n%ld more of %s came than were ordered; they are on the shelf.", rc->beside,
                                over, d->item);
        offer_to_take_off(rc, "To send them back", d, over, "returned-to-warehouse");
    }
    if (strcmp(d->condition, "old edition") == 0) {
        rc->beside = mem_printf(m, "%s\nThe %ld of %s are of a superseded edition and must not be handed out.",
                                rc->beside, d->copies, d->item);
        offer_to_take_off(rc, "Take them off the shelf", d, d->copies, "superseded");
    } else if (strcmp(d->condition, "good") != 0) {
        rc->beside = mem_printf(m, "%s\nThe %ld of %s (%s) are not on the shelf, and still owed.", rc->beside,
                                d->copies, d->item, d->condition);
    }
}

static bool receive_line(struct receiving *rc, const struct asked *a, struct err *e) {
    struct requisition_line *line = a->line;
    struct delivery d = {.item_id = line->item_id,
                         .item = line->item,
                         .event = rc->event,
                         .on_date = rc->step.date,
                         .copies = a->copies,
                         .condition = a->condition,
                         .note = fields_get(rc->step.fields, "note"),
                         .reverses = INT_NONE};
    if (!put_on_shelf(rc, &d, a->edition, &d.movement, e) || !delivery_put(&rc->step.trail, &rc->step.of, &d, e))
        return false;
    long before = line->received_copies;
    if (delivery_counts(d.condition)) {
        line->received_copies += a->copies;
        if (!requisition_received(rc->step.req, &rc->step.of, d.item_id, a->copies, e))
            return false;
    }
    long over = line->received_copies - (before > line->copies ? before : line->copies);
    tell(rc, &d, over);
    return true;
}

/* ---- the lines of the command ---- */

static bool find_pair(struct receiving *rc, size_t n, struct asked *asked, struct err *e) {
    struct requisition *of = &rc->step.of;
    struct requisition_line *lines = (struct requisition_line *)of->lines.list;
    struct mem *m = rc->step.req->mem;
    const struct item *item;
    long copies = field_int_nth(rc->step.fields, "copies", n, 0);
    if (!item_lookup(rc->step.req, fields_nth(rc->step.fields, "item", n), &item, e))
        return false;
    for (size_t i = 0; i < of->lines.count; i++)
        if (lines[i].item_id == item->id) {
            if (asked[i].line)
                return err_set(e, ERR_INPUT, "item", "%s is given twice", item->code);
            asked[i] = (struct asked){.line = &lines[i], .item = item, .copies = copies};
            return copies == 0 || find_edition(rc, &asked[i], e);
        }
    return err_hinted(e,
                      hint_new(m, "What came without an order", "stock receive", "item", item->code, "quantity",
                               copies > 0 ? mem_printf(m, "%ld", copies) : hint_blank, NULL),
                      ERR_NOT_FOUND, "item", "%s has no line for %s", of->number, item->code);
}

/* With `all`, every line that is not named came in full. */
static bool find_rest(struct receiving *rc, struct asked *asked, struct err *e) {
    struct requisition *of = &rc->step.of;
    struct requisition_line *lines = (struct requisition_line *)of->lines.list;
    for (size_t i = 0; i < of->lines.count; i++) {
        if (asked[i].line)
            continue;
        asked[i].line = &lines[i];
        asked[i].copies = lines[i].copies > lines[i].received_copies ? lines[i].copies - lines[i].received_copies : 0;
        if (!item_lookup(rc->step.req, lines[i].item, &asked[i].item, e) || !find_edition(rc, &asked[i], e))
            return false;
    }
    return true;
}

/* Finds what the command says of each line; each pair that cannot be resolved is a problem of its row. */
static bool find_asked(struct receiving *rc, struct asked *asked, struct err *e) {
    const struct fields *f = rc->step.fields;
    struct req *r = rc->step.req;
    bool all = fields_has(f, "all");
    const char *word = fields_get(f, "condition");
    long copies = 0;
    for (size_t i = 0; condition_words[i]; i++)
        if (word && strcmp(condition_words[i], word) == 0)
            rc->condition = delivery_conditions[i];
    if (!all && !fields_has(f, "item"))
        return err_hinted(e, step_hint(r->mem, STEP_RECEIVE, "All of it came", rc->step.of.number), ERR_INPUT, "all",
                          "nothing is named that came; name the items and their copies");
    if (all && (word || fields_has(f, "edition")))
        return err_set(e, ERR_INPUT, "all",
                       "%s is for items that are named; record them in a command of their own, and then the rest",
                       word ? "condition" : "edition");
    for (size_t n = 0; fields_nth(f, "item", n); n++)
        if (!find_pair(rc, n, asked, e) && !problem_take(&r->problems, (long)n + 1, e))
            return false;
    if (!problems_none(&r->problems, e) || (all && !find_rest(rc, asked, e)))
        return false;
    for (size_t i = 0; i < rc->step.of.lines.count; i++)
        copies += asked[i].copies;
    return copies > 0 || err_set(e, ERR_INPUT, "copies", "no line has copies; enter at least one");
}

static bool settle(struct receiving *rc, struct err *e) {
    struct belows below;
    if (!ledger_settle(&rc->ledger, &below, e))
        return false;
    if (below.count == 0)
        return true;
    const struct below *b = &below.list[0];
    return err_set(
        e, ERR_RULE, "copies",
        "this delivery cannot be taken back: %ld of its copies were no longer on the shelf on %s. Undo first "
        "what was taken since",
        -b->balance, date_iso(rc->step.req->mem, b->on_date));
}

static bool receive_asked(struct receiving *rc, const struct asked *asked, struct err *e) {
    for (size_t i = 0; i < rc->step.of.lines.count; i++)
        if (asked[i].line && asked[i].copies > 0 && !receive_line(rc, &asked[i], e))
            return false;
    return settle(rc, e);
}

/* The state by what was received: nothing, part, or all. */
static enum requisition_status state_of(const struct requisition_line *lines, size_t count) {
    bool all = true, some = false;
    for (size_t i = 0; i < count; i++) {
        all = all && lines[i].received_copies >= lines[i].copies;
        some = some || lines[i].received_copies > 0;
    }
    return all ? REQUISITION_CLOSED : some ? REQUISITION_PART_RECEIVED : REQUISITION_SENT;
}

/* The event is stored first, because deliveries name it. So its state must be known before they are made. */
static enum requisition_status state_after(const struct receiving *rc, const struct asked *asked) {
    const struct requisition *of = &rc->step.of;
    struct requisition_line *lines = mem_alloc(rc->step.req->mem, (of->lines.count + 1) * sizeof *lines);
    memcpy(lines, of->lines.list, of->lines.count * sizeof *lines);
    for (size_t i = 0; i < of->lines.count; i++)
        if (asked[i].line && delivery_counts(rc->condition))
            lines[i].received_copies += asked[i].copies;
    return state_of(lines, of->lines.count);
}

/* What came, for the event, so that the history of the requisition names its deliveries. */
static const char *asked_words(const struct receiving *rc, const struct asked *asked, const char *note) {
    struct mem *m = rc->step.req->mem;
    const char *words = "";
    for (size_t i = 0; i < rc->step.of.lines.count; i++)
        if (asked[i].line && asked[i].copies > 0)
            words = add_copies(m, words, asked[i].copies, asked[i].line->item, rc->condition);
    return note ? mem_printf(m, "%s; %s", words, note) : words;
}

static bool make_step(struct receiving *rc, enum requisition_status to, const char *note, struct err *e) {
    const struct requisition_event ev = {.note = note, .date = rc->step.date};
    ledger_begin(&rc->ledger, &rc->step.trail);
    return requisition_step(&rc->step.trail, &rc->step.of, to, &ev, &rc->event, e);
}

/* What the warehouse still owes. */
static const char *owed_words(struct receiving *rc) {
    const struct requisition *of = &rc->step.of;
    const struct requisition_line *lines = of->lines.list;
    const char *words = "";
    if (of->state == REQUISITION_CLOSED)
        return " All is there: it is closed.";
    for (size_t i = 0; i < of->lines.count; i++)
        if (lines[i].copies > lines[i].received_copies)
            words = mem_join(rc->step.req->mem, words, ", ", "%ld of %s", lines[i].copies - lines[i].received_copies,
                             lines[i].item);
    return mem_printf(rc->step.req->mem, " Still to come: %s.", words);
}

/* Warn when the number looks like units rather than copies; it is a common slip. */
static void note_units(struct receiving *rc, const struct asked *asked) {
    struct mem *m = rc->step.req->mem;
    const char *number = rc->step.of.number;
    for (size_t i = 0; i < rc->step.of.lines.count; i++) {
        const struct requisition_line *l = asked[i].line;
        if (!l || l->copies_per_unit == INT_NONE || asked[i].copies <= 0 || asked[i].copies >= l->copies_per_unit ||
            asked[i].copies > l->units)
            continue;
        const struct hint *mend =
            hint_also(m,
                      hint_new(m, "If you meant units, take it back", "requisition receive", "requisition", number,
                               "undo", "yes", NULL),
                      hint_new(m, "and record the copies", "requisition receive", "requisition", number, "item",
                               l->item, "copies", mem_printf(m, "%ld", asked[i].copies * l->copies_per_unit), NULL));
        answer_note_next(rc->step.req, rc->step.answer, mend,
                         "%ld of %s: that is %s, and it was ordered in units of %ld", asked[i].copies, l->item,
                         asked[i].copies == 1 ? "1 copy" : "copies", l->copies_per_unit);
    }
}

static bool receive(struct receiving *rc, struct err *e) {
    struct req *r = rc->step.req;
    struct asked *asked = mem_alloc(r->mem, (rc->step.of.lines.count + 1) * sizeof *asked);
    if (!find_asked(rc, asked, e) || !step_begin(&rc->step, e))
        return false;
    bool ok = make_step(rc, state_after(rc, asked), asked_words(rc, asked, fields_get(rc->step.fields, "note")), e) &&
              receive_asked(rc, asked, e);
    if (!ok)
        return step_end(&rc->step, false, "requisition receive", "", e);
    note_units(rc, asked);
    if (*rc->beside)
        answer_next(r, rc->step.answer,
                    hint_new(r->mem, "A note to the warehouse", "requisition discrepancy", "requisition",
                             rc->step.of.number, NULL));
    return step_end(
        &rc->step, true, "requisition receive",
        mem_printf(r->mem, "%s: received %s.%s%s", rc->step.of.number, rc->words, owed_words(rc), rc->beside), e);
}

/* ---- taking a delivery back ---- */

static bool reverse_movement(struct receiving *rc, long movement, long *opposite, struct err *e) {
    struct movement v;
    *opposite = INT_NONE;
    if (movement == INT_NONE)
        return true;
    if (!ledger_find(rc->step.req, movement, &v, e))
        return false;
    v.reverses = v.id;
    v.quantity = -v.quantity;
    v.batch = v.mark = INT_NONE;
    if (!ledger_put(&rc->ledger, &v, e))
        return false;
    *opposite = v.id;
    return true;
}

static bool reverse_row(struct receiving *rc, const struct delivery *row, struct err *e) {
    struct delivery d = *row;
    d.copies = -row->copies;
    d.reverses = row->id;
    d.event = rc->event;
    if (!reverse_movement(rc, row->movement, &d.movement, e) || !delivery_put(&rc->step.trail, &rc->step.of, &d, e))
        return false;
    rc->words = mem_join(rc->step.req->mem, rc->words, "; ", "%ld of %s", row->copies, row->item);
    return !delivery_counts(row->condition) ||
           requisition_received(rc->step.req, &rc->step.of, row->item_id, -row->copies, e);
}

/* The event of the last delivery that was not taken back; 0: there is none. */
static long last_event(const struct deliveries *all) {
    long last = 0;
    for (size_t i = 0; i < all->count; i++)
        if (!all->list[i].undone && all->list[i].reverses == INT_NONE && all->list[i].event > last)
            last = all->list[i].event;
    return last;
}

static const char taken_back[] = "taken back: "; /* how the note of the event begins */

/* What came with that event, as its note says. */
static const char *event_words(const struct requisition *of, long event) {
    const struct requisition_event *events = of->events.list;
    for (size_t i = 0; i < of->events.count; i++)
        if (events[i].id == event && events[i].note)
            return events[i].note;
    return "";
}

/* A second undo in a row may be a slip, so the delivery before is taken back only with `again`. */
static bool check_again(struct receiving *rc, const char *what, struct err *e) {
    const struct requisition *of = &rc->step.of;
    const struct requisition_event *events = of->events.list, *last = &events[of->events.count - 1];
    bool again = last->note && strncmp(last->note, taken_back, sizeof taken_back - 1) == 0;
    return !again || fields_has(rc->step.fields, "again") ||
           err_hinted(e,
                      hint_new(rc->step.req->mem, "To take that back, too", "requisition receive", "requisition",
                               of->number, "undo", "yes", "again", "yes", NULL),
                      ERR_RULE, "undo", "the last delivery of %s is taken back already; the one before it was %s",
                      of->number, what);
}

/* The state that it will have without that delivery. */
static enum requisition_status state_without(const struct receiving *rc, const struct deliveries *all, long event) {
    const struct requisition *of = &rc->step.of;
    struct requisition_line *lines = mem_alloc(rc->step.req->mem, (of->lines.count + 1) * sizeof *lines);
    memcpy(lines, of->lines.list, of->lines.count * sizeof *lines);
    for (size_t i = 0; i < all->count; i++)
        for (size_t k = 0; k < of->lines.count; k++)
            if (all->list[i].event == event && !all->list[i].undone && delivery_counts(all->list[i].condition) &&
                lines[k].item_id == all->list[i].item_id)
                lines[k].received_copies -= all->list[i].copies;
    return state_of(lines, of->lines.count);
}

static bool check_take_back(struct receiving *rc, long last, const char *what, struct err *e) {
    const struct requisition *of = &rc->step.of;
    if (last == 0)
        return err_set(e, ERR_RULE, "undo", "%s has no delivery to take back", of->number);
    if (of->state == REQUISITION_CLOSED && state_of(of->lines.list, of->lines.count) != REQUISITION_CLOSED)
        return err_set(e, ERR_RULE, "undo", "%s was closed short; its deliveries stay as they are", of->number);
    return check_again(rc, what, e);
}

static bool take_back(struct receiving *rc, struct err *e) {
    struct mem *m = rc->step.req->mem;
    const struct requisition *of = &rc->step.of;
    struct deliveries all;
    if (!deliveries_load(rc->step.req, of, &all, e))
        return false;
    long last = last_event(&all);
    const char *what = event_words(of, last);
    if (!check_take_back(rc, last, what, e) || !step_begin(&rc->step, e))
        return false;
    bool ok = make_step(rc, state_without(rc, &all, last), mem_printf(m, "%s%s", taken_back, what), e);
    for (size_t i = 0; ok && i < all.count; i++)
        if (all.list[i].event == last && !all.list[i].undone)
            ok = reverse_row(rc, &all.list[i], e);
    ok = ok && settle(rc, e);
    return step_end(&rc->step, ok, "requisition receive",
                    mem_printf(m, "%s: the last delivery is taken back: %s.", of->number, rc->words), e);
}

static bool requisition_receive(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct receiving rc = {
        .step = {.req = r, .fields = f, .answer = a}, .condition = "good", .words = "", .beside = ""};
    bool undo = fields_has(f, "undo");
    if (undo && (fields_has(f, "item") || fields_has(f, "all") || fields_has(f, "condition")))
        return err_set(e, ERR_INPUT, "undo", "undo takes the last delivery back as a whole; nothing else goes with it");
    return step_find(&rc.step, undo ? STEP_TAKE_BACK : STEP_RECEIVE, e) && (undo ? take_back(&rc, e) : receive(&rc, e));
}

static const struct param params[] = {
    {"requisition", PARAM_ARG, KIND_REQUISITION, "R", "its number"},
    {"item", PARAM_SOME, KIND_ITEM, "ITEM", "what came of a line: a code or a material number"},
    {"copies", PARAM_SOME, KIND_INT, "COPIES", "copies that came of it (not units)", NULL, 0, QUANTITY_MOST},
    {"all", PARAM_FLAG, KIND_TEXT, NULL, "all that is still to come has come; the items that are named excepted"},
    {"condition", PARAM_OPTION, KIND_TEXT, "HOW",
     "of the items named: good (default), damaged, wrong-language, old-edition; damaged and wrong-language copies are "
     "still owed",
     condition_words},
    {"edition", PARAM_OPTION, KIND_TEXT, "EDITION", "an edition other than the current one: its name, or #2"},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "a note, like the delivery's number", .most = 500},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "the day it came (default: today)", .flags = DATE_PAST},
    {"undo", PARAM_FLAG, KIND_TEXT, NULL, "take back the last delivery, which was recorded wrongly"},
    {"again", PARAM_FLAG, KIND_TEXT, NULL, "with undo, after an undo: take back the delivery before it, too"},
    {0},
};
static const struct verb verbs[] = {
    {"requisition", "receive", "record what came, in part or in whole, and put it on the shelf", ACCESS_WRITE, 0,
     ROLES_OFFICE, requisition_receive, params, &requisition_shape,
     EXAMPLE({"requisition", "1"}, {"item", "parent-guide.es"}, {"copies", "25"})},
};
const struct verbs receive_verbs = {verbs, sizeof verbs / sizeof *verbs};
