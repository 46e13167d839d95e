#include "base/memory/block_writer.h"

#include "base/name_table.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 8 }; /* of objects, and of numbers among the constants */

enum part { /* of a block, in their order */
	PART_OBJECTS,
	PART_ADDED,
	PART_GIVEN,
	PART_COUNT
};

struct block_pointer {
	size_t field; /* bytes from the beginning of the block */
	enum part to;
};

struct block_object {
	const void *address; /* NULL: free */
	size_t at;
};

void block_writer_init(struct block_writer *writer, struct arena *arena, struct slice given)
{
	*writer = (struct block_writer){.arena = arena, .given = given, .texts = arena_new(arena, struct name_table)};
	name_table_init(writer->texts, arena);
	text_builder_init(&writer->added, arena);
	text_builder_init(&writer->bytes, arena);
}

/* ---- objects ---- */

static struct block_object *locate(const struct block_writer *writer, const void *address)
{
	size_t mask = writer->object_capacity - 1;
	size_t at = (size_t)(((uint64_t)(uintptr_t)address * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & mask;

	while (writer->objects[at].address && writer->objects[at].address != address)
		at = (at + 1) & mask;
	return &writer->objects[at];
}

static void grow_objects(struct block_writer *writer)
{
	struct block_writer old = *writer;

	writer->object_capacity = old.object_capacity ? old.object_capacity * 2 : 1024;
	writer->objects = arena_array(writer->arena, struct block_object, writer->object_capacity);
	for (size_t i = 0; i < old.object_capacity; i++)
		if (old.objects[i].address)
			*locate(writer, old.objects[i].address) = old.objects[i];
}

static void align(struct text_builder *bytes)
{
	while (bytes->length % ALIGNMENT)
		text_builder_add_char(bytes, '\0');
}

size_t block_add(struct block_writer *writer, const void *objects, size_t size, size_t count)
{
	const char *bytes = objects;

	if (!count)
		return BLOCK_NOWHERE;
	align(&writer->bytes);
	size_t at = writer->bytes.length;

	text_builder_add(&writer->bytes, slice_of(bytes, size * count));
	for (size_t i = 0; i < count; i++) {
		if ((writer->object_count + 1) * 2 > writer->object_capacity)
			grow_objects(writer);
		struct block_object *object = locate(writer, bytes + i * size);

		writer->object_count += !object->address;
		*object = (struct block_object){bytes + i * size, at + i * size};
	}
	return at;
}

size_t block_find(const struct block_writer *writer, const void *object)
{
	if (!object || !writer->object_capacity)
		return BLOCK_NOWHERE;
	const struct block_object *found = locate(writer, object);

	return found->address ? found->at : BLOCK_NOWHERE;
}

/* ---- pointers ---- */

/* `target` counts from the beginning of its part. */
static void point(struct block_writer *writer, size_t field, enum part part, size_t target)
{
	uintptr_t place = target;

	assert(field % sizeof place == 0 && field + sizeof place <= writer->bytes.length);
	memcpy(writer->bytes.data + field, &place, sizeof place);
	writer->pointers = arena_with_room(writer->arena, writer->pointers, writer->pointer_count, &writer->pointer_capacity,
					   sizeof *writer->pointers);
	writer->pointers[writer->pointer_count++] = (struct block_pointer){field, part};
}

void block_point(struct block_writer *writer, size_t field, size_t target)
{
	if (target != BLOCK_NOWHERE)
		point(writer, field, PART_OBJECTS, target);
	else
		block_point_nowhere(writer, field);
}

void block_point_nowhere(struct block_writer *writer, size_t field)
{
	memset(writer->bytes.data + field, 0, sizeof(void *));
}

static bool is_given(const struct block_writer *writer, const char *bytes, size_t length)
{
	uintptr_t from = (uintptr_t)writer->given.data, to = from + writer->given.length, at = (uintptr_t)bytes;

	return at >= from && at <= to && length <= to - at;
}

void block_point_to_bytes(struct block_writer *writer, size_t field, const void *bytes, size_t length)
{
	const char *copied = bytes;

	align(&writer->added);
	point(writer, field, PART_ADDED, writer->added.length);
	text_builder_add(&writer->added, slice_of(copied, length));
}

/* An empty text that is there stays one that is there: nobody compares with NULL. It may stand anywhere. */
void block_point_to_characters(struct block_writer *writer, size_t field, const char *bytes, size_t length)
{
	struct slice text = slice_of(bytes, length);
	uint32_t at = length ? name_table_find(writer->texts, text) : 0;

	if (at == NAME_NOT_FOUND) {
		at = (uint32_t)writer->added.length;
		text_builder_add(&writer->added, text);
		name_table_add(writer->texts, text, at);
	}
	point(writer, field, PART_ADDED, at);
}

void block_point_to_text(struct block_writer *writer, size_t field, struct slice text)
{
	if (text.data)
		block_point_to_characters(writer, BLOCK_FIELD(field, struct slice, data), text.data, text.length);
}

void block_point_to_rare_text(struct block_writer *writer, size_t field, struct slice text)
{
	if (text.length && is_given(writer, text.data, text.length))
		point(writer, BLOCK_FIELD(field, struct slice, data), PART_GIVEN, (size_t)(text.data - writer->given.data));
	else
		block_point_to_text(writer, field, text);
}

void block_clear(struct block_writer *writer, size_t from, size_t to)
{
	assert(from <= to && to <= writer->bytes.length);
	memset(writer->bytes.data + from, 0, to - from);
}

/* ---- the block ---- */

static int compare_pointers(const void *a, const void *b)
{
	const struct block_pointer *x = a, *y = b;

	return (x->field > y->field) - (x->field < y->field);
}

/* The pointers get their addresses at home, where the parts begin at `begins`. */
static void settle_pointers(struct block_writer *writer, const uintptr_t begins[PART_COUNT])
{
	for (size_t i = 0; i < writer->pointer_count; i++) {
		const struct block_pointer *pointer = &writer->pointers[i];
		char *field = writer->bytes.data + pointer->field;
		uintptr_t place;

		memcpy(&place, field, sizeof place);
		place += begins[pointer->to];
		memcpy(field, &place, sizeof place);
	}
}

static struct slice write_steps(struct block_writer *writer)
{
	struct text_builder steps;
	size_t at = 0;

	text_builder_init(&steps, writer->arena);
	for (size_t i = 0; i < writer->pointer_count; i++) {
		size_t words = (writer->pointers[i].field - at) / sizeof(uintptr_t);

		for (; words >= BLOCK_LONG_STEP; words -= BLOCK_LONG_STEP)
			text_builder_add_char(&steps, (char)BLOCK_LONG_STEP);
		text_builder_add_char(&steps, (char)words);
		at = writer->pointers[i].field + sizeof(uintptr_t);
	}
	return text_builder_slice(&steps);
}

struct block block_writer_finish(struct block_writer *writer, uintptr_t home)
{
	if (writer->pointer_count)
		qsort(writer->pointers, writer->pointer_count, sizeof *writer->pointers, compare_pointers);
	align(&writer->bytes);
	struct slice parts[PART_COUNT] = {text_builder_slice(&writer->bytes), text_builder_slice(&writer->added), writer->given};
	uintptr_t begins[PART_COUNT];
	size_t length = 0;

	for (size_t i = 0; i < PART_COUNT; i++) {
		begins[i] = home + length;
		length += parts[i].length;
	}
	settle_pointers(writer, begins);
	size_t size = (length + BLOCK_PAGE - 1) / BLOCK_PAGE * BLOCK_PAGE;
	char *image = arena_allocate_zeroed(writer->arena, size);

	for (size_t i = 0; i < PART_COUNT; i++)
		if (parts[i].length)
			memcpy(image + (begins[i] - home), parts[i].data, parts[i].length);
	struct slice steps = write_steps(writer);

	return (struct block){
		.image = image,
		.size = size,
		.object_size = parts[PART_OBJECTS].length,
		.home = home,
		.steps = (const uint8_t *)steps.data,
		.step_count = steps.length,
	};
}
