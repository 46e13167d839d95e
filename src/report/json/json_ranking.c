#include "report/json/json_ranking.h"

#include "report/totals/plan_ranking.h"

void json_add_ranking(struct json_writer *json, const struct report *report)
{
	size_t count = 0;
	const struct ranked_plan **plans = plan_ranking_order(report->ranking, report->batch, &count);

	json_key(json, "ranking");
	json_begin_array(json);
	for (size_t i = 0; i < count; i++) {
		const struct ranked_plan *plan = plans[i];

		json_begin_object(json);
		json_text(json, "key", plan->key);
		json_text(json, "path", plan->path);
		json_count(json, "document", plan->ordinal);
		json_text_if(json, "office", plan->office);
		json_text_if(json, "office_code", plan->office_code);
		json_count(json, "turn", plan->round + 1);
		json_count(json, "errors", plan->counts[WEIGHT_ERROR]);
		json_count(json, "warnings", plan->counts[WEIGHT_WARNING]);
		json_texts(json, "rules", plan->rules.ids, plan->rules.count);
		json_texts(json, "lists", plan->lists.ids, plan->lists.count);
		json_count(json, "unchecked", plan->unchecked);
		json_count(json, "infos", plan->counts[WEIGHT_INFO]);
		json_count(json, "questions", plan->counts[WEIGHT_QUESTION]);
		json_end_object(json);
	}
	json_end_array(json);
}
