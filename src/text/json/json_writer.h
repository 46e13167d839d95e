/*
 * json_writer.h - JSON text, escaped and nested right by construction. For reports and for schemas.
 *
 * Only adds to a text builder: begin and end calls must match (asserted). Text that is not UTF-8 appears as U+FFFD;
 * controls and what cannot be seen as numbers (\u009b).
 */
#ifndef TENKEN_TEXT_JSON_JSON_WRITER_H
#define TENKEN_TEXT_JSON_JSON_WRITER_H

#include "base/text_builder.h"

enum { JSON_DEPTH = 16 };

struct json_writer {
	struct text_builder *text;
	bool pretty;             /* one member a line, two blanks a level */
	unsigned line_depth;     /* without `pretty`: what begins on this level begins a line; 0: nothing does */
	unsigned depth;
	bool filled[JSON_DEPTH]; /* something stands before on this level */
	bool after_key;
};

void json_init(struct json_writer *json, struct text_builder *text, bool pretty);
void json_begin_object(struct json_writer *json);
void json_end_object(struct json_writer *json);
void json_begin_array(struct json_writer *json);
void json_end_array(struct json_writer *json);
void json_key(struct json_writer *json, const char *key);
void json_key_slice(struct json_writer *json, struct slice key);
void json_string(struct json_writer *json, struct slice value);
void json_number(struct json_writer *json, uint64_t value);
void json_bool(struct json_writer *json, bool value);
void json_null(struct json_writer *json);

/* Key and value in one; `json_text_if` leaves empty texts out. */
void json_text(struct json_writer *json, const char *key, struct slice value);
void json_text_if(struct json_writer *json, const char *key, struct slice value);
void json_count(struct json_writer *json, const char *key, uint64_t value);
void json_texts(struct json_writer *json, const char *key, const struct slice *texts, size_t count); /* an array */

#endif
