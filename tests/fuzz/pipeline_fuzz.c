/* The whole way: bytes to plans, derived and judged by the shipped rules, to a report. */
#include "fuzz/fuzz.h"

#include <assert.h>

void fuzz_one(struct fuzz *fuzz, struct slice input)
{
	struct check *check = &fuzz->check;
	struct finding_list findings;
	struct document *document;
	enum reading reading = READING_DOCUMENT;

	finding_list_init(&findings, &check->file, false);
	fuzz->options.english = input.length % 2 != 0;
	fuzz_start_run(fuzz);
	if (!fuzz_open(fuzz, input, &findings))
		return;
	for (size_t steps = 0; reading != READING_END; steps++) {
		assert(steps <= input.length + 1);
		reading = fuzz_next(fuzz, &findings, &document);
		if (!document)
			continue;
		check_document(check, document, &findings, SLICE_OF("plan"));
		fuzz_expect_whole(document);
	}
	assert(check->rule_faults.count == 0);
	check_conclude(check);
}
