/*
 * csv_file_name.h - the names the standard gives its files, taken apart. For the CSV reader.
 *
 *     UPPLAN_201912_0300000100_43_0300000005_11_20191025200201.CSV
 *     type, target month (of some types), sender office and service type, receiver office and service type, time of sending
 *
 * Names of editions 3.x lack the service types.
 */
#ifndef TENKEN_READERS_CSV_FILE_NAME_H
#define TENKEN_READERS_CSV_FILE_NAME_H

#include "findings/finding.h"
#include "readers/csv/layouts/record_layout.h"

/* Parts are as written and may be of the wrong form; all are empty unless there are as many as the standard has. */
struct csv_file_name {
	struct slice whole;  /* without folders */
	struct slice type, month, sender, sender_type, receiver, receiver_type, sent, ending;
	struct slice other_type; /* a file type that is not the one of the layout; empty: the name gives none, or the right one */
	bool has_parts;      /* as many as the standard has */
	bool without_types;  /* as many as editions 3.x have */
};

/* The name at the end of a path. Is `a`, with its small letters made capitals, `b`? */
struct slice csv_name_in(struct slice path);
bool csv_same_letters(struct slice a, struct slice b);

void csv_file_name_read(struct csv_file_name *name, const struct record_layout *layout, struct slice path);
/* Says what is not in the standard's form. */
void csv_file_name_check(const struct csv_file_name *name, const struct record_layout *layout, struct source *source,
			 struct finding_list *findings);

#endif
