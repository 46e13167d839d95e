#include "model/dates/era.h"

const struct era eras[ERA_COUNT] = {
	{.name = SLICE("明治"), .characters = {0x660E, 0x6CBB}, .letter = 'M', .year_before = 1867, .first = -37231, .last = -20974,
	 .bounds = SLICE("明治は1912年7月30日（明治45年）までです"),
	 .bounds_en = SLICE("明治 ends on 1912-07-30 (明治45)")},
	{.name = SLICE("大正"), .characters = {0x5927, 0x6B63}, .letter = 'T', .year_before = 1911, .first = -20974, .last = -15713,
	 .bounds = SLICE("大正は1912年7月30日（大正元年）から1926年12月25日（大正15年）までです"),
	 .bounds_en = SLICE("大正 runs from 1912-07-30 to 1926-12-25 (大正15)")},
	{.name = SLICE("昭和"), .characters = {0x662D, 0x548C}, .letter = 'S', .year_before = 1925, .first = -15713, .last = 6946,
	 .bounds = SLICE("昭和は1926年12月25日（昭和元年）から1989年1月7日（昭和64年）までです"),
	 .bounds_en = SLICE("昭和 runs from 1926-12-25 to 1989-01-07 (昭和64)")},
	{.name = SLICE("平成"), .characters = {0x5E73, 0x6210}, .letter = 'H', .year_before = 1988, .first = 6947, .last = 18016,
	 .may_run_on = true, .bounds = SLICE("平成は1989年1月8日（平成元年）から2019年4月30日（平成31年）までです"),
	 .bounds_en = SLICE("平成 runs from 1989-01-08 to 2019-04-30 (平成31)")},
	{.name = SLICE("令和"), .characters = {0x4EE4, 0x548C}, .letter = 'R', .year_before = 2018, .first = 18017, .last = INT32_MAX,
	 .bounds = SLICE("令和は2019年5月1日（令和元年）からです"),
	 .bounds_en = SLICE("令和 begins on 2019-05-01")},
};

const struct era *era_of(int32_t date)
{
	for (size_t i = ERA_COUNT; i-- > 0;)
		if (date >= eras[i].first)
			return &eras[i];
	return NULL;
}
