/*
 * check.h - the state of one run of `tenken check`. For the files of linter/ alone.
 *
 * When several threads do the work (linter/jobs), each piece of the inputs has a branch of the run: a struct check of its own that
 * shares what is only read and keeps what it comes to, which the run tells in the order of the inputs. Reports and counts belong to
 * the run.
 *
 * Lifetimes: `run` lives as long as the run, `file` as long as one file or one set of CSV files is read, `document` as long as
 * one plan is judged; `scratch` between two steps.
 */
#ifndef TENKEN_LINTER_CHECK_H
#define TENKEN_LINTER_CHECK_H

#include "derive/derive.h"
#include "engine/batch/batch_collector.h"
#include "linter/decisions/decisions.h"
#include "linter/inputs/opened_input.h"
#include "linter/masking/masking.h"
#include "linter/plans/policy_review.h"
#include "linter/rule_base.h"
#include "readers/csv/csv_set.h"
#include "readers/flat/flat_reader.h"
#include "readers/yaml/yaml_reader.h"
#include "readers/zip/zip_contents.h"
#include "report/report.h"
#include "tenken/tenken.h"

/* Takes what was read in place of the rules and reports: tenken_convert. */
struct check_sink {
	void (*document)(struct check_sink *sink, struct document *document, struct finding_list *findings, struct slice path);
	void (*file)(struct check_sink *sink, struct opened_input *opened); /* when it is done; its findings are sealed */
};

/* What a plan came to, complete: it needs nothing of its document any more but its arena. */
struct judged_plan {
	struct report_plan plan;
	struct finding_list findings, faults; /* faults: of rules, not sealed */
	struct plan_coverage coverage;
	struct plan_suppressions suppressions;
	const struct personal_words *personal; /* with --mask */
	struct batch_part left_behind; /* for rules over many plans */
};

/* The results of a branch, in order. */
struct kept_result {
	struct judged_plan *plan; /* NULL: it is a file */
	struct report_file file;
	struct finding_list *findings; /* of the file */
	bool readable;
	struct kept_result *next;
};

struct kept_results {
	struct kept_result *first, **last;
};

/* What results are about, for partial files (linter/partial). */
enum unit_kind {
	UNIT_NONE,     /* the run as a whole: worked out anew by who joins parts */
	UNIT_SETTINGS, /* files that are no inputs; every part says the same */
	UNIT_UNLISTED, /* a path that could not be listed */
	UNIT_INPUT,
	UNIT_CSV,      /* the CSV files of a folder, by the first of them */
	UNIT_KIND_COUNT
};

struct told_unit {
	enum unit_kind kind;
	struct slice path;
};

struct check_jobs;
struct partial_writer;
struct merge;

struct check {
	const struct tenken_options *options;
	struct check_jobs *jobs;    /* NULL: one thread does all, or this is a branch */
	struct kept_results *kept;  /* of a branch; NULL: results are told at once */
	struct told_unit unit, told_unit; /* that is being read; that results are told of */
	struct partial_writer *partial;   /* --partial: results are written there besides */
	struct merge *merge;              /* tenken_merge: where results come from */
	bool counts_in_part;        /* documents are numbered within a part of their file: no key is made of it yet */
	struct check_sink *sink; /* NULL: plans are judged */
	struct memory_trap trap;
	struct arena run, archive, file, document, scratch; /* archive: as long as one archive is read */
	struct rule_base base;          /* rules, layouts, tables: everything from data files */
	struct rule_runner_options running; /* how rules run: for runners of other threads */
	struct rule_runner *runner;
	struct derive_memory *derived;     /* what texts came to; one for each thread, as runners are */
	struct batch_collector *collector; /* NULL: no rule over many plans is selected */
	bool one_input;                    /* nothing else is read */
	bool alone;                        /* the plan at hand is the only one of the run: it leaves nothing behind */
	struct batch_facts facts;          /* of all plans that were told */
	struct slice first_plan_path;      /* in `run` */
	struct policy_review *review; /* NULL without --profile */
	const bool *unwanted; /* built-in findings, see finding_list; NULL: none */
	int32_t as_of;
	size_t questions; /* at most so many a plan */
	uint32_t required_forms; /* by the profile, a bit per enum form; 0: none is said */
	size_t required_open;    /* rule and plan pairs that their lack stopped */
	struct report **reports;
	size_t report_count;
	bool wants_forms; /* an output shows the plans themselves */
	struct report_summary summary;
	struct finding_list rule_faults; /* rules that failed while running, once each */
	struct finding_list told;        /* about files that are no inputs: the table of service codes */
	struct decisions decisions;      /* suppressions beside the plans, and the baseline */
	struct masking *masking; /* NULL without --mask */
	bool writes_baseline;            /* tenken_baseline: in place of any other output */
	bool merges_parts;               /* tenken_merge: results of parts in place of inputs */
	bool *rule_failed;               /* by rule number */
	struct platform_file names; /* the list of --files-from, while the inputs are read */
	/* What is open now, so that it can be closed when memory runs out. */
	struct opened_input *inputs;
	size_t sets; /* sets of CSV files so far */
	struct yaml_reader *yaml;
	struct csv_set *csv;
	struct zip_contents zip;
};

