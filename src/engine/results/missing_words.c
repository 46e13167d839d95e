/* What was missing, in the words of whoever has the papers at hand. */
#include "engine/results/missing_words.h"

#include "base/text_builder.h"

/* What is written on the paper in place of a field that derive/ fills; FIELD_INVALID for a field that is written itself. */
static enum field source_of(enum field field)
{
	static const struct {
		enum field derived, source;
	} sources[] = {
		{Service_type_code, Service_type},	    {Service_informal, Service_type},
		{Service_type_unknown, Service_type},	    {Service_frequency_unknown, Service_frequency},
		{Service_per_week, Service_frequency},	    {Service_per_month, Service_frequency},
		{Service_times_said, Service_frequency},    {Service_days_listed, Service_frequency},
		{UsageLine_type_code, UsageLine_service_code}, {UsageLine_item, UsageLine_service_code},
		{UsageLine_unclassed, UsageLine_service_code},
		{Month_units, Month_totals},		    {Month_over_units, Month_totals},
	};

	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
		if (sources[i].derived == field)
			return sources[i].source;
	return FIELD_INVALID;
}

enum field missing_field_on_paper(enum field field)
{
	enum field source = source_of(field);

	return source == FIELD_INVALID ? field : source;
}

enum { CODES_SHOWN = 5 };

/* The service codes of one list of a month that no table classes, each once. */
static void add_codes(struct value_list lines, struct slice *codes, size_t *count)
{
	for (size_t i = 0; i < lines.count; i++) {
		const struct record *line = lines.items[i].is.record;
		const struct value *unclassed = record_read(line, UsageLine_unclassed);
		bool known = unclassed->presence != PRESENCE_WRITTEN || !unclassed->is.boolean;
		struct slice code = slice_trim(record_text(line, UsageLine_service_code));

		for (size_t k = 0; k < *count && !known; k++)
			known = slice_equal(codes[k], code);
		if (!known && *count <= CODES_SHOWN)
			codes[(*count)++] = code;
	}
}

/* Codes whose class is unknown are all named at once: whoever adds them to a table of codes wants the list. */
static struct slice codes_missing(const struct rule_results *results, struct slice cell)
{
	bool english = results->options->language == LANGUAGE_EN;
	struct value_list months = record_list(results->document->plan, Plan_months);
	struct slice codes[CODES_SHOWN + 1];
	struct text_builder words;
	size_t count = 0;

	for (size_t i = 0; i < months.count; i++) {
		add_codes(record_list(months.items[i].is.record, Month_planned), codes, &count);
		add_codes(record_list(months.items[i].is.record, Month_actual), codes, &count);
	}
	text_builder_init(&words, results->arena);
	text_builder_print(&words, english ? "class of %.*s (" : "%.*sの区分（", SLICE_PRINT(cell));
	for (size_t i = 0; i < count && i < CODES_SHOWN; i++) {
		text_builder_add_string(&words, i == 0 ? "" : english ? ", " : "、");
		text_builder_add(&words, codes[i]);
	}
	if (count > CODES_SHOWN)
		text_builder_add_string(&words, english ? " and more" : "ほか");
	text_builder_add_string(&words, english ? ")" : "）");
	return text_builder_finish(&words);
}

/*
 * A field of derive/ is missing because of what it is derived from: its cell is named, since nobody writes a 種類コード on a form.
 * What the cell holds may be there and not be understood: an unknown name of a service, 適宜 for a frequency.
 */
static struct slice cell_missing(const struct rule_results *results, struct cel_origin origin)
{
	struct arena *arena = results->arena;
	bool english = results->options->language == LANGUAGE_EN;
	enum field source = origin.field == FIELD_COUNT ? FIELD_INVALID : source_of(origin.field);

	if (source == FIELD_INVALID)
		return form_address(arena, origin.record, origin.field, false, english);

	struct slice cell = form_address(arena, origin.record, source, false, english);

	if (record_read(origin.record, source)->presence == PRESENCE_NOT_SUPPLIED)
		return cell;
	if (origin.field == UsageLine_item)
		return codes_missing(results, cell);
	return arena_print(arena, english ? "%.*s in words tenken knows" : "%.*s（読み取れる書き方のもの）", SLICE_PRINT(cell));
}

/* A table without any row is there to be missed: a rule asks it when its answer lies outside the material, which its title says. */
static struct slice table_missing(struct arena *arena, const struct lookup_table *table, bool english)
{
	struct slice title = english ? table->title_en : table->title;

	if (!title.length)
		title = table->name;
	if (table->row_count == 0)
		return title;
	return arena_print(arena, english ? "a row of the table %.*s" : "基準表「%.*s」の当てはまる行", SLICE_PRINT(title));
}

struct slice missing_words(const struct rule_results *results, const struct missing_entry *entry, struct cel_origin origin)
{
	bool english = results->options->language == LANGUAGE_EN;

	if (entry->table)
		return table_missing(results->arena, entry->table, english);
	if (entry->form != FORM_NONE)
		return english ? form_info(entry->form)->name_en : form_info(entry->form)->name_ja;
	if (origin.record)
		return cell_missing(results, origin);
	return english ? SLICE_OF("the plan before") : SLICE_OF("前回の計画");
}
