/* Data files as trees. */
#include "readers/yaml/yaml_tree.h"

#include "readers/yaml/stream/yaml_explain.h"
#include "readers/yaml/yaml_node_builder.h"

#include <string.h>

/* The documents found so far; an array that grows. */
struct found {
	struct yaml_node *items;
	size_t count, capacity;
};

static void add_document(struct found *found, struct arena *arena, const struct yaml_node *node)
{
	found->items = arena_with_room(arena, found->items, found->count, &found->capacity, sizeof *found->items);
	found->items[found->count++] = *node;
}

static bool build_documents(struct yaml_node_builder *builder, struct found *found)
{
	struct yaml_event event;

	for (;;) {
		struct yaml_node node;

		yaml_events_next(builder->events, &event);
		if (event.kind == YAML_EVENT_STREAM_END)
			return true;
		if (event.kind == YAML_EVENT_PROBLEM) {
			yaml_problem_report(builder->findings, builder->source, yaml_events_problem(builder->events));
			return false;
		}
		if (event.kind == YAML_EVENT_DOCUMENT_START || event.kind == YAML_EVENT_DOCUMENT_END)
			continue;
		if (!yaml_node_build(builder, &event, &node)) {
			if (builder->broken)
				yaml_problem_report(builder->findings, builder->source, &builder->problem);
			return false;
		}
		add_document(found, builder->arena, &node);
	}
}

bool yaml_tree_parse(struct yaml_documents *documents, struct arena *arena, struct source *source, struct finding_list *findings)
{
	/* Whoever runs out of memory in here must give libyaml's share back before the run is unwound. */
	struct memory_trap *outer = arena->trap, *outer_findings = findings->arena->trap;
	struct memory_trap inner;
	struct yaml_events *volatile events = NULL;
	struct found found = {NULL, 0, 0};

	if (setjmp(inner.jump)) {
		arena->trap = outer;
		findings->arena->trap = outer_findings;
		yaml_events_close(events);
		memory_exhausted(outer);
	}
	arena->trap = findings->arena->trap = &inner;
	events = yaml_events_open(arena, source->bytes, source->mark_length, source->bytes.length, false);
	struct yaml_node_builder builder = {.arena = arena, .events = events, .source = source, .findings = findings};
	bool complete = build_documents(&builder, &found);

	yaml_events_close(events);
	arena->trap = outer;
	findings->arena->trap = outer_findings;
	if (complete)
		*documents = (struct yaml_documents){found.items, found.count};
	return complete;
}

const struct yaml_node *yaml_node_get(const struct yaml_node *mapping, struct slice key)
{
	if (!mapping || mapping->kind != YAML_MAPPING)
		return NULL;
	for (size_t i = 0; i < mapping->count; i++)
		if (slice_equal(mapping->keys[i].text, key))
			return &mapping->items[i];
	return NULL;
}
