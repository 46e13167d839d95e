/* readers: CSV files that are not quite the standard's: encodings, bytes, quotes, columns, versions, values, names. */
#include "csv_fixture.h"

#define KEY "202407,999954,0000000611,20260323,20260323,"
#define REST ",1,\"L\",\"S\",,,1,\"C\",Y,\"T\",,,,,,\r\n"
#define GOOD_ROW KEY "1,\"N\"" REST

static const struct record *first_need(void)
{
	return item_of(document->plan, Plan_needs, 0);
}

/* One table 2 whose first need text is these raw bytes. */
static void read_need_bytes(const char *bytes)
{
	struct text_builder builder;

	text_builder_init(&builder, &arena);
	text_builder_add_string(&builder, KEY "1,\"");
	text_builder_add_string(&builder, bytes);
	text_builder_add_string(&builder, "\"" REST);
	add_bytes("UP2KYO_1.CSV", text_builder_finish(&builder), ENCODING_CP932, 0);
	open_set();
	expect_plan();
}

static void trail_bytes_that_look_like_ascii_are_text(void **state)
{
	(void)state;
	read_need_bytes("\x83\x5c\x94\x5c\x83\x7c"); /* ソ能ポ */
	expect_text(first_need(), Need_text, "ソ能ポ");
	expect_count(&plan_findings, 0);
}

static void drawn_characters_become_a_mark(void **state)
{
	(void)state;
	read_need_bytes("a\xf0\x40\x82\xa0\xf9\xfc");
	expect_text(first_need(), Need_text, "a〓あ〓");
	expect_finding(&plan_findings, "csv-outside-character", "UP2KYO 7 課題 holds a user-defined character (F040)", 1, 46);
	expect_count(&plan_findings, 1);
}

static void control_characters_are_told(void **state)
{
	(void)state;
	read_need_bytes("a\x1b[31m\x82\xa0\r\nb\tc");
	expect_text(first_need(), Need_text, "a\x1b[31mあ\r\nb\tc");
	expect_finding(&plan_findings, "csv-control-character", "UP2KYO 7 課題 holds a control character (U+001B)", 1, 46);
	expect_count(&plan_findings, 1);
}

/* The right words under the wrong name: one finding, and no row is read as what it is not. */
static void rows_of_another_type_are_read_as_such(void **state)
{
	(void)state;
	add_file("UP1KYO_9990000410_43_9990000428_78_20260326101530.CSV", GOOD_ROW);
	open_set();
	expect_plan();
	assert_int_equal(list_count(first_need(), Need_long_goals), 1);
	assert_true(expect_finding(&findings, "csv-name-other-type", "UP1KYO, but the rows are those of UP2KYO", 1, 1)->whole);
	expect_count(&plan_findings, 0);
}

static void broken_bytes_are_told_and_the_text_stands(void **state)
{
	(void)state;
	read_need_bytes("a\x82\xa0\x82");
	/* The last byte has lost its second half: it would take the quote, so that the scan must not. */
	expect_text(first_need(), Need_text, "aあ\xEF\xBF\xBD");
	expect_finding(&plan_findings, "csv-broken-character", "0x82", 1, 46);
	assert_int_equal(list_count(first_need(), Need_long_goals), 1);
}

static void repeated_cells_are_told_once(void **state)
{
	(void)state;
	static const char row[] = KEY "1,\"\xf0\x40\"" REST;

	add_bytes("UP2KYO_1.CSV", arena_print(&arena, "%s%s%s", row, row, row), ENCODING_CP932, 0);
	open_set();
	expect_plan();
	assert_int_equal(count_named(&plan_findings, "csv-outside-character"), 1);
}

static void utf8_is_read_and_told(void **state)
{
	(void)state;
	add_bytes("UP2KYO_1.CSV", SLICE_OF(KEY "1,\"歩きたい\"" REST), ENCODING_UTF8, 0);
	add_bytes("UP2KYO_2.CSV", SLICE_OF("\xEF\xBB\xBF" KEY "1,\"歩きたい\"" REST), ENCODING_UTF8, 3);
	open_set();
	expect_finding(&findings, "csv-utf8", "Shift_JIS", 1, 1);
	assert_int_equal(count_named(&findings, "csv-utf8"), 1);
	assert_int_equal(count_named(&findings, "csv-byte-order-mark"), 1);
	expect_plan();
	expect_text(document->plan, Plan_insured_no, "0000000611");
	expect_text(first_need(), Need_text, "歩きたい");
	expect_place(record_read(first_need(), Need_text), 1, 46);
}

