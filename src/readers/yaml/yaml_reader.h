/*
 * yaml_reader.h - plans written in YAML (docs: the YAML plan), one document after another. For the linter.
 */
#ifndef TENKEN_READERS_YAML_READER_H
#define TENKEN_READERS_YAML_READER_H

#include "readers/reader.h"

struct yaml_reader;

/* The source must be valid UTF-8 and outlive the reader. `arena` holds the reader itself. */
struct yaml_reader *yaml_reader_open(struct arena *arena, struct source *source, const struct key_table *keys);
/*
 * The next plan of the file, built in `arena`, with findings about it (and about anything on the way) in `findings`.
 * After a syntax error the rest of that document is lost, the next document is tried where `---` begins a line.
 */
enum reading yaml_reader_next(struct yaml_reader *reader, struct arena *arena, struct finding_list *findings,
			      struct document **document);
/* First byte that no later call will look at again: everything before may be forgotten. */
size_t yaml_reader_done(const struct yaml_reader *reader);
void yaml_reader_close(struct yaml_reader *reader); /* gives libyaml's memory back */

#endif
