/*
 * pattern.h - regular expressions in time linear in the text (Thompson's simulation). CEL's matches() needs them; rules use
 * lexicons instead. For the engine alone.
 *
 * Literals, . [ ] ( ) (?: ) | * + ? {m,n} ^ $ \d \w \s \D \W \S and escaped signs; a match anywhere in the text counts.
 */
#ifndef TENKEN_ENGINE_VALUES_PATTERN_H
#define TENKEN_ENGINE_VALUES_PATTERN_H

#include "base/memory/arena.h"

struct pattern;

/* NULL when it is no pattern, or needs more than LIMIT_PATTERN_STATES. */
struct pattern *pattern_compile(struct arena *arena, struct slice text);
bool pattern_matches(const struct pattern *pattern, struct arena *scratch, struct slice text);

#endif
