/* Records of facts, and how values become bytes of them: numbers in groups of seven bits, texts with their length. */
#include "engine/batch/batch_facts.h"

#include "engine/values/operators.h"

#include <stdlib.h>
#include <string.h>

void batch_facts_init(struct batch_facts *facts, struct arena *arena)
{
	*facts = (struct batch_facts){.arena = arena};
	text_builder_init(&facts->room, arena);
}

static void add_record(struct batch_facts *facts, struct batch_record record)
{
	facts->records = arena_with_room(facts->arena, facts->records, facts->count, &facts->capacity, sizeof *facts->records);
	facts->records[facts->count++] = record;
	facts->bytes += record.bytes.length;
}

void batch_facts_add(struct batch_facts *facts, uint64_t order, struct slice bytes)
{
	char *copy = arena_allocate_bytes(facts->arena, bytes.length);

	memcpy(copy, bytes.data, bytes.length);
	add_record(facts, (struct batch_record){order, slice_of(copy, bytes.length)});
}

void batch_facts_merge(struct batch_facts *into, const struct batch_facts *from)
{
	for (size_t i = 0; i < from->count; i++)
		add_record(into, from->records[i]);
}

static int compare_records(const void *a, const void *b)
{
	const struct batch_record *x = a, *y = b;

	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return slice_compare(x->bytes, y->bytes);
}

void batch_facts_sort(struct batch_facts *facts)
{
	for (size_t i = 1; i < facts->count; i++) {
		if (facts->records[i - 1].order <= facts->records[i].order)
			continue;
		qsort(facts->records, facts->count, sizeof *facts->records, compare_records);
		return;
	}
}

/* ---- writing ---- */

void batch_write_number(struct text_builder *to, uint64_t number)
{
	for (; number >= 0x80; number >>= 7)
		text_builder_add_char(to, (char)(number | 0x80));
	text_builder_add_char(to, (char)number);
}

/* Small numbers below zero are as short as small ones above. */
static void write_signed(struct text_builder *to, int64_t number)
{
	batch_write_number(to, ((uint64_t)number << 1) ^ (number < 0 ? UINT64_MAX : 0));
}

void batch_write_text(struct text_builder *to, struct slice text)
{
	batch_write_number(to, text.length);
	text_builder_add(to, text);
}

void batch_write_identity(struct text_builder *to, const struct batch_identity *identity)
{
	batch_write_text(to, identity->plan);
	batch_write_text(to, identity->path);
	batch_write_number(to, identity->ordinal);
	batch_write_text(to, identity->person);
	batch_write_number(to, identity->person_known);
	batch_write_text(to, identity->office);
	batch_write_text(to, identity->office_label);
	batch_write_text(to, identity->care_manager);
}

static bool write_list(struct text_builder *to, struct evaluation *evaluation, const struct type *type, struct cel_value list)
{
	bool whole = true;

	batch_write_number(to, cel_count(list));
	for (size_t i = 0; i < cel_count(list); i++)
		whole &= batch_write_value(to, evaluation, type->element, cel_item(evaluation, list, i));
	return whole;
}

/* Kept as the whole value's integer. */
static bool is_integral(const struct type *type, struct cel_value value)
{
	return (type->kind == TYPE_BOOL && value.kind == CEL_BOOL) || (type->kind == TYPE_INT && value.kind == CEL_INT) ||
	       (type->kind == TYPE_DATE && value.kind == CEL_DATE) || (type->kind == TYPE_TIME && value.kind == CEL_TIME) ||
	       (type->kind == TYPE_ENUM && value.kind == CEL_ENUM);
}

bool batch_write_value(struct text_builder *to, struct evaluation *evaluation, const struct type *type, struct cel_value value)
{
	if (is_integral(type, value))
		write_signed(to, value.kind == CEL_BOOL ? value.is.boolean : value.is.integer);
	else if (type->kind == TYPE_DOUBLE && value.kind == CEL_DOUBLE)
		batch_write_number(to, value.is.natural); /* its bits, the same on every machine */
	else if (type->kind == TYPE_STRING && value.kind == CEL_STRING)
		batch_write_text(to, cel_text(value));
	else if (type->kind == TYPE_LIST && (value.kind == CEL_LIST || value.kind == CEL_MODEL_LIST))
		return write_list(to, evaluation, type, value);
	else
		return false;
	return true;
}

