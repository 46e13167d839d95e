/* The examples that stand with a rule: what each one is and what the rule must make of it. */
#include "rules/reading/rule_reader.h"

#include "rules/rule_shapes.h"

static const struct rule_key example_keys[] = {
	{SLICE("name|名前"), KEY_SCALAR | KEY_MANDATORY},
	{SLICE("expect|期待"), KEY_SCALAR | KEY_MANDATORY},
	{SLICE("plan|計画"), KEY_MAPPING},
	{SLICE("as_of|時点"), KEY_SCALAR},
	{SLICE("at|場所"), KEY_SCALAR},
	{SLICE("plans|計画の並び"), KEY_SEQUENCE},
	{SLICE("message|説明"), KEY_SCALAR},
	{{NULL, 0}, 0},
};

static const struct slice expectations[EXPECT_COUNT] = {
	[EXPECT_PASS] = SLICE("pass|適合"),
	[EXPECT_FAIL] = SLICE("fail|指摘"),
	[EXPECT_OPEN] = SLICE("open|確認できない"),
	[EXPECT_NOT_APPLICABLE] = SLICE("notApplicable|対象外"),
	[EXPECT_NOT_JUDGED] = SLICE("notJudged|判定しない"),
};

void rule_shapes_add_example(struct rule_shapes *shapes)
{
	shapes->example = example_keys;
	shapes->expectations = (struct rule_words){expectations, COUNT_OF(expectations)};
}

/* One plan for a rule over one, a sequence for a rule over many; NULL, reported, for anything else. */
static const struct yaml_node *plans_of(struct rule_reading *reading, const struct rule_draft *draft, const struct yaml_node *node,
					const struct yaml_node *plan, const struct yaml_node *plans)
{
	bool many = draft->batch != BATCH_NONE, english = reading->file.findings->english;
	struct slice why = many ? english ? SLICE_OF("the examples of a rule over many plans have `plans`, a sequence of plans") :
					    SLICE_OF("多くの計画を見る規則の例には、計画の並び（plans）を書きます。") :
				  english ? SLICE_OF("the examples of a rule over one plan have `plan`") :
					    SLICE_OF("一つの計画を見る規則の例には、計画（plan）を書きます。");

	if (many ? plans && !plan : plan && !plans)
		return many ? plans : plan;
	rule_mistake(&reading->file, BUILTIN_RULE_BATCH_KEY, node, &why, 1);
	return NULL;
}

void rule_examples_read(struct rule_reading *reading, const struct rule_draft *draft, struct rule_example *examples, size_t *count)
{
	for (size_t i = 0; draft->tests && i < draft->tests->count; i++) {
		const struct yaml_node *values[COUNT_OF(example_keys)];
		const struct yaml_node *node = &draft->tests->items[i];

		if (!rule_keys_read(&reading->file, node, example_keys, values))
			continue;
		size_t expect = rule_word_read(&reading->file, values[1], expectations, EXPECT_COUNT);

		const struct yaml_node *plan = plans_of(reading, draft, node, values[2], values[5]);

		if (expect == SIZE_MAX || !plan)
			continue;
		examples[(*count)++] = (struct rule_example){
			.rule = draft->id,
			.name = rule_text_read(&reading->file, values[0]),
			.expect = (enum rule_expectation)expect,
			.as_of = rule_date_read(&reading->file, values[3], RULE_EXAMPLE_AS_OF),
			.at = values[4] ? slice_trim(values[4]->text) : slice_of("", 0),
			.message = values[6] ? slice_trim(values[6]->text) : slice_of("", 0),
			.plan = plan,
			.source = reading->file.source,
			.place = rule_text_of(&reading->file, values[0]),
		};
	}
}
