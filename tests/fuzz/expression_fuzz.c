/* Any text as a condition: compiled, or told what is wrong within it; evaluated over a sparse plan. */
#include "fuzz/fuzz.h"

#include "engine/evaluator.h"
#include "rules/expressions/expression_compiler.h"

#include <assert.h>

void fuzz_one(struct fuzz *fuzz, struct slice input)
{
	struct check *check = &fuzz->check;
	struct expression_compiler compiler;
	struct evaluation evaluation;
	struct record *plan = record_new(&check->run, RECORD_Plan, NULL, FIELD_COUNT, 0);

	plan->self.presence = PRESENCE_WRITTEN;
	*record_value(plan, Plan_plan_date) = (struct value){.presence = PRESENCE_WRITTEN, .is.date = check->as_of};
	*record_value(plan, Plan_policy) = (struct value){.presence = PRESENCE_WRITTEN, .is.text = input};
	expression_compiler_init(&compiler, &check->run, &check->scratch, check->base.keys);
	compiler.lexicons = &check->base.loaded.set->lexicons;
	compiler.tables = &check->base.loaded.set->tables;
	expression_compiler_add_scope(&compiler, SCOPE_PLAN);
	const struct expression *expression = expression_compile(&compiler, input, NULL);

	assert(expression || compiler.problem_count);
	for (size_t i = 0; i < compiler.problem_count; i++)
		assert((size_t)compiler.problems[i].offset + compiler.problems[i].length <= input.length);
	evaluation_init(&evaluation, &check->file, &check->document, compiler.lexicons, check->as_of);
	evaluation_begin_document(&evaluation);
	evaluation_begin_node(&evaluation);
	evaluation_set_record(&evaluation, SCOPE_PLAN, plan);
	if (expression)
		evaluation_verdict(&evaluation, evaluate(&evaluation, expression));
}
