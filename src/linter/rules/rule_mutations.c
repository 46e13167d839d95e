#include "linter/rules/rule_mutations.h"

#include "base/text_builder.h"

#include <string.h>

struct mutating {
	const struct loaded_rules *loaded;
	const struct key_table *keys;
	struct arena *arena; /* of the findings */
	struct arena *work;  /* of one mutation */
	struct finding_list *findings;
	struct mutation_counts counts;
	/* the rule at hand, and the text a part of which is dropped */
	const struct rule *rule;
	const struct rule_revision *revision;
	const struct rule_text *written;
	const struct expression *const *whole; /* which expression of the revision it is */
	struct slice key;
};

/* Where the copy of a tree differs from it: item `item` of the && `at` is not there. */
struct dropping {
	struct arena *arena;
	const struct expression *at;
	uint32_t item;
};

/* The depth is bounded by LIMIT_EXPRESSION_HEIGHT. */
static const struct expression *without(const struct dropping *dropping, const struct expression *node)
{
	struct expression_parts parts = expression_parts(node);
	struct expression *copy = arena_new(dropping->arena, struct expression);
	bool operands = parts.items == node->operands;
	const struct expression **copies = operands ? copy->operands : arena_array(dropping->arena, const struct expression *, parts.count);
	size_t kept = 0;

	*copy = *node;
	for (size_t i = 0; i < parts.count; i++)
		if (node != dropping->at || i != dropping->item)
			copies[kept++] = without(dropping, parts.items[i]);
	if (!operands && parts.count)
		copy->items = copies;
	if (node == dropping->at)
		copy->count = (uint32_t)kept;
	return kept == 1 && node == dropping->at ? copies[0] : copy;
}

/* The named values with another expression in place of the one at hand, or NULL when it is none of theirs. */
static const struct rule_let *put_let(struct mutating *mutating, const struct rule_let *lets, size_t count, const struct expression *expression)
{
	for (size_t i = 0; i < count; i++) {
		if (mutating->whole != &lets[i].expression)
			continue;
		struct rule_let *changed = arena_array(mutating->work, struct rule_let, count);

		memcpy(changed, lets, count * sizeof *changed);
		changed[i].expression = expression;
		return changed;
	}
	return NULL;
}

/* In place of the expression at hand, which is one of the revision's. */
static void put(struct mutating *mutating, struct rule_revision *changed, const struct expression *expression)
{
	const struct rule_revision *revision = mutating->revision;
	const struct rule_let *lets = put_let(mutating, revision->lets, revision->let_count, expression);

	if (mutating->whole == &revision->applies.expression) {
		changed->applies.expression = expression;
	} else if (mutating->whole == &revision->condition.expression) {
		changed->condition.expression = expression;
	} else if (lets) {
		changed->lets = lets;
	} else {
		struct rule_batch *batch = arena_new(mutating->work, struct rule_batch);

		*batch = *revision->batch;
		batch->columns = put_let(mutating, batch->columns, batch->column_count, expression);
		changed->batch = batch;
	}
}

/* The rule with one of its expressions in another form; alone in its set, which has everything else of the whole. */
static struct rule_set *mutant_set(struct mutating *mutating, const struct expression *expression)
{
	const struct rule *rule = mutating->rule;
	struct rule_set *set = arena_new(mutating->work, struct rule_set);
	struct rule *mutant = arena_new(mutating->work, struct rule);
	struct rule_revision *revisions = arena_array(mutating->work, struct rule_revision, rule->revision_count);

	memcpy(revisions, rule->revisions, rule->revision_count * sizeof *revisions);
	put(mutating, &revisions[mutating->revision - rule->revisions], expression);
	*mutant = *rule;
	mutant->number = 0;
	mutant->revisions = revisions;
	*set = *mutating->loaded->set;
	set->rules = mutant;
	set->count = 1;
	return set;
}

