/*
 * csv_fixture.h - small CSV sets for tests, written as UTF-8 text and turned into CP932. For the CSV reader's tests.
 */
#ifndef TENKEN_TESTS_CSV_FIXTURE_H
#define TENKEN_TESTS_CSV_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/limits.h"
#include "base/platform/platform.h"
#include "readers/csv/csv_set.h"
#include "text/cp932/cp932.h"
#include "text/unicode/utf8.h"

#include <string.h>

enum { MOST_FILES = 12 };

static struct arena arena, plan_arena;
static struct key_table keys;
static struct record_layouts layouts;
static struct finding_list findings, plan_findings;
static struct source *sources[MOST_FILES];
static const struct record_layout *source_layouts[MOST_FILES];
static size_t source_count;
static struct csv_set *set;
static struct document *document;

static int load_layouts(void **state)
{
	(void)state;
	static struct arena lasting;
	const struct slice paths[] = {SLICE(TENKEN_SOURCE_DIR "/rules/formats/standard_csv_3.yaml"),
				      SLICE(TENKEN_SOURCE_DIR "/rules/formats/standard_csv_4_1.yaml")};
	static struct platform_file files[COUNT_OF(paths)];
	struct layout_text texts[COUNT_OF(paths)];
	struct failure failure = {.length = 0};

	arena_init(&lasting, NULL);
	key_table_init(&keys, &lasting);
	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		if (!platform_file_open(&files[i], paths[i], LIMIT_RULE_FILE_BYTES, &failure))
			fail_msg("%s", failure.text);
		texts[i] = (struct layout_text){paths[i], files[i].bytes, NULL};
	}
	if (!record_layouts_load(&layouts, &lasting, texts, COUNT_OF(texts), &failure))
		fail_msg("%s", failure.text);
	/* The layouts point into the arena and the files: both stay for the life of the test program. */
	return 0;
}

static int begin_set(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	arena_init(&plan_arena, NULL);
	source_count = 0;
	set = NULL;
	finding_list_init(&findings, &arena, true);
	return 0;
}

static int end_set(void **state)
{
	(void)state;
	if (set)
		csv_set_close(set);
	arena_release(&plan_arena);
	arena_release(&arena);
	return 0;
}

static struct slice to_cp932(const char *text)
{
	struct slice utf8 = slice_from_string(text);
	struct text_builder builder;

	text_builder_init(&builder, &arena);
	for (size_t at = 0; at < utf8.length;) {
		unsigned char bytes[2];
		size_t length = cp932_encode(utf8_next(utf8, &at), bytes);

		assert_true(length > 0);
		text_builder_add(&builder, slice_of((const char *)bytes, length));
	}
	return text_builder_finish(&builder);
}

static struct source *add_bytes(const char *name, struct slice bytes, enum text_encoding encoding, size_t mark_length)
{
	struct source *source = arena_new(&arena, struct source);

	source_init(source, &arena, slice_from_string(name), bytes, encoding, mark_length);
	assert_true(source_count < MOST_FILES);
	source_layouts[source_count] = csv_layout_of(&layouts, source);
	sources[source_count++] = source;
	return source;
}

static inline struct source *add_file(const char *name, const char *text)
{
	return add_bytes(name, to_cp932(text), ENCODING_CP932, 0);
}

static inline void open_set(void)
{
	set = csv_set_open(&arena, sources, source_layouts, source_count, &keys, &findings);
}

static inline enum reading next_plan(void)
{
	arena_reset(&plan_arena);
	finding_list_init(&plan_findings, &plan_arena, true);
	return csv_set_next(set, &plan_arena, &plan_findings, &document);
}

static inline void expect_plan(void)
{
	assert_int_equal(next_plan(), READING_DOCUMENT);
	assert_non_null(document);
}

static const struct finding *finding_named(const struct finding_list *list, const char *name)
{
	for (size_t i = 0; i < list->count; i++)
		if (slice_equal(list->items[i]->name, slice_from_string(name)))
			return list->items[i];
	return NULL;
}

static inline size_t count_named(const struct finding_list *list, const char *name)
{
	size_t count = 0;

	for (size_t i = 0; i < list->count; i++)
		count += slice_equal(list->items[i]->name, slice_from_string(name));
	return count;
}

/* As many findings as that, or the messages are shown. */
static inline void expect_count(const struct finding_list *list, size_t count)
{
	for (size_t i = 0; i < list->count && list->count != count; i++)
		print_error("%.*s\n", SLICE_PRINT(list->items[i]->message));
	assert_int_equal(list->count, count);
}

/* The finding must be there, speak of `words`, and stand at line:column. */
static inline const struct finding *expect_finding(struct finding_list *list, const char *name, const char *words, uint32_t line,
					    uint32_t column)
{
	const struct finding *finding = finding_named(list, name);

	if (!finding) {
		fail_msg("no finding %s", name);
		return NULL;
	}
	if (!slice_contains(finding->message, slice_from_string(words)))
		fail_msg("\"%.*s\" does not say \"%s\"", SLICE_PRINT(finding->message), words);
	struct position position = source_position(finding->place.source, finding->place.offset);

	assert_int_equal(position.line, line);
	assert_int_equal(position.column, column);
	return finding;
}

static inline void expect_text(const struct record *record, enum field field, const char *expected)
{
	struct slice text = record_text(record, field);

	assert_int_equal(record_read(record, field)->presence, PRESENCE_WRITTEN);
	if (!slice_equal(text, slice_from_string(expected)))
		fail_msg("%.*s is \"%.*s\", not \"%s\"", SLICE_PRINT(field_info(field)->name), SLICE_PRINT(text), expected);
}

static inline void expect_presence(const struct record *record, enum field field, enum presence presence)
{
	if (record_read(record, field)->presence != presence)
		fail_msg("%.*s has presence %d, not %d", SLICE_PRINT(field_info(field)->name),
			 (int)record_read(record, field)->presence, (int)presence);
}

static inline size_t list_count(const struct record *record, enum field field)
{
	return record_list(record, field).count;
}

static inline const struct record *item_of(const struct record *record, enum field field, size_t at)
{
	struct value_list list = record_list(record, field);

	assert_true(at < list.count);
	return list.items[at].is.record;
}

/* Where a value stands in its file. */
static inline void expect_place(const struct value *value, uint32_t line, uint32_t column)
{
	struct position position = source_position(document->sources[value->source], value->offset);

	assert_int_equal(position.line, line);
	assert_int_equal(position.column, column);
}

#endif
