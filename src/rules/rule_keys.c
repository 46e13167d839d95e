/* Reading mappings of rule files key by key, with every mistake reported where it stands. */
#include "rules/rule_keys.h"

#include "model/values/value_read.h"
#include "text/unicode/normalize.h"

#include <assert.h>
#include <string.h>

enum { MOST_KEYS = 48 };

/* A node that was put into a tree knows the file it came from. */
static struct source *source_of(const struct rule_file_reading *reading, const struct yaml_node *node)
{
	return node->source ? node->source : reading->source;
}

struct rule_text rule_text_of(const struct rule_file_reading *reading, const struct yaml_node *node)
{
	return (struct rule_text){
		.text = node->text,
		.source = source_of(reading, node),
		.offset = node->offset,
		.length = node->length,
		.content_offset = node->content_offset,
		.content_indent = node->content_indent,
		.made = node->made,
	};
}

void rule_mistake(struct rule_file_reading *reading, enum builtin_finding builtin, const struct yaml_node *node,
		  const struct slice *arguments, size_t count)
{
	struct place place = {source_of(reading, node), node->offset, node->length};

	reading->mistakes++;
	/* A whole mapping is pointed at by its beginning: nobody wants ten lines underlined. */
	if (node->kind != YAML_SCALAR)
		place.length = 0;
	finding_add_builtin(reading->findings, builtin, place, arguments, count);
}

void rule_mistake_inside(struct rule_file_reading *reading, enum builtin_finding builtin, const struct rule_text *text,
			 size_t at, size_t length, const struct slice *arguments, size_t count)
{
	uint64_t from = rule_text_offset(text, at);
	uint64_t to = rule_text_offset(text, at + length);
	struct place place = {source_view(text->source, reading->findings->arena), from, to > from ? to - from : 0};

	if (text->made)
		place = (struct place){place.source, text->offset, text->length};
	reading->mistakes++;
	finding_add_builtin(reading->findings, builtin, place, arguments, count);
}

struct slice rule_hint(struct rule_file_reading *reading, struct slice wrong, const struct slice *names, size_t count)
{
	size_t nearest = nearest_name(wrong, names, count);

	if (nearest == SIZE_MAX)
		return slice_of("", 0);
	if (reading->findings->english)
		return arena_print(reading->scratch, "Did you mean \"%.*s\"?", SLICE_PRINT(names[nearest]));
	return arena_print(reading->scratch, "「%.*s」のことでしょうか。", SLICE_PRINT(names[nearest]));
}

/* Asked for every key of every rule: no slice is made on the way. */
bool rule_key_is(struct slice words, struct slice word)
{
	size_t from = 0;

	while (from < words.length) {
		size_t to = from + word.length;

		if (to <= words.length && words.data[from] == (word.length ? word.data[0] : '|') &&
		    (to == words.length || words.data[to] == '|') && memcmp(words.data + from, word.data, word.length) == 0)
			return true;
		const char *end = memchr(words.data + from, '|', words.length - from);

		if (!end)
			return false;
		from = (size_t)(end - words.data) + 1;
	}
	return false;
}

static size_t key_count(const struct rule_key *keys)
{
	size_t count = 0;

	while (keys[count].names.length)
		count++;
	return count;
}

/* Adds the words of `words` separated by | to `all`; gives the new count. */
static size_t add_words(struct slice words, struct slice *all, size_t count, size_t capacity)
{
	struct slice part;

	while (count < capacity && slice_next(&words, '|', &part))
		all[count++] = part;
	return count;
}

static void report_unknown_key(struct rule_file_reading *reading, const struct yaml_node *key, const struct rule_key *keys,
			       size_t count)
{
	struct slice names[MOST_KEYS * 3];
	size_t name_count = 0;

	for (size_t i = 0; i < count; i++)
		name_count = add_words(keys[i].names, names, name_count, COUNT_OF(names));
	struct slice hint = rule_hint(reading, key->text, names, name_count);

	rule_mistake(reading, BUILTIN_RULE_UNKNOWN_KEY, key, (struct slice[]){key->text, hint}, 2);
}

