/* Words that say who somebody is, found in texts whatever their shape, and nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/compiler.h"
#include "base/text_builder.h"
#include "linter/masking/remembered_words.h"
#include "model/dates/date.h"

static struct arena arena;
static struct masking masking;
static struct personal_words words;
static struct document document;

static int begin(void **state)
{
	struct failure failure = {.length = 0};

	(void)state;
	arena_init(&arena, NULL);
	assert_true(masking_init(&masking, &arena, NULL, false, &failure));
	document = (struct document){.arena = &arena, .plan = record_new(&arena, RECORD_Plan, NULL, FIELD_COUNT, 0)};
	struct value *user = record_value(document.plan, Plan_user);
	struct record *record = record_new(&arena, RECORD_User, document.plan, Plan_user, 0);

	user->presence = PRESENCE_WRITTEN;
	user->is.record = record;
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void write_text(struct record *record, enum field field, const char *text)
{
	struct value *value = record_value(record, field);

	value->presence = PRESENCE_WRITTEN;
	value->is.text = slice_from_string(text);
}

static struct record *user(void)
{
	return record_value(document.plan, Plan_user)->is.record;
}

static const char *masked(const char *text)
{
	struct slice result = personal_words_mask(&words, slice_from_string(text));
	struct text_builder plain;
	size_t at = 0;

	/* Labels are as long as their kind says; what they say differs from run to run. */
	text_builder_init(&plain, &arena);
	while (at < result.length) {
		if (slice_starts_with(slice_part(result, at, result.length), SLICE_OF("［"))) {
			at = slice_find(result, SLICE_OF("］"), at) + sizeof "］" - 1;
			text_builder_add_string(&plain, "#");
		} else {
			text_builder_add_char(&plain, result.data[at++]);
		}
	}
	return arena_copy(&arena, text_builder_finish(&plain)).data;
}

static void collect(void)
{
	personal_words_collect(&words, &arena, &masking, &document);
}

static void names_are_found_whole_and_in_parts(void **state)
{
	(void)state;
	write_text(user(), User_name, "佐々木　ハナ");
	write_text(document.plan, Plan_care_manager, "林 まい");
	collect();
	assert_string_equal(masked("佐々木ハナさんと佐々木 ﾊﾅと佐々木さん"), "#さんと#と#さん");
	assert_string_equal(masked("林さんは林の中で、かまいません。まいさんが林まいです。"), "#さんは林の中で、かまいません。#さんが#です。");
	assert_string_equal(masked("「膝が痛い」"), "「膝が痛い」");
}

static void a_name_without_a_blank_may_be_cut_anywhere(void **state)
{
	(void)state;
	write_text(user(), User_name, "鵯野花");
	collect();
	assert_string_equal(masked("鵯野さん、花さん、花を見る"), "#さん、#さん、花を見る");
}

static void who_is_nobody_stays(void **state)
{
	(void)state;
	write_text(document.plan, Plan_care_manager, "本人、長女（山鳥 まい）");
	collect();
	assert_string_equal(masked("本人と長女の山鳥さん"), "本人と長女の#さん");
	assert_true(personal_words_say_nobody(&words, SLICE_OF("本人、長女")));
	assert_false(personal_words_say_nobody(&words, SLICE_OF("本人、山鳥")));
}

static void days_addresses_and_numbers_in_every_form(void **state)
{
	(void)state;
	struct value *birth = record_value(user(), User_birth_date);

	birth->presence = PRESENCE_WRITTEN;
	birth->is.date = date_from_calendar((struct calendar_date){1942, 6, 10});
	write_text(user(), User_address, "架空県かけす市めじろ町3-4-5");
	write_text(user(), User_phone, "099-999-1234");
	write_text(document.plan, Plan_insured_no, "0000000909");
	collect();
	assert_string_equal(masked("1942-06-10、1942年6月10日、昭和17年6月10日、S17.6.10、１９４２０６１０"), "#、#、#、#、#");
	assert_string_equal(masked("めじろ町3丁目4番5号の家、かけす市めじろ町３−４−５"), "#の家、#");
	assert_string_equal(masked("電話は0999991234、０９９－９９９－１２３４、999-1234"), "電話は#、#、#");
	assert_string_equal(masked("番号 ００００００ ０９０９"), "番号 #");
	assert_string_equal(masked("999913/0000000909の計画、めじろ町3-4-5の家"), "999913/#の計画、#の家");
	assert_string_equal(masked("週3回、2026年6月10日まで"), "週3回、2026年6月10日まで");
}

