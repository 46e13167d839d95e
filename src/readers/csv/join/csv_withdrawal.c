/* Withdrawals: which rows of an entry are taken back. */
#include "readers/csv/join/csv_withdrawal.h"

static unsigned role_bit(const struct csv_file *file)
{
	return 1u << file->role;
}

/* Was the file sent after the withdrawal? Names that tell no time say no. */
static bool sent_later(const struct csv_file *file, const struct csv_file *withdrawal)
{
	return file->sent.length && withdrawal->sent.length && slice_compare(file->sent, withdrawal->sent) > 0;
}

/* Takes the ranges of files of these roles out of the entry; the first file that lost one, or NULL. */
static const struct csv_file *drop_ranges(struct csv_index *index, struct csv_entry *entry, unsigned roles,
					  const struct csv_file *withdrawal)
{
	const struct csv_file *dropped = NULL;
	uint32_t *link = &entry->first, last = 0;

	while (*link) {
		struct csv_range *range = &index->ranges[*link - 1];
		const struct csv_file *file = &index->files[range->file];

		if ((roles & role_bit(file)) && !sent_later(file, withdrawal)) {
			dropped = dropped ? dropped : file;
			entry->withdrawn |= role_bit(file);
			*link = range->next;
			continue;
		}
		last = *link;
		link = &range->next;
	}
	entry->last = last;
	return dropped;
}

/* A supplement that nothing else is left to belongs to what was taken back. */
static void drop_lone_supplement(struct csv_index *index, struct csv_entry *entry, const struct csv_file *withdrawal)
{
	for (uint32_t range = entry->first; range; range = index->ranges[range - 1].next)
		if (index->files[index->ranges[range - 1].file].role != CSV_SUPPLEMENT)
			return;
	drop_ranges(index, entry, 1u << CSV_SUPPLEMENT, withdrawal);
}

static void report(const struct csv_file *withdrawal, uint64_t offset, uint64_t length, const struct csv_file *from, struct slice date,
		   struct finding_list *findings)
{
	struct place place = {withdrawal->source, offset, length};

	finding_add_builtin(findings, BUILTIN_CSV_WITHDRAWN, place,
			    (const struct slice[]){from->layout->name, date, from->source->path}, 3);
}

static struct slice cell_keyed(const struct csv_file *file, const struct csv_scanner *scanner, const struct csv_row *row,
			       struct slice key)
{
	const struct layout_item *item = layout_item_keyed(file->layout, key);

	return item && item->number <= row->count ? scanner->cells[item->number - 1].content : slice_of(NULL, 0);
}

/* Actual services are taken back by provider and type: which rows those are is seen when the month is read. */
static void withdraw_actual(struct csv_index *index, const struct csv_file *file, const struct csv_scanner *scanner,
			    const struct csv_row *row, struct csv_entry *entry)
{
	index->withdrawn_actual = arena_with_room(index->arena, index->withdrawn_actual, index->withdrawn_actual_count,
						  &index->withdrawn_actual_capacity, sizeof *index->withdrawn_actual);
	index->withdrawn_actual[index->withdrawn_actual_count++] = (struct csv_withdrawn_actual){
		.file = (uint32_t)(file - index->files),
		.offset = row->offset,
		.length = row->length,
		.provider = cell_keyed(file, scanner, row, SLICE_OF("provider_code")),
		.type = cell_keyed(file, scanner, row, SLICE_OF("service_type_code")),
		.next = entry->taken_back,
	};
	entry->taken_back = (uint32_t)index->withdrawn_actual_count;
}

void csv_withdraw(struct csv_index *index, const struct csv_file *file, const struct csv_scanner *scanner, const struct csv_row *row,
		  uint32_t number, struct finding_list *findings)
{
	if (!number) {
		struct place place = {file->source, row->offset, row->length};

		finding_add_builtin(findings, BUILTIN_CSV_WITHDRAWAL_OF_NOTHING, place, &file->layout->name, 1);
		return;
	}
	struct csv_entry *entry = &index->entries[number - 1];

	if (file->layout->withdraws & 1u << CSV_ACTUAL) {
		withdraw_actual(index, file, scanner, row, entry);
		return;
	}
	const struct csv_file *from = drop_ranges(index, entry, file->layout->withdraws, file);

	if (!from)
		return;
	drop_lone_supplement(index, entry, file);
	report(file, row->offset, row->length, from, csv_entry_date(entry), findings);
}

const struct csv_withdrawn_actual *csv_withdrawal_of(const struct csv_index *index, const struct csv_entry *month,
						     const struct csv_reading *reading)
{
	const struct record_layout *layout = reading->file->layout;
	struct slice provider, code;

	if (!month->taken_back)
		return NULL;
	provider = csv_cell_raw(reading, layout_item_keyed(layout, SLICE_OF("provider_code")));
	code = csv_cell_raw(reading, layout_item_keyed(layout, SLICE_OF("service_code")));
	for (uint32_t number = month->taken_back; number; number = index->withdrawn_actual[number - 1].next) {
		const struct csv_withdrawn_actual *withdrawal = &index->withdrawn_actual[number - 1];

		if (slice_equal(withdrawal->provider, provider) && slice_starts_with(code, withdrawal->type) &&
		    !sent_later(reading->file, &index->files[withdrawal->file]))
			return withdrawal;
	}
	return NULL;
}

void csv_report_withdrawn_actual(const struct csv_index *index, const struct csv_withdrawn_actual *withdrawal,
				 const struct csv_entry *month, const struct csv_file *from, struct finding_list *findings)
{
	report(&index->files[withdrawal->file], withdrawal->offset, withdrawal->length, from, csv_entry_date(month), findings);
}
