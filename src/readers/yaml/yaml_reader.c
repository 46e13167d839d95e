/* Documents one after another; what cannot be read is lost alone, and reading goes on behind it. */
#include "readers/yaml/yaml_reader.h"

#include "readers/yaml/stream/yaml_explain.h"
#include "readers/yaml/stream/yaml_stream.h"
#include "readers/yaml/yaml_plan.h"
#include "readers/yaml/yaml_tree.h"

struct yaml_reader {
	struct arena *arena;
	struct source *source;
	const struct key_table *keys;
	struct yaml_plan_room room;
	struct yaml_events *events;
	struct arena scratch;    /* reset after each document */
	uint64_t document_start; /* everything before belongs to documents that are done */
	uint64_t part_end;       /* the events end here; behind it they begin anew */
	uint64_t stop;           /* documents that begin here or behind are others' */
	bool is_part;
	uint32_t ordinal;
	bool ended;
};

static struct yaml_reader *open_between(struct arena *arena, struct source *source, const struct key_table *keys, uint64_t from, uint64_t to)
{
	struct yaml_reader *reader = arena_new(arena, struct yaml_reader);

	reader->arena = arena;
	reader->source = source;
	reader->keys = keys;
	reader->room.arena = arena;
	reader->room.keys = arena_array(arena, struct remembered_key, KEY_MEMORY_SLOTS);
	reader->room.memory = arena_array(arena, struct remembered_value, VALUE_MEMORY_SLOTS);
	reader->document_start = from;
	reader->stop = to;
	reader->part_end = source->bytes.length;
	arena_init(&reader->scratch, arena->trap);
	reader->events = yaml_events_open(arena, source->bytes, reader->document_start, reader->part_end, true);
	return reader;
}

struct yaml_reader *yaml_reader_open(struct arena *arena, struct source *source, const struct key_table *keys)
{
	return open_between(arena, source, keys, source->mark_length, UINT64_MAX);
}

struct yaml_reader *yaml_reader_open_part(struct arena *arena, struct source *source, const struct key_table *keys, uint64_t from,
					  uint64_t to)
{
	struct yaml_reader *reader = open_between(arena, source, keys, from, to);

	reader->is_part = true;
	return reader;
}

void yaml_reader_close(struct yaml_reader *reader)
{
	yaml_events_close(reader->events);
	arena_release(&reader->scratch);
}

size_t yaml_reader_done(const struct yaml_reader *reader)
{
	return (size_t)reader->document_start;
}

static void restart(struct yaml_reader *reader, uint64_t from, uint64_t to)
{
	reader->document_start = from;
	reader->part_end = to;
	yaml_events_restart(reader->events, from, to);
}

/* A control character stops the parser blocks ahead of where it is; a mark inside the file hides a `---` from it. */
static bool try_part(struct yaml_reader *reader, const struct yaml_problem *problem)
{
	uint64_t start = reader->document_start;
	struct document_mark mark = document_mark_before(reader->source->bytes, start, problem->offset + 1,
							 problem->kind != YAML_PROBLEM_CHARACTER);

	if (!mark.found || mark.line <= start || mark.line >= reader->part_end)
		return false;
	restart(reader, start, mark.line);
	return true;
}

/* The rest of the document is lost; the next one begins at the next `---`. */
static enum reading lose(struct yaml_reader *reader, struct finding_list *findings, const struct yaml_problem *problem)
{
	uint64_t reached = yaml_events_position(reader->events);
	uint64_t from = problem->offset > reached ? problem->offset : reached;

	yaml_problem_report(findings, reader->source, problem);
	reader->ordinal++;
	if (from <= reader->document_start)
		from = reader->document_start + 1;
	struct document_mark mark = document_mark_after(reader->source->bytes, from);

	restart(reader, mark.offset, reader->source->bytes.length);
	return READING_LOST;
}

static void clear_room(struct yaml_plan_room *room)
{
	room->value_count = room->period_count = room->era_count = room->address_count = 0;
}

static void begin_plan(struct yaml_plan *plan, struct arena *arena, struct source *const *source, struct yaml_plan_room *room,
		       struct finding_list *findings)
{
	struct document *document = arena_new(arena, struct document);

	*document = (struct document){.arena = arena, .sources = source, .source_count = 1};
	clear_room(room);
	*plan = (struct yaml_plan){.arena = arena, .source = *source, .findings = findings, .room = room, .document = document};
}

/*
 * The document has ended: is what follows the end of the stream, a mark, or the rest of a document whose indentation broke off?
 * False at a problem.
 */
static bool finish_document(struct yaml_reader *reader, struct yaml_event *event, struct yaml_problem *problem)
{
	struct slice rest;

	yaml_events_next(reader->events, event);
	if (event->kind == YAML_EVENT_DOCUMENT_END) {
		rest = slice_part(reader->source->bytes, (size_t)event->offset, (size_t)reader->part_end);
		if (event->length > 0 || rest.length == 0 || slice_starts_with(rest, SLICE_OF("---"))) {
			reader->document_start = event->offset + event->length;
			return true;
		}
		yaml_events_next(reader->events, event);
	}
	if (event->kind != YAML_EVENT_PROBLEM)
		return true;
	*problem = *yaml_events_problem(reader->events);
	return false;
}

