#include "linter/masking/personal_words.h"

#include "base/compiler.h"
#include "base/text_builder.h"
#include "model/dates/date.h"
#include "text/unicode/normalize.h"
#include "text/unicode/utf8.h"

enum { SHORTEST_CODE = 5 };

/* ---- signs that one person writes and another leaves out ---- */

/* Bytes of the sign at `at`: 3-4-5, 3−4−5, 3ー4ー5 and 3丁目4番5号 are one address. 0 for any other. */
static size_t joint_length(struct slice text, size_t at)
{
	static const struct slice dashes[] = {SLICE("-"), SLICE("\xe2\x80\x90"), SLICE("\xe2\x80\x91"), SLICE("\xe2\x80\x92"), SLICE("\xe2\x80\x93"),
					      SLICE("\xe2\x80\x94"), SLICE("\xe2\x80\x95"), SLICE("\xe2\x88\x92")};
	static const struct slice behind_digits[] = {SLICE("ー"), SLICE("丁目"), SLICE("番地の"), SLICE("番地"), SLICE("番"), SLICE("号"), SLICE("の")};
	struct slice rest = slice_part(text, at, text.length);

	for (size_t i = 0; i < COUNT_OF(dashes); i++)
		if (slice_starts_with(rest, dashes[i]))
			return dashes[i].length;
	if (at == 0 || text.data[at - 1] < '0' || text.data[at - 1] > '9')
		return 0;
	for (size_t i = 0; i < COUNT_OF(behind_digits); i++)
		if (slice_starts_with(rest, behind_digits[i]))
			return behind_digits[i].length;
	return 0;
}

/* Takes them out of a text in its form for comparison, with places when there is a map. */
static struct slice without_joints(struct arena *arena, struct slice text, struct offset_map *map)
{
	char *bytes = arena_allocate_bytes(arena, text.length + 1);
	uint32_t *original = map ? arena_array(arena, uint32_t, text.length + 1) : NULL;
	size_t length = 0;

	for (size_t at = 0; at < text.length;) {
		size_t joint = joint_length(text, at);

		if (!joint && map)
			original[length] = map->original[at];
		if (!joint)
			bytes[length++] = text.data[at];
		at += joint ? joint : 1;
	}
	if (map) {
		original[length] = map->original[text.length];
		*map = (struct offset_map){original, length + 1};
	}
	return slice_of(bytes, length);
}

/* ---- words ---- */

void personal_words_add(struct personal_words *words, struct slice pattern, struct slice label, bool titled)
{
	pattern = without_joints(words->arena, pattern, NULL);
	size_t characters = utf8_count(pattern);

	if (characters == 0 || (!titled && characters < 2))
		return;
	uint32_t *chain = &words->first[(unsigned char)pattern.data[0]];

	for (uint32_t at = *chain; at != UINT32_MAX; at = words->items[at].next)
		if (slice_equal(words->items[at].pattern, pattern) && words->items[at].titled == titled)
			return;
	words->items = arena_with_room(words->arena, words->items, words->count, &words->capacity, sizeof *words->items);
	words->items[words->count] = (struct personal_word){pattern, label, titled, *chain};
	*chain = (uint32_t)words->count++;
}

struct slice personal_kind(const struct masking *masking, enum field field)
{
	static const struct {
		enum field field;
		struct slice ja, en;
	} kinds[] = {
		{Plan_insured_no, SLICE("被保険者番号"), SLICE("number")},
		{User_birth_date, SLICE("生年月日"), SLICE("birth date")},
		{User_address, SLICE("住所"), SLICE("address")},
		{User_phone, SLICE("電話番号"), SLICE("phone")},
		{Office_name, SLICE("事業所"), SLICE("office")},
		{Office_corporation, SLICE("法人"), SLICE("corporation")},
		{Plan_outsourced_from, SLICE("事業所"), SLICE("office")},
		{Service_provider, SLICE("事業所"), SLICE("office")},
		{Service_corporation, SLICE("法人"), SLICE("corporation")},
		{UsageLine_provider, SLICE("事業所"), SLICE("office")},
		{Office_code, SLICE("事業所番号"), SLICE("office number")},
		{Service_provider_code, SLICE("事業所番号"), SLICE("office number")},
		{UsageLine_provider_code, SLICE("事業所番号"), SLICE("office number")},
		{UnitsLine_provider_code, SLICE("事業所番号"), SLICE("office number")},
		{StandardItem_value, SLICE("値"), SLICE("value")},
	};

	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (kinds[i].field == field)
			return masking->english ? kinds[i].en : kinds[i].ja;
	return masking->english ? SLICE_OF("name") : SLICE_OF("氏名");
}

