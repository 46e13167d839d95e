#include "report/totals/report_totals.h"

#include "base/compiler.h"

static void rows_init(struct total_rows *rows, struct arena *arena)
{
	*rows = (struct total_rows){.arena = arena};
	name_table_init(&rows->names, arena);
}

void report_totals_init(struct report_totals *totals, struct arena *arena)
{
	*totals = (struct report_totals){.arena = arena};
	rows_init(&totals->rules, arena);
	rows_init(&totals->offices, arena);
	rows_init(&totals->missing, arena);
	rows_init(&totals->sources, arena);
	rows_init(&totals->revisions, arena);
	rows_init(&totals->tables, arena);
	rows_init(&totals->months, arena);
	rows_init(&totals->care_managers, arena);
	name_table_init(&totals->item_names, arena);
}

/* The row of a key; a new one takes copies of its texts. */
static struct total_row *row_of(struct total_rows *rows, struct slice key, struct slice title, struct slice more)
{
	uint32_t number = name_table_find(&rows->names, key);

	if (number != NAME_NOT_FOUND)
		return &rows->rows[number];
	rows->rows = arena_with_room(rows->arena, rows->rows, rows->count, &rows->capacity, sizeof *rows->rows);
	rows->rows[rows->count] = (struct total_row){
		.key = arena_copy(rows->arena, key),
		.title = arena_copy(rows->arena, title),
		.more = arena_copy(rows->arena, more),
	};
	name_table_add(&rows->names, rows->rows[rows->count].key, (uint32_t)rows->count);
	return &rows->rows[rows->count++];
}

enum finding_weight finding_weight(const struct finding *finding)
{
	static const enum finding_weight weights[SEVERITY_COUNT] = {
		[SEVERITY_ERROR] = WEIGHT_ERROR, [SEVERITY_WARNING] = WEIGHT_WARNING, [SEVERITY_INFO] = WEIGHT_INFO};

	return finding->kind == FINDING_REVIEW ? WEIGHT_QUESTION : weights[finding->severity];
}

enum item_outcome item_outcome_of(struct slice outcome)
{
	static const struct {
		struct slice name;
		enum item_outcome outcome;
	} names[] = {{SLICE("finding"), ITEM_FOUND},
		     {SLICE("open"), ITEM_UNCHECKED},
		     {SLICE("notJudged"), ITEM_UNCHECKED},
		     {SLICE("pass"), ITEM_PASSED},
		     {SLICE("question"), ITEM_QUESTION}};

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (slice_equal(names[i].name, outcome))
			return names[i].outcome;
	return ITEM_NOT_APPLICABLE;
}

/* What has always been in force is no revision. */
static void add_period(struct total_rows *rows, struct slice name, struct slice title, struct slice period)
{
	if (period.length)
		row_of(rows, arena_print(rows->arena, "%.*s %.*s", SLICE_PRINT(name), SLICE_PRINT(period)), title, period)->plans++;
}

void report_totals_add_grounds(struct report_totals *totals, const struct finding *finding)
{
	for (size_t i = 0; i < finding->basis_count; i++) {
		const struct basis *basis = &finding->basis[i];
		struct total_row *row = row_of(&totals->sources, basis->source, basis->title.length ? basis->title : basis->source, basis->link);

		row->plans++;
		row->verified |= basis->verified;
	}
	add_period(&totals->revisions, finding->rule, finding->title, finding->revision);
	for (size_t i = 0; i < finding->table_count; i++)
		add_period(&totals->tables, finding->tables[i].name, finding->tables[i].title, finding->tables[i].in_force);
}

/* Rows that count every finding of a plan; there are as many as TOTALED_BY. */
enum { TOTALED_BY = 3 };

/* 令和8年4月: the date of the plan in words, up to its month; a month with a change of era goes by its first plan. */
static struct slice month_in_words(const struct report_plan *plan, struct slice month, bool english)
{
	const struct slice sign = SLICE_OF("月");
	size_t at = slice_find(plan->plan_date, sign, 0);

	if (english || at == SIZE_MAX)
		return month;
	return slice_part(plan->plan_date, 0, at + sign.length);
}

/* Those a plan belongs to: its office, its month, and its care manager where that was asked for. */
static size_t rows_of_plan(struct report_totals *totals, const struct report_plan *plan, bool english, struct total_row *rows[TOTALED_BY])
{
	enum { MONTH_LENGTH = 7 };
	const struct slice none = slice_of("", 0), unwritten = english ? SLICE_OF("(not written)") : SLICE_OF("（記載なし）");
	struct slice office = plan->office.length ? plan->office : unwritten, code = plan->office_code.length ? plan->office_code : office;
	struct slice month = slice_part(plan->plan_date_iso, 0, MONTH_LENGTH), manager = plan->care_manager;
	size_t count = 0;

	rows[count++] = row_of(&totals->offices, code, office, plan->office_code);
	rows[count++] = row_of(&totals->months, month, month.length ? month_in_words(plan, month, english) : unwritten, none);
	/* The same name in two offices is two people. */
	if (totals->by_care_manager)
		rows[count++] = row_of(&totals->care_managers, arena_print(totals->arena, "%.*s\n%.*s", SLICE_PRINT(code), SLICE_PRINT(manager)),
				       manager.length ? manager : unwritten, code);
	return count;
}

