/* 第2表 居宅サービス計画書(2): a need over its goals, a goal over its services, as the official table is merged. */
#include "linter/forms/form_sheets.h"

#include "base/compiler.h"

enum { COLUMNS = 11, GOAL_COLUMNS = 4, SERVICE_COLUMNS = 6 };

static const uint8_t widths[COLUMNS] = {13, 12, 8, 12, 8, 15, 3, 8, 9, 6, 8};

static void add_headings(struct form_builder *builder)
{
	static const char *const below[] = {"長期目標", "（期間）", "短期目標", "（期間）", "サービス内容", "※1", "サービス種別", "※2", "頻度", "期間"};

	form_add_heading(builder, CELL_COLUMN_HEADING, SLICE_OF("生活全般の解決すべき課題（ニーズ）"))->row_span = 2;
	form_add_heading(builder, CELL_COLUMN_HEADING, SLICE_OF("目標"))->column_span = GOAL_COLUMNS;
	form_add_heading(builder, CELL_COLUMN_HEADING, SLICE_OF("援助内容"))->column_span = SERVICE_COLUMNS;
	form_end_row(builder);
	for (size_t i = 0; i < COUNT_OF(below); i++)
		form_add_heading(builder, CELL_COLUMN_HEADING, slice_from_string(below[i]));
	form_end_row(builder);
}

static unsigned at_least_one(size_t count)
{
	return count ? (unsigned)count : 1;
}

unsigned form_rows_of_short_goal(const struct record *goal)
{
	return at_least_one(record_list(goal, ShortGoal_services).count);
}

static unsigned rows_of_long_goal(const struct record *goal)
{
	struct value_list list = record_list(goal, LongGoal_short_goals);
	unsigned rows = 0;

	for (size_t i = 0; i < list.count; i++)
		rows += form_rows_of_short_goal(list.items[i].is.record);
	return at_least_one(rows);
}

unsigned form_rows_of_need(const struct record *need)
{
	struct value_list list = record_list(need, Need_long_goals);
	unsigned rows = 0;

	for (size_t i = 0; i < list.count; i++)
		rows += rows_of_long_goal(list.items[i].is.record);
	return at_least_one(rows);
}

static void add_empties(struct form_builder *builder, unsigned count)
{
	while (count--)
		form_add_empty(builder);
}

/* The reason of a service has no cell of its own on the form: it stands below its content. */
static void add_service(struct form_builder *builder, const struct record *service)
{
	static const enum field behind[] = {Service_insured, Service_type, Service_provider, Service_frequency, Service_period};
	struct slice reason = record_text(service, Service_reason);
	struct form_cell *content = form_add_value(builder, service, Service_content);

	if (reason.length) {
		content->text = arena_print(builder->arena, "%.*s\n（理由）%.*s", SLICE_PRINT(content->text), SLICE_PRINT(reason));
		content->state = CELL_WRITTEN;
	}
	form_also_at(builder, service);
	for (size_t i = 0; i < COUNT_OF(behind); i++)
		form_add_value(builder, service, behind[i]);
	form_end_row(builder);
}

static void add_goal_cells(struct form_builder *builder, const struct record *goal, enum field text, enum field period, unsigned rows)
{
	form_add_value(builder, goal, text)->row_span = rows;
	form_also_at(builder, goal);
	form_add_value(builder, goal, period)->row_span = rows;
}

static void add_short_goal(struct form_builder *builder, const struct record *goal)
{
	struct value_list services = record_list(goal, ShortGoal_services);

	add_goal_cells(builder, goal, ShortGoal_text, ShortGoal_period, form_rows_of_short_goal(goal));
	for (size_t i = 0; i < services.count; i++)
		add_service(builder, services.items[i].is.record);
	if (!services.count) {
		add_empties(builder, SERVICE_COLUMNS);
		form_end_row(builder);
	}
}

static void add_long_goal(struct form_builder *builder, const struct record *goal)
{
	struct value_list goals = record_list(goal, LongGoal_short_goals);

	add_goal_cells(builder, goal, LongGoal_text, LongGoal_period, rows_of_long_goal(goal));
	for (size_t i = 0; i < goals.count; i++)
		add_short_goal(builder, goals.items[i].is.record);
	if (!goals.count) {
		add_empties(builder, GOAL_COLUMNS / 2 + SERVICE_COLUMNS);
		form_end_row(builder);
	}
}

static void add_need(struct form_builder *builder, const struct record *need)
{
	struct value_list goals = record_list(need, Need_long_goals);

	form_add_value(builder, need, Need_text)->row_span = form_rows_of_need(need);
	form_also_at(builder, need);
	for (size_t i = 0; i < goals.count; i++)
		add_long_goal(builder, goals.items[i].is.record);
	if (!goals.count) {
		add_empties(builder, GOAL_COLUMNS + SERVICE_COLUMNS);
		form_end_row(builder);
	}
}

void form_build_table2(struct form_builder *builder, const struct record *plan)
{
	struct value_list needs = record_list(plan, Plan_needs);

	form_begin_sheet(builder, FORM_TABLE2, "居宅サービス計画書（2）");
	form_begin_section(builder, SLICE_OF(""), COLUMNS, widths);
	add_headings(builder);
	for (size_t i = 0; i < needs.count; i++)
		add_need(builder, needs.items[i].is.record);
	if (!needs.count) {
		add_empties(builder, COLUMNS);
		form_end_row(builder);
	}
	form_end_section(builder, 2);
	form_end_sheet(builder);
}
