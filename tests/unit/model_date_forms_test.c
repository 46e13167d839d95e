/* model: every accepted form of a date and of a range, the first and last days of the eras, and the traps beside them. */
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

static const char *iso(const struct value *value)
{
	struct text_builder builder;

	if (value->presence != PRESENCE_WRITTEN)
		return value->presence == PRESENCE_UNREADABLE ? "?" : "-";
	text_builder_init(&builder, &arena);
	date_add_iso(&builder, value->is.date);
	text_builder_finish(&builder);
	return builder.data;
}

/* "?" cannot be read */
static const struct {
	const char *text, *day;
	enum value_problem problem;
} dates[] = {
	/* the forms */
	{"令和6年4月1日", "2024-04-01", VALUE_FINE},
	{"令6.4.1", "2024-04-01", VALUE_FINE},
	{"R6.4.1", "2024-04-01", VALUE_FINE},
	{"R06.04.01", "2024-04-01", VALUE_FINE},
	{"Ｒ６．４．１", "2024-04-01", VALUE_FINE},
	{"㋿6年4月1日", "2024-04-01", VALUE_FINE},
	{"㍻30年4月1日", "2018-04-01", VALUE_FINE},
	{"㍼13年5月3日", "1938-05-03", VALUE_FINE},
	{"㍽15年1月2日", "1926-01-02", VALUE_FINE},
	{"㍾45年7月1日", "1912-07-01", VALUE_FINE},
	{"2024/4/1", "2024-04-01", VALUE_FINE},
	{"2024-04-01", "2024-04-01", VALUE_FINE},
	{"20240401", "2024-04-01", VALUE_FINE},
	{"2024年4月", "2024-04-01", VALUE_FINE},
	{"R6年4月", "2024-04-01", VALUE_FINE},
	{"令和六年四月一日", "2024-04-01", VALUE_FINE},
	{"令和元年5月1日", "2019-05-01", VALUE_FINE},
	{"令和1年5月1日", "2019-05-01", VALUE_FINE},
	{"R1.5.1", "2019-05-01", VALUE_FINE},
	{"2024－04－01", "2024-04-01", VALUE_FINE},
	{"2024–4–1", "2024-04-01", VALUE_FINE},
	{"R6−4−1", "2024-04-01", VALUE_FINE},
	{"S3.2.1", "1928-02-01", VALUE_FINE},
	{"T14.12.31", "1925-12-31", VALUE_FINE},
	{"昭和03年02月01日", "1928-02-01", VALUE_FINE},
	/* first and last days of the eras; in 1912 and 1926 the day belongs to both */
	{"明治元年1月25日", "1868-01-25", VALUE_FINE},
	{"明治元年1月24日", "?", VALUE_OUTSIDE_ERA},
	{"明治45年7月30日", "1912-07-30", VALUE_FINE},
	{"明治45年7月31日", "?", VALUE_OUTSIDE_ERA},
	{"大正元年7月29日", "?", VALUE_OUTSIDE_ERA},
	{"大正元年7月30日", "1912-07-30", VALUE_FINE},
	{"大正15年12月25日", "1926-12-25", VALUE_FINE},
	{"大正15年12月26日", "?", VALUE_OUTSIDE_ERA},
	{"昭和元年12月24日", "?", VALUE_OUTSIDE_ERA},
	{"昭和元年12月25日", "1926-12-25", VALUE_FINE},
	{"昭和64年1月1日", "1989-01-01", VALUE_FINE},
	{"昭和64年1月7日", "1989-01-07", VALUE_FINE},
	{"昭和64年1月8日", "?", VALUE_OUTSIDE_ERA},
	{"昭和65年4月1日", "?", VALUE_OUTSIDE_ERA},
	{"平成元年1月7日", "?", VALUE_OUTSIDE_ERA},
	{"平成元年1月8日", "1989-01-08", VALUE_FINE},
	{"平成31年4月30日", "2019-04-30", VALUE_FINE},
	{"平成31年5月1日", "2019-05-01", VALUE_ERA_RUNS_ON},
	{"平成31年5月", "2019-05-01", VALUE_ERA_RUNS_ON},
	{"平成37年3月31日", "2025-03-31", VALUE_ERA_RUNS_ON},
	{"令和元年4月30日", "?", VALUE_OUTSIDE_ERA},
	{"令和元年4月", "?", VALUE_OUTSIDE_ERA},
	{"令和元年5月", "2019-05-01", VALUE_FINE},
	/* traps */
	{"令和6年2月29日", "2024-02-29", VALUE_FINE},
	{"令和7年2月29日", "?", VALUE_IMPOSSIBLE_DATE},
	{"昭和3年2月29日", "1928-02-29", VALUE_FINE},
	{"昭和2年2月29日", "?", VALUE_IMPOSSIBLE_DATE},
	{"R6.4.31", "?", VALUE_IMPOSSIBLE_DATE},
	{"令和7年（2024年）4月1日", "?", VALUE_IMPOSSIBLE_DATE},
	{"R0.4.1", "?", VALUE_IMPOSSIBLE_DATE},
	{"令和6年度", "?", VALUE_NOT_A_DATE}, /* a year is no day; as a period it is one */
	{"R1", "?", VALUE_NOT_A_DATE},
	{"R1抵抗", "?", VALUE_NOT_A_DATE},
	{"6/4/1", "?", VALUE_NOT_A_DATE},     /* the era is known inside a range alone */
	{"4月1日", "?", VALUE_NOT_A_DATE},
};

