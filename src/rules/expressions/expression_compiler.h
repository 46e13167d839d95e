/*
 * expression_compiler.h - from the text of a condition to a checked tree, with messages for people where it is wrong.
 *
 * The subset of CEL and its types are described in docs; the functions in program/functions.def. Never includes the engine.
 */
#ifndef TENKEN_RULES_EXPRESSIONS_EXPRESSION_COMPILER_H
#define TENKEN_RULES_EXPRESSIONS_EXPRESSION_COMPILER_H

#include "base/limits.h"
#include "model/key_table.h"
#include "program/expressions/expression.h"
#include "program/lexicon.h"
#include "program/rule_scope.h"
#include "program/tables.h"

/* A name an expression may use. */
struct expression_name {
	struct slice name, name_ja; /* the Japanese one may be empty */
	const struct type *type;
	unsigned slot; /* of the evaluation */
};

/* One mistake in the text of an expression. */
struct expression_problem {
	uint32_t offset, length;          /* bytes in the text given to expression_compile */
	struct slice message, message_en; /* with the nearest name, when one is near */
};

struct expression_compiler {
	struct arena *arena;   /* the trees and the messages; outlives everything compiled */
	struct arena *scratch; /* used while compiling; reset by the caller when it likes */
	const struct key_table *keys;
	const struct lexicon_set *lexicons; /* may be NULL: then mentions() of any lexicon is a problem */
	const struct lookup_table_set *tables;     /* may be NULL likewise */
	bool conformance; /* all of CEL, texts not normalised, mixed lists and dyn allowed: for the conformance tests */
	bool in_message;  /* compiling a placeholder, where functions may make text for the language of the message */
	bool collecting;  /* facts for a rule over many plans: supplied() may be asked */
	bool unchecked;   /* conformance: types are not checked before running */

	struct expression_name *names;
	size_t name_count, name_capacity;
	unsigned slots_used; /* the highest slot + 1 of everything compiled so far; at most LIMIT_EXPRESSION_SLOTS */

	struct expression_problem *problems; /* of everything compiled since expression_compiler_clear_problems */
	size_t problem_count, problem_capacity;
};

void expression_compiler_init(struct expression_compiler *compiler, struct arena *arena, struct arena *scratch,
			      const struct key_table *keys);

/* Makes a name visible to what is compiled from now on; a later name hides an earlier one. */
void expression_compiler_add_name(struct expression_compiler *compiler, struct expression_name name);
/* The scope's name and every name above it, in their slots. */
void expression_compiler_add_scope(struct expression_compiler *compiler, enum rule_scope scope);
/*
 * A named expression (let): compiles it, gives it the next free slot and makes the name visible. NULL when it is wrong; the name
 * is then visible with a type that fits everywhere, so that its users are not reported too.
 */
const struct expression *expression_compiler_add_let(struct expression_compiler *compiler, struct slice name, struct slice text,
						     unsigned *slot);
/* Back to `name_count` names, as it was before: between rules. */
void expression_compiler_forget_names(struct expression_compiler *compiler, size_t name_count);

/*
 * The checked tree, or NULL when something is wrong: then problems were added. `wanted` is the type it must have (bool for a
 * condition), or NULL for any. The text must outlive the tree; offsets count from its beginning.
 */
const struct expression *expression_compile(struct expression_compiler *compiler, struct slice text, const struct type *wanted);

void expression_compiler_clear_problems(struct expression_compiler *compiler);

#endif
