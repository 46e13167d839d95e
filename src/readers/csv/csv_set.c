/* The CSV files of a run as a series of plans. */
#include "readers/csv/csv_set.h"

#include "readers/csv/join/csv_join.h"
#include "readers/csv/plan/csv_plan.h"

/* The fields that files of some roles can fill. */
struct csv_supplied {
	unsigned roles;
	const bool *fields;
	const struct csv_supplied *next;
};

struct csv_set {
	struct csv_index index;
	struct csv_scanner scanner;
	struct csv_reading reading;
	struct arena scratch;
	struct csv_plan_source plans;
	size_t next, end; /* entries */
	uint32_t ordinal;
	const struct csv_supplied *supplied; /* made when first needed: few sets of roles are met in a run */
};

/* ---- the set ---- */

static void mark_path(bool *supplied, const struct layout_item *item)
{
	for (unsigned i = 0; i < item->path_length; i++)
		supplied[item->path[i]] = true;
	if (item->path_length && item->kind == KIND_RECORD)
		for (enum field field = FIRST_Period; field <= LAST_Period; field = (enum field)(field + 1))
			supplied[field] = true;
}

/* The fields these files can fill. Optional fields have no cell anywhere: absent they are null, as in a YAML plan. */
static const bool *supplied_by(void *context, unsigned roles)
{
	struct csv_set *set = context;

	for (const struct csv_supplied *known = set->supplied; known; known = known->next)
		if (known->roles == roles)
			return known->fields;
	bool *supplied = arena_array(set->index.arena, bool, FIELD_COUNT);
	struct csv_supplied *entry = arena_new(set->index.arena, struct csv_supplied);

	for (unsigned i = FIELD_INVALID + 1; i < FIELD_COUNT; i++)
		supplied[i] = (field_info((enum field)i)->flags & FIELD_OPTIONAL) != 0;
	for (size_t i = 0; i < set->index.file_count; i++) {
		const struct csv_file *file = &set->index.files[i];

		if (file->role < CSV_ROLE_COUNT && roles & 1u << file->role)
			for (size_t k = 0; k < file->layout->count; k++)
				mark_path(supplied, &file->layout->items[k]);
	}
	/* Which lists a month has is known month by month: csv_month.c has settled them. */
	supplied[Month_planned] = supplied[Month_actual] = supplied[Month_totals] = false;
	*entry = (struct csv_supplied){roles, supplied, set->supplied};
	set->supplied = entry;
	return supplied;
}

static unsigned roles_of(const struct csv_index *index)
{
	unsigned roles = 0;

	for (size_t i = 0; i < index->file_count; i++)
		if (index->files[i].role < CSV_ROLE_COUNT)
			roles |= 1u << index->files[i].role;
	return roles;
}

/* A table no plan can do without is absent from all files: said once for all plans. */
static void report_missing_tables(const struct csv_index *index, unsigned roles, struct finding_list *findings)
{
	const unsigned table1 = 1u << CSV_TABLE1, table2 = 1u << CSV_TABLE2, table3 = 1u << CSV_TABLE3;
	struct place place = {index->files[0].source, 0, 0};

	if (!(roles & table1) && roles & (table2 | table3))
		finding_add_builtin(findings, BUILTIN_CSV_TABLE1_ABSENT, place, &SLICE_OF("UP1KYO"), 1);
	if (!(roles & table2) && roles & (table1 | table3))
		finding_add_builtin(findings, BUILTIN_CSV_TABLE2_ABSENT, place, &SLICE_OF("UP2KYO"), 1);
}

