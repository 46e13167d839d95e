/*
 * opened_input.h - one input file, opened: its bytes, encoding and kind. For the linter alone.
 */
#ifndef TENKEN_LINTER_OPENED_INPUT_H
#define TENKEN_LINTER_OPENED_INPUT_H

#include "base/platform/platform.h"
#include "findings/finding.h"
#include "linter/rule_base.h"
#include "readers/flat/flat_header.h"
#include "readers/input_list.h"
#include "tenken/tenken.h"

enum input_kind {
	INPUT_UNKNOWN,
	INPUT_YAML,
	INPUT_STANDARD_CSV,
	INPUT_FLAT_CSV,       /* plans in a table with headings */
	INPUT_ASSESSMENT_CSV, /* assessments in one */
	INPUT_ARCHIVE         /* .zip: `file` holds its bytes, `source` nothing */
};

struct opened_input {
	const struct input *input;
	struct platform_file file;          /* owned: opened_input_close */
	struct source source;
	enum input_kind kind;
	bool cp932;                         /* the file is CP932, whatever `source` holds */
	bool readable;                      /* false: a finding says why, nothing more can be done with it */
	const struct record_layout *layout; /* INPUT_STANDARD_CSV */
	const struct flat_header *header;   /* INPUT_FLAT_CSV, INPUT_ASSESSMENT_CSV */
	size_t set, set_plans;              /* for --list-files: number of its set, 0 when alone; plans that stand in it */
	struct finding_list findings;       /* about the file as a whole */
	struct opened_input *next;          /* all open inputs of a run, so that they can be closed */
};

/*
 * Opens and looks at an input. What is wrong with it becomes a finding in input->findings. A YAML file in CP932 is decoded as
 * a whole into `arena`: its lines and columns hold, its byte offsets are those of the UTF-8 copy.
 * `opened->findings` is the caller's empty list. `opened->next` is left as it is: the caller links the input before it is opened,
 * so that it is closed whatever happens.
 */
void opened_input_init(struct opened_input *opened, struct arena *arena, const struct input *input,
		       struct rule_base *base, enum tenken_encoding encoding);
void opened_input_close(struct opened_input *opened);
/* The digest of its bytes as hex digits; pages of a large file are given back on the way. */
struct slice opened_input_sha256(struct opened_input *opened, struct arena *arena);

struct slice input_kind_title(const struct opened_input *opened, struct arena *arena, bool english); /* for people */
struct slice input_kind_name(enum input_kind kind); /* yaml, standard-csv, flat-csv, assessment-csv, zip, unknown */

#endif
