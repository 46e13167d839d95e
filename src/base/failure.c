#include "base/failure.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

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

/* A message ends on a terminal: what could drive one (control characters, U+0080 to U+009F among them) becomes a question mark. */
static void make_printable(struct failure *failure)
{
	for (size_t i = 0; i < failure->length; i++) {
		unsigned char byte = (unsigned char)failure->text[i], next = (unsigned char)failure->text[i + 1];

		if (byte < 0x20 || byte == 0x7F) {
			failure->text[i] = '?';
		} else if (byte == 0xC2 && next >= 0x80 && next < 0xA0) {
			failure->text[i++] = '?';
			failure->text[i] = '?';
		}
	}
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
	make_printable(failure);
}

void failure_prefix(struct failure *failure, struct slice context)
{
	const struct failure before = *failure;
	size_t most = sizeof failure->text / 2, end = context.length;

	if (end > most)
		for (end = most; end > 0 && ((unsigned char)context.data[end] & 0xC0) == 0x80;)
			end--;
	context.length = end;
	failure_set(failure, "%.*s: %.*s", SLICE_PRINT(context), (int)before.length, before.text);
}

void memory_exhausted(struct memory_trap *trap)
{
	if (!trap)
		abort();
	longjmp(trap->jump, 1);
}
