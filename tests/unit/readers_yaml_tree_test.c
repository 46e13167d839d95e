/* readers: YAML data files as trees with exact places. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/text_builder.h"
#include "readers/yaml/yaml_tree.h"

static struct arena arena;
static struct source source;
static struct finding_list findings;
static struct yaml_documents documents;

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

static bool parse(const char *text)
{
	source_init(&source, &arena, SLICE_OF("rules.yaml"), slice_from_string(text), ENCODING_UTF8, 0);
	finding_list_init(&findings, &arena, false);
	return yaml_tree_parse(&documents, &arena, &source, &findings);
}

static const struct yaml_node *get(const struct yaml_node *node, const char *key)
{
	const struct yaml_node *value = yaml_node_get(node, slice_from_string(key));

	assert_non_null(value);
	return value;
}

static void stands_on(const struct yaml_node *node, const char *raw)
{
	struct slice place = slice_part(source.bytes, (size_t)node->offset, (size_t)(node->offset + node->length));

	if (!slice_equal(place, slice_from_string(raw)))
		fail_msg("wanted \"%s\", the place holds \"%.*s\"", raw, SLICE_PRINT(place));
}

static void nodes_know_their_places(void **state)
{
	(void)state;
	assert_true(parse("# 注\n規則:\n  - 名前: \"二\"\n    条件: [一, {甲: 乙}]\n  - ~\n終: ''\n---\n次\n"));
	assert_int_equal(documents.count, 2);
	const struct yaml_node *root = &documents.items[0], *rules = get(root, "規則");

	stands_on(rules, "- 名前: \"二\"\n    条件: [一, {甲: 乙}]\n  - ~");
	stands_on(&rules->items[0], "名前: \"二\"\n    条件: [一, {甲: 乙}]");
	stands_on(get(&rules->items[0], "条件"), "[一, {甲: 乙}]");
	stands_on(get(&rules->items[0], "名前"), "\"二\"");
	assert_int_equal(get(&rules->items[0], "名前")->content_offset, get(&rules->items[0], "名前")->offset + 1);
	assert_true(rules->items[1].plain && !get(root, "終")->plain);
	stands_on(&root->keys[1], "終");
	assert_null(yaml_node_get(root, SLICE_OF("無い")));
	assert_null(yaml_node_get(rules, SLICE_OF("規則")));
	stands_on(&documents.items[1], "次");
}

static void block_scalars_know_their_first_line(void **state)
{
	(void)state;
	static const struct {
		const char *text, *first; /* the bytes from content_offset on begin with this */
		uint32_t indent;
	} cases[] = {
		{"a: |\n  一\n  二\n", "  一\n", 2},
		{"a: |  # 注\r\n    一\r\n     二\r\n", "    一", 4},
		{"a: >-\n\n   一\n    二\n", "\n   一", 3},
		{"a: |2\n    一\n  二\n", "    一", 2},
		{"a:\n  b: |\n    \n    一\n", "    \n    一", 4},
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		assert_true(parse(cases[i].text));
		const struct yaml_node *node = &documents.items[0].items[0];

		if (node->kind == YAML_MAPPING)
			node = &node->items[0];
		assert_true(slice_starts_with(slice_part(source.bytes, (size_t)node->content_offset, source.bytes.length),
					      slice_from_string(cases[i].first)));
		assert_int_equal(node->content_indent, cases[i].indent);
	}
}

static void refused(const char *text, const char *id, size_t offset)
{
	assert_false(parse(text));
	assert_int_equal(findings.count, 1);
	if (!slice_equal(findings.items[0]->rule, slice_from_string(id)))
		fail_msg("%.*s", SLICE_PRINT(findings.items[0]->rule));
	assert_int_equal(findings.items[0]->place.offset, offset);
}

static void what_data_files_may_not_have_is_refused(void **state)
{
	(void)state;
	refused("a: b\nc: d\na: e\n", "YM-007", 10);
	refused("a: &x b\nc: *x\n", "YM-020", 6);
	refused("a: *x\n", "YM-020", 3);
	refused("a: !!str b\n", "YM-020", 9);
	refused("[a]: b\n", "YM-009", 0);
	refused("a: [b\n", "YM-001", 3);
	refused("a: \"b\n", "YM-001", 3);
	refused("a: \x01\n", "YM-002", 3);
}

static void duplicates_are_found_among_many_keys(void **state)
{
	(void)state;
	struct text_builder text;

	text_builder_init(&text, &arena);
	for (int i = 0; i < 500; i++)
		text_builder_print(&text, "key%d: %d\n", i, i);
	assert_true(parse(text_builder_finish(&text).data));
	size_t end = text.length;

	text_builder_add_string(&text, "key123: again\n");
	refused(text_builder_finish(&text).data, "YM-007", end);
}

static void empty_files_have_no_documents(void **state)
{
	(void)state;
	assert_true(parse("# だけ\n"));
	assert_int_equal(documents.count, 0);
}

static void parse_with(struct arena *small, size_t allowed)
{
	struct finding_list list;

	arena_fail_after(allowed);
	finding_list_init(&list, small, false);
	yaml_tree_parse(&documents, small, &source, &list);
	fail_msg("memory was to run out");
}

static void memory_running_out_gives_everything_back(void **state)
{
	(void)state;
	struct memory_trap trap;
	struct arena small;
	static char text[200000];

	memset(text, '\n', sizeof text - 1);
	for (size_t i = 0; i + 7 < sizeof text - 1; i += 7)
		memcpy(text + i, "- \"a\n\"\n", 7);
	source_init(&source, &arena, SLICE_OF("rules.yaml"), slice_from_string(text), ENCODING_UTF8, 0);
	for (size_t allowed = 0; allowed < 6; allowed++) {
		arena_init(&small, &trap);
		if (setjmp(trap.jump) == 0)
			parse_with(&small, allowed);
		arena_fail_after(SIZE_MAX);
		assert_ptr_equal(small.trap, &trap);
		arena_release(&small);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(nodes_know_their_places, set_up, tear_down),
		cmocka_unit_test_setup_teardown(block_scalars_know_their_first_line, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_data_files_may_not_have_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(duplicates_are_found_among_many_keys, set_up, tear_down),
		cmocka_unit_test_setup_teardown(empty_files_have_no_documents, set_up, tear_down),
		cmocka_unit_test_setup_teardown(memory_running_out_gives_everything_back, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
