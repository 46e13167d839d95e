/* Filling in the texts of a kind: what stands behind $ in them. */
#include "rules/kinds/rule_kind.h"

#include "base/text_builder.h"

#include <assert.h>

struct slice path_last(struct slice path)
{
	struct slice rest = slice_trim(path), part, last = rest;

	while (slice_next(&rest, '.', &part))
		last = part;
	last = slice_trim(last);
	if (last.length > 1 && last.data[0] == '`')
		last = slice_part(last, 1, last.length - 1);
	return last;
}

struct slice path_first(struct slice path)
{
	struct slice rest = slice_trim(path), first = rest;

	slice_next(&rest, '.', &first);
	return slice_trim(first);
}

struct filling {
	const struct kind_form *form;
	struct arena *arena;
	struct text_builder out;
	const struct yaml_node *place; /* of the first parameter that was filled in */
};

static size_t parameter_named(const struct rule_kind *kind, struct slice name)
{
	size_t at = 0;

	while (at < kind->parameter_count && !rule_key_is(kind->parameters[at].names, name))
		at++;
	return at;
}

static struct slice item_text(const struct yaml_node *value, size_t i)
{
	return slice_trim(value->kind == YAML_SEQUENCE ? value->items[i].text : value->text);
}

static size_t item_count(const struct yaml_node *value)
{
	return value->kind == YAML_SEQUENCE ? value->count : 1;
}

/* (blank(a) && blank(b)): `each` with every item in place of @, between them `joint`. */
static void add_each(struct filling *filling, const struct yaml_node *value, struct slice each, const char *joint)
{
	text_builder_add_char(&filling->out, '(');
	for (size_t i = 0; i < item_count(value); i++) {
		if (i)
			text_builder_add_string(&filling->out, joint);
		for (size_t k = 0; k < each.length; k++) {
			if (each.data[k] == '@')
				text_builder_add(&filling->out, item_text(value, i));
			else
				text_builder_add_char(&filling->out, each.data[k]);
		}
	}
	text_builder_add_char(&filling->out, ')');
}

/* Texts for people: 援助の方針、総合的な意向. */
static void add_names(struct filling *filling, const struct yaml_node *value, bool paths)
{
	for (size_t i = 0; i < item_count(value); i++) {
		struct slice text = item_text(value, i);

		if (i)
			text_builder_add_string(&filling->out, "、");
		text_builder_add(&filling->out, paths ? path_last(text) : text);
	}
}

static void add_items(struct filling *filling, const struct yaml_node *value)
{
	for (size_t i = 0; i < item_count(value); i++) {
		if (i)
			text_builder_add_string(&filling->out, ", ");
		text_builder_add(&filling->out, item_text(value, i));
	}
}

static void add_part(struct filling *filling, size_t number, struct slice part)
{
	const struct yaml_node *value = filling->form->values[number];

	if (part.length == 0)
		text_builder_add(&filling->out, filling->form->written[number]);
	else if (slice_equal(part, SLICE_OF("name")))
		add_names(filling, value, true);
	else if (slice_equal(part, SLICE_OF("text")))
		add_names(filling, value, false);
	else if (slice_equal(part, SLICE_OF("list")))
		add_items(filling, value);
	else if (slice_equal(part, SLICE_OF("first")))
		text_builder_add(&filling->out, item_text(value, 0));
	else if (slice_equal(part, SLICE_OF("scope")))
		text_builder_add(&filling->out, path_first(item_text(value, 0)));
}

/* `inside` stands between ${ and }: "項目", "項目.name", "any 項目: !blank(@)". */
static void add_placeholder(struct filling *filling, struct slice inside)
{
	struct slice name = slice_trim(inside), part = {NULL, 0}, each = {NULL, 0};
	bool any = slice_starts_with(name, SLICE_OF("any ")), all = slice_starts_with(name, SLICE_OF("all "));
	size_t colon = slice_find(name, SLICE_OF(":"), 0), dot = slice_find(name, SLICE_OF("."), 0);

	if (any || all) {
		each = slice_trim(slice_part(name, colon + 1, name.length));
		name = slice_trim(slice_part(name, 4, colon));
	} else if (dot != SIZE_MAX) {
		part = slice_part(name, dot + 1, name.length);
		name = slice_part(name, 0, dot);
	}
	size_t number = parameter_named(filling->form->kind, name);

	assert(number < filling->form->kind->parameter_count); /* checked when the kind was read */
	if (!filling->place && filling->form->values[number] != filling->form->kind->parameters[number].fallback)
		filling->place = filling->form->values[number];
	if (any || all)
		add_each(filling, filling->form->values[number], each, any ? " || " : " && ");
	else
		add_part(filling, number, part);
}

static struct slice filled_text(struct filling *filling, struct slice text)
{
	size_t at = 0;

	text_builder_init(&filling->out, filling->arena);
	for (;;) {
		size_t from = slice_find(text, SLICE_OF("${"), at);
		size_t to = from == SIZE_MAX ? SIZE_MAX : slice_find(text, SLICE_OF("}"), from);

		if (to == SIZE_MAX)
			break;
		text_builder_add(&filling->out, slice_part(text, at, from));
		add_placeholder(filling, slice_part(text, from + 2, to));
		at = to + 1;
	}
	text_builder_add(&filling->out, slice_part(text, at, text.length));
	return text_builder_finish(&filling->out);
}

/* What a kind says stands, for its reader, where its parameter was filled in, else where the kind is named. */
static void place_at(struct yaml_node *node, const struct yaml_node *place)
{
	node->source = place->source;
	node->offset = place->offset;
	node->length = place->length;
	node->content_offset = place->offset;
	node->content_indent = 0;
	node->made = true;
}

struct yaml_node kind_filled(const struct kind_form *form, struct rule_file_reading *reading, const struct yaml_node *node)
{
	struct filling filling = {.form = form, .arena = reading->arena};
	struct yaml_node filled = *node;

	if (node->kind == YAML_SCALAR) {
		filled.text = filled_text(&filling, node->text);
	} else {
		filled.items = arena_array(reading->arena, struct yaml_node, node->count);
		for (size_t i = 0; i < node->count; i++)
			filled.items[i] = kind_filled(form, reading, &node->items[i]);
	}
	place_at(&filled, filling.place ? filling.place : form->kind_node);
	return filled;
}
