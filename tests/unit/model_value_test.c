/* model: cells to values by the kind of their field. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/dates/date.h"
#include "model/values/value_read.h"

static struct arena arena;
static struct key_table keys;
static struct value_reader reader, code_reader;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	key_table_init(&keys, &arena);
	reader = (struct value_reader){&keys, &arena, &arena, false};
	code_reader = (struct value_reader){&keys, &arena, &arena, true};
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct slice S(const char *text)
{
	return slice_from_string(text);
}

static void blanks_are_blank(void **state)
{
	(void)state;
	static const char *const blanks[] = {"", " ", "　", "~", "null", "NULL", "\r\n "};
	static const enum field fields[] = {Plan_policy, Plan_plan_date, Need_no, User_living_alone, Certification_level};

	for (size_t i = 0; i < COUNT_OF(blanks); i++)
		for (size_t k = 0; k < COUNT_OF(fields); k++) {
			struct value value = {.presence = PRESENCE_NOT_SUPPLIED, .offset = 77};

			assert_int_equal(value_read(&reader, fields[k], S(blanks[i]), &value).problem, VALUE_FINE);
			assert_int_equal(value.presence, PRESENCE_BLANK);
			assert_int_equal(value.offset, 77);
		}
}

static void texts_are_borrowed_as_written(void **state)
{
	(void)state;
	struct slice text = S("膝の痛みを減らして、また花の手入れをしたい。\n");
	struct value value = {0};

	assert_int_equal(value_read(&reader, Need_text, text, &value).problem, VALUE_FINE);
	assert_int_equal(value.presence, PRESENCE_WRITTEN);
	assert_ptr_equal(value.is.text.data, text.data);
	assert_int_equal(value.is.text.length, text.length);
}

static void placeholders_are_told_from_facts(void **state)
{
	(void)state;
	static const char *const whole[] = {"〇〇", "○○", "◯◯◯", "××", "✕✕", "要確認", "未定", "選定中", "（未定）", "【要確認】", " 未定 "};
	static const char *const inside[] = {"みなと通所リハビリ（要確認）", "（選定中）通所介護", "事業所：選定中", "訪問介護　未定", "連絡先は長女（未定）または次女", "週2回【要確認】"};
	static const char *const plain[] = {
		"退院日は未定", "〇〇医院を受診する", "A氏", "○", "×", "希望する事業所を選定中", "要確認事項はない", "長女（予定は未定とのこと）", "〇〇さんと買い物", "●", "未定とのこと。",
		"×印の日は休み", "（要介護2）", "料理(週1回)",
	};
	struct value value;

	for (size_t i = 0; i < COUNT_OF(whole); i++) {
		value = (struct value){0};
		struct value_reading reading = value_read(&reader, Service_provider, S(whole[i]), &value);

		if (reading.problem != VALUE_PLACEHOLDER_WHOLE || value.presence != PRESENCE_BLANK || !(value.flags & VALUE_PLACEHOLDER))
			fail_msg("%s", whole[i]);
		assert_true(reading.word.length > 0);
	}
	for (size_t i = 0; i < COUNT_OF(inside); i++) {
		value = (struct value){0};
		struct value_reading reading = value_read(&reader, Service_provider, S(inside[i]), &value);

		if (reading.problem != VALUE_PLACEHOLDER_INSIDE || value.presence != PRESENCE_WRITTEN || reading.word.length == 0)
			fail_msg("%s", inside[i]);
	}
	for (size_t i = 0; i < COUNT_OF(plain); i++) {
		value = (struct value){0};
		if (value_read(&reader, Service_content, S(plain[i]), &value).problem != VALUE_FINE || value.presence != PRESENCE_WRITTEN)
			fail_msg("%s", plain[i]);
	}
	/* What happened may be told so. */
	assert_int_equal(value_read(&reader, Record_text, S("次回の訪問日（未定）"), &value).problem, VALUE_FINE);
	value = (struct value){0};
	assert_int_equal(value_read(&reader, Absence_to, S("未定"), &value).problem, VALUE_FINE);
	assert_int_equal(value.presence, PRESENCE_BLANK);
	value = (struct value){0};
	assert_int_equal(value_read(&reader, Plan_plan_date, S("未定"), &value).problem, VALUE_PLACEHOLDER_WHOLE);
}

