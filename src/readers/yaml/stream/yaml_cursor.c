/* Anchors, aliases and replays. */
#include "readers/yaml/stream/yaml_cursor.h"

#include "base/limits.h"

void yaml_cursor_init(struct yaml_cursor *cursor, struct arena *arena, struct yaml_events *events, struct source *source,
		      struct finding_list *findings, const struct yaml_node *node)
{
	*cursor = (struct yaml_cursor){.arena = arena, .events = events, .source = source, .findings = findings, .next = node};
	name_table_init(&cursor->anchors, arena);
}

static void fail(struct yaml_cursor *cursor, struct yaml_event *event, const struct yaml_problem *problem)
{
	cursor->problem = *problem;
	event->kind = YAML_EVENT_PROBLEM;
	event->offset = problem->offset;
	event->length = 0;
}

static void fail_at_limit(struct yaml_cursor *cursor, struct yaml_event *event, enum yaml_problem_kind kind)
{
	fail(cursor, event, &(struct yaml_problem){.kind = kind, .offset = event->offset, .context_offset = event->offset});
}

/* Nodes of a tree, itself included; counting stops beyond `most`. Trees share nodes, so the sum may be far above what exists. */
static size_t count_nodes(const struct yaml_node *node, size_t most)
{
	size_t count = 1;

	for (size_t i = 0; i < node->count && count <= most; i++) {
		count += count_nodes(&node->items[i], most - count);
		if (node->kind == YAML_MAPPING && count <= most)
			count += count_nodes(&node->keys[i], most - count);
	}
	return count;
}

/* The node an alias stands for; NULL when there is none. *beyond: it would add more than aliases may. */
static const struct yaml_node *target_of(struct yaml_cursor *cursor, const struct yaml_event *alias, bool *beyond)
{
	uint32_t number = name_table_find(&cursor->anchors, alias->text);

	*beyond = false;
	if (number == NAME_NOT_FOUND)
		return NULL;
	const struct yaml_node *node = &cursor->anchored[number];

	cursor->alias_nodes += count_nodes(node, LIMIT_YAML_ALIASES);
	*beyond = cursor->alias_nodes > LIMIT_YAML_ALIASES;
	return node;
}

/* An alias that points nowhere is most often text that begins with an asterisk: so it stands. */
static struct slice stray_alias(struct yaml_cursor *cursor, const struct yaml_event *alias)
{
	struct place place = {cursor->source, alias->offset, alias->length};

	finding_add_builtin(cursor->findings, BUILTIN_YAML_UNKNOWN_ALIAS, place, &alias->text, 1);
	return slice_of(cursor->source->bytes.data + alias->offset, (size_t)alias->length);
}

/* The cursor as the node builder sees it. */
struct building {
	struct yaml_cursor *cursor;
	struct yaml_node_builder *builder;
};

static bool resolve(void *context, const struct yaml_event *alias, struct yaml_node *node)
{
	struct building *building = context;
	bool beyond;
	const struct yaml_node *target = target_of(building->cursor, alias, &beyond);

	if (beyond) {
		building->builder->broken = true;
		building->builder->problem = (struct yaml_problem){
			.kind = YAML_PROBLEM_ALIASES, .offset = alias->offset, .context_offset = alias->offset};
		return false;
	}
	if (target)
		*node = *target;
	else
		*node = (struct yaml_node){.kind = YAML_SCALAR,
					   .text = stray_alias(building->cursor, alias),
					   .offset = alias->offset,
					   .length = alias->length,
					   .content_offset = alias->offset};
	return true;
}

static void keep(void *context, struct slice anchor, const struct yaml_node *node)
{
	struct yaml_cursor *cursor = ((struct building *)context)->cursor;
	uint32_t number = name_table_find(&cursor->anchors, anchor);

	if (number == NAME_NOT_FOUND) {
		cursor->anchored = arena_with_room(cursor->arena, cursor->anchored, cursor->anchored_count, &cursor->anchored_capacity,
						   sizeof *cursor->anchored);
		number = (uint32_t)cursor->anchored_count++;
		name_table_add(&cursor->anchors, anchor, number);
	}
	cursor->anchored[number] = *node; /* a name may be given again: from here on it means the newer node */
}

