#include "text/unicode/fold.h"

#include "text/unicode/utf8.h"

enum {
	LEAST_ROOM = 16
};

/* JIS X 4051: what may not begin a line, and what may not end one. */
static const char never_first[] = "、。，．・：；？！゛゜ヽヾゝゞ々ー」』）］｝〉》】〕’”…‥〜～％ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.:;?!)]}%";
static const char never_last[] = "「『（［｛〈《【〔‘“([{";

static bool is_one_of(uint32_t character, struct slice list)
{
	for (size_t at = 0; at < list.length;)
		if (utf8_next(list, &at) == character)
			return true;
	return false;
}

static bool may_break_between(uint32_t before, uint32_t after)
{
	if (before == ' ')
		return after != ' ';
	if (utf8_width_of(before) < 2 && utf8_width_of(after) < 2)
		return false;
	return after != ' ' && !is_one_of(after, SLICE_OF(never_first)) && !is_one_of(before, SLICE_OF(never_last));
}

/* Behind an escape sequence that stands at `at`; `at` itself when none does. */
static size_t behind_color(struct slice line, size_t at)
{
	if (at + 1 >= line.length || line.data[at] != '\033' || line.data[at + 1] != '[')
		return at;
	for (at += 2; at < line.length && line.data[at] != 'm';)
		at++;
	return at < line.length ? at + 1 : at;
}

/* Where the line that begins at `from` in column `column` must end to fit; the length of `line` when all of it fits. */
static size_t end_of_row(struct slice line, size_t from, unsigned column, unsigned width)
{
	uint32_t before = 0; /* the character behind which we stand */
	size_t best = from;  /* the last place to break */

	for (size_t at = from; at < line.length;) {
		size_t shown = behind_color(line, at);

		if (shown != at) {
			at = shown;
			continue;
		}
		size_t next = at;
		uint32_t character = utf8_next(line, &next);

		if (before && may_break_between(before, character))
			best = at;
		column += utf8_width_of(character);
		if (column > width && character != ' ')
			return best > from ? best : at > from ? at : next;
		before = character;
		at = next;
	}
	return line.length;
}

static void add_row(struct text_builder *to, struct slice row)
{
	while (row.length && row.data[row.length - 1] == ' ')
		row.length--;
	text_builder_add(to, row);
}

static void fold_line(struct text_builder *to, struct slice line, unsigned width, unsigned hang)
{
	unsigned column = 0;

	for (size_t from = 0, end; from < line.length; from = end) {
		end = end_of_row(line, from, column, width);
		if (end == line.length) {
			text_builder_add(to, slice_part(line, from, end));
			return;
		}
		add_row(to, slice_part(line, from, end));
		text_builder_add_char(to, '\n');
		for (column = 0; column < hang; column++)
			text_builder_add_char(to, ' ');
		while (end < line.length && line.data[end] == ' ')
			end++;
	}
}

void fold_lines(struct text_builder *to, struct slice text, unsigned width, unsigned hang)
{
	if (width < hang + LEAST_ROOM) {
		text_builder_add(to, text);
		return;
	}
	for (size_t from = 0; from < text.length;) {
		size_t end = slice_find(text, SLICE_OF("\n"), from);
		bool is_last = end == SIZE_MAX;

		fold_line(to, slice_part(text, from, is_last ? text.length : end), width, hang);
		if (is_last)
			return;
		text_builder_add_char(to, '\n');
		from = end + 1;
	}
}
