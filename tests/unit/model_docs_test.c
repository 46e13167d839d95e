/* The data dictionary of docs/reference/plan-format.md names every field that a plan may hold, and no other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/model.h"

static char *dictionary(void)
{
	FILE *file = fopen(TENKEN_SOURCE_DIR "/docs/reference/plan-format.md", "rb");
	char *text;
	size_t length;

	assert_non_null(file);
	assert_int_equal(fseek(file, 0, SEEK_END), 0);
	length = (size_t)ftell(file);
	rewind(file);
	text = malloc(length + 1);
	assert_non_null(text);
	assert_int_equal(fread(text, 1, length, file), length);
	text[length] = '\0';
	fclose(file);
	return text;
}

/* The part of the page between the heading of a record and the next heading; *end is its first byte after. */
static const char *section(const char *page, const struct record_info *record, const char **end)
{
	char heading[128];
	const char *start;

	snprintf(heading, sizeof heading, "\n### %.*s / %.*s\n", (int)record->name_ja.length, record->name_ja.data,
		 (int)record->name.length, record->name.data);
	start = strstr(page, heading);
	if (!start)
		return NULL;
	start += strlen(heading);
	*end = strstr(start, "\n### ");
	if (!*end)
		*end = start + strlen(start);
	return start;
}

static unsigned rows_of(const char *start, const char *end)
{
	unsigned rows = 0;

	for (const char *at = start; (at = strstr(at, "\n| ")) != NULL && at < end; at++)
		rows++;
	return rows;
}

static void every_field_has_its_row(void **state)
{
	char *page = dictionary();

	(void)state;
	for (enum record_kind kind = 0; kind < RECORD_COUNT; kind++) {
		const struct record_info *record = record_info(kind);
		const char *end = NULL;
		const char *start = section(page, record, &end);
		unsigned written = 0;

		for (unsigned i = 0; i < record->count; i++) {
			const struct field_info *field = field_info(record->first + i);
			struct slice name = first_name(field->names_ja);
			char japanese[256], english[128];
			const char *row;

			if (field->flags & FIELD_DERIVED)
				continue;
			written++;
			assert_non_null(start);
			snprintf(japanese, sizeof japanese, "\n| %.*s", (int)name.length, name.data);
			snprintf(english, sizeof english, "| `%.*s` |", (int)field->name.length, field->name.data);
			row = strstr(start, english);
			if (!row || row >= end)
				fail_msg("%.*s has no row for `%.*s`", (int)record->name.length, record->name.data,
					 (int)field->name.length, field->name.data);
			row = strstr(start - 1, japanese);
			if (!row || row >= end)
				fail_msg("%.*s has no row for %.*s", (int)record->name.length, record->name.data,
					 (int)name.length, name.data);
		}
		/* One row more is the heading of the table. */
		if (start)
			assert_int_equal(rows_of(start - 1, end), written + 1);
	}
	free(page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_field_has_its_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
