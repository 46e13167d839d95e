/* tenken_rules: lists, explains, checks and tests rule files. What it prints goes to standard output. */
#include "base/platform/platform.h"
#include "linter/caller.h"
#include "linter/check/report_rules.h"
#include "linter/rules/policy_coverage.h"
#include "linter/rule_base.h"
#include "linter/rules/rule_examples.h"
#include "linter/rules/rule_explain.h"
#include "linter/rules/rule_list.h"
#include "linter/rules/rule_mutations.h"
#include "linter/rules/rule_presence.h"
#include "report/report.h"
#include "tenken/tenken.h"
#include "text/unicode/normalize.h"
#include "text/unicode/utf8.h"

struct rules_run {
	const struct tenken_rules_options *options;
	struct arena *arena;
	struct rule_base base;
	struct finding_list findings;
	struct slice folder;
	bool loaded; /* without mistakes */
};

static enum tenken_status fail(struct tenken_error *error, const char *text, enum tenken_status status)
{
	caller_told(error, text);
	return status;
}

/* Line by line, each made safe: rule files are texts of somebody else. */
static enum tenken_status print(struct rules_run *run, struct slice text, struct tenken_error *error)
{
	struct failure failure = {0};
	struct output *output = output_open(run->arena, slice_of("", 0), &failure);
	struct text_builder safe;
	struct slice line;

	text_builder_init(&safe, run->arena);
	for (size_t count = 0; slice_next(&text, '\n', &line); count++) {
		if (count)
			text_builder_add_char(&safe, '\n');
		utf8_add_safely(&safe, line);
	}
	output_write(output, text_builder_slice(&safe));
	if (!output_close(output, &failure))
		return fail(error, failure.text, TENKEN_LOST);
	return TENKEN_OK;
}

/* The findings as any report shows them, then one closing line. */
static enum tenken_status report(struct rules_run *run, enum tenken_status status, struct slice closing, struct tenken_error *error)
{
	struct failure failure = {0};
	struct report_run about = {.english = run->options->english, .color = caller_wants_color(run->options->color, NULL), .width = caller_width(NULL), .quiet = true, .can_fail = true, .fails_from = SEVERITY_ERROR};
	struct report_file file = {.path = run->folder, .kind = SLICE("rules"), .findings = &run->findings};
	struct report_summary summary = {0};
	struct slice format = slice_from_string(run->options->format);
	bool for_people = format.length == 0 || slice_equal(format, SLICE_OF("text"));
	const struct report_format *written = report_format_find(for_people ? SLICE_OF("text") : format);
	struct report *text = NULL;

	about.version = slice_from_string(tenken_version());
	about.ruleset = run->base.loaded.set->version;
	about.ruleset_digest = run->base.loaded.set->digest;
	about.rules = run->base.loaded.set->count;
	if (report_format_wants_rules(written))
		about.all_rules = report_rules(run->arena, run->base.loaded.set, run->options->english);
	for (size_t i = 0; i < run->findings.count; i++)
		if (run->findings.items[i]->kind == FINDING_FAIL)
			summary.count[run->findings.items[i]->severity]++;
	summary.status = (int)status;
	summary.reason = slice_trim(closing);
	if (!report_open(&text, run->arena, written, slice_of("", 0), &about, &failure))
		return fail(error, failure.text, TENKEN_LOST);
	finding_list_sort(&run->findings);
	finding_list_seal(&run->findings);
	finding_list_fingerprint(&run->findings, slice_of("", 0), NULL);
	report_add_file(text, &file);
	if (!report_close(text, &summary, &failure))
		return fail(error, failure.text, TENKEN_LOST);
	if (for_people && print(run, closing, error) != TENKEN_OK)
		return TENKEN_LOST;
	return status;
}

static bool stands_below(const struct rule *rule, struct slice folder)
{
	bool below = slice_starts_with(rule_newest(rule)->place.source->path, folder);

	for (size_t i = 0; i < rule->overlay_count; i++)
		below |= !rule->overlays[i].disables && slice_starts_with(rule->overlays[i].source->path, folder);
	return below;
}

/* Only once there are no mistakes: what a rule with one reads is not known. */
static void check_presence(struct rules_run *run)
{
	const struct rule_set *set = run->base.loaded.set;
	bool *wanted = arena_array(run->arena, bool, set->count);

	for (size_t i = 0; i < set->count; i++)
		wanted[i] = stands_below(&set->rules[i], run->folder);
	rule_presence_check(set, wanted, run->arena, &run->findings);
}

