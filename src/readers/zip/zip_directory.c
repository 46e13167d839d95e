#include "readers/zip/zip_directory.h"

#include <stdlib.h>

enum {
	END_LENGTH = 22,         /* end of central directory record */
	END64_LENGTH = 56,       /* the same of zip64 */
	END64_LOCATOR = 20,
	ENTRY_LENGTH = 46,       /* central directory header without name, extra field and comment */
	SEARCHED = 16 * 1024,    /* bytes at the end in which libarchive looks for the end record */
	FLAG_ENCRYPTED = 1,
	EXTRA_ZIP64 = 1
};

static uint64_t number_at(struct slice bytes, uint64_t at, unsigned length)
{
	uint64_t number = 0;

	for (unsigned i = length; i > 0; i--)
		number = number << 8 | (unsigned char)bytes.data[at + i - 1];
	return number;
}

static bool signature_at(struct slice bytes, uint64_t at, const char signature[4])
{
	return at + 4 <= bytes.length && memcmp(bytes.data + at, signature, 4) == 0;
}

/* The last end record whose comment ends with the file or before. */
static bool find_end(struct slice bytes, uint64_t *end)
{
	for (uint64_t back = END_LENGTH; back <= bytes.length && back <= SEARCHED; back++) {
		uint64_t at = bytes.length - back;

		if (signature_at(bytes, at, "PK\5\6") && number_at(bytes, at + 20, 2) <= back - END_LENGTH) {
			*end = at;
			return true;
		}
	}
	return false;
}

/* Where the directory begins and ends, by the end record or that of zip64. */
static bool find_directory(struct slice bytes, uint64_t end, uint64_t *from, uint64_t *to)
{
	uint64_t size = number_at(bytes, end + 12, 4), start = number_at(bytes, end + 16, 4);

	*to = end;
	if (end >= END64_LOCATOR && signature_at(bytes, end - END64_LOCATOR, "PK\6\7")) {
		uint64_t end64 = number_at(bytes, end - END64_LOCATOR + 8, 8);

		if (end64 > bytes.length - END64_LENGTH || !signature_at(bytes, end64, "PK\6\6"))
			return false;
		size = number_at(bytes, end64 + 40, 8);
		start = number_at(bytes, end64 + 48, 8);
		*to = end64;
	}
	/* Bytes before the archive, of a program that unpacks itself, move everything by the same distance. */
	if (size > *to || start > *to - size)
		return false;
	*from = *to - size;
	return size == 0 || signature_at(bytes, *from, "PK\1\2");
}

/* Sizes and offsets that do not fit into 32 bits stand in an extra field, in this order and only those. */
static void read_zip64(struct slice extra, uint64_t *size, uint64_t *compressed, uint64_t *offset)
{
	uint64_t *const numbers[] = {size, compressed, offset};

	for (uint64_t at = 0; at + 4 <= extra.length;) {
		uint64_t kind = number_at(extra, at, 2), length = number_at(extra, at + 2, 2), next = at + 4;

		at = next + length;
		if (kind != EXTRA_ZIP64 || at > extra.length)
			continue;
		for (size_t i = 0; i < 3; i++) {
			if (*numbers[i] != UINT32_MAX || next + 8 > at)
				continue;
			*numbers[i] = number_at(extra, next, 8);
			next += 8;
		}
		return;
	}
}

/* One entry; its length in the directory, 0 when it does not fit. */
static uint64_t read_entry(struct slice directory, uint64_t at, struct zip_directory_entry *entry)
{
	if (at + ENTRY_LENGTH > directory.length || !signature_at(directory, at, "PK\1\2"))
		return 0;
	uint64_t name = number_at(directory, at + 28, 2), extra = number_at(directory, at + 30, 2), comment = number_at(directory, at + 32, 2);
	uint64_t compressed = number_at(directory, at + 20, 4), length = ENTRY_LENGTH + name + extra + comment;

	if (length > directory.length - at)
		return 0;
	entry->name = slice_part(directory, (size_t)at + ENTRY_LENGTH, (size_t)(at + ENTRY_LENGTH + name));
	entry->size = number_at(directory, at + 24, 4);
	entry->offset = number_at(directory, at + 42, 4);
	entry->encrypted = number_at(directory, at + 8, 2) & FLAG_ENCRYPTED;
	read_zip64(slice_part(directory, (size_t)(at + ENTRY_LENGTH + name), (size_t)(at + ENTRY_LENGTH + name + extra)), &entry->size,
		   &compressed, &entry->offset);
	return length;
}

static int by_offset(const void *a, const void *b)
{
	const struct zip_directory_entry *left = a, *right = b;

	if (left->offset != right->offset)
		return left->offset < right->offset ? -1 : 1;
	return left->number < right->number ? -1 : left->number > right->number;
}

/* In the order of the bytes; what points at the bytes of another entry is left out, as libarchive leaves it out. */
static void sort_entries(struct zip_directory *directory)
{
	size_t kept = 0;

	if (directory->count)
		qsort(directory->entries, directory->count, sizeof *directory->entries, by_offset);
	for (size_t i = 0; i < directory->count; i++)
		if (!kept || directory->entries[kept - 1].offset != directory->entries[i].offset)
			directory->entries[kept++] = directory->entries[i];
	directory->repeated = directory->count - kept;
	directory->count = kept;
}

enum zip_directory_result zip_directory_read(struct zip_directory *directory, struct arena *arena, struct slice bytes, size_t most)
{
	uint64_t end, from, to;
	size_t capacity = 0;

	*directory = (struct zip_directory){0};
	if (!find_end(bytes, &end))
		return ZIP_DIRECTORY_NONE;
	if (!find_directory(bytes, end, &from, &to))
		return ZIP_DIRECTORY_BROKEN;
	struct slice all = slice_part(bytes, (size_t)from, (size_t)to);

	for (uint64_t at = 0; at < all.length;) {
		struct zip_directory_entry entry = {.number = (uint32_t)directory->count};
		uint64_t length = read_entry(all, at, &entry);

		if (!length)
			return ZIP_DIRECTORY_BROKEN;
		if (directory->count == most)
			return ZIP_DIRECTORY_TOO_LONG;
		directory->entries = arena_with_room(arena, directory->entries, directory->count, &capacity, sizeof entry);
		directory->entries[directory->count++] = entry;
		at += length;
	}
	sort_entries(directory);
	return ZIP_DIRECTORY_READ;
}
