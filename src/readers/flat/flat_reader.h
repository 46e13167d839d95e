/*
 * flat_reader.h - plans, or assessments, from a CSV with a row of headings. For the linter.
 *
 * Pass one finds whose rows stand where; then plans are read one by one, so that memory is one plan and a short entry for each of
 * the others. The source must outlive the reader.
 */
#ifndef TENKEN_READERS_FLAT_READER_H
#define TENKEN_READERS_FLAT_READER_H

#include "model/key_table.h"
#include "readers/flat/flat_header.h"
#include "readers/reader.h"

struct flat_reader;

/* What is wrong with the file as such goes to `findings`: headings that were not understood, rows of nobody. */
struct flat_reader *flat_reader_open(struct arena *arena, const struct flat_header *header, const struct key_table *keys,
				     struct finding_list *findings);
enum reading flat_reader_next(struct flat_reader *reader, struct arena *arena, struct finding_list *findings, struct document **document);
void flat_reader_close(struct flat_reader *reader);

/*
 * Gives the plan the assessment of its person from an assessment CSV, when it has none yet: that of the plan's date, or else the
 * latest that was made by then, or else the earliest. The document is settled again. False when the file has none of this person.
 */
bool flat_assessment_join(struct flat_reader *assessments, struct document *document, struct finding_list *findings);
/*
 * The next person whose assessment no plan has asked for, as a document of its own with that one form; READING_END at the end.
 * `beside_plans`: plans were read, so that a missing one is reported.
 */
enum reading flat_assessment_left(struct flat_reader *assessments, bool beside_plans, struct arena *arena,
				  struct finding_list *findings, struct document **document);

#endif
