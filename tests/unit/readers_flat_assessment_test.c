/* Assessments in tables: alone, and joined to the plans of their person. */
#include "flat_fixture.h"

static struct flat_reader *assessments;
static const struct flat_header *assessment_header;

static void open_assessments(const char *text)
{
	assessment_header = flat_header_find(&arena, &layouts, new_source(text, ENCODING_CP932));
	assert_non_null(assessment_header);
	assert_int_equal(assessment_header->layout->table, FLAT_ASSESSMENT);
	assessments = flat_reader_open(&arena, assessment_header, &keys, &findings);
}

static enum reading next_left(bool beside)
{
	arena_reset(&plan_arena);
	finding_list_init(&plan_findings, &plan_arena, true);
	return flat_assessment_left(assessments, beside, &plan_arena, &plan_findings, &document);
}

static const struct record *assessment_item(size_t at)
{
	return item_of(record_sub(document->plan, Plan_assessment), Assessment_items, at);
}

/* Each row is an item; an empty key cell continues the row above. */
static void alone_it_is_a_document_with_one_form(void **state)
{
	(void)state;
	open_assessments("被保険者番号,番号,名称,内容,状態\n0000000101,10,健康状態,髙血圧,\n,11,ＡＤＬ,\"歩行は\n杖\",見守り\n,,,,\n0000000102,10,健康状態,良好,\n");
	assert_int_equal(next_left(false), READING_DOCUMENT);
	expect_count(&plan_findings, 0);
	assert_int_equal(document->forms_carried, 1u << FORM_ASSESSMENT);
	assert_int_equal(list_count(record_sub(document->plan, Plan_assessment), Assessment_items), 2);
	assert_int_equal(record_read(assessment_item(0), AssessmentItem_no)->is.integer, 10);
	expect_text(assessment_item(0), AssessmentItem_text, "髙血圧");
	expect_text(assessment_item(1), AssessmentItem_name, "ＡＤＬ");
	expect_place(record_read(assessment_item(1), AssessmentItem_status), 4, 4);
	expect_presence(document->plan, Plan_needs, PRESENCE_NOT_SUPPLIED);
	expect_presence(record_sub(document->plan, Plan_assessment), Assessment_date, PRESENCE_NOT_SUPPLIED);
	assert_int_equal(next_left(true), READING_DOCUMENT);
	expect_finding(&plan_findings, "assessment-alone", "", 6, 1);
	assert_int_equal(next_left(true), READING_END);
	flat_reader_close(assessments);
}

/* The plan keeps its own source; the items stand in the assessment's. */
static void it_joins_the_plan_of_its_person(void **state)
{
	(void)state;
	open_assessments("被保険者番号,番号,名称,内容\n101,10,健康状態,高血圧\n102,10,健康状態,良好\n");
	open_table("被保険者番号,ニーズ,サービス内容\n0000000101,歩きたい,練習\n0000000103,話したい,歌の会\n", ENCODING_UTF8);
	expect_plan();
	assert_true(flat_assessment_join(assessments, document, &plan_findings));
	assert_false(flat_assessment_join(assessments, document, &plan_findings));
	assert_int_equal(document->source_count, 2);
	assert_true(form_is_carried(document, FORM_ASSESSMENT));
	expect_text(assessment_item(0), AssessmentItem_text, "高血圧");
	expect_place(record_read(assessment_item(0), AssessmentItem_text), 2, 13);
	assert_ptr_equal(document->sources[record_read(assessment_item(0), AssessmentItem_text)->source], assessment_header->source);
	expect_plan();
	assert_false(flat_assessment_join(assessments, document, &plan_findings));
	expect_presence(document->plan, Plan_assessment, PRESENCE_NOT_SUPPLIED);
	assert_int_equal(next_left(true), READING_DOCUMENT);
	expect_text(assessment_item(0), AssessmentItem_text, "良好");
	assert_int_equal(next_left(true), READING_END);
	flat_reader_close(assessments);
}

/* Of several, the latest that was made by the plan's date; none of another insurer or plan. */
static void the_one_of_its_time_is_chosen(void **state)
{
	(void)state;
	open_assessments("保険者番号,被保険者番号,実施日,番号,名称,内容\n"
			 "999913,101,R7.3.1,10,健康状態,一年前\n"
			 "999913,101,2026-03-05,10,健康状態,直前\n"
			 "999913,101,R8.9.1,10,健康状態,あと\n"
			 "999921,101,R8.3.6,10,健康状態,別の保険者\n");
	open_table("保険者番号,被保険者番号,計画作成日,ニーズ,サービス内容\n999913,101,R8.3.10,歩きたい,練習\n999913,101,R6.1.1,歩きたい,練習\n",
		   ENCODING_UTF8);
	expect_plan();
	assert_true(flat_assessment_join(assessments, document, &plan_findings));
	expect_text(assessment_item(0), AssessmentItem_text, "直前");
	expect_plan();
	assert_true(flat_assessment_join(assessments, document, &plan_findings));
	expect_text(assessment_item(0), AssessmentItem_text, "一年前");
	flat_reader_close(assessments);
}

static void what_cannot_be_read_is_said_once_at_its_place(void **state)
{
	(void)state;
	open_assessments("被保険者番号,番号,名称,内容\n101,9,健康状態,高血圧\n101,同上,ADL,歩ける\n101,x,IADL,〃\n");
	assert_int_equal(next_left(false), READING_DOCUMENT);
	expect_finding(&plan_findings, "value-not-a-number", "", 4, 5);
	expect_text(assessment_item(2), AssessmentItem_text, "歩ける");
	assert_true(record_read(assessment_item(2), AssessmentItem_text)->flags & VALUE_CARRIED);
	expect_place(record_read(assessment_item(2), AssessmentItem_text), 3, 12);
	flat_reader_close(assessments);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(alone_it_is_a_document_with_one_form, begin_file, end_file),
		cmocka_unit_test_setup_teardown(it_joins_the_plan_of_its_person, begin_file, end_file),
		cmocka_unit_test_setup_teardown(the_one_of_its_time_is_chosen, begin_file, end_file),
		cmocka_unit_test_setup_teardown(what_cannot_be_read_is_said_once_at_its_place, begin_file, end_file),
	};

	return cmocka_run_group_tests(tests, load_layouts, NULL);
}
