/*
 * batch_fault.h - a rule over many plans that fails while running, at its place in the rule file. Private to engine/batch/.
 */
#ifndef TENKEN_ENGINE_BATCH_BATCH_FAULT_H
#define TENKEN_ENGINE_BATCH_BATCH_FAULT_H

#include "engine/evaluator.h"
#include "findings/finding.h"
#include "program/rule_set.h"

/* `value` is the error, or not, when the evaluation is exhausted. */
void batch_fault_report(struct finding_list *faults, const struct rule *rule, const struct rule_revision *revision,
			const struct evaluation *evaluation, struct cel_value value);

#endif
