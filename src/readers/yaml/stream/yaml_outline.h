/*
 * yaml_outline.h - the nodes of a data file as the build found them, so that the files tenken ships need no parsing at run time.
 * For the rules and record layouts; rules/embed_rules.c writes outlines with yaml_tree.h.
 *
 * An outline says only where the nodes of a text are. It belongs to that one text, embedded beside it, and never outlives a build:
 * it is no format, has no version and is never read from a file.
 */
#ifndef TENKEN_READERS_YAML_STREAM_YAML_OUTLINE_H
#define TENKEN_READERS_YAML_STREAM_YAML_OUTLINE_H

#include "readers/yaml/yaml_tree.h"

/* In the order of the text: a mapping is followed by each key and its value, a sequence by its items, whatever they hold. */
struct yaml_outline_node {
	uint32_t offset, length;
	uint32_t content_offset;
	uint32_t text;  /* scalar: where its value begins, in the source or, when it is not written there as it is, in `texts` */
	uint32_t count; /* of children or pairs; scalar: bytes of the value */
	uint16_t content_indent;
	uint8_t kind;   /* enum yaml_node_kind */
	uint8_t flags;
};

enum {
	OUTLINE_PLAIN = 1,   /* yaml_node.plain */
	OUTLINE_VERBATIM = 2 /* the value stands in the source */
};

struct yaml_outline {
	const struct yaml_outline_node *nodes;
	size_t count, document_count;
	const char *texts;
};

/* The tree yaml_tree_parse makes of the text the outline was made from: `source` must hold exactly that. */
void yaml_outline_restore(struct yaml_documents *documents, struct arena *arena, struct source *source,
			  const struct yaml_outline *outline);

#endif
