/* What overlays make of the trees they change. */
#include "rules/overlays/overlay.h"

#include "rules/overlays/overlay_keys.h"

#include <assert.h>
#include <string.h>

static const struct rule_key change_keys[] = {OVERLAY_CHANGE_KEY_ROWS};

/* ---- whom they hold for ---- */

static bool holds_for(const struct overlay *overlay, const struct overlay_group *group)
{
	const struct insurers *insurers = &overlay->told.insurers;

	if (!insurers->count)
		return true;
	return group && insurers_include(insurers, group->insurers.numbers[0]);
}

static bool is_for(const struct overlay *overlay, enum overlay_kind kind, struct slice target)
{
	bool of_rule = overlay->kind == OVERLAY_CHANGE || overlay->kind == OVERLAY_DISABLE;

	return (overlay->kind == kind || (of_rule && kind == OVERLAY_CHANGE)) && slice_equal(overlay->target, target);
}

/* Do the same overlays hold for the plans of both insurers? */
static bool same_overlays(const struct overlay_list *list, enum overlay_kind kind, struct slice target, struct slice a, struct slice b)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct insurers *insurers = &list->items[i].told.insurers;

		if (is_for(&list->items[i], kind, target) && insurers_include(insurers, a) != insurers_include(insurers, b))
			return false;
	}
	return true;
}

static void add_to_groups(const struct overlay_list *list, struct rule_file_reading *reading, enum overlay_kind kind, struct slice target,
			  struct slice number, struct overlay_group *groups, size_t *count)
{
	size_t at = 0;

	while (at < *count && !same_overlays(list, kind, target, groups[at].insurers.numbers[0], number))
		at++;
	if (at == *count)
		groups[(*count)++] = (struct overlay_group){.disabled = false};
	struct insurers *insurers = &groups[at].insurers;

	if (insurers->count && insurers_include(insurers, number))
		return;
	struct slice *numbers = arena_array(reading->arena, struct slice, insurers->count + 1);

	if (insurers->count)
		memcpy(numbers, insurers->numbers, insurers->count * sizeof *numbers);
	numbers[insurers->count] = number;
	*insurers = (struct insurers){numbers, insurers->count + 1};
}

size_t overlay_groups(const struct overlay_list *list, struct rule_file_reading *reading, enum overlay_kind kind, struct slice target,
		      struct overlay_group **groups)
{
	size_t count = 0, numbers = 0;

	for (size_t i = 0; i < list->count; i++)
		if (is_for(&list->items[i], kind, target))
			numbers += list->items[i].told.insurers.count;
	if (numbers == 0)
		return 0;
	*groups = arena_array(reading->scratch, struct overlay_group, numbers);
	for (size_t i = 0; i < list->count; i++) {
		const struct overlay *overlay = &list->items[i];

		for (size_t k = 0; is_for(overlay, kind, target) && k < overlay->told.insurers.count; k++)
			add_to_groups(list, reading, kind, target, overlay->told.insurers.numbers[k], *groups, &count);
	}
	for (size_t g = 0; g < count; g++)
		for (size_t i = 0; i < list->count; i++)
			if (list->items[i].kind == OVERLAY_DISABLE && is_for(&list->items[i], kind, target) &&
			    holds_for(&list->items[i], &(*groups)[g]))
				(*groups)[g].disabled = true;
	return count;
}

/* ---- putting trees together ---- */

static size_t position(const struct yaml_node *mapping, struct slice names)
{
	size_t at = 0;

	while (at < mapping->count && !rule_key_is(names, mapping->keys[at].text))
		at++;
	return at;
}

/* The arrays of `mapping` have room for one more. */
static void put(struct yaml_node *mapping, struct slice names, const struct yaml_node *key, const struct yaml_node *value)
{
	size_t at = position(mapping, names);

	mapping->keys[at] = *key;
	mapping->items[at] = *value;
	if (at == mapping->count)
		mapping->count++;
}

static void drop(struct yaml_node *mapping, struct slice names)
{
	size_t at = position(mapping, names);

	if (at == mapping->count)
		return;
	mapping->count--;
	memmove(&mapping->keys[at], &mapping->keys[at + 1], (mapping->count - at) * sizeof *mapping->keys);
	memmove(&mapping->items[at], &mapping->items[at + 1], (mapping->count - at) * sizeof *mapping->items);
}

static struct yaml_node copy_with_room(struct arena *arena, const struct yaml_node *node, size_t more)
{
	struct yaml_node copy = *node;

	copy.items = arena_array(arena, struct yaml_node, node->count + more);
	if (node->count)
		memcpy(copy.items, node->items, node->count * sizeof *node->items);
	if (node->kind == YAML_MAPPING) {
		copy.keys = arena_array(arena, struct yaml_node, node->count + more);
		if (node->count)
			memcpy(copy.keys, node->keys, node->count * sizeof *node->keys);
	}
	return copy;
}

static struct yaml_node joined(struct arena *arena, const struct yaml_node *first, const struct yaml_node *second)
{
	struct yaml_node both = copy_with_room(arena, first, second->count);

	if (second->count)
		memcpy(both.items + first->count, second->items, second->count * sizeof *both.items);
	both.count += second->count;
	return both;
}

/* Names of the base stay where they are, so that later ones may use them; new ones follow. */
static struct yaml_node joined_lets(struct arena *arena, const struct yaml_node *first, const struct yaml_node *second)
{
	struct yaml_node both = copy_with_room(arena, first, second->count);