static void an_open_quote_loses_one_row(void **state)
{
	(void)state;
	add_file("UP2KYO_1.CSV", GOOD_ROW KEY "2,\"開いたまま,1,L,S,,,1,C,Y,T,,,,,,\r\n" KEY "3,\"N3\"" REST);
	open_set();
	assert_true(expect_finding(&findings, "csv-open-quote", "UP2KYO", 2, 46)->lost);
	expect_plan();
	assert_int_equal(list_count(document->plan, Plan_needs), 2);
	expect_text(item_of(document->plan, Plan_needs, 1), Need_text, "N3");
}

/* A later quote of the same row closes it: the damage stays within the row, which is read as far as it makes sense. */
static void an_open_quote_may_be_closed_by_its_row(void **state)
{
	(void)state;
	add_file("UP2KYO_1.CSV", GOOD_ROW KEY "2,\"開いたまま" REST KEY "3,\"N3\"" REST);
	open_set();
	assert_int_equal(count_named(&findings, "csv-open-quote"), 0);
	expect_plan();
	expect_finding(&plan_findings, "csv-stray-quote", "UP2KYO", 2, 55);
	expect_finding(&plan_findings, "csv-column-count", "20 items", 2, 1);
	assert_int_equal(list_count(document->plan, Plan_needs), 3);
	expect_text(item_of(document->plan, Plan_needs, 2), Need_text, "N3");
}

static void an_open_quote_at_the_end_loses_the_last_row(void **state)
{
	(void)state;
	add_file("UP2KYO_1.CSV", GOOD_ROW KEY "2,\"途中で切れた");
	open_set();
	expect_finding(&findings, "csv-open-quote", "UP2KYO", 2, 46);
	expect_plan();
	assert_int_equal(list_count(document->plan, Plan_needs), 1);
}

static void stray_quotes_are_told(void **state)
{
	(void)state;
	add_file("UP2KYO_1.CSV", KEY "1,a\"b" REST);
	open_set();
	expect_plan();
	expect_text(first_need(), Need_text, "a\"b");
	expect_finding(&plan_findings, "csv-stray-quote", "UP2KYO", 1, 47);
}

static void rows_with_other_columns_are_read_as_far_as_possible(void **state)
{
	(void)state;
	add_file("UP2KYO_1.CSV", KEY "1,\"N\",1,\"L\",\"S\"\r\n" KEY "1,\"N\",1,\"L\",\"S\"\r\n");
	add_file("UP3KYO_1.CSV", KEY "\"通所\",1,0930,1030,,,,\"受診\",余分\r\n");
	open_set();
	expect_plan();
	expect_finding(&plan_findings, "csv-column-count", "UP2KYO row has 10 items; the standard has 22", 1, 1);
	assert_int_equal(count_named(&plan_findings, "csv-column-count"), 2); /* one a file and number, not one a row */
	const struct record *goal = item_of(first_need(), Need_long_goals, 0), *part = item_of(goal, LongGoal_short_goals, 0);

	expect_text(part, ShortGoal_text, "S");
	assert_int_equal(list_count(part, ShortGoal_services), 0);
	assert_int_equal(list_count(document->plan, Plan_weekly), 1);
	expect_text(document->plan, Plan_other_services, "受診");
}

static void cells_cut_off_are_unreadable_not_blank(void **state)
{
	(void)state;
	add_file("UP1KYO_1.CSV", "202407,999954,0000000611,20260323,,,,\"巣立 ひなこ\",\"つばめ\",,,,9990000410,20260323,20250410\r\n");
	open_set();
	expect_plan();
	expect_finding(&plan_findings, "csv-column-count", "15 items", 1, 1);
	expect_presence(document->plan, Plan_first_plan_date, PRESENCE_WRITTEN);
	expect_presence(document->plan, Plan_policy, PRESENCE_UNREADABLE);
}

static void versions_are_compared(void **state)
{
	(void)state;
	add_file("UP2KYO_1.CSV", "202410,999954,0000000611,20260323,20260323,1,\"N\"" REST GOOD_ROW);
	add_file("UP3KYO_1.CSV", "202504,999954,0000000611,20260323,20260323,\"通所\",1,0930,1030,,,,\r\n");
	open_set();
	expect_finding(&findings, "csv-version-unknown", "CSVバージョン is \"202410\"; edition 4.1 of the standard writes \"202407\"", 1, 1);
	expect_finding(&findings, "csv-version-mixed", "\"202410\" above and \"202407\" here", 2, 1);
	expect_finding(&findings, "csv-version-earlier", "202504", 1, 1);
	expect_plan();
	assert_int_equal(list_count(document->plan, Plan_needs), 1);
}

