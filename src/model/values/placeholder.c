#include "model/values/placeholder.h"

#include "base/compiler.h"
#include "base/eight_bytes.h"

#include <string.h>

enum { LONGEST_PLACEHOLDER = 64 }; /* bytes; a row of ten circles in brackets is shorter */

static const struct slice words[] = {SLICE("要確認"), SLICE("未定"), SLICE("選定中")};

static const struct slice openings[] = {SLICE("（"), SLICE("("), SLICE("【"), SLICE("［"), SLICE("["), SLICE("〔"), SLICE("＜")};
static const struct slice closings[] = {SLICE("）"), SLICE(")"), SLICE("】"), SLICE("］"), SLICE("]"), SLICE("〕"), SLICE("＞")};

bool text_is_blank(struct slice text)
{
	/* Almost every cell is plain text: its first bytes decide. */
	if (text.length) {
		unsigned char first = (unsigned char)text.data[0];
		bool wide_blank = first == 0xE3 && text.length >= 3 && text.data[1] == text.data[2] && (unsigned char)text.data[1] == 0x80;

		if (first > ' ' && first != '~' && first != 'n' && first != 'N' && !wide_blank)
			return false;
	}
	text = slice_trim(text);
	if (text.length == 0)
		return true;
	return slice_equal(text, SLICE_OF("~")) || slice_equal(text, SLICE_OF("null")) || slice_equal(text, SLICE_OF("Null")) ||
	       slice_equal(text, SLICE_OF("NULL"));
}

/* Steps over one of the marks at the start of *rest; 'o' for a circle, 'x' for a cross, 0 for neither. */
static char take_mark(struct slice *rest)
{
	static const struct {
		struct slice mark;
		char kind;
	} marks[] = {
		{SLICE("〇"), 'o'}, {SLICE("○"), 'o'}, {SLICE("◯"), 'o'}, {SLICE("×"), 'x'}, {SLICE("✕"), 'x'}, {SLICE("✖"), 'x'},
	};

	for (size_t i = 0; i < COUNT_OF(marks); i++)
		if (slice_starts_with(*rest, marks[i].mark)) {
			*rest = slice_part(*rest, marks[i].mark.length, rest->length);
			return marks[i].kind;
		}
	return 0;
}

static bool is_row_of_marks(struct slice text)
{
	char first = take_mark(&text);
	size_t count = 1;

	for (; first && text.length; count++)
		if (take_mark(&text) != first)
			return false;
	return first && count >= 2;
}

static struct slice without_brackets(struct slice text)
{
	for (size_t i = 0; i < COUNT_OF(openings); i++)
		if (slice_starts_with(text, openings[i]) && slice_ends_with(text, closings[i]))
			return slice_trim(slice_part(text, openings[i].length, text.length - closings[i].length));
	return text;
}

/* Only texts that begin like a placeholder, a bracket or a blank are looked at: most begin otherwise. */
static bool may_be_placeholder(struct slice text)
{
	if (text.length < 4 || text.length > LONGEST_PLACEHOLDER)
		return false;
	unsigned char second = (unsigned char)text.data[1];

	switch ((unsigned char)text.data[0]) {
	case 0xE8: return second == 0xA6; /* 要 */
	case 0xE6: return second == 0x9C; /* 未 */
	case 0xE9: return second == 0x81; /* 選 */
	case 0xE3: return second == 0x80; /* 〇 【 and the wide blank */
	case 0xE2: case 0xC3: case 0xEF: case '(': case '[': case ' ': case '\t': case '\r': case '\n':
		return true;
	default:
		return false;
	}
}

bool placeholder_whole(struct slice text, struct slice *word)
{
	if (!may_be_placeholder(text))
		return false;
	text = slice_trim(text);
	*word = without_brackets(text);
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (slice_equal(*word, words[i]))
			return true;
	return is_row_of_marks(*word);
}

static bool tells_facts(enum field field)
{
	static const bool facts[RECORD_COUNT] = {
		[RECORD_Record] = true,	    [RECORD_Meeting] = true,	[RECORD_Inquiry] = true,    [RECORD_Monitoring] = true,
		[RECORD_Absence] = true,    [RECORD_Delivery] = true,	[RECORD_Evaluation] = true, [RECORD_DoctorOpinion] = true,
		[RECORD_SurveyItem] = true, [RECORD_Suppression] = true, [RECORD_StandardItem] = true,
	};

	return facts[field_info(field)->record];
}

/* May a word begin here, perhaps behind blanks? Most brackets hold something else. */
static bool may_begin_word(struct slice text, size_t at)
{
	if (at + 1 >= text.length)
		return false;
	unsigned char second = (unsigned char)text.data[at + 1];

	switch ((unsigned char)text.data[at]) {
	case 0xE8: return second == 0xA6; /* 要 */
	case 0xE6: return second == 0x9C; /* 未 */
	case 0xE9: return second == 0x81; /* 選 */
	case 0xE3: return second == 0x80; /* the wide blank */
	default: return (unsigned char)text.data[at] <= ' ';
	}
}

