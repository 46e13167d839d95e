/* Writing the result of a part of the inputs. */
#include "linter/partial/partial.h"

#include "linter/partial/told_record.h"
#include "model/dates/date.h"

#include <stdio.h>

struct partial_writer {
	struct output *output;
	struct text_builder record;
	struct told_unit unit; /* that was begun last */
	size_t units;
};

/* ---- what the run is ---- */

void pass_run(struct passage *passage, struct partial_run *run)
{
	struct slice *const texts[] = {&run->version, &run->ruleset, &run->digest, &run->as_of, &run->profile, &run->key, &run->suppressions};

	for (size_t i = 0; i < COUNT_OF(texts); i++)
		pass_text(passage, texts[i]);
	pass_texts(passage, &run->select, &run->select_count);
	pass_texts(passage, &run->also, &run->also_count);
	pass_texts(passage, &run->ignore, &run->ignore_count);
	pass_size(passage, &run->questions);
	run->audience = (enum rule_audience)pass_choice(passage, run->audience, AUDIENCE_COUNT);
	pass_bool(passage, &run->english);
	pass_bool(passage, &run->forms);
}

static const struct slice *slices_of(struct check *check, const char *const *strings, size_t count)
{
	struct slice *slices = arena_array(&check->run, struct slice, count);

	for (size_t i = 0; i < count; i++)
		slices[i] = slice_from_string(strings[i]);
	return slices;
}

/* All that an entry says: who joins must be given the same ones in the same order. */
static struct slice suppressions_of(struct check *check)
{
	const struct side_suppressions *beside = &check->decisions.beside;
	struct text_builder text;

	text_builder_init(&text, &check->run);
	for (size_t i = 0; i < beside->count; i++) {
		const struct suppression *entry = &beside->items[i].as_written;

		text_builder_print(&text, "%.*s|%.*s|%.*s|%.*s|%.*s|%.*s\n", SLICE_PRINT(beside->items[i].plan), SLICE_PRINT(entry->rule),
				   SLICE_PRINT(entry->at), SLICE_PRINT(entry->reason), SLICE_PRINT(entry->by), SLICE_PRINT(entry->until_iso));
	}
	return text_builder_finish(&text);
}

struct partial_run partial_run_of(struct check *check)
{
	const struct tenken_options *options = check->options;
	struct text_builder as_of;

	text_builder_init(&as_of, &check->run);
	date_add_iso(&as_of, check->as_of);
	return (struct partial_run){
		.version = slice_from_string(tenken_version()),
		.ruleset = check->base.loaded.set->version,
		.digest = check->base.loaded.set->digest,
		.as_of = text_builder_finish(&as_of),
		.profile = slice_from_string(options->profile),
		.select = slices_of(check, options->select, options->select_count),
		.select_count = options->select_count,
		.also = slices_of(check, options->also, options->also_count),
		.also_count = options->also_count,
		.ignore = slices_of(check, options->ignore, options->ignore_count),
		.ignore_count = options->ignore_count,
		.questions = check->questions,
		.key = check->decisions.key,
		.suppressions = suppressions_of(check),
		.audience = check->running.audience,
		.english = options->english,
		.forms = check->wants_forms,
	};
}

/* ---- records ---- */

static struct passage begin_record(struct partial_writer *writer)
{
	text_builder_clear(&writer->record);
	return (struct passage){.out = &writer->record};
}

static void end_record(struct partial_writer *writer, const char *kind)
{
	struct slice bytes = text_builder_slice(&writer->record);
	char head[64];
	int length = snprintf(head, sizeof head, "%s %zu\n", kind, bytes.length);

	output_write(writer->output, slice_of(head, (size_t)length));
	output_write(writer->output, bytes);
	output_write(writer->output, SLICE_OF("\n"));
}

bool partial_begin(struct check *check, struct failure *failure)
{
	if (!check->options->partial)
		return true;
	struct partial_writer *writer = arena_new(&check->run, struct partial_writer);
	struct partial_run run = partial_run_of(check);

	text_builder_init(&writer->record, &check->run);
	writer->output = output_open(&check->run, slice_from_string(check->options->partial), failure);
	if (!writer->output)
		return false;
	check->partial = writer;
	output_write(writer->output, SLICE_OF(PARTIAL_NAME));
	struct passage passage = begin_record(writer);

	pass_run(&passage, &run);
	end_record(writer, "run");
	return true;
}

/* What is told next is about this input: said once. False for what belongs to none and is told by who joins. */
static bool begin_unit(struct check *check)
{
	struct partial_writer *writer = check->partial;
	struct told_unit unit = check->told_unit;

	if (!writer || unit.kind == UNIT_NONE)
		return false;
	if (writer->units && unit.kind == writer->unit.kind && slice_equal(unit.path, writer->unit.path))
		return true;
	struct passage passage = begin_record(writer);

	pass_choice(&passage, unit.kind, UNIT_KIND_COUNT);
	pass_text(&passage, &unit.path);
	end_record(writer, "unit");
	writer->unit = unit;
	writer->units++;
	return true;
}

void partial_add_plan(struct check *check, struct judged_plan *judged)
{
	if (!begin_unit(check))
		return;
	/* Their places stand in rule files, which the reader of this has not open. */
	finding_list_seal(&judged->faults);
	struct passage passage = begin_record(check->partial);

	pass_plan(&passage, judged, check->base.loaded.set->count, check->wants_forms);
	end_record(check->partial, "plan");
}

void partial_add_file(struct check *check, const struct report_file *file, const struct finding_list *findings, bool readable)
{
	struct told_file told = {.file = *file, .findings = *findings, .readable = readable};

	if (!begin_unit(check))
		return;
	struct passage passage = begin_record(check->partial);

	pass_file(&passage, &told);
	end_record(check->partial, "file");
}

bool partial_end(struct check *check, struct failure *failure)
{
	struct partial_writer *writer = check->partial;
	bool stopped = check_stopped(check);

	if (!writer)
		return true;
	struct passage passage = begin_record(writer);

	pass_bool(&passage, &stopped);
	pass_size(&passage, &writer->units);
	end_record(writer, "end");
	check->partial = NULL;
	return output_close(writer->output, failure);
}

void partial_abandon(struct partial_writer *writer)
{
	if (writer)
		output_abandon(writer->output);
}
