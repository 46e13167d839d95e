#include "engine/batch/facts/batch_left_out.h"

#include "engine/results/missing_words.h"

void batch_left_out_begin(struct batch_left_out_notes *notes, const struct document *document, const struct rule_runner_options *options,
			  size_t rule_count)
{
	*notes = (struct batch_left_out_notes){
		.results = {.arena = document->arena, .document = document, .options = options, .rule_count = rule_count}};
}

static void note(struct batch_left_out_notes *notes, const struct rule *rule, struct slice what, struct slice key)
{
	for (size_t i = 0; i < notes->count; i++)
		if (notes->items[i].rule == rule && slice_equal(notes->items[i].what, what) && slice_equal(notes->items[i].key, key))
			return;
	notes->items = arena_with_room(notes->results.arena, notes->items, notes->count, &notes->capacity, sizeof *notes->items);
	notes->items[notes->count++] = (struct batch_left_out_note){rule, what, key};
}

/* ---- a row of a table ---- */

/* The first lookup of the table in the tree; NULL when it stands elsewhere. */
static const struct expression *lookup_of(const struct expression *node, const struct lookup_table *table)
{
	const struct expression *found = NULL;

	if (!node)
		return NULL;
	if (node->kind == EXPRESSION_CALL && node->function == FUNCTION_lookup && slice_equal(node->resolved.table->name, table->name))
		return node;
	struct expression_parts parts = expression_parts(node);

	for (size_t i = 0; i < parts.count && !found; i++)
		found = lookup_of(parts.items[i], table);
	return found;
}

/* The first key that was looked up, when it is a text: a code that somebody can add to the table. */
static struct slice key_looked_up(const struct batch_left_out_notes *notes, struct evaluation *evaluation,
				  const struct expression *expression, const struct lookup_table *table)
{
	const struct expression *lookup = lookup_of(expression, table);

	if (!lookup || lookup->count < 2)
		return slice_of("", 0);
	struct cel_value key = evaluate(evaluation, lookup->items[0]);

	return key.kind == CEL_STRING ? arena_copy(notes->results.arena, cel_text(key)) : slice_of("", 0);
}

static void note_table(struct batch_left_out_notes *notes, const struct rule *rule, struct evaluation *evaluation,
		       const struct expression *expression, struct cel_origin origin)
{
	struct slice key = key_looked_up(notes, evaluation, expression, origin.table);

	note(notes, rule, rule_results_missing_words(&notes->results, origin), key);
}

/* ---- */

void batch_left_out_missing(struct batch_left_out_notes *notes, const struct rule *rule, struct evaluation *evaluation,
			    const struct expression *expression, struct cel_value value)
{
	struct cel_origin origins[16];
	size_t count = cel_origins_of(value, origins, COUNT_OF(origins));

	for (size_t i = 0; i < count && i < COUNT_OF(origins); i++) {
		if (origins[i].table)
			note_table(notes, rule, evaluation, expression, origins[i]);
		else
			note(notes, rule, rule_results_missing_words(&notes->results, origins[i]), slice_of("", 0));
	}
}

void batch_left_out_blank(struct batch_left_out_notes *notes, const struct rule *rule, struct cel_value value)
{
	bool english = notes->results.options->language == LANGUAGE_EN;
	struct arena *arena = notes->results.arena;
	struct cel_origin origin = {.field = FIELD_COUNT};
	struct slice blank = english ? SLICE_OF(" (blank)") : SLICE_OF("（空欄）");

	if (value.kind == CEL_ERROR && value.sub == CEL_ERROR_UNREADABLE)
		blank = english ? SLICE_OF(" (unreadable)") : SLICE_OF("（読み取れない）");
	cel_origins_of(value, &origin, 1);
	struct slice cell = english ? SLICE_OF("a cell") : SLICE_OF("項目");

	if (origin.record)
		cell = form_address(arena, origin.record, origin.field, false, english);
	note(notes, rule, arena_print(arena, "%.*s%.*s", SLICE_PRINT(cell), SLICE_PRINT(blank)), slice_of("", 0));
}

void batch_left_out_form(struct batch_left_out_notes *notes, const struct rule *rule, const struct record *absent)
{
	note(notes, rule, rule_results_missing_words(&notes->results, (struct cel_origin){absent, FIELD_COUNT, NULL}), slice_of("", 0));
}

void batch_left_out_write(const struct batch_left_out_notes *notes, struct text_builder *to, struct batch_shared *shared)
{
	struct text_builder entry;

	text_builder_init(&entry, notes->results.arena);
	for (size_t i = 0; i < notes->count; i++) {
		text_builder_clear(&entry);
		batch_write_shared(&entry, shared, notes->items[i].what);
		batch_write_shared(&entry, shared, notes->items[i].key);
		batch_write_number(to, (uint64_t)notes->items[i].rule->number * BATCH_ENTRY_KINDS + BATCH_ENTRY_LEFT_OUT);
		batch_write_text(to, text_builder_slice(&entry));
	}
}
