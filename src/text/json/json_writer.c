#include "text/json/json_writer.h"

#include "text/unicode/unicode.h"
#include "text/unicode/utf8.h"

#include <assert.h>
#include <inttypes.h>

void json_init(struct json_writer *json, struct text_builder *text, bool pretty)
{
	*json = (struct json_writer){.text = text, .pretty = pretty};
}

static void new_line(struct json_writer *json)
{
	if (!json->pretty)
		return;
	text_builder_add_char(json->text, '\n');
	for (unsigned i = 0; i < json->depth; i++)
		text_builder_add(json->text, SLICE_OF("  "));
}

/* What must stand before a value or a key: a comma after a sibling, and the line break. */
static void separate(struct json_writer *json)
{
	if (json->after_key) {
		json->after_key = false;
		return;
	}
	if (json->depth == 0)
		return;
	if (json->filled[json->depth])
		text_builder_add_char(json->text, ',');
	json->filled[json->depth] = true;
	if (json->depth == json->line_depth)
		text_builder_add_char(json->text, '\n');
	else
		new_line(json);
}

static void begin(struct json_writer *json, char bracket)
{
	separate(json);
	text_builder_add_char(json->text, bracket);
	assert(json->depth + 1 < JSON_DEPTH);
	json->filled[++json->depth] = false;
}

static void end(struct json_writer *json, char bracket)
{
	assert(json->depth > 0 && !json->after_key);
	bool filled = json->filled[json->depth--];

	if (filled)
		new_line(json);
	text_builder_add_char(json->text, bracket);
}

void json_begin_object(struct json_writer *json)
{
	begin(json, '{');
}

void json_end_object(struct json_writer *json)
{
	end(json, '}');
}

void json_begin_array(struct json_writer *json)
{
	begin(json, '[');
}

void json_end_array(struct json_writer *json)
{
	end(json, ']');
}

static void add_escaped(struct text_builder *text, char c)
{
	switch (c) {
	case '"':
		text_builder_add(text, SLICE_OF("\\\""));
		break;
	case '\\':
		text_builder_add(text, SLICE_OF("\\\\"));
		break;
	case '\n':
		text_builder_add(text, SLICE_OF("\\n"));
		break;
	case '\r':
		text_builder_add(text, SLICE_OF("\\r"));
		break;
	case '\t':
		text_builder_add(text, SLICE_OF("\\t"));
		break;
	default:
		text_builder_print(text, "\\u%04x", (unsigned)(unsigned char)c);
	}
}

static bool is_plain(unsigned char c)
{
	return c >= 0x20 && c != '"' && c != '\\' && c != 0x7F;
}

static void add_unit(struct text_builder *text, uint32_t unit)
{
	text_builder_print(text, "\\u%04x", (unsigned)unit);
}

/* JSON writes what lies beyond U+FFFF as a pair of surrogates. */
static void add_escaped_character(struct text_builder *text, uint32_t character)
{
	if (character > 0xFFFF) {
		add_unit(text, 0xD800 + ((character - 0x10000) >> 10));
		add_unit(text, 0xDC00 + ((character - 0x10000) & 0x3FF));
	} else {
		add_unit(text, character);
	}
}

/* A result may be shown on a terminal: what would drive it or is not seen becomes a number. Kanji and kana are neither. */
static bool is_shown(uint32_t character)
{
	return (character >= 0x3000 && character < 0xE000) || !unicode_is_invisible_control(character);
}

static void add_quoted(struct text_builder *text, struct slice value)
{
	size_t from = 0; /* first byte that is not in the text yet */

	text_builder_add_char(text, '"');
	for (size_t at = 0; at < value.length;) {
		size_t start = at;
		char c = value.data[at];
		uint32_t character = (unsigned char)c;

		if (character < 0x80) {
			at++;
			if (is_plain((unsigned char)c))
				continue;
			text_builder_add(text, slice_part(value, from, start));
			add_escaped(text, c);
			from = at;
			continue;
		}
		character = utf8_next(value, &at);
		/* A byte that belongs to no character gives U+FFFD and one step. */
		bool broken = character == 0xFFFD && at - start == 1;

		if (!broken && is_shown(character))
			continue;
		text_builder_add(text, slice_part(value, from, start));
		if (broken)
			text_builder_add(text, SLICE_OF("\xEF\xBF\xBD"));
		else
			add_escaped_character(text, character);
		from = at;
	}
	text_builder_add(text, slice_part(value, from, value.length));
	text_builder_add_char(text, '"');
}

void json_key_slice(struct json_writer *json, struct slice key)
{
	assert(!json->after_key);
	separate(json);
	add_quoted(json->text, key);
	text_builder_add(json->text, json->pretty ? SLICE_OF(": ") : SLICE_OF(":"));
	json->after_key = true;
}

void json_key(struct json_writer *json, const char *key)
{
	json_key_slice(json, slice_from_string(key));
}

void json_string(struct json_writer *json, struct slice value)
{
	separate(json);
	add_quoted(json->text, value);
}

void json_number(struct json_writer *json, uint64_t value)
{
	separate(json);
	text_builder_print(json->text, "%" PRIu64, value);
}

void json_bool(struct json_writer *json, bool value)
{
	separate(json);
	text_builder_add_string(json->text, value ? "true" : "false");
}

void json_null(struct json_writer *json)
{
	separate(json);
	text_builder_add(json->text, SLICE_OF("null"));
}

void json_text(struct json_writer *json, const char *key, struct slice value)
{
	json_key(json, key);
	json_string(json, value);
}

void json_text_if(struct json_writer *json, const char *key, struct slice value)
{
	if (value.length)
		json_text(json, key, value);
}

void json_count(struct json_writer *json, const char *key, uint64_t value)
{
	json_key(json, key);
	json_number(json, value);
}

void json_texts(struct json_writer *json, const char *key, const struct slice *texts, size_t count)
{
	json_key(json, key);
	json_begin_array(json);
	for (size_t i = 0; i < count; i++)
		json_string(json, texts[i]);
	json_end_array(json);
}
