#include "engine/batch/batch_address.h"

#include "engine/results/template.h"
#include "model/dates/date.h"

struct slice batch_scope_address(enum batch_scope scope, bool english)
{
	const struct batch_scope_info *info = batch_scope_info(scope);

	return english ? info->title_en : info->title;
}

static struct slice scope_label(const struct batch_groups *groups, const struct batch_group *group, struct arena *arena, bool english)
{
	enum batch_scope scope = groups->rule->batch;
	struct slice office = cel_text(batch_group_who(groups, group, FACT_OFFICE));

	switch (scope) {
	case BATCH_OFFICE: return office;
	case BATCH_CARE_MANAGER:
		return arena_print(arena, "%.*s %.*s", SLICE_PRINT(office),
				   SLICE_PRINT(cel_text(batch_group_who(groups, group, FACT_CARE_MANAGER))));
	case BATCH_PERSON: return cel_text(batch_group_who(groups, group, FACT_PERSON));
	case BATCH_ALL:
	case BATCH_NONE:
	case BATCH_SCOPE_COUNT: break;
	}
	return batch_scope_address(scope, english);
}

/* The first day of a month stands for the month: groups by month are what most rules make. */
static void add_date(struct text_builder *to, int32_t date, bool english, bool plain)
{
	static const struct slice first_day[] = {SLICE("1日"), SLICE("-01")};

	if (english || plain)
		date_add_iso(to, date);
	else
		date_add_japanese(to, date);
	struct slice month = slice_part(text_builder_slice(to), 0, to->length - first_day[english].length);

	if (!plain && slice_ends_with(text_builder_slice(to), first_day[english]) && (english || slice_ends_with(month, SLICE_OF("月"))))
		to->length = month.length;
}

struct slice batch_address(struct arena *arena, const struct batch_groups *groups, const struct batch_group *group, bool english, bool plain)
{
	struct text_builder address;

	text_builder_init(&address, arena);
	text_builder_add(&address, plain ? groups->scope : scope_label(groups, group, arena, english));
	for (size_t i = 0; i < groups->revision->batch->group_count; i++) {
		struct cel_value value = batch_group_value(groups, group, i, arena);

		text_builder_add_char(&address, ' ');
		if (value.kind == CEL_DATE)
			add_date(&address, (int32_t)value.is.integer, english, plain);
		else
			cel_value_add_for_people(&address, value, english || plain);
	}
	return text_builder_finish(&address);
}
