/* What came of a requisition: onto the shelf, beside its line, and taken back
 * when it was written down wrongly. All of one command is one step. */
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
    const char *condition; /* of the table's words */
    long event;
    const char *words;  /* what came, for the trail and the answer */
    const char *beside; /* what is to be done about it */
};

/* ---- which copies of which edition ---- */

/* The edition that came: the one named, or, of an old one, the one before. */
static bool find_edition(struct receiving *rc, const struct item *item, const char **condition, long *edition,
                         struct err *e) {
    struct req *r = rc->step.req;
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
        return err_set(e, ERR_RULE, "condition",
                       "%s has no older edition than the current one; enter the new one first: guidestock catalog "
                       "supersede %s --edition NEW",
                       item->code, item->code);
    if (old && named && named->number >= current->number)
        return err_set(e, ERR_INPUT, "edition",
                       "edition: %s is the current one of %s, not an old one; leave out --condition old-edition",
                       named->name ? named->name : "that", item->code);
    *edition = named ? named->number : old ? current->number - 1 : current->number;
    *condition = *edition < current->number && strcmp(rc->condition, "good") == 0 ? "old edition" : rc->condition;
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

/* And so many copies more, in that condition. */
static const char *add_copies(struct mem *m, const char *words, long copies, const char *item, const char *condition) {
    bool good = strcmp(condition, "good") == 0;
    return mem_join(m, words, "; ", "%ld of %s%s%s", copies, item, good ? "" : ", ", good ? "" : condition);
}

static void tell(struct receiving *rc, const struct delivery *d, long over) {
    struct mem *m = rc->step.req->mem;
    rc->words = add_copies(m, rc->words, d->copies, d->item, d->condition);
    if (over > 0)
        rc->beside = mem_printf(m,
                                "%s\n%ld more of %s came than were ordered; they are on the shelf. To send them back: "
                                "guidestock stock adjust %s %ld --reason returned-to-warehouse",
                                rc->beside, over, d->item, d->item, over);
    if (strcmp(d->condition, "old edition") == 0)
        rc->beside = mem_printf(m,
                                "%s\nThe %ld of %s are of a superseded edition and must not be handed out: guidestock "
                                "stock adjust %s %ld --reason superseded",
                                rc->beside, d->copies, d->item, d->item, d->copies);
    else if (strcmp(d->condition, "good") != 0)
        rc->beside = mem_printf(m, "%s\nThe %ld of %s (%s) are not on the shelf, and still owed.", rc->beside,
                                d->copies, d->item, d->condition);
}

static bool receive_line(struct receiving *rc, struct requisition_line *line, const struct item *item, long copies,
                         struct err *e) {
    struct delivery d = {.item_id = line->item_id,
                         .item = line->item,
                         .event = rc->event,
                         .on_date = rc->step.date,
                         .copies = copies,
                         .reverses = INT_NONE};
    long edition = 0;
    if (!fields_text(rc->step.fields, "note", 500, &d.note, e) || !find_edition(rc, item, &d.condition, &edition, e) ||
        !put_on_shelf(rc, &d, edition, &d.movement, e) || !delivery_put(&rc->step.trail, &rc->step.of, &d, e))
        return false;
    long before = line->received_copies;
    if (delivery_counts(d.condition)) {
        line->received_copies += copies;
        if (!requisition_received(rc->step.req, &rc->step.of, d.item_id, copies, e))
            return false;
    }
    long over = line->received_copies - (before > line->copies ? before : line->copies);
    tell(rc, &d, over);
    return true;
}

/* ---- the lines of the command ---- */

struct asked {
    struct requisition_line *line;
    const struct item *item;
    long copies;
};

static bool take_pair(struct receiving *rc, size_t n, struct asked *asked, struct err *e) {
    struct requisition *of = &rc->step.of;
    struct requisition_line *lines = (struct requisition_line *)of->lines.list;
    struct req *r = rc->step.req;
    const struct item *item;
    const char *text = fields_nth(rc->step.fields, "copies", n);
    long copies;
    if (!item_lookup(r, fields_nth(rc->step.fields, "item", n), &item, e) ||
        !parse_int(r->mem, "copies", text ? text : "", (struct range){0, QUANTITY_MOST}, &copies, e))
        return false;
    for (size_t i = 0; i < of->lines.count; i++)
        if (lines[i].item_id == item->id) {
            if (asked[i].line)
                return err_set(e, ERR_INPUT, "item", "%s stands there twice", item->code);
            asked[i] = (struct asked){&lines[i], item, copies};
            return true;
        }
    return err_set(e, ERR_NOT_FOUND, "item",
                   "%s has no line for %s; what came without being ordered: guidestock stock receive %s %ld",
                   of->number, item->code, item->code, copies);
}

/* With --all, what is not named came in full. */
static bool take_rest(struct receiving *rc, struct asked *asked, struct err *e) {
    struct requisition *of = &rc->step.of;
    struct requisition_line *lines = (struct requisition_line *)of->lines.list;
    for (size_t i = 0; i < of->lines.count; i++) {
        if (asked[i].line)
            continue;
        asked[i].line = &lines[i];
        asked[i].copies = lines[i].copies > lines[i].received_copies ? lines[i].copies - lines[i].received_copies : 0;
        if (!item_lookup(rc->step.req, lines[i].item, &asked[i].item, e))
            return false;
    }
    return true;
}

static bool read_asked(struct receiving *rc, struct asked *asked, struct err *e) {
    const struct fields *f = rc->step.fields;
    bool all = fields_has(f, "all"), pairs = fields_has(f, "item");
    const char *word = fields_get(f, "condition");
    for (size_t i = 0; condition_words[i]; i++)
        if (word && strcmp(condition_words[i], word) == 0)
            rc->condition = delivery_conditions[i];
    if (!all && !pairs)
        return err_set(e, ERR_INPUT, "all",
                       "what came? All of it: guidestock requisition receive %s --all; or name the items and copies",
                       rc->step.of.number);
    if (all && (word || fields_has(f, "edition")))
        return err_set(e, ERR_INPUT, "all",
                       "--%s is for items that are named; record them in a command of their own, then the rest with "
                       "--all",
                       word ? "condition" : "edition");
    for (size_t n = 0; fields_nth(f, "item", n); n++)
        if (!take_pair(rc, n, asked, e))
            return false;
    return !all || take_rest(rc, asked, e);
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
        if (asked[i].line && asked[i].copies > 0 && !receive_line(rc, asked[i].line, asked[i].item, asked[i].copies, e))
            return false;
    return settle(rc, e);
}

/* Nothing received, part, or all. */
static enum requisition_status state_of(const struct requisition_line *lines, size_t count) {
    bool all = true, some = false;
    for (size_t i = 0; i < count; i++) {
        all = all && lines[i].received_copies >= lines[i].copies;
        some = some || lines[i].received_copies > 0;
    }
    return all ? REQUISITION_CLOSED : some ? REQUISITION_PART_RECEIVED : REQUISITION_SENT;
}

/* The event comes first, for the deliveries name it; so its state must be known before they are made. */
static enum requisition_status state_after(const struct receiving *rc, const struct asked *asked) {
    const struct requisition *of = &rc->step.of;
    struct requisition_line *lines = mem_alloc(rc->step.req->mem, (of->lines.count + 1) * sizeof *lines);
    memcpy(lines, of->lines.list, of->lines.count * sizeof *lines);
    for (size_t i = 0; i < of->lines.count; i++)
        if (asked[i].line && delivery_counts(rc->condition))
            lines[i].received_copies += asked[i].copies;
    return state_of(lines, of->lines.count);
}

/* What came, for the event: with it the history of the requisition tells its deliveries. */
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

/* Units taken for copies: said, for it is easily done. */
static void note_units(struct receiving *rc, const struct asked *asked) {
    struct req *r = rc->step.req;
    for (size_t i = 0; i < rc->step.of.lines.count; i++) {
        const struct requisition_line *l = asked[i].line;
        if (l && l->copies_per_unit != INT_NONE && asked[i].copies > 0 && asked[i].copies < l->copies_per_unit &&
            asked[i].copies <= l->units)
            answer_note(r, rc->step.answer,
                        "%ld of %s: that is %s, and it was ordered in units of %ld. If you meant units: guidestock "
                        "requisition receive %s --undo, then receive %s %s %ld",
                        asked[i].copies, l->item, asked[i].copies == 1 ? "1 copy" : "copies", l->copies_per_unit,
                        rc->step.of.number, rc->step.of.number, l->item, asked[i].copies * l->copies_per_unit);
    }
}

static bool receive(struct receiving *rc, struct err *e) {
    struct mem *m = rc->step.req->mem;
    struct asked *asked = mem_alloc(m, (rc->step.of.lines.count + 1) * sizeof *asked);
    const char *note;
    long copies = 0;
    bool ok = fields_text(rc->step.fields, "note", 500, &note, e) && read_asked(rc, asked, e);
    for (size_t i = 0; ok && i < rc->step.of.lines.count; i++)
        copies += asked[i].line ? asked[i].copies : 0;
    if (ok && copies == 0)
        ok = err_set(e, ERR_INPUT, "copies", "nothing came: then there is nothing to record");
    ok = ok && make_step(rc, state_after(rc, asked), asked_words(rc, asked, note), e) && receive_asked(rc, asked, e);
    if (ok)
        note_units(rc, asked);
    const char *note_words =
        ok && *rc->beside
            ? mem_printf(m, "\nA note to the warehouse: guidestock requisition discrepancy %s", rc->step.of.number)
            : "";
    const char *text = ok ? mem_printf(m, "%s: received %s.%s%s%s", rc->step.of.number, rc->words, owed_words(rc),
                                       rc->beside, note_words)
                          : "";
    return step_end(&rc->step, ok, "requisition receive", text, e);
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

/* The last delivery that still stands; 0: none does. */
static long last_event(const struct deliveries *all) {
    long last = 0;
    for (size_t i = 0; i < all->count; i++)
        if (!all->list[i].undone && all->list[i].reverses == INT_NONE && all->list[i].event > last)
            last = all->list[i].event;
    return last;
}

static const char taken_back[] = "taken back: "; /* how the note of the event begins */

/* What the delivery of that event was, as the event says it. */
static const char *event_words(const struct requisition *of, long event) {
    const struct requisition_event *events = of->events.list;
    for (size_t i = 0; i < of->events.count; i++)
        if (events[i].id == event && events[i].note)
            return events[i].note;
    return "";
}

/* Twice in a row may be a slip: the one before is taken back only when that is asked for. */
static bool check_again(struct receiving *rc, const char *what, struct err *e) {
    const struct requisition *of = &rc->step.of;
    const struct requisition_event *events = of->events.list, *last = &events[of->events.count - 1];
    bool again = last->note && strncmp(last->note, taken_back, sizeof taken_back - 1) == 0;
    return !again || fields_has(rc->step.fields, "again") ||
           err_set(e, ERR_RULE, "undo",
                   "the last delivery of %s is taken back already; the one before it was %s. To take that back, too: "
                   "guidestock requisition receive %s --undo --again",
                   of->number, what, of->number);
}

/* As it will be without that delivery. */
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

static bool take_back(struct receiving *rc, struct err *e) {
    struct mem *m = rc->step.req->mem;
    const struct requisition *of = &rc->step.of;
    struct deliveries all = {0};
    bool ok = deliveries_load(rc->step.req, of, &all, e);
    long last = last_event(&all);
    const char *what = event_words(of, last);
    if (ok && last == 0)
        ok = err_set(e, ERR_RULE, "undo", "%s has no delivery to take back", of->number);
    if (ok && of->state == REQUISITION_CLOSED && state_of(of->lines.list, of->lines.count) != REQUISITION_CLOSED)
        ok = err_set(e, ERR_RULE, "undo", "%s was closed short; its deliveries stay as they are", of->number);
    ok = ok && check_again(rc, what, e) &&
         make_step(rc, state_without(rc, &all, last), mem_printf(m, "%s%s", taken_back, what), e);
    for (size_t i = 0; ok && i < all.count; i++)
        if (all.list[i].event == last && !all.list[i].undone)
            ok = reverse_row(rc, &all.list[i], e);
    ok = ok && settle(rc, e);
    return step_end(&rc->step, ok, "requisition receive",
                    ok ? mem_printf(m, "%s: the last delivery is taken back: %s.", of->number, rc->words) : "", e);
}

static bool requisition_receive(struct req *r, const struct fields *f, struct answer *a, struct err *e) {
    struct receiving rc = {
        .step = {.req = r, .fields = f, .answer = a}, .condition = "good", .words = "", .beside = ""};
    bool undo = fields_has(f, "undo");
    if (undo && (fields_has(f, "item") || fields_has(f, "all") || fields_has(f, "condition")))
        return err_set(e, ERR_INPUT, "undo",
                       "--undo takes the last delivery back as a whole; nothing else goes with it");
    return step_begin(&rc.step, undo ? STEP_TAKE_BACK : STEP_RECEIVE, e) &&
           (undo ? take_back(&rc, e) : receive(&rc, e));
}

static const struct param params[] = {
    {"requisition", PARAM_ARG, KIND_REQUISITION, "R", "its number", NULL},
    {"item", PARAM_SOME, KIND_ITEM, "ITEM", "what came of a line: a code or a material number", NULL},
    {"copies", PARAM_SOME, KIND_INT, "COPIES", "copies that came of it (not units)", NULL},
    {"all", PARAM_FLAG, KIND_TEXT, NULL, "all that is still to come is here (but for the items that are named)", NULL},
    {"condition", PARAM_OPTION, KIND_TEXT, "HOW",
     "of the items named: good (default), damaged, wrong-language, old-edition; damaged copies and another language "
     "are "
     "still owed",
     condition_words},
    {"edition", PARAM_OPTION, KIND_TEXT, "EDITION", "of another one than the current one: its name, or #2", NULL},
    {"note", PARAM_OPTION, KIND_TEXT, "TEXT", "a note, like the delivery's number", NULL},
    {"date", PARAM_OPTION, KIND_DATE, "DATE", "the day it came (default: today)", NULL},
    {"undo", PARAM_FLAG, KIND_TEXT, NULL, "take the last delivery back: it was written down wrongly", NULL},
    {"again", PARAM_FLAG, KIND_TEXT, NULL, "with --undo, behind another: take the one before it back, too", NULL},
    {0},
};
static const struct verb verbs[] = {
    {"requisition", "receive", "what came: onto the shelf, and off what is coming; partly and repeatedly", ACCESS_WRITE,
     0, ROLES_OFFICE, requisition_receive, params, &requisition_shape,
     EXAMPLE({"requisition", "1"}, {"item", "parent-guide.es"}, {"copies", "25"})},
};
const struct verbs receive_verbs = {verbs, sizeof verbs / sizeof *verbs};
