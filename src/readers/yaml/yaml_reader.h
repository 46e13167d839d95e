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

/*
 * A part of a long file, for a thread of its own: the documents that begin in [from, to). At its end yaml_reader_done is where the
 * next one begins: where that is not `to`, a document swallowed the beginning of the next part, which must be read again from there.
 * That there is no document at all is left to who puts the parts together: yaml_report_no_document.
 */
struct yaml_reader *yaml_reader_open_part(struct arena *arena, struct source *source, const struct key_table *keys, uint64_t from,
					  uint64_t to);
/* The number of the last document, lost ones counted; and where to count from. */
uint32_t yaml_reader_ordinal(const struct yaml_reader *reader);
void yaml_reader_count_from(struct yaml_reader *reader, uint32_t ordinal);
/* Where a part can begin at or after `from`: at a --- that no % line stands before; the end of the bytes when there is none. */
uint64_t yaml_part_start(struct slice bytes, uint64_t from);
void yaml_report_no_document(struct source *source, struct finding_list *findings);

#endif
