/* Sources and lexicons; the tables are read by table_reader.c. */
#include "rules/reference/reference_data.h"

#include "rules/rule_shapes.h"
#include "text/unicode/normalize.h"

void reference_data_init(struct reference_data *data, struct arena *arena, size_t files)
{
	*data = (struct reference_data){.arena = arena};
	name_table_init(&data->source_numbers, arena);
	data->tables = arena_array(arena, struct lookup_table, files);
	data->tables_at = arena_array(arena, struct defined_at, files);
	data->lexicons = arena_array(arena, struct lexicon, files);
	data->lexicons_at = arena_array(arena, struct defined_at, files);
}

void report_duplicate(struct rule_file_reading *reading, enum builtin_finding builtin, const struct yaml_node *node,
		      struct slice name, const struct defined_at *first)
{
	struct slice line = arena_print(reading->scratch, "%u", (unsigned)source_position(first->source, first->offset).line);

	rule_mistake(reading, builtin, node, (struct slice[]){name, first->source->path, line}, 3);
}

/* ---- sources ---- */

static const struct rule_key source_keys[] = {
	{SLICE("id|番号"), KEY_SCALAR | KEY_MANDATORY},
	{SLICE("title|題名"), KEY_SCALAR | KEY_MANDATORY},
	{SLICE("title_en|英題"), KEY_SCALAR},
	{SLICE("date|日付"), KEY_SCALAR},
	{SLICE("link|リンク"), KEY_SCALAR},
	{SLICE("quote|引用"), KEY_SCALAR},
	{SLICE("note|備考"), KEY_SCALAR},
	{{NULL, 0}, 0},
};

static struct slice optional_text(const struct yaml_node *node)
{
	return node ? slice_trim(node->text) : slice_of("", 0);
}

static void add_source(struct reference_data *data, struct rule_file_reading *reading, const struct yaml_node *node)
{
	const struct yaml_node *values[COUNT_OF(source_keys)];

	rule_keys_read(reading, node, source_keys, values);
	if (!values[0])
		return;
	struct slice id = rule_name_read(reading, values[0]);

	if (!name_table_add(&data->source_numbers, id, (uint32_t)data->source_count)) {
		uint32_t first = name_table_find(&data->source_numbers, id);

		report_duplicate(reading, BUILTIN_RULE_DUPLICATE, values[0], id, &data->sources_at[first]);
		return;
	}
	data->sources_at[data->source_count] = (struct defined_at){reading->source, values[0]->offset};
	data->sources[data->source_count++] = (struct rule_source){
		.id = id,
		.title = rule_text_read(reading, values[1]),
		.title_en = optional_text(values[2]),
		.date = optional_text(values[3]),
		.link = optional_text(values[4]),
		.quote = optional_text(values[5]),
	};
}

void reference_data_add_sources(struct reference_data *data, struct rule_file_reading *reading, const struct yaml_node *sequence)
{
	size_t capacity = data->source_count + sequence->count;

	data->sources = arena_grow(data->arena, data->sources, data->source_count * sizeof *data->sources,
				   capacity * sizeof *data->sources);
	data->sources_at = arena_grow(data->arena, data->sources_at, data->source_count * sizeof *data->sources_at,
				      capacity * sizeof *data->sources_at);
	for (size_t i = 0; i < sequence->count; i++)
		add_source(data, reading, &sequence->items[i]);
}

const struct rule_source *reference_source(const struct reference_data *data, struct rule_file_reading *reading,
					   const struct yaml_node *node)
{
	struct slice id = rule_text_read(reading, node);
	uint32_t number = name_table_find(&data->source_numbers, id);

	if (number != NAME_NOT_FOUND)
		return &data->sources[number];
	struct slice *ids = arena_array(reading->scratch, struct slice, data->source_count);

	for (size_t i = 0; i < data->source_count; i++)
		ids[i] = data->sources[i].id;
	struct slice hint = rule_hint(reading, id, ids, data->source_count);

	rule_mistake(reading, BUILTIN_RULE_UNKNOWN_SOURCE, node, (struct slice[]){id, hint}, 2);
	return NULL;
}

/* ---- lexicons ---- */

