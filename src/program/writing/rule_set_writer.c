/* Rules and their revisions. */
#include "program/writing/rule_set_writer.h"

#include <assert.h>

/* ---- where texts stand ---- */

static size_t source_write(struct rule_set_writing *writing, const struct source *source)
{
	struct block_writer *block = writing->block;
	size_t at = block_find(block, source);

	if (!source || at != BLOCK_NOWHERE)
		return at;
	assert(!source->file && !source->line_mark_count && !source->mark_count);
	at = block_add(block, source, sizeof *source, 1);
	block_point_to_rare_text(block, BLOCK_FIELD(at, struct source, path), source->path);
	block_point_to_rare_text(block, BLOCK_FIELD(at, struct source, bytes), source->bytes);
	block_point_nowhere(block, BLOCK_FIELD(at, struct source, arena));
	return at;
}

static void rule_text_write(struct rule_set_writing *writing, size_t field, const struct rule_text *text, bool rare)
{
	if (rare)
		block_point_to_rare_text(writing->block, BLOCK_FIELD(field, struct rule_text, text), text->text);
	else
		block_point_to_text(writing->block, BLOCK_FIELD(field, struct rule_text, text), text->text);
	block_point(writing->block, BLOCK_FIELD(field, struct rule_text, source), source_write(writing, text->source));
	block_clear(writing->block, BLOCK_BEHIND(field, struct rule_text, made), field + sizeof *text);
}

static void condition_write(struct rule_set_writing *writing, size_t field, const struct rule_condition *condition)
{
	rule_text_write(writing, BLOCK_FIELD(field, struct rule_condition, written), &condition->written, true);
	block_point(writing->block, BLOCK_FIELD(field, struct rule_condition, expression), expression_write(writing, condition->expression));
}

/* ---- what a rule says ---- */

static size_t template_write(struct rule_set_writing *writing, const struct message_template *template, enum rule_language language)
{
	struct block_writer *block = writing->block;
	size_t at = block_find(block, template);

	if (!template || at != BLOCK_NOWHERE)
		return at;
	at = block_add(block, template, sizeof *template, 1);
	size_t parts = block_add(block, template->parts, sizeof *template->parts, template->count);

	block_point(block, BLOCK_FIELD(at, struct message_template, parts), parts);
	for (size_t i = 0; i < template->count; i++) {
		size_t part = parts + i * sizeof *template->parts;

		if (language == LANGUAGE_JA)
			block_point_to_text(block, BLOCK_FIELD(part, struct template_part, text), template->parts[i].text);
		else
			block_point_to_rare_text(block, BLOCK_FIELD(part, struct template_part, text), template->parts[i].text);
		block_point(block, BLOCK_FIELD(part, struct template_part, expression), expression_write(writing, template->parts[i].expression));
	}
	return at;
}

static void templates_write(struct rule_set_writing *writing, size_t field, const struct message_template *const *templates)
{
	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		block_point(writing->block, field + i * sizeof *templates, template_write(writing, templates[i], (enum rule_language)i));
}

static void wording_write(struct rule_set_writing *writing, size_t field, const struct rule_wording *wording)
{
	templates_write(writing, BLOCK_FIELD(field, struct rule_wording, message), wording->message);
	templates_write(writing, BLOCK_FIELD(field, struct rule_wording, question), wording->question);
	templates_write(writing, BLOCK_FIELD(field, struct rule_wording, fix), wording->fix);
}

static void texts_by_language_write(struct rule_set_writing *writing, size_t field, const struct slice *texts)
{
	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		block_point_to_rare_text(writing->block, field + i * sizeof *texts, texts[i]);
}

/* ---- one revision ---- */

