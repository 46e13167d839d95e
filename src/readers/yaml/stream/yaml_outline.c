#include "readers/yaml/stream/yaml_outline.h"

#include <assert.h>

struct restoring {
	struct source *source;
	const struct yaml_outline *outline;
	size_t at;               /* the next node of the outline */
	struct yaml_node *free;  /* one block for all nodes of all documents */
};

static struct yaml_node *take(struct restoring *restoring, size_t count)
{
	struct yaml_node *nodes = restoring->free;

	restoring->free += count;
	return nodes;
}

/* The depth is bounded by LIMIT_YAML_DEPTH, which held when the outline was made. */
static void restore_node(struct restoring *restoring, struct yaml_node *node)
{
	const struct yaml_outline_node *from = &restoring->outline->nodes[restoring->at++];

	*node = (struct yaml_node){
		.kind = (enum yaml_node_kind)from->kind,
		.source = restoring->source,
		.plain = (from->flags & OUTLINE_PLAIN) != 0,
		.offset = from->offset,
		.length = from->length,
		.content_offset = from->content_offset,
		.content_indent = from->content_indent,
	};
	if (node->kind == YAML_SCALAR) {
		const char *texts = from->flags & OUTLINE_VERBATIM ? restoring->source->bytes.data : restoring->outline->texts;

		node->text = slice_of(texts + from->text, from->count);
		return;
	}
	node->count = from->count;
	if (node->kind == YAML_MAPPING)
		node->keys = take(restoring, node->count);
	node->items = take(restoring, node->count);
	for (size_t i = 0; i < node->count; i++) {
		if (node->kind == YAML_MAPPING)
			restore_node(restoring, &node->keys[i]);
		restore_node(restoring, &node->items[i]);
	}
}

void yaml_outline_restore(struct yaml_documents *documents, struct arena *arena, struct source *source,
			  const struct yaml_outline *outline)
{
	struct restoring restoring = {.source = source, .outline = outline};

	restoring.free = arena_allocate(arena, outline->count * sizeof *restoring.free);
	documents->items = take(&restoring, outline->document_count);
	documents->count = outline->document_count;
	for (size_t i = 0; i < documents->count; i++)
		restore_node(&restoring, &documents->items[i]);
	assert(restoring.at == outline->count);
}
