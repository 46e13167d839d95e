/*
 * functions.h - the bodies of the functions of program/functions.def. For the engine alone.
 *
 * A body gets its arguments evaluated: proper values, unless the function takes cells. `call` is for errors and for what the
 * compiler resolved. Types have been checked in rules; a body still answers a wrong kind with CEL_ERROR_NO_OVERLOAD.
 */
#ifndef TENKEN_ENGINE_FUNCTIONS_FUNCTIONS_H
#define TENKEN_ENGINE_FUNCTIONS_FUNCTIONS_H

#include "engine/evaluator.h"

typedef struct cel_value function_body(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				       size_t count);

#define FUNCTION(id, name, name_ja, flags, help_ja, help_en) function_body function_##id;
#define SIGNATURE(id, pattern)
#include "program/expressions/functions.def"
#undef FUNCTION
#undef SIGNATURE

/* Is similarity(a, b) surely less? Asked of texts that are mostly quite different, for which it need not be worked out. */
bool similarity_stays_below(struct evaluation *evaluation, struct cel_value a, struct cel_value b, double least);

struct cel_value function_call(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
			       size_t count);

/* A text of the document is made comparable (normalize_for_comparison) once for all rules; anything else now. */
struct slice function_text_for_comparison(struct evaluation *evaluation, struct cel_value text);

#endif
