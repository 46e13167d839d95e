/* model: the words of an input lead to fields, enum values and forms. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/key_table.h"

static struct arena arena;
static struct key_table table;

static int make_table(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	key_table_init(&table, &arena);
	return 0;
}

static int drop_table(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static enum field key(enum record_kind record, const char *text)
{
	return field_by_key(&table, record, slice_from_string(text), &arena);
}

static void keys_are_known_in_every_spelling(void **state)
{
	(void)state;
	assert_int_equal(key(RECORD_Plan, "plan_date"), Plan_plan_date);
	assert_int_equal(key(RECORD_Plan, "計画作成日"), Plan_plan_date);
	assert_int_equal(key(RECORD_Plan, "居宅サービス計画作成（変更）日"), Plan_plan_date);
	assert_int_equal(key(RECORD_Plan, "居宅サービス計画作成(変更)日"), Plan_plan_date);
	assert_int_equal(key(RECORD_Plan, "  ｐｌａｎ＿ｄａｔｅ　"), Plan_plan_date);
	assert_int_equal(key(RECORD_Plan, "計画作製日"), FIELD_COUNT);
	assert_int_equal(key(RECORD_Plan, ""), FIELD_COUNT);
	/* a name belongs to its record alone */
	assert_int_equal(key(RECORD_UsageLine, "単位数"), UsageLine_units);
	assert_int_equal(key(RECORD_UnitsLine, "単位数"), UnitsLine_units);
	assert_int_equal(key(RECORD_Plan, "単位数"), FIELD_COUNT);
}

static void every_name_of_the_model_is_found(void **state)
{
	(void)state;
	for (unsigned field = FIELD_INVALID + 1; field < FIELD_COUNT; field++) {
		const struct field_info *info = field_info((enum field)field);
		struct slice rest = info->names_ja, name = info->name;

		do {
			if (name.length)
				assert_int_equal(field_by_key(&table, info->record, name, &arena), field);
		} while (slice_next(&rest, '|', &name));
	}
	for (unsigned kind = 0; kind < ENUM_COUNT; kind++) {
		const struct enum_info *info = enum_info((enum enum_kind)kind);

		for (unsigned i = 0; i < info->count; i++) {
			struct slice rest = info->values[i].names_ja, name = info->values[i].name;

			do
				assert_int_equal(enum_value_by_name(&table, (enum enum_kind)kind, name, &arena), i);
			while (slice_next(&rest, '|', &name));
		}
	}
}

static void a_slip_of_the_pen_gets_a_hint(void **state)
{
	(void)state;
	assert_int_equal(field_hint(RECORD_Plan, SLICE_OF("計画作製日"), &arena), Plan_plan_date);
	assert_int_equal(field_hint(RECORD_Plan, SLICE_OF("plan_dat"), &arena), Plan_plan_date);
	assert_int_equal(field_hint(RECORD_Plan, SLICE_OF("被保険者番后"), &arena), Plan_insured_no);
	assert_int_equal(field_hint(RECORD_Plan, SLICE_OF("献立"), &arena), FIELD_COUNT);
	/* An English key never means a short Japanese name, nor the other way round. */
	assert_int_equal(field_hint(RECORD_User, SLICE_OF("qz"), &arena), FIELD_COUNT);
	assert_int_equal(field_hint(RECORD_User, SLICE_OF("nme"), &arena), User_name);
	assert_true(key_is_english(SLICE_OF("plan_dat")) && !key_is_english(SLICE_OF("計画date")));
	/* filled by the program, refused as a key */
	assert_int_equal(field_hint(RECORD_Month, SLICE_OF("合計単位娄"), &arena), FIELD_COUNT);
}

static void words_and_codes_name_enum_values(void **state)
{
	(void)state;
	assert_int_equal(enum_value_by_name(&table, ENUM_level, SLICE_OF("要介護２"), &arena), level_care2);
	assert_int_equal(enum_value_by_name(&table, ENUM_level, SLICE_OF("care2"), &arena), level_care2);
	assert_int_equal(enum_value_by_name(&table, ENUM_level, SLICE_OF("支1"), &arena), level_support1);
	assert_int_equal(enum_value_by_name(&table, ENUM_level, SLICE_OF("2"), &arena), -1);
	assert_int_equal(enum_value_by_code(ENUM_level, SLICE_OF("22")), level_care2);
	assert_int_equal(enum_value_by_code(ENUM_level, SLICE_OF("02")), -1);
	assert_int_equal(enum_value_by_code(ENUM_management_type, SLICE_OF("")), -1);
}

static void forms_are_known_by_their_names(void **state)
{
	(void)state;
	assert_int_equal(form_by_name(&table, SLICE_OF("第２表"), &arena), FORM_TABLE2);
	assert_int_equal(form_by_name(&table, SLICE_OF("居宅サービス計画書（１）"), &arena), FORM_TABLE1);
	assert_int_equal(form_by_name(&table, SLICE_OF("支援経過"), &arena), FORM_TABLE5);
	assert_int_equal(form_by_name(&table, SLICE_OF("Table 4"), &arena), FORM_TABLE4);
	assert_int_equal(form_by_name(&table, SLICE_OF("第8表"), &arena), FORM_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_are_known_in_every_spelling),
		cmocka_unit_test(every_name_of_the_model_is_found),
		cmocka_unit_test(a_slip_of_the_pen_gets_a_hint),
		cmocka_unit_test(words_and_codes_name_enum_values),
		cmocka_unit_test(forms_are_known_by_their_names),
	};
	return cmocka_run_group_tests_name("model key table", tests, make_table, drop_table);
}
