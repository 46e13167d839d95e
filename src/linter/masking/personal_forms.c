/* The forms in which people write who somebody is: parts of names, days, addresses, telephone numbers. */
#include "linter/masking/personal_words.h"

#include "base/text_builder.h"
#include "model/dates/date.h"
#include "model/dates/era.h"
#include "text/unicode/normalize.h"
#include "text/unicode/utf8.h"

/* ---- names ---- */

/* What stands where a name is asked for and is none. In their form for comparison. */
static bool is_nobody(struct slice word)
{
	static const struct slice nobody[] = {
		SLICE("本人"),	   SLICE("ご本人"),   SLICE("利用者"),	     SLICE("利用者本人"), SLICE("家族"),	SLICE("ご家族"),     SLICE("妻"),
		SLICE("夫"),	   SLICE("長男"),     SLICE("長女"),	     SLICE("次男"),	  SLICE("次女"),	SLICE("二男"),	     SLICE("二女"),
		SLICE("三男"),	   SLICE("三女"),     SLICE("息子"),	     SLICE("娘"),	  SLICE("嫁"),		SLICE("長男の妻"),   SLICE("次男の妻"),
		SLICE("兄"),	   SLICE("弟"),	      SLICE("姉"),	     SLICE("妹"),	  SLICE("母"),		SLICE("父"),	     SLICE("孫"),
		SLICE("子"),	   SLICE("友人"),     SLICE("知人"),	     SLICE("近所"),	  SLICE("近隣"),	SLICE("隣人"),	     SLICE("民生委員"),
		SLICE("主治医"),   SLICE("医師"),     SLICE("看護師"),	     SLICE("薬剤師"),	  SLICE("歯科医師"),	SLICE("院長"),	     SLICE("管理者"),
		SLICE("担当者"),   SLICE("担当"),     SLICE("相談員"),	     SLICE("先生"),	  SLICE("介護支援専門員"), SLICE("ケアマネジャー"), SLICE("ケアマネ"),
		SLICE("サービス提供責任者"), SLICE("サービス事業所"), SLICE("各サービス事業所"), SLICE("事業所"), SLICE("各事業所"), SLICE("訪問介護"), SLICE("訪問看護"),
		SLICE("通所介護"), SLICE("通所リハビリ"), SLICE("デイサービス"), SLICE("ショートステイ"), SLICE("福祉用具"), SLICE("福祉用具専門相談員"), SLICE("ヘルパー"),
		SLICE("ボランティア"), SLICE("地域"), SLICE("同上"),	     SLICE("なし"),	  SLICE("無"),		SLICE("自費"),	     SLICE("市町村"),
		SLICE("地域包括支援センター"), SLICE("株式会社"), SLICE("有限会社"), SLICE("社会福祉法人"), SLICE("医療法人"), SLICE("合同会社"), SLICE("株"),
		SLICE("居宅介護支援事業所"), SLICE("訪問介護事業所"), SLICE("通所介護事業所"), SLICE("訪問看護ステーション"), SLICE("クリニック"), SLICE("診療所"), SLICE("病院"),
	};

	for (size_t i = 0; i < COUNT_OF(nobody); i++)
		if (slice_equal(nobody[i], word))
			return true;
	return false;
}

/* 見本 ハナ様 is 見本 ハナ. */
static struct slice without_title(struct slice name)
{
	static const struct slice titles[] = {SLICE("様"), SLICE("さま"), SLICE("さん"), SLICE("氏"), SLICE("殿"), SLICE("先生"), SLICE("医師"), SLICE("dr.")};

	for (size_t i = 0; i < COUNT_OF(titles); i++)
		if (name.length > titles[i].length && slice_ends_with(name, titles[i]))
			return slice_part(name, 0, name.length - titles[i].length);
	return name;
}

