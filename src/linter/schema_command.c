/* tenken_schema: JSON Schemas of plans, rule files and results, to standard output. */
#include "base/platform/platform.h"
#include "linter/caller.h"
#include "report/json/result_schema.h"
#include "rules/schema/rule_schema.h"
#include "tenken/tenken.h"
#include "writers/schema/plan_schema.h"

/* Examples in rule files are plans, so the shapes of both stand in one schema. */
static struct slice rules_schema(struct arena *arena)
{
	struct text_builder text;
	struct json_writer json;

	text_builder_init(&text, arena);
	json_init(&json, &text, true);
	json_begin_object(&json);
	json_text(&json, "$schema", SLICE_OF("http://json-schema.org/draft-07/schema#"));
	json_text(&json, "title", SLICE_OF("tenken の項目のファイル / rule files of tenken"));
	rule_schema_add_root(&json, arena);
	json_key(&json, "definitions");
	json_begin_object(&json);
	plan_schema_add_definitions(&json, arena);
	rule_schema_add_definitions(&json, arena);
	json_end_object(&json);
	json_end_object(&json);
	text_builder_add_char(&text, '\n');
	return text_builder_finish(&text);
}

static struct slice schema_of(enum tenken_schema_kind kind, struct arena *arena)
{
	switch (kind) {
	case TENKEN_SCHEMA_PLAN:
		return plan_schema(arena);
	case TENKEN_SCHEMA_RULES:
		return rules_schema(arena);
	case TENKEN_SCHEMA_RESULT:
		return result_schema(arena);
	}
	return slice_of("", 0);
}

static enum tenken_status write_schema(enum tenken_schema_kind kind, struct arena *arena, struct tenken_error *error)
{
	struct failure failure = {0};
	struct output *output = output_open(arena, slice_of("", 0), &failure);

	output_write(output, schema_of(kind, arena));
	if (output_close(output, &failure))
		return TENKEN_OK;
	caller_told(error, failure.text);
	return TENKEN_LOST;
}

/* As in check.c: nothing but this changes across the jump. */
static enum tenken_status write_trapped(enum tenken_schema_kind kind, struct arena *arena, struct tenken_error *error)
{
	struct memory_trap trap;

	arena_init(arena, &trap);
	if (setjmp(trap.jump) == 0)
		return write_schema(kind, arena, error);
	caller_told(error, "out of memory");
	return TENKEN_INTERNAL_ERROR;
}

enum tenken_status tenken_schema(enum tenken_schema_kind kind, struct tenken_error *error)
{
	struct arena arena;

	if (error)
		error->text[0] = '\0';
	enum tenken_status status = write_trapped(kind, &arena, error);

	arena_release(&arena);
	return status;
}
