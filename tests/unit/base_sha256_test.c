/* SHA-256 against the examples of FIPS 180-4 (NIST) and in pieces. */
#include "base/sha256.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <stdlib.h>

static void expect(struct slice text, size_t piece, const char *hex)
{
	struct sha256 hash;
	char got[SHA256_HEX_LENGTH];

	sha256_init(&hash);
	for (size_t at = 0; at < text.length; at += piece)
		sha256_add(&hash, slice_part(text, at, at + piece));
	sha256_finish(&hash, got);
	assert_memory_equal(got, hex, SHA256_HEX_LENGTH);
}

static void test_examples(void **state)
{
	(void)state;
	expect(SLICE_OF(""), 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	expect(SLICE_OF("abc"), 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	expect(SLICE_OF("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), 56,
	       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

static void test_pieces_make_no_difference(void **state)
{
	enum { MILLION = 1000000 };
	char *many = malloc(MILLION);

	(void)state;
	assert_non_null(many);
	memset(many, 'a', MILLION);
	for (size_t piece = 1; piece < 300; piece += 37)
		expect(slice_of(many, MILLION), piece, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
	free(many);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_examples),
		cmocka_unit_test(test_pieces_make_no_difference),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
