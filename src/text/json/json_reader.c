#include "text/json/json_reader.h"

#include "base/text_builder.h"
#include "text/unicode/utf8.h"

static enum json_event fail(struct json_reader *reader, const char *problem)
{
	if (!reader->problem)
		reader->problem = problem;
	return JSON_PROBLEM;
}

void json_reader_init(struct json_reader *reader, struct arena *arena, struct slice bytes)
{
	*reader = (struct json_reader){.bytes = bytes, .arena = arena};
	if (slice_starts_with(bytes, SLICE_OF("\xEF\xBB\xBF")))
		reader->at = 3;
}

static bool at_end(const struct json_reader *reader)
{
	return reader->at >= reader->bytes.length;
}

static char here(const struct json_reader *reader)
{
	return at_end(reader) ? '\0' : reader->bytes.data[reader->at];
}

static void skip_blanks(struct json_reader *reader)
{
	while (!at_end(reader)) {
		char c = here(reader);

		if (c != ' ' && c != '\n' && c != '\r' && c != '\t')
			return;
		reader->at++;
	}
}

static bool in_object(const struct json_reader *reader)
{
	return reader->depth && (reader->objects >> (reader->depth - 1) & 1) != 0;
}

/* ---- strings ---- */

static bool read_unit(struct json_reader *reader, uint32_t *unit)
{
	*unit = 0;
	for (int i = 0; i < 4; i++, reader->at++) {
		char c = here(reader);
		int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;

		if (digit < 0)
			return false;
		*unit = *unit << 4 | (uint32_t)digit;
	}
	return true;
}

/* \uXXXX, or two of them for what lies beyond U+FFFF; half a pair stands for no character. */
static bool add_unit(struct json_reader *reader, struct text_builder *text)
{
	uint32_t unit, low;

	if (!read_unit(reader, &unit))
		return false;
	if (unit >= 0xD800 && unit < 0xDC00 && slice_starts_with(slice_part(reader->bytes, reader->at, reader->bytes.length), SLICE_OF("\\u"))) {
		struct json_reader behind = *reader;

		behind.at += 2;
		if (read_unit(&behind, &low) && low >= 0xDC00 && low < 0xE000) {
			reader->at = behind.at;
			text_builder_add_code_point(text, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
			return true;
		}
	}
	text_builder_add_code_point(text, unit >= 0xD800 && unit < 0xE000 ? 0xFFFD : unit);
	return true;
}

static bool add_escape(struct json_reader *reader, struct text_builder *text)
{
	static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
	char c = here(reader);
	const char *letter = c ? strchr(letters, c) : NULL;

	if (!letter && c != 'u')
		return false;
	reader->at++;
	if (!letter)
		return add_unit(reader, text);
	text_builder_add_char(text, meanings[letter - letters]);
	return true;
}

/* The opening mark was passed. Most texts have no escape and are a part of the bytes. */
static bool read_string(struct json_reader *reader)
{
	size_t start = reader->at;
	struct text_builder text;
	bool escaped = false;

	while (!at_end(reader) && here(reader) != '"') {
		unsigned char c = (unsigned char)here(reader);

		if (c < 0x20)
			return fail(reader, "a control character in a text") != JSON_PROBLEM;
		if (c != '\\') {
			reader->at++;
			continue;
		}
		if (!escaped)
			text_builder_init(&text, reader->arena);
		escaped = true;
		text_builder_add(&text, slice_part(reader->bytes, start, reader->at));
		reader->at++;
		if (!add_escape(reader, &text))
			return fail(reader, "an escape that is none") != JSON_PROBLEM;
		start = reader->at;
	}
	if (at_end(reader))
		return fail(reader, "a text that does not end") != JSON_PROBLEM;
	reader->text = slice_part(reader->bytes, start, reader->at);
	if (escaped) {
		text_builder_add(&text, reader->text);
		reader->text = text_builder_finish(&text);
	}
	reader->at++;
	return utf8_check(reader->text) == UTF8_VALID || fail(reader, "not UTF-8") != JSON_PROBLEM;
}

/* ---- numbers and words ---- */

static size_t skip_digits(struct json_reader *reader)
{
	size_t from = reader->at;

	while (here(reader) >= '0' && here(reader) <= '9')
		reader->at++;
	return reader->at - from;
}

static enum json_event read_number(struct json_reader *reader)
{
	size_t start = reader->at, digits;
	bool zero;

	reader->at += here(reader) == '-';
	zero = here(reader) == '0';
	digits = skip_digits(reader);
	if (!digits || (zero && digits > 1))
		return fail(reader, "not a value");
	if (here(reader) == '.') {
		reader->at++;
		if (!skip_digits(reader))
			return fail(reader, "a number without digits behind its point");
	}
	if (here(reader) == 'e' || here(reader) == 'E') {
		reader->at++;
		reader->at += here(reader) == '+' || here(reader) == '-';
		if (!skip_digits(reader))
			return fail(reader, "a number without an exponent");
	}
	reader->text = slice_part(reader->bytes, start, reader->at);
	return JSON_NUMBER;
}

static enum json_event read_word(struct json_reader *reader)
{
	static const struct {
		struct slice word;
		enum json_event event;
	} words[] = {{SLICE("true"), JSON_TRUE}, {SLICE("false"), JSON_FALSE}, {SLICE("null"), JSON_NULL}};
	struct slice rest = slice_part(reader->bytes, reader->at, reader->bytes.length);

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!slice_starts_with(rest, words[i].word))
			continue;
		reader->at += words[i].word.length;
		return words[i].event;
	}
	return read_number(reader);
}

