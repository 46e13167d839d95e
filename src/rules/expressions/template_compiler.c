/* Splits message text at its placeholders and compiles what stands in them. */
#include "rules/expressions/template_compiler.h"

#include "rules/expressions/expression_syntax.h"

struct template_reader {
	struct expression_compiler *compiler;
	struct slice text;
	size_t at;
	struct slice plain;          /* text since the last placeholder: as it is written, */
	struct text_builder literal; /* or joined from before and behind a doubled brace */
	struct template_part *parts;
	size_t count;
};

static void add_part(struct template_reader *reader, struct template_part part)
{
	reader->parts[reader->count++] = part;
}

static void end_literal(struct template_reader *reader)
{
	if (reader->literal.length)
		add_part(reader, (struct template_part){.text = text_builder_finish(&reader->literal)});
	else if (reader->plain.length)
		add_part(reader, (struct template_part){.text = reader->plain});
	reader->plain = slice_of("", 0);
	text_builder_init(&reader->literal, reader->compiler->arena);
}

static void add_to_literal(struct template_reader *reader, struct slice text)
{
	if (!reader->plain.length) {
		reader->plain = text;
		return;
	}
	if (!reader->literal.length)
		text_builder_add(&reader->literal, reader->plain);
	text_builder_add(&reader->literal, text);
}

/* Room for a part at every placeholder and between them. */
static size_t most_parts(struct slice text)
{
	size_t count = 1;

	for (size_t i = 0; i < text.length; i++)
		count += text.data[i] == '{' ? 2 : 0;
	return count;
}

/* The } that ends the placeholder whose { stands before `from`: not one inside a text or an inner pair; SIZE_MAX without. */
static size_t placeholder_end(struct slice text, size_t from)
{
	unsigned depth = 0;
	char quote = '\0';

	for (size_t i = from; i < text.length; i++) {
		char c = text.data[i];

		if (quote) {
			if (c == '\\')
				i++;
			else if (c == quote)
				quote = '\0';
		} else if (c == '\'' || c == '"') {
			quote = c;
		} else if (c == '{') {
			depth++;
		} else if (c == '}' && depth-- == 0) {
			return i;
		}
	}
	return SIZE_MAX;
}

static bool add_placeholder(struct template_reader *reader)
{
	size_t start = reader->at + 1, end = placeholder_end(reader->text, start), first = reader->compiler->problem_count;
	const struct expression *expression;

	if (end == SIZE_MAX) {
		expression_report(reader->compiler, (uint32_t)reader->at, 1,
				  SLICE_OF("「{」に合う「}」がありません。文字としての「{」は「{{」と書いてください。"),
				  SLICE_OF("no \"}\" for this \"{\"; write {{ for the brace itself"));
		reader->at = reader->text.length;
		return false;
	}
	end_literal(reader);
	reader->compiler->in_message = true;
	expression = expression_compile(reader->compiler, slice_part(reader->text, start, end), NULL);
	reader->compiler->in_message = false;
	for (size_t i = first; i < reader->compiler->problem_count; i++)
		reader->compiler->problems[i].offset += (uint32_t)start;
	reader->at = end + 1;
	if (expression)
		add_part(reader, (struct template_part){.expression = expression});
	return expression != NULL;
}

static bool add_brace(struct template_reader *reader, char brace)
{
	add_to_literal(reader, brace == '{' ? SLICE_OF("{") : SLICE_OF("}"));
	if (reader->at + 1 < reader->text.length && reader->text.data[reader->at + 1] == brace) {
		reader->at += 2;
		return true;
	}
	expression_report(reader->compiler, (uint32_t)reader->at, 1, SLICE_OF("「}」だけがあります。文字としての「}」は「}}」と書いてください。"),
			  SLICE_OF("a single \"}\"; write }} for the brace itself"));
	reader->at++;
	return false;
}

/* Everything up to the next brace. */
static void add_literal(struct template_reader *reader)
{
	size_t end = reader->at;

	while (end < reader->text.length && reader->text.data[end] != '{' && reader->text.data[end] != '}')
		end++;
	add_to_literal(reader, slice_part(reader->text, reader->at, end));
	reader->at = end;
}

const struct message_template *template_compile(struct expression_compiler *compiler, struct slice text)
{
	struct template_reader reader = {.compiler = compiler, .text = text};
	struct message_template *template;
	bool fine = true;

	text_builder_init(&reader.literal, compiler->arena);
	reader.parts = arena_array(compiler->arena, struct template_part, most_parts(text));
	while (reader.at < text.length) {
		char c = text.data[reader.at];
		bool doubled = reader.at + 1 < text.length && text.data[reader.at + 1] == c;

		if (c == '{' && !doubled)
			fine = add_placeholder(&reader) && fine;
		else if (c == '{' || c == '}')
			fine = add_brace(&reader, c) && fine;
		else
			add_literal(&reader);
	}
	end_literal(&reader);
	if (!fine)
		return NULL;
	template = arena_new(compiler->arena, struct message_template);
	template->parts = reader.parts;
	template->count = reader.count;
	return template;
}