static struct slice shape_name(unsigned flags, bool english)
{
	if ((flags & KEY_SCALAR) && (flags & KEY_MAPPING))
		return english ? SLICE_OF("a text or a mapping (key: value)") : SLICE_OF("文字か「キー: 値」の組");
	if (flags & KEY_SCALAR)
		return english ? SLICE_OF("a text") : SLICE_OF("文字");
	if (flags & KEY_SEQUENCE)
		return english ? SLICE_OF("a sequence (`- …` lines or [ ])") : SLICE_OF("並び（「- …」の行か [ ]）");
	return english ? SLICE_OF("a mapping (key: value)") : SLICE_OF("「キー: 値」の組");
}

static bool has_shape(const struct yaml_node *node, unsigned flags)
{
	return (node->kind == YAML_SCALAR && (flags & KEY_SCALAR)) || (node->kind == YAML_SEQUENCE && (flags & KEY_SEQUENCE)) ||
	       (node->kind == YAML_MAPPING && (flags & KEY_MAPPING));
}

/* The key of the name, looked for from `next` on: most files have their keys in the order of the list. `count` when there is none. */
static size_t key_named(struct slice name, const struct rule_key *keys, size_t count, size_t next)
{
	for (size_t i = next; i < count; i++)
		if (rule_key_is(keys[i].names, name))
			return i;
	for (size_t i = 0; i < next; i++)
		if (rule_key_is(keys[i].names, name))
			return i;
	return count;
}

/* Gives the place behind the key it found. */
static size_t read_pair(struct rule_file_reading *reading, const struct yaml_node *key, const struct yaml_node *value,
			const struct rule_key *keys, size_t count, size_t next, const struct yaml_node **found_keys,
			const struct yaml_node **values)
{
	struct slice name = key->text;
	size_t i = key_named(name, keys, count, next);

	if (i == count) {
		name = normalize(reading->scratch, name);
		i = key_named(name, keys, count, next);
	}
	if (i == count) {
		if (!slice_starts_with(name, SLICE_OF("x-")))
			report_unknown_key(reading, key, keys, count);
	} else if (found_keys[i]) {
		rule_mistake(reading, BUILTIN_RULE_DOUBLE_KEY, key, (struct slice[]){key->text, found_keys[i]->text}, 2);
	} else if (found_keys[i] = key, has_shape(value, keys[i].flags)) {
		values[i] = value;
	} else {
		struct slice shape = shape_name(keys[i].flags, reading->findings->english);

		rule_mistake(reading, BUILTIN_RULE_WRONG_SHAPE, value, (struct slice[]){key->text, shape}, 2);
	}
	return i < count ? i + 1 : next;
}

bool rule_keys_read(struct rule_file_reading *reading, const struct yaml_node *node, const struct rule_key *keys,
		    const struct yaml_node **values)
{
	const struct yaml_node *found_keys[MOST_KEYS] = {NULL};
	size_t count = key_count(keys);
	size_t mistakes = reading->mistakes, next = 0;

	assert(count <= MOST_KEYS);

	for (size_t i = 0; i < count; i++)
		values[i] = NULL;
	if (node->kind != YAML_MAPPING) {
		struct slice shape = shape_name(KEY_MAPPING, reading->findings->english);

		rule_mistake(reading, BUILTIN_RULE_WRONG_SHAPE, node, (struct slice[]){SLICE("-"), shape}, 2);
		return false;
	}
	for (size_t i = 0; i < node->count; i++)
		next = read_pair(reading, &node->keys[i], &node->items[i], keys, count, next, found_keys, values);
	for (size_t i = 0; i < count; i++)
		if (!found_keys[i] && (keys[i].flags & KEY_MANDATORY)) {
			struct slice names = keys[i].names, english, japanese = {NULL, 0};

			slice_next(&names, '|', &english);
			slice_next(&names, '|', &japanese);
			struct slice both = arena_print(reading->scratch, "%.*s（%.*s）", SLICE_PRINT(english), SLICE_PRINT(japanese));

			rule_mistake(reading, BUILTIN_RULE_MISSING_KEY, node, &both, 1);
		}
	return reading->mistakes == mistakes;
}

