/* Form addresses: where on the paper form a value stands, in words a care manager uses. */
#include "base/text_builder.h"
#include "model/dates/date.h"
#include "model/model.h"

enum { LONGEST_PATH = 8 };

/* The word for a row on the way: 課題1, 短期目標2. */
static struct slice row_word(const struct record *record, bool english)
{
	static const struct {
		enum record_kind kind;
		struct slice ja, en;
	} words[] = {
		{RECORD_Need, SLICE("課題"), SLICE("need")},
		{RECORD_LongGoal, SLICE("長期目標"), SLICE("long-term goal")},
		{RECORD_ShortGoal, SLICE("短期目標"), SLICE("short-term goal")},
		{RECORD_Service, SLICE("サービス"), SLICE("service")},
		{RECORD_WeeklySlot, SLICE("予定"), SLICE("slot")},
		{RECORD_AssessmentItem, SLICE("項目"), SLICE("item")},
		{RECORD_Month, SLICE("月"), SLICE("month")},
	};

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (words[i].kind == record->kind)
			return english ? words[i].en : words[i].ja;
	return english ? field_info(record->in)->name : field_name_ja(record->in);
}

/* A month is called by its name, not by its row: 令和7年8月, 2025-08. False when it has none. */
static bool add_month(struct text_builder *builder, const struct record *record, bool english)
{
	const struct value *first_day = record->kind == RECORD_Month ? record_read(record, Month_first_day) : NULL;

	if (!first_day || first_day->presence != PRESENCE_WRITTEN)
		return false;
	struct calendar_date first = date_to_calendar(first_day->is.date);

	first.day = 1; /* whatever day was written */
	text_builder_add_char(builder, ' ');
	if (english)
		date_add_iso(builder, date_from_calendar(first));
	else
		date_add_japanese(builder, date_from_calendar(first));
	/* The first day is no part of the name: "-01", "1日". */
	builder->length -= english ? sizeof "-01" - 1 : sizeof "1日" - 1;
	return true;
}

/* Names in rules have underscores, words have none: plan date. */
static void add_word(struct text_builder *builder, struct slice word)
{
	size_t from = builder->length;

	if (from && word.length)
		text_builder_add_char(builder, ' ');
	text_builder_add(builder, word);
	for (size_t i = from; i < builder->length; i++)
		if (builder->data[i] == '_')
			builder->data[i] = ' ';
}

static struct slice item_word(enum field field, bool english)
{
	return english ? field_info(field)->name : field_name_ja(field);
}

/*
 * "UP1KYO 16 (51-54 are combinations), UPYOBO 12": of the files that a cell may stand in, the one of this kind of plan. A number behind a
 * comma belongs to the file before it.
 */
static struct slice item_of_kind(struct slice items, bool prevention)
{
	struct slice own = SLICE("UPYOBO"), first = slice_of("", 0), part;

	while (slice_next(&items, ',', &part)) {
		part = slice_trim(part);
		part = slice_trim(slice_part(part, 0, slice_find(part, SLICE_OF("("), 0)));
		if (!slice_starts_with(part, SLICE_OF("UP")))
			continue;
		if (slice_starts_with(part, own) == prevention)
			return part;
		first = first.length ? first : part;
	}
	return first;
}

struct slice field_standard_item(const struct record *record, enum field field)
{
	for (; field != FIELD_COUNT; field = record->in, record = record->parent) {
		struct slice item = field_info(field)->csv_source;

		if (slice_starts_with(item, SLICE_OF("UP")))
			return item_of_kind(item, record_is_of_prevention(record));
		if (field_info(field)->record != RECORD_Period || !record->parent)
			break;
	}
	return slice_of("", 0);
}

struct slice form_address(struct arena *arena, const struct record *record, enum field field, bool rows, bool english)
{
	const struct record *path[LONGEST_PATH];
	size_t depth = 0;
	struct text_builder builder;
	enum form form = field_form(record, field);

	for (const struct record *at = record; at->parent && depth < LONGEST_PATH; at = at->parent)
		path[depth++] = at;

	/* The innermost list on the way; a period or the like may stand below it. */
	size_t innermost = 0;

	while (innermost + 1 < depth && !path[innermost]->row)
		innermost++;
	text_builder_init(&builder, arena);
	if (form != FORM_NONE)
		add_word(&builder, english ? form_info(form)->name_en : form_info(form)->name_ja);
	while (depth-- > 0) {
		const struct record *at = path[depth];

		/* Without rows only the innermost list counts: moving a goal to another need keeps its address. */
		if (!rows && depth > innermost && path[innermost]->row)
			continue;
		/* A part of a plan that is a form of its own is not said twice: アセスメント 実施日. */
		bool said = !at->row && form != FORM_NONE && slice_equal(row_word(at, false), form_info(form)->name_ja);

		if (said || (rows && add_month(&builder, at, english)))
			continue;
		add_word(&builder, row_word(at, english));
		if (!rows || !at->row)
			continue;
		if (english)
			text_builder_add_char(&builder, ' ');
		text_builder_add_int(&builder, at->row);
	}
	/* The main cell of a row is the row itself: 短期目標1, not 短期目標1 内容. */
	bool main_cell = field == Need_text || field == LongGoal_text || field == ShortGoal_text;

	/* 主治医の意見の記録, not 主治医の意見の記録 主治医の意見. */
	bool named_by_form = field != FIELD_COUNT && !record->parent && form != FORM_NONE &&
			     slice_starts_with(form_info(form)->name_ja, field_name_ja(field));

	if (field != FIELD_COUNT && !main_cell && !named_by_form)
		add_word(&builder, item_word(field, english));
	return text_builder_finish(&builder);
}
