/* Texts that come again, found by a hash of their bytes. */
#include "readers/csv/rows/csv_texts.h"

#include "base/eight_bytes.h"

#include <assert.h>
#include <string.h>

static_assert(RECORD_COUNT <= 64, "plain_in has a bit for each kind of record");

void csv_texts_init(struct csv_texts *texts, struct arena *outer)
{
	*texts = (struct csv_texts){.bytes = 0};
	arena_init_inner(&texts->arena, outer);
}

void csv_texts_begin_plan(struct csv_texts *texts, struct arena *plan)
{
	texts->home = texts->only_of_plan ? plan : &texts->arena;
	if (texts->bytes <= MOST_CSV_TEXT && !texts->only_of_plan)
		return;
	arena_reset(&texts->arena);
	texts->bytes = 0;
	memset(texts->places, 0, sizeof texts->places);
}

/* By length, beginning, middle and end: texts that share all four are rare, and take each other's place. */
struct csv_text *csv_texts_place(struct csv_texts *texts, struct slice raw, enum text_encoding encoding)
{
	uint64_t hash = raw.length << 1 | (encoding == ENCODING_CP932);

	if (raw.length >= 8) {
		hash ^= eight_bytes_at(raw.data) * UINT64_C(0x9E3779B97F4A7C15);
		hash ^= eight_bytes_at(raw.data + raw.length / 2 - 4) * UINT64_C(0xC2B2AE3D27D4EB4F);
		hash ^= eight_bytes_at(raw.data + raw.length - 8);
	} else {
		for (size_t i = 0; i < raw.length; i++)
			hash = hash << 8 ^ (unsigned char)raw.data[i];
	}
	return &texts->places[(hash * UINT64_C(0x9E3779B97F4A7C15) >> 32) % CSV_TEXTS];
}

void csv_texts_keep(struct csv_texts *texts, struct csv_text *place, struct slice raw, struct slice text, enum text_encoding encoding)
{
	*place = (struct csv_text){.raw = arena_copy(texts->home, raw), .encoding = encoding};
	place->text = text.data == raw.data ? place->raw : arena_copy(texts->home, text);
	texts->bytes += raw.length + text.length;
}

void csv_texts_keep_period(struct csv_texts *texts, struct csv_text *known, const struct period_reading *period)
{
	struct period_reading *copy = arena_new(texts->home, struct period_reading);

	*copy = *period;
	known->period = copy;
	texts->bytes += sizeof *copy;
}
