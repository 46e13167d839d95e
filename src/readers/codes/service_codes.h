/*
 * service_codes.h - the official table of service codes, or an office's own list, from a CSV: which class each code belongs to.
 * For the linter (--service-codes).
 *
 * Columns go by their headings, in any order, titles above them are stepped over: the code in one column (サービスコード) or in two
 * (種類 and 項目), and its 区分, or else its name (生活援助2, 身体介護1生活1), which tells the class of home help.
 */
#ifndef TENKEN_READERS_CODES_SERVICE_CODES_H
#define TENKEN_READERS_CODES_SERVICE_CODES_H

#include "base/failure.h"
#include "base/memory/arena.h"
#include "model/model.h"
#include "text/source.h"

struct service_code {
	struct slice code;   /* six characters */
	unsigned item_class; /* enum item_class_value */
};

struct service_codes {
	const struct service_code *items; /* each code once, in the order of the file */
	size_t count;
	struct slice unknown; /* headings that were not read, as written, separated by 、; empty without */
	uint64_t headings_at; /* first byte of the row of headings */
};

/*
 * Reads the bytes of the source, UTF-8 or CP932, which sets its encoding. False with "path:line:column: what is wrong and what to do".
 * All lives in `arena`.
 */
bool service_codes_read(struct service_codes *codes, struct arena *arena, struct source *source, struct failure *failure);

#endif
