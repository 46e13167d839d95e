/*
 * yaml_cursor.h - the events of one document as a plan reads them: aliases expanded within their limit, from a file or from a
 * tree. For the YAML readers.
 *
 * A node with an anchor is built as a tree and played back, there and wherever an alias points to it; everything else
 * passes through as it comes.
 */
#ifndef TENKEN_READERS_YAML_STREAM_YAML_CURSOR_H
#define TENKEN_READERS_YAML_STREAM_YAML_CURSOR_H

#include "base/name_table.h"
#include "readers/yaml/yaml_node_builder.h"

struct yaml_replay {
	const struct yaml_node *node; /* a sequence or mapping that is being played */
	size_t at;                    /* next child; keys and values of a mapping in turn */
};

struct yaml_cursor {
	struct arena *arena;          /* of the document */
	struct yaml_events *events;   /* NULL: only nodes are played */
	struct source *source;
	struct finding_list *findings;
	struct yaml_replay *replay;   /* innermost last */
	size_t depth, capacity;
	const struct yaml_node *next; /* a node to be played before anything else */
	struct name_table anchors;    /* name to its number in `anchored` */
	struct yaml_node *anchored;
	size_t anchored_count, anchored_capacity;
	size_t node_count, alias_nodes;
	struct yaml_problem problem;  /* after YAML_EVENT_PROBLEM */
};

/* Begins a document in `arena`. `node`, when not NULL, is the whole of it; else its events follow in `events`. */
void yaml_cursor_init(struct yaml_cursor *cursor, struct arena *arena, struct yaml_events *events, struct source *source,
		      struct finding_list *findings, const struct yaml_node *node);
/*
 * The next event. Aliases never appear: one without a target is reported and stands as the text it is. Text that is not
 * verbatim lives until the next event. YAML_EVENT_PROBLEM ends everything.
 */
void yaml_cursor_next(struct yaml_cursor *cursor, struct yaml_event *event);
/* Skips the node that begins with *event; afterwards *event is the last event of the node. False at a problem. */
bool yaml_cursor_skip(struct yaml_cursor *cursor, struct yaml_event *event);

#endif
