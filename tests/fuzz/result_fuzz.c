/* Any bytes as a saved result: the JSON reader over all of them, and the reports that tenken report makes. */
#include "fuzz/fuzz.h"

#include "base/compiler.h"
#include "base/limits.h"
#include "linter/results/result_reader.h"
#include "text/unicode/unicode.h"
#include "text/unicode/utf8.h"

#include <assert.h>
#include <stdio.h>

static bool begins(enum json_event event)
{
	return event == JSON_BEGIN_OBJECT || event == JSON_BEGIN_ARRAY;
}

static bool ends(enum json_event event)
{
	return event == JSON_END_OBJECT || event == JSON_END_ARRAY;
}

/* What json_reader_skip does, event by event. */
static bool walk_value(struct json_reader *reader, enum json_event event)
{
	unsigned depth = 0;

	for (;; event = json_reader_next(reader)) {
		assert(reader->at <= reader->bytes.length && reader->depth <= JSON_READER_DEPTH);
		if (event == JSON_PROBLEM || event == JSON_END)
			return false;
		if (event == JSON_KEY || event == JSON_STRING)
			assert(utf8_check(reader->text) == UTF8_VALID);
		depth += begins(event);
		depth -= ends(event);
		if (!depth && event != JSON_KEY)
			return true;
	}
}

/* Skipping and walking come to the same; a problem stays, and has words. */
static void expect_json(struct fuzz *fuzz, struct slice input)
{
	struct json_reader walking, skipping;
	enum json_event event;

	json_reader_init(&walking, &fuzz->check.file, input);
	do {
		skipping = walking;
		bool skipped = json_reader_skip(&skipping, json_reader_next(&skipping));

		event = json_reader_next(&walking);
		bool walked = walk_value(&walking, event);

		assert(skipped == walked && (!walked || skipping.at == walking.at));
		(void)skipped;
		if (!walked)
			break;
	} while (event != JSON_END);
	event = json_reader_next(&walking);
	assert(event == JSON_END || event == JSON_PROBLEM);
	assert((event == JSON_PROBLEM) == (walking.problem != NULL));
}

/* Half a result gives no report, so nothing is looked at then. */
static void expect_whole_report(struct fuzz *fuzz, const struct report_summary *summary, const char *path)
{
	struct platform_file file;
	struct failure failure = {0};
	struct slice line;
	bool closed = report_close(fuzz->check.reports[0], summary, &failure);

	fuzz->check.reports[0] = NULL;
	if (!closed || !platform_file_open(&file, slice_from_string(path), LIMIT_FILE_BYTES, &failure))
		return;
	assert(file.bytes.length > 0 && utf8_check(file.bytes) == UTF8_VALID);
	for (struct slice rest = file.bytes; slice_next(&rest, '\n', &line);) {
		line = slice_part(line, 0, line.length - slice_ends_with(line, SLICE_OF("\r")));
		/* The byte-order mark of a CSV file is none of its lines. */
		for (size_t at = slice_starts_with(line, SLICE_OF("\xEF\xBB\xBF")) ? 3 : 0; at < line.length;)
			assert(!unicode_is_invisible_control(utf8_next(line, &at)));
	}
	platform_file_close(&file);
	remove(path);
}

void fuzz_one(struct fuzz *fuzz, struct slice input)
{
	static const struct slice formats[] = {SLICE("html"), SLICE("csv")};
	struct check *check = &fuzz->check;
	const char *path = "result_fuzz.out";

	expect_json(fuzz, input);
	check->reports = arena_array(&check->run, struct report *, 1);
	check->report_count = 1;
	for (size_t i = 0; i < COUNT_OF(formats); i++) {
		struct result_reading reading = {.arena = &check->run, .kept = &check->run};
		struct platform_file file = {.bytes = input};
		struct result_head head = {0};
		struct failure failure = {0};

		if (!result_read_head(&reading, &file, &head)) {
			assert(reading.json.at <= input.length);
			return;
		}
		reading.english = head.run.english;
		if (!report_open(&check->reports[0], &check->run, report_format_find(formats[i]), slice_from_string(path), &head.run, &failure))
			return;
		reading.arena = &check->document;
		if (!result_pass_on(&reading, &file, check->reports, 1)) {
			assert(reading.json.at <= input.length);
			return;
		}
		expect_whole_report(fuzz, &head.summary, path);
	}
}
