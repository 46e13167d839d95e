/*
 * reader.h - what every reader gives: documents one after another, each with its findings. For the linter.
 *
 * A reader is asked for the next document; it builds it in the arena it is given (reset by the caller in between), so that
 * memory is one plan, not one file.
 */
#ifndef TENKEN_READERS_READER_H
#define TENKEN_READERS_READER_H

#include "findings/finding.h"
#include "model/key_table.h"
#include "model/model.h"

/* What came out of one step of a reader. */
enum reading {
	READING_DOCUMENT, /* *document is settled; the list holds its findings so far */
	READING_LOST,     /* a document is there but cannot be judged: the findings say why; *document is NULL */
	READING_END       /* nothing more; the list may hold findings about the file as a whole */
};

#endif
