/*
 * 介護予防サービス・支援計画書, in the order of the official form. What that has side by side on one wide sheet stands here in two tables,
 * the domains of the assessment and the plan of support: needs are of no single domain, and twelve columns of sentences cannot be read.
 */
#include "linter/forms/form_sheets.h"

#include "base/compiler.h"
#include "linter/forms/form_cell_text.h"

enum { HEAD_COLUMNS = 6, DOMAIN_COLUMNS = 5, SUPPORT_COLUMNS = 10, SERVICE_COLUMNS = 3, NEED_COLUMNS = 3, GOAL_COLUMNS = 4, NOTE_COLUMNS = 3 };

static const uint8_t head_widths[HEAD_COLUMNS] = {12, 22, 12, 20, 12, 22};
static const uint8_t life_widths[] = {12, 38, 12, 38};
static const uint8_t domain_widths[DOMAIN_COLUMNS] = {14, 30, 24, 6, 26};
static const uint8_t support_widths[SUPPORT_COLUMNS] = {11, 14, 11, 10, 11, 14, 10, 7, 8, 8};
static const uint8_t note_widths[NOTE_COLUMNS] = {1, 1, 1};

static void add_cell_headings(struct form_builder *builder, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		form_add_heading(builder, CELL_COLUMN_HEADING, slice_from_string(names[i]));
	form_end_row(builder);
}

/* ---- the head ---- */

static void add_head(struct form_builder *builder, const struct record *plan)
{
	const struct record *user = record_sub(plan, Plan_user), *certification = record_sub(plan, Plan_certification);
	const struct record *office = record_sub(plan, Plan_office);

	form_begin_section(builder, SLICE_OF(""), HEAD_COLUMNS, head_widths);
	if (user) {
		form_add_pair(builder, "利用者名", user, User_name, 1);
		form_also_at(builder, user);
		form_add_pair(builder, "生年月日", user, User_birth_date, 1);
		form_add_pair(builder, "性別", user, User_sex, 1);
		form_end_row(builder);
	}
	form_add_pair(builder, "保険者番号", plan, Plan_insurer_no, 1);
	form_add_pair(builder, "被保険者番号", plan, Plan_insured_no, 1);
	form_add_pair(builder, "初回・紹介・継続", plan, Plan_plan_kinds, 1);
	form_end_row(builder);
	if (certification) {
		form_add_pair(builder, "認定年月日", certification, Certification_certified_on, 1);
		form_also_at(builder, certification);
		form_add_pair(builder, "認定の有効期間", certification, Certification_valid, 3);
		form_end_row(builder);
		form_add_pair(builder, "認定済・申請中", certification, Certification_status, 1);
		form_add_pair(builder, "要支援状態区分・事業対象者", certification, Certification_level, 3);
		form_end_row(builder);
	}
	form_add_pair(builder, "計画作成者氏名", plan, Plan_care_manager, 1);
	form_add_pair(builder, "計画作成（変更）日", plan, Plan_plan_date, 1);
	form_add_pair(builder, "初回作成日", plan, Plan_first_plan_date, 1);
	form_end_row(builder);
	if (office) {
		form_add_pair(builder, "担当地域包括支援センター・事業所", office, Office_name, 3);
		form_also_at(builder, office);
		form_add_pair(builder, "事業所番号", office, Office_code, 1);
		form_end_row(builder);
	}
	form_end_section(builder, 0);
}

static void add_life_goals(struct form_builder *builder, const struct record *plan)
{
	form_begin_section(builder, SLICE_OF("目標とする生活"), COUNT_OF(life_widths), life_widths);
	form_add_pair(builder, "1日", plan, Plan_life_goal_day, 1);
	form_add_pair(builder, "1年", plan, Plan_life_goal_year, 1);
	form_end_row(builder);
	form_end_section(builder, 0);
}

/* ---- the domains of the assessment ---- */

/* In the words of the form instead of ○ and ×. */
static void add_choice(struct form_builder *builder, const struct record *record, enum field field, const char *yes, const char *no)
{
	const struct value *value = record_read(record, field);
	struct form_cell *cell = form_add_value(builder, record, field);

	if (value->presence == PRESENCE_WRITTEN)
		cell->text = slice_from_string(value->is.boolean ? yes : no);
}

