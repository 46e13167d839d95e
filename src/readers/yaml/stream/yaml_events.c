/* The events of libyaml with byte places: the only file that knows <yaml.h>. */
#include "readers/yaml/stream/yaml_events.h"

#include "base/compiler.h"
#include "base/limits.h"
#include "readers/yaml/stream/yaml_characters.h"
#include "readers/yaml/stream/yaml_places.h"

#include <assert.h>
#include <string.h>
#include <yaml.h>

/* libyaml reads ahead: a document may pass its limit by this much before the event that shows it arrives. */
enum { READ_AHEAD = 64 * 1024 };

struct yaml_events {
	yaml_parser_t parser;
	yaml_event_t current;    /* owns what the last event points to */
	struct arena *arena;
	struct slice bytes;
	uint64_t from, to;       /* the part that is read */
	uint64_t fed;            /* bytes[from, fed) were given to libyaml */
	uint64_t document_start; /* where the document at hand began: its size is bounded */
	struct yaml_places places;
	struct text_builder restored; /* the value of the last event, when libyaml's had to be put together again */
	uint64_t last_end;       /* end of the last scalar or bracket */
	unsigned depth, directives;
	bool cut;                /* libyaml was told that the input ends, though it does not */
	bool hands_over;         /* good UTF-8, and the members of this libyaml's parser are known: hand_over() may be used */
	bool open;
	struct yaml_problem problem;
};

static uint64_t offset_of(struct yaml_events *events, size_t index)
{
	return yaml_places_offset(&events->places, index);
}

/* Each %TAG is compared with all before it, within one call: too many must not even reach libyaml. */
static bool too_many_directives(struct yaml_events *events, uint64_t from, uint64_t to)
{
	const char *data = events->bytes.data;

	for (uint64_t at = from; at < to; at++) {
		const char *percent = memchr(data + at, '%', (size_t)(to - at));

		if (!percent)
			return false;
		at = (uint64_t)(percent - data);
		if (yaml_begins_line(slice_part(events->bytes, events->from, at)) && ++events->directives > LIMIT_YAML_DIRECTIVES)
			return true;
	}
	return false;
}

/*
 * libyaml takes text apart and puts it together again, character by character: a quarter of its time, and nothing changes in
 * UTF-8. So what it would let through goes straight to the place where it would put it; gives how many bytes did. The last two
 * characters take the usual way, and everything where there is doubt. The parser's members are public and not promised: they are
 * touched in the one release whose reader was read.
 */
static size_t hand_over(struct yaml_events *events, size_t size)
{
	yaml_parser_t *parser = &events->parser;
	const char *data = events->bytes.data + events->fed;
	size_t room = (size_t)(parser->buffer.end - parser->buffer.last), handed = size < 2 ? 0 : size - 2;
	size_t before = events->places.given;

	while (handed > 0 && yaml_continues(data[handed]))
		handed--;
	if (handed > room || !yaml_is_harmless(data, size))
		return 0;
	parser->buffer.last += yaml_places_write(&events->places, events->fed, handed, (char *)parser->buffer.last);
	parser->unread += events->places.given - before;
	parser->offset += handed;
	return handed;
}

static bool is_known_release(void)
{
	int major, minor, patch;

	yaml_get_version(&major, &minor, &patch);
	return major == 0 && minor == 2 && patch == 5;
}

static int feed(void *data, unsigned char *buffer, size_t size, size_t *size_read)
{
	struct yaml_events *events = data;
	const char *next = events->bytes.data + events->fed;
	uint64_t left = events->to - events->fed;
	uint64_t beyond = events->fed - events->document_start;
	uint64_t allowed = beyond < LIMIT_DOCUMENT_BYTES + READ_AHEAD ? LIMIT_DOCUMENT_BYTES + READ_AHEAD - beyond : 0;
	size_t handed = 0;

	if (size > left)
		size = (size_t)left;
	while (size < left && size > 0 && yaml_continues(next[size]))
		size--;
	if (size > allowed)
		size = (size_t)allowed;
	if (size && too_many_directives(events, events->fed, events->fed + size))
		size = 0;
	/* Not behind a part of a character that libyaml has kept. */
	if (events->hands_over && size && buffer == events->parser.raw_buffer.start)
		handed = hand_over(events, size);
	if (size) {
		memcpy(buffer, next + handed, size - handed);
		yaml_places_note(&events->places, yaml_count_characters(next + handed, size - handed));
	}
	if (size == 0 && left > 0)
		events->cut = true;
	events->fed += size;
	*size_read = size - handed;
	return 1;
}

