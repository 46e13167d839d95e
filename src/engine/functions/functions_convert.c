/* Conversions between types. */
#include "base/number_text.h"
#include "engine/functions/functions.h"
#include "engine/values/moments.h"
#include "engine/values/numbers.h"
#include "engine/values/operators.h"
#include "model/dates/date.h"
#include "text/unicode/utf8.h"

static struct cel_value no_overload(const struct expression *call)
{
	return cel_error(CEL_ERROR_NO_OVERLOAD, call);
}

static struct cel_value int_of_text(struct slice text, const struct expression *call)
{
	bool negative = slice_starts_with(text, SLICE_OF("-"));
	uint64_t number;

	if (!slice_to_uint(slice_part(text, negative, text.length), &number) || number > (uint64_t)INT64_MAX + negative)
		return cel_error(CEL_ERROR_CONVERSION, call);
	return cel_int(negative ? (int64_t)(0 - number) : (int64_t)number);
}

struct cel_value function_int(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments, size_t count)
{
	struct cel_value v = arguments[0];

	(void)evaluation;
	(void)count;
	switch (v.kind) {
	case CEL_INT: return v;
	case CEL_UINT: return v.is.natural > INT64_MAX ? cel_error(CEL_ERROR_RANGE, call) : cel_int((int64_t)v.is.natural);
	case CEL_DOUBLE: /* both ends are refused: the suite wants it so */
		if (!(v.is.number > -9223372036854775808.0 && v.is.number < 9223372036854775808.0))
			return cel_error(CEL_ERROR_RANGE, call);
		return cel_int((int64_t)v.is.number);
	case CEL_STRING: return int_of_text(cel_text(v), call);
	case CEL_TIMESTAMP: return cel_int(v.is.integer);
	default: return no_overload(call);
	}
}

struct cel_value function_uint(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
			       size_t count)
{
	struct cel_value v = arguments[0];
	uint64_t number;

	(void)evaluation;
	(void)count;
	switch (v.kind) {
	case CEL_UINT: return v;
	case CEL_INT: return v.is.integer < 0 ? cel_error(CEL_ERROR_RANGE, call) : cel_uint(v.is.natural);
	case CEL_DOUBLE:
		if (!(v.is.number > -1.0 && v.is.number < 18446744073709551616.0))
			return cel_error(CEL_ERROR_RANGE, call);
		return cel_uint((uint64_t)v.is.number);
	case CEL_STRING: return slice_to_uint(cel_text(v), &number) ? cel_uint(number) : cel_error(CEL_ERROR_CONVERSION, call);
	default: return no_overload(call);
	}
}

struct cel_value function_double(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				 size_t count)
{
	struct cel_value v = arguments[0];
	double number;

	(void)evaluation;
	(void)count;
	switch (v.kind) {
	case CEL_DOUBLE: return v;
	case CEL_INT: return cel_double((double)v.is.integer);
	case CEL_UINT: return cel_double((double)v.is.natural);
	case CEL_STRING: return double_read(cel_text(v), &number) ? cel_double(number) : cel_error(CEL_ERROR_CONVERSION, call);
	default: return no_overload(call);
	}
}

static struct cel_value bool_of_text(struct slice text, const struct expression *call)
{
	static const struct slice yes[] = {SLICE("1"), SLICE("t"), SLICE("true"), SLICE("TRUE"), SLICE("True")};
	static const struct slice no[] = {SLICE("0"), SLICE("f"), SLICE("false"), SLICE("FALSE"), SLICE("False")};

	for (size_t i = 0; i < COUNT_OF(yes); i++) {
		if (slice_equal(text, yes[i]))
			return cel_bool(true);
		if (slice_equal(text, no[i]))
			return cel_bool(false);
	}
	return cel_error(CEL_ERROR_CONVERSION, call);
}

struct cel_value function_bool(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
			       size_t count)
{
	(void)evaluation;
	(void)count;
	if (arguments[0].kind == CEL_BOOL)
		return arguments[0];
	return arguments[0].kind == CEL_STRING ? bool_of_text(cel_text(arguments[0]), call) : no_overload(call);
}

