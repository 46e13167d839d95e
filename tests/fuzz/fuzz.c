/* The frame of every fuzz target: memory, trap, and a second run in which memory runs out. */
#include "fuzz/fuzz.h"

#include <assert.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Loaded once, before memory is made to run out: rules, layouts, keys. */
static const struct rule_base *shared_rule_base(void)
{
	static struct arena arena;
	static struct rule_base base;

	if (!base.loaded.set) {
		struct finding_list mistakes;
		struct failure failure = {0};

		arena_init(&arena, NULL);
		finding_list_init(&mistakes, &arena, false);
		if (!rule_base_load(&base, &arena, &(struct rule_base_options){0}, &mistakes, &failure))
			abort();
		rule_base_layouts(&base);
		rule_base_flat_layouts(&base);
	}
	return &base;
}

static void release(struct fuzz *fuzz)
{
	struct check *check = &fuzz->check;

	if (check->yaml)
		yaml_reader_close(check->yaml);
	if (check->csv)
		csv_set_close(check->csv);
	for (size_t i = 0; i < check->report_count; i++)
		report_abandon(check->reports[i]);
	if (check->runner)
		rule_runner_release(check->runner);
	zip_contents_release(&check->zip);
	arena_release(&check->scratch);
	arena_release(&check->document);
	arena_release(&check->file);
	arena_release(&check->run);
	free(fuzz);
}

/* True when memory ran out. A function of its own so that nothing else changes across the jump. */
static bool run_trapped(struct fuzz *fuzz, struct slice input)
{
	struct check *check = &fuzz->check;

	if (setjmp(check->trap.jump) != 0)
		return true;
	fuzz_one(fuzz, input);
	return false;
}

static bool run(struct slice input, size_t chunks)
{
	struct fuzz *fuzz = calloc(1, sizeof *fuzz);

	if (!fuzz)
		abort();
	fuzz->check.base = *shared_rule_base();
	fuzz->check.options = &fuzz->options;
	fuzz->check.as_of = RULE_EXAMPLE_AS_OF;
	arena_init(&fuzz->check.run, &fuzz->check.trap);
	arena_init(&fuzz->check.file, &fuzz->check.trap);
	arena_init(&fuzz->check.document, &fuzz->check.trap);
	arena_init(&fuzz->check.scratch, &fuzz->check.trap);
	arena_fail_after(chunks);
	bool exhausted = run_trapped(fuzz, input);

	arena_fail_after(SIZE_MAX);
	release(fuzz);
	return exhausted;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice input = slice_of((const char *)data, size);
	uint64_t hash = slice_hash(input);

	run(input, SIZE_MAX);
	/* One input in four again, without memory after some chunks: what is open then must be closed by the trap. */
	if (hash % 4 == 0)
		run(input, hash / 4 % 12);
	return 0;
}

unsigned fuzz_choice(struct slice *input, unsigned count)
{
	unsigned byte = input->length ? (unsigned char)input->data[0] : 'A';

	*input = slice_part(*input, 1, input->length);
	return (byte - 'A') % count;
}
