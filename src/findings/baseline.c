#include "findings/baseline.h"

#include "text/unicode/utf8.h"

static const struct slice head = SLICE("tenken-baseline 1"), no_person = SLICE("-");
enum { FINGERPRINT_DIGITS = 32 };

/* ---- a line ---- */

/* "tenken/v1:8c41…" without its version: that of the file stands for all. */
static struct slice digits_of(struct slice fingerprint)
{
	return slice_part(fingerprint, fingerprint.length - (fingerprint.length < FINGERPRINT_DIGITS ? 0 : FINGERPRINT_DIGITS), SIZE_MAX);
}

/* What was lost is no finding to get used to, and what was left as it is has a reason of its own. */
static bool can_be_known(const struct finding *finding)
{
	return finding->kind == FINDING_FAIL && !finding->lost && !finding->suppressed_by;
}

bool baseline_entry_of(struct baseline_entry *entry, const struct finding *finding, struct slice person)
{
	*entry = (struct baseline_entry){
		.fingerprint = digits_of(finding->fingerprint),
		.person = person.length ? person : no_person,
		.rule = finding->rule,
		.address = finding->address_plain,
		.times = 1,
	};
	return can_be_known(finding);
}

void baseline_add_head(struct text_builder *text, struct slice key)
{
	text_builder_add(text, head);
	text_builder_add_string(text, "\n# 指紋 件数 人 規則 場所（tenken baseline で書き直せます）/ fingerprint times person rule place\nkey ");
	text_builder_add(text, key.length ? key : no_person);
	text_builder_add_char(text, '\n');
}

void baseline_add_line(struct text_builder *text, const struct baseline_entry *entry)
{
	text_builder_print(text, "%.*s %u %.*s %.*s", SLICE_PRINT(entry->fingerprint), (unsigned)entry->times, SLICE_PRINT(entry->person),
			   SLICE_PRINT(entry->rule));
	if (entry->address.length)
		text_builder_add_char(text, ' ');
	utf8_add_safely(text, entry->address);
	text_builder_add_char(text, '\n');
}

/* ---- reading ---- */

static bool is_fingerprint(struct slice word)
{
	for (size_t i = 0; i < word.length; i++)
		if (!memchr("0123456789abcdef", word.data[i], 16))
			return false;
	return word.length == FINGERPRINT_DIGITS;
}

static bool read_entry(struct baseline_entry *entry, struct slice line)
{
	struct slice times;
	uint64_t number;

	if (!slice_next(&line, ' ', &entry->fingerprint) || !slice_next(&line, ' ', &times) || !slice_next(&line, ' ', &entry->person) ||
	    !slice_next(&line, ' ', &entry->rule))
		return false;
	entry->address = line;
	if (!is_fingerprint(entry->fingerprint) || !slice_to_uint(times, &number) || number == 0 || number > UINT32_MAX ||
	    !entry->person.length || !entry->rule.length)
		return false;
	entry->times = (uint32_t)number;
	entry->next = NAME_NOT_FOUND;
	return true;
}

/* Files that were joined may hold a fingerprint twice. */
static void add_entry(struct baseline *baseline, struct arena *arena, const struct baseline_entry *entry)
{
	uint32_t at = name_table_find(&baseline->fingerprints, entry->fingerprint), number = (uint32_t)baseline->count;

	if (at != NAME_NOT_FOUND) {
		baseline->entries[at].times += entry->times;
		return;
	}
	baseline->entries = arena_with_room(arena, baseline->entries, baseline->count, &baseline->capacity, sizeof *entry);
	baseline->entries[baseline->count++] = *entry;
	name_table_add(&baseline->fingerprints, entry->fingerprint, number);
	if (name_table_add(&baseline->persons, entry->person, number))
		return;
	/* Behind the first of the person: their order says nothing. */
	struct baseline_entry *first = &baseline->entries[name_table_find(&baseline->persons, entry->person)];

	baseline->entries[number].next = first->next;
	first->next = number;
}

bool baseline_read(struct baseline *baseline, struct arena *arena, struct slice path, struct slice text, struct failure *failure)
{
	struct slice line, key = SLICE("key ");
	uint32_t number = 0;

	*baseline = (struct baseline){.path = path, .key = no_person};
	name_table_init(&baseline->fingerprints, arena);
	name_table_init(&baseline->persons, arena);
	while (slice_next(&text, '\n', &line)) {
		struct baseline_entry entry = {.line = ++number};

		if (slice_ends_with(line, SLICE_OF("\r")))
			line.length--;
		if (number == 1) {
			if (slice_equal(line, head))
				continue;
			failure_set(failure, "%.*s：tenken baseline で書いたファイルではありません（not a baseline of this version）", SLICE_PRINT(path));
			return false;
		}
		if (line.length == 0 || line.data[0] == '#' || slice_equal(line, head))
			continue;
		if (slice_starts_with(line, key)) {
			baseline->key = slice_part(line, key.length, SIZE_MAX);
		} else if (read_entry(&entry, line)) {
			add_entry(baseline, arena, &entry);
		} else {
			failure_set(failure, "%.*s:%u: 指紋、件数、人、規則の並びではありません（not a line of a baseline）", SLICE_PRINT(path), number);
			return false;
		}
	}
	if (number)
		return true;
	failure_set(failure, "%.*s：空のファイルです（an empty file is no baseline）", SLICE_PRINT(path));
	return false;
}

/* ---- a run against it ---- */

void baseline_mark(struct baseline *baseline, struct finding_list *findings)
{
	for (size_t i = 0; i < findings->count; i++) {
		struct finding *finding = findings->items[i];
		uint32_t at = can_be_known(finding) ? name_table_find(&baseline->fingerprints, digits_of(finding->fingerprint)) : NAME_NOT_FOUND;

		if (at == NAME_NOT_FOUND || baseline->entries[at].met == baseline->entries[at].times)
			continue;
		baseline->entries[at].met++;
		finding->known = true;
	}
}

void baseline_saw_person(struct baseline *baseline, struct slice person, bool (*was_judged)(const void *context, struct slice rule),
			 const void *context)
{
	uint32_t at = person.length ? name_table_find(&baseline->persons, person) : NAME_NOT_FOUND;

	for (; at != NAME_NOT_FOUND; at = baseline->entries[at].next) {
		struct baseline_entry *entry = &baseline->entries[at];

		if (!entry->judged)
			entry->judged = was_judged(context, entry->rule);
	}
}

void baseline_tell_stale(const struct baseline *baseline, struct finding_list *findings)
{
	const struct baseline_entry *first = NULL;
	size_t stale = 0;

	for (size_t i = 0; i < baseline->count; i++) {
		const struct baseline_entry *entry = &baseline->entries[i];

		if (!entry->judged || entry->met == entry->times)
			continue;
		first = first ? first : entry;
		stale += entry->times - entry->met;
	}
	if (!first)
		return;
	struct slice arguments[] = {arena_print(findings->arena, "%zu", stale), first->rule, first->address};
	struct finding *finding = finding_add_builtin(findings, BUILTIN_BASELINE_STALE, (struct place){.source = NULL}, arguments, 3);

	if (!finding)
		return;
	finding->path = baseline->path;
	finding->start = finding->end = (struct position){.line = first->line, .column = 1};
}
