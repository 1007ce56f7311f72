#include "base/hash.h"

#include <sodium.h>

void hash_link(struct hash *out, const struct hash *before, const char *text, size_t bytes) {
    crypto_hash_sha256_state s;
    crypto_hash_sha256_init(&s);
    crypto_hash_sha256_update(&s, before->bytes, HASH_BYTES);
    crypto_hash_sha256_update(&s, (const unsigned char *)text, bytes);
    crypto_hash_sha256_final(&s, out->bytes);
}

void hash_mark(unsigned char out[HASH_MARK], const char *text, size_t bytes) {
    crypto_generichash(out, HASH_MARK, (const unsigned char *)text, bytes, NULL, 0);
}

const char *hash_hex(struct mem *m, const struct hash *h) {
    char *text = mem_alloc(m, HASH_BYTES * 2 + 1);
    return sodium_bin2hex(text, HASH_BYTES * 2 + 1, h->bytes, HASH_BYTES);
}