/* 林, まい: any sentence may hold it, so it counts only where a title follows. */
static bool is_everyday(struct slice name)
{
	enum { SHORT = 2, FIRST_HIRAGANA = 0x3041, LAST_HIRAGANA = 0x309F };
	size_t characters = utf8_count(name), at = 0;

	while (at < name.length) {
		uint32_t character = utf8_next(name, &at);

		if (character < FIRST_HIRAGANA || character > LAST_HIRAGANA)
			return characters < SHORT;
	}
	return characters <= SHORT;
}

static void add_part(struct personal_words *words, struct slice part, struct slice label)
{
	struct slice pattern = without_title(normalize_for_comparison(words->arena, part));

	if (!is_nobody(pattern))
		personal_words_add(words, pattern, label, is_everyday(pattern));
}

/* A name without a blank: where the family name ends is not known, so every beginning and end counts, with a title. */
static void add_cuts(struct personal_words *words, struct slice name, struct slice label)
{
	size_t at = 0;

	while (at < name.length) {
		utf8_next(name, &at);
		if (at >= name.length)
			break;
		if (!is_nobody(slice_part(name, 0, at)))
			personal_words_add(words, slice_part(name, 0, at), label, true);
		if (!is_nobody(slice_part(name, at, name.length)))
			personal_words_add(words, slice_part(name, at, name.length), label, true);
	}
}

/* Bytes of the sign at `at` that separates names or parts of them in a cell; 0 when it is none. */
static size_t separator_length(struct slice text, size_t at, bool blanks)
{
	static const struct slice signs[] = {SLICE("、"), SLICE("，"), SLICE("・"), SLICE("／"), SLICE("（"), SLICE("）"), SLICE("("), SLICE(")"),
					     SLICE("/"),  SLICE(","),  SLICE("："), SLICE(":"), SLICE("\n"), SLICE("；"), SLICE("「"), SLICE("」")};
	struct slice rest = slice_part(text, at, text.length);

	for (size_t i = 0; i < COUNT_OF(signs); i++)
		if (slice_starts_with(rest, signs[i]))
			return signs[i].length;
	if (blanks && slice_starts_with(rest, SLICE_OF("　")))
		return 3;
	return blanks && (rest.data[0] == ' ' || rest.data[0] == '\t');
}

/* The next piece of *rest between separators, trimmed; false at the end. */
static bool next_piece(struct slice *rest, bool blanks, struct slice *piece)
{
	size_t at = 0, length = 0;

	if (!rest->length)
		return false;
	while (at < rest->length && !(length = separator_length(*rest, at, blanks)))
		at++;
	*piece = slice_trim(slice_part(*rest, 0, at));
	*rest = slice_part(*rest, at + length, rest->length);
	return true;
}

/* One person, or one provider, whose name is only known as a whole: parts of it are what many are called. */
static void add_one(struct personal_words *words, struct slice piece, enum field field, bool person)
{
	struct slice whole = without_title(normalize_for_comparison(words->arena, piece)), part, rest = piece;
	struct slice label = personal_value_mask(words, field, whole);
	size_t parts = 0;

	if (is_nobody(whole))
		return;
	personal_words_add(words, whole, label, is_everyday(whole));
	while (person && next_piece(&rest, true, &part))
		if (part.length) {
			add_part(words, part, label);
			parts++;
		}
	if (person && parts == 1)
		add_cuts(words, whole, label);
}

bool personal_words_say_nobody(const struct personal_words *words, struct slice value)
{
	struct slice rest = value, piece;

	while (next_piece(&rest, false, &piece)) {
		struct slice pattern = without_title(normalize_for_comparison(words->arena, piece));

		if (pattern.length && !is_nobody(pattern))
			return false;
	}
	return true;
}

/* 長女（山鳥 まい） names a person, whatever the field is for. */
static bool names_relation(const struct personal_words *words, struct slice value)
{
	struct slice piece;

	while (next_piece(&value, false, &piece))
		if (piece.length && is_nobody(normalize_for_comparison(words->arena, piece)))
			return true;
	return false;
}

