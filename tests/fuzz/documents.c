/* Inputs of fuzz targets as plans, and what must hold for every plan and report. */
#include "fuzz/fuzz.h"

#include "base/compiler.h"
#include "base/limits.h"
#include "readers/yaml/yaml_tree.h"
#include "text/unicode/unicode.h"
#include "text/unicode/utf8.h"

#include <assert.h>
#include <stdio.h>

static struct source *new_source(struct fuzz *fuzz, struct slice path, struct slice bytes, struct encoding_decision decision)
{
	struct source *source = arena_new(&fuzz->check.file, struct source);

	source_init(source, &fuzz->check.file, path, bytes, decision.verdict == VERDICT_CP932 ? ENCODING_CP932 : ENCODING_UTF8,
		    decision.mark_length);
	return source;
}

static bool open_csv(struct fuzz *fuzz, struct slice input, struct finding_list *findings)
{
	const struct record_layouts *all = &fuzz->check.base.layouts;
	const struct record_layout *layouts[COUNT_OF(fuzz->sources)];
	struct slice part;
	size_t count = 0;

	slice_next(&input, '\x1e', &part);
	while (count < COUNT_OF(layouts) && slice_next(&input, '\x1e', &part)) {
		unsigned type = fuzz_choice(&part, (unsigned)all->count + 1);
		struct encoding_decision decision = encoding_decide(part, NULL);

		if (decision.verdict != VERDICT_UTF8 && decision.verdict != VERDICT_CP932)
			continue;
		struct source *source = new_source(fuzz, SLICE_OF("set/plan.CSV"), part, decision);

		/* The letter behind the last type: by its rows. */
		layouts[count] = type < all->count ? all->items[type] : csv_layout_of(all, source);
		fuzz->sources[count] = source;
		count += layouts[count] != NULL;
	}
	if (count)
		fuzz->check.csv = csv_set_open(&fuzz->check.file, fuzz->sources, layouts, count, fuzz->check.base.keys, findings);
	return count > 0;
}

bool fuzz_open(struct fuzz *fuzz, struct slice input, struct finding_list *findings)
{
	if (input.length && input.data[0] == '\x1e')
		return open_csv(fuzz, input, findings);
	struct encoding_decision decision = encoding_decide(input, NULL);

	if (decision.verdict != VERDICT_UTF8)
		return false;
	fuzz->sources[0] = new_source(fuzz, SLICE_OF("plan.yaml"), input, decision);
	fuzz->check.yaml = yaml_reader_open(&fuzz->check.file, fuzz->sources[0], fuzz->check.base.keys);
	return true;
}

enum reading fuzz_next(struct fuzz *fuzz, struct finding_list *findings, struct document **document)
{
	struct arena *arena = &fuzz->check.document;

	*document = NULL;
	arena_reset(arena);
	finding_list_init(findings, arena, fuzz->options.english);
	enum reading reading = fuzz->check.csv ? csv_set_next(fuzz->check.csv, arena, findings, document)
					       : yaml_reader_next(fuzz->check.yaml, arena, findings, document);

	assert((reading == READING_DOCUMENT) == (*document != NULL));
	return reading;
}

static bool open_report(struct fuzz *fuzz, struct slice format, struct slice path)
{
	struct check *check = &fuzz->check;
	struct report_run run = {.version = SLICE("0"), .as_of = SLICE("2025-04-01"), .english = fuzz->options.english};
	struct failure failure = {0};

	check->reports = arena_array(&check->run, struct report *, 1);
	check->report_count = 1;
	return report_open(&check->reports[0], &check->run, report_format_find(format), path, &run, &failure);
}

void fuzz_start_run(struct fuzz *fuzz)
{
	struct check *check = &fuzz->check;
	struct rule_runner_options options = {.as_of = check->as_of, .language = fuzz->options.english ? LANGUAGE_EN : LANGUAGE_JA};

	check->runner = rule_runner_new(&check->run, check->base.loaded.set, &options);
	check->derived = derive_memory_new(&check->run, check->base.loaded.set->derive_tables);
	check->rule_failed = arena_array(&check->run, bool, check->base.loaded.set->count);
	finding_list_init(&check->rule_faults, &check->run, fuzz->options.english);
	open_report(fuzz, SLICE_OF("text"), SLICE_OF("/dev/null"));
}

static void expect_value(const struct document *document, enum field field, const struct value *value);