static void begin(struct yaml_events *events, uint64_t from, uint64_t to)
{
	assert(from <= to && to <= events->bytes.length);
	*events = (struct yaml_events){.arena = events->arena,
				       .bytes = events->bytes,
				       .from = from,
				       .to = to,
				       .fed = from,
				       .document_start = from,
				       .last_end = from,
				       .places = events->places,
				       .restored = events->restored,
				       .hands_over = events->hands_over};
	yaml_places_restart(&events->places, from, to);
	if (!yaml_parser_initialize(&events->parser))
		memory_exhausted(events->arena->trap);
	events->open = true;
	yaml_parser_set_input(&events->parser, feed, events);
	yaml_parser_set_encoding(&events->parser, YAML_UTF8_ENCODING);
}

struct yaml_events *yaml_events_open(struct arena *arena, struct slice bytes, uint64_t from, uint64_t to, bool checked)
{
	struct yaml_events *events = arena_new(arena, struct yaml_events);

	events->arena = arena;
	events->bytes = bytes;
	events->hands_over = checked && is_known_release();
	yaml_places_init(&events->places, arena, bytes, events->hands_over);
	text_builder_init(&events->restored, arena);
	begin(events, from, to);
	return events;
}

void yaml_events_restart(struct yaml_events *events, uint64_t from, uint64_t to)
{
	yaml_events_close(events);
	events->hands_over = events->places.runs != NULL;
	begin(events, from, to);
}

void yaml_events_close(struct yaml_events *events)
{
	if (!events || !events->open)
		return;
	yaml_event_delete(&events->current);
	yaml_parser_delete(&events->parser);
	events->open = false;
}

const struct yaml_problem *yaml_events_problem(const struct yaml_events *events)
{
	return &events->problem;
}

uint64_t yaml_events_position(const struct yaml_events *events)
{
	return events->last_end;
}

static void stop(struct yaml_events *events, struct yaml_event *event, struct yaml_problem problem)
{
	events->problem = problem;
	yaml_events_close(events);
	event->kind = YAML_EVENT_PROBLEM;
	event->offset = problem.offset;
	event->length = 0;
}

static void stop_at_limit(struct yaml_events *events, struct yaml_event *event, enum yaml_problem_kind kind, uint64_t offset)
{
	stop(events, event, (struct yaml_problem){.kind = kind, .offset = offset, .context_offset = offset});
}

/*
 * What libyaml was doing when it stopped may have begun far back, before runs that are forgotten. So the part is read once more as
 * it is, up to the same problem; errors are rare enough.
 */
static void read_again(struct yaml_events *events, struct yaml_event *event)
{
	yaml_events_close(events);
	events->hands_over = false;
	begin(events, events->from, events->to);
	do
		yaml_events_next(events, event);
	while (event->kind != YAML_EVENT_PROBLEM && event->kind != YAML_EVENT_STREAM_END);
	assert(event->kind == YAML_EVENT_PROBLEM);
}

static void stop_at_error(struct yaml_events *events, struct yaml_event *event)
{
	yaml_parser_t *parser = &events->parser;
	struct yaml_problem problem = {.kind = YAML_PROBLEM_SYNTAX, .what = parser->problem, .context = parser->context};

	if (parser->error == YAML_MEMORY_ERROR) {
		yaml_events_close(events);
		memory_exhausted(events->arena->trap);
	}
	if (events->cut) {
		bool directives = events->directives > LIMIT_YAML_DIRECTIVES;

		stop_at_limit(events, event, directives ? YAML_PROBLEM_DIRECTIVES : YAML_PROBLEM_SIZE, events->document_start);
		return;
	}
	if (events->places.written > 0) {
		read_again(events, event);
		return;
	}
	if (parser->error == YAML_READER_ERROR) { /* encodings are checked before: only control characters are left */
		problem.kind = YAML_PROBLEM_CHARACTER;
		problem.offset = problem.context_offset = events->from + parser->problem_offset;
		problem.character = (uint32_t)parser->problem_value;
	} else {
		problem.offset = offset_of(events, parser->problem_mark.index);
		problem.context_offset = parser->context ? offset_of(events, parser->context_mark.index) : problem.offset;
	}
	stop(events, event, problem);
}

