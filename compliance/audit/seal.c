#include "compliance/audit/seal.h"

#include "base/buf.h"
#include "base/db.h"

#include <string.h>

const char *seal_of(struct mem *m, const void *salt, const char *text) {
    const struct hash none = {{0}};
    struct hash hash;
    struct buf b = {0};
    char hex[2 * HASH_BYTES + 1];
    buf_add(&b, salt, SALT_BYTES);
    buf_text(&b, text);
    hash_link(&hash, &none, b.data, b.length);
    hash_text(hex, &hash);
    buf_free(&b);
    return mem_text(m, hex);
}

const char *seal_fault(struct mem *m, struct query *row) {
    size_t bytes;
    const char *seal = sql_peek_text(row, 1), *text = sql_peek_text(row, 3);
    const void *salt = sql_peek_blob(row, 2, &bytes);
    bool purged = sql_get_int(row, 4) == 1;
    if (!seal || !text)
        return seal && !text && !purged ? "is missing" : !seal && text ? "does not belong there" : NULL;
    if (purged)
        return "should have been purged";
    return bytes == SALT_BYTES && strcmp(seal_of(m, salt, text), seal) == 0 ? NULL : "was changed";
}
