#include "report/tables/csv_rows.h"

#include "text/cp932/cp932.h"
#include "text/cp932/cp932_substitute.h"
#include "text/unicode/utf8.h"

/* ---- encoding ---- */

static bool encode_character(struct text_builder *to, uint32_t character)
{
	unsigned char bytes[2];
	size_t count = cp932_encode(character, bytes);

	for (size_t i = 0; i < count; i++)
		text_builder_add_char(to, (char)bytes[i]);
	return count > 0;
}

/* The usual form of a rare kanji where there is one, else the printer's mark for a missing letter, 〓. */
static void encode_substitute(struct text_builder *to, uint32_t character)
{
	char room[CP932_SUBSTITUTE_BYTES];
	struct slice substitute = SLICE("〓");

	(void)cp932_substitute(character, room, &substitute);
	for (size_t at = 0; at < substitute.length;)
		encode_character(to, utf8_next(substitute, &at));
}

void csv_send_rows(struct report *report)
{
	struct csv_rows *state = report->state;
	struct slice rows = text_builder_slice(&state->rows);

	if (!report->run.csv_cp932) {
		text_builder_add(&report->text, rows);
	} else {
		for (size_t at = 0; at < rows.length;) {
			uint32_t character = utf8_next(rows, &at);

			if (encode_character(&report->text, character))
				continue;
			encode_substitute(&report->text, character);
			state->substituted++;
		}
	}
	text_builder_clear(&state->rows);
}

/* ---- cells ---- */

/* Would a spreadsheet take it for a formula? Blanks in front do not stop it, nor does full width on a Japanese keyboard. */
static bool looks_like_formula(struct slice cell)
{
	static const struct slice signs[] = {SLICE("="), SLICE("+"), SLICE("-"), SLICE("@"), SLICE("＝"), SLICE("＋"), SLICE("－"), SLICE("＠")};
	struct slice text = slice_trim(cell);

	for (size_t i = 0; i < COUNT_OF(signs); i++)
		if (slice_starts_with(text, signs[i]))
			return true;
	return false;
}

void csv_add_cell(struct report *report, struct slice value)
{
	struct csv_rows *state = report->state;
	struct text_builder *rows = &state->rows, *safe = &report->line;

	text_builder_clear(safe);
	utf8_add_safely(safe, value);
	text_builder_add(rows, state->begun ? SLICE_OF(",\"") : SLICE_OF("\""));
	state->begun = true;
	if (looks_like_formula(text_builder_slice(safe)))
		text_builder_add_char(rows, '\'');
	for (size_t i = 0; i < safe->length; i++) {
		if (safe->data[i] == '"')
			text_builder_add_char(rows, '"');
		text_builder_add_char(rows, safe->data[i]);
	}
	text_builder_add_char(rows, '"');
}

void csv_add_number(struct report *report, size_t number)
{
	struct csv_rows *state = report->state;

	text_builder_print(&state->rows, state->begun ? ",%zu" : "%zu", number);
	state->begun = true;
}

void csv_add_nothing(struct report *report)
{
	struct csv_rows *state = report->state;

	text_builder_add(&state->rows, SLICE_OF(","));
	state->begun = true;
}

void csv_end_row(struct report *report)
{
	struct csv_rows *state = report->state;

	text_builder_add(&state->rows, SLICE_OF("\r\n"));
	state->begun = false;
}

/* ---- the file ---- */

void csv_begin_rows(struct report *report, struct csv_rows *rows)
{
	text_builder_init(&rows->rows, report->text.arena);
	report->state = rows;
	if (!report->run.csv_cp932)
		text_builder_add(&report->text, SLICE_OF("\xEF\xBB\xBF"));
}

void csv_end_rows(struct report *report)
{
	const struct csv_rows *state = report->state;
	struct slice sentence;

	if (!state->substituted || !report->run.notice)
		return;
	sentence = arena_print(report->text.arena,
			       report->run.english ? "csv: %zu characters that CP932 does not have were replaced by a usual form or 〓; UTF-8 keeps them"
						   : "csv：CP932 にない文字%zu字を、似た字か〓に置き換えました。UTF-8 ならそのまま残ります",
			       state->substituted);
	report->run.notice(report->run.context, sentence.data);
}