struct slice personal_value_mask(const struct personal_words *words, enum field field, struct slice value)
{
	return masking_label(words->masking, words->arena, personal_kind(words->masking, field), normalize_for_comparison(words->arena, value));
}

/* ---- a document ---- */

/* A cell the standard has and no field: letters of Japanese or many digits may be anybody's, codes and marks are nobody's. */
static bool is_telling(struct slice pattern)
{
	size_t digits = 0, others = 0;

	for (size_t i = 0; i < pattern.length; i++) {
		digits += pattern.data[i] >= '0' && pattern.data[i] <= '9';
		others += (unsigned char)pattern.data[i] >= 0x80;
	}
	return others >= 9 || digits >= 7;
}

static void add_text(struct personal_words *words, enum field field, struct slice text)
{
	struct slice pattern = normalize_for_comparison(words->arena, text);
	struct slice label = personal_value_mask(words, field, text);
	struct slice kind = personal_kind(words->masking, field);

	if (field == User_address)
		personal_words_add_address(words, pattern, label);
	else if (field == User_phone)
		personal_words_add_phone(words, pattern, label);
	else if (field == StandardItem_value && is_telling(pattern))
		personal_words_add(words, pattern, label, false);
	else if (slice_equal(kind, SLICE_OF("氏名")) || slice_equal(kind, SLICE_OF("name")) || slice_equal(kind, SLICE_OF("事業所")) ||
		 slice_equal(kind, SLICE_OF("office")))
		personal_words_add_name(words, text, field);
	else if (field != StandardItem_value && pattern.length >= SHORTEST_CODE)
		personal_words_add(words, pattern, label, false);
}

static void add_place(struct personal_words *words, const struct value *value)
{
	if (!value->length)
		return;
	words->places = arena_with_room(words->arena, words->places, words->place_count, &words->place_capacity, sizeof *words->places);
	words->places[words->place_count++] = (struct personal_place){value->source, value->offset, value->length};
}

static void add_value(struct personal_words *words, enum field field, const struct value *value)
{
	const struct field_info *info = field_info(field);

	if (value->presence != PRESENCE_WRITTEN && value->presence != PRESENCE_UNREADABLE)
		return;
	add_place(words, value);
	if (info->kind == KIND_TEXT || value->presence == PRESENCE_UNREADABLE) {
		add_text(words, field, value->is.text);
	} else if (info->kind == KIND_DATE) {
		struct text_builder iso;

		text_builder_init(&iso, words->arena);
		date_add_iso(&iso, value->is.date);
		personal_words_add_date(words, value->is.date, personal_value_mask(words, field, text_builder_finish(&iso)));
	}
}

static void collect(struct personal_words *words, const struct record *record)
{
	const struct record_info *info = record_info(record->kind);

	for (unsigned i = 0; i < info->count; i++) {
		enum field field = (enum field)(info->first + i);
		const struct field_info *about = field_info(field);
		const struct value *value = &record->values[i];

		if (about->flags & FIELD_DERIVED)
			continue;
		if (about->flags & FIELD_PERSONAL)
			add_value(words, field, value);
		if (about->kind == KIND_RECORD && record_sub(record, field))
			collect(words, record_sub(record, field));
		if (about->kind != KIND_LIST_RECORD)
			continue;
		struct value_list list = record_list(record, field);

		for (size_t k = 0; k < list.count; k++)
			collect(words, list.items[k].is.record);
	}
}