static size_t lets_write(struct rule_set_writing *writing, const struct rule_let *lets, size_t count)
{
	size_t at = count ? block_find(writing->block, lets) : BLOCK_NOWHERE; /* those that plans ask are there already */

	if (at == BLOCK_NOWHERE)
		at = block_add(writing->block, lets, sizeof *lets, count);
	for (size_t i = 0; i < count; i++) {
		const struct rule_let *let = &lets[i];
		size_t let_at = at + i * sizeof *let;

		block_point_to_text(writing->block, BLOCK_FIELD(let_at, struct rule_let, name), let->name);
		BLOCK_CLEAR_GAP(writing->block, let_at, struct rule_let, slot, written);
		rule_text_write(writing, BLOCK_FIELD(let_at, struct rule_let, written), &let->written, true);
		block_point(writing->block, BLOCK_FIELD(let_at, struct rule_let, expression), expression_write(writing, let->expression));
	}
	return at;
}

static size_t batch_write(struct rule_set_writing *writing, const struct rule_batch *batch)
{
	struct block_writer *block = writing->block;

	if (!batch)
		return BLOCK_NOWHERE;
	size_t at = block_add(block, batch, sizeof *batch, 1);

	block_point(block, BLOCK_FIELD(at, struct rule_batch, fact), fact_type_write(writing, batch->fact));
	block_point(block, BLOCK_FIELD(at, struct rule_batch, columns), lets_write(writing, batch->columns, batch->column_count));
	block_point(block, BLOCK_FIELD(at, struct rule_batch, overall), lets_write(writing, batch->overall, batch->overall_count));
	BLOCK_CLEAR_GAP(block, at, struct rule_batch, complete, listed);
	condition_write(writing, BLOCK_FIELD(at, struct rule_batch, listed), &batch->listed);
	condition_write(writing, BLOCK_FIELD(at, struct rule_batch, listed_by), &batch->listed_by);
	templates_write(writing, BLOCK_FIELD(at, struct rule_batch, item), batch->item);
	return at;
}

static size_t basis_write(struct rule_set_writing *writing, const struct rule_revision *revision)
{
	size_t at = block_add(writing->block, revision->basis, sizeof *revision->basis, revision->basis_count);

	for (size_t i = 0; i < revision->basis_count; i++) {
		const struct rule_basis *basis = &revision->basis[i];
		size_t basis_at = at + i * sizeof *basis;

		block_point(writing->block, BLOCK_FIELD(basis_at, struct rule_basis, source), block_find(writing->block, basis->source));
		block_point_to_text(writing->block, BLOCK_FIELD(basis_at, struct rule_basis, place), basis->place);
		block_point_to_text(writing->block, BLOCK_FIELD(basis_at, struct rule_basis, kind), basis->kind);
		block_clear(writing->block, BLOCK_BEHIND(basis_at, struct rule_basis, verified), basis_at + sizeof *basis);
	}
	return at;
}

/* As it is written it is said of each plan that has such a date. */
static void decided_by_write(struct rule_set_writing *writing, size_t field, const struct rule_condition *decided_by)
{
	rule_text_write(writing, BLOCK_FIELD(field, struct rule_condition, written), &decided_by->written, false);
	block_point(writing->block, BLOCK_FIELD(field, struct rule_condition, expression), expression_write(writing, decided_by->expression));
}

