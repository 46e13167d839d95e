#include "engine/values/numbers.h"

#include "base/number_text.h"

#include <math.h>

/* The names CEL has for what is no number, as its conversions know them. */
static bool read_name(struct slice text, double *number)
{
	bool negative = slice_starts_with(text, SLICE_OF("-"));
	struct slice name = slice_part(text, negative || slice_starts_with(text, SLICE_OF("+")), text.length);

	if (slice_equal(name, SLICE_OF("NaN")) || slice_equal(name, SLICE_OF("nan")))
		*number = (double)NAN;
	else if (slice_equal(name, SLICE_OF("Infinity")) || slice_equal(name, SLICE_OF("infinity")) || slice_equal(name, SLICE_OF("inf")))
		*number = negative ? (double)-INFINITY : (double)INFINITY;
	else
		return false;
	return true;
}

bool double_read(struct slice text, double *number)
{
	return number_text_read(text, number) || read_name(text, number);
}
