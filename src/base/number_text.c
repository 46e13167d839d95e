#include "base/number_text.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	EXACT_DIGITS = 15, /* every natural number of so many digits is a double */
	EXACT_POWER = 22,  /* 10 to the power of this is one too */
	SIGN_ROOM = 8      /* bytes of a locale's decimal sign */
};

/* A number as written, taken apart. */
struct written_number {
	bool negative;
	uint64_t digits;     /* all digits without the point, while there are at most EXACT_DIGITS */
	size_t digit_count;  /* without leading zeros */
	long exponent;       /* of ten, with which `digits` is the number */
	size_t point;        /* where the point stands; the length without one */
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t read_digits(struct written_number *written, struct slice text, size_t at)
{
	for (; at < text.length && is_digit(text.data[at]); at++) {
		if (text.data[at] == '0' && written->digit_count == 0)
			continue;
		if (++written->digit_count <= EXACT_DIGITS)
			written->digits = written->digits * 10 + (uint64_t)(text.data[at] - '0');
	}
	return at;
}

static bool read_exponent(struct written_number *written, struct slice text, size_t at)
{
	bool negative = at < text.length && text.data[at] == '-';
	long exponent = 0;

	at += at < text.length && (text.data[at] == '-' || text.data[at] == '+');
	if (at == text.length)
		return false;
	for (; at < text.length && is_digit(text.data[at]); at++)
		if (exponent < 100000)
			exponent = exponent * 10 + (text.data[at] - '0');
	written->exponent += negative ? -exponent : exponent;
	return at == text.length;
}

static bool take_apart(struct slice text, struct written_number *written)
{
	size_t at = text.length && (text.data[0] == '-' || text.data[0] == '+'), digits;

	*written = (struct written_number){.negative = text.length && text.data[0] == '-', .point = text.length};
	digits = read_digits(written, text, at) - at;
	at += digits;
	if (at < text.length && text.data[at] == '.') {
		size_t end = read_digits(written, text, at + 1), behind = end - at - 1;

		written->point = at;
		written->exponent = -(long)behind;
		digits += behind;
		at = end;
	}
	if (digits == 0)
		return false;
	if (at < text.length && (text.data[at] == 'e' || text.data[at] == 'E'))
		return read_exponent(written, text, at + 1);
	return at == text.length;
}

/* What the C library writes between two digits here and now: its decimal sign, asked for without any call that sets a locale. */
static size_t host_sign(char room[SIGN_ROOM + 4])
{
	int length = snprintf(room, SIGN_ROOM + 4, "%.1f", 0.5);

	if (length < 3 || length >= SIGN_ROOM + 4)
		return 0;
	memmove(room, room + 1, (size_t)length - 2);
	return (size_t)length - 2;
}

/* The number with the host's decimal sign, for strtod, which alone rounds long numbers right. */
static double read_long(struct slice text, size_t point)
{
	char copy[NUMBER_TEXT_LENGTH + SIGN_ROOM + 1], sign[SIGN_ROOM + 4];
	size_t length = 0;

	memcpy(copy, text.data, point);
	length = point;
	if (point < text.length) {
		size_t sign_length = host_sign(sign);

		memcpy(copy + length, sign, sign_length);
		length += sign_length;
		memcpy(copy + length, text.data + point + 1, text.length - point - 1);
		length += text.length - point - 1;
	}
	copy[length] = '\0';
	return strtod(copy, NULL);
}

bool number_text_read(struct slice text, double *number)
{
	static const double powers[EXACT_POWER + 1] = {1e0,  1e1,  1e2,	 1e3,  1e4,  1e5,  1e6,	 1e7,  1e8,  1e9,  1e10, 1e11,
						       1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
	struct written_number written;

	if (text.length > NUMBER_TEXT_LENGTH || !take_apart(text, &written))
		return false;
	/* One operation on two exact numbers rounds once, so it is right; it is also all that plans and rules ever need. */
	if (FLT_EVAL_METHOD == 0 && written.digit_count <= EXACT_DIGITS && labs(written.exponent) <= EXACT_POWER) {
		double digits = (double)written.digits;

		digits = written.exponent < 0 ? digits / powers[-written.exponent] : digits * powers[written.exponent];
		*number = written.negative ? -digits : digits;
	} else {
		*number = read_long(text, written.point);
	}
	return true;
}

/* What printf wrote, with a point for whatever stands where its decimal sign does. Gives the new length. */
static size_t put_point(char *digits, size_t length)
{
	size_t kept = 0;
	bool in_sign = false;

	for (size_t i = 0; i < length; i++) {
		bool part = is_digit(digits[i]) || digits[i] == '-' || digits[i] == '+' || digits[i] == 'e';

		if (part)
			digits[kept++] = digits[i];
		else if (!in_sign)
			digits[kept++] = '.';
		in_sign = !part;
	}
	return kept;
}

static bool add_name(struct text_builder *builder, double number)
{
	if (isnan(number))
		text_builder_add_string(builder, "NaN");
	else if (isinf(number))
		text_builder_add_string(builder, number < 0 ? "-Infinity" : "Infinity");
	else
		return false;
	return true;
}

void number_text_add(struct text_builder *builder, double number)
{
	char digits[40 + SIGN_ROOM];
	size_t length = 0;
	double back;

	if (add_name(builder, number))
		return;
	for (int precision = 15; precision <= 17; precision++) {
		length = put_point(digits, (size_t)snprintf(digits, sizeof digits, "%.*g", precision, number));
		if (number_text_read(slice_of(digits, length), &back) && memcmp(&back, &number, sizeof number) == 0)
			break;
	}
	text_builder_add(builder, slice_of(digits, length));
}

void number_text_add_rounded(struct text_builder *builder, double number, unsigned places)
{
	char digits[40 + SIGN_ROOM]; /* a sign, 16 digits, the point, 9 digits */

	if (!(fabs(number) < 1e15)) {
		number_text_add(builder, number);
		return;
	}
	size_t length = put_point(digits, (size_t)snprintf(digits, sizeof digits, "%.*f", (int)(places < 9 ? places : 9), number));

	if (places) {
		while (digits[length - 1] == '0')
			length--;
		length -= digits[length - 1] == '.';
	}
	text_builder_add(builder, slice_of(digits, length));
}
