/* derive: the derived fields of a document, with the shipped table of service types. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "derive/derive.h"
#include "model/dates/date.h"
#include "service_types_fixture.h"

/* ---- documents by hand ---- */

static struct value *set(struct record *record, enum field field)
{
	struct value *value = record_value(record, field);

	*value = (struct value){.presence = PRESENCE_WRITTEN, .offset = 100 + field, .length = 3};
	return value;
}

static void set_text(struct record *record, enum field field, const char *text)
{
	if (text)
		set(record, field)->is.text = S(text);
}

static struct record *add(struct record *parent, enum field list, enum record_kind kind)
{
	struct value_list old = record_list(parent, list);
	struct value *items = arena_array(&arena, struct value, old.count + 1);

	for (size_t i = 0; i < old.count; i++)
		items[i] = old.items[i];
	struct record *child = record_new(&arena, kind, parent, list, (uint32_t)old.count + 1);

	child->self.presence = PRESENCE_WRITTEN;
	items[old.count] = (struct value){.presence = PRESENCE_WRITTEN, .is.record = child};
	set(parent, list)->is.list = (struct value_list){items, old.count + 1};
	return child;
}

static struct document home_plan(void)
{
	struct record *plan = record_new(&arena, RECORD_Plan, NULL, FIELD_COUNT, 0);

	set(plan, Plan_kind)->is.enumerated = plan_kind_home;
	set(plan, Plan_plan_date)->is.date = date_from_calendar((struct calendar_date){2025, 4, 1});
	return (struct document){.arena = &arena, .plan = plan,
				 .forms_carried = 1u << FORM_TABLE1 | 1u << FORM_TABLE2 | 1u << FORM_TABLE6 | 1u << FORM_TABLE7};
}

static struct record *add_short_goal(struct document *document)
{
	struct record *need = add(document->plan, Plan_needs, RECORD_Need);

	return add(add(need, Need_long_goals, RECORD_LongGoal), LongGoal_short_goals, RECORD_ShortGoal);
}

static struct record *add_service(struct record *goal, const char *type, const char *insured, const char *provider, const char *frequency)
{
	struct record *service = add(goal, ShortGoal_services, RECORD_Service);

	set_text(service, Service_type, type);
	set_text(service, Service_provider, provider);
	set_text(service, Service_frequency, frequency);
	if (insured)
		set(service, Service_insured)->is.boolean = insured[0] == 'Y';
	return service;
}

static void derive(struct document *document)
{
	document_settle(document, NULL);
	derive_document(document, derive_memory_new(&arena, tables), &arena);
}

/* ---- the table ---- */

static void names_lead_to_types(void **state)
{
	(void)state;
	static const struct {
		const char *text, *code; /* normalised; NULL: no service type */
	} cases[] = {
		{"訪問介護", "11"},	    {"ホームヘルパー", "11"}, {"通所介護", "15"},	{"地域密着型通所介護", "78"}, {"デイサービス", "15"},
		{"デイ", "15"},		    {"デイケア", "16"},	      {"通所リハビリテーション", "16"}, {"リハ", "14"},	      {"福祉用具貸与", "17"},
		{"特定福祉用具販売", "41"}, {"訪看", "13"},	      {"認知症対応型通所介護", "72"}, {"小多機", "73"},	      {"看多機", "77"},
		{"介護予防訪問看護", "63"}, {"定期巡回・随時対応型訪問介護看護", "76"}, {"夜間対応型訪問介護", "71"}, {"ショート", "21"},
		{"短期入所療養介護", "22"}, {"介護予防ケアマネジメント", "AF"}, {"本人", NULL}, {"長女", NULL}, {"訪問診療", NULL}, {"デイルーム", NULL},
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct service_type *type = service_type_of(tables, S(cases[i].text), &arena);

		if (cases[i].code ? !type || !slice_equal(type->code, S(cases[i].code)) : type != NULL)
			fail_msg("%s: %.*s", cases[i].text, type ? (int)type->code.length : 0, type ? type->code.data : "");
	}
	assert_true(service_type_by_code(tables, S("13"))->medical);
	assert_false(service_type_by_code(tables, S("11"))->medical);
	assert_true(names_informal(tables, S("長女"), &arena));
	assert_true(names_informal(tables, S("民生委員(見本)"), &arena));
	assert_true(names_informal(tables, S("夫"), &arena));
	assert_false(names_informal(tables, S("丈夫な手すり"), &arena));
	assert_false(names_informal(tables, S(""), &arena));
}

