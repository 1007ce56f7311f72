#include "base/hash.h"

#include <limits.h>
#include <sodium.h>
#include <string.h>

void hash_link(struct hash *out, const struct hash *before, const char *text, size_t bytes) {
    crypto_hash_sha256_state s;
    crypto_hash_sha256_init(&s);
    crypto_hash_sha256_update(&s, before->bytes, HASH_BYTES);
    crypto_hash_sha256_update(&s, (const unsigned char *)text, bytes);
    crypto_hash_sha256_final(&s, out->bytes);
}

long hash_mark(const char *text, size_t bytes) {
    static const unsigned char key[crypto_shorthash_KEYBYTES] = "guidestock mark";
    unsigned char out[crypto_shorthash_BYTES];
    long mark;
    crypto_shorthash(out, (const unsigned char *)text, bytes, key);
    memcpy(&mark, out, sizeof mark);
    return mark & LONG_MAX;
}

void hash_text(char out[2 * HASH_BYTES + 1], const struct hash *hash) {
    sodium_bin2hex(out, 2 * HASH_BYTES + 1, hash->bytes, HASH_BYTES);
}

void hash_salt(unsigned char out[SALT_BYTES]) { randombytes_buf(out, SALT_BYTES); }
