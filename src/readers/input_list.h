/*
 * input_list.h - which files a run looks at: paths, folders and standard input, in an order that never depends on the machine.
 * For the linter.
 */
#ifndef TENKEN_READERS_INPUT_LIST_H
#define TENKEN_READERS_INPUT_LIST_H

#include "findings/finding.h"

struct platform_file;

struct input {
	struct slice path; /* as given, or below a given folder; how standard input is called */
	uint64_t bytes;    /* of a regular file, when it was listed; else 0 */
	bool is_stdin;
	bool named;        /* given by name: read whatever its ending */
	const struct platform_file *content; /* of an archive: its bytes, which belong to that; NULL: to be opened */
};

/* Why a file of a folder is no input. */
enum left_out {
	LEFT_OUT_ENDING, /* none of the endings that are read */
	LEFT_OUT_DOT,    /* its name begins with a dot */
	LEFT_OUT_IGNORED, /* named in a .tenkenignore */
	LEFT_OUT_SETTINGS /* a tenken.yaml, or a file of decisions that this run was told of */
};

struct left_out_input {
	struct slice path;
	enum left_out reason;
};

struct input_list {
	struct input *items;
	size_t count;
	struct left_out_input *left_out; /* of the folders that were looked through, in their order; with keep_left_out */
	size_t left_out_count;
};

struct input_request {
	const struct slice *paths; /* files, folders, patterns, "-" for standard input */
	size_t path_count;
	const struct slice *listed; /* files and folders from a list: every sign in them means itself */
	size_t listed_count;
	const struct slice *settings; /* files that are no inputs when a folder holds them */
	size_t settings_count;
	struct slice stdin_name;
	bool keep_left_out;
};

/*
 * Files in the order given; a folder stands for its .yaml .yml .csv and .zip files and those of its folders, sorted by bytes, names
 * that begin with a dot, what a .tenkenignore names (ignore_list.h), tenken.yaml and the files of `settings` left out. A path of no file whose last name holds * or ? stands
 * for all that fit it in its folder, for shells that leave this to the program; none may. Symbolic links are followed, but never into a
 * folder that holds them. A path that cannot be looked at is a finding (lost), and the others are still listed. A file that comes up
 * again, under whatever name, stands once in the list, and a finding says so.
 */
void input_list_build(struct input_list *list, struct arena *arena, const struct input_request *request, struct finding_list *findings);

/* Why something cannot be read: the system speaks English, so what happens every day is said in Japanese here. */
struct slice unreadable_reason(struct slice reason, bool english);

/* The ending of a path without its dot, in lower case: yaml, yml, csv; empty when it has none. */
struct slice path_ending(struct slice path, char room[8]);

#endif
