/*
 * policy_reader.h - policy documents and profiles, from their YAML trees to the program. Private to rules/.
 */
#ifndef TENKEN_RULES_POLICY_READER_H
#define TENKEN_RULES_POLICY_READER_H

#include "program/policy.h"
#include "rules/reading/rule_reader.h"

struct policy_reading {
	struct rule_reading *rules;
	struct policy *policies;
	struct profile *profiles;
	struct defined_at *policies_at, *profiles_at;
	size_t policy_count, profile_count;
};

/* Room for `policies` and `profiles`. */
void policy_reading_init(struct policy_reading *reading, struct rule_reading *rules, size_t policies, size_t profiles);
void policy_add(struct policy_reading *reading, const struct yaml_node *mapping);
/* Once every policy was added. */
void profile_add(struct policy_reading *reading, const struct yaml_node *mapping);
struct policy_set policy_reading_finish(const struct policy_reading *reading);

#endif
