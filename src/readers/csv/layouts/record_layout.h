/*
 * record_layout.h - the record layouts of the national CSV standard (model/record_layout.h), loaded from rules/formats/. For the CSV
 * reader.
 *
 * The head of rules/formats/standard_csv_4_1.yaml explains the keys. Borrowed from the arena and the texts it was loaded with.
 */
#ifndef TENKEN_READERS_RECORD_LAYOUT_H
#define TENKEN_READERS_RECORD_LAYOUT_H

#include "base/failure.h"
#include "model/record_layout.h"
#include "readers/yaml/stream/yaml_outline.h"

/* A layout file, embedded or from a folder. */
struct layout_text {
	struct slice path, text;
	const struct yaml_outline *outline; /* of the text, when the build made one; else NULL */
};
/* False with a sentence when one of them is wrong. Paths through the model are written with its own names. */
bool record_layouts_load(struct record_layouts *layouts, struct arena *arena, const struct layout_text *texts, size_t count,
			 struct failure *failure);

#endif
