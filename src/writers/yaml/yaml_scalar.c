/* Texts as YAML scalars. */
#include "text/unicode/unicode.h"
#include "text/unicode/utf8.h"
#include "writers/yaml/plan_yaml.h"

/* What may begin a plain scalar without looking like anything else: kanji and kana, but no blank and no mark. */
static bool begins_plainly(struct slice text)
{
	size_t at = 0;
	uint32_t first = utf8_next(text, &at);

	return (first >= 0x3041 && first <= 0x30FF) || (first >= 0x3400 && first <= 0x9FFF) || first == 0x25CB || first == 0x00D7;
}

static bool is_plain(struct slice text)
{
	if (!text.length || !begins_plainly(text) || text.data[text.length - 1] == ' ' || text.data[text.length - 1] == ':')
		return false;
	for (size_t at = 0; at < text.length;) {
		size_t here = at;
		uint32_t c = utf8_next(text, &at);

		if (c < ' ' || c == 0xFFFD || (c >= 0x7F && unicode_is_invisible_control(c)))
			return false;
		if ((c == ':' && text.data[here + 1] == ' ') || (c == '#' && text.data[here - 1] == ' '))
			return false;
		if (c == ',' || c == '[' || c == ']' || c == '{' || c == '}') /* one habit inside and outside of { } */
			return false;
	}
	size_t last = text.length;

	/* A wide blank at the end would be trimmed by nobody, and seen by nobody. */
	return !(last >= 3 && slice_equal(slice_part(text, last - 3, last), SLICE_OF("\xe3\x80\x80")));
}

static void add_escaped(struct text_builder *out, uint32_t c)
{
	switch (c) {
	case '"':
		text_builder_add_string(out, "\\\"");
		break;
	case '\\':
		text_builder_add_string(out, "\\\\");
		break;
	case '\n':
		text_builder_add_string(out, "\\n");
		break;
	case '\r':
		text_builder_add_string(out, "\\r");
		break;
	case '\t':
		text_builder_add_string(out, "\\t");
		break;
	default:
		if (c > 0xFFFF)
			text_builder_print(out, "\\U%08X", (unsigned)c);
		else
			text_builder_print(out, c > 0xFF ? "\\u%04X" : "\\x%02X", (unsigned)c);
	}
}

void yaml_add_scalar(struct text_builder *out, struct slice text)
{
	if (is_plain(text)) {
		text_builder_add(out, text);
		return;
	}
	text_builder_add_char(out, '"');
	for (size_t at = 0; at < text.length;) {
		uint32_t c = utf8_next(text, &at);
		/* Private use (外字) and what YAML does not print stand as numbers. */
		bool hidden = c < ' ' || c == '"' || c == '\\' || c == 0xFEFF || (c >= 0x7F && unicode_is_invisible_control(c)) ||
			      (c >= 0xFFFE && c <= 0xFFFF);

		if (hidden)
			add_escaped(out, c);
		else
			text_builder_add_code_point(out, c);
	}
	text_builder_add_char(out, '"');
}

/* A block keeps every line as it is, but not line breaks at its end, and its first line must show the indentation. */
static bool is_block(struct slice text)
{
	if (!slice_contains(text, SLICE_OF("\n")) || text.data[0] == ' ' || text.data[0] == '\n' || text.data[text.length - 1] == '\n')
		return false;
	for (size_t at = 0; at < text.length;) {
		uint32_t c = utf8_next(text, &at);

		if ((c < ' ' && c != '\n') || c == 0xFFFD || c == 0xFEFF || (c >= 0xFFFE && c <= 0xFFFF) ||
		    (c >= 0x7F && unicode_is_invisible_control(c)))
			return false;
	}
	return true;
}

static struct slice with_plain_line_breaks(struct arena *arena, struct slice text)
{
	struct text_builder plain;

	if (!slice_contains(text, SLICE_OF("\r")))
		return text;
	text_builder_init(&plain, arena);
	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] != '\r')
			text_builder_add_char(&plain, text.data[i]);
		else if (i + 1 == text.length || text.data[i + 1] != '\n')
			text_builder_add_char(&plain, '\n');
	}
	return text_builder_finish(&plain);
}

void yaml_add_text(struct text_builder *out, struct slice text, unsigned blanks)
{
	struct slice rest = with_plain_line_breaks(out->arena, text), line;

	if (!is_block(rest)) {
		yaml_add_scalar(out, rest);
		return;
	}
	text_builder_add_string(out, "|-");
	while (slice_next(&rest, '\n', &line)) {
		text_builder_add_char(out, '\n');
		for (unsigned i = 0; line.length && i < blanks; i++)
			text_builder_add_char(out, ' ');
		text_builder_add(out, line);
	}
}