void personal_words_add_name(struct personal_words *words, struct slice value, enum field field)
{
	struct slice rest = value, piece, pattern = normalize_for_comparison(words->arena, value);
	bool person = slice_equal(personal_kind(words->masking, field), words->masking->english ? SLICE_OF("name") : SLICE_OF("氏名")) ||
		      names_relation(words, value);

	if (personal_words_say_nobody(words, value))
		return;
	personal_words_add(words, pattern, personal_value_mask(words, field, value), is_everyday(pattern));
	while (next_piece(&rest, false, &piece))
		if (piece.length)
			add_one(words, piece, field, person);
}

/* ---- days ---- */

static void add_form(struct personal_words *words, struct slice label, struct slice form)
{
	personal_words_add(words, normalize_for_comparison(words->arena, form), label, false);
}

void personal_words_add_date(struct personal_words *words, int32_t date, struct slice label)
{
	static const char *const between[][3] = {{"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}, {"", "", ""}};
	struct arena *arena = words->arena;
	struct calendar_date day = date_to_calendar(date);
	const struct era *era = era_of(date);
	struct slice years[6];
	size_t count = 0;

	years[count++] = arena_print(arena, "%d", day.year);
	if (era) {
		int year = day.year - era->year_before;

		years[count++] = arena_print(arena, "%.*s%d", SLICE_PRINT(era->name), year);
		years[count++] = arena_print(arena, "%c%d", era->letter, year);
		years[count++] = arena_print(arena, "%c%02d", era->letter, year);
		years[count++] = arena_print(arena, "%.*s%02d", SLICE_PRINT(era->name), year);
		if (year == 1)
			years[count++] = arena_print(arena, "%.*s元", SLICE_PRINT(era->name));
	}
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < COUNT_OF(between); k++) {
			const char *const *sign = between[k];

			add_form(words, label, arena_print(arena, "%.*s%s%02d%s%02d%s", SLICE_PRINT(years[i]), sign[0], day.month, sign[1], day.day, sign[2]));
			if (*sign[0])
				add_form(words, label, arena_print(arena, "%.*s%s%d%s%d%s", SLICE_PRINT(years[i]), sign[0], day.month, sign[1], day.day, sign[2]));
		}
}

/* ---- where somebody lives, and by what number they can be called ---- */

void personal_words_add_address(struct personal_words *words, struct slice value, struct slice label)
{
	static const struct slice ends[] = {SLICE("都"), SLICE("道"), SLICE("府"), SLICE("県"), SLICE("市"), SLICE("区"), SLICE("郡"), SLICE("町"), SLICE("村")};
	enum { SHORTEST = 3 };

	personal_words_add(words, value, label, false);
	for (size_t at = 0; at < value.length;) {
		struct slice rest = slice_part(value, at, value.length);

		utf8_next(value, &at);
		for (size_t i = 0; i < COUNT_OF(ends); i++)
			if (slice_starts_with(rest, ends[i]) && utf8_count(slice_part(value, at, value.length)) >= SHORTEST)
				personal_words_add(words, slice_part(value, at, value.length), label, false);
	}
}

void personal_words_add_phone(struct personal_words *words, struct slice value, struct slice label)
{
	enum { SHORTEST = 7 };
	char *digits = arena_allocate_bytes(words->arena, value.length + 1);
	size_t count = 0;

	for (size_t i = 0; i < value.length; i++)
		if (value.data[i] >= '0' && value.data[i] <= '9')
			digits[count++] = value.data[i];
	personal_words_add(words, value, label, false);
	if (count < SHORTEST)
		return;
	personal_words_add(words, slice_of(digits, count), label, false);
	/* Without the code of the area, as neighbours say it. */
	size_t area = slice_find(value, SLICE_OF("-"), 0);

	if (area != SIZE_MAX && value.length - area - 1 >= SHORTEST)
		personal_words_add(words, slice_part(value, area + 1, value.length), label, false);
}
