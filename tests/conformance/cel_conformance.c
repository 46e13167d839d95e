/*
 * Runs the CEL conformance cases through the compiler and the evaluator: cel_conformance CASES PROFILE COUNT [NOT-SUPPORTED]
 *
 * The rows come from cases.mjs: id, profile, check, deduced type, environment, kind, expected, expression; tab-separated, with \\,
 * \t, \r, \n and \0 escaped. Values are compared with type-strict equality, deduced types by name, errors only as such.
 */
#include "base/platform/platform.h"
#include "engine/evaluator.h"
#include "rules/expressions/expression_compiler.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum column {
	COLUMN_ID,
	COLUMN_PROFILE,
	COLUMN_CHECK,
	COLUMN_TYPE,
	COLUMN_ENVIRONMENT,
	COLUMN_KIND,
	COLUMN_EXPECTED,
	COLUMN_EXPRESSION,
	COLUMN_COUNT
};

struct harness {
	struct arena program, scratch, document, expected; /* of one case */
	struct key_table keys;
	struct arena keys_arena;
	struct evaluation evaluation, expectation;
	size_t passed, failed;
};

static struct slice unescape(struct arena *arena, struct slice s)
{
	static const char letters[] = "\\trn0", meanings[] = "\\\t\r\n";
	struct text_builder builder;

	text_builder_init(&builder, arena);
	for (size_t i = 0; i < s.length; i++) {
		const char *letter = s.data[i] == '\\' && i + 1 < s.length ? strchr(letters, s.data[i + 1]) : NULL;

		text_builder_add_char(&builder, letter ? meanings[letter - letters] : s.data[i]);
		i += letter != NULL;
	}
	return text_builder_finish(&builder);
}

/* ---- the environment ---- */

static const struct type *parse_type(struct arena *arena, struct slice *rest)
{
	struct slice whole = *rest;
	size_t length = 0;
	struct slice name;

	while (length < whole.length && !strchr("(), ", whole.data[length]))
		length++;
	name = slice_part(whole, 0, length);
	*rest = slice_part(whole, length, whole.length);
	if (slice_equal(name, SLICE_OF("list")) || slice_equal(name, SLICE_OF("map"))) {
		const struct type *first, *second;

		*rest = slice_part(*rest, 1, rest->length);
		first = parse_type(arena, rest);
		if (slice_equal(name, SLICE_OF("list"))) {
			*rest = slice_part(*rest, 1, rest->length);
			return type_list(arena, first);
		}
		*rest = slice_part(*rest, 2, rest->length);
		second = parse_type(arena, rest);
		*rest = slice_part(*rest, 1, rest->length);
		return type_map(arena, first, second);
	}
	for (unsigned kind = TYPE_NULL; kind < TYPE_DATE; kind++) {
		struct text_builder builder;

		text_builder_init(&builder, arena);
		type_add_name(&builder, type_simple((enum type_kind)kind));
		if (slice_equal(name, text_builder_slice(&builder)))
			return type_simple((enum type_kind)kind);
	}
	return type_simple(TYPE_DYN);
}

/* A value given as CEL source. */
static bool evaluate_source(struct harness *harness, struct slice source, struct cel_value *value)
{
	struct expression_compiler compiler;
	const struct expression *expression;

	expression_compiler_init(&compiler, &harness->expected, &harness->expected, &harness->keys);
	compiler.conformance = true;
	compiler.unchecked = true;
	expression = expression_compile(&compiler, source, NULL);
	if (!expression)
		return false;
	*value = evaluate(&harness->expectation, expression);
	return value->kind != CEL_ERROR;
}

