#include "program/batch.h"

#include <assert.h>

static const struct batch_scope_info scopes[BATCH_SCOPE_COUNT] = {
	[BATCH_NONE] = {SLICE(""), SLICE(""), SLICE(""), SLICE("")},
	[BATCH_ALL] = {SLICE("batch"), SLICE("全体|一括"), SLICE("すべての計画をまとめて"), SLICE("all plans together")},
	[BATCH_OFFICE] = {SLICE("office"), SLICE("事業所|居宅介護支援事業所"), SLICE("事業所ごと"), SLICE("the plans of each office")},
	[BATCH_CARE_MANAGER] = {SLICE("care_manager"), SLICE("担当者|介護支援専門員"), SLICE("担当者ごと"),
				SLICE("the plans of each care manager")},
	[BATCH_PERSON] = {SLICE("person"), SLICE("利用者"), SLICE("利用者ごと"), SLICE("the plans of each person")},
};

const struct batch_scope_info *batch_scope_info(enum batch_scope scope)
{
	assert(scope < BATCH_SCOPE_COUNT);
	return &scopes[scope];
}

static bool is_named(struct slice names_ja, struct slice name)
{
	struct slice word;

	while (slice_next(&names_ja, '|', &word))
		if (slice_equal(word, name))
			return true;
	return false;
}

enum batch_scope batch_scope_by_name(struct slice name)
{
	for (unsigned i = BATCH_ALL; i < BATCH_SCOPE_COUNT; i++)
		if (slice_equal(scopes[i].name, name) || is_named(scopes[i].names_ja, name))
			return (enum batch_scope)i;
	return BATCH_NONE;
}

static const struct type text = {.kind = TYPE_STRING};

static const struct fact_column_type common[FACT_FIRST_OWN] = {
	[FACT_PERSON] = {SLICE("person"), SLICE("利用者"), &text, true},
	[FACT_PLAN] = {SLICE("plan"), SLICE("計画"), &text, true},
	[FACT_OFFICE] = {SLICE("office"), SLICE("事業所"), &text, true},
	[FACT_CARE_MANAGER] = {SLICE("care_manager"), SLICE("担当者"), &text, true},
};

const struct fact_column_type *fact_common_columns(void)
{
	return common;
}

size_t fact_column_find(const struct fact_type *fact, struct slice name)
{
	for (size_t i = 0; i < fact->count; i++)
		if (slice_equal(fact->columns[i].name, name) || is_named(fact->columns[i].names_ja, name))
			return i;
	return SIZE_MAX;
}

void fact_columns_all_read(const struct type *type)
{
	while (type->kind == TYPE_LIST)
		type = type->element;
	for (size_t i = 0; type->kind == TYPE_FACT && i < type->fact->count; i++)
		type->fact->columns[i].is_read = true;
}
