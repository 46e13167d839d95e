/*
 * sha256.h - SHA-256 (FIPS 180-4): the digest by which a person can tell that a report speaks of the file at hand (sha256sum, certutil).
 *
 * Anyone may use it. Identity of findings is another matter: findings/fingerprint_hash.h.
 */
#ifndef TENKEN_BASE_SHA256_H
#define TENKEN_BASE_SHA256_H

#include "base/slice.h"

struct sha256 {
	uint32_t state[8];
	unsigned char tail[64]; /* bytes not yet mixed in */
	uint64_t length;        /* of all bytes so far */
};

enum { SHA256_HEX_LENGTH = 64 };

void sha256_init(struct sha256 *hash);
void sha256_add(struct sha256 *hash, struct slice bytes);
void sha256_finish(struct sha256 *hash, char hex[SHA256_HEX_LENGTH]); /* without a NUL */

#endif
