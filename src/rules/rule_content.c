#include "rules/rule_content.h"

#include "rules/kinds/rule_kind.h"
#include "rules/rule_loader.h"

bool rule_file_stands_in(struct slice path, struct slice folder)
{
	struct slice part, before = slice_of("", 0);
	bool inside = false;

	while (slice_next(&path, '/', &part)) {
		inside = slice_equal(before, folder);
		before = part;
	}
	return inside;
}

static bool is_sources_file(struct slice path)
{
	return slice_ends_with(path, SLICE_OF("/sources.yaml")) || slice_equal(path, SLICE_OF("sources.yaml"));
}

static bool has_key(const struct yaml_node *node, struct slice english, struct slice japanese)
{
	return yaml_node_get(node, english) || yaml_node_get(node, japanese);
}

enum file_content rule_file_content(struct slice path, const struct yaml_node *document)
{
	if (document->kind == YAML_SCALAR && !document->text.length)
		return CONTENT_NOTHING;
	if (document->kind == YAML_SEQUENCE)
		return is_sources_file(path) ? CONTENT_SOURCES : CONTENT_RULES;
	if (is_overlay(document))
		return CONTENT_OVERLAY;
	if (is_rule_kind(document))
		return CONTENT_KIND;
	if (document->kind == YAML_MAPPING && has_key(document, SLICE_OF("table"), SLICE_OF("表")))
		return CONTENT_TABLE;
	if (document->kind == YAML_MAPPING && has_key(document, SLICE_OF("lexicon"), SLICE_OF("辞書")))
		return CONTENT_LEXICON;
	if (document->kind == YAML_MAPPING && has_key(document, SLICE_OF("service_types"), SLICE_OF("サービス種類")))
		return CONTENT_SERVICE_TYPES;
	if (document->kind == YAML_MAPPING && has_key(document, SLICE_OF("profile"), SLICE_OF("プロファイル")))
		return CONTENT_PROFILE; /* asked before policies, which a profile may name by the same word */
	if (document->kind == YAML_MAPPING && has_key(document, SLICE_OF("policy"), SLICE_OF("方針")))
		return CONTENT_POLICY;
	return CONTENT_OTHER;
}
