#include "base/sha256.h"

enum { BLOCK = 64, ROUNDS = 64 };

/* The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
static const uint32_t constants[ROUNDS] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
	0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
	0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
	0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
	0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
	0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t rotate(uint32_t word, int by)
{
	return word >> by | word << (32 - by);
}

static void mix(struct sha256 *hash, const unsigned char *block)
{
	uint32_t w[ROUNDS], s[8];

	for (int i = 0; i < 16; i++)
		w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 | (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
	for (int i = 16; i < ROUNDS; i++) {
		uint32_t a = w[i - 15], b = w[i - 2];

		w[i] = w[i - 16] + w[i - 7] + (rotate(a, 7) ^ rotate(a, 18) ^ a >> 3) + (rotate(b, 17) ^ rotate(b, 19) ^ b >> 10);
	}
	memcpy(s, hash->state, sizeof s);
	for (int i = 0; i < ROUNDS; i++) {
		uint32_t first = s[7] + (rotate(s[4], 6) ^ rotate(s[4], 11) ^ rotate(s[4], 25)) + ((s[4] & s[5]) ^ (~s[4] & s[6])) +
				 constants[i] + w[i];
		uint32_t second = (rotate(s[0], 2) ^ rotate(s[0], 13) ^ rotate(s[0], 22)) +
				  ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));

		memmove(s + 1, s, 7 * sizeof *s);
		s[4] += first;
		s[0] = first + second;
	}
	for (int i = 0; i < 8; i++)
		hash->state[i] += s[i];
}

void sha256_init(struct sha256 *hash)
{
	*hash = (struct sha256){.state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}};
}

void sha256_add(struct sha256 *hash, struct slice bytes)
{
	const unsigned char *data = (const unsigned char *)bytes.data;
	size_t left = bytes.length, waiting = (size_t)(hash->length % BLOCK);

	if (!left)
		return;
	hash->length += left;
	if (waiting) {
		size_t part = left < BLOCK - waiting ? left : BLOCK - waiting;

		memcpy(hash->tail + waiting, data, part);
		data += part;
		left -= part;
		if (waiting + part < BLOCK)
			return;
		mix(hash, hash->tail);
	}
	for (; left >= BLOCK; data += BLOCK, left -= BLOCK)
		mix(hash, data);
	memcpy(hash->tail, data, left);
}

void sha256_finish(struct sha256 *hash, char hex[SHA256_HEX_LENGTH])
{
	static const char digits[] = "0123456789abcdef";
	uint64_t bits = hash->length * 8;
	size_t waiting = (size_t)(hash->length % BLOCK);

	hash->tail[waiting++] = 0x80;
	if (waiting > BLOCK - 8) {
		memset(hash->tail + waiting, 0, BLOCK - waiting);
		mix(hash, hash->tail);
		waiting = 0;
	}
	memset(hash->tail + waiting, 0, BLOCK - 8 - waiting);
	for (int i = 0; i < 8; i++)
		hash->tail[BLOCK - 1 - i] = (unsigned char)(bits >> 8 * i);
	mix(hash, hash->tail);
	for (int i = 0; i < SHA256_HEX_LENGTH; i++)
		hex[i] = digits[hash->state[i / 8] >> (28 - 4 * (i % 8)) & 15];
}
