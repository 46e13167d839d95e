/* findings: the list, the built-in messages, sealing, sorting and fingerprints. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/limits.h"
#include "findings/finding.h"
#include "findings/fingerprint_hash.h"
#include "text/unicode/utf8.h"

#include <string.h>

static struct arena arena;
static struct finding_list list;

static int make_list(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	finding_list_init(&list, &arena, false);
	return 0;
}

static int drop_list(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void assert_text(struct slice got, const char *expected)
{
	if (!slice_equal(got, slice_from_string(expected)))
		fail_msg("got \"%.*s\", expected \"%s\"", SLICE_PRINT(got), expected);
}

static void builtin_messages_are_filled_in(void **state)
{
	(void)state;
	const struct slice arguments[] = {SLICE("{1} 9000000000"), SLICE("8589934592")};
	struct finding *finding = finding_add_builtin(&list, BUILTIN_FILE_TOO_LARGE, (struct place){0}, arguments, 2);

	assert_text(finding->message, "ファイルが大きすぎます（{1} 9000000000 バイト、上限 8589934592 バイト）。");
	assert_text(finding->rule, "IN-006");
	assert_true(finding->lost);
	assert_int_equal(finding->kind, FINDING_FAIL);
	assert_int_equal(finding->severity, SEVERITY_ERROR);
	list.english = true;
	finding = finding_add_builtin(&list, BUILTIN_FILE_TOO_LARGE, (struct place){0}, arguments, 2);
	assert_text(finding->title, "File is too large");
	assert_text(finding->fix, "Split it into several files.");
}

/* Ids, names and placeholders of the whole table. */
static void every_builtin_is_complete(void **state)
{
	(void)state;
	for (unsigned i = 0; i < BUILTIN_COUNT; i++) {
		const struct builtin_info *info = builtin_info((enum builtin_finding)i);
		const struct slice texts[] = {info->id,       info->name,     info->category,  info->title_ja,
					      info->title_en, info->message_ja, info->message_en};

		for (size_t k = 0; k < sizeof texts / sizeof texts[0]; k++) {
			assert_true(texts[k].length > 0);
			assert_int_equal(utf8_check(texts[k]), UTF8_VALID);
		}
		assert_int_equal(info->id.length, 6);
		assert_int_equal(info->fix_ja.length == 0, info->fix_en.length == 0);
		for (unsigned other = 0; other < i; other++) {
			assert_false(slice_equal(info->id, builtin_info((enum builtin_finding)other)->id));
			assert_false(slice_equal(info->name, builtin_info((enum builtin_finding)other)->name));
		}
	}
}

static void the_limit_counts_what_it_drops(void **state)
{
	(void)state;
	for (int i = 0; i < LIMIT_FINDINGS_A_PLAN; i++)
		assert_non_null(finding_add(&list));
	assert_null(finding_add(&list));
	assert_null(finding_add_builtin(&list, BUILTIN_FILE_EMPTY, (struct place){0}, NULL, 0));
	assert_int_equal(list.count, LIMIT_FINDINGS_A_PLAN);
	assert_int_equal(list.suppressed_by_limit, 2);
}

static void sealing_works_out_the_place(void **state)
{
	(void)state;
	struct source source;

	source_init(&source, &arena, SLICE_OF("plans/見本.yaml"), SLICE_OF("計画:\n  期間: Ｒ７\n  次: 1\n"), ENCODING_UTF8, 0);
	struct finding *finding = finding_add_builtin(&list, BUILTIN_FILE_EMPTY, (struct place){&source, 18, 6}, NULL, 0);

	finding_seal(&list, finding);
	finding_seal(&list, finding);
	assert_text(finding->path, "plans/見本.yaml");
	assert_int_equal(finding->start.line, 2);
	assert_int_equal(finding->start.column, 7);
	assert_int_equal(finding->end.line, 2);
	assert_int_equal(finding->end.column, 9);
	assert_text(finding->excerpt, "  期間: Ｒ７");
	assert_int_equal(finding->caret, 8);
	assert_int_equal(finding->caret_width, 4);
	/* beyond the end, as a broken offset would be: the end */
	finding = finding_add_builtin(&list, BUILTIN_FILE_EMPTY, (struct place){&source, 9999, UINT64_MAX}, NULL, 0);
	finding_seal(&list, finding);
	assert_int_equal(finding->start.line, 4);
	assert_int_equal(finding->end.column, 1);
	/* no file: nothing to work out */
	finding = finding_add_builtin(&list, BUILTIN_FILE_EMPTY, (struct place){0}, NULL, 0);
	finding_seal(&list, finding);
	assert_int_equal(finding->start.line, 0);
	assert_int_equal(finding->path.length, 0);
}

static struct finding *raise_finding(const char *rule, uint32_t order, uint64_t offset, const char *message)
{
	struct finding *finding = finding_add(&list);

	finding->rule = slice_from_string(rule);
	finding->message = slice_from_string(message);
	finding->order = order;
	finding->place.offset = offset;
	return finding;
}

static void the_list_is_sorted_and_without_repeats(void **state)
{
	(void)state;
	raise_finding("T2-002", 7, 10, "b");
	raise_finding("T2-001", 3, 10, "a");
	raise_finding("T2-003", 7, 10, "c");
	raise_finding("T2-002", 7, 10, "b"); /* again */
	raise_finding("T2-002", 7, 11, "b"); /* elsewhere */
	raise_finding("T2-002", 7, 10, "d"); /* something else */
	raise_finding("T2-002", 7, 10, "b")->address = SLICE_OF("第2表");
	raise_finding("T2-004", 0, 10, "e");
	finding_list_sort(&list);
	static const char *const messages[] = {"e", "a", "b", "c", "b", "d", "b"};

	assert_int_equal(list.count, 7);
	for (size_t i = 0; i < list.count; i++)
		assert_text(list.items[i]->message, messages[i]);
	finding_list_sort(&list);
	assert_int_equal(list.count, 7);
}