static void mistakes_of_the_table_are_found(void **state)
{
	(void)state;
	size_t mistakes;

	load(S("title: 表\ntitle_en: T\nservice_types:\n  - {code: '11', name: 訪問介護}\n  - {code: '15', name: 通所介護, aliases: [訪問介護]}\n"), &mistakes);
	assert_int_equal(mistakes, 1);
	load(S("title: 表\ntitle_en: T\nservice_types:\n  - {code: '11', nam: 訪問介護}\n"), &mistakes);
	assert_true(mistakes >= 1);
}

/* ---- documents ---- */

static void lists_are_flattened_in_form_order(void **state)
{
	(void)state;
	struct document document = home_plan();
	struct record *first = add_short_goal(&document), *second = add_short_goal(&document);

	add_service(first, "訪問介護", "Y", NULL, NULL);
	add_service(first, "本人", NULL, NULL, NULL);
	add_service(second, "訪問看護", "Y", NULL, NULL);
	derive(&document);
	assert_int_equal(record_list(document.plan, Plan_all_long_goals).count, 2);
	assert_int_equal(record_list(document.plan, Plan_all_short_goals).count, 2);
	struct value_list services = record_list(document.plan, Plan_all_services);

	assert_int_equal(services.count, 3);
	assert_ptr_equal(services.items[2].is.record->parent, second);
	assert_true(slice_equal(record_text(services.items[2].is.record, Service_type_code), S("13")));

	struct document without = home_plan();

	without.forms_carried = 1u << FORM_TABLE1;
	derive(&without);
	assert_int_equal(record_read(without.plan, Plan_all_services)->presence, PRESENCE_NOT_SUPPLIED);
}

static void services_are_told_from_informal_help(void **state)
{
	(void)state;
	static const struct {
		const char *type, *insured, *provider; /* insured Y, N or NULL for a blank cell */
		const char *code;                      /* NULL: not WRITTEN */
		enum presence code_presence, informal_presence;
		bool informal;
	} cases[] = {
		{"訪問介護", "Y", "見本ヘルパーステーション", "11", PRESENCE_WRITTEN, PRESENCE_WRITTEN, false},
		{"訪問介護", NULL, NULL, "11", PRESENCE_WRITTEN, PRESENCE_WRITTEN, false},
		{"訪問看護（医療保険）", "N", NULL, "13", PRESENCE_WRITTEN, PRESENCE_WRITTEN, true},
		{"通所\n介護", "Y", "見本社協デイサービス", "15", PRESENCE_WRITTEN, PRESENCE_WRITTEN, false},
		{"本人", NULL, NULL, "", PRESENCE_WRITTEN, PRESENCE_WRITTEN, true},
		{"長女", "Y", NULL, "", PRESENCE_WRITTEN, PRESENCE_WRITTEN, true},
		{"配食サービス", "N", "見本弁当", "", PRESENCE_WRITTEN, PRESENCE_WRITTEN, true},
		{"見本事業", NULL, NULL, "", PRESENCE_WRITTEN, PRESENCE_WRITTEN, true},
		{"見本事業", "Y", "見本社協", NULL, PRESENCE_NOT_SUPPLIED, PRESENCE_WRITTEN, false},
		{NULL, NULL, "長女", NULL, PRESENCE_BLANK, PRESENCE_WRITTEN, true},
		{NULL, NULL, NULL, NULL, PRESENCE_BLANK, PRESENCE_BLANK, false},
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct document document = home_plan();
		struct record *service = add_service(add_short_goal(&document), cases[i].type, cases[i].insured, cases[i].provider, NULL);

		derive(&document);
		const struct value *code = record_read(service, Service_type_code), *informal = record_read(service, Service_informal);

		if (code->presence != cases[i].code_presence || informal->presence != cases[i].informal_presence ||
		    (cases[i].code && !slice_equal(code->is.text, S(cases[i].code))) ||
		    (informal->presence == PRESENCE_WRITTEN && informal->is.boolean != cases[i].informal))
			fail_msg("case %zu: code %d informal %d %d", i, code->presence, informal->presence, informal->is.boolean);
	}
}

