/* The texts of a rule, for each audience and in both languages. */
#include "rules/reading/wording_reader.h"

#include "rules/expressions/template_compiler.h"
#include "rules/rule_shapes.h"

static const struct rule_key wording_keys[] = {WORDING_KEY_ROWS(0, 0)};

static const struct rule_key audience_keys[] = {
	[AUDIENCE_MANAGER] = {SLICE("manager|介護支援専門員"), KEY_MAPPING},
	[AUDIENCE_INSPECTOR] = {SLICE("inspector|点検者"), KEY_MAPPING},
	[AUDIENCE_VENDOR] = {SLICE("vendor|ベンダー"), KEY_MAPPING},
	{{NULL, 0}, 0},
};

void rule_shapes_add_wording(struct rule_shapes *shapes)
{
	shapes->wording = wording_keys;
	shapes->audiences = audience_keys;
}

const struct message_template *rule_read_template(struct rule_reading *reading, const struct yaml_node *node)
{
	if (!node)
		return NULL;
	struct rule_text text = rule_text_of(&reading->file, node);

	while (text.text.length && text.text.data[text.text.length - 1] == '\n')
		text.text.length--; /* a block ends with a line break that is not part of the message */
	const struct message_template *template = template_compile(&reading->compiler, text.text);

	rule_report_problems(reading, BUILTIN_RULE_TEMPLATE, &text);
	return template;
}

static void fill_wording(struct rule_reading *reading, const struct yaml_node *const *values, struct rule_wording *wording)
{
	const struct message_template **slots[WORDING_KEYS] = {
		&wording->message[LANGUAGE_JA], &wording->message[LANGUAGE_EN], &wording->question[LANGUAGE_JA],
		&wording->question[LANGUAGE_EN], &wording->fix[LANGUAGE_JA], &wording->fix[LANGUAGE_EN],
	};

	for (size_t i = 0; i < WORDING_KEYS; i++)
		if (values[i])
			*slots[i] = rule_read_template(reading, values[i]);
}

/* What an audience has no words for, it shares with the manager; English falls back to Japanese. */
static void complete_wording(struct rule_revision *revision)
{
	struct rule_wording *manager = &revision->wording[AUDIENCE_MANAGER];

	for (unsigned a = 0; a < AUDIENCE_COUNT; a++) {
		struct rule_wording *wording = &revision->wording[a];

		for (unsigned i = 0; i < LANGUAGE_COUNT; i++) {
			wording->message[i] = wording->message[i] ? wording->message[i] : manager->message[i];
			wording->question[i] = wording->question[i] ? wording->question[i] : manager->question[i];
			wording->fix[i] = wording->fix[i] ? wording->fix[i] : manager->fix[i];
		}
		if (!wording->message[LANGUAGE_EN])
			wording->message[LANGUAGE_EN] = wording->message[LANGUAGE_JA];
		if (!wording->question[LANGUAGE_EN])
			wording->question[LANGUAGE_EN] = wording->question[LANGUAGE_JA];
		if (!wording->fix[LANGUAGE_EN])
			wording->fix[LANGUAGE_EN] = wording->fix[LANGUAGE_JA];
	}
}

static void keep_texts(const struct yaml_node *const *values, struct rule_revision *revision)
{
	struct slice *texts[WORDING_KEYS] = {
		&revision->message_text[LANGUAGE_JA], &revision->message_text[LANGUAGE_EN], &revision->question_text[LANGUAGE_JA],
		&revision->question_text[LANGUAGE_EN], &revision->fix_text[LANGUAGE_JA], &revision->fix_text[LANGUAGE_EN],
	};

	for (size_t i = 0; i < WORDING_KEYS; i++)
		if (values[i])
			*texts[i] = slice_trim(values[i]->text);
}

void rule_wordings_read(struct rule_reading *reading, const struct yaml_node *const *wording, const struct yaml_node *audience,
			struct rule_revision *revision)
{
	keep_texts(wording, revision);
	fill_wording(reading, wording, &revision->wording[AUDIENCE_MANAGER]);
	if (audience) {
		const struct yaml_node *audiences[COUNT_OF(audience_keys)], *words[COUNT_OF(wording_keys)];

		rule_keys_read(&reading->file, audience, audience_keys, audiences);
		for (unsigned a = 0; a < AUDIENCE_COUNT; a++)
			if (audiences[a]) {
				rule_keys_read(&reading->file, audiences[a], wording_keys, words);
				fill_wording(reading, words, &revision->wording[a]);
			}
	}
	complete_wording(revision);
}