/* An empty list in the language of the run, without the built-in findings that were left out. */
void check_list_init(const struct check *check, struct finding_list *list, struct arena *arena);
/* The assessment CSV files of a folder, open while the plans beside them are read. */
struct check_assessments {
	struct flat_reader **readers;
	struct opened_input **files;
	size_t count;
};

/* Plans in tables with headings, and assessments beside any CSV: check_flat.c. */
void check_assessments_open(struct check *check, struct check_assessments *assessments, struct opened_input **files, size_t count);
/* Gives a plan that was read the assessment of its person. */
void check_assessments_join(struct check_assessments *assessments, struct document *document, struct finding_list *findings);
/* Judges the assessments of people without a plan, and reports the files. */
void check_assessments_end(struct check *check, struct check_assessments *assessments, bool beside_plans);
void check_flat(struct check *check, struct opened_input *opened, struct check_assessments *assessments);

/* Has the caller asked to stop? */
bool check_stopped(const struct check *check);
/* Makes room for the next plan: what the one before came to was told, unless it is kept. */
void check_begin_plan(struct check *check);
/* Judges one settled document and tells the result. `path` is what the plan is shown under. */
void check_document(struct check *check, struct document *document, struct finding_list *findings, struct slice path);
/* Sorts, seals and gives fingerprints: what a finding still needs before its document is released. */
void check_seal(const struct check *check, struct finding_list *findings, struct slice person);
/* Seals findings that belong to no plan, and tells them as those of the file. */
void check_file_done(struct check *check, struct opened_input *opened, size_t plans);
/* Counts what a plan came to and hands it to every report, or keeps it. Of the run, or in a branch that keeps. */
void check_tell_plan(struct check *check, struct judged_plan *judged);
void check_keep_faults(struct check *check, const struct finding_list *faults);
void check_count_findings(struct check *check, const struct finding_list *findings);
/* Rules over many plans: keeps what a plan left behind; judges it when two or more were told. */
void check_batch_keep(struct check *check, const struct judged_plan *judged);
void check_batch_judge(struct check *check);
/* `findings` are those of the file. */
void check_tell_file(struct check *check, const struct report_file *file, struct finding_list *findings, bool readable);
/* --list-files: a file that is no input. */
void check_left_out(struct check *check, struct slice path, enum left_out reason);
/* Keeps the findings of a document that was lost with those of its file. */
void check_document_lost(struct check *check, struct opened_input *opened, struct finding_list *findings);

/* An input that is readable from here on, or whose findings say why not; linked to those that are open. */
struct opened_input *check_open_input(struct check *check, const struct input *input);
/* Documents one after another from a reader of the file, which the check holds; gives the number of plans. */
size_t check_yaml_documents(struct check *check, struct opened_input *opened);
/* Plans one after another from the set of the check. What was lost goes to the findings of `lost`. */
size_t check_csv_plans(struct check *check, struct check_assessments *assessments, struct opened_input *lost);
/* Is the input read together with the other CSV files of its folder? And which folder is it? */
bool check_is_csv(const struct input *input);
struct slice check_folder_of(struct slice path);
/* Checks all of a list, which may be the entries of an archive. `done` has a place for each, false. */
void check_inputs(struct check *check, const struct input_list *inputs, bool *done);
void check_inputs_close(struct check *check); /* those that are open now */
/* An archive that is open: its entries as if they were files of folders. */
void check_archive(struct check *check, struct opened_input *opened);

/*
 * The inputs of the run, and findings about paths that could not be listed. False with a sentence when the list of --files-from
 * cannot be had.
 */
bool check_list_inputs(struct check *check, struct input_list *inputs, struct finding_list *unlisted, struct tenken_error *error);

/* The parts of a run before the first plan and after the last. They set `error` and give false when something is wrong. */
bool check_read_as_of(struct check *check, struct tenken_error *error);
bool check_read_questions(struct check *check, struct tenken_error *error);
bool check_prepare_rules(struct check *check, struct tenken_error *error);
bool check_read_decisions(struct check *check, struct tenken_error *error); /* --mask-key, --suppressions, --baseline */
bool check_open_reports(struct check *check, struct tenken_error *error);
/* Every output is closed, in their order and whatever became of the others; the first failure is told. */
bool check_close_reports(struct check *check, struct tenken_error *error);
/* Findings about what is no input: paths that could not be listed, rules at fault. */
void check_report_unlisted(struct check *check, struct finding_list *unlisted, enum unit_kind kind);
/* Reads all inputs, one after another; says what could not be listed. */
void check_run_inputs(struct check *check, const struct input_list *inputs, struct finding_list *unlisted);
/* Closes what is open, gives all memory back, `check` itself as well. */
void check_release(struct check *check);

/* Status, its reason, and the totals, once everything was read. */
void check_conclude(struct check *check);

#endif