static void add_domains(struct form_builder *builder, const struct record *plan)
{
	static const char *const headings[DOMAIN_COLUMNS] = {"アセスメント領域", "現在の状況", "本人・家族の意欲・意向", "課題", "領域における課題（背景・原因）"};
	struct value_list domains = record_list(plan, Plan_domains);

	form_begin_section(builder, SLICE_OF("アセスメント領域と現在の状況"), DOMAIN_COLUMNS, domain_widths);
	add_cell_headings(builder, headings, DOMAIN_COLUMNS);
	for (size_t i = 0; i < domains.count; i++) {
		const struct record *domain = domains.items[i].is.record;

		form_add_value(builder, domain, Domain_name);
		form_also_at(builder, domain);
		form_add_value(builder, domain, Domain_now);
		form_add_value(builder, domain, Domain_wish);
		add_choice(builder, domain, Domain_has_issue, "有", "無");
		form_add_value(builder, domain, Domain_issue);
		form_end_row(builder);
	}
	form_end_section(builder, 1);
}

/* ---- the plan of support ---- */

static void add_support_headings(struct form_builder *builder)
{
	static const char *const over_both[] = {"総合的課題", "課題に対する目標と具体策の提案", "具体策についての意向（本人・家族）", "目標"};
	static const char *const below[] = {"目標についての支援のポイント", "本人等のセルフケアや家族の支援、インフォーマルサービス",
					    "介護保険サービス又は地域支援事業", "サービス種別", "事業所（利用先）", "期間"};

	for (size_t i = 0; i < COUNT_OF(over_both); i++)
		form_add_heading(builder, CELL_COLUMN_HEADING, slice_from_string(over_both[i]))->row_span = 2;
	form_add_heading(builder, CELL_COLUMN_HEADING, SLICE_OF("支援計画"))->column_span = COUNT_OF(below);
	form_end_row(builder);
	add_cell_headings(builder, below, COUNT_OF(below));
}

/* What the form has no cell for stands in the one it belongs to, below its own text. */
static void add_below(struct form_builder *builder, struct form_cell *cell, const char *label, const struct record *record, enum field field)
{
	struct form_cell more = {0};

	form_cell_text(builder->arena, builder->document, record, field, builder->english, &more);
	if (more.state != CELL_WRITTEN && more.state != CELL_UNREADABLE)
		return;
	cell->text = arena_print(builder->arena, cell->text.length ? "%.*s\n（%s）%.*s" : "%.*s（%s）%.*s", SLICE_PRINT(cell->text), label, SLICE_PRINT(more.text));
	cell->state = CELL_WRITTEN;
}

/* The number by which needs and goals are told apart on paper. */
static void add_number(struct form_builder *builder, struct form_cell *cell, const struct record *record, enum field field)
{
	const struct value *number = record_read(record, field);

	if (number->presence == PRESENCE_WRITTEN && cell->state == CELL_WRITTEN)
		cell->text = arena_print(builder->arena, "%lld. %.*s", (long long)number->is.integer, SLICE_PRINT(cell->text));
}

static void add_service(struct form_builder *builder, const struct record *service)
{
	struct form_cell *type = form_add_value(builder, service, Service_type);

	add_below(builder, type, "内容", service, Service_content);
	add_below(builder, type, "頻度", service, Service_frequency);
	add_below(builder, type, "理由", service, Service_reason);
	form_also_at(builder, service);
	form_add_value(builder, service, Service_provider);
	form_add_value(builder, service, Service_period);
	form_end_row(builder);
}

static void add_empties(struct form_builder *builder, unsigned count)
{
	while (count--)
		form_add_empty(builder);
}

