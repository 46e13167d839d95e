/*
 * finding.h - what tenken has to say about a place in an input, as an object. Nothing below report/ prints.
 *
 * A finding is raised with a place (source, byte offset, length) and sealed before its document is released: sealing works
 * out line, column and excerpt. Everything it points to lives in the arena of its list. Knows neither rules nor formats.
 */
#ifndef TENKEN_FINDINGS_FINDING_H
#define TENKEN_FINDINGS_FINDING_H

#include "base/memory/arena.h"
#include "text/source.h"

/* Meaning, not consequence: error 法令・基準・減算, warning 点検で話題になりやすい点, info 気づき. */
enum severity {
	SEVERITY_INFO,
	SEVERITY_WARNING,
	SEVERITY_ERROR,
	SEVERITY_COUNT
};

enum finding_kind {
	FINDING_FAIL,   /* 指摘 */
	FINDING_REVIEW, /* 問いかけ: a person must judge */
	FINDING_OPEN,   /* 確認できない: something the rule needs was not supplied */
	FINDING_KIND_COUNT
};

struct basis {
	struct slice source; /* id in rules/sources.yaml */
	struct slice title;  /* of the law, notice or policy document */
	struct slice place;  /* article, item, form cell */
	struct slice date;   /* of the document, as text */
	struct slice link;
	bool verified;       /* somebody compared it with the text itself */
};

/* A place in an input. length 0 is a point; source NULL is a finding about no file. */
struct place {
	struct source *source;
	uint64_t offset, length;
};

struct suppression;

/* A plan that a finding over many plans speaks of. */
struct related_plan {
	struct slice plan; /* its key, as reports show it */
	struct slice path;
	uint32_t ordinal;  /* document number within the file */
	struct slice text; /* what the rule says of it; may be empty */
};

/* A dated table that a rule looked into, with the period in force of the row it found. */
struct used_table {
	struct slice name, title; /* benefit-limits; its title in the language of the run */
	struct slice in_force;    /* "2019-10-01/"; empty for always */
};

struct finding {
	struct slice rule;     /* stable id: T2-029, FM-003 */
	struct slice name;     /* slug: goal-period-beyond-cert */
	struct slice title;
	struct slice category; /* required, dates, consistency, wording, process, medical, units, format, batch, reflection, input */
	enum severity severity;
	enum finding_kind kind;
	uint8_t priority;      /* of its rule: questions are chosen by it, 0 first */
	bool lost;             /* a file or document could not be checked because of this: exit status 3 */

	struct slice message, question, fix; /* question and fix may be empty; in the language of the run */
	struct slice missing;                /* FINDING_OPEN: the form or item that was not supplied */

	struct place place;
	bool whole;                 /* the place stands for the plan or file as a whole: no excerpt is shown */
	struct slice address;       /* 第2表 課題1 短期目標2 期間; may be empty */
	struct slice address_plain; /* without rows, always Japanese: part of the fingerprint */
	struct slice address_ja;    /* with rows, only in an English run: suppressions name places in Japanese too */
	struct slice item;          /* of the exchange standard, "UP2KYO 12"; empty without one */
	struct slice value;         /* normalised value at the place: part of the fingerprint */

	const struct basis *basis;
	size_t basis_count;
	const struct related_plan *related; /* of a finding over many plans: those it lists, in its order */
	size_t related_count;
	size_t related_left_out;            /* more of them, beyond LIMIT_RELATED_PLANS */
	size_t related_kept;                /* in `related`, those left out too, which have no text: for who counts plans */
	const struct suppression *suppressed_by; /* findings/suppression.h; NULL: it counts */
	bool known; /* in the baseline (findings/baseline.h): it does not count */

	struct slice revision;   /* the period in force of the rule revision that judged, "2018-10-01/" */
	struct slice decided_by; /* the date that chose it: "plan.plan_date 2025-04-01" */
	const struct used_table *tables; /* what the rule looked up to judge this, each period of a table once */
	size_t table_count;

	/* Filled by finding_seal. Lines and columns from 1; columns are code points; 0 when there is no place. */
	struct slice path;
	struct position start, end;   /* end is the place behind the last character */
	struct slice excerpt;         /* the line, safe for a terminal; empty when it cannot be shown */
	uint32_t caret, caret_width;  /* terminal columns of the excerpt before the mark, and of the mark */
	struct slice fingerprint;     /* "tenken/v1:" and 32 hex digits */

	uint32_t order;  /* position in form order within its plan; equal ones keep the order they were raised in */
	uint32_t raised; /* number within its list, set by finding_add */
};

struct finding_list {
	struct arena *arena; /* owns the findings and their texts */
	struct finding **items;
	size_t count, capacity;
	bool english;        /* the language of built-in messages */
	const bool *unwanted; /* by enum builtin_finding: those the user left out are never raised; NULL: all are */
	size_t suppressed_by_limit; /* findings beyond LIMIT_FINDINGS_A_PLAN, counted only */
};

void finding_list_init(struct finding_list *list, struct arena *arena, bool english);
/* A cleared finding at the end of the list, to be filled by the caller; NULL beyond the limit (and counted). */
struct finding *finding_add(struct finding_list *list);

/* A finding of another list comes to the end of this one, or is counted. Nothing is copied: its memory must live as long as the list. */
void finding_list_take(struct finding_list *list, struct finding *finding);

/*
 * Built-in findings: what readers and the linter say themselves (builtin.def). `arguments` fill {0}, {1} … of the message;
 * they are copied. Returns the finding so that the caller can add an address; NULL beyond the limit, or when it is unwanted.
 */
enum builtin_finding {
#define BUILTIN(token, id, name, category, severity, lost, title_ja, title_en, message_ja, message_en, fix_ja, fix_en) BUILTIN_##token,
#include "findings/builtin.def"
#undef BUILTIN
	BUILTIN_COUNT
};

struct builtin_info {
	struct slice id, name, category;
	enum severity severity;
	bool lost;
	struct slice title_ja, title_en, message_ja, message_en, fix_ja, fix_en;
};

const struct builtin_info *builtin_info(enum builtin_finding builtin);
struct finding *finding_add_builtin(struct finding_list *list, enum builtin_finding builtin, struct place place,
				    const struct slice *arguments, size_t count);

/* Works out path, lines, columns and the excerpt, and copies what it shows into the list's arena; safe to call twice. */
void finding_seal(struct finding_list *list, struct finding *finding);
/* All of a list. */
void finding_list_seal(struct finding_list *list);
/* Stable: by order, then as raised. Exact repeats (rule, place, message) are dropped. */
void finding_list_sort(struct finding_list *list);
/*
 * Gives every finding its fingerprint: rule, person, plain address, value, ordinal among equals. Sort first: the ordinal counts in
 * the order of the list. Lines and rows have no part in it, so that a row inserted above changes nothing; nor have width, case and blanks
 * of the value, which change when a plan goes from one format to another. `key` (16 bytes) makes fingerprints that only its owner can
 * compare; NULL: everybody can.
 */
void finding_list_fingerprint(struct finding_list *list, struct slice person, const unsigned char *key);
/* What stands for a person where the numbers must not: 16 hex digits; empty without a person. `key` as above. */
struct slice finding_person_mark(struct arena *arena, struct slice person, const unsigned char *key);

struct slice severity_name(enum severity severity);       /* error, warning, info: in machine formats */
struct slice finding_kind_name(enum finding_kind kind);   /* fail, review, open */

#endif
