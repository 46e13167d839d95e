/* The compiler's names and problems, and the way through lexer, parser and checker. */
#include "rules/expressions/expression_compiler.h"

#include "rules/expressions/expression_syntax.h"

#include <assert.h>

void expression_compiler_init(struct expression_compiler *compiler, struct arena *arena, struct arena *scratch,
			      const struct key_table *keys)
{
	*compiler = (struct expression_compiler){.arena = arena, .scratch = scratch, .keys = keys, .slots_used = SLOT_FIRST_FREE};
}

void expression_compiler_add_name(struct expression_compiler *compiler, struct expression_name name)
{
	compiler->names = arena_with_room(compiler->arena, compiler->names, compiler->name_count, &compiler->name_capacity,
					  sizeof *compiler->names);
	assert(name.slot < LIMIT_EXPRESSION_SLOTS);
	compiler->names[compiler->name_count++] = name;
	if (name.slot >= compiler->slots_used)
		compiler->slots_used = name.slot + 1;
}

void expression_compiler_add_scope(struct expression_compiler *compiler, enum rule_scope scope)
{
	enum rule_scope path[SCOPE_DEPTH];
	size_t depth = rule_scope_path(scope, path);

	for (size_t i = 0; i < depth; i++) {
		const struct rule_scope_info *info = rule_scope_info(path[i]);

		expression_compiler_add_name(compiler, (struct expression_name){.name = info->name,
										.name_ja = info->names_ja,
										.type = type_of_record(info->record),
										.slot = (unsigned)path[i]});
	}
}

unsigned expression_compiler_next_slot(const struct expression_compiler *compiler)
{
	unsigned slot = SLOT_FIRST_FREE;

	for (size_t i = 0; i < compiler->name_count; i++)
		if (compiler->names[i].slot >= slot)
			slot = compiler->names[i].slot + 1;
	return slot;
}

const struct expression *expression_compiler_add_let(struct expression_compiler *compiler, struct slice name, struct slice text,
						     unsigned *slot)
{
	const struct expression *expression = expression_compile(compiler, text, NULL);

	*slot = expression_compiler_next_slot(compiler);
	if (*slot >= LIMIT_EXPRESSION_SLOTS / 2) { /* the other half is for the variables of macros */
		expression_report(compiler, 0, 0, SLICE_OF("「計算」に置く名前が多すぎます。"), SLICE_OF("too many names in `let`"));
		expression = NULL;
		*slot = SLOT_FIRST_FREE;
	}
	expression_compiler_add_name(
		compiler, (struct expression_name){.name = name,
						   .type = expression ? expression->type : type_simple(TYPE_POISON),
						   .slot = *slot});
	return expression;
}

void expression_compiler_forget_names(struct expression_compiler *compiler, size_t name_count)
{
	assert(name_count <= compiler->name_count);
	compiler->name_count = name_count;
}

void expression_report(struct expression_compiler *compiler, uint32_t offset, uint32_t length, struct slice message,
		       struct slice message_en)
{
	if (compiler->problem_count >= LIMIT_EXPRESSION_PROBLEMS)
		return;
	compiler->problems = arena_with_room(compiler->arena, compiler->problems, compiler->problem_count, &compiler->problem_capacity,
					     sizeof *compiler->problems);
	compiler->problems[compiler->problem_count++] =
		(struct expression_problem){.offset = offset, .length = length, .message = message, .message_en = message_en};
}

void expression_compiler_clear_problems(struct expression_compiler *compiler)
{
	compiler->problem_count = 0;
}

const struct expression *expression_compile(struct expression_compiler *compiler, struct slice text, const struct type *wanted)
{
	size_t problems = compiler->problem_count, names = compiler->name_count;
	struct syntax *syntax = expression_parse(compiler, text);
	const struct expression *expression;

	if (!syntax)
		return NULL;
	expression = expression_check(compiler, syntax, wanted);
	assert(compiler->name_count == names);
	(void)names;
	return compiler->problem_count == problems && problems < LIMIT_EXPRESSION_PROBLEMS ? expression : NULL;
}
