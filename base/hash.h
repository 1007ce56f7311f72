/* hash: SHA-256, for the trail. Through libsodium. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdbool.h>
#include <stddef.h>

enum { HASH_BYTES = 32 };

struct hash {
    unsigned char bytes[HASH_BYTES];
};

/* The hash of `before` (all zero for the first row of a chain) followed by the text. */
void hash_link(struct hash *out, const struct hash *before, const char *text, size_t bytes);

void hash_text(char out[2 * HASH_BYTES + 1], const struct hash *hash); /* in hex, lower case */

/* A short fingerprint of a text, never negative. It finds a text again; it proves nothing. */
long hash_mark(const char *text, size_t bytes);

/* Fills with random bytes from the system. */
enum { SALT_BYTES = 16 };
void hash_salt(unsigned char out[SALT_BYTES]);

#endif
