/* Reading what batch_writing.c wrote, from bytes that may be anything. */
#include "engine/batch/facts/batch_record.h"

#include "model/model.h"

#include <assert.h>
#include <string.h>

static void break_off(struct batch_reader *reader)
{
	reader->broken = true;
	reader->at = reader->end;
}

uint64_t batch_read_number(struct batch_reader *reader)
{
	uint64_t number = 0;

	for (unsigned shift = 0; shift < 64 && reader->at < reader->end; shift += 7) {
		unsigned char byte = *reader->at++;

		number |= (uint64_t)(byte & 0x7F) << shift;
		if (byte < 0x80)
			return number;
	}
	break_off(reader);
	return 0;
}

static int64_t read_signed(struct batch_reader *reader)
{
	uint64_t number = batch_read_number(reader);

	return (int64_t)((number >> 1) ^ (number & 1 ? UINT64_MAX : 0));
}

struct batch_reader batch_read_inner(struct batch_reader *reader)
{
	uint64_t length = batch_read_number(reader);
	struct batch_reader inner = *reader;

	if (length > (uint64_t)(reader->end - reader->at)) {
		break_off(reader);
		length = 0;
	}
	inner.end = inner.at = reader->at;
	inner.end += length;
	reader->at = inner.end;
	inner.broken = reader->broken;
	return inner;
}

/* ---- a record ---- */

static struct slice text_at(const struct batch_texts *texts, const unsigned char *number)
{
	uint32_t n;

	memcpy(&n, number, sizeof n);
	return batch_texts_at(texts, n);
}

static struct slice read_in_place(struct batch_reader *reader)
{
	struct batch_reader inner = batch_read_inner(reader);

	return slice_of((const char *)inner.at, (size_t)(inner.end - inner.at));
}

struct batch_identity batch_identity_of(const struct batch_facts *facts, size_t record)
{
	const struct batch_record *from = &facts->records[record];
	struct batch_reader reader = {.at = from->bytes, .end = from->bytes + from->entries};
	struct batch_identity who = {.plan = read_in_place(&reader)};

	who.person_known = batch_read_number(&reader) != 0;
	who.person = who.person_known ? read_in_place(&reader) : who.plan;
	who.ordinal = (uint32_t)batch_read_number(&reader);
	who.path = text_at(&facts->texts, reader.at);
	who.office = text_at(&facts->texts, reader.at + sizeof(uint32_t));
	who.office_label = text_at(&facts->texts, reader.at + 2 * sizeof(uint32_t));
	who.care_manager = text_at(&facts->texts, reader.at + 3 * sizeof(uint32_t));
	return who;
}

struct batch_reader batch_entries_of(const struct batch_facts *facts, size_t record)
{
	const struct batch_record *from = &facts->records[record];
	const unsigned char *entries = from->bytes + from->entries;

	return (struct batch_reader){
		.at = entries,
		.end = from->bytes + from->length,
		.texts = &facts->texts,
		.numbers = entries - from->text_count * sizeof(uint32_t),
		.text_count = from->text_count,
	};
}

bool batch_next_entry(struct batch_reader *reader, uint32_t rule, enum batch_entry *kind, struct batch_reader *entry)
{
	while (reader->at < reader->end) {
		uint64_t number = batch_read_number(reader);

		*entry = batch_read_inner(reader);
		*kind = (enum batch_entry)(number % BATCH_ENTRY_KINDS);
		if (number / BATCH_ENTRY_KINDS == rule && !reader->broken)
			return true;
	}
	return false;
}

/* ---- values ---- */

/* A line of a text, and whether there is another behind it. */
static struct slice read_line(struct batch_reader *reader, bool *more)
{
	uint64_t number = batch_read_number(reader);

	*more = number & 1;
	if (number >> 1 < reader->text_count)
		return text_at(reader->texts, reader->numbers + (size_t)(number >> 1) * sizeof(uint32_t));
	break_off(reader);
	*more = false;
	return slice_of("", 0);
}

struct slice batch_read_shared(struct batch_reader *reader, struct arena *arena)
{
	struct text_builder lines;
	bool more;
	struct slice line = read_line(reader, &more);

	if (!more)
		return line;
	text_builder_init(&lines, arena);
	text_builder_add(&lines, line);
	while (more) {
		text_builder_add_char(&lines, '\n');
		text_builder_add(&lines, read_line(reader, &more));
	}
	return text_builder_finish(&lines);
}

/* An item has a byte at least. */
static size_t read_count(struct batch_reader *reader)
{
	uint64_t count = batch_read_number(reader);

	if (count <= (uint64_t)(reader->end - reader->at))
		return (size_t)count;
	break_off(reader);
	return 0;
}

static struct cel_value read_list(struct batch_reader *reader, struct arena *arena, const struct type *type)
{
	size_t count = read_count(reader);
	struct cel_value *items = arena_array(arena, struct cel_value, count);

	for (size_t i = 0; i < count; i++)
		items[i] = batch_read_value(reader, arena, type->element);
	return cel_list(items, count);
}

/* A number that an enum does not have would be looked up in its table of names. */
static struct cel_value read_enum(struct batch_reader *reader, const struct type *type)
{
	int64_t number = read_signed(reader);

	if (number < 0 || (uint64_t)number >= enum_info((enum enum_kind)type->model)->count) {
		break_off(reader);
		number = 0;
	}
	return cel_enum((enum enum_kind)type->model, (unsigned)number);
}

struct cel_value batch_read_value(struct batch_reader *reader, struct arena *arena, const struct type *type)
{
	if (type->kind == TYPE_STRING)
		return cel_string(batch_read_shared(reader, arena));
	if (type->kind == TYPE_INT)
		return cel_int(read_signed(reader));
	if (type->kind == TYPE_DATE)
		return cel_date((int32_t)read_signed(reader));
	if (type->kind == TYPE_TIME)
		return cel_time((int32_t)read_signed(reader));
	if (type->kind == TYPE_BOOL)
		return cel_bool(read_signed(reader) != 0);
	if (type->kind == TYPE_ENUM)
		return read_enum(reader, type);
	if (type->kind == TYPE_DOUBLE)
		return (struct cel_value){.kind = CEL_DOUBLE, .is.natural = batch_read_number(reader)};
	assert(type->kind == TYPE_LIST);
	return read_list(reader, arena, type);
}

void batch_skip_value(struct batch_reader *reader, const struct type *type)
{
	bool more = type->kind == TYPE_STRING;

	if (type->kind == TYPE_LIST) {
		for (size_t left = read_count(reader); left; left--)
			batch_skip_value(reader, type->element);
	} else if (type->kind == TYPE_ENUM) {
		read_enum(reader, type);
	} else if (type->kind != TYPE_STRING) {
		batch_read_number(reader);
	}
	while (more)
		read_line(reader, &more);
}
