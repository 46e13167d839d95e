/* model: days as numbers, eras, dates in every form. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/dates/date.h"
#include "model/values/value_read.h"

static struct arena arena;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static int32_t day(int year, int month, int date)
{
	return date_from_calendar((struct calendar_date){year, month, date});
}

static void days_count_from_1970(void **state)
{
	(void)state;
	assert_int_equal(day(1970, 1, 1), 0);
	assert_int_equal(day(2000, 3, 1), 11017);
	assert_int_equal(day(2025, 4, 1), 20179);
	assert_int_equal(day(1, 1, 1), -719162);
	assert_int_equal(day(9999, 12, 31), 2932896);
	assert_false(calendar_date_exists((struct calendar_date){2025, 2, 29}));
	assert_true(calendar_date_exists((struct calendar_date){2024, 2, 29}));
	assert_false(calendar_date_exists((struct calendar_date){1900, 2, 29}));
	assert_false(calendar_date_exists((struct calendar_date){2025, 13, 1}));
	assert_false(calendar_date_exists((struct calendar_date){0, 1, 1}));
}

static void months_are_added_and_counted(void **state)
{
	(void)state;
	assert_int_equal(date_add_months(day(2025, 1, 31), 1), day(2025, 2, 28));
	assert_int_equal(date_add_months(day(2024, 1, 31), 1), day(2024, 2, 29));
	assert_int_equal(date_add_months(day(2025, 4, 1), -4), day(2024, 12, 1));
	assert_int_equal(date_add_months(day(2025, 4, 1), 24), day(2027, 4, 1));
	assert_int_equal(date_months_between(day(2025, 4, 1), day(2025, 9, 30)), 5);
	assert_int_equal(date_months_between(day(2025, 4, 1), day(2025, 10, 1)), 6);
	assert_int_equal(date_months_between(day(2025, 10, 1), day(2025, 4, 1)), -6);
	assert_int_equal(date_months_between(day(2025, 1, 31), day(2025, 2, 28)), 1);
	assert_int_equal(date_last_of_months(day(2025, 4, 1), 6), day(2025, 9, 30));
	assert_int_equal(date_last_of_months(day(2025, 4, 15), 1), day(2025, 5, 14));
	assert_int_equal(date_last_of_months(day(2025, 8, 31), 6), day(2026, 2, 28));
	assert_int_equal(date_last_of_months(day(2024, 2, 29), 12), day(2025, 2, 28));
}

/* Every day from the year of 明治元年 on is read back as it was printed, in both calendars. */
static void every_day_reads_back(void **state)
{
	(void)state;
	struct text_builder builder;
	struct arena scratch;

	arena_init(&scratch, NULL);
	text_builder_init(&builder, &scratch);
	for (int32_t date = day(1868, 1, 1); date <= day(2100, 12, 31); date++) {
		int32_t read = INT32_MIN;

		assert_int_equal(date_from_calendar(date_to_calendar(date)), date);
		text_builder_clear(&builder);
		date_add_iso(&builder, date);
		assert_true(date_read(text_builder_slice(&builder), &read));
		assert_int_equal(read, date);
		text_builder_clear(&builder);
		date_add_japanese(&builder, date);
		assert_true(date_read(text_builder_slice(&builder), &read));
		assert_int_equal(read, date);
	}
	arena_release(&scratch);
}

static void eras_are_printed(void **state)
{
	(void)state;
	static const struct {
		int year, month, day;
		const char *text;
	} cases[] = {
		{2025, 4, 1, "令和7年4月1日"},	  {2019, 5, 1, "令和元年5月1日"},   {2019, 4, 30, "平成31年4月30日"}, {1989, 1, 7, "昭和64年1月7日"},
		{1989, 1, 8, "平成元年1月8日"}, {1926, 12, 25, "昭和元年12月25日"}, {1912, 7, 30, "大正元年7月30日"}, {1868, 1, 25, "明治元年1月25日"},
		{1868, 1, 24, "1868年1月24日"},
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct text_builder builder;

		text_builder_init(&builder, &arena);
		date_add_japanese(&builder, day(cases[i].year, cases[i].month, cases[i].day));
		text_builder_finish(&builder);
		assert_string_equal(builder.data, cases[i].text);
	}
}