static void dates_say_what_is_wrong(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		enum value_problem problem;
		const char *expected;
	} cases[] = {
		{"令和7年4月1日", VALUE_FINE, NULL},
		{"春頃", VALUE_NOT_A_DATE, "2025-04-01"},
		{"2025-02-30", VALUE_IMPOSSIBLE_DATE, "2025年2月は28日まで"},
		{"令和7年13月1日", VALUE_IMPOSSIBLE_DATE, "12まで"},
		{"02250401", VALUE_IMPOSSIBLE_DATE, "西暦4桁"},
		{"2025年（令和6年）4月1日", VALUE_IMPOSSIBLE_DATE, "合っていません"},
		{"昭和64年2月1日", VALUE_OUTSIDE_ERA, "昭和64年"},
		{"令和元年4月1日", VALUE_OUTSIDE_ERA, "2019年5月1日"},
		{"平成33年3月31日", VALUE_ERA_RUNS_ON, "令和3年3月31日"},
		{"平成31年5月1日", VALUE_ERA_RUNS_ON, "令和元年5月1日"},
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct value value = {0};
		struct value_reading reading = value_read(&reader, Plan_plan_date, S(cases[i].text), &value);

		if (reading.problem != cases[i].problem || (cases[i].expected && !slice_contains(reading.expected, S(cases[i].expected))))
			fail_msg("%s: %d %.*s", cases[i].text, (int)reading.problem, SLICE_PRINT(reading.expected));
		bool readable = reading.problem == VALUE_FINE || reading.problem == VALUE_ERA_RUNS_ON;

		assert_int_equal(value.presence, readable ? PRESENCE_WRITTEN : PRESENCE_UNREADABLE);
		if (!readable)
			assert_true(slice_equal(value.is.text, S(cases[i].text)));
	}
	struct value value = {0};

	value_read(&reader, Period_to, S("2025年9月"), &value);
	assert_int_equal(value.is.date, date_from_calendar((struct calendar_date){2025, 9, 30}));
	value_read(&reader, Period_from, S("2025年9月"), &value);
	assert_int_equal(value.is.date, date_from_calendar((struct calendar_date){2025, 9, 1}));
}

static void levels_need_their_kind(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int level;
	} cases[] = {
		{"要介護2", level_care2}, {"要介護２", level_care2}, {"介2", level_care2},	{"介護２", level_care2}, {"care2", level_care2},
		{"要介護 5", level_care5}, {"要支援1", level_support1}, {"支２", level_support2}, {"事業対象者", level_applicable},
	};
	static const char *const ambiguous[] = {"2", "２", "要2", "要３"};
	struct value value;

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		value = (struct value){0};
		if (value_read(&reader, Certification_level, S(cases[i].text), &value).problem != VALUE_FINE ||
		    value.is.enumerated != (unsigned)cases[i].level)
			fail_msg("%s", cases[i].text);
	}
	for (size_t i = 0; i < COUNT_OF(ambiguous); i++)
		assert_int_equal(value_read(&reader, Certification_level, S(ambiguous[i]), &value).problem, VALUE_AMBIGUOUS_LEVEL);
	struct value_reading reading = value_read(&reader, Certification_level, S("非該当"), &value);

	assert_int_equal(reading.problem, VALUE_NOT_IN_LIST);
	assert_true(slice_contains(reading.expected, S("要介護5")));
	assert_int_equal(value.presence, PRESENCE_UNREADABLE);
}