/* Long-term goals have no cell: the first goal below stands for them. */
static void add_goal(struct form_builder *builder, const struct record *goal, const struct record *long_goal)
{
	static const enum field behind[] = {ShortGoal_support_points, ShortGoal_informal_support, ShortGoal_insured_support};
	struct value_list services = record_list(goal, ShortGoal_services);
	unsigned rows = form_rows_of_short_goal(goal);
	struct form_cell *cell = form_add_value(builder, goal, ShortGoal_text);

	cell->row_span = rows;
	add_number(builder, cell, goal, ShortGoal_no);
	add_below(builder, cell, "期間", goal, ShortGoal_period);
	if (long_goal) {
		add_below(builder, cell, "長期目標", long_goal, LongGoal_text);
		add_below(builder, cell, "その期間", long_goal, LongGoal_period);
		form_also_at(builder, long_goal);
	}
	form_also_at(builder, goal);
	for (size_t i = 0; i < COUNT_OF(behind); i++)
		form_add_value(builder, goal, behind[i])->row_span = rows;
	for (size_t i = 0; i < services.count; i++)
		add_service(builder, services.items[i].is.record);
	if (!services.count) {
		add_empties(builder, SERVICE_COLUMNS);
		form_end_row(builder);
	}
}

static void add_goals(struct form_builder *builder, const struct record *long_goal)
{
	struct value_list goals = record_list(long_goal, LongGoal_short_goals);

	for (size_t i = 0; i < goals.count; i++)
		add_goal(builder, goals.items[i].is.record, i == 0 ? long_goal : NULL);
	if (goals.count)
		return;
	struct form_cell *cell = form_add_value(builder, long_goal, LongGoal_text);

	add_below(builder, cell, "期間", long_goal, LongGoal_period);
	form_also_at(builder, long_goal);
	add_empties(builder, GOAL_COLUMNS - 1 + SERVICE_COLUMNS);
	form_end_row(builder);
}

static void add_need(struct form_builder *builder, const struct record *need)
{
	struct value_list goals = record_list(need, Need_long_goals);
	unsigned rows = form_rows_of_need(need);
	struct form_cell *cell = form_add_value(builder, need, Need_text);

	cell->row_span = rows;
	add_number(builder, cell, need, Need_no);
	form_also_at(builder, need);
	form_add_value(builder, need, Need_proposal)->row_span = rows;
	form_add_value(builder, need, Need_wish)->row_span = rows;
	for (size_t i = 0; i < goals.count; i++)
		add_goals(builder, goals.items[i].is.record);
	if (!goals.count) {
		add_empties(builder, GOAL_COLUMNS + SERVICE_COLUMNS);
		form_end_row(builder);
	}
}

static void add_support(struct form_builder *builder, const struct record *plan)
{
	struct value_list needs = record_list(plan, Plan_needs);

	form_begin_section(builder, SLICE_OF(""), SUPPORT_COLUMNS, support_widths);
	add_support_headings(builder);
	for (size_t i = 0; i < needs.count; i++)
		add_need(builder, needs.items[i].is.record);
	if (!needs.count) {
		add_empties(builder, SUPPORT_COLUMNS);
		form_end_row(builder);
	}
	form_end_section(builder, 2);
}

/* ---- below ---- */

static void add_notes(struct form_builder *builder, const struct record *plan)
{
	static const char *const headings[NOTE_COLUMNS] = {"健康状態について（主治医意見書、健診結果、観察結果等を踏まえた留意点）",
							   "【本来行うべき支援が実施できない場合】妥当な支援の実施に向けた方針",
							   "総合的な方針（生活不活発病の改善・予防のポイント）"};

	form_begin_section(builder, SLICE_OF(""), NOTE_COLUMNS, note_widths);
	add_cell_headings(builder, headings, NOTE_COLUMNS);
	form_add_value(builder, plan, Plan_health_notes);
	form_add_value(builder, plan, Plan_support_direction);
	form_add_value(builder, plan, Plan_policy);
	form_end_row(builder);
	form_end_section(builder, 1);
}

