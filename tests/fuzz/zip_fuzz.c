/* Any bytes as a .zip file: its table of contents, and what its entries expand to within small limits. */
#include "fuzz/fuzz.h"

#include "text/unicode/utf8.h"

#include <assert.h>

void fuzz_one(struct fuzz *fuzz, struct slice input)
{
	static const struct zip_limits limits = {.entries = 40, .path_bytes = 60, .bytes = 200000, .ratio = 20, .free_bytes = 5000};
	struct zip_contents *zip = &fuzz->check.zip;
	struct finding_list findings;
	uint64_t total = 0;

	finding_list_init(&findings, &fuzz->check.run, false);
	zip_contents_read(zip, &fuzz->check.run, SLICE_OF("a.zip"), input, &limits, &findings);
	assert(zip->count <= limits.entries);
	for (size_t i = 0; i < zip->count; i++) {
		const struct zip_entry *entry = &zip->entries[i];

		assert(utf8_check(entry->path) == UTF8_VALID && slice_starts_with(entry->path, SLICE_OF("a.zip/")));
		assert((entry->state == ZIP_ENTRY_LOST) == (entry->findings.count > 0));
		if (entry->state != ZIP_ENTRY_EXPANDED)
			continue;
		assert(entry->file.bytes.length == entry->length);
		total += entry->length;
		(void)utf8_check(entry->file.bytes); /* every byte can be read */
	}
	assert(total <= limits.bytes);
	assert(zip->count || findings.count);
}
