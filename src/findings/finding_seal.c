/* What a finding gets once it is complete: its position and excerpt, its place in the list, its fingerprint. */
#include "findings/finding.h"

#include "findings/fingerprint_hash.h"
#include "text/excerpt.h"
#include "text/unicode/normalize.h"

#include <stdlib.h>
#include <string.h>

void finding_seal(struct finding_list *list, struct finding *finding)
{
	struct source *source = finding->place.source;

	if (!source || finding->start.line)
		return;
	uint64_t size = source->bytes.length, offset = finding->place.offset, length = finding->place.length;

	if (offset > size)
		offset = size;
	if (length > size - offset)
		length = size - offset;
	finding->path = arena_copy(list->arena, source->path);
	finding->start = source_position(source, offset);
	finding->end = length ? source_position(source, offset + length) : finding->start;
	if (finding->whole)
		return;
	struct excerpt excerpt = excerpt_make(list->arena, source, offset, length);

	finding->excerpt = excerpt.text;
	finding->caret = excerpt.caret;
	finding->caret_width = excerpt.caret_width;
}

/* What cannot be checked points at the plan, time after time. */
static bool stands_as(const struct finding *finding, const struct finding *sealed)
{
	const struct place *place = &finding->place, *before = &sealed->place;

	return !finding->start.line && place->source && place->source == before->source && place->offset == before->offset &&
	       place->length == before->length && finding->whole == sealed->whole;
}

void finding_list_seal(struct finding_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		struct finding *finding = list->items[i];
		const struct finding *sealed = i ? list->items[i - 1] : NULL;

		if (!sealed || !stands_as(finding, sealed)) {
			finding_seal(list, finding);
			continue;
		}
		finding->path = sealed->path;
		finding->start = sealed->start;
		finding->end = sealed->end;
		finding->excerpt = sealed->excerpt;
		finding->caret = sealed->caret;
		finding->caret_width = sealed->caret_width;
	}
}

/* How often each fingerprint came by: open addressing, at most half full, so that there is always a free slot. */
struct tally_slot {
	struct fingerprint of;
	uint32_t times; /* 0 = free */
};

struct tally {
	struct tally_slot *slot;
	size_t mask;
};

static size_t table_capacity(size_t count)
{
	size_t capacity = 16;

	while (capacity < 2 * count)
		capacity *= 2;
	return capacity;
}

static struct tally tally_of(struct arena *arena, size_t count)
{
	size_t capacity = table_capacity(count);

	return (struct tally){.slot = arena_array(arena, struct tally_slot, capacity), .mask = capacity - 1};
}

/* How often it came before this time. */
static uint32_t tally_count(struct tally *tally, struct fingerprint of)
{
	size_t at;

	memcpy(&at, of.bytes, sizeof at);
	for (at &= tally->mask; tally->slot[at].times; at = (at + 1) & tally->mask)
		if (memcmp(&tally->slot[at].of, &of, sizeof of) == 0)
			return tally->slot[at].times++;
	tally->slot[at] = (struct tally_slot){.of = of, .times = 1};
	return 0;
}

/* Rule, place and message. Two cells that were not supplied have no place: their addresses tell them apart. */
static bool is_same_finding(const struct finding *a, const struct finding *b)
{
	return a->place.offset == b->place.offset && a->place.length == b->place.length && a->place.source == b->place.source &&
	       slice_equal(a->rule, b->rule) && slice_equal(a->message, b->message) && slice_equal(a->address, b->address);
}

/* Puts the finding into a table of a power of two slots, at most half full; false when the same is there already. */
static bool add_to_seen(const struct finding **seen, size_t mask, const struct finding *finding)
{
	uint64_t key = (finding->place.offset * 31 + finding->message.length) * 31 + finding->address.length;
	size_t at = (size_t)(key * UINT64_C(0x9e3779b97f4a7c15) >> 32) & mask;

	for (; seen[at]; at = (at + 1) & mask)
		if (is_same_finding(seen[at], finding))
			return false;
	seen[at] = finding;
	return true;
}

static int compare_findings(const void *a, const void *b)
{
	const struct finding *const *left = a, *const *right = b;

	if ((*left)->order != (*right)->order)
		return (*left)->order < (*right)->order ? -1 : 1;
	return (*left)->raised < (*right)->raised ? -1 : (*left)->raised > (*right)->raised;
}

void finding_list_sort(struct finding_list *list)
{
	size_t capacity = table_capacity(list->count), kept = 0;
	const struct finding **seen = arena_array(list->arena, const struct finding *, capacity);

	if (list->count)
		qsort(list->items, list->count, sizeof(struct finding *), compare_findings);
	for (size_t i = 0; i < list->count; i++)
		if (add_to_seen(seen, capacity - 1, list->items[i]))
			list->items[kept++] = list->items[i];
	list->count = kept;
}

static struct slice print_fingerprint(struct arena *arena, struct fingerprint fingerprint)
{
	static const char digits[] = "0123456789abcdef", version[] = "tenken/v1:";
	const size_t prefix = sizeof version - 1;
	char text[sizeof version - 1 + 2 * sizeof fingerprint.bytes];

	memcpy(text, version, prefix);
	for (size_t i = 0; i < sizeof fingerprint.bytes; i++) {
		text[prefix + 2 * i] = digits[fingerprint.bytes[i] >> 4];
		text[prefix + 2 * i + 1] = digits[fingerprint.bytes[i] & 15];
	}
	return arena_copy(arena, slice_of(text, sizeof text));
}

struct slice finding_person_mark(struct arena *arena, struct slice person, const unsigned char *key)
{
	enum { MARK_DIGITS = 16 };
	struct fingerprint_hash hash;

	if (!person.length)
		return person;
	fingerprint_hash_init(&hash, key);
	fingerprint_hash_add_part(&hash, person);
	struct slice printed = print_fingerprint(arena, fingerprint_hash_finish(&hash));

	return slice_part(printed, printed.length - MARK_DIGITS, SIZE_MAX);
}

void finding_list_fingerprint(struct finding_list *list, struct slice person, const unsigned char *key)
{
	struct tally equals = tally_of(list->arena, list->count);

	for (size_t i = 0; i < list->count; i++) {
		struct finding *finding = list->items[i];
		struct fingerprint_hash hash;

		fingerprint_hash_init(&hash, key);
		fingerprint_hash_add_part(&hash, finding->rule);
		fingerprint_hash_add_part(&hash, person);
		fingerprint_hash_add_part(&hash, finding->address_plain);
		fingerprint_hash_add_part(&hash, normalize_for_comparison(list->arena, finding->value));
		fingerprint_hash_add_number(&hash, tally_count(&equals, fingerprint_hash_finish(&hash)));
		finding->fingerprint = print_fingerprint(list->arena, fingerprint_hash_finish(&hash));
	}
}
