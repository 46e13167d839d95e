/* Looking rules up, and finding the byte of a rule file behind an offset of an expression. */
#include "program/rule_set.h"

#include "base/text_builder.h"
#include "model/dates/date.h"

const struct rule_revision *rule_newest(const struct rule *rule)
{
	return &rule->revisions[rule->revision_count - 1];
}

const struct rule *rule_find(const struct rule_set *set, struct slice id_or_name)
{
	uint32_t number = name_table_find(&set->by_id, id_or_name);

	if (number == NAME_NOT_FOUND)
		number = name_table_find(&set->by_name, id_or_name);
	return number == NAME_NOT_FOUND ? NULL : &set->rules[number];
}

/* A line of a block starts behind its indent; an empty line may have fewer blanks than that. */
static size_t skip_indent(struct slice bytes, size_t from, uint32_t indent)
{
	for (uint32_t i = 0; i < indent && from < bytes.length && bytes.data[from] == ' '; i++)
		from++;
	return from;
}

uint64_t rule_text_offset(const struct rule_text *text, size_t at)
{
	struct slice bytes = text->source->bytes;
	uint64_t end = text->offset + text->length;
	size_t from = (size_t)text->content_offset;

	if (!text->content_indent)
		return from + at < end ? from + at : end;
	from = skip_indent(bytes, from, text->content_indent);
	for (size_t i = 0; i < at && i < text->text.length && from < bytes.length; i++) {
		if (text->text.data[i] != '\n') {
			from++;
			continue;
		}
		while (from < bytes.length && bytes.data[from] != '\n')
			from++; /* the carriage return of a Windows file */
		if (from < bytes.length)
			from = skip_indent(bytes, from + 1, text->content_indent);
	}
	return from < end ? from : end;
}

struct slice rule_period_text(struct arena *arena, int32_t from, int32_t to)
{
	struct text_builder builder;

	text_builder_init(&builder, arena);
	if (from == RULE_ALWAYS_FROM && to == RULE_ALWAYS_TO)
		return slice_of("", 0);
	if (from != RULE_ALWAYS_FROM)
		date_add_iso(&builder, from);
	text_builder_add_char(&builder, '/');
	if (to != RULE_ALWAYS_TO)
		date_add_iso(&builder, to);
	return text_builder_finish(&builder);
}