static void every_form_is_read(void **state)
{
	(void)state;
	static const char *const first_of_april[] = {
		"2025-04-01", "2025/4/1", "2025.4.1", "20250401", "２０２５年４月１日", "2025年4月1日", "西暦2025年4月1日", "令和7年4月1日", "令和７年４月１日",
		"令和 7 年 4 月 1 日", "令7.4.1", "R7.4.1", "R07.04.01", "r7/4/1", "R7-4-1", "R.7.4.1", "Ｒ７．４．１", "㋿7.4.1", "㋿７年４月１日", "R070401",
		"令和七年四月一日", "二〇二五年四月一日", "令和7年4月", "2025年4月", "R7年4月", "2025-04", "2025/04", "R7.4", "　令和7年4月1日　", "2025年4月1日（火）",
		"令和7年4月1日(火)", "2025/4/1 火曜日", "2025年（令和7年）4月1日", "令和7（2025）年4月1日", "令和7年（2025年）4月1日", "2025-04-01 00:00:00",
		"2025/4/1 0:00", "2025-04-01T00:00:00Z", "2025‐04‐01", "2025／04／01", "令和7年⽉4日",
	};
	size_t count = COUNT_OF(first_of_april) - 1; /* the last one has its characters in the wrong order */

	for (size_t i = 0; i < count; i++) {
		int32_t date = 0;

		if (!date_read(slice_from_string(first_of_april[i]), &date) || date != day(2025, 4, 1))
			fail_msg("%s", first_of_april[i]);
	}
	int32_t date = 12345;

	assert_false(date_read(slice_from_string(first_of_april[count]), &date));
	assert_int_equal(date, 12345);
}

static void other_days_are_read(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int year, month, day;
	} cases[] = {
		{"令和元年5月1日", 2019, 5, 1},	  {"R元.5.1", 2019, 5, 1},	 {"平成31年4月30日", 2019, 4, 30}, {"H31.4.30", 2019, 4, 30},
		{"㍻31.4.30", 2019, 4, 30},	  {"昭和13年5月3日", 1938, 5, 3}, {"S13.5.3", 1938, 5, 3},	   {"㍼13年5月3日", 1938, 5, 3},
		{"昭和64年1月7日", 1989, 1, 7},	  {"大正15年12月25日", 1926, 12, 25}, {"㍽15.12.25", 1926, 12, 25}, {"明治45年7月30日", 1912, 7, 30},
		{"令和十年十二月三十一日", 2028, 12, 31}, {"昭和二十年八月十五日", 1945, 8, 15}, {"令和6年2月29日", 2024, 2, 29}, {"令和7年9月末", 2025, 9, 30},
		{"2024年2月末日", 2024, 2, 29},	  {"平成33年3月31日", 2021, 3, 31}, {"平成31年5月1日", 2019, 5, 1}, {"昭和64年1月", 1989, 1, 1},
		{"令和元年5月", 2019, 5, 1},	  {"平成元年1月", 1989, 1, 1},
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int32_t date = 0;

		if (!date_read(slice_from_string(cases[i].text), &date) || date != day(cases[i].year, cases[i].month, cases[i].day))
			fail_msg("%s", cases[i].text);
	}
}

static void what_is_no_date_is_not_read(void **state)
{
	(void)state;
	static const char *const cases[] = {
		"", " ", "春頃", "令和7年", "2025", "2025年", "令和6年度", "4月1日", "6/4/1", "25-04-01", "2025-02-30", "令和7年2月29日", "2025-13-01", "2025-00-10",
		"2025-04-00", "令和0年4月1日", "昭和64年2月1日", "昭和64年1月8日", "令和元年4月30日", "平成元年1月7日", "大正15年12月26日", "明治45年7月31日", "2025-04-01x",
		"R1", "R1234", "令和7年4月1", "20251301", "2025/4/1/2", "2025年（令和6年）4月1日", "2025-04-01 火 00", "99999999999999999999", "R", "令和",
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int32_t date;

		if (date_read(slice_from_string(cases[i]), &date))
			fail_msg("%s was read", cases[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_count_from_1970), cmocka_unit_test(months_are_added_and_counted),
		cmocka_unit_test(every_day_reads_back), cmocka_unit_test(eras_are_printed),
		cmocka_unit_test(every_form_is_read),	cmocka_unit_test(other_days_are_read),
		cmocka_unit_test(what_is_no_date_is_not_read),
	};
	return cmocka_run_group_tests_name("dates", tests, set_up, tear_down);
}
