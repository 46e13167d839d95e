/* Any bytes as CSV files of the standard: fuzz.h says how several files stand in one input. */
#include "fuzz/fuzz.h"

#include <assert.h>

void fuzz_one(struct fuzz *fuzz, struct slice input)
{
	struct finding_list findings, of_files;
	struct document *document;
	enum reading reading = READING_DOCUMENT;

	finding_list_init(&of_files, &fuzz->check.run, false);
	if (!input.length || input.data[0] != '\x1e' || !fuzz_open(fuzz, input, &of_files))
		return;
	for (size_t steps = 0; reading != READING_END; steps++) {
		assert(steps <= input.length + 1);
		reading = fuzz_next(fuzz, &findings, &document);
		if (document)
			fuzz_expect_whole(document);
		for (size_t i = 0; i < findings.count; i++)
			finding_seal(&findings, findings.items[i]);
	}
	for (size_t i = 0; i < of_files.count; i++)
		finding_seal(&of_files, of_files.items[i]);
}
