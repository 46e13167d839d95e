/*
 * rule_set.h - the compiled rules as data: what the loader (rules/) builds and the runner (engine/) walks.
 *
 * A rule set lives in one arena, is const once built and shared by every worker. It never knows how rules are written in
 * YAML or how conditions are evaluated. For rules, engine and linter.
 */
#ifndef TENKEN_PROGRAM_RULE_SET_H
#define TENKEN_PROGRAM_RULE_SET_H

#include "base/name_table.h"
#include "program/batch.h"
#include "program/derive_tables.h"
#include "program/expressions/expression.h"
#include "program/insurers.h"
#include "program/lexicon.h"
#include "program/rule_scope.h"
#include "program/tables.h"
#include "program/template.h"
#include "text/source.h"

enum rule_severity { /* in the order of findings/finding.h */
	RULE_INFO,
	RULE_WARNING,
	RULE_ERROR
};

enum rule_audience {
	AUDIENCE_MANAGER,
	AUDIENCE_INSPECTOR,
	AUDIENCE_VENDOR,
	AUDIENCE_COUNT
};

enum rule_language {
	LANGUAGE_JA,
	LANGUAGE_EN,
	LANGUAGE_COUNT
};

/* A law, notice or page of sources.yaml. */
struct rule_source {
	struct slice id, title, title_en, date, link, quote;
};

struct rule_basis {
	const struct rule_source *source;
	struct slice place; /* article, item, form cell */
	struct slice kind;  /* law, notice, qa, manual, policy, standard, practice */
	bool verified;      /* somebody compared it with the text itself */
};

/* Where a text of a rule stands in its file, so that an offset inside the text becomes a byte of the file. */
struct rule_text {
	struct slice text;       /* as the YAML value gives it */
	const struct source *source; /* to be asked for lines through a view (source_view): a rule set is shared */
	uint64_t offset, length; /* the whole value in the file */
	uint64_t content_offset; /* first byte of the first line of a block, else of the value itself */
	uint32_t content_indent; /* blanks stripped before each line of a block */
	bool made;               /* the text was made from what stands there (a kind filled in): every place in it is the whole */
};

/* The byte of the file at which byte `at` of the text stands; the end of the value when `at` is beyond. */
uint64_t rule_text_offset(const struct rule_text *text, size_t at);

struct rule_condition {
	struct rule_text written;
	const struct expression *expression; /* NULL: no such condition */
};

struct rule_let {
	struct slice name;
	unsigned slot;
	struct rule_text written;
	const struct expression *expression;
};

/* What is said, by language; NULL where nothing was written. English falls back to Japanese. */
struct rule_wording {
	const struct message_template *message[LANGUAGE_COUNT];
	const struct message_template *question[LANGUAGE_COUNT];
	const struct message_template *fix[LANGUAGE_COUNT];
};

/* Slots of the second phase of a rule over many plans; the columns that make its groups follow, then its `let`. */
enum batch_slot {
	BATCH_SLOT_FACTS = SLOT_FIRST_FREE, /* facts: those of the group, in input order */
	BATCH_SLOT_LEFT_OUT,                /* left_out: plans that may belong to the group and could not be included */
	BATCH_SLOT_OFFICE,                  /* office, care_manager, person: of scopes that have them */
	BATCH_SLOT_CARE_MANAGER,
	BATCH_SLOT_PERSON,
	BATCH_SLOT_FACT,                    /* fact: the one that is listed */
	BATCH_SLOT_FIRST_GROUP
};

#define BATCH_GROUP_MAX 4

/* What a revision of a rule over many plans has besides; program/batch.h says how they are judged. */
struct rule_batch {
	const struct fact_type *fact;
	const struct rule_let *columns; /* asked of each row; column i is number FACT_FIRST_OWN + i of the fact */
	size_t column_count;
	size_t group[BATCH_GROUP_MAX];  /* numbers of the columns that make a group, beside the scope */
	size_t group_count;
	const struct rule_let *overall; /* numbers over the facts of all offices (people …) whose `group` is the same, asked once for all */
	size_t overall_count;
	size_t alike;                   /* number of the column by whose text facts belong together; 0: none, equal columns alone make groups */
	double alike_from;              /* how much of the text two must have in common, above 0 to 1 */
	bool once;                      /* facts of one plan that are the same in everything count once */
	bool complete;                  /* is not judged when any plan that may belong to the group could not be included */
	struct rule_condition listed;   /* the facts a finding shows; NULL expression: none */
	struct rule_condition listed_by; /* over `fact`: the largest first; NULL expression: in input order */
	const struct message_template *item[LANGUAGE_COUNT]; /* what is shown of each; may be NULL */
};