static enum tenken_status check_rules(struct rules_run *run, struct tenken_error *error)
{
	const struct rule_set *set = run->base.loaded.set;

	if (run->loaded)
		check_presence(run);
	struct slice closing = arena_print(run->arena,
					   run->options->english ? "%zu rules, %zu sources: %zu mistakes\n"
								 : "規則 %zu、根拠 %zu：書きまちがい %zu\n",
					   set->count, set->source_count, run->base.loaded.mistakes);

	return report(run, run->loaded ? TENKEN_OK : TENKEN_FINDINGS, closing, error);
}

/*
 * A folder with formats/ is a whole set of rules; any other adds to the shipped ones, whose sources, tables and lexicons it may
 * use. Without a folder it is ./rules where that is a whole set, else the shipped rules.
 */
static struct slice chosen_folder(const struct tenken_rules_options *options, struct arena *arena, bool *whole)
{
	struct slice folder = slice_from_string(options->folder);
	bool given = folder.length > 0;

	if (!given)
		folder = SLICE_OF("rules");
	*whole = platform_path_kind(arena_print(arena, "%.*s/formats", SLICE_PRINT(folder))) == PATH_FOLDER;
	return given || *whole ? folder : slice_of("", 0);
}

/* The rules that stand below the folder or are changed there: the shipped ones carry no examples. */
static void select_own(struct rules_run *run, struct slice folder, struct example_options *options)
{
	const struct rule_set *set = run->base.loaded.set;
	struct slice *ids = arena_array(run->arena, struct slice, set->count);

	for (size_t i = 0; i < set->count; i++)
		if (stands_below(&set->rules[i], folder))
			ids[options->select_count++] = set->rules[i].id;
	options->select = ids;
}

static enum tenken_status mutate_rules(struct rules_run *run, const struct example_options *options, struct tenken_error *error)
{
	struct mutation_counts counts =
		rule_mutations_run(run->arena, &run->base.loaded, run->base.keys, options, &run->findings);
	struct slice closing = arena_print(run->arena,
					   run->options->english ? "%zu parts of conditions: %zu that no example needs\n"
								 : "条件の部分 %zu：どの例も確かめていないもの %zu\n",
					   counts.run, counts.survived);

	return report(run, counts.survived ? TENKEN_FINDINGS : TENKEN_OK, closing, error);
}

/* Examples cannot be trusted while the files hold mistakes: those are shown instead. */
static enum tenken_status test_rules(struct rules_run *run, struct tenken_error *error)
{
	struct example_options options = {.english = run->options->english, .require = true};
	struct example_counts counts = {0};

	if (!run->loaded)
		return check_rules(run, error);
	if (run->base.loaded.example_count == 0)
		return fail(error, run->options->english ? "rules test: no examples; give the folder of the rule files"
							 : "rules test：例がありません。規則のファイルのフォルダを指定してください",
			    TENKEN_USAGE_ERROR);
	select_own(run, run->folder, &options);
	if (run->options->mutations)
		return mutate_rules(run, &options, error);
	counts = rule_examples_run(run->arena, &run->base.loaded, run->base.keys, &options, &run->findings);
	struct slice closing =
		arena_print(run->arena,
			    run->options->english ? "%zu rules, %zu examples: %zu with another result, %zu kinds of example missing\n"
						  : "規則 %zu、例 %zu：結果が違うもの %zu、足りない例 %zu\n",
			    options.select_count, counts.run, counts.failed, counts.missing);

	return report(run, counts.failed || counts.missing ? TENKEN_FINDINGS : TENKEN_OK, closing, error);
}

static enum tenken_status explain_rules(struct rules_run *run, struct tenken_error *error)
{
	const struct tenken_rules_options *options = run->options;
	bool english_names = options->names_in == TENKEN_NAMES_EN || (options->names_in == TENKEN_NAMES_AS_TEXT && options->english);
	struct text_builder text;

