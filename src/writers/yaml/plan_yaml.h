/*
 * plan_yaml.h - a plan as a YAML document that reads back as the same plan. For the linter.
 *
 * Keys are the official item names, in the order of the model's table. What is blank is left out: 様式 says which forms the plan
 * carries, and a missing key of a carried form is blank.
 */
#ifndef TENKEN_WRITERS_PLAN_YAML_H
#define TENKEN_WRITERS_PLAN_YAML_H

#include "model/model.h"
#include "base/text_builder.h"

/* Adds "---" and the document. `scratch` is used on the way and may be reset afterwards. */
void plan_yaml_add(struct text_builder *out, struct arena *scratch, const struct document *document);
/* Adds a text as a YAML scalar that every reader takes for the same text: plain where that is safe, else in double quotes. */
void yaml_add_scalar(struct text_builder *out, struct slice text);
/* The same behind a key; several lines as a block indented by `blanks`. CRLF and a lone CR are line breaks like LF. */
void yaml_add_text(struct text_builder *out, struct slice text, unsigned blanks);

#endif
