#include "engine/values/pattern.h"

#include "base/limits.h"
#include "text/unicode/utf8.h"

#include <string.h>

enum state_kind {
	STATE_CHARACTER,
	STATE_ANY,
	STATE_CLASS,
	STATE_SPLIT,
	STATE_JUMP,
	STATE_BEGIN,
	STATE_END,
	STATE_MATCH
};

struct range {
	uint32_t from, to;
};

struct state {
	enum state_kind kind;
	bool negated;
	uint32_t character;
	size_t next, other; /* JUMP and SPLIT */
	const struct range *ranges;
	size_t range_count;
};

struct pattern {
	struct state *states;
	size_t count;
};

struct reader {
	struct arena *arena;
	struct slice text;
	size_t at;
	struct pattern *pattern;
	unsigned depth;
	bool bad;
};

static size_t add_state(struct reader *reader, struct state state)
{
	if (reader->pattern->count >= LIMIT_PATTERN_STATES) {
		reader->bad = true;
		return 0;
	}
	reader->pattern->states[reader->pattern->count] = state;
	return reader->pattern->count++;
}

static bool at_char(const struct reader *reader, char c)
{
	return reader->at < reader->text.length && reader->text.data[reader->at] == c;
}

static bool take(struct reader *reader, char c)
{
	if (!at_char(reader, c))
		return false;
	reader->at++;
	return true;
}

/* ---- classes ---- */

static const struct range digit_ranges[] = {{'0', '9'}};
static const struct range word_ranges[] = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
static const struct range blank_ranges[] = {{'\t', '\n'}, {'\f', '\r'}, {' ', ' '}};

static bool named_class(char c, const struct range **ranges, size_t *count)
{
	switch (c | 32) {
	case 'd': *ranges = digit_ranges; *count = COUNT_OF(digit_ranges); return true;
	case 'w': *ranges = word_ranges; *count = COUNT_OF(word_ranges); return true;
	case 's': *ranges = blank_ranges; *count = COUNT_OF(blank_ranges); return true;
	default: return false;
	}
}