static void every_date_form_is_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(dates); i++) {
		struct value value = {.presence = PRESENCE_NOT_SUPPLIED};
		struct value_reading reading = value_read(&reader, Plan_plan_date, slice_from_string(dates[i].text), &value);

		if (strcmp(iso(&value), dates[i].day) != 0 || reading.problem != dates[i].problem)
			fail_msg("%s: %s with problem %d", dates[i].text, iso(&value), (int)reading.problem);
	}
}

static const struct {
	const char *text, *from, *to;
} ranges[] = {
	{"R6.4.1〜R6.9.30", "2024-04-01", "2024-09-30"},
	{"R6.4.1～R6.9.30", "2024-04-01", "2024-09-30"},
	{"R6.4.1ーR6.9.30", "2024-04-01", "2024-09-30"},
	{"R6.4.1-R6.9.30", "2024-04-01", "2024-09-30"},
	{"R6.4.1－R6.9.30", "2024-04-01", "2024-09-30"},
	{"R6.4.1―R6.9.30", "2024-04-01", "2024-09-30"},
	{"R6.4.1から R6.9.30まで", "2024-04-01", "2024-09-30"},
	{"自R6.4.1至R6.9.30", "2024-04-01", "2024-09-30"},
	{"R6.4.1至R6.9.30", "2024-04-01", "2024-09-30"},
	{"R6.4.1から6か月間", "2024-04-01", "2024-09-30"},
	{"令和6年4月1日～6か月間", "2024-04-01", "2024-09-30"},
	{"令和6年4月〜9月", "2024-04-01", "2024-09-30"},
	{"令和6年4月～令和7年3月", "2024-04-01", "2025-03-31"},
	{"令和6年度", "2024-04-01", "2025-03-31"},
	{"R6.4.1～6/9/30", "2024-04-01", "2024-09-30"},
	{"令和6年4月1日～9月30日", "2024-04-01", "2024-09-30"},
	{"昭和64年1月1日～平成元年3月31日", "1989-01-01", "1989-03-31"},
	{"平成31年4月1日～令和2年3月31日", "2019-04-01", "2020-03-31"},
	{"平成31年4月～令和元年9月", "2019-04-01", "2019-09-30"},
};

static void every_range_form_is_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(ranges); i++) {
		struct period_reading period = period_read(&reader, slice_from_string(ranges[i].text));

		if (!period.understood || strcmp(iso(&period.from), ranges[i].from) != 0 || strcmp(iso(&period.to), ranges[i].to) != 0)
			fail_msg("%s: %s to %s", ranges[i].text, iso(&period.from), iso(&period.to));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_date_form_is_read),
		cmocka_unit_test(every_range_form_is_read),
	};
	return cmocka_run_group_tests_name("forms of dates", tests, set_up, tear_down);
}
