/*
 * report.h - results on their way out: what a report is given, and the formats that turn it into bytes. For the linter.
 *
 * A report sees sealed findings and plain facts about plans, never the model or the rules. A run is: begin, then each file
 * and plan in input order, then end. Formats that can stream write at once; the others use a private spool.
 */
#ifndef TENKEN_REPORT_REPORT_H
#define TENKEN_REPORT_REPORT_H

#include "base/platform/platform.h"
#include "base/text_builder.h"
#include "findings/batch_coverage.h"
#include "findings/finding.h"
#include "report/form_view.h"

/* A form (or table) that was missing and the rules it stopped, for one plan. */
struct missing_form {
	struct slice name;         /* 第4表, in the language of the run */
	const struct slice *rules; /* ids, in rule order */
	size_t rule_count;
};

/* How many rules came to what, for one plan or for the run. */
struct coverage_counts {
	size_t rules;          /* rules that were run */
	size_t passed;         /* 適合 */
	size_t found;          /* 指摘 and 問いかけ */
	size_t not_applicable; /* 対象外 */
	size_t not_judged;     /* the cause is another finding: a blank or unreadable value */
	size_t open;           /* 確認できない */
};

/* An item of the policy a plan is held against, with what belongs to it. */
struct report_item {
	struct slice id, label, text; /* kashiwa/1, □1, the sentence of the document */
	struct slice outcome;         /* finding, open, notJudged, pass, notApplicable; question: no rule was run for it */
	const struct slice *rules, *unchecked; /* ids that were run, and those of them that could not be checked */
	size_t rule_count, unchecked_count;
	const struct finding *const *findings; /* some of the plan's; one may belong to several items */
	size_t finding_count;
};

struct report_plan {
	struct slice path;      /* of the file it stands in (the first file of a set) */
	uint32_t ordinal;       /* document number within the file, from 1 */
	struct slice key;       /* insurer/insured/date/kind, or file#number without them */
	struct slice person;    /* insurer/insured, whom fingerprints belong to; empty without numbers */
	struct slice person_mark; /* what stands for the person where the numbers must not */
	struct slice kind;      /* home, prevention */
	struct slice kind_name; /* 居宅サービス計画書, in the language of the run */
	struct slice plan_date; /* in the language of the run; empty when blank */
	struct slice plan_date_iso;
	struct slice office, office_code; /* of the care manager; empty when blank */
	struct slice care_manager;        /* empty when blank */
	const struct finding_list *findings; /* sealed and sorted */
	struct coverage_counts coverage;
	const struct missing_form *missing;
	size_t missing_count;
	size_t questions_left_out;    /* by --questions */
	const uint8_t *outcomes; /* enum outcome of each rule of the run; findings/coverage.h */
	struct slice policy, policy_title; /* the policy of the profile; empty: none */
	const struct report_item *items;   /* all of its items, in the order of the document */
	size_t item_count;
	struct form_view *forms; /* NULL unless an output asked for it */
};

/* An input and what was found about it as a whole, or about documents that were lost. */
struct report_file {
	struct slice path;
	struct slice kind;     /* yaml, standard-csv, flat-csv, assessment-csv, zip, unknown */
	struct slice encoding; /* utf-8, cp932; empty when unknown */
	size_t plans;
	const struct finding_list *findings;
	struct slice sha256; /* of its bytes, 64 hex digits, for outputs that show it; else empty */
	/* For lists of files alone. */
	struct slice kind_title;         /* for people, in the language of the run */
	struct slice file_type, edition; /* standard-csv: UP2KYO, 4.1; else empty */
	size_t set;                      /* number of the files that are read together with it; 0: it is read by itself */
	struct slice left_out;           /* dot, ignored, ending, settings: why it is no input; empty: it is one */
};

/* A rule over many plans: how far it could look. */
struct report_batch_rule {
	struct slice id, name, title;
	struct batch_rule_coverage coverage;
};

/* What was seen when all plans were looked at together. Findings belong to no plan; they list those they speak of. */
struct report_batch {
	const struct finding_list *findings; /* sealed; in the order of the rules, then of the groups */
	const struct report_batch_rule *rules;
	size_t rule_count;
	size_t plans, fact_bytes;
	struct slice path; /* of the first plan: for formats where everything stands in a file */
	const uint8_t *outcomes; /* enum outcome of each rule of the run */
};

