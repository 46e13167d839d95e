/*
 * csv_texts.h - texts of the CSV files of a run by their undecoded bytes, with what is known of them. For the CSV reader.
 *
 * What is written in a table is written again: the same provider in every plan, the same frequency some rows on, the same words for a
 * period in another column. Such a text is decoded and read once. Memory is bounded: texts are forgotten between two plans when
 * they have become many, and a newer one takes an older one's place at any time.
 */
#ifndef TENKEN_READERS_CSV_TEXTS_H
#define TENKEN_READERS_CSV_TEXTS_H

#include "model/values/value_read.h"
#include "text/source.h"

struct csv_text {
	struct slice raw, text; /* of the texts' own; raw.data NULL: nobody stands here */
	enum text_encoding encoding; /* of raw */
	uint64_t plain_in;      /* bit per record_kind in whose text fields nothing is to be said about it */
	const struct period_reading *period; /* what it says as the words of a period, when nothing is to be said about it; else NULL */
};

enum {
	CSV_TEXTS = 512,          /* are known at most */
	LONGEST_CSV_TEXT = 512,   /* bytes; longer prose is written once */
	MOST_CSV_TEXT = 256 * 1024 /* bytes of all, after which they are forgotten */
};

struct csv_texts {
	struct arena arena;
	struct arena *home;  /* that, or the plan's */
	size_t bytes;        /* kept in it */
	bool only_of_plan;   /* texts live as long as their plan, for who keeps it; none is known from plan to plan */
	struct csv_text places[CSV_TEXTS];
};

/* The texts end with `outer`. */
void csv_texts_init(struct csv_texts *texts, struct arena *outer);
/* To be called before each plan, which lives in `plan`: no text is borrowed any more. */
void csv_texts_begin_plan(struct csv_texts *texts, struct arena *plan);
/* Where a text stands or could stand. */
struct csv_text *csv_texts_place(struct csv_texts *texts, struct slice raw, enum text_encoding encoding);
static inline bool csv_text_is(const struct csv_text *known, struct slice raw, enum text_encoding encoding)
{
	return known->encoding == encoding && known->raw.data && slice_equal(known->raw, raw);
}
/* Copies a text into its place. */
void csv_texts_keep(struct csv_texts *texts, struct csv_text *place, struct slice raw, struct slice text, enum text_encoding encoding);
void csv_texts_keep_period(struct csv_texts *texts, struct csv_text *known, const struct period_reading *period);

#endif
