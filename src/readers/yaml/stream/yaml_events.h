/*
 * yaml_events.h - the events of a YAML stream with exact byte places. For the readers alone: nobody else sees libyaml.
 *
 * libyaml counts characters; here every place is a byte offset into the bytes given to yaml_events_open. Nesting, the size
 * of a document and the number of directives are bounded while events are handed out, so that hostile input ends at once.
 */
#ifndef TENKEN_READERS_YAML_STREAM_YAML_EVENTS_H
#define TENKEN_READERS_YAML_STREAM_YAML_EVENTS_H

#include "base/memory/arena.h"

enum yaml_event_kind {
	YAML_EVENT_STREAM_END,
	YAML_EVENT_DOCUMENT_START,
	YAML_EVENT_DOCUMENT_END,
	YAML_EVENT_SCALAR,
	YAML_EVENT_ALIAS,
	YAML_EVENT_SEQUENCE_START,
	YAML_EVENT_SEQUENCE_END,
	YAML_EVENT_MAPPING_START,
	YAML_EVENT_MAPPING_END,
	YAML_EVENT_PROBLEM /* see yaml_events_problem; nothing follows */
};

enum yaml_style {
	YAML_STYLE_PLAIN,
	YAML_STYLE_SINGLE_QUOTED,
	YAML_STYLE_DOUBLE_QUOTED,
	YAML_STYLE_LITERAL,
	YAML_STYLE_FOLDED
};

struct yaml_event {
	enum yaml_event_kind kind;
	enum yaml_style style;   /* of a scalar */
	bool verbatim;           /* text lies in the source itself and lives as long; else it lives until the next event */
	struct slice text;       /* scalar: its value; alias: the name */
	struct slice anchor;     /* name of a node others may point to; empty without */
	struct slice tag;        /* as resolved by libyaml; empty without */
	uint64_t offset, length; /* of the node without anchor and tag; an end event ends where its node ends */
};

enum yaml_problem_kind {
	YAML_PROBLEM_SYNTAX,
	YAML_PROBLEM_CHARACTER,  /* a control character that YAML forbids */
	YAML_PROBLEM_DEPTH,      /* LIMIT_YAML_DEPTH */
	YAML_PROBLEM_SIZE,       /* LIMIT_DOCUMENT_BYTES */
	YAML_PROBLEM_DIRECTIVES, /* LIMIT_YAML_DIRECTIVES */
	YAML_PROBLEM_NODES,      /* LIMIT_YAML_NODES; raised by those who build */
	YAML_PROBLEM_ALIASES     /* LIMIT_YAML_ALIASES; the same */
};

struct yaml_problem {
	enum yaml_problem_kind kind;
	const char *what;        /* the parser's own words, static; NULL for limits */
	const char *context;     /* what it was doing then, static; NULL without */
	uint64_t offset;         /* where it stopped */
	uint64_t context_offset; /* where the thing it was doing began; as `offset` without context */
	uint32_t character;      /* CHARACTER: the code point */
};

struct yaml_events;

/*
 * Reads bytes[from, to), UTF-8 without a byte-order mark at `from`; the bytes must outlive the events. `checked`: they are known
 * to be good UTF-8, which is then not looked at again; else what is not is a problem.
 * Lives in `arena`, whose trap also receives libyaml's lack of memory.
 */
struct yaml_events *yaml_events_open(struct arena *arena, struct slice bytes, uint64_t from, uint64_t to, bool checked);
/* Begins anew at another place of the same bytes, in the same memory. */
void yaml_events_restart(struct yaml_events *events, uint64_t from, uint64_t to);
/* End of the last node seen: what stopped the events lies at or behind it. */
uint64_t yaml_events_position(const struct yaml_events *events);
void yaml_events_next(struct yaml_events *events, struct yaml_event *event);
const struct yaml_problem *yaml_events_problem(const struct yaml_events *events);
void yaml_events_close(struct yaml_events *events); /* gives libyaml's memory back; NULL and a second call do nothing */

#endif
