/*
 * Any bytes as a YAML file of plans: every document whole, every finding with its place. And whether libyaml sees the text as it is or
 * with signs in place of runs, the events are the same.
 */
#include "fuzz/fuzz.h"
#include "readers/yaml/stream/yaml_events.h"
#include "text/unicode/utf8.h"

#include <assert.h>

static void expect_same_problem(const struct yaml_problem *a, const struct yaml_problem *b)
{
	assert(a->kind == b->kind && a->what == b->what && a->context == b->context && a->character == b->character);
	assert(a->offset == b->offset && a->context_offset == b->context_offset);
}

static void expect_same_events(struct arena *arena, struct slice text)
{
	struct yaml_events *replaced = yaml_events_open(arena, text, 0, text.length, true);
	struct yaml_events *plain = yaml_events_open(arena, text, 0, text.length, false);
	struct yaml_event a, b;

	do {
		yaml_events_next(replaced, &a);
		yaml_events_next(plain, &b);
		assert(a.kind == b.kind && a.style == b.style && a.verbatim == b.verbatim && a.offset == b.offset && a.length == b.length);
		assert(slice_equal(a.text, b.text) && slice_equal(a.anchor, b.anchor) && slice_equal(a.tag, b.tag));
	} while (a.kind != YAML_EVENT_STREAM_END && a.kind != YAML_EVENT_PROBLEM);
	assert(yaml_events_position(replaced) == yaml_events_position(plain));
	expect_same_problem(yaml_events_problem(replaced), yaml_events_problem(plain));
	yaml_events_close(replaced);
	yaml_events_close(plain);
}

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
	if (utf8_check(input) == UTF8_VALID && !slice_starts_with(input, SLICE_OF("\xEF\xBB\xBF")))
		expect_same_events(&fuzz->check.run, input);
}
