#include "tests/support/paper.h"

#include "compliance/audit/trail.h"
#include "inventory/order/delivery.h"

#include <check.h>
#include <string.h>

const char long_title[] = "Everything that Parents and Guardians of Pupils with Disabilities Wanted to Know about "
                          "Individualized Education Programs, Least Restrictive Environments, Assessment Plans, "
                          "Mediation, Complaints and Hearings, and Did not Dare to Ask Because Nobody Had the Time";

void add_scripts(struct world *w) {
    static const char *const tags[] = {"hy", "zh", "fa", "fil", "ko", "ru", "vi", "ar"};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        look_done(w,
                  mem_printf(w->mem, "catalog add pg.%s --publication parent-guide --number 970000000%zu", tags[i], i));
        look_done(w, mem_printf(w->mem, "stock adjust pg.%s %zu --reason opening", tags[i], 7 * i + 1));
        look_done(w, mem_printf(w->mem, "language set %s %zu", tags[i], 3 * i + 1));
    }
}

void add_many(struct world *w, int count) {
    for (int i = 0; i < count; i++) {
        look_done(w,
                  mem_printf(
                      w->mem,
                      "catalog add more-%03d.en --publication more-%03d --title 'Leaflet %03d of many' --kind brochure",
                      i, i, i));
        look_done(w, mem_printf(w->mem, "stock adjust more-%03d.en %d --reason opening", i, i + 1));
    }
}

struct buf paper(struct world *w, const char *line) {
    look_done(w, line);
    ck_assert_int_eq(w->answer.form, ANSWER_BYTES);
    ck_assert_int_eq(memcmp(w->answer.bytes.data, "%PDF-", 5), 0);
    return pdf_text(&w->answer.bytes, "-layout");
}

void expect_all(const struct buf *text, const char *const *words) {
    for (size_t i = 0; words[i]; i++)
        pdf_expect(text, words[i]);
}

void expect_every_word(struct world *w, const struct buf *text, const char *words) {
    for (const char *at = words; *at; at += strspn(at, " ")) {
        size_t n = strcspn(at, " ");
        pdf_expect(text, mem_textn(w->mem, at, n));
        at += n;
    }
}

const struct deliver_case two_short[] = {{"parent-guide.en", "good", 40, "2026-09-14"}, {0}};

void deliver(struct world *w, const char *number, const char *status, const struct deliver_case *rows) {
    struct trail t;
    struct requisition q;
    struct err e = {0};
    ck_assert_msg(db_begin(w->db, w->req.school, &e) && trail_begin(&t, &w->req, &e), "%s", e.message);
    const struct requisition_event ev = {.date = w->req.today};
    long event;
    int to = 0;
    while (strcmp(requisition_status_names[to], status) != 0)
        to++;
    bool ok = requisition_load(&w->req, number, &q, &e) &&
              requisition_step(&t, &q, (enum requisition_status)to, &ev, &event, &e);
    for (; ok && rows->item; rows++) {
        struct delivery d = {.event = event,
                             .condition = rows->condition,
                             .copies = rows->copies,
                             .movement = INT_NONE,
                             .reverses = INT_NONE};
        d.item_id = world_count(w, mem_printf(w->mem, "SELECT id FROM item WHERE code = '%s'", rows->item));
        ck_assert(date_parse_iso(rows->date, &d.on_date));
        ok = delivery_put(&t, &q, &d, &e) &&
             (!delivery_counts(d.condition) || requisition_received(&w->req, &q, d.item_id, d.copies, &e));
    }
    ck_assert_msg(db_end(w->db, trail_end(&t, ok, "test", number, "delivered", &e), &e), "%s", e.message);
}

void open_with_order(struct world *w) {
    world_open(w, "senior", "2026-09-15");
    look_done(w, "school set requester='Pat Clerk' phone='(555) 010-0100' region=East");
    look_done(w, "requisition new --date 2026-09-01");
    look_done(w, "requisition add 1 parent-guide.en 50 --reason more");
    look_done(w, "requisition add 1 lre.en 20 --reason more");
}
