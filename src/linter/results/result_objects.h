/*
 * result_objects.h - objects of a saved result into structs, by tables of their members. For linter/results/ alone.
 *
 * Members a table does not name are passed over: results of later versions have more. One of another type than its table says is
 * a problem, because half a report is worse than none.
 */
#ifndef TENKEN_LINTER_RESULTS_RESULT_OBJECTS_H
#define TENKEN_LINTER_RESULTS_RESULT_OBJECTS_H

#include "text/json/json_reader.h"

struct result_reading {
	struct json_reader json;
	struct arena *arena;  /* of what is being read */
	struct arena *kept;   /* of what reports look at until they end */
	bool english;
	void *context;        /* for who reads nested objects */
};

enum result_kind {
	RESULT_TEXT,   /* struct slice */
	RESULT_SIZE,   /* size_t */
	RESULT_NUMBER, /* uint32_t */
	RESULT_TRUTH,  /* bool */
	RESULT_NESTED  /* read() of the member, given the struct itself */
};

struct result_member {
	const char *name;
	enum result_kind kind;
	size_t offset;
	bool (*read)(struct result_reading *reading, void *object, enum json_event event); /* `event` begins the value */
};

/* Reads the object that begins with `event`. False at a problem, which reading->json has. */
bool result_read_object(struct result_reading *reading, enum json_event event, const struct result_member *members, size_t count,
			void *object);
/* An array of such objects, as an array of structs of `size` bytes in the arena. */
bool result_read_objects(struct result_reading *reading, enum json_event event, const struct result_member *members, size_t count,
			 size_t size, void **items, size_t *item_count);
/* An array of texts; of numbers. */
bool result_read_texts(struct result_reading *reading, enum json_event event, struct slice **texts, size_t *count);
bool result_read_numbers(struct result_reading *reading, enum json_event event, uint64_t **numbers, size_t *count);
/* Something is not as a result has it. Always false. */
bool result_wrong(struct result_reading *reading, const char *problem);

#endif
