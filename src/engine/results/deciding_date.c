#include "engine/results/deciding_date.h"

#include "base/text_builder.h"
#include "model/dates/date.h"

struct slice deciding_date_said(struct arena *arena, struct slice name, int32_t date)
{
	struct text_builder builder;

	text_builder_init(&builder, arena);
	text_builder_add(&builder, name);
	text_builder_add_char(&builder, ' ');
	date_add_iso(&builder, date);
	return text_builder_finish(&builder);
}

static const struct value *certification_start(const struct record *plan)
{
	const struct record *certification = record_sub(plan, Plan_certification);
	const struct record *valid = certification ? record_sub(certification, Certification_valid) : NULL;

	return valid ? record_read(valid, Period_from) : NULL;
}

static const struct value *first_month(const struct record *plan)
{
	struct value_list months = record_list(plan, Plan_months);

	return months.count ? record_read(months.items[0].is.record, Month_first_day) : NULL;
}

struct deciding_date deciding_date_of(struct arena *arena, const struct record *plan, int32_t as_of)
{
	const struct {
		const struct value *value;
		struct slice path, name_ja, name_en;
	} chain[] = {
		{record_read(plan, Plan_plan_date), SLICE("plan.plan_date"), SLICE(""), SLICE("")},
		{record_read(plan, Plan_created_on), SLICE("plan.created_on"), SLICE("作成年月日"), SLICE("the date of creation")},
		{certification_start(plan), SLICE("plan.certification.valid.from"), SLICE("認定の有効期間の始まり"),
		 SLICE("the start of the certification")},
		{first_month(plan), SLICE("plan.months[0].first_day"), SLICE("最初の月"), SLICE("the first month")},
	};

	for (size_t i = 0; i < COUNT_OF(chain); i++)
		if (chain[i].value && chain[i].value->presence == PRESENCE_WRITTEN)
			return (struct deciding_date){
				.date = chain[i].value->is.date,
				.said = deciding_date_said(arena, chain[i].path, chain[i].value->is.date),
				.name_ja = chain[i].name_ja,
				.name_en = chain[i].name_en,
				.stands_in = i > 0,
			};
	return (struct deciding_date){
		.date = as_of,
		.said = deciding_date_said(arena, SLICE_OF("as_of"), as_of),
		.name_ja = SLICE("点検の基準日"),
		.name_en = SLICE("as-of date"),
		.stands_in = true,
	};
}
