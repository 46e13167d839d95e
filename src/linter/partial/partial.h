/*
 * partial.h - the result of a part of the inputs in a file, and the files of all parts joined to the result of one run. For the linter
 * alone.
 *
 * A partial file is text: a line that names it, then records, each a line with its kind and length and as many bytes (passage.h). The
 * first record says what the run was: who wrote it, by which rules, with which options. Then come the inputs, each with what was told
 * about it, and a last record, without which the file is not whole.
 *
 *     tenken-partial 1
 *     run 135 … unit 17 … plan 5210 … file 81 … end 4 …
 *
 * Joined, inputs come in the order of their paths, folder by folder, as one run over their folder would list them. What only the run as
 * a whole can say (totals, rules at fault, suppressions nobody needed, the baseline) is worked out by who joins.
 */
#ifndef TENKEN_LINTER_PARTIAL_H
#define TENKEN_LINTER_PARTIAL_H

#include "linter/check/check.h"
#include "linter/partial/passage.h"

#define PARTIAL_NAME "tenken-partial 1\n"

/* What must be the same for all parts, and for who joins them. */
struct partial_run {
	struct slice version, ruleset, digest; /* of tenken, of the shipped rules, of all rules */
	struct slice as_of, profile;
	const struct slice *select, *also, *ignore;
	size_t select_count, also_count, ignore_count, questions;
	struct slice key;          /* mark of the key of fingerprints */
	struct slice suppressions; /* beside the plans, one behind the other */
	enum rule_audience audience; /* whom the texts speak to */
	bool english;
	bool forms;                /* plans stand in it laid out as their forms */
};

/* The run as it is; texts in its memory. */
struct partial_run partial_run_of(struct check *check);
void pass_run(struct passage *passage, struct partial_run *run);

struct partial_writer;

/* Opens options->partial and begins it, once all else is ready; check->partial. Without the option nothing. */
bool partial_begin(struct check *check, struct failure *failure);
void partial_add_plan(struct check *check, struct judged_plan *judged);
void partial_add_file(struct check *check, const struct report_file *file, const struct finding_list *findings, bool readable);
/* Completes the file; false when it could not be written. */
bool partial_end(struct check *check, struct failure *failure);
void partial_abandon(struct partial_writer *writer); /* NULL is fine */

/* Reads the partial files of the options and takes over what their runs were told; false with a sentence. */
bool merge_read(struct check *check, struct tenken_error *error);
/* Are the rules at hand theirs, and do they hold what is asked for? After the rules were read and the reports opened. */
bool merge_fits(struct check *check, struct tenken_error *error);
/* Tells all inputs in their order; false when a file is damaged. */
bool merge_tell(struct check *check, struct tenken_error *error);
/* The parts, as a list for output_paths_fine. */
void merge_inputs(struct check *check, struct input_list *inputs);
bool merge_found(const struct check *check); /* anything at all */
void merge_release(struct check *check);

#endif