void batch_facts_add_plan(struct batch_facts *facts, uint64_t order, const struct batch_part *part, struct slice plan_key,
			  struct slice path, uint32_t ordinal)
{
	struct batch_identity who = part->who;

	who.plan = plan_key;
	who.path = path;
	who.ordinal = ordinal;
	if (!who.person_known)
		who.person = plan_key;
	text_builder_clear(&facts->room);
	batch_write_identity(&facts->room, &who);
	text_builder_add(&facts->room, part->entries);
	batch_facts_add(facts, order, text_builder_slice(&facts->room));
}

/* ---- reading ---- */

uint64_t batch_read_number(struct batch_reader *reader)
{
	uint64_t number = 0;

	for (unsigned shift = 0; shift < 64 && reader->at < reader->end; shift += 7) {
		unsigned char byte = *reader->at++;

		number |= (uint64_t)(byte & 0x7F) << shift;
		if (byte < 0x80)
			return number;
	}
	reader->broken = true;
	reader->at = reader->end;
	return 0;
}

static int64_t read_signed(struct batch_reader *reader)
{
	uint64_t number = batch_read_number(reader);

	return (int64_t)((number >> 1) ^ (number & 1 ? UINT64_MAX : 0));
}

static const unsigned char *take(struct batch_reader *reader, uint64_t length)
{
	const unsigned char *from = reader->at;

	if (length > (uint64_t)(reader->end - reader->at)) {
		reader->broken = true;
		reader->at = reader->end;
		return NULL;
	}
	reader->at += length;
	return from;
}

struct slice batch_read_text(struct batch_reader *reader)
{
	uint64_t length = batch_read_number(reader);
	const unsigned char *text = take(reader, length);

	return text ? slice_of((const char *)text, (size_t)length) : slice_of("", 0);
}

struct batch_identity batch_read_identity(struct batch_reader *reader)
{
	struct batch_identity identity = {.plan = batch_read_text(reader)};

	identity.path = batch_read_text(reader);
	identity.ordinal = (uint32_t)batch_read_number(reader);
	identity.person = batch_read_text(reader);
	identity.person_known = batch_read_number(reader) != 0;
	identity.office = batch_read_text(reader);
	identity.office_label = batch_read_text(reader);
	identity.care_manager = batch_read_text(reader);
	return identity;
}

static struct cel_value read_list(struct batch_reader *reader, struct arena *arena, const struct type *type)
{
	uint64_t count = batch_read_number(reader);

	if (count > (uint64_t)(reader->end - reader->at)) { /* an item has a byte at least */
		reader->broken = true;
		reader->at = reader->end;
		count = 0;
	}
	struct cel_value *items = arena_array(arena, struct cel_value, (size_t)count);

	for (size_t i = 0; i < count; i++)
		items[i] = batch_read_value(reader, arena, type->element);
	return cel_list(items, (size_t)count);
}

/* A number that an enum does not have would be looked up in its table of names. */
static struct cel_value read_enum(struct batch_reader *reader, const struct type *type)
{
	int64_t number = read_signed(reader);

	if (number < 0 || (uint64_t)number >= enum_info((enum enum_kind)type->model)->count) {
		reader->broken = true;
		number = 0;
	}
	return cel_enum((enum enum_kind)type->model, (unsigned)number);
}

struct cel_value batch_read_value(struct batch_reader *reader, struct arena *arena, const struct type *type)
{
	if (type->kind == TYPE_STRING)
		return cel_string(batch_read_text(reader));
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
	if (type->kind == TYPE_LIST)
		return read_list(reader, arena, type);
	reader->broken = true;
	return cel_null();
}
