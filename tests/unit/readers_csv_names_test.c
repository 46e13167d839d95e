/* readers: file names of the standard, and what they say against the rows; files that are sent together. */
#include "csv_fixture.h"

#include "readers/csv/conformance/csv_file_name.h"

#define TAIL "_9990000410_43_9990000428_78_20260326101530.CSV"
#define ROW3(version, created) version ",999954,0000000611," created ",20260323,\"通所介護\",1,0930,1030,,,,\r\n"

static const struct record_layout *layout_named(const char *type)
{
	for (size_t i = 0; i < layouts.count; i++)
		if (slice_equal(layouts.items[i]->file_type, slice_from_string(type)))
			return layouts.items[i];
	fail_msg("no layout %s", type);
	return NULL;
}

static size_t said_of(const char *type, const char *path)
{
	struct csv_file_name name;
	struct source *source = arena_new(&arena, struct source);

	findings.count = 0;
	source_init(source, &arena, slice_from_string(path), slice_of("", 0), ENCODING_CP932, 0);
	csv_file_name_read(&name, layout_named(type), source->path);
	csv_file_name_check(&name, layout_named(type), source, &findings);
	return findings.count;
}

static void the_standard_s_own_names_are_fine(void **state)
{
	(void)state;
	static const struct {
		const char *type, *path;
	} names[] = {
		{"UP1KYO", "UP1KYO_0300000100_43_0300000005_11_20191025200201.CSV"},
		{"UPPLAN", "x/y/UPPLAN_201912_0300000100_43_0300000005_11_20191025200201.CSV"},
		{"UPHOSOKU", "UPHOSOKU_000000_0300000100_43_0300000005_11_20191025200201.CSV"},
		{"UPHOSOKU", "UPHOSOKU_201912_0300000100_43_0300000005_11_20191025200201.CSV"},
		{"UPYOBO_SUB", "UPYOBO_SUB_0300000100_43_0300000005_11_20191025200201.CSV"},
		{"UP2KYO", "UP2KYO_0300000100_0300000005_20191025200201.CSV"}, /* 3.x */
		{"UPJSK", "UPJSK_201912_0300000005_0300000100_20191025200201.CSV"},
		{"UPPLAN", "UPPLAN_201912_0300000100_43_03A0000005_A2_20240229235959.CSV"}, /* 総合事業 has letters */
	};

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (said_of(names[i].type, names[i].path) != 0)
			fail_msg("%s: %.*s", names[i].path, SLICE_PRINT(findings.items[0]->message));
}

static void each_part_of_a_name_is_told(void **state)
{
	(void)state;
	static const struct {
		const char *type, *path, *finding, *words;
	} names[] = {
		{"UP1KYO", "UP1KYO_1.CSV", "csv-name-form", "\"UP1KYO_1.CSV\""},
		{"UP1KYO", "写し UP1KYO_0300000100_43_0300000005_11_20191025200201.CSV", "csv-name-form", "UP1KYO_OFFICE"},
		{"UPPLAN", "UPPLAN_0300000100_43_0300000005_11_20191025200201.CSV", "csv-name-form", "UPPLAN_YYYYMM_"},
		{"UP1KYO", "UP1KYO_300000100_43_0300000005_11_20191025200201.CSV", "csv-name-part", "sender office in the file name is \"300000100\""},
		{"UP1KYO", "UP1KYO_0300000100_43_03-0000005_11_20191025200201.CSV", "csv-name-part", "receiver office"},
		{"UP1KYO", "UP1KYO_0300000100_4_0300000005_11_20191025200201.CSV", "csv-name-part", "sender's service type"},
		{"UP1KYO", "UP1KYO_0300000100_43_0300000005_1a_20191025200201.CSV", "csv-name-part", "receiver's service type"},
		{"UP1KYO", "UP1KYO_0300000100_43_0300000005_11_20230229200201.CSV", "csv-name-part", "time of sending"},
		{"UP1KYO", "UP1KYO_0300000100_43_0300000005_11_20191025240000.CSV", "csv-name-part", "YYYYMMDDHHMMSS"},
		{"UPPLAN", "UPPLAN_201913_0300000100_43_0300000005_11_20191025200201.CSV", "csv-name-part", "target month"},
		{"UPPLAN", "UPPLAN_000000_0300000100_43_0300000005_11_20191025200201.CSV", "csv-name-part", "\"000000\""},
		{"UP1KYO", "UP1KYO_0300000100_43_0300000005_11_20191025200201.csv", "csv-name-letters", "\".csv\""},
		{"UP1KYO", "up1kyo_0300000100_43_0300000005_11_20191025200201.CSV", "csv-name-letters", "\"UP1KYO\""},
	};

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		if (said_of(names[i].type, names[i].path) != 1)
			fail_msg("%s: %zu findings", names[i].path, findings.count);
		assert_true(expect_finding(&findings, names[i].finding, names[i].words, 1, 1)->whole);
	}
}