static void revision_write(struct rule_set_writing *writing, size_t at, const struct rule_revision *revision)
{
	struct block_writer *block = writing->block;

	block_point_to_text(block, BLOCK_FIELD(at, struct rule_revision, period), revision->period);
	insurers_write(writing, BLOCK_FIELD(at, struct rule_revision, insurers), &revision->insurers);
	block_point_to_text(block, BLOCK_FIELD(at, struct rule_revision, title), revision->title);
	block_point_to_rare_text(block, BLOCK_FIELD(at, struct rule_revision, title_en), revision->title_en);
	BLOCK_CLEAR_GAP(block, at, struct rule_revision, disabled, decided_by);
	BLOCK_CLEAR_GAP(block, at, struct rule_revision, must, priority);
	BLOCK_CLEAR_GAP(block, at, struct rule_revision, priority, applies);
	decided_by_write(writing, BLOCK_FIELD(at, struct rule_revision, decided_by), &revision->decided_by);
	condition_write(writing, BLOCK_FIELD(at, struct rule_revision, applies), &revision->applies);
	condition_write(writing, BLOCK_FIELD(at, struct rule_revision, condition), &revision->condition);
	block_point(block, BLOCK_FIELD(at, struct rule_revision, lets), lets_write(writing, revision->lets, revision->let_count));
	block_point(block, BLOCK_FIELD(at, struct rule_revision, batch), batch_write(writing, revision->batch));
	condition_write(writing, BLOCK_FIELD(at, struct rule_revision, at), &revision->at);
	for (size_t i = 0; i < AUDIENCE_COUNT; i++)
		wording_write(writing, BLOCK_FIELD(at, struct rule_revision, wording) + i * sizeof revision->wording[i], &revision->wording[i]);
	texts_by_language_write(writing, BLOCK_FIELD(at, struct rule_revision, message_text), revision->message_text);
	texts_by_language_write(writing, BLOCK_FIELD(at, struct rule_revision, question_text), revision->question_text);
	texts_by_language_write(writing, BLOCK_FIELD(at, struct rule_revision, fix_text), revision->fix_text);
	block_point(block, BLOCK_FIELD(at, struct rule_revision, basis), basis_write(writing, revision));
	rule_text_write(writing, BLOCK_FIELD(at, struct rule_revision, place), &revision->place, true);
}

/* ---- rules ---- */

static size_t changes_write(struct rule_set_writing *writing, const struct rule_change *changes, size_t count)
{
	size_t at = block_add(writing->block, changes, sizeof *changes, count);

	for (size_t i = 0; i < count; i++) {
		size_t change = at + i * sizeof *changes;

		block_point_to_text(writing->block, BLOCK_FIELD(change, struct rule_change, key), changes[i].key);
		block_point_to_rare_text(writing->block, BLOCK_FIELD(change, struct rule_change, before), changes[i].before);
		block_point_to_rare_text(writing->block, BLOCK_FIELD(change, struct rule_change, after), changes[i].after);
	}
	return at;
}

static size_t overlays_write(struct rule_set_writing *writing, const struct rule *rule)
{
	size_t at = block_add(writing->block, rule->overlays, sizeof *rule->overlays, rule->overlay_count);

	for (size_t i = 0; i < rule->overlay_count; i++) {
		const struct rule_overlay *overlay = &rule->overlays[i];
		size_t overlay_at = at + i * sizeof *overlay;

		block_point(writing->block, BLOCK_FIELD(overlay_at, struct rule_overlay, source), source_write(writing, overlay->source));
		insurers_write(writing, BLOCK_FIELD(overlay_at, struct rule_overlay, insurers), &overlay->insurers);
		BLOCK_CLEAR_GAP(writing->block, overlay_at, struct rule_overlay, disables, reason);
		block_point_to_text(writing->block, BLOCK_FIELD(overlay_at, struct rule_overlay, reason), overlay->reason);
		block_point_to_text(writing->block, BLOCK_FIELD(overlay_at, struct rule_overlay, lexicon), overlay->lexicon);
		block_point_to_text(writing->block, BLOCK_FIELD(overlay_at, struct rule_overlay, table), overlay->table);
		block_point(writing->block, BLOCK_FIELD(overlay_at, struct rule_overlay, changes),
			    changes_write(writing, overlay->changes, overlay->change_count));
	}
	return at;
}

/* What a plan is asked: side by side, so that a run over one plan looks at few pages. */
static void conditions_write(struct rule_set_writing *writing, const struct rule *rule)
{
	for (size_t i = 0; i < rule->revision_count && rule->batch == BATCH_NONE; i++) {
		const struct rule_revision *revision = &rule->revisions[i];

		expression_write(writing, revision->decided_by.expression);
		expression_write(writing, revision->applies.expression);
		expression_write(writing, revision->condition.expression);
		block_add(writing->block, revision->lets, sizeof *revision->lets, revision->let_count);
		for (size_t k = 0; k < revision->let_count; k++)
			expression_write(writing, revision->lets[k].expression);
	}
}

