/* readers: files in any order give the same plans, and ten thousand people in one file need the memory of one plan. */
#include "csv_rows_fixture.h"

#define MONTH_TAIL "_9990000410_43_9990000428_78_20260402101530.CSV"

/* ---- a plan as text ---- */

static void dump_record(struct text_builder *out, const struct record *record);

static void dump_value(struct text_builder *out, enum field_kind kind, const struct value *value)
{
	text_builder_print(out, " %d@%u:%llu+%u", value->presence, value->source, (unsigned long long)value->offset, value->length);
	if (value->presence == PRESENCE_UNREADABLE)
		kind = KIND_TEXT;
	else if (value->presence != PRESENCE_WRITTEN && kind != KIND_RECORD)
		return;
	switch (kind) {
	case KIND_TEXT:
		text_builder_print(out, " \"%.*s\"", SLICE_PRINT(value->is.text));
		break;
	case KIND_INT:
	case KIND_NUMBER:
	case KIND_BOOL:
	case KIND_DATE:
	case KIND_TIME:
	case KIND_ENUM:
		text_builder_print(out, " %lld", (long long)value->is.integer);
		break;
	case KIND_RECORD:
		if (value->presence != PRESENCE_NOT_SUPPLIED)
			dump_record(out, value->is.record);
		break;
	case KIND_LIST_TEXT:
	case KIND_LIST_ENUM:
		text_builder_print(out, " %zu items", value->is.list.count);
		break;
	case KIND_LIST_RECORD:
		for (size_t i = 0; i < value->is.list.count; i++)
			dump_record(out, value->is.list.items[i].is.record);
		break;
	}
}

static void dump_record(struct text_builder *out, const struct record *record)
{
	const struct record_info *info = record_info(record->kind);

	text_builder_print(out, "\n[%.*s %u", SLICE_PRINT(info->name), record->row);
	for (unsigned i = 0; i < info->count; i++) {
		const struct field_info *field = field_info((enum field)(info->first + i));

		text_builder_print(out, "\n %.*s", SLICE_PRINT(field->name));
		dump_value(out, field->kind, &record->values[i]);
	}
	text_builder_add_string(out, "]");
}

static void dump_findings(struct text_builder *out, const struct finding_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		text_builder_print(out, "\n%.*s:%llu %.*s", SLICE_PRINT(list->items[i]->place.source->path),
				   (unsigned long long)list->items[i]->place.offset, SLICE_PRINT(list->items[i]->message));
}

/* Everything that comes out of the set with its files in this order. */
static struct slice everything(void)
{
	struct text_builder out;
	enum reading reading;

	text_builder_init(&out, &arena);
	finding_list_init(&findings, &arena, true);
	open_set();
	dump_findings(&out, &findings);
	while ((reading = next_plan()) != READING_END) {
		text_builder_print(&out, "\n= %d", (int)reading);
		for (size_t i = 0; document && i < document->source_count; i++)
			text_builder_print(&out, " %.*s", SLICE_PRINT(document->sources[i]->path));
		if (document)
			dump_record(&out, document->plan);
		dump_findings(&out, &plan_findings);
	}
	csv_set_close(set);
	set = NULL;
	return text_builder_finish(&out);
}

/* ---- any order ---- */

static void swap_files(size_t a, size_t b)
{
	struct source *source = sources[a];
	const struct record_layout *layout = source_layouts[a];

	sources[a] = sources[b];
	source_layouts[a] = source_layouts[b];
	sources[b] = source;
	source_layouts[b] = layout;
}

