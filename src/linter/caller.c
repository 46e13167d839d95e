#include "linter/caller.h"

#include "base/platform/platform.h"
#include "model/dates/date.h"
#include "model/values/value_read.h"

#include <assert.h>
#include <string.h>

void caller_told(struct tenken_error *error, const char *text)
{
	struct failure failure = {0};

	if (!error)
		return;
	failure_set(&failure, "%s", text);
	static_assert(sizeof error->text >= sizeof failure.text, "a failure fits");
	memcpy(error->text, failure.text, failure.length + 1);
}

bool caller_refused(struct tenken_error *error, const char *text)
{
	caller_told(error, text);
	return false;
}

bool caller_wants_color(enum tenken_color color, const char *path)
{
	const char *no_color = platform_environment("NO_COLOR");

	if (color != TENKEN_COLOR_AUTO)
		return color == TENKEN_COLOR_ALWAYS;
	return (!path || !*path) && platform_is_terminal(1) && !(no_color && *no_color);
}

unsigned caller_width(const char *path)
{
	/* Longer rows of Japanese are hard to find the next one from. */
	enum { WIDEST = 100 };
	unsigned width = !path || !*path ? platform_terminal_width(1) : 0;

	return width > WIDEST ? WIDEST : width;
}

void caller_add_date_in_words(struct text_builder *text, struct slice iso)
{
	int32_t date;

	if (date_read(iso, &date))
		date_add_japanese(text, date);
	else
		text_builder_add(text, iso);
}
