/* From a function's number to its body. */
#include "engine/functions/functions.h"

static function_body *const bodies[FUNCTION_COUNT] = {
#define FUNCTION(id_, name_, name_ja_, flags_, help_ja_, help_en_) [FUNCTION_##id_] = function_##id_,
#define SIGNATURE(id_, pattern_)
#include "program/expressions/functions.def"
#undef FUNCTION
#undef SIGNATURE
};

struct cel_value function_call(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
			       size_t count)
{
	return bodies[call->function](evaluation, call, arguments, count);
}
