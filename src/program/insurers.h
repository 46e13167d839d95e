/*
 * insurers.h - whose plans a local rule, change, word or row holds for, by insurer number (保険者番号). For rules, engine and linter.
 */
#ifndef TENKEN_PROGRAM_INSURERS_H
#define TENKEN_PROGRAM_INSURERS_H

#include "base/slice.h"

struct insurers {
	const struct slice *numbers; /* "999913" */
	size_t count;                /* 0: every plan */
};

static inline bool insurers_include(const struct insurers *insurers, struct slice number)
{
	for (size_t i = 0; i < insurers->count; i++)
		if (slice_equal(insurers->numbers[i], number))
			return true;
	return insurers->count == 0;
}

#endif
