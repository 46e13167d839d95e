/*
 * rule_presence.h - which rules fall silent over a blank cell that no other rule speaks of. For the linter.
 *
 * A rule that reads a blank item is not judged, because the blank itself is a presence rule's to tell. Where there is none, nobody
 * tells: the author should ask has() or blank() themselves, or add a rule of the category `required`.
 */
#ifndef TENKEN_LINTER_RULE_PRESENCE_H
#define TENKEN_LINTER_RULE_PRESENCE_H

#include "findings/finding.h"
#include "program/rule_set.h"

/* Adds a warning at the first reading of each such item, for the rules whose number is marked in `wanted`. */
void rule_presence_check(const struct rule_set *set, const bool *wanted, struct arena *scratch, struct finding_list *findings);

#endif
