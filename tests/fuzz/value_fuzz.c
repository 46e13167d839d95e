/* A cell as a value of every kind: the first two bytes choose the field, the third whether it is a code. */
#include "fuzz/fuzz.h"

#include "model/values/value_read.h"
#include "text/unicode/normalize.h"
#include "text/unicode/utf8.h"

#include <assert.h>

void fuzz_one(struct fuzz *fuzz, struct slice input)
{
	unsigned high = fuzz_choice(&input, 64), low = fuzz_choice(&input, 64);
	enum field field = (enum field)((high * 64 + low) % FIELD_COUNT);
	struct value_reader reader = {fuzz->check.base.keys, &fuzz->check.run, &fuzz->check.scratch, fuzz_choice(&input, 2) != 0};
	struct value value = {.offset = 7};
	enum field_kind kind = field_info(field)->kind;

	if (utf8_check(input) != UTF8_VALID || kind == KIND_RECORD || kind == KIND_LIST_RECORD)
		return;
	struct value_reading reading = value_read(&reader, field, input, &value);

	assert(value.presence != PRESENCE_NOT_SUPPLIED && value.offset == 7);
	assert(utf8_check(reading.word) == UTF8_VALID && utf8_check(reading.expected) == UTF8_VALID);
	if (kind == KIND_ENUM && value.presence == PRESENCE_WRITTEN)
		assert(value.is.enumerated < enum_info((enum enum_kind)field_info(field)->element)->count);
	struct slice once = normalize(&fuzz->check.run, input);

	assert(slice_equal(once, normalize(&fuzz->check.run, once)));
}