/* The domains of the checklist side by side, as on the form. */
static void add_programmes(struct form_builder *builder, const struct record *plan)
{
	const struct record *checklist = record_sub(plan, Plan_checklist);
	struct value_list counts = checklist ? record_list(checklist, Checklist_counts) : (struct value_list){NULL, 0};

	if (!counts.count)
		return;
	form_begin_section(builder, SLICE_OF("必要な事業プログラム（基本チェックリストの該当した項目数）"), (unsigned)counts.count + 1, NULL);
	form_add_heading(builder, CELL_COLUMN_HEADING, SLICE_OF("領域"));
	for (size_t i = 0; i < counts.count; i++) {
		struct form_cell name = {0};

		form_cell_text(builder->arena, builder->document, counts.items[i].is.record, ChecklistCount_domain, builder->english, &name);
		form_add_heading(builder, CELL_COLUMN_HEADING, name.text);
	}
	form_end_row(builder);
	form_add_heading(builder, CELL_ROW_HEADING, SLICE_OF("該当した項目数"));
	for (size_t i = 0; i < counts.count; i++) {
		form_add_value(builder, counts.items[i].is.record, ChecklistCount_count);
		form_also_at(builder, counts.items[i].is.record);
	}
	form_end_row(builder);
	form_add_heading(builder, CELL_ROW_HEADING, SLICE_OF("事業プログラム"));
	for (size_t i = 0; i < counts.count; i++)
		add_choice(builder, counts.items[i].is.record, ChecklistCount_programme_needed, "要", "不要");
	form_end_row(builder);
	form_end_section(builder, 1);
}

static void add_consent(struct form_builder *builder, const struct record *plan)
{
	const struct record *consent = record_sub(plan, Plan_consent);

	if (!consent)
		return;
	form_begin_section(builder, SLICE_OF("計画に関する同意"), HEAD_COLUMNS, head_widths);
	form_add_pair(builder, "同意した日", consent, Consent_date, 1);
	form_also_at(builder, consent);
	form_add_pair(builder, "氏名", consent, Consent_by, 1);
	form_add_pair(builder, "続柄", consent, Consent_relation, 1);
	form_end_row(builder);
	form_end_section(builder, 0);
}

/* Written in the plan, and without a cell on the official form: nothing is left out. */
static void add_rest(struct form_builder *builder, const struct record *plan)
{
	static const enum field of_plan[] = {Plan_kind, Plan_insurer_no, Plan_insured_no, Plan_plan_kinds, Plan_care_manager, Plan_plan_date,
					     Plan_first_plan_date, Plan_user, Plan_certification, Plan_office, Plan_life_goal_day,
					     Plan_life_goal_year, Plan_domains, Plan_needs, Plan_health_notes, Plan_support_direction,
					     Plan_policy, Plan_checklist, Plan_consent};
	static const enum field of_user[] = {User_name, User_birth_date, User_sex};
	static const enum field of_certification[] = {Certification_certified_on, Certification_valid, Certification_status, Certification_level};
	static const enum field of_office[] = {Office_name, Office_code};
	static const enum field of_checklist[] = {Checklist_counts};

	form_add_rest(builder, plan, SLICE_OF("様式に欄のない記載"), of_plan, COUNT_OF(of_plan));
	form_add_rest(builder, record_sub(plan, Plan_user), SLICE_OF("利用者"), of_user, COUNT_OF(of_user));
	form_add_rest(builder, record_sub(plan, Plan_certification), SLICE_OF("認定"), of_certification, COUNT_OF(of_certification));
	form_add_rest(builder, record_sub(plan, Plan_office), SLICE_OF("事業所"), of_office, COUNT_OF(of_office));
	form_add_rest(builder, record_sub(plan, Plan_checklist), SLICE_OF("基本チェックリスト"), of_checklist, COUNT_OF(of_checklist));
}

void form_build_prevention(struct form_builder *builder, const struct record *plan)
{
	form_begin_sheet(builder, FORM_PREVENTION, "介護予防サービス・支援計画書");
	add_head(builder, plan);
	add_life_goals(builder, plan);
	add_domains(builder, plan);
	add_support(builder, plan);
	add_notes(builder, plan);
	add_programmes(builder, plan);
	add_consent(builder, plan);
	add_rest(builder, plan);
	form_end_sheet(builder);
}
