/* The section about all plans together: findings that belong to no plan, and how far they could look. */
#include "report/people/text_parts.h"
#include "text/unicode/utf8.h"

enum { REASONS_SHOWN = 20, KEYS_SHOWN = 10 };

static void add_related(struct report *report, const struct finding *finding)
{
	struct text_builder *text = &report->text;
	size_t from = text->length;

	for (size_t i = 0; i < finding->related_count; i++) {
		const struct related_plan *related = &finding->related[i];

		text_builder_add(text, text_word(report, "    ・", "    - "));
		utf8_add_safely(text, related->plan);
		if (related->text.length)
			text_builder_add(text, text_word(report, "： ", ": "));
		utf8_add_safely(text, related->text);
		text_builder_add_char(text, '\n');
	}
	if (finding->related_left_out)
		text_builder_print(text, report->run.english ? "    and %zu more\n" : "    ほか%zu件\n", finding->related_left_out);
	if (finding->related_count)
		text_builder_add_char(text, '\n');
	text_fold(report, from, 6);
}

/* Is it the reason of an earlier rule too? Then it has its line. */
static bool is_told(const struct report_batch *batch, size_t rule, struct slice what)
{
	for (size_t i = 0; i < rule; i++)
		for (size_t k = 0; k < batch->rules[i].coverage.reason_count; k++)
			if (slice_equal(batch->rules[i].coverage.reasons[k].what, what))
				return true;
	return false;
}

/* （1399900022、1399900033 ほか8）: what somebody can add to the table. */
static void add_keys(struct report *report, const struct batch_left_out *reason)
{
	struct text_builder *text = &report->text;

	if (!reason->key_count)
		return;
	text_builder_add(text, text_word(report, "（", " ("));
	for (size_t i = 0; i < reason->key_count && i < KEYS_SHOWN; i++) {
		text_builder_add(text, i ? text_word(report, "、", ", ") : slice_of("", 0));
		utf8_add_safely(text, reason->keys[i]);
	}
	if (reason->key_count > KEYS_SHOWN)
		text_builder_print(text, report->run.english ? " and %zu more" : " ほか%zu", reason->key_count - KEYS_SHOWN);
	text_builder_add(text, text_word(report, "）", ")"));
}

/* One line a missing form, as for a plan: how many plans, and the rules they are missing in. */
static void add_left_out(struct report *report, const struct report_batch *batch, size_t rule, const struct batch_left_out *first)
{
	struct text_builder *text = &report->text;
	size_t most = 0, count = 0;

	text_builder_clear(&report->line);
	for (size_t i = rule; i < batch->rule_count; i++)
		for (size_t k = 0; k < batch->rules[i].coverage.reason_count; k++) {
			const struct batch_left_out *reason = &batch->rules[i].coverage.reasons[k];

			if (!slice_equal(reason->what, first->what))
				continue;
			most = reason->plans > most ? reason->plans : most;
			text_builder_print(&report->line, "%s%.*s", count++ ? ", " : "", SLICE_PRINT(batch->rules[i].id));
		}
	text_builder_add(text, text_word(report, "  ・", "  - "));
	utf8_add_safely(text, first->what);
	add_keys(report, first);
	text_builder_print(text, report->run.english ? " (plans: %zu): " : "（計画%zu件）： ", most);
	text_builder_add(text, text_builder_slice(&report->line));
	text_builder_add_char(text, '\n');
}

static void add_all_left_out(struct report *report, const struct report_batch *batch)
{
	size_t told = 0, from = report->text.length;

	for (size_t i = 0; i < batch->rule_count; i++)
		for (size_t k = 0; k < batch->rules[i].coverage.reason_count; k++) {
			struct slice what = batch->rules[i].coverage.reasons[k].what;

			if (is_told(batch, i, what))
				continue;
			if (told++ >= REASONS_SHOWN)
				continue;
			if (told == 1)
				text_builder_add(&report->text, text_word(report, "資料にないため、まとめに含められなかったこと（「問題なし」ではありません）\n",
								     "Not in the material, so not included (this does not mean that all is well)\n"));
			add_left_out(report, batch, i, &batch->rules[i].coverage.reasons[k]);
		}
	if (told > REASONS_SHOWN)
		text_builder_print(&report->text, report->run.english ? "  and %zu more (all of them in json)\n" : "  ほか%zu種類（json にすべてあります）\n",
				   told - REASONS_SHOWN);
	text_fold(report, from, 4);
}

static void add_batch_coverage(struct report *report, const struct report_batch *batch)
{
	struct coverage_counts counts = {.rules = batch->rule_count};

	for (size_t i = 0; i < batch->rule_count; i++) {
		enum outcome outcome = batch->rules[i].coverage.outcome;

		counts.passed += outcome == OUTCOME_PASS;
		counts.found += outcome == OUTCOME_FINDING;
		counts.not_applicable += outcome == OUTCOME_NOT_APPLICABLE;
		counts.not_judged += outcome == OUTCOME_NOT_JUDGED;
		counts.open += outcome == OUTCOME_OPEN;
	}
	add_all_left_out(report, batch);
	text_add_counts(report, &counts);
	text_builder_add_char(&report->text, '\n');
}

static bool is_anything_shown(const struct report_batch *batch)
{
	for (size_t i = 0; i < batch->findings->count; i++)
		if (text_is_shown(batch->findings->items[i]))
			return true;
	return false;
}

void text_batch(struct report *report, const struct report_batch *batch)
{
	bool shown = is_anything_shown(batch);

	if (report->run.quiet && !shown)
		return;
	text_begin_tone(report, TONE_STRONG);
	if (batch->plans == 1)
		text_builder_add(&report->text, text_word(report, "■ 事業所・全体", "== All plans together"));
	else
		text_builder_print(&report->text, report->run.english ? "== All plans together (%zu plans)" : "■ 事業所・全体（計画%zu件をまとめて見たこと）",
				   batch->plans);
	text_end_tone(report);
	text_builder_add(&report->text, SLICE_OF("\n\n"));
	if (!shown)
		text_builder_add(&report->text, text_word(report, "まとめて見てお伝えしたいことは見つかりませんでした。\n\n", "Nothing to point out.\n\n"));
	for (size_t i = 0; i < batch->findings->count; i++) {
		if (!text_is_shown(batch->findings->items[i]))
			continue;
		text_add_finding(report, batch->findings->items[i]);
		add_related(report, batch->findings->items[i]);
	}
	if (!report->run.quiet)
		add_batch_coverage(report, batch);
}
