/* readers: tables of service codes, their headings, codes and classes, and what is no such table. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "readers/codes/service_codes.h"

static struct arena arena;
static struct service_codes codes;
static struct failure failure;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static bool read_bytes(struct slice bytes)
{
	struct source *source = arena_new(&arena, struct source);

	failure = (struct failure){.length = 0};
	source_init(source, &arena, SLICE_OF("codes.csv"), bytes, ENCODING_UTF8, 0);
	return service_codes_read(&codes, &arena, source, &failure);
}

static bool read(const char *text)
{
	return read_bytes(slice_from_string(text));
}

static void expect(const char *code, enum item_class_value item_class)
{
	for (size_t i = 0; i < codes.count; i++)
		if (slice_equal(codes.items[i].code, slice_from_string(code))) {
			assert_int_equal(codes.items[i].item_class, item_class);
			return;
		}
	fail_msg("%s is not there", code);
}

static void headings_say_what_columns_are(void **state)
{
	(void)state;
	static const char *const tables[] = {
		"サービスコード,区分\n117211,生活援助中心型\n",
		"区分,サービスコード\n生活援助,117211\n",
		"\xEF\xBB\xBFサービスコード,区分\r\n117211,housekeeping\r\n",
		"種類,項目,区分\n11,7211,生活援助中心型\n",
		"サービス種類コード,サービス項目コード,サービス名称,単位数\n１１,７２１１,生活援助２,179\n",
		"type,item,class\n11,7211,Housekeeping\n",
		"service_code,class\n117211,housekeeping\n",
		"見本市の表\n\n令和6年4月\nコード, 名 称\n117211,\"生活援助2\"\n",
		"ｻｰﾋﾞｽｺｰﾄﾞ,区分\n117211,生活援助中心型\n",
	};

	for (size_t i = 0; i < COUNT_OF(tables); i++) {
		if (!read(tables[i]))
			fail_msg("%s: %s", tables[i], failure.text);
		assert_int_equal(codes.count, 1);
		expect("117211", item_class_housekeeping);
	}
	assert_true(read("サービスコード,単位数,区分,,備考\n117211,179,その他,,\n"));
	assert_true(slice_equal(codes.unknown, SLICE_OF("単位数、備考")));
}

static void names_tell_classes(void **state)
{
	(void)state;
	static const struct {
		const char *code, *name;
		enum item_class_value item_class;
	} cases[] = {
		{"117211", "生活援助2", item_class_housekeeping}, {"117213", "生活援助２・夜", item_class_housekeeping},
		{"117311", "生活3・Ⅱ", item_class_housekeeping},  {"111111", "身体介護1", item_class_physical},
		{"111115", "身体１・２人・深", item_class_physical}, {"112111", "身体介護１生活１", item_class_other},
		{"112211", "身2生1", item_class_other},		  {"112311", "身体３生２・夜", item_class_other},
		{"114001", "訪問介護初回加算", item_class_other},  {"114003", "生活機能向上連携加算Ⅰ", item_class_other},
		{"119911", "通院等乗降介助", item_class_other},    {"A27211", "生活援助2", item_class_other},
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		assert_true(read(arena_print(&arena, "コード,名称\n%s,%s\n", cases[i].code, cases[i].name).data));
		expect(cases[i].code, cases[i].item_class);
	}
	/* A written class goes before the name; a row with neither says nothing. */
	assert_true(read("コード,名称,区分\n117211,生活援助2,その他\n117311,生活援助3,\n119999,,\n"));
	assert_int_equal(codes.count, 2);
	expect("117211", item_class_other);
	expect("117311", item_class_housekeeping);
}

static void codes_are_read_as_spreadsheets_leave_them(void **state)
{
	(void)state;
	assert_true(read("種類,項目,区分\n11,153,その他\n11,1,その他\n2a,a1,その他\n,,\n11,7211,生活援助中心型\n11,7211,housekeeping\n"));
	assert_int_equal(codes.count, 4);
	expect("110153", item_class_other);
	expect("110001", item_class_other);
	expect("2A00A1", item_class_other);
}

static void cp932_is_decoded(void **state)
{
	(void)state;
	/* 種類,項目,名称 / 11,7211,生活援助２ */
	assert_true(read("\x8E\xED\x97\xDE,\x8D\x80\x96\xDA,\x96\xBC\x8F\xCC\r\n11,7211,\x90\xB6\x8A\x88\x89\x87\x8F\x95\x82\x51\r\n"));
	expect("117211", item_class_housekeeping);
}

static void mistakes_are_told_with_their_place(void **state)
{
	(void)state;
	static const struct {
		const char *table, *place;
	} cases[] = {
		{"", "codes.csv:1:1:"},
		{"被保険者番号,氏名\n1,見本\n", "codes.csv:1:1:"},
		{"サービスコード,単位数\n117211,179\n", "codes.csv:1:1:"},
		{"サービスコード,区分\n", "codes.csv:1:1:"},
		{"サービスコード,区分\n117211,\n", "codes.csv:1:1:"},
		{"サービスコード,区分\n11721,その他\n", "codes.csv:2:1:"},
		{"サービスコード,区分\n11721１x,その他\n", "codes.csv:2:1:"},
		{"サービスコード,区分\n生活援助二,その他\n", "codes.csv:2:1:"},
		{"種類,項目,区分\n1,7211,その他\n", "codes.csv:2:1:"},
		{"サービスコード,区分\n117211,家事\n", "codes.csv:2:8:"},
		{"サービスコード,区分\n117211,その他\n117211,housekeeping\n", "codes.csv:3:1:"},
		{"サービスコード,区分\n117211,\"その他\n", "codes.csv:2:8:"},
		{"サービスコード,区分\n117211,\xFF\xFE\n", "codes.csv:2:8:"},
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		if (read(cases[i].table))
			fail_msg("%s was read", cases[i].table);
		if (!slice_starts_with(slice_of(failure.text, failure.length), slice_from_string(cases[i].place)))
			fail_msg("%s: %s", cases[i].table, failure.text);
	}
	assert_false(read_bytes(slice_of("\xFF\xFE\xB5\x30,\0", 6)));
	assert_false(read_bytes(slice_of("PK\3\4\0\0", 6)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headings_say_what_columns_are),
		cmocka_unit_test(names_tell_classes),
		cmocka_unit_test(codes_are_read_as_spreadsheets_leave_them),
		cmocka_unit_test(cp932_is_decoded),
		cmocka_unit_test(mistakes_are_told_with_their_place),
	};
	return cmocka_run_group_tests_name("service codes", tests, set_up, tear_down);
}
