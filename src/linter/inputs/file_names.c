#include "linter/inputs/file_names.h"

#include "base/limits.h"

void file_names_split(struct arena *arena, struct slice bytes, struct slice **names, size_t *count)
{
	char separator = bytes.length && memchr(bytes.data, '\0', bytes.length) ? '\0' : '\n';
	size_t most = 1;
	struct slice rest, name;

	if (slice_starts_with(bytes, SLICE_OF("\xEF\xBB\xBF")))
		bytes = slice_part(bytes, 3, bytes.length);
	for (size_t i = 0; i < bytes.length; i++)
		most += bytes.data[i] == separator;
	*names = arena_array(arena, struct slice, most);
	*count = 0;
	for (rest = bytes; slice_next(&rest, separator, &name);) {
		if (separator == '\n' && slice_ends_with(name, SLICE_OF("\r")))
			name.length--;
		if (name.length)
			(*names)[(*count)++] = name;
	}
}

bool file_names_read(struct arena *arena, struct platform_file *file, struct slice path, struct slice **names, size_t *count,
		     struct failure *failure)
{
	bool from_stdin = slice_equal(path, SLICE_OF("-"));

	if (!(from_stdin ? platform_file_open_stdin(file, LIMIT_FILE_LIST_BYTES, failure)
			 : platform_file_open(file, path, LIMIT_FILE_LIST_BYTES, failure)))
		return false;
	if (file->bytes.length > LIMIT_FILE_LIST_BYTES) {
		failure_set(failure, "larger than %u bytes", (unsigned)LIMIT_FILE_LIST_BYTES);
		return false;
	}
	file_names_split(arena, file->bytes, names, count);
	return true;
}
