/* The section of --rank: which plans to hear about first, each with its reasons and never with a score. */
#include "report/people/text_parts.h"
#include "report/totals/plan_ranking.h"
#include "text/utf8.h"

enum { PLANS_SHOWN = 50 };

static void add_ids(struct report *report, const struct rule_ids *rules)
{
	for (size_t i = 0; i < rules->count; i++) {
		text_builder_add(&report->line, i ? text_word(report, "、", ", ") : slice_of("", 0));
		text_builder_add(&report->line, rules->ids[i]);
	}
}

static void add_count(struct report *report, const char *ja, const char *en, size_t count)
{
	if (!count)
		return;
	text_builder_add(&report->line, report->line.length ? text_word(report, "、", ", ") : slice_of("", 0));
	text_builder_print(&report->line, "%s %zu", report->run.english ? en : ja, count);
}

static void add_reasons(struct report *report, const struct ranked_plan *plan)
{
	text_builder_clear(&report->line);
	add_count(report, "要確認", "errors", plan->counts[WEIGHT_ERROR]);
	add_count(report, "点検で話題になりやすい点", "warnings", plan->counts[WEIGHT_WARNING]);
	if (plan->rules.count) {
		text_builder_add(&report->line, text_word(report, "（", " ("));
		add_ids(report, &plan->rules);
		text_builder_add(&report->line, text_word(report, "）", ")"));
	}
	if (plan->lists.count) {
		add_count(report, "事業所・全体の一覧", "lists over all plans", plan->lists.count);
		text_builder_add(&report->line, text_word(report, "（", " ("));
		add_ids(report, &plan->lists);
		text_builder_add(&report->line, text_word(report, "）", ")"));
	}
	add_count(report, "確認できない項目", "could not be checked", plan->unchecked);
	add_count(report, "気づき", "infos", plan->counts[WEIGHT_INFO]);
	add_count(report, "問いかけ", "questions", plan->counts[WEIGHT_QUESTION]);
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
	add_reasons(report, plan);
	text_builder_add(text, SLICE_OF("\n      "));
	utf8_add_safely(text, text_builder_slice(&report->line));
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
	text_builder_add(&report->text,
			 text_word(report, "  事業所を順に回り、理由の多い計画から並べています。計画や人の良し悪しの順ではありません。\n",
				   "  Offices take turns, each with the plan that has most reasons. This is no order of merit.\n"));
	text_fold(report, from, 2);
	for (size_t i = 0; i < count && i < PLANS_SHOWN; i++)
		add_plan(report, plans[i]);
	if (count > PLANS_SHOWN)
		text_builder_print(&report->text, report->run.english ? "  and %zu more (all of them in json)\n" : "  ほか%zu件（json にすべてあります）\n",
				   count - PLANS_SHOWN);
	if (report->plans > count)
		text_builder_print(&report->text, report->run.english ? "  without any reason: %zu\n" : "  並べる理由のなかった計画 %zu件\n", report->plans - count);
}
