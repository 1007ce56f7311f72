/* papers: the forms beside the requisition, each as a PDF on Letter paper, one
 * file of drawing per form. Each adds its file to `pdf`, which the caller frees;
 * nothing is added on an error: ERR_IO (a font is missing), ERR_INPUT (a text is
 * not UTF-8). `fonts` is their folder, NULL for the system's. */
#ifndef FORMS_PAPERS_H
#define FORMS_PAPERS_H

#include "compliance/duty/duty.h"
#include "compliance/cases/register.h"
#include "compliance/school/school.h"
#include "compliance/duty/staff.h"
#include "office/day.h"
#include "inventory/order/discrepancy.h"
#include "inventory/stock_report.h"

struct paper { /* what every form prints with */
    const struct school *school;
    const struct settings *settings;
    const char *fonts;
};

/* Shelf labels on sheets of thirty (Avery 5160): `start` is the first free one of
 * the first sheet, 1 to 30, counted along the rows. */
enum { LABELS_ON_SHEET = 30 };
struct labels {
    const struct stock_line *list;
    size_t count;
    const struct languages *languages;
    long start;
};
bool labels_sheet(struct mem *m, const struct paper *on, const struct labels *labels, struct buf *pdf, struct err *e);

/* A page to write hand-outs on at the counter. */
bool issue_log(struct mem *m, const struct paper *on, struct buf *pdf, struct err *e);

/* What differs between the order and what was delivered, as of `today`. */
struct discrepancy_paper {
    const struct requisition *requisition;
    const struct discrepancy *found;
    int today;
};
bool discrepancy_note(struct mem *m, const struct paper *on, const struct discrepancy_paper *of, struct buf *pdf,
                      struct err *e);

/* The day-end sheet. */
bool day_sheet(struct mem *m, const struct paper *on, const struct day *day, struct buf *pdf, struct err *e);

/* A record of the clerical section of the School Designee Form, to sign; with blanks while there is nobody. */
struct designee_paper {
    const struct designee_state *state;
    const struct assignments *all; /* of the year */
    const struct staff *who;       /* who is it now; or NULL */
    int today;
};
bool designee_form(struct mem *m, const struct paper *on, const struct designee_paper *of, struct buf *pdf,
                   struct err *e);

/* Attachment A as a sheet that both sign. */
bool duty_sheet(struct mem *m, const struct paper *on, const struct duties *of, struct buf *pdf, struct err *e);

/* The stock report. */
bool stock_report(struct mem *m, const struct paper *on, const struct report *report, struct buf *pdf, struct err *e);

/* A register: its entries in the order given, `which` in the title. Landscape where its columns ask for it. */
struct register_paper {
    const struct register_book *book;
    const struct register_entries *entries;
    const char *which;
    bool cases; /* with what is of the cases */
};
bool register_paper(struct req *r, const struct paper *on, const struct register_paper *of, struct buf *pdf,
                    struct err *e);

#endif
