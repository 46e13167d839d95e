/*
 * fingerprint_hash.h - SipHash-2-4 with 128 bits over parts of text: the identity of findings and of rule sets. For findings
 * and rules.
 *
 * Every part goes in with its length, so that "ab" "c" and "a" "bc" differ. A key of its own makes hashes that only its owner
 * can compare (masked results); the all-zero key is everybody's. Aumasson and Bernstein, https://www.aumasson.jp/siphash/
 */
#ifndef TENKEN_FINDINGS_FINGERPRINT_HASH_H
#define TENKEN_FINDINGS_FINGERPRINT_HASH_H

#include "base/slice.h"

struct fingerprint_hash {
	uint64_t state[4];
	uint64_t pending; /* bytes not yet mixed in, the first lowest */
	size_t length;    /* of all bytes so far */
};

struct fingerprint {
	unsigned char bytes[16];
};

void fingerprint_hash_init(struct fingerprint_hash *hash, const unsigned char key[16]); /* NULL: all zero */
void fingerprint_hash_add_bytes(struct fingerprint_hash *hash, struct slice bytes);
void fingerprint_hash_add_number(struct fingerprint_hash *hash, uint64_t number);
void fingerprint_hash_add_part(struct fingerprint_hash *hash, struct slice part); /* length, then bytes */
struct fingerprint fingerprint_hash_finish(const struct fingerprint_hash *hash);  /* more may be added afterwards */

#endif