static void marks_are_yes_or_no(void **state)
{
	(void)state;
	static const char *const yes[] = {"○", "◯", "〇", "Y", "y", "Ｙ", "はい", "true", "True", "1", "１", "有", "あり", "✓", "ある "};
	static const char *const no[] = {"×", "✕", "N", "いいえ", "false", "0", "無", "なし", "－", "ー"};
	struct value value;

	for (size_t i = 0; i + 1 < COUNT_OF(yes); i++) {
		value = (struct value){0};
		if (value_read(&reader, Service_insured, S(yes[i]), &value).problem != VALUE_FINE || !value.is.boolean)
			fail_msg("%s", yes[i]);
	}
	for (size_t i = 0; i < COUNT_OF(no); i++) {
		value = (struct value){.is.boolean = true};
		if (value_read(&reader, Service_insured, S(no[i]), &value).problem != VALUE_FINE || value.is.boolean)
			fail_msg("%s", no[i]);
	}
	assert_int_equal(value_read(&reader, Service_insured, S("たぶん"), &value).problem, VALUE_NOT_A_MARK);
	assert_int_equal(value.presence, PRESENCE_UNREADABLE);
	assert_int_equal(value_read(&reader, Service_insured, S("○○"), &value).problem, VALUE_PLACEHOLDER_WHOLE);
}

static void numbers_are_whole(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int64_t number;
		enum value_problem problem;
	} cases[] = {
		{"12", 12, VALUE_FINE},	      {"１２", 12, VALUE_FINE},	    {"1,200", 1200, VALUE_FINE},       {"１，２３４，５６７", 1234567, VALUE_FINE},
		{"-5", -5, VALUE_FINE},	      {"+5", 5, VALUE_FINE},	    {"007", 7, VALUE_FINE},	       {"③", 3, VALUE_FINE},
		{"1,2", 0, VALUE_NOT_A_NUMBER}, {"12,34", 0, VALUE_NOT_A_NUMBER}, {"1234,567", 0, VALUE_NOT_A_NUMBER}, {"1,2345", 0, VALUE_NOT_A_NUMBER},
		{"3回", 0, VALUE_NOT_A_NUMBER}, {"1.5", 0, VALUE_NOT_A_NUMBER}, {"-", 0, VALUE_NOT_A_NUMBER},      {"--5", 0, VALUE_NOT_A_NUMBER},
		{"1234567890123456", 0, VALUE_NUMBER_TOO_LARGE}, {"99999999999999999999999999", 0, VALUE_NUMBER_TOO_LARGE},
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct value value = {0};
		struct value_reading reading = value_read(&reader, UsageLine_count, S(cases[i].text), &value);

		if (reading.problem != cases[i].problem || (reading.problem == VALUE_FINE && value.is.integer != cases[i].number))
			fail_msg("%s", cases[i].text);
	}
}

static void times_are_minutes(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int minutes; /* -1: no time */
	} cases[] = {
		{"9:00", 540},	   {"09:00", 540},    {"0900", 540},	 {"900", 540},	 {"９：３０", 570}, {"午前9時30分", 570}, {"午後3時", 900}, {"9時", 540},
		{"9時半", 570},	   {"九時三十分", 570}, {"正午", 720},	 {"AM9:00", 540}, {"9:00 pm", 1260}, {"24:00", 1440},	  {"0:00", 0},	   {"13:05:59", 785},
		{"午後0時30分", 750}, {"24:01", -1},	  {"9:60", -1},	 {"25:00", -1},	 {"9", -1},	   {"朝", -1},		  {"午後13時", -1}, {"9:0", -1},
		{"9時頃", -1},	   {"2460", -1},      {"9-10", -1},
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct value value = {0};
		struct value_reading reading = value_read(&reader, WeeklySlot_start, S(cases[i].text), &value);
		bool fine = reading.problem == VALUE_FINE;

		if (fine != (cases[i].minutes >= 0) || (fine && value.is.minutes != cases[i].minutes))
			fail_msg("%s: %d", cases[i].text, value.is.minutes);
	}
}

