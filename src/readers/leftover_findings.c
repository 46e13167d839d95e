#include "readers/leftover_findings.h"

#include "base/text_builder.h"
#include "readers/value_findings.h"

#include <string.h>

enum { PLACES_SHOWN = 3 };

/* ---- one text ---- */

static bool begins_with_one_of(struct slice text, const struct slice *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (slice_starts_with(text, words[i]))
			return true;
	return false;
}

/* What goes before and makes the row a part of a name or number: 長女〇〇, A〇〇, 見本〇〇. Kanji, katakana, letters and digits. */
static bool belongs_to_word_before(struct slice before)
{
	if (before.length == 0)
		return false;
	unsigned char last = (unsigned char)before.data[before.length - 1];

	if (last < 0x80)
		return (last >= '0' && last <= '9') || (last >= 'A' && last <= 'Z') || (last >= 'a' && last <= 'z');
	if (before.length < 3)
		return true;
	const unsigned char *character = (const unsigned char *)before.data + before.length - 3;
	unsigned second_third = (unsigned)character[1] << 8 | character[2];

	switch (character[0]) {
	case 0xE3: /* 、。「』 and hiragana do not; 々 〇 and katakana do */
		return second_third == 0x8085 || second_third == 0x8087 || second_third >= 0x82A0;
	case 0xEF: /* full-width marks do not; letters and digits do */
		return (second_third >= 0xBC90 && second_third <= 0xBC99) || (second_third >= 0xBCA1 && second_third <= 0xBCBA) ||
		       (second_third >= 0xBD81 && second_third <= 0xBD9A) || second_third >= 0xBDA6;
	default:
		return true;
	}
}

/* 〇〇さん, 〇〇病院, 〇〇ちゃん are names; 〇〇を, 〇〇が go on with the sentence. */
static bool goes_on_with_particle(struct slice after)
{
	static const struct slice particles[] = {SLICE("を"), SLICE("が"), SLICE("に"), SLICE("で"), SLICE("の"), SLICE("は"), SLICE("へ"),
						 SLICE("と"), SLICE("も"), SLICE("や"), SLICE("から"), SLICE("まで"), SLICE("する"), SLICE("した")};

	return begins_with_one_of(after, particles, COUNT_OF(particles));
}

/* A mark, and which of its bytes is rare in Japanese text, by which it is quickly found. */
struct mark {
	struct slice text;
	size_t rare;
};

static size_t count_marks(struct slice text, const struct mark *mark, struct slice *first)
{
	const char *end = text.data + text.length;
	size_t count = 0, done = 0;

	for (const char *at = memchr(text.data, mark->text.data[mark->rare], text.length); at;
	     at = at < end ? memchr(at, (unsigned char)mark->text.data[mark->rare], (size_t)(end - at)) : NULL) {
		size_t from = (size_t)(at - text.data), to;

		at++;
		if (from < mark->rare || (from -= mark->rare) < done || !slice_starts_with(slice_part(text, from, text.length), mark->text))
			continue;
		for (to = from; slice_starts_with(slice_part(text, to, text.length), mark->text);)
			to += mark->text.length;
		done = to;
		if (to - from < 2 * mark->text.length || belongs_to_word_before(slice_part(text, 0, from)) ||
		    !goes_on_with_particle(slice_part(text, to, text.length)))
			continue;
		count++;
		if (!first->data || text.data + from < first->data)
			*first = slice_part(text, from, to);
	}
	return count;
}

size_t leftover_marks(struct slice text, struct slice *first)
{
	/* Those with the same rare byte stand together: where it is missing, all of them are. */
	static const struct mark marks[] = {
		{SLICE("〇"), 2}, {SLICE("×"), 0}, {SLICE("○"), 0}, {SLICE("◯"), 0}, {SLICE("✕"), 0}};
	char missing = '\0';
	size_t count = 0;

	*first = slice_of(NULL, 0);
	for (size_t i = 0; i < COUNT_OF(marks) && text.length; i++) {
		char rare = marks[i].text.data[marks[i].rare];

		if (rare == missing)
			continue;
		if (memchr(text.data, rare, text.length))
			count += count_marks(text, &marks[i], first);
		else
			missing = rare;
	}
	return count;
}

/* ---- a plan ---- */

enum { TEXTS_KNOWN = 128 };

struct leftovers {
	struct arena *arena;
	struct text_builder places;
	size_t count, shown;
	const struct record *record; /* of the first */
	enum field field;
	struct slice word;
	const struct value *last;    /* cells that repeat the one above are one place */
	bool english;
};

#define BIT(record, field) (UINT64_C(1) << (record##_##field - FIRST_##record))

/*
 * Where a plan is written in sentences, a bit a field, the lowest for the first. Names of people, places and providers are not asked, nor
 * is what happened.
 */