static struct slice slice_of_yaml(const yaml_char_t *string)
{
	return slice_from_string((const char *)string);
}

static void set_start(struct yaml_events *events, struct yaml_event *event, bool properties)
{
	const yaml_event_t *current = &events->current;

	event->offset = offset_of(events, current->start_mark.index);
	if (UNLIKELY(properties)) {
		uint64_t end = offset_of(events, current->end_mark.index);

		event->offset = yaml_skip_properties(events->bytes, event->offset, events->to);
		if (event->offset > end)
			event->offset = end;
	}
}

/* The bytes between the quotes; all of a plain scalar. */
static struct slice contents_of(const struct yaml_events *events, const struct yaml_event *event)
{
	unsigned quote = event->style == YAML_STYLE_PLAIN || event->length < 2 ? 0 : 1;

	return slice_of(events->bytes.data + event->offset + quote, (size_t)event->length - 2 * quote);
}

/*
 * Does the value stand in the source as it is? Then nothing is copied. Within one line only quotes and backslashes can make a
 * difference: a doubled quote leaves one in the value, and an escape begins with a backslash.
 */
static bool is_verbatim(const struct yaml_events *events, const struct yaml_event *event, struct slice contents)
{
	if (events->current.start_mark.line != events->current.end_mark.line)
		return false;
	if (LIKELY(event->style == YAML_STYLE_PLAIN))
		return true;
	if (event->style == YAML_STYLE_SINGLE_QUOTED)
		return !memchr(contents.data, '\'', contents.length);
	return event->style == YAML_STYLE_DOUBLE_QUOTED && !memchr(contents.data, '\\', contents.length);
}

static void take_scalar(struct yaml_events *events, struct yaml_event *event)
{
	static const enum yaml_style styles[] = {
		[YAML_ANY_SCALAR_STYLE] = YAML_STYLE_PLAIN,
		[YAML_PLAIN_SCALAR_STYLE] = YAML_STYLE_PLAIN,
		[YAML_SINGLE_QUOTED_SCALAR_STYLE] = YAML_STYLE_SINGLE_QUOTED,
		[YAML_DOUBLE_QUOTED_SCALAR_STYLE] = YAML_STYLE_DOUBLE_QUOTED,
		[YAML_LITERAL_SCALAR_STYLE] = YAML_STYLE_LITERAL,
		[YAML_FOLDED_SCALAR_STYLE] = YAML_STYLE_FOLDED,
	};
	const yaml_event_t *current = &events->current;
	bool properties = current->data.scalar.anchor || current->data.scalar.tag;

	event->kind = YAML_EVENT_SCALAR;
	event->style = styles[current->data.scalar.style];
	if (UNLIKELY(properties)) {
		event->anchor = slice_of_yaml(current->data.scalar.anchor);
		event->tag = slice_of_yaml(current->data.scalar.tag);
	}
	set_start(events, event, properties);
	event->length = offset_of(events, current->end_mark.index) - event->offset;

	struct slice contents = contents_of(events, event);

	event->verbatim = is_verbatim(events, event, contents);
	/* Where a node with properties begins is our own reading of them. */
	if (UNLIKELY(!event->verbatim || properties)) {
		struct slice value = slice_of((const char *)current->data.scalar.value, current->data.scalar.length);

		event->text = yaml_places_restore(&events->places, value, event->offset, &events->restored);
		event->verbatim = event->verbatim && slice_equal(event->text, contents);
	}
	if (LIKELY(event->verbatim)) {
		event->text = contents;
	} else if (event->style == YAML_STYLE_LITERAL || event->style == YAML_STYLE_FOLDED) {
		/* A block scalar ends with its last line that says something. */
		while (event->length > 0 && yaml_is_blank(events->bytes.data[event->offset + event->length - 1]))
			event->length--;
	}
	events->last_end = event->offset + event->length;
}

static void take_start(struct yaml_events *events, struct yaml_event *event)
{
	const yaml_event_t *current = &events->current;
	bool mapping = current->type == YAML_MAPPING_START_EVENT;
	const yaml_char_t *anchor = mapping ? current->data.mapping_start.anchor : current->data.sequence_start.anchor;
	const yaml_char_t *tag = mapping ? current->data.mapping_start.tag : current->data.sequence_start.tag;

	event->kind = mapping ? YAML_EVENT_MAPPING_START : YAML_EVENT_SEQUENCE_START;
	if (UNLIKELY(anchor || tag)) {
		event->anchor = slice_of_yaml(anchor);
		event->tag = slice_of_yaml(tag);
	}
	event->offset = offset_of(events, current->start_mark.index);
	if (UNLIKELY(anchor || tag))
		event->offset = yaml_skip_properties(events->bytes, event->offset, events->to);
	event->length = 0;
	events->last_end = event->offset;
	if (++events->depth > LIMIT_YAML_DEPTH)
		stop_at_limit(events, event, YAML_PROBLEM_DEPTH, event->offset);
}

