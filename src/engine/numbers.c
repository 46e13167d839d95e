#include "engine/numbers.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool double_read(struct slice text, double *number)
{
	char copy[512], *end;

	if (text.length == 0 || text.length >= sizeof copy)
		return false;
	for (size_t i = 0; i < text.length; i++) /* no blanks, no hexadecimal, no inf of C */
		if (!strchr("0123456789+-.eENaInfity", text.data[i]) || !text.data[i])
			return false;
	memcpy(copy, text.data, text.length);
	copy[text.length] = '\0';
	*number = strtod(copy, &end);
	return *end == '\0';
}

void double_add(struct text_builder *builder, double number)
{
	char digits[40];

	if (isnan(number)) {
		text_builder_add_string(builder, "NaN");
		return;
	}
	if (isinf(number)) {
		text_builder_add_string(builder, number < 0 ? "-Infinity" : "Infinity");
		return;
	}
	for (int precision = 15; precision <= 17; precision++) {
		snprintf(digits, sizeof digits, "%.*g", precision, number);
		if (memcmp(&(double){strtod(digits, NULL)}, &number, sizeof number) == 0)
			break;
	}
	text_builder_add_string(builder, digits);
}