	for (size_t i = 0; i < second->count; i++)
		put(&both, second->keys[i].text, &second->keys[i], &second->items[i]);
	return both;
}

static struct slice text_at(const struct yaml_node *mapping, struct slice names)
{
	size_t at = position(mapping, names);

	return at < mapping->count && mapping->items[at].kind == YAML_SCALAR ? slice_trim(mapping->items[at].text) : slice_of("", 0);
}

/* ---- rules ---- */

/* An English text that says something else than the changed Japanese one is worse than none. */
static const struct {
	size_t japanese, english;
} translations[] = {
	{CHANGE_MESSAGE, CHANGE_MESSAGE_EN}, {CHANGE_QUESTION, CHANGE_QUESTION_EN}, {CHANGE_FIX, CHANGE_FIX_EN}};

static void put_change(struct rule_file_reading *reading, struct yaml_node *rule, const struct overlay *overlay, size_t number)
{
	const struct yaml_node *value = overlay->values[number];
	struct slice names = change_keys[number].names;
	struct yaml_node key = *overlay->target_node, merged = *value;

	if (number == CHANGE_BASIS_MORE)
		names = SLICE_OF("basis|根拠");
	key.text = first_name(names);
	size_t at = position(rule, names);
	bool there = at < rule->count && rule->items[at].kind == value->kind;

	if (number == CHANGE_BASIS_MORE && there)
		merged = joined(reading->arena, &rule->items[at], value);
	else if (number == CHANGE_LET && there)
		merged = joined_lets(reading->arena, &rule->items[at], value);
	else if (number == CHANGE_PROBLEM)
		drop(rule, change_keys[CHANGE_MUST].names);
	else if (number == CHANGE_MUST)
		drop(rule, change_keys[CHANGE_PROBLEM].names);
	for (size_t i = 0; i < COUNT_OF(translations); i++)
		if (number == translations[i].japanese)
			drop(rule, change_keys[translations[i].english].names);
	put(rule, names, &key, &merged);
}

/* What it was and what it is, the first time the overlay meets its rule. */
static void tell_changes(struct rule_file_reading *reading, const struct yaml_node *rule, struct overlay *overlay)
{
	struct rule_change *changes = arena_array(reading->arena, struct rule_change, CHANGE_COUNT);

	for (size_t i = CHANGE_TITLE; i < CHANGE_COUNT; i++) {
		const struct yaml_node *value = overlay->values[i];

		if (!value || i == CHANGE_TESTS)
			continue;
		changes[overlay->told.change_count++] = (struct rule_change){
			.key = change_keys[i].names,
			.before = text_at(rule, change_keys[i].names),
			.after = value->kind == YAML_SCALAR ? slice_trim(value->text) : slice_of("", 0),
		};
	}
	overlay->told.changes = changes;
}

/* The examples are run once, however many periods the rule has and for however many insurers it is changed. */
static void apply(struct rule_file_reading *reading, struct yaml_node *rule, struct overlay *overlay, bool again, bool examples)
{
	for (size_t i = CHANGE_TITLE; i < CHANGE_COUNT; i++) {
		if (!overlay->values[i] || (i == CHANGE_TESTS && !examples))
			continue;
		if (i == CHANGE_IN_FORCE && again)
			rule_mistake(reading, BUILTIN_RULE_CHANGED_PERIODS, overlay->values[i], &overlay->target, 1);
		else
			put_change(reading, rule, overlay, i);
	}
}

const struct yaml_node *overlay_rule(struct overlay_list *list, struct rule_file_reading *reading, const struct yaml_node *mapping,
				     struct slice id, const struct overlay_group *group)
{
	struct yaml_node *rule = NULL;

	for (size_t i = 0; i < list->count; i++) {
		struct overlay *overlay = &list->items[i];
		bool local = overlay->told.insurers.count > 0;

		if (!is_for(overlay, OVERLAY_CHANGE, id) || (local && !group) || !holds_for(overlay, group))
			continue;
		if (overlay->kind == OVERLAY_CHANGE && !rule) {
			rule = arena_new(reading->arena, struct yaml_node);
			*rule = copy_with_room(reading->arena, mapping, CHANGE_COUNT);
			if (group)
				drop(rule, change_keys[CHANGE_TESTS].names);
		}
		if (!overlay->met)
			overlay->first_met = mapping;
		if (!overlay->met && overlay->kind == OVERLAY_CHANGE)
			tell_changes(reading, rule, overlay);
		if (overlay->kind == OVERLAY_CHANGE)
			apply(reading, rule, overlay, mapping != overlay->first_met,
			      mapping == overlay->first_met && (local || !group) && !overlay->examples_taken);
		overlay->examples_taken |= local || !group;
		overlay->met = true;
	}
	return rule ? rule : mapping;
}

/* ---- words and rows ---- */

const struct yaml_node *overlay_sequence(struct overlay_list *list, struct rule_file_reading *reading, enum overlay_kind kind, size_t key,
					 const struct yaml_node *sequence, struct slice target, const struct overlay_group *group)
{
	struct yaml_node nothing = {.kind = YAML_SEQUENCE};
	const struct yaml_node *all = sequence;

	for (size_t i = 0; i < list->count; i++) {
		struct overlay *overlay = &list->items[i];

		if (!is_for(overlay, kind, target))
			continue;
		overlay->met = true;
		if (!overlay->values[key] || !holds_for(overlay, group))
			continue;
		struct yaml_node *more = arena_new(reading->arena, struct yaml_node);

		*more = joined(reading->arena, all ? all : &nothing, overlay->values[key]);
		all = more;
	}
	return all;
}
