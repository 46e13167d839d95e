/*
 * flat_fixture.h - small tables with headings for tests, as UTF-8 text or turned into CP932. For the flat CSV reader's tests.
 */
#ifndef TENKEN_TESTS_FLAT_FIXTURE_H
#define TENKEN_TESTS_FLAT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/limits.h"
#include "base/platform/platform.h"
#include "base/text_builder.h"
#include "model/dates/date.h"
#include "readers/flat/flat_reader.h"
#include "text/cp932/cp932.h"
#include "text/unicode/utf8.h"

#include <string.h>

#define HEADINGS "被保険者番号,計画作成日,ニーズ,長期目標,長期目標期間,短期目標,短期目標期間,サービス内容,サービス種別,事業所名,頻度,サービス期間\n"

static struct arena arena, plan_arena;
static struct key_table keys;
static struct flat_layouts layouts;
static struct finding_list findings, plan_findings;
static const struct flat_header *header;
static struct flat_reader *reader;
static struct document *document;

static inline void load_shipped(const char *name)
{
	static struct arena lasting;
	struct slice path = arena_print(&lasting, "%s/rules/formats/%s", TENKEN_SOURCE_DIR, name);
	struct flat_text text = {.path = path};
	struct failure failure = {.length = 0};

	if (!platform_file_read(path, &lasting, LIMIT_RULE_FILE_BYTES, &text.text, &failure) ||
	    !flat_layout_load(&layouts, &lasting, &text, false, &failure))
		fail_msg("%s", failure.text);
}

static inline int load_layouts(void **state)
{
	(void)state;
	static struct arena lasting;

	arena_init(&lasting, NULL);
	key_table_init(&keys, &lasting);
	load_shipped("flat.yaml");
	load_shipped("assessment.yaml");
	/* Everything points into memory that stays for the life of the test program. */
	return 0;
}

static inline int begin_file(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	arena_init(&plan_arena, NULL);
	reader = NULL;
	finding_list_init(&findings, &arena, true);
	return 0;
}

static inline int end_file(void **state)
{
	(void)state;
	if (reader)
		flat_reader_close(reader);
	layouts.own[FLAT_PLAN] = layouts.own[FLAT_ASSESSMENT] = NULL;
	arena_release(&plan_arena);
	arena_release(&arena);
	return 0;
}

static inline struct slice to_cp932(const char *text)
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

static inline struct source *new_source(const char *text, enum text_encoding encoding)
{
	struct source *source = arena_new(&arena, struct source);
	struct slice bytes = encoding == ENCODING_CP932 ? to_cp932(text) : slice_from_string(text);

	source_init(source, &arena, SLICE_OF("table.csv"), bytes, encoding, 0);
	return source;
}

/* Opens a table; its headings must be found. */
static inline void open_table(const char *text, enum text_encoding encoding)
{
	header = flat_header_find(&arena, &layouts, new_source(text, encoding));
	assert_non_null(header);
	reader = flat_reader_open(&arena, header, &keys, &findings);
}

static inline enum reading next_plan(void)
{
	arena_reset(&plan_arena);
	finding_list_init(&plan_findings, &plan_arena, true);
	return flat_reader_next(reader, &plan_arena, &plan_findings, &document);
}

static inline void expect_plan(void)
{
	assert_int_equal(next_plan(), READING_DOCUMENT);
	assert_non_null(document);
}

static inline const struct finding *finding_named(const struct finding_list *list, const char *name)
{
	for (size_t i = 0; i < list->count; i++)
		if (slice_equal(list->items[i]->name, slice_from_string(name)))
			return list->items[i];
	return NULL;
}

/* As many findings as that, or the messages are shown. */
static inline void expect_count(const struct finding_list *list, size_t count)
{
	for (size_t i = 0; i < list->count && list->count != count; i++)
		print_error("%.*s\n", SLICE_PRINT(list->items[i]->message));
	assert_int_equal(list->count, count);
}

/* The finding must be there, speak of `words`, and stand at line:column. */
static inline void expect_finding(struct finding_list *list, const char *name, const char *words, uint32_t line, uint32_t column)
{
	const struct finding *finding = finding_named(list, name);

	if (!finding) {
		fail_msg("no finding %s", name);
		return;
	}
	if (!slice_contains(finding->message, slice_from_string(words)))
		fail_msg("\"%.*s\" does not say \"%s\"", SLICE_PRINT(finding->message), words);
	struct position position = source_position(finding->place.source, finding->place.offset);

	assert_int_equal(position.line, line);
	assert_int_equal(position.column, column);
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

static inline const struct record *service_at(size_t need, size_t long_goal, size_t short_goal, size_t service)
{
	const struct record *record = item_of(document->plan, Plan_needs, need);

	record = item_of(record, Need_long_goals, long_goal);
	record = item_of(record, LongGoal_short_goals, short_goal);
	return item_of(record, ShortGoal_services, service);
}

/* Where a value stands in its file. */
static inline void expect_place(const struct value *value, uint32_t line, uint32_t column)
{
	struct position position = source_position(document->sources[value->source], value->offset);

	assert_int_equal(position.line, line);
	assert_int_equal(position.column, column);
}

static inline void expect_date(const struct record *period, enum field field, int year, int month, int day)
{
	struct calendar_date date;

	expect_presence(period, field, PRESENCE_WRITTEN);
	date = date_to_calendar(record_read(period, field)->is.date);
	assert_int_equal(date.year, year);
	assert_int_equal(date.month, month);
	assert_int_equal(date.day, day);
}

#endif