static void add_findings(struct report_totals *totals, const struct report_plan *plan, bool english)
{
	struct total_row *rows[TOTALED_BY];
	size_t row_count = rows_of_plan(totals, plan, english, rows);

	for (size_t k = 0; k < row_count; k++)
		rows[k]->plans++;
	for (size_t i = 0; i < plan->findings->count; i++) {
		const struct finding *finding = plan->findings->items[i];
		enum finding_weight weight = finding_weight(finding);

		report_totals_add_grounds(totals, finding);
		if (finding->kind == FINDING_OPEN || finding->suppressed_by || finding->known)
			continue;
		/* A question of a policy is counted with its item. */
		if (!slice_contains(finding->rule, SLICE_OF("/")))
			row_of(&totals->rules, finding->rule, finding->title, slice_of("", 0))->counts[weight]++;
		for (size_t k = 0; k < row_count; k++)
			rows[k]->counts[weight]++;
	}
}

static void add_policy_items(struct report_totals *totals, const struct report_plan *plan)
{
	for (size_t i = 0; i < plan->item_count; i++) {
		const struct report_item *item = &plan->items[i];
		uint32_t number = name_table_find(&totals->item_names, item->id);

		if (number == NAME_NOT_FOUND) {
			number = (uint32_t)totals->item_count;
			totals->items = arena_with_room(totals->arena, totals->items, totals->item_count, &totals->item_capacity,
							sizeof *totals->items);
			totals->items[totals->item_count++] = (struct policy_item_total){
				.policy = arena_copy(totals->arena, plan->policy_title),
				.label = arena_copy(totals->arena, item->label),
				.text = arena_copy(totals->arena, item->text),
			};
			name_table_add(&totals->item_names, arena_copy(totals->arena, item->id), number);
		}
		totals->items[number].outcomes[item_outcome_of(item->outcome)]++;
	}
}

static void add_standard_items(struct report_totals *totals, const struct form_view *forms)
{
	for (size_t i = 0; i < forms->item_count; i++) {
		const struct assessment_coverage *from = &forms->items[i];
		struct standard_item_total *item = &totals->standard[(from->number - 1) % STANDARD_ITEMS];

		if (!slice_equal(item->name, from->name))
			item->name = arena_copy(totals->arena, from->name);
		item->written += from->state == CELL_WRITTEN || from->state == CELL_UNREADABLE;
		item->blank += from->state == CELL_BLANK;
		item->not_supplied += from->state == CELL_NOT_SUPPLIED;
		item->findings += from->finding_count;
	}
}

void report_totals_add(struct report_totals *totals, const struct report_plan *plan, bool english)
{
	add_findings(totals, plan, english);
	for (size_t i = 0; i < plan->missing_count; i++)
		row_of(&totals->missing, plan->missing[i].name, plan->missing[i].name, slice_of("", 0))->plans++;
	add_policy_items(totals, plan);
	if (plan->forms)
		add_standard_items(totals, plan->forms);
}

size_t total_row_sum(const struct total_row *row)
{
	size_t total = 0;

	for (int i = 0; i < WEIGHT_COUNT; i++)
		total += row->counts[i];
	return total;
}

/* Heaviest first; rows of the same weight as they came. */
static bool goes_before(const struct total_row *a, const struct total_row *b)
{
	if (total_row_sum(a) != total_row_sum(b))
		return total_row_sum(a) > total_row_sum(b);
	return a->plans > b->plans;
}

static bool key_goes_before(const struct total_row *a, const struct total_row *b)
{
	return slice_compare(a->key, b->key) < 0;
}

static void merge(const struct total_rows *rows, bool (*before)(const struct total_row *, const struct total_row *), size_t *numbers, size_t *room,
		  size_t count)
{
	size_t half = count / 2, left = 0, right = half;

	if (count < 2)
		return;
	merge(rows, before, numbers, room, half);
	merge(rows, before, numbers + half, room, count - half);
	for (size_t i = 0; i < count; i++) {
		bool from_right = left == half || (right < count && before(&rows->rows[numbers[right]], &rows->rows[numbers[left]]));

		room[i] = from_right ? numbers[right++] : numbers[left++];
	}
	memcpy(numbers, room, count * sizeof *numbers);
}

static size_t *rows_in_order(const struct total_rows *rows, bool (*before)(const struct total_row *, const struct total_row *))
{
	size_t *numbers = arena_array(rows->arena, size_t, rows->count), *room = arena_array(rows->arena, size_t, rows->count);

	for (size_t i = 0; i < rows->count; i++)
		numbers[i] = i;
	merge(rows, before, numbers, room, rows->count);
	return numbers;
}

size_t *total_rows_sorted(const struct total_rows *rows)
{
	return rows_in_order(rows, goes_before);
}

size_t *total_rows_by_key(const struct total_rows *rows)
{
	return rows_in_order(rows, key_goes_before);
}
