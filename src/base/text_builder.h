/*
 * text_builder.h - text that grows, in an arena. Anyone may use it.
 *
 * The text so far is always `builder.data` with `builder.length` bytes; text_builder_finish hands it out followed by a
 * NUL that is not counted. Nothing has to be released: the arena owns the bytes.
 */
#ifndef TENKEN_BASE_TEXT_BUILDER_H
#define TENKEN_BASE_TEXT_BUILDER_H

#include "base/memory/arena.h"

struct text_builder {
	struct arena *arena;
	char *data;
	size_t length, capacity; /* bytes */
};

void text_builder_init(struct text_builder *builder, struct arena *arena);
void text_builder_clear(struct text_builder *builder); /* length 0, room kept */
void text_builder_add(struct text_builder *builder, struct slice s);
void text_builder_add_string(struct text_builder *builder, const char *string);
void text_builder_add_char(struct text_builder *builder, char c);
void text_builder_add_times(struct text_builder *builder, char c, size_t count);
void text_builder_add_code_point(struct text_builder *builder, uint32_t code_point); /* as UTF-8 */
void text_builder_add_int(struct text_builder *builder, int64_t number);
void text_builder_print(struct text_builder *builder, const char *format, ...) PRINTF_LIKE(2, 3);
struct slice text_builder_slice(const struct text_builder *builder); /* valid until the next addition */
struct slice text_builder_finish(struct text_builder *builder);      /* lives as long as the arena */

#endif