static bool add_as_text(struct text_builder *builder, struct cel_value v)
{
	switch (v.kind) {
	case CEL_BOOL: text_builder_add_string(builder, v.is.boolean ? "true" : "false"); return true;
	case CEL_INT: text_builder_add_int(builder, v.is.integer); return true;
	case CEL_UINT: text_builder_print(builder, "%llu", (unsigned long long)v.is.natural); return true;
	case CEL_DOUBLE: number_text_add(builder, v.is.number); return true;
	case CEL_BYTES: text_builder_add(builder, cel_text(v)); return true;
	case CEL_TIMESTAMP: timestamp_add(builder, v); return true;
	case CEL_DURATION: duration_add(builder, v); return true;
	case CEL_DATE: date_add_iso(builder, (int32_t)v.is.integer); return true;
	case CEL_TIME: text_builder_print(builder, "%02d:%02d", (int)(v.is.integer / 60), (int)(v.is.integer % 60)); return true;
	case CEL_ENUM:
		text_builder_add(builder, first_name(enum_info((enum enum_kind)v.model)->values[v.is.integer].names_ja));
		return true;
	default: return false;
	}
}

struct cel_value function_string(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				 size_t count)
{
	struct text_builder builder;

	(void)count;
	if (arguments[0].kind == CEL_STRING)
		return arguments[0];
	if (arguments[0].kind == CEL_BYTES && utf8_check(cel_text(arguments[0])) != UTF8_VALID)
		return cel_error(CEL_ERROR_CONVERSION, call);
	text_builder_init(&builder, evaluation->scratch);
	return add_as_text(&builder, arguments[0]) ? cel_string(text_builder_finish(&builder)) : no_overload(call);
}

struct cel_value function_bytes(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				size_t count)
{
	struct cel_value v = arguments[0];

	(void)evaluation;
	(void)count;
	if (v.kind != CEL_STRING && v.kind != CEL_BYTES)
		return no_overload(call);
	v.kind = CEL_BYTES;
	v.sub = 0;
	return v;
}

static const struct type *type_of_value(struct evaluation *evaluation, struct cel_value v)
{
	const struct type *open = type_simple(TYPE_DYN);

	switch ((enum cel_kind)v.kind) {
	case CEL_BOOL: return type_simple(TYPE_BOOL);
	case CEL_INT: return type_simple(TYPE_INT);
	case CEL_UINT: return type_simple(TYPE_UINT);
	case CEL_DOUBLE: return type_simple(TYPE_DOUBLE);
	case CEL_STRING: return type_simple(TYPE_STRING);
	case CEL_BYTES: return type_simple(TYPE_BYTES);
	case CEL_TIMESTAMP: return type_simple(TYPE_TIMESTAMP);
	case CEL_DURATION: return type_simple(TYPE_DURATION);
	case CEL_TYPE: return type_simple(TYPE_TYPE);
	case CEL_DATE: return type_simple(TYPE_DATE);
	case CEL_TIME: return type_simple(TYPE_TIME);
	case CEL_ENUM: return type_of_enum((enum enum_kind)v.model);
	case CEL_RECORD: return type_of_record(v.is.record->kind);
	case CEL_LIST:
	case CEL_MODEL_LIST: return type_list(evaluation->scratch, open);
	case CEL_MAP: return type_map(evaluation->scratch, open, open);
	case CEL_NULL:
	case CEL_ERROR:
	case CEL_UNKNOWN:
	case CEL_PENDING:
	case CEL_FACT: break;
	}
	return type_simple(TYPE_NULL);
}

struct cel_value function_type(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
			       size_t count)
{
	(void)call;
	(void)count;
	return (struct cel_value){.kind = CEL_TYPE, .is.type = type_of_value(evaluation, arguments[0])};
}

struct cel_value function_dyn(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments, size_t count)
{
	(void)evaluation;
	(void)call;
	(void)count;
	return arguments[0];
}
