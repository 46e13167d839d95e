/*
 * rule_loader.h - from the texts of rule files to a rule set, with every mistake of every file as a finding. For the linter.
 *
 * The shapes of the files: docs/reference/rule-files.md. A rule with a mistake is left out and the others stand, so that one
 * run shows all mistakes; who runs checks refuses a set with any.
 */
#ifndef TENKEN_RULES_RULE_LOADER_H
#define TENKEN_RULES_RULE_LOADER_H

#include "findings/finding.h"
#include "findings/fingerprint_hash.h"
#include "model/key_table.h"
#include "program/policy.h"
#include "program/rule_set.h"
#include "readers/yaml/stream/yaml_outline.h"

/* Is this the folder right above the file? What stands further up is where somebody keeps the rules, and says nothing. */
bool rule_file_stands_in(struct slice path, struct slice folder);

/* One file: its path as shown to people, / between folders. The path decides what sources.yaml and formats/ are. */
struct rule_file {
	struct slice path, bytes;
	const struct yaml_outline *outline; /* of the bytes, when the build made one; else NULL and they are parsed */
	struct fingerprint fingerprint;     /* of path and bytes, with an outline; else not looked at */
};

struct fingerprint rule_file_fingerprint(struct slice path, struct slice bytes);

enum rule_expectation {
	EXPECT_PASS,
	EXPECT_FAIL,
	EXPECT_OPEN,
	EXPECT_NOT_APPLICABLE,
	EXPECT_NOT_JUDGED,
	EXPECT_COUNT
};

/* A plan that stands with its rule, and what the rule must make of it. */
struct rule_example {
	struct slice rule; /* id */
	struct slice name;
	enum rule_expectation expect;
	int32_t as_of;
	struct slice at;              /* form address a finding must point at; empty: anywhere */
	struct slice message;         /* words that its message must hold, as they are shown; empty: any */
	const struct yaml_node *plan; /* read by yaml_plan_from_node; of a rule over many plans: a sequence of such */
	struct source *source;
	struct rule_text place;
};

/* A kind of rule, to be filled in. */
struct rule_kind_info {
	struct slice names; /* 必ず書く|must-write */
	struct slice title, title_en;
	struct slice example; /* a rule filled in, as YAML, with comments */
};

struct loading;

struct loaded_rules {
	const struct rule_set *set;
	const struct rule_example *examples; /* by rule id, in the order of the file */
	size_t example_count;
	const struct rule_kind_info *kinds;
	size_t kind_count;
	size_t mistakes; /* findings of severity error that were made */
	const struct policy_set *policies; /* NULL until rules_load_policies */
	struct loading *loading;           /* the trees, for rules_load_policies */
};

#define RULE_EXAMPLE_AS_OF 20179 /* 2025-04-01: what today() gives in examples */

/*
 * Loads all files, in the order of their paths. Everything lives in `arena`; the bytes are borrowed and must outlive the set.
 * `scratch` may be reset afterwards.
 * True when there was no mistake.
 */
bool rules_load(struct arena *arena, struct arena *scratch, const struct rule_file *files, size_t count,
		const struct key_table *keys, struct finding_list *findings, struct loaded_rules *loaded);
/* Reads the policies and profiles among the files that were loaded: few runs want them. True when there was no mistake at all. */
bool rules_load_policies(struct loaded_rules *loaded, struct arena *scratch, struct finding_list *findings);

/*
 * The rule files below a folder (.yaml, .yml), sorted by path, read into `arena`; paths begin with the folder's. False when a
 * folder or file cannot be read.
 */
bool rule_folder_read(struct arena *arena, struct slice folder, struct rule_file **files, size_t *count, struct failure *failure);

#endif
