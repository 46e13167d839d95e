#include "readers/yaml/stream/yaml_folded.h"

#include "text/unicode/utf8.h"

static bool is_break(char c)
{
	return c == '\n' || c == '\r';
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || is_break(c);
}

/* Is the character that ends before `at`, and the one that begins there, full-width? */
static bool wide_before(struct slice text, size_t at)
{
	size_t start = at;

	while (start > 0 && at - start < 4 && ((unsigned char)text.data[start - 1] & 0xC0) == 0x80)
		start--;
	if (start == 0)
		return false;
	start--;
	return utf8_width_of(utf8_next(text, &start)) == 2;
}

static bool wide_at(struct slice text, size_t at)
{
	return at < text.length && utf8_width_of(utf8_next(text, &at)) == 2;
}

struct slice yaml_join_folded(struct arena *arena, struct slice text, struct slice raw)
{
	char *bytes = NULL;
	size_t length = 0, from = 0;
	bool header = raw.length && raw.data[0] == '>';

	while (header && from < raw.length && !is_break(raw.data[from]))
		from++;
	from += !header && raw.length && (raw.data[0] == '"' || raw.data[0] == '\'');
	while (from < raw.length && is_space(raw.data[from]))
		from++;
	for (size_t at = 0; at < text.length; at++) {
		bool drop = false;

		if (is_space(text.data[at])) {
			bool broken = false;

			/* What stands in the file between two words, and in the text one blank for it. */
			for (; from < raw.length && is_space(raw.data[from]); from++)
				broken = broken || is_break(raw.data[from]);
			drop = broken && text.data[at] == ' ' && wide_before(text, at) && wide_at(text, at + 1);
			while (!drop && at + 1 < text.length && is_space(text.data[at + 1])) {
				if (bytes)
					bytes[length++] = text.data[at];
				at++;
			}
		} else if (from >= raw.length || raw.data[from++] != text.data[at]) {
			return text;
		}
		if (drop && !bytes) {
			bytes = arena_allocate_bytes(arena, text.length);
			memcpy(bytes, text.data, at);
			length = at;
		}
		if (bytes && !drop)
			bytes[length++] = text.data[at];
	}
	return bytes ? slice_of(bytes, length) : text;
}
