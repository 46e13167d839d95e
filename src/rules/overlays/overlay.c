/* Reading overlays: which keys they have, whom they hold for, what they say of themselves. */
#include "rules/overlays/overlay.h"

#include "rules/overlays/overlay_keys.h"
#include "rules/rule_shapes.h"
#include "text/unicode/normalize.h"

enum { INSURER_DIGITS = 6 };

static const struct rule_key change_keys[] = {OVERLAY_CHANGE_KEY_ROWS, {{NULL, 0}, 0}};

static const struct rule_key disable_keys[] = {
	[OVERLAY_TARGET] = {SLICE("disable|止める"), KEY_SCALAR | KEY_MANDATORY},
	[OVERLAY_INSURER] = {SLICE("insurer|保険者番号"), KEY_SCALAR | KEY_SEQUENCE},
	[OVERLAY_REASON] = {SLICE("reason|理由"), KEY_SCALAR | KEY_MANDATORY},
	{{NULL, 0}, 0},
};

static const struct rule_key lexicon_keys[] = {
	[OVERLAY_TARGET] = {SLICE("lexicon+|辞書+"), KEY_SCALAR | KEY_MANDATORY},
	[OVERLAY_INSURER] = {SLICE("insurer|保険者番号"), KEY_SCALAR | KEY_SEQUENCE},
	[OVERLAY_REASON] = {SLICE("reason|理由"), KEY_SCALAR},
	[OVERLAY_WORDS] = {SLICE("words|言葉"), KEY_SEQUENCE},
	[OVERLAY_BLOCKERS] = {SLICE("blockers|除く言葉"), KEY_SEQUENCE},
	{{NULL, 0}, 0},
};

static const struct rule_key table_keys[] = {
	[OVERLAY_TARGET] = {SLICE("table+|表+"), KEY_SCALAR | KEY_MANDATORY},
	[OVERLAY_INSURER] = {SLICE("insurer|保険者番号"), KEY_SCALAR | KEY_SEQUENCE},
	[OVERLAY_REASON] = {SLICE("reason|理由"), KEY_SCALAR},
	[OVERLAY_ROWS] = {SLICE("rows|行"), KEY_SEQUENCE | KEY_MANDATORY},
	{{NULL, 0}, 0},
};

static const struct rule_key *const kinds[OVERLAY_KIND_COUNT] = {
	[OVERLAY_CHANGE] = change_keys,
	[OVERLAY_DISABLE] = disable_keys,
	[OVERLAY_LEXICON] = lexicon_keys,
	[OVERLAY_TABLE] = table_keys,
};

void rule_shapes_add_overlays(struct rule_shapes *shapes)
{
	shapes->change = change_keys;
	shapes->disable = disable_keys;
	shapes->lexicon_more = lexicon_keys;
	shapes->table_more = table_keys;
}

/* The kind whose target key the mapping has; OVERLAY_KIND_COUNT when it is none. */
static enum overlay_kind kind_of(const struct yaml_node *mapping)
{
	for (size_t i = 0; mapping->kind == YAML_MAPPING && i < mapping->count; i++) {
		struct slice key = mapping->keys[i].text;

		for (unsigned kind = 0; kind < OVERLAY_KIND_COUNT; kind++) {
			struct slice names = kinds[kind][OVERLAY_TARGET].names;
			/* Asked for every key of every rule; an English name comes first, the Japanese ones are not ASCII. */
			bool possible = key.length && (key.data[0] == names.data[0] || (unsigned char)key.data[0] >= 0x80);

			if (possible && rule_key_is(names, key))
				return (enum overlay_kind)kind;
		}
	}
	return OVERLAY_KIND_COUNT;
}

bool is_overlay(const struct yaml_node *mapping)
{
	return kind_of(mapping) != OVERLAY_KIND_COUNT;
}

static bool is_insurer_number(struct slice text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.data[i] < '0' || text.data[i] > '9')
			return false;
	return text.length == INSURER_DIGITS;
}

static void add_insurer(struct rule_file_reading *reading, const struct yaml_node *node, struct slice *numbers, size_t *count)
{
	struct slice number = slice_trim(normalize(reading->arena, node->text));

	if (node->kind == YAML_SCALAR && is_insurer_number(number)) {
		numbers[(*count)++] = number;
		return;
	}
	struct slice allowed = reading->findings->english ? SLICE_OF("insurer numbers of six digits, in quotes") :
							     SLICE_OF("6桁の保険者番号（\"999913\" のように引用符で囲みます）");

	rule_mistake(reading, BUILTIN_RULE_BAD_VALUE, node, (struct slice[]){node->text, allowed, SLICE("")}, 3);
}

struct insurers overlay_insurers(struct rule_file_reading *reading, const struct yaml_node *node)
{
	if (!node)
		return (struct insurers){NULL, 0};
	size_t count = 0, written = node->kind == YAML_SEQUENCE ? node->count : 1;
	struct slice *numbers = arena_array(reading->arena, struct slice, written);

	for (size_t i = 0; i < written; i++)
		add_insurer(reading, node->kind == YAML_SEQUENCE ? &node->items[i] : node, numbers, &count);
	if (written == 0)
		rule_mistake(reading, BUILTIN_RULE_EMPTY_VALUE, node, NULL, 0);
	return (struct insurers){numbers, count};
}

void overlay_read(struct overlay_list *list, struct rule_file_reading *reading, const struct yaml_node *mapping)
{
	struct overlay overlay = {.kind = kind_of(mapping)};

	if (!rule_keys_read(reading, mapping, kinds[overlay.kind], overlay.values) || !overlay.values[OVERLAY_TARGET])
		return;
	size_t mistakes = reading->mistakes;

	overlay.target_node = overlay.values[OVERLAY_TARGET];
	overlay.target = rule_text_read(reading, overlay.target_node);
	overlay.told = (struct rule_overlay){
		.source = mapping->source,
		.offset = mapping->offset,
		.insurers = overlay_insurers(reading, overlay.values[OVERLAY_INSURER]),
		.disables = overlay.kind == OVERLAY_DISABLE,
		.reason = rule_text_read(reading, overlay.values[OVERLAY_REASON]),
	};
	if (reading->mistakes != mistakes)
		return;
	overlay_tell_added(&overlay, reading->arena);
	list->items = arena_with_room(reading->arena, list->items, list->count, &list->capacity, sizeof *list->items);
	list->items[list->count++] = overlay;
}

void overlay_report_unmet(const struct overlay_list *list, struct rule_file_reading *reading, enum overlay_kind kind,
			  const struct slice *names, size_t count)
{
	static const enum builtin_finding builtins[OVERLAY_KIND_COUNT] = {
		[OVERLAY_CHANGE] = BUILTIN_RULE_UNKNOWN_RULE,
		[OVERLAY_DISABLE] = BUILTIN_RULE_UNKNOWN_RULE,
		[OVERLAY_LEXICON] = BUILTIN_RULE_UNKNOWN_LEXICON,
		[OVERLAY_TABLE] = BUILTIN_RULE_UNKNOWN_TABLE,
	};

	for (size_t i = 0; i < list->count; i++) {
		const struct overlay *overlay = &list->items[i];

		if (overlay->kind != kind || overlay->met)
			continue;
		struct slice hint = rule_hint(reading, overlay->target, names, count);

		rule_mistake(reading, builtins[kind], overlay->target_node, (struct slice[]){overlay->target, hint}, 2);
	}
}

bool overlay_disables(const struct overlay_list *list, struct slice id)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].kind == OVERLAY_DISABLE && !list->items[i].told.insurers.count && slice_equal(list->items[i].target, id))
			return true;
	return false;
}