static void shuffled_files_give_the_same_plans(void **state)
{
	(void)state;
	uint32_t seed = 20260402;

	add_file("UP1KYO" TAIL, TABLE1_ROW(ONE, "20260323") TABLE1_ROW(TWO, "2026032X") TABLE1_ROW("0000000633", "20260323"));
	add_file("UP2KYO" TAIL, TABLE2_ROW(TWO, "20260323") TABLE2_ROW(ONE, "20260323") TABLE2_ROW("0000000633", "20260323"));
	add_file("UPHOSOKU_000000" TAIL, SUPPLEMENT_ROW(TWO, "20260323", "000000") SUPPLEMENT_ROW(ONE, "20260323", "000000"));
	add_file("UPHOSOKU_202604" MONTH_TAIL, SUPPLEMENT_ROW(TWO, "00000000", "202604") SUPPLEMENT_ROW("0000000644", "00000000", "202604"));
	add_file("UPPLAN_202604" MONTH_TAIL, USAGE_ROW(TWO, "202604", "03", "117211", "1") USAGE_ROW(ONE, "202604", "03", "117211", "1")
						     USAGE_ROW("0000000644", "202604", "03", "117211", "1"));
	add_file("UPSIKYU_202604" MONTH_TAIL, UNITS_ROW(ONE, "202604", "9990000436", "117211", "225", "1", "0", "225"));
	add_file("UPJSK_202604_9990000436_11_9990000410_43_20260501090000.CSV", USAGE_ROW(ONE, "202604", "03", "117211", "1"));
	add_file("UPJSK_202604_9990000428_78_9990000410_43_20260501100000.CSV", USAGE_ROW(ONE, "202604", "04", "781211", "1"));
	add_file("UPYOBO" TAIL, PREVENTION_ROW("0000000655", "20260424", "1"));
	add_file("UPYOBO_SUB" TAIL, SUPPORT_ROW("0000000655", "20260424", "1", "\"課題\"", "\"目標\"", "1", "\"一\"", "1", "\"訪問型\""));
	add_file("UPKIHON" TAIL, BASICS_ROW("0000000655", "20260420", "仮名 ゆき"));
	add_file("DLT1KYO" MONTH_TAIL, "202407,999954,0000000633,20260323\r\n");
	struct slice expected = everything();

	assert_true(slice_contains(expected, SLICE_OF("花壇まで歩く")));
	for (int round = 0; round < 24; round++) {
		for (size_t i = source_count; i > 1; i--) {
			seed = seed * 1664525u + 1013904223u;
			swap_files(i - 1, (seed >> 8) % i);
		}
		struct slice actual = everything();

		if (!slice_equal(actual, expected))
			fail_msg("round %d differs:\n%.*s\n---\n%.*s", round, SLICE_PRINT(expected), SLICE_PRINT(actual));
	}
}

/* ---- many people ---- */

enum { PEOPLE = 10000 };

/* The row for each of them, their numbers in the place of that of ONE; the order of people is turned when `backwards`. */
static void add_people(const char *name, const char *rows, bool backwards)
{
	struct slice pattern = to_cp932(rows);
	size_t at = slice_find(pattern, SLICE_OF(ONE), 0);
	char *bytes = arena_allocate_bytes(&arena, pattern.length * PEOPLE);

	for (unsigned i = 0; i < PEOPLE; i++) {
		char *row = bytes + i * pattern.length;
		struct slice number = arena_print(&plan_arena, "%010u", backwards ? PEOPLE - i : i + 1);

		memcpy(row, pattern.data, pattern.length);
		for (size_t from = at; from != SIZE_MAX; from = slice_find(pattern, SLICE_OF(ONE), from + 1))
			memcpy(row + from, number.data, number.length);
		arena_reset(&plan_arena);
	}
	add_bytes(name, slice_of(bytes, pattern.length * PEOPLE), ENCODING_CP932, 0);
}

static void ten_thousand_people_stream_through(void **state)
{
	(void)state;
	size_t plans = 0, most = 0, before;

	add_people("UP1KYO" TAIL, TABLE1_ROW(ONE, "20260323"), false);
	add_people("UP2KYO" TAIL, TABLE2_ROW(ONE, "20260323"), true);
	add_people("UPPLAN_202604" MONTH_TAIL, USAGE_ROW(ONE, "202604", "03", "117211", "1") USAGE_ROW(ONE, "202604", "07", "117211", "1"),
		   true);
	before = arena.reserved;
	open_set();
	/* The index holds less than a thousand bytes of a person, whatever the rows hold. */
	assert_true(arena.reserved - before < (size_t)PEOPLE * 1000);
	while (next_plan() == READING_DOCUMENT) {
		plans++;
		most = plan_arena.reserved > most ? plan_arena.reserved : most;
		assert_int_equal(list_count(document->plan, Plan_needs), 1);
		assert_int_equal(list_count(document->plan, Plan_months), 1);
		const struct record *month = item_of(document->plan, Plan_months, 0);

		assert_int_equal(list_count(month, Month_planned), 2);
		if (plans == 1) /* the first in table 1 is the last in table 6 */
			expect_place(record_read(item_of(month, Month_planned, 1), UsageLine_date), 2 * PEOPLE, 68);
	}
	assert_int_equal(plans, PEOPLE);
	assert_true(most < 1 << 20);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, begin_set, end_set)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(shuffled_files_give_the_same_plans),
		TEST(ten_thousand_people_stream_through),
	};
	return cmocka_run_group_tests_name("readers_csv_order", tests, load_layouts, NULL);
}