static void sorting_keeps_many_equals_in_order(void **state)
{
	(void)state;
	for (uint32_t i = 0; i < LIMIT_FINDINGS_A_PLAN; i++)
		raise_finding("T2-001", i * 7919 % 5, i, "x");
	finding_list_sort(&list);
	assert_int_equal(list.count, LIMIT_FINDINGS_A_PLAN);
	for (size_t i = 1; i < list.count; i++) {
		assert_true(list.items[i - 1]->order <= list.items[i]->order);
		if (list.items[i - 1]->order == list.items[i]->order)
			assert_true(list.items[i - 1]->place.offset < list.items[i]->place.offset);
	}
	finding_list_init(&list, &arena, false);
	finding_list_sort(&list);
	assert_int_equal(list.count, 0);
}

static struct finding *raise_at(const char *address, const char *value, uint64_t offset)
{
	struct finding *finding = raise_finding("T2-029", 0, offset, "m");

	finding->address_plain = slice_from_string(address);
	finding->value = slice_from_string(value);
	return finding;
}

static void fingerprints_tell_findings_apart(void **state)
{
	(void)state;
	struct finding *first = raise_at("第2表 短期目標 期間", "R8.9.30", 10), *twin = raise_at("第2表 短期目標 期間", "R8.9.30", 90);
	struct finding *other = raise_at("第2表 短期目標 期間R8", ".9.30", 20);

	finding_list_fingerprint(&list, SLICE_OF("999001/0000000001"), NULL);
	struct slice before = first->fingerprint, second = twin->fingerprint;

	assert_int_equal(before.length, 10 + 32);
	assert_true(slice_starts_with(before, SLICE_OF("tenken/v1:")));
	assert_false(slice_equal(before, second));               /* the ordinal among equals */
	assert_false(slice_equal(before, other->fingerprint));   /* the same bytes, cut elsewhere */
	/* other lines, other neighbours: the same fingerprints */
	finding_list_init(&list, &arena, false);
	raise_at("第2表 長期目標", "安心", 5);
	first = raise_at("第2表 短期目標 期間", "R8.9.30", 1010);
	twin = raise_at("第2表 短期目標 期間", "R8.9.30", 1090);
	finding_list_fingerprint(&list, SLICE_OF("999001/0000000001"), NULL);
	assert_true(slice_equal(before, first->fingerprint));
	assert_true(slice_equal(second, twin->fingerprint));
	finding_list_fingerprint(&list, SLICE_OF("999001/0000000002"), NULL);
	assert_false(slice_equal(before, first->fingerprint));
	/* version 1 for ever: baselines hold these */
	assert_text(before, "tenken/v1:925f9b8ebb03c1a9e13112fe77fb8d16");
}

/* The vectors of SipHash-2-4-128: key 00 to 0f, messages of 0, 1, 2 and 15 bytes 00, 01 … */
static void the_hash_is_siphash(void **state)
{
	(void)state;
	static const struct {
		size_t length;
		unsigned char expected[16];
	} vectors[] = {
		{0, {0xa3, 0x81, 0x7f, 0x04, 0xba, 0x25, 0xa8, 0xe6, 0x6d, 0xf6, 0x72, 0x14, 0xc7, 0x55, 0x02, 0x93}},
		{1, {0xda, 0x87, 0xc1, 0xd8, 0x6b, 0x99, 0xaf, 0x44, 0x34, 0x76, 0x59, 0x11, 0x9b, 0x22, 0xfc, 0x45}},
		{2, {0x81, 0x77, 0x22, 0x8d, 0xa4, 0xa4, 0x5d, 0xc7, 0xfc, 0xa3, 0x8b, 0xde, 0xf6, 0x0a, 0xff, 0xe4}},
		{15, {0x54, 0x93, 0xe9, 0x99, 0x33, 0xb0, 0xa8, 0x11, 0x7e, 0x08, 0xec, 0x0f, 0x97, 0xcf, 0xc3, 0xd9}},
	};
	unsigned char key[16];

	for (unsigned char i = 0; i < 16; i++)
		key[i] = i;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		struct fingerprint_hash hash;

		fingerprint_hash_init(&hash, key);
		fingerprint_hash_add_bytes(&hash, slice_of((const char *)key, vectors[i].length));
		struct fingerprint result = fingerprint_hash_finish(&hash);

		assert_memory_equal(result.bytes, vectors[i].expected, 16);
	}
}

static void names_are_words(void **state)
{
	(void)state;
	assert_text(severity_name(SEVERITY_ERROR), "error");
	assert_text(severity_name(SEVERITY_INFO), "info");
	assert_text(finding_kind_name(FINDING_OPEN), "open");
	assert_text(finding_kind_name(FINDING_FAIL), "fail");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(builtin_messages_are_filled_in, make_list, drop_list),
		cmocka_unit_test(every_builtin_is_complete),
		cmocka_unit_test_setup_teardown(the_limit_counts_what_it_drops, make_list, drop_list),
		cmocka_unit_test_setup_teardown(sealing_works_out_the_place, make_list, drop_list),
		cmocka_unit_test_setup_teardown(the_list_is_sorted_and_without_repeats, make_list, drop_list),
		cmocka_unit_test_setup_teardown(sorting_keeps_many_equals_in_order, make_list, drop_list),
		cmocka_unit_test_setup_teardown(fingerprints_tell_findings_apart, make_list, drop_list),
		cmocka_unit_test(the_hash_is_siphash),
		cmocka_unit_test(names_are_words),
	};
	return cmocka_run_group_tests_name("findings", tests, NULL, NULL);
}