/* On one line, as it is written. */
static struct slice part_text(struct mutating *mutating, const struct expression *part)
{
	struct slice text = slice_part(mutating->written->text, part->offset, part->offset + part->length);
	struct text_builder line;
	bool blank = false;

	text_builder_init(&line, mutating->arena);
	for (size_t i = 0; i < text.length; i++) {
		bool is_blank = text.data[i] == ' ' || text.data[i] == '\n';

		if (!is_blank || !blank)
			text_builder_add_char(&line, is_blank ? ' ' : text.data[i]);
		blank = is_blank;
	}
	return slice_trim(text_builder_finish(&line));
}

static void report_survivor(struct mutating *mutating, const struct expression *part)
{
	const struct rule_text *written = mutating->written;
	uint64_t from = rule_text_offset(written, part->offset), to = rule_text_offset(written, part->offset + part->length);
	struct place place = {source_view(written->source, mutating->findings->arena), from, to - from};

	if (written->made)
		place = (struct place){place.source, written->offset, written->length};
	mutating->counts.survived++;
	finding_add_builtin(mutating->findings, BUILTIN_RULE_PART_UNTESTED, place,
			    (struct slice[]){mutating->rule->id, part_text(mutating, part), mutating->key}, 3);
}

static void drop_each(struct mutating *mutating, const struct expression *node)
{
	if (!node)
		return;
	for (uint32_t i = 0; node->kind == EXPRESSION_AND && i < node->count; i++) {
		arena_reset(mutating->work);
		struct dropping dropping = {mutating->work, node, i};
		struct rule_set *set = mutant_set(mutating, without(&dropping, *mutating->whole));

		mutating->counts.run++;
		if (rule_examples_hold(mutating->loaded, set, mutating->keys, mutating->work))
			report_survivor(mutating, node->items[i]);
	}
	struct expression_parts parts = expression_parts(node);

	for (size_t i = 0; i < parts.count; i++)
		drop_each(mutating, parts.items[i]);
}

static void mutate(struct mutating *mutating, const struct rule_text *written, const struct expression *const *whole, struct slice key)
{
	mutating->written = written;
	mutating->whole = whole;
	mutating->key = key;
	drop_each(mutating, *whole);
}

static void mutate_lets(struct mutating *mutating, const struct rule_let *lets, size_t count, struct slice key)
{
	for (size_t i = 0; i < count; i++)
		mutate(mutating, &lets[i].written, &lets[i].expression, key);
}

static void mutate_rule(struct mutating *mutating, const struct rule *rule)
{
	mutating->rule = rule;
	for (size_t i = 0; i < rule->revision_count; i++) {
		const struct rule_revision *revision = &rule->revisions[i];

		if (revision->disabled)
			continue;
		mutating->revision = revision;
		mutate(mutating, &revision->applies.written, &revision->applies.expression, SLICE_OF("applies"));
		mutate_lets(mutating, revision->lets, revision->let_count, SLICE_OF("let"));
		if (revision->batch)
			mutate_lets(mutating, revision->batch->columns, revision->batch->column_count, SLICE_OF("collect"));
		mutate(mutating, &revision->condition.written, &revision->condition.expression,
		       revision->batch ? SLICE_OF("judge") : revision->must ? SLICE_OF("must") : SLICE_OF("problem"));
	}
}

struct mutation_counts rule_mutations_run(struct arena *arena, const struct loaded_rules *loaded, const struct key_table *keys,
					  const struct example_options *options, struct finding_list *findings)
{
	struct mutating mutating = {.loaded = loaded, .keys = keys, .arena = arena, .findings = findings};

	mutating.work = arena_new(arena, struct arena);
	arena_init_inner(mutating.work, arena);
	for (size_t i = 0; i < loaded->set->count; i++)
		if (example_options_select(options, &loaded->set->rules[i]))
			mutate_rule(&mutating, &loaded->set->rules[i]);
	arena_release(mutating.work);
	return mutating.counts;
}