/* libyaml ends a block where the next token begins; it ended with its last child. Brackets end where they close. */
static void take_end(struct yaml_events *events, struct yaml_event *event)
{
	const yaml_event_t *current = &events->current;

	events->depth--;
	event->kind = current->type == YAML_MAPPING_END_EVENT ? YAML_EVENT_MAPPING_END : YAML_EVENT_SEQUENCE_END;
	event->offset = events->last_end;
	event->length = 0;
	if (current->end_mark.index > current->start_mark.index) {
		event->offset = offset_of(events, current->start_mark.index);
		if (event->offset < events->to && (events->bytes.data[event->offset] == ']' || events->bytes.data[event->offset] == '}'))
			event->length = 1;
		else
			event->offset = events->last_end;
		events->last_end = event->offset + event->length;
	}
}

static void take_alias(struct yaml_events *events, struct yaml_event *event)
{
	event->kind = YAML_EVENT_ALIAS;
	event->text = slice_of_yaml(events->current.data.alias.anchor);
	event->offset = offset_of(events, events->current.start_mark.index);
	event->length = event->text.length + 1;
	events->last_end = event->offset + event->length;
}

static void take_document_end(struct yaml_events *events, struct yaml_event *event)
{
	event->kind = YAML_EVENT_DOCUMENT_END;
	event->offset = offset_of(events, events->current.start_mark.index);
	event->length = offset_of(events, events->current.end_mark.index) - event->offset;
	events->document_start = event->offset + event->length;
	events->directives = 0;
}

/* An input that was cut looks finished, which it is not; and a document may be larger than any may be. */
static void watch_limits(struct yaml_events *events, struct yaml_event *event)
{
	if (UNLIKELY(events->cut && event->kind != YAML_EVENT_PROBLEM)) {
		bool directives = events->directives > LIMIT_YAML_DIRECTIVES;

		if (directives || event->kind == YAML_EVENT_STREAM_END || event->kind == YAML_EVENT_DOCUMENT_END)
			stop_at_limit(events, event, directives ? YAML_PROBLEM_DIRECTIVES : YAML_PROBLEM_SIZE, events->document_start);
	} else if (UNLIKELY(event->offset + event->length > events->document_start + LIMIT_DOCUMENT_BYTES) &&
		   event->kind != YAML_EVENT_PROBLEM && event->kind != YAML_EVENT_STREAM_END) {
		stop_at_limit(events, event, YAML_PROBLEM_SIZE, events->document_start);
	}
}

void yaml_events_next(struct yaml_events *events, struct yaml_event *event)
{
	/* Copied whole: clearing its slices by a chain of assignments reads back what was just written, and stalls. */
	static const struct yaml_event blank;
	yaml_event_t *current = &events->current;

	assert(events->open);
	*event = blank;
	do {
		yaml_event_delete(current);
		if (UNLIKELY(!yaml_parser_parse(&events->parser, current))) {
			stop_at_error(events, event);
			return;
		}
	} while (current->type == YAML_STREAM_START_EVENT);
	switch (current->type) {
	case YAML_SCALAR_EVENT:
		take_scalar(events, event);
		break;
	case YAML_MAPPING_START_EVENT:
	case YAML_SEQUENCE_START_EVENT:
		take_start(events, event);
		break;
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
		take_end(events, event);
		break;
	case YAML_ALIAS_EVENT:
		take_alias(events, event);
		break;
	case YAML_DOCUMENT_START_EVENT:
		event->kind = YAML_EVENT_DOCUMENT_START;
		event->offset = offset_of(events, current->start_mark.index);
		event->length = 0;
		break;
	case YAML_DOCUMENT_END_EVENT:
		take_document_end(events, event);
		break;
	case YAML_STREAM_END_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_NO_EVENT:
		event->kind = YAML_EVENT_STREAM_END;
		event->offset = events->to;
		event->length = 0;
		break;
	}
	watch_limits(events, event);
}
