/* What a finding gets once it is complete: its position and excerpt, its place in the list, its fingerprint. */
#include "findings/finding.h"

#include "findings/fingerprint_hash.h"
#include "text/excerpt.h"

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

/* How often each fingerprint came by: open addressing, at most half full, so that there is always a free slot. */
struct tally_slot {
	struct fingerprint of;
	uint32_t times; /* 0 = free */
};

struct tally {
	struct tally_slot *slot;
	size_t mask;
};

static struct tally tally_of(struct arena *arena, size_t count)
{
	size_t capacity = 16;

	while (capacity < 2 * count)
		capacity *= 2;
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

/* Rule, place and message. Within a run a source is where it is, so its address will do; it decides no order. */
static struct fingerprint identity_within_list(const struct finding *finding)
{
	struct fingerprint_hash hash;

	fingerprint_hash_init(&hash, NULL);
	fingerprint_hash_add_part(&hash, finding->rule);
	fingerprint_hash_add_part(&hash, finding->message);
	fingerprint_hash_add_number(&hash, (uint64_t)(uintptr_t)finding->place.source);
	fingerprint_hash_add_number(&hash, finding->place.offset);
	fingerprint_hash_add_number(&hash, finding->place.length);
	/* Two cells that were not supplied have no place: their addresses tell them apart. */
	fingerprint_hash_add_part(&hash, finding->address);
	return fingerprint_hash_finish(&hash);
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
	struct tally seen = tally_of(list->arena, list->count);
	size_t kept = 0;

	if (list->count)
		qsort(list->items, list->count, sizeof(struct finding *), compare_findings);
	for (size_t i = 0; i < list->count; i++)
		if (tally_count(&seen, identity_within_list(list->items[i])) == 0)
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

void finding_list_fingerprint(struct finding_list *list, struct slice person)
{
	struct tally equals = tally_of(list->arena, list->count);

	for (size_t i = 0; i < list->count; i++) {
		struct finding *finding = list->items[i];
		struct fingerprint_hash hash;

		fingerprint_hash_init(&hash, NULL);
		fingerprint_hash_add_part(&hash, finding->rule);
		fingerprint_hash_add_part(&hash, person);
		fingerprint_hash_add_part(&hash, finding->address_plain);
		fingerprint_hash_add_part(&hash, finding->value);
		fingerprint_hash_add_number(&hash, tally_count(&equals, fingerprint_hash_finish(&hash)));
		finding->fingerprint = print_fingerprint(list->arena, fingerprint_hash_finish(&hash));
	}
}