static void codes_of_the_standard_are_read(void **state)
{
	(void)state;
	struct value value = {0};

	assert_int_equal(value_read(&code_reader, Certification_level, S("22"), &value).problem, VALUE_FINE);
	assert_int_equal(value.is.enumerated, level_care2);
	assert_int_equal(value_read(&code_reader, Certification_level, S("2"), &value).problem, VALUE_FINE);
	assert_int_equal(value.is.enumerated, level_support2);
	assert_int_equal(value_read(&code_reader, Plan_plan_date, S("20250401"), &value).problem, VALUE_FINE);
	assert_int_equal(value.presence, PRESENCE_WRITTEN);
	assert_int_equal(value_read(&code_reader, Month_first_day, S("202504"), &value).problem, VALUE_FINE);
	assert_int_equal(value.is.date, date_from_calendar((struct calendar_date){2025, 4, 1}));
	assert_int_equal(value_read(&code_reader, Month_first_day, S("202513"), &value).problem, VALUE_IMPOSSIBLE_DATE);
	assert_int_equal(value_read(&code_reader, Plan_plan_date, S("00000000"), &value).problem, VALUE_FINE);
	assert_int_equal(value.presence, PRESENCE_BLANK);
	assert_int_equal(value_read(&code_reader, UsageLine_start, S("9999"), &value).problem, VALUE_FINE);
	assert_int_equal(value.presence, PRESENCE_BLANK);
	assert_int_equal(value_read(&reader, UsageLine_start, S("9999"), &value).problem, VALUE_NOT_A_TIME);
	assert_int_equal(value_read(&code_reader, Plan_plan_kinds, S("53"), &value).problem, VALUE_FINE);
	assert_int_equal(value.is.list.count, 2);
	assert_int_equal(value.is.list.items[0].is.enumerated, plan_status_referred);
	assert_int_equal(value.is.list.items[1].is.enumerated, plan_status_continued);
	assert_int_equal(value_read(&code_reader, WeeklySlot_weekday, S("7"), &value).problem, VALUE_FINE);
	assert_int_equal(value.is.enumerated, weekday_sun);
}

static void lists_in_one_cell_are_split(void **state)
{
	(void)state;
	struct value value = {.source = 3, .offset = 50, .length = 9};

	assert_int_equal(value_read(&reader, Plan_plan_kinds, S("初回・紹介"), &value).problem, VALUE_FINE);
	assert_int_equal(value.is.list.count, 2);
	assert_int_equal(value.is.list.items[1].is.enumerated, plan_status_referred);
	assert_int_equal(value.is.list.items[1].offset, 50);
	assert_int_equal(value_read(&reader, Plan_plan_kinds, S("継続"), &value).problem, VALUE_FINE);
	assert_int_equal(value.is.list.count, 1);
	assert_int_equal(value_read(&reader, Plan_plan_kinds, S("継続、再開"), &value).problem, VALUE_NOT_IN_LIST);
	assert_int_equal(value.is.list.items[1].presence, PRESENCE_UNREADABLE);
	assert_int_equal(value_read(&reader, Plan_forms, S("第1表, 第2表"), &value).problem, VALUE_FINE);
	assert_true(slice_equal(value.is.list.items[1].is.text, S("第2表")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blanks_are_blank),
		cmocka_unit_test(texts_are_borrowed_as_written),      cmocka_unit_test(placeholders_are_told_from_facts),
		cmocka_unit_test(dates_say_what_is_wrong),	      cmocka_unit_test(levels_need_their_kind),
		cmocka_unit_test(marks_are_yes_or_no),		      cmocka_unit_test(numbers_are_whole),
		cmocka_unit_test(times_are_minutes),		      cmocka_unit_test(codes_of_the_standard_are_read),
		cmocka_unit_test(lists_in_one_cell_are_split),
	};
	return cmocka_run_group_tests_name("values", tests, set_up, tear_down);
}