static const struct rule_key lexicon_keys[] = {
	{SLICE("lexicon|辞書"), KEY_SCALAR | KEY_MANDATORY},
	{SLICE("title|題名"), KEY_SCALAR | KEY_MANDATORY},
	{SLICE("title_en|英題"), KEY_SCALAR | KEY_MANDATORY},
	{SLICE("words|言葉"), KEY_SEQUENCE | KEY_MANDATORY},
	{SLICE("blockers|除く言葉"), KEY_SEQUENCE},
	{SLICE("source|出典"), KEY_SCALAR},
	{SLICE("note|備考"), KEY_SCALAR},
	{{NULL, 0}, 0},
};

static const struct rule_key word_keys[] = {
	{SLICE("word|言葉"), KEY_SCALAR | KEY_MANDATORY},
	{SLICE("blockers|除く言葉"), KEY_SEQUENCE},
	{SLICE("note|備考"), KEY_SCALAR},
	{{NULL, 0}, 0},
};

void rule_shapes_add_reference(struct rule_shapes *shapes)
{
	shapes->source = source_keys;
	shapes->lexicon = lexicon_keys;
	shapes->word = word_keys;
}

/* False when it is none, which is reported. */
static bool add_word(struct reference_data *data, struct rule_file_reading *reading, const struct yaml_node *node)
{
	struct reference_words *words = &data->words;
	bool english = reading->findings->english;

	if (node->kind != YAML_SCALAR) {
		struct slice shape = english ? SLICE_OF("a text") : SLICE_OF("文字");

		rule_mistake(reading, BUILTIN_RULE_WRONG_SHAPE, node, (struct slice[]){SLICE("words"), shape}, 2);
		return false;
	}
	struct slice word = slice_trim(normalize(data->arena, node->text));

	if (!word.length) {
		rule_mistake(reading, BUILTIN_RULE_EMPTY_VALUE, node, NULL, 0);
		return false;
	}
	if (word.length > LEXICON_WORD_BYTES) {
		struct slice what = english ? SLICE_OF("A word of a lexicon is too long") : SLICE_OF("辞書の言葉が長すぎます");
		struct slice most = arena_print(reading->scratch, english ? "%d bytes" : "%d バイト", LEXICON_WORD_BYTES);

		rule_mistake(reading, BUILTIN_RULE_LIMIT, node, (struct slice[]){what, most}, 2);
		return false;
	}
	words->items = arena_with_room(data->arena, words->items, words->count, &words->capacity, sizeof *words->items);
	words->items[words->count++] = word;
	return true;
}

static void add_words(struct reference_data *data, struct rule_file_reading *reading, const struct yaml_node *sequence)
{
	for (size_t i = 0; sequence && i < sequence->count; i++)
		add_word(data, reading, &sequence->items[i]);
}

static const struct yaml_node *word_of(struct rule_file_reading *reading, const struct yaml_node *item,
				       const struct yaml_node **blockers)
{
	const struct yaml_node *values[COUNT_OF(word_keys)];

	*blockers = NULL;
	if (item->kind != YAML_MAPPING)
		return item;
	rule_keys_read(reading, item, word_keys, values);
	*blockers = values[1];
	return values[0];
}

/* The words first, then the blockers of each, then those of all: every group is one range of numbers. */
static void add_lexicon_words(struct reference_data *data, struct rule_file_reading *reading, struct lexicon *lexicon,
			      const struct yaml_node *words, const struct yaml_node *blockers)
{
	const struct yaml_node **own_blockers = arena_array(reading->scratch, const struct yaml_node *, words->count);
	struct lexicon_word *entries = arena_array(data->arena, struct lexicon_word, words->count);

	lexicon->words = entries;
	lexicon->first_word = (uint32_t)data->words.count;
	for (size_t i = 0; i < words->count; i++) {
		const struct yaml_node *of_word;
		const struct yaml_node *word = word_of(reading, &words->items[i], &of_word);

		if (word && add_word(data, reading, word)) {
			own_blockers[lexicon->word_count] = of_word;
			entries[lexicon->word_count++].word = data->words.items[data->words.count - 1];
		}
	}
	for (size_t i = 0; i < lexicon->word_count; i++) {
		entries[i].first_blocker = (uint32_t)data->words.count;
		add_words(data, reading, own_blockers[i]);
		entries[i].blocker_count = (uint32_t)data->words.count - entries[i].first_blocker;
	}
	lexicon->first_blocker = (uint32_t)data->words.count;
	add_words(data, reading, blockers);
	lexicon->blocker_count = (uint32_t)data->words.count - lexicon->first_blocker;
}