static void rule_write(struct rule_set_writing *writing, size_t at, const struct rule *rule)
{
	struct block_writer *block = writing->block;
	size_t revisions = block_find(block, rule->revisions);

	BLOCK_CLEAR_GAP(block, at, struct rule, number, id);
	BLOCK_CLEAR_GAP(block, at, struct rule, suppressible, subsumes);
	BLOCK_CLEAR_GAP(block, at, struct rule, disabled, overlays);
	block_point_to_text(block, BLOCK_FIELD(at, struct rule, id), rule->id);
	block_point_to_text(block, BLOCK_FIELD(at, struct rule, name), rule->name);
	block_point_to_text(block, BLOCK_FIELD(at, struct rule, category), rule->category);
	block_point(block, BLOCK_FIELD(at, struct rule, subsumes), texts_write(writing, rule->subsumes, rule->subsume_count));
	block_point(block, BLOCK_FIELD(at, struct rule, revisions), revisions);
	for (size_t i = 0; i < rule->revision_count; i++)
		revision_write(writing, revisions + i * sizeof *rule->revisions, &rule->revisions[i]);
	block_point(block, BLOCK_FIELD(at, struct rule, overlays), overlays_write(writing, rule));
}

static size_t rule_sources_write(struct rule_set_writing *writing, const struct rule_set *set)
{
	size_t at = block_add(writing->block, set->sources, sizeof *set->sources, set->source_count);

	for (size_t i = 0; i < set->source_count; i++) {
		const struct rule_source *source = &set->sources[i];
		size_t source_at = at + i * sizeof *source;

		block_point_to_text(writing->block, BLOCK_FIELD(source_at, struct rule_source, id), source->id);
		block_point_to_text(writing->block, BLOCK_FIELD(source_at, struct rule_source, title), source->title);
		block_point_to_rare_text(writing->block, BLOCK_FIELD(source_at, struct rule_source, title_en), source->title_en);
		block_point_to_text(writing->block, BLOCK_FIELD(source_at, struct rule_source, date), source->date);
		block_point_to_text(writing->block, BLOCK_FIELD(source_at, struct rule_source, link), source->link);
		block_point_to_rare_text(writing->block, BLOCK_FIELD(source_at, struct rule_source, quote), source->quote);
	}
	return at;
}

size_t rule_set_write(struct block_writer *block, const struct rule_set *set)
{
	struct rule_set_writing writing = {.block = block};
	size_t at = block_add(block, set, sizeof *set, 1);

	lookup_tables_write(&writing, BLOCK_FIELD(at, struct rule_set, tables), &set->tables);
	lexicons_write(&writing, BLOCK_FIELD(at, struct rule_set, lexicons), &set->lexicons);
	block_point(block, BLOCK_FIELD(at, struct rule_set, derive_tables), derive_tables_write(&writing, set->derive_tables));
	block_point(block, BLOCK_FIELD(at, struct rule_set, sources), rule_sources_write(&writing, set));
	size_t rules = block_add(block, set->rules, sizeof *set->rules, set->count);

	block_point(block, BLOCK_FIELD(at, struct rule_set, rules), rules);
	for (size_t i = 0; i < set->count; i++)
		block_add(block, set->rules[i].revisions, sizeof *set->rules[i].revisions, set->rules[i].revision_count);
	for (size_t i = 0; i < set->count; i++)
		conditions_write(&writing, &set->rules[i]);
	for (size_t i = 0; i < set->count; i++)
		rule_write(&writing, rules + i * sizeof *set->rules, &set->rules[i]);
	name_table_write(block, BLOCK_FIELD(at, struct rule_set, by_id), &set->by_id);
	name_table_write(block, BLOCK_FIELD(at, struct rule_set, by_name), &set->by_name);
	block_point_to_text(block, BLOCK_FIELD(at, struct rule_set, version), set->version);
	block_point_to_text(block, BLOCK_FIELD(at, struct rule_set, digest), set->digest);
	return at;
}
