/* Any bytes as a rule file; the first byte says which folder it stands in. Mistakes are findings with a place. */
#include "fuzz/fuzz.h"

#include "base/compiler.h"

#include <assert.h>

void fuzz_one(struct fuzz *fuzz, struct slice input)
{
	static const struct slice paths[] = {SLICE("rules/own.yaml"), SLICE("rules/tables/own.yaml"), SLICE("rules/lexicons/own.yaml"),
					     SLICE("rules/sources.yaml"), SLICE("rules/formats/own.yaml")};
	struct slice path = paths[fuzz_choice(&input, COUNT_OF(paths))];
	struct check *check = &fuzz->check;
	struct rule_file files[] = {
		{path, input, NULL, {{0}}},
		{SLICE("rules/zz/sources.yaml"), SLICE("- {id: l29, title: 老企29号, date: H11, link: 'https://example.jp/'}\n"), NULL, {{0}}},
	};
	struct layout_text layout = {.path = path, .text = input};
	struct record_layouts layouts;
	struct loaded_rules loaded;
	struct finding_list findings;
	struct failure failure = {0};

	finding_list_init(&findings, &check->run, false);
	bool fine = rules_load(&check->run, &check->scratch, files, COUNT_OF(files), check->base.keys, &findings, &loaded);

	assert(fine == (loaded.mistakes == 0) && (fine || findings.count));
	for (size_t i = 0; i < findings.count; i++)
		finding_seal(&findings, findings.items[i]);
	assert(record_layouts_load(&layouts, &check->run, &layout, 1, &failure) || failure.length);
}
