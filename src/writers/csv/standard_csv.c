/* Which files a plan is written to, and their rows. */
#include "writers/csv/standard_csv.h"

#include "model/dates/date.h"
#include "writers/csv/sheet.h"
#include "writers/written_text.h"

struct plan_writing {
	const struct record_layouts *layouts;
	struct sheet sheet;
	bool *written; /* by layout */
	const struct csv_target *target;
};

/* ---- rows ---- */

static void next_row(struct sheet *sheet)
{
	sheet->row_number++;
	sheet_write_row(sheet);
}

/* Files with one row a plan, and those of which nothing but kept cells is known. */
static void write_kept_rows(struct sheet *sheet)
{
	uint32_t rows = 0;

	sheet_has_kept(sheet, &rows);
	do
		next_row(sheet);
	while (sheet->row_number < rows);
}

static const struct record *item_of(struct value_list list, size_t at)
{
	return at < list.count && list.items[at].presence == PRESENCE_WRITTEN ? list.items[at].is.record : NULL;
}

static void write_service(struct sheet *sheet, const struct value_list services, size_t at)
{
	const struct record *service = item_of(services, at), *before = at ? item_of(services, at - 1) : NULL;
	const struct value *number = service ? record_read(service, Service_no) : NULL;
	const struct value *number_before = before ? record_read(before, Service_no) : NULL;
	bool same = number && number_before && number->presence == PRESENCE_WRITTEN && number_before->presence == PRESENCE_WRITTEN &&
		    number->is.integer == number_before->is.integer;

	sheet->records[4] = service;
	sheet->fresh[4] = true;
	sheet->numbers[4] += !same;
	sheet->carried = same && slice_equal(record_text(service, Service_content), record_text(before, Service_content));
	next_row(sheet);
	sheet->carried = false;
	sheet->fresh[1] = sheet->fresh[2] = sheet->fresh[3] = false;
}

/* One row a service; what has nothing below it has a row of its own. */
static void write_short_goal(struct sheet *sheet, const struct record *goal)
{
	struct value_list services = goal ? record_list(goal, ShortGoal_services) : (struct value_list){NULL, 0};

	sheet->records[3] = goal;
	sheet->fresh[3] = true;
	sheet->numbers[3] += goal != NULL;
	sheet->numbers[4] = 0;
	for (size_t i = 0; i < services.count; i++)
		write_service(sheet, services, i);
	if (services.count)
		return;
	sheet->records[4] = NULL;
	next_row(sheet);
	sheet->fresh[1] = sheet->fresh[2] = sheet->fresh[3] = false;
}

static void write_long_goal(struct sheet *sheet, const struct record *goal)
{
	struct value_list goals = goal ? record_list(goal, LongGoal_short_goals) : (struct value_list){NULL, 0};
	int64_t number = sheet->numbers[3];

	sheet->records[2] = goal;
	sheet->fresh[2] = true;
	for (size_t i = 0; i < goals.count; i++)
		write_short_goal(sheet, item_of(goals, i));
	if (goals.count)
		return;
	/* A need or a long goal alone: no goal number, which comes back as it was. */
	sheet->numbers[3] = 0;
	write_short_goal(sheet, NULL);
	sheet->numbers[3] = number;
}

static struct slice period_text(const struct record *goal)
{
	const struct record *period = record_sub(goal, LongGoal_period);

	return period ? record_text(period, Period_text) : slice_of("", 0);
}

/* Long goals have no number in the standard: the same words are the same goal, blank ones go on with the goal above. */
static bool reads_as(const struct record *goal, const struct record *other, bool next)
{
	struct slice text = record_text(goal, LongGoal_text), period = period_text(goal);

	if (text.length ? !slice_equal(text, record_text(other, LongGoal_text)) : !next)
		return false;
	return !period.length || !period_text(other).length || slice_equal(period, period_text(other));
}

static void report_joined_goals(const struct sheet *sheet, struct value_list goals)
{
	for (size_t i = 1; i < goals.count && layout_item_for(sheet->layout, LongGoal_text); i++) {
		const struct record *goal = item_of(goals, i);
		bool joined = false;

		for (size_t k = 0; k < i && goal && !joined; k++)
			joined = item_of(goals, k) && reads_as(goal, item_of(goals, k), k + 1 == i);
		if (joined)
			sheet->target->loss(sheet->target->context,
					    &(struct csv_loss){.kind = CSV_LOSS_GOALS_JOINED,
							       .record = goal,
							       .field = FIELD_COUNT,
							       .value = &goals.items[i]});
	}
}

static void write_table(struct sheet *sheet)
{
	struct value_list needs = record_list(sheet->document->plan, Plan_needs);

	for (size_t i = 0; i < needs.count; i++) {
		const struct record *need = item_of(needs, i);
		struct value_list goals = need ? record_list(need, Need_long_goals) : (struct value_list){NULL, 0};

		if (!need)
			continue;
		sheet->records[1] = need;
		sheet->fresh[1] = true;
		sheet->numbers[1]++;
		for (size_t k = 0; k < goals.count; k++)
			write_long_goal(sheet, item_of(goals, k));
		report_joined_goals(sheet, goals);
		if (!goals.count)
			write_long_goal(sheet, NULL);
	}
}

