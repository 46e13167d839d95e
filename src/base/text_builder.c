#include "base/text_builder.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void text_builder_init(struct text_builder *builder, struct arena *arena)
{
	*builder = (struct text_builder){.arena = arena};
}

void text_builder_clear(struct text_builder *builder)
{
	builder->length = 0;
}

static void reserve(struct text_builder *builder, size_t more)
{
	if (more <= builder->capacity - builder->length)
		return;
	if (more > SIZE_MAX / 2 - builder->length)
		memory_exhausted(builder->arena->trap);
	size_t capacity = builder->capacity ? builder->capacity * 2 : 64;

	if (capacity < builder->length + more)
		capacity = builder->length + more;
	builder->data = arena_grow(builder->arena, builder->data, builder->capacity, capacity);
	builder->capacity = capacity;
}

void text_builder_add(struct text_builder *builder, struct slice s)
{
	if (s.length == 0)
		return;
	reserve(builder, s.length);
	memcpy(builder->data + builder->length, s.data, s.length);
	builder->length += s.length;
}

void text_builder_add_string(struct text_builder *builder, const char *string)
{
	text_builder_add(builder, slice_from_string(string));
}

void text_builder_add_char(struct text_builder *builder, char c)
{
	text_builder_add(builder, slice_of(&c, 1));
}

void text_builder_add_times(struct text_builder *builder, char c, size_t count)
{
	if (count == 0)
		return;
	reserve(builder, count);
	memset(builder->data + builder->length, c, count);
	builder->length += count;
}

void text_builder_add_code_point(struct text_builder *builder, uint32_t code_point)
{
	unsigned char bytes[4];
	size_t count;

	if (code_point < 0x80) {
		bytes[0] = (unsigned char)code_point;
		count = 1;
	} else if (code_point < 0x800) {
		bytes[0] = (unsigned char)(0xC0 | code_point >> 6);
		bytes[1] = (unsigned char)(0x80 | (code_point & 0x3F));
		count = 2;
	} else if (code_point < 0x10000) {
		bytes[0] = (unsigned char)(0xE0 | code_point >> 12);
		bytes[1] = (unsigned char)(0x80 | (code_point >> 6 & 0x3F));
		bytes[2] = (unsigned char)(0x80 | (code_point & 0x3F));
		count = 3;
	} else {
		bytes[0] = (unsigned char)(0xF0 | (code_point >> 18 & 0x07));
		bytes[1] = (unsigned char)(0x80 | (code_point >> 12 & 0x3F));
		bytes[2] = (unsigned char)(0x80 | (code_point >> 6 & 0x3F));
		bytes[3] = (unsigned char)(0x80 | (code_point & 0x3F));
		count = 4;
	}
	text_builder_add(builder, slice_of((const char *)bytes, count));
}

void text_builder_add_int(struct text_builder *builder, int64_t number)
{
	enum { MOST = 20 }; /* digits and a sign */
	char digits[MOST];
	size_t first = MOST;
	uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

	do
		digits[--first] = (char)('0' + left % 10);
	while (left /= 10);
	if (number < 0)
		digits[--first] = '-';
	text_builder_add(builder, slice_of(digits + first, MOST - first));
}

void text_builder_print(struct text_builder *builder, const char *format, ...)
{
	va_list arguments, again;
	char room[256]; /* enough for most: printed once */

	va_start(arguments, format);
	va_copy(again, arguments);
	int length = vsnprintf(room, sizeof room, format, arguments);
	va_end(arguments);
	if (length > 0 && (size_t)length < sizeof room) {
		text_builder_add(builder, slice_of(room, (size_t)length));
	} else if (length > 0) {
		reserve(builder, (size_t)length + 1);
		vsnprintf(builder->data + builder->length, (size_t)length + 1, format, again);
		builder->length += (size_t)length;
	}
	va_end(again);
}

struct slice text_builder_slice(const struct text_builder *builder)
{
	return slice_of(builder->data, builder->length);
}

struct slice text_builder_finish(struct text_builder *builder)
{
	reserve(builder, 1);
	builder->data[builder->length] = '\0';
	return text_builder_slice(builder);
}
