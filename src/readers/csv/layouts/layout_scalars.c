/* Record layouts: texts and numbers from YAML nodes, and what is said when they are wrong. */
#include "readers/csv/layouts/layout_loading.h"

#include "base/limits.h"

bool layout_fail(const struct loading *loading, const struct yaml_node *node, const char *problem, struct slice about)
{
	struct position position = source_position(loading->source, node->offset);

	failure_set(loading->failure, "%.*s:%u: %s%s%.*s", SLICE_PRINT(loading->source->path), position.line, problem,
		    about.length ? ": " : "", SLICE_PRINT(about));
	return false;
}

bool layout_check_keys(const struct loading *loading, const struct yaml_node *mapping, const struct slice *known, size_t count)
{
	if (mapping->kind != YAML_MAPPING)
		return layout_fail(loading, mapping, "a mapping is expected here", SLICE_OF(""));
	for (size_t i = 0; i < mapping->count; i++) {
		bool found = slice_starts_with(mapping->keys[i].text, SLICE_OF("x-"));

		for (size_t k = 0; k < count && !found; k++)
			found = slice_equal(mapping->keys[i].text, known[k]);
		if (!found)
			return layout_fail(loading, &mapping->keys[i], "unknown key", mapping->keys[i].text);
	}
	return true;
}

bool layout_get_text(const struct loading *loading, const struct yaml_node *mapping, struct slice key, bool needed,
		     struct slice *text)
{
	const struct yaml_node *node = yaml_node_get(mapping, key);

	*text = slice_of(NULL, 0);
	if (!node)
		return !needed || layout_fail(loading, mapping, "a key is missing", key);
	if (node->kind != YAML_SCALAR || !node->text.length)
		return layout_fail(loading, node, "a text is expected for", key);
	*text = node->text;
	return true;
}

bool layout_get_number(const struct loading *loading, const struct yaml_node *mapping, struct slice key, unsigned *number)
{
	struct slice text;
	uint64_t read = 0;

	*number = 0;
	if (!layout_get_text(loading, mapping, key, false, &text))
		return false;
	if (text.length && (!slice_to_uint(text, &read) || read == 0 || read > LIMIT_CSV_FIELD_BYTES))
		return layout_fail(loading, yaml_node_get(mapping, key), "a number from 1 is expected for", key);
	*number = (unsigned)read;
	return true;
}

bool layout_get_texts(const struct loading *loading, const struct yaml_node *mapping, struct slice key, bool needed,
		      const struct slice **texts, size_t *count)
{
	const struct yaml_node *node = yaml_node_get(mapping, key);
	struct slice *read;

	*count = 0;
	if (!node)
		return !needed || layout_fail(loading, mapping, "a key is missing", key);
	if (node->kind != YAML_SEQUENCE || (needed && !node->count))
		return layout_fail(loading, node, "a sequence of texts is expected for", key);
	read = arena_array(loading->arena, struct slice, node->count);
	for (size_t i = 0; i < node->count; i++) {
		if (node->items[i].kind != YAML_SCALAR || !node->items[i].text.length)
			return layout_fail(loading, &node->items[i], "a text is expected in", key);
		read[i] = node->items[i].text;
	}
	*texts = read;
	*count = node->count;
	return true;
}
