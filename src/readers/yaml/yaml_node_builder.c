/* From events to nodes: recursion is bounded by LIMIT_YAML_DEPTH, which yaml_events keeps. */
#include "readers/yaml/yaml_node_builder.h"

#include "base/limits.h"

#include <string.h>

enum { FEW_KEYS = 12 };

static struct place place_of(const struct yaml_node_builder *builder, uint64_t offset, uint64_t length)
{
	return (struct place){builder->source, offset, length};
}

static bool stop(struct yaml_node_builder *builder, enum yaml_problem_kind kind, uint64_t offset)
{
	builder->broken = true;
	builder->problem = (struct yaml_problem){.kind = kind, .offset = offset, .context_offset = offset};
	return false;
}

static bool next(struct yaml_node_builder *builder, struct yaml_event *event)
{
	yaml_events_next(builder->events, event);
	if (event->kind != YAML_EVENT_PROBLEM)
		return true;
	builder->broken = true;
	builder->problem = *yaml_events_problem(builder->events);
	return false;
}

/* Where the first line of a block scalar begins, and how many blanks its lines lose. */
static void find_block_content(const struct yaml_node_builder *builder, struct yaml_node *node)
{
	struct slice bytes = builder->source->bytes;
	uint64_t at = node->offset, end = node->offset + node->length;

	while (at < end && bytes.data[at] != '\n' && bytes.data[at] != '\r')
		at++;
	if (at < end)
		at += bytes.data[at] == '\r' && at + 1 < end && bytes.data[at + 1] == '\n' ? 2 : 1;
	node->content_offset = at;
	/* The first line that is not blank has lost the same blanks as all others: compare it with the value. */
	uint32_t raw = 0, kept = 0;

	for (; at < end && (bytes.data[at] == ' ' || bytes.data[at] == '\n' || bytes.data[at] == '\r'); at++)
		raw = bytes.data[at] == ' ' ? raw + 1 : 0;
	for (size_t i = 0; i < node->text.length && (node->text.data[i] == ' ' || node->text.data[i] == '\n'); i++)
		kept = node->text.data[i] == ' ' ? kept + 1 : 0;
	node->content_indent = raw > kept ? raw - kept : 0;
}

static void build_scalar(struct yaml_node_builder *builder, const struct yaml_event *event, struct yaml_node *node)
{
	node->kind = YAML_SCALAR;
	node->plain = event->style == YAML_STYLE_PLAIN;
	node->text = event->verbatim ? event->text : arena_copy(builder->arena, event->text);
	node->offset = event->offset;
	node->length = event->length;
	node->content_offset = event->offset + (node->plain ? 0 : 1);
	if (event->style == YAML_STYLE_LITERAL || event->style == YAML_STYLE_FOLDED)
		find_block_content(builder, node);
}

static void push(struct yaml_node_builder *builder, const struct yaml_node *node)
{
	builder->pending = arena_with_room(builder->arena, builder->pending, builder->pending_count, &builder->pending_capacity,
					   sizeof *builder->pending);
	builder->pending[builder->pending_count++] = *node;
}

static bool report_duplicate(struct yaml_node_builder *builder, const struct yaml_node *key)
{
	finding_add_builtin(builder->findings, BUILTIN_YAML_DUPLICATE_KEY, place_of(builder, key->offset, key->length), &key->text, 1);
	return false;
}

static bool keys_are_unique(struct yaml_node_builder *builder, const struct yaml_node *mapping)
{
	if (mapping->count <= FEW_KEYS) {
		for (size_t i = 1; i < mapping->count; i++)
			for (size_t k = 0; k < i; k++)
				if (slice_equal(mapping->keys[i].text, mapping->keys[k].text))
					return report_duplicate(builder, &mapping->keys[i]);
		return true;
	}
	struct name_table names;

	name_table_init(&names, builder->arena);
	for (size_t i = 0; i < mapping->count; i++)
		if (!name_table_add(&names, mapping->keys[i].text, 0))
			return report_duplicate(builder, &mapping->keys[i]);
	return true;
}

