/*
 * yaml_explain.h - from what stopped the YAML parser to a finding a person can act on. For the readers.
 */
#ifndef TENKEN_READERS_YAML_STREAM_YAML_EXPLAIN_H
#define TENKEN_READERS_YAML_STREAM_YAML_EXPLAIN_H

#include "findings/finding.h"
#include "readers/yaml/stream/yaml_events.h"

/* One finding at the place of the problem: what is wrong there and its commonest cause, found in the bytes around it. */
struct finding *yaml_problem_report(struct finding_list *findings, struct source *source, const struct yaml_problem *problem);

#endif
