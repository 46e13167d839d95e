/* How values become bytes of a record. */
#include "engine/batch/facts/batch_record.h"
#include "engine/values/operators.h"

void batch_shared_init(struct batch_shared *shared, struct arena *arena)
{
	*shared = (struct batch_shared){.arena = arena};
	name_table_init(&shared->numbers, arena);
}

static uint32_t number_of(struct batch_shared *shared, struct slice text)
{
	uint32_t number = name_table_find(&shared->numbers, text);

	if (number != NAME_NOT_FOUND)
		return number;
	number = (uint32_t)shared->count;
	text = arena_copy(shared->arena, text);
	name_table_add(&shared->numbers, text, number);
	shared->texts = arena_with_room(shared->arena, shared->texts, shared->count, &shared->capacity, sizeof *shared->texts);
	shared->texts[shared->count++] = text;
	return number;
}

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

void batch_write_shared(struct text_builder *to, struct batch_shared *shared, struct slice text)
{
	batch_write_number(to, (uint64_t)number_of(shared, text) << 1);
}

/* Of a line with another behind it the lowest bit is set. */
void batch_write_lines(struct text_builder *to, struct batch_shared *shared, struct slice text)
{
	for (size_t end; (end = slice_find(text, SLICE_OF("\n"), 0)) != SIZE_MAX; text = slice_part(text, end + 1, text.length))
		batch_write_number(to, (uint64_t)number_of(shared, slice_part(text, 0, end)) << 1 | 1);
	batch_write_shared(to, shared, text);
}

/* Kept as the whole value's integer. */
static bool is_integral(const struct type *type, struct cel_value value)
{
	return (type->kind == TYPE_BOOL && value.kind == CEL_BOOL) || (type->kind == TYPE_INT && value.kind == CEL_INT) ||
	       (type->kind == TYPE_DATE && value.kind == CEL_DATE) || (type->kind == TYPE_TIME && value.kind == CEL_TIME) ||
	       (type->kind == TYPE_ENUM && value.kind == CEL_ENUM);
}

bool batch_can_be_written(struct evaluation *evaluation, const struct type *type, struct cel_value value)
{
	if (type->kind != TYPE_LIST)
		return is_integral(type, value) || (type->kind == TYPE_DOUBLE && value.kind == CEL_DOUBLE) ||
		       (type->kind == TYPE_STRING && value.kind == CEL_STRING);
	if (value.kind != CEL_LIST && value.kind != CEL_MODEL_LIST)
		return false;
	for (size_t i = 0; i < cel_count(value); i++)
		if (!batch_can_be_written(evaluation, type->element, cel_item(evaluation, value, i)))
			return false;
	return true;
}

void batch_write_value(struct text_builder *to, struct batch_shared *shared, struct evaluation *evaluation, const struct type *type,
		       struct cel_value value)
{
	if (type->kind == TYPE_STRING) {
		batch_write_shared(to, shared, cel_text(value));
	} else if (type->kind == TYPE_DOUBLE) {
		batch_write_number(to, value.is.natural); /* its bits, the same on every machine */
	} else if (type->kind == TYPE_LIST) {
		batch_write_number(to, cel_count(value));
		for (size_t i = 0; i < cel_count(value); i++)
			batch_write_value(to, shared, evaluation, type->element, cel_item(evaluation, value, i));
	} else {
		write_signed(to, value.kind == CEL_BOOL ? value.is.boolean : value.is.integer);
	}
}
