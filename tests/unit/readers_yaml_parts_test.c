/* readers: a stream read in parts, wherever it is cut, gives the documents and findings of the whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text_builder.h"
#include "readers/yaml/yaml_reader.h"

#include <string.h>

static struct arena arena, plan_arena;
static struct key_table keys;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	arena_init(&plan_arena, NULL);
	key_table_init(&keys, &arena);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	arena_release(&plan_arena);
	return 0;
}

/* Everything between two reads that a part could get wrong. */
static const char *const pieces[] = {
	"---\n種類: 居宅サービス計画\n計画作成日: 2026-04-01\n",
	"---\n種類: 居宅サービス計画\r\nニーズ: []\r\n",
	"...\n",
	"...\n%YAML 1.1\n---\n種類: 居宅サービス計画\n",
	"# 覚え書き\n\n",
	"---\n\"閉じていない引用\n  x: 1\n",
	"---\na: [1, 2\nb: {\n",
	"---\ntext: |\n  one\n  --- two\n---x: 3\n",
	"---\n",
	"\xef\xbb\xbf---\n種類: 居宅サービス計画\n",
	"---\na: \"x\n--- y\"\n",
	"---\nx: \x01\n",
	"%foo bar\n---\nx: 1\n",
	"---\n- &a [1]\n- *b\n",
	"---\n\tx\n",
	"--- 種類\n",
	"種類: 介護予防サービス・支援計画\n",
};

static uint64_t seed;

static size_t draw(size_t count)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (size_t)(seed >> 33) % count;
}

/* What came of the documents, a line each. */
static void tell(struct text_builder *told, enum reading reading, const struct document *document, uint32_t before,
		 const struct finding_list *findings)
{
	if (document)
		text_builder_print(told, "%u at %llu\n", (unsigned)(document->ordinal + before), (unsigned long long)document->plan->self.offset);
	else if (reading == READING_LOST)
		text_builder_add_string(told, "lost\n");
	for (size_t i = 0; i < findings->count; i++)
		text_builder_print(told, "  %.*s %llu %.*s\n", SLICE_PRINT(findings->items[i]->rule),
				   (unsigned long long)findings->items[i]->place.offset, SLICE_PRINT(findings->items[i]->message));
}

static void read_on(struct yaml_reader *reader, uint32_t before, struct text_builder *told)
{
	enum reading reading = READING_DOCUMENT;

	while (reading != READING_END) {
		struct finding_list findings;
		struct document *document;

		arena_reset(&plan_arena);
		finding_list_init(&findings, &plan_arena, false);
		reading = yaml_reader_next(reader, &plan_arena, &findings, &document);
		tell(told, reading, document, before, &findings);
	}
}

static struct slice read_whole(struct source *source)
{
	struct text_builder told;
	struct yaml_reader *reader = yaml_reader_open(&arena, source, &keys);

	text_builder_init(&told, &arena);
	read_on(reader, 0, &told);
	yaml_reader_close(reader);
	return text_builder_finish(&told);
}

/* As the jobs of a run do. Every part must begin where the one before it ended: none is read twice. */
static struct slice read_parts(struct source *source, size_t bytes)
{
	uint64_t reached = source->mark_length, to;
	struct text_builder told;
	uint32_t documents = 0;

	text_builder_init(&told, &arena);
	for (uint64_t from = reached; from < source->bytes.length; from = to) {
		to = yaml_part_start(source->bytes, from + bytes);
		assert_true(reached == from);
		struct yaml_reader *reader = yaml_reader_open_part(&arena, source, &keys, reached, to);

		read_on(reader, documents, &told);
		documents += yaml_reader_ordinal(reader);
		reached = yaml_reader_done(reader);
		yaml_reader_close(reader);
	}
	if (!documents) {
		struct finding_list findings;

		finding_list_init(&findings, &arena, false);
		yaml_report_no_document(source, &findings);
		tell(&told, READING_END, NULL, 0, &findings);
	}
	return text_builder_finish(&told);
}

static void parts_are_the_whole(void **state)
{
	(void)state;
	size_t documents = 0;

	for (unsigned round = 0; round < 400; round++) {
		struct text_builder text;
		struct source source;

		seed = round;
		text_builder_init(&text, &arena);
		for (size_t i = 0, count = 1 + draw(40); i < count; i++)
			text_builder_add_string(&text, pieces[draw(3) ? 0 : draw(COUNT_OF(pieces))]);
		struct slice bytes = text_builder_finish(&text), whole, parts;

		source_init(&source, &arena, SLICE_OF("plans.yaml"), bytes, ENCODING_UTF8, slice_starts_with(bytes, SLICE_OF("\xef\xbb\xbf")) ? 3 : 0);
		whole = read_whole(&source);
		parts = read_parts(&source, 1 + draw(300));
		if (!slice_equal(whole, parts))
			fail_msg("round %u:\n%.*s\nwhole:\n%.*s\nparts:\n%.*s", round, SLICE_PRINT(bytes), SLICE_PRINT(whole), SLICE_PRINT(parts));
		documents += whole.length > 0;
		arena_reset(&arena);
		key_table_init(&keys, &arena);
	}
	assert_true(documents > 300);
}

static void a_part_begins_at_a_document(void **state)
{
	(void)state;
	struct slice plain = SLICE_OF("---\na: 1\n---\nb: 2\n"), directive = SLICE_OF("---\na: 1\n...\n%YAML 1.1\n---\nb: 2\n---\nc: 3\n");

	assert_int_equal(yaml_part_start(plain, 1), 9);
	assert_int_equal(yaml_part_start(plain, 10), plain.length);
	/* Never at or behind a % line: what it says is about the document behind it. */
	assert_int_equal(yaml_part_start(directive, 1), slice_find(directive, SLICE_OF("---\nc"), 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_are_the_whole),
		cmocka_unit_test(a_part_begins_at_a_document),
	};
	return cmocka_run_group_tests_name("yaml parts", tests, set_up, tear_down);
}
