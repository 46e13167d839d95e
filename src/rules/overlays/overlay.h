/*
 * overlay.h - what a local file changes of rules, lexicons and tables that stand elsewhere: `change`, `disable`, `lexicon+`,
 * `table+`. Private to rules/.
 *
 * Overlays work on the YAML trees, before anything is read from them: what comes out is a mapping or a sequence like any other, whose
 * nodes know the files they came from. So a changed rule is read, checked and compiled by the same code as one that was written whole.
 */
#ifndef TENKEN_RULES_OVERLAYS_OVERLAY_H
#define TENKEN_RULES_OVERLAYS_OVERLAY_H

#include "rules/rule_keys.h"

enum overlay_kind {
	OVERLAY_CHANGE,
	OVERLAY_DISABLE,
	OVERLAY_LEXICON,
	OVERLAY_TABLE,
	OVERLAY_KIND_COUNT
};

enum { OVERLAY_CHANGE_KEYS = 32 };

struct overlay {
	enum overlay_kind kind;
	const struct yaml_node *target_node;
	struct slice target; /* id of a rule, name of a lexicon or table */
	const struct yaml_node *values[OVERLAY_CHANGE_KEYS]; /* by the keys of its kind */
	bool met;            /* what it changes was there */
	const struct yaml_node *first_met; /* the first of the mappings it changes: a rule has one for each period in force */
	bool examples_taken;
	struct rule_overlay told; /* what `rules explain` says of it */
};

struct overlay_list {
	struct overlay *items;
	size_t count, capacity;
};

/* Is this mapping an overlay, by its keys? */
bool is_overlay(const struct yaml_node *mapping);
/* Adds it to the list when it can be used; its mistakes are reported. */
void overlay_read(struct overlay_list *list, struct rule_file_reading *reading, const struct yaml_node *mapping);

/* The plans for which one set of overlays holds, beside those that hold for every plan. */
struct overlay_group {
	struct insurers insurers; /* empty: every plan */
	bool disabled;
};
/*
 * The groups of insurers that change `target` each in their own way; gives how many and fills `groups` (in the scratch arena).
 */
size_t overlay_groups(const struct overlay_list *list, struct rule_file_reading *reading, enum overlay_kind kind, struct slice target,
		      struct overlay_group **groups);

/* The mapping of a rule as the overlays for every plan, then those for the group (NULL: none) leave it. */
const struct yaml_node *overlay_rule(struct overlay_list *list, struct rule_file_reading *reading, const struct yaml_node *mapping,
				     struct slice id, const struct overlay_group *group);
/* `sequence` with the items that overlays for every plan, then those for the group (NULL: none) add under their key number `key`. */
const struct yaml_node *overlay_sequence(struct overlay_list *list, struct rule_file_reading *reading, enum overlay_kind kind, size_t key,
					 const struct yaml_node *sequence, struct slice target, const struct overlay_group *group);
/* Is the rule switched off for every plan? */
bool overlay_disables(const struct overlay_list *list, struct slice id);
/* The insurers a rule is written for: of its key `insurer`. */
struct insurers overlay_insurers(struct rule_file_reading *reading, const struct yaml_node *node);
/* Says which overlays of a kind met nothing; `names` are what they could have meant. */
void overlay_report_unmet(const struct overlay_list *list, struct rule_file_reading *reading, enum overlay_kind kind,
			  const struct slice *names, size_t count);
/* Notes, for explanations, what an overlay of a lexicon or a table adds to it. */
void overlay_tell_added(struct overlay *overlay, struct arena *arena);
/* What changed a rule, or a lexicon or table it uses, for explanations; in the arena of the rules. */
const struct rule_overlay *overlay_told(const struct overlay_list *list, struct arena *arena, const struct rule *rule, size_t *count);

/* Keys of the lists that overlays add. */
enum {
	OVERLAY_ROWS = 3,    /* of OVERLAY_TABLE */
	OVERLAY_WORDS = 3,   /* of OVERLAY_LEXICON */
	OVERLAY_BLOCKERS = 4
};

#endif