static bool add_names(struct harness *harness, struct expression_compiler *compiler, struct slice environment)
{
	struct slice entry;
	unsigned slot = SLOT_FIRST_FREE;

	while (environment.length && slice_next(&environment, '\x1f', &entry)) {
		struct slice name, type_text;
		struct cel_value value = {.kind = CEL_ERROR, .sub = CEL_ERROR_NO_SUCH_NAME};
		const struct type *type;

		slice_next(&entry, '=', &name);
		slice_next(&entry, '=', &type_text);
		type = parse_type(&harness->program, &type_text);
		expression_compiler_add_name(compiler, (struct expression_name){.name = name, .type = type, .slot = slot});
		if (entry.length && !evaluate_source(harness, entry, &value))
			return false;
		evaluation_set_value(&harness->evaluation, slot++, value);
	}
	return true;
}

/* ---- comparing ---- */

static bool same(struct cel_value a, struct cel_value b);

static bool same_lists(struct cel_value a, struct cel_value b)
{
	for (uint32_t i = 0; i < a.detail; i++)
		if (!same(a.is.items[i], b.is.items[i]))
			return false;
	return true;
}

static bool same_maps(struct cel_value a, struct cel_value b)
{
	for (uint32_t i = 0; i < a.detail; i++) {
		bool found = false;

		for (uint32_t k = 0; k < b.detail && !found; k++)
			found = same(a.is.entries[i].key, b.is.entries[k].key) && same(a.is.entries[i].value, b.is.entries[k].value);
		if (!found)
			return false;
	}
	return true;
}

static bool same(struct cel_value a, struct cel_value b)
{
	if (a.kind != b.kind)
		return false;
	switch (a.kind) {
	case CEL_NULL: return true;
	case CEL_BOOL: return a.is.boolean == b.is.boolean;
	case CEL_DOUBLE: return isnan(a.is.number) ? isnan(b.is.number) : memcmp(&a.is.number, &b.is.number, sizeof a.is.number) == 0;
	case CEL_STRING:
	case CEL_BYTES: return slice_equal(cel_text(a), cel_text(b));
	case CEL_TYPE: return a.is.type->kind == b.is.type->kind;
	case CEL_LIST: return a.detail == b.detail && same_lists(a, b);
	case CEL_MAP: return a.detail == b.detail && same_maps(a, b);
	case CEL_TIMESTAMP:
	case CEL_DURATION: return a.is.integer == b.is.integer && a.detail == b.detail;
	default: return a.is.integer == b.is.integer;
	}
}

/* ---- one case ---- */

static const char *judge(struct harness *harness, const struct slice *columns)
{
	struct expression_compiler compiler;
	const struct expression *expression;
	struct cel_value value, expected;
	bool wants_error = slice_equal(columns[COLUMN_KIND], SLICE_OF("error"));

	expression_compiler_init(&compiler, &harness->program, &harness->program, &harness->keys);
	compiler.conformance = true;
	compiler.unchecked = slice_equal(columns[COLUMN_CHECK], SLICE_OF("off"));
	if (!add_names(harness, &compiler, columns[COLUMN_ENVIRONMENT]))
		return "the environment's values cannot be read";
	expression = expression_compile(&compiler, columns[COLUMN_EXPRESSION], NULL);
	if (!expression)
		return wants_error ? NULL : compiler.problem_count ? compiler.problems[0].message_en.data : "does not compile";
	if (columns[COLUMN_TYPE].length) {
		struct text_builder builder;

		text_builder_init(&builder, &harness->program);
		type_add_name(&builder, expression->type);
		if (!slice_equal(text_builder_slice(&builder), columns[COLUMN_TYPE]))
			return text_builder_finish(&builder).data;
	}
	if (slice_equal(columns[COLUMN_CHECK], SLICE_OF("only")) || slice_equal(columns[COLUMN_KIND], SLICE_OF("type_only")))
		return wants_error ? "no error" : NULL;
	value = evaluate(&harness->evaluation, expression);
	if (harness->evaluation.exhausted)
		return "too many steps";
	if (value.kind == CEL_ERROR)
		return wants_error ? NULL : cel_error_message(value, true).data;
	if (wants_error)
		return "no error";
	if (!evaluate_source(harness, columns[COLUMN_EXPECTED], &expected))
		return "the expected value cannot be read";
	return same(value, expected) ? NULL : "another value";
}