static void expect_record(const struct document *document, const struct record *record)
{
	const struct record_info *info = record_info(record->kind);

	for (unsigned i = 0; i < info->count; i++)
		expect_value(document, info->first + i, &record->values[i]);
}

static void expect_items(const struct document *document, enum field field, const struct value *value)
{
	enum field_kind kind = field_info(field)->kind;

	for (size_t i = 0; i < value->is.list.count; i++) {
		const struct value *item = &value->is.list.items[i];

		assert(item->presence == PRESENCE_WRITTEN || item->presence == PRESENCE_UNREADABLE || kind == KIND_LIST_RECORD);
		/* The flattened lists of derive/ name records that stand elsewhere. */
		if (kind == KIND_LIST_RECORD && !(field_info(field)->flags & FIELD_DERIVED))
			expect_record(document, item->is.record);
		else if (kind == KIND_LIST_TEXT)
			assert(utf8_check(item->is.text) == UTF8_VALID);
	}
}

static void expect_value(const struct document *document, enum field field, const struct value *value)
{
	const struct field_info *info = field_info(field);

	if (value->presence == PRESENCE_NOT_SUPPLIED)
		return;
	assert(value->source < document->source_count);
	assert(value->offset + value->length <= document->sources[value->source]->bytes.length);
	if (info->kind == KIND_RECORD && value->presence != PRESENCE_UNREADABLE)
		expect_record(document, value->is.record);
	else if (info->kind >= KIND_LIST_TEXT && value->presence != PRESENCE_UNREADABLE)
		expect_items(document, field, value);
	else if (value->presence == PRESENCE_UNREADABLE || (info->kind == KIND_TEXT && value->presence == PRESENCE_WRITTEN))
		assert(utf8_check(value->is.text) == UTF8_VALID);
	else if (info->kind == KIND_ENUM && value->presence == PRESENCE_WRITTEN)
		assert(value->is.enumerated < enum_info((enum enum_kind)info->element)->count);
}

void fuzz_expect_whole(const struct document *document)
{
	expect_record(document, document->plan);
}

static void expect_json(struct fuzz *fuzz, struct slice text)
{
	struct yaml_documents documents;
	struct finding_list mistakes;
	struct source source;

	finding_list_init(&mistakes, &fuzz->check.scratch, true);
	source_init(&source, &fuzz->check.scratch, SLICE_OF("report.json"), text, ENCODING_UTF8, 0);
	bool well_formed = yaml_tree_parse(&documents, &fuzz->check.scratch, &source, &mistakes);

	assert(well_formed && documents.count == 1);
	(void)well_formed;
}

static void expect_lines(struct fuzz *fuzz, struct slice format, struct slice bytes)
{
	struct slice line;

	assert(bytes.length > 0 && utf8_check(bytes) == UTF8_VALID);
	for (struct slice rest = bytes; slice_next(&rest, '\n', &line);) {
		for (size_t at = 0; at < line.length;)
			assert(!unicode_is_invisible_control(utf8_next(line, &at)));
		if (slice_equal(format, SLICE_OF("ndjson")) && line.length)
			expect_json(fuzz, line);
	}
	if (slice_equal(format, SLICE_OF("json")))
		expect_json(fuzz, bytes);
}

void fuzz_expect_report(struct fuzz *fuzz, struct slice format, const struct finding_list *findings)
{
	static const struct slice path = SLICE("report_fuzz.out");
	struct report_file about = {.path = SLICE("plan.yaml"), .kind = SLICE("yaml"), .findings = findings};
	struct report_plan plan = {.path = about.path, .ordinal = 1, .key = SLICE("plan.yaml#1"), .findings = findings};
	struct report_summary summary = {.reason = SLICE("終わり")};
	struct platform_file file;
	struct failure failure = {0};

	if (!open_report(fuzz, format, path))
		return;
	report_add_plan(fuzz->check.reports[0], &plan);
	report_add_file(fuzz->check.reports[0], &about);
	bool closed = report_close(fuzz->check.reports[0], &summary, &failure);

	fuzz->check.reports[0] = NULL;
	if (!closed || !platform_file_open(&file, path, LIMIT_FILE_BYTES, &failure))
		return;
	/* Parsing again must not run out of memory while the file is open. */
	arena_fail_after(SIZE_MAX);
	expect_lines(fuzz, format, file.bytes);
	platform_file_close(&file);
	remove("report_fuzz.out"); /* replacing a file waits for the disk */
}
