/* readers: the forms of dates, times, numbers and codes in the standard CSV, quotes, lengths, characters. */
#include "csv_fixture.h"

#include "readers/csv/rows/csv_forms.h"

#define TAIL "_9990000410_43_9990000428_78_20260326101530.CSV"
#define KEY "202407,999954,0000000611,20260323,20260323,"

static void forms_are_known(void **state)
{
	(void)state;
	static const struct {
		enum item_type type;
		unsigned length;
		const char *text;
		enum csv_form form;
	} cases[] = {
		{ITEM_DIGITS, 10, "9990000410", CSV_FORM_FITS},	 {ITEM_DIGITS, 10, "H000000410", CSV_FORM_FITS},
		{ITEM_DIGITS, 10, "13A0000410", CSV_FORM_FITS},	 {ITEM_DIGITS, 10, "1A30000410", CSV_FORM_WRONG},
		{ITEM_DIGITS, 10, "999000041", CSV_FORM_WRONG},	 {ITEM_DIGITS, 6, "H99999", CSV_FORM_WRONG},
		{ITEM_YM, 6, "202602", CSV_FORM_FITS},		 {ITEM_YM, 6, "202600", CSV_FORM_IMPOSSIBLE},
		{ITEM_YM, 6, "202613", CSV_FORM_IMPOSSIBLE},	 {ITEM_YM, 6, "2026-2", CSV_FORM_WRONG},
		{ITEM_YMD, 8, "20240229", CSV_FORM_FITS},	 {ITEM_YMD, 8, "20230229", CSV_FORM_IMPOSSIBLE},
		{ITEM_YMD, 8, "00000000", CSV_FORM_IMPOSSIBLE},	 {ITEM_YMD, 8, "2024/2/9", CSV_FORM_WRONG},
		{ITEM_HHMM, 4, "2359", CSV_FORM_FITS},		 {ITEM_HHMM, 4, "2400", CSV_FORM_FITS},
		{ITEM_HHMM, 4, "9999", CSV_FORM_FITS},		 {ITEM_HHMM, 4, "2401", CSV_FORM_IMPOSSIBLE},
		{ITEM_HHMM, 4, "0960", CSV_FORM_IMPOSSIBLE},	 {ITEM_HHMM, 4, "9:30", CSV_FORM_WRONG},
		{ITEM_INT, 5, "-12", CSV_FORM_FITS},		 {ITEM_INT, 5, "1,000", CSV_FORM_WRONG},
		{ITEM_DECIMAL, 6, "10.27", CSV_FORM_FITS},	 {ITEM_DECIMAL, 6, "10", CSV_FORM_FITS},
		{ITEM_DECIMAL, 6, "10.", CSV_FORM_WRONG},	 {ITEM_FLAG, 1, "1", CSV_FORM_FITS},
		{ITEM_FLAG, 1, "2", CSV_FORM_WRONG},		 {ITEM_CODE6, 6, "11AAAA", CSV_FORM_FITS},
		{ITEM_CODE6, 6, "A21111", CSV_FORM_FITS},	 {ITEM_CODE6, 6, "11aaaa", CSV_FORM_WRONG},
		{ITEM_CODE6, 6, "11711", CSV_FORM_WRONG},	 {ITEM_POSTAL, 8, "123-4567", CSV_FORM_FITS},
		{ITEM_POSTAL, 8, "1234567", CSV_FORM_WRONG},	 {ITEM_DAYS31, 31, "0000000000000000000000000000001", CSV_FORM_FITS},
		{ITEM_DAYS31, 31, "000", CSV_FORM_WRONG},	 {ITEM_TEXT, 0, "何でも", CSV_FORM_FITS},
		{ITEM_PHONE, 15, "00-0000-0000", CSV_FORM_FITS},
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct layout_item item = {.type = cases[i].type, .length = cases[i].length};

		if (csv_form_of(&item, slice_from_string(cases[i].text)) != cases[i].form)
			fail_msg("%s", cases[i].text);
	}
}

static void dates_no_value_is_read_from_must_exist(void **state)
{
	(void)state;
	add_file("UP3KYO" TAIL, "202407,999954,0000000611,20260230,20260323,\"通所\",1,0930,1030,,,,\r\n");
	open_set();
	expect_plan();
	expect_finding(&plan_findings, "csv-impossible-date", "\"20260230\" in UP3KYO 4 週間サービス計画表作成年月日", 1, 26);
}