static void run_case(struct harness *harness, const struct slice *columns)
{
	const char *reason;

	arena_reset(&harness->program);
	arena_reset(&harness->expected);
	evaluation_begin_document(&harness->evaluation);
	evaluation_begin_document(&harness->expectation);
	harness->evaluation.verbatim = harness->expectation.verbatim = true;
	reason = judge(harness, columns);
	if (!reason) {
		harness->passed++;
		return;
	}
	harness->failed++;
	printf("not ok %.*s: %s\n    %.*s\n", SLICE_PRINT(columns[COLUMN_ID]), reason, SLICE_PRINT(columns[COLUMN_EXPRESSION]));
}

static bool listed(struct slice list, struct slice id)
{
	struct slice line;

	while (slice_next(&list, '\n', &line))
		if (slice_equal(line, id))
			return true;
	return false;
}

static size_t run_all(struct harness *harness, struct slice rows, struct slice profile, struct slice skipped)
{
	struct arena arena;
	struct slice line;
	size_t skips = 0;

	arena_init(&arena, NULL);
	while (slice_next(&rows, '\n', &line)) {
		struct slice columns[COLUMN_COUNT] = {{NULL, 0}}, rest = line;

		for (size_t i = 0; i < COLUMN_COUNT; i++)
			slice_next(&rest, '\t', &columns[i]);
		if (!slice_equal(columns[COLUMN_PROFILE], profile))
			continue;
		if (listed(skipped, columns[COLUMN_ID])) {
			skips++;
			continue;
		}
		for (size_t i = 0; i < COLUMN_COUNT; i++)
			columns[i] = unescape(&arena, columns[i]);
		run_case(harness, columns);
		arena_reset(&arena);
	}
	arena_release(&arena);
	return skips;
}

int main(int argc, char **argv)
{
	struct platform_file rows, skipped = {.bytes = {NULL, 0}};
	struct failure failure = {.length = 0};
	static struct harness harness;
	struct arena scratch, document;
	size_t skips;

	if (argc > 1 && platform_path_kind(slice_from_string(argv[1])) == PATH_MISSING) {
		printf("SKIPPED: there is no %s (conformance.cases says why)\n", argv[1]);
		return 0;
	}
	if (argc < 4 || !platform_file_open(&rows, slice_from_string(argv[1]), 1 << 24, &failure) ||
	    (argc > 4 && !platform_file_open(&skipped, slice_from_string(argv[4]), 1 << 20, &failure))) {
		fprintf(stderr, "usage: cel_conformance CASES PROFILE COUNT [NOT-SUPPORTED] %s\n", failure.text);
		return 2;
	}
	arena_init(&harness.program, NULL);
	arena_init(&harness.scratch, NULL);
	arena_init(&harness.document, NULL);
	arena_init(&harness.expected, NULL);
	arena_init(&harness.keys_arena, NULL);
	arena_init(&scratch, NULL);
	arena_init(&document, NULL);
	key_table_init(&harness.keys, &harness.keys_arena);
	evaluation_init(&harness.evaluation, &harness.scratch, &harness.document, NULL, 0);
	evaluation_init(&harness.expectation, &scratch, &document, NULL, 0);
	skips = run_all(&harness, rows.bytes, slice_from_string(argv[2]), skipped.bytes);
	printf("%s: %zu passed, %zu failed, %zu not supported\n", argv[2], harness.passed, harness.failed, skips);
	arena_release(&harness.program);
	arena_release(&harness.scratch);
	arena_release(&harness.document);
	arena_release(&harness.expected);
	arena_release(&harness.keys_arena);
	arena_release(&scratch);
	arena_release(&document);
	platform_file_close(&rows);
	if (argc > 4)
		platform_file_close(&skipped);
	return harness.failed > 0 || harness.passed + skips != strtoul(argv[3], NULL, 10);
}
