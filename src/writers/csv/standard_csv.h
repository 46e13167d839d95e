/*
 * standard_csv.h - a plan as rows of the national CSV standard, in its canonical form. For the linter.
 *
 * Canonical: MS932 with one code a character, CRLF, free text quoted and nothing else; needs, goals and services numbered in their
 * order (goals through the plan, services within their goal); what is carried down printed once, on the first row it holds for; 9999
 * for a required time that is not told. Driven by the layouts alone: a new version of the standard is new data.
 */
#ifndef TENKEN_WRITERS_STANDARD_CSV_H
#define TENKEN_WRITERS_STANDARD_CSV_H

#include "base/text_builder.h"
#include "model/record_layout.h"

enum { CSV_NO_MONTH = INT32_MIN };

enum csv_loss_kind {
	CSV_LOSS_NO_ITEM,   /* no item of the standard holds the field; `count` places, the first at `value` */
	CSV_LOSS_CHARACTER, /* `text` is a character that MS932 lacks; `instead` was written */
	CSV_LOSS_TOO_LONG,  /* `text` is longer than `item` allows and was written all the same */
	CSV_LOSS_NO_KEY,    /* the plan lacks `field`, without which no row can be told from others: nothing was written */
	CSV_LOSS_MERGED,    /* the three parts of the intentions were joined in one cell */
	CSV_LOSS_GOALS_JOINED /* a long goal as another of its need: nothing in the rows tells them apart */
};

/* What the standard cannot hold, or not as it was. Slices live until the call returns. */
struct csv_loss {
	enum csv_loss_kind kind;
	const struct record *record;
	enum field field;
	const struct value *value; /* where it stands; NULL: nowhere */
	const struct record_layout *layout;
	const struct layout_item *item;
	struct slice text, instead;
	size_t count;
};

/* Where rows go. `month` is the first day of the month a file belongs to, or CSV_NO_MONTH. */
struct csv_target {
	void *context;
	void (*row)(void *context, const struct record_layout *layout, int32_t month, struct slice bytes);
	void (*loss)(void *context, const struct csv_loss *loss);
};

/* Writes all rows of a settled plan, whose intentions are joined on the way. `scratch` may be reset afterwards. */
void standard_csv_write(const struct record_layouts *layouts, struct document *document, struct arena *scratch,
			const struct csv_target *target);

#endif
