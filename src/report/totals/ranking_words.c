#include "report/totals/ranking_words.h"

struct slice ranking_meaning(bool english)
{
	return english ? SLICE_OF("Offices take turns, each with the plan that has most reasons. This is no order of merit.")
		       : SLICE_OF("事業所を順に回り、理由の多い計画から並べています。計画や人の良し悪しの順ではありません。");
}

/* A reason behind those before it, with the rules that make it; nothing when there is none. */
static void add_reason(struct text_builder *text, size_t from, const char *name, size_t count, bool english)
{
	if (!count)
		return;
	if (text->length > from)
		text_builder_add(text, english ? SLICE_OF(", ") : SLICE_OF("、"));
	text_builder_print(text, "%s %zu", name, count);
}

static void add_ids(struct text_builder *text, const struct rule_ids *rules, bool english)
{
	for (size_t i = 0; i < rules->count; i++) {
		text_builder_add(text, i ? (english ? SLICE_OF(", ") : SLICE_OF("、")) : english ? SLICE_OF(" (") : SLICE_OF("（"));
		text_builder_add(text, rules->ids[i]);
	}
	if (rules->count)
		text_builder_add(text, english ? SLICE_OF(")") : SLICE_OF("）"));
}

void ranking_add_reasons(struct text_builder *text, const struct ranked_plan *plan, bool english)
{
	size_t from = text->length;

	add_reason(text, from, english ? "errors" : "要確認", plan->counts[WEIGHT_ERROR], english);
	add_reason(text, from, english ? "warnings" : "点検で話題になりやすい点", plan->counts[WEIGHT_WARNING], english);
	add_ids(text, &plan->rules, english);
	add_reason(text, from, english ? "lists over all plans" : "事業所・全体の一覧", plan->lists.count, english);
	add_ids(text, &plan->lists, english);
	add_reason(text, from, english ? "could not be checked" : "確認できない項目", plan->unchecked, english);
	add_reason(text, from, english ? "infos" : "気づき", plan->counts[WEIGHT_INFO], english);
	add_reason(text, from, english ? "questions" : "問いかけ", plan->counts[WEIGHT_QUESTION], english);
}
