/*
 * yaml_tree.h - a whole YAML document as a tree of nodes with exact byte places: for data files (rules, tables, layouts,
 * settings), which are small. Plans are read by yaml_reader.h, event by event. For readers, rules and settings.
 */
#ifndef TENKEN_READERS_YAML_TREE_H
#define TENKEN_READERS_YAML_TREE_H

#include "base/memory/arena.h"
#include "readers/reader.h"

enum yaml_node_kind {
	YAML_SCALAR,
	YAML_SEQUENCE,
	YAML_MAPPING
};

struct yaml_node {
	enum yaml_node_kind kind;
	bool plain;                /* scalar without quotes and not a block: ~ and null mean nothing only then */
	bool made;                 /* by us, for what is written there: no byte of it stands for a byte of the text */
	struct slice text;         /* scalar: its value */
	struct source *source;     /* where it stands: trees of several files are joined when one changes the other */
	uint64_t offset, length;   /* bytes of the source; a mapping or sequence ends where its last child ends */
	uint64_t content_offset;   /* block scalar: first byte of its first content line; else offset of the first content byte */
	uint32_t content_indent;   /* block scalar: blanks stripped before each content line */
	size_t count;              /* items of a sequence, pairs of a mapping */
	struct yaml_node *keys;    /* mapping: count scalar nodes */
	struct yaml_node *items;   /* sequence: items; mapping: the values */
};

/* One document of a stream, or several; all in `arena`. */
struct yaml_documents {
	struct yaml_node *items;
	size_t count;
};

/*
 * Parses all of `source` (UTF-8). On a syntax error, duplicate key, or a limit: false, one finding in `findings` at its place.
 * Aliases and tags are refused with a finding: data files have none.
 */
bool yaml_tree_parse(struct yaml_documents *documents, struct arena *arena, struct source *source, struct finding_list *findings);
/* The value of a key (compared byte by byte), NULL when absent. */
const struct yaml_node *yaml_node_get(const struct yaml_node *mapping, struct slice key);

/*
 * A plan that stands inside a data file (the example of a rule), read exactly as yaml_reader.h reads a file: `node` is its
 * mapping. The places of its values are those of `source`.
 */
enum reading yaml_plan_from_node(struct arena *arena, struct source *source, const struct yaml_node *node,
				 const struct key_table *keys, struct finding_list *findings, struct document **document);

#endif
