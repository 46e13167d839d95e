/* engine: what a screen finds for all rows at once is what judging row by row comes to, for every rule over every plan we have. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "derive/derive.h"
#include "engine/rule_runner.h"
#include "linter/rule_base.h"
#include "readers/cell_habits.h"
#include "readers/yaml/yaml_reader.h"
#include "readers/yaml/yaml_tree.h"

static struct arena arena, work;
static struct rule_base base;

static int set_up(void **state)
{
	struct finding_list mistakes;
	struct failure failure = {0};

	(void)state;
	base = (struct rule_base){0};
	arena_init(&arena, NULL);
	arena_init(&work, NULL);
	finding_list_init(&mistakes, &arena, false);
	assert_true(rule_base_load(&base, &arena, &(struct rule_base_options){.folder = SLICE(TENKEN_SOURCE_DIR "/rules")}, &mistakes, &failure));
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	arena_release(&work);
	return 0;
}

struct result {
	struct finding_list findings, faults;
	struct plan_coverage coverage;
};

static struct rule_runner *runner_with(enum rule_screening screening)
{
	struct rule_runner_options options = {.as_of = RULE_EXAMPLE_AS_OF, .screening = screening};

	return rule_runner_new(&arena, base.loaded.set, &options);
}

static void judge(struct rule_runner *runner, const struct document *document, struct result *result)
{
	finding_list_init(&result->findings, document->arena, false);
	finding_list_init(&result->faults, document->arena, false);
	rule_runner_run(runner, document, &result->findings, &result->faults, &result->coverage);
}

static void assert_same_findings(const struct finding_list *a, const struct finding_list *b)
{
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++) {
		const struct finding *x = a->items[i], *y = b->items[i];

		assert_true(slice_equal(x->rule, y->rule));
		assert_true(slice_equal(x->address, y->address));
		assert_true(slice_equal(x->message, y->message));
		assert_true(slice_equal(x->question, y->question));
		assert_true(slice_equal(x->missing, y->missing));
		assert_int_equal(x->kind, y->kind);
		assert_true(x->place.offset == y->place.offset && x->place.length == y->place.length);
	}
}

static void assert_same(const struct result *screened, const struct result *walked, struct slice what)
{
	const struct plan_coverage *a = &screened->coverage, *b = &walked->coverage;

	for (size_t i = 0; i < a->rule_count; i++)
		if (a->outcomes[i] != b->outcomes[i])
			fail_msg("%.*s: %.*s is %d when screened, %d when walked", SLICE_PRINT(what),
				 SLICE_PRINT(base.loaded.set->rules[i].id), a->outcomes[i], b->outcomes[i]);
	assert_same_findings(&screened->findings, &walked->findings);
	assert_same_findings(&screened->faults, &walked->faults);
	assert_int_equal(a->missing_count, b->missing_count);
	for (size_t i = 0; i < a->missing_count; i++) {
		assert_true(slice_equal(a->missing[i].what, b->missing[i].what));
		assert_int_equal(a->missing[i].rule_count, b->missing[i].rule_count);
	}
}

static void compare(struct rule_runner *screening, struct rule_runner *walking, struct document *document, struct slice what)
{
	struct result screened, walked;
	struct finding_list habits;

	finding_list_init(&habits, document->arena, false);
	struct plan_records records = plan_records_of(document, document->arena);

	cell_habits_read(document, &records, base.keys, &habits, document->arena);
	derive_document(document, derive_memory_new(document->arena, base.loaded.set->derive_tables), document->arena);
	judge(screening, document, &screened);
	judge(walking, document, &walked);
	assert_same(&screened, &walked, what);
}

static void every_example_of_a_rule_comes_out_the_same(void **state)
{
	struct rule_runner *screening = runner_with(SCREENING_ALWAYS), *walking = runner_with(SCREENING_NEVER);
	size_t compared = 0;

	(void)state;
	for (size_t i = 0; i < base.loaded.example_count; i++) {
		const struct rule_example *example = &base.loaded.examples[i];
		struct document *document = NULL;
		struct finding_list reading;

		arena_reset(&work);
		finding_list_init(&reading, &work, false);
		if (yaml_plan_from_node(&work, example->source, example->plan, base.keys, &reading, &document) != READING_DOCUMENT)
			continue;
		compare(screening, walking, document, example->name);
		compared++;
	}
	assert_true(compared > 500);
	rule_runner_release(screening);
	rule_runner_release(walking);
}

static struct slice read_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	size_t room = 1 << 20;
	char *bytes = arena_allocate_bytes(&arena, room);

	assert_non_null(file);
	size_t length = fread(bytes, 1, room, file);

	fclose(file);
	assert_true(length < room);
	return slice_of(bytes, length);
}

static void compare_file(struct rule_runner *screening, struct rule_runner *walking, const char *path)
{
	struct source *source = arena_new(&arena, struct source);
	struct finding_list reading;
	struct document *document;
	size_t plans = 0;

	source_init(source, &arena, slice_from_string(path), read_file(path), ENCODING_UTF8, 0);
	struct yaml_reader *reader = yaml_reader_open(&arena, source, base.keys);

	for (;;) {
		arena_reset(&work);
		finding_list_init(&reading, &work, false);
		if (yaml_reader_next(reader, &work, &reading, &document) != READING_DOCUMENT)
			break;
		compare(screening, walking, document, slice_from_string(path));
		plans++;
	}
	yaml_reader_close(reader);
	assert_true(plans > 0);
}

static void every_example_plan_comes_out_the_same(void **state)
{
	static const char *const paths[] = {
		TENKEN_SOURCE_DIR "/examples/good/mihon-hana.yaml",
		TENKEN_SOURCE_DIR "/examples/typical-faults/tenken-hanako.yaml",
		TENKEN_SOURCE_DIR "/examples/visits-27/reiji-ichiro.yaml",
		TENKEN_SOURCE_DIR "/examples/plan-2022/shiken-tome.yaml",
		TENKEN_SOURCE_DIR "/examples/prevention/kamei-yuki.yaml",
		TENKEN_SOURCE_DIR "/tests/plans/good/01-alone-knee.yaml",
		TENKEN_SOURCE_DIR "/tests/plans/good/02-couple-rental-only.yaml",
		TENKEN_SOURCE_DIR "/tests/plans/good/03-dementia-daughter.yaml",
	};
	struct rule_runner *screening = runner_with(SCREENING_ALWAYS), *walking = runner_with(SCREENING_NEVER);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(paths); i++)
		compare_file(screening, walking, paths[i]);
	rule_runner_release(screening);
	rule_runner_release(walking);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_example_of_a_rule_comes_out_the_same, set_up, tear_down),
		cmocka_unit_test_setup_teardown(every_example_plan_comes_out_the_same, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