/* A field of a rule that a local file changed; texts as written, empty for what is more than a text. */
struct rule_change {
	struct slice key, before, after;
};

/* What one overlay of a local file did to a rule, or to a lexicon or table it uses: for explanations. */
struct rule_overlay {
	const struct source *source;
	uint64_t offset;
	struct insurers insurers; /* whose plans it holds for */
	bool disables;
	struct slice lexicon, table; /* to which it added; empty unless it is such an overlay */
	struct slice reason;
	const struct rule_change *changes;
	size_t change_count;
};

#define RULE_ALWAYS_FROM INT32_MIN
#define RULE_ALWAYS_TO INT32_MAX
/* "2018-10-01/", "/2021-03-31", "" for always. */
struct slice rule_period_text(struct arena *arena, int32_t from, int32_t to);

/* One period in force of a rule: all that may change with the law. */
struct rule_revision {
	int32_t from, to;    /* days, both included; RULE_ALWAYS_FROM and RULE_ALWAYS_TO when unbounded */
	struct slice period; /* "2018-10-01/", "/2021-03-31", "" for always */
	struct insurers insurers; /* whose plans it judges */
	unsigned variant;    /* revisions of one number follow each other in time; a plan is judged by those of one variant alone */
	bool disabled;       /* switched off for these plans */
	struct rule_condition decided_by; /* gives a date over `plan`; NULL expression: plan.plan_date */

	struct slice title, title_en;
	enum rule_severity severity;
	bool review;            /* 問いかけ: a person must judge */
	bool must;              /* the condition says what must hold, not what is a problem */
	unsigned priority;      /* 0 to 9 */
	struct rule_condition applies;
	struct rule_condition condition;
	const struct rule_let *lets;
	size_t let_count;
	struct rule_condition at; /* a path to a field; NULL expression: the first field the condition reads */
	struct rule_wording wording[AUDIENCE_COUNT]; /* complete: an audience without its own words has the manager's */
	struct slice message_text[LANGUAGE_COUNT];   /* the manager's, as written, for explanations; may be empty */
	struct slice question_text[LANGUAGE_COUNT], fix_text[LANGUAGE_COUNT];
	const struct rule_batch *batch; /* of a rule over many plans, whose `condition` is asked of each group; else NULL */
	const struct rule_basis *basis;
	size_t basis_count;
	struct rule_text place; /* the rule's mapping in its file */
};

struct rule {
	uint32_t number;   /* position in the set */
	struct slice id;   /* T2-029: stable */
	struct slice name; /* goal-period-beyond-cert */
	struct slice category;
	enum rule_scope scope;   /* of a rule over many plans: the rows it collects facts of */
	enum batch_scope batch;  /* BATCH_NONE: it looks at one plan */
	bool on_request;         /* runs only when it is asked for by its own id or name */
	bool suppressible;
	const struct slice *subsumes; /* ids */
	size_t subsume_count;
	/* By period, oldest first; at least one. Those of single insurers come before those of every plan. */
	const struct rule_revision *revisions;
	size_t revision_count;
	bool disabled; /* for every plan, by a local file */
	const struct rule_overlay *overlays; /* what local files changed */
	size_t overlay_count;
};

struct rule_set {
	const struct rule *rules; /* by id */
	size_t count;
	struct name_table by_id, by_name;   /* to the rule's number */
	const struct rule_source *sources;  /* by id */
	size_t source_count;
	struct lookup_table_set tables;
	struct lexicon_set lexicons;
	const struct derive_tables *derive_tables; /* for derive_document; NULL when no file has service types */
	struct slice version;       /* of tenken's shipped rules */
	struct slice digest;        /* 32 hex digits over every text the set was made from, in order */
};

/* The newest revision: titles and severities for lists. */
const struct rule_revision *rule_newest(const struct rule *rule);
/* By id or name; NULL when there is none. */
const struct rule *rule_find(const struct rule_set *set, struct slice id_or_name);

#endif