static void prevention_plans_use_prevention_codes(void **state)
{
	(void)state;
	struct document document = home_plan();
	struct record *goal = add_short_goal(&document);

	document.forms_carried = 1u << FORM_PREVENTION;
	record_value(document.plan, Plan_kind)->is.enumerated = plan_kind_prevention;
	struct record *nursing = add_service(goal, "訪問看護", NULL, NULL, NULL), *self = add_service(goal, "本人", NULL, NULL, NULL);
	struct record *unknown = add_service(goal, "見本事業", NULL, NULL, NULL);

	derive(&document);
	assert_true(slice_equal(record_text(nursing, Service_type_code), S("63")));
	assert_true(record_read(self, Service_informal)->is.boolean);
	assert_int_equal(record_read(unknown, Service_informal)->presence, PRESENCE_NOT_SUPPLIED);
	assert_int_equal(record_read(unknown, Service_type_code)->presence, PRESENCE_NOT_SUPPLIED);
	assert_int_equal(record_read(nursing, Service_per_week)->presence, PRESENCE_NOT_SUPPLIED);
}

static void expect_range(const struct record *service, enum field field, enum presence presence, double min, double max)
{
	const struct value *value = record_read(service, field);

	assert_int_equal(value->presence, presence);
	if (presence == PRESENCE_NOT_SUPPLIED)
		return;
	assert_int_equal(record_read(value->is.record, Range_min)->presence, presence);
	if (presence != PRESENCE_WRITTEN)
		return;
	assert_float_equal(record_read(value->is.record, Range_min)->is.number, min, 1e-9);
	assert_float_equal(record_read(value->is.record, Range_max)->is.number, max, 1e-9);
	assert_int_equal(value->offset, 100 + Service_frequency);
}

static void frequencies_become_ranges(void **state)
{
	(void)state;
	struct document document = home_plan();
	struct record *goal = add_short_goal(&document);
	struct record *weekly = add_service(goal, "訪問介護", "Y", NULL, "週2回"), *same = add_service(goal, "訪問看護", "Y", NULL, "〃");
	struct record *monthly = add_service(goal, "訪問看護", "Y", NULL, "月2回"), *as_needed = add_service(goal, "長女", "N", NULL, "随時");
	struct record *unknown = add_service(goal, "長女", "N", NULL, "気が向いたら"), *blank = add_service(goal, "長女", "N", NULL, NULL);
	struct record *after = add_service(goal, "長女", "N", NULL, "同上"), *stay = add_service(goal, "ショート", "Y", NULL, "2泊3日");

	derive(&document);
	expect_range(weekly, Service_per_week, PRESENCE_WRITTEN, 2, 2);
	expect_range(weekly, Service_per_month, PRESENCE_WRITTEN, 8, 10);
	expect_range(same, Service_per_week, PRESENCE_WRITTEN, 2, 2);
	expect_range(monthly, Service_per_week, PRESENCE_BLANK, 0, 0);
	expect_range(monthly, Service_per_month, PRESENCE_WRITTEN, 2, 2);
	expect_range(as_needed, Service_per_month, PRESENCE_BLANK, 0, 0);
	expect_range(unknown, Service_per_week, PRESENCE_NOT_SUPPLIED, 0, 0);
	expect_range(blank, Service_per_week, PRESENCE_BLANK, 0, 0);
	expect_range(after, Service_per_week, PRESENCE_BLANK, 0, 0);
	expect_range(stay, Service_per_week, PRESENCE_NOT_SUPPLIED, 0, 0);
}

