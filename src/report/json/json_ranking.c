#include "report/json/json_ranking.h"

#include "report/totals/plan_ranking.h"

static void add_ids(struct json_writer *json, const char *key, const struct rule_ids *rules)
{
	json_key(json, key);
	json_begin_array(json);
	for (size_t i = 0; i < rules->count; i++)
		json_string(json, rules->ids[i]);
	json_end_array(json);
}

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
		add_ids(json, "rules", &plan->rules);
		add_ids(json, "lists", &plan->lists);
		json_count(json, "unchecked", plan->unchecked);
		json_count(json, "infos", plan->counts[WEIGHT_INFO]);
		json_count(json, "questions", plan->counts[WEIGHT_QUESTION]);
		json_end_object(json);
	}
	json_end_array(json);
}
