/*
 * rule_reader.h - one mapping of a rule file to one revision of a rule. Private to rules/.
 */
#ifndef TENKEN_RULES_READING_RULE_READER_H
#define TENKEN_RULES_READING_RULE_READER_H

#include "rules/expressions/expression_compiler.h"
#include "rules/reference/reference_data.h"
#include "rules/rule_loader.h"

/* A rule as one mapping gives it: one revision with what all revisions of an id share. */
struct rule_draft {
	struct slice id, name, category;
	enum rule_scope scope;
	enum batch_scope batch;
	bool on_request;
	bool suppressible;
	const struct slice *subsumes;
	size_t subsume_count;
	const struct yaml_node *subsumes_node, *id_node, *name_node, *period_node;
	struct rule_revision revision;
	const struct yaml_node *tests; /* NULL without */
	struct source *source;
	size_t order; /* of reading: keeps equal ids in the order of the files */
	bool fine;    /* no mistake: part of the set */
};

struct rule_reading {
	struct rule_file_reading file;
	const struct reference_data *data;
	struct expression_compiler compiler;
	struct {
		const struct source *source;
		uint64_t offset;
	} told; /* what was filled in and does not fit its kind: told once, however many texts it stands in */
};

/* The mistakes of what was compiled last, at their places in `text`. */
void rule_report_problems(struct rule_reading *reading, enum builtin_finding builtin, const struct rule_text *text);
void rule_read(struct rule_reading *reading, const struct yaml_node *mapping, struct rule_draft *draft);
/* An expression, a text with expressions in it, and named expressions, with the names that are visible; empty when NULL. */
struct rule_condition rule_read_expression(struct rule_reading *reading, const struct yaml_node *node, const struct type *wanted);
const struct message_template *rule_read_template(struct rule_reading *reading, const struct yaml_node *node);
size_t rule_read_lets(struct rule_reading *reading, const struct yaml_node *node, const struct rule_let **read); /* how many */
/* A condition over `plan` alone, outside any rule. */
struct rule_condition rule_read_plan_condition(struct rule_reading *reading, const struct yaml_node *node);
/* The examples of a rule, added at examples[*count]; room for all was made. */
void rule_examples_read(struct rule_reading *reading, const struct rule_draft *draft, struct rule_example *examples, size_t *count);

#endif
