#include "report/html/html_text.h"

#include "text/unicode/unicode.h"
#include "text/unicode/utf8.h"

/* Nearly every character of a plan is one of these: asked before the tables of Unicode are. */
static bool is_plain(uint32_t character)
{
	return (character >= 0x3000 && character < 0xE000) || (character >= '0' && character <= '9');
}

static const char *entity_of(uint32_t character)
{
	switch (character) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	case '\n':
	case '\r':
	case '\t':
		return " ";
	default:
		return NULL;
	}
}

void html_add(struct text_builder *to, struct slice text)
{
	size_t plain = 0; /* first byte that was not added yet */

	for (size_t at = 0; at < text.length;) {
		size_t start = at;
		uint32_t character = utf8_next(text, &at);

		if (is_plain(character))
			continue;
		bool broken = character == 0xFFFD && at - start == 1;
		const char *entity = entity_of(character);

		if (!entity && !broken && !unicode_is_invisible_control(character))
			continue;
		text_builder_add(to, slice_part(text, plain, start));
		plain = at;
		if (entity)
			text_builder_add_string(to, entity);
		else if (broken)
			text_builder_print(to, "&lt;0x%02X&gt;", (unsigned)(unsigned char)text.data[start]);
		else
			text_builder_print(to, "&lt;U+%04X&gt;", (unsigned)character);
	}
	text_builder_add(to, slice_part(text, plain, text.length));
}

void html_add_lines(struct text_builder *to, struct slice text)
{
	struct slice line;
	bool begun = false;

	while (slice_next(&text, '\n', &line)) {
		if (begun)
			text_builder_add(to, SLICE_OF("<br>"));
		begun = true;
		html_add(to, slice_ends_with(line, SLICE_OF("\r")) ? slice_part(line, 0, line.length - 1) : line);
	}
}

void html_add_link(struct text_builder *to, struct slice address, struct slice text)
{
	bool is_page = slice_starts_with(address, SLICE_OF("https://")) || slice_starts_with(address, SLICE_OF("http://"));

	if (is_page) {
		text_builder_add(to, SLICE_OF("<a rel=\"noopener noreferrer\" href=\""));
		html_add(to, address);
		text_builder_add(to, SLICE_OF("\">"));
	}
	html_add(to, text);
	if (is_page)
		text_builder_add(to, SLICE_OF("</a>"));
}
