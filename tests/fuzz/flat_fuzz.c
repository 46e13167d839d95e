/* Any bytes as tables with headings: a table, and behind U+001E an assessment for its people, and behind another one an own layout. */
#include "fuzz/fuzz.h"

#include "readers/cell_habits.h"

#include <assert.h>

static const struct flat_header *header_of(struct fuzz *fuzz, struct flat_layouts *layouts, struct slice bytes)
{
	struct encoding_decision decision = encoding_decide(bytes, NULL);
	struct source *source = arena_new(&fuzz->check.file, struct source);

	/* The linter passes no empty file on. */
	if (!bytes.length)
		return NULL;
	if (decision.verdict != VERDICT_UTF8 && decision.verdict != VERDICT_CP932)
		return NULL;
	source_init(source, &fuzz->check.file, SLICE_OF("table.csv"), bytes,
		    decision.verdict == VERDICT_CP932 ? ENCODING_CP932 : ENCODING_UTF8, decision.mark_length);
	const struct flat_header *header = flat_header_find(&fuzz->check.file, layouts, source);
	struct finding_list findings;

	finding_list_init(&findings, &fuzz->check.file, false);
	if (header)
		flat_header_explain(&fuzz->check.file, header, true);
	else
		flat_report_no_header(layouts, source, &findings);
	return header;
}

static void read_all(struct fuzz *fuzz, struct flat_reader *reader, struct flat_reader *assessments, size_t most)
{
	enum reading reading = READING_DOCUMENT;

	for (size_t steps = 0; reading != READING_END; steps++) {
		struct arena *arena = &fuzz->check.document;
		struct finding_list findings;
		struct document *document;

		assert(steps <= most);
		arena_reset(arena);
		finding_list_init(&findings, arena, false);
		reading = reader ? flat_reader_next(reader, arena, &findings, &document)
				 : flat_assessment_left(assessments, true, arena, &findings, &document);
		assert((reading == READING_DOCUMENT) == (document != NULL));
		if (document && reader && assessments)
			flat_assessment_join(assessments, document, &findings);
		if (document) {
			fuzz_expect_whole(document);
			struct plan_records records = plan_records_of(document, arena);

			cell_habits_read(document, &records, fuzz->check.base.keys, &findings, &fuzz->check.scratch);
			fuzz_expect_whole(document);
		}
		for (size_t i = 0; i < findings.count; i++)
			finding_seal(&findings, findings.items[i]);
	}
}

void fuzz_one(struct fuzz *fuzz, struct slice input)
{
	struct flat_layouts layouts = *rule_base_flat_layouts(&fuzz->check.base);
	struct slice table = {NULL, 0}, assessment = {NULL, 0}, layout = {NULL, 0};
	struct flat_reader *readers[2] = {NULL, NULL};
	struct failure failure = {.length = 0};
	struct finding_list findings;
	size_t most = input.length + 1;

	slice_next(&input, '\x1e', &table);
	slice_next(&input, '\x1e', &assessment);
	if (slice_next(&input, '\x1e', &layout) && encoding_decide(layout, NULL).verdict == VERDICT_UTF8)
		if (!flat_layout_load(&layouts, &fuzz->check.run, &(struct flat_text){.path = SLICE("own.yaml"), .text = layout}, true, &failure))
			assert(failure.length > 0);
	finding_list_init(&findings, &fuzz->check.run, false);
	const struct flat_header *headers[2] = {header_of(fuzz, &layouts, table), header_of(fuzz, &layouts, assessment)};

	if (headers[1] && headers[1]->layout->table != FLAT_ASSESSMENT)
		headers[1] = NULL;
	for (size_t i = 0; i < 2; i++)
		if (headers[i])
			readers[i] = flat_reader_open(&fuzz->check.file, headers[i], fuzz->check.base.keys, &findings);
	for (size_t i = 0; i < findings.count; i++)
		finding_seal(&findings, findings.items[i]);
	if (readers[0])
		read_all(fuzz, readers[0], readers[1], most);
	if (readers[1])
		read_all(fuzz, NULL, readers[1], most);
}
