/*
 * yaml_node_builder.h - one node and all below it, from events to a tree. For the readers: data files and anchored nodes.
 */
#ifndef TENKEN_READERS_YAML_NODE_BUILDER_H
#define TENKEN_READERS_YAML_NODE_BUILDER_H

#include "readers/yaml/stream/yaml_events.h"
#include "readers/yaml/yaml_tree.h"

struct yaml_node_builder {
	struct arena *arena;         /* owns the nodes */
	struct yaml_events *events;
	struct source *source;
	struct finding_list *findings;
	/*
	 * What `*name` stands for: fills the node and returns true, or false when the problem is set. NULL is a data file: aliases
	 * and tags, keys that are no text and keys written twice are refused with a finding. `keep` is told of every finished
	 * node that has an anchor.
	 */
	bool (*resolve)(void *context, const struct yaml_event *alias, struct yaml_node *node);
	void (*keep)(void *context, struct slice anchor, const struct yaml_node *node);
	void *context;
	/* Nodes whose mapping or sequence is not finished yet; grows, is kept between calls. */
	struct yaml_node *pending;
	size_t pending_count, pending_capacity;
	size_t node_count; /* so far: bounded by LIMIT_YAML_NODES */
	struct yaml_problem problem; /* why yaml_node_build returned false, when `broken` */
	bool broken;       /* the events cannot go on */
};

/*
 * Builds the node that begins with `first` (a scalar, alias or start event), up to its end. False when the stream broke
 * (`broken`, `problem` says why, nothing was reported) or a data file has what it may not have (reported).
 */
bool yaml_node_build(struct yaml_node_builder *builder, const struct yaml_event *first, struct yaml_node *node);

#endif
