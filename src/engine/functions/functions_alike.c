/* Functions for rules over many plans that compare what was written for different people. */
#include "engine/functions/functions.h"
#include "engine/values/operators.h"
#include "similarity/similar_text.h"

/* The item of a list, or by *worst what keeps the call from a value. */
static bool take_text(struct evaluation *evaluation, const struct expression *call, struct cel_value list, size_t i, struct slice *text,
		      struct cel_value *worst)
{
	struct cel_value item = cel_item(evaluation, list, i);

	evaluation_charge(evaluation, 1 + item.detail / 16);
	if (item.kind == CEL_STRING) {
		*text = cel_text(item);
		return true;
	}
	*worst = cel_is_proper(item) ? cel_error(CEL_ERROR_NO_OVERLOAD, call) : cel_worse(evaluation, *worst, item);
	return false;
}

struct cel_value function_comparable(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				     size_t count)
{
	struct text_builder builder;
	struct similar_names names = {.count = 0};
	struct cel_value worst = cel_null();
	struct slice text;

	(void)count;
	for (size_t i = 0; i < cel_count(arguments[1]) && !evaluation->exhausted; i++)
		if (take_text(evaluation, call, arguments[1], i, &text, &worst))
			similar_names_add(&names, evaluation->scratch, text);
	text_builder_init(&builder, evaluation->scratch);
	for (size_t i = 0; i < cel_count(arguments[0]) && !evaluation->exhausted; i++)
		if (take_text(evaluation, call, arguments[0], i, &text, &worst))
			similar_text_add_line(&builder, function_text_for_comparison(evaluation, cel_item(evaluation, arguments[0], i)), &names);
	return cel_is_proper(worst) ? cel_string(text_builder_finish(&builder)) : worst;
}

static bool has_line(struct slice text, struct slice wanted)
{
	struct slice line;

	while (slice_next(&text, '\n', &line))
		if (slice_equal(line, wanted))
			return true;
	return false;
}

/* Is the line in every text of the list but the first? */
static bool is_in_all(struct evaluation *evaluation, struct cel_value texts, struct slice line)
{
	for (size_t i = 1; i < cel_count(texts); i++) {
		struct cel_value text = cel_item(evaluation, texts, i);

		evaluation_charge(evaluation, 1 + text.detail / 16);
		if (evaluation->exhausted || text.kind != CEL_STRING || !has_line(cel_text(text), line))
			return false;
	}
	return true;
}

/* For people: the sign of a number that was taken out is read as a nought, 週0回. */
static void add_quoted(struct text_builder *builder, struct slice line)
{
	text_builder_add_string(builder, "「");
	for (size_t i = 0; i < line.length; i++)
		if (line.data[i] == '0')
			text_builder_add_string(builder, "〇");
		else
			text_builder_add_char(builder, line.data[i]);
	text_builder_add_string(builder, "」");
}

struct cel_value function_shared_lines(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				       size_t count)
{
	enum { SHOWN = 3 };
	struct slice shown[SHOWN], first, line, text;
	struct text_builder builder;
	struct cel_value worst = cel_null();

	for (size_t i = 0; i < cel_count(arguments[0]) && !evaluation->exhausted; i++)
		take_text(evaluation, call, arguments[0], i, &text, &worst);
	if (!cel_is_proper(worst))
		return worst;
	text_builder_init(&builder, evaluation->scratch);
	first = cel_count(arguments[0]) ? cel_text(cel_item(evaluation, arguments[0], 0)) : slice_of("", 0);
	for (count = 0; count < SHOWN && slice_next(&first, '\n', &line);) {
		bool is_new = line.length > 0;

		for (size_t i = 0; i < count; i++)
			is_new &= !slice_equal(shown[i], line);
		if (!is_new || !is_in_all(evaluation, arguments[0], line))
			continue;
		shown[count++] = line;
		add_quoted(&builder, line);
	}
	return cel_string(text_builder_finish(&builder));
}
