/* The table of functions, from functions.def. */
#include "program/expressions/functions.h"

#include "base/compiler.h"

#include <assert.h>

static const struct function_info functions[FUNCTION_COUNT] = {
#define FUNCTION(id_, name_, name_ja_, flags_, help_ja_, help_en_)                                                       \
	[FUNCTION_##id_] = {.name = SLICE(name_),                                                                        \
			    .name_ja = SLICE(name_ja_),                                                                  \
			    .flags = flags_,                                                                             \
			    .help_ja = SLICE(help_ja_),                                                                  \
			    .help_en = SLICE(help_en_)},
#define SIGNATURE(id_, pattern_)
#include "program/expressions/functions.def"
#undef FUNCTION
#undef SIGNATURE
};

static const struct signature signatures[] = {
#define FUNCTION(id_, name_, name_ja_, flags_, help_ja_, help_en_)
#define SIGNATURE(id_, pattern_) {.function = FUNCTION_##id_, .pattern = SLICE(pattern_)},
#include "program/expressions/functions.def"
#undef FUNCTION
#undef SIGNATURE
};

const struct function_info *function_info(enum function function)
{
	assert(function < FUNCTION_COUNT);
	return &functions[function];
}

const struct signature *function_signatures(enum function function, size_t *count)
{
	size_t first = 0;

	while (signatures[first].function != function)
		first++;
	*count = 0;
	while (first + *count < COUNT_OF(signatures) && signatures[first + *count].function == function)
		++*count;
	return &signatures[first];
}

enum function function_by_name(struct slice name)
{
	for (unsigned i = 0; i < FUNCTION_COUNT; i++)
		if (slice_equal(functions[i].name, name) || (functions[i].name_ja.length && slice_equal(functions[i].name_ja, name)))
			return (enum function)i;
	return FUNCTION_COUNT;
}