static void a_frequency_that_contradicts_itself_gives_both_numbers(void **state)
{
	(void)state;
	struct document document = home_plan();
	struct record *goal = add_short_goal(&document);
	struct record *odd = add_service(goal, "通所介護", "Y", NULL, "週3回（月・火・木・金）"), *same = add_service(goal, "通所介護", "Y", NULL, "〃");
	struct record *even = add_service(goal, "通所介護", "Y", NULL, "週2回（月・木）"), *blank = add_service(goal, "長女", "N", NULL, NULL);

	derive(&document);
	assert_int_equal(record_read(odd, Service_times_said)->presence, PRESENCE_WRITTEN);
	assert_int_equal(record_read(odd, Service_times_said)->is.integer, 3);
	assert_int_equal(record_read(odd, Service_days_listed)->is.integer, 4);
	assert_int_equal(record_read(same, Service_times_said)->presence, PRESENCE_BLANK);
	assert_int_equal(record_read(even, Service_days_listed)->presence, PRESENCE_BLANK);
	assert_int_equal(record_read(blank, Service_times_said)->presence, PRESENCE_BLANK);
}

static const struct record *period_of(const struct record *goal)
{
	return record_sub(goal, ShortGoal_period);
}

static struct record *set_period(struct record *goal, const char *text)
{
	struct value *value = set(goal, ShortGoal_period);

	value->is.record = record_new(&arena, RECORD_Period, goal, ShortGoal_period, 0);
	set_text(value->is.record, Period_text, text);
	return value->is.record;
}

static void lengths_are_counted_from_the_plan_date(void **state)
{
	(void)state;
	struct document document = home_plan();
	struct record *counted = add_short_goal(&document), *from_start = add_short_goal(&document), *words = add_short_goal(&document);

	set_period(counted, "6か月");
	set(set_period(from_start, "3か月"), Period_from)->is.date = date_from_calendar((struct calendar_date){2025, 5, 1});
	set_period(words, "当面");
	derive(&document);
	const struct value *from = record_read(period_of(counted), Period_from), *to = record_read(period_of(counted), Period_to);

	assert_int_equal(from->presence, PRESENCE_WRITTEN);
	assert_int_equal(from->flags, VALUE_COUNTED);
	assert_int_equal(from->is.date, date_from_calendar((struct calendar_date){2025, 4, 1}));
	assert_int_equal(to->is.date, date_from_calendar((struct calendar_date){2025, 9, 30}));
	assert_int_equal(to->offset, 100 + Period_text);
	assert_int_equal(record_read(period_of(from_start), Period_from)->flags, 0);
	assert_int_equal(record_read(period_of(from_start), Period_to)->is.date, date_from_calendar((struct calendar_date){2025, 7, 31}));
	assert_int_equal(record_read(period_of(words), Period_to)->presence, PRESENCE_BLANK);

	struct document undated = home_plan();
	struct record *goal = add_short_goal(&undated);

	record_value(undated.plan, Plan_plan_date)->presence = PRESENCE_BLANK;
	set_period(goal, "6か月");
	derive(&undated);
	assert_int_equal(record_read(period_of(goal), Period_to)->presence, PRESENCE_BLANK);
}

static void insured_numbers_with_h_tell_public_assistance(void **state)
{
	(void)state;
	static const struct {
		const char *number;
		bool assistance;
	} cases[] = {{"H000012345", true}, {"0000012345", false}};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct document document = home_plan();

		set_text(document.plan, Plan_insured_no, cases[i].number);
		derive(&document);
		const struct value *value = record_read(record_sub(document.plan, Plan_user), User_public_assistance);

		assert_int_equal(value->presence, cases[i].assistance ? PRESENCE_WRITTEN : PRESENCE_BLANK);
		if (cases[i].assistance)
			assert_true(value->is.boolean && value->flags == VALUE_COUNTED);
	}
}

/* ---- 第6表, 第7表 ---- */

static struct record *add_units(struct record *month, const char *code, int64_t within, int64_t over)
{
	struct record *line = add(month, Month_totals, RECORD_UnitsLine);

	set_text(line, UnitsLine_service_code, code);
	if (within >= 0)
		set(line, UnitsLine_within_limit)->is.integer = within;
	if (over >= 0)
		set(line, UnitsLine_over_limit)->is.integer = over;
	return line;
}

