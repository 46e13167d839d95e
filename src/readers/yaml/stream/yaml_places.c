/* Runs replaced, counted and put back. */
#include "readers/yaml/stream/yaml_places.h"

#include "base/compiler.h"
#include "base/eight_bytes.h"
#include "readers/yaml/stream/yaml_characters.h"

#include <assert.h>
#include <string.h>

enum {
	RUNS = 2048,            /* that may wait; a block of libyaml's has about 600 */
	LEAST_RUN = 6,          /* bytes: two characters of Japanese; one alone gains nothing */
	KEY_CHARACTERS = 1024,  /* of one line in which libyaml looks for the colon of a key */
	WIDEST = 4              /* bytes of a character */
};

struct yaml_run {
	size_t index;    /* of its sign */
	uint64_t offset;
	size_t length;
};

/*
 * The sign: a U+0041 of two bytes instead of one. Good UTF-8 never holds it, so it comes from no source and no escape; libyaml,
 * which looks at the first byte for the length and at whole characters for a meaning, passes it as any letter.
 */
static const char sign[2] = {'\xC1', '\x81'};

void yaml_places_init(struct yaml_places *places, struct arena *arena, struct slice bytes, bool replaces)
{
	*places = (struct yaml_places){.bytes = bytes};
	if (replaces)
		places->runs = (struct yaml_run *)arena_allocate(arena, RUNS * sizeof(struct yaml_run));
}

void yaml_places_restart(struct yaml_places *places, uint64_t from, uint64_t to)
{
	*places = (struct yaml_places){.bytes = places->bytes,
				       .from = from,
				       .to = to,
				       .known_offset = from,
				       .runs = places->runs,
				       .line_end = from};
}

/* Copies the bytes up to the first that is not ASCII; gives how many. */
static inline size_t copy_ascii(const char *data, size_t size, char *out)
{
	size_t at = 0;

	for (; size - at >= 8; at += 8) {
		uint64_t eight = eight_bytes_at(data + at), others = eight_bytes_not_ascii(eight);

		memcpy(out + at, data + at, 8); /* what is too much is written over */
		if (others)
			return at + eight_bytes_before(others);
	}
	for (; at < size && (unsigned char)data[at] < 0x80; at++)
		out[at] = data[at];
	return at;
}

/* The bytes up to the first that is ASCII. */
static inline size_t wide_length(const char *data, size_t size)
{
	size_t at = 0;

	for (; size - at >= 8; at += 8) {
		uint64_t ascii = eight_bytes_not_ascii(~eight_bytes_at(data + at));

		if (ascii)
			return at + eight_bytes_before(ascii);
	}
	while (at < size && (unsigned char)data[at] >= 0x80)
		at++;
	return at;
}

