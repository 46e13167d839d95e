/*
 * Plans written again: what their YAML reads back to is written as YAML that does not change any more, and their CSV is MS932.
 * Inputs as fuzz.h says. The first YAML of a CSV plan may say less than the second: a form of which one key is written is carried.
 * A node of the wrong shape is kept as its raw words, which are no plan's: such inputs are only written.
 */
#include "fuzz/fuzz.h"

#include "text/cp932/cp932.h"
#include "writers/csv/standard_csv.h"
#include "writers/yaml/plan_yaml.h"

#include <assert.h>

struct rows {
	size_t count;
};

static void take_row(void *context, const struct record_layout *layout, int32_t month, struct slice bytes)
{
	struct rows *rows = context;

	(void)layout, (void)month;
	rows->count++;
	assert(cp932_check(bytes) == CP932_VALID);
	assert(slice_ends_with(bytes, SLICE_OF("\r\n")));
}

static void take_loss(void *context, const struct csv_loss *loss)
{
	(void)context;
	assert(loss->field <= FIELD_COUNT);
}

/* Of a shape that no plan has: YM-007 to YM-021, and texts that cannot be kept. */
static bool is_misshapen(const struct finding_list *findings)
{
	for (size_t i = 0; i < findings->count; i++) {
		struct slice rule = findings->items[i]->rule;
		bool shape = slice_compare(rule, SLICE_OF("YM-006")) > 0 && slice_compare(rule, SLICE_OF("YM-022")) < 0;

		if (shape || slice_equal(rule, SLICE_OF("DT-014")) || slice_equal(rule, SLICE_OF("DT-015")))
			return true;
	}
	return findings->suppressed_by_limit > 0;
}

/* Writes every plan that is open; false when one of them is misshapen. */
static bool write_plans(struct fuzz *fuzz, struct text_builder *text, bool csv)
{
	struct finding_list findings;
	struct document *document;
	enum reading reading = READING_DOCUMENT;
	bool fine = true;

	while (reading != READING_END) {
		reading = fuzz_next(fuzz, &findings, &document);
		fine = fine && !is_misshapen(&findings);
		if (!document)
			continue;
		struct rows rows = {0};
		const struct csv_target target = {&rows, take_row, take_loss};

		plan_yaml_add(text, &fuzz->check.scratch, document);
		if (csv)
			standard_csv_write(&fuzz->check.base.layouts, document, &fuzz->check.scratch, &target);
		arena_reset(&fuzz->check.scratch);
	}
	return fine;
}

/* Reads what was written and writes it again. */
static struct slice write_again(struct fuzz *fuzz, struct slice written)
{
	struct check *check = &fuzz->check;
	struct finding_list of_files;
	struct text_builder text;

	if (check->csv)
		csv_set_close(check->csv);
	if (check->yaml)
		yaml_reader_close(check->yaml);
	check->csv = NULL;
	check->yaml = NULL;
	finding_list_init(&of_files, &check->run, false);
	text_builder_init(&text, &check->run);
	assert(fuzz_open(fuzz, written, &of_files));
	write_plans(fuzz, &text, false);
	return text_builder_finish(&text);
}

void fuzz_one(struct fuzz *fuzz, struct slice input)
{
	struct check *check = &fuzz->check;
	struct finding_list of_files;
	struct text_builder text;

	finding_list_init(&of_files, &check->run, false);
	text_builder_init(&text, &check->run);
	if (!fuzz_open(fuzz, input, &of_files))
		return;
	if (check->csv)
		csv_set_keep_all(check->csv);
	if (!write_plans(fuzz, &text, true) || !text.length)
		return;
	struct slice settled = write_again(fuzz, text_builder_finish(&text));

	assert(slice_equal(settled, write_again(fuzz, settled)));
}