static void add_words_with_overlays(struct reference_data *data, struct rule_file_reading *reading, struct lexicon *lexicon,
				    const struct yaml_node *words, const struct yaml_node *blockers, const struct overlay_group *group)
{
	struct overlay_list *overlays = &data->overlays;

	words = overlay_sequence(overlays, reading, OVERLAY_LEXICON, OVERLAY_WORDS, words, lexicon->name, group);
	blockers = overlay_sequence(overlays, reading, OVERLAY_LEXICON, OVERLAY_BLOCKERS, blockers, lexicon->name, group);
	add_lexicon_words(data, reading, lexicon, words, blockers);
}

static void add_local_lexicons(struct reference_data *data, struct rule_file_reading *reading, struct lexicon *lexicon,
			       const struct yaml_node *words, const struct yaml_node *blockers)
{
	struct overlay_group *groups;
	size_t count = overlay_groups(&data->overlays, reading, OVERLAY_LEXICON, lexicon->name, &groups);
	struct lexicon_local *locals = arena_array(data->arena, struct lexicon_local, count);

	for (size_t i = 0; i < count; i++) {
		struct lexicon *local = arena_new(data->arena, struct lexicon);

		local->name = lexicon->name;
		add_words_with_overlays(data, reading, local, words, blockers, &groups[i]);
		locals[i] = (struct lexicon_local){groups[i].insurers, local};
	}
	lexicon->locals = locals;
	lexicon->local_count = count;
}

void reference_data_check_overlays(const struct reference_data *data, struct rule_file_reading *reading)
{
	struct slice *names = arena_array(reading->scratch, struct slice, data->lexicon_count + data->table_count);

	for (size_t i = 0; i < data->lexicon_count; i++)
		names[i] = data->lexicons[i].name;
	overlay_report_unmet(&data->overlays, reading, OVERLAY_LEXICON, names, data->lexicon_count);
	for (size_t i = 0; i < data->table_count; i++)
		names[i] = data->tables[i].name;
	overlay_report_unmet(&data->overlays, reading, OVERLAY_TABLE, names, data->table_count);
}

void reference_data_add_lexicon(struct reference_data *data, struct rule_file_reading *reading, const struct yaml_node *mapping)
{
	const struct yaml_node *values[COUNT_OF(lexicon_keys)];

	rule_keys_read(reading, mapping, lexicon_keys, values);
	if (!values[0] || !values[3])
		return;
	struct lexicon *lexicon = &data->lexicons[data->lexicon_count];

	lexicon->name = rule_name_read(reading, values[0]);
	rule_text_read(reading, values[1]);
	for (size_t i = 0; i < data->lexicon_count; i++)
		if (slice_equal(data->lexicons[i].name, lexicon->name)) {
			report_duplicate(reading, BUILTIN_RULE_DUPLICATE, values[0], lexicon->name, &data->lexicons_at[i]);
			return;
		}
	data->lexicons_at[data->lexicon_count++] = (struct defined_at){reading->source, values[0]->offset};
	if (values[5])
		reference_source(data, reading, values[5]);
	add_words_with_overlays(data, reading, lexicon, values[3], values[4], NULL);
	add_local_lexicons(data, reading, lexicon, values[3], values[4]);
}

void reference_data_finish(struct reference_data *data)
{
	uint32_t *numbers = arena_array(data->arena, uint32_t, data->words.count);

	for (size_t i = 0; i < data->words.count; i++)
		numbers[i] = (uint32_t)i;
	data->table_set = (struct lookup_table_set){data->tables, data->table_count};
	data->lexicon_set = (struct lexicon_set){
		.lexicons = data->lexicons,
		.count = data->lexicon_count,
		.automaton = data->words.count ? automaton_build(data->arena, data->words.items, numbers, data->words.count) : NULL,
	};
}
