/*
 * json_reader.h - JSON (RFC 8259) over bytes in memory, event by event: for results that are read back. Anyone above base may use it.
 *
 * Strict: what is no JSON is a problem with its place, never a guess. Nothing is built, so a result of any size takes the memory of
 * its deepest nesting. A copy of the struct is a bookmark: reading goes on there again.
 *
 * Why one of our own: a result is one value of gigabytes, and of the libraries at hand json-c builds all of it before it gives any, yajl
 * has had no release since 2014, and libyaml, which we have, refuses the surrogate pairs JSON escapes what lies beyond U+FFFF with.
 */
#ifndef TENKEN_TEXT_JSON_JSON_READER_H
#define TENKEN_TEXT_JSON_JSON_READER_H

#include "base/memory/arena.h"

enum json_event {
	JSON_BEGIN_OBJECT,
	JSON_END_OBJECT,
	JSON_BEGIN_ARRAY,
	JSON_END_ARRAY,
	JSON_KEY,    /* text: the name of the member whose value comes next */
	JSON_STRING, /* text */
	JSON_NUMBER, /* text: as written */
	JSON_TRUE,
	JSON_FALSE,
	JSON_NULL,
	JSON_END,    /* of the bytes; several values may stand one after another, as in ndjson */
	JSON_PROBLEM /* reader.problem; comes again for ever */
};

enum { JSON_READER_DEPTH = 64 };

struct json_reader {
	struct slice bytes;
	size_t at;           /* next byte */
	struct arena *arena; /* of texts that were escaped; others are parts of `bytes` */
	struct slice text;
	const char *problem; /* in English, static; NULL while all is well */
	unsigned depth;
	uint64_t objects;    /* bit per level: an object, else an array */
	bool after_key, filled; /* filled: something stands before on this level */
};

/* A byte-order mark in front is passed over. `arena` may be reset whenever no text is needed any more. */
void json_reader_init(struct json_reader *reader, struct arena *arena, struct slice bytes);
enum json_event json_reader_next(struct json_reader *reader);
/* Passes over the value that begins with `event`, which came last. False at a problem. */
bool json_reader_skip(struct json_reader *reader, enum json_event event);

#endif