static void names_are_held_against_rows(void **state)
{
	(void)state;
	add_file("UP3KYO" TAIL, ROW3("202407", "20260323"));
	add_file("UP3KYO_9990000410_9990000428_20260322101530.CSV", ROW3("202407", "20260323") ROW3("202407", "20260324"));
	add_file("UP3KYO_9990000410_43_9990000428_78_20260323000000.CSV", ROW3("202208", "20260323"));
	open_set();
	assert_int_equal(count_named(&findings, "csv-name-without-types"), 1);
	expect_finding(&findings, "csv-name-without-types", "CSVバージョン is \"202407\" (edition 4)", 1, 1);
	assert_int_equal(count_named(&findings, "csv-name-with-types"), 1);
	expect_finding(&findings, "csv-name-with-types", "\"202208\" (edition 3)", 1, 1);
	assert_int_equal(count_named(&findings, "csv-name-earlier"), 1); /* once a file; the same day is fine */
	expect_finding(&findings, "csv-name-earlier", "sent on \"20260322\", but UP3KYO 4 週間サービス計画表作成年月日 is \"20260323\"", 1, 26);
}

static void the_office_of_a_plan_sends_it(void **state)
{
	(void)state;
#define TABLE1(office) "202407,999954,0000000611,20260323,,,,\"巣立 ひなこ\",\"つばめ\",,,," office ",20260323,20250410,,,,,,,,,,,,,\r\n"
	add_file("UP1KYO" TAIL, TABLE1("9990000410") TABLE1("9990000411") TABLE1("9990000411"));
	open_set();
	assert_int_equal(count_named(&findings, "csv-name-sender"), 1);
	expect_finding(&findings, "csv-name-sender", "sender \"9990000410\", but UP1KYO 13 介護支援事業者コード is \"9990000411\"", 2, 56);
#undef TABLE1
}

static void sets_are_told_to_be_incomplete(void **state)
{
	(void)state;
	add_file("UP1KYO" TAIL, "");
	add_file("UP2KYO" TAIL, "");
	add_file("UPHOSOKU_000000" TAIL, "");
	/* Another transmission: edition 3 has no table 3. */
	add_file("UP1KYO_9990000410_9990000428_20230326101530.CSV", "");
	add_file("UP2KYO_9990000410_9990000428_20230326101530.CSV", "");
	add_file("UPHOSOKU_000000_9990000410_9990000428_20230326101530.CSV", "");
	/* The supplement of the plan is not that of the month. */
	add_file("UPPLAN_202604" TAIL, "");
	add_file("UPYOBO_SUB" TAIL, "");
	add_file("UPJSK_202604_9990000428_78_9990000410_43_20260502101530.CSV", "");
	add_file("UP1KYO_9.CSV", "");
	open_set();
	assert_int_equal(count_named(&findings, "csv-set-incomplete"), 3);
	static const char *const words[] = {"UP3KYO of", "UPSIKYU, UPHOSOKU of", "UPYOBO of"};
	size_t said = 0;

	for (size_t i = 0; i < findings.count; i++)
		if (slice_equal(findings.items[i]->name, SLICE_OF("csv-set-incomplete")))
			assert_true(slice_contains(findings.items[i]->message, slice_from_string(words[said++])));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, begin_set, end_set)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_standard_s_own_names_are_fine),
		TEST(each_part_of_a_name_is_told),
		TEST(names_are_held_against_rows),
		TEST(the_office_of_a_plan_sends_it),
		TEST(sets_are_told_to_be_incomplete),
	};
	return cmocka_run_group_tests_name("readers_csv_names", tests, load_layouts, NULL);
}
