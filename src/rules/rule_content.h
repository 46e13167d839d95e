/*
 * rule_content.h - what a document of a rule file is, by its path and its keys. Private to rules/.
 */
#ifndef TENKEN_RULES_RULE_CONTENT_H
#define TENKEN_RULES_RULE_CONTENT_H

#include "readers/yaml/yaml_tree.h"

enum file_content {
	CONTENT_NOTHING,
	CONTENT_OVERLAY,
	CONTENT_KIND,
	CONTENT_SOURCES,
	CONTENT_TABLE,
	CONTENT_LEXICON,
	CONTENT_SERVICE_TYPES,
	CONTENT_RULES,
	CONTENT_POLICY,  /* read when asked for: rules_load_policies */
	CONTENT_PROFILE,
	CONTENT_OTHER
};

enum file_content rule_file_content(struct slice path, const struct yaml_node *document);

#endif
