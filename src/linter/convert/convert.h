/*
 * convert.h - the state of one run of tenken_convert. For the files of linter/ that begin with convert.
 */
#ifndef TENKEN_LINTER_CONVERT_H
#define TENKEN_LINTER_CONVERT_H

#include "linter/check/check.h"

/* A CSV file being written. */
struct converted_file {
	const struct record_layout *layout;
	int32_t month;
	struct slice sender; /* office and service type as in the name */
	struct slice path;
	struct output *output;
	struct converted_file *next;
};

struct convert {
	struct check_sink sink; /* first: the sink is the run */
	struct check *check;
	const struct tenken_convert_options *options;
	struct slice sender, receiver, timestamp; /* as in names; an empty sender is the plan's own */
	struct output *yaml;
	struct converted_file *files, **last;
	struct finding_list *findings; /* of the plan being written */
	const struct document *document;
	struct slice plan_sender;
	struct failure failure;        /* the first that ended the run */
};

/* Checks the options and fills in defaults; false with a sentence. */
bool convert_prepare(struct convert *convert, struct tenken_error *error);
/* The sink's two functions. */
void convert_document(struct check_sink *sink, struct document *document, struct finding_list *findings, struct slice path);
void convert_file_done(struct check_sink *sink, struct opened_input *opened);

/* Hands a row to the file it belongs to, which is opened by its first row. */
void convert_files_write(struct convert *convert, const struct record_layout *layout, int32_t month, struct slice bytes);
/* Closes all files; false, and all that are left are given up, when one could not be written. */
bool convert_files_close(struct convert *convert);
void convert_files_abandon(struct convert *convert);

#endif
