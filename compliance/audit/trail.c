#include "compliance/audit/trail.h"

#include "base/db.h"

#include <string.h>

bool trail_head(struct req *r, long *last, struct hash *head, struct err *e) {
    struct query *q = sql(r->db, "SELECT id, hash FROM trail WHERE school = $1 ORDER BY id DESC LIMIT 1");
    sql_int(q, r->school);
    *last = 0;
    memset(head, 0, sizeof *head);
    if (sql_row(q)) {
        *last = sql_get_int(q, 0);
        chain_read_hash(q, 1, head);
    }
    return sql_end(q, e);
}

bool trail_at(struct req *r, long place, struct hash *hash, struct err *e) {
    struct query *q = sql(r->db, "SELECT hash FROM trail WHERE school = $1 AND id = $2");
    memset(hash, 0, sizeof *hash);
    sql_int(q, r->school);
    sql_int(q, place);
    if (sql_row(q))
        chain_read_hash(q, 0, hash);
    return sql_end(q, e);
}

enum { GROUP_BYTES = 4 };

const char *trail_head_text(struct mem *m, const struct hash *head) {
    struct buf b = {0};
    for (size_t i = 0; i < HASH_BYTES; i++)
        buf_printf(&b, "%s%02x", i > 0 && i % GROUP_BYTES == 0 ? "-" : "", head->bytes[i]);
    const char *text = mem_text(m, b.data);
    buf_free(&b);
    return text;
}

bool trail_head_parse(const char *text, struct hash *out) {
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    size_t n = 0;
    memset(out, 0, sizeof *out);
    for (; *text; text++) {
        if (*text == ' ' || *text == '-')
            continue;
        const char *digit = strchr(digits, *text);
        if (!digit || n == (size_t)2 * HASH_BYTES)
            return false;
        out->bytes[n / 2] |= (unsigned char)((digit - digits) % 16 << (n % 2 == 0 ? 4 : 0));
        n++;
    }
    return n == (size_t)2 * HASH_BYTES;
}

const char *trail_at_text(struct mem *m, const char *at) {
    if (!at || strlen(at) < 16)
        return "an unknown day";
    return mem_printf(m, "%.10s %.5s UTC", at, at + 11);
}

bool trail_find(struct req *r, const struct hash *head, struct trail_place *out, struct err *e) {
    struct query *q =
        sql(r->db, "SELECT t.id, t.at, (SELECT count(*) FROM trail a WHERE a.school = $1 AND a.id > t.id) "
                   "FROM trail t WHERE t.school = $1 AND t.hash = $2 LIMIT 1");
    *out = (struct trail_place){0};
    sql_int(q, r->school);
    sql_blob(q, head->bytes, HASH_BYTES);
    if (sql_row(q))
        *out = (struct trail_place){
            .place = sql_get_int(q, 0), .at = sql_get_text(q, 1, r->mem), .after = sql_get_int(q, 2)};
    return sql_end(q, e);
}

bool trail_begin(struct trail *t, struct req *r, struct err *e) {
    *t = (struct trail){.req = r};
    return r->school == 0 || trail_head(r, &t->last, &t->head, e);
}

void trail_start_chain(struct trail *t) {
    t->last = 0;
    memset(&t->head, 0, sizeof t->head);
}

static const struct chain_column columns[] = {
    {"at", CHAIN_TEXT}, {"actor", CHAIN_TEXT}, {"action", CHAIN_TEXT}, {"subject", CHAIN_TEXT}, {"detail", CHAIN_TEXT},
};
const struct chain_table trail_table = CHAIN_TABLE("trail", columns, NULL);

bool trail_end(struct trail *t, bool ok, const char *action, const char *subject, const char *detail, struct err *e) {
    const struct chain_value row[] = {{t->req->now}, {t->req->actor}, {action}, {subject}, {detail}};
    ok = ok && chain_put(t, &trail_table, row, NULL, e);
    if (ok) {
        db_witness(t->req->db);
        t->req->recorded = true;
    }
    buf_free(&t->text);
    return ok;
}

void trail_drop(struct trail *t) {
    buf_free(&t->text);
    t->req->dropped = true;
}
