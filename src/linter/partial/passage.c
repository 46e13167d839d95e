#include "linter/partial/passage.h"

#include "base/compiler.h"

/* Digits up to `end`, which is stepped over. */
static uint64_t read_number(struct passage *passage, char end)
{
	struct slice digits = slice_part(passage->in, 0, 21);
	size_t length = 0;
	uint64_t number = 0;

	while (length < digits.length && digits.data[length] != end)
		length++;
	if (passage->broken || length == digits.length || !slice_to_uint(slice_part(digits, 0, length), &number)) {
		passage->broken = true;
		return 0;
	}
	passage->in = slice_part(passage->in, length + 1, passage->in.length);
	return number;
}

void pass_number(struct passage *passage, uint64_t *number)
{
	if (passage->out)
		text_builder_print(passage->out, "%llu ", (unsigned long long)*number);
	else
		*number = read_number(passage, ' ');
}

void pass_text(struct passage *passage, struct slice *text)
{
	if (passage->out) {
		text_builder_print(passage->out, "%zu:", text->length);
		text_builder_add(passage->out, *text);
		text_builder_add_char(passage->out, ' ');
		return;
	}
	uint64_t length = read_number(passage, ':');

	if (passage->broken || length >= passage->in.length || passage->in.data[length] != ' ') {
		passage->broken = true;
		*text = slice_of("", 0);
		return;
	}
	*text = slice_part(passage->in, 0, (size_t)length);
	passage->in = slice_part(passage->in, (size_t)length + 1, passage->in.length);
}

static uint64_t pass_up_to(struct passage *passage, uint64_t number, uint64_t most)
{
	pass_number(passage, &number);
	if (number <= most)
		return number;
	passage->broken = true;
	return 0;
}

void pass_bool(struct passage *passage, bool *value)
{
	*value = pass_up_to(passage, *value, 1) == 1;
}

void pass_size(struct passage *passage, size_t *number)
{
	*number = (size_t)pass_up_to(passage, *number, SIZE_MAX);
}

void pass_u32(struct passage *passage, uint32_t *number)
{
	*number = (uint32_t)pass_up_to(passage, *number, UINT32_MAX);
}

void pass_unsigned(struct passage *passage, unsigned *number)
{
	*number = (unsigned)pass_up_to(passage, *number, UINT32_MAX);
}

unsigned pass_choice(struct passage *passage, unsigned value, unsigned count)
{
	return (unsigned)pass_up_to(passage, value, count - 1);
}

void *pass_array(struct passage *passage, void *items, size_t *count, size_t size)
{
	/* Each item takes a byte at least: a number beyond that is no count, and asks for no memory. */
	*count = (size_t)pass_up_to(passage, *count, passage->out ? SIZE_MAX : passage->in.length);
	return passage->out ? items : arena_allocate_array(passage->arena, *count, size);
}

void pass_texts(struct passage *passage, const struct slice **texts, size_t *count)
{
	struct slice *made;

	if (passage->out) {
		pass_array(passage, NULL, count, sizeof **texts);
		for (size_t i = 0; i < *count; i++)
			pass_text(passage, &(struct slice){(*texts)[i].data, (*texts)[i].length});
		return;
	}
	*texts = made = pass_array(passage, NULL, count, sizeof **texts);
	for (size_t i = 0; i < *count; i++)
		pass_text(passage, &made[i]);
}

void pass_numbers(struct passage *passage, uint32_t **numbers, size_t *count)
{
	*numbers = pass_array(passage, *numbers, count, sizeof **numbers);
	for (size_t i = 0; i < *count; i++)
		pass_u32(passage, &(*numbers)[i]);
}
