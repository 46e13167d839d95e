/* Tables with headings: plans from flat CSV, and assessments joined to the plans of their folder. */
#include "linter/check/check.h"

void check_flat(struct check *check, struct opened_input *opened, struct check_assessments *assessments)
{
	struct flat_reader *reader = flat_reader_open(&check->file, opened->header, check->base.keys, &opened->findings);
	enum reading reading = READING_DOCUMENT;
	size_t plans = 0;

	while (reading != READING_END && !check_stopped(check)) {
		struct finding_list findings;
		struct document *document = NULL;

		check_begin_plan(check);
		check_list_init(check, &findings, &check->document);
		reading = flat_reader_next(reader, &check->document, &findings, &document);
		if (reading == READING_DOCUMENT) {
			check_assessments_join(assessments, document, &findings);
			check_document(check, document, &findings, opened->input->path);
			plans++;
		} else {
			check_document_lost(check, opened, &findings);
		}
	}
	flat_reader_close(reader);
	check_file_done(check, opened, plans);
}

void check_assessments_open(struct check *check, struct check_assessments *assessments, struct opened_input **files, size_t count)
{
	*assessments = (struct check_assessments){.readers = arena_array(&check->file, struct flat_reader *, count),
						  .files = arena_array(&check->file, struct opened_input *, count)};
	for (size_t i = 0; i < count; i++) {
		if (files[i]->kind != INPUT_ASSESSMENT_CSV)
			continue;
		assessments->files[assessments->count] = files[i];
		assessments->readers[assessments->count++] =
			flat_reader_open(&check->file, files[i]->header, check->base.keys, &files[i]->findings);
	}
}

void check_assessments_join(struct check_assessments *assessments, struct document *document, struct finding_list *findings)
{
	for (size_t i = 0; i < assessments->count; i++)
		flat_assessment_join(assessments->readers[i], document, findings);
}

static size_t judge_left(struct check *check, struct opened_input *opened, struct flat_reader *reader, bool beside_plans)
{
	enum reading reading = READING_DOCUMENT;
	size_t plans = 0;

	while (reading != READING_END && !check_stopped(check)) {
		struct finding_list findings;
		struct document *document = NULL;

		check_begin_plan(check);
		check_list_init(check, &findings, &check->document);
		reading = flat_assessment_left(reader, beside_plans, &check->document, &findings, &document);
		if (reading == READING_DOCUMENT) {
			check_document(check, document, &findings, opened->input->path);
			plans++;
		} else {
			check_document_lost(check, opened, &findings);
		}
	}
	return plans;
}

void check_assessments_end(struct check *check, struct check_assessments *assessments, bool beside_plans)
{
	for (size_t i = 0; i < assessments->count; i++) {
		size_t plans = judge_left(check, assessments->files[i], assessments->readers[i], beside_plans);

		flat_reader_close(assessments->readers[i]);
		check_file_done(check, assessments->files[i], plans);
	}
}
