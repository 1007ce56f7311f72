/* hash: SHA-256, for the trail. Through libsodium. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdbool.h>
#include <stddef.h>

enum { HASH_BYTES = 32 };

struct hash {
    unsigned char bytes[HASH_BYTES];
};

/* of `before` (all zero for the first of a chain) followed by the text */
void hash_link(struct hash *out, const struct hash *before, const char *text, size_t bytes);

void hash_text(char out[2 * HASH_BYTES + 1], const struct hash *hash); /* in hex, lower case */

/* A short fingerprint of a text, never below zero: for finding it again, not for trust. */
long hash_mark(const char *text, size_t bytes);

/* Random bytes that nobody can guess. */
enum { SALT_BYTES = 16 };
void hash_salt(unsigned char out[SALT_BYTES]);

#endif