struct csv_set *csv_set_open(struct arena *arena, struct source *const *sources, const struct record_layout *const *layouts,
			     size_t count, const struct key_table *keys, struct finding_list *findings)
{
	struct csv_set *set = arena_new(arena, struct csv_set);

	arena_init_inner(&set->scratch, arena);
	csv_texts_init(&set->reading.texts, arena);
	csv_index_build(&set->index, arena, &set->scanner, sources, layouts, count, findings);
	csv_join(&set->index, &set->scratch);
	set->end = set->index.entry_count;
	set->reading.scanner = &set->scanner;
	set->plans = (struct csv_plan_source){.index = &set->index,
					      .reading = &set->reading,
					      .scratch = &set->scratch,
					      .keys = keys,
					      .supplied = supplied_by,
					      .context = set,
					      .roles = roles_of(&set->index)};
	report_missing_tables(&set->index, set->plans.roles, findings);
	return set;
}

/* The next entry that is a plan of its own: what was withdrawn has no rows left, what was joined belongs to another. */
static const struct csv_entry *next_entry(struct csv_set *set)
{
	while (set->next < set->end) {
		const struct csv_entry *entry = &set->index.entries[set->next++];

		if (entry->first && !entry->belongs)
			return entry;
	}
	return NULL;
}

void csv_set_keep_all(struct csv_set *set)
{
	set->plans.keep = true;
}

enum reading csv_set_next(struct csv_set *set, struct arena *arena, struct finding_list *findings, struct document **document)
{
	const struct csv_entry *entry = next_entry(set);

	*document = NULL;
	if (!entry)
		return READING_END;
	arena_reset(&set->scratch);
	csv_texts_begin_plan(&set->reading.texts, arena);
	return csv_plan_read(&set->plans, entry, ++set->ordinal, arena, findings, document);
}

static uint64_t bytes_of(const struct csv_index *index, const struct csv_entry *entry)
{
	uint64_t bytes = 0;

	for (uint32_t range = entry->first; range; range = index->ranges[range - 1].next)
		bytes += index->ranges[range - 1].to - index->ranges[range - 1].from;
	return bytes;
}

/* With the entries that were joined to it. */
static uint64_t bytes_of_plan(const struct csv_index *index, const struct csv_entry *entry)
{
	uint64_t bytes = bytes_of(index, entry);

	for (uint32_t month = entry->joined; month; month = index->entries[month - 1].joined)
		bytes += bytes_of(index, &index->entries[month - 1]);
	return bytes;
}

bool csv_set_cut(struct csv_set *set, uint64_t bytes, struct csv_span *span)
{
	const struct csv_entry *entry;
	uint64_t cut = 0;

	*span = (struct csv_span){.from = set->next, .ordinal = set->ordinal};
	while (cut < bytes && (entry = next_entry(set)) != NULL) {
		cut += bytes_of_plan(&set->index, entry);
		set->ordinal++;
	}
	span->to = set->next;
	return set->ordinal > span->ordinal;
}

struct csv_set *csv_set_view(struct arena *arena, const struct csv_set *set)
{
	struct csv_set *view = arena_new(arena, struct csv_set);
	struct csv_file *files = arena_array(arena, struct csv_file, set->index.file_count);

	arena_init_inner(&view->scratch, arena);
	csv_texts_init(&view->reading.texts, arena);
	view->reading.scanner = &view->scanner;
	view->index = set->index;
	view->index.arena = arena;
	view->index.files = files;
	for (size_t i = 0; i < set->index.file_count; i++) {
		files[i] = set->index.files[i];
		files[i].source = arena_new(arena, struct source);
		source_share(files[i].source, set->index.files[i].source, arena);
	}
	view->plans = set->plans;
	view->plans.index = &view->index;
	view->plans.reading = &view->reading;
	view->plans.scratch = &view->scratch;
	view->plans.context = view;
	return view;
}

void csv_set_keep_texts(struct csv_set *view)
{
	view->reading.texts.only_of_plan = true;
}

void csv_set_seek(struct csv_set *view, const struct csv_span *span)
{
	view->next = span->from;
	view->end = span->to;
	view->ordinal = span->ordinal;
}

void csv_set_close(struct csv_set *set)
{
	arena_release(&set->scratch);
	arena_release(&set->reading.texts.arena);
}