/* First the rows of the week, then those of the day: one list a row. */
static void write_week(struct sheet *sheet)
{
	const struct record *plan = sheet->document->plan;
	struct value_list week = record_list(plan, Plan_weekly), day = record_list(plan, Plan_daily_activities);
	bool other = value_has_words(record_read(plan, Plan_other_services));

	if (!layout_item_for(sheet->layout, Plan_other_services)) /* the timetable of 利用者基本情報 */
		other = false;
	if (!layout_item_for(sheet->layout, WeeklySlot_service))
		week.count = 0;
	sheet->fresh[1] = true;
	for (size_t i = 0; i < week.count + day.count; i++) {
		sheet->records[1] = i < week.count ? item_of(week, i) : item_of(day, i - week.count);
		next_row(sheet);
	}
	if (!sheet->row_number && other)
		next_row(sheet);
}

static void write_lines(struct sheet *sheet, const struct record *month, enum field list)
{
	struct value_list lines = record_list(month, list);

	sheet->records[1] = month;
	sheet->fresh[1] = sheet->fresh[2] = true;
	for (size_t i = 0; i < lines.count; i++) {
		sheet->records[2] = item_of(lines, i);
		if (sheet->records[2])
			next_row(sheet);
	}
}

/* ---- files ---- */

static bool is_prevention(const struct document *document)
{
	const struct value *kind = record_read(document->plan, Plan_kind);

	return kind->presence == PRESENCE_WRITTEN && kind->is.enumerated == plan_kind_prevention;
}

/* Months without a plan, as tables 6 and 7 are often handed in: their rows are known by the month. */
static bool is_months_alone(const struct document *document)
{
	return !value_has_words(record_read(document->plan, Plan_plan_date)) && record_list(document->plan, Plan_months).count > 0;
}

static void begin_sheet(struct plan_writing *writing, size_t layout, int32_t month)
{
	struct sheet *sheet = &writing->sheet;
	struct text_builder row = sheet->row;

	*sheet = (struct sheet){.document = sheet->document,
				.layout = writing->layouts->items[layout],
				.target = writing->target,
				.scratch = sheet->scratch,
				.row = row,
				.month = month,
				.records[0] = sheet->document->plan,
				.fresh[0] = true};
}

/* Does the file show anything of the plan itself that no other file of it shows? */
static bool says_more(const struct plan_writing *writing)
{
	const struct sheet *sheet = &writing->sheet;
	bool shown[FIELD_COUNT] = {false};

	for (size_t i = 0; i < writing->layouts->count; i++)
		for (size_t k = 0; writing->written[i] && k < writing->layouts->items[i]->count; k++)
			shown[writing->layouts->items[i]->items[k].field] = true;
	for (size_t i = 0; i < sheet->layout->count; i++) {
		const struct layout_item *item = &sheet->layout->items[i];
		const struct record *record;
		const struct value *value = sheet_value(sheet, item, &record);

		if (value && !item->list_depth && !shown[item->field] && value_has_words(value))
			return true;
	}
	return false;
}

static bool has_kept(const struct sheet *sheet)
{
	uint32_t rows;

	return sheet_has_kept(sheet, &rows);
}

static const struct value *month_first_day(const struct record *month)
{
	return record_read(month, Month_first_day);
}

/* A file of months: one sheet for each month that has rows of it. */
static void write_months(struct plan_writing *writing, size_t layout, enum field list)
{
	struct value_list months = record_list(writing->sheet.document->plan, Plan_months);

	for (size_t i = 0; i < months.count; i++) {
		const struct record *month = item_of(months, i);
		const struct value *first = month ? month_first_day(month) : NULL;

		if (!first || first->presence != PRESENCE_WRITTEN)
			continue;
		struct calendar_date date = date_to_calendar(first->is.date);

		date.day = 1;
		begin_sheet(writing, layout, date_from_calendar(date));
		if (list != FIELD_INVALID) {
			write_lines(&writing->sheet, month, list);
		} else if (has_kept(&writing->sheet) || (is_months_alone(writing->sheet.document) && says_more(writing))) {
			next_row(&writing->sheet);
		}
		writing->written[layout] |= writing->sheet.row_number > 0;
	}
}