static void months_are_summed_over_detail_rows(void **state)
{
	(void)state;
	struct document document = home_plan();
	struct record *month = add(document.plan, Plan_months, RECORD_Month);
	struct record *detail = add_units(month, "111111", 1000, 0);

	add_units(month, "151241", 2500, 300);
	add_units(month, "176000", -1, -1);
	struct record *subtotal = add_units(month, "11AAAA", 1000, 0), *total = add_units(month, "999999", 3500, 300);

	derive(&document);
	assert_int_equal(record_read(detail, UnitsLine_row)->is.enumerated, units_row_detail);
	assert_int_equal(record_read(subtotal, UnitsLine_row)->is.enumerated, units_row_subtotal);
	assert_int_equal(record_read(total, UnitsLine_row)->is.enumerated, units_row_total);
	assert_int_equal(record_read(month, Month_units)->is.integer, 3500);
	assert_int_equal(record_read(month, Month_over_units)->is.integer, 300);

	struct document totals_only = home_plan();

	month = add(totals_only.plan, Plan_months, RECORD_Month);
	add_units(month, "111111", -1, -1);
	add_units(month, "999999", 4000, -1);
	derive(&totals_only);
	assert_int_equal(record_read(month, Month_units)->is.integer, 4000);
	assert_int_equal(record_read(month, Month_over_units)->presence, PRESENCE_BLANK);

	struct document without = home_plan();

	without.forms_carried = 1u << FORM_TABLE6;
	month = add(without.plan, Plan_months, RECORD_Month);
	derive(&without);
	assert_int_equal(record_read(month, Month_units)->presence, PRESENCE_NOT_SUPPLIED);

	struct document huge = home_plan();

	month = add(huge.plan, Plan_months, RECORD_Month);
	for (int i = 0; i < 4; i++)
		add_units(month, "111111", INT64_MAX / 3, -1);
	derive(&huge);
	assert_int_equal(record_read(month, Month_units)->presence, PRESENCE_NOT_SUPPLIED);
}

/* A month in 2025 whose plan says: 要介護2 now, `before` until `changed` of that year, the limit of the plan 20000. */
static struct record *month_of_level(int month, unsigned before, struct calendar_date changed)
{
	struct document *document = arena_new(&arena, struct document);

	*document = home_plan();
	struct record *certification = record_new(&arena, RECORD_Certification, document->plan, Plan_certification, 0);
	struct record *record = add(document->plan, Plan_months, RECORD_Month);

	set(document->plan, Plan_certification)->is.record = certification;
	set(certification, Certification_level)->is.enumerated = level_care2;
	set(certification, Certification_previous_level)->is.enumerated = before;
	set(certification, Certification_limit_units)->is.integer = 20000;
	if (changed.year)
		set(certification, Certification_changed_on)->is.date = date_from_calendar(changed);
	set(record, Month_first_day)->is.date = date_from_calendar((struct calendar_date){2025, month, 1});
	derive(document);
	return record;
}

static void months_go_by_the_level_of_their_time(void **state)
{
	(void)state;
	static const struct {
		int month;
		unsigned before;
		struct calendar_date changed;
		unsigned level;
		enum presence limit;
	} cases[] = {
		{8, level_care3, {2025, 8, 1}, level_care2, PRESENCE_WRITTEN}, /* on the first day: the whole month */
		{8, level_care3, {2025, 8, 2}, level_care3, PRESENCE_BLANK},   /* within the month: the heavier */
		{8, level_care1, {2025, 8, 31}, level_care2, PRESENCE_WRITTEN},
		{8, level_care1, {2025, 9, 1}, level_care1, PRESENCE_BLANK},   /* before the change: the one before */
		{8, level_care3, {2025, 9, 1}, level_care3, PRESENCE_BLANK},
		{10, level_care3, {2025, 9, 15}, level_care2, PRESENCE_WRITTEN},
		{8, level_care3, {0, 0, 0}, level_care2, PRESENCE_WRITTEN},    /* nobody knows when */
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct record *month = month_of_level(cases[i].month, cases[i].before, cases[i].changed);
		const struct value *level = record_read(month, Month_level), *limit = record_read(month, Month_limit_units);

		assert_int_equal(level->presence, PRESENCE_WRITTEN);
		assert_int_equal(level->is.enumerated, cases[i].level);
		assert_int_equal(limit->presence, cases[i].limit);
		if (limit->presence == PRESENCE_WRITTEN)
			assert_int_equal(limit->is.integer, 20000);
	}
}