static void play(struct yaml_cursor *cursor, struct yaml_event *event, const struct yaml_node *node)
{
	event->offset = node->offset;
	event->length = node->length;
	event->text = event->anchor = event->tag = slice_of(NULL, 0);
	event->verbatim = true;
	if (node->kind == YAML_SCALAR) {
		event->kind = YAML_EVENT_SCALAR;
		event->style = node->plain ? YAML_STYLE_PLAIN : node->content_offset > node->offset + 1 ? YAML_STYLE_LITERAL : YAML_STYLE_SINGLE_QUOTED;
		event->text = node->text;
		return;
	}
	event->kind = node->kind == YAML_SEQUENCE ? YAML_EVENT_SEQUENCE_START : YAML_EVENT_MAPPING_START;
	event->length = 0;
	cursor->replay = arena_with_room(cursor->arena, cursor->replay, cursor->depth, &cursor->capacity, sizeof *cursor->replay);
	cursor->replay[cursor->depth++] = (struct yaml_replay){node, 0};
}

static void play_on(struct yaml_cursor *cursor, struct yaml_event *event)
{
	struct yaml_replay *replay = &cursor->replay[cursor->depth - 1];
	const struct yaml_node *node = replay->node;
	bool mapping = node->kind == YAML_MAPPING;
	size_t at = replay->at++;

	if (at == (mapping ? 2 * node->count : node->count)) {
		cursor->depth--;
		event->kind = mapping ? YAML_EVENT_MAPPING_END : YAML_EVENT_SEQUENCE_END;
		event->offset = node->offset + node->length;
		event->length = 0;
		event->text = event->anchor = event->tag = slice_of(NULL, 0);
		return;
	}
	if (mapping)
		play(cursor, event, at % 2 ? &node->items[at / 2] : &node->keys[at / 2]);
	else
		play(cursor, event, &node->items[at]);
}

/* A node that others may point to: built whole, kept, then played. */
static void play_anchored(struct yaml_cursor *cursor, struct yaml_event *event)
{
	struct yaml_node *node = arena_new(cursor->arena, struct yaml_node);
	struct yaml_node_builder builder = {.arena = cursor->arena,
					    .events = cursor->events,
					    .source = cursor->source,
					    .findings = cursor->findings,
					    .resolve = resolve,
					    .keep = keep,
					    .node_count = cursor->node_count};
	struct building building = {cursor, &builder};

	builder.context = &building;
	if (yaml_node_build(&builder, event, node)) {
		cursor->node_count = builder.node_count;
		play(cursor, event, node);
	} else {
		fail(cursor, event, &builder.problem);
	}
}

static void play_alias(struct yaml_cursor *cursor, struct yaml_event *event)
{
	bool beyond;
	const struct yaml_node *target = target_of(cursor, event, &beyond);

	if (beyond) {
		fail_at_limit(cursor, event, YAML_PROBLEM_ALIASES);
	} else if (target) {
		play(cursor, event, target);
	} else {
		event->kind = YAML_EVENT_SCALAR;
		event->style = YAML_STYLE_SINGLE_QUOTED;
		event->text = stray_alias(cursor, event);
		event->verbatim = true;
	}
}

void yaml_cursor_next(struct yaml_cursor *cursor, struct yaml_event *event)
{
	if (UNLIKELY(cursor->depth > 0)) {
		play_on(cursor, event);
		return;
	}
	if (UNLIKELY(cursor->next != NULL)) {
		play(cursor, event, cursor->next);
		cursor->next = NULL;
		return;
	}
	if (UNLIKELY(!cursor->events)) {
		event->kind = YAML_EVENT_DOCUMENT_END;
		return;
	}
	yaml_events_next(cursor->events, event);
	if (UNLIKELY(event->kind == YAML_EVENT_PROBLEM))
		cursor->problem = *yaml_events_problem(cursor->events);
	else if (UNLIKELY(++cursor->node_count > LIMIT_YAML_NODES))
		fail_at_limit(cursor, event, YAML_PROBLEM_NODES);
	else if (UNLIKELY(event->anchor.length > 0))
		play_anchored(cursor, event);
	else if (UNLIKELY(event->kind == YAML_EVENT_ALIAS))
		play_alias(cursor, event);
}

bool yaml_cursor_skip(struct yaml_cursor *cursor, struct yaml_event *event)
{
	for (size_t depth = 0;;) {
		if (event->kind == YAML_EVENT_SEQUENCE_START || event->kind == YAML_EVENT_MAPPING_START)
			depth++;
		else if (event->kind == YAML_EVENT_SEQUENCE_END || event->kind == YAML_EVENT_MAPPING_END)
			depth--;
		else if (event->kind == YAML_EVENT_PROBLEM)
			return false;
		if (depth == 0)
			return true;
		yaml_cursor_next(cursor, event);
	}
}