static void line_breaks_blank_lines_and_headings_are_told(void **state)
{
	(void)state;
	add_file("UP2KYO_1.CSV", "CSVバージョン,保険者番号,被保険者番号\r\n\r\n" KEY "1,\"N\",1,\"L\",\"S\",,,1,\"C\",Y,\"T\",,,,,,\n\x1a");
	open_set();
	expect_finding(&findings, "csv-header-row", "headings", 1, 1);
	expect_finding(&findings, "csv-blank-line", "blank", 3, 1);
	expect_finding(&findings, "csv-line-break", "CRLF", 3, 79);
	expect_plan();
	assert_int_equal(next_plan(), READING_END);
}

static void rows_that_end_in_cr_alone_are_told(void **state)
{
	(void)state;
	add_file("UP3KYO_1.CSV", KEY "\"通所\",1,0930,1030,,,,\r\n" KEY "\"訪問\",2,0930,1030,,,,\r" KEY "\"訪問\",3,0930,1030,,,,");
	open_set();
	assert_int_equal(count_named(&findings, "csv-line-break"), 1); /* the last row needs none */
	expect_finding(&findings, "csv-line-break", "ends in CR alone", 2, 64);
}

static void files_without_rows_are_told(void **state)
{
	(void)state;
	add_file("UP2KYO_1.CSV", GOOD_ROW);
	add_file("UP3KYO_1.CSV", "");
	open_set();
	expect_finding(&findings, "csv-no-rows", "UP3KYO", 1, 1);
	expect_plan();
	expect_presence(document->plan, Plan_weekly, PRESENCE_WRITTEN);
	assert_int_equal(list_count(document->plan, Plan_weekly), 0);
}

static void rows_of_nobody_are_told(void **state)
{
	(void)state;
	add_file("UP2KYO_1.CSV", GOOD_ROW "202407,999954,,20260323,20260323,1,\"N\"" REST "202407\r\n");
	open_set();
	assert_true(expect_finding(&findings, "csv-no-person", "UP2KYO 3 被保険者番号", 2, 15)->lost);
	assert_int_equal(count_named(&findings, "csv-no-person"), 2);
	expect_plan();
	assert_int_equal(next_plan(), READING_END);
}

static void values_outside_the_standard_are_told_by_item(void **state)
{
	(void)state;
	add_file("UP1KYO_1.CSV", "202407,99995,0000000611,2026/03/23,0000001,,,\"巣立 ひなこ\",,,,,999,20260323,20250230,99,2,,,,2,"
				 "\"a\",\"b\",\"c\",1,,,\r\n");
	open_set();
	expect_plan();
	expect_finding(&plan_findings, "csv-value-form", "\"99995\" in UP1KYO 2 保険者番号 is not in the standard's form (6 digits)", 1, 8);
	expect_finding(&plan_findings, "csv-required-empty", "UP1KYO 9 介護支援事業者名", 1, 55);
	expect_finding(&plan_findings, "csv-unknown-code", "\"99\" in UP1KYO 16 計画書区分", 1, 81);
	assert_int_equal(count_named(&plan_findings, "csv-value-form"), 4); /* and the date, the postal code, the office */
	assert_int_equal(count_named(&plan_findings, "csv-unknown-code"), 2);
	const struct finding *date = expect_finding(&plan_findings, "value-impossible-date", "UP1KYO 15 初回居宅サービス計画作成日: ", 1, 72);

	assert_true(date->address.length > 0);
	expect_presence(document->plan, Plan_created_on, PRESENCE_WRITTEN);
	expect_presence(document->plan, Plan_first_plan_date, PRESENCE_UNREADABLE);
	expect_presence(document->plan, Plan_plan_kinds, PRESENCE_UNREADABLE);
	expect_presence(record_sub(document->plan, Plan_certification), Certification_level, PRESENCE_UNREADABLE);
	expect_count(&plan_findings, 8);
}

static void japanese_messages_name_the_item(void **state)
{
	(void)state;
	add_file("UP3KYO_1.CSV", KEY "\"通所\",月,0930,1030,,,,\r\n");
	open_set();
	arena_reset(&plan_arena);
	finding_list_init(&plan_findings, &plan_arena, false);
	assert_int_equal(csv_set_next(set, &plan_arena, &plan_findings, &document), READING_DOCUMENT);
	expect_finding(&plan_findings, "csv-unknown-code",
		       "UP3KYO 7 曜日 の「月」は仕様にないコードです。仕様のコードは 1 月曜日、2 火曜日", 1, 49);
}

static void cells_beyond_the_limit_are_told(void **state)
{
	(void)state;
	size_t length = LIMIT_CSV_FIELD_BYTES + 1;
	char *long_text = arena_allocate_bytes(&arena, length + 1);

	memset(long_text, 'x', length);
	long_text[length] = '\0';
	read_need_bytes(long_text);
	assert_true(expect_finding(&plan_findings, "csv-cell-too-long", "UP2KYO 7 課題 is too long", 1, 46)->lost);
	expect_presence(first_need(), Need_text, PRESENCE_UNREADABLE);
}

