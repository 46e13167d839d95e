#include "linter/check/output_paths.h"

#include "base/platform/platform.h"

struct destination {
	struct slice path; /* empty: standard output */
	bool exists;       /* as a file, with an identity */
	uint64_t identity[2];
};

static bool same_identity(const struct destination *destination, const uint64_t identity[2])
{
	return destination->identity[0] == identity[0] && destination->identity[1] == identity[1];
}

static struct destination destination_of(const struct tenken_output *output)
{
	struct destination destination = {.path = slice_from_string(output->path)};

	destination.exists = destination.path.length && platform_path_kind(destination.path) == PATH_FILE &&
			     platform_path_identity(destination.path, destination.identity);
	return destination;
}

static bool is_device(const struct destination *destination)
{
	return destination->path.length && platform_path_kind(destination->path) == PATH_OTHER;
}

static bool same_place(const struct destination *one, const struct destination *other)
{
	if (slice_equal(one->path, other->path))
		return !is_device(one);
	return one->exists && other->exists && same_identity(one, other->identity);
}

static bool fine_among_outputs(const struct destination *destinations, size_t count, bool english, struct failure *failure)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < i; k++) {
			struct slice path = destinations[i].path;

			if (!same_place(&destinations[k], &destinations[i]))
				continue;
			if (path.length)
				failure_set(failure, english ? "--output %.*s: two results cannot go to one file"
							     : "--output %.*s：二つの結果を一つのファイルには書き出せません",
					    SLICE_PRINT(path));
			else
				failure_set(failure, "%s", english ? "two results cannot go to standard output; name a file with --output FILE"
								   : "二つの結果を標準出力に並べることはできません。--output ファイル で書き出し先を分けてください");
			return false;
		}
	return true;
}

static bool fine_for_input(const struct destination *destinations, size_t count, struct slice path, bool english, struct failure *failure)
{
	uint64_t identity[2];

	if (!platform_path_identity(path, identity))
		return true;
	for (size_t i = 0; i < count; i++) {
		if (!destinations[i].exists || !same_identity(&destinations[i], identity))
			continue;
		failure_set(failure, english ? "--output %.*s: this file is one of the inputs; nothing was written"
					     : "--output %.*s：確かめるファイルそのものです。上書きしないよう、何も書き出しませんでした",
			    SLICE_PRINT(destinations[i].path));
		return false;
	}
	return true;
}

bool output_paths_fine(struct arena *arena, const struct tenken_options *options, const struct input_list *inputs,
		       struct failure *failure)
{
	struct destination *destinations = arena_array(arena, struct destination, options->output_count + 1);
	size_t count = options->output_count;
	bool any_exists = false;

	for (size_t i = 0; i < options->output_count; i++) {
		destinations[i] = destination_of(&options->outputs[i]);
		any_exists |= destinations[i].exists;
	}
	if (options->partial) {
		destinations[count] = destination_of(&(struct tenken_output){.path = options->partial});
		any_exists |= destinations[count++].exists;
	}
	if (!fine_among_outputs(destinations, count, options->english, failure))
		return false;
	/* Inputs are only asked for when something is there that could be overwritten. */
	for (size_t i = 0; any_exists && i < inputs->count; i++)
		if (!inputs->items[i].is_stdin &&
		    !fine_for_input(destinations, count, inputs->items[i].path, options->english, failure))
			return false;
	return true;
}
