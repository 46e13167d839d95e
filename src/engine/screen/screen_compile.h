/*
 * screen_compile.h - making nodes of conditions; equal ones are made once. Private to screen/.
 */
#ifndef TENKEN_ENGINE_SCREEN_COMPILE_H
#define TENKEN_ENGINE_SCREEN_COMPILE_H

#include "engine/screen/screen_expression.h"
#include "engine/screen/screen_nodes.h"

/* NULL when the condition reads the row of a list outside, so that no set of rows can say. */
struct screen_node *screen_compile(struct screen *screen, const struct screen_frame *frame, const struct expression *expression);
/* Of which rows the expression surely has a value that lists may hold; NULL as above. */
struct screen_node *screen_proper(struct screen *screen, const struct screen_frame *frame, const struct expression *expression);
struct screen_node *screen_both(struct screen *screen, struct screen_table *table, struct screen_node *a, struct screen_node *b);
struct screen_node *screen_not(struct screen *screen, struct screen_node *node);
/* The name a path of records begins with; NULL when it begins otherwise or is none. */
const struct expression *screen_root(const struct expression *path);

#endif