/* A document has begun. READING_END: nothing came of it, look further. */
static enum reading read_document(struct yaml_reader *reader, struct arena *arena, struct finding_list *findings,
				  struct document **document)
{
	size_t findings_before = findings->count;
	struct yaml_plan plan;
	struct yaml_event event;
	struct source **source = arena_new(arena, struct source *);

	*source = reader->source;
	begin_plan(&plan, arena, source, &reader->room, findings);
	plan.reader = (struct value_reader){.keys = reader->keys, .arena = arena, .scratch = &reader->scratch};
	yaml_cursor_init(&plan.cursor, arena, reader->events, reader->source, findings, NULL);
	yaml_cursor_next(&plan.cursor, &event);
	enum yaml_plan_result result = yaml_plan_read(&plan, &event);
	struct yaml_problem problem = plan.cursor.problem;

	if (result == YAML_PLAN_BROKEN || !finish_document(reader, &event, &problem)) {
		findings->count = findings_before;
		return try_part(reader, &problem) ? READING_END : lose(reader, findings, &problem);
	}
	if (result == YAML_PLAN_EMPTY)
		return READING_END;
	reader->ordinal++;
	if (result != YAML_PLAN_READ)
		return READING_LOST;
	plan.document->ordinal = reader->ordinal;
	yaml_plan_settle(&plan);
	*document = plan.document;
	return READING_DOCUMENT;
}

void yaml_report_no_document(struct source *source, struct finding_list *findings)
{
	finding_add_builtin(findings, BUILTIN_YAML_NO_DOCUMENT, (struct place){source, source->mark_length, 0}, NULL, 0);
}

static enum reading end(struct yaml_reader *reader, struct finding_list *findings)
{
	if (reader->ordinal == 0 && !reader->ended && !reader->is_part)
		yaml_report_no_document(reader->source, findings);
	reader->ended = true;
	return READING_END;
}

/* Does what comes next belong to another part? */
static bool is_behind(struct yaml_reader *reader, const struct yaml_event *event)
{
	if (event->kind == YAML_EVENT_DOCUMENT_START && event->offset >= reader->stop)
		reader->document_start = event->offset;
	return reader->document_start >= reader->stop;
}

enum reading yaml_reader_next(struct yaml_reader *reader, struct arena *arena, struct finding_list *findings,
			      struct document **document)
{
	struct yaml_event event;

	*document = NULL;
	while (!reader->ended) {
		yaml_events_next(reader->events, &event);
		if (is_behind(reader, &event))
			return end(reader, findings);
		if (event.kind == YAML_EVENT_PROBLEM) {
			struct yaml_problem problem = *yaml_events_problem(reader->events);

			if (try_part(reader, &problem))
				continue;
			return lose(reader, findings, &problem);
		}
		if (event.kind == YAML_EVENT_STREAM_END) {
			if (reader->part_end == reader->source->bytes.length) {
				reader->document_start = reader->part_end;
				return end(reader, findings);
			}
			struct document_mark mark = document_mark_after(reader->source->bytes, reader->part_end);

			restart(reader, mark.offset, reader->source->bytes.length);
			continue;
		}
		enum reading reading = read_document(reader, arena, findings, document);

		arena_reset(&reader->scratch);
		if (reading != READING_END)
			return reading;
	}
	return end(reader, findings);
}

/* ---- parts ---- */

uint32_t yaml_reader_ordinal(const struct yaml_reader *reader)
{
	return reader->ordinal;
}

void yaml_reader_count_from(struct yaml_reader *reader, uint32_t ordinal)
{
	reader->ordinal = ordinal;
}

uint64_t yaml_part_start(struct slice bytes, uint64_t from)
{
	while (from < bytes.length) {
		struct document_mark mark = document_mark_after(bytes, from);

		/* A % line, and a byte-order mark inside the file, make the place where to begin less than sure. */
		if (!mark.found || (mark.offset == mark.line && !mark.after_mark && !document_mark_has_directives(bytes, mark.line)))
			return mark.offset;
		from = mark.line + 1;
	}
	return bytes.length;
}

enum reading yaml_plan_from_node(struct arena *arena, struct source *source, const struct yaml_node *node,
				 const struct key_table *keys, struct finding_list *findings, struct document **document)
{
	struct yaml_plan_room room = {.arena = arena};
	struct source **sources = arena_new(arena, struct source *);
	struct yaml_plan plan;
	struct yaml_event event;

	*document = NULL;
	*sources = source;
	begin_plan(&plan, arena, sources, &room, findings);
	plan.reader = (struct value_reader){.keys = keys, .arena = arena, .scratch = arena};
	yaml_cursor_init(&plan.cursor, arena, NULL, source, findings, node);
	yaml_cursor_next(&plan.cursor, &event);
	if (yaml_plan_read(&plan, &event) != YAML_PLAN_READ)
		return READING_LOST;
	plan.document->ordinal = 1;
	yaml_plan_settle(&plan);
	*document = plan.document;
	return READING_DOCUMENT;
}