static void usage_lines_have_types_and_items(void **state)
{
	(void)state;
	static const struct {
		const char *code, *type; /* NULL: not supplied */
		int item;
	} cases[] = {
		{"117211", "11", item_class_housekeeping}, {"117311", "11", item_class_housekeeping}, {"111111", "11", item_class_physical},
		{"112111", "11", item_class_other},	   {"114001", "11", item_class_other},	      {"116269", "11", item_class_other},
		{"119999", "11", -1},			   {"114111", "11", -1},			      {"151241", "15", item_class_other},	      {"2A1111", "2A", item_class_other},
		{"11", NULL, -1},			   {"生活援助2a", NULL, -1},
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct document document = home_plan();
		struct record *line = add(add(document.plan, Plan_months, RECORD_Month), Month_planned, RECORD_UsageLine);

		set_text(line, UsageLine_service_code, cases[i].code);
		derive(&document);
		const struct value *type = record_read(line, UsageLine_type_code), *item = record_read(line, UsageLine_item);

		assert_int_equal(type->presence, cases[i].type ? PRESENCE_WRITTEN : PRESENCE_NOT_SUPPLIED);
		assert_int_equal(item->presence, cases[i].item >= 0 ? PRESENCE_WRITTEN : PRESENCE_NOT_SUPPLIED);
		assert_int_equal(record_read(line, UsageLine_unclassed)->is.boolean, cases[i].item < 0);
		if (cases[i].type)
			assert_true(slice_equal(type->is.text, S(cases[i].type)));
		if (cases[i].item >= 0)
			assert_int_equal(item->is.enumerated, cases[i].item);
	}
}

static void without_tables_nothing_is_guessed(void **state)
{
	(void)state;
	struct document document = home_plan();
	struct record *service = add_service(add_short_goal(&document), "訪問介護", "Y", NULL, "週1回");
	struct record *line = add(add(document.plan, Plan_months, RECORD_Month), Month_planned, RECORD_UsageLine);

	set_text(line, UsageLine_service_code, "111111");
	document_settle(&document, NULL);
	derive_document(&document, derive_memory_new(&arena, NULL), &arena);
	assert_int_equal(record_read(service, Service_type_code)->presence, PRESENCE_NOT_SUPPLIED);
	assert_int_equal(record_read(service, Service_informal)->presence, PRESENCE_NOT_SUPPLIED);
	assert_int_equal(record_read(line, UsageLine_item)->presence, PRESENCE_NOT_SUPPLIED);
	assert_int_equal(record_read(service, Service_per_week)->presence, PRESENCE_WRITTEN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_lead_to_types),
		cmocka_unit_test(mistakes_of_the_table_are_found),
		cmocka_unit_test(lists_are_flattened_in_form_order),
		cmocka_unit_test(services_are_told_from_informal_help),
		cmocka_unit_test(prevention_plans_use_prevention_codes),
		cmocka_unit_test(frequencies_become_ranges),
		cmocka_unit_test(a_frequency_that_contradicts_itself_gives_both_numbers),
		cmocka_unit_test(lengths_are_counted_from_the_plan_date),
		cmocka_unit_test(insured_numbers_with_h_tell_public_assistance),
		cmocka_unit_test(months_are_summed_over_detail_rows),
		cmocka_unit_test(months_go_by_the_level_of_their_time),
		cmocka_unit_test(usage_lines_have_types_and_items),
		cmocka_unit_test(without_tables_nothing_is_guessed),
	};
	return cmocka_run_group_tests_name("derived fields", tests, set_up_tables, tear_down_tables);
}