/* ---- structure ---- */

static enum json_event begin(struct json_reader *reader, bool object)
{
	if (reader->depth == JSON_READER_DEPTH)
		return fail(reader, "nested too deeply");
	reader->at++;
	reader->objects = (reader->objects & ~(UINT64_C(1) << reader->depth)) | (uint64_t)object << reader->depth;
	reader->depth++;
	reader->filled = false;
	return object ? JSON_BEGIN_OBJECT : JSON_BEGIN_ARRAY;
}

static enum json_event end(struct json_reader *reader)
{
	bool object = in_object(reader);

	reader->at++;
	reader->depth--;
	reader->filled = true;
	return object ? JSON_END_OBJECT : JSON_END_ARRAY;
}

static enum json_event read_value(struct json_reader *reader)
{
	char c = here(reader);

	reader->after_key = false;
	if (c == '{' || c == '[')
		return begin(reader, c == '{');
	reader->filled = true;
	if (c != '"')
		return read_word(reader);
	reader->at++;
	return read_string(reader) ? JSON_STRING : JSON_PROBLEM;
}

static enum json_event read_key(struct json_reader *reader)
{
	if (here(reader) != '"')
		return fail(reader, "a member without a name");
	reader->at++;
	if (!read_string(reader))
		return JSON_PROBLEM;
	skip_blanks(reader);
	if (here(reader) != ':')
		return fail(reader, "a name without a value");
	reader->at++;
	reader->after_key = true;
	return JSON_KEY;
}

enum json_event json_reader_next(struct json_reader *reader)
{
	if (reader->problem)
		return JSON_PROBLEM;
	skip_blanks(reader);
	if (at_end(reader))
		return reader->depth ? fail(reader, "the end comes too early") : JSON_END;
	if (reader->after_key || !reader->depth)
		return read_value(reader);
	if (here(reader) == (in_object(reader) ? '}' : ']'))
		return end(reader);
	if (reader->filled) {
		if (here(reader) != ',')
			return fail(reader, "a comma is missing");
		reader->at++;
		skip_blanks(reader);
	}
	return in_object(reader) ? read_key(reader) : read_value(reader);
}

bool json_reader_skip(struct json_reader *reader, enum json_event event)
{
	unsigned outside = reader->depth;

	if (event != JSON_BEGIN_OBJECT && event != JSON_BEGIN_ARRAY)
		return event != JSON_PROBLEM && event != JSON_END;
	while (reader->depth >= outside)
		if (json_reader_next(reader) == JSON_PROBLEM)
			return false;
	return true;
}
