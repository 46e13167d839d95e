/* linter: the public interface as a program that links libtenken uses it, and what is left when memory runs out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/platform/platform.h"
#include "tenken/tenken.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FAULTY TENKEN_SOURCE_DIR "/examples/typical-faults"
#define GOOD TENKEN_SOURCE_DIR "/examples/good"
#define CSV_SET TENKEN_SOURCE_DIR "/examples/standard-csv"
#define LOCAL_RULES TENKEN_SOURCE_DIR "/docs/guides/local-rules"

/* A rule that can be loaded and cannot be evaluated. */
#define FAULTY_RULE                                                                                                      \
	"- id: TM-900\n  name: divides-by-zero\n  title: わざと\n  title_en: On purpose\n  category: reflection\n"        \
	"  severity: info\n  scope: plan\n  in_force: {from: 2000-04-01, decided_by: plan.plan_date}\n"                   \
	"  problem: |\n    1 / (size(plan.needs) - size(plan.needs)) == 1\n"                                              \
	"  message: あ\n  message_en: a\n  question: い\n  question_en: b\n  fix: う\n  fix_en: c\n"                       \
	"  basis: [{source: matsuyama, place: 例, kind: policy, verified: true}]\n"

static char folder[] = "/tmp/tenken-check-XXXXXX";
static struct arena arena;

static const char *path_of(const char *name)
{
	return arena_print(&arena, "%s/%s", folder, name).data;
}

static void remove_files(void)
{
	struct slice *names;
	size_t count;
	struct failure failure;

	assert_true(platform_folder_list(slice_from_string(folder), &arena, &names, &count, &failure));
	for (size_t i = 0; i < count; i++)
		assert_int_equal(remove(path_of(names[i].data)), 0);
}

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
	return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	remove_files();
	arena_release(&arena);
	return rmdir(folder);
}

