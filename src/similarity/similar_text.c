#include "similarity/similar_text.h"

#include "text/unicode/normalize.h"
#include "text/unicode/utf8.h"

#include <string.h>

static void add_one_name(struct similar_names *names, struct arena *arena, struct slice name)
{
	size_t at = 0;

	if (name.length == 0)
		return;
	while (at < names->count && names->items[at].length >= name.length)
		at++;
	struct slice *items = arena_array(arena, struct slice, names->count + 1);

	if (names->count) {
		memcpy(items, names->items, at * sizeof *items);
		memcpy(items + at + 1, names->items + at, (names->count - at) * sizeof *items);
	}
	items[at] = arena_copy(arena, name);
	*names = (struct similar_names){.items = items, .count = names->count + 1};
}

void similar_names_add(struct similar_names *names, struct arena *arena, struct slice name)
{
	struct slice normal = slice_trim(normalize(arena, name));
	size_t from = 0;

	add_one_name(names, arena, normalize_for_comparison(arena, normal));
	for (size_t at = 0; at <= normal.length; at++) {
		if (at < normal.length && normal.data[at] != ' ')
			continue;
		struct slice part = slice_of(normal.data + from, at - from);

		if (part.length < normal.length && utf8_count(part) > 1)
			add_one_name(names, arena, normalize_for_comparison(arena, part));
		from = at + 1;
	}
}

/* The name that stands at the beginning of `rest`; none has no length. */
static struct slice name_at(const struct similar_names *names, struct slice rest)
{
	for (size_t i = 0; i < names->count; i++) {
		if (slice_starts_with(rest, names->items[i]))
			return names->items[i];
	}
	return slice_of(NULL, 0);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

void similar_text_add(struct text_builder *builder, struct arena *scratch, struct slice cell, const struct similar_names *names)
{
	struct slice text = normalize_for_comparison(scratch, cell);

	if (text.length == 0)
		return;
	for (size_t at = 0; at < text.length;) {
		struct slice rest = slice_of(text.data + at, text.length - at);
		struct slice name = name_at(names, rest);

		if (name.length) {
			text_builder_add_string(builder, "＊");
			at += name.length;
		} else if (is_digit(text.data[at])) {
			text_builder_add_char(builder, '0');
			while (at < text.length && is_digit(text.data[at]))
				at++;
		} else {
			size_t from = at;

			utf8_next(text, &at);
			text_builder_add(builder, slice_of(text.data + from, at - from));
		}
	}
	text_builder_add_char(builder, '\n');
}