/* Letters, digits, - . and / mean nothing behind a character beyond ASCII: 令和7年, 期間～R7.9.30. Where they would, that one is an error. */
static inline bool goes_on(char c)
{
	return (c >= '-' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static inline size_t run_length(const char *data, size_t size)
{
	size_t at = wide_length(data, size);

	while (at > 0 && at < size && goes_on(data[at])) {
		at++;
		if (at < size && (unsigned char)data[at] >= 0x80)
			at += wide_length(data + at, size - at);
	}
	return at;
}

/* `at` stands on or in a line that was not looked at. The rest of one whose beginning was not seen counts as long. */
static void look_at_line(struct yaml_places *places, uint64_t at)
{
	const char *line = places->bytes.data + at;
	uint64_t left = places->to - at;
	size_t most = left > KEY_CHARACTERS * WIDEST ? KEY_CHARACTERS * WIDEST : (size_t)left;
	const char *end = memchr(line, '\n', most);
	size_t length = end ? (size_t)(end - line) + 1 : most;
	bool whole = (at == places->from || line[-1] == '\n') && (end || length == left);

	places->line_end = at + length;
	places->line_is_short = whole && (length <= KEY_CHARACTERS || yaml_count_characters(line, length) <= KEY_CHARACTERS);
}

/* Of one line; gives where `out` ends. */
static char *write_part(struct yaml_places *places, uint64_t at, uint64_t end, char *out)
{
	const char *data = places->bytes.data;

	while (at < end) {
		size_t ascii = copy_ascii(data + at, (size_t)(end - at), out);

		out += ascii;
		places->given += ascii;
		at += ascii;
		size_t run = run_length(data + at, (size_t)(end - at));

		if (run >= LEAST_RUN && places->written - places->passed < RUNS) {
			places->runs[places->written++ % RUNS] = (struct yaml_run){places->given++, at, run};
			memcpy(out, sign, sizeof sign);
			out += sizeof sign;
		} else {
			memcpy(out, data + at, run);
			out += run;
			places->given += yaml_count_characters(data + at, run);
		}
		at += run;
	}
	return out;
}

size_t yaml_places_write(struct yaml_places *places, uint64_t at, size_t size, char *out)
{
	uint64_t end = at + size;
	char *begin = out;

	while (at < end) {
		if (at >= places->line_end)
			look_at_line(places, at);
		uint64_t part_end = places->line_end < end ? places->line_end : end;

		if (places->runs && places->line_is_short) {
			out = write_part(places, at, part_end, out);
		} else {
			memcpy(out, places->bytes.data + at, (size_t)(part_end - at));
			out += part_end - at;
			places->given += yaml_count_characters(places->bytes.data + at, (size_t)(part_end - at));
		}
		at = part_end;
	}
	return (size_t)(out - begin);
}

void yaml_places_note(struct yaml_places *places, size_t characters)
{
	places->given += characters;
}

static uint64_t look_back(const struct yaml_places *places, size_t index)
{
	const char *data = places->bytes.data;
	uint64_t at = places->known_offset;

	assert(places->written == 0);
	for (size_t back = places->known_index - index; back > 0 && at > places->from; back--) {
		do
			at--;
		while (at > places->from && yaml_continues(data[at]));
	}
	return at;
}

uint64_t yaml_places_offset(struct yaml_places *places, size_t index)
{
	if (UNLIKELY(index < places->known_index)) {
		places->known_offset = look_back(places, index);
		places->known_index = index;
		return places->known_offset;
	}
	if (index == places->known_index)
		return places->known_offset;
	for (; places->passed < places->written; places->passed++) {
		const struct yaml_run *run = &places->runs[places->passed % RUNS];

		if (run->index >= index)
			break;
		places->known_index = run->index + 1;
		places->known_offset = run->offset + run->length;
	}
	places->known_offset =
		yaml_skip_characters(places->bytes, places->known_offset, places->to, index - places->known_index);
	places->known_index = index;
	return places->known_offset;
}

/* The first of the runs passed that stands at or behind `offset`. */
static size_t first_run(const struct yaml_places *places, uint64_t offset)
{
	size_t first = places->passed;

	while (first > 0 && places->passed - first < RUNS && places->runs[(first - 1) % RUNS].offset >= offset)
		first--;
	return first;
}

struct slice yaml_places_restore(const struct yaml_places *places, struct slice value, uint64_t offset, struct text_builder *room)
{
	size_t next = first_run(places, offset);

	if (next == places->passed)
		return value;
	text_builder_clear(room);
	for (const char *at; next < places->passed && (at = memchr(value.data, sign[0], value.length)) != NULL; next++) {
		const struct yaml_run *run = &places->runs[next % RUNS];
		size_t before = (size_t)(at - value.data);

		text_builder_add(room, slice_part(value, 0, before));
		text_builder_add(room, slice_of(places->bytes.data + run->offset, run->length));
		value = slice_part(value, before + sizeof sign, value.length);
	}
	text_builder_add(room, value);
	return text_builder_slice(room);
}
