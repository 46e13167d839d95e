/*
 * yaml_folded.h - lines that YAML folds into one, in a language without blanks between words. For yaml_plan_cells.c.
 *
 * YAML puts a blank where a line of a folded text (>) or of a long scalar ends. Between two Japanese characters that blank is none
 * the writer meant, and it hides words from every comparison.
 */
#ifndef TENKEN_READERS_YAML_STREAM_YAML_FOLDED_H
#define TENKEN_READERS_YAML_STREAM_YAML_FOLDED_H

#include "base/memory/arena.h"

/*
 * The text without the blanks that stand for a line break of `raw`, the bytes of its node, between two full-width characters; the
 * text itself when there is none, or when its lines cannot be followed (escapes).
 */
struct slice yaml_join_folded(struct arena *arena, struct slice text, struct slice raw);

#endif
