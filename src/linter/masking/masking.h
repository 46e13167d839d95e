/*
 * masking.h - --mask: results that say what is in a plan and not whose it is. For the linter alone.
 *
 * The one place where it happens: a plan and a file are masked when all about them is known, and before any report sees them. The
 * same value gets the same label throughout a run, and in every run with the same key; without the key nobody can go back.
 *
 * What is masked: values of fields that fields.def marks FIELD_PERSONAL, wherever they stand; the same values inside other texts of
 * the plan; names of files; keys of plans. Excerpts of files are left out, for a line can hold anything. Names of people that no
 * field of the plan holds (a neighbour in a record) cannot be known, and stay.
 */
#ifndef TENKEN_LINTER_MASKING_H
#define TENKEN_LINTER_MASKING_H

#include "findings/fingerprint_hash.h"
#include "model/model.h"
#include "report/report.h"

struct personal_words;
struct remembered_words;

struct masking {
	unsigned char key[16]; /* of fingerprints, too */
	struct slice mark;     /* of the key: says that two results were made with the same one */
	bool english;
	struct remembered_words *remembered; /* of every plan so far */
};

/* With the key of a file, or one that is forgotten after the run (`path` NULL). False with a sentence. */
bool masking_init(struct masking *masking, struct arena *arena, const char *path, bool english, struct failure *failure);

/* Masks all that reports are given about a plan, in place, and gives the words it found; `findings` are those of `plan`. New texts live in `arena`. */
const struct personal_words *masking_plan(const struct masking *masking, struct arena *arena, const struct document *document,
					  struct report_plan *plan);
/* Plan after plan in the order of the run: what masking_plan gave, for what will be said of all of them. */
void masking_remember(struct masking *masking, const struct personal_words *words);
/* Findings over many plans. */
void masking_batch(const struct masking *masking, const struct finding_list *findings);
/* What rules over many plans looked for in a table in vain may be the number of an office. */
void masking_batch_rules(const struct masking *masking, struct report_batch_rule *rules, size_t count);
/* The same for an input, whose findings quote what may be anybody's: their titles stand in for messages with a quotation. */
void masking_file(const struct masking *masking, struct arena *arena, struct report_file *file);

/* "［氏名-1f3c9a02］" for a value in its form for comparison. For the files of masking/. */
struct slice masking_label(const struct masking *masking, struct arena *arena, struct slice word, struct slice value);
/* Each name in a path on its own; endings and the letters that a standard CSV begins with stay. */
struct slice masking_path(const struct masking *masking, struct arena *arena, struct slice path);

#endif
