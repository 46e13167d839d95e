/* What overlays say of themselves in explanations: for the rule they change, and for every rule that uses their lexicon or table. */
#include "rules/overlays/overlay.h"

#include "base/text_builder.h"

/* ---- what was added ---- */

/* On one line, in the form of the file. The depth is bounded by the reader's limit. */
static void add_flow(struct text_builder *text, const struct yaml_node *node)
{
	bool mapping = node->kind == YAML_MAPPING;

	if (node->kind == YAML_SCALAR) {
		text_builder_add(text, slice_trim(node->text));
		return;
	}
	text_builder_add_char(text, mapping ? '{' : '[');
	for (size_t i = 0; i < node->count; i++) {
		text_builder_add_string(text, i ? ", " : "");
		if (mapping) {
			text_builder_add(text, node->keys[i].text);
			text_builder_add_string(text, ": ");
		}
		add_flow(text, &node->items[i]);
	}
	text_builder_add_char(text, mapping ? '}' : ']');
}

static struct slice flow_text(struct arena *arena, const struct yaml_node *node)
{
	struct text_builder text;

	text_builder_init(&text, arena);
	add_flow(&text, node);
	return text_builder_finish(&text);
}

/* Words stand together; a row of a table has a line of its own. */
static const struct rule_change *words_told(const struct overlay *overlay, struct arena *arena, size_t *count)
{
	static const struct {
		size_t key;
		struct slice names;
	} lists[] = {{OVERLAY_WORDS, SLICE("words|言葉")}, {OVERLAY_BLOCKERS, SLICE("blockers|除く言葉")}};
	struct rule_change *changes = arena_array(arena, struct rule_change, COUNT_OF(lists));

	*count = 0;
	for (size_t i = 0; i < COUNT_OF(lists); i++)
		if (overlay->values[lists[i].key])
			changes[(*count)++] = (struct rule_change){
				.key = lists[i].names, .after = flow_text(arena, overlay->values[lists[i].key])};
	return changes;
}

static const struct rule_change *rows_told(const struct overlay *overlay, struct arena *arena, size_t *count)
{
	const struct yaml_node *rows = overlay->values[OVERLAY_ROWS];
	struct rule_change *changes = arena_array(arena, struct rule_change, rows->count);

	*count = rows->count;
	for (size_t i = 0; i < rows->count; i++)
		changes[i] = (struct rule_change){.key = SLICE_OF("row|行"), .after = flow_text(arena, &rows->items[i])};
	return changes;
}

void overlay_tell_added(struct overlay *overlay, struct arena *arena)
{
	if (overlay->kind == OVERLAY_LEXICON) {
		overlay->told.lexicon = overlay->target;
		overlay->told.changes = words_told(overlay, arena, &overlay->told.change_count);
	} else if (overlay->kind == OVERLAY_TABLE) {
		overlay->told.table = overlay->target;
		overlay->told.changes = rows_told(overlay, arena, &overlay->told.change_count);
	}
}

/* ---- whom it concerns ---- */

static bool reads(const struct expression *node, const struct overlay *overlay)
{
	if (!node)
		return false;
	if (node->kind == EXPRESSION_CALL && overlay->kind == OVERLAY_LEXICON && node->function == FUNCTION_mentions)
		if (slice_equal(node->resolved.lexicon->name, overlay->target))
			return true;
	if (node->kind == EXPRESSION_CALL && overlay->kind == OVERLAY_TABLE &&
	    (node->function == FUNCTION_lookup || node->function == FUNCTION_row_from || node->function == FUNCTION_row_period ||
	     node->function == FUNCTION_in_table))
		if (slice_equal(node->resolved.table->name, overlay->target))
			return true;
	struct expression_parts parts = expression_parts(node);

	for (size_t i = 0; i < parts.count; i++)
		if (reads(parts.items[i], overlay))
			return true;
	return false;
}

static bool any_reads(const struct rule_let *named, size_t count, const struct overlay *overlay)
{
	for (size_t i = 0; i < count; i++)
		if (reads(named[i].expression, overlay))
			return true;
	return false;
}

static bool revision_uses(const struct rule_revision *revision, const struct overlay *overlay)
{
	const struct rule_batch *batch = revision->batch;

	if (reads(revision->applies.expression, overlay) || reads(revision->condition.expression, overlay) ||
	    reads(revision->decided_by.expression, overlay) || any_reads(revision->lets, revision->let_count, overlay))
		return true;
	return batch && (any_reads(batch->columns, batch->column_count, overlay) || any_reads(batch->overall, batch->overall_count, overlay) || reads(batch->listed.expression, overlay) ||
			 reads(batch->listed_by.expression, overlay));
}

static bool concerns(const struct overlay *overlay, const struct rule *rule)
{
	if (overlay->kind == OVERLAY_CHANGE || overlay->kind == OVERLAY_DISABLE)
		return slice_equal(overlay->target, rule->id);
	for (size_t i = 0; i < rule->revision_count; i++)
		if (revision_uses(&rule->revisions[i], overlay))
			return true;
	return false;
}

const struct rule_overlay *overlay_told(const struct overlay_list *list, struct arena *arena, const struct rule *rule, size_t *count)
{
	struct rule_overlay *told = NULL;

	*count = 0;
	for (size_t i = 0; i < list->count; i++) {
		if (!concerns(&list->items[i], rule))
			continue;
		if (!told)
			told = arena_array(arena, struct rule_overlay, list->count - i);
		told[(*count)++] = list->items[i].told;
	}
	return told;
}
