/*
 * yaml_characters.h - text as libyaml looks at it: what it counts as a character, a line, what it lets through. For the events alone.
 *
 * Texts are good UTF-8 unless a function says otherwise; places are byte offsets.
 */
#ifndef TENKEN_READERS_YAML_STREAM_YAML_CHARACTERS_H
#define TENKEN_READERS_YAML_STREAM_YAML_CHARACTERS_H

#include "base/slice.h"

static inline bool yaml_continues(char byte)
{
	return ((unsigned char)byte & 0xC0) == 0x80;
}

static inline bool yaml_is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

size_t yaml_count_characters(const char *data, size_t size);
/* The offset of the character that comes `characters` after the one at `at`; `end` when there are fewer. */
uint64_t yaml_skip_characters(struct slice bytes, uint64_t at, uint64_t end, size_t characters);
/* Does a line begin behind this text? */
bool yaml_begins_line(struct slice before);
/* Are all characters but those that end in the last two bytes let through by libyaml, and none a line break but CR and LF? */
bool yaml_is_harmless(const char *data, size_t size);
/* Where a node begins: behind its anchor and tag, blanks, line breaks and comments at `at`. */
uint64_t yaml_skip_properties(struct slice bytes, uint64_t at, uint64_t end);

#endif
