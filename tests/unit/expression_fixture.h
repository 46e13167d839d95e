/* For tests of the rule language: a compiler and an evaluation, and names with values. */
#ifndef TENKEN_TESTS_EXPRESSION_FIXTURE_H
#define TENKEN_TESTS_EXPRESSION_FIXTURE_H

#include "engine/evaluator.h"
#include "model/dates/date.h"
#include "rules/expressions/expression_compiler.h"

struct fixture {
	struct arena program, scratch, document, keys_arena;
	struct key_table keys;
	struct expression_compiler compiler;
	struct evaluation evaluation;
	unsigned next_slot;
};

static inline void fixture_open(struct fixture *fixture)
{
	arena_init(&fixture->program, NULL);
	arena_init(&fixture->scratch, NULL);
	arena_init(&fixture->document, NULL);
	arena_init(&fixture->keys_arena, NULL);
	key_table_init(&fixture->keys, &fixture->keys_arena);
	expression_compiler_init(&fixture->compiler, &fixture->program, &fixture->program, &fixture->keys);
	evaluation_init(&fixture->evaluation, &fixture->scratch, &fixture->document, NULL, date_from_calendar((struct calendar_date){2025, 4, 1}));
	fixture->next_slot = SLOT_FIRST_FREE;
}

static inline void fixture_close(struct fixture *fixture)
{
	arena_release(&fixture->program);
	arena_release(&fixture->scratch);
	arena_release(&fixture->document);
	arena_release(&fixture->keys_arena);
}

/* A name of a type with a value, until fixture_close. */
static inline void fixture_name(struct fixture *fixture, const char *name, const struct type *type, struct cel_value value)
{
	expression_compiler_add_name(&fixture->compiler, (struct expression_name){.name = slice_from_string(name),
										  .type = type,
										  .slot = fixture->next_slot});
	evaluation_set_value(&fixture->evaluation, fixture->next_slot++, value);
}

static inline const struct expression *fixture_compile(struct fixture *fixture, const char *text)
{
	expression_compiler_clear_problems(&fixture->compiler);
	return expression_compile(&fixture->compiler, slice_from_string(text), NULL);
}

/* The value; CEL_PENDING, which no expression has, when it does not compile. */
static inline struct cel_value fixture_evaluate(struct fixture *fixture, const char *text)
{
	const struct expression *expression = fixture_compile(fixture, text);

	if (!expression)
		return (struct cel_value){.kind = CEL_PENDING};
	fixture->evaluation.steps = 0;
	fixture->evaluation.exhausted = false;
	return evaluate(&fixture->evaluation, expression);
}

#endif
