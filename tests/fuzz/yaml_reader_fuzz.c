/* Any bytes as a YAML file of plans: every document whole, every finding with its place. */
#include "fuzz/fuzz.h"

#include <assert.h>

void fuzz_one(struct fuzz *fuzz, struct slice input)
{
	struct finding_list findings;
	struct document *document;
	enum reading reading = READING_DOCUMENT;

	finding_list_init(&findings, &fuzz->check.run, false);
	if ((input.length && input.data[0] == '\x1e') || !fuzz_open(fuzz, input, &findings))
		return;
	for (size_t steps = 0; reading != READING_END; steps++) {
		assert(steps <= input.length + 1);
		reading = fuzz_next(fuzz, &findings, &document);
		if (document)
			fuzz_expect_whole(document);
		for (size_t i = 0; i < findings.count; i++)
			finding_seal(&findings, findings.items[i]);
	}
	assert(yaml_reader_done(fuzz->check.yaml) <= input.length);
}