static uint32_t escaped(struct reader *reader)
{
	static const char letters[] = "nrtfv", meanings[] = "\n\r\t\f\v";
	uint32_t c = reader->at < reader->text.length ? utf8_next(reader->text, &reader->at) : 0;
	const char *letter = c && c < 0x80 ? strchr(letters, (int)c) : NULL;

	if (letter)
		return (uint32_t)meanings[letter - letters];
	if (c == 0 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
		reader->bad = true;
	return c;
}

static uint32_t class_character(struct reader *reader)
{
	if (reader->at >= reader->text.length) {
		reader->bad = true;
		return 0;
	}
	return take(reader, '\\') ? escaped(reader) : utf8_next(reader->text, &reader->at);
}

static void read_class(struct reader *reader)
{
	struct state state = {.kind = STATE_CLASS, .negated = take(reader, '^')};
	struct range *ranges = arena_array(reader->arena, struct range, (reader->text.length - reader->at) * 4 + 4);
	bool first = true;

	while (!reader->bad && (first || !at_char(reader, ']'))) {
		const struct range *named;
		size_t count;

		first = false;
		if (at_char(reader, '\\') && reader->at + 1 < reader->text.length &&
		    named_class(reader->text.data[reader->at + 1], &named, &count) && (reader->text.data[reader->at + 1] & 32)) {
			memcpy(ranges + state.range_count, named, count * sizeof *named);
			state.range_count += count;
			reader->at += 2;
			continue;
		}
		uint32_t from = class_character(reader), to = from;

		if (at_char(reader, '-') && reader->at + 1 < reader->text.length && reader->text.data[reader->at + 1] != ']') {
			reader->at++;
			to = class_character(reader);
			reader->bad = reader->bad || to < from;
		}
		ranges[state.range_count++] = (struct range){from, to};
	}
	reader->bad = reader->bad || !take(reader, ']');
	state.ranges = ranges;
	add_state(reader, state);
}

/* ---- the grammar: alternatives of sequences of repeated atoms ---- */

static void read_alternatives(struct reader *reader);

static void read_group(struct reader *reader)
{
	if (take(reader, '?'))
		reader->bad = reader->bad || !take(reader, ':');
	if (++reader->depth > LIMIT_EXPRESSION_NESTING) {
		reader->bad = true;
		return;
	}
	read_alternatives(reader);
	reader->depth--;
	reader->bad = reader->bad || !take(reader, ')');
}

static void read_escape(struct reader *reader)
{
	struct state state = {.kind = STATE_CLASS};
	char c = reader->at < reader->text.length ? reader->text.data[reader->at] : '\0';

	if (c && named_class(c, &state.ranges, &state.range_count)) {
		state.negated = !(c & 32);
		reader->at++;
	} else {
		state = (struct state){.kind = STATE_CHARACTER, .character = escaped(reader)};
	}
	add_state(reader, state);
}

static void read_atom(struct reader *reader)
{
	char c = reader->text.data[reader->at];

	if (c && strchr("(.[^$\\", c))
		reader->at++;
	switch (c) {
	case '(': read_group(reader); break;
	case '.': add_state(reader, (struct state){.kind = STATE_ANY}); break;
	case '[': read_class(reader); break;
	case '^': add_state(reader, (struct state){.kind = STATE_BEGIN}); break;
	case '$': add_state(reader, (struct state){.kind = STATE_END}); break;
	case '\\': read_escape(reader); break;
	case '*':
	case '+':
	case '?': reader->bad = true; break;
	default: add_state(reader, (struct state){.kind = STATE_CHARACTER, .character = utf8_next(reader->text, &reader->at)}); break;
	}
}

#define WITHOUT_END UINT32_MAX

static bool read_number(struct reader *reader, uint32_t *number)
{
	size_t start = reader->at;

	*number = 0;
	for (; reader->at < reader->text.length && reader->text.data[reader->at] >= '0' && reader->text.data[reader->at] <= '9'; reader->at++)
		*number = *number > LIMIT_PATTERN_STATES ? *number : *number * 10 + (uint32_t)(reader->text.data[reader->at] - '0');
	return reader->at > start;
}

/* *, +, ?, {m}, {m,}, {m,n}; false when no repetition stands here. A ? after it changes nothing for a yes or no. */
static bool read_repetition(struct reader *reader, uint32_t *least, uint32_t *most)
{
	if (take(reader, '*')) {
		*least = 0;
		*most = WITHOUT_END;
	} else if (take(reader, '+')) {
		*least = 1;
		*most = WITHOUT_END;
	} else if (take(reader, '?')) {
		*least = 0;
		*most = 1;
	} else if (take(reader, '{')) {
		reader->bad = reader->bad || !read_number(reader, least);
		*most = *least;
		if (take(reader, ',') && !read_number(reader, most))
			*most = WITHOUT_END;
		reader->bad = reader->bad || !take(reader, '}') || *most < *least;
	} else {
		return false;
	}
	take(reader, '?');
	return true;
}

/* The states [from, to) once more at the end. */
static void copy_states(struct reader *reader, size_t from, size_t to)
{
	size_t shift = reader->pattern->count - from;

	for (size_t i = from; i < to && !reader->bad; i++) {
		struct state state = reader->pattern->states[i];

		state.next += shift;
		state.other += shift;
		add_state(reader, state);
	}
}

/* Makes room for one state before `at`; jumps inside move along. */
static void insert_split(struct reader *reader, size_t at)
{
	struct state *states = reader->pattern->states;

	if (reader->pattern->count >= LIMIT_PATTERN_STATES) {
		reader->bad = true;
		return;
	}
	memmove(states + at + 1, states + at, (reader->pattern->count - at) * sizeof *states);
	reader->pattern->count++;
	for (size_t i = at + 1; i < reader->pattern->count; i++) {
		states[i].next++;
		states[i].other++;
	}
	states[at] = (struct state){.kind = STATE_SPLIT, .next = at + 1};
}

/* x* is split(x jump back, on); x? is split(x, on). */
static void make_optional(struct reader *reader, size_t start, bool loop)
{
	insert_split(reader, start);
	if (reader->bad)
		return;
	if (loop)
		add_state(reader, (struct state){.kind = STATE_JUMP, .next = start});
	reader->pattern->states[start].other = reader->pattern->count;
}

static void repeat(struct reader *reader, size_t start, uint32_t least, uint32_t most)
{
	size_t end = reader->pattern->count, length = end - start;

	if (most == 0) {
		reader->pattern->count = start;
		return;
	}
	for (uint32_t i = 1; i < least && !reader->bad; i++)
		copy_states(reader, start, end);
	if (least == 0) {
		make_optional(reader, start, most == WITHOUT_END);
		start++;
		least = 1;
	} else if (most == WITHOUT_END) {
		size_t loop = reader->pattern->count;

		copy_states(reader, start, end);
		make_optional(reader, loop, true);
	}
	for (uint32_t i = least; i < most && most != WITHOUT_END && !reader->bad; i++) {
		size_t copy = reader->pattern->count;

		copy_states(reader, start, start + length);
		make_optional(reader, copy, false);
	}
}

static void read_sequence(struct reader *reader)
{
	while (!reader->bad && reader->at < reader->text.length && !at_char(reader, '|') && !at_char(reader, ')')) {
		size_t start = reader->pattern->count;
		uint32_t least, most;

		read_atom(reader);
		if (!reader->bad && read_repetition(reader, &least, &most) && !reader->bad)
			repeat(reader, start, least, most);
	}
}

static void read_alternatives(struct reader *reader)
{
	size_t start = reader->pattern->count, jump;

	read_sequence(reader);
	while (!reader->bad && take(reader, '|')) {
		insert_split(reader, start);
		jump = add_state(reader, (struct state){.kind = STATE_JUMP});
		if (reader->bad)
			return;
		reader->pattern->states[start].other = reader->pattern->count;
		read_alternatives(reader);
		reader->pattern->states[jump].next = reader->pattern->count;
	}
}

struct pattern *pattern_compile(struct arena *arena, struct slice text)
{
	struct reader reader = {.arena = arena, .text = text, .pattern = arena_new(arena, struct pattern)};

	if (text.length > LIMIT_EXPRESSION_BYTES)
		return NULL;
	reader.pattern->states = arena_array(arena, struct state, LIMIT_PATTERN_STATES);
	read_alternatives(&reader);
	add_state(&reader, (struct state){.kind = STATE_MATCH});
	return reader.bad || reader.at < text.length ? NULL : reader.pattern;
}

/* ---- running ---- */

struct runner {
	const struct pattern *pattern;
	size_t *active, *following, *pending;
	size_t active_count, following_count;
	size_t *seen; /* the step in which a state was last added, from 1 */
	size_t step;
	bool begin, end, matched;
};

/* Adds a state and all that follow it without a character, once a step. */
static void follow(struct runner *runner, size_t state)
{
	size_t count = 0;

	runner->pending[count++] = state;
	while (count > 0) {
		const struct state *now;

		state = runner->pending[--count];
		if (runner->seen[state] == runner->step)
			continue;
		runner->seen[state] = runner->step;
		now = &runner->pattern->states[state];
		if (now->kind == STATE_MATCH)
			runner->matched = true;
		else if (now->kind == STATE_SPLIT)
			runner->pending[count++] = now->other;
		if (now->kind == STATE_SPLIT || now->kind == STATE_JUMP)
			runner->pending[count++] = now->next;
		else if ((now->kind == STATE_BEGIN && runner->begin) || (now->kind == STATE_END && runner->end))
			runner->pending[count++] = state + 1;
		else if (now->kind <= STATE_CLASS)
			runner->following[runner->following_count++] = state;
	}
}

static bool accepts(const struct state *state, uint32_t c)
{
	bool inside = false;

	if (state->kind == STATE_CHARACTER)
		return state->character == c;
	if (state->kind == STATE_ANY)
		return c != '\n';
	for (size_t i = 0; i < state->range_count && !inside; i++)
		inside = c >= state->ranges[i].from && c <= state->ranges[i].to;
	return inside != state->negated;
}

bool pattern_matches(const struct pattern *pattern, struct arena *scratch, struct slice text)
{
	struct runner runner = {.pattern = pattern, .begin = true, .end = text.length == 0, .step = 1};
	size_t at = 0;

	runner.active = arena_array(scratch, size_t, pattern->count);
	runner.following = arena_array(scratch, size_t, pattern->count);
	runner.pending = arena_array(scratch, size_t, pattern->count * 2 + 2);
	runner.seen = arena_array(scratch, size_t, pattern->count);
	follow(&runner, 0);
	while (at < text.length && !runner.matched) {
		uint32_t c = utf8_next(text, &at);
		size_t *swap = runner.active;

		runner.active = runner.following;
		runner.active_count = runner.following_count;
		runner.following = swap;
		runner.following_count = 0;
		runner.begin = false;
		runner.end = at >= text.length;
		runner.step++;
		for (size_t i = 0; i < runner.active_count; i++)
			if (accepts(&pattern->states[runner.active[i]], c))
				follow(&runner, runner.active[i] + 1);
		follow(&runner, 0); /* a match may begin anywhere */
	}
	return runner.matched;
}