struct slice rule_text_read(struct rule_file_reading *reading, const struct yaml_node *node)
{
	if (!node)
		return slice_of("", 0);
	struct slice text = slice_trim(node->text);

	if (!text.length)
		rule_mistake(reading, BUILTIN_RULE_EMPTY_VALUE, node, NULL, 0);
	return text;
}

static void report_bad_value(struct rule_file_reading *reading, const struct yaml_node *node, struct slice allowed,
			     struct slice hint)
{
	rule_mistake(reading, BUILTIN_RULE_BAD_VALUE, node, (struct slice[]){node->text, allowed, hint}, 3);
}

static size_t find_word(struct slice word, const struct slice *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (rule_key_is(words[i], word))
			return i;
	return SIZE_MAX;
}

/* "手引き（manual）"; the English name alone in English. */
static struct slice word_shown(struct arena *arena, struct slice names, bool english)
{
	struct slice rest = names, first, japanese = {NULL, 0};

	slice_next(&rest, '|', &first);
	if (english || !slice_next(&rest, '|', &japanese))
		return first;
	return arena_print(arena, "%.*s（%.*s）", SLICE_PRINT(japanese), SLICE_PRINT(first));
}

size_t rule_word_read(struct rule_file_reading *reading, const struct yaml_node *node, const struct slice *words, size_t count)
{
	struct slice word = slice_trim(node->text);
	struct slice names[64];
	size_t name_count = 0, found = find_word(word, words, count);
	struct text_builder allowed;

	if (found == SIZE_MAX) {
		word = slice_trim(normalize(reading->scratch, node->text));
		found = find_word(word, words, count);
	}
	if (found != SIZE_MAX)
		return found;
	text_builder_init(&allowed, reading->scratch);
	for (size_t i = 0; i < count; i++) {
		name_count = add_words(words[i], names, name_count, COUNT_OF(names));
		text_builder_add(&allowed, i ? SLICE_OF(", ") : SLICE_OF(""));
		text_builder_add(&allowed, word_shown(reading->scratch, words[i], reading->findings->english));
	}
	report_bad_value(reading, node, text_builder_slice(&allowed), rule_hint(reading, word, names, name_count));
	return SIZE_MAX;
}

bool rule_bool_read(struct rule_file_reading *reading, const struct yaml_node *node, bool fallback)
{
	static const struct slice words[] = {SLICE("false|いいえ|no"), SLICE("true|はい|yes")};
	size_t word = node ? rule_word_read(reading, node, words, COUNT_OF(words)) : SIZE_MAX;

	return word == SIZE_MAX ? fallback : word == 1;
}

int32_t rule_date_read(struct rule_file_reading *reading, const struct yaml_node *node, int32_t fallback)
{
	int32_t date;

	if (!node)
		return fallback;
	if (date_read(node->text, &date))
		return date;
	report_bad_value(reading, node, reading->findings->english ? SLICE_OF("a date (2025-04-01)") : SLICE_OF("日付（2025-04-01 など）"),
			 SLICE_OF(""));
	return fallback;
}

struct slice rule_name_read(struct rule_file_reading *reading, const struct yaml_node *node)
{
	struct slice name = rule_text_read(reading, node);

	for (size_t i = 0; i < name.length; i++) {
		char c = name.data[i];

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '-' && i))
			continue;
		report_bad_value(reading, node,
				 reading->findings->english ? SLICE_OF("small letters, digits and hyphens") :
							      SLICE_OF("英小文字・数字・ハイフンの名前"),
				 SLICE_OF(""));
		break;
	}
	return name;
}
