#include "writers/written_text.h"

#include "text/cp932/cp932.h"
#include "text/source.h"

bool value_has_words(const struct value *value)
{
	/* A cell that was cut off is unreadable without a word. */
	return value->presence == PRESENCE_WRITTEN || (value->presence == PRESENCE_UNREADABLE && value->is.text.length) ||
	       value->flags & VALUE_PLACEHOLDER;
}

struct slice placeholder_text(struct arena *arena, const struct document *document, const struct value *value)
{
	if (!(value->flags & VALUE_PLACEHOLDER) || value->source >= document->source_count)
		return slice_of("", 0);
	const struct source *source = document->sources[value->source];
	struct slice raw = slice_part(source->bytes, (size_t)value->offset, (size_t)value->offset + value->length);
	bool quoted = raw.length >= 2 && (raw.data[0] == '"' || raw.data[0] == '\'') && raw.data[raw.length - 1] == raw.data[0];
	struct text_builder text;

	raw = quoted ? slice_part(raw, 1, raw.length - 1) : raw;
	if (source->encoding != ENCODING_CP932)
		return raw;
	text_builder_init(&text, arena);
	cp932_add_decoded(&text, raw);
	return text_builder_finish(&text);
}

bool period_has_own_dates(const struct record *period)
{
	const struct value *words = record_read(period, Period_text);

	for (unsigned side = 0; side < 2; side++) {
		const struct value *date = record_read(period, side ? Period_to : Period_from);

		if (value_has_words(date) && !(date->flags & VALUE_COUNTED) &&
		    (!value_has_words(words) || date->offset != words->offset || date->source != words->source))
			return true;
	}
	return false;
}
