#include "findings/fingerprint_hash.h"

#include <string.h>

static uint64_t rotate(uint64_t x, unsigned bits)
{
	return x << bits | x >> (64 - bits);
}

static void mix(uint64_t v[4], int rounds)
{
	while (rounds--) {
		v[0] += v[1];
		v[1] = rotate(v[1], 13) ^ v[0];
		v[0] = rotate(v[0], 32);
		v[2] += v[3];
		v[3] = rotate(v[3], 16) ^ v[2];
		v[0] += v[3];
		v[3] = rotate(v[3], 21) ^ v[0];
		v[2] += v[1];
		v[1] = rotate(v[1], 17) ^ v[2];
		v[2] = rotate(v[2], 32);
	}
}

static uint64_t read_number(const unsigned char *bytes, size_t count)
{
	uint64_t number = 0;

	for (size_t i = 0; i < count; i++)
		number |= (uint64_t)bytes[i] << 8 * i;
	return number;
}

static void write_number(unsigned char *bytes, uint64_t number)
{
	for (size_t i = 0; i < 8; i++)
		bytes[i] = (unsigned char)(number >> 8 * i);
}

static void add_word(uint64_t v[4], uint64_t word)
{
	v[3] ^= word;
	mix(v, 2);
	v[0] ^= word;
}

void fingerprint_hash_init(struct fingerprint_hash *hash, const unsigned char key[16])
{
	static const unsigned char nobody[16];

	if (!key)
		key = nobody;
	uint64_t k0 = read_number(key, 8), k1 = read_number(key + 8, 8);

	*hash = (struct fingerprint_hash){.state = {k0 ^ UINT64_C(0x736f6d6570736575), k1 ^ UINT64_C(0x646f72616e646f6d) ^ 0xEE,
						    k0 ^ UINT64_C(0x6c7967656e657261), k1 ^ UINT64_C(0x7465646279746573)}};
}

void fingerprint_hash_add_bytes(struct fingerprint_hash *hash, struct slice bytes)
{
	const unsigned char *next = (const unsigned char *)bytes.data;
	size_t left = bytes.length;
	unsigned held = 8 * (unsigned)(hash->length % 8); /* bits of a word that is not complete */
	uint64_t v[4], pending = hash->pending;

	memcpy(v, hash->state, sizeof v);
	for (; left >= 8; next += 8, left -= 8) {
		uint64_t word = read_number(next, 8);

		add_word(v, pending | word << held);
		pending = held ? word >> (64 - held) : 0;
	}
	uint64_t last = read_number(next, left);

	pending |= last << held;
	if (held + 8 * left >= 64) {
		add_word(v, pending);
		pending = last >> (64 - held);
	}
	memcpy(hash->state, v, sizeof v);
	hash->pending = pending;
	hash->length += bytes.length;
}

void fingerprint_hash_add_number(struct fingerprint_hash *hash, uint64_t number)
{
	unsigned char bytes[8];

	write_number(bytes, number);
	fingerprint_hash_add_bytes(hash, slice_of((const char *)bytes, sizeof bytes));
}

void fingerprint_hash_add_part(struct fingerprint_hash *hash, struct slice part)
{
	fingerprint_hash_add_number(hash, part.length);
	fingerprint_hash_add_bytes(hash, part);
}

struct fingerprint fingerprint_hash_finish(const struct fingerprint_hash *hash)
{
	struct fingerprint result;
	uint64_t v[4];

	memcpy(v, hash->state, sizeof v);
	add_word(v, (uint64_t)hash->length << 56 | hash->pending);
	v[2] ^= 0xEE;
	mix(v, 4);
	write_number(result.bytes, v[0] ^ v[1] ^ v[2] ^ v[3]);
	v[1] ^= 0xDD;
	mix(v, 4);
	write_number(result.bytes + 8, v[0] ^ v[1] ^ v[2] ^ v[3]);
	return result;
}
