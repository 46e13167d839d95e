/* The section of --rank: which plans to hear about first, each with its reasons and never with a score. */
#include "report/people/text_parts.h"
#include "report/totals/ranking_words.h"
#include "text/unicode/utf8.h"

enum { PLANS_SHOWN = 50 };

/* Above, plans are called by their file and number. Without numbers of its own a plan has them for a key. */
static void add_place(struct report *report, const struct ranked_plan *plan)
{
	if (slice_starts_with(plan->key, plan->path))
		return;
	text_builder_add(&report->text, SLICE_OF("\n      "));
	utf8_add_safely(&report->text, plan->path);
	text_builder_print(&report->text, report->run.english ? " (plan %u)" : "（%u件目）", (unsigned)plan->ordinal);
}

static void add_plan(struct report *report, const struct ranked_plan *plan)
{
	struct text_builder *text = &report->text;
	size_t from = text->length;

	text_builder_add(text, text_word(report, "  ・", "  - "));
	utf8_add_safely(text, plan->key);
	if (plan->office.length || plan->office_code.length) {
		text_builder_add(text, text_word(report, "（", " ("));
		utf8_add_safely(text, plan->office.length ? plan->office : plan->office_code);
		text_builder_add(text, text_word(report, "）", ")"));
	}
	add_place(report, plan);
	text_builder_clear(&report->detail);
	ranking_add_reasons(&report->detail, plan, report->run.english);
	text_builder_add(text, SLICE_OF("\n      "));
	utf8_add_safely(text, text_builder_slice(&report->detail));
	text_builder_add_char(text, '\n');
	text_fold(report, from, 6);
}

void text_ranking(struct report *report)
{
	size_t count = 0, from = report->text.length;
	const struct ranked_plan **plans = plan_ranking_order(report->ranking, report->batch, &count);

	if (!report->run.quiet || report->run.statistics)
		text_builder_add_char(&report->text, '\n');
	text_add_in_tone(report, TONE_STRONG, text_word(report, "話を聞いてみる順", "Which plans to hear about first"));
	text_builder_add_char(&report->text, '\n');
	text_builder_add(&report->text, SLICE_OF("  "));
	text_builder_add(&report->text, ranking_meaning(report->run.english));
	text_builder_add_char(&report->text, '\n');
	text_fold(report, from, 2);
	for (size_t i = 0; i < count && i < PLANS_SHOWN; i++)
		add_plan(report, plans[i]);
	if (count > PLANS_SHOWN)
		text_builder_print(&report->text, report->run.english ? "  and %zu more (all of them in json)\n" : "  ほか%zu件（json にすべてあります）\n",
				   count - PLANS_SHOWN);
	if (report->plans > count)
		text_builder_print(&report->text, report->run.english ? "  without any reason: %zu\n" : "  並べる理由のなかった計画 %zu件\n", report->plans - count);
}