static void write_plan_sheet(struct plan_writing *writing, size_t layout)
{
	struct sheet *sheet = &writing->sheet;
	const struct document *document = sheet->document;
	enum csv_role role = writing->layouts->items[layout]->role;
	bool prevention = is_prevention(document);

	begin_sheet(writing, layout, CSV_NO_MONTH);
	if (role == CSV_TABLE1 && !prevention && form_is_carried(document, FORM_TABLE1))
		next_row(sheet);
	else if (role == CSV_TABLE2 && !prevention)
		write_table(sheet);
	else if (role == CSV_TABLE3 && !prevention)
		write_week(sheet);
	else if (role == CSV_PREVENTION && prevention)
		next_row(sheet);
	else if (role == CSV_PREVENTION_TABLE && prevention)
		write_table(sheet);
	else if (role == CSV_SUPPLEMENT && (has_kept(sheet) || (!prevention && says_more(writing))))
		next_row(sheet);
	else if (role == CSV_TIMETABLE && prevention && has_kept(sheet))
		write_week(sheet);
	else if ((role == CSV_BASICS || role == CSV_DISEASES) && prevention && has_kept(sheet))
		write_kept_rows(sheet);
	writing->written[layout] = sheet->row_number > 0;
}

static void write_layout(struct plan_writing *writing, size_t layout)
{
	bool alone = is_months_alone(writing->sheet.document);

	switch (writing->layouts->items[layout]->role) {
	case CSV_PLANNED:
		write_months(writing, layout, Month_planned);
		break;
	case CSV_ACTUAL:
		write_months(writing, layout, Month_actual);
		break;
	case CSV_UNITS:
		write_months(writing, layout, Month_totals);
		break;
	case CSV_SUPPLEMENT:
		if (!alone)
			write_plan_sheet(writing, layout);
		write_months(writing, layout, FIELD_INVALID);
		break;
	case CSV_TABLE1:
	case CSV_TABLE2:
	case CSV_TABLE3:
	case CSV_PREVENTION:
	case CSV_PREVENTION_TABLE:
	case CSV_BASICS:
	case CSV_TIMETABLE:
	case CSV_DISEASES:
		if (!alone)
			write_plan_sheet(writing, layout);
		break;
	case CSV_WITHDRAWAL:
	case CSV_ROLE_COUNT:
		break;
	}
}

/* ---- the plan ---- */

/* 本人の意向, 家族の意向, 課題分析の結果 of YAML are one cell of the standard. */
static bool merge_intentions(struct plan_writing *writing, struct record *plan)
{
	static const struct {
		enum field field;
		struct slice heading;
	} parts[] = {{Plan_user_intention, SLICE("（本人）")}, {Plan_family_intention, SLICE("（家族）")}, {Plan_analysis, SLICE("（課題分析の結果）")}};
	struct value *whole = record_value(plan, Plan_intentions);
	struct csv_loss loss = {.kind = CSV_LOSS_MERGED, .record = plan, .field = Plan_intentions};
	struct text_builder text;

	text_builder_init(&text, writing->sheet.scratch);
	if (is_prevention(writing->sheet.document) || value_has_words(whole))
		return false;
	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		const struct value *part = record_read(plan, parts[i].field);

		if (part->presence != PRESENCE_WRITTEN)
			continue;
		if (text.length)
			text_builder_add_char(&text, '\n');
		/* A text that begins with a bracket says itself who speaks. */
		if (!slice_starts_with(part->is.text, SLICE_OF("（")))
			text_builder_add(&text, parts[i].heading);
		text_builder_add(&text, part->is.text);
		loss.value = loss.value ? loss.value : part;
	}
	if (!loss.value)
		return false;
	*whole = *loss.value;
	whole->is.text = text_builder_finish(&text);
	writing->target->loss(writing->target->context, &loss);
	return true;
}

/* Of a file type that several editions know, the one in force is written. */
static bool is_in_force(const struct record_layout *layout)
{
	return layout->version_count && layout->count && !layout->followed_by.length;
}

/* Who and when: without these nobody can tell a row from another. */
static bool has_key(struct plan_writing *writing)
{
	static const enum field fields[] = {Plan_insurer_no, Plan_insured_no, Plan_plan_date};
	const struct document *document = writing->sheet.document;
	size_t count = is_months_alone(document) ? 2 : COUNT_OF(fields);

	for (size_t i = 0; i < count; i++) {
		const struct value *value = record_read(document->plan, fields[i]);
		struct csv_loss loss = {.kind = CSV_LOSS_NO_KEY, .record = document->plan, .field = fields[i], .value = value};

		if (value->presence == PRESENCE_WRITTEN || value->presence == PRESENCE_UNREADABLE)
			continue;
		writing->target->loss(writing->target->context, &loss);
		return false;
	}
	return true;
}

void standard_csv_write(const struct record_layouts *layouts, struct document *document, struct arena *scratch,
			const struct csv_target *target)
{
	struct plan_writing writing = {.layouts = layouts, .target = target, .written = arena_array(scratch, bool, layouts->count)};

	writing.sheet.document = document;
	writing.sheet.scratch = scratch;
	text_builder_init(&writing.sheet.row, scratch);
	if (!has_key(&writing))
		return;
	bool merged = merge_intentions(&writing, document->plan);

	for (size_t i = 0; i < layouts->count; i++)
		if (is_in_force(layouts->items[i]))
			write_layout(&writing, i);
	sheet_report_rest(layouts, writing.written, merged, document, target);
}
