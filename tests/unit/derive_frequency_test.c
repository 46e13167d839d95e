/* derive: frequencies of 第2表, every row of the domain table and the habits around it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/compiler.h"
#include "derive/frequency/frequency.h"

enum { NONE = -1 };

/* week and month: min, max; NONE where not known */
static const struct {
	const char *text;
	enum frequency_kind kind;
	double week_min, week_max, month_min, month_max;
	enum frequency_confidence confidence;
} cases[] = {
	{"週2回", FREQUENCY_RATE, 2, 2, 8, 10, CONFIDENCE_HIGH},
	{"週2", FREQUENCY_RATE, 2, 2, 8, 10, CONFIDENCE_HIGH},
	{"週に2回", FREQUENCY_RATE, 2, 2, 8, 10, CONFIDENCE_HIGH},
	{"２回／週", FREQUENCY_RATE, 2, 2, 8, 10, CONFIDENCE_HIGH},
	{"2回/週", FREQUENCY_RATE, 2, 2, 8, 10, CONFIDENCE_HIGH},
	{"週二回", FREQUENCY_RATE, 2, 2, 8, 10, CONFIDENCE_HIGH},
	{"毎週2回", FREQUENCY_RATE, 2, 2, 8, 10, CONFIDENCE_HIGH},
	{"1週間に2回", FREQUENCY_RATE, 2, 2, 8, 10, CONFIDENCE_HIGH},
	{"週1～2回", FREQUENCY_RATE, 1, 2, 4, 10, CONFIDENCE_HIGH},
	{"週1・2回", FREQUENCY_RATE, 1, 2, 4, 10, CONFIDENCE_HIGH},
	{"週１−２回", FREQUENCY_RATE, 1, 2, 4, 10, CONFIDENCE_HIGH},
	{"週2回（火・金）", FREQUENCY_RATE, 2, 2, 8, 10, CONFIDENCE_HIGH},
	{"月1回", FREQUENCY_RATE, NONE, NONE, 1, 1, CONFIDENCE_HIGH},
	{"月に1度", FREQUENCY_RATE, NONE, NONE, 1, 1, CONFIDENCE_HIGH},
	{"毎月1回", FREQUENCY_RATE, NONE, NONE, 1, 1, CONFIDENCE_HIGH},
	{"1回/月", FREQUENCY_RATE, NONE, NONE, 1, 1, CONFIDENCE_HIGH},
	{"1か月に1回", FREQUENCY_RATE, NONE, NONE, 1, 1, CONFIDENCE_HIGH},
	{"月2回(第1・3木)", FREQUENCY_RATE, NONE, NONE, 2, 2, CONFIDENCE_HIGH},
	{"毎日", FREQUENCY_RATE, 7, 7, 28, 31, CONFIDENCE_HIGH},
	{"連日", FREQUENCY_RATE, 7, 7, 28, 31, CONFIDENCE_HIGH},
	{"日々", FREQUENCY_RATE, 7, 7, 28, 31, CONFIDENCE_HIGH},
	{"1日2回", FREQUENCY_RATE, 14, 14, 56, 62, CONFIDENCE_HIGH},
	{"日に2回", FREQUENCY_RATE, 14, 14, 56, 62, CONFIDENCE_HIGH},
	{"毎日2回", FREQUENCY_RATE, 14, 14, 56, 62, CONFIDENCE_HIGH},
	{"平日毎日", FREQUENCY_RATE, 5, 5, 20, 25, CONFIDENCE_MEDIUM},
	{"隔週", FREQUENCY_RATE, 0.5, 0.5, 2, 3, CONFIDENCE_HIGH},
	{"2週に1回", FREQUENCY_RATE, 0.5, 0.5, 2, 3, CONFIDENCE_HIGH},
	{"2週間に1回", FREQUENCY_RATE, 0.5, 0.5, 2, 3, CONFIDENCE_HIGH},
	{"隔週水", FREQUENCY_RATE, 0.5, 0.5, 2, 3, CONFIDENCE_HIGH},
	{"隔週水曜日", FREQUENCY_RATE, 0.5, 0.5, 2, 3, CONFIDENCE_HIGH},
	{"隔日", FREQUENCY_RATE, 3, 4, 12, 20, CONFIDENCE_MEDIUM},
	{"1日おき", FREQUENCY_RATE, 3, 4, 12, 20, CONFIDENCE_MEDIUM},
	{"2日に1回", FREQUENCY_RATE, 3, 4, 12, 20, CONFIDENCE_MEDIUM},
	{"週3回(月・水・金)", FREQUENCY_RATE, 3, 3, 12, 15, CONFIDENCE_HIGH},
	{"月水金", FREQUENCY_RATE, 3, 3, 12, 15, CONFIDENCE_HIGH},
	{"（月）（木）", FREQUENCY_RATE, 2, 2, 8, 10, CONFIDENCE_HIGH},
	{"月曜日と木曜日", FREQUENCY_RATE, 2, 2, 8, 10, CONFIDENCE_HIGH},
	{"毎週月曜", FREQUENCY_RATE, 1, 1, 4, 5, CONFIDENCE_HIGH},
	{"月", FREQUENCY_RATE, 1, 1, 4, 5, CONFIDENCE_HIGH},
	{"火～金", FREQUENCY_RATE, 4, 4, 16, 20, CONFIDENCE_HIGH},
	{"土日", FREQUENCY_RATE, 2, 2, 8, 10, CONFIDENCE_HIGH},
	{"週末", FREQUENCY_RATE, 2, 2, 8, 10, CONFIDENCE_HIGH},
	{"毎週水、隔週金", FREQUENCY_NOT_UNDERSTOOD, NONE, NONE, NONE, NONE, CONFIDENCE_LOW},
	{"㊊㊍", FREQUENCY_RATE, 2, 2, 8, 10, CONFIDENCE_HIGH},
	{"㈫・㈮", FREQUENCY_RATE, 2, 2, 8, 10, CONFIDENCE_HIGH},
	{"毎日（日曜を除く）", FREQUENCY_RATE, 6, 6, 24, 30, CONFIDENCE_HIGH},
	{"毎日(土日以外)", FREQUENCY_RATE, 5, 5, 20, 25, CONFIDENCE_HIGH},
	{"月～土（祝日除く）", FREQUENCY_RATE, 6, 6, 24, 30, CONFIDENCE_HIGH},
	{"第2火曜", FREQUENCY_RATE, NONE, NONE, 1, 1, CONFIDENCE_HIGH},
	{"毎月第2・4土", FREQUENCY_RATE, NONE, NONE, 2, 2, CONFIDENCE_HIGH},
	{"第2・第4土曜日", FREQUENCY_RATE, NONE, NONE, 2, 2, CONFIDENCE_HIGH},
	{"年1回", FREQUENCY_RATE, NONE, NONE, 1 / 12.0, 1 / 12.0, CONFIDENCE_HIGH},
	{"年2回", FREQUENCY_RATE, NONE, NONE, 2 / 12.0, 2 / 12.0, CONFIDENCE_HIGH},
	{"半年に1回", FREQUENCY_RATE, NONE, NONE, 1 / 6.0, 1 / 6.0, CONFIDENCE_HIGH},
	{"3か月に1回", FREQUENCY_RATE, NONE, NONE, 1 / 3.0, 1 / 3.0, CONFIDENCE_HIGH},
	{"3ヶ月に1回", FREQUENCY_RATE, NONE, NONE, 1 / 3.0, 1 / 3.0, CONFIDENCE_HIGH},
	{"3月に1回", FREQUENCY_RATE, NONE, NONE, 1 / 3.0, 1 / 3.0, CONFIDENCE_HIGH},
	{"隔月", FREQUENCY_RATE, NONE, NONE, 0.5, 0.5, CONFIDENCE_HIGH},
	{"常時", FREQUENCY_CONTINUOUS, NONE, NONE, NONE, NONE, CONFIDENCE_HIGH},
	{"24時間", FREQUENCY_CONTINUOUS, NONE, NONE, NONE, NONE, CONFIDENCE_HIGH},
	{"終日", FREQUENCY_CONTINUOUS, NONE, NONE, NONE, NONE, CONFIDENCE_HIGH},
	{"通年", FREQUENCY_CONTINUOUS, NONE, NONE, NONE, NONE, CONFIDENCE_HIGH},
	{"貸与期間中", FREQUENCY_CONTINUOUS, NONE, NONE, NONE, NONE, CONFIDENCE_HIGH},
	{"随時", FREQUENCY_AS_NEEDED, NONE, NONE, NONE, NONE, CONFIDENCE_LOW},
	{"適宜", FREQUENCY_AS_NEEDED, NONE, NONE, NONE, NONE, CONFIDENCE_LOW},
	{"必要時", FREQUENCY_AS_NEEDED, NONE, NONE, NONE, NONE, CONFIDENCE_LOW},
	{"その都度", FREQUENCY_AS_NEEDED, NONE, NONE, NONE, NONE, CONFIDENCE_LOW},
	{"状況に応じて", FREQUENCY_AS_NEEDED, NONE, NONE, NONE, NONE, CONFIDENCE_LOW},
	{"緊急時", FREQUENCY_AS_NEEDED, NONE, NONE, NONE, NONE, CONFIDENCE_LOW},
	{"希望時", FREQUENCY_AS_NEEDED, NONE, NONE, NONE, NONE, CONFIDENCE_LOW},
	{"体調不良時", FREQUENCY_AS_NEEDED, NONE, NONE, NONE, NONE, CONFIDENCE_LOW},
	{"不定期", FREQUENCY_AS_NEEDED, NONE, NONE, NONE, NONE, CONFIDENCE_LOW},
	{"受診時", FREQUENCY_BY_EVENT, NONE, NONE, NONE, NONE, CONFIDENCE_MEDIUM},
	{"通院日", FREQUENCY_BY_EVENT, NONE, NONE, NONE, NONE, CONFIDENCE_MEDIUM},
	{"入浴後", FREQUENCY_BY_EVENT, NONE, NONE, NONE, NONE, CONFIDENCE_MEDIUM},
	{"起床時", FREQUENCY_BY_EVENT, NONE, NONE, NONE, NONE, CONFIDENCE_MEDIUM},
	{"毎食後", FREQUENCY_BY_EVENT, NONE, NONE, NONE, NONE, CONFIDENCE_MEDIUM},
	{"就寝前", FREQUENCY_BY_EVENT, NONE, NONE, NONE, NONE, CONFIDENCE_MEDIUM},
	{"訪問時", FREQUENCY_BY_EVENT, NONE, NONE, NONE, NONE, CONFIDENCE_MEDIUM},
	{"月1回程度", FREQUENCY_RATE, NONE, NONE, 1, 1, CONFIDENCE_MEDIUM},
	{"約月2回", FREQUENCY_RATE, NONE, NONE, 2, 2, CONFIDENCE_MEDIUM},
	{"月約2回", FREQUENCY_RATE, NONE, NONE, 2, 2, CONFIDENCE_MEDIUM},
	{"週1回くらい", FREQUENCY_RATE, 1, 1, 4, 5, CONFIDENCE_MEDIUM},
	{"週3回以内", FREQUENCY_RATE, 0, 3, 0, 15, CONFIDENCE_MEDIUM},
	{"月4回上限", FREQUENCY_RATE, NONE, NONE, 0, 4, CONFIDENCE_MEDIUM},
	{"最大月4回", FREQUENCY_RATE, NONE, NONE, 0, 4, CONFIDENCE_MEDIUM},
	{"月8日以内", FREQUENCY_RATE, NONE, NONE, 0, 8, CONFIDENCE_HIGH},
	{"月10日", FREQUENCY_RATE, NONE, NONE, 10, 10, CONFIDENCE_HIGH},
	{"6泊7日/月", FREQUENCY_RATE, NONE, NONE, 7, 7, CONFIDENCE_HIGH},
	{"2泊3日", FREQUENCY_STAY, NONE, NONE, NONE, NONE, CONFIDENCE_HIGH},
	{"1回60分週2", FREQUENCY_RATE, 2, 2, 8, 10, CONFIDENCE_HIGH},
	{"週2回×60分", FREQUENCY_RATE, 2, 2, 8, 10, CONFIDENCE_HIGH},
	{"週1回 2単位", FREQUENCY_RATE, 1, 1, 4, 5, CONFIDENCE_HIGH},
	{"週2回 10:00～11:00", FREQUENCY_RATE, 2, 2, 8, 10, CONFIDENCE_HIGH},
	{"2単位", FREQUENCY_NOT_UNDERSTOOD, NONE, NONE, NONE, NONE, CONFIDENCE_LOW},
	{"週2回 R7.4.1～R7.9.30", FREQUENCY_RATE, 2, 2, 8, 10, CONFIDENCE_HIGH},
	{"週2回\n令和7年4月1日～令和7年9月30日", FREQUENCY_RATE, 2, 2, 8, 10, CONFIDENCE_HIGH},
	{"令和7年4月1日～9月30日 月1回", FREQUENCY_RATE, NONE, NONE, 1, 1, CONFIDENCE_HIGH},
	{"2025/4/1～2025/9/30 週1回", FREQUENCY_RATE, 1, 1, 4, 5, CONFIDENCE_HIGH},
	{"4月1日～9月30日 週1回", FREQUENCY_RATE, 1, 1, 4, 5, CONFIDENCE_HIGH},
	{"週2回（6か月）", FREQUENCY_RATE, 2, 2, 8, 10, CONFIDENCE_MEDIUM},
	{"ﾃﾞｲ 週2回", FREQUENCY_RATE, 2, 2, 8, 10, CONFIDENCE_MEDIUM},
	{"週①回", FREQUENCY_RATE, 1, 1, 4, 5, CONFIDENCE_HIGH},
	{"週3日、1日2回", FREQUENCY_RATE, 6, 6, 24, 30, CONFIDENCE_HIGH},
	{"月水金 1日2回", FREQUENCY_RATE, 6, 6, 24, 30, CONFIDENCE_HIGH},
	{"週2回（火・金）\n午前", FREQUENCY_RATE, 2, 2, 8, 10, CONFIDENCE_HIGH},
	{"デイ利用日 週2回", FREQUENCY_RATE, 2, 2, 8, 10, CONFIDENCE_MEDIUM},
	{"〃", FREQUENCY_SAME_AS_ABOVE, NONE, NONE, NONE, NONE, CONFIDENCE_MEDIUM},
	{"同上", FREQUENCY_SAME_AS_ABOVE, NONE, NONE, NONE, NONE, CONFIDENCE_MEDIUM},
	{"々", FREQUENCY_SAME_AS_ABOVE, NONE, NONE, NONE, NONE, CONFIDENCE_MEDIUM},
	{"↓", FREQUENCY_SAME_AS_ABOVE, NONE, NONE, NONE, NONE, CONFIDENCE_MEDIUM},
	{"", FREQUENCY_MISSING, NONE, NONE, NONE, NONE, CONFIDENCE_HIGH},
	{"–", FREQUENCY_MISSING, NONE, NONE, NONE, NONE, CONFIDENCE_HIGH},
	{"／", FREQUENCY_MISSING, NONE, NONE, NONE, NONE, CONFIDENCE_HIGH},
	{"なし", FREQUENCY_MISSING, NONE, NONE, NONE, NONE, CONFIDENCE_HIGH},
	{"2回", FREQUENCY_NOT_UNDERSTOOD, NONE, NONE, NONE, NONE, CONFIDENCE_LOW},
	{"日中", FREQUENCY_NOT_UNDERSTOOD, NONE, NONE, NONE, NONE, CONFIDENCE_LOW},
	{"料金による", FREQUENCY_NOT_UNDERSTOOD, NONE, NONE, NONE, NONE, CONFIDENCE_LOW},
	{"週2回または週3回", FREQUENCY_NOT_UNDERSTOOD, NONE, NONE, NONE, NONE, CONFIDENCE_LOW},
	{"時々", FREQUENCY_NOT_UNDERSTOOD, NONE, NONE, NONE, NONE, CONFIDENCE_LOW},
};

