/*
 * evaluator.h - walks checked expressions over one document. One evaluation belongs to one worker and is used again and again.
 *
 *   evaluation_init(&evaluation, …);                     once a worker
 *   evaluation_begin_document(&evaluation, &document);   forgets what was remembered of the texts before
 *   evaluation_begin_node(&evaluation);                  forgets values, names and steps
 *   evaluation_set_record(&evaluation, SCOPE_PLAN, plan); …
 *   evaluation_begin_rule(&evaluation);                  another rule on the same node: keeps the records alone
 *   evaluation_set_let(…);
 *   evaluate(&evaluation, rule->problem);
 *
 * Nothing here fails: what goes wrong is a value (CEL_ERROR, CEL_UNKNOWN), except the limit of steps, which is sticky
 * (`exhausted`) because all() and exists() could swallow it otherwise. Never includes rules/.
 */
#ifndef TENKEN_ENGINE_EVALUATOR_H
#define TENKEN_ENGINE_EVALUATOR_H

#include "base/limits.h"
#include "engine/text_cache.h"
#include "program/expressions/expression.h"
#include "program/lexicon.h"
#include "program/rule_scope.h"
#include "program/tables.h"

/* The word a mentions() found last: what {hit} of a message means. */
struct mention {
	bool found;
	const struct lexicon *lexicon;
	struct slice word; /* the part of the normalised text */
	struct slice text; /* the whole normalised text */
};

/* The text that mentions() scanned last, if it is none of the document. */
struct scanned_text {
	struct slice text; /* data NULL: none */
	const struct automaton_hit *hits;
	size_t hit_count;
};

/* The rows that lookups came to, each period of a table once, as far as there is room. */
struct table_uses {
	struct {
		const struct lookup_table *table;
		int32_t from, to;
	} items[LIMIT_USED_TABLES];
	size_t count;
};

struct batch_groups;

struct evaluation {
	struct arena *scratch;  /* values of one rule and node; reset by evaluation_begin_rule */
	struct arena *document; /* what is remembered about texts, and about the document at hand; reset by its text cache */
	const struct lexicon_set *lexicons; /* may be NULL */
	int32_t today;                      /* days since 1970-01-01 */
	struct slice insurer;               /* of the plan at hand: some words and rows hold for its plans alone; may be empty */
	const struct batch_groups *groups;  /* whose facts are values here; NULL where one plan is judged */
	bool english;                       /* the language of the message at hand, for functions that make text for it */
	bool verbatim;                      /* texts as written, not normalised: conformance, and placeholders of messages */
	struct text_cache texts;
	struct mention mention;
	struct table_uses used; /* since evaluation_begin_rule */
	struct scanned_text scanned;
	uint32_t steps, step_limit; /* LIMIT_EXPRESSION_STEPS, unless there is more to look at than a plan */
	bool exhausted; /* over the limit since evaluation_begin_node: the rule is at fault, whatever the value */
	unsigned slots_used; /* the ones behind are empty */
	struct cel_value slots[LIMIT_EXPRESSION_SLOTS];
	const struct expression *written[LIMIT_EXPRESSION_SLOTS]; /* the expression of a let, also once it has a value */
};

/* Both arenas belong to the evaluation alone: it resets them. */
void evaluation_init(struct evaluation *evaluation, struct arena *scratch, struct arena *document,
		     const struct lexicon_set *lexicons, int32_t today);
void evaluation_begin_document(struct evaluation *evaluation);
void evaluation_begin_node(struct evaluation *evaluation);
void evaluation_begin_rule(struct evaluation *evaluation);
/* The same rule on the same node again: named expressions keep their values, steps are counted anew. */
void evaluation_begin_count(struct evaluation *evaluation);
/* A record whose own presence is NOT_SUPPLIED becomes unknown; NULL becomes null. */
void evaluation_set_record(struct evaluation *evaluation, unsigned slot, const struct record *record);
void evaluation_set_value(struct evaluation *evaluation, unsigned slot, struct cel_value value);
/* A named expression: evaluated when first asked for, at most once a node. */
void evaluation_set_let(struct evaluation *evaluation, unsigned slot, const struct expression *expression);

struct cel_value evaluate(struct evaluation *evaluation, const struct expression *expression);

/* What a rule's condition came to. */
enum verdict {
	VERDICT_TRUE,
	VERDICT_FALSE,
	VERDICT_UNKNOWN,    /* cannot be checked: cel_origins_of says what is missing */
	VERDICT_NOT_JUDGED, /* a blank or unreadable cell: reported elsewhere */
	VERDICT_FAULT       /* of the rule: cel_error_message says which, value.is.expression where; or exhausted */
};
enum verdict evaluation_verdict(const struct evaluation *evaluation, struct cel_value value);

/*
 * Where an unknown, a null, or a blank or unreadable error comes from: up to `capacity` origins, gives how many there are. The
 * first record stands for all records of which the same field is missing.
 */
size_t cel_origins_of(struct cel_value value, struct cel_origin *origins, size_t capacity);
/* The form whose absence makes the origin unknown; FORM_NONE for a table or a name. */
enum form cel_origin_form(struct cel_origin origin);
/* What went wrong, for the author of the rule: ja or en. */
struct slice cel_error_message(struct cel_value error, bool english);

#endif
