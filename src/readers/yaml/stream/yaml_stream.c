/* Lines that begin with ---, and files that were joined. */
#include "readers/yaml/stream/yaml_stream.h"

#include <string.h>

enum { MARK_LENGTH = 3 }; /* of a byte-order mark */

static uint64_t next_line(struct slice bytes, uint64_t at)
{
	const char *end = at < bytes.length ? memchr(bytes.data + at, '\n', bytes.length - (size_t)at) : NULL;

	return end ? (uint64_t)(end - bytes.data) + 1 : bytes.length;
}

static bool is_line_start(struct slice bytes, uint64_t at)
{
	return at == 0 || bytes.data[at - 1] == '\n';
}

static uint64_t line_start(struct slice bytes, uint64_t at)
{
	while (!is_line_start(bytes, at))
		at--;
	return at;
}

static struct document_mark mark_at(struct slice bytes, uint64_t line)
{
	struct slice rest = slice_part(bytes, (size_t)line, bytes.length);
	struct document_mark mark = {.offset = line, .line = line};

	if (slice_starts_with(rest, SLICE_OF("\xef\xbb\xbf"))) {
		mark.after_mark = true;
		mark.offset += MARK_LENGTH;
		rest = slice_part(rest, MARK_LENGTH, rest.length);
	}
	mark.found = mark.after_mark || (slice_starts_with(rest, SLICE_OF("---")) &&
					  (rest.length == 3 || rest.data[3] == ' ' || rest.data[3] == '\t' ||
					   rest.data[3] == '\r' || rest.data[3] == '\n'));
	return mark;
}

/* Directives belong to the document that follows: a stream is never cut behind a % line. */
static void include_directives(struct slice bytes, struct document_mark *mark, uint64_t from)
{
	if (mark->after_mark)
		return;
	while (mark->offset > from) {
		uint64_t before = line_start(bytes, mark->offset - 1);

		if (before < from || bytes.data[before] != '%')
			break;
		mark->offset = before;
	}
}

bool document_mark_has_directives(struct slice bytes, uint64_t line)
{
	return line > 0 && bytes.data[line_start(bytes, line - 1)] == '%';
}

struct document_mark document_mark_after(struct slice bytes, uint64_t from)
{
	uint64_t line = from < bytes.length && is_line_start(bytes, from) ? from : next_line(bytes, from);

	for (; line < bytes.length; line = next_line(bytes, line)) {
		struct document_mark mark = mark_at(bytes, line);

		if (mark.found) {
			include_directives(bytes, &mark, from);
			return mark;
		}
	}
	return (struct document_mark){.offset = bytes.length, .line = bytes.length};
}

static bool has_contents(struct slice bytes, uint64_t from, uint64_t to)
{
	for (uint64_t at = from; at < to; at = next_line(bytes, at)) {
		uint64_t first = at;

		while (first < to && (bytes.data[first] == ' ' || bytes.data[first] == '\t' || bytes.data[first] == '\r'))
			first++;
		if (first < to && bytes.data[first] != '\n' && bytes.data[first] != '#' && bytes.data[at] != '%' && bytes.data[at] != '.')
			return true;
	}
	return false;
}

struct document_mark document_mark_before(struct slice bytes, uint64_t from, uint64_t before, bool after_mark)
{
	for (uint64_t at = before; at > from;) {
		at = line_start(bytes, at - 1);
		if (at < from)
			break;
		struct document_mark mark = mark_at(bytes, at);

		if (mark.found && (mark.after_mark || !after_mark)) {
			include_directives(bytes, &mark, from);
			mark.found = has_contents(bytes, from, mark.offset);
			return mark;
		}
	}
	return (struct document_mark){.offset = bytes.length, .line = bytes.length};
}