/* What is said of many plans may name anybody in any of them. */
static void words_of_every_plan_are_remembered(void **state)
{
	(void)state;
	struct remembered_words all;
	struct slice text = SLICE("佐々木ハナさんと鵯野 まいさんと林さんの林");

	remembered_words_init(&all, &arena);
	write_text(user(), User_name, "佐々木 ハナ");
	collect();
	remembered_words_add(&all, &words);
	struct slice alone = personal_words_mask(&words, SLICE_OF("佐々木ハナ"));

	write_text(user(), User_name, "鵯野 まい");
	write_text(document.plan, Plan_care_manager, "林 まい");
	collect();
	remembered_words_add(&all, &words);
	struct slice masked_text = remembered_words_mask(&all, text);

	assert_true(slice_starts_with(masked_text, alone));
	assert_false(slice_contains(masked_text, SLICE_OF("鵯野")));
	assert_true(slice_ends_with(masked_text, SLICE_OF("さんの林")));
	assert_false(slice_contains(masked_text, SLICE_OF("林さん")));
}

/* Rows that a table lacks are told by what was looked up: the number of an office. */
static void what_a_table_lacks_is_masked(void **state)
{
	(void)state;
	struct slice keys[] = {SLICE("0000000909"), SLICE("要介護1")};
	struct batch_left_out reason = {.what = SLICE("基準表の当てはまる行"), .plans = 1, .keys = keys, .key_count = COUNT_OF(keys)};
	struct report_batch_rule rule = {.coverage = {.reasons = &reason, .reason_count = 1}};

	write_text(document.plan, Plan_insured_no, "0000000909");
	collect();
	masking_remember(&masking, &words);
	masking_batch_rules(&masking, &rule, 1);
	assert_int_equal(rule.coverage.reason_count, 1);
	assert_int_equal(rule.coverage.reasons[0].plans, 1);
	assert_true(slice_starts_with(rule.coverage.reasons[0].keys[0], SLICE_OF("［被保険者番号-")));
	assert_true(slice_equal(rule.coverage.reasons[0].keys[1], SLICE_OF("要介護1")));
}

static void labels_follow_the_key_and_the_value(void **state)
{
	(void)state;
	struct masking other = masking;
	struct slice kind = SLICE("氏名");
	struct slice label = masking_label(&masking, &arena, kind, SLICE_OF("佐々木ハナ"));

	assert_true(slice_equal(label, masking_label(&masking, &arena, kind, SLICE_OF("佐々木ハナ"))));
	assert_false(slice_equal(label, masking_label(&masking, &arena, kind, SLICE_OF("佐々木はな"))));
	other.key[0] ^= 1;
	assert_false(slice_equal(label, masking_label(&other, &arena, kind, SLICE_OF("佐々木ハナ"))));
}

static void paths_keep_what_is_nobodys(void **state)
{
	(void)state;
	struct slice path = masking_path(&masking, &arena, SLICE_OF("./計画/UP1KYO_9990000410_43.CSV"));

	assert_true(slice_starts_with(path, SLICE_OF("./")));
	assert_true(slice_contains(path, SLICE_OF("/UP1KYO-")));
	assert_true(slice_ends_with(path, SLICE_OF(".csv")));
	assert_false(slice_contains(path, SLICE_OF("計画")));
	assert_false(slice_contains(path, SLICE_OF("9990000410")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(names_are_found_whole_and_in_parts, begin, end),
		cmocka_unit_test_setup_teardown(a_name_without_a_blank_may_be_cut_anywhere, begin, end),
		cmocka_unit_test_setup_teardown(who_is_nobody_stays, begin, end),
		cmocka_unit_test_setup_teardown(days_addresses_and_numbers_in_every_form, begin, end),
		cmocka_unit_test_setup_teardown(words_of_every_plan_are_remembered, begin, end),
		cmocka_unit_test_setup_teardown(what_a_table_lacks_is_masked, begin, end),
		cmocka_unit_test_setup_teardown(labels_follow_the_key_and_the_value, begin, end),
		cmocka_unit_test_setup_teardown(paths_keep_what_is_nobodys, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
