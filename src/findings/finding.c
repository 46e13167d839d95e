#include "findings/finding.h"

#include "base/compiler.h"
#include "base/limits.h"
#include "base/text_builder.h"

#include <assert.h>
#include <string.h>

static const struct builtin_info builtins[BUILTIN_COUNT] = {
#define BUILTIN(token_, id_, name_, category_, severity_, lost_, title_ja_, title_en_, message_ja_, message_en_, fix_ja_, fix_en_) \
	[BUILTIN_##token_] = {.id = SLICE(id_),                                                                          \
			      .name = SLICE(name_),                                                                      \
			      .category = SLICE(category_),                                                              \
			      .severity = severity_,                                                                     \
			      .lost = lost_,                                                                             \
			      .title_ja = SLICE(title_ja_),                                                              \
			      .title_en = SLICE(title_en_),                                                              \
			      .message_ja = SLICE(message_ja_),                                                          \
			      .message_en = SLICE(message_en_),                                                          \
			      .fix_ja = SLICE(fix_ja_),                                                                  \
			      .fix_en = SLICE(fix_en_)},
#include "findings/builtin.def"
#undef BUILTIN
};

const struct builtin_info *builtin_info(enum builtin_finding builtin)
{
	assert(builtin < BUILTIN_COUNT);
	return &builtins[builtin];
}

void finding_list_init(struct finding_list *list, struct arena *arena, bool english)
{
	*list = (struct finding_list){.arena = arena, .english = english};
}

static bool has_room(struct finding_list *list)
{
	bool room = list->count < LIMIT_FINDINGS_A_PLAN;

	list->suppressed_by_limit += !room;
	return room;
}

void finding_list_take(struct finding_list *list, struct finding *finding)
{
	if (!has_room(list))
		return;
	list->items = arena_with_room(list->arena, list->items, list->count, &list->capacity, sizeof *list->items);
	finding->raised = (uint32_t)list->count;
	list->items[list->count++] = finding;
}

struct finding *finding_add(struct finding_list *list)
{
	if (!has_room(list))
		return NULL;
	struct finding *finding = arena_new(list->arena, struct finding);

	finding_list_take(list, finding);
	return finding;
}

/* `text` with {0} to {9} replaced once: what stands in an argument is never looked at again. */
static struct slice fill_in(struct arena *arena, struct slice text, const struct slice *arguments, size_t count)
{
	struct text_builder filled;
	size_t plain = 0;

	if (!text.length || !memchr(text.data, '{', text.length))
		return text; /* of the table: lives for ever */
	text_builder_init(&filled, arena);
	for (size_t at = 0; at + 2 < text.length; at++) {
		if (text.data[at] != '{' || text.data[at + 2] != '}' || text.data[at + 1] < '0' || text.data[at + 1] > '9')
			continue;
		size_t argument = (size_t)(text.data[at + 1] - '0');

		assert(argument < count);
		text_builder_add(&filled, slice_part(text, plain, at));
		if (argument < count)
			text_builder_add(&filled, arguments[argument]);
		plain = at + 3;
		at += 2;
	}
	text_builder_add(&filled, slice_part(text, plain, text.length));
	return text_builder_finish(&filled);
}

struct finding *finding_add_builtin(struct finding_list *list, enum builtin_finding builtin, struct place place,
				    const struct slice *arguments, size_t count)
{
	const struct builtin_info *info = builtin_info(builtin);
	bool unwanted = list->unwanted && list->unwanted[builtin];
	struct finding *finding = unwanted ? NULL : finding_add(list);

	if (!finding)
		return NULL;
	finding->rule = info->id;
	finding->name = info->name;
	finding->category = info->category;
	finding->severity = info->severity;
	finding->kind = FINDING_FAIL;
	finding->lost = info->lost;
	finding->title = list->english ? info->title_en : info->title_ja;
	finding->message = fill_in(list->arena, list->english ? info->message_en : info->message_ja, arguments, count);
	finding->fix = fill_in(list->arena, list->english ? info->fix_en : info->fix_ja, arguments, count);
	finding->place = place;
	return finding;
}

struct slice severity_name(enum severity severity)
{
	static const struct slice names[] = {
		[SEVERITY_INFO] = SLICE("info"), [SEVERITY_WARNING] = SLICE("warning"), [SEVERITY_ERROR] = SLICE("error")};

	static_assert(COUNT_OF(names) == SEVERITY_COUNT, "a name for every severity");
	assert(severity < SEVERITY_COUNT);
	return names[severity];
}

struct slice finding_kind_name(enum finding_kind kind)
{
	static const struct slice names[] = {
		[FINDING_FAIL] = SLICE("fail"), [FINDING_REVIEW] = SLICE("review"), [FINDING_OPEN] = SLICE("open")};

	static_assert(COUNT_OF(names) == FINDING_KIND_COUNT, "a name for every kind");
	assert(kind < FINDING_KIND_COUNT);
	return names[kind];
}
