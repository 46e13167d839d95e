/*
 * fault_place.h - where in its file a rule went wrong. For the rule runner.
 */
#ifndef TENKEN_ENGINE_RESULTS_FAULT_PLACE_H
#define TENKEN_ENGINE_RESULTS_FAULT_PLACE_H

#include "findings/finding.h"
#include "program/rule_set.h"

/* The place of a node of any of the revision's conditions; of its whole condition when `node` is NULL. For a finding in `arena`. */
struct place fault_place(const struct rule_revision *revision, const struct expression *node, struct arena *arena);

#endif