	if (options->name_count == 0)
		return fail(error, options->english ? "rules explain: which rule? (an id or a name; see rules list)"
						    : "rules explain：規則の番号か名前を続けてください（一覧は rules list）",
			    TENKEN_USAGE_ERROR);
	text_builder_init(&text, run->arena);
	for (size_t i = 0; i < options->name_count; i++) {
		struct slice name = slice_from_string(options->names[i]);
		struct slice of_policy = policy_explain(run->arena, &run->base.loaded, name, options->english);

		if (of_policy.length) {
			text_builder_add_string(&text, i ? "\n" : "");
			text_builder_add(&text, of_policy);
			continue;
		}
		const struct rule *rule = rule_find(run->base.loaded.set, name);
		const struct builtin_info *builtin = rule ? NULL : builtin_find(name);

		if (!rule && !builtin)
			return fail(error, arena_print(run->arena, options->english ? "%s: no such rule (see rules list)"
										    : "%s：そのような規則はありません（一覧は rules list）",
						       options->names[i])
						   .data,
				    TENKEN_USAGE_ERROR);
		if (i)
			text_builder_add_char(&text, '\n');
		text_builder_add(&text, rule ? rule_explain(run->arena, &run->base.loaded, rule, options->english, english_names)
					     : builtin_explain(run->arena, builtin, options->english));
	}
	return print(run, text_builder_slice(&text), error);
}

/* Mistakes in rule files are findings without plans: formats that show plans or count them have nothing to show. */
static bool reports_mistakes(struct slice format)
{
	const struct report_format *found = report_format_find(format);

	return found && !report_format_wants_forms(found) && !slice_equal(format, SLICE_OF("totals"));
}

/* Which output the options ask for; false when there is none such. */
static bool wants_json(const struct tenken_rules_options *options, bool *json)
{
	struct slice format = slice_from_string(options->format);
	bool reports = options->action == TENKEN_RULES_CHECK || options->action == TENKEN_RULES_TEST;

	*json = slice_equal(format, SLICE_OF("json"));
	return format.length == 0 || slice_equal(format, SLICE_OF("text")) ||
	       (*json && (options->action == TENKEN_RULES_LIST || options->action == TENKEN_RULES_COVERAGE)) ||
	       (reports && reports_mistakes(format));
}

static enum tenken_status list_rules(struct rules_run *run, bool json, struct tenken_error *error)
{
	const struct rule_set *set = run->base.loaded.set;
	bool english = run->options->english;

	if (json)
		return print(run, rule_list_json(run->arena, set, slice_from_string(tenken_version()), english), error);
	return print(run, arena_print(run->arena, "%.*s%.*s", SLICE_PRINT(rule_list(run->arena, set, english)),
				      SLICE_PRINT(builtin_list(run->arena, english))),
		     error);
}

static const struct rule_kind_info *find_kind(const struct rules_run *run, struct slice name)
{
	const struct loaded_rules *loaded = &run->base.loaded;
	struct slice word = normalize(run->arena, name);

	for (size_t i = 0; i < loaded->kind_count; i++) {
		struct slice names = loaded->kinds[i].names, one;

		while (slice_next(&names, '|', &one))
			if (slice_equal(one, word))
				return &loaded->kinds[i];
	}
	return NULL;
}

static enum tenken_status list_kinds(struct rules_run *run, struct tenken_error *error)
{
	struct text_builder text;

	text_builder_init(&text, run->arena);
	for (size_t i = 0; i < run->base.loaded.kind_count; i++) {
		const struct rule_kind_info *kind = &run->base.loaded.kinds[i];
		struct slice names = kind->names, name, name_en;

		slice_next(&names, '|', &name);
		slice_next(&names, '|', &name_en);
		text_builder_print(&text, run->options->english ? "%.*s (%.*s): %.*s\n" : "%.*s（%.*s）：%.*s\n", SLICE_PRINT(name),
				   SLICE_PRINT(name_en), SLICE_PRINT(run->options->english ? kind->title_en : kind->title));
	}
	return print(run, text_builder_slice(&text), error);
}

/* Nothing that exists is written over: it may be the rule somebody has just filled in. */
static enum tenken_status write_new(struct rules_run *run, struct slice text, struct tenken_error *error)
{
	struct slice path = slice_from_string(run->options->output);
	struct failure failure = {0};

	if (platform_path_kind(path) != PATH_MISSING)
		return fail(error, arena_print(run->arena, run->options->english ? "%s exists already" : "%s：もうあります", run->options->output).data,
			    TENKEN_USAGE_ERROR);
	struct output *output = output_open(run->arena, path, &failure);

