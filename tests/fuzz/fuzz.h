/*
 * fuzz.h - what the fuzz targets share: the memory of one input with its trap, inputs opened as plans, and what must always hold.
 *
 * A target is one file <name>_fuzz.c with one function, fuzz_one. fuzz.c wraps it as LLVMFuzzerTestOneInput; some inputs are run a
 * second time with memory that runs out on the way. README.md says how to run them.
 */
#ifndef TENKEN_TESTS_FUZZ_H
#define TENKEN_TESTS_FUZZ_H

#include "linter/check/check.h"

#ifdef NDEBUG
#error "fuzz targets are nothing without their assertions"
#endif

struct fuzz {
	struct check check;      /* arenas, trap, rule base; `run` and `document` hold what the target makes */
	struct tenken_options options;
	struct source *sources[8]; /* what is open */
};

/* The target: anything may be done with the input but what a trap would not clean up. */
void fuzz_one(struct fuzz *fuzz, struct slice input);

/* Cuts the first byte off; 0 when there is none. Seeds are written with letters: 'A' gives 0, 'B' 1. */
unsigned fuzz_choice(struct slice *input, unsigned count);
/* The input is a plan in YAML, or with a first byte U+001E CSV files, each behind one such byte and a letter for its type. */
bool fuzz_open(struct fuzz *fuzz, struct slice input, struct finding_list *findings);
/* The next document of what is open; its memory is that of the one before. */
enum reading fuzz_next(struct fuzz *fuzz, struct finding_list *findings, struct document **document);
/* The shipped rules, and a report in /dev/null. */
void fuzz_start_run(struct fuzz *fuzz);
/* Every value of the document is whole, and stands within its source. */
void fuzz_expect_whole(const struct document *document);
/*
 * Writes a report with these findings as those of a file and of a plan, and reads it again: UTF-8, nothing that drives a terminal;
 * JSON is well-formed. The file is in the current folder.
 */
void fuzz_expect_report(struct fuzz *fuzz, struct slice format, const struct finding_list *findings);

#endif