static bool is(struct frequency_range range, double min, double max)
{
	if (min < 0)
		return !range.known;
	double off_min = range.min - min, off_max = range.max - max;

	return range.known && off_min < 1e-9 && off_min > -1e-9 && off_max < 1e-9 && off_max > -1e-9;
}

static void every_row_is_understood(void **state)
{
	(void)state;
	int wrong = 0;

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct frequency f = frequency_read(slice_from_string(cases[i].text));

		if (f.kind == cases[i].kind && f.confidence == cases[i].confidence && is(f.per_week, cases[i].week_min, cases[i].week_max) &&
		    is(f.per_month, cases[i].month_min, cases[i].month_max))
			continue;
		wrong++;
		print_error("%s: kind %d confidence %d week %d %g-%g month %d %g-%g\n", cases[i].text, (int)f.kind, (int)f.confidence,
			    f.per_week.known, f.per_week.min, f.per_week.max, f.per_month.known, f.per_month.min, f.per_month.max);
	}
	assert_int_equal(wrong, 0);
}

static void contradictions_give_both_numbers(void **state)
{
	(void)state;
	struct frequency f = frequency_read(SLICE_OF("週3回（月・火・木・金）"));

	assert_true(f.contradiction);
	assert_int_equal(f.said, 3);
	assert_int_equal(f.listed, 4);
	assert_int_equal(f.weekdays, 1 | 2 | 8 | 16);
	f = frequency_read(SLICE_OF("月2回（第1木曜）"));
	assert_true(f.contradiction);
	assert_int_equal(f.listed, 1);
	assert_false(frequency_read(SLICE_OF("週1～2回（火・金）")).contradiction);
	assert_false(frequency_read(SLICE_OF("週2回（火・金）")).contradiction);
	assert_false(frequency_read(SLICE_OF("2週に1回（火・金）")).contradiction);
	assert_false(frequency_read(SLICE_OF("週1回（火・金のいずれか）")).contradiction);
	assert_false(frequency_read(SLICE_OF("週2回（月～金のうち）")).contradiction);
	assert_false(frequency_read(SLICE_OF("週2回（月または木）")).contradiction);
	assert_false(frequency_read(SLICE_OF("週3回（月・木など）")).contradiction);
	assert_false(frequency_read(SLICE_OF("週3日（月・水・金）、1日2回")).contradiction);
}

static void days_and_bounds_are_told(void **state)
{
	(void)state;
	struct frequency f = frequency_read(SLICE_OF("月8日以内"));

	assert_true(f.days && f.at_most);
	f = frequency_read(SLICE_OF("6泊7日/月"));
	assert_true(f.days);
	assert_int_equal(f.nights, 6);
	assert_false(frequency_read(SLICE_OF("月8回")).days);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_is_understood),
		cmocka_unit_test(contradictions_give_both_numbers),
		cmocka_unit_test(days_and_bounds_are_told),
	};
	return cmocka_run_group_tests_name("frequencies", tests, NULL, NULL);
}
