/* CP932: what the check accepts is decoded without loss and means the same when it is encoded again. */
#include "fuzz/fuzz.h"

#include "text/cp932/cp932.h"

#include <assert.h>

void fuzz_one(struct fuzz *fuzz, struct slice input)
{
	size_t bad = 0, first_bad = CP932_VALID;

	for (size_t at = 0, from = 0; at < input.length; from = at) {
		unsigned char again[2];
		uint32_t character = cp932_next(input, &at);

		assert(at > from && at - from <= 2 && at <= input.length);
		if (character == CP932_NONE) {
			first_bad = bad++ ? first_bad : from;
			continue;
		}
		size_t length = cp932_encode(character, again), end = 0;

		assert(length > 0 && cp932_next(slice_of((const char *)again, length), &end) == character && end == length);
	}
	assert(cp932_check(input) == first_bad);
	struct text_builder text;

	text_builder_init(&text, &fuzz->check.run);
	assert(cp932_add_decoded(&text, input) == bad);
}
