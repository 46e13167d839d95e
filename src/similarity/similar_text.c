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

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* How much of the text from `at` on is a name or a number, and the sign that stands for it. */
static size_t hidden_at(const struct similar_names *names, struct slice text, size_t at, const char **sign)
{
	size_t to = at;

	/* A name begins with a character: no byte within one looks like its first. */
	for (size_t i = 0; i < names->count; i++) {
		*sign = "＊";
		if (names->items[i].data[0] == text.data[at] && slice_starts_with(slice_part(text, at, text.length), names->items[i]))
			return names->items[i].length;
	}
	*sign = "0";
	while (to < text.length && is_digit(text.data[to]))
		to++;
	return to - at;
}

void similar_text_add_line(struct text_builder *builder, struct slice text, const struct similar_names *names)
{
	size_t shown = 0; /* up to here the text is in the builder */
	const char *sign;

	if (text.length == 0)
		return;
	for (size_t at = 0; at < text.length;) {
		size_t hidden = hidden_at(names, text, at, &sign);

		if (!hidden) {
			at++;
			continue;
		}
		text_builder_add(builder, slice_part(text, shown, at));
		text_builder_add_string(builder, sign);
		shown = at += hidden;
	}
	text_builder_add(builder, slice_part(text, shown, text.length));
	text_builder_add_char(builder, '\n');
}

void similar_text_add(struct text_builder *builder, struct arena *scratch, struct slice cell, const struct similar_names *names)
{
	similar_text_add_line(builder, normalize_for_comparison(scratch, cell), names);
}
