#include "engine/batch/batch_fault.h"

/* Which text of the rule the failed node stands in; the judgement when nothing better is known. */
static const struct rule_text *text_with(const struct rule_revision *revision, const struct expression *node)
{
	const struct rule_batch *batch = revision->batch;
	const struct rule_condition *const conditions[] = {&revision->applies, &revision->decided_by, &batch->listed, &batch->listed_by};

	for (size_t i = 0; i < COUNT_OF(conditions); i++)
		if (conditions[i]->written.source && expression_holds(conditions[i]->expression, node))
			return &conditions[i]->written;
	for (size_t i = 0; i < batch->column_count; i++)
		if (expression_holds(batch->columns[i].expression, node))
			return &batch->columns[i].written;
	for (size_t i = 0; i < batch->overall_count; i++)
		if (expression_holds(batch->overall[i].expression, node))
			return &batch->overall[i].written;
	for (size_t i = 0; i < revision->let_count; i++)
		if (expression_holds(revision->lets[i].expression, node))
			return &revision->lets[i].written;
	return &revision->condition.written;
}

void batch_fault_report(struct finding_list *faults, const struct rule *rule, const struct rule_revision *revision,
			const struct evaluation *evaluation, struct cel_value value)
{
	bool exhausted = evaluation->exhausted || value.kind != CEL_ERROR;
	const struct expression *node = exhausted ? NULL : value.is.expression;
	const struct rule_text *text = node ? text_with(revision, node) : &revision->condition.written;
	struct place place = {source_view(text->source, faults->arena), text->offset, text->length};
	struct slice why = faults->english ? SLICE_OF("it takes too many steps") : SLICE_OF("計算の量が多すぎます");

	if (!exhausted)
		why = cel_error_message(value, faults->english);
	if (node) {
		place.offset = rule_text_offset(text, node->offset);
		place.length = rule_text_offset(text, node->offset + node->length) - place.offset;
	}
	finding_add_builtin(faults, BUILTIN_RULE_FAULT, place, (struct slice[]){rule->id, why}, 2);
}