/* What is said of other files of the set names them. */
static void add_files(struct personal_words *words, const struct document *document)
{
	for (size_t i = 0; i < document->source_count; i++) {
		struct slice path = document->sources[i]->path;
		size_t name = path.length;

		while (name > 0 && path.data[name - 1] != '/')
			name--;
		struct slice last = slice_part(path, name, path.length);

		personal_words_add(words, normalize_for_comparison(words->arena, path), masking_path(words->masking, words->arena, path), false);
		personal_words_add(words, normalize_for_comparison(words->arena, last), masking_path(words->masking, words->arena, last), false);
	}
}

void personal_words_collect(struct personal_words *words, struct arena *arena, const struct masking *masking,
			    const struct document *document)
{
	*words = (struct personal_words){.masking = masking, .arena = arena};
	memset(words->first, 0xFF, sizeof words->first);
	collect(words, document->plan);
	add_files(words, document);
}

bool personal_words_hold(const struct personal_words *words, const struct document *document, struct place place)
{
	for (size_t i = 0; i < words->place_count; i++) {
		const struct personal_place *held = &words->places[i];

		if (held->source < document->source_count && document->sources[held->source] == place.source && place.length &&
		    place.offset >= held->offset && place.offset + place.length <= held->offset + held->length)
			return true;
	}
	return false;
}

/* ---- a text ---- */

bool personal_title_follows(struct slice text, size_t at)
{
	static const struct slice titles[] = {SLICE("さん"), SLICE("様"),   SLICE("さま"), SLICE("氏"),	 SLICE("殿"),
					      SLICE("ちゃん"), SLICE("くん"), SLICE("君"),   SLICE("先生"), SLICE("医師")};
	struct slice rest = slice_part(text, at, text.length);

	for (size_t i = 0; i < COUNT_OF(titles); i++)
		if (slice_starts_with(rest, titles[i]))
			return true;
	return false;
}

/* The longest word at a place; NULL when none stands there. */
static const struct personal_word *word_at(const void *context, struct slice text, size_t at)
{
	const struct personal_words *words = context;
	const struct personal_word *longest = NULL;
	struct slice rest = slice_part(text, at, text.length);

	for (uint32_t i = words->first[(unsigned char)text.data[at]]; i != UINT32_MAX; i = words->items[i].next) {
		const struct personal_word *word = &words->items[i];

		if ((!longest || word->pattern.length > longest->pattern.length) && slice_starts_with(rest, word->pattern) &&
		    (!word->titled || personal_title_follows(text, at + word->pattern.length)))
			longest = word;
	}
	return longest;
}

/* Where the character behind a word begins: a character may have become several (㈱), of which a word took some. */
static size_t end_of_word(const struct offset_map *map, size_t end)
{
	while (end < map->count - 1 && map->original[end] == map->original[end - 1])
		end++;
	return map->original[end];
}

/* The の behind a number may join it to more of an address, and was passed with it; behind the last one it is a particle, and stays. */
static size_t without_particle(struct slice text, struct slice pattern, size_t end)
{
	static const struct slice particle = SLICE("の");

	if (!slice_ends_with(slice_part(text, 0, end), particle) || slice_ends_with(pattern, particle))
		return end;
	return end - particle.length;
}

struct slice personal_text_mask(struct arena *arena, struct slice text,
				const struct personal_word *(*longest_at)(const void *context, struct slice text, size_t at), const void *context)
{
	struct offset_map map;
	struct text_builder masked;
	size_t done = 0;

	if (!text.length)
		return text;
	struct slice plain = normalize_for_comparison_with_map(arena, text, &map);

	plain = without_joints(arena, plain, &map);
	text_builder_init(&masked, arena);
	for (size_t at = 0; at < plain.length;) {
		const struct personal_word *word = map.original[at] < done ? NULL : longest_at(context, plain, at);

		if (!word) {
			at++;
			continue;
		}
		text_builder_add(&masked, slice_part(text, done, map.original[at]));
		text_builder_add(&masked, word->label);
		done = without_particle(text, word->pattern, end_of_word(&map, at + word->pattern.length));
		at += word->pattern.length;
	}
	if (!done)
		return text;
	text_builder_add(&masked, slice_part(text, done, text.length));
	return text_builder_finish(&masked);
}

struct slice personal_words_mask(const struct personal_words *words, struct slice text)
{
	return personal_text_mask(words->arena, text, word_at, words);
}