static void write_file(const char *name, const char *text)
{
	FILE *file = fopen(path_of(name), "wb");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static struct slice read_file(const char *name)
{
	struct platform_file file;
	struct failure failure;

	if (!platform_file_open(&file, slice_from_string(path_of(name)), 1 << 24, &failure))
		fail_msg("%s", failure.text);
	struct slice copy = arena_copy(&arena, file.bytes);

	platform_file_close(&file);
	return copy;
}

static size_t count_files(const char *path)
{
	DIR *directory = opendir(path);
	size_t count = 0;

	assert_non_null(directory);
	while (readdir(directory))
		count++;
	closedir(directory);
	return count - 2;
}

static void assert_holds(struct slice text, const char *part)
{
	if (!slice_contains(text, slice_from_string(part)))
		fail_msg("\"%s\" is not in: %.*s", part, SLICE_PRINT(text));
}

/* A check of one path into result.json. */
struct one_check {
	struct tenken_options options;
	const char *path;
	struct tenken_output output;
	struct tenken_summary summary;
	struct tenken_error error;
};

static struct tenken_options *prepare(struct one_check *check, const char *path)
{
	*check = (struct one_check){.path = path, .output = {.format = "json", .path = path_of("result.json")}};
	check->options = (struct tenken_options){
		.paths = &check->path,
		.path_count = 1,
		.outputs = &check->output,
		.output_count = 1,
		.as_of = "2026-07-31",
		.color = TENKEN_COLOR_NEVER,
	};
	return &check->options;
}

static enum tenken_status run(struct one_check *check)
{
	return tenken_check(&check->options, &check->summary, &check->error);
}

static void the_result_is_in_the_named_file(void **state)
{
	(void)state;
	struct one_check check;
	struct stat about;

	prepare(&check, FAULTY);
	assert_int_equal(run(&check), TENKEN_FINDINGS);
	assert_string_equal(check.error.text, "");
	struct slice json = read_file("result.json");

	assert_true(slice_starts_with(json, SLICE_OF("{\"schema_version\":1,\"tool\":{\"name\":\"tenken\"")));
	assert_holds(json, "\"rule\":\"T2-029\"");
	assert_holds(json, "\"as_of\":\"2026-07-31\"");
	assert_holds(json, "\"exit_status\":1");
	assert_true(slice_equal(slice_part(json, json.length - 3, json.length), SLICE_OF("}}\n")));
	assert_int_equal(stat(path_of("result.json"), &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	assert_int_equal(count_files(folder), 1);
}

static void the_summary_counts_what_the_result_shows(void **state)
{
	(void)state;
	struct one_check check;

	prepare(&check, FAULTY);
	run(&check);
	assert_int_equal(check.summary.files, 1);
	assert_int_equal(check.summary.plans, 1);
	assert_int_equal(check.summary.lost, 0);
	assert_true(check.summary.errors >= 1);
	assert_true(check.summary.warnings >= 5);
	assert_true(check.summary.questions >= 1);
	assert_true(check.summary.unchecked >= 1);
	struct slice told = arena_print(&arena, "\"lost\":0,\"errors\":%zu,\"warnings\":%zu,\"infos\":%zu,\"questions\":%zu,\"unchecked\":%zu,",
					check.summary.errors, check.summary.warnings, check.summary.infos, check.summary.questions,
					check.summary.unchecked);

	assert_holds(read_file("result.json"), told.data);
}

static void members_left_out_are_fine(void **state)
{
	(void)state;
	struct one_check check;

	prepare(&check, GOOD);
	assert_int_equal(tenken_check(&check.options, NULL, NULL), TENKEN_OK);
	check.path = "/no/such/folder";
	assert_int_equal(tenken_check(&check.options, NULL, NULL), TENKEN_LOST);
	check.options.as_of = "someday";
	assert_int_equal(tenken_check(&check.options, NULL, NULL), TENKEN_USAGE_ERROR);
}

static void failing_begins_at_the_level_asked_for(void **state)
{
	(void)state;
	static const char *const beyond[] = {"T2-029"};
	struct one_check check;

	prepare(&check, FAULTY)->select = beyond;
	check.options.select_count = 1;
	check.options.fail_on = TENKEN_LEVEL_WARNING;
	assert_int_equal(run(&check), TENKEN_FINDINGS);
	assert_int_equal(check.summary.errors, 0);
	check.options.fail_on = TENKEN_LEVEL_ERROR;
	assert_int_equal(run(&check), TENKEN_OK);
	assert_int_equal(check.summary.warnings, 2);
	check.options.fail_on = TENKEN_LEVEL_NEVER;
	assert_int_equal(run(&check), TENKEN_OK);
}

/* 2 before 3 before 1 before 4. */
static void the_gravest_status_wins(void **state)
{
	(void)state;
	const char *paths[] = {FAULTY, "/no/such/plan.yaml"};
	const char *rules[] = {folder};
	struct one_check check;

	prepare(&check, FAULTY)->fail_on_unchecked = true;
	check.options.paths = paths;
	check.options.path_count = 1;
	check.options.fail_on = TENKEN_LEVEL_NEVER;
	assert_int_equal(run(&check), TENKEN_UNCHECKED);
	check.options.fail_on = TENKEN_LEVEL_ERROR;
	assert_int_equal(run(&check), TENKEN_FINDINGS);
	check.options.path_count = 2;
	assert_int_equal(run(&check), TENKEN_LOST);
	assert_int_equal(check.summary.lost, 1);
	assert_int_equal(check.summary.plans, 1);
	write_file("rule.yaml", FAULTY_RULE);
	check.options.rule_folders = rules;
	check.options.rule_folder_count = 1;
	assert_int_equal(run(&check), TENKEN_USAGE_ERROR);
	assert_holds(read_file("result.json"), "TM-900");
	assert_holds(read_file("result.json"), "\"exit_status\":2");
}

static void assert_refused(struct one_check *check, const char *word, const char *sentence)
{
	check->options.english = true;
	assert_int_equal(run(check), TENKEN_USAGE_ERROR);
	assert_non_null(strstr(check->error.text, word));
	assert_non_null(strstr(check->error.text, sentence));
	check->options.english = false;
	assert_int_equal(run(check), TENKEN_USAGE_ERROR);
	assert_non_null(strstr(check->error.text, word));
	assert_int_equal(check->summary.plans, 0);
	assert_int_equal(count_files(folder), 0);
}

static void wrong_options_are_refused_with_a_sentence(void **state)
{
	(void)state;
	static const char *const unknown[] = {"T9-999"};
	struct one_check check;

	prepare(&check, FAULTY)->select = unknown;
	check.options.select_count = 1;
	assert_refused(&check, "T9-999", "no such rule");
	prepare(&check, FAULTY)->ignore = unknown;
	check.options.ignore_count = 1;
	assert_refused(&check, "--ignore T9-999", "no such rule");
	prepare(&check, FAULTY)->as_of = "2026-02-30";
	assert_refused(&check, "2026-02-30", "not a date");
	prepare(&check, FAULTY);
	check.output.format = "pdf";
	assert_refused(&check, "pdf", "text, json, ndjson");
	prepare(&check, FAULTY);
	check.output.path = "/no/such/folder/result.json";
	assert_refused(&check, "/no/such/folder/result.json", "No such file");
}

static void nothing_to_check_is_said_unless_it_is_fine(void **state)
{
	(void)state;
	struct one_check check;

	prepare(&check, folder);
	check.output.path = "/dev/null";
	assert_refused(&check, ".yaml", "nothing to check");
	check.options.allow_empty = true;
	assert_int_equal(run(&check), TENKEN_OK);
	assert_string_equal(check.error.text, "");
}

static void outputs_before_a_wrong_one_are_taken_back(void **state)
{
	(void)state;
	const struct tenken_output outputs[] = {{"text", path_of("first.txt")}, {"json", "/no/such/folder/result.json"}};
	struct one_check check;

	prepare(&check, FAULTY)->outputs = outputs;
	check.options.output_count = 2;
	assert_int_equal(run(&check), TENKEN_USAGE_ERROR);
	assert_int_equal(count_files(folder), 0);
}

/*
 * What a run may use: with `chunks` of memory it ends as out of memory and leaves no file and no descriptor behind, or it
 * succeeds. Returns whether it succeeded.
 */
static bool runs_within(struct one_check *check, size_t chunks, enum tenken_status expected)
{
	size_t descriptors = count_files("/proc/self/fd");

	arena_fail_after(chunks);
	enum tenken_status status = run(check);

	arena_fail_after(SIZE_MAX);
	assert_int_equal(count_files("/proc/self/fd"), descriptors);
	if (status == expected)
		return true;
	if (status != TENKEN_INTERNAL_ERROR || strcmp(check->error.text, "out of memory") != 0)
		fail_msg("%zu chunks: status %d, %s", chunks, (int)status, check->error.text);
	assert_int_equal(count_files(folder), 0);
	return false;
}

static void assert_survives_exhaustion(struct one_check *check, enum tenken_status expected)
{
	size_t chunks = 0;

	while (!runs_within(check, chunks, expected))
		chunks++;
	assert_true(chunks > 10);
	remove_files();
}

static void exhausted_memory_leaves_nothing_behind(void **state)
{
	(void)state;
	const char *rules[] = {LOCAL_RULES};
	const struct tenken_output outputs[] = {
		{"json", path_of("result.json")}, {"ndjson", path_of("result.ndjson")}, {"text", path_of("result.txt")}};
	struct one_check check;

	prepare(&check, FAULTY)->outputs = outputs;
	check.options.output_count = 3;
	check.options.rule_folders = rules;
	check.options.rule_folder_count = 1;
	assert_survives_exhaustion(&check, TENKEN_FINDINGS);
	check.path = CSV_SET;
	check.options.fail_on = TENKEN_LEVEL_NEVER;
	assert_survives_exhaustion(&check, TENKEN_OK);
}

/* Runs tenken_rules with `chunks` of memory and its standard output in the file `rules.txt`. */
static enum tenken_status run_rules(const struct tenken_rules_options *options, size_t chunks, struct tenken_error *error)
{
	fflush(stdout);
	int kept = dup(STDOUT_FILENO);
	int file = open(path_of("rules.txt"), O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(kept >= 0 && file >= 0 && dup2(file, STDOUT_FILENO) >= 0);
	close(file);
	arena_fail_after(chunks);
	enum tenken_status status = tenken_rules(options, error);

	arena_fail_after(SIZE_MAX);
	assert_true(dup2(kept, STDOUT_FILENO) >= 0);
	close(kept);
	return status;
}

static void rules_are_listed_explained_and_checked(void **state)
{
	(void)state;
	static const char *const names[] = {"T2-029", "no-such-rule"};
	struct tenken_rules_options options = {.action = TENKEN_RULES_LIST, .color = TENKEN_COLOR_NEVER};
	struct tenken_error error;

	assert_int_equal(run_rules(&options, SIZE_MAX, &error), TENKEN_OK);
	assert_holds(read_file("rules.txt"), "T2-029");
	options.action = TENKEN_RULES_EXPLAIN;
	assert_int_equal(run_rules(&options, SIZE_MAX, &error), TENKEN_USAGE_ERROR);
	options.names = names;
	options.name_count = 1;
	assert_int_equal(run_rules(&options, SIZE_MAX, &error), TENKEN_OK);
	assert_holds(read_file("rules.txt"), "老企第29号");
	options.name_count = 2;
	assert_int_equal(run_rules(&options, SIZE_MAX, &error), TENKEN_USAGE_ERROR);
	assert_non_null(strstr(error.text, "no-such-rule"));
	options = (struct tenken_rules_options){.action = TENKEN_RULES_CHECK, .folder = LOCAL_RULES};
	assert_int_equal(run_rules(&options, SIZE_MAX, &error), TENKEN_OK);
	options.action = TENKEN_RULES_TEST;
	assert_int_equal(run_rules(&options, SIZE_MAX, &error), TENKEN_OK);
	options.folder = "/no/such/folder";
	assert_int_equal(run_rules(&options, SIZE_MAX, &error), TENKEN_USAGE_ERROR);
	assert_non_null(strstr(error.text, "/no/such/folder"));
}

static void rules_survive_exhausted_memory(void **state)
{
	(void)state;
	static const char *const names[] = {"T2-029"};
	const enum tenken_rules_action actions[] = {TENKEN_RULES_LIST, TENKEN_RULES_EXPLAIN, TENKEN_RULES_CHECK, TENKEN_RULES_TEST};
	struct tenken_error error;

	for (size_t i = 0; i < COUNT_OF(actions); i++) {
		struct tenken_rules_options options = {
			.action = actions[i], .folder = LOCAL_RULES, .names = names, .name_count = 1};
		enum tenken_status status = TENKEN_INTERNAL_ERROR;
		size_t chunks = 0, descriptors = count_files("/proc/self/fd");

		while (status == TENKEN_INTERNAL_ERROR) {
			status = run_rules(&options, chunks++, &error);
			assert_int_equal(count_files("/proc/self/fd"), descriptors);
			assert_string_equal(error.text, status == TENKEN_INTERNAL_ERROR ? "out of memory" : "");
		}
		assert_int_equal(status, TENKEN_OK);
		assert_true(chunks > 10);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_result_is_in_the_named_file, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_summary_counts_what_the_result_shows, set_up, tear_down),
		cmocka_unit_test_setup_teardown(members_left_out_are_fine, set_up, tear_down),
		cmocka_unit_test_setup_teardown(failing_begins_at_the_level_asked_for, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_gravest_status_wins, set_up, tear_down),
		cmocka_unit_test_setup_teardown(wrong_options_are_refused_with_a_sentence, set_up, tear_down),
		cmocka_unit_test_setup_teardown(nothing_to_check_is_said_unless_it_is_fine, set_up, tear_down),
		cmocka_unit_test_setup_teardown(outputs_before_a_wrong_one_are_taken_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(exhausted_memory_leaves_nothing_behind, set_up, tear_down),
		cmocka_unit_test_setup_teardown(rules_are_listed_explained_and_checked, set_up, tear_down),
		cmocka_unit_test_setup_teardown(rules_survive_exhausted_memory, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