/* A word that fills the bracket which opens at `at`: （要確認）. Looks no further than one can be long: a text may be all brackets. */
static bool bracket_holds_word(struct slice text, size_t at, struct slice *word)
{
	size_t inside = at + ((unsigned char)text.data[at] < 0x80 ? 1 : 3);

	if (!may_begin_word(text, inside))
		return false;
	struct slice rest = slice_part(text, at, at + LONGEST_PLACEHOLDER);

	for (size_t i = 0; i < COUNT_OF(openings); i++) {
		if (!slice_starts_with(rest, openings[i]))
			continue;
		size_t end = slice_find(rest, closings[i], openings[i].length);

		if (end == SIZE_MAX)
			return false;
		*word = slice_trim(slice_part(rest, openings[i].length, end));
		for (size_t k = 0; k < COUNT_OF(words); k++)
			if (slice_equal(*word, words[k]))
				return true;
		return false;
	}
	return false;
}

/* The text ends in a word that stands apart: behind a mark, a blank or a line break. */
static bool ends_in_word(struct slice text, struct slice *word)
{
	static const struct slice marks[] = {SLICE("："), SLICE(":"), SLICE("　"), SLICE(" "),  SLICE("\n"), SLICE("\t"),
					     SLICE("／"), SLICE("/"), SLICE("→"),  SLICE("＝"), SLICE("="),  SLICE("…")};

	text = slice_trim(text);
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (!slice_ends_with(text, words[i]))
			continue;
		struct slice before = slice_part(text, 0, text.length - words[i].length);

		*word = slice_part(text, before.length, text.length);
		for (size_t k = 0; k < COUNT_OF(marks); k++)
			if (slice_ends_with(before, marks[k]))
				return true;
		return false;
	}
	return false;
}

/* The end of a closing bracket, of a word or of a blank: few texts end so, and all others need no closer look. */
static bool may_end_in_word(struct slice text)
{
	const unsigned char *end = (const unsigned char *)text.data + text.length;

	if (end[-1] < 0x80)
		return end[-1] <= ' ' || end[-1] == ')' || end[-1] == ']';
	if (text.length < 3)
		return false;
	switch ((unsigned)end[-3] << 16 | (unsigned)end[-2] << 8 | end[-1]) {
	case 0xEFBC89: case 0xE38091: case 0xEFBCBD: case 0xE38095: case 0xEFBC9E: /* ） 】 ］ 〕 ＞ */
	case 0xE8AA8D: case 0xE5AE9A: case 0xE4B8AD:                               /* 認 定 中 */
	case 0xE38080:                                                             /* the wide blank */
		return true;
	default:
		return false;
	}
}

static bool ends_in_bracket(struct slice text, struct slice *word)
{
	for (size_t i = 0; i < COUNT_OF(openings); i++) {
		if (!slice_ends_with(text, closings[i]))
			continue;
		for (size_t k = 0; k < COUNT_OF(words); k++) {
			size_t length = openings[i].length + words[k].length + closings[i].length;

			if (length <= text.length && bracket_holds_word(text, text.length - length, word))
				return true;
		}
	}
	return false;
}

/* Is there a byte by which placeholder_inside looks for brackets? True, too, of long texts: for those its searches are quicker. */
static bool may_hold_bracket(struct slice text)
{
	uint64_t found = 0;
	size_t at = 0;

	if (text.length > LONGEST_PLACEHOLDER)
		return true;
	for (; text.length - at >= 8; at += 8) {
		uint64_t eight = eight_bytes_at(text.data + at);

		found |= eight_bytes_equal(eight, 0xEF) | eight_bytes_equal(eight, '(') | eight_bytes_equal(eight, '[');
	}
	for (; at < text.length; at++)
		found |= (unsigned char)text.data[at] == 0xEF || text.data[at] == '(' || text.data[at] == '[';
	return found != 0;
}

bool placeholder_inside(enum field field, struct slice text, struct slice *word)
{
	if (text.length == 0 || tells_facts(field))
		return false;
	/* Brackets are rare in a text and quickly found: full-width ones by the lead byte of their block, 【 and 〔 only at the end. */
	for (int kind = may_hold_bracket(text) ? 0 : 3; kind < 3; kind++) {
		static const int leads[] = {0xEF, '(', '['};
		const char *end = text.data + text.length;

		for (const char *at = memchr(text.data, leads[kind], text.length); at; at = memchr(at + 1, leads[kind], (size_t)(end - at - 1)))
			if (bracket_holds_word(text, (size_t)(at - text.data), word))
				return true;
	}
	return may_end_in_word(text) && (ends_in_bracket(text, word) || ends_in_word(text, word));
}

/* By the first bytes alone, blanks among them: hardly any text that is asked about has these. */
static bool may_be_ditto(struct slice text)
{
	unsigned char first = text.length ? (unsigned char)text.data[0] : 0, second = text.length > 1 ? (unsigned char)text.data[1] : 0;

	switch (first) {
	case 0xE2: return true;                             /* ↓ ″ ” */
	case 0xE3: return second == 0x80;                   /* 〃 々 and the full-width blank */
	case 0xE4: return second == 0xB8 || second == 0xBB; /* 上 仝 */
	case 0xE5: return second == 0x90;                   /* 同 */
	case 0xEF: return second == 0xBC;                   /* （ */
	default: return first <= '"';
	}
}

bool text_is_ditto(struct slice text)
{
	static const struct slice marks[] = {SLICE("〃"), SLICE("同上"), SLICE("々"), SLICE("↓"), SLICE("″"), SLICE("”"),
					     SLICE("\""), SLICE("仝"), SLICE("（同上）"), SLICE("上に同じ"), SLICE("上記に同じ")};

	if (!may_be_ditto(text))
		return false;
	text = slice_trim(text);
	for (size_t i = 0; i < COUNT_OF(marks); i++)
		if (slice_equal(text, marks[i]))
			return true;
	return false;
}