static const uint64_t prose[RECORD_COUNT] = {
	[RECORD_Plan] = BIT(Plan, intentions) | BIT(Plan, user_intention) | BIT(Plan, family_intention) | BIT(Plan, analysis) |
			BIT(Plan, policy) | BIT(Plan, housekeeping_reason_other) | BIT(Plan, other_services) |
			BIT(Plan, life_goal_day) | BIT(Plan, life_goal_year) | BIT(Plan, health_notes) | BIT(Plan, support_direction),
	[RECORD_Need] = BIT(Need, text) | BIT(Need, proposal) | BIT(Need, wish),
	[RECORD_LongGoal] = BIT(LongGoal, text),
	[RECORD_ShortGoal] = BIT(ShortGoal, text) | BIT(ShortGoal, support_points) | BIT(ShortGoal, informal_support) |
			     BIT(ShortGoal, insured_support),
	[RECORD_Service] = BIT(Service, content) | BIT(Service, reason),
	[RECORD_WeeklySlot] = BIT(WeeklySlot, service),
	[RECORD_DailyActivity] = BIT(DailyActivity, text),
	[RECORD_AssessmentItem] = BIT(AssessmentItem, text),
	[RECORD_Domain] = BIT(Domain, now) | BIT(Domain, wish) | BIT(Domain, issue),
};

/* Few plans have any: those alone are walked from top to bottom. */
static bool has_marks(const struct plan_records *records)
{
	struct slice without[TEXTS_KNOWN] = {{NULL, 0}}; /* texts that have none: a table's rows share texts, and know them by where they stand */
	struct slice word;

	for (size_t i = 0; i < records->count; i++) {
		const struct record *record = records->items[i];

		for (uint64_t left = prose[record->kind]; left; left &= left - 1) {
			const struct value *value = &record->values[LOWEST_BIT(left)];

			if (value->presence != PRESENCE_WRITTEN)
				continue;
			struct slice text = value->is.text, *known = &without[((uintptr_t)text.data >> 3) % TEXTS_KNOWN];

			if (known->data == text.data && known->length == text.length)
				continue;
			if (leftover_marks(text, &word))
				return true;
			*known = text;
		}
	}
	return false;
}

static void look_at_text(struct leftovers *leftovers, const struct record *record, enum field field, const struct value *value)
{
	struct slice word;
	size_t count = leftover_marks(value->is.text, &word);
	bool repeated = leftovers->last && leftovers->last->source == value->source && leftovers->last->offset == value->offset &&
			leftovers->last->length == value->length;

	if (count == 0 || repeated)
		return;
	if (leftovers->count == 0) {
		leftovers->record = record;
		leftovers->field = field;
		leftovers->word = word;
	}
	leftovers->count += count;
	leftovers->last = value;
	if (leftovers->shown++ >= PLACES_SHOWN)
		return;
	text_builder_add_string(&leftovers->places, leftovers->places.length == 0 ? "" : leftovers->english ? ", " : "、");
	text_builder_add(&leftovers->places, form_address(leftovers->arena, record, field, true, leftovers->english));
}

static void look_at_record(struct leftovers *leftovers, const struct record *record)
{
	enum field first = record_info(record->kind)->first;
	uint64_t texts = record_texts(record->kind), parts = record_parts(record->kind);

	for (uint64_t left = texts | parts; left; left &= left - 1) {
		unsigned number = LOWEST_BIT(left);
		enum field field = (enum field)(first + number);
		const struct field_info *about = field_info(field);
		const struct value *value = &record->values[number];

		if (value->presence != PRESENCE_WRITTEN)
			continue;
		if (texts >> number & 1) {
			if (prose[record->kind] >> number & 1)
				look_at_text(leftovers, record, field, value);
		} else if (about->kind == KIND_RECORD && about->element == RECORD_Period) {
			continue; /* many, and no sentences */
		} else if (about->kind == KIND_RECORD) {
			look_at_record(leftovers, value->is.record);
		} else {
			for (size_t k = 0; k < value->is.list.count; k++)
				look_at_record(leftovers, value->is.list.items[k].is.record);
		}
	}
}

void leftover_findings_add(struct finding_list *findings, const struct document *document, const struct plan_records *records)
{
	struct leftovers leftovers = {.arena = findings->arena, .english = findings->english};

	if (!has_marks(records))
		return;
	text_builder_init(&leftovers.places, findings->arena);
	look_at_record(&leftovers, document->plan);
	if (leftovers.shown > PLACES_SHOWN)
		text_builder_add_string(&leftovers.places, leftovers.english ? " and more" : "ほか");
	const struct value *value = record_read(leftovers.record, leftovers.field);
	struct reported_cell cell = {.record = leftovers.record, .field = leftovers.field, .text = value->is.text};
	const struct slice more[] = {leftovers.word, arena_print(findings->arena, "%zu", leftovers.count),
				     text_builder_finish(&leftovers.places)};

	if (value->source < document->source_count)
		cell.place = (struct place){document->sources[value->source], value->offset, value->length};
	cell_report(findings, &cell, BUILTIN_LEFTOVER_MARKS, more, 3);
}
