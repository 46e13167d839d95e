/*
 * batch_collector.h - the first phase of rules over many plans: what each plan leaves behind. For the linter.
 *
 * A collector belongs to one worker, as the rule runner does, and may be asked about one document after another. It has an
 * evaluation of its own, so that runner and collector know nothing of each other.
 */
#ifndef TENKEN_ENGINE_BATCH_BATCH_COLLECTOR_H
#define TENKEN_ENGINE_BATCH_BATCH_COLLECTOR_H

#include "engine/batch/facts/batch_facts.h"
#include "engine/rule_runner.h"

struct batch_collector;

/* NULL when no rule over many plans is selected: then nothing is collected and nothing costs. Options as the rule runner takes them. */
struct batch_collector *batch_collector_new(struct arena *arena, const struct rule_set *rules, const struct rule_runner_options *options);

/*
 * Asks one document, settled and derived, which is not changed. The part and all it points to live in the document's arena. Faults of
 * rules go to `faults`.
 */
void batch_collect(struct batch_collector *collector, const struct document *document, struct batch_part *part, struct finding_list *faults);
void batch_collector_release(struct batch_collector *collector); /* its scratch memory; NULL is fine */

#endif
