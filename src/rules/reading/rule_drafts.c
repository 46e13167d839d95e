/* What must hold between rules, and the rules of a set out of their drafts. */
#include "rules/reading/rule_drafts.h"

#include <stdlib.h>

static int compare_drafts(const void *a, const void *b)
{
	const struct rule_draft *x = a, *y = b;
	int order = slice_compare(x->id, y->id);

	if (order)
		return order;
	if (x->revision.variant != y->revision.variant) /* single insurers first: the last is what holds for every plan */
		return x->revision.variant > y->revision.variant ? -1 : 1;
	if (x->revision.from != y->revision.from)
		return x->revision.from < y->revision.from ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

static struct defined_at id_place(const struct rule_draft *draft)
{
	return (struct defined_at){draft->source, draft->id_node->offset};
}

/* Another revision of an id: its name, category and scope stay, its period is its own. */
static void check_revision(struct rule_file_reading *file, const struct rule_draft *before, struct rule_draft *draft)
{
	struct defined_at first = id_place(before);
	bool english = file->findings->english;
	struct slice differs = {NULL, 0};

	file->source = draft->source;
	if (!slice_equal(before->name, draft->name))
		differs = english ? SLICE_OF("name") : SLICE_OF("名前（name）");
	else if (!slice_equal(before->category, draft->category))
		differs = english ? SLICE_OF("category") : SLICE_OF("分類（category）");
	else if (before->scope != draft->scope || before->batch != draft->batch)
		differs = english ? SLICE_OF("scope") : SLICE_OF("対象（scope）");
	if (differs.length) {
		struct slice line = arena_print(file->scratch, "%u", (unsigned)source_position(first.source, first.offset).line);

		rule_mistake(file, BUILTIN_RULE_REVISION_DIFFERS, draft->id_node,
			     (struct slice[]){draft->id, first.source->path, line, differs}, 4);
		draft->fine = false;
	} else if (before->revision.variant == draft->revision.variant && before->revision.to >= draft->revision.from) {
		report_duplicate(file, BUILTIN_RULE_PERIODS_OVERLAP, draft->period_node, draft->id, &first);
		draft->fine = false;
	}
}

static void check_names(const struct rule_draft_list *drafts, struct rule_file_reading *file)
{
	struct name_table names;

	name_table_init(&names, file->scratch);
	for (size_t i = 0; i < drafts->count; i++) {
		struct rule_draft *draft = &drafts->items[i];

		if (i && slice_equal(drafts->items[i - 1].id, draft->id)) {
			check_revision(file, &drafts->items[i - 1], draft);
			continue;
		}
		if (!draft->name.length || name_table_add(&names, draft->name, (uint32_t)i))
			continue;
		const struct rule_draft *first = &drafts->items[name_table_find(&names, draft->name)];
		struct defined_at at = {first->source, first->name_node->offset};

		file->source = draft->source;
		report_duplicate(file, BUILTIN_RULE_DUPLICATE, draft->name_node, draft->name, &at);
		draft->fine = false;
	}
}

static bool is_known_id(const struct rule_draft_list *drafts, struct slice id)
{
	for (size_t i = 0; i < drafts->count; i++)
		if (slice_equal(drafts->items[i].id, id))
			return true;
	return false;
}

static void check_subsumed(const struct rule_draft_list *drafts, struct rule_file_reading *file)
{
	struct slice *ids = arena_array(file->scratch, struct slice, drafts->count);

	for (size_t i = 0; i < drafts->count; i++)
		ids[i] = drafts->items[i].id;
	for (size_t i = 0; i < drafts->count; i++) {
		const struct rule_draft *draft = &drafts->items[i];

		file->source = draft->source;
		for (size_t k = 0; k < draft->subsume_count; k++) {
			if (is_known_id(drafts, draft->subsumes[k]))
				continue;
			struct slice hint = rule_hint(file, draft->subsumes[k], ids, drafts->count);

			rule_mistake(file, BUILTIN_RULE_UNKNOWN_RULE, &draft->subsumes_node->items[k],
				     (struct slice[]){draft->subsumes[k], hint}, 2);
		}
	}
}

/* A change of a rule that is not there would change nothing, unnoticed. */
static void check_changed(const struct rule_draft_list *drafts, struct rule_file_reading *file, const struct overlay_list *overlays)
{
	struct slice *ids = arena_array(file->scratch, struct slice, drafts->count);

	for (size_t i = 0; i < drafts->count; i++)
		ids[i] = drafts->items[i].id;
	overlay_report_unmet(overlays, file, OVERLAY_CHANGE, ids, drafts->count);
	overlay_report_unmet(overlays, file, OVERLAY_DISABLE, ids, drafts->count);
}

void rule_drafts_check(const struct rule_draft_list *drafts, struct rule_file_reading *file, const struct overlay_list *overlays)
{
	if (drafts->count)
		qsort(drafts->items, drafts->count, sizeof *drafts->items, compare_drafts);
	check_names(drafts, file);
	check_subsumed(drafts, file);
	check_changed(drafts, file, overlays);
}

void rule_drafts_build(const struct rule_draft_list *drafts, struct arena *arena, const struct overlay_list *overlays,
		       struct rule_set *set)
{
	struct rule *rules = arena_array(arena, struct rule, drafts->count);
	struct rule_revision *revisions = arena_array(arena, struct rule_revision, drafts->count);
	size_t used = 0;

	name_table_init(&set->by_id, arena);
	name_table_init(&set->by_name, arena);
	for (size_t i = 0; i < drafts->count; i++) {
		const struct rule_draft *draft = &drafts->items[i];
		struct rule *last = set->count ? &rules[set->count - 1] : NULL;

		if (!draft->fine)
			continue;
		revisions[used++] = draft->revision;
		if (last && slice_equal(last->id, draft->id)) {
			last->revision_count++;
			continue;
		}
		rules[set->count] = (struct rule){
			.number = (uint32_t)set->count,
			.id = draft->id,
			.name = draft->name,
			.category = draft->category,
			.scope = draft->scope,
			.batch = draft->batch,
			.on_request = draft->on_request,
			.suppressible = draft->suppressible,
			.subsumes = draft->subsumes,
			.subsume_count = draft->subsume_count,
			.revisions = &revisions[used - 1],
			.revision_count = 1,
			.disabled = overlay_disables(overlays, draft->id),
		};
		name_table_add(&set->by_id, draft->id, (uint32_t)set->count);
		name_table_add(&set->by_name, draft->name, (uint32_t)set->count);
		set->count++;
	}
	for (size_t i = 0; i < set->count; i++)
		rules[i].overlays = overlay_told(overlays, arena, &rules[i], &rules[i].overlay_count);
	set->rules = rules;
}
