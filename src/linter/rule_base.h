/*
 * rule_base.h - everything that comes from data files, loaded once a run: rules, tables, lexicons, record layouts.
 * For the linter alone. Shipped rules to which nothing is added are the set the build wrote down. The shipped record layouts are read
 * when a CSV file first asks for them: most runs have none.
 */
#ifndef TENKEN_LINTER_RULE_BASE_H
#define TENKEN_LINTER_RULE_BASE_H

#include "findings/finding.h"
#include "model/key_table.h"
#include "readers/codes/service_codes.h"
#include "readers/csv/layouts/record_layout.h"
#include "readers/flat/flat_layout.h"
#include "rules/rule_loader.h"
#include "tenken/tenken.h"

struct rule_base {
	const struct key_table *keys; /* of the model */
	struct loaded_rules loaded;
	struct record_layouts layouts; /* see rule_base_layouts */
	bool has_layouts;
	struct flat_layouts flat_layouts; /* see rule_base_flat_layouts */
	bool has_flat_layouts;
	struct layout_text *layout_texts;
	size_t layout_text_count;
	struct arena *arena;
};

struct rule_base_options {
	struct slice folder;      /* the rule files; empty: the shipped ones */
	bool with_policies;       /* policies and profiles are read too */
	bool with_shipped;        /* the folder adds to the shipped ones instead of standing for them */
	const char *const *added; /* folders whose rule files are added */
	size_t added_count;
};

/*
 * False when a folder cannot be read or is empty (`failure` says which), or when the files hold mistakes: then those are findings,
 * sealed, and `failure` is empty. All lives in `arena`.
 */
bool rule_base_load(struct rule_base *base, struct arena *arena, const struct rule_base_options *options,
		    struct finding_list *findings, struct failure *failure);
/* The profile of a name, when the policies were loaded; NULL with a sentence that lists those there are. */
const struct profile *rule_base_profile(const struct rule_base *base, struct arena *arena, const char *name, bool english,
					struct tenken_error *error);
/* The record layouts, read by the first call when all of them are shipped ones; in the arena of the rules. */
const struct record_layouts *rule_base_layouts(struct rule_base *base);
/* How tables with headings are read: the shipped words, read by the first call, and those of an office when they were added. */
const struct flat_layouts *rule_base_flat_layouts(struct rule_base *base);
/* An office's own words for headings (--layout). False with "path:line:column: …" when the file cannot be read or is wrong. */
bool rule_base_add_flat_layout(struct rule_base *base, struct slice path, struct failure *failure);
/*
 * A table of service codes (--service-codes), before the classes of service_types.yaml; what its columns were goes to `findings`,
 * sealed. False with "path:line:column: …" when the file cannot be read or is no such table.
 */
bool rule_base_add_service_codes(struct rule_base *base, struct slice path, struct finding_list *findings, struct failure *failure);

#endif
