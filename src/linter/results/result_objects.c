#include "linter/results/result_objects.h"

bool result_wrong(struct result_reading *reading, const char *problem)
{
	if (!reading->json.problem)
		reading->json.problem = problem;
	return false;
}

static bool read_number(struct result_reading *reading, enum json_event event, uint64_t most, uint64_t *number)
{
	return (event == JSON_NUMBER && slice_to_uint(reading->json.text, number) && *number <= most) ||
	       result_wrong(reading, "a whole number belongs here");
}

static bool read_member(struct result_reading *reading, const struct result_member *member, void *object, enum json_event event)
{
	void *place = (char *)object + member->offset;
	uint64_t number;

	switch (member->kind) {
	case RESULT_TEXT:
		if (event != JSON_STRING)
			return result_wrong(reading, "a text belongs here");
		*(struct slice *)place = reading->json.text;
		return true;
	case RESULT_SIZE:
		if (!read_number(reading, event, SIZE_MAX, &number))
			return false;
		*(size_t *)place = (size_t)number;
		return true;
	case RESULT_NUMBER:
		if (!read_number(reading, event, UINT32_MAX, &number))
			return false;
		*(uint32_t *)place = (uint32_t)number;
		return true;
	case RESULT_TRUTH:
		if (event != JSON_TRUE && event != JSON_FALSE)
			return result_wrong(reading, "true or false belongs here");
		*(bool *)place = event == JSON_TRUE;
		return true;
	case RESULT_NESTED:
		return member->read(reading, object, event);
	}
	return false;
}

static const struct result_member *member_named(const struct result_member *members, size_t count, struct slice name)
{
	for (size_t i = 0; i < count; i++)
		if (slice_equal(slice_from_string(members[i].name), name))
			return &members[i];
	return NULL;
}

bool result_read_object(struct result_reading *reading, enum json_event event, const struct result_member *members, size_t count,
			void *object)
{
	if (event != JSON_BEGIN_OBJECT)
		return result_wrong(reading, "an object belongs here");
	for (;;) {
		event = json_reader_next(&reading->json);
		if (event == JSON_END_OBJECT)
			return true;
		if (event != JSON_KEY)
			return false;
		const struct result_member *member = member_named(members, count, reading->json.text);

		event = json_reader_next(&reading->json);
		if (member ? !read_member(reading, member, object, event) : !json_reader_skip(&reading->json, event))
			return false;
	}
}

bool result_read_objects(struct result_reading *reading, enum json_event event, const struct result_member *members, size_t count,
			 size_t size, void **items, size_t *item_count)
{
	size_t capacity = 0;

	*items = NULL;
	*item_count = 0;
	if (event != JSON_BEGIN_ARRAY)
		return result_wrong(reading, "an array belongs here");
	while ((event = json_reader_next(&reading->json)) != JSON_END_ARRAY) {
		*items = arena_with_room(reading->arena, *items, *item_count, &capacity, size);
		void *item = (char *)*items + *item_count * size;

		memset(item, 0, size);
		if (!result_read_object(reading, event, members, count, item))
			return false;
		++*item_count;
	}
	return true;
}

bool result_read_texts(struct result_reading *reading, enum json_event event, struct slice **texts, size_t *count)
{
	size_t capacity = 0;

	*texts = NULL;
	*count = 0;
	if (event != JSON_BEGIN_ARRAY)
		return result_wrong(reading, "an array belongs here");
	while ((event = json_reader_next(&reading->json)) == JSON_STRING) {
		*texts = arena_with_room(reading->arena, *texts, *count, &capacity, sizeof **texts);
		(*texts)[(*count)++] = reading->json.text;
	}
	return event == JSON_END_ARRAY || result_wrong(reading, "a text belongs here");
}

bool result_read_numbers(struct result_reading *reading, enum json_event event, uint64_t **numbers, size_t *count)
{
	size_t capacity = 0;
	uint64_t number;

	*numbers = NULL;
	*count = 0;
	if (event != JSON_BEGIN_ARRAY)
		return result_wrong(reading, "an array belongs here");
	while ((event = json_reader_next(&reading->json)) != JSON_END_ARRAY) {
		if (!read_number(reading, event, UINT64_MAX, &number))
			return false;
		*numbers = arena_with_room(reading->arena, *numbers, *count, &capacity, sizeof **numbers);
		(*numbers)[(*count)++] = number;
	}
	return true;
}
