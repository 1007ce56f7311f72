/* hash: SHA-256, for the trail. Through libsodium. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/mem.h"

#include <stdbool.h>
#include <stddef.h>

enum { HASH_BYTES = 32 };

struct hash {
    unsigned char bytes[HASH_BYTES];
};

/* of `before` (all zero for the first of a chain) followed by the text */
void hash_link(struct hash *out, const struct hash *before, const char *text, size_t bytes);

/* A short fingerprint of a text, 16 bytes: two texts of one fingerprint do not happen by chance. */
enum { HASH_MARK = 16 };
void hash_mark(unsigned char out[HASH_MARK], const char *text, size_t bytes);

const char *hash_hex(struct mem *m, const struct hash *h);

#endif
