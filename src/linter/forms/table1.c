/* 第1表 居宅サービス計画書(1), in the order of the official form. */
#include "linter/forms/form_sheets.h"

enum { HEAD_COLUMNS = 6 };

static const uint8_t head_widths[HEAD_COLUMNS] = {12, 24, 10, 20, 12, 22};
static const uint8_t text_widths[] = {20, 80};

/* The last value of a row is as wide as what is left: inputs without an office or a certification have fewer cells. */
static void end_head_row(struct form_builder *builder)
{
	unsigned width = 0;

	for (size_t i = 0; i < builder->cell_count; i++)
		width += builder->cells[i].column_span;
	builder->cells[builder->cell_count - 1].column_span += HEAD_COLUMNS - width;
	form_end_row(builder);
}

static void add_head(struct form_builder *builder, const struct record *plan)
{
	const struct record *user = record_sub(plan, Plan_user), *certification = record_sub(plan, Plan_certification);
	const struct record *office = record_sub(plan, Plan_office);

	form_begin_section(builder, SLICE_OF(""), HEAD_COLUMNS, head_widths);
	form_add_pair(builder, "作成年月日", plan, Plan_created_on, 1);
	form_add_pair(builder, "初回・紹介・継続", plan, Plan_plan_kinds, 1);
	if (certification)
		form_add_pair(builder, "認定状況", certification, Certification_status, 1);
	end_head_row(builder);
	if (user) {
		form_add_pair(builder, "利用者名", user, User_name, 1);
		form_add_pair(builder, "生年月日", user, User_birth_date, 1);
		form_add_pair(builder, "住所", user, User_address, 1);
		end_head_row(builder);
	}
	form_add_pair(builder, "保険者番号", plan, Plan_insurer_no, 1);
	form_add_pair(builder, "被保険者番号", plan, Plan_insured_no, 1);
	end_head_row(builder);
	form_add_pair(builder, "居宅サービス計画作成者氏名", plan, Plan_care_manager, 1);
	if (office) {
		form_add_pair(builder, "居宅介護支援事業所", office, Office_name, 1);
		form_also_at(builder, office);
		form_add_pair(builder, "事業所番号", office, Office_code, 1);
	}
	end_head_row(builder);
	form_add_pair(builder, "居宅サービス計画作成（変更）日", plan, Plan_plan_date, 1);
	form_add_pair(builder, "初回居宅サービス計画作成日", plan, Plan_first_plan_date, 1);
	end_head_row(builder);
	if (certification) {
		form_add_pair(builder, "認定日", certification, Certification_certified_on, 1);
		form_also_at(builder, certification);
		form_add_pair(builder, "認定の有効期間", certification, Certification_valid, 1);
		form_add_pair(builder, "要介護状態区分", certification, Certification_level, 1);
		end_head_row(builder);
	}
	form_end_section(builder, 0);
}

/* Cells of some offices' forms that the national form has no room for: shown when they are written. */
static void add_optional(struct form_builder *builder, const char *label, const struct record *plan, enum field field)
{
	if (record_read(plan, field)->presence != PRESENCE_WRITTEN)
		return;
	form_add_pair(builder, label, plan, field, 1);
	form_end_row(builder);
}

static void add_row(struct form_builder *builder, const char *label, const struct record *plan, enum field field)
{
	form_add_pair(builder, label, plan, field, 1);
	form_end_row(builder);
}

void form_build_table1(struct form_builder *builder, const struct record *plan)
{
	form_begin_sheet(builder, FORM_TABLE1, "居宅サービス計画書（1）");
	add_head(builder, plan);
	form_begin_section(builder, SLICE_OF(""), 2, text_widths);
	add_row(builder, "利用者及び家族の生活に対する意向を踏まえた課題分析の結果", plan, Plan_intentions);
	add_optional(builder, "本人の意向", plan, Plan_user_intention);
	add_optional(builder, "家族の意向", plan, Plan_family_intention);
	add_optional(builder, "課題分析の結果", plan, Plan_analysis);
	add_row(builder, "介護認定審査会の意見及びサービスの種類の指定", plan, Plan_review_opinion);
	add_row(builder, "総合的な援助の方針", plan, Plan_policy);
	add_row(builder, "生活援助中心型の算定理由", plan, Plan_housekeeping_reason);
	if (record_read(plan, Plan_housekeeping_reason)->presence == PRESENCE_WRITTEN)
		add_row(builder, "その他の理由", plan, Plan_housekeeping_reason_other);
	form_end_section(builder, 0);
	form_end_sheet(builder);
}
