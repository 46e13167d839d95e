/* model: periods written in one cell. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/dates/date.h"
#include "model/values/value_read.h"

static struct arena arena;
static struct value_reader reader;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	reader = (struct value_reader){.arena = &arena, .scratch = &arena};
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void expect_day(const char *text, const struct value *value, const char *iso)
{
	struct text_builder builder;

	text_builder_init(&builder, &arena);
	if (value->presence == PRESENCE_WRITTEN)
		date_add_iso(&builder, value->is.date);
	else
		text_builder_add_string(&builder, value->presence == PRESENCE_UNREADABLE ? "?" : "-");
	text_builder_finish(&builder);
	if (!slice_equal(text_builder_slice(&builder), slice_from_string(iso)))
		fail_msg("%s: %s, not %s", text, builder.data, iso);
}

/* "-" nothing there, "?" unreadable */
static const struct {
	const char *text, *from, *to;
	int months;
	bool counted;
} understood[] = {
	{"R7.4.1～R7.9.30", "2025-04-01", "2025-09-30", 0, false},
	{"R7.4.1〜R7.9.30", "2025-04-01", "2025-09-30", 0, false},
	{"Ｒ７．４．１　～　Ｒ７．９．３０", "2025-04-01", "2025-09-30", 0, false},
	{"R7.4.1~R7.9.30", "2025-04-01", "2025-09-30", 0, false},
	{"R7.4.1ーR7.9.30", "2025-04-01", "2025-09-30", 0, false},
	{"R7.4.1-R7.9.30", "2025-04-01", "2025-09-30", 0, false},
	{"R7.4.1→R7.9.30", "2025-04-01", "2025-09-30", 0, false},
	{"R7.4.1\n～R7.9.30", "2025-04-01", "2025-09-30", 0, false},
	{"2025-04-01-2025-09-30", "2025-04-01", "2025-09-30", 0, false},
	{"2025-04-01 - 2025-09-30", "2025-04-01", "2025-09-30", 0, false},
	{"2025/4/1-2025/9/30", "2025-04-01", "2025-09-30", 0, false},
	{"20250401～20250930", "2025-04-01", "2025-09-30", 0, false},
	{"令和7年4月1日から令和7年9月30日まで", "2025-04-01", "2025-09-30", 0, false},
	{"令和七年四月一日から令和七年九月三十日まで", "2025-04-01", "2025-09-30", 0, false},
	{"自 令和7年4月1日 至 令和7年9月30日", "2025-04-01", "2025-09-30", 0, false},
	{"自令和7年4月1日～至令和7年9月30日", "2025-04-01", "2025-09-30", 0, false},
	{"令和7年4月1日より令和7年9月30日", "2025-04-01", "2025-09-30", 0, false},
	{"令和7年4月1日（火）～9月30日（火）", "2025-04-01", "2025-09-30", 0, false},
	{"R7.4.1～7.9.30", "2025-04-01", "2025-09-30", 0, false},
	{"R7.4.1～9.30", "2025-04-01", "2025-09-30", 0, false},
	{"2025/4/1～9/30", "2025-04-01", "2025-09-30", 0, false},
	{"令和7年4月1日～30日", "2025-04-01", "2025-04-30", 0, false},
	{"R7.4～R7.9", "2025-04-01", "2025-09-30", 0, false},
	{"R7.4～7.9", "2025-04-01", "2025-09-30", 0, false},
	{"R7.4-R7.9", "2025-04-01", "2025-09-30", 0, false},
	{"2025-04-2025-09", "2025-04-01", "2025-09-30", 0, false},
	{"令和7年4月〜9月", "2025-04-01", "2025-09-30", 0, false},
	{"令和6年4月～令和6年2月末", "2024-04-01", "2024-02-29", 0, false},
	{"2025年4月～2026年2月", "2025-04-01", "2026-02-28", 0, false},
	{"R7.4.1～R7.9.30（6か月）", "2025-04-01", "2025-09-30", 6, false},
	{"6か月（R7.4.1～R7.9.30）", "2025-04-01", "2025-09-30", 0, false},
	{"令和7年4月1日から6か月", "2025-04-01", "2025-09-30", 6, true},
	{"R7.4.1～6ヶ月間", "2025-04-01", "2025-09-30", 6, true},
	{"R7.4.1（3か月）", "2025-04-01", "2025-06-30", 3, true},
	{"R7.8.31から半年", "2025-08-31", "2026-02-28", 6, true},
	{"R7.4.1～", "2025-04-01", "-", 0, false},
	{"R7.4.1から", "2025-04-01", "-", 0, false},
	{"R7.4.1", "2025-04-01", "-", 0, false},
	{"～R7.9.30", "-", "2025-09-30", 0, false},
	{"令和7年9月30日まで", "-", "2025-09-30", 0, false},
	{"令和6年度", "2024-04-01", "2025-03-31", 12, false},
	{"6か月", "-", "-", 6, false},
	{"6ヶ月", "-", "-", 6, false},
	{"６カ月間", "-", "-", 6, false},
	{"6ヵ月", "-", "-", 6, false},
	{"6ケ月", "-", "-", 6, false},
	{"六箇月", "-", "-", 6, false},
	{"3月間", "-", "-", 3, false},
	{"（6か月）", "-", "-", 6, false},
	{"1年", "-", "-", 12, false},
	{"1年間", "-", "-", 12, false},
	{"一年", "-", "-", 12, false},
	{"1年6か月", "-", "-", 18, false},
	{"1年半", "-", "-", 18, false},
	{"半年", "-", "-", 6, false},
	{"半年間", "-", "-", 6, false},
	{"平成31年4月1日～平成33年3月31日", "2019-04-01", "2021-03-31", 0, false},
	{"R7.4.31～R7.9.30", "?", "2025-09-30", 0, false},
	{"R7.4.1～R7.9.31", "2025-04-01", "?", 0, false},
	{"昭和64年2月1日～平成元年3月31日", "?", "1989-03-31", 0, false},
	{"R7.4.1～次の更新まで", "2025-04-01", "?", 0, false},
	{"退院日～R7.9.30", "?", "2025-09-30", 0, false},
	{"R7.4.31", "?", "-", 0, false},
};

