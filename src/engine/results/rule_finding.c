#include "engine/results/rule_finding.h"

/* The basis of a revision as findings carry it. */
static const struct basis *basis_of(struct arena *arena, const struct rule_revision *revision, enum rule_language language)
{
	struct basis *basis = arena_array(arena, struct basis, revision->basis_count);

	for (size_t i = 0; i < revision->basis_count; i++) {
		const struct rule_source *source = revision->basis[i].source;
		bool english = language == LANGUAGE_EN && source->title_en.length;

		basis[i] = (struct basis){
			.source = source->id,
			.title = english ? source->title_en : source->title,
			.place = revision->basis[i].place,
			.date = source->date,
			.link = source->link,
			.verified = revision->basis[i].verified,
		};
	}
	return basis;
}

const struct used_table *rule_finding_tables(struct arena *arena, const struct table_uses *used, enum rule_language language)
{
	struct used_table *tables = arena_array(arena, struct used_table, used->count);

	for (size_t i = 0; i < used->count; i++) {
		const struct lookup_table *table = used->items[i].table;
		bool english = language == LANGUAGE_EN && table->title_en.length;

		tables[i] = (struct used_table){
			.name = table->name,
			.title = english ? table->title_en : table->title,
			.in_force = rule_period_text(arena, used->items[i].from, used->items[i].to),
		};
	}
	return tables;
}

struct finding *rule_finding_add(const struct prepared_rule *prepared, enum rule_language language, struct finding_list *findings)
{
	static const enum severity severities[] = {
		[RULE_INFO] = SEVERITY_INFO, [RULE_WARNING] = SEVERITY_WARNING, [RULE_ERROR] = SEVERITY_ERROR};
	struct finding *finding = finding_add(findings);
	const struct rule_revision *revision = prepared->revision;

	if (!finding)
		return NULL;
	struct prepared_revision *kept = prepared_revision(prepared);

	if (!kept->basis)
		kept->basis = basis_of(prepared->arena, revision, language);
	finding->rule = prepared->rule->id;
	finding->name = prepared->rule->name;
	finding->title = language == LANGUAGE_EN ? revision->title_en : revision->title;
	finding->category = prepared->rule->category;
	finding->severity = severities[revision->severity];
	finding->priority = (uint8_t)revision->priority;
	finding->kind = revision->review ? FINDING_REVIEW : FINDING_FAIL;
	finding->basis = kept->basis;
	finding->basis_count = revision->basis_count;
	finding->revision = revision->period;
	finding->decided_by = arena_copy(findings->arena, prepared->decided_by);
	return finding;
}
