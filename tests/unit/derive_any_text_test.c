/* Whatever stands in a cell: readings of dates, periods, values and frequencies end, stay inside the text and agree with themselves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "derive/frequency/frequency.h"
#include "model/dates/date.h"
#include "model/values/value_read.h"

static const char *const pieces[] = {
	"令和", "R", "㋿", "平成", "昭和", "元", "年", "月", "日", "末", "度", "（", "）", "(", ")", "火", "木", "曜", "～", "から", "まで", "至", "自", "か月", "ヶ月", "半", "間",
	"-", "/", ".", "、", "・", ",", " ", "　", "\n", ":", "時", "分", "午前", "PM", "週", "回", "第", "毎日", "毎週", "隔週", "随時", "泊", "に", "一", "十", "二〇", "百",
	"0", "1", "2", "7", "12", "30", "2025", "20250401", "999999999", "×", "〇", "未定", "\xff", "\xe3\x80", "\xf0\x9f", "介護", "A", "+", "要",
};

static uint32_t seed = 20250401;

static uint32_t next_random(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

static void add_random_text(struct text_builder *builder)
{
	text_builder_clear(builder);
	for (uint32_t left = next_random(next_random(8) == 0 ? 120 : 14); left > 0; left--)
		text_builder_add_string(builder, pieces[next_random(COUNT_OF(pieces))]);
}

static void check_side(const struct value *side, struct slice text)
{
	if (side->presence != PRESENCE_UNREADABLE)
		return;
	assert_true(side->is.text.length > 0);
	assert_true(side->is.text.data >= text.data && side->is.text.data + side->is.text.length <= text.data + text.length);
}

static void check_value(const struct value_reader *reader, enum field field, struct slice text)
{
	struct value value = {0};
	struct value_reading reading = value_read(reader, field, text, &value);
	bool readable = reading.problem == VALUE_FINE || reading.problem == VALUE_ERA_RUNS_ON || reading.problem == VALUE_PLACEHOLDER_INSIDE ||
			reading.problem == VALUE_PLACEHOLDER_WHOLE;

	assert_int_not_equal(value.presence, PRESENCE_NOT_SUPPLIED);
	assert_int_equal(value.presence == PRESENCE_UNREADABLE, !readable);
	check_side(&value, text);
}

/* A date that was read is read again from what it prints as. */
static void check_date(struct arena *arena, struct slice text)
{
	struct text_builder builder;
	int32_t date, again;

	if (!date_read(text, &date))
		return;
	text_builder_init(&builder, arena);
	date_add_japanese(&builder, date);
	if (date_to_calendar(date).year >= 1000)
		assert_true(date_read(text_builder_slice(&builder), &again) && again == date);
}

static void any_text_is_survived(void **state)
{
	(void)state;
	struct arena arena, scratch;
	struct key_table keys;
	struct text_builder builder;
	static const enum field fields[] = {Plan_plan_date, Need_no, Service_insured, WeeklySlot_start, Certification_level, Service_provider};

	arena_init(&arena, NULL);
	arena_init(&scratch, NULL);
	key_table_init(&keys, &arena);
	text_builder_init(&builder, &arena);
	for (int round = 0; round < 20000; round++) {
		struct value_reader reader = {&keys, &scratch, &scratch, round % 2 == 1};

		add_random_text(&builder);
		struct slice text = arena_copy(&scratch, text_builder_slice(&builder));
		struct period_reading period = period_read(&reader, text);

		check_side(&period.from, text);
		check_side(&period.to, text);
		if (period.counted)
			assert_true(period.to.is.date >= period.from.is.date);
		check_date(&scratch, text);
		for (size_t i = 0; i < COUNT_OF(fields); i++)
			check_value(&reader, fields[i], text);
		struct frequency frequency = frequency_read(text);

		assert_int_equal(frequency.kind == FREQUENCY_RATE, frequency.per_month.known);
		if (frequency.per_month.known)
			assert_true(frequency.per_month.min >= 0 && frequency.per_month.min <= frequency.per_month.max);
		arena_reset(&scratch);
	}
	arena_release(&scratch);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_text_is_survived),
	};
	return cmocka_run_group_tests_name("any text", tests, NULL, NULL);
}