static void periods_are_understood(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(understood); i++) {
		const char *text = understood[i].text;
		struct period_reading period = period_read(&reader, slice_from_string(text));

		if (!period.understood)
			fail_msg("%s: not understood", text);
		expect_day(text, &period.from, understood[i].from);
		expect_day(text, &period.to, understood[i].to);
		if (period.months != understood[i].months || period.counted != understood[i].counted)
			fail_msg("%s: %d months, counted %d", text, period.months, period.counted);
	}
}

static void words_without_dates_are_not_understood(void **state)
{
	(void)state;
	static const char *const cases[] = {"", "当面", "随時", "状態が落ち着くまで", "退院から2週間", "2週間", "通年", "4.1～9.30", "3月", "令和7年", "サービス利用-終了",
					    "この欄にはとても長い文章が書かれていて、期間としては読めないものの、読み手が落ちたりしてはいけないという例です。この欄にはとても長い文章が書かれている。また同じ文が続きます。"};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct period_reading period = period_read(&reader, slice_from_string(cases[i]));

		if (period.understood || period.from.presence != PRESENCE_NOT_SUPPLIED || period.to.presence != PRESENCE_NOT_SUPPLIED)
			fail_msg("%s", cases[i]);
	}
}

static void sides_say_what_is_wrong(void **state)
{
	(void)state;
	struct period_reading period = period_read(&reader, slice_from_string("平成31年4月1日～平成33年3月31日"));

	assert_int_equal(period.from_problem.problem, VALUE_FINE);
	assert_int_equal(period.to_problem.problem, VALUE_ERA_RUNS_ON);
	assert_true(slice_equal(period.to_problem.expected, SLICE_OF("令和3年3月31日")));
	period = period_read(&reader, slice_from_string("R7.4.1～R7.9.31"));
	assert_int_equal(period.to_problem.problem, VALUE_IMPOSSIBLE_DATE);
	assert_true(slice_equal(period.to.is.text, SLICE_OF("R7.9.31")));
	period = period_read(&reader, slice_from_string("R7.4.1から6か月"));
	assert_int_equal(period.to.flags, VALUE_COUNTED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(periods_are_understood),
		cmocka_unit_test(words_without_dates_are_not_understood),
		cmocka_unit_test(sides_say_what_is_wrong),
	};
	return cmocka_run_group_tests_name("periods", tests, set_up, tear_down);
}