static void texts_are_quoted(void **state)
{
	(void)state;
	add_file("UP3KYO" TAIL, KEY "通所,1,0930,1030,体操,,,\r\n" KEY "訪問,1,0930,1030,,,,\r\n");
	add_file("UP2KYO" TAIL, KEY "1,\"N\",1,\"L\",\"S\",,,1,\"C\",Y,\"T\",9990000428,,,,,\r\n");
	open_set();
	assert_int_equal(count_named(&findings, "csv-text-unquoted"), 1);
	expect_finding(&findings, "csv-text-unquoted", "UP3KYO 6 介護サービス内容 is not in quotes", 1, 44);
}

/* A heading above the rows: the first row of the standard is not all there, so nothing is said of it. */
static void texts_behind_a_heading_are_not_looked_at(void **state)
{
	(void)state;
	add_file("UP3KYO" TAIL, "版,保険者\r\n" KEY "通所,1,0930,1030,,,,\r\n");
	open_set();
	assert_int_equal(count_named(&findings, "csv-text-unquoted"), 0);
}

static void read_utf8_service(const char *service)
{
	struct text_builder builder;

	text_builder_init(&builder, &arena);
	text_builder_print(&builder, KEY "\"%s\",1,0930,1030,,,,\r\n", service);
	add_bytes("UP3KYO" TAIL, text_builder_finish(&builder), ENCODING_UTF8, 0);
	open_set();
	expect_plan();
}

static void characters_outside_are_told_with_what_may_stand_for_them(void **state)
{
	(void)state;
	read_utf8_service("𠮷田さん宅の👍");
	expect_finding(&plan_findings, "csv-character-outside",
		       "\"𠮷\" (U+20BB7) in UP3KYO 6 介護サービス内容 is no character of the standard's encoding (CP932). \"吉\" can stand for it.", 1,
		       44);
	assert_int_equal(count_named(&plan_findings, "csv-character-outside"), 1); /* the first of a cell */
}

static void characters_without_substitute_are_told(void **state)
{
	(void)state;
	read_utf8_service("歩けた👍");
	expect_finding(&plan_findings, "csv-character-outside", "Write a common character or kana instead.", 1, 44);
}

static void what_cp932_has_is_fine_in_utf8(void **state)
{
	(void)state;
	read_utf8_service("髙﨑①㈱〜−ｱ");
	assert_int_equal(count_named(&plan_findings, "csv-character-outside"), 0);
}

/* A length counts the bytes of the standard's encoding, whatever the file is in. */
static void lengths_count_bytes_of_the_standard(void **state)
{
	(void)state;
#define ROW(code) "202407,999954,0000000611,20260326,202604,9990000410,\"巣立 ひなこ\",0,,20260401,,9999,9999,1,171001," code ",,,,9990000436,,,0,,\r\n"
	add_bytes("UPPLAN_202604" TAIL, SLICE_OF(ROW("\"一二三四五六\"")), ENCODING_UTF8, 0);
	open_set();
	expect_plan();
	assert_int_equal(count_named(&plan_findings, "csv-item-length"), 0);
	end_set(NULL);
	begin_set(NULL);
	add_bytes("UPPLAN_202604" TAIL, SLICE_OF(ROW("\"一二三四五六七\"")), ENCODING_UTF8, 0);
	open_set();
	expect_plan();
	expect_finding(&plan_findings, "csv-item-length", "UPPLAN 16 TAISコード has 14 characters; the standard allows 12", 1, 94);
#undef ROW
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, begin_set, end_set)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(forms_are_known),
		TEST(dates_no_value_is_read_from_must_exist),
		TEST(texts_are_quoted),
		TEST(texts_behind_a_heading_are_not_looked_at),
		TEST(characters_outside_are_told_with_what_may_stand_for_them),
		TEST(characters_without_substitute_are_told),
		TEST(what_cp932_has_is_fine_in_utf8),
		TEST(lengths_count_bytes_of_the_standard),
	};
	return cmocka_run_group_tests_name("readers_csv_forms", tests, load_layouts, NULL);
}