static void layouts_are_known_by_name_or_rows(void **state)
{
	(void)state;
	static const struct {
		const char *name, *text, *type;
	} cases[] = {
		{"x/UP1KYO_9990000410_9990000428_20220326101530.csv", "", "UP1KYO"},
		{"up2kyo.csv", "", "UP2KYO"},
		{"UPYOBO_SUB_9990000410_43_9990000428_78_20260326101530.CSV", "", "UPYOBO_SUB"},
		{"UPKIHON_IMAGE_9990000410_43_9990000428_78_20260326101530.JPG", "", "UPKIHON_IMAGE"},
		{"UPYOBO_9990000410_43_9990000428_78_20260326101530.CSV", "", "UPYOBO"},
		{"table.csv", GOOD_ROW, "UP2KYO"},
		{"week.csv", KEY "\"通所\",1,0930,1030,,,,\r\n", "UP3KYO"},
		{"UP1KYOKAI.csv", "a,b,c\r\n", NULL},
		{"other.csv", "a,b,c,d,e,f,g,h,i,j,k,l,m\r\n", NULL},
		{"delete.csv", "202407,999954,0000000611,20260323\r\n", NULL}, /* 第1表 or 利用者基本情報: nobody can tell */
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		add_file(cases[i].name, cases[i].text);
		const struct record_layout *layout = source_layouts[source_count - 1];

		if (!cases[i].type)
			assert_null(layout);
		else
			assert_true(layout && slice_equal(layout->file_type, slice_from_string(cases[i].type)));
	}
}

static void kinds_that_are_not_read_are_told(void **state)
{
	(void)state;
	add_file("UPKIHON_IMAGE_9990000410_43_9990000428_78_20260326101530.JPG", "x");
	open_set();
	expect_count(&findings, 1);
	expect_finding(&findings, "csv-type-not-read", "UPKIHON_IMAGE", 1, 1);
	assert_int_equal(next_plan(), READING_END);
}

/* Whatever stands in a file, reading it ends and keeps to its bytes (the sanitizers watch). */
static void random_damage_is_survived(void **state)
{
	(void)state;
	static const char row[] = KEY "1,\"\x95\xe0\x82\xaf\x82\xe9\"" REST;
	uint64_t seed = 7;

	for (int round = 0; round < 300; round++) {
		char bytes[3 * sizeof row];
		size_t length = 0;

		begin_set(NULL);
		for (int i = 0; i < 3; i++, length += sizeof row - 1)
			memcpy(bytes + length, row, sizeof row - 1);
		for (int i = 0; i < 4; i++) {
			seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
			bytes[(seed >> 33) % length] = "\"\",\r\n\x82\xf0 9"[(seed >> 20) % 9];
		}
		add_bytes("UP2KYO_1.CSV", slice_of(bytes, length), ENCODING_CP932, 0);
		open_set();
		for (size_t plans = 0; next_plan() != READING_END; plans++)
			assert_true(plans < 8);
		if (round < 299)
			end_set(NULL);
	}
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, begin_set, end_set)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(trail_bytes_that_look_like_ascii_are_text),
		TEST(drawn_characters_become_a_mark),
		TEST(control_characters_are_told),
		TEST(rows_of_another_type_are_read_as_such),
		TEST(broken_bytes_are_told_and_the_text_stands),
		TEST(repeated_cells_are_told_once),
		TEST(utf8_is_read_and_told),
		TEST(an_open_quote_loses_one_row),
		TEST(an_open_quote_may_be_closed_by_its_row),
		TEST(an_open_quote_at_the_end_loses_the_last_row),
		TEST(stray_quotes_are_told),
		TEST(rows_with_other_columns_are_read_as_far_as_possible),
		TEST(cells_cut_off_are_unreadable_not_blank),
		TEST(versions_are_compared),
		TEST(line_breaks_blank_lines_and_headings_are_told),
		TEST(rows_that_end_in_cr_alone_are_told),
		TEST(files_without_rows_are_told),
		TEST(rows_of_nobody_are_told),
		TEST(values_outside_the_standard_are_told_by_item),
		TEST(japanese_messages_name_the_item),
		TEST(cells_beyond_the_limit_are_told),
		TEST(layouts_are_known_by_name_or_rows),
		TEST(kinds_that_are_not_read_are_told),
		TEST(random_damage_is_survived),
	};
	return cmocka_run_group_tests_name("readers_csv_faults", tests, load_layouts, NULL);
}
