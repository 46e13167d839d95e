/*
 * screen_lists.h - lists of a rule as sets of rows: lists of the plan, what filter, map, +, distinct and names make of them. Private to
 * screen/.
 *
 * (a.filter(x, …).map(x, x.text) + b.map(y, y.text)).exists(text, …) asks rows of a and rows of b, each with its own text in the place
 * of `text`. Order and repetition are lost, so that only questions to which they do not matter are put to such a list.
 */
#ifndef TENKEN_ENGINE_SCREEN_LISTS_H
#define TENKEN_ENGINE_SCREEN_LISTS_H

#include "engine/screen/screen_expression.h"
#include "engine/screen/screen_nodes.h"

/* Rows of one table, with what stands in the list for each. */
struct list_part {
	struct screen_part rows;
	const struct expression *item; /* NULL: the row itself */
	unsigned slot;                 /* what the item calls the row; SCOPE_PLAN when it reads none */
};

enum { LIST_PARTS = 8 };

struct list_parts {
	struct list_part items[LIST_PARTS];
	size_t count;
	bool once; /* equal items count once: only whether there are any is known */
};

/* False when the expression is another list. */
bool screen_list_parts(struct screen *screen, const struct screen_frame *frame, const struct expression *expression,
		       struct list_parts *list);
/* A condition on the items of a part, whose variable is in `slot`; NULL when it reads the row of a list outside. */
struct screen_node *screen_of_item(struct screen *screen, const struct screen_frame *frame, const struct list_part *part, unsigned slot,
				   const struct expression *condition);
/* The parts as nodes keep them. */
struct screen_part *screen_parts_kept(struct screen *screen, const struct list_parts *list);

#endif
