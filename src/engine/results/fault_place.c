#include "engine/results/fault_place.h"

/* Which text of the rule the failed node stands in; the condition when nothing better is known. */
static const struct rule_text *text_with(const struct rule_revision *revision, const struct expression *node)
{
	if (expression_holds(revision->applies.expression, node))
		return &revision->applies.written;
	for (size_t i = 0; i < revision->let_count; i++)
		if (expression_holds(revision->lets[i].expression, node))
			return &revision->lets[i].written;
	return &revision->condition.written;
}

struct place fault_place(const struct rule_revision *revision, const struct expression *node, struct arena *arena)
{
	const struct rule_text *text = node ? text_with(revision, node) : &revision->condition.written;
	struct place place = {source_view(text->source, arena), text->offset, text->length};

	if (node) {
		place.offset = rule_text_offset(text, node->offset);
		place.length = rule_text_offset(text, node->offset + node->length) - place.offset;
	}
	return place;
}
