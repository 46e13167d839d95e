#include "base/failure.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Cuts a message that was longer than its room before the character that did not fit whole. */
static void cut_at_character(struct failure *failure)
{
	size_t length = sizeof failure->text - 1;

	while (length && ((unsigned char)failure->text[length - 1] & 0xC0) == 0x80)
		length--;
	if (length && (unsigned char)failure->text[length - 1] >= 0xC0)
		length--;
	failure->length = length;
	failure->text[length] = '\0';
}

void failure_set(struct failure *failure, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int written = vsnprintf(failure->text, sizeof failure->text, format, arguments);
	va_end(arguments);
	failure->length = written < 0 ? 0 : (size_t)written;
	if (failure->length >= sizeof failure->text)
		cut_at_character(failure);
}

void failure_prefix(struct failure *failure, struct slice context)
{
	size_t room = sizeof failure->text - 1;
	size_t add = context.length < room / 2 ? context.length : room / 2;
	size_t keep = failure->length;

	if (add + 2 + keep > room)
		keep = room - add - 2;
	memmove(failure->text + add + 2, failure->text, keep);
	memcpy(failure->text, context.data, add);
	memcpy(failure->text + add, ": ", 2);
	failure->length = add + 2 + keep;
	failure->text[failure->length] = '\0';
	if (failure->length == room)
		cut_at_character(failure);
}

void memory_exhausted(struct memory_trap *trap)
{
	if (!trap)
		abort();
	longjmp(trap->jump, 1);
}
