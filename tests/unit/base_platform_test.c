/* base: files, folders and outputs of the operating system. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/platform/platform.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/tenken-platform-XXXXXX";
static struct arena arena;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return rmdir(folder);
}

static struct slice path_of(const char *name)
{
	return arena_print(&arena, "%s/%s", folder, name);
}

static void write_file(struct slice path, size_t size)
{
	struct failure failure;
	struct output *output = output_open(&arena, path, &failure);

	assert_non_null(output);
	for (size_t i = 0; i < size; i += 1000)
		output_write(output, slice_of("0123456789", size - i < 10 ? size - i : 10));
	assert_true(output_close(output, &failure));
}

static void small_and_large_files_are_read(void **state)
{
	(void)state;
	struct platform_file file;
	struct failure failure;
	struct slice small = path_of("small"), large = path_of("large");

	write_file(small, 500);
	assert_true(platform_file_open(&file, small, UINT64_MAX, &failure));
	assert_int_equal(file.bytes.length, 10);
	platform_file_close(&file);
	write_file(large, 100 * 1000 * 1000);
	assert_true(platform_file_open(&file, large, UINT64_MAX, &failure));
	assert_int_equal(file.bytes.length, 1000000);
	assert_non_null(file.mapping);
	char before = file.bytes.data[5];

	platform_file_forget(&file, 0, file.bytes.length);
	assert_int_equal(file.bytes.data[5], before);
	platform_file_close(&file);
	assert_false(platform_file_open(&file, large, 1000, &failure));
	assert_non_null(strstr(failure.text, "1000"));
	unlink(small.data);
	unlink(large.data);
}

static void missing_files_and_folders_say_why(void **state)
{
	(void)state;
	struct platform_file file;
	struct failure failure;

	assert_false(platform_file_open(&file, path_of("none"), UINT64_MAX, &failure));
	assert_true(failure.length > 0);
	assert_false(platform_file_open(&file, slice_from_string(folder), UINT64_MAX, &failure));
	assert_false(platform_file_open(&file, slice_of("a\0b", 3), UINT64_MAX, &failure));
	assert_int_equal(platform_path_kind(path_of("none")), PATH_MISSING);
	assert_int_equal(platform_path_kind(slice_from_string(folder)), PATH_FOLDER);
	assert_int_equal(platform_path_kind(slice_from_string("/dev/null")), PATH_OTHER);
}

static void folders_are_listed_in_byte_order(void **state)
{
	(void)state;
	struct slice *names;
	size_t count;
	struct failure failure;
	const char *made[] = {"b", "a", "計画", "B"};

	for (size_t i = 0; i < 4; i++)
		write_file(path_of(made[i]), 1);
	assert_true(platform_folder_list(slice_from_string(folder), &arena, &names, &count, &failure));
	assert_int_equal(count, 4);
	assert_string_equal(names[0].data, "B");
	assert_string_equal(names[3].data, "計画");
	for (size_t i = 0; i < 4; i++)
		unlink(path_of(made[i]).data);
}

static void outputs_are_private_and_whole_or_absent(void **state)
{
	(void)state;
	struct failure failure;
	struct stat about;
	struct slice path = path_of("out");
	struct output *output = output_open(&arena, path, &failure);

	output_write(output, SLICE_OF("x"));
	assert_int_equal(platform_path_kind(path), PATH_MISSING);
	assert_true(output_close(output, &failure));
	assert_int_equal(stat(path.data, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	unlink(path.data);
	output = output_open(&arena, SLICE_OF("/dev/full"), &failure);
	assert_non_null(output);
	output_write(output, SLICE_OF("x"));
	assert_false(output_close(output, &failure));
	assert_non_null(strstr(failure.text, "/dev/full"));
	assert_null(output_open(&arena, path_of("no/such/folder"), &failure));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(small_and_large_files_are_read),
		cmocka_unit_test(missing_files_and_folders_say_why),
		cmocka_unit_test(folders_are_listed_in_byte_order),
		cmocka_unit_test(outputs_are_private_and_whole_or_absent),
	};
	return cmocka_run_group_tests_name("platform", tests, set_up, tear_down);
}
