/*
 * functions.h - the functions of the rule language with their signatures, from one table (functions.def).
 *
 * rules/ checks calls against the signatures; the bodies are the engine's (engine/functions/functions.h).
 */
#ifndef TENKEN_PROGRAM_EXPRESSIONS_FUNCTIONS_H
#define TENKEN_PROGRAM_EXPRESSIONS_FUNCTIONS_H

#include "base/slice.h"

enum function {
#define FUNCTION(id, name, name_ja, flags, help_ja, help_en) FUNCTION_##id,
#define SIGNATURE(id, pattern)
#include "program/expressions/functions.def"
#undef FUNCTION
#undef SIGNATURE
	FUNCTION_COUNT
};

enum function_flag {
	FUNCTION_PLAIN = 0,
	FUNCTION_METHOD = 1,      /* x.f(y) */
	FUNCTION_GLOBAL = 2,      /* f(x, y) */
	FUNCTION_TAKES_CELLS = 4, /* gets null, error and unknown itself instead of handing them on */
	FUNCTION_OF_CEL = 8,      /* part of CEL but not of rules: conformance only */
	FUNCTION_OF_MESSAGES = 16 /* its text is in the language of the message: in placeholders only */
};

struct function_info {
	struct slice name, name_ja;
	unsigned flags; /* of enum function_flag */
	struct slice help_ja, help_en;
};

struct signature {
	enum function function;
	struct slice pattern; /* see functions.def */
};

const struct function_info *function_info(enum function function);
/* All signatures, those of one function together in the order of the table. */
const struct signature *function_signatures(enum function function, size_t *count);
/* By English or Japanese name; FUNCTION_COUNT when there is none. */
enum function function_by_name(struct slice name);

#endif