	if (!output)
		return fail(error, failure.text, TENKEN_LOST);
	output_write(output, text);
	if (!output_close(output, &failure))
		return fail(error, failure.text, TENKEN_LOST);
	return TENKEN_OK;
}

static enum tenken_status new_rule(struct rules_run *run, struct tenken_error *error)
{
	const struct tenken_rules_options *options = run->options;

	if (options->name_count == 0)
		return list_kinds(run, error);
	const struct rule_kind_info *kind = find_kind(run, slice_from_string(options->names[0]));

	if (!kind || options->name_count > 1)
		return fail(error, arena_print(run->arena, options->english ? "%s: no such kind (rules new lists them)"
									    : "%s：そのような型はありません（rules new で一覧が出ます）",
					       options->names[kind ? 1 : 0])
					   .data,
			    TENKEN_USAGE_ERROR);
	if (options->output && options->output[0])
		return write_new(run, kind->example, error);
	return print(run, kind->example, error);
}

static enum tenken_status cover_policies(struct rules_run *run, bool json, struct tenken_error *error)
{
	struct policy_coverage coverage = policy_coverage_of(&run->base.loaded);
	bool english = run->options->english;
	struct slice text = json ? policy_coverage_json(run->arena, &run->base.loaded, &coverage, slice_from_string(tenken_version()), english)
				 : policy_coverage_text(run->arena, &run->base.loaded, &coverage, english);
	enum tenken_status status = print(run, text, error);

	if (status != TENKEN_OK)
		return status;
	return coverage.without ? TENKEN_FINDINGS : TENKEN_OK;
}

static enum tenken_status run_rules(struct rules_run *run, struct tenken_error *error)
{
	const struct tenken_rules_options *options = run->options;
	struct failure failure = {0};
	bool checks = options->action == TENKEN_RULES_CHECK || options->action == TENKEN_RULES_TEST;
	bool whole = false, json;

	if (!wants_json(options, &json))
		return fail(error, options->english ? "--format: rules check and rules test write any but html, xlsx and totals, rules list and coverage text or json, the others text"
						    : "--format：rules check と rules test では html、xlsx、totals のほか、rules list と coverage では text か json、ほかは text です",
			    TENKEN_USAGE_ERROR);
	if (checks || options->folder)
		run->folder = chosen_folder(options, run->arena, &whole);
	struct rule_base_options base = {
		.folder = run->folder,
		.with_shipped = !whole,
		.added = options->rule_folders,
		.added_count = options->rule_folder_count,
		.with_policies = true,
	};

	finding_list_init(&run->findings, run->arena, options->english);
	run->loaded = rule_base_load(&run->base, run->arena, &base, &run->findings, &failure);
	if (!run->loaded && failure.length)
		return fail(error, failure.text, TENKEN_USAGE_ERROR);
	if (!run->loaded && !checks)
		return fail(error, options->english ? "the rule files hold mistakes; see rules check" : "規則のファイルに書きまちがいがあります（rules check で分かります）",
			    TENKEN_USAGE_ERROR);
	switch (options->action) {
	case TENKEN_RULES_LIST:
		return list_rules(run, json, error);
	case TENKEN_RULES_EXPLAIN:
		return explain_rules(run, error);
	case TENKEN_RULES_CHECK:
		return check_rules(run, error);
	case TENKEN_RULES_TEST:
		return test_rules(run, error);
	case TENKEN_RULES_NEW:
		return new_rule(run, error);
	case TENKEN_RULES_COVERAGE:
		return cover_policies(run, json, error);
	}
	return TENKEN_USAGE_ERROR;
}

/* As in check.c: nothing but this changes across the jump. */
static enum tenken_status run_trapped(struct rules_run *run, struct tenken_error *error)
{
	struct memory_trap trap;

	arena_init(run->arena, &trap);
	if (setjmp(trap.jump) == 0)
		return run_rules(run, error);
	return fail(error, "out of memory", TENKEN_INTERNAL_ERROR);
}

enum tenken_status tenken_rules(const struct tenken_rules_options *options, struct tenken_error *error)
{
	struct arena arena;
	struct rules_run run = {.options = options, .arena = &arena};

	if (error)
		error->text[0] = '\0';
	enum tenken_status status = run_trapped(&run, error);

	arena_release(&arena);
	return status;
}