static bool build_sequence(struct yaml_node_builder *builder, struct yaml_node *node)
{
	size_t base = builder->pending_count;
	struct yaml_event event;

	node->kind = YAML_SEQUENCE;
	for (;;) {
		struct yaml_node item;

		if (!next(builder, &event))
			return false;
		if (event.kind == YAML_EVENT_SEQUENCE_END)
			break;
		if (!yaml_node_build(builder, &event, &item))
			return false;
		push(builder, &item);
	}
	node->length = event.offset + event.length - node->offset;
	node->count = builder->pending_count - base;
	node->items = arena_array(builder->arena, struct yaml_node, node->count);
	if (node->count)
		memcpy(node->items, builder->pending + base, node->count * sizeof *node->items);
	builder->pending_count = base;
	return true;
}

static bool build_key(struct yaml_node_builder *builder, const struct yaml_event *event, struct yaml_node *key)
{
	if (!yaml_node_build(builder, event, key))
		return false;
	if (key->kind == YAML_SCALAR || builder->resolve)
		return true;
	finding_add_builtin(builder->findings, BUILTIN_YAML_KEY_NOT_TEXT, place_of(builder, key->offset, key->length), NULL, 0);
	return false;
}

static bool build_mapping(struct yaml_node_builder *builder, struct yaml_node *node)
{
	size_t base = builder->pending_count;
	struct yaml_event event;

	node->kind = YAML_MAPPING;
	for (;;) {
		struct yaml_node part;

		if (!next(builder, &event))
			return false;
		if (event.kind == YAML_EVENT_MAPPING_END)
			break;
		if (!build_key(builder, &event, &part))
			return false;
		push(builder, &part);
		if (!next(builder, &event) || !yaml_node_build(builder, &event, &part))
			return false;
		push(builder, &part);
	}
	node->length = event.offset + event.length - node->offset;
	node->count = (builder->pending_count - base) / 2;
	node->keys = arena_array(builder->arena, struct yaml_node, node->count);
	node->items = arena_array(builder->arena, struct yaml_node, node->count);
	for (size_t i = 0; i < node->count; i++) {
		node->keys[i] = builder->pending[base + 2 * i];
		node->items[i] = builder->pending[base + 2 * i + 1];
	}
	builder->pending_count = base;
	return builder->resolve || keys_are_unique(builder, node);
}

/* Data files have neither anchors nor aliases nor tags: what they say must be readable where it stands. */
static bool refuse(struct yaml_node_builder *builder, const struct yaml_event *event)
{
	finding_add_builtin(builder->findings, BUILTIN_YAML_ALIAS_REFUSED, place_of(builder, event->offset, event->length), NULL, 0);
	return false;
}

bool yaml_node_build(struct yaml_node_builder *builder, const struct yaml_event *first, struct yaml_node *node)
{
	/* The name must outlive the events below the node. */
	struct slice anchor = first->anchor.length ? arena_copy(builder->arena, first->anchor) : first->anchor;
	bool built = true;

	if (++builder->node_count > LIMIT_YAML_NODES)
		return stop(builder, YAML_PROBLEM_NODES, first->offset);
	if (!builder->resolve && (first->kind == YAML_EVENT_ALIAS || first->anchor.length || first->tag.length))
		return refuse(builder, first);
	if (first->kind == YAML_EVENT_ALIAS)
		return builder->resolve(builder->context, first, node);
	*node = (struct yaml_node){.source = builder->source, .offset = first->offset, .content_offset = first->offset};
	if (first->kind == YAML_EVENT_SCALAR)
		build_scalar(builder, first, node);
	else if (first->kind == YAML_EVENT_SEQUENCE_START)
		built = build_sequence(builder, node);
	else
		built = build_mapping(builder, node);
	if (built && anchor.length && builder->keep)
		builder->keep(builder->context, anchor, node);
	return built;
}
