/* count: what is on the shelf, beside what the ledger said at the time of counting (docs/ordering.md, "Counts"). At
 * most one count of a school is open. Its figures wait until it is applied, and then set the ledger right by
 * adjustments, all or none.
 *
 * A figure belongs to a moment: the printing of its sheet, its entry, or the end of an earlier day. What moved after
 * that moment keeps its effect. What is recorded later but lies before the moment (a movement of an earlier day, an
 * undoing) belongs to the record that the figure is compared with. */
#ifndef INVENTORY_COUNT_COUNT_H
#define INVENTORY_COUNT_COUNT_H

#include "catalog/edition.h"
#include "compliance/audit/trail.h"

struct count {
    long id; /* 0: no such count */
    const char *status, *begun_at, *begun_by, *ended_at, *ended_by;
    long sheet;   /* place of the chain when its sheet was printed; INT_NONE: it has none */
    int sheet_on; /* the day of its printing */
    int since;    /* the day of its sheet or of its first figure, whichever is earlier */
    long figures;
};

/* The last one of that status (open, applied, given up), or id 0. */
bool count_find(struct req *r, const char *status, struct count *out, struct err *e);

/* One figure: copies of an edition of an item. */
struct count_line {
    long item_id, edition_number;
    const char *item, *edition; /* codes and names; edition NULL: not known */
    const char *word;           /* how the edition is named (edition_word) */
    const char *shown;          /* "esy.en"; with an edition that is not current "esy.en (Sep 2018)" */
    long counted;
    long book;    /* what the ledger says of its moment, as it is known now */
    int on_date;  /* the day of counting */
    long place;   /* of the chain at its moment; 0: the end of the day */
    long entered; /* place of the chain when it was entered */
    const char *at, *by;
    long difference;       /* counted less book */
    long moved, movements; /* after its moment: the sum of the copies, and how many */
    long doubtful;         /* of that, what moved between the sheet and the entry: before or after the counting? */
    long after;            /* what the ledger will say: counted and what moved */
    const char *note;
    const struct hint *command; /* to enter the figure again, where the note asks for it; or NULL */
};

struct count_lines {
    struct count_line *list; /* in the order of the reference guide */
    size_t count;
};

bool count_lines_load(struct req *r, const struct count *of, struct count_lines *out, struct err *e);

/* ---- changes, between trail_begin and trail_end ---- */

struct count_figure {
    const struct item *of;
    long edition, counted;
    int date;
    bool now; /* counted now, even where there is a sheet */
};

/* Fills f->edition with the number of the edition that the word names (edition_find), or of the one current on f->date
 * where the word is NULL. */
bool count_edition(struct mem *m, const struct editions *all, const char *word, struct count_figure *f, struct err *e);

/* Puts the figure into the open count `c`, which begins with it when its id is 0; fills `line` with it. */
bool count_put(struct trail *t, struct count *c, const struct count_figure *f, struct count_line *line, struct err *e);

/* Gives the open count a sheet as of now, and begins a count where none is open. A sheet that figures were compared
 * with stays (*kept). */
bool count_put_sheet(struct trail *t, struct count *c, bool *kept, struct err *e);

bool count_remove(struct req *r, const struct count *c, long item, long *removed, struct err *e);
bool count_end(struct req *r, const struct count *c, const char *status, struct err *e);

/* For verify: calls `found` for each count that is not open, applied or given up as the trail says. */
bool count_verify(struct req *r, void (*found)(void *where, const char *what), void *where, struct err *e);

/* Stores the record that the line was at last compared with. */
bool count_settle_line(struct req *r, const struct count *c, const struct count_line *l, struct err *e);

/* ---- the shelf ---- */

/* What there is to count: each item of the school, and each other edition that has copies. */
struct shelf_row {
    const struct item *of;
    const char *edition, *shown; /* edition NULL: not known */
    long edition_number, on_hand;
    bool superseded;
    int from; /* of an edition that is yet to come; else DATE_NONE */
};
struct shelf {
    struct shelf_row *list;
    size_t count;
};
bool count_shelf(struct req *r, struct shelf *out, struct err *e);

/* ---- where orders are made ---- */

/* By item: the day on which its current edition was last counted, of the counts that were applied. */
struct count_age {
    long item;
    int on_date;
};
bool count_ages(struct req *r, long item, struct count_age **list, size_t *count, struct err *e);

struct counted_item { /* of an order */
    const char *item;
    int on_date; /* when it was last counted; DATE_NONE: never */
};

/* Notes those that were never counted, or not in the last 60 school days. */
bool count_note_ages(struct req *r, const struct counted_item *list, size_t count, struct answer *a, struct err *e);

/* To enter the figure of a line again, counted now; `quantity` may be hint_blank. */
const struct hint *count_again(struct mem *m, const char *words, const struct count_line *l, const char *quantity);

/* The trail's words for a figure: "esy.en 18 (record 20)". */
const char *count_words(struct mem *m, const struct count_line *l);

extern const struct verbs count_verbs;

#endif
