/* Runs a fuzz target over the files of folders: the committed corpus as a test, without libFuzzer. */
#include "base/limits.h"
#include "base/platform/platform.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* From a block of exactly its size, so that reading one byte too many is seen. */
static bool replay(struct slice path, struct failure *failure)
{
	struct platform_file file;

	if (!platform_file_open(&file, path, LIMIT_FILE_BYTES, failure))
		return false;
	uint8_t *bytes = malloc(file.bytes.length ? file.bytes.length : 1);

	if (!bytes)
		abort();
	if (file.bytes.length)
		memcpy(bytes, file.bytes.data, file.bytes.length);
	LLVMFuzzerTestOneInput(bytes, file.bytes.length);
	free(bytes);
	platform_file_close(&file);
	return true;
}

static bool replay_folder(struct arena *arena, struct slice folder, size_t *replayed, struct failure *failure)
{
	struct slice *names;
	size_t count;

	if (!platform_folder_list(folder, arena, &names, &count, failure))
		return false;
	for (size_t i = 0; i < count; i++, ++*replayed) {
		struct slice path = arena_print(arena, "%.*s/%.*s", SLICE_PRINT(folder), SLICE_PRINT(names[i]));

		fprintf(stderr, "%s\n", path.data); /* the last one is the culprit */
		if (!replay(path, failure))
			return false;
	}
	return true;
}

int main(int argument_count, char **arguments)
{
	struct arena arena;
	struct failure failure = {0};
	size_t replayed = 0;

	arena_init(&arena, NULL);
	for (int i = 1; i < argument_count; i++) {
		struct slice path = slice_from_string(arguments[i]);
		bool folder = platform_path_kind(path) == PATH_FOLDER;

		if (folder ? replay_folder(&arena, path, &replayed, &failure) : replay(path, &failure)) {
			replayed += !folder;
			continue;
		}
		fprintf(stderr, "%s: %s\n", arguments[i], failure.text);
		arena_release(&arena);
		return 2;
	}
	fprintf(stderr, "%zu inputs\n", replayed);
	arena_release(&arena);
	return replayed == 0;
}