/* What a format may say of a rule apart from any plan; texts in the language of the run. */
struct report_rule {
	struct slice id, name, category, title;
	enum severity severity;
	enum finding_kind kind;      /* FINDING_FAIL or FINDING_REVIEW */
	struct slice question, fix;  /* empty when they speak of a certain plan */
	const struct basis *basis;
	size_t basis_count;
};

/* Whose words findings speak. */
enum report_audience {
	REPORT_FOR_MANAGER,   /* a question and the next step */
	REPORT_FOR_INSPECTOR, /* the basis and what it was judged by */
	REPORT_FOR_VENDOR,    /* file, item of the exchange standard, code */
	REPORT_AUDIENCE_COUNT
};

struct report_run {
	enum report_audience audience; /* what is said beside findings: finding_voice.h */
	struct slice version;        /* of tenken */
	struct slice ruleset;        /* version of the shipped rules */
	struct slice ruleset_digest;
	struct slice as_of;          /* 2026-11-22 */
	/* A date of the form 2026-11-22 in the words of the language; NULL: as it is. What is no date is added as it is. */
	void (*add_date)(struct text_builder *text, struct slice iso);
	size_t rules;
	bool english;
	bool color;                  /* text only */
	unsigned width;              /* text only: columns of the terminal, rows are folded to; 0: they are not */
	bool quiet;                  /* text only */
	bool statistics;             /* text only: tables of how many there are of what, at the end */
	bool care_managers;          /* text, html, xlsx, totals: counts by care manager, too; json, ndjson: who it is */
	bool rank;                   /* formats that rank: in which order plans are worth looking at, with the reasons */
	bool sarif_all_kinds;        /* sarif: also what could not be checked, questions, and what does not apply */
	bool csv_cp932;              /* csv: in CP932 instead of UTF-8 */
	bool with_plan;              /* json, ndjson: the form view too */
	bool can_fail;               /* findings from `fails_from` on change the exit status; false: none does */
	enum severity fails_from;
	bool has_baseline;           /* findings are known or new */
	struct slice key_mark;       /* of the key of fingerprints; empty without one */
	struct slice folder;         /* the run began in; empty when unknown */
	const struct report_rule *all_rules; /* `rules` of them, for formats that want them */
	/* Told what a format could not write as it is, one sentence; may be NULL. */
	void (*notice)(void *context, const char *sentence);
	void *context;
};

struct report_summary {
	size_t files, plans, lost;
	size_t count[SEVERITY_COUNT]; /* findings of kind fail */
	size_t reviews, open;
	size_t suppressed;            /* left as they are, with a reason; in no other count */
	size_t known;                 /* in the baseline; in no other count */
	size_t questions_left_out;    /* by --questions, in no other count */
	size_t hidden_by_limit;       /* findings beyond the limit a plan */
	struct coverage_counts coverage;
	int status;                   /* exit status */
	struct slice reason;          /* one sentence that says why the status is what it is */
};

struct report;
struct report_format;

struct slice report_audience_name(enum report_audience audience); /* manager, inspector, vendor: in machine formats */

const struct report_format *report_format_find(struct slice name); /* NULL when there is none */
const struct report_format *report_format_baseline(void);          /* what tenken_baseline writes, and nobody asks for by name */
struct slice report_format_names(struct arena *arena);             /* "text, json, ndjson …" */
bool report_format_wants_rules(const struct report_format *format);
bool report_format_wants_forms(const struct report_format *format); /* report_plan.forms, report_file.sha256 */
const struct report_format *file_list_format_find(struct slice name); /* text or json for a list of files; NULL when there is none */

/*
 * Opens the output and begins the report; false when the output cannot be opened. *opened is set before anything is open, so that
 * whoever is left with it when memory runs out, or after false, can abandon it; it must be NULL before.
 */
bool report_open(struct report **opened, struct arena *arena, const struct report_format *format, struct slice path,
		 const struct report_run *run, struct failure *failure);
void report_add_file(struct report *report, const struct report_file *file);
void report_add_plan(struct report *report, const struct report_plan *plan);
/* After the last plan, at most once. `batch` must live until the report is closed. */
void report_add_batch(struct report *report, const struct report_batch *batch);
void report_abandon(struct report *report); /* as if it had never been opened: nothing is left behind; NULL is fine */
/* Writes the summary and closes the output; false when anything could not be written. */
bool report_close(struct report *report, const struct report_summary *summary, struct failure *failure);

#endif
